"""Files that break the rules about accounts and credit, and files that keep them."""

from folkmoot.model.turnover import account_token
from support.broken_rules import POST, Broken, event, member, series

_PROJECT = "---\ntitle: Lamps\nstatus: active\n"
_TOLD = "it counts once"


def _project(keys: str) -> dict[str, str]:
    return {"content/projects/lamps.md": f"{_PROJECT}{keys}---\n"}


_SALT = "5a" * 16
_GONE = {
    "members/forgotten/8d1f.yml": "".join(
        [f"salt: {_SALT}\nhashes:\n", *(f"- {account_token(one, _SALT)}\n" for one in ("login:bo-old", "file:bo-ek"))]
    )
}

BREAKS: dict[str, list[Broken]] = {
    "member-forgotten": [
        Broken(
            _GONE | {"members/cy.yml": "name: Cy\njoined: 2024-01-31\ngithub: Bo-Old\n"},
            "members/cy.yml:3:9",
            "this account is that of somebody who asked to be forgotten",
            "delete members/forgotten/8d1f.yml as well",
        ),
        Broken(
            _GONE | member("status: away"),
            "members/bo-ek.yml",
            "this file’s name is that of somebody who asked to be forgotten",
            "call the file otherwise",
        ),
    ],
    "account-unlikely": [
        Broken(
            member("accounts:\n  - bo-old\n  - 9412"),
            "members/bo-ek.yml:5:5",
            "“9412” is read as a login, and logins are seldom digits alone",
            "if it is the account's number, write github:9412",
            "warning",
        ),
        Broken(
            member("accounts: [bo-old, bo--bad]"),
            "members/bo-ek.yml:3:20",
            "“bo--bad” is no login that GitHub gives",
            "write github: and its number",
            "warning",
        ),
        Broken(
            member("accounts: [bo-]"),
            "members/bo-ek.yml:3:12",
            "“bo-” is no login that GitHub gives",
            "write github: and its number",
            "warning",
        ),
        Broken(
            member("github: 9412"),
            "members/bo-ek.yml:3:9",
            "“9412” is read as a login",
            "write github_id: 9412, and the login behind github:",
            "warning",
        ),
        Broken(
            member("github: bo--ek"),
            "members/bo-ek.yml:3:9",
            "“bo--ek” is no login that GitHub gives",
            "add its number behind github_id:",
            "warning",
        ),
    ],
    "credit-twice": [
        Broken(
            _project(
                "credits:\n  - member: ada-rossi\n    gave: [design]\n  - {member: ada-rossi, gave: [doc, design]}\n"
            ),
            "content/projects/lamps.md:7:37",
            "ada-rossi gets credit for design here already",
            _TOLD,
            "warning",
        ),
        Broken(
            _project("credits:\n  - {member: ada-rossi, gave: [doc, doc]}\n"),
            "content/projects/lamps.md:5:37",
            "ada-rossi gets credit for doc here already",
            _TOLD,
            "warning",
        ),
        Broken(
            event("start: 2026-05\nhosts: [ada-rossi]\ncredits: [{member: ada-rossi, gave: [eventOrganizing]}]\n"),
            "events/chat.md:6:38",
            "ada-rossi stands below hosts, and gets credit for eventOrganizing by that",
            _TOLD,
            "warning",
        ),
        Broken(
            series(
                "occurrences:\n  - date: 2026-03-10\n    speakers: [ada-rossi]\n"
                "    credits: [{member: ada-rossi, gave: [video, talk]}]\n"
            ),
            "events/chat.md:10:49",
            "ada-rossi stands below speakers, and gets credit for talk by that",
            _TOLD,
            "warning",
        ),
        Broken(
            {"content/posts/hello.md": f"{POST}credits: [{{member: ada-rossi, gave: [blog]}}]\n---\nx"},
            "content/posts/hello.md:5:38",
            "ada-rossi stands below authors, and gets credit for blog by that",
            _TOLD,
            "warning",
        ),
    ],
}

KEEPS: dict[str, dict[str, str]] = {
    "member-forgotten": _GONE | {"members/cy.yml": "name: Cy\njoined: 2024-01-31\ngithub: bo-older\n"},
    "account-unlikely": member("github: bo--ek\ngithub_id: 12\naccounts: [a, a1-B2, github:9412]"),
    "credit-twice": _project("credits: [{member: ada-rossi, gave: [doc]}, {member: bo-ek, gave: [doc]}]\n")
    | member("github: bo-ek")
    | series(
        "hosts: [bo-ek]\ncredits: [{member: ada-rossi, gave: [video]}]\noccurrences:\n  - date: 2026-03-10\n"
        "    speakers: [bo-ek]\n    credits: [{member: ada-rossi, gave: [video, talk]}]\n"
    )
    | {"content/posts/hello.md": f"{POST}credits: [{{member: bo-ek, gave: [blog]}}]\n---\nx"},
}
