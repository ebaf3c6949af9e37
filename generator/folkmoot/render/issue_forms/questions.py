"""What the forms ask: which keys of which record, how each is asked, and how an answer is to be read."""

from typing import Literal, NamedTuple

from folkmoot.model.base import Record
from folkmoot.model.event import Event
from folkmoot.model.member import Member, MemberFeed
from folkmoot.model.project import Project
from folkmoot.render.wording.phrases import KNOWN
from folkmoot.render.wording.tongue import N_

Asked = Literal["input", "textarea", "dropdown", "checkboxes"]
Reading = Literal[
    "line", "text", "words", "lines", "links", "feeds", "tasks", "languages", "language", "country", "people", "person",
    "place", "choice", "choices", "consent", "body",
]  # fmt: skip
"""How an answer becomes a value: `words` stand between commas, `lines` one below the other."""

WORDS = {**KNOWN, "confirmed": N_("confirmed"), "tentative": N_("tentative")}
"""What the words that can be chosen are called in English."""

COMMAS = N_("Put a comma between them.")
ONE_A_LINE = N_("Write each on a line of its own.")
NAMED_LINKS = N_("Write each on a line of its own: what it is called, a colon, and the address.")
AGREED = N_("Yes, show it")
FEED_EXAMPLE = "https://ada.example/feed"


class Question(NamedTuple):
    """A field of a form. `key` is the dotted key that it fills, "" for the text below the keys.

    `label` and `hint` are English and translated later; `example` is shown in the empty field in every language.
    `words` can be chosen from; None stands for the hub's languages. `vouched` is asked only where newcomers need a
    voucher. `alone` says that the hint tells it better than the record does, whose words are about its file.
    """

    key: str
    asked: Asked
    reading: Reading
    label: str
    hint: str = ""
    example: str = ""
    needed: bool = False
    words: tuple[str, ...] | None = ()
    vouched: bool = False
    alone: bool = False

    @property
    def id(self) -> str:
        """Its id in the form: letters, digits, hyphens and underscores."""
        return self.key.replace(".", "-") or "text"


class Asking(NamedTuple):
    """A form: its file's name, the record whose keys it asks for, and the family of files that comes of it."""

    name: str
    title: str
    about: str
    record: type[Record]
    family: str
    questions: tuple[Question, ...]

    @property
    def label(self) -> str:
        """The label of its issues, by which they are known, if the repository has it."""
        return f"folkmoot-{self.name}"


def _language(key: str, label: str) -> Question:
    return Question(key, "dropdown", "language", label, words=None, alone=True)


MEMBER = Asking(
    "member",
    N_("Add yourself"),
    N_("Become a member, or change what your page says."),
    Member,
    "members",
    (
        Question(
            "name",
            "input",
            "line",
            N_("Your name"),
            N_("The one you want to be called by; a nickname is fine."),
            "Ada Rossi",
            needed=True,
            alone=True,
        ),
        Question("pronouns", "input", "line", N_("Pronouns"), example="she/her"),
        Question(
            "languages",
            "input",
            "languages",
            N_("Languages you speak"),
            N_("Put a comma between them, the best first."),
            "en, it",
            alone=True,
        ),
        Question("location.city", "input", "line", N_("Town"), example="Torino", alone=True),
        Question("location.country", "input", "country", N_("Country"), example="IT"),
        Question("skills", "input", "words", N_("What you can be asked about"), COMMAS, alone=True),
        Question("interests", "input", "words", N_("What you would like to do or learn"), COMMAS, alone=True),
        Question("bio", "textarea", "text", N_("A few sentences about you"), alone=True),
        _language("bio_language", N_("The language of these sentences")),
        Question("links", "textarea", "links", N_("Your pages elsewhere"), NAMED_LINKS, "Blog: https://ada.example"),
        Question(
            "feeds", "textarea", "feeds", N_("Feeds of your blog or podcast"), ONE_A_LINE, FEED_EXAMPLE, alone=True
        ),
        Question("available_for", "input", "words", N_("What you like to be asked for"), COMMAS, alone=True),
        Question(
            "invited_by", "input", "person", N_("The member who brought you"), needed=True, vouched=True, alone=True
        ),
        Question(
            "consent.profile",
            "checkboxes",
            "consent",
            N_("May the site show your profile?"),
            N_(
                "Pronouns, town, languages, skills, interests, what you can be asked for, your text and roles. Without"
                " it: your name, your links and your work."
            ),
        ),
        Question(
            "consent.photo",
            "checkboxes",
            "consent",
            N_("May the site show your picture?"),
            N_("The one that your file names, if there is one."),
        ),
        Question(
            "consent.attendance",
            "checkboxes",
            "consent",
            N_("May the site show which events you came to?"),
            N_("Where a host noted it in the event."),
        ),
        Question(
            "consent.ties",
            "checkboxes",
            "consent",
            N_("May the site show whom you met?"),
            N_("At events, where the other person agreed too, and both agreed to show which events they came to."),
        ),
    ),
)

