"""The people of a project in the file `.all-contributorsrc`, as allcontributors.org describes it (specification 1)."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from folkmoot.model.picture import AVATAR_OF_ID, AVATAR_OF_LOGIN
from folkmoot.render.json_kept import with_items
from folkmoot.text import schemeless

NAME = ".all-contributorsrc"

_IDENTICON = "https://github.com/identicons/{}.png"
"""GitHub's drawing for an account: the picture of whoever did not agree to have theirs shown."""


_PICTURED = re.compile(r"https?://avatars\d*\.githubusercontent\.com/u/([1-9]\d{0,17})(?!\d)", re.IGNORECASE)
"""The picture of an account tells its number, which stays when its login changes."""

_ACCOUNT = re.compile(
    r"(?:https?://(?:www\.)?github\.com/(?:identicons/)?)?@?([a-z0-9-]+)(?:\.png)?/?(?:[?#].*)?", re.IGNORECASE
)
"""An account's login, its page at GitHub, its picture and GitHub's drawing for it."""

LeftOut = Callable[[str, int, str], bool]
"""Whether somebody is to be left out, by login, number of the account (0: not known) and name."""


class Person(NamedTuple):
    """Somebody, and what they gave in the words of all-contributors.

    `who` is what the entries of a file are told to be theirs by, whatever login they are under. Whose `login` at GitHub
    is "" has no entry, unless the file has one.
    """

    who: str
    login: str
    name: str
    number: int
    page: str
    has_portrait: bool
    gave: tuple[str, ...]


class Entry(NamedTuple):
    """An entry of a file by its login, in lower case, and by the number of the account in its picture, or 0."""

    login: str
    number: int


class Document(NamedTuple):
    """A file as it is, or as a new one begins: `existing` is b"" then, and `told` what its JSON says."""

    existing: bytes
    told: dict[str, Any]

    @property
    def entries(self) -> list[Entry | None]:
        """Its entries in order, None for what is none."""
        return [_known_by(one) if isinstance(one, dict) else None for one in self.told["contributors"]]

    @property
    def repository(self) -> str:
        """The web address of the repository whose people it lists, "" where it does not say."""
        owner, name = (self.told.get(key) for key in ("projectOwner", "projectName"))
        if not (isinstance(owner, str) and isinstance(name, str) and owner and name):
            return ""
        host = "gitlab.com" if str(self.told.get("repoType") or "").lower() == "gitlab" else "github.com"
        return f"https://{schemeless(str(self.told.get('repoHost') or host))}/{owner}/{name}"


class Merged(NamedTuple):
    """The file's new bytes, and how many people were added, given more, and taken out.

    `several` are the logins of entries that are one person's, for each who has more than one: they stay.
    """

    content: bytes
    added: int = 0
    widened: int = 0
    removed: int = 0
    several: tuple[tuple[str, ...], ...] = ()


def new_document(repository: str) -> dict[str, Any]:
    """The file of a project that has none yet; `repository` is its web address, "" where it has none.

    Its format knows GitHub and GitLab; what is anywhere else is said to be at its own host, never at GitHub.
    """
    parts = urlsplit(repository.removesuffix("/").removesuffix(".git"))
    host = (parts.hostname or "github.com").removeprefix("www.")
    owner, _, name = parts.path.strip("/").rpartition("/")
    return {
        "projectName": name,
        "projectOwner": owner,
        "repoType": "github" if host == "github.com" else "gitlab",
        "repoHost": f"https://{host}",
        "files": ["README.md"],
        "imageSize": 100,
        "commit": False,
        "contributors": [],
        "contributorsPerLine": 7,
    }


def document_of(existing: bytes, new: dict[str, Any]) -> Document:
    """The file with these bytes, or one that begins as `new` where there are none; raises `ValueError` for any other.

    Where it is no JSON at all, that is a `json.JSONDecodeError` with its line and column.
    """
    told = json.loads(existing.decode("utf-8-sig")) if existing else new
    if not isinstance(told, dict) or not isinstance(told.setdefault("contributors", []), list):
        raise ValueError("it has no list of contributors")
    return Document(existing, told)


