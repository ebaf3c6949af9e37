"""How reading a git history compares with `git shortlog -sne` and with PyPI's pydriller, on one repository.

    PYTHONPATH=tests python benchmarks/git_history.py --repository ../git

A large real history says most: that of git itself has some 80,000 commits. It is only read, through a bare clone that
borrows all it has, so that .mailmap is taken from the history, and nothing is checked out. Whole processes take turns,
and the median of all rounds counts, since machines are seldom quiet. Nothing is asserted. The last line is one JSON
object; ratios are from this run alone:

- `vs_shortlog`, `vs_pydriller`: the wall time that we take to count authors and co-authors by month, corrected by
  .mailmap, divided by what `git shortlog -sne` takes to count authors, and pydriller to give names, dates and messages
- `incremental_s`: the seconds that it takes to count a hundred commits more, kinds of work and reading and writing
  what is remembered included, Python's own start not
- `peak_mb`: the most memory of all our processes together, git's included, over all runs (see consumption.py)
- `unequal`: how many people have not as many commits as shortlog says, merges left out, programs and co-authors not
- `cold_s`, `relearned_s`: the seconds for the whole history with kinds of work, where nothing is remembered, and where
  the totals alone are lost; with --lines lines are counted in both
- `apart`: how many lines of the archive differ where the last hundred commits were counted later
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from consumption import Used, used_by

_CHECKOUT = Path(__file__).resolve().parents[1]
_PYDRILLER = "pydriller==2.12"
_NEW = 100

# What each program counts, it counts in a process of its own.
_PEOPLE = """
import json, sys, time
from collections import Counter
from functools import partial
from pathlib import Path
from folkmoot.collect.changed import Change
from folkmoot.collect.commits import corrected, read_commits
from folkmoot.collect.programs import Programs
from folkmoot.collect.tally import Tally
at, unchanged, late = Path(sys.argv[1]), Change(), time.monotonic() + 600
tally = Tally("salt", Programs())
commits = read_commits(at, "HEAD", int(time.time()) // 86400, late)
tally.count(commits, lambda _: unchanged, partial(corrected, at, late))
print(sum(share.commits for _, _, share in tally.rows()))
"""
_AUTHORS = """
import json, sys, time
from collections import Counter
from pathlib import Path
from folkmoot.collect.commits import read_commits
from folkmoot.collect.programs import Programs
from folkmoot.collect.tally import Tally
class Nobody(Programs):
    def has(self, name, email):
        return False
tally, late = Tally("salt", Nobody()), time.monotonic() + 600
alone = (one._replace(message=b"") for one in read_commits(Path(sys.argv[1]), "HEAD", int(time.time()) // 86400, late))
from folkmoot.collect.changed import Change
tally.count(alone, lambda _: Change(), lambda people: {})
counted = Counter()
for (_, who, _), _, share in tally.rows():
    counted[who] += share.commits
print(json.dumps(counted))
"""
_WHOLE = """
import hashlib, json, sys, time
from pathlib import Path
from folkmoot.collect.counting import Memory, counted
from folkmoot.model.harvest import Reading, Source
at, kept = Path(sys.argv[1]), Path(sys.argv[2])
def recall(name):
    return (kept / name).read_bytes() if (kept / name).exists() else b""
memory = Memory(recall, lambda name, content: (kept / name).write_bytes(content))
source = Source("work", "history-git", "history", reading=Reading(lines=sys.argv[3:] == ["--lines"]))
begun = time.perf_counter()
work = counted(source, at, "salt", int(time.time()) // 86400, memory, time.monotonic() + 600)
seconds = time.perf_counter() - begun
print(json.dumps([seconds, [hashlib.sha256(repr(one).encode()).hexdigest()[:16] for one in work]]))
"""
_PYDRILLED = """
import sys
from collections import Counter
from pydriller import Repository
counted = Counter()
for commit in Repository(sys.argv[1]).traverse_commits():
    counted[commit.author.name, commit.author.email, commit.author_date.year, commit.author_date.month] += 1
    commit.msg.find("Co-authored-by")
print(len(counted))
"""


class Round(NamedTuple):
    """What each program used for the same history."""

    shortlog: Used
    ours: Used
    pydriller: Used


def main() -> None:
    said = _asked()
    there = said.repository.resolve()
    if subprocess.run(["git", "-C", there, "rev-parse", "HEAD"], capture_output=True, check=False).returncode:
        print(f"{there} is no git repository with commits; name one with REPO=…", file=sys.stderr)
        sys.exit(2)
    python = _pydriller(said.pydriller)
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder) / "history.git"
        subprocess.run(["git", "clone", "--quiet", "--bare", "--shared", there, at], check=True)
        commits = int(_git(at, "rev-list", "--count", "HEAD"))
        print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; {commits} commits")
        rounds = [_round(at, python) for _ in range(said.times)]
        unequal = _unequal(at)
        print(json.dumps(_figures(rounds) | _later(at, said.lines, rounds) | {"unequal": unequal}))


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description="Measure reading a git history against shortlog and pydriller.")
    asked.add_argument("--repository", type=Path, required=True, help="A repository with a large history.")
    asked.add_argument("--pydriller", type=Path, default=_CHECKOUT / ".venv/pydriller", help="Where it is installed.")
    asked.add_argument("--times", type=int, default=5, help="How often all is repeated; the median counts.")
    asked.add_argument("--lines", action="store_true", help="Count lines, too, where kinds of work are counted.")
    return asked.parse_args()


def _pydriller(folder: Path) -> str:
    """The Python that has pydriller, in an environment of its own: its requirements are none of ours."""
    python = folder / "bin/python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "-qq", "install", _PYDRILLER]
    if subprocess.run([str(python), "-c", "import pydriller"], capture_output=True, check=False).returncode:
        subprocess.run(pip, check=True)
    return str(python)


def _git(at: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", at, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def _round(at: Path, python: str) -> Round:
    found = Round(
        _used(["git", "shortlog", "-sne", "HEAD"], at),
        _used([sys.executable, "-c", _PEOPLE, str(at)], at),
        _used([python, "-c", _PYDRILLED, str(at)], at),
    )
    print(f"{'':10} {'seconds':>8} {'CPU':>8} {'peak MB':>8}   load {os.getloadavg()[0]:.1f}")
    for whose, used in found._asdict().items():
        print(f"{whose:10} {used.seconds:8.2f} {used.cpu:8.2f} {used.peak / 1e6:8.0f}", flush=True)
    return found


def _used(command: Sequence[str], at: Path) -> Used:
    used = used_by(command, at, {**os.environ, "PYTHONPATH": str(_CHECKOUT / "generator")})
    if used.status:
        sys.exit(f"{command[0]} ended with {used.status}:\n{used.said[-2000:]}")
    return used


def _figures(rounds: Sequence[Round]) -> dict[str, float]:
    return {
        "vs_shortlog": round(statistics.median(one.ours.seconds / one.shortlog.seconds for one in rounds), 2),
        "vs_pydriller": round(statistics.median(one.ours.seconds / one.pydriller.seconds for one in rounds), 3),
    }


def _later(at: Path, lines: bool, rounds: Sequence[Round]) -> dict[str, float]:
    """Counts all but the newest commits of a clone, then these, then all anew; its HEAD moves back and forth."""
    with tempfile.TemporaryDirectory() as folder:
        first, anew = Path(folder) / "first", Path(folder) / "anew"
        first.mkdir()
        anew.mkdir()
        newest, before = _hundred(at)
        _git(at, "update-ref", "--no-deref", "HEAD", before)
        options = ["--lines"] * lines

        def counted(kept: Path) -> tuple[float, list[str], float]:
            used = _used([sys.executable, "-c", _WHOLE, str(at), str(kept), *options], at)
            seconds, work = json.loads(used.said)
            return seconds, work, used.peak

        cold, _, _ = counted(first)
        _git(at, "update-ref", "--no-deref", "HEAD", newest)
        later = []
        for number in range(len(rounds)):
            again = Path(folder) / f"again-{number}"
            shutil.copytree(first, again)
            later.append(counted(again))
        whole, all_at_once, peak_of_whole = counted(anew)
        (anew / "history-git.json").unlink()
        relearned, _, peak_of_relearned = counted(anew)
    peaks = (peak_of_whole, peak_of_relearned, *(one.ours.peak for one in rounds), *(peak for _, _, peak in later))
    return {
        "incremental_s": round(statistics.median(seconds for seconds, _, _ in later), 2),
        "peak_mb": round(max(peaks) / 1e6),
        "cold_s": round(min(cold, whole), 2),
        "relearned_s": round(relearned, 2),
        "apart": max(len(set(work) ^ set(all_at_once)) for _, work, _ in later),
    }


def _hundred(at: Path) -> tuple[str, str]:
    """The newest commit of the main line, and one that at least a hundred others lie before, with the same .mailmap.

    Where that changes, who is who is found out anew, and so is the whole history.
    """
    line = _git(at, "rev-list", "--first-parent", "HEAD").split()
    turns = set(_git(at, "rev-list", "--first-parent", "HEAD", "--", ".mailmap").split())
    start = 0
    for number, commit in enumerate(line):
        if int(_git(at, "rev-list", "--count", "--no-merges", f"{commit}..{line[start]}")) >= _NEW:
            return line[start], commit
        if commit in turns:
            start = number + 1
    sys.exit(f"the history has no {_NEW} commits between which .mailmap stays as it is")


def _unequal(at: Path) -> int:
    """How many people have another number of commits than shortlog gives them, whose addresses stand for them both."""
    from folkmoot.collect.authors import account_of, hashed

    counted = Counter[str]()
    for line in _git(at, "shortlog", "-sne", "--no-merges", "HEAD").splitlines():
        number, _, person = line.strip().partition("\t")
        email = person[person.rindex("<") + 1 : person.rindex(">")]
        account = account_of(email)
        counted[account.who if account else hashed(email, "salt")] += int(number)
    ours: dict[str, int] = json.loads(_used([sys.executable, "-c", _AUTHORS, str(at)], at).said)
    joined = {who for who in counted.keys() | ours if counted[who] != ours.get(who, 0)}
    print(f"{len(counted)} people by shortlog, {len(ours)} by us")
    return len(joined)


if __name__ == "__main__":
    main()
