"""What files may be called and be, and what a misnamed one should be called."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from pathlib import Path

from folkmoot.model.account import LOGIN
from folkmoot.model.base import SLUG
from folkmoot.model.community import PROFILE_FILE, github_name
from folkmoot.model.image import PICTURES
from folkmoot.model.problem import Problem
from folkmoot.model.remedy import Move
from folkmoot.model.reserved import WINDOWS_NAMES
from folkmoot.text import one_line, slug_of

LONGEST_NAME = 60
"""So many letters a record's file name has at most, its ending left out."""

_KNOWN_ENDING = re.compile(r"\.(?:ya?ml|md|markdown|txt)(?![a-z0-9])", re.IGNORECASE)
_LANGUAGE_ENDING = re.compile(r"(?<=[a-z0-9])\.([a-z]{2,3}(?:-[a-z]{4})?(?:-[a-z]{2})?)$", re.IGNORECASE)
_SAME_ENDINGS = {".yml": (".yml", ".yaml"), ".md": (".md", ".markdown")}
"""How the ending of a family's files is written elsewhere, whatever its capitals."""
_SPARE = re.compile(r"^[.~]|\(\d+\)|(?<![^\W_])(?:copia|copie|copy|kopie)(?![^\W_])", re.IGNORECASE)
"""What tells in a name that the file is a copy of another one, or was put aside."""
_NOT_IN_NAMES = re.compile(r'[\\:*?"<>|]')


def shown(path: str) -> str:
    """A path as it can be printed on one line, whatever characters or bytes it holds."""
    return one_line(path.encode("utf-8", "replace").decode())


def better_name(name: str) -> str:
    """What a file should be called, without its ending; "" where nothing of its name can be kept."""
    return slug_of(_KNOWN_ENDING.split(shown(name))[0])


def is_spare(name: str) -> bool:
    """Whether a file is by its name a copy, or put aside: nobody can tell whether it is wanted. `Bo (1).yml` is."""
    return _SPARE.search(name) is not None


def languages_in(names: Iterable[str]) -> tuple[str, ...]:
    """The languages that files are in by their names, as far as these tell: ("fr",) for open-day.fr.md."""
    found = (_LANGUAGE_ENDING.search(name.removesuffix(".md").removesuffix(".yml")) for name in names)
    return tuple(sorted({_as_written(tag[1]) for tag in found if tag}))


def is_fit(slug: str) -> bool:
    """Whether a record's file may have this name, its ending left out."""
    return len(slug) <= LONGEST_NAME and SLUG.fullmatch(slug) is not None and slug not in WINDOWS_NAMES


def misplaced(
    path: Path, folder: str, ending: str, names: Collection[str], languages: Collection[str] = ()
) -> Problem | None:
    """What is wrong with a file before it is opened: what it is, its ending, its name.

    Beside it there may be translations into `languages`.
    """
    where = shown(f"{folder}/{path.name}")
    if path.is_symlink() or not path.is_file():
        if path.is_dir() and not path.is_symlink():
            return Problem(where, "not-a-file", "this is a folder, and is not read", f"move its files into {folder}/")
        return Problem(where, "not-a-file", "this is no file of its own, and is not read", "put the file itself there")
    if path.suffix.lower() in PICTURES:
        return Problem(where, "file-ending", f"files in {folder}/ end in {ending}", "pictures go into content/photos/")
    slug = path.name.removesuffix(ending)
    windows = slug.partition(".")[0].lower() in WINDOWS_NAMES
    if slug != path.name and is_fit(slug):
        return None
    better = better_name(path.name)
    right = f"{better or 'ada-rossi'}{ending}"
    hint = _advice(path.name, better, right, names)
    if path.suffix != ending and path.name != ending:
        told = f"files in {folder}/ end in {ending}"
        return Problem(where, "file-ending", told, hint, remedy=_move(folder, path.name, ending, right, names))
    if windows:
        return Problem(
            where, "file-name", f"computers with Windows cannot store a file named {slug}", f"call it {slug}-1{ending}"
        )
    if ending == ".md" and (tag := _LANGUAGE_ENDING.search(slug)):
        language = _as_written(tag[1])
        if language not in languages:
            return _in_no_language(where, language, f"{better}.md")
        right = f"{better_name(slug.removesuffix(tag[0])) or 'open-day'}.{language}.md"
        hint = f"call it {right}, as a translation is called"
    return Problem(
        where,
        "file-name",
        f"the file's name becomes part of a web address: at most {LONGEST_NAME} small letters a-z, digits and hyphens",
        hint,
        remedy=_move(folder, path.name, ending, right, names),
    )


