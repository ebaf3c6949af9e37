"""The use case: reads a source, makes candidates, has them judged, and writes what is new, if that is asked for."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from pydantic import ValidationError

from folkmoot.check.meant import Names
from folkmoot.contribute.importing import sources
from folkmoot.contribute.importing.accepting import accepted
from folkmoot.contribute.importing.crediting import Crediting, CreditLines, account_of, credit, with_credit
from folkmoot.contribute.importing.invitations import Invitation, in_letters, invited
from folkmoot.contribute.importing.rows import Candidate, Found, Remark
from folkmoot.contribute.meanings import meant
from folkmoot.contribute.naming import FreeNames
from folkmoot.derive.identity import accounts_in, gone_in, withheld_people
from folkmoot.draft import derived, read
from folkmoot.errors import WrongUse
from folkmoot.load.community import load_community
from folkmoot.model.artifact import Artifact
from folkmoot.model.community import Community, FeedSource
from folkmoot.model.hub import Given
from folkmoot.model.problem import holds_error
from folkmoot.model.withheld import Withheld
from folkmoot.model.zones import known_zone
from folkmoot.publish import amending
from folkmoot.publish.tree import write_new
from folkmoot.render.files import yaml_text
from folkmoot.text import excerpt, one_line, schemeless

_OWN_NETWORKS = (".localhost", ".local", ".lan", ".internal", ".home.arpa", ".fritz.box")
"""How names end that no network but one's own knows (RFC 6761, 6762 and 8375, and what routers use)."""


_UNCOUNTED = "nobody gets credit as long as files of the hub have errors: ask folkmoot check, mend them, and come again"


class Amended(NamedTuple):
    """A file of the hub before and after something was added to it."""

    path: str
    before: bytes
    after: bytes


class Plan(NamedTuple):
    """What an import comes to. Every row is in one of `taken`, `merged`, `there` and `refused`.

    `merged` rows tell the same as another one that is taken, `there` is in the hub already, and `refused` rows have
    their reasons in `left`, one a row. `said` is how the source was understood, `called` what one and several of its
    rows are called, `feeds` are lines for the hub's file, `credits` those for the files that give people credit, and
    `amended` these files as they would be with them.
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
    called: tuple[str, str]
    credits: tuple[CreditLines, ...] = ()
    amended: tuple[Amended, ...] = ()

    @property
    def refused(self) -> int:
        """How many rows are refused."""
        return len(self.left)


def plan(root: Path, request: sources.Request, archive: Path | None = None) -> Plan:
    """What would become of a source in the hub in `root`; nothing is written.

    `archive` is the folder of what was collected, None for the one that the hub names. Raises `WrongUse` where there is
    no hub, or where the source or its mapping cannot be read as a whole.
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
    collected = _feeds(community, feeds)
    today = f"{request.now.astimezone(zone or dt.UTC):%Y-%m-%d}"
    known = _known(root, community, people, archive, request.now)
    invitations = invited(community, people, today, names, known.withheld)
    given = credit(community, people, request.project, known.given, known.withheld)
    if known.is_partial:
        given = Crediting((), (Remark(one_line(Path(request.source).name), "", _UNCOUNTED),))
    there = _each(found.candidates, [*files.there, *collected.there, *invitations.there])
    left = [Remark(place, one.name, reason) for one, reason in files.left for place in one.places]
    left += [*found.left, *_each(found.candidates, [*collected.left, *invitations.left])]
    notes = [*known.faults, *found.notes, *files.notes, *collected.notes, *invitations.notes, *given.notes]
    taken = len(files.taken) + len(collected.new) + len(invitations.invitations)
    return Plan(
        source.said,
        files.files,
        yaml_text({"sources": {"feeds": collected.new}}) if collected.new else "",
        invitations.invitations,
        found.rows,
        taken,
        found.rows - taken - len(there) - len(left),
        tuple(_sorted(found, there)),
        tuple(_sorted(found, left)),
        tuple(_sorted(found, notes)),
        source.called,
        given.proposed,
        tuple(_amended(root, given.proposed)),
    )


class _Known(NamedTuple):
    """Whom nothing may name, and what members gave by now; `is_partial` where files have errors, and nobody counts.

    `faults` are the lines of the archive that could not be read: they may have told of somebody whom nothing may name.
    """

    withheld: Withheld
    faults: tuple[Remark, ...] = ()
    given: tuple[Given, ...] = ()
    is_partial: bool = False


