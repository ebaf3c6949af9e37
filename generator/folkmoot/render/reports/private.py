"""What is proposed to whoever looks after a community, as Markdown, as a page and as JSON: it names people."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from folkmoot.model.proposal import Proposal, ProposalKind
from folkmoot.render.canvas import Canvas
from folkmoot.render.github_markdown import fenced, plain
from folkmoot.render.reports.markdown import linked
from folkmoot.render.reports.page import framed
from folkmoot.render.reports.proposing import Said, said

NAMES = ("report-private.md", "report-private.html", "report-private.json")


class Proposed(NamedTuple):
    """A proposal with its words, and the day on which it was told before, None where it is new."""

    proposal: Proposal
    said: Said
    proposed_on: dt.date | None


class Group(NamedTuple):
    """The proposals of one kind, and how many more there are."""

    title: str
    definition: str
    proposals: list[Proposed]
    more: int


def private_files(
    canvas: Canvas,
    kinds: Iterable[ProposalKind],
    proposals: Iterable[Proposal],
    told: Mapping[tuple[str, ...], dt.date],
) -> dict[str, str]:
    """The private report's files by their `NAMES`. `told` says by their keys on which day proposals were told before.

    What was told today has its draft still: whoever asks again has not lost it.
    """
    today = canvas.hub.today
    earlier = {key: day for key, day in told.items() if day < today}
    found = [Proposed(one, said(canvas, one, earlier.get(one.key)), earlier.get(one.key)) for one in proposals]
    by_name = {one.name: one for one in kinds}
    groups = []
    for name, some in groupby(found, key=lambda one: one.proposal.kind):
        members = list(some)
        kind = by_name[name]
        more = members[0].proposal.among - len(members)
        groups.append(Group(canvas.say(kind.title), canvas.say(kind.definition), members, more))
    title = canvas.say("%(whole)s: %(part)s", whole=canvas.site_name, part=canvas.say("What could be done next"))
    page = canvas.standalone("report_private.html", title=title, groups=groups, today=today, **framed(canvas))
    return dict(zip(NAMES, (_markdown(canvas, title, groups), page, _document(canvas, found)), strict=True))


def _markdown(canvas: Canvas, title: str, groups: list[Group]) -> str:
    say = canvas.say
    warning = say("This names people: keep it to those who look after the community.")
    parts = [f"# {plain(title)}", f"{canvas.phrases.day(canvas.hub.today)}. {warning}"]
    for group in groups:
        parts += [f"## {plain(group.title)}", plain(group.definition)]
        for one in group.proposals:
            parts += [f"### {plain(one.said.title)}", plain(one.said.reason)]
            if one.said.links:
                parts.append("\n".join(f"- {linked(words, url)}" for words, url in one.said.links))
            if one.said.draft:
                parts += [say("A draft:"), fenced(one.said.draft)]
        if group.more > 0:
            parts.append(
                canvas.tongue.words.ngettext("and %(num)s more", "and %(num)s more", group.more) % {"num": group.more}
            )
    if not groups:
        parts.append(say("Nothing just now."))
    return "\n\n".join(filter(None, parts)) + "\n"


def _document(canvas: Canvas, found: list[Proposed]) -> str:
    """What programs get: the words, and what they are made of."""
    told = [
        {
            "kind": one.proposal.kind,
            "subject": one.proposal.subject,
            "other": one.proposal.other,
            "since": str(one.proposal.since or ""),
            "proposed_on": str(one.proposed_on or ""),
            "title": one.said.title,
            "reason": one.said.reason,
            "draft": one.said.draft,
            "links": [{"title": words, "url": url} for words, url in one.said.links],
        }
        for one in found
    ]
    document = {"version": 1, "language": canvas.language, "today": str(canvas.hub.today), "proposals": told}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
