"""Drafts of letters, for whoever looks after a community to change and send themselves: the program sends none."""

from collections.abc import Callable, Mapping

from folkmoot.model.hub import Occurrence
from folkmoot.model.proposal import Proposal
from folkmoot.render.canvas import Canvas
from folkmoot.render.pages.welcoming import who_answers
from folkmoot.render.reports.speaking import Speaker, writer
from folkmoot.render.wording.tongue import N_


def draft(canvas: Canvas, about: Proposal, *others: Proposal) -> str:
    """A letter about a proposal in Markdown, in the language of whom it is for.

    `others` are those of further people who could do the same: one letter asks all of them by name.
    """
    return "\n\n".join(filter(None, _LETTERS[about.kind](canvas, about, *others))) + "\n"


def _greeting(by: Speaker, *people: str, login: str = "") -> str:
    if not people:
        return by.say("Hello everybody,")
    names = by.name(people[0], login) if len(people) == 1 else by.names(people)
    return by.say("Hello %(name)s,", name=names)


def _welcome(canvas: Canvas, about: Proposal) -> list[str]:
    by = writer(canvas, about.subject)
    if about.word("what") == "member":
        opening = by.say("welcome to %(community)s! It is good to have you here.", community=by.community())
    else:
        opening = by.say("thank you for taking part in %(community)s.", community=by.community())
    seen = by.say("We have seen “%(title)s”.", title=by.title(about.word("title"))) if about.word("title") else ""
    answering = [one.slug for one in who_answers(canvas).answering if one.slug != about.subject]
    answers = by.say("If you have a question, ask %(names)s.", names=by.names(answering)) if answering else ""
    interests = about.words("interests")
    if interests:
        words = by.shown(interests[0])
        question = by.say("You wrote that you are interested in %(topic)s: what would you like to do?", topic=words)
    else:
        question = by.say("What brought you here, and what would you like to do?")
    return [
        _greeting(by, about.subject, login=about.word("login")),
        " ".join(filter(None, (opening, seen))),
        _expected(by, canvas.original.profile.welcome.event or ""),
        answers,
        question,
    ]


def _expected(by: Speaker, slug: str) -> str:
    """Where newcomers are expected, and when next; else what is on next."""
    if one := _next(by.canvas, slug):
        words = N_("Newcomers are expected at %(event)s; the next date is: %(when)s.")
        return by.say(words, event=by.event(one), when=by.phrases.when(one))
    return _come_by(by)


def _come_by(by: Speaker) -> str:
    one = _next(by.canvas)
    return (
        by.say("This is on next: %(event)s, %(when)s.", event=by.event(one), when=by.phrases.when(one)) if one else ""
    )


def _next(canvas: Canvas, slug: str | None = None) -> Occurrence | None:
    ahead = (one for one in canvas.hub.own_upcoming if one.takes_place)
    return next((one for one in ahead if slug is None or one.event.slug == slug), None)


def _write(canvas: Canvas, about: Proposal) -> list[str]:
    by = writer(canvas, about.subject)
    titles = about.words("titles")
    if titles:
        words = N_("we have not heard from you for a while. The last thing of yours that we find here is “%(title)s”.")
        opening = by.say(words, title=by.title(titles[0]))
    else:
        opening = by.say("we have not heard from you for a while.")
    wish = by.say("How are you? Nothing is expected of you; we would be glad to hear from you.")
    return [_greeting(by, about.subject), opening, wish, _come_by(by)]


def _experts(canvas: Canvas, about: Proposal, *others: Proposal) -> list[str]:
    people = (about, *others)
    by = writer(canvas, *(one.other for one in people))
    names = by.phrases.listed([by.name(one.other, one.word("login")) for one in people])
    greeting = by.say("Hello %(name)s,", name=names)
    title = by.title(about.word("title"))
    if about.word("what") == "event":
        words = N_("“%(title)s” takes place on %(day)s. Would you like to say something there, or to show something?")
        if others:
            words = N_("“%(title)s” takes place on %(day)s. Would one of you like to say or to show something there?")
        return [greeting, by.say(words, title=title, day=by.day(about)), by.say("A no is fine, too.")]
    look = by.say("You may know something about it: could you have a look?")
    if others:
        look = by.say("Each of you may know something about it: could one of you have a look?")
    asked = by.say("somebody waits for an answer to “%(title)s”.", title=title)
    return [
        greeting,
        f"{asked} {look}",
        about.url,
        by.say("A no is fine, too."),
    ]


