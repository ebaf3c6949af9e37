"""The forms as files of a repository, in the language of its hub.

https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
What GitHub refuses beyond that syntax: "Common validation errors when creating issue forms", in the same place.
"""

import re
from collections.abc import Iterator
from typing import Any

from folkmoot.model.artifact import Artifact
from folkmoot.model.community import Profile
from folkmoot.render.asking.words import AVATARS
from folkmoot.render.files import yaml_text
from folkmoot.render.github_markdown import quoted
from folkmoot.render.issue_forms.questions import AGREED, FORMS, WORDS, Asking, Question
from folkmoot.render.wording.phrases import Phrases
from folkmoot.render.wording.tongue import tongue

FOLDER = ".github/ISSUE_TEMPLATE"
"""Where GitHub looks for them."""

MARK = "# Written by “folkmoot forms”, which writes it anew; delete this line to keep what you change."
"""The first line of a file that may be written again."""


def issue_forms(profile: Profile, site_url: str = "", team: str = "") -> tuple[Artifact, ...]:
    """The files of the forms, in the order of their paths, and that of the list in which GitHub offers them.

    `site_url` is the site's address with a slash at its end, `team` the title of the team that answers newcomers; each
    is "" where there is none.
    """
    made = [(name, _form(asking, profile, team)) for name, asking in FORMS.items()]
    written = [*made, ("config", _choice(profile, site_url))]
    return tuple(
        sorted(Artifact(f"{FOLDER}/{name}.yml", f"{MARK}\n{yaml_text(keys)}".encode()) for name, keys in written)
    )


def word_in(word: str, language: str) -> str:
    """What a word that can be chosen is called in a language."""
    return tongue(language).words.gettext(WORDS[word])


def language_in(tag: str, language: str) -> str:
    """What a language is called in a language's sentences."""
    return Phrases(tongue(language)).language(tag)


def _form(asking: Asking, profile: Profile, team: str) -> dict[str, Any]:
    say = tongue(profile.languages[0]).words.gettext
    asked = [_field(one, profile) for one in asking.questions if _is_asked(one, profile)]
    return {
        "name": say(asking.title),
        "description": say(asking.about),
        "title": f"[{say(asking.title)}] ",
        "labels": [asking.label],
        "body": [{"type": "markdown", "attributes": {"value": "\n\n".join(_opening(asking, profile, team))}}, *asked],
    }


def _is_asked(question: Question, profile: Profile) -> bool:
    if question.vouched and profile.policies.membership != "vouched":
        return False
    return question.words is not None or len(profile.languages) > 1


def _field(question: Question, profile: Profile) -> dict[str, Any]:
    main = profile.languages[0]
    say = tongue(main).words.gettext
    attributes: dict[str, Any] = {"label": say(question.label)}
    takes_avatars = question.key == "consent.photo" and profile.sources.github_avatars
    if hint := AVATARS if takes_avatars else question.hint:
        attributes["description"] = say(hint)
    if question.example:
        attributes["placeholder"] = question.example
    if question.asked == "checkboxes":
        attributes["options"] = [{"label": say(AGREED)}]
        return {"type": question.asked, "id": question.id, "attributes": attributes}
    if question.asked == "dropdown":
        attributes["multiple"] = question.reading == "choices"
        if question.words is None:
            attributes["options"] = list(dict.fromkeys(language_in(tag, main) for tag in profile.languages))
        else:
            attributes["options"] = [word_in(word, main) for word in question.words]
    field = {"type": question.asked, "id": question.id, "attributes": attributes}
    return field | {"validations": {"required": True}} if question.needed else field


def _opening(asking: Asking, profile: Profile, team: str) -> Iterator[str]:
    """What becomes public, what happens next, and who answers."""
    say = tongue(profile.languages[0]).words.gettext
    yield say(
        "What you send here is public at once, and stays in the history of this page. Leave out what should stay"
        " private, and name nobody who did not agree."
    )
    if asking.name == "member":
        yield say(
            "The site shows your name, your links and your work; more only if you agree to it below. If you are a"
            " member already, fill in what should change: what you leave empty stays as it is."
        )
        yield say(
            "But tick again what may be shown: a box without a tick takes back what you agreed to before. To take out"
            " an answer that you gave before, write - there."
        )
    yield say("You need no git. Somebody reads what you send, and asks you here or puts it on the site.")
    answers = []
    if profile.welcome.answers_within:
        within = quoted(profile.welcome.answers_within)
        answers.append(say("Write to us, and somebody answers within %(time)s.") % {"time": within})
    if team:
        answers.append(say("The team for newcomers:") + f" {quoted(team)}.")
    if profile.contact:
        answers.append(say("Write to:") + f" {_way(profile.contact)}")
    if answers:
        yield " ".join(answers)


def _way(contact: str) -> str:
    return f"<{contact}>" if re.fullmatch(r"https?://\S+", contact) else quoted(contact)


def _choice(profile: Profile, site_url: str) -> dict[str, Any]:
    """The list in which GitHub offers the forms: whoever finds none that fits writes freely, or asks a person."""
    say = tongue(profile.languages[0]).words.gettext
    contact = profile.contact or ""
    address = contact if contact.startswith(("https://", "http://")) else f"{site_url}join/" if site_url else ""
    link = {
        "name": say("Ask a person first"),
        "url": address,
        "about": say("How to reach us, and what happens next."),
    }
    return {"blank_issues_enabled": True} | ({"contact_links": [link]} if address else {})
