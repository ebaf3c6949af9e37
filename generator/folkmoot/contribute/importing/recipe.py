"""The use case: reads a source, makes candidates, has them judged, and writes what is new, if that is asked for."""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from folkmoot.contribute.importing import sources
from folkmoot.contribute.importing.accepting import accepted
from folkmoot.contribute.importing.invitations import Invitation, invited
from folkmoot.contribute.importing.rows import Candidate, Found, Remark
from folkmoot.contribute.naming import FreeNames
from folkmoot.load.community import load_community
from folkmoot.model.artifact import Artifact
from folkmoot.model.community import Community, FeedSource
from folkmoot.model.slot import known_zone
from folkmoot.publish.tree import write_new
from folkmoot.render.files import yaml_text
from folkmoot.text import schemeless


class Plan(NamedTuple):
    """What an import comes to. Every row is in one of `taken`, `merged`, `there` and `refused`.

    `merged` rows tell the same as another one that is taken, `there` is in the hub already, and `refused` rows have
    their reasons in `left`, one a row. `said` is how the source was understood, `feeds` are lines for the hub's file.
    """

    said: tuple[str, ...]
    files: tuple[Artifact, ...]
    feeds: str
    invitations: tuple[Invitation, ...]
    rows: int
    taken: int
    merged: int
    there: tuple[Remark, ...]
    left: tuple[Remark, ...]
    notes: tuple[Remark, ...]

    @property
    def refused(self) -> int:
        """How many rows are refused."""
        return len(self.left)


def plan(root: Path, request: sources.Request) -> Plan:
    """What would become of a source in the hub in `root`; nothing is written.

    Raises `WrongUse` where there is no hub, or where the source or its mapping cannot be read as a whole.
    """
    community = load_community(root).community
    zone = known_zone(community.profile.timezone)
    source = sources.read(request, zone.key if zone else "UTC")
    found = source.found
    by_family: dict[str, list[Candidate]] = {}
    for candidate in found.candidates:
        by_family.setdefault(candidate.family, []).append(candidate)
    feeds = by_family.pop("feeds", [])
    people = by_family.pop("invitations", [])
    names = FreeNames(community, root)
    files = accepted(community, [one for candidates in by_family.values() for one in candidates], names)
    new_feeds, feeds_there, feeds_left = _feeds(community, feeds)
    invitations = invited(community, people, f"{request.now.astimezone(zone or dt.UTC):%Y-%m-%d}", names)
    there = _each(found.candidates, [*files.there, *feeds_there, *invitations.there])
    left = [Remark(place, one.name, reason) for one, reason in files.left for place in one.places]
    left += [*found.left, *_each(found.candidates, [*feeds_left, *invitations.left])]
    taken = len(files.taken) + len(new_feeds) + len(invitations.invitations)
    return Plan(
        source.said,
        files.files,
        yaml_text({"sources": {"feeds": new_feeds}}) if new_feeds else "",
        invitations.invitations,
        found.rows,
        taken,
        found.rows - taken - len(there) - len(left),
        tuple(_sorted(found, there)),
        tuple(_sorted(found, left)),
        tuple(_sorted(found, [*found.notes, *files.notes])),
    )


def carry_out(root: Path, made: Plan) -> None:
    """Writes the new files of a plan into the hub; raises `WrongUse` where one of them is there by now."""
    write_new(root, made.files)


def _sorted(found: Found, remarks: list[Remark]) -> list[Remark]:
    """The remarks in the order of the rows that they are about; what is about a whole file stands first."""
    order: dict[str, int] = {}
    for number, place in enumerate(found.order):
        order.setdefault(place, number)
    return sorted(remarks, key=lambda remark: order.get(remark.place, -1))


def _each(candidates: tuple[Candidate, ...], remarks: list[Remark]) -> list[Remark]:
    """The remarks, one for each row of the candidate that they are about."""
    places = {one.places[0]: one.places for one in candidates}
    return [remark._replace(place=place) for remark in remarks for place in places[remark.place]]


def _feeds(
    community: Community, candidates: list[Candidate]
) -> tuple[list[dict[str, str]], list[Remark], list[Remark]]:
    """The feeds that the hub does not collect yet, those that it does, and those that cannot be collected."""
    own = [one.url for one in community.profile.sources.feeds]
    known = {schemeless(url) for url in (*own, *(feed.url for one in community.members.values() for feed in one.feeds))}
    new: list[dict[str, str]] = []
    there: list[Remark] = []
    left: list[Remark] = []
    for candidate in candidates:
        try:
            feed = FeedSource.model_validate(candidate.values)
        except ValidationError as error:
            told = error.errors(include_url=False)[0]
            left.append(Remark(candidate.places[0], candidate.name, f"{told['loc'][0]}: {_advice(told['msg'])}"))
            continue
        if schemeless(feed.url) in known:
            there.append(Remark(candidate.places[0], candidate.name, "the hub collects this feed already"))
            continue
        known.add(schemeless(feed.url))
        new.append({key: str(value) for key, value in candidate.values.items()})
    return new, there, left


def _advice(message: str) -> str:
    if "pattern" in message:
        return "a web address starts with https:// (or http://) and has no spaces"
    return message
