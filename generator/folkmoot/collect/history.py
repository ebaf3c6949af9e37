"""Who gave what to a repository, from its git history: per person, month and kind of work, never per commit."""

import datetime as dt
import hashlib
import re
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from folkmoot import git
from folkmoot.collect.authors import Account, account_of, hashed, is_bot
from folkmoot.collect.guard import PORTS, FetchError, checked_host, public_addresses
from folkmoot.model.harvest import Failure, Source, Work

_GITHUB_NAME = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+")
_ADDRESS = re.compile(r"(?:https?|ssh|file)://\S+|[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:[^-\s]\S*")
_REMOTE = re.compile(r"([A-Za-z0-9._-]+@[A-Za-z0-9.-]+):.*")
_SSH = 22
# Git's own reading of trailers looks at the last paragraph alone and misses one co-author in twenty.
_CO_AUTHOR = re.compile(rb"^[ \t]*co-authored-by:[ \t]*([^<\n]*?)[ \t]*<([^<>\n]+)>", re.IGNORECASE | re.MULTILINE)
_CONTACT = re.compile(r"(.*?)\s*<([^<>]*)>")
_DAY = 86_400
_FIRST_DAY = 365  # days since 1970: what is earlier comes from a clock that was never set
_KINDS = (
    ("translation", rb"\.(?:po|pot|xliff|xlf|ftl)$|(?:^|/)(?:locales?|translations?|i18n|l10n)/"),
    ("docs", rb"\.(?:md|rst|adoc|markdown)$|(?:^|/)(?:docs?|documentation)/"),
    ("design", rb"\.(?:svg|fig|xcf|psd|sketch|afdesign)$|(?:^|/)(?:artwork|design)/"),
)


class History(NamedTuple):
    """The work of everybody in one repository, ordered by month, person and kind."""

    source: Source
    work: tuple[Work, ...]


class _Commit(NamedTuple):
    """A commit that is no merge. `email` is corrected by .mailmap, `written` is not; `day` counts from 1970 in UTC."""

    name: str
    email: str
    written: str
    day: int
    message: bytes
    kind: str


class _Share:
    """Commits of one person in one month and kind, with the first and the last day (since 1970)."""

    __slots__ = ("commits", "first", "last")

    def __init__(self, day: int) -> None:
        self.commits, self.first, self.last = 0, day, day

    def add(self, commits: int, first: int, last: int) -> None:
        self.commits += commits
        self.first, self.last = min(self.first, first), max(self.last, last)


