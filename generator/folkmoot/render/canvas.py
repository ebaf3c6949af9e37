"""Where page bodies are made: the templates, and the words, dates and links that all of them share."""

import html
import itertools
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from folkmoot import text
from folkmoot.model.base import Filed
from folkmoot.model.community import PROFILE_FILE, Community, Profile
from folkmoot.model.conversation import Discussion
from folkmoot.model.event import Gathering, Result
from folkmoot.model.families import FAMILY_OF
from folkmoot.model.harvest import Entry
from folkmoot.model.hub import Hub
from folkmoot.model.member import Member
from folkmoot.model.own_page import Page as Written
from folkmoot.model.paths import version_file
from folkmoot.model.person import Person
from folkmoot.render.addresses import Addresses, address_of, key_of
from folkmoot.render.compiled import COMPILED
from folkmoot.render.feeds.feed import tag_of
from folkmoot.render.head import Card, language_switch, said_in_head
from folkmoot.render.links import Links
from folkmoot.render.lookup import Lookup
from folkmoot.render.page import Page, Section, untemplated
from folkmoot.render.repositories import repository_address, repository_title
from folkmoot.render.whole_texts import in_full, whole_text
from folkmoot.render.wording.elision import filled
from folkmoot.render.wording.phrases import Phrases, consenting, lang
from folkmoot.render.wording.tongue import tongue
from folkmoot.render.wording.translated import translated

_Record = TypeVar("_Record", bound=Filed)


