"""Pages and files of people's own that would run something or that nobody names, with what is to be said of each."""

from support.broken_rules import PHOTO_AGREED, Broken, member
from support.hubs import PICTURE

RUNS, ASKS = "this page runs a script", "this page asks to run a script"
LOOK = "look at it before you merge"


def _page(text: str, line: int, message: str) -> Broken:
    return Broken({"content/about.md": text}, f"content/about.md:{line}", message, LOOK, "warning")


def _file(path: str, more: dict[str, str] | None = None) -> Broken:
    return Broken({path: "x"} | (more or {}), path, "this file can run scripts", LOOK, "warning")


def _left(path: str, more: dict[str, str] | None = None) -> Broken:
    message = "nobody names this file, and so it is not published"
    return Broken({path: PICTURE} | (more or {}), path, message, "delete it, or name it", "warning")


BREAKS: dict[str, list[Broken]] = {
    "page-script": [
        _page("# Us\n\n<script>alert(1)</script>\n", 3, f"{RUNS}: <script>"),
        _page("---\ntitle: Us\n---\n\nHello\n<SCRIPT src='a.js'>\n", 6, f"{RUNS}: <SCRIPT src='a.js'>"),
        _page("<svg><script\n>alert(1)</script></svg>\n", 1, f"{RUNS}: <script"),
        _page("```\nnever closed\n\n<script>alert(1)</script>\n", 4, RUNS),
        _page("<div>\n\n`<script>alert(1)</script>`\n</div>\n", 3, RUNS),
        _page('<div title="`"><script>alert(1)</script><p title="`">\n', 1, RUNS),
        _page("# Us\n<b onclick='alert(1)'>Us</b>\n", 2, f"{ASKS}: onclick="),
        _page("<svg/onload=alert(1)>\n", 1, f"{ASKS}: onload="),
        _page('<img alt=">"\nonerror = "alert(1)">\n', 2, f"{ASKS}: onerror ="),
        _page('[Us](index.md){ onfocus="alert(1)" }\n', 1, f"{ASKS}: onfocus="),
        _page("[Us](javascript:alert(1))\n", 1, f"{ASKS}: javascript:"),
        _page("See [us].\n\n[us]: <JavaScript:alert(1)>\n", 3, f"{ASKS}: JavaScript:"),
        _page('<a href="java&#115;cript&colon;alert(1)">Us</a>\n', 1, f"{ASKS}: javascript:"),
        _page('<a href="java&#10;script:alert(1)">Us</a>\n', 1, f"{ASKS}: java script:"),
        _page("<iframe srcdoc='&lt;b onclick=alert(1)&gt;'></iframe>\n", 1, f"{ASKS}: onclick="),
    ],
    "file-script": [
        *(_file(f"content/evil.{ending}") for ending in ("html", "htm", "js", "mjs", "xhtml", "xml", "xsl")),
        _file("content/history/Old.HTML"),
    ],
    "file-unnamed": [
        _left("content/photos/bo.webp"),
        _left("content/photos/bo.webp", member("bio: Not photos/bo.webp\nconsent: {profile: 2024-01-31}")),
        _left("content/photos/2025/bo.heic"),
        _left(
            "content/faces/bo.webp",
            member(f"photo: faces/ada.webp\n{PHOTO_AGREED}") | {"content/faces/ada.webp": PICTURE},
        ),
        _left(
            "content/photos/bo.webp",
            {"content/about.md": "![Bo](pictures/bo.webp) photos\n"} | {"content/pictures/bo.webp": PICTURE},
        ),
    ],
}

_NAMED = {
    "faces": ("bo",),
    "photos": (
        *("cy", "bio", "logo", "card", "partner", "said", "place", "directions", "post", "in text", "translated"),
        *("evening", "recap", "key", "page", "in reference", "tag", "small", "large", "french", "below"),
    ),
}
"""Pictures that somebody names, by their folder, each in another way."""

KEEPS: dict[str, dict[str, str]] = {
    "page-script": {
        "content/about.md": "# JavaScript: how we write it\n\nOnline = on. Write `<script>` or ``<b onclick='x'>``.\n\n"
        "```html\n<script>alert(1)</script>\n```\n\n~~~\n[a](javascript:alert(1))\n~~~\n\n"
        "<details><summary>More</summary>One <b>online</b> = two</details>\n"
    },
    "file-script": {"content/evil.txt": "x", "content/style.css": "x", "content/data.json": "{}"},
    "file-unnamed": member(f"photo: faces/bo.webp\n{PHOTO_AGREED}")
    | {"content/verify.txt": "x", "content/faces/note.txt": "x"}
    | {f"content/{folder}/{name}.webp": PICTURE for folder, names in _NAMED.items() for name in names}
    | {
        "members/cy.yml": "name: Cy\njoined: 2024-01-31\nvisibility: hidden\nphoto: photos/cy.webp\n",
        "members/di.yml": "name: Di\njoined: 2024-01-31\nconsent: {profile: 2024-01-31}\n"
        "bio: '![Me](../content/photos/bio.webp)'\n",
        "content/community.yml": "name: Test Moot\nlanguages: [en, fr]\nlogo: photos/logo.webp\ndescription: D\n"
        "card: {file: photos/card.webp, alt: A}\n"
        "partners: [{name: P, url: 'https://p.eu', since: 2024-01-31, logo: photos/partner.webp}]\n",
        "content/community.fr.yml": "description: '![La](photos/said.webp)'\n",
        "content/places/hall.yml": "name: Hall\naddress: A\npicture: {file: photos/place.webp, alt: A}\n"
        "directions: '[Map](../photos/directions.webp)'\n",
        "content/posts/one.md": "---\ntitle: One\ndate: 2025-01-31\nauthors: [ada-rossi]\n"
        "picture: {file: photos/post.webp, alt: A}\n---\n\n![A](../photos/in%20text.webp)\n",
        "content/posts/one.fr.md": "---\ntitle: Un\n---\n\n<img src='/content/photos/translated.webp' alt=''>\n",
        "events/chat.md": "---\ntitle: Chat\nkind: chat\nstart: 2026-03-03 19:00\nrecurrence: {rule: FREQ=WEEKLY}\n"
        "occurrences: [{date: 2026-03-10, photos: [{file: photos/evening.webp, alt: A}],"
        " recap: '![A](../content/photos/recap.webp)'}]\n---\n",
        "content/about.md": "---\nimage: photos/key.webp\n---\n\n![A](photos/page.webp)\n[B]\n\n"
        "[B]: <photos/in reference.webp>\n\n"
        "<img src='../photos/tag.webp' srcset='../photos/small.webp 1x, ../photos/large.webp 2x' alt=''>\n",
        "content/about.fr.md": "<p style='background: url(../../photos/french.webp)'>Nous</p>\n",
        "content/history/index.md": "![A](../photos/below.webp?v=2#a)\n",
    },
}
