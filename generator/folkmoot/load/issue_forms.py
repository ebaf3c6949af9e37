"""Issue forms and what people send with them: a form's fields, and the answers in an issue's body.

GitHub writes the label of each field as a heading of the third level in the order of the form, and below it what was
answered, as it was answered: a text may hold headings of its own, so that nothing but the order and the form tells
where a field begins. Issues can also be written by hand, or changed afterwards.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, Literal, NamedTuple, cast

from folkmoot.load.documents import Unreadable, read_yaml
from folkmoot.model.proposed import Remark
from folkmoot.text import excerpt, listed, one_line

Asked = Literal["input", "textarea", "dropdown", "checkboxes"]

LONGEST = 65_536
"""So many characters a body at GitHub has at most."""

_KINDS = frozenset(("input", "textarea", "dropdown", "checkboxes"))
_UNANSWERED = frozenset(("", "_No response_"))
_NOTHING_CHOSEN = "None"
"""What GitHub writes where nothing was chosen, which is why it refuses forms with such an option."""
_HEADING = re.compile(r" {0,3}###(?!#)(.*)", re.DOTALL)
_BOX = re.compile(r"\s*[-*+] \[([ xX]?)\] (.*)")
_FENCED = re.compile(r"(`{3,})[^\n`]*\n(.*?)\n?\1[ \t]*", re.DOTALL)


class Field(NamedTuple):
    """A field of a form. `required` are, of check boxes, the labels of those that have to be ticked."""

    id: str
    label: str
    asked: Asked
    options: tuple[str, ...] = ()
    multiple: bool = False
    needed: bool = False
    required: tuple[str, ...] = ()
    fenced: bool = False


class Form(NamedTuple):
    """A form of the hub, its fields in order, and the labels that its issues get."""

    name: str
    fields: tuple[Field, ...]
    labels: tuple[str, ...] = ()


class Answers(NamedTuple):
    """What was answered, by the fields' ids; what was left empty is left out. Of choices and ticks it is a tuple.

    Where `remarks` holds an error, the answers that have none stand here all the same; they are none at all where it
    cannot be told what is the answer to what.
    """

    values: Mapping[str, str | tuple[str, ...]]
    remarks: tuple[Remark, ...]
    unticked: frozenset[str] = frozenset()
    """The fields whose boxes stand there without a tick, which is an answer, too."""


def read_form(content: bytes, name: str) -> Form:
    """The form in the content of its file; raises `Unreadable` where it is none."""
    values = read_yaml(content).values
    body = values.get("body")
    if not isinstance(body, list):
        raise Unreadable("no-form", "this is no issue form: it has no body", "write it anew: folkmoot forms")
    fields = tuple(field for one in body if (field := _field(one)))
    if not fields:
        raise Unreadable("no-form", "this form asks for nothing", "write it anew: folkmoot forms")
    if len({_folded(field.label) for field in fields}) < len(fields):
        raise Unreadable("no-form", "two fields of this form have the same label", "give each a label of its own")
    labels = values.get("labels", ())
    labels = [label.strip() for label in labels.split(",")] if isinstance(labels, str) else labels
    return Form(name, fields, tuple(label for label in labels if isinstance(label, str)))


def _field(one: Any) -> Field | None:
    if not isinstance(one, dict) or one.get("type") not in _KINDS or not isinstance(one.get("attributes"), dict):
        return None
    attributes, checks = one["attributes"], one.get("validations")
    label = one_line(str(attributes.get("label") or ""))
    if not label:
        return None
    options, required = [], []
    for option in attributes.get("options") or ():
        said = option.get("label") if isinstance(option, dict) else option
        options.append(one_line(str(said)))
        if isinstance(option, dict) and option.get("required") == "true":
            required.append(options[-1])
    return Field(
        str(one.get("id") or re.sub(r"\W+", "_", label.lower()).strip("_")),
        label,
        cast(Asked, one["type"]),
        tuple(options),
        attributes.get("multiple") == "true",
        isinstance(checks, dict) and checks.get("required") == "true",
        tuple(required),
        bool(attributes.get("render")),
    )


def form_meant(forms: Iterable[Form], body: str, labels: Iterable[str] = ()) -> Form | None:
    """The form that an issue was written with: that of its label, else the one whose headings it has; None in doubt."""
    given, known = set(labels), list(forms)
    if len(named := [form for form in known if given & set(form.labels)]) == 1:
        return named[0]
    there = {_folded(heading) for line in _lines(body) if (heading := _heading(line)) is not None}
    shares = {form: sum(_folded(field.label) in there for field in form.fields) / len(form.fields) for form in known}
    best = max(shares.values(), default=0)
    fitting = [form for form, share in shares.items() if share == best]
    return fitting[0] if best and len(fitting) == 1 else None


def answers(form: Form, body: str) -> Answers:
    """What an issue's body says in the fields of a form, and what of it cannot be taken."""
    if len(body) > LONGEST:
        told = f"this has {len(body):,} characters, and no issue has more than {LONGEST:,}"
        return Answers({}, (Remark(told, "send it in parts", code="too-long"),))
    lines = _lines(body)
    places = _places(form, lines)
    if faults := [*_repeated(form, places)] or [*_disordered(form, places)]:
        return Answers({}, tuple(faults))
    starts = sorted((where[0], number) for number, where in places.items())
    remarks = list(_above(lines[: starts[0][0]] if starts else lines))
    values: dict[str, str | tuple[str, ...]] = {}
    unticked = set()
    for position, (start, number) in enumerate(starts):
        field = form.fields[number]
        end = starts[position + 1][0] if position + 1 < len(starts) else len(lines)
        value = _answer(field, lines[start + 1 : end], remarks)
        if value:
            values[field.id] = value
        elif field.asked == "checkboxes" and any(_BOX.fullmatch(line.rstrip()) for line in lines[start + 1 : end]):
            unticked.add(field.id)
    remarks += _missing(form, values, remarks)
    return Answers(values, tuple(remarks), frozenset(unticked))