def merged(document: Document, people: Iterable[Person], whose: Sequence[str], is_left_out: LeftOut) -> Merged:
    """The file with these people: what is in it stays, byte for byte, and who is new follows.

    `whose` tells whose each of its entries is, by `Person.who`. `is_left_out` tells by login, number and name who wants
    to be left out, and goes. Where nothing is new, the bytes are the same. Raises `ValueError` for what is no such
    file.
    """
    existing, there = document.existing, document.told["contributors"]
    out = {number for number, one in enumerate(there) if isinstance(one, dict) and _is_out(one, is_left_out)}
    entries = {number: one for number, one in enumerate(document.entries) if one and number not in out}
    by_login: dict[str, int] = {}
    theirs: dict[str, list[int]] = {}
    for number, one in entries.items():
        if one.login:
            by_login[one.login] = number
        theirs.setdefault(whose[number], []).append(number)
    added: list[dict[str, Any]] = []
    widened: dict[int, dict[str, Any]] = {}
    several: list[tuple[str, ...]] = []
    for person in people:
        login = person.login.lower()
        own = theirs.get(person.who) or ([by_login[login]] if login in by_login else [])
        if not own:
            added += [_entry(person)] * bool(person.login)
            continue
        number = next((one for one in own if entries[one].login == login), own[0])
        if more := _missing([there[one] for one in own], person):
            told_before = widened.get(number, there[number])
            widened[number] = {"contributions": [*_contributions(told_before), *more]}
        if len(own) > 1:
            several.append(tuple(str(there[one].get("login") or "") for one in own))
    if existing and not (added or widened or out):
        return Merged(existing, several=tuple(several))
    if existing:
        mark = "\ufeff" * existing.startswith(b"\xef\xbb\xbf")
        text = existing.decode("utf-8-sig")
        after = mark + with_items(text, "contributors", widened, frozenset(out), added)
    else:
        after = json.dumps(document.told | {"contributors": added}, indent=2, ensure_ascii=False) + "\n"
    return Merged(after.encode(), len(added), len(widened), len(out), tuple(several))


def _known_by(one: Mapping[str, Any]) -> Entry:
    pictured = _PICTURED.match(str(one.get("avatar_url") or ""))
    return Entry(str(one.get("login") or "").strip().lower(), int(pictured[1]) if pictured else 0)


def _is_out(one: Mapping[str, Any], is_left_out: LeftOut) -> bool:
    number = _known_by(one).number
    said = (str(one.get(key) or "").strip() for key in ("login", "profile", "avatar_url"))
    logins = {found[1] for word in said if (found := _ACCOUNT.fullmatch(word))}
    return any(is_left_out(login, number, str(one.get("name") or "").strip()) for login in (logins or {""}))


def _contributions(one: Mapping[str, Any]) -> list[Any]:
    told = one.get("contributions")
    return told if isinstance(told, list) else [told] if told else []


def _missing(entries: Iterable[Mapping[str, Any]], person: Person) -> list[str]:
    """What somebody gave that no entry of theirs tells; a contribution may be a word, or an object with its type."""
    told = [kind for one in entries for kind in _contributions(one)]
    known = {kind.get("type") if isinstance(kind, dict) else kind for kind in told if isinstance(kind, (str, dict))}
    return [kind for kind in person.gave if kind not in known]


def _entry(person: Person) -> dict[str, Any]:
    portrait = AVATAR_OF_ID.format(person.number) if person.number else AVATAR_OF_LOGIN.format(person.login.lower())
    return {
        "login": person.login,
        "name": person.name,
        "avatar_url": portrait if person.has_portrait else _IDENTICON.format(person.login),
        "profile": person.page,
        "contributions": list(person.gave),
    }