def _known(root: Path, community: Community, people: list[Candidate], archive: Path | None, now: dt.datetime) -> _Known:
    """What the hub's files and its archive say of people of a list; neither is asked where there are none."""
    if not people:
        return _Known(Withheld())
    reading = read(root.absolute(), archive)
    harvest = reading.harvest
    faults = tuple(Remark(one.place, "", one.sentence) for one in reading.faults if one.code == "archive-line")
    members = community.members.values()
    out = withheld_people(members, [*accounts_in(harvest), *map(account_of, people)], gone_in(community, harvest))
    if not any(one.values.get("gave") for one in people):
        return _Known(out, faults)
    if holds_error(reading.problems):
        return _Known(out, faults, is_partial=True)
    hub, problems = derived(reading, now)
    return _Known(out, faults, hub.given, holds_error(problems))


def _amended(root: Path, proposed: Iterable[CreditLines]) -> Iterator[Amended]:
    """The files that can take the lines; where one cannot, they are for whoever wrote it to add."""
    for one in proposed:
        if one.path and amending.is_own(root, one.path):
            before = root.joinpath(*one.path.split("/")).read_bytes()
            after = with_credit(before, one)
            if after is not None:
                yield Amended(one.path, before, after)


def carry_out(root: Path, made: Plan) -> None:
    """Writes the new files of a plan into the hub, and what is added to those that are there.

    Raises `FolkmootError` where a new one is there by now, or one that is there is another by now or cannot be written.
    """
    write_new(root, made.files)
    for one in made.amended:
        amending.amend(root, one.path, one.before, one.after)


def hand_over(root: Path, made: Plan, letters: Path) -> None:
    """Writes the invitations of a plan to a new file; raises `WrongUse` where that is there, or lies in the hub.

    Who is no member has not asked to stand in a public repository.
    """
    folder = letters.absolute().parent.resolve()
    if folder.is_relative_to(root.resolve()):
        raise WrongUse(
            f"{letters} lies in the hub, and these people did not ask to be named there",
            "name a file outside of it, such as ../invitations.txt",
        )
    if letters.exists():
        raise WrongUse(f"{letters} is there already", "name a new file, or move that one away")
    try:
        write_new(folder, [Artifact(letters.name, in_letters(made.invitations).encode())])
    except OSError as error:
        raise WrongUse(f"{letters} cannot be written: {error.strerror}", "name a file in another folder") from None


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


class _Collected(NamedTuple):
    """The feeds that are new, those that the hub collects, those that it cannot, and what else is to tell."""

    new: list[dict[str, str]]
    there: list[Remark]
    left: list[Remark]
    notes: list[Remark]


def _feeds(community: Community, candidates: list[Candidate]) -> _Collected:
    """What becomes of feeds; one that is listed twice is told, and neither new nor there."""
    own = [one.url for one in community.profile.sources.feeds]
    known = {schemeless(url) for url in (*own, *(feed.url for one in community.members.values() for feed in one.feeds))}
    collected, listed = _Collected([], [], [], []), dict[str, tuple[str, dict[str, str]]]()
    for one in candidates:
        place, name, candidate = one.places[0], one.name, one
        url = str(one.values.get("url", ""))
        if right := "" if re.match("https?://", url) else meant("address", url, ("url",), Names(community)):
            collected.notes.append(Remark(place, name, f"url “{excerpt(one_line(url), 60)}” is taken as “{right}”"))
            candidate = one._replace(values={**one.values, "url": right})
        if reason := _unreadable(candidate):
            collected.left.append(Remark(place, name, reason))
        elif (bare := schemeless(str(candidate.values["url"]))) in known:
            collected.there.append(Remark(place, name, "the hub collects this feed already"))
        elif bare in listed:
            first, taken = listed[bare]
            collected.notes.append(Remark(place, name, f"this feed is listed twice: {first} is the first"))
            if str(candidate.values["url"]).startswith("https:") and taken["url"].startswith("http:"):
                taken["url"] = str(candidate.values["url"])
        else:
            taken = {key: str(value) for key, value in candidate.values.items()}
            listed[bare] = place, taken
            collected.new.append(taken)
    return collected


def _unreadable(candidate: Candidate) -> str:
    """Why a feed can never be collected, "" where nothing is known against it; nobody is asked."""
    from folkmoot.collect.guard import FetchError, checked_host, is_public

    try:
        url = FeedSource.model_validate(candidate.values).url
    except ValidationError as error:
        told = error.errors(include_url=False)[0]
        return f"{told['loc'][0]}: {_advice(told['msg'])}"
    host = (urlsplit(url).hostname or "").lower()
    try:
        is_private = not is_public(host)
    except ValueError:  # a name
        is_private = "." not in host or host.endswith(_OWN_NETWORKS)
    if is_private:
        return f"it can never be collected: {host} is in a network of its own, not on the internet"
    try:
        checked_host(url, frozenset())
    except FetchError as error:
        return f"it can never be collected, since its address {error}"
    return ""


def _advice(message: str) -> str:
    if "pattern" in message:
        return "a web address starts with https:// (or http://) and has no spaces"
    return message
