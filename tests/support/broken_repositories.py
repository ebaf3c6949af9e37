"""Files that break the rules about repositories and their histories, and files that keep them."""

from support.broken_rules import Broken, community, member


def _sources(keys: str) -> dict[str, str]:
    return community(f"sources:\n  {keys}")


def _project(named: str) -> dict[str, str]:
    return {"content/projects/lamps.md": f"---\ntitle: Lamps\nstatus: active\nrepositories: [{named}]\n---\n"}


_TWICE = "this repository is in the list already"
_PAGE = "this is not the address of the repository itself"
_NONE = "the hub has no such folder, so nobody is led there"
_WRITE = "write owner/name for a repository at GitHub"

BREAKS: dict[str, list[Broken]] = {
    "repository-twice": [
        Broken(
            _sources("issues:\n    - org/lamp\n    - Org/Lamp"),
            "content/community.yml:5:7",
            f"{_TWICE}: Org/Lamp",
            "keep one of the two",
            "warning",
        ),
        Broken(
            _sources("discussions: [org/lamp, org/hub, org/lamp]"),
            "content/community.yml:3:36",
            _TWICE,
            "keep one of the two",
            "warning",
        ),
        Broken(
            _sources("repositories: [org/lamp, https://github.com/org/lamp.git]"),
            "content/community.yml:3:28",
            _TWICE,
            "keep one of the two",
            "warning",
        ),
    ],
    "repository-page": [
        Broken(
            _sources("repositories: [https://github.com/org/lamp/issues]"),
            "content/community.yml:3:18",
            _PAGE,
            "write https://github.com/org/lamp",
        ),
        Broken(
            _sources("repositories: [https://gitlab.com/org/lamp/-/tree/main?x=1]"),
            "content/community.yml:3:18",
            _PAGE,
            "write https://gitlab.com/org/lamp",
        ),
        Broken(_sources("repositories: [org/lamp/issues]"), "content/community.yml:3:18", _PAGE, "write org/lamp"),
        Broken(_sources("repositories: ['@org/lamp']"), "content/community.yml:3:18", _PAGE, "write org/lamp"),
        Broken(_sources("repositories: [github.com/org/lamp]"), "content/community.yml:3:18", _PAGE, "write org/lamp"),
        Broken(_sources("issues: [org/lamp.git]"), "content/community.yml:3:12", _PAGE, "write org/lamp"),
    ],
    "bot-member": [
        Broken(
            _sources("bots: ['*-robot', bo-ek]") | member("github: BoEk"),
            "content/community.yml:3:21",
            "“bo-ek” is Bo Ek (members/bo-ek.yml); here stand programs, which count for nobody",
            "take it out",
            "warning",
        ),
        Broken(
            _sources("bots: [BO EK]") | member("github: BoEk"),
            "content/community.yml:3:10",
            "“BO EK” is Bo Ek (members/bo-ek.yml)",
            "take it out",
            "warning",
        ),
        Broken(
            _sources("bots: ['@boek']") | member("github: BoEk"),
            "content/community.yml:3:10",
            "“@boek” is Bo Ek (members/bo-ek.yml)",
            "take it out",
            "warning",
        ),
        Broken(
            _sources("bots: ['*-old']") | member("accounts: [boek-old]"),
            "content/community.yml:3:10",
            "“*-old” is Bo Ek (members/bo-ek.yml)",
            "name the program so that no member is meant",
            "warning",
        ),
    ],
    "bot-sign": [
        Broken(
            _sources("bots: ['@lamp-robot']"),
            "content/community.yml:3:10",
            "“@lamp-robot” is found in no history",
            "write it without @: lamp-robot",
            "warning",
        ),
        Broken(
            _sources("bots: ['@robots.example']"),
            "content/community.yml:3:10",
            "“@robots.example” is found in no history",
            "write *@robots.example",
            "warning",
        ),
    ],
    "repository-missing": [
        Broken(
            _sources("repositories: [org/lamp, tools]"),
            "content/community.yml:3:28",
            f"{_NONE}: tools",
            _WRITE,
            "warning",
        ),
        Broken(_sources("repositories: [a/b/c]"), "content/community.yml:3:18", f"{_NONE}: a/b/c", _WRITE, "warning"),
        Broken(
            _sources("repositories: [content]"),
            "content/community.yml:3:18",
            "this folder is no git repository of its own, so nothing in it is counted: content",
            "write owner/name",
            "warning",
        ),
        Broken(
            _project("no-such-folder"), "content/projects/lamps.md:4:16", f"{_NONE}: no-such-folder", _WRITE, "warning"
        ),
    ],
}

KEEPS: dict[str, dict[str, str]] = {
    "bot-member": _sources("bots: ['*-robot', build@lamps.example, 'Bo', bo]")
    | member("github: BoEk")
    | {"members/hugo.yml": "name: Hugo\njoined: 2024-02-29\ngithub: boek-robot\nvisibility: hidden\n"},
    "bot-sign": _sources("bots: ['*@robots.example', lamp-robot]"),
    "repository-twice": _sources("discussions: [org/lamp]\n  issues: [org/lamp]\n  repositories: [org/lamp, ., tools]")
    | {"tools/.git": "gitdir: elsewhere\n"},
    "repository-page": _sources(
        "repositories: [., tools/lamp, https://github.com/org/issues, https://git.example/org/lamp/wiki,"
        " git@github.com:org/hub.git, https://github.com/org/lamp.git]"
    ),
    "repository-missing": _sources(
        "repositories: [., org/lamp, tools, bare, https://git.example/lamp, git@a.example:lamp]"
    )
    | _project("., content, org/lamp, https://git.example/lamp")
    | {"tools/.git": "gitdir: elsewhere\n", "bare/HEAD": "ref: refs/heads/main\n", "bare/objects/x": ""},
}
