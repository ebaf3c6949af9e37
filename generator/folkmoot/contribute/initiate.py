"""The use case `init`: a new hub that holds its data alone and leaves the program to a pinned requirement.

What it is made of lies beside this module as plain files: in `hub/` those that are the same in every language, in
`words/<language>/` those that people read. A file that ends in .j2 is a template.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, StrictUndefined
from pydantic import BaseModel, ValidationError

from folkmoot import __version__
from folkmoot.check.dates import unknown_zones
from folkmoot.contribute.languages import refuse_unknown_languages
from folkmoot.errors import WrongUse
from folkmoot.load.documents import read_yaml
from folkmoot.load.records import record_in
from folkmoot.model.account import is_repository
from folkmoot.model.artifact import Artifact
from folkmoot.model.community import PROFILE_FILE, Community, Profile
from folkmoot.model.member import Member
from folkmoot.model.moment import day_of
from folkmoot.model.reserved import WINDOWS_NAMES, is_reserved
from folkmoot.publish.tree import write_new
from folkmoot.render.issue_forms.documents import issue_forms
from folkmoot.render.owners import owners
from folkmoot.render.schemas.kinds import KINDS
from folkmoot.text import one_line, slug_of

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~])")
PROGRAM = f"git+https://github.com/folkmoot/folkmoot@v{__version__}"
"""What a new hub installs unless it is told otherwise: this version, from its repository."""
_PACKAGED = files("folkmoot.contribute")
_TEMPLATE = ".j2"
_ELSE = "en"
"""The language of the texts where there are none in the hub's own."""
_FOUNDER = "members/founder.yml"
_KEPT = frozenset(("README.md", ".gitignore"))
"""What GitHub makes with a new repository and a hub has, too; it makes a LICENSE besides, which a hub has not."""
_RIGHT = {
    "--name": "write a name on one line, of at most 200 characters",
    "--founder": "write a name on one line, of at most 200 characters",
    "--language": "write language tags such as en, fr or pt-BR, at least one",
    "--login": "write the login at GitHub alone, without address, such as ada-rossi",
    "--timezone": "write a time zone as in the IANA list: Europe/Rome",
}
_ANY_DAY = dt.date(2000, 1, 1)
_UNTIL_THE_FIRST_MEETING = dt.timedelta(days=21)


class Answers(NamedTuple):
    """What is to be known about a new hub.

    `languages` are language tags, the main one first; `repository` is owner/name at GitHub, or "" where there is none
    yet; `founder` is a name and `login` their account at GitHub, or ""; `spec` is what pip is told to install;
    `timezone` is the IANA name of the zone in which the community meets.
    """

    name: str
    languages: tuple[str, ...] = ("en",)
    repository: str = ""
    founder: str = "The founder"
    login: str = ""
    spec: str = PROGRAM
    timezone: str = "UTC"


class Begun(NamedTuple):
    """What `init` made: the files that it wrote, and the paths of those that were there and are kept in their stead."""

    written: tuple[Artifact, ...]
    kept: tuple[str, ...]


def init(directory: Path, answers: Answers, now: dt.datetime) -> Begun:
    """Writes a new hub into `directory`, which is founded on the day that it is `now` in its zone.

    A README and a .gitignore that are there stay as they are: GitHub makes them with a new repository. Raises
    `WrongUse` where an answer cannot stand in a hub, or where other files are in the way, all of which it names; then
    nothing is written.
    """
    artifacts = new_hub(answers, now)
    kept = {path for path in _KEPT if (directory / path).is_file()}
    wanted = tuple(artifact for artifact in artifacts if artifact.path not in kept)
    if taken := in_the_way(directory, wanted):
        raise WrongUse(
            f"{directory} already holds {', '.join(taken)}",
            "nothing was written; choose an empty folder, or move these files away",
        )
    write_new(directory, wanted)
    return Begun(wanted, tuple(sorted(kept)))


