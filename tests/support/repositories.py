"""Small git repositories for tests, one commit at a time."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path


class Repository:
    """A working tree whose commits a test writes; `path` is its folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, said: str = "", **environment: str) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.path,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=True,
            input=said,
        )
        return done.stdout

    def commit(
        self,
        who: str = "Ada Rossi <ada@example.org>",
        day: str = "2026-05-14",
        message: str = "Change something",
        files: Mapping[str, str] | None = None,
        clock: str = "12:00:00Z",
    ) -> None:
        """Commits these files (path to text), or nothing at all, as `Name <address>`, by default at noon UTC."""
        for name, text in (files or {}).items():
            file = self.path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        self.git("add", "--all")
        date = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{day}T{clock}")
        self.git("commit", "--quiet", "--allow-empty", "--author", who, "--file", "-", said=message, **date)
