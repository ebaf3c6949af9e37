"""Reading git repositories through git itself: nothing for a shell to read, never a question, never a hook.

Functions raise `GitError` with a sentence that says what is wrong. Addresses and paths are passed after `--` or as
options' values, so that none can be taken for an option.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from folkmoot.errors import FolkmootError
from folkmoot.model.touched import Touched
from folkmoot.text import plural

if sys.platform == "linux":
    import fcntl

READ_SECONDS = 600.0

_LARGEST_PIECE = 64 << 20
_LOOKS_EVERY = 0.5
_NOTHING: Mapping[str, str] = {}

_SETTINGS = {
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.quotePath": "false",
    "i18n.logOutputEncoding": "UTF-8",
    "log.showSignature": "false",
    "gc.autoDetach": "false",
    "maintenance.autoDetach": "false",
    # Where a redirect leads nobody has looked.
    "http.followRedirects": "false",
    # A server that sends nothing for a minute is left, also by a git whose caller was killed.
    "http.lowSpeedLimit": "100",
    "http.lowSpeedTime": "60",
}
# Whoever reads a whole history reads it once: git would keep all of it at hand.
_FRUGAL = ("core.packedGitWindowSize=256k", "core.packedGitLimit=8m", "core.deltaBaseCacheLimit=8m")
_ROOM = 1 << 20
_ELSEWHERE = {
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"),
    *("GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_EXTERNAL_DIFF"),
}
_Pipe = int | IO[bytes]
_PROTOCOLS = "file:http:https:ssh"
_WORDS = (
    ("terminal prompts disabled", "does not exist, or is not public"),
    ("Authentication failed", "does not exist, or is not public"),
    ("Permission denied", "does not exist, or may not be read"),
    ("Repository not found", "does not exist, or is not public"),
    ("not found", "does not exist"),
    ("does not exist", "does not exist"),
    ("does not appear to be a git repository", "does not exist, or is not a git repository"),
    ("not a git repository", "is not a git repository"),
    ("dubious ownership", "belongs to another user of this machine; git reads it once it is listed in safe.directory"),
    ("Could not resolve host", "is at a host that could not be found"),
    ("couldn't find remote ref HEAD", "has no commits yet"),
    ("bad revision 'HEAD'", "has no commits yet"),
    ("does not have any commits yet", "has no commits yet"),
    ("returned error: 30", "is at another address by now, to which its host redirects; write that one"),
    ("transport '", "has an address of a kind that is not read; https and ssh are"),
)


class GitError(FolkmootError):
    """Git could not do what was asked; the message can follow the name of the repository in a sentence."""


def run(
    *arguments: str,
    at: Path | None = None,
    given: bytes = b"",
    seconds: float = READ_SECONDS,
    look: Callable[[], object] | None = None,
    memory: int = 0,
    told: Mapping[str, str] = _NOTHING,
) -> bytes:
    """What `git <arguments>` prints in the repository `at`; raises `GitError`.

    While it runs, `look` is called twice a second, and what that raises ends it. `memory` is how many bytes of
    addresses it may take, where the system lets us say so. `told` joins its environment, which nobody else reads.
    """
    with _started(at, arguments, subprocess.PIPE, subprocess.PIPE, memory, told) as running:
        try:
            said, complaint = _ended(running, given, seconds, look)
        finally:
            _end(running)
    if running.returncode:
        raise GitError(in_words(complaint))
    return said


def stream(
    *arguments: str, at: Path, end: bytes, given: bytes = b"", seconds: float = READ_SECONDS
) -> Generator[bytes, None, None]:
    """What git prints, piece by piece, as ended by `end`: for histories too large to hold. Raises `GitError`."""
    late = threading.Event()
    asked = (*(word for setting in _FRUGAL for word in ("-c", setting)), *arguments)

    def give_up() -> None:
        late.set()
        _end(running)

    with (
        tempfile.TemporaryFile() as complaints,
        _said(given) as told,
        _started(at, asked, told, complaints, 0, _NOTHING) as running,
    ):
        _widen(running.stdout)
        timer = threading.Timer(seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            yield from _pieces(running, end)
            running.wait()
        finally:
            timer.cancel()
            _end(running)
        if late.is_set():
            raise _too_slow(seconds)
        if running.returncode:
            complaints.seek(0)
            raise GitError(in_words(complaints.read()))


def toplevel(path: Path) -> Path | None:
    """The folder of the working tree that `path` lies in, or None outside of any."""
    said = b""
    with suppress(GitError):
        said = run("rev-parse", "--show-toplevel", at=path)
    return Path(os.fsdecode(said.rstrip(b"\n"))) if said.strip() else None


def is_repository(path: Path) -> bool:
    """Whether `path` is itself a repository: the top of a working tree, or a bare one."""
    if not os.path.isdir(path):  # noqa: PTH112 (Path.is_dir raises for what is too long to be a path)
        return False
    try:
        folder = os.fsdecode(run("rev-parse", "--absolute-git-dir", at=path).rstrip(b"\n"))
    except GitError:
        return False
    top = toplevel(path)
    return path.resolve() == (top.resolve() if top else Path(folder).resolve())


def commit_of(at: Path, ref: str) -> str:
    """The commit that `ref` names in the repository of `at`; raises `GitError` where there is none."""
    if toplevel(at) is None:
        raise GitError("names a commit, and this is not a git repository")
    try:
        named = run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}", at=at)
    except GitError:
        raise GitError("is no branch and no commit of this repository") from None
    return named.decode().strip()


def fork_point(at: Path, ref: str) -> str:
    """The commit from which the work in `at` set out from `ref`: their newest common one, else `ref`'s own.

    What others did in `ref` since is no part of the work. Raises `GitError` where there is no such commit.
    """
    commit = commit_of(at, ref)
    with suppress(GitError):  # a clone that is too shallow to know
        return run("merge-base", commit, "HEAD", at=at).decode().strip() or commit
    return commit


def is_ancestor(at: Path, commit: str) -> bool:
    """Whether the work in `at` is known to come after a commit."""
    with suppress(GitError):
        run("merge-base", "--is-ancestor", commit, "HEAD", at=at)
        return True
    return False


def changes(at: Path, commit: str) -> list[Touched]:
    """What differs between a commit and the files in the folder `at` as they are now, ignored ones left out."""
    said = run("diff", "--name-status", "-z", "-M", "--relative", "--no-ext-diff", commit, "--", ".", at=at)
    words = iter(os.fsdecode(said).split("\0"))
    found = []
    for status in words:
        if status[:1] in ("R", "C"):
            before, path = next(words), next(words)
            found.append(Touched(path, before if status[0] == "R" else ""))
        elif status:
            path = next(words)
            found.append(Touched("" if status == "D" else path, "" if status == "A" else path))
    untracked = os.fsdecode(run("ls-files", "-z", "--others", "--exclude-standard", "--", ".", at=at)).split("\0")
    new = [path for path in untracked if path]
    gone = [one.before for one in found if not one.path]
    moved = _moved(at, commit, gone, new) if gone and new else {}
    found = [one for one in found if one.path or one.before not in moved.values()]
    return [*found, *(Touched(path, moved.get(path, "")) for path in new)]


def _moved(at: Path, commit: str, gone: list[str], new: list[str]) -> dict[str, str]:
    """What files that git was not told of were called before, where they hold the same as one that is gone."""
    before = {content: path for path, content in contents_at(at, commit, gone).items() if content}
    moved: dict[str, str] = {}
    for path in new:
        with suppress(OSError):
            if (was := before.pop((at / path).read_bytes(), None)) is not None:
                moved[path] = was
    return moved


def files_at(at: Path, commit: str) -> list[str]:
    """The paths of all files that a commit has in the folder `at`, relative to it; links are none."""
    said = os.fsdecode(run("ls-tree", "-r", "-z", commit, "--", ".", at=at))
    rows = (row.partition("\t") for row in said.split("\0") if row)
    return [path for about, _, path in rows if about.startswith("100")]


def contents_at(at: Path, commit: str, paths: Iterable[str]) -> dict[str, bytes]:
    """What a commit has in these files, by path relative to the folder `at`; those that it has not are left out."""
    return named(at, {path: f"{commit}:./{path}" for path in paths if "\n" not in path})


def named(at: Path, wanted: Mapping[str, str], seconds: float = READ_SECONDS) -> dict[str, bytes]:
    """The contents that git has under these names of its own, each by what it is wanted as; none of what it has not."""
    asked = b"".join(os.fsencode(word) + b"\0" for word in wanted.values())
    said = run("cat-file", "--batch", "-z", at=at, given=asked, seconds=seconds) if wanted else b""
    found, position = {}, 0
    for one in wanted:
        position += len(about := said[position : said.index(b"\n", position)]) + 1
        kind, _, size = about.rpartition(b" ")
        if kind.endswith(b" blob") and size.isdigit():
            found[one] = said[position : position + int(size)]
            position += int(size) + 1
    return found


def is_shallow(repository: Path) -> bool:
    """Whether the history was cut off when the repository was cloned."""
    return run("rev-parse", "--is-shallow-repository", at=repository).strip() == b"true"


def in_words(complaint: bytes) -> str:
    """What git's error output means for somebody who does not know git; its own last line where that is unknown."""
    text = complaint.decode("utf-8", "replace")
    for said, words in _WORDS:
        if said in text:
            return words
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    told = [line for line in lines if line.startswith(("fatal:", "error:"))] or lines or ["no reason given"]
    return f"could not be read: git says {told[-1].removeprefix('fatal: ').removeprefix('error: ')[:200]!r}"