def _introductions(canvas: Canvas, about: Proposal) -> list[str]:
    by = writer(canvas, about.subject, about.other)
    shared, town = about.words("shared"), about.word("town")
    lines = [by.say("you have not met yet, as far as I know, and might like to.")]
    if shared:
        lines.append(by.say("You share an interest in %(topics)s.", topics=by.listed(shared)))
    if town:
        lines.append(by.say("You both live in %(town)s.", town=by.shown(town.rpartition(", ")[0])))
    left = by.say("If it does not suit you, leave this as it is.")
    return [_greeting(by, about.subject, about.other), " ".join(lines), left]


def _relaunch(canvas: Canvas, about: Proposal) -> list[str]:
    by = writer(canvas, otherwise=about.word("language"))
    words = N_("This was a lively conversation until %(day)s. Where does it stand today?")
    opening, question = by.say(words, day=by.day(about)), by.say("Has anybody tried it since, or changed their mind?")
    return [f"{opening} {question}"]


_ROLES: Mapping[str, str] = {
    "mentor": N_("you answer many people here. Would you like to be a mentor, to one newcomer to begin with?"),
    "moderator": N_("many conversations here are better for what you say. Would you like to help moderate them?"),
    "host": N_("you have come to %(num)s of our events. Would you like to host one? You would not be alone."),
    "lead": N_("you take part in %(titles)s. Would you like to lead our next project?"),
}


def _lead(canvas: Canvas, about: Proposal) -> list[str]:
    by = writer(canvas, about.subject)
    number, titles = by.phrases.number(about.number("number")), by.titles(about.words("titles"))
    asked = by.say(_ROLES[about.other], num=number, titles=titles)
    return [_greeting(by, about.subject), asked, by.say("A no is fine, too.")]


def _terms(canvas: Canvas, about: Proposal) -> list[str]:
    by = writer(canvas, about.subject)
    words = N_("your term in %(team)s ends on %(day)s. Thank you for what you have done.")
    return [
        _greeting(by, about.subject),
        by.say(words, team=by.team(about.other), day=by.day(about)),
        by.say("Would you like to go on, or do you know who could follow you?"),
    ]


_MISSING: Mapping[str, str] = {
    "meeting": N_("there is no date for our next meeting yet. Who finds one, and a place?"),
    "project": N_("this quarter has no joint project yet. What would you like to make together? It may be small."),
    "agenda": N_("it has been quiet about %(agenda)s. What is going on there that we should talk about?"),
    "team": N_("in %(team)s nobody answers for the whole. Who would like to?"),
    "recap": N_(
        "“%(title)s” was on %(day)s, and nobody has written yet what happened. Three sentences and a picture are"
        " enough. Would you?"
    ),
    "translation": N_("“%(title)s” is not there yet in %(languages)s. Who would like to translate it?"),
}


def _missing(canvas: Canvas, about: Proposal) -> list[str]:
    # A translation is for whoever speaks the language, not for the author.
    people = [] if about.subject == "translation" else about.words("people")[:3]
    by = writer(canvas, *people)
    asked = by.say(
        _MISSING[about.subject],
        agenda=by.phrases.known(about.other),
        team=by.team(about.other),
        title=by.title(about.word("title")),
        day=by.day(about),
        languages=by.languages(about.words("languages")),
    )
    return [_greeting(by, *people), asked]


_LETTERS: Mapping[str, Callable[..., list[str]]] = {
    "experts": _experts,
    "introductions": _introductions,
    "lead": _lead,
    "missing": _missing,
    "relaunch": _relaunch,
    "terms": _terms,
    "welcome": _welcome,
    "write": _write,
}
"""How a letter about each kind of proposals is written, paragraph by paragraph."""
