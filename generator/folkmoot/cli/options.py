"""What several commands are asked in the same words."""

import datetime as dt
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from folkmoot.errors import WrongUse
from folkmoot.model.account import is_repository
from folkmoot.model.community import github_name
from folkmoot.model.instant import instant
from folkmoot.text import excerpt, one_line

if TYPE_CHECKING:
    from folkmoot.check import Actor

HUB = click.option(
    "--hub",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The hub's folder. Default: the current folder.",
)
AT = click.option(
    "--at",
    metavar="TIME",
    default="",
    help="Work as if it were this moment, such as 2026-06-15. Default: SOURCE_DATE_EPOCH if it is set, else now.",
)
ARCHIVE = click.option(
    "--archive",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of what was collected. Default: archive_dir in content/community.yml.",
)

GITHUB_API = click.option(
    "--github-api",
    default="https://api.github.com",
    envvar="GITHUB_API_URL",
    metavar="URL",
    help="Where GitHub's API answers; GITHUB_API_URL says it, too.",
)

REPOSITORY = click.option(
    "--github",
    "repository",
    default="",
    envvar="GITHUB_REPOSITORY",
    metavar="OWNER/NAME",
    help="The hub's repository. Default: GITHUB_REPOSITORY, else repository in content/community.yml.",
)

LANGUAGE = click.option(
    "--language", default="", metavar="TAG", help="One of the hub's languages, such as fr. Default: its main one."
)
KEEP = click.option(
    "--keep",
    "is_kept",
    is_flag=True,
    help="Commit and push what is new in the folder of --private, which is a clone of a private repository.",
)

ACTOR = click.option("--actor", default=None, metavar="LOGIN", help="Who proposes the change, by their GitHub login.")
ACTOR_ID = click.option(
    "--actor-id", default=0, metavar="NUMBER", help="The number of their account, which no new login changes."
)

_ACCOUNT = re.compile(
    r"@?(?:(?:https?://)?(?:www\.)?github\.com/@?)?([a-z0-9][a-z0-9_-]{0,99}(?:\[bot\])?)/?", re.IGNORECASE | re.ASCII
)
"""A login, also of a program and of a firm's own accounts, which are none of any member; with @ or its address."""


_SHARD = re.compile(r"(\d{1,3})\s*/\s*(\d{1,3})", re.ASCII)


def actor_given(login: str | None, number: int = 0) -> "Actor | None":
    """Whom `--actor` and `--actor-id` name; None where neither is given. Raises `WrongUse` for what is no account.

    An empty login is refused: a workflow that lost it would ask nobody's rights without a word.
    """
    if login is None and not number:
        return None
    if number < 0:
        raise WrongUse(f"--actor-id {number} is no number of an account", "GitHub tells it as id, such as 583231")
    if login is None:
        raise WrongUse("--actor-id says whose account it is", "say the login, too: --actor LOGIN")
    if not login.strip():
        raise WrongUse("--actor says nobody’s login", "write the GitHub login, such as ada-rossi, or leave --actor out")
    if not (found := _ACCOUNT.fullmatch(login.strip())):
        told = f"--actor: “{excerpt(one_line(login), 80)}” is no login"
        raise WrongUse(told, "write the GitHub login alone, such as ada-rossi")

    from folkmoot.check import Actor

    return Actor(found[1], number)


def token_for(repository: str, right: str) -> str:
    """The token that may change something in a repository, owner/name; `right` says what it is needed for.

    Raises `WrongUse` where that is no repository, or where there is no token.
    """
    if not is_repository(repository):
        shown = f"“{excerpt(one_line(repository), 80)}” is no repository" if repository else "no repository is named"
        raise WrongUse(shown, "say it as --github owner/name, or as repository: in content/community.yml")
    if not (token := os.environ.get("GITHUB_TOKEN", "")):
        raise WrongUse("no GITHUB_TOKEN is set", f"set one that may {right}")
    return token


def repository_of(root: Path, named: str) -> str:
    """The hub's repository at GitHub: the one that is `named`, else that of its files; "" where neither says it."""
    from folkmoot.load.profile import load_profile

    if named:
        return named
    profile = load_profile(root)
    return github_name(profile.repository or "") if profile else ""


def moment(at: str) -> dt.datetime:
    """The aware moment that a command works at: what `--at` says, else SOURCE_DATE_EPOCH, else the clock.

    Raises `WrongUse` where what is said is no moment.
    """
    return instant(at, os.environ.get("SOURCE_DATE_EPOCH", ""), lambda: dt.datetime.now(dt.UTC))


def shard(written: str) -> tuple[int, int]:
    """Which of how many parts `--shard` names, such as (2, 4) for 2/4; the whole where it names none.

    Raises `WrongUse` for anything else.
    """
    if not written:
        return 1, 1
    found = _SHARD.fullmatch(written.strip())
    if not found:
        raise WrongUse(f"--shard: “{excerpt(one_line(written), 40)}” is no part", "write it as 2/4, the second of four")
    number, parts = int(found[1]), int(found[2])
    if not 1 <= number <= parts:
        raise WrongUse(
            f"--shard {number}/{parts}: there is no such part", f"write 1/{parts or 1} to {parts or 1}/{parts or 1}"
        )
    return number, parts
