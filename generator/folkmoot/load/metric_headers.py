"""What the comment on top of a metric's or a proposal's SQL says in words: for readers, and for those who translate.

A file starts with lines such as `-- title: Contributors`; what belongs to the line above is indented further.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import IO, Any

from folkmoot.model.activity import GROUPS, Metric
from folkmoot.model.problem import Problem
from folkmoot.model.proposal import ProposalKind
from folkmoot.text import closest

_METRIC_NAME = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")
_LINE = re.compile(r"--(?P<indent>\s*)(?P<text>.*)")
_KEY = re.compile(r"(?P<key>\w+)\s*:\s*(?P<value>.*)")
_TEXTS = ("title", "chaoss", "definition", "unit", "caveat", "source")
_KEYS = (*_TEXTS, "series", "group")
_NEEDED = ("title", "definition", "unit", "source")
_OF_PROPOSALS = ("title", "definition", "source")


def metric_of(name: str, text: str, shown: str, *, is_own: bool) -> tuple[Metric | None, list[Problem]]:
    """The metric that a file's text defines, or what is wrong with it; `shown` is the file's path in problems."""
    header, sql, faults = _header(text, shown, _KEYS)
    faults += _wrong(name, header, shown, _NEEDED)
    if faults:
        return None, faults
    texts = {key: header.get(key, "") for key in _TEXTS}
    series, group = _series(header.get("series", "")), header.get("group", "own")
    return Metric(name=name, sql=sql, series=series, is_own=is_own, group=group, **texts), []


def kind_of(name: str, text: str) -> ProposalKind:
    """The kind of proposals that a file's text defines; raises `ValueError` in words where its header is wrong."""
    header, sql, faults = _header(text, name, (*_OF_PROPOSALS, "facts"))
    _stop([*faults, *_wrong(name, header, name, _OF_PROPOSALS)])
    return ProposalKind(name, **{key: header[key] for key in _OF_PROPOSALS}, sql=sql)


def extracted(
    file: IO[bytes],
    keywords: Collection[str],  # noqa: ARG001 (Babel's signature)
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> Iterator[tuple[int, None, str, list[str]]]:
    """The words of one of Folkmoot's metrics for the catalogues: an extraction method of Babel.

    Raises `ValueError` for a file that is no metric, whose words would silently be missing.
    """
    metric, faults = metric_of("metric", file.read().decode("utf-8"), "this metric", is_own=False)
    _stop(faults)
    for words in metric.words() if metric else ():
        yield 1, None, words, []


def extracted_of_proposals(
    file: IO[bytes],
    keywords: Collection[str],  # noqa: ARG001 (Babel's signature)
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> Iterator[tuple[int, None, str, list[str]]]:
    """The words of a kind of proposals, in the same way."""
    for words in kind_of("proposals", file.read().decode("utf-8")).words():
        yield 1, None, words, []


def _stop(faults: Sequence[Problem]) -> None:
    if faults:
        raise ValueError("; ".join(f"line {fault.line}: {fault.message}" for fault in faults))


def _series(text: str) -> dict[str, str]:
    """What the series are called, by their names in the query: `quiet, gone = gone for long`."""
    pairs = (part.partition("=") for part in text.split(","))
    return {name.strip(): words.strip() or name.strip() for name, _, words in pairs if name.strip()}


def _header(text: str, shown: str, keys: Sequence[str]) -> tuple[dict[str, str], str, list[Problem]]:
    """What the leading comment says, the query below it, and what is wrong with the comment."""
    header: dict[str, str] = {}
    faults: list[Problem] = []
    lines = text.splitlines()
    key = ""
    taken = 0
    for number, line in enumerate(lines, start=1):
        if not (match := _LINE.fullmatch(line.strip())):
            break
        taken = number
        said = _KEY.fullmatch(match["text"])
        if len(match["indent"]) > 1 and key:
            header[key] = f"{header[key]} {match['text']}".strip()
        elif said and said["key"] in keys and said["key"] not in header:
            key = said["key"]
            header[key] = said["value"].strip()
        elif match["text"]:
            faults.append(_header_fault(shown, number, match["text"], said["key"] if said else "", header))
    return header, "\n".join(lines[taken:]).strip(), faults


def _header_fault(shown: str, line: int, text: str, key: str, header: dict[str, str]) -> Problem:
    if key in header:
        return Problem(shown, "metric-header", f"{key} stands in the header twice", "keep one of them", line=line)
    if key:
        meant = closest(key, _KEYS)
        hint = f"did you mean {meant}?" if meant else f"the keys are {', '.join(_KEYS)}"
        return Problem(shown, "metric-header", f"“{key}” is no key of a metric's header", hint, line=line, value=key)
    hint = "write -- key: value, indent what goes on with the line above, or leave an empty line before the query"
    return Problem(shown, "metric-header", "this line of the header has no key", hint, line=line, value=text)


def _wrong(name: str, header: dict[str, str], shown: str, needed: Sequence[str]) -> Iterator[Problem]:
    if not _METRIC_NAME.fullmatch(name):
        hint = "use small letters, digits and underscores, such as new_contributors.sql"
        yield Problem(shown, "metric-name", f"a metric cannot be called “{name}”", hint)
    for key in needed:
        if not header.get(key):
            message = f"the header does not say the metric's {key}"
            yield Problem(shown, "metric-header", message, f"add a line above the query: -- {key}: …", line=1)
    if (group := header.get("group", GROUPS[0])) not in GROUPS:
        meant = closest(group, GROUPS)
        hint = f"did you mean {meant}?" if meant else f"the groups are {', '.join(GROUPS)}"
        yield Problem(shown, "metric-header", f"there is no group “{group}”", hint, line=1, value=group)