EVENT = Asking(
    "event",
    N_("Propose an event"),
    N_("Something that takes place, and who invites."),
    Event,
    "events",
    (
        Question("title", "input", "line", N_("What the event is called"), needed=True),
        Question(
            "kind",
            "dropdown",
            "choice",
            N_("Kind"),
            needed=True,
            words=("meeting", "barcamp", "conference", "workshop", "chat", "interview", "contest", "game"),
        ),
        Question(
            "start",
            "input",
            "line",
            N_("When it begins"),
            N_("Year, month, day, and the time if it is settled; only the month is fine, too."),
            "2026-05-14 19:00",
            needed=True,
            alone=True,
        ),
        Question(
            "end",
            "input",
            "line",
            N_("When it ends"),
            N_("Written like the beginning."),
            alone=True,
            example="2026-05-14 22:00",
        ),
        Question("timezone", "input", "line", N_("Time zone, if it is not the community’s"), example="Europe/Rome"),
        Question(
            "place", "input", "place", N_("Where it is"), N_("A place that the site has, or an address."), alone=True
        ),
        Question("online", "input", "line", N_("Address to take part online"), example="https://…"),
        Question("status", "dropdown", "choice", N_("Is it settled?"), words=("confirmed", "tentative")),
        Question("hosts", "input", "people", N_("Members who invite"), COMMAS, alone=True),
        Question("rsvp", "input", "line", N_("Address to say that one comes"), alone=True, example="https://…"),
        _language("language", N_("The language it is held in")),
        Question("topics", "input", "words", N_("What it is about"), COMMAS, alone=True),
        Question("agenda", "dropdown", "choices", N_("What it helps"), words=("applied", "external", "internal")),
        Question("summary", "input", "line", N_("One sentence for lists"), alone=True),
        Question("", "textarea", "body", N_("What people should know")),
    ),
)

PROJECT = Asking(
    "project",
    N_("Propose a project"),
    N_("Something to make together."),
    Project,
    "projects",
    (
        Question("title", "input", "line", N_("What the project is called"), needed=True),
        Question(
            "status",
            "dropdown",
            "choice",
            N_("Where it stands"),
            needed=True,
            words=("idea", "active", "paused", "finished", "abandoned"),
        ),
        Question("leads", "input", "people", N_("Members who answer for it"), COMMAS, alone=True),
        Question("repositories", "textarea", "lines", N_("Its git repositories"), ONE_A_LINE, "owner/name"),
        Question("help_wanted", "textarea", "tasks", N_("What waits for help"), ONE_A_LINE),
        Question("links", "textarea", "links", N_("Its pages elsewhere"), NAMED_LINKS, "Forum: https://forum.example"),
        _language("language", N_("The language of this description")),
        Question("topics", "input", "words", N_("What it is about"), COMMAS, alone=True),
        Question("summary", "input", "line", N_("One sentence for lists"), alone=True),
        Question("", "textarea", "body", N_("What it is for, and how one begins")),
    ),
)

FEED = Asking(
    "feed",
    N_("Add a feed"),
    N_("Your blog or podcast, for the planet. You need to be a member."),
    MemberFeed,
    "members",
    (
        Question("url", "input", "line", N_("Address of the feed"), example=FEED_EXAMPLE, needed=True),
        Question("title", "input", "line", N_("What to call the feed")),
        _language("language", N_("The language most of the feed is in")),
    ),
)

FORMS = {form.name: form for form in (MEMBER, EVENT, PROJECT, FEED)}
"""Every form by its file's name."""