def read_history(
    source: Source, root: Path, cache: Path, salt: str, now: dt.datetime, allow: frozenset[str] = frozenset()
) -> History | Failure:
    """The history of the repository that `source.url` names: owner/name at GitHub, an address, or a folder.

    Folders are relative to the hub's `root`, and read where they are; everything else is kept as a bare clone
    without file contents in `cache`. `salt` hides the addresses of those who cannot be named. `allow` names hosts
    (`host:port`) that may be asked though they are not public.
    """
    try:
        repository = _at_hand(source, root, cache, allow)
        if git.is_shallow(repository):
            return Failure(source, "is a shallow clone, whose history is cut off; fetch it whole (fetch-depth: 0)")
        return History(source, _work(source, repository, salt, int(now.timestamp()) // _DAY))
    except (git.GitError, FetchError) as error:
        return Failure(source, str(error))


def _at_hand(source: Source, root: Path, cache: Path, allow: frozenset[str]) -> Path:
    folder = root / source.url
    if git.is_repository(folder):
        return folder
    address = f"https://github.com/{source.url}.git" if _GITHUB_NAME.fullmatch(source.url) else source.url
    if not _ADDRESS.fullmatch(address):
        known = "is a folder without a git repository" if folder.is_dir() else "is no folder that exists"
        raise git.GitError(f"{known}; write owner/name, an address such as https://…, or a repository's folder")
    found_at = _guarded(address, allow)
    clone = cache / source.slug
    git.fetch_history(address, clone, found_at)
    return clone


def _guarded(address: str, allow: frozenset[str]) -> str:
    """Where the host of a web address is, as git takes it, "" for others; raises `FetchError` where it is not public.

    Git would look the name up once more, and could be given another answer.
    """
    remote = _REMOTE.fullmatch(address)
    try:
        parts = urlsplit(f"ssh://{remote[1]}" if remote else address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise FetchError("is no valid web address") from None
    if parts.scheme == "ssh":
        public_addresses(host, port or _SSH, allow)
    if parts.scheme not in PORTS:
        return ""
    checked_host(address, allow)
    port = port or PORTS[parts.scheme]
    addresses = public_addresses(host, port, allow)
    told = ",".join(f"[{one}]" if ":" in one else one for one in addresses)
    return "" if ":" in host else f"{host}:{port}:{told}"


def _work(source: Source, repository: Path, salt: str, today: int) -> tuple[Work, ...]:
    shares, accounts = _counted(repository, today)
    merged: dict[tuple[str, str, str], _Share] = {}
    logins: dict[str, str] = {}
    for (email, month, kind), share in shares.items():
        account = accounts.get(email) or Account(hashed(email, salt), "")
        logins.setdefault(account.who, account.login)
        merged.setdefault((month, account.who, kind), _Share(share.first)).add(share.commits, share.first, share.last)
    return tuple(
        Work(
            source=source.slug,
            id=hashlib.sha256(f"{source.slug}\n{who}\n{month}\n{kind}".encode()).hexdigest()[:20],
            who=who,
            login=logins[who],
            published=f"{month}-01T00:00:00Z",
            kind=kind,
            commits=share.commits,
            first=_date(share.first),
            last=_date(share.last),
        )
        for (month, who, kind), share in sorted(merged.items())
    )


def _counted(repository: Path, today: int) -> tuple[dict[tuple[str, str, str], _Share], dict[str, Account]]:
    """Shares by address, month and kind, co-authors' among them; and the accounts that addresses give away."""
    shares: dict[tuple[str, str, str], _Share] = {}
    accounts: dict[str, Account] = {}
    helped: Counter[tuple[tuple[str, str], str, int, str]] = Counter()

    def add(email: str, written: str, day: int, kind: str, commits: int) -> None:
        if account := account_of(written) or account_of(email):
            accounts.setdefault(email, account)
        key = (email, _date(day)[:7], kind)
        if key not in shares:
            shares[key] = _Share(day)
        shares[key].add(commits, day, day)

    for commit in _commits(repository, today):
        by_program = is_bot(commit.name, commit.email) or is_bot(commit.name, commit.written)
        if not by_program:
            add(commit.email, commit.written, commit.day, commit.kind, 1)
        for person in _co_authors(commit.message):
            helped[person, "" if by_program else commit.email, commit.day, commit.kind] += 1
    corrected = _corrected(repository, {person for person, *_ in helped})
    for (person, author, day, kind), commits in helped.items():
        name, email = corrected[person]
        if email != author and not is_bot(name, email) and not is_bot(*person):
            add(email, person[1], day, kind, commits)
    return shares, accounts


def _commits(repository: Path, today: int) -> Iterator[_Commit]:
    mark = secrets.token_hex(16)  # what nobody can have written into a name, a message or a path
    shape = f"--format={mark}%aN%x00%aE%x00%ae%x00%at%x00%ct%x00%B"
    asked = ("log", "--no-merges", "--no-renames", "--no-ext-diff", "--no-color", "--name-only", "-z", shape)
    for piece in git.stream(*asked, "HEAD", "--", at=repository, end=mark.encode()):
        if not piece:
            continue
        name, email, written, authored, committed, message, *paths = piece.split(b"\0")
        day = _clock(authored)
        if not _FIRST_DAY <= day <= today:
            day = min(max(_clock(committed), _FIRST_DAY), today)
        yield _Commit(_text(name), _text(email).lower(), _text(written), day, message, _kind(paths))


def _co_authors(message: bytes) -> set[tuple[str, str]]:
    if b"uthored-" not in message and b"UTHORED-" not in message:
        return set()
    told = ((_text(name), _text(email).strip()) for name, email in _CO_AUTHOR.findall(message))
    return set({email.lower(): (name, email) for name, email in told}.values())


def _corrected(repository: Path, people: set[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """Each co-author's name and address as the .mailmap has them; git corrects those of authors alone by itself."""
    known = sorted(people)
    try:
        said = git.mailmapped(repository, (f"{name} <{email}>" for name, email in known)) if known else []
    except git.GitError:
        said = []  # a contact that git cannot read leaves all as they are written
    right = [match.groups() for match in map(_CONTACT.fullmatch, said) if match]
    if len(right) != len(known):
        return {person: person for person in known}
    return {person: (name, email.lower()) for person, (name, email) in zip(known, right, strict=True)}


def _kind(paths: Iterable[bytes]) -> str:
    """The kind of work that most of a commit's files are of; code where two are even."""
    counted = Counter(kind_of_file(path.lstrip(b"\n")) for path in paths if path)
    most = max(counted.values(), default=0)
    best = {kind for kind, files in counted.items() if files == most}
    return best.pop() if len(best) == 1 else "code"


@lru_cache(maxsize=1 << 16)
def kind_of_file(path: bytes) -> str:
    """What somebody does who changes this file: translation, docs, design or code, by its ending or its folder."""
    return next((kind for kind, pattern in _KINDS if re.search(pattern, path, re.IGNORECASE)), "code")


def _clock(said: bytes) -> int:
    return int(said) // _DAY if said.lstrip(b"-").isdigit() else 0


@lru_cache(maxsize=1 << 15)
def _date(day: int) -> str:
    return (dt.date(1970, 1, 1) + dt.timedelta(days=day)).isoformat()


def _text(said: bytes) -> str:
    return said.decode("utf-8", "replace")
