"""Members: who joins and leaves, what they agree to have shown, and what else their files say."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from folkmoot.derive.changes.fields import Subject, compared
from folkmoot.model.change import Change, Kind
from folkmoot.model.member import Consent, Member

_OPEN = frozenset(("name", "joined", "status", "links", "feeds", "formerly", "github", "accounts"))
"""The keys whose values are told of members who agreed to nothing: what the site shows of them, too."""


def told(before: Member, after: Member) -> Callable[[str], bool]:
    """Whether what a key says may be repeated: what is not shown on the site is not spread by a comment either."""
    sides = (before, after)
    is_public = all(one.visibility == "public" for one in sides)
    agreed = all(one.allows("profile") for one in sides)
    return lambda key: is_public and (agreed or key.partition(".")[0] in _OPEN)


def joined(subject: Subject, member: Member) -> Iterator[Change]:
    """A member's file is new. What it agrees to is told as well, since it may be somebody else who wrote it."""
    yield subject.change("joined", after=member.joined if subject.named.slug else None)
    yield from _consent(subject, Consent(), member.consent)
    if member.status != "active":
        yield Change("status", subject.named, subject.path, "status", after=member.status)
    if member.visibility != "public":
        yield Change("visibility", subject.named, subject.path, "visibility", after=member.visibility)


def changed(subject: Subject, before: Member, after: Member) -> list[Change]:
    """What differs in a member's file."""
    own: dict[str, Callable[[Subject, Any, Any], Iterable[Change]]] = {
        # What they were called before is not told again: it may be a name that they want forgotten.
        "name": lambda one, *_: [one.change("titled", "name", after=one.named.name)] if one.named.slug else [],
        "consent": lambda one, old, new: _consent(one, old.consent, new.consent),
        "visibility": lambda one, old, new: [
            Change("visibility", one.named, one.path, "visibility", old.visibility, new.visibility)
        ],
        "status": lambda one, old, new: [Change("status", one.named, one.path, "status", old.status, new.status)],
    }
    return compared(subject, before, after, own)


def _consent(subject: Subject, before: Consent, after: Consent) -> Iterator[Change]:
    for scope in Consent.model_fields:
        old, new = getattr(before, scope), getattr(after, scope)
        if old != new:
            kind: Kind = "agreed" if old is None else "withdrew" if new is None else "redated"
            yield Change(kind, subject.named, subject.path, f"consent.{scope}", old, new)
