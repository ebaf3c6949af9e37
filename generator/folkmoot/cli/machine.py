"""What a command finds out about the machine it runs on: its time zone, and how the program is called there."""

import re
import shlex
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath
from zoneinfo import available_timezones

import folkmoot

_DATABASE = re.compile(r"(?:.*/)?zoneinfo[^/]*/(?:posix/|right/)?")
"""What stands before a zone's name where its file is meant; macOS calls the folder zoneinfo.default."""
_SAME_AS_UTC = re.compile(r"(?:Etc/)?(?:UTC|UCT|Universal|Zulu|GMT)")


def machine_zone(environment: Mapping[str, str], link: Path = Path("/etc/localtime")) -> str:
    """The IANA name of the machine's time zone, or "" where it does not say: TZ, else where `link` leads.

    POSIX lets TZ also hold rules (CET-1CEST), and a copy of the zone's file may stand in place of the link: these have
    no name.
    """
    if said := environment.get("TZ", ""):
        return _named(said.removeprefix(":"))
    try:
        return _named(str(link.readlink()))
    except OSError:
        return ""


def _named(place: str) -> str:
    name = _DATABASE.sub("", place, count=1)
    if _SAME_AS_UTC.fullmatch(name):
        return "UTC"
    return name if "/" in name and name in available_timezones() else ""


def program_name() -> str:
    """What to type to start the program again, from whatever folder, as this run of it was started."""
    if shutil.which("folkmoot"):
        return "folkmoot"
    started = PurePath(sys.argv[0])
    if started.name != "__main__.py":
        return shlex.quote(str(Path(started).absolute()))
    python = shutil.which("python")
    is_this = python is not None and Path(python).samefile(sys.executable)
    return f"{'python' if is_this else shlex.quote(sys.executable)} -m {folkmoot.__name__}"
