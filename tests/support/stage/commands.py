"""What a runner reads in what a step prints, and in the files that a step writes for it.

The rules are those of the runner's own `ActionCommand.cs`, `ActionCommandManager.cs` and `FileCommandManager.cs`
(github.com/actions/runner, src/Runner.Common and src/Runner.Worker).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_STOPPING = "stop-commands"
_NAMES = {
    *("add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "notice", "remove-matcher"),
    *("save-state", "set-env", "set-output", _STOPPING, "warning", "internal-set-repo-path"),
}
ANNOTATIONS = ("error", "warning", "notice")
LONGEST_SUMMARY = 1024 * 1024
"""docs.github.com, "Workflow commands", step isolation and limits: what is longer is not shown at all."""

_ESCAPED = {"%0D": "\r", "%0A": "\n", "%25": "%"}
_ESCAPED_IN_PROPERTIES = {**_ESCAPED, "%3A": ":", "%2C": ","}


@dataclass(frozen=True)
class Command:
    """A line that the runner obeys."""

    name: str
    data: str = ""
    properties: dict[str, str] = field(default_factory=dict)


def commands(said: str) -> list[Command]:
    """What the runner obeys of what was printed, in order. What stands between stop-commands and its end is words."""
    found: list[Command] = []
    ends = ""
    for line in said.splitlines():
        one = _command(line, ends)
        if ends:
            ends = "" if one and one.name == ends else ends
        elif one:
            found.append(one)
            ends = one.data if one.name == _STOPPING else ""
    return found


def _command(line: str, ends: str) -> Command | None:
    """A line as a command: `::name key=value::data` at its beginning, or the older `##[name key=value]data` in it."""
    new, old = (
        re.match(r"\s*::(?P<head>.+?)::(?P<data>.*)", line),
        re.search(r"##\[(?P<head>[^\]]+)\](?P<data>.*)", line),
    )
    found, between = (new, ",") if new else (old, ";")
    if found is None:
        return None
    name, _, told = found["head"].strip().partition(" ")
    if name not in _NAMES and name != ends:
        return None
    pairs = (one.partition("=") for one in told.split(between) if "=" in one)
    properties = {key.strip(): _plain(value, _ESCAPED_IN_PROPERTIES) for key, _, value in pairs}
    return Command(name, _plain(found["data"], _ESCAPED), properties)


def _plain(text: str, escaped: dict[str, str]) -> str:
    for written, meant in escaped.items():
        text = text.replace(written, meant)
    return text


def pairs_in(text: str) -> dict[str, str]:
    """What is said in GITHUB_OUTPUT or GITHUB_ENV: `name=value`, or `name<<END` with lines until END.

    ValueError where a line is neither: the runner ends the step as failed then.
    """
    found: dict[str, str] = {}
    lines = iter(text.splitlines())
    for line in lines:
        if not line:
            continue
        equals, heredoc = line.find("="), line.find("<<")
        if equals >= 0 and not 0 <= heredoc < equals:
            name, _, found_value = line.partition("=")
            found[name] = found_value
        elif heredoc >= 0:
            name, _, end = line.partition("<<")
            found[name] = "\n".join(_until(lines, end))
        else:
            raise ValueError(f"Invalid format {line!r}")
    return found


def _until(lines: Iterator[str], end: str) -> list[str]:
    within: list[str] = []
    for line in lines:
        if line == end:
            return within
        within.append(line)
    raise ValueError(f"Matching delimiter not found {end!r}")
