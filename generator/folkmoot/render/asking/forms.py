"""What can be proposed with a form, and what it is told to be."""

from typing import NamedTuple

from folkmoot.model.families import FAMILIES, Family
from folkmoot.render.wording.tongue import N_


class Form(NamedTuple):
    """A form: its name, its title, what comes of it, and the family of files in which that stands.

    `first` are the keys that are asked first.
    """

    name: str
    title: str
    told: str
    family: str
    first: tuple[str, ...] = ()

    @property
    def files(self) -> Family:
        """Where the files of its family lie, and what they hold."""
        return FAMILIES[self.family]


FORMS = {
    form.name: form
    for form in (
        Form(
            "member",
            N_("Add yourself"),
            N_("A page of your own among the members."),
            "members",
            ("name", "github", "languages", "location.city", "location.country", "skills", "interests", "bio"),
        ),
        Form(
            "event",
            N_("Propose an event"),
            N_("An evening, a workshop, a chat: once or often."),
            "events",
            ("title", "kind", "start", "end", "place", "online", "hosts", "summary", "text"),
        ),
        Form(
            "project",
            N_("Propose a project"),
            N_("Something to make together."),
            "projects",
            ("title", "status", "summary", "leads", "text", "help_wanted"),
        ),
        Form("feed", N_("Add a feed"), N_("What you publish elsewhere, on our planet."), "members"),
    )
}
"""Every form by its name."""
