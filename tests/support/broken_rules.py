"""Files that break the rules about what one file says of another, with what is to be said of each."""

from typing import NamedTuple

from support.hubs import ADA

HEAD = "---\ntitle: Chat\nkind: chat\n"
POST = "---\ntitle: Hello\ndate: 2025-01-31\nauthors: [ada-rossi]\n"
BO = "name: Bo Ek\njoined: 2024-01-31\n"
PHOTO = {"content/photos/ada.webp": "x"}


class Broken(NamedTuple):
    """Files that break a rule, where that is said to be, what is said with the value, and what would be right."""

    files: dict[str, str]
    place: str
    message: str
    hint: str
    severity: str = "error"


def event(keys: str) -> dict[str, str]:
    return {"events/chat.md": f"{HEAD}{keys}---\n\nText\n"}


def member(keys: str) -> dict[str, str]:
    return {"members/bo-ek.yml": f"{BO}{keys}\n"}


def community(keys: str) -> dict[str, str]:
    return {"content/community.yml": f"name: Test Moot\n{keys}\n"}


def series(keys: str, rule: str = "FREQ=WEEKLY") -> dict[str, str]:
    return event(f"start: 2026-03-03 19:00\nrecurrence:\n  rule: {rule}\n{keys}")


NO_ZOE = "there is no member “zoe”"
ADD_ZOE = "add members/zoe.yml, or correct the name"
OWN = "belongs to the site itself"