def _lines(body: str) -> list[str]:
    return body.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _heading(line: str) -> str | None:
    """The words of a line that Markdown makes a heading of the third level."""
    if not (found := _HEADING.fullmatch(line)):
        return None
    words = found[1].strip(" \t")
    # Number signs may close a heading, behind a space (CommonMark 4.2).
    before = words.rstrip("#")
    return before.rstrip(" \t") if before[-1:] in ("", " ", "\t") else words


def _folded(label: str) -> str:
    """What headings share that people take for the same one."""
    return "".join(letter for letter in label.casefold() if letter.isalnum()) or label


def _places(form: Form, lines: list[str]) -> dict[int, list[int]]:
    """The lines in which the headings of the form's fields stand, by the fields' numbers; wherever they stand."""
    numbers = {_folded(field.label): number for number, field in enumerate(form.fields)}
    found: dict[int, list[int]] = {}
    for position, line in enumerate(lines):
        heading = _heading(line)
        if heading is not None and (number := numbers.get(_folded(heading))) is not None:
            found.setdefault(number, []).append(position)
    return found


def _repeated(form: Form, places: Mapping[int, list[int]]) -> Iterator[Remark]:
    """Which of two headings is the form's own cannot be told."""
    for number, where in sorted(places.items()):
        if len(where) > 1:
            label = form.fields[number].label
            yield Remark(
                f"the heading “{label}” stands here {len(where)} times, so that nobody can tell where the answer is",
                f"keep the form’s own heading; in a text write #### {label}, or other words",
                label,
                code="heading-repeated",
            )


def _disordered(form: Form, places: Mapping[int, list[int]]) -> Iterator[Remark]:
    order = sorted(places, key=lambda number: places[number][0])
    for before, after in pairwise(order):
        if after < before:
            yield Remark(
                f"the heading “{form.fields[after].label}” stands below “{form.fields[before].label}”,"
                " which the form asks after it",
                "keep the form’s headings in their order",
                form.fields[after].label,
                code="heading-astray",
            )


