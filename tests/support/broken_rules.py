"""Files that break the rules about what one file says of another, with what is to be said of each."""

from typing import NamedTuple

from support.hubs import ADA, PICTURE

HEAD = "---\ntitle: Chat\nkind: chat\n"
POST = "---\ntitle: Hello\ndate: 2025-01-31\nauthors: [ada-rossi]\n"
BO = "name: Bo Ek\njoined: 2024-01-31\n"
PHOTO_AGREED = "consent: {photo: 2024-01-31}"
PHOTO = {"content/photos/ada.webp": PICTURE}


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

BREAKS: dict[str, list[Broken]] = {
    "reference-missing": [
        Broken(
            member("invited_by: ada-rosi"), "members/bo-ek.yml:3:13", "there is no member “ada-rosi”", "“ada-rossi”?"
        ),
        Broken(member("invited_by: zoe"), "members/bo-ek.yml:3:13", NO_ZOE, ADD_ZOE),
        Broken(
            member("invited_by: ada") | {"members/ada-rossi.yml": f"{ADA}formerly: [ada]\n"},
            "members/bo-ek.yml:3:13",
            "there is no member “ada”",
            "that file was renamed: write ada-rossi",
        ),
        Broken(community("founders: [zoe]"), "content/community.yml:2:12", NO_ZOE, ADD_ZOE),
        Broken(event("start: 2026-05\nhosts: [zoe]\n"), "events/chat.md:5:9", NO_ZOE, ADD_ZOE),
        Broken(event("start: 2026-05\nspeakers: [zoe]\n"), "events/chat.md:5:12", NO_ZOE, ADD_ZOE),
        Broken(event("start: 2026-05\nattendees:\n  - zoe\n"), "events/chat.md:6:5", NO_ZOE, ADD_ZOE),
        Broken(event("start: 2026-05\nresults: [{award: a, to: [zoe]}]\n"), "events/chat.md:5:27", NO_ZOE, ADD_ZOE),
        Broken(series("occurrences: [{date: 2026-03-10, attendees: [zoe]}]\n"), "events/chat.md:7:46", NO_ZOE, ADD_ZOE),
        Broken(
            event("start: 2026-05\ncredits: [{member: ada-rosi, gave: [video]}]\n"),
            "events/chat.md:5:20",
            "there is no member “ada-rosi”",
            "“ada-rossi”?",
        ),
        Broken(
            series("occurrences: [{date: 2026-03-10, credits: [{member: zoe, gave: [talk]}]}]\n"),
            "events/chat.md:7:53",
            NO_ZOE,
            ADD_ZOE,
        ),
        Broken(
            {"content/posts/hello.md": POST + "credits: [{member: zoe, gave: [design]}]\n---\n"},
            "content/posts/hello.md:5:20",
            NO_ZOE,
            ADD_ZOE,
        ),
        Broken(
            {"content/projects/lamp.md": "---\ntitle: L\nstatus: idea\ncredits: [{member: zoe, gave: [talk]}]\n---\n"},
            "content/projects/lamp.md:4:20",
            NO_ZOE,
            ADD_ZOE,
        ),
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
            member(f"photo: photos/bo.webp\n{PHOTO_AGREED}"),
            "members/bo-ek.yml:3:8",
            "there is no file content/photos/bo.webp",
            "add",
        ),
        Broken(
            member(f"photo: Ada.WEBP\n{PHOTO_AGREED}") | PHOTO,
            "members/bo-ek.yml:3:8",
            "there is no file content/Ada.WEBP",
            "did you mean “photos/ada.webp”?",
        ),
        Broken(
            member(f"photo: photos/Ada.webp\n{PHOTO_AGREED}") | PHOTO,
            "members/bo-ek.yml:3:8",
            "content/photos/Ada.webp",
            "did you mean “photos/ada.webp”?",
        ),
        Broken(
            member(f"photo: photos/ads.webp\n{PHOTO_AGREED}")
            | PHOTO
            | {"members/ada-rossi.yml": f"{ADA}photo: photos/ada.webp\n{PHOTO_AGREED}\n"},
            "members/bo-ek.yml:3:8",
            "there is no file content/photos/ads.webp",
            "add the file, or remove the line",
        ),
        Broken(
            member(f"photo: photos/ads.webp\n{PHOTO_AGREED}")
            | PHOTO
            | event("start: 2026-05\nphotos: [{file: photos/ada.webp, alt: A}]\n"),
            "members/bo-ek.yml:3:8",
            "there is no file content/photos/ads.webp",
            "add the file, or remove the line",
        ),
        Broken(
            event("start: 2026-05\nphotos: [{file: photos/ads.webp, alt: A}]\n")
            | PHOTO
            | {"members/ada-rossi.yml": f"{ADA}photo: photos/ada.webp\n{PHOTO_AGREED}\n"},
            "events/chat.md:5:17",
            "there is no file content/photos/ads.webp",
            "add the file, or remove the line",
        ),
        Broken(
            event("start: 2026-05\nphotos: [{file: photos/ads.webp, alt: A}]\n") | PHOTO,
            "events/chat.md:5:17",
            "there is no file content/photos/ads.webp",
            "did you mean “photos/ada.webp”?",
        ),
        Broken(
            member(f"photo: index.md\n{PHOTO_AGREED}"),
            "members/bo-ek.yml:3:8",
            "content/index.md is no picture",
            ".webp",
        ),
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
    "entry-twice": [
        Broken(
            event("start: 2026-05\ncontest: {entries: [{title: A, by: [ada-rossi]}, {title: A, by: [{name: Bo}]}]}\n"),
            "events/chat.md:5:58",
            "two entries are called “A”",
            "call one of them otherwise",
        ),
    ],
    "judge-astray": [
        Broken(
            event(
                "start: 2026-05\ncontest: {jury: [ada-rossi, {name: Zoe Ek}], entries: "
                "[{title: A, by: [{name: Bo}], conflicts: [Zoe Eck]}]}\n"
            ),
            "events/chat.md:5:97",
            "“Zoe Eck” is not in the jury",
            "did you mean “Zoe Ek”?",
        ),
        Broken(
            event(
                "start: 2026-05\ncontest: {jury: [ada-rossi, {name: Zoe Ek}], entries: "
                "[{title: A, by: [{name: Bo}], conflicts: [{judge: Hugo}]}]}\n"
            ),
            "events/chat.md:5:97",
            "“Hugo” is not in the jury",
            "write one of “ada-rossi” and “Zoe Ek”",
        ),
        Broken(
            event("start: 2026-05\ncontest: {entries: [{title: A, by: [{name: Bo}], conflicts: [Hugo]}]}\n"),
            "events/chat.md:5:62",
            "“Hugo” is not in the jury",
            "name the jury above the entries",
        ),
    ],
    "account-twice": [
        Broken(
            member("github: AdaRossi"),
            "members/ada-rossi.yml:3:9",
            "the GitHub account “adarossi” already belongs to Bo Ek (members/bo-ek.yml)",
            "keep one file",
        ),
        Broken(
            member("github_id: 7") | {"members/ada-rossi.yml": f"{ADA}github_id: 7\n"},
            "members/ada-rossi.yml:4:12",
            "the GitHub account “7” already belongs to Bo Ek",
            "correct the account",
        ),
        Broken(
            member("accounts:\n  - bo-old\n  - AdaRossi"),
            "members/bo-ek.yml:5:5",
            "the account “AdaRossi” already belongs to Ada Rossi (members/ada-rossi.yml)",
            "remove it here",
        ),
        Broken(
            member("accounts: [hash:0123456789abcdef]")
            | {"members/ada-rossi.yml": f"{ADA}accounts: [hash:0123456789abcdef]\n"},
            "members/ada-rossi.yml:4:12",
            "already belongs to Bo Ek",
            "remove it here",
        ),
        Broken(
            member("github: boek\naccounts: [bo-old, BoEk]"),
            "members/bo-ek.yml:4:20",
            "the account “BoEk” stands in this file already",
            "remove it here",
            "warning",
        ),
        Broken(
            member("accounts: [bo-old, Bo-Old]"),
            "members/bo-ek.yml:3:20",
            "the account “Bo-Old” stands in this file already",
            "remove it here",
            "warning",
        ),
        Broken(  # who came later is told of it, whatever the files are called
            {"members/aa.yml": "name: Aa\njoined: 2026-01-31\ngithub: adarossi\n"},
            "members/aa.yml:3:9",
            "the GitHub account “adarossi” already belongs to Ada Rossi (members/ada-rossi.yml)",
            "keep one file",
        ),
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
    "consent-missing": [
        Broken(
            member("skills: [sewing]\nbio: I sew.\nlocation: {city: Turin}"),
            "members/bo-ek.yml:5:1",
            "“location”, “skills” and “bio” are written here, and not shown",
            "add consent with profile and the day this member agrees, such as consent: {profile: 2026-03-14};"
            " or remove them",
            "warning",
        ),
        Broken(
            member("consent: {attendance: 2024-01-31}\nroles: [host]"),
            "members/bo-ek.yml:4:1",
            "“roles” is written here, and not shown",
            "below consent add profile and the day this member agrees, such as profile: 2026-03-14; or remove it",
            "warning",
        ),
        Broken(
            member("photo: photos/ada.webp\nskills: [sewing]\nconsent: {profile: 2024-01-31}") | PHOTO,
            "members/bo-ek.yml:3:1",
            "“photo” is written here, and not shown",
            "below consent add photo and the day this member agrees, such as photo: 2026-03-14; or remove it",
            "warning",
        ),
        Broken(
            member("photo: photos/ada.webp\npronouns: they") | PHOTO,
            "members/bo-ek.yml:4:1",
            "“pronouns” and “photo” are written here, and not shown",
            "with profile and photo and the day this member agrees, such as"
            " consent: {profile: 2026-03-14, photo: 2026-03-14}; or remove them",
            "warning",
        ),
    ],
    "colour-unreadable": [
        Broken(
            community('colours: {accent: "#ffee00"}'),
            "content/community.yml:2:19",
            "the accent #ffee00 cannot be read on a light page: the site uses #7b7200 instead",
            "choose a darker one, with a contrast of 4.5 to 1",
            "warning",
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
