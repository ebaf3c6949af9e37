"""The use case `init`: a new hub that holds its data alone and leaves the program to a pinned requirement."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, StrictUndefined
from pydantic import BaseModel, ValidationError

from folkmoot import __version__
from folkmoot.errors import WrongUse
from folkmoot.model.artifact import Artifact
from folkmoot.model.community import Profile
from folkmoot.model.member import Member
from folkmoot.publish.tree import write_new
from folkmoot.text import one_line, slug_of

_REPOSITORY = re.compile(r"[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~])")
PROGRAM = f"git+https://github.com/folkmoot/folkmoot@v{__version__}"
"""What a new hub installs unless it is told otherwise: this version, from its repository."""
_TEMPLATE = ".j2"
_FOUNDER = "members/founder.yml"
_RIGHT = {
    "name": "write a name on one line, of at most 200 characters",
    "languages": "write language tags such as en, fr or pt-BR, at least one",
    "github": "write the login alone, without @ and address",
}
_UNTIL_THE_FIRST_MEETING = dt.timedelta(days=21)


class Answers(NamedTuple):
    """What is to be known about a new hub.

    `languages` are language tags, the main one first; `repository` is owner/name at GitHub, or "" where there is none
    yet; `founder` is a name and `login` their account at GitHub, or ""; `spec` is what pip is told to install.
    """

    name: str
    languages: tuple[str, ...] = ("en",)
    repository: str = ""
    founder: str = "The founder"
    login: str = ""
    spec: str = PROGRAM


def init(directory: Path, answers: Answers, today: dt.date) -> tuple[Artifact, ...]:
    """Writes a new hub into `directory` and returns its files; `today` is the day on which it is founded.

    Raises `WrongUse` where an answer cannot stand in a hub, or where files are in the way, all of which it names;
    then nothing is written.
    """
    artifacts = new_hub(answers, today)
    if in_the_way := [artifact.path for artifact in artifacts if _occupied(directory, artifact.path)]:
        raise WrongUse(
            f"{directory} already holds {', '.join(in_the_way)}",
            "nothing was written; choose an empty folder, or move these files away",
        )
    write_new(directory, artifacts)
    return artifacts


def _occupied(directory: Path, path: str) -> bool:
    """Whether anything stands at `path`, or a file or a link where one of its folders would have to be."""
    place = directory / path
    above = [directory / folder for folder in Path(path).parents if folder.parts]
    if directory.exists() and not directory.is_dir():
        return True
    return place.exists() or any(one.is_symlink() or one.is_file() for one in (place, *above))


def new_hub(answers: Answers, today: dt.date) -> tuple[Artifact, ...]:
    """The files of a new hub in the order of their paths; raises `WrongUse` where an answer cannot stand in one."""
    known = _checked(answers, today)
    engine = Environment(undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True, autoescape=False)  # noqa: S701
    engine.filters |= {"quoted": _quoted, "in_markdown": _in_markdown}
    artifacts = []
    for packaged, text in _packaged(files("folkmoot.contribute") / "hub"):
        path = packaged.removesuffix(_TEMPLATE)
        filled = text if path == packaged else engine.from_string(text).render(known)
        artifacts.append(
            Artifact(f"members/{known['founder_slug']}.yml" if path == _FOUNDER else path, filled.encode())
        )
    return tuple(sorted(artifacts))


def _packaged(folder: Traversable, below: str = "") -> Iterator[tuple[str, str]]:
    for item in folder.iterdir():
        path = f"{below}/{item.name}" if below else item.name
        if item.is_dir():
            yield from _packaged(item, path)
        else:
            yield path, item.read_text(encoding="utf-8")


def _checked(answers: Answers, today: dt.date) -> dict[str, Any]:
    """What the templates are told, after the records themselves have had a look at it."""
    answers = Answers(
        name=one_line(answers.name),
        languages=answers.languages,
        repository=one_line(answers.repository),
        founder=one_line(answers.founder),
        login=one_line(answers.login),
        spec=one_line(answers.spec),
    )
    _accepted(Profile, {"name": answers.name, "languages": answers.languages})
    founder = {"name": answers.founder, "joined": today} | ({"github": answers.login} if answers.login else {})
    _accepted(Member, founder)
    if answers.repository and not _REPOSITORY.fullmatch(answers.repository):
        raise WrongUse(f"{answers.repository} is no repository at GitHub", "write it as owner/name")
    if not answers.spec:
        raise WrongUse("it is not said which Folkmoot to install", "write folkmoot==1.0, for example, or an address")
    return answers._asdict() | {
        "founder_slug": slug_of(answers.founder) or "founder",
        "today": today.isoformat(),
        "first_meeting": (today + _UNTIL_THE_FIRST_MEETING).isoformat(),
        "site_url": _site_url(answers.repository),
    }


def _accepted(record: type[BaseModel], fields: dict[str, Any]) -> None:
    try:
        record.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = str(first["loc"][0])
        raise WrongUse(f"“{_shown(first['input'])}” cannot be used for {key}", _RIGHT[key]) from None


def _shown(answer: Any) -> str:
    return answer if isinstance(answer, str) else ", ".join(answer)


def _site_url(repository: str) -> str:
    """Where GitHub Pages shows the site of a repository, or "" where there is none."""
    owner, _, name = repository.partition("/")
    if not name:
        return ""
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def _quoted(text: str) -> str:
    """The text as a YAML scalar: JSON's strings are YAML's double-quoted ones."""
    return json.dumps(text, ensure_ascii=False)


def _in_markdown(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
