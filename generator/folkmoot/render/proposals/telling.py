"""What a proposal comes to: for a terminal, for an issue at GitHub, for programs.

Whatever somebody sent stands in code or is escaped: in an issue nothing of it becomes a link, a picture or a mention.
"""

import json
import re
from collections.abc import Iterator

from folkmoot.model.proposed import Drafted, Proposed, Remark, stops
from folkmoot.render.github_markdown import quoted
from folkmoot.text import one_line, plural

VERSION = 1
"""Keys are added within a version; whoever reads it ignores those that they do not know."""

ROOM = 60_000
"""How many characters are written for an issue at most; a comment at GitHub holds 65,536."""

_TICKS = re.compile("`+")


def as_text(proposed: Proposed, *, is_written: bool = False) -> str:
    """What a proposal comes to, for whoever runs the command: remarks, then each file with what it says."""
    lines = []
    for remark in proposed.remarks:
        place = remark.place or remark.field
        lines.append(f"{one_line(place)}: " * bool(place) + f"{remark.severity}: {one_line(remark.sentence)}")
        if remark.hint:
            lines.append(f"    {one_line(remark.hint)}")
    for file in proposed.files:
        verb = "changed" if file.is_update else "written"
        lines += ["", f"{file.path} {'was' if is_written else 'would be'} {verb}:", "", file.text.rstrip("\n")]
    if not proposed.files:
        lines += ["", "Nothing was written."]
    return "\n".join(lines).strip("\n") + "\n"


def as_markdown(proposed: Proposed) -> str:
    """The same for the issue it came from, at most `ROOM` characters."""
    errors = [remark for remark in proposed.remarks if remark.severity == "error"]
    parts = [_opening(proposed, len(errors))]
    remarks = [*errors, *(remark for remark in proposed.remarks if remark.severity == "warning")]
    room = ROOM // 2
    for number, remark in enumerate(remarks):
        line = _item(remark)
        if len(line) > room:
            parts.append(f"- … and {len(remarks) - number:,} more.")
            break
        parts.append(line)
        room -= len(line)
    told = "\n".join(parts)
    for file in proposed.files:
        told += f"\n\n{_shown(file, ROOM - len(told))}"
    return f"{told}\n"


def _opening(proposed: Proposed, errors: int) -> str:
    if errors:
        verb = "stands" if errors == 1 else "stand"
        return f"**{plural(errors, 'thing')} {verb} in the way.** Change it in the text above.\n"
    files = " and ".join(f"`{file.path}`" for file in proposed.files)
    changed = any(file.is_update for file in proposed.files)
    return f"**This can go onto the site.** It would {'change' if changed else 'be'} the file {files}.\n"


def _item(remark: Remark) -> str:
    mark = "❌" if remark.severity == "error" else "⚠️"
    where = f"**{_plain(remark.field)}**: " if remark.field else f"{_plain(remark.place)}: " if remark.place else ""
    hint = f" ({_plain(remark.hint)})" if remark.hint else ""
    return f"- {mark} {where}{_plain(remark.sentence)}{hint}"


def _plain(words: str) -> str:
    words = one_line(words)
    return quoted(words) if words else ""


def _shown(file: Drafted, room: int) -> str:
    """The file's text in a fence that nothing in it can close."""
    longest = max((len(run) for run in _TICKS.findall(file.text)), default=0)
    fence = "`" * max(3, longest + 1)
    kind = "yaml" if file.path.endswith(".yml") else "markdown"
    text = file.text.rstrip("\n")
    if len(text) + 2 * len(fence) + 20 > room:
        return f"`{file.path}` is too long to be shown here."
    return f"{fence}{kind}\n{text}\n{fence}"


def as_json(proposed: Proposed) -> str:
    """One document for programs; what is empty is left out of the remarks."""
    told = {
        "version": VERSION,
        "form": proposed.form,
        "ok": not stops(proposed.remarks),
        "files": [
            {"path": one.path, "change": "update" if one.is_update else "new", "text": one.text}
            for one in proposed.files
        ],
        "remarks": list(_told(proposed.remarks)),
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _told(remarks: tuple[Remark, ...]) -> Iterator[dict[str, str]]:
    for remark in remarks:
        yield {key: value for key, value in remark._asdict().items() if value}
