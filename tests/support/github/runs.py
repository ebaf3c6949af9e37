"""Runs of workflows and what they kept, as the tests' GitHub knows them."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from support.github.world import Account, Repository


@dataclass(eq=False)
class Artifact:
    """What a run kept: any bytes under any name, told to be of `size` even where they are not."""

    number: int
    name: str
    content: bytes
    at: str
    size: int
    expired: bool = False


@dataclass(eq=False)
class WorkflowRun:
    """A run; of a fork's proposal `pulls` is empty, as at GitHub."""

    of: Repository
    number: int
    workflow: str
    path: str
    event: str
    head_sha: str
    head_branch: str
    head_repository: Repository
    by: Account
    at: str
    status: str = "completed"
    conclusion: str | None = "success"
    pulls: list[dict[str, Any]] = field(default_factory=list)
    artifacts: list[Artifact] = field(default_factory=list)

    def keeps(self, name: str, content: bytes, size: int | None = None, expired: bool = False) -> Artifact:
        """Adds an artifact; `content` is what is downloaded, a zip unless a test wants otherwise."""
        number = self.number * 100 + len(self.artifacts)
        kept = Artifact(number, name, content, self.at, len(content) if size is None else size, expired)
        self.artifacts.append(kept)
        return kept


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip of these files, under names that need not be decent."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()
