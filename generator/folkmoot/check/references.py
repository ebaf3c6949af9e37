"""What one file says about another must be there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from folkmoot.check.addresses import present_names
from folkmoot.check.meant import Names, file_called
from folkmoot.model.base import Filed
from folkmoot.model.community import Community, Profile
from folkmoot.model.contest import Contest
from folkmoot.model.credit import Credit
from folkmoot.model.event import Event, Gathering
from folkmoot.model.families import FAMILIES
from folkmoot.model.image import PICTURES, is_address
from folkmoot.model.person import Person
from folkmoot.model.place import Place
from folkmoot.model.post import Post
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.model.remedy import Rewrite
from folkmoot.text import closest

_Named = tuple[Filed, KeyPath, str, str]
"""A record, the way to a value in it, the slug that stands there, and the family it belongs to."""

_GUESSES = 20
"""For how many misses in one file the nearest name is looked for, which takes its time among many."""


def missing_records(community: Community) -> Iterator[Problem]:
    """Slugs of members, places and projects that no file stands for."""
    families: dict[str, Mapping[str, Filed]] = {name: getattr(community, name) for name in FAMILIES}
    # Nothing tells who is hidden by a name that is nearly theirs, or was.
    today = {name: one for name, one in present_names(community).items() if not _is_hidden(one)}
    known = {name: [slug for slug, one in found.items() if not _is_hidden(one)] for name, found in families.items()}
    names = Names(community)
    misses: Counter[str] = Counter()
    for record, keys, slug, family in named_records(community):
        # A file that is there and cannot be read is a problem once, not wherever somebody names it.
        if slug not in families[family] and f"{family}/{slug}" not in community.unread:
            sought = FAMILIES[family]
            misses[record.path] += 1
            is_sought = misses[record.path] <= _GUESSES
            meant = is_sought and (names.begun(family, slug) or closest(slug, known[family]))
            hint = f"did you mean “{meant}”?" if meant else f"add {sought.path(slug)}, or correct the name"
            if renamed := today.get(f"{family}/{slug}"):
                hint = f"that file was renamed: write {renamed.slug}"
            named = names.meant(family, slug)
            yield Problem(
                record.path,
                "reference-missing",
                f"there is no {sought.word} “{slug}”",
                hint,
                keys=keys,
                value=slug,
                remedy=Rewrite(named) if named else None,
            )


def _is_hidden(record: Filed) -> bool:
    return getattr(record, "visibility", "") == "hidden"


def named_records(community: Community) -> Iterator[_Named]:
    """Every slug of another record that a record names."""
    yield from _of_profile(community.profile)
    for member in community.members.values():
        if member.invited_by:
            yield member, ("invited_by",), member.invited_by, "members"
    for event in community.events.values():
        yield from _of_event(event)
    for project in community.projects.values():
        yield from _each(project, "leads", project.leads)
        yield from _each(project, "contributors", project.contributors)
        yield from _credited(project, (), project.credits)
    for post in community.posts.values():
        yield from _each(post, "authors", post.authors)
        yield from _credited(post, (), post.credits)
    for team in community.teams.values():
        for index, term in enumerate(team.members):
            yield team, ("members", index, "member"), term.member, "members"


def _of_profile(profile: Profile) -> Iterator[_Named]:
    for index, slug in enumerate(profile.founders):
        yield profile, ("founders", index), slug, "members"
    if profile.policies.maintainers:
        yield profile, ("policies", "maintainers"), profile.policies.maintainers, "teams"
    yield from _of_welcome(profile)
    for index, channel in enumerate(profile.channels):
        for place, slug in enumerate(channel.by):
            yield profile, ("channels", index, "by", place), slug, "members"
    for index, calendar in enumerate(profile.sources.calendars):
        if calendar.place:
            yield profile, ("sources", "calendars", index, "place"), calendar.place, "places"


def _of_welcome(profile: Profile) -> Iterator[_Named]:
    if profile.welcome.team:
        yield profile, ("welcome", "team"), profile.welcome.team, "teams"
    if profile.welcome.event:
        yield profile, ("welcome", "event"), profile.welcome.event, "events"
    for index, slug in enumerate(profile.welcome.members):
        yield profile, ("welcome", "members", index), slug, "members"


def _each(record: Filed, key: str, slugs: tuple[str, ...]) -> Iterator[_Named]:
    for index, slug in enumerate(slugs):
        yield record, (key, index), slug, "members"


def _credited(record: Filed, above: KeyPath, given: tuple[Credit, ...]) -> Iterator[_Named]:
    for index, credit in enumerate(given):
        yield record, (*above, "credits", index, "member"), credit.member, "members"


def _of_event(event: Event) -> Iterator[_Named]:
    yield from _each(event, "hosts", event.hosts)
    if event.place:
        yield event, ("place",), event.place, "places"
    if event.project:
        yield event, ("project",), event.project, "projects"
    for above, gathering in gatherings(event):
        for index, slug in enumerate(gathering.attendees):
            yield event, (*above, "attendees", index), slug, "members"
        yield from _credited(event, above, gathering.credits)
        for keys, person in _people(above, gathering):
            if person.member:
                yield event, keys, person.member, "members"
    if event.contest:
        yield from _aside(event, event.contest)


def _aside(event: Event, contest: Contest) -> Iterator[_Named]:
    """Members of the jury who stand aside; whoever else is named there is told by a rule of its own."""
    jury = {one.member for one in contest.jury if one.member}
    for number, entry in enumerate(contest.entries):
        for index, conflict in enumerate(entry.conflicts):
            if conflict.judge in jury:
                yield event, ("contest", "entries", number, "conflicts", index, "judge"), conflict.judge, "members"


def gatherings(event: Event) -> Iterator[tuple[KeyPath, Gathering]]:
    """What came of an event, and of each of a series' dates, with the way there in its file."""
    yield (), event
    for index, occurrence in enumerate(event.occurrences):
        yield ("occurrences", index), occurrence


