"""What a live preview adds to a page: what is wrong in the files, what lags behind, and the script that loads it anew.

Nothing stands in the page itself that its policy would have to know: the script is a file of the same site.
"""

import re
from collections.abc import Iterable
from html import escape

from folkmoot.model.problem import Problem
from folkmoot.render.wording.tongue import N_, tongue

LAGGING = N_("Lists and search are being brought up to date.")
HELD_UP = N_("Lists and search are brought up to date when these errors are mended.")
WRONG = N_("What is wrong in the hub's files; until it is mended, you see what they last said rightly:")
STARTING = N_("The site is being made. It appears here when it is ready.")
BROKEN = N_("This page cannot be shown. The terminal says more.")

_MOST = 20
"""So many problems are told on a page; the terminal tells all."""

_ARTICLE = re.compile(r'<article\b[^>]*\bclass="md-content__inner[^>]*>|<body[^>]*>')
_BARE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{words}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
</head>
<body>
<h1>{words}</h1>
</body>
</html>
"""


def noted(html: str, language: str, problems: Iterable[Problem], path: str, note: str = "") -> str:
    """The page with what is wrong on top, that of the page's own file at `path` first, and one of the notes above."""
    say = tongue(language).words.gettext
    ordered = sorted(problems, key=lambda problem: (problem.severity != "error", path not in problem.paths))
    shown = [one for one in ordered if one.severity == "error" or one.path == path][:_MOST]
    parts = []
    if shown:
        rows = "".join(f"<li>{_row(problem)}</li>" for problem in shown)
        parts.append(f'<div class="fm-alarm" role="alert"><p>{escape(say(WRONG))}</p><ul>{rows}</ul></div>')
    if note:
        parts.append(f'<p class="fm-notice" role="status">{escape(say(note))}</p>')
    where = next((match.end() for match in _ARTICLE.finditer(html) if match[0].startswith("<article")), None)
    where = where or next((match.end() for match in _ARTICLE.finditer(html)), 0)
    return html[:where] + "".join(parts) + html[where:]


def _row(problem: Problem) -> str:
    """A problem as the terminal tells it: the place, the sentence with the value, what would be right."""
    more = "".join(f"<br>{escape(words)}" for words in (problem.hint, problem.elsewhere) if words)
    # What the engine says of mkdocs.yml names the file itself.
    place = "" if problem.message.startswith(f"{problem.path} ") else f"<code>{escape(problem.place)}</code> "
    return f"{place}{escape(problem.sentence)}{more}"


def reloading(html: str, script: str, page: str, seen: str) -> str:
    """The page with the script that asks whether `page` still says what it says here, known by the mark `seen`."""
    tag = f'<script src="{escape(script)}" data-page="{escape(page)}" data-seen="{escape(seen)}" defer></script>'
    head, end, rest = html.rpartition("</body>")
    return f"{head}{tag}{end}{rest}" if end else html + tag


def bare(language: str, words: str) -> str:
    """A page that says one sentence, without the site's frame."""
    return _BARE.format(language=escape(language), words=escape(tongue(language).words.gettext(words)))