def in_the_way(directory: Path, wanted: Iterable[Artifact]) -> list[str]:
    """The paths of these files at which something is in the folder already."""
    return [artifact.path for artifact in wanted if _occupied(directory, artifact.path)]


def left_to_git() -> tuple[str, ...]:
    """What a new hub's .gitignore says is not to be committed."""
    return tuple((_PACKAGED / "hub" / ".gitignore").read_text(encoding="utf-8").split())


def _occupied(directory: Path, path: str) -> bool:
    """Whether anything stands at `path`, or a file or a link where one of its folders would have to be."""
    place = directory / path
    above = [directory / folder for folder in Path(path).parents if folder.parts]
    if directory.exists() and not directory.is_dir():
        return True
    return place.exists() or any(one.is_symlink() or one.is_file() for one in (place, *above))


def languages_of_texts() -> frozenset[str]:
    """The languages in which there are texts for a new hub."""
    return frozenset(one.name for one in (_PACKAGED / "words").iterdir())


def texts_in(language: str) -> str:
    """The language of the texts for a hub in `language`: that one, without script and region, or English."""
    plain = language.partition("-")[0]
    return plain if plain in languages_of_texts() else _ELSE


def new_hub(answers: Answers, now: dt.datetime) -> tuple[Artifact, ...]:
    """The files of a new hub in the order of their paths; raises `WrongUse` where an answer cannot stand in one.

    Texts that are not in the hub's main language say which one they are in.
    """
    answers = _accepted(answers)
    known = _told(answers, now)
    engine = Environment(undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True, autoescape=False)  # noqa: S701
    engine.filters |= {"quoted": _quoted, "in_markdown": _in_markdown}
    artifacts = []
    words = _PACKAGED / "words" / texts_in(answers.languages[0])
    for path_there, text in (*packaged(_PACKAGED / "hub"), *packaged(words)):
        path = path_there.removesuffix(_TEMPLATE)
        filled = text if path == path_there else engine.from_string(text).render(known)
        artifacts.append(
            Artifact(f"members/{known['founder_slug']}.yml" if path == _FOUNDER else path, filled.encode())
        )
    profile = next(artifact for artifact in artifacts if artifact.path == PROFILE_FILE)
    told = Profile.model_validate(read_yaml(profile.content).values)
    artifacts += issue_forms(told, known["site_url"])
    slug = known["founder_slug"]
    own = next(artifact for artifact in artifacts if artifact.path == f"members/{slug}.yml")
    if founder := record_in(own.content, own.path, slug, Member, []):
        begun = Community(told, {slug: founder}, {}, {}, {}, {}, {}, (), ())
        artifacts += filter(None, [owners(begun, day_of(now, answers.timezone).date())])
    return tuple(sorted(artifacts))


def packaged(folder: Traversable, below: str = "") -> Iterator[tuple[str, str]]:
    """The files that are packaged with the program in a folder, by their paths in it, with their texts."""
    for item in folder.iterdir():
        path = f"{below}/{item.name}" if below else item.name
        if item.is_dir():
            yield from packaged(item, path)
        else:
            yield path, item.read_text(encoding="utf-8")


def refuse_unknown_zone(zone: str) -> None:
    """Raises `WrongUse` where the IANA list has no time zone of that name; it names the one that is probably meant."""
    profile = Profile(name="?").model_copy(update={"timezone": zone})
    for problem in unknown_zones(Community(profile, {}, {}, {}, {}, {}, {}, (), ())):
        raise WrongUse(problem.message, problem.hint)


def refuse_a_hub(folder: Path) -> None:
    """Raises `WrongUse` where a hub is in the folder already."""
    if (folder / PROFILE_FILE).exists():
        raise WrongUse(f"{folder} is a hub already", "choose another folder; what is there stays as it is")


