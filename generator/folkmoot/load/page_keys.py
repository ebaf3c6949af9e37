"""The keys on top of people's own pages that are Folkmoot's: which paths a page had before, and its language."""

from pydantic import Field, ValidationError

from folkmoot.load.complaints import complaints
from folkmoot.load.documents import read_front_matter
from folkmoot.model.base import Language
from folkmoot.model.community import Page, PageKeys
from folkmoot.model.problem import Problem


class _Keys(PageKeys):
    """What is read of the keys on top of a page."""

    language: Language | None = Field(None, description="The language it is in, if that is not the hub's main one.")


def with_former_paths(page: Page) -> tuple[Page, list[Problem]]:
    """The page told which paths it had before, and what is wrong with them as they are written."""
    said = {key: value for key, value in page.keys.items() if key in _Keys.model_fields and value is not None}
    try:
        return page._replace(formerly=_Keys.model_validate(said).formerly), []
    except ValidationError as error:
        document = read_front_matter(page.text.encode())
        return page, complaints(f"content/{page.path}", document, _Keys, error)
