"""A site in several languages from one run of MkDocs: each page has its own language's words, menu and links.

MkDocs knows one language and one menu. The page `about.fr.md` is put at fr/about/, the menu is repeated in every
language with the pages that are there, and the theme's words are those of the page.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from jinja2 import Environment, TemplateNotFound
from markupsafe import Markup, escape
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from folkmoot.model.paths import name_and_language, version_file
from folkmoot.render.page import LEAD
from folkmoot.render.wording.tongue import N_, Tongue, catalogued, language_name, tongue

_HREF = re.compile(r'(?<=<a href=")[^"#?]+|(?<=<a class="md-button" href=")[^"#?]+')
_ANCHOR = re.compile(r'(?<=<a class="headerlink" href=")(?P<address>[^"]*" title=")Permanent link(?=">)')
_NAME_OF_ANCHOR = N_("Permanent link")
_MENU = (N_("Home"), N_("About"), N_("Contact"))
_TOGGLES = (N_("Switch to light mode"), N_("Switch to dark mode"), N_("Follow the system's mode"))


class Languages:
    """The languages of a site, the main one first."""

    def __init__(self, tags: Iterable[str]) -> None:
        self.tags = tuple(tags)
        self._speech: Tongue = tongue(self.tags[0])
        self._menus: dict[str, Navigation] = {}
        self._pages: dict[str, Page] = {}

    def install(self, env: Environment, main: str) -> None:
        """Gives the theme's templates the words of the page they render, in gettext's manner.

        `main` is the theme's own file of words for the main language, which mkdocs.yml may name.
        """
        env.add_extension("jinja2.ext.i18n")
        env.install_gettext_callables(  # type: ignore[attr-defined]
            self.gettext, self.ngettext, newstyle=True
        )
        # The theme has Portuguese for pt-BR, and English for what it does not know: the page says what it is in itself.
        own = {tag: {"language": tag, "direction": tongue(tag).direction} for tag in self.tags}
        if main.partition("-")[0] != self.tags[0].partition("-")[0]:
            own[self.tags[0]] = {}  # mkdocs.yml says something else, and it wins
        env.globals["page_language"] = own | {"main": own[self.tags[0]]}
        env.globals["own_words"] = self.own_words
        env.globals["toggle_name"] = self.toggle_name
        env.globals["in_every_language"] = self.in_every_language
        env.globals["languages_beside"] = [tongue(tag) for tag in self.tags[1:]]
        env.globals["standing_links"] = self.standing_links
        chief = _known_to_theme(env, main)
        known = {tag: _known_to_theme(env, tag) for tag in self.tags} | {self.tags[0]: chief, "main": chief}
        env.globals["theme_language"] = known

    def gettext(self, words: str) -> str:
        """What the theme's words are in the language of the page whose menu was asked for last."""
        return self._speech.words.gettext(words)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The same, of a number of things."""
        return self._speech.words.ngettext(one, many, count)

    def settle(self, files: Files) -> None:
        """Puts about.fr.md at fr/about/; links in its text still start from where the file is."""
        for file in files.documentation_pages():
            stem, language = name_and_language(file.src_uri.removesuffix(".md"), self.tags)
            if language:
                _put(file, stem, language)

    def repeat(self, menu: Navigation, files: Files) -> None:
        """Makes the menu of every language: the same, with pages of that language where they are there."""
        self._menus = {self.tags[0]: menu}
        known = {file.src_uri: file.page for file in files.documentation_pages() if file.page is not None}
        self._pages = {file.url: file.page for file in files.documentation_pages() if file.page is not None}
        meant = self._meant()
        for tag in self.tags[1:]:
            say = tongue(tag).words.gettext

            def retold(items: Iterable[StructureItem], tag: str = tag, say: Any = say) -> list[StructureItem]:
                return [self._retold(item, tag, known, meant, say, retold) for item in items]

            items = retold(menu.items)
            pages = [known.get(version_file(page.file.src_uri, tag), page) for page in menu.pages]
            other = Navigation(items, pages)
            other.homepage = known.get(version_file(menu.homepage.file.src_uri, tag)) if menu.homepage else None
            self._menus[tag] = other

    def _retold(
        self, item: StructureItem, tag: str, known: dict[str, Page], meant: dict[str, str], say: Any, retold: Any
    ) -> StructureItem:
        title = str(item.title)
        words = say(meant[title]) if title in meant else title
        if isinstance(item, Section):
            section = Section(words, retold(item.children))
            for child in section.children:
                child.parent = section
            return section
        if isinstance(item, Page) and (page := known.get(version_file(item.file.src_uri, tag))):
            if title in meant:
                page.title = words
            return page
        return item

    def _meant(self, known: Iterable[str] = _MENU) -> dict[str, str]:
        main = tongue(self.tags[0]).words.gettext
        return {main(words): words for words in known}

    def toggle_name(self, name: str) -> str:
        """What the switch of colours is called in the page's language; as mkdocs.yml says it, where it does."""
        meant = self._meant(_TOGGLES)
        return self.gettext(meant[name]) if name in meant else name

    def in_every_language(self) -> Iterator[tuple[Tongue, Navigation]]:
        """Each language with its menu; a template's words are in it until the next one is asked for.

        For the one page that speaks them all: a static host has a single page for addresses where nothing is.
        """
        before = self._speech
        for tag in self.tags:
            self._speech = tongue(tag)
            yield self._speech, self._menus[tag]
        self._speech = before

    def standing_links(self, page: Page | None, links: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """The links at the foot of a page, title and address from the site's root, in the page's language."""
        language = self.of(page) if page else self.tags[0]
        if language == self.tags[0]:
            return [(title, address) for title, address in links]
        meant, found = self._meant(), []
        for title, address in links:
            there = self._pages.get(f"{language}/{address}")
            words = self.gettext(meant[title]) if title in meant else title
            found.append((str(there.title), there.url) if there else (words, address))
        return found

    def own_words(self, page: Page | None, words: Mapping[str, str]) -> Markup:
        """What the community says of itself, by language, as HTML: in the page's language, else in the main one."""
        main = self.tags[0]
        language = self.of(page) if page else main
        if language in words or main not in words:
            return escape(words.get(language, ""))
        return Markup('<span lang="{}">{}</span>').format(main, words[main])

    def begin(self, page: Page) -> None:
        """Hangs a page below its folder's list in the menu of its language, so that the menu shows where one is."""
        menu = self._menus[self.of(page)]
        listed = {one.file.dest_uri: one for one in menu.pages}
        if page.file.dest_uri in listed:
            return
        suffix = "" if self.of(page) == self.tags[0] else self.of(page) + "/"
        folders = page.file.dest_uri.removeprefix(suffix).split("/")[:-2]
        above = (f"{suffix}{'/'.join([*folders[:depth], 'index.html'])}" for depth in range(len(folders), 0, -1))
        if index := next((listed[uri] for uri in above if uri in listed), None):
            page.parent = index.parent or index  # type: ignore[assignment]

    def dressed(self, html: str, page: Page, files: Files) -> str:
        """What people wrote on the page, with links that stay in its language, and a note where it is in another.

        The anchors of headings are named in the page's language, unless mkdocs.yml has a name for them.
        """
        language = self.of(page)
        name = str(escape(tongue(language).words.gettext(_NAME_OF_ANCHOR)))
        html = _ANCHOR.sub(lambda found: found["address"] + name, html)
        text, lead, rest = html.partition(LEAD)
        if language != self.tags[0]:
            text = _led(text, page, language, {file.url for file in files.documentation_pages()})
        if spoken := page.meta.get("spoken"):
            speech = tongue(language)
            words = speech.words.gettext("This text is not translated into %(language)s yet.")
            note = escape(words % {"language": language_name(language, speech.sentences)})
            text = f'<p class="fm-notice">{note}</p>\n<div lang="{escape(str(spoken))}">\n{text}</div>\n'
        return text + lead + rest

    def menu(self, page: Page) -> Navigation:
        """The page's menu; from now on the theme's words are the page's, too."""
        self._speech = tongue(self.of(page))
        return self._menus[self.of(page)]

    def of(self, page: Page) -> str:
        """The language that a page is shown in."""
        said = page.meta.get("language")
        return said if isinstance(said, str) and said in self.tags else self.tags[0]


def _known_to_theme(env: Environment, tag: str) -> str:
    for name in (tag, tag.partition("-")[0], catalogued(tag)):
        try:
            env.get_template(f"partials/languages/{name}.html")
        except TemplateNotFound:
            continue
        return name
    return "en"


def _put(file: File, stem: str, language: str) -> None:
    folder, name = posixpath.split(stem)
    inner = folder if name in ("index", "README") else posixpath.join(folder, name)
    file.name = "index" if name in ("index", "README") else name
    file.dest_uri = posixpath.join(language, inner, "index.html")
    for derived in ("url", "abs_dest_path"):
        file.__dict__.pop(derived, None)


def _led(html: str, page: Page, language: str, there: set[str]) -> str:
    """Links between people's pages stay in a language: where a page has a version in it, they lead there."""

    def led(link: re.Match[str]) -> str:
        parts = urlsplit(link.group())
        if parts.scheme or parts.netloc or parts.path.startswith("/"):
            return link.group()
        target = posixpath.normpath(posixpath.join("/", page.file.url, unquote(parts.path))).lstrip("/")
        mine = f"{language}/{target}/" if target else f"{language}/"
        if target.split("/")[0] == language or mine not in there:
            return link.group()
        return "../" * page.file.url.count("/") + mine

    return _HREF.sub(led, html)
