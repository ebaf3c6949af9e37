"""What differs between two communities, as people read it, for tests."""

from typing import Any

from folkmoot.derive.changes import changes
from folkmoot.model.community import Community
from folkmoot.model.touched import Touched
from folkmoot.render.changes.sentences import Sentences
from support.communities import community, record


def told(before: Community, after: Community, *files: tuple[str, str], language: str = "en") -> list[str]:
    """The sentences on what differs, the first that people read first."""
    sentences = Sentences(language, str)
    return [sentences.of(one) for one in changes(before, after, (Touched(*one) for one in files))]


def changed(family: str, before: dict[str, Any], after: dict[str, Any], *others: Any) -> list[str]:
    """The sentences on one record with these keys before and after, beside others that stay."""
    old, new = (record(family, "one", **keys) for keys in (before, after))
    return told(community(old, *others), community(new, *others))


def series(*exceptions: dict[str, str], **about: Any) -> dict[str, Any]:
    """What an event's file says of a series on second Tuesdays."""
    return {"recurrence": {"rule": "FREQ=MONTHLY;BYDAY=2TU", "exceptions": exceptions}, **about}


def term(member: str, **about: str) -> dict[str, str]:
    """Somebody's term in a team."""
    return {"member": member, "since": "2026-01-01", **about}
