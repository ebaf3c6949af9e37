"""What a hub has already, for the forms to say so at once: names of files, GitHub logins, addresses of feeds."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from folkmoot.model.base import Addressed
from folkmoot.model.hub import Hub
from folkmoot.text import schemeless

FOLDER = "assets/folkmoot/"


def taken_address(name: str) -> str:
    """Where it stands what is taken of a kind of record, such as `member`, relative to the site's root."""
    return f"{FOLDER}taken-{name}s.json"


def taken(hub: Hub) -> Iterator[tuple[str, bytes]]:
    """Paths and contents of the files that say it.

    `names` are those of the files, `former` leads from those that they had before to the present ones; `logins`, in
    small letters, and `feeds`, without what `schemeless` leaves out, lead to the member's name, "" for the community.

    Nothing stands here that the site does not show elsewhere: of those who want no more shown than a name neither login
    nor feed, and nothing of those who are hidden. Hashes would hide neither, since whoever guesses a login can try it.
    That such a name or login is taken is told by the forge, or by the check of the proposal.
    """
    community = hub.community
    shown = {slug: one for slug, one in community.members.items() if one.is_shown}
    public = {slug: one for slug, one in shown.items() if one.visibility == "public"}
    logins = {one.github.lower(): slug for slug, one in public.items() if one.github}
    feeds = {
        schemeless(one.url): one.owner if one.owner in public else "" for one in hub.sources if one.kind == "entries"
    }
    yield _file("member", _names(shown) | {"logins": logins, "feeds": feeds})
    yield _file("event", _names(community.events))
    yield _file("project", _names(community.projects))


def _names(records: Mapping[str, Addressed]) -> dict[str, Any]:
    return {"names": sorted(records), "former": {name: slug for slug, one in records.items() for name in one.formerly}}


def _file(name: str, told: dict[str, Any]) -> tuple[str, bytes]:
    return taken_address(name), json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
