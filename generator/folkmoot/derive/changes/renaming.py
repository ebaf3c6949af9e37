"""Records whose files have another name than before: who names one by it names the same one."""

from collections.abc import Mapping
from typing import Any, TypeVar

from folkmoot.derive.changes.naming import NAMING
from folkmoot.model.base import Addressed, Record
from folkmoot.model.member import Member

Slugs = Mapping[str, Mapping[str, str]]
"""By family, the slugs that records had before, and those that they have."""

_Named = TypeVar("_Named", bound=Record)


def present_slugs(
    before: Mapping[str, Addressed], after: Mapping[str, Addressed], renamed: Mapping[str, str]
) -> dict[str, str]:
    """What the slugs that records of a family had before have become; `renamed` are paths before by paths now.

    Also those that a record gave up earlier, as `formerly` tells.
    """
    gone = {slug: one for slug, one in before.items() if slug not in after}
    paths = {one.path: slug for slug, one in gone.items()}
    found: dict[str, str] = {}
    for slug, record in after.items():
        if slug not in before and (was := _earlier(record, gone, paths.get(renamed.get(record.path, ""), ""))):
            del gone[was]
            found[was] = slug
    # A name that another record has, or had until now, is no former one.
    taken = before.keys() | after.keys()
    for slug, record in after.items():
        found |= {former: slug for former in record.formerly if former not in taken and former not in found}
    return found


def _earlier(record: Addressed, gone: Mapping[str, Addressed], said: str) -> str:
    """The slug that a record had before its file was renamed, among those that are gone; "" where it is a new one.

    `said` is the one that git takes for it. Files of members are short and alike, so that git takes one person's for
    another's; they need more in common.
    """
    if former := next((slug for slug in reversed(record.formerly) if slug in gone), ""):
        return former
    was = gone.get(said)
    if isinstance(record, Member) and isinstance(was, Member):
        known = ("github_id", "github", "name", "joined")
        return said if any(getattr(was, key) and getattr(was, key) == getattr(record, key) for key in known) else ""
    return said if was else ""


def naming_today(record: _Named, slugs: Slugs, above: str = "") -> _Named:
    """The record of before, naming others by the slugs that they have now."""
    if not any(slugs.values()):
        return record
    changed: dict[str, Any] = {}
    for key in type(record).model_fields:
        value, family = getattr(record, key), NAMING.get(f"{above}{key}") or NAMING.get(key)
        told = _told(value, slugs, slugs.get(family or "", {}), f"{key}.")
        if told is not value:
            changed[key] = told
    return record.model_copy(update=changed) if changed else record


def _told(value: Any, slugs: Slugs, present: Mapping[str, str], above: str) -> Any:
    if isinstance(value, Record):
        return naming_today(value, slugs, above)
    if type(value) is tuple:
        told = tuple(_told(one, slugs, present, above) for one in value)
        return told if any(one is not was for one, was in zip(told, value, strict=True)) else value
    return present.get(value, value) if isinstance(value, str) else value