def _command(at: Path | None, arguments: Iterable[str]) -> list[str]:
    settings = (f"{name}={value}" for name, value in _SETTINGS.items())
    place = ["-C", str(at)] if at else []
    return ["git", *place, *(word for setting in settings for word in ("-c", setting)), *arguments]


def _limited(memory: int) -> list[str]:
    """What stands before a command that may take so many bytes of addresses: a shell that becomes the command."""
    if not memory or sys.platform == "win32":
        return []
    return ["sh", "-c", 'ulimit -v "$0" 2>/dev/null; exec "$@"', str(memory >> 10)]


@contextmanager
def _said(given: bytes) -> Iterator[_Pipe]:
    """What git reads by itself, while what it prints is read: neither waits for the other."""
    if not given:
        yield subprocess.DEVNULL
        return
    with tempfile.TemporaryFile() as told:
        told.write(given)
        told.seek(0)
        yield told


def _started(
    at: Path | None, words: Iterable[str], given: _Pipe, complaints: _Pipe, memory: int, told: Mapping[str, str]
) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(  # noqa: S603 a list of words, none of which a shell reads
            [*_limited(memory), *_command(at, words)],
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env={**_environment(), **told},
            start_new_session=True,  # no terminal to ask at, and one name for git and all that it starts
        )
    except FileNotFoundError:
        raise GitError("cannot be read, since git is not installed", "Install git from https://git-scm.com.") from None