def refuse_placeholder(spec: str) -> None:
    """Raises `WrongUse` where a word of the guide's stands for what somebody has to name."""
    if spec.endswith("@COMMIT"):
        raise WrongUse("--from: COMMIT stands for a commit", "write one of Folkmoot's, such as @1a2b3c4, or a tag")


def refuse_unfit(**given: Any) -> None:
    """Raises `WrongUse` where an answer, by its name in `Answers`, cannot stand in a hub whatever the others are."""
    _accepted(Answers(name="?")._replace(**given))


def _accepted(answers: Answers) -> Answers:
    """The answers on one line each, after the records themselves have had a look at them."""
    answers = Answers(
        name=one_line(answers.name),
        languages=tuple(dict.fromkeys(answers.languages)),
        repository=one_line(answers.repository),
        founder=one_line(answers.founder),
        login=one_line(answers.login).removeprefix("@"),
        spec=one_line(answers.spec),
        timezone=one_line(answers.timezone),
    )
    refuse_unknown_languages(answers.languages)
    refuse_unknown_zone(answers.timezone)
    for record, key, option, answer in (
        (Profile, "name", "--name", answers.name),
        (Profile, "languages", "--language", answers.languages),
        (Profile, "timezone", "--timezone", answers.timezone),
        (Member, "name", "--founder", answers.founder),
        (Member, "github", "--login", answers.login or None),
    ):
        _refuse(record, key, option, answer)
    if answers.repository and not is_repository(answers.repository):
        raise WrongUse(f"“{answers.repository}” cannot be used for --github", "write the repository as owner/name")
    if not answers.spec:
        raise WrongUse("it is not said which Folkmoot to install", "write folkmoot==1.0, for example, or an address")
    return answers


def _refuse(record: type[BaseModel], key: str, option: str, answer: Any) -> None:
    """Raises `WrongUse` that names the option, where the record does not take the answer for a key."""
    whole = {"name": "?", "joined": _ANY_DAY} if record is Member else {"name": "?"}
    try:
        record.model_validate(whole | {key: answer})
    except ValidationError:
        raise WrongUse(f"“{_shown(answer)}” cannot be used for {option}", _RIGHT[option]) from None


def _told(answers: Answers, now: dt.datetime) -> dict[str, Any]:
    """What the templates are told."""
    today = day_of(now, answers.timezone).date()
    return answers._asdict() | {
        "founder_slug": _file_of(answers.founder),
        "today": today.isoformat(),
        "first_meeting": (today + _UNTIL_THE_FIRST_MEETING).isoformat(),
        "site_url": _site_url(answers.repository),
        "editing": _editing(_site_url(answers.repository)),
        "borrowed": texts_in(answers.languages[0]) != answers.languages[0].partition("-")[0],
    }


def _file_of(founder: str) -> str:
    """What the founder's file is called, without its ending: some names are the site's, or Windows' own."""
    slug = slug_of(founder) or "founder"
    return f"{slug}-1" if is_reserved("members", slug) or slug in WINDOWS_NAMES else slug


def _shown(answer: Any) -> str:
    return answer if isinstance(answer, str) else ", ".join(answer)


def _site_url(repository: str) -> str:
    """Where GitHub Pages shows the site of a repository, or "" where there is none."""
    owner, _, name = repository.partition("/")
    if not name:
        return ""
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def _editing(site_url: str) -> dict[str, str]:
    """What VS Code's extension for YAML checks files with: the addresses of schemas, and the files of each.

    Where no address is known yet, that is what `folkmoot build` writes on the machine itself. Files with front matter
    are left out: the extension does not look into them.
    """
    kinds = [(kind, path) for kind in KINDS for path in kind.globs if path.endswith(".yml")]
    return {f"{site_url or './site/'}{kind.schema_path}": path for kind, path in kinds}


def _quoted(text: str) -> str:
    """The text as a YAML scalar: JSON's strings are YAML's double-quoted ones."""
    return json.dumps(text, ensure_ascii=False)


def _in_markdown(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
