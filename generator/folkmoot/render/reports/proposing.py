"""What is proposed to whoever looks after a community, in words: what, why, and a draft of what to write."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from folkmoot.model.event import Event
from folkmoot.model.post import Post
from folkmoot.model.project import Project
from folkmoot.model.proposal import Proposal
from folkmoot.model.team import Team
from folkmoot.render.canvas import Canvas
from folkmoot.render.reports.letters import draft
from folkmoot.render.reports.speaking import Speaker
from folkmoot.render.wording.tongue import N_


class Said(NamedTuple):
    """Something to do in words: a title and its reasons in plain text, and a draft in Markdown, or "".

    `people` are what speaks for each of those who could be asked, where there are several to choose from. `links` are
    what it is about: words in plain text, and a web address.
    """

    title: str
    reason: str
    draft: str
    links: tuple[tuple[str, str], ...]
    people: tuple[str, ...] = ()


def together(proposals: Iterable[Proposal]) -> Iterator[list[Proposal]]:
    """The proposals by what there is to do, in their order: whom to ask the same question is one thing."""
    for _, same in groupby(proposals, key=lambda one: (one.kind, one.subject) if one.kind == "experts" else one.key):
        yield list(same)


def said(canvas: Canvas, proposals: Sequence[Proposal], earlier: Mapping[tuple[str, ...], dt.date] = {}) -> Said:
    """One thing to do in the canvas' language: a proposal, or several of those who could do the same (see `together`).

    The draft is in the language of whom it is for. `earlier` has the days on which proposals were told before, by their
    keys: for these there is no draft.
    """
    by = Speaker(canvas, canvas.language)
    first = proposals[0]
    title, *reasons = (words for words in _SAYINGS[first.kind](by, *proposals) if words)
    people = []
    if first.kind == "experts":
        people = [" ".join(filter(None, (*_knowing(by, one), _before(by, one, earlier)))) for one in proposals]
    else:
        reasons += filter(None, [_before(by, first, earlier)])
    fresh = [one for one in proposals if one.key not in earlier]
    links = dict.fromkeys(link for one in proposals for link in _links(by, one))
    return Said(title, " ".join(reasons), draft(canvas, *fresh) if fresh else "", tuple(links), tuple(people))


def _before(by: Speaker, about: Proposal, earlier: Mapping[tuple[str, ...], dt.date]) -> str:
    day = earlier.get(about.key)
    return by.say("Proposed on %(day)s.", day=by.phrases.day(day)) if day else ""


def _links(by: Speaker, about: Proposal) -> Iterator[tuple[str, str]]:
    """What it is about: on the web, and on the site where its address is known."""
    canvas = by.canvas
    if about.url:
        yield about.word("title") or about.url, about.url
    if not canvas.site_url:
        return
    family, _, rest = about.thread.partition("/")
    community = canvas.community
    records: dict[str, Mapping[str, Event | Post | Project | Team]] = {
        "events": community.events,
        "posts": community.posts,
        "projects": community.projects,
        "teams": community.teams,
    }
    record = records.get(family, {}).get(rest.partition("#")[0])
    if record is not None:
        yield record.title, canvas.site_url + canvas.address(record)
    for slug in dict.fromkeys((about.subject, about.other, *about.words("people"), *about.words("others"))):
        if (member := community.members.get(slug)) and member.is_shown:
            yield member.name, canvas.site_url + canvas.address(member)


def _welcome(by: Speaker, about: Proposal) -> Iterator[str]:
    name, day = by.name(about.subject, about.word("login")), by.day(about)
    yield by.say("Say welcome to %(name)s", name=name)
    if about.word("what") == "member":
        yield by.say("%(name)s joined on %(day)s, and nobody has answered yet.", name=name, day=day)
    else:
        words = N_("%(name)s is no member, first did something here on %(day)s, and nobody has answered yet.")
        yield by.say(words, name=name, day=day)
    if about.word("title"):
        yield by.say("It began with “%(title)s”.", title=by.title(about.word("title")))


def _write(by: Speaker, about: Proposal) -> Iterator[str]:
    name = by.name(about.subject)
    yield by.say("Write to %(name)s", name=name)
    words = N_("%(name)s did something here on %(day)s for the last time: the silence is longer than usual.")
    yield by.say(words, name=name, day=by.day(about))
    if titles := about.words("titles"):
        yield by.say("Last it was about %(titles)s.", titles=by.titles(titles))


def _experts(by: Speaker, *asked: Proposal) -> Iterator[str]:
    about, names = asked[0], by.phrases.listed([by.name(one.other, one.word("login")) for one in asked])
    title = by.title(about.word("title"))
    if about.word("what") == "event":
        yield by.say("Ask %(name)s to take part in “%(title)s”", name=names, title=title)
        yield by.say("It takes place on %(day)s.", day=by.day(about))
    else:
        yield by.say("Ask %(name)s about “%(title)s”", name=names, title=title)
        yield by.say("The question has been waiting for an answer since %(day)s.", day=by.day(about))


def _knowing(by: Speaker, about: Proposal) -> Iterator[str]:
    """What speaks for one of the experts."""
    name = by.name(about.other, about.word("login"))
    if skills := about.words("skills"):
        yield by.say("%(name)s can help with %(topics)s.", name=name, topics=by.listed(skills))
    if topics := about.words("topics"):
        yield by.say("%(name)s wrote or spoke about %(topics)s.", name=name, topics=by.listed(topics))
    if interests := about.words("interests"):
        yield by.say("%(name)s is interested in %(topics)s.", name=name, topics=by.listed(interests))
    if threads := about.number("threads"):
        yield by.ngettext(
            "%(name)s responded in %(num)s discussion with the same words.",
            "%(name)s responded in %(num)s discussions with the same words.",
            threads,
            name=name,
        )
    if answers := about.number("answers"):
        yield by.ngettext(
            "%(name)s gave %(num)s accepted answer in the same category.",
            "%(name)s gave %(num)s accepted answers in the same category.",
            answers,
            name=name,
        )


def _introductions(by: Speaker, about: Proposal) -> Iterator[str]:
    names = by.names([about.subject, about.other])
    yield by.say("Introduce %(names)s to each other", names=names)
    if shared := about.words("shared"):
        yield by.say("Both care about %(topics)s.", topics=by.listed(shared))
    if lessons := about.words("lessons"):
        words = N_("One of them knows what the other would like to learn: %(topics)s.")
        yield by.say(words, topics=by.listed(lessons))
    if town := about.word("town"):
        yield by.say("Both live in %(town)s.", town=by.shown(town.rpartition(", ")[0]))
    yield by.say("As far as is known, they have not met.")


def _relaunch(by: Speaker, about: Proposal) -> Iterator[str]:
    yield by.say("Take up “%(title)s” again", title=by.title(about.word("title")))
    people, responses = about.number("people"), about.number("responses")
    yield by.ngettext("%(num)s person took part.", "%(num)s people took part.", people)
    yield by.ngettext("There is %(num)s answer.", "There are %(num)s answers.", responses)
    yield by.say("Nothing was said since %(day)s.", day=by.day(about))


_ROLES: Mapping[str, tuple[str, str]] = {
    "mentor": (
        N_("Ask %(name)s to be a mentor"),
        N_("%(name)s answered others %(num)s times in the last 12 months."),
    ),
    "moderator": (
        N_("Ask %(name)s to be a moderator"),
        N_("%(name)s lately responded in %(num)s discussions that others opened."),
    ),
    "host": (
        N_("Ask %(name)s to host an event"),
        N_("%(name)s took part in %(num)s events, and has hosted none."),
    ),
    "lead": (
        N_("Ask %(name)s to lead the next project"),
        N_("%(name)s was active in %(num)s projects in the last 12 months, and leads none."),
    ),
}


def _lead(by: Speaker, about: Proposal) -> Iterator[str]:
    name, number = by.name(about.subject), by.phrases.number(about.number("number"))
    for words in _ROLES[about.other]:
        yield by.say(words, name=name, num=number)
    if titles := about.words("titles"):
        yield by.say("Among them: %(titles)s.", titles=by.titles(titles))


def _terms(by: Speaker, about: Proposal) -> Iterator[str]:
    name, team, others = by.name(about.subject), by.team(about.other), about.words("others")
    yield by.say("Talk with %(name)s about what comes after the term in %(team)s", name=name, team=team)
    yield by.say("It ends on %(day)s.", day=by.day(about))
    if others:
        yield by.say("Who stays: %(names)s.", names=by.names(others))
    else:
        yield by.say("Nobody else serves beyond that day.")


_MISSING: Mapping[str, tuple[str, str, str]] = {
    "meeting": (
        N_("Find a date for the next meeting"),
        N_("The last one was on %(day)s."),
        N_("There has been none yet."),
    ),
    "project": (
        N_("Begin a joint project"),
        N_("No project is marked as the one of %(other)s."),
        "",
    ),
    "agenda": (
        N_("Do something about %(agenda)s"),
        N_("The last time was on %(day)s."),
        N_("There has been nothing about it yet."),
    ),
    "team": (
        N_("Find somebody who answers for %(team)s"),
        N_("Since %(day)s nobody serves there, or nobody with a role of their own."),
        N_("Of those who serve there nobody has a role of their own."),
    ),
    "recap": (
        N_("Have somebody write what happened at “%(title)s”"),
        N_("It was on %(day)s."),
        "",
    ),
    "translation": (
        N_("Have “%(title)s” translated"),
        N_("It is from %(day)s, and missing in %(languages)s."),
        "",
    ),
}
"""What to do, why where a day is known, and why where none is."""


def _missing(by: Speaker, about: Proposal) -> Iterator[str]:
    title, dated, undated = _MISSING[about.subject]
    values = {
        "other": about.other,
        "agenda": by.phrases.known(about.other),
        "team": by.team(about.other),
        "title": by.title(about.word("title")),
        "day": by.day(about),
        "languages": by.languages(about.words("languages")),
    }
    yield by.say(title, **values)
    if words := dated if about.since else undated:
        yield by.say(words, **values)
    if following := about.word("next"):
        day = by.phrases.day(dt.date.fromisoformat(following))
        yield by.say("The next one is on %(day)s, in more than 45 days.", day=day)


_SAYINGS: Mapping[str, Callable[..., Iterator[str]]] = {
    "experts": _experts,
    "introductions": _introductions,
    "lead": _lead,
    "missing": _missing,
    "relaunch": _relaunch,
    "terms": _terms,
    "welcome": _welcome,
    "write": _write,
}
"""What is said of a proposal of each kind, of experts several: the title, then reasons, of which some may be empty."""
