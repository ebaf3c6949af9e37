"""Where the letters of a private folder stand, and what need not be proposed any more."""

import datetime as dt
from collections.abc import Iterable, Iterator

from folkmoot.model.hub import Hub
from folkmoot.model.outbox import Outbox, Outgoing
from folkmoot.model.proposal import Proposal

_PATIENCE = dt.timedelta(days=14)
"""So long an answer may take before somebody looks whether the letter arrived."""

_AGAIN = dt.timedelta(days=180)
"""So long after a letter the same may be proposed again where nobody knows since when there is a reason."""

_AFTER_NO = dt.timedelta(days=365)
"""So long after a no nobody is asked for the same."""


def outbox_of(hub: Hub, letters: Iterable[Outgoing]) -> Outbox:
    """The letters by where they stand on the hub's day."""
    found = sorted(letters, key=lambda one: (one.sent or one.drafted or dt.date.min, one.path))
    unanswered = [one for one in found if one.sent and not (one.answered or one.declined or one.leave_alone)]
    return Outbox(
        tuple(found),
        tuple(one for one in found if one.is_open),
        tuple(unanswered),
        tuple(one for one in unanswered if one.sent and one.sent + _PATIENCE <= hub.today),
        tuple(one for one in found if one.answered and not one.declined),
        tuple(one for one in found if one.declined),
        frozenset(actor for one in found if one.leave_alone for actor in actors(hub, one)),
    )


def actors(hub: Hub, letter: Outgoing) -> Iterator[str]:
    """Whom a letter is for as `activity` calls them; a name that nobody here has, as it is written.

    Who became a member is called by their file, whatever the letter says: their login, a name of theirs, or what their
    file was called before. Of one who asks to be left alone, a word that nobody is known by counts as a login, too.
    """
    for one in letter.to:
        kind, _, name = (part.strip() for part in one.strip().removeprefix("@").partition(":"))
        if kind.lower() == "login":
            yield hub.member_of(name) or f"login:{name.lower()}"
        elif kind.lower() == "github" and name.isdecimal():
            yield hub.member_of("", int(name)) or f"github:{name}"
        elif slug := _member(hub, name or kind):
            yield slug
        else:
            yield one
            if letter.leave_alone:
                yield f"login:{(name or kind).lower()}"


def _member(hub: Hub, word: str) -> str:
    """The slug of the member whose file is or was called so, or who has that name or login; "" for nobody."""
    members = hub.community.members
    if word in members:
        return word
    meant = word.casefold()
    for slug, one in members.items():
        if meant in (slug, one.name.casefold(), *one.formerly):
            return slug
    return hub.member_of(word)


def still_to_propose(hub: Hub, outbox: Outbox, proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """The proposals about which there is no letter, and none to somebody who asked to be left alone."""
    written: dict[tuple[str, str], list[Outgoing]] = {}
    for letter in outbox.letters:
        for actor in actors(hub, letter):
            written.setdefault((letter.about, actor), []).append(letter)
    told = [_without(one, outbox.alone) for one in proposals]
    kept = [
        one
        for one in told
        if not outbox.alone.intersection(_names(one))
        and not any(
            _is_about(letter, one, hub.today)
            for person in _names(one)
            for letter in written.get((one.kind, person), ())
        )
    ]
    gone = {
        kind: sum(one.kind == kind for one in told) - sum(one.kind == kind for one in kept) for kind in _kinds(told)
    }
    return tuple(one._replace(among=max(1, one.among - gone[one.kind])) for one in kept)


def _names(one: Proposal) -> Iterator[str]:
    """Whom it asks to write to, in each way a letter may call them: by their number, by their login."""
    yield from one.people
    if one.people and one.word("login"):
        yield f"login:{one.word('login').lower()}"


def _kinds(proposals: Iterable[Proposal]) -> set[str]:
    return {one.kind for one in proposals}


def _without(one: Proposal, alone: frozenset[str]) -> Proposal:
    """Those who are left alone are not among the people that a draft would speak to."""
    people = [slug for slug in one.words("people") if slug not in alone]
    return one if people == one.words("people") else one._replace(facts={**one.facts, "people": people})


def _is_about(letter: Outgoing, proposal: Proposal, today: dt.date) -> bool:
    """Whether the letter says what is proposed, so that it need not be said again."""
    if letter.declined and letter.declined + _AFTER_NO > today:
        return True
    if letter.since and proposal.since:
        # Whoever was active since then, and fell silent again, may be written to again.
        return proposal.since == letter.since
    day = letter.sent or letter.drafted
    return day is None or day + _AGAIN > today
