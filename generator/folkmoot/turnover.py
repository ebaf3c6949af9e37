"""The part of collecting that is about members: the hub's own history tells who left, and who came back."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from folkmoot import git
from folkmoot.collect.membership import Kept, read_turns
from folkmoot.collect.runtime import RunTime
from folkmoot.load.archive import DAY
from folkmoot.load.documents import Unreadable, read_yaml
from folkmoot.load.hashed import salt_of, withheld_accounts
from folkmoot.load.visits import CACHE
from folkmoot.model.artifact import Artifact
from folkmoot.model.forgotten import Forgotten, file_mark
from folkmoot.model.harvest import SALT, Departure, Failure
from folkmoot.model.turnover import MEMBERS, departures_after, withheld_after
from folkmoot.publish import archive as kept
from folkmoot.publish import tree
from folkmoot.text import plural

MEMORY = "members.json"
"""The file in the cache that tells up to which commit the history was read."""

_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_DAY = re.compile(DAY)


class Turnover(NamedTuple):
    """What came of a run: how many departures are new, the archive's files that changed, and why nothing was read."""

    new: int = 0
    files: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    words: str = ""


def has_history(root: Path) -> bool:
    """Whether the hub in `root` lies in a git repository, whether or not git can read it."""
    return any((folder / ".git").exists() for folder in (root.resolve(), *root.resolve().parents))


def refresh_turnover(
    root: Path,
    archive: Path,
    now: dt.datetime,
    run: RunTime | None = None,
    *,
    makes_salt: bool = True,
    zone: dt.tzinfo = dt.UTC,
    forgotten: Collection[Forgotten] = (),
) -> Turnover:
    """Reads from the history of the hub in `root` who left and came back since the last run, and keeps it.

    `now` is aware, and days are those of `zone`. Where the archive has no salt yet, and another run `makes_salt`, this
    waits for it. What the `run` has no time for is left for the next.
    """
    run = run or RunTime()
    before = kept.existing_departures(archive, MEMBERS.slug)
    since = _since(root, before, withheld_accounts(archive), salt_of(archive))
    try:
        if not has_history(root):
            raise git.GitError("is in no git repository, so that nobody knows who left")
        read = read_turns(root, since, now.astimezone(zone).date(), _told, run.longest(git.READ_SECONDS), zone)
    except git.GitError as error:
        return Turnover(failures=() if run.is_over else (Failure(MEMBERS, f"the hub {error}"),))
    # Of whoever asked to be forgotten nothing is kept, not even that somebody left.
    turns = [one for one in read.turns if not any(each.is_about(file_mark(one.slug)) for each in forgotten)]
    after, put = before, kept.Written((), {})
    held = known = withheld_accounts(archive)
    # Without anybody who left there is nothing to make a salt for.
    if before or departures_after((), turns, "") or held or withheld_after((), turns, ""):
        if not makes_salt and not (archive / SALT).is_file():
            reason = "waits for the archive's identity-salt, which shard 1 makes in its first run"
            return Turnover(failures=(Failure(MEMBERS, reason),))
        salt = kept.identity_salt(archive)
        after, held = departures_after(before, turns, salt), withheld_after(held, turns, salt)
        gone = {one.id for one in before} - {one.id for one in after}
        news = [one for one in after if one not in before]
        if news or gone:
            put = kept.write(archive, news, gone={("departures", MEMBERS.slug): gone})
    if reason := put.unwritten.get(MEMBERS.slug, ""):
        return Turnover(failures=(Failure(MEMBERS, reason),))
    files = put.files if held == known else (*put.files, *kept.withhold(archive, held))
    memory = {"commit": read.until, "kept": _digest(after, held, salt_of(archive))}
    tree.write(root / CACHE, Artifact(MEMORY, json.dumps(memory, sort_keys=True).encode()))
    return Turnover(put.new.get("departures", 0), files, (), f"{plural(len(after), 'departure')} known")


def _since(root: Path, before: Iterable[Departure], held: frozenset[str], salt: str) -> str:
    """The commit up to which all is known; "" where the cache is lost, or tells of another archive."""
    try:
        told = json.loads((root / CACHE / MEMORY).read_bytes())
        commit, digest = str(told["commit"]), told["kept"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ""
    return commit if _COMMIT.fullmatch(commit) and digest == _digest(before, held, salt) else ""


def _digest(departures: Iterable[Departure], held: frozenset[str], salt: str) -> str:
    told: list[Any] = [sorted((one.id, one.who, one.returned) for one in departures), sorted(held)]
    if held:  # made with another salt they say nothing, and the whole history tells whose accounts they were
        told.append(salt)
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _told(content: bytes) -> Kept | None:
    """What a member's file says, None where it cannot be read."""
    try:
        values = read_yaml(content).values
    except Unreadable:
        return None
    formerly = values.get("formerly")
    login, number = _text(values.get("github")).lower(), _text(values.get("github_id"))
    others = values.get("accounts")
    told = [one.strip() for one in others if isinstance(one, str)] if isinstance(others, list) else []
    accounts = [f"login:{login}"] * bool(login) + [f"github:{number}"] * bool(number)
    joined = _text(values.get("joined"))
    return Kept(
        name=_text(values.get("name")),
        number=number,
        accounts=frozenset((*accounts, *(one if ":" in one else f"login:{one.lower()}" for one in told))),
        joined=joined if _DAY.fullmatch(joined) else "",
        is_member=values.get("status") != "alumni",
        is_hidden=values.get("visibility") == "hidden",
        formerly=tuple(one for one in formerly if isinstance(one, str)) if isinstance(formerly, list) else (),
    )


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
