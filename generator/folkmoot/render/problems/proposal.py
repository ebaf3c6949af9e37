"""The comment on a proposal: what changes, what is wrong and how to mend it, and where to look, as Markdown."""

from collections.abc import Iterator
from itertools import groupby

from folkmoot.model.problem import counted
from folkmoot.model.reviewed import Reviewed
from folkmoot.render.changes.sentences import Sentences
from folkmoot.render.github_markdown import plain
from folkmoot.render.problems.summary import told_problem

ROOM = 60_000
"""So many characters are written at most; a comment at GitHub holds 65,536."""


def comment(reviewed: Reviewed, run: str, page: str = "") -> str:
    """The comment; `run` is the address of the run that tells everything, and `page` that of the page with what would
    be new on the site, or "". What strangers wrote is escaped in it.
    """
    parts: list[str] = []
    room = ROOM
    for part in _parts(reviewed):
        room -= len(part) + 2
        if room < 0:
            parts.append("There is more than a comment holds.")
            break
        parts.append(part)
    look = [f"[How the pages would look]({page})"] if page else []
    return "\n\n".join([*parts, *look, f"[Everything, and the site as it would be]({run})"]) + "\n"


def _parts(reviewed: Reviewed) -> Iterator[str]:
    sentences = Sentences(reviewed.language, plain)
    yield "### What this changes"
    if not reviewed.changes:
        yield sentences.none()
    for group, found in groupby(reviewed.changes, key=lambda one: one.group):
        lines = "\n".join(f"- {plain(one.sentence)}" for one in found)
        yield f"**{sentences.group(group)}**\n\n{lines}"
    if reviewed.more_changes:
        yield sentences.more(reviewed.more_changes)
    problems = [one.problem for one in reviewed.problems]
    yield f"### {counted(problems).capitalize() if problems else 'All is well'}"
    yield from map(told_problem, problems)
    if reviewed.more_problems:
        yield f"and {reviewed.more_problems:,} more"
    if reviewed.older:
        yield f"The hub had problems before this proposal, too: {reviewed.older:,}. They are not yours to mend."