def _advice(name: str, better: str, right: str, names: Collection[str]) -> str:
    """What to do with a file that has not the `right` name, of which `better` is what is left of its own."""
    if not better:
        return f"use a-z, 0-9 and hyphens, such as {right}"
    if right in names and right != name:
        return f"delete it if it is left over: {right} is there already"
    return (
        f"delete it if it is a copy that is left over; else call it {right}" if is_spare(name) else f"call it {right}"
    )


def _move(folder: str, name: str, ending: str, right: str, names: Collection[str]) -> Move | None:
    """The name that a file should have, where all of its own is in it and no other file has it, or should have it.

    What is written in other letters than Latin ones can be written in these in more than one way.
    """
    said = _KNOWN_ENDING.split(shown(name))
    stem, endings = said[0], [one.lower() for one in _KNOWN_ENDING.findall(name)]
    letters = unicodedata.normalize("NFKD", stem)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    is_whole = bare.isascii() and bool(better_name(name)) and len(stem) <= LONGEST_NAME and not said[-1].strip()
    if (
        is_spare(name)
        or not is_whole
        or endings[:1] not in [[one] for one in _SAME_ENDINGS[ending]]
        or endings[1:] not in ([], [".txt"])
    ):
        return None
    wanted = better_name(right)
    alone = sum(better_name(other) == wanted and _KNOWN_ENDING.search(other) is not None for other in names) == 1
    return Move(f"{folder}/{right}") if right not in names and alone else None


def _as_written(tag: str) -> str:
    """A language tag in the letters that it is written with: pt-BR."""
    first, *others = tag.split("-")
    return "-".join([first.lower(), *(one.upper() if len(one) == 2 else one.title() for one in others)])


def _in_no_language(where: str, language: str, right: str) -> Problem:
    return Problem(
        where,
        "file-name",
        f"“{language}” is no language of this hub, so this is no translation, and other names have no dot",
        f"if it is a translation, add {language} to languages in {PROFILE_FILE}; if it stands by itself, call it"
        f" {right} and write language: {language} in it",
        value=language,
    )


def unfit(path: Path, where: str) -> Problem | None:
    """What is wrong with a page's or picture's name or kind, before it is opened."""
    place = shown(f"content/{where}")
    if path.is_symlink() or not (path.is_file() or path.is_dir()):
        return Problem(place, "not-a-file", "this is a link, and only files are read", "put the file itself there")
    if path.name.partition(".")[0].lower() in WINDOWS_NAMES or path.name.endswith((".", " ")):
        return Problem(
            place, "file-name", f"computers with Windows cannot store a file named {path.name}", "give it another name"
        )
    if place != f"content/{where}" or _NOT_IN_NAMES.search(path.name):
        return Problem(
            place,
            "file-name",
            "the name holds a character that not every computer can store",
            "call it by letters, digits, hyphens, dots and spaces",
        )
    return None


_OF_GITHUB = re.compile(rf"(?:(?:https?://)?(?:www\.)?github\.com/|login:|@)+({LOGIN})/?", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:(?:id|github)[:# ]\s*|#)?([1-9][0-9]{0,17})(?:\+\S+@users\.noreply\.github\.com)?", re.IGNORECASE
)


def repository_advice(given: str) -> str:
    """What to write for a repository at GitHub that is told in another way, such as by a page of it; "" if unknown."""
    if name := github_name(given):
        return f"write {name}"
    if re.match(r"(?:https?|ssh)://|git@", given) and "github.com" not in given:
        return "write owner/name of a repository at GitHub; others can be named below repositories alone"
    if given.lower() in ("true", "false", "yes", "no", "on", "off"):  # a list is taken for a switch
        return ""
    bare = re.fullmatch(r"(?:https?://(?:www\.)?github\.com/)?([A-Za-z0-9-]+)/?", given)
    if bare and given.startswith("http"):
        return f"add the repository's name, such as {bare[1]}/hub"
    return f"write its owner in front, such as lantern-club/{bare[1]}" if bare else ""


def account_advice(given: str) -> str:
    """What to write for another account of a member that is told in another way, such as its address; "" if unknown."""
    if found := _OF_GITHUB.fullmatch(given):
        return f"write the login alone: {found[1]}"
    if found := _NUMBER.fullmatch(given):
        return f"write the account's number as github:{found[1]}"
    if "@" in given:
        return (
            "leave e-mail addresses out, since everybody can read them: folkmoot contributors --doubles proposes hash:…"
        )
    return ""