def _end(running: "subprocess.Popen[bytes]") -> None:
    """Ends git where it still runs, and what it started: a helper that hangs would hold the pipes open."""
    if running.poll() is None:
        if sys.platform == "win32":
            running.kill()
        else:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    ssh = kept.get("GIT_SSH_COMMAND", "ssh") + " -o BatchMode=yes"
    ours = {"GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "true", "SSH_ASKPASS": "true", "GIT_SSH_COMMAND": ssh}
    return {**kept, **ours, "GIT_ALLOW_PROTOCOL": _PROTOCOLS, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}


def _ended(
    running: "subprocess.Popen[bytes]", given: bytes, seconds: float, look: Callable[[], object] | None
) -> tuple[bytes, bytes]:
    """What it printed and complained of, once it ended by itself."""
    until = time.monotonic() + seconds
    while True:
        left = max(0.0, until - time.monotonic())
        try:
            return running.communicate(given, timeout=min(left, _LOOKS_EVERY) if look else left)
        except subprocess.TimeoutExpired:
            if look is None or left <= _LOOKS_EVERY:
                raise _too_slow(seconds) from None
            look()


def _widen(pipe: IO[bytes] | None) -> None:
    """Lets git go on while what it printed is looked at: a pipe holds little, where nobody asks for more."""
    if sys.platform == "linux" and pipe is not None:
        with suppress(OSError):  # more than this user may have
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)


def _pieces(running: "subprocess.Popen[bytes]", end: bytes) -> Iterator[bytes]:
    rest = b""
    while running.stdout is not None and (chunk := running.stdout.read(1 << 16)):
        *whole, rest = (rest + chunk).split(end)
        yield from whole
        if len(rest) > _LARGEST_PIECE:
            raise GitError(f"holds a change of more than {_LARGEST_PIECE >> 20} MB, which is too large to read")
    if rest:
        yield rest


def _too_slow(seconds: float) -> GitError:
    return GitError(f"could not be read within {plural(round(seconds), 'second')}")
