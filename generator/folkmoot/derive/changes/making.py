"""What members make and answer for: projects, posts, and teams with the terms of those who serve in them."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from folkmoot.derive.changes.fields import Subject, compared, counted
from folkmoot.model.base import Filed
from folkmoot.model.change import Change
from folkmoot.model.place import Place
from folkmoot.model.project import Project
from folkmoot.model.team import Team, Term


def changed(subject: Subject, before: Filed, after: Filed) -> list[Change]:
    """What differs in the file of a project, post, team or place."""
    key = "name" if isinstance(after, Place) else "title"
    own: dict[str, Callable[[Subject, Any, Any], Iterable[Change]]] = {
        key: lambda one, old, new: [one.change("titled", key, before=getattr(old, key), after=getattr(new, key))],
    }
    if isinstance(after, Project):
        own["status"] = lambda one, old, new: [one.change("status", "status", before=old.status, after=new.status)]
    if isinstance(after, Team):
        own["members"] = lambda one, old, new: terms(one, old.members, new.members)
    return compared(subject, before, after, own)


def terms(subject: Subject, before: Iterable[Term], after: Iterable[Term]) -> Iterator[Change]:
    """Who comes to a team and who is taken off its list, and until when those serve who are in it."""
    old, new = (counted(side, lambda one: (one.member, one.since)) for side in (before, after))
    for mark, one in new.items():
        whom, was = subject.names.of("members", one.member), old.get(mark)
        if was is None:
            yield subject.change("term-begun", "members", whom=whom, before=one.since, after=one.until)
            continue
        if was.until != one.until:
            yield subject.change("term-prolonged", "members", whom=whom, before=was.until, after=one.until)
        if was.role != one.role:
            yield subject.change("term-role", "members", whom=whom, before=was.role, after=one.role)
    for mark, one in old.items():
        if mark not in new:
            whom = subject.names.of("members", one.member)
            yield subject.change("term-dropped", "members", whom=whom, before=one.since)
