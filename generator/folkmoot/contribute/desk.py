"""The use case `init --private-desk`: the private repository of those who look after a hub.

What must not be public is computed there, from the hub's files and its archive: whom to write to, drafts, proposals.
"""

from importlib.resources import files
from pathlib import Path

from folkmoot.contribute.initiate import in_the_way, packaged, texts_in
from folkmoot.errors import WrongUse
from folkmoot.model.account import is_repository
from folkmoot.model.artifact import Artifact
from folkmoot.publish.tree import write_new

_HUB = "OWNER/HUB"
"""What stands for the hub's repository in the files of a desk."""


def begin_desk(directory: Path, repository: str, language: str) -> tuple[Artifact, ...]:
    """Writes a desk for the hub in a repository at GitHub, owner/name, into `directory`; its README is in `language`.

    Raises `WrongUse` for what is no repository, and where other files are in the way; then nothing is written.
    """
    if not is_repository(repository):
        raise WrongUse("nobody says which hub the desk is for", "name its repository: --github OWNER/NAME")
    here = files("folkmoot.contribute") / "private_desk"
    # Workflows are full of signs that a template would take for its own.
    made = [Artifact(path, text.replace(_HUB, repository).encode()) for path, text in packaged(here / "repository")]
    read_me = (here / f"{texts_in(language)}.md").read_text(encoding="utf-8")
    made.append(Artifact("README.md", read_me.replace(_HUB, repository).encode()))
    if taken := in_the_way(directory, made):
        raise WrongUse(
            f"{directory} already holds {', '.join(taken)}",
            "nothing was written; choose an empty folder, or move these files away",
        )
    write_new(directory, made)
    return tuple(made)
