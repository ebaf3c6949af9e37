"""Pages of people's own that would run something, with what is to be said of each; and those that only show code."""

from support.broken_rules import Broken

RUNS, ASKS = "this page runs a script", "this page asks to run a script"
LOOK = "look at it before you merge"


def _page(text: str, line: int, message: str) -> Broken:
    return Broken({"content/about.md": text}, f"content/about.md:{line}", message, LOOK, "warning")


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
        _page('[Us](us.md){ onfocus="alert(1)" }\n', 1, f"{ASKS}: onfocus="),
        _page("[Us](javascript:alert(1))\n", 1, f"{ASKS}: javascript:"),
        _page("See [us].\n\n[us]: <JavaScript:alert(1)>\n", 3, f"{ASKS}: JavaScript:"),
        _page('<a href="java&#115;cript&colon;alert(1)">Us</a>\n', 1, f"{ASKS}: javascript:"),
        _page('<a href="java&#10;script:alert(1)">Us</a>\n', 1, f"{ASKS}: java script:"),
        _page("<iframe srcdoc='&lt;b onclick=alert(1)&gt;'></iframe>\n", 1, f"{ASKS}: onclick="),
    ],
}

KEEPS: dict[str, dict[str, str]] = {
    "page-script": {
        "content/about.md": "# JavaScript: how we write it\n\nOnline = on. Write `<script>` or ``<b onclick='x'>``.\n\n"
        "```html\n<script>alert(1)</script>\n```\n\n~~~\n[a](javascript:alert(1))\n~~~\n\n"
        "<details><summary>More</summary>One <b>online</b> = two</details>\n"
    },
}
