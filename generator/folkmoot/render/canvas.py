"""Where page bodies are made: the templates, and the words, dates and links that all of them share."""

import html
import itertools
from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from folkmoot import text
from folkmoot.model.base import Filed
from folkmoot.model.community import PROFILE_FILE, Community
from folkmoot.model.event import Event, Person
from folkmoot.model.harvest import Discussion
from folkmoot.model.hub import Hub
from folkmoot.model.member import Member
from folkmoot.model.place import Place
from folkmoot.model.post import Post
from folkmoot.model.project import Project
from folkmoot.model.team import Team
from folkmoot.render.links import leader
from folkmoot.render.lookup import Lookup
from folkmoot.render.page import Page, Section
from folkmoot.render.phrases import FILTERS

FAMILIES: dict[type[Filed], str] = {
    Member: "members",
    Event: "events",
    Project: "projects",
    Post: "posts",
    Team: "teams",
    Place: "places",
}
"""The folder of the site in which the pages of a kind of record lie."""


class Canvas:
    """Renders bodies for one hub. Every link it makes is relative to the page it stands on."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.community: Community = hub.community
        self.lookup = Lookup(hub)
        members = (one for one in hub.community.members.values() if one.visibility != "hidden")
        self.visible: tuple[Member, ...] = tuple(sorted(members, key=lambda one: (text.collated(one.name), one.slug)))
        self._env = Environment(
            loader=PackageLoader("folkmoot.render", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        )
        self._env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
        self._env.filters.update(FILTERS)
        self._env.globals.update(
            hub=hub,
            community=hub.community,
            profile=hub.community.profile,
            today=hub.today,
            shown=self.shown,
            person=self.person,
            visible=self.visible,
            sources={source.slug: source for source in hub.sources},
            author_of=self.author_of,
        )

    def shown(self, slugs: Iterable[str]) -> tuple[Member, ...]:
        """The members behind these slugs who are on the site, in the order given."""
        found = (self.community.members.get(slug) for slug in slugs)
        return tuple(member for member in found if member is not None and member.visibility != "hidden")

    def person(self, person: Person) -> Member | Person | None:
        """The member a speaker is, or the speaker as an outsider; None for a member who is not on the site."""
        if not person.member:
            return person
        return next(iter(self.shown([person.member])), None)

    def author_of(self, discussion: Discussion) -> Member | None:
        """The member who opened a discussion, where they are one and on the site."""
        slug = self.hub.member_of(discussion.author, discussion.author_id)
        return next(iter(self.shown([slug])), None)

    def page(
        self,
        template: str,
        address: str,
        title: str,
        *,
        family: str = "",
        description: str = "",
        source: str = "",
        hide: tuple[str, ...] = ("navigation",),
        language: str = "",
        **context: Any,
    ) -> Page:
        """A page whose body is the template's: what stands in `section` blocks becomes sections, the rest the lead."""
        sections: list[Section] = []
        root = "../" * address.count("/")
        texts = itertools.count(1)

        def section(anchor: str, heading: str, caller: Callable[[], str]) -> str:
            # Quotes stay as they are: engines escape the references to them once more in the table of contents.
            title = html.escape(html.unescape(str(escape(heading))), quote=False)
            sections.append(Section(anchor, title, _finished(caller())))
            return ""

        def link(record: Filed) -> str:
            return f"{root}{address_of(record)}"

        def prose(source: str, record: Filed) -> Markup:
            folder = record.path.rpartition("/")[0]
            nth = next(texts)
            note = text.NOTE if nth == 1 else f"{text.NOTE}{nth}-"
            return Markup(text.rendered(source, leader(folder, root), note))  # noqa: S704 (it was sanitised)

        lead = self._env.get_template(template).render(root=root, section=section, link=link, prose=prose, **context)
        return Page(
            address=address,
            family=family,
            title=text.one_line(title),
            description=text.excerpt(text.one_line(description), 160),
            source=source or PROFILE_FILE,
            lead=_finished(lead),
            sections=tuple(sections),
            hide=hide,
            language=language,
        )

    def record_page(self, template: str, record: Filed, title: str, **context: Any) -> Page:
        """The page of a record, at its own address and in its family's frame."""
        return self.page(
            template, address_of(record), title, family=FAMILIES[type(record)], source=record.path, **context
        )


def address_of(record: Filed) -> str:
    """A record's address, relative to the site's root."""
    return f"{FAMILIES[type(record)]}/{record.slug}/"


def _finished(markup: str) -> str:
    """HTML in which nothing looks like a template's tag to a plugin that reads it afterwards."""
    return markup.strip("\n").replace("{{", "&#123;{").replace("{%", "&#123;%").replace("{#", "&#123;#")
