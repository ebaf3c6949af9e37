"""docs/reference/rules.md, and a page for every problem: shown by breaking the example hub and checking it."""

import ast
import contextlib
import datetime as dt
import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

import folkmoot
from folkmoot import build, git
from folkmoot.check import CHANGE_RULES, COMPARED_RULES, DATED_RULES, RULES, Actor
from folkmoot.cli.console import tell_problems
from folkmoot.contribute.mending import fix
from folkmoot.contribute.review import review, review_change
from folkmoot.load import complaints, unbroken
from folkmoot.model.problem import Problem
from support.reference.breakage import FOLDER, Breakage
from support.reference.breakages import BREAKAGES
from support.reference.markdown import fenced, joined

_OPENING = """\
# What can be wrong, and what would be right

`folkmoot check` reads every file of a hub and says everything that is wrong, with the place, the line as written, and
what would be right. An *error* stops the site from being built; a *warning* does not. The word in square brackets at
the end of a line is the problem's code: each has a page with an example, in which one file of
[the example hub](../examples/hub) is broken in one place. What has one right answer, `folkmoot check --fix`
[mends by itself](../contributor.md#let-the-program-mend-it)."""

_GROUPS = (
    ("Between files", "What one file says about another, and what is true of the hub as a whole."),
    ("In one file", "What a key can hold; see [Files and their keys](formats.md)."),
    ("A file as a whole", "What keeps a file from being read at all."),
    (
        "The archive and the metrics",
        "Told by `folkmoot build`, which reads them; metrics' headers by `folkmoot check`, too.",
    ),
    ("A proposal", "Told by `folkmoot check --changed-since REF --actor LOGIN`, which knows who changes what."),
)
_OF_THE_ARCHIVE, _OF_A_PROPOSAL = 3, 4
_AT = dt.datetime(2026, 6, 15, tzinfo=dt.UTC)
_STRANGER = "somebody-else"
_RULES = (*RULES, *DATED_RULES, *COMPARED_RULES, *CHANGE_RULES)
_MAKERS = {"Problem": 1, "Unreadable": 0, "_Refused": 1, "_Found": 0}
"""What makes a problem, and which of its arguments is the code."""


def page(_example: Path) -> str:
    """The list of all codes."""
    sections = []
    for group, (heading, words) in enumerate(_GROUPS):
        rows = [f"- [`{code}`](rules/{code}.md): {asks(code)}" for code, one in BREAKAGES.items() if one.group == group]
        sections += [f"## {heading}", words, "\n".join(rows)]
    return joined([_OPENING, *sections])


def page_of(code: str, example: Path) -> str:
    """The page of one code: what is asked for, how it is broken, what Folkmoot says then, and what is right."""
    one = BREAKAGES[code]
    parts = [f"# `{code}`", asks(code)]
    end = "[All that can be wrong](../rules.md)"
    if not one.wrong:
        return joined([*parts, one.told, end])
    severity = problems_with(example, code)[0].severity
    parts.append(f"{severity.capitalize()}. {one.told or f'For example, in `{one.path}`:'}")
    if isinstance(one.wrong, str) and one.wrong != FOLDER and 1 < len(one.wrong) < 300:
        parts.append(fenced(one.wrong, one.language))
    parts += ["Folkmoot says:", fenced(said(example, code), "text")]
    if one.right:
        parts += ["Right is:", fenced(one.right, one.language)]
    if is_mended(example, code):
        parts.append("`folkmoot check --fix` mends this example.")
    return joined([*parts, end])


def asks(code: str) -> str:
    """What a rule, or the reader of files, wants, in one sentence."""
    return next((rule.asks for rule in _RULES if rule.code == code), BREAKAGES[code].asks)


def said(example: Path, code: str) -> str:
    """What the program says of the broken example, without the other problems that follow from it."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        tell_problems(problems_with(example, code)[:1])
    return click.unstyle(out.getvalue()).rpartition("\n1 ")[0]


def problems_with(example: Path, code: str) -> list[Problem]:
    """The problems of that code in the example hub, broken as `BREAKAGES` says."""
    one = BREAKAGES[code]
    with tempfile.TemporaryDirectory() as folder:
        hub = Path(folder) / "hub"
        shutil.copytree(example, hub, ignore=shutil.ignore_patterns(".folkmoot", "site"))
        found = _found(hub, one)
    return [problem for problem in found if problem.code == code]


def is_mended(example: Path, code: str) -> bool:
    """Whether `check --fix` mends the broken example."""
    one = BREAKAGES[code]
    if one.group in (_OF_THE_ARCHIVE, _OF_A_PROPOSAL):
        return False
    if not any(problem.remedy or problem.code in unbroken.CODES for problem in problems_with(example, code)):
        return False
    with tempfile.TemporaryDirectory() as folder:
        hub = Path(folder) / "hub"
        shutil.copytree(example, hub, ignore=shutil.ignore_patterns(".folkmoot", "site"))
        _broken(hub, one)
        mended, left = fix(hub, _AT)
    return bool(mended) and all(problem.code != code for problem in left.problems)


def _found(hub: Path, one: Breakage) -> list[Problem]:
    if one.group == _OF_A_PROPOSAL:
        for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "As it was"]):
            git.run("-c", "user.name=Ada", "-c", "user.email=ada@lamps.example", *words, at=hub)
        _broken(hub, one)
        return review_change(hub, _AT, "HEAD", Actor(_STRANGER)).problems
    _broken(hub, one)
    return build.draft(hub, _AT).problems if one.group == _OF_THE_ARCHIVE else review(hub, _AT).problems


def _broken(hub: Path, one: Breakage) -> None:
    for path in one.gone:
        (hub / path).unlink()
    target = hub / one.path
    target.parent.mkdir(parents=True, exist_ok=True)
    if one.wrong == FOLDER:
        target.mkdir()
    elif isinstance(one.wrong, bytes):
        target.write_bytes(one.wrong)
    elif one.right and target.exists():
        text = target.read_text("utf-8")
        assert text.count(one.right) == 1, f"{one.path} does not hold this once: {one.right}"
        target.write_text(text.replace(one.right, one.wrong), "utf-8")
    else:
        target.write_text(one.wrong, "utf-8")


def codes() -> set[str]:
    """Every code that the program's source can give a problem of a hub's files.

    What the preview shows of the engine's failures is no problem that `check` finds, nor are a mapping that an import
    is given, and a form that somebody broke; and what is remembered, or handed over by
    another run, was found before.
    """
    found = {rule.code for rule in _RULES} | {code for code, _, _ in complaints._SAID.values()}
    found |= set(complaints._CUSTOM.values())
    program = Path(folkmoot.__file__).parent
    others = {path for folder in ("preview", "contribute/importing") for path in (program / folder).rglob("*.py")}
    others |= {program / "load/issue_forms.py", program / "contribute/remembered.py", program / "model/reviewed.py"}
    for path in sorted(set(program.rglob("*.py")) - others):
        found |= set(_written(ast.parse(path.read_text("utf-8")), path.name))
    return found


def _written(tree: ast.AST, name: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MAKERS:
            yield from _constant([*node.args, *(one.value for one in node.keywords)][_MAKERS[node.func.id]])
        if name == "complaints.py" and isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            yield from _constant(node.value.elts[0])


def _constant(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
