"""What `folkmoot review` does: what a proposal changes and what is wrong with it, for whoever may comment on it."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from folkmoot.contribute.answer import Answer, answer
from folkmoot.contribute.compare import compare
from folkmoot.model.artifact import Artifact
from folkmoot.model.problem import Problem
from folkmoot.model.reviewed import FILE, LONGEST, MOST, Reviewed, ToldChange, ToldProblem
from folkmoot.publish.tree import write
from folkmoot.render.changes.markdown import as_markdown
from folkmoot.render.changes.sentences import Sentences
from folkmoot.render.wording.tongue import SOURCE, catalogued
from folkmoot.text import excerpt, one_line

if TYPE_CHECKING:
    from folkmoot.check import Actor


class Review(NamedTuple):
    """What was found, the changes as Markdown, and what is handed on."""

    found: Answer
    changes: str
    reviewed: Reviewed


def review(root: Path, now: dt.datetime, base: str, actor: "Actor | None" = None) -> Review:
    """What the files in `root` change since `base`, and what of it is wrong at `now` (aware).

    Raises `WrongUse` where there is no hub, no git repository, or no such commit.
    """
    compared = compare(root, base)
    language = catalogued(compared.languages[0]) or SOURCE
    found = answer(root, now, base, actor)
    sentences = Sentences(language, str)
    reviewed = Reviewed(
        language=language,
        changes=tuple(
            ToldChange(group=one.group, sentence=_short(sentences.capital(one))) for one in compared.changes[:MOST]
        ),
        more_changes=len(compared.changes[MOST:]),
        problems=tuple(map(_told, found.problems[:MOST])),
        more_problems=len(found.problems[MOST:]),
        older=len(found.older),
    )
    return Review(found, as_markdown(compared.changes, language), reviewed)


def hand_on(folder: Path, reviewed: Reviewed) -> None:
    """Writes the review into a folder; raises `FolkmootError` where that cannot be."""
    write(folder, Artifact(FILE, f"{reviewed.model_dump_json(indent=1)}\n".encode()))


def _told(one: Problem) -> ToldProblem:
    return ToldProblem(
        path=_short(one.path),
        line=one.line,
        column=one.column,
        severity=one.severity,
        code=one.code,
        message=_short(one.message),
        value=_short(one.value),
        hint=_short(one.hint),
    )


def _short(words: str) -> str:
    """On one line; half a character, which a file's name may hold, is no UTF-8."""
    return excerpt(one_line(words), LONGEST).encode("utf-8", "replace").decode()
