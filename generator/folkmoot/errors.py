"""What the program raises when it cannot go on: always a sentence for a person, never a traceback."""


class FolkmootError(Exception):
    """Something stops the command; `str(error)` is one plain sentence and `hint` says what would be right.

    Problems found in a hub's files are no errors: they are `model.problem.Problem`s, all reported at once.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class WrongUse(FolkmootError):
    """The command was called in a way that cannot work, for example outside a hub (exit code 2)."""


class EngineFailure(FolkmootError):
    """The page engine (MkDocs) or the search indexer ended with an error (exit code 1)."""