BREAKS: dict[str, list[Broken]] = {
    "reference-missing": [
        Broken(
            member("invited_by: ada-rosi"), "members/bo-ek.yml:3:13", "there is no member “ada-rosi”", "“ada-rossi”?"
        ),
        Broken(member("invited_by: zoe"), "members/bo-ek.yml:3:13", NO_ZOE, ADD_ZOE),
        Broken(community("founders: [zoe]"), "content/community.yml:2:12", NO_ZOE, ADD_ZOE),
        Broken(event("start: 2026-05\nhosts: [zoe]\n"), "events/chat.md:5:9", NO_ZOE, ADD_ZOE),
        Broken(event("start: 2026-05\nspeakers: [zoe]\n"), "events/chat.md:5:12", NO_ZOE, ADD_ZOE),
        Broken(event("start: 2026-05\nattendees:\n  - zoe\n"), "events/chat.md:6:5", NO_ZOE, ADD_ZOE),
        Broken(event("start: 2026-05\nresults: [{award: a, to: [zoe]}]\n"), "events/chat.md:5:27", NO_ZOE, ADD_ZOE),
        Broken(series("occurrences: [{date: 2026-03-10, attendees: [zoe]}]\n"), "events/chat.md:7:46", NO_ZOE, ADD_ZOE),
        Broken(
            event("start: 2026-05\nplace: hall\n"), "events/chat.md:5:8", "there is no place “hall”", "places/hall.yml"
        ),
        Broken(
            event("start: 2026-05\nproject: lamp\n"), "events/chat.md:5:10", "no project “lamp”", "projects/lamp.md"
        ),
        Broken(
            {"content/posts/hello.md": POST.replace("ada-rossi", "zoe") + "---\n"},
            "content/posts/hello.md:4:11",
            NO_ZOE,
            ADD_ZOE,
        ),
        Broken(
            {"content/projects/lamp.md": "---\ntitle: Lamp\nstatus: idea\nleads: [zoe]\n---\n"},
            "content/projects/lamp.md:4:9",
            NO_ZOE,
            ADD_ZOE,
        ),
        Broken(
            {"content/projects/lamp.md": "---\ntitle: Lamp\nstatus: idea\ncontributors: [zoe]\n---\n"},
            "content/projects/lamp.md:4:16",
            NO_ZOE,
            ADD_ZOE,
        ),
        Broken(
            {"content/teams/hosts.md": "---\ntitle: H\nmembers: [{member: zoe, since: 2024-01-01}]\n---\n"},
            "content/teams/hosts.md:3:20",
            NO_ZOE,
            ADD_ZOE,
        ),
    ],
    "file-missing": [
        Broken(
            member("photo: photos/bo.webp"), "members/bo-ek.yml:3:8", "there is no file content/photos/bo.webp", "add"
        ),
        Broken(
            member("photo: photos/Ada.webp") | PHOTO,
            "members/bo-ek.yml:3:8",
            "content/photos/Ada.webp",
            "did you mean “photos/ada.webp”?",
        ),
        Broken(member("photo: index.md"), "members/bo-ek.yml:3:8", "content/index.md is no picture", ".webp"),
        Broken(
            community("logo: logo.svg"),
            "content/community.yml:2:7",
            "there is no file content/logo.svg",
            "add the file",
        ),
        Broken(community("policies: {terms: term.md}"), "content/community.yml:2:19", "no file content/term.md", "add"),
        Broken(
            community("partners: [{name: P, url: https://p.eu, since: 2024-01-01, logo: p.svg}]"),
            "content/community.yml:2:66",
            "there is no file content/p.svg",
            "add the file",
        ),
        Broken(
            {"content/places/hall.yml": "name: H\naddress: M 1\npicture: {file: h.webp, alt: H}\n"},
            "content/places/hall.yml:3:17",
            "there is no file content/h.webp",
            "add the file",
        ),
        Broken(
            {"content/posts/hello.md": POST + "picture: {file: h.webp, alt: H}\n---\n"},
            "content/posts/hello.md:5:17",
            "there is no file content/h.webp",
            "add the file",
        ),
        Broken(
            event("start: 2026-05\nphotos: [{file: h.webp, alt: H}]\n"),
            "events/chat.md:5:17",
            "no file content/h.webp",
            "add the file",
        ),
        Broken(
            series("occurrences: [{date: 2026-03-10, photos: [{file: h.webp, alt: H}]}]\n"),
            "events/chat.md:7:50",
            "there is no file content/h.webp",
            "add the file",
        ),
    ],
    "person-unnamed": [
        Broken(
            event("start: 2026-05\nspeakers: [{talk: Lamps}]\n"),
            "events/chat.md:5:12",
            "this person has no name",
            "write member: and a member's file name, or name: and the name",
        ),
        Broken(
            event("start: 2026-05\nspeakers: [{member: ada-rossi, name: Bo}]\n"),
            "events/chat.md:5:12",
            "given as a member and by another name",
            "keep member: alone",
        ),
    ],
    "account-twice": [
        Broken(
            member("github: AdaRossi"),
            "members/bo-ek.yml:3:9",
            "the GitHub account “adarossi” already belongs to Ada Rossi (members/ada-rossi.yml)",
            "keep one file",
        ),
        Broken(
            member("github_id: 7") | {"members/ada-rossi.yml": f"{ADA}github_id: 7\n"},
            "members/bo-ek.yml:3:12",
            "the GitHub account “7” already belongs to Ada Rossi",
            "correct the account",
        ),
    ],
    "address-taken": [
        Broken({"members/index.yml": BO}, "members/index.yml", f"the address members/index/ {OWN}", "another name"),
        Broken(
            {"events/past.md": f"{HEAD}start: 2026-05\n---\n"}, "events/past.md", f"events/past/ {OWN}", "another name"
        ),
        Broken(
            {"content/members/ada-rossi.md": "x"},
            "content/members/ada-rossi.md",
            "the address members/ada-rossi/ belongs to members/ada-rossi.yml",
            "give the page another name",
        ),
        Broken(
            {"content/members/ada-rossi/index.md": "x"},
            "content/members/ada-rossi/index.md",
            "ada-rossi.yml",
            "another",
        ),
        Broken(
            {"content/members/ada-rossi/README.md": "x"},
            "content/members/ada-rossi/README.md",
            "ada-rossi.yml",
            "other",
        ),
        Broken(
            {"content/members/ada-rossi/index.html": "x"},
            "content/members/ada-rossi/index.html",
            "ada-rossi.yml",
            "other",
        ),
        Broken(
            {"content/Events/Meeting.md": "x"},
            "content/Events/Meeting.md",
            "belongs to events/meeting.md",
            "other name",
        ),
        Broken(
            {"content/members.md": "x"},
            "content/members.md",
            f"the address members/ {OWN}",
            "call it content/members/index.md: its text will stand above the list",
        ),
        Broken({"content/events/past.md": "x"}, "content/events/past.md", OWN, "call it content/events/past/index.md"),
        Broken(
            {"content/about.md": "x", "content/about/index.md": "x"},
            "content/about.md",
            "the address about/ belongs to content/about/index.md",
            "give the page another name",
        ),
        Broken(
            {"content/README.md": "x"}, "content/index.md", "the address / belongs to content/README.md", "other name"
        ),
        Broken({"content/robots.txt": "x"}, "content/robots.txt", "the site makes its own robots.txt", "another name"),
    ],
    "voucher-missing": [
        Broken(
            member("") | community("founders: [ada-rossi]\npolicies: {membership: vouched}"),
            "members/bo-ek.yml",
            "nobody vouches for this member",
            "ask a member who knows them",
        ),
        Broken(
            member("invited_by: bo-ek") | community("founders: [ada-rossi]\npolicies: {membership: vouched}"),
            "members/bo-ek.yml:3:13",
            "nobody vouches for this member",
            "ask a member who knows them",
        ),
    ],
    "members-none": [
        Broken(
            {"members/ada-rossi.yml": "", "events/meeting.md": ""},
            "content/community.yml",
            "the hub has no members yet",
            "add the first one: members/ada-rossi.yml",
            "warning",
        ),
    ],
}
