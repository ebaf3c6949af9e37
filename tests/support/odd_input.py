"""What people put into files that looks like harm or trouble, and is shown: rows for tests/unit/test_bad_input.py.

Whoever finds another input that a page shows wrongly adds a row here, sees the test fail, and mends the program.
"""

from typing import NamedTuple

from support.bad_input import SVG, Files, member
from support.hubs import MEETING

_WIDE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\xff\xff\x00\x00\xff\xff\x08\x06\x00\x00\x00"


class Shown(NamedTuple):
    """Files, the page of the site that shows them, and what a reader sees there."""

    why: str
    files: Files
    page: str
    seen: tuple[str, ...]


JINJA = "{{ 7*7 }} {% raw %} {# x #} {%"
HTML = "</script></title></textarea><script>alert(1)</script><img src=https://x.example/x onerror=alert(1)>"

SHOWN = [
    Shown("templates in a name", member(f"name: '{JINJA}'", "jinja"), "members/jinja/", (JINJA,)),
    Shown("markup in a name", member(f"name: '{HTML}'", "markup"), "members/markup/", (HTML,)),
    Shown(
        "markup and templates in a bio",
        member(
            f"name: Bio\nbio: |\n  {JINJA} {HTML} <a href='javascript:alert(1)'>a</a> [b](javascript:alert(2))"
            " [c](JaVa&#10;script:alert(3)) <https://ok.example> <b onclick='x'>d</b> <svg onload=x> <iframe src=//x>\n"
            "consent: {profile: 2024-01-31}",
            "bio",
        ),
        "members/bio/",
        (JINJA, "a b c https://ok.example d"),
    ),
    Shown(
        "the same below an event, and in its title",
        {
            "events/nasty.md": MEETING.replace("First meeting", f"'{JINJA} {HTML}'").replace(
                "Bring a lamp.", f"{JINJA} {HTML}\n\n[l](vbscript:x) <style>*{{}}</style>"
            )
        },
        "events/nasty/",
        (f"{JINJA} {HTML}",),
    ),
    Shown(
        "the same in a project",
        {
            "content/projects/nasty.md": f"---\ntitle: '{HTML}'\nstatus: idea\nsummary: '{JINJA}'\n"
            f"topics: ['<b>x</b>']\n---\n{JINJA}\n"
        },
        "projects/nasty/",
        (HTML, JINJA, "<b>x</b>"),
    ),
    Shown(
        "the same in a place",
        {"content/places/nasty.yml": f"name: '{HTML}'\naddress: '{JINJA}'\naccess: '{HTML}'\n"},
        "places/nasty/",
        (HTML, JINJA),
    ),
    Shown(
        "the same in a team",
        {"content/teams/nasty.md": f"---\ntitle: '{HTML}'\n---\n{JINJA}\n"},
        "teams/nasty/",
        (HTML, JINJA),
    ),
    Shown(
        "the same in a post",
        {
            "content/posts/nasty.md": f"---\ntitle: '{JINJA} {HTML}'\ndate: 2025-01-31\n"
            f"authors: [ada-rossi]\n---\n{JINJA}\n"
        },
        "posts/nasty/",
        (f"{JINJA} {HTML}", JINJA),
    ),
    Shown(
        "templates on a page of one's own",
        {"content/jinja.md": f"# {JINJA}\n\nText {JINJA} text\n"},
        "jinja/",
        (f"Text {JINJA} text",),
    ),
    Shown(
        "templates and markup in such a page's title and description",
        {"content/titled.md": f"---\ntitle: '{JINJA} {HTML}'\ndescription: '\"> {HTML}'\n---\n\nBody\n"},
        "titled/",
        (f"{JINJA} {HTML}", "Body"),
    ),
    Shown(
        "words of another reading direction, set apart as they must be",
        member("name: Turned\nbio: |\n  abc \u2067אבג\u2069\n\n  ghi\nconsent: {profile: 2024-01-31}", "turned"),
        "members/turned/",
        ("abc \u2067אבג\u2069", "ghi"),
    ),
    Shown("a name of 200 characters", member(f"name: {'x' * 200}", "long"), "members/long/", ("x" * 200,)),
    Shown(
        "names of other scripts and joined emoji",
        member("name: \u05d0\u05d3\u05d4 👩\u200d🔧", "joined"),
        "members/joined/",
        ("\u05d0\u05d3\u05d4 👩\u200d🔧",),
    ),
    Shown("a byte order mark", {"members/bom.yml": "\ufeffname: Bom\njoined: 2024-01-31\n"}, "members/bom/", ("Bom",)),
    Shown(
        "line ends of Windows",
        {"events/crlf.md": MEETING.replace("title: ", "title: Windows and ").replace("\n", "\r\n")},
        "events/crlf/",
        ("Bring a lamp.",),
    ),
    Shown("an empty page", {"content/nothing.md": b""}, "nothing/", ("Nothing",)),
    Shown(
        "spaces and accents in a page's name", {"content/Où aller.md": "# Where\n\nThere\n"}, "Où aller/", ("There",)
    ),
    Shown(
        "a photo of four billion pixels",
        {
            "content/faces/wide.png": _WIDE,
            **member("name: Wide\nphoto: faces/wide.png\nconsent: {photo: 2024-01-31}", "wide"),
        },
        "members/wide/",
        ("Wide",),
    ),
    Shown(
        "a drawing with a picture in it",
        {"content/d.svg": f"{SVG}><image href='data:image/png;base64,iVBORw=='/><a href='https://a.example'/></svg>"},
        "",
        ("Welcome.",),
    ),
]
