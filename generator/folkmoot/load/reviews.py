"""Reading a review that another run handed over: it may come from anybody who proposes something."""

from pydantic import ValidationError

from folkmoot.errors import FolkmootError
from folkmoot.model.reviewed import Reviewed

LARGEST = 4 << 20
"""So many bytes a review may have."""


def load_review(content: bytes) -> Reviewed:
    """The review; raises `FolkmootError` for whatever is none."""
    try:
        return Reviewed.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        raise FolkmootError(
            f"what the checking run handed over is no review: {place}: {first['msg']}",
            "run the check again; if it happens again, somebody changed what it does in their proposal",
        ) from None
