"""Words for somebody whose first pull request was merged: a draft for maintainers, or what the hub itself says."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from folkmoot.model.moment import day_of
from folkmoot.model.newcomer import Newcomer
from folkmoot.model.proposal import Proposal
from folkmoot.render.canvas import Canvas
from folkmoot.render.github_markdown import fenced, plain
from folkmoot.render.reports.letters import draft
from folkmoot.render.reports.markdown import linked, needing, packed, section
from folkmoot.render.reports.proposing import Said
from folkmoot.render.reports.speaking import writer
from folkmoot.render.reports.telling import Part
from folkmoot.render.wording.translated import profile_in


class Words(NamedTuple):
    """The title of an issue, and what stands in it: texts in Markdown, none longer than GitHub takes."""

    title: str
    texts: Sequence[str]


def queued(canvas: Canvas, newcomer: Newcomer) -> Words:
    """An issue for maintainers with a draft of what to write to a newcomer, in the newcomer's language."""
    say, slug = canvas.say, canvas.hub.member_of(newcomer.login, newcomer.account)
    member = canvas.community.members.get(slug)
    name = member.name if member else newcomer.login
    zone = canvas.community.profile.timezone
    merged = day_of(newcomer.merged, zone).date()
    facts = {
        "what": "member" if member else "guest",
        "title": newcomer.title,
        "interests": [str(one) for one in member.interests] if member else [],
        "login": newcomer.login,
    }
    subject = slug or f"github:{newcomer.account}"
    about = Proposal("welcome", subject, "", 0, merged, "", newcomer.url, facts, 1)
    told = say("The first proposal of %(name)s was merged on %(day)s.", name=name, day=canvas.phrases.day(merged))
    ending = say("Write it in your own words, there or wherever you talk, and close this issue.")
    letter = fenced(draft(canvas, about).rstrip("\n"))
    pieces = [plain(told), linked(newcomer.title, newcomer.url), say("A draft:"), letter, ending]
    return Words(say("Welcome %(name)s", name=name), ("\n\n".join(pieces) + "\n",))


def posted(canvas: Canvas, newcomer: Newcomer) -> str:
    """What the hub itself says to a newcomer, in their language if it says it there; "" where it says nothing."""
    slug = canvas.hub.member_of(newcomer.login, newcomer.account)
    by = writer(canvas, *filter(None, [slug]))
    said = profile_in(canvas.original, by.language).welcome.greeting.strip()
    greeting = by.say("Hello %(name)s,", name=by.name(slug, newcomer.login))
    return f"{greeting}\n\n{said}\n" if said else ""


def reminded(canvas: Canvas, needs: Iterable[Part], terms: Sequence[Said], ending: str) -> Words | None:
    """An issue with what waits: what needs a hand, and whose `terms` end; None where nothing waits.

    `ending` is what the end of terms is called.
    """
    some = [one for one in needs if one.number]
    pieces = [needing(canvas, some).text] if some else []
    if terms:
        lines = "\n".join(f"- **{plain(one.title)}** {plain(one.reason)}" for one in terms)
        pieces.append(section(ending, lines))
    return Words(canvas.say("What waits"), packed(pieces)) if pieces else None
