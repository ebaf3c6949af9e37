"""Mappings: which column of somebody else's table becomes which key of which record, as a small YAML file."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from folkmoot.contribute.days import Order
from folkmoot.errors import WrongUse
from folkmoot.load.complaints import complaints
from folkmoot.load.documents import Unreadable, read_yaml
from folkmoot.load.records import unreadable
from folkmoot.model.base import Record, Short, Text
from folkmoot.model.community import FeedSource
from folkmoot.model.member import Member
from folkmoot.model.problem import Problem
from folkmoot.render.files import RECORDS
from folkmoot.text import closest

Family = Literal["events", "members", "places", "projects", "posts", "feeds", "invitations"]
_PACKAGED = files("folkmoot.contribute.importing") / "mappings"


class Cell(Record):
    """Where a value comes from. A bare word is the name of a column."""

    column: Short | None = Field(None, description="The column's name, as its first line has it.")
    always: Short | None = Field(None, description="The same value for every row.")
    template: Short | None = Field(None, description="Columns in curly brackets within a text: {City}, {Country}.")
    time: Short | None = Field(None, description="The column with the time of day, where the other has the day alone.")
    order: Order | None = Field(None, description="How dates such as 03/04/2026 are written there.")
    split: Annotated[str, Field(min_length=1, max_length=5)] | None = Field(
        None, description="The sign between several values in one cell, such as a comma."
    )
    when: Short | None = Field(None, description="A column that must say yes, true or 1, or there is no value.")
    values: Mapping[Short, Short] = Field(default_factory=dict, description="What the words there mean here.")

    @model_validator(mode="before")
    @classmethod
    def _bare_column(cls, value: Any) -> Any:
        return {"column": value} if isinstance(value, str) else value

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that it looks at."""
        return tuple(filter(None, (self.column, self.time, self.when, *columns_in(self.template or ""))))


def _bare_columns(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class Scheme(Record):
    """What a mapping says."""

    family: Family = Field(description="What the rows are.")
    keys: Mapping[Short, Cell] = Field(
        description="By key of the record, where its value comes from; call_for_papers.url is a key within a key, "
        "links.Blog a link with that label."
    )
    text: Cell | None = Field(None, description="The text below the keys.")
    markup: Literal["plain", "html", "markdown"] = Field("plain", description="How that text is written there.")
    venue: Mapping[Short, Cell] = Field(
        default_factory=dict, description="Of events: the keys of the place where they are held."
    )
    same: Annotated[tuple[Short, ...], BeforeValidator(_bare_columns)] = Field(
        (), description="The columns that tell two rows of the same thing; their lists are joined."
    )
    only: Mapping[Short, Short] = Field(
        default_factory=dict, description="Columns with what must stand in them; other rows are left."
    )
    slug: Cell | None = Field(None, description="What the files are named after; the title or name if left out.")
    ignore: tuple[Short, ...] = Field((), description="Columns that are left out on purpose, and need not be told.")
    known_by: tuple[Short, ...] = Field((), description="The columns by which an export of this kind is known.")
    source: Text = Field("", description="Where the export comes from, and how far that was verified.")

    def columns(self) -> frozenset[str]:
        """Every column that is looked at, or left out on purpose."""
        cells = [*self.keys.values(), *self.venue.values(), *filter(None, (self.text, self.slug))]
        named = (name for cell in cells for name in cell.columns)
        return frozenset((*named, *self.same, *self.only, *self.ignore))


def columns_in(template: str) -> list[str]:
    """The columns that a template names."""
    return [part.partition("}")[0] for part in template.split("{")[1:] if "}" in part]


def read_scheme(name: str, content: bytes) -> Scheme:
    """The mapping in a file; raises `WrongUse` that tells everything that is wrong with it."""
    try:
        document = read_yaml(content)
        scheme = Scheme.model_validate(document.values)
    except Unreadable as fault:
        raise _refused([unreadable(name, fault)]) from None
    except ValidationError as error:
        raise _refused(complaints(name, document, Scheme, error)) from None
    if wrong := list(_wrong_keys(name, scheme)):
        raise _refused(wrong)
    return scheme


def _refused(problems: list[Problem]) -> WrongUse:
    told = "; ".join(f"{problem.place}: {problem.sentence} ({problem.hint})" for problem in problems)
    return WrongUse(f"the mapping cannot be used: {told}", "how a mapping is written stands in docs/importing.md")


def record_of_family(family: str) -> type[Record]:
    """The record whose keys the rows of a family fill; an invitation has those of the member it may become."""
    return FeedSource if family == "feeds" else Member if family == "invitations" else RECORDS[family]


def _wrong_keys(name: str, scheme: Scheme) -> Iterator[Problem]:
    for where, cells, record in (
        ("keys", scheme.keys, record_of_family(scheme.family)),
        ("venue", scheme.venue, RECORDS["places"]),
    ):
        for key, cell in cells.items():
            first = key.partition(".")[0]
            if first not in record.model_fields:
                meant = closest(first, record.model_fields)
                hint = f"did you mean {meant}?" if meant else f"the keys are {', '.join(record.model_fields)}"
                yield Problem(
                    name, "unknown-key", f"{scheme.family if where == 'keys' else 'places'} have no key {first}", hint
                )
            if sum(one is not None for one in (cell.column, cell.always, cell.template)) != 1:
                told = f"{where}.{key} says where its value comes from by exactly one of column, always and template"
                yield Problem(name, "mapping-cell", told, "keep one of them")
    if scheme.venue and scheme.family != "events":
        yield Problem(name, "mapping-venue", "only events have a venue", "remove venue")


@cache
def known_schemes() -> Mapping[str, Scheme]:
    """The mappings that come with the program, by their names."""
    found = sorted(_PACKAGED.iterdir(), key=lambda one: one.name)
    return {one.name.removesuffix(".yml"): read_scheme(one.name, one.read_bytes()) for one in found}


def scheme_for(columns: Iterable[str]) -> tuple[str, Scheme] | None:
    """The mapping that knows an export by its columns, with its name; None where none does."""
    there = set(columns)
    fitting = [(name, one) for name, one in known_schemes().items() if one.known_by and there.issuperset(one.known_by)]
    return max(fitting, key=lambda one: len(one[1].known_by), default=None)
