"""What people, and those who mean harm, put into files: rows for tests/unit/test_bad_input.py, which grow.

Whoever finds another input that does harm adds a row here, sees the test fail, and mends the program.
"""

from typing import NamedTuple

from support.hubs import ADA, MEETING, PICTURE

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
NAME = "the file's name becomes part of a web address"


class Linked(NamedTuple):
    """A symbolic link to somewhere."""

    to: str


Files = dict[str, str | bytes | Linked]


class Refused(NamedTuple):
    """Files, the place that is said to be wrong, and part of what is said."""

    why: str
    files: Files
    place: str
    said: str


class Warned(NamedTuple):
    """Files that are shown, the place that somebody is asked to look at, and part of what is said."""

    why: str
    files: Files
    place: str
    said: str


def member(keys: str, slug: str = "bo") -> Files:
    return {f"members/{slug}.yml": f"joined: 2024-01-31\n{keys}\n"}


def drawing(markup: str) -> Files:
    return {"content/lamp.svg": f"{SVG}>{markup}</svg>"}


REFUSED = [
    Refused(
        "a hyphen one space too far, at which YAML sees nothing wrong",
        member("name: B\nskills:\n- sewing\n - welding"),
        "members/bo.yml:5:2",
        "the hyphens of a list are not below each other, and so its items are read as one text",
    ),
    Refused(
        "a hyphen that slips in a list within a list",
        member("name: B\nlinks:\n  - label: x\n    url: https://b.example\nskills:\n  - a\n\n    - b"),
        "members/bo.yml:9:5",
        "the hyphens of a list are not below each other",
    ),
    Refused(
        "javascript: in a link",
        member("name: B\nlinks: [{label: x, url: 'javascript:alert(1)'}]"),
        "members/bo.yml:3:25",
        "“links.1.url” is not written as it must be: javascript:alert(1)",
    ),
    Refused(
        "a tab inside the scheme",
        member('name: B\nlinks: [{label: x, url: "java\\tscript:alert(1)"}]'),
        "members/bo.yml:3:25",
        "“links.1.url” is not written as it must be",
    ),
    Refused(
        "data: in a link",
        member("name: B\nlinks: [{label: x, url: 'data:text/html,<script>'}]"),
        "members/bo.yml:3:25",
        "“links.1.url” is not written",
    ),
    Refused(
        "javascript: as a place to say yes",
        {"events/x.md": MEETING.replace("hosts:", "rsvp: javascript:x\nhosts:")},
        "events/x.md:5:7",
        "“rsvp” is not written as it must be",
    ),
    Refused(
        "javascript: as a way to reach a team",
        {"content/teams/door.md": "---\ntitle: Door\ncontact: 'javascript:alert(1)'\n---\n"},
        "content/teams/door.md:3:10",
        "“contact” is not written as it must be",
    ),
    Refused(
        "a tab inside the scheme of a contact",
        {"content/community.yml": 'name: Test Moot\ncontact: "java\\tscript:alert(1)"\n'},
        "content/community.yml:2:10",
        "“contact” is not written as it must be",
    ),
    Refused(
        "javascript: as a repository",
        {"content/community.yml": "name: Test Moot\nsources: {repositories: ['javascript:alert(1)']}\n"},
        "content/community.yml:2:26",
        "“sources.repositories.1” is not written as it must be",
    ),
    Refused(
        "an option for git as a repository",
        {"content/projects/p.md": "---\ntitle: P\nstatus: idea\nrepositories: ['--upload-pack=x']\n---\n"},
        "content/projects/p.md:4:16",
        "“repositories.1” is not written as it must be",
    ),
    Refused(
        "a program as a repository",
        {"content/projects/p.md": "---\ntitle: P\nstatus: idea\nrepositories: ['ext::sh -c x']\n---\n"},
        "content/projects/p.md:4:16",
        "“repositories.1” is not written as it must be",
    ),
    Refused(
        "an address that breaks out of its attribute",
        member("name: B\nlinks: [{label: x, url: 'https://a\"onclick=x'}]"),
        "members/bo.yml:3:25",
        "“links.1.url” is not written",
    ),
    Refused(
        "a name that turns the reading direction",
        member("name: Ada \u202eissoR"),
        "members/bo.yml:2:7",
        "“name” turns the reading direction",
    ),
    Refused(
        "a title that turns it",
        {"events/x.md": MEETING.replace("First", "First \u2067")},
        "events/x.md:2:8",
        "“title” turns the reading direction",
    ),
    Refused("a name of 5,000 characters", member(f"name: {'x' * 5000}"), "members/bo.yml:2:7", "“name” is too long"),
    Refused("a name of 201 characters", member(f"name: {'x' * 201}"), "members/bo.yml:2:7", "“name” is too long"),
    Refused("a name that nobody sees", member("name: '\u200b'"), "members/bo.yml:2:7", "nothing that can be seen"),
    Refused("an emoji for a file name", member("name: B", "🎉"), "members/🎉.yml", NAME),
    Refused("spaces in a file name", member("name: B", "bo ek"), "members/bo ek.yml", NAME),
    Refused("a line break in a file name", member("name: B", "bo\nek"), "members/bo ek.yml", NAME),
    Refused("two names that some disks take for one", member("name: B", "Ada-Rossi"), "members/Ada-Rossi.yml", NAME),
    Refused(
        "the same name with another ending", {"members/ada-rossi.yaml": ADA}, "members/ada-rossi.yaml", "end in .yml"
    ),
    Refused(
        "a member named index", member("name: B", "index"), "members/index.yml", "members/index/ belongs to the site"
    ),
    Refused(
        "a member named like a list", member("name: B", "skill"), "members/skill.yml", "belongs to the site itself"
    ),
    Refused(
        "a member named like what makes pages", member("name: B", "fmshell-en"), "members/fmshell-en.yml", "itself"
    ),
    Refused("a name that Windows keeps", member("name: B", "con"), "members/con.yml", "computers with Windows"),
    Refused("a page that Windows keeps", {"content/Aux.md": "x"}, "content/Aux.md", "computers with Windows"),
    Refused(
        "a photo that is a text",
        {"content/ada.webp": "Hello"},
        "content/ada.webp",
        "this is no picture, and its ending says WebP",
    ),
    Refused(
        "a photo that is a page", {"content/ada.png": "<script>alert(1)</script>"}, "content/ada.png", "no picture"
    ),
    Refused(
        "a photo of another format",
        {"content/ada.png": PICTURE},
        "content/ada.png",
        "a picture in the format WebP, and its ending says PNG",
    ),
    Refused("a photo with nothing in it", {"content/ada.jpg": b""}, "content/ada.jpg", "no picture"),
    Refused("a drawing that is compressed", {"content/a.svgz": b"\x1f\x8b"}, "content/a.svgz", "a compressed drawing"),
    Refused(
        "a page that turns its reading direction",
        {"content/about.md": "# Us\n\nabc \u202edef\n"},
        "content/about.md:3:5",
        "an invisible character (U+202E) stands here",
    ),
    Refused(
        "a drawing that is none", {"content/ada.svg": "Hello"}, "content/ada.svg:1:1", "no SVG that browsers can read"
    ),
    Refused(
        "a drawing that is a page",
        {"content/ada.svg": "<html xmlns='http://www.w3.org/1999/xhtml'/>"},
        "content/ada.svg:1:1",
        "no SVG that browsers show",
    ),
    Refused(
        "a script in a drawing",
        drawing("<g/>\n<script>alert(1)</script>"),
        "content/lamp.svg:2:1",
        "the drawing holds the element script",
    ),
    Refused(
        "a script of HTML in it",
        drawing("<x:script xmlns:x='http://www.w3.org/1999/xhtml'/>"),
        "content/lamp.svg:1:84",
        "the element script",
    ),
    Refused(
        "HTML in it",
        drawing("<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>"),
        "content/lamp.svg:1:99",
        "the element iframe",
    ),
    Refused("a handler in it", drawing("<g onclick='alert(1)'/>"), "content/lamp.svg:1:84", "the attribute onclick"),
    Refused("a handler on it", {"content/a.svg": f"{SVG} onload='x'/>"}, "content/a.svg:1:1", "the attribute onload"),
    Refused(
        "a link in it that runs",
        drawing("<a xlink:href='java&#10;Script:alert(1)'/>"),
        "content/lamp.svg:1:84",
        "the attribute href with an address that runs",
    ),
    Refused(
        "an animation that makes one",
        drawing("<set attributeName='href' to='javascript:alert(1)'/>"),
        "content/lamp.svg:1:84",
        "the attribute to with an address that runs",
    ),
    Refused(
        "a page inside an address in it",
        drawing("<a href='data:text/html,x'/>"),
        "content/lamp.svg:1:84",
        "runs",
    ),
    Refused(
        "a stylesheet that makes it a page",
        {"content/a.svg": f"<?xml-stylesheet href='a.xsl'?>{SVG}/>"},
        "content/a.svg:1:1",
        "an xml-stylesheet",
    ),
    Refused(
        "an entity in it",
        {"content/a.svg": f"<!DOCTYPE svg [<!ENTITY a 'x'>\n<!ENTITY b '&a;&a;'>]>{SVG}>&b;</svg>"},
        "content/a.svg:1:27",
        "an entity",
    ),
    Refused("a control character", member('name: "B\\x07"'), "members/bo.yml:2:7", "invisible character (U+0007)"),
    Refused(
        "a control character as it is", member("name: B\x1b[31m"), "members/bo.yml:2:8", "invisible character (U+001B)"
    ),
    Refused(
        "a text in UTF-16", {"members/bo.yml": "name: B\n".encode("utf-16")}, "members/bo.yml:1:1", "not text in UTF-8"
    ),
    Refused(
        "a link to a secret among pages", {"content/passwd.md": Linked("/etc/passwd")}, "content/passwd.md", "a link"
    ),
    Refused("a link to a secret among pictures", {"content/p.webp": Linked("/etc/passwd")}, "content/p.webp", "a link"),
    Refused("a link to a folder of them", {"content/etc": Linked("/etc")}, "content/etc", "a link"),
    Refused("a link among members", {"members/bo.yml": Linked("/etc/passwd")}, "members/bo.yml", "not read"),
    Refused(
        "a page whose keys are a list",
        {"content/us.md": "---\n- a\n---\n# Us\n"},
        "content/us.md:2:1",
        "does not consist of keys and values",
    ),
    Refused("a member who is a list", {"members/bo.yml": "- a\n"}, "members/bo.yml:1:1", "keys and values"),
    Refused("an empty member", {"members/bo.yml": b"\n"}, "members/bo.yml", "the file is empty"),
    Refused("an empty event", {"events/x.md": b"\n"}, "events/x.md", "the file is empty"),
    Refused("two million bytes", member(f"name: B\nbio: {'la ' * 700_000}"), "members/bo.yml", "bytes"),
    Refused("a thousand brackets", member(f"name: {'[' * 1000}{']' * 1000}"), "members/bo.yml:2:26", "nested"),
    Refused(
        "a thousand indents",
        member("name: B\n" + "".join(f"{' ' * n}a:\n" for n in range(1000))),
        "members/bo.yml:23:21",
        "nested",
    ),
    Refused("an alias bomb", {"members/bo.yml": "a: &a [x]\nb: &b [*a, *a]\n"}, "members/bo.yml:1:4", "needs quotes"),
    Refused(
        "a tag that makes an object", member("name: !!python/object:os.system x"), "members/bo.yml:2:7", "needs quotes"
    ),
]

WARNED = [
    Warned(
        "a script on a page of one's own",
        {"content/about.md": "# Us\n\n<script>alert(1)</script>\n"},
        "content/about.md:3",
        "this page runs a script: <script>",
    ),
    Warned(
        "a handler that Markdown would give to a link",
        {"content/about.md": "# Us\n\n[Us](index.md){ onclick='alert(1)' }\n"},
        "content/about.md:3",
        "this page asks to run a script: onclick=",
    ),
]