class _Body:
    """What a template says outside of its lead while it is rendered: the page's sections, and its texts' notes."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.sections: list[Section] = []
        self._texts = itertools.count(1)

    def section(self, anchor: str, heading: str, caller: Callable[[], str]) -> str:
        # Engines put every kind of space in the table of contents as a plain one. Quotes stay as they are: the
        # references to them would be escaped once more there.
        title = html.escape(text.one_line(html.unescape(str(escape(heading)))), quote=False)
        self.sections.append(Section(anchor, title, untemplated(caller())))
        return ""

    def prose(self, source: str, leading: text.Leader) -> Markup:
        nth = next(self._texts)
        note = text.NOTE if nth == 1 else f"{text.NOTE}{nth}-"
        return Markup(text.rendered(source, leading, note))  # noqa: S704 (it was sanitised)


class Canvas:
    """Renders bodies for one hub in one language. Every link it makes is relative to the page it stands on."""

    def __init__(self, hub: Hub, language: str, site_url: str = "") -> None:
        """`site_url` is where the site will be, as far as that is known: without an address there are no feeds."""
        self.language, self.site_url = language, site_url
        self.addresses = Addresses(hub.community)
        self.languages = self.addresses.languages
        self.prefix = self.addresses.prefix(language)
        self.tongue = tongue(language)
        self.phrases = Phrases(self.tongue)
        self._versions = hub.community.translations
        self._links = Links(hub.community)
        self._said_once: dict[tuple[str, ...], Markup] = {}
        self._by_root: dict[str, Environment] = {}
        self._body = _Body("")
        self._written = {page.path: page for page in hub.community.pages}
        self.original: Community = hub.community
        self.hub = translated(hub, language)
        self.community: Community = self.hub.community
        self.site_name = self.community.profile.name
        self.lookup = Lookup(self.hub)
        self.sources = {source.slug: source for source in self.hub.sources}
        members = (one for one in hub.community.members.values() if one.is_shown)
        # They come by slug, and stay so where names are the same.
        self.visible: tuple[Member, ...] = tuple(sorted(members, key=lambda one: text.collated(one.name)))

    def _environment(self, root: str) -> Environment:
        """The templates for pages that `root` leads from to the site's root: what links depend on is the same there.

        So templates may import what they share without their context, and Jinja reads it once instead of once a page.
        """
        if (known := self._by_root.get(root)) is not None:
            return known
        env = self._by_root[root] = Environment(
            loader=PackageLoader("folkmoot.render", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
            bytecode_cache=COMPILED,
        )
        env.install_gettext_translations(self.tongue.words, newstyle=True)  # type: ignore[attr-defined]
        # Of rows there are thousands; what stands behind a bar is called faster than what has brackets.
        env.filters.update(
            self.phrases.filters
            | {
                "once": self.once,
                "language_mark": lambda one: self.marked(self.language_of(one)),
                "repository_url": lambda name: repository_address(self.community, name),
                "repository_title": self.repository_title,
                "day_here": self.hub.day_of,
            }
        )
        env.globals.update(
            hub=self.hub,
            community=self.community,
            profile=self.community.profile,
            today=self.hub.today,
            shown=self.shown,
            winners=self.winners,
            speakers=self.speakers,
            told=self.told,
            visible=self.visible,
            sources=self.sources,
            voice_of=self.lookup.voice_of,
            language_of=self.language_of,
            author_of=self.author_of,
            spoken=lambda record, words="": self.marked(self.spoken(record, words)),
            language_told=self.language_told,
            marked=self.marked,
            in_full=in_full,
            whole_text=whole_text,
            root=root,
            link=lambda record: f"{root}{self.address(record)}",
            at=lambda list_address: f"{root}{self.prefix}{list_address}" or "./",
            section=self._section,
            prose=lambda source, record: self._body.prose(source, self._leader(record, root)),
        )
        return env

    def _section(self, anchor: str, heading: str, caller: Callable[[], str]) -> str:
        return self._body.section(anchor, heading, caller)

    def _leader(self, record: Filed, root: str) -> text.Leader:
        return self._links.leader(record.path.rpartition("/")[0], root, self.language)

    def once(self, macro: Callable[[Any], Markup], about: Any, *key: str) -> Markup:
        """What a macro says about something, told once for all that has the same key: thousands of rows share it."""
        if (found := self._said_once.get((macro.name, *key))) is None:  # type: ignore[attr-defined]
            found = self._said_once[macro.name, *key] = macro(about).strip()  # type: ignore[attr-defined]
        return found

    def say(self, words: str, **values: Any) -> str:
        """The words in the canvas' language; `values` fill their %(places)s."""
        said = self.tongue.words.gettext(words)
        return filled(said, values, self.language) if values else said % {}

    def repository_title(self, name: str) -> str:
        """What the repository that a file names so is called."""
        return repository_title(self.community, name, self.say)

    def repository_of(self, slug: str) -> str:
        """What the repository is called whose history is the source with this slug."""
        source = self.sources.get(slug)
        return self.repository_title(source.url) if source and source.url else slug

    def repository_url_of(self, slug: str) -> str:
        """Where that repository is on the web; "" where nobody knows."""
        source = self.sources.get(slug)
        return repository_address(self.community, source.url) if source and source.url else ""

    def spoken(self, record: Filed, words: str = "") -> str:
        """The language that a record's texts are in: that of its translation, else its own, else the hub's main one.

        `words` are some of them: a translation may leave them out.
        """
        version = self._versions.get(key_of(record), {}).get(self.language)
        if version and (not words or words in (version.text, *version.words().values())):
            return self.language
        if isinstance(record, Member):
            return record.bio_language or self.languages[0]
        if isinstance(record, Profile):
            told = self.original.profiles.get(self.language)
            return self.language if told and words in told.words().values() else self.languages[0]
        return getattr(record, "language", None) or self.languages[0]

    def language_told(self, record: Filed, words: str = "") -> str:
        """The language of a record's texts where that is another than the page's, else ""; `words` as for `spoken`."""
        found = self.spoken(record, words)
        return found if found != self.language else ""

    def marked(self, language: str | None) -> Markup:
        """The lang attribute of a text, with the space before it, where its language is another than the page's."""
        return lang(language if language != self.language else None)

    def at_home(self, records: Iterable[_Record]) -> list[_Record]:
        """The records whose pages this canvas makes: all, or those that are told in its language."""
        if self.community.profile.pages_in_every_language:
            return list(records)
        return [one for one in records if self.language in self.addresses.told_in(one)]

    def address(self, record: Filed) -> str:
        """A record's address, relative to the site's root: of its page in the canvas' language where there is one."""
        found = self.addresses.versions(record)
        return found.get(self.language) or next(iter(found.values()))

    def words_at(self, path: str) -> Written | None:
        """What people wrote in a file below content/, in the canvas' language where they translated it."""
        return self._written.get(version_file(path, self.language)) or self._written.get(path)

    def shown(self, slugs: Iterable[str]) -> tuple[Member, ...]:
        """The members behind these slugs who are on the site, in the order given."""
        found = (self.community.members.get(slug) for slug in slugs)
        return tuple(member for member in found if member is not None and member.is_shown)

    def person(self, person: Person) -> Member | Person | None:
        """The member a speaker is, or the speaker as an outsider; None for a member who is not on the site."""
        if not person.member:
            return person
        return next(iter(self.shown([person.member])), None)

    def winners(self, gathering: Gathering) -> list[tuple[Result, list[Member | Person]]]:
        """What was won, and by whom of those who are shown.

        What nobody of them won is left out, with the work: a link to it would tell who it was.
        """
        known = ((one, [who for who in map(self.person, one.to) if who]) for one in gathering.results)
        return [(one, who) for one, who in known if who]

    def told(self, gathering: Gathering) -> bool:
        """Whether there is anything to tell of what happened, of people who are shown."""
        has_own = gathering.recap or gathering.attendance is not None or gathering.photos or gathering.recordings
        return bool(has_own or self.winners(gathering) or consenting(self.shown(gathering.attendees), "attendance"))

    def speakers(self, gathering: Gathering) -> list[tuple[Person, Member | Person]]:
        """Who speaks, as it is written and as it is shown, of those who are."""
        known = ((who, self.person(who)) for who in gathering.speakers)
        return [(who, one) for who, one in known if one]

    def language_of(self, entry: Entry) -> str:
        """The language that an entry is in: its own, else that of its source, "" where neither tells a tag (BCP 47)."""
        source = self.sources.get(entry.source)
        return tag_of(entry.language) or tag_of(source.language if source else "")

    def author_of(self, discussion: Discussion) -> Member | None:
        """The member who opened a discussion, where they are one and public; of others the login is enough."""
        slug = self.hub.member_of(discussion.author, discussion.author_id)
        return next(iter(self.shown([slug])), None)

    def switch(self, address: str, versions: Mapping[str, str], otherwise: str = "") -> str:
        """The language switch of a page that is there in some languages; in the others it leads to a list."""
        if len(self.languages) == 1:
            return ""
        found = {tag: versions.get(tag, self.addresses.prefix(tag) + otherwise) for tag in self.languages}
        return language_switch(address, found)

    def _card(self, card: Card | None) -> Card:
        """What a page shows beside links to it: its own picture, else the community's."""
        card, usual = card or Card(), self.community.profile.card
        return card if card.picture or usual is None else card._replace(picture=usual.file, alt=usual.alt)

    def page(
        self,
        template: str,
        address: str,
        title: str,
        *,
        family: str = "",
        description: str = "",
        source: str = "",
        collected: bool = False,
        counted: bool = False,
        hide: tuple[str, ...] = ("navigation",),
        card: Card | None = None,
        record: Filed | None = None,
        **context: Any,
    ) -> Page:
        """A page whose body is the template's: what stands in `section` blocks becomes sections, the rest the lead.

        `address` is that of the list in the main language; the page of a `record` is at the record's own. `card` is
        what other programs are told about the page.
        """
        versions = self.addresses.versions(record) if record else self.addresses.everywhere(address)
        told = {tag: versions[tag] for tag in self.addresses.told_in(record)} if record else versions
        prefix = versions[self.language].removesuffix(address)
        address = prefix + address
        canonical = None if self.language in told else next(iter(told.values()))
        self._body = _Body("../" * address.count("/"))
        title, description = text.one_line(title), text.excerpt(text.one_line(description), 160)
        lead = self._environment(self._body.root).get_template(template).render(context)
        return Page(
            address=address,
            family=family,
            title=title,
            description=description,
            source=source or PROFILE_FILE,
            lead=untemplated(lead),
            sections=tuple(self._body.sections),
            hide=hide,
            language=self.language,
            prefix=prefix,
            spoken=self.language if record is None or isinstance(record, Member) else self.spoken(record),
            head=untemplated(
                said_in_head(
                    self.tongue, self.site_name, title, description, canonical or address, told, self._card(card)
                )
            ),
            switch=self.switch(address, versions, f"{family}/" if family else ""),
            canonical=canonical,
            topics=tuple(getattr(record, "topics", ())),
            collected=collected,
            counted=counted,
        )

    def standalone(self, template: str, **context: Any) -> str:
        """What a template says that is a whole document, and no page of the site."""
        return self._environment("").get_template(template).render(context)

    def record_page(self, template: str, record: Filed, title: str, **context: Any) -> Page:
        """The page of a record, in its folder's frame."""
        family = FAMILY_OF[type(record)]
        return self.page(
            template, address_of(record), title, family=family, source=record.path, record=record, **context
        )
