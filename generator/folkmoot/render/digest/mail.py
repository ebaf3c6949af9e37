"""The mail that is made of a letter: HTML with its styles in it, beside the same as plain text."""

import datetime as dt
import html
import re
from email.message import EmailMessage
from email.policy import SMTP
from typing import NamedTuple

from folkmoot.model import colour
from folkmoot.model.digest import Span
from folkmoot.render.canvas import Canvas
from folkmoot.render.identity import uid_domain
from folkmoot.render.links import Links
from folkmoot.text import rendered

_FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif"
_STYLES = {
    "h1": f"{_FONT};font-size:24px;line-height:1.3;margin:0 0 16px",
    "h2": f"{_FONT};font-size:19px;line-height:1.3;margin:28px 0 8px",
    "h3": f"{_FONT};font-size:16px;line-height:1.3;margin:20px 0 8px",
    "p": f"{_FONT};font-size:16px;line-height:1.6;margin:0 0 12px",
    "ul": f"{_FONT};font-size:16px;line-height:1.6;margin:0 0 12px;padding-left:22px",
    "ol": f"{_FONT};font-size:16px;line-height:1.6;margin:0 0 12px;padding-left:22px",
    "li": "margin:0 0 6px",
    "blockquote": "margin:0 0 12px;padding-left:14px;border-left:3px solid #999",
}
"""Many mail programs read no styles but those of the elements themselves."""

_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII | re.IGNORECASE)
"""One address as mail programs take it (RFC 5322, 3.4.1), without what needs quotes or is not ASCII."""

_OPENING = re.compile(r"<(h[1-3]|p|ul|ol|li|blockquote|a)(?=[\s>])")
_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>|</p>|</h[1-6]>|</li>|</ul>|</ol>|</blockquote>")
_BETWEEN = re.compile(r">\s*\n\s*<")
_TAG = re.compile(r"<[^>]*>")
_HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.DOTALL)


class Letter(NamedTuple):
    """A letter as somebody left it: `span` is what it is about, `markdown` what stands below its keys."""

    span: Span
    title: str
    markdown: str
    language: str


class Mail(NamedTuple):
    """A letter ready to be sent: the text, the page, and both as a message (RFC 5322)."""

    text: str
    page: str
    message: bytes


def mail(canvas: Canvas, letter: Letter, folder: str) -> Mail:
    """The mail of a letter whose file lies in a `folder` of the hub; the canvas knows the site's address.

    The message has no recipients: whoever sends it knows them. It is dated at the end of its time, so that the same
    letter makes the same bytes.
    """
    lead = Links(canvas.original).leader(folder, canvas.site_url, canvas.language)
    body = rendered(letter.markdown, lead)
    text = _as_text(letter.title, body)
    page = _as_page(canvas, letter, body)
    return Mail(text, page, _message(canvas, letter, text, page))


def _as_page(canvas: Canvas, letter: Letter, body: str) -> str:
    link = colour.readable(canvas.community.profile.colours.accent, colour.LIGHT)
    styles = {**_STYLES, "a": f"color:{link}"}
    title = f"<h1>{html.escape(letter.title)}</h1>"
    styled = _OPENING.sub(lambda found: f'<{found[1]} style="{styles[found[1]]}"', title + body)
    return (
        f'<!doctype html>\n<html lang="{letter.language}" dir="{canvas.tongue.direction}">\n<head>'
        '<meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light">'
        f"<title>{html.escape(letter.title)}</title></head>\n"
        '<body style="margin:0;background:#ffffff;color:#1f2324">\n'
        f'<div style="max-width:640px;margin:0 auto;padding:16px;overflow-wrap:anywhere">\n{styled}\n</div>\n'
        "</body>\n</html>\n"
    )


def _as_text(title: str, body: str) -> str:
    """The letter for those who read no HTML: headings underlined, items with a hyphen, addresses behind their words."""
    body = _BETWEEN.sub("><", body)
    marked = _HEADING.sub(lambda found: f"\n{found[1]}\n{'-' * len(_bare(found[1]))}\n\n", body)
    linked = _LINK.sub(lambda found: f"{found[2]} ({found[1]})", marked)
    listed = _BREAK.sub("\n", linked.replace("<li>", "- ").replace("</p>", "</p>\n"))
    lines = [line.strip() for line in _bare(listed).split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return f"{title}\n{'=' * len(title)}\n\n{text}\n"


def _bare(markup: str) -> str:
    return html.unescape(_TAG.sub("", markup))


def _message(canvas: Canvas, letter: Letter, text: str, page: str) -> bytes:
    profile, span = canvas.community.profile, letter.span
    domain = uid_domain(profile, canvas.site_url)
    dated = span.until
    made = EmailMessage(policy=SMTP)
    made["Subject"] = letter.title
    if _ADDRESS.fullmatch(profile.contact or ""):
        made["From"] = profile.contact
    made["Date"] = dt.datetime.combine(dated, dt.time(8), dt.UTC)
    made["Message-ID"] = f"<letter-{span.name}.{letter.language.lower()}@{domain}>"
    made["Content-Language"] = letter.language
    made.set_content(text, cte="quoted-printable")
    made.add_alternative(page, subtype="html", cte="quoted-printable")
    boundary = f"folkmoot-{span.name}-{letter.language.lower()}"
    made.set_boundary(boundary)
    return made.as_bytes()