def _people(above: KeyPath, gathering: Gathering) -> Iterator[tuple[KeyPath, Person]]:
    for index, person in enumerate(gathering.speakers):
        yield (*above, "speakers", index), person
    for index, result in enumerate(gathering.results):
        for place, person in enumerate(result.to):
            yield (*above, "results", index, "to", place), person
    if isinstance(gathering, Event) and gathering.contest:
        yield from _of_contest(gathering.contest)


def _of_contest(contest: Contest) -> Iterator[tuple[KeyPath, Person]]:
    for index, judge in enumerate(contest.jury):
        yield ("contest", "jury", index), judge
    for index, entry in enumerate(contest.entries):
        for place, person in enumerate(entry.by):
            yield ("contest", "entries", index, "by", place), person


def unnamed_people(community: Community) -> Iterator[Problem]:
    """Speakers, winners, judges and entrants with neither a slug nor a name, or with both."""
    for event in community.events.values():
        for above, gathering in gatherings(event):
            for keys, person in _people(above, gathering):
                if not person.member and not person.name:
                    yield Problem(
                        event.path, "person-unnamed", "this person has no name",
                        "write member: and a member's file name, or name: and the name", keys=keys,
                    )  # fmt: skip
                elif person.member and person.name:
                    yield Problem(
                        event.path, "person-unnamed", "this person is given as a member and by another name",
                        "keep member: alone; the name stands in the member's file", keys=keys,
                    )  # fmt: skip


def missing_files(community: Community) -> Iterator[Problem]:
    """Pictures, logos and policy pages that are not below content/; what lies elsewhere is not looked at."""
    pages = {page.path for page in community.pages}
    there = {*community.files, *pages}
    misses: Counter[str] = Counter()
    named = [one for one in (*_pictures(community), *_policies(community)) if not is_address(one[2])]
    for record, keys, file in named:
        if file in there and keys[0] != "policies" and not any(file.lower().endswith(ending) for ending in PICTURES):
            yield Problem(
                record.path,
                "file-missing",
                f"content/{file} is no picture",
                f"name a picture: a file that ends in {', '.join(sorted(PICTURES))}",
                keys=keys,
                value=file,
            )
        elif file not in there:
            misses[record.path] += 1
            near = there - _anothers(record, keys, named) if misses[record.path] <= _GUESSES else set()
            meant = file_called(file, near) or closest(file, near)
            yield Problem(
                record.path,
                "file-missing",
                f"there is no file content/{file}",
                f"did you mean “{meant}”?" if meant else "add the file, or remove the line",
                keys=keys,
                value=file,
            )


_FileNamed = tuple[Filed, KeyPath, str]
"""A record, the way to a value in it, and the file below content/ that stands there."""

_PORTRAIT: KeyPath = ("photo",)
"""The way to a member's portrait; nothing else has this key."""


def _anothers(record: Filed, keys: KeyPath, named: Iterable[_FileNamed]) -> set[str]:
    """Files that cannot be what the record means: portraits of others; for a portrait, all that others show."""
    is_portrait = keys == _PORTRAIT
    return {file for other, way, file in named if other is not record and (is_portrait or way == _PORTRAIT)}


def _policies(community: Community) -> Iterator[_FileNamed]:
    for key in ("code_of_conduct", "netiquette", "terms"):
        if page := getattr(community.profile.policies, key):
            yield community.profile, ("policies", key), page


def _logos(profile: Profile) -> Iterator[_FileNamed]:
    if profile.logo:
        yield profile, ("logo",), profile.logo
    if profile.card:
        yield profile, ("card", "file"), profile.card.file
    for index, partner in enumerate(profile.partners):
        if partner.logo:
            yield profile, ("partners", index, "logo"), partner.logo


def _pictures(community: Community) -> Iterator[_FileNamed]:
    yield from _logos(community.profile)
    for member in community.members.values():
        if member.photo:
            yield member, ("photo",), member.photo
    pictured: list[Place | Post] = [*community.places.values(), *community.posts.values()]
    for record in pictured:
        if record.picture:
            yield record, ("picture", "file"), record.picture.file
    for event in community.events.values():
        for above, gathering in gatherings(event):
            for index, photo in enumerate(gathering.photos):
                yield event, (*above, "photos", index, "file"), photo.file
