"""What would run in a browser from what people wrote: the engine shows pages as they are, and files are copied."""

import posixpath
import re
from bisect import bisect_left
from collections.abc import Iterator
from html import unescape

from folkmoot.model.community import Community
from folkmoot.model.problem import Problem
from folkmoot.text import excerpt, one_line, plural

_FENCED = re.compile(r"^(?P<fence>~{3,}|`{3,})[ ]*[\w#.+-]*[ ]*\n(?:.*\n)*?(?P=fence)[ ]*$", re.MULTILINE)
"""Code that the engine sets apart before it looks for HTML."""

_RUNS = "it runs for everybody who visits the page"
_ASKS = "the site's policy stops it, and mkdocs serve, which sends none, does not"

_ACTIVE = frozenset(".cjs .htm .html .js .mhtml .mjs .mml .rdf .shtml .xht .xhtml .xml .xsl .xslt".split())
"""The endings of files whose scripts browsers run: pages and XML when they are opened, the rest where a page asks."""

_MOST = 20
"""Of how many files it is told one by one: a program in JavaScript may come with hundreds."""

_SPAN = re.compile(r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")
_MARKUP = re.compile(r"<[a-z!/?]", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b[^<>\n]{0,60}>?", re.IGNORECASE)
_HANDLER = re.compile(
    # As attributes of HTML, and as those that Markdown's attribute lists give.
    r"(?:<|\{)[^<{]*?[\s/\"'{:](?P<handler>on(?!line\b|going\b)[a-z]{3,30}\s*=)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    # Browsers read past line breaks and tabs in an address.
    r"(?:j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:",
    re.IGNORECASE,
)


def pages_with_scripts(community: Community) -> Iterator[Problem]:
    """Scripts, handlers of events and addresses that are scripts, in people's own pages. Code that is shown is none."""
    for page in community.pages:
        written = page.body.strip("\n")
        before = page.text.count("\n", 0, max(page.text.rfind(written), 0))
        body = _without_code(written)
        breaks = _breaks(body)
        for found in _SCRIPT.finditer(body):
            line = before + bisect_left(breaks, found.start()) + 1
            yield _told(page.path, line, found.group(), runs=True)
        # References to characters end where they begin, line by line, so that no line is lost or added.
        plain = "\n".join(unescape(line).replace("\n", " ") for line in body.split("\n"))
        breaks = _breaks(plain)
        for start, asking in sorted(_asking(plain)):
            yield _told(page.path, before + bisect_left(breaks, start) + 1, asking, runs=False)


def _breaks(text: str) -> list[int]:
    """Where the lines of a text end: counting them anew for each of very many places would take long."""
    return [place for place, sign in enumerate(text) if sign == "\n"]


def _asking(text: str) -> Iterator[tuple[int, str]]:
    """Handlers, and what stands as an address, with their places."""
    yield from ((found.start("handler"), found["handler"]) for found in _HANDLER.finditer(text))
    for found in _ADDRESS.finditer(text):
        at = found.start()
        while at and (text[at - 1].isspace() or text[at - 1] in "\"'"):
            at -= 1
        if text[max(0, at - 2) : at].endswith(("](", "]:", "<", "=")):
            yield found.start(), found.group()


def files_with_scripts(community: Community) -> Iterator[Problem]:
    """Files beside the pages that can run scripts, by their endings.

    A warning, as of scripts in pages: a hub may have programs of its own, and what proves to another service whose the
    site is. Drawings with scripts are errors, since nobody expects any there.
    """
    files = [file for file in community.files if posixpath.splitext(file)[1].lower() in _ACTIVE]
    hint = "look at it before you merge: it can do what the site’s own pages can"
    for file in files[:_MOST]:
        yield Problem(f"content/{file}", "file-script", "this file can run scripts", hint, severity="warning")
    if more := files[_MOST:]:
        message = f"{plural(len(more), 'more file')} can run scripts"
        yield Problem("content", "file-script", message, "look at them before you merge, too", severity="warning")


def _told(path: str, line: int, value: str, *, runs: bool) -> Problem:
    message = "this page runs a script" if runs else "this page asks to run a script"
    hint = f"look at it before you merge: {_RUNS if runs else _ASKS}"
    shown = excerpt(one_line(value), 60)
    return Problem(f"content/{path}", "page-script", message, hint, line, value=shown, severity="warning")


def _without_code(markdown: str) -> str:
    """The text with blank lines where it shows code.

    Within HTML backticks are backticks: behind the first of it, only blocks of code count.
    """
    markdown = _FENCED.sub(lambda block: "\n" * block.group().count("\n"), markdown)
    kept, end = [], 0
    for span in _SPAN.finditer(markdown):
        between = markdown[end : span.start()]
        if _MARKUP.search(between):
            break
        kept += [between, "``"]
        end = span.end()
    return "".join([*kept, markdown[end:]])
