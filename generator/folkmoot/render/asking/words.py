"""The words of the questions: what each is called, what helps to answer it, and what its choices are called.

All are English, for the catalogues. Every form takes them from here.
"""

from collections.abc import Mapping
from typing import NamedTuple

from folkmoot.render.wording.tongue import N_


class Words(NamedTuple):
    """What a question is called, what helps to answer it, and an answer for example, the same in all languages.

    `written` is what helps instead where the answer is written into a field of text, which no program watches.
    """

    label: str
    help: str = ""
    example: str = ""
    written: str = ""


ONE_A_LINE = N_("Write each on a line of its own.")
NAMED_LINKS = N_("Write each on a line of its own: what it is called, a colon, and the address.")
VOUCHED = N_("A member who knows you and vouches for you: write their name. You know nobody yet? Write to us first.")
"""What helps to answer who brought somebody, where a community takes in none that nobody vouches for."""

AVATARS = N_(
    "No picture is given here: until you upload one to content/photos and name it in your file, or give it to one of"
    " us, that of your GitHub account is shown."
)
"""What helps to answer whether a picture may be shown, where a community takes those of accounts."""

_FEED = "https://ada.example/feed"

WORDS: Mapping[str, Words] = {
    "member.name": Words(N_("Your name"), N_("The one you want to be called by; a nickname is fine."), "Ada Rossi"),
    "member.joined": Words(N_("Member since")),
    "member.pronouns": Words(N_("Pronouns"), N_("For example she/her."), "she/her"),
    "member.organisation": Words(N_("Whom you work for"), N_("An organisation, where that matters here.")),
    "member.github": Words(N_("GitHub login"), N_("Without @. What you do there then counts as yours.")),
    "member.languages": Words(N_("Languages you speak"), N_("Best first, with commas between them."), "en, it"),
    "member.location.city": Words(N_("Town"), "", "Torino"),
    "member.location.country": Words(N_("Country"), "", "IT"),
    "member.timezone": Words(N_("Time zone"), N_("For example Europe/Rome.")),
    "member.skills": Words(N_("What you can do"), N_("What people can ask you about, with commas between.")),
    "member.interests": Words(N_("What you would like to do or learn"), N_("With commas between.")),
    "member.bio": Words(N_("About you"), N_("A few sentences, in Markdown if you like.")),
    "member.bio_language": Words(N_("Language of what you wrote about yourself")),
    "member.links": Words(N_("Elsewhere on the web"), "", "Blog: https://ada.example", NAMED_LINKS),
    "member.links.label": Words(N_("What it is called"), N_("For example Blog or Mastodon.")),
    "member.links.url": Words(N_("Address")),
    "member.feeds": Words(
        N_("Your feeds"), N_("RSS, Atom or JSON. The planet shows what you publish there."), _FEED, ONE_A_LINE,
    ),
    "member.feeds.url": Words(N_("Address of the feed"), N_("RSS, Atom or JSON."), _FEED),
    "member.feeds.title": Words(N_("What to call it"), N_("Left out, it is called what it calls itself.")),
    "member.feeds.language": Words(N_("Language most of it is written in")),
    "member.roles": Words(
        N_("What you do in the community"), N_("For example host or moderator, with commas between."),
    ),
    "member.available_for": Words(
        N_("What you like to be asked for"), N_("For example mentoring, with commas between."),
    ),
    "member.invited_by": Words(N_("Who brought you"), N_("The name of a member.")),
    "member.consent.profile": Words(
        N_("My profile"),
        N_(
            "Pronouns, organisation, place, languages, skills, interests, what I can be asked for, my text and roles."
        ),
    ),
    "member.consent.photo": Words(
        N_("My picture"),
        N_(
            "No picture is given here: upload one to content/photos later and name it in your file, or give it to one"
            " of us."
        ),
    ),
    "member.consent.attendance": Words(N_("Where I was"), N_("The events that I took part in.")),
    "member.consent.ties": Words(
        N_("Whom I met"),
        N_("At events, where the other person agreed too, and both agreed to show which events they came to."),
    ),
    "member.visibility": Words(N_("Whether you are on the site")),
    "event.title": Words(N_("What it is called")),
    "event.kind": Words(N_("What sort of event it is")),
    "event.start": Words(
        N_("When it begins"), N_("Leave the time out while it is open. Of a series, the first date."),
        "2026-05-14 19:00", N_("Year, month, day, and the time if it is settled; only the month is fine, too."),
    ),
    "event.end": Words(
        N_("When it ends"), N_("The time is enough where it ends on the same day."), "2026-05-14 22:00",
        N_("Written like the beginning."),
    ),
    "event.date_precision": Words(N_("How much of the date is announced")),
    "event.timezone": Words(N_("Time zone"), N_("Left out, that of the place or the community."), "Europe/Rome"),
    "event.place": Words(
        N_("Place"), N_("A new place? Say where in the text below."), "",
        N_("A place that the site has, or an address."),
    ),
    "event.online": Words(N_("Address online"), N_("Where to take part from elsewhere."), "https://…"),
    "event.recurrence.rule": Words(N_("How it repeats")),
    "event.status": Words(N_("Whether it takes place")),
    "event.hosts": Words(N_("Who invites"), N_("The names of members, with commas between.")),
    "event.rsvp": Words(N_("Address for sign-up"), "", "https://…"),
    "event.call_for_papers.url": Words(N_("Where to propose a talk")),
    "event.call_for_papers.opens": Words(N_("Talks can be proposed from")),
    "event.call_for_papers.closes": Words(N_("Last day to propose a talk")),
    "event.contest.enter": Words(N_("Where to enter the contest"), N_("Leave it empty where it is none.")),
    "event.contest.opens": Words(N_("One can enter from")),
    "event.contest.closes": Words(N_("Last day to enter")),
    "event.contest.criteria": Words(N_("What is judged"), N_("With commas between.")),
    "event.project": Words(N_("The project it is about")),
    "event.language": Words(N_("Language it is held in"), N_("Left out, the main one of the community.")),
    "event.topics": Words(N_("What it is about"), N_("With commas between.")),
    "event.agenda": Words(N_("What it serves")),
    "event.summary": Words(N_("In one sentence"), N_("For lists.")),
    "event.speakers": Words(N_("Who speaks")),
    "event.speakers.member": Words(N_("Name of a member")),
    "event.speakers.name": Words(N_("Or the name of somebody else")),
    "event.speakers.url": Words(N_("Their page")),
    "event.speakers.talk": Words(N_("What they speak about")),
    "event.text": Words(N_("What one should know"), N_("What happens, what to bring; in Markdown if you like.")),
    "project.title": Words(N_("What it is called")),
    "project.status": Words(N_("Where it stands")),
    "project.leads": Words(N_("Who answers for it"), N_("The names of members, with commas between.")),
    "project.contributors": Words(N_("Who takes part"), N_("The names of members, with commas between.")),
    "project.repositories": Words(
        N_("Git repositories"), N_("As owner/name at GitHub, or addresses, with commas between."), "owner/name",
    ),
    "project.help_wanted": Words(N_("What waits for help"), "", "", ONE_A_LINE),
    "project.help_wanted.title": Words(N_("What is to be done")),
    "project.help_wanted.skills": Words(N_("What it takes"), N_("With commas between.")),
    "project.help_wanted.url": Words(N_("Where it is discussed")),
    "project.started": Words(N_("The day it began")),
    "project.quarter": Words(N_("Joint project of the quarter"), N_("For example 2026-Q2.")),
    "project.links": Words(N_("Its pages elsewhere"), "", "Forum: https://forum.example", NAMED_LINKS),
    "project.links.label": Words(N_("What it is called")),
    "project.links.url": Words(N_("Address")),
    "project.language": Words(N_("Language it is described in"), N_("Left out, the main one of the community.")),
    "project.topics": Words(N_("What it is about"), N_("With commas between.")),
    "project.agenda": Words(N_("What it serves")),
    "project.summary": Words(N_("In one sentence"), N_("For lists.")),
    "project.text": Words(N_("What we want to make, and why"), N_("In Markdown if you like.")),
}  # fmt: skip
"""The words of each question by its record's kind and its key."""

CHOICES: Mapping[str, str] = {
    "member.visibility.public": N_("Yes, with what I agree to"),
    "member.visibility.name": N_("With nothing but my name"),
    "member.visibility.hidden": N_("No; the file stays readable in the repository"),
    "event.status.confirmed": N_("it takes place"),
    "event.status.tentative": N_("it is not settled"),
    "event.date_precision.minute": N_("the day and the time"),
    "event.date_precision.day": N_("only the day"),
    "event.date_precision.month": N_("only the month"),
}
"""What can be chosen from, where the words of the lists do not say it."""
