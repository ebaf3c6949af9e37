"""What a maintainer reads on one page: how it goes, and what could be done next, which names people."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from folkmoot.model.proposal import Proposal, ProposalKind
from folkmoot.render.canvas import Canvas
from folkmoot.render.github_markdown import fenced, plain
from folkmoot.render.reports.markdown import Piece, fitted, glance, linked, needing, section
from folkmoot.render.reports.page import framed
from folkmoot.render.reports.proposing import Said, said, together
from folkmoot.render.reports.telling import Part, Told

NAMES = ("report-private.md", "report-private.html", "report-private.json")

_PROPOSED = frozenset({"meetup", "project", "agendas", "recaps"})
"""Of these needs the proposals of the kind “missing” say more, with a draft."""


_FIRST = 10
"""So many things that need a hand are named beside the proposals; the public report names more."""


class Proposed(NamedTuple):
    """One thing to do with its words: a proposal, or several of those who could do the same."""

    proposals: list[Proposal]
    said: Said


class Group(NamedTuple):
    """What is proposed of one kind, with drafts or told `earlier` already, and how many more there are."""

    title: str
    definition: str
    fresh: list[Proposed]
    earlier: list[Proposed]
    more: int


def private_files(
    canvas: Canvas,
    told: Told,
    kinds: Iterable[ProposalKind],
    proposals: Iterable[Proposal],
    ledger: Mapping[tuple[str, ...], dt.date],
) -> dict[str, str]:
    """The private report's files by their `NAMES`; `told` is the public report of the hub as a whole.

    The `ledger` says by their keys on which day proposals were told first. What was told today has its draft still:
    whoever asks again has not lost it.
    """
    today = canvas.hub.today
    earlier = {key: day for key, day in ledger.items() if day < today}
    found = [Proposed(some, said(canvas, some, earlier)) for some in together(proposals)]
    by_name = {one.name: one for one in kinds}
    groups = [
        _group(canvas, by_name[name], list(some))
        for name, some in groupby(found, key=lambda one: one.proposals[0].kind)
    ]
    is_missing_told = any(one.proposals[0].kind == "missing" for one in found)
    needs = [_shortened(one) for one in told.needs if not (is_missing_told and one.kind in _PROPOSED)]
    title = canvas.say("%(whole)s: %(part)s", whole=canvas.site_name, part=canvas.say("What could be done next"))
    page = canvas.standalone(
        "report_private.html", title=title, told=told, needs=needs, groups=groups, today=today, **framed(canvas)
    )
    written = fitted(canvas, _pieces(canvas, title, told, needs, groups))
    return dict(zip(NAMES, (written, page, _document(canvas, found, earlier)), strict=True))


def _shortened(need: Part) -> Part:
    left_out = need.number - _FIRST if len(need.items) > _FIRST else need.left_out
    return need._replace(items=need.items[:_FIRST], left_out=left_out)


def _group(canvas: Canvas, kind: ProposalKind, found: list[Proposed]) -> Group:
    fresh = [one for one in found if one.said.draft]
    earlier = [one for one in found if not one.said.draft]
    more = found[0].proposals[0].among - len(found)
    return Group(canvas.say(kind.title), canvas.say(kind.definition), fresh, earlier, more)


def _pieces(canvas: Canvas, title: str, told: Told, needs: list[Part], groups: list[Group]) -> Iterator[Piece]:
    say = canvas.say
    warning = say("This names people: keep it to those who look after the community.")
    opening = f"{canvas.phrases.day(canvas.hub.today)}. {warning}"
    yield Piece(0, "", f"# {plain(title)}\n\n{opening}\n\n{plain(told.opening)}")
    yield from glance(canvas, told)
    if needs:
        yield needing(canvas, needs)
    for rank, group in enumerate(groups, start=2):
        yield Piece(rank, group.title, section(group.title, "\n\n".join(_told(canvas, group))))
    if not groups:
        yield Piece(0, "", say("Nothing just now."))
        return
    found = say("How these are found")
    definitions = [f"- **{plain(one.title)}**: {plain(one.definition)}" for one in groups]
    yield Piece(99, found, section(found, "\n".join(definitions)))


def _told(canvas: Canvas, group: Group) -> Iterator[str]:
    """The paragraphs of a group: what is new with its draft, then in a line each what was told before."""
    for one in group.fresh:
        yield f"### {plain(one.said.title)}"
        yield plain(one.said.reason)
        if one.said.people:
            yield "\n".join(f"- {plain(why)}" for why in one.said.people)
        if one.said.links:
            yield _linked(one.said)
        yield canvas.say("A draft:")
        yield fenced(one.said.draft.rstrip("\n"))
    if group.earlier:
        yield "\n".join(f"- {_shortly(one.said)}" for one in group.earlier)
    if group.more > 0:
        words = canvas.tongue.words.ngettext("and %(num)s more", "and %(num)s more", group.more)
        yield words % {"num": canvas.phrases.number(group.more)}


def _shortly(one: Said) -> str:
    why = " ".join(filter(None, (one.reason, *one.people)))
    return " ".join(filter(None, (f"**{plain(one.title)}**", plain(why), _linked(one))))


def _linked(one: Said) -> str:
    return " · ".join(linked(words, url) for words, url in one.links)


def _document(canvas: Canvas, found: list[Proposed], earlier: Mapping[tuple[str, ...], dt.date]) -> str:
    """What programs get: the words, and the proposals that they are about."""
    things = [
        {
            "kind": one.proposals[0].kind,
            "title": one.said.title,
            "reason": one.said.reason,
            "people": list(one.said.people),
            "draft": one.said.draft,
            "links": [{"title": words, "url": url} for words, url in one.said.links],
            "about": [
                {
                    "subject": each.subject,
                    "other": each.other,
                    "since": str(each.since or ""),
                    "proposed_on": str(earlier.get(each.key, "")),
                }
                for each in one.proposals
            ],
        }
        for one in found
    ]
    document = {"version": 2, "language": canvas.language, "today": str(canvas.hub.today), "proposals": things}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
