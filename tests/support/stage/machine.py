"""A runner's machine: where a job's shell runs, with a `pip` and a `make` that put the tests' own program there."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_GENERATOR = Path(__file__).resolve().parents[3] / "generator"
_LONGEST = 600
"""Seconds after which a step hangs."""

_PROGRAM = """\
#!/bin/sh
PYTHONPATH={generator} exec {python} -m folkmoot "$@"
"""
_PYTHON = """\
#!/bin/sh
if [ "$1 $2" = "-m pip" ]; then shift 2; exec pip "$@"; fi
exec {python} "$@"
"""
# Nothing is fetched: what a hub asks for is written down, and the program of this checkout is there from then on.
_PIP = """\
#!/bin/sh
set -eu
echo "pip $*" >> {folder}/installed
while [ $# -gt 0 ]; do
  case "$1" in --requirement|-r) shift; test -f "$1" || {{ echo "No such file: $1"; exit 1; }} ;; esac
  shift
done
cp {folder}/folkmoot {folder}/bin/folkmoot
"""
# The stamps are newer than the locks, so that make finds the environment made already.
_MAKE = """\
#!/bin/sh
set -eu
echo "make $*" >> {folder}/installed
if [ -f Makefile ]; then
  mkdir -p .venv/bin
  cp {folder}/folkmoot .venv/bin/folkmoot
  cp {folder}/bin/python .venv/bin/python
  touch .venv/.site .venv/.dev
fi
exec {make} "$@"
"""


class Machine:
    """A machine of one job, in `folder`: `workspace` is where its steps begin."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workspace = folder / "work/hub"
        self.home, self.temporary = folder / "home", folder / "temp"
        self.tools = folder / "bin"
        for one in (self.workspace, self.home, self.temporary, self.tools):
            one.mkdir(parents=True)
        words = {"python": sys.executable, "make": shutil.which("make") or "make", "generator": _GENERATOR}
        quoted = {name: shlex.quote(str(value)) for name, value in {**words, "folder": folder}.items()}
        for name, text in {"folkmoot": _PROGRAM, "bin/python": _PYTHON, "bin/pip": _PIP, "bin/make": _MAKE}.items():
            (folder / name).write_text(text.format(**quoted), encoding="utf-8")
            (folder / name).chmod(0o755)
        (self.tools / "python3").symlink_to("python")
        self.path = [
            str(self.tools),
            *dict.fromkeys([str(Path(shutil.which("git") or "/usr/bin/git").parent), "/usr/bin", "/bin"]),
        ]

    @property
    def installed(self) -> str:
        """What was asked of pip and make, a line each."""
        told = self.folder / "installed"
        return told.read_text(encoding="utf-8") if told.exists() else ""

    def run(self, script: str, shell: str, cwd: Path, environment: Mapping[str, str]) -> tuple[int, str]:
        """The exit code of a step's shell, and what it printed. No git but the step's own tells it who it is."""
        file = self.temporary / "step.sh"
        file.write_text(script, encoding="utf-8")
        strict = ["--noprofile", "--norc", "-eo", "pipefail"] if shell == "bash" else ["-e"]
        plain = {
            "PATH": os.pathsep.join(self.path),
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "PYTHONDONTWRITEBYTECODE": "",
        }
        done = subprocess.run(
            ["bash", *strict, str(file)],
            cwd=cwd,
            env={**plain, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_LONGEST,
            start_new_session=True,
            check=False,
        )
        return done.returncode, done.stdout.decode(errors="replace")
