"""The keys on top of people's own pages that are Folkmoot's: its former paths, its time, and its language."""

from pydantic import Field, ValidationError

from folkmoot.load.complaints import complaints
from folkmoot.load.documents import read_front_matter
from folkmoot.model.base import Language
from folkmoot.model.own_page import Page, PageKeys
from folkmoot.model.problem import Problem


class _Keys(PageKeys):
    """What is read of the keys on top of a page."""

    language: Language | None = Field(None, description="The language it is in, if that is not the hub's main one.")


def with_keys(page: Page) -> tuple[Page, list[Problem]]:
    """The page told what its keys say to Folkmoot, and what is wrong with them as they are written."""
    said = {key: value for key, value in page.keys.items() if key in _Keys.model_fields and value is not None}
    try:
        keys = _Keys.model_validate(said)
        return page._replace(formerly=keys.formerly, publish=keys.publish, draft=keys.draft), []
    except ValidationError as error:
        document = read_front_matter(page.text.encode())
        return page, complaints(f"content/{page.path}", document, _Keys, error)