def _above(lines: list[str]) -> Iterator[Remark]:
    if said := one_line(" ".join(lines)):
        yield Remark(
            "what stands above the form’s first heading is not taken",
            "write it into one of the form’s fields",
            value=_quoted(said),
            severity="warning",
            code="not-asked",
        )


def _answer(field: Field, lines: list[str], remarks: list[Remark]) -> str | tuple[str, ...]:
    if field.asked == "textarea":
        return _text(field, lines)
    own = list(lines)
    for position, line in enumerate(lines):
        heading = _heading(line)
        if heading is not None:
            own, told = lines[:position], one_line(f"{heading}: {' '.join(lines[position + 1 :])}".strip(": "))
            remarks.append(
                Remark(
                    "the form does not ask this, so it is not taken",
                    "write it into one of the form’s fields",
                    value=_quoted(told),
                    severity="warning",
                    code="not-asked",
                )
            )
            break
    said = [line.strip() for line in own if line.strip()]
    if field.asked == "checkboxes":
        return _ticked(field, said, remarks)
    if not said or said == ["_No response_"]:
        return () if field.asked == "dropdown" else ""
    if field.asked == "dropdown":
        return _chosen(field, " ".join(said), remarks)
    if len(said) > 1:
        remarks.append(_at(field, "write this on one line", "", " ".join(said), "one-line"))
        return ""
    return said[0]


def _at(field: Field, message: str, hint: str, said: str, code: str) -> Remark:
    """An error in one field, with what was written there, as far as it can be quoted."""
    return Remark(message, hint, field.label, _quoted(said), code=code)


def _quoted(said: str) -> str:
    return excerpt(one_line(said), 80)


def _text(field: Field, lines: list[str]) -> str:
    text = "\n".join(line.rstrip() for line in lines).strip("\n")
    if field.fenced and (found := _FENCED.fullmatch(text)):
        text = found[2]
    return "" if text.strip() in _UNANSWERED else text


def _chosen(field: Field, said: str, remarks: list[Remark]) -> tuple[str, ...]:
    if said == _NOTHING_CHOSEN and said not in field.options:
        return ()
    chosen = _split(said, field.options) if field.multiple else (said,) if said in field.options else None
    if chosen is None:
        offered = listed(field.options) if field.options else "nothing"
        remarks.append(_at(field, "the form does not offer this", f"choose {offered}", said, "not-offered"))
        return ()
    return chosen


def _split(said: str, options: tuple[str, ...]) -> tuple[str, ...] | None:
    """The options that a list between commas names, of which some may have commas themselves; None for others."""
    ends: dict[int, tuple[str, ...]] = {0: ()}
    for start in range(len(said)):
        if start in ends:
            for option in options:
                end = start + len(option)
                if option and said.startswith(option, start) and (end == len(said) or said.startswith(", ", end)):
                    chosen = tuple(dict.fromkeys((*ends[start], option)))
                    ends.setdefault(end if end == len(said) else end + 2, chosen)
    return ends.get(len(said))


def _ticked(field: Field, said: list[str], remarks: list[Remark]) -> tuple[str, ...]:
    found: dict[str, set[bool]] = {}
    for line in said:
        box = _BOX.fullmatch(line)
        label = one_line(box[2]) if box else ""
        if box and label in field.options:
            found.setdefault(label, set()).add(box[1] in ("x", "X"))
        elif line not in _UNANSWERED:
            told = "this is none of the form’s boxes"
            remarks.append(_at(field, told, "tick the boxes that are there", line, "not-offered"))
    for label, ticks in found.items():
        if len(ticks) > 1:
            remarks.append(
                _at(field, "this box is ticked and not ticked", "keep one of the two", label, "box-repeated")
            )
    ticked = tuple(label for label in field.options if found.get(label) == {True})
    remarks += [
        _at(field, "this has to be ticked", "", label, "missing") for label in field.required if label not in ticked
    ]
    return ticked


def _missing(form: Form, values: Mapping[str, Any], remarks: list[Remark]) -> list[Remark]:
    told = {remark.field for remark in remarks}
    return [
        Remark("an answer is needed here", "", field.label, code="missing")
        for field in form.fields
        if field.needed and field.id not in values and field.label not in told
    ]
