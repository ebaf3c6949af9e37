"""Texts with links that lead nowhere, with what is to be said of each; and those whose links are right."""

from support.broken_rules import BO, HEAD, POST, Broken
from support.hubs import ADA, MEETING, PICTURE

LINK, PICTURED = "this link leads nowhere", "this picture leads nowhere"
_RIGHT = "write the path from this file to the other one"


def _event(text: str, place: str, message: str, hint: str = _RIGHT) -> Broken:
    return Broken({"events/chat.md": f"{HEAD}start: 2026-05\n---\n\n{text}"}, f"events/chat.md:{place}", message, hint)


def _page(text: str, place: str, message: str, hint: str = _RIGHT) -> Broken:
    return Broken({"content/guides/use.md": text}, f"content/guides/use.md:{place}", message, hint)


BREAKS: dict[str, list[Broken]] = {
    "link-broken": [
        _event("Hi\n\nÀ [b](meetin.md#x)\n", "9:7", f"{LINK}: meetin.md#x", "did you mean “meeting.md”?"),
        _event("![y](../content/photos/no.webp)\n", "7:6", f"{PICTURED}: ../content/photos/no.webp"),
        _event("[x][y]\n\n[y]: ../content/zzzzzzz.md\n", "7:1", f"{LINK}: ../content/zzzzzzz.md"),
        _event('<p>\n<a\nhref="nope.txt">x</a></p>\n', "8:1", f"{LINK}: nope.txt"),
        _event('So <img src="/a.webp"> it is\n', "7:14", f"{PICTURED}: /a.webp"),
        _event("[out](../../elsewhere.md)\n", "7:7", f"{LINK}: ../../elsewhere.md"),
        _event("[our settings](../mkdocs.yml)\n", "7:16", f"{LINK}: ../mkdocs.yml"),
        _event("[that list](../events/pastimes/)\n", "7:13", f"{LINK}: ../events/pastimes/"),
        Broken(
            {"members/bo-ek.yml": f"{BO}bio: |\n  I am\n\n  [x](nobody.yml).\nconsent: {{profile: 2024-01-31}}\n"},
            "members/bo-ek.yml:6:7", f"{LINK}: nobody.yml", _RIGHT,
        ),
        Broken(
            {"members/bo-ek.yml": f'{BO}bio: "I [x](nobody.yml)"\nconsent: {{profile: 2024-01-31}}\n'},
            "members/bo-ek.yml:3:6", f"{LINK}: nobody.yml", _RIGHT,
        ),
        Broken(
            {
                "events/chat.md": f"{HEAD}start: 2026-03-03\nrecurrence: {{rule: FREQ=WEEKLY}}\noccurrences:\n"
                "  - date: 2026-03-10\n    recap: |\n      We met.\n      [x](nobody.txt).\n---\n"
            },
            "events/chat.md:10:11", f"{LINK}: nobody.txt", _RIGHT,
        ),
        Broken(
            {"content/posts/hello.md": f"{POST}---\n[x](other.txt)\n"},
            "content/posts/hello.md:6:5", f"{LINK}: other.txt", _RIGHT,
        ),
        Broken(
            {
                "content/community.yml": "name: Test Moot\nlanguages: [en, fr]\n",
                "events/meeting.fr.md": "---\ntitle: Rencontre\n---\n[x](meeting.fr.md)\n",
            },
            "events/meeting.fr.md:4:5", f"{LINK}: meeting.fr.md", "write meeting.md: each page leads to the version",
        ),
        _page("---\ntitle: Use\n---\n\nSee [it](nope.md).\n", "5:10", f"{LINK}: nope.md"),
        _page("![y](photos/no.webp)\n", "1:6", f"{PICTURED}: photos/no.webp"),
        _page("[x](../../events/nope.md)\n", "1:5", f"{LINK}: ../../events/nope.md"),
        _page('<img src="../photos/lamp.webp">\n', "1:1", f"{PICTURED}: ../photos/lamp.webp", "picture in Markdown"),
    ],
}  # fmt: skip
BREAKS["link-broken"][-1].files["content/photos/lamp.webp"] = PICTURE

_LINKS = (
    "[a]({events}meeting.md) [b]({members}ada-rossi.yml#x) [c]({content}index.md) [d]({events}index.md) [e]({members})"
    " ![f]({content}photos/a.webp) [g](https://x.example/nope.md) [h](//x.example) [i](#nope) [j](mailto:a@b.example)"
    " [k]({events}meeting.ics) [l]({content}feeds/posts.atom) [m]({events}past/2026/) [n]({members}skill/sewing/)"
    " [o]({members}ada.yml) [p]({content}guides/old.md) [q](/events/meeting.md) `[r](nope.md)`\n\n    [s](nope.md)\n"
    "\n[t][u] and [v](<{content}two%20words.txt>)\n\n[u]: {content}guides/use.md 'Title'\n"
)
_OWN = (
    "\n[a](../../about/) [b](../../) <img src='../../photos/a.webp'> <a href='../../about/'>x</a> [c](/anything/)"
    " [d]({{ base }}/x.md) <a href='../../events/meeting.md'>y</a>\n"
)

KEEPS: dict[str, dict[str, str]] = {
    "link-broken": {
        "content/photos/a.webp": PICTURE,
        "content/two words.txt": "x",
        "content/about.md": "# About\n",
        "members/ada-rossi.yml": f"{ADA}formerly: [ada]\n",
        "content/guides/use.md": "---\nformerly: [guides/old.md]\n---\n# Use\n\n"
        + _LINKS.format(events="../../events/", members="../../members/", content="../")
        + _OWN,
        "events/meeting.md": MEETING + _LINKS.format(events="", members="../members/", content="../content/"),
    }
}
