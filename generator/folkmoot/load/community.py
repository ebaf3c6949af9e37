"""A hub's folders into one `Community`: every record that can be read, and every problem met on the way."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from folkmoot.errors import FolkmootError, WrongUse
from folkmoot.load import collector
from folkmoot.load.documents import Unreadable, decoded, read_front_matter, refuse_turning
from folkmoot.load.family_files import IGNORED, filed, read_families
from folkmoot.load.folders import with_folders
from folkmoot.load.forgotten import load_forgotten
from folkmoot.load.names import languages_in, unfit
from folkmoot.load.page_keys import with_keys
from folkmoot.load.pictures import picture_faults
from folkmoot.load.records import closed, record_of, unreadable
from folkmoot.load.strays import strays
from folkmoot.model.artifact import Artifact
from folkmoot.model.base import Filed
from folkmoot.model.community import PROFILE_FILE, Community, Profile, profile_file
from folkmoot.model.families import FAMILIES, family_in
from folkmoot.model.own_page import Page
from folkmoot.model.paths import name_and_language
from folkmoot.model.problem import Problem
from folkmoot.model.translation import TranslatedProfile, Translation
from folkmoot.text import excerpt, one_line


class Loaded(NamedTuple):
    """What could be read, and what could not."""

    community: Community
    problems: list[Problem]


def load_community(root: Path) -> Loaded:
    """Reads the hub in `root`. Raises `WrongUse` where there is no hub; everything else is a `Problem`."""
    refuse_other_folders(root)
    with collector.resting():
        return _loaded(root)


def _loaded(root: Path) -> Loaded:
    problems: list[Problem] = []
    profile = record_of(root, root / PROFILE_FILE, "community", Profile, problems) or _unknown_profile(root)
    unread: set[str] = set()
    families: dict[str, Any] = {}
    translations: dict[str, dict[str, Translation]] = {}
    for name, found in read_families(root, profile.languages, problems).items():
        families[name] = {slug: one for slug, one in found.items() if one is not None and "." not in slug}
        unread |= {f"{name}/{slug}" for slug, one in found.items() if one is None and "." not in slug}
        for slug, one in found.items():
            if isinstance(one, Translation):
                stem, language = name_and_language(slug, profile.languages)
                translations.setdefault(f"{name}/{stem}", {})[language] = one
    problems += strays(root)
    pages, files = _content(root, profile.languages, problems)
    community = Community(
        profile=profile,
        pages=pages,
        files=files,
        unread=frozenset(unread),
        translations=translations,
        profiles=_profiles(root, profile.languages, problems),
        forgotten=load_forgotten(root, problems),
        **families,
    )
    return Loaded(with_folders(root, community), problems)


def _unknown_profile(root: Path) -> Profile:
    """What stands for a community whose file cannot be read: its languages are those that translations are named by.

    So nothing that is right is said to be wrong because of another file.
    """
    names = [path.name for folder in ("events", "content") for path in (root / folder).rglob("*")]
    return Profile(name="?", languages=tuple(dict.fromkeys(("en", *languages_in(names)))))


def refuse_other_folders(root: Path) -> None:
    """Raises `WrongUse` where there is no hub in `root`."""
    if not (root / PROFILE_FILE).is_file():
        raise WrongUse(
            f"{root} is no hub: it has no {PROFILE_FILE}",
            "go to a hub's folder, name one with --hub, or make one with: folkmoot init FOLDER",
        )


def family_of(path: str) -> str:
    """The family that a file of the hub belongs to by its folder, or ""."""
    folder, _, name = path.rpartition("/")
    return family_in(folder) if name not in IGNORED else ""


def with_record(root: Path, community: Community, path: str) -> Loaded:
    """The community with one file of a family read again, as it is now or gone; the problems are those of the file.

    What cannot be read is left out, as it is when everything is read.
    """
    problems: list[Problem] = []
    name = family_of(path)
    family = FAMILIES[name]
    languages = community.profile.languages if family.translation else ()
    file = root / path
    slug, one = file.name.removesuffix(family.ending), None
    if is_there := file.is_file() or file.is_symlink():
        names = [found.name for found in file.parent.iterdir()]
        slug, one = filed(root, file, names, family, problems, languages)
    stem, language = name_and_language(slug, languages)
    key = f"{name}/{stem}"
    if language:
        versions = {tag: found for tag, found in community.translations.get(key, {}).items() if tag != language}
        if isinstance(one, Translation):
            versions[language] = one
        others = {other: found for other, found in community.translations.items() if other != key}
        return Loaded(community._replace(translations=others | ({key: versions} if versions else {})), problems)
    if path != family.path(slug):  # misnamed: the record of the right name is another file's
        return Loaded(community._replace(unread=community.unread | {key}), problems)
    records: dict[str, Filed] = {other: found for other, found in getattr(community, name).items() if other != slug}
    if one is not None:
        records[slug] = one
    changed: dict[str, Any] = {name: dict(sorted(records.items()))}
    unread = community.unread | {key} if is_there and one is None else community.unread - {key}
    return Loaded(with_folders(root, community._replace(unread=unread, **changed)), problems)


def with_content(root: Path, community: Community) -> Loaded:
    """The community with people's own pages and the files beside them read again, and what is wrong with those."""
    problems: list[Problem] = []
    pages, files = _content(root, community.profile.languages, problems)
    return Loaded(community._replace(pages=pages, files=files), problems)


def load_some(root: Path, paths: Iterable[str]) -> Loaded:
    """Of the hub in `root` the community's own file and these, as far as they are there: as if there were no others.

    `files` are those of them that are no records and no pages; they are not opened.
    """
    problems: list[Problem] = []
    profile = record_of(root, root / PROFILE_FILE, "community", Profile, problems) or _unknown_profile(root)
    families: dict[str, Any] = {family: {} for family in FAMILIES}
    translations: dict[str, dict[str, Translation]] = {}
    unread, pages, files = set(), [], []
    there = sorted(path for path in set(paths) if (root / path).is_file() or (root / path).is_symlink())
    for path in there:
        if name := family_of(path):
            family = FAMILIES[name]
            languages = profile.languages if family.translation else ()
            slug, one = filed(root, root / path, (), family, problems, languages)
            if isinstance(one, Translation):
                stem, language = name_and_language(slug, languages)
                translations.setdefault(f"{name}/{stem}", {})[language] = one
            elif one is not None:
                families[name][slug] = one
            elif "." not in slug:
                unread.add(f"{name}/{slug}")
        elif path.startswith("content/") and path not in {PROFILE_FILE, *map(profile_file, profile.languages)}:
            where = path.removeprefix("content/")
            if not path.endswith(".md"):
                files.append(where)
            elif fault := unfit(root / path, where):
                problems.append(fault)
            elif page := _read_page(root / path, where, profile.languages, problems):
                pages.append(page)
    profiles = {
        language: one
        for language in profile.languages
        if profile_file(language) in there
        and (one := record_of(root, root / profile_file(language), "community", TranslatedProfile, problems))
    }
    community = Community(
        profile=profile,
        pages=tuple(pages),
        files=tuple(files),
        unread=frozenset(unread),
        translations=translations,
        profiles=profiles,
        **families,
    )
    return Loaded(with_folders(root, community), problems)


def content_files(root: Path, community: Community) -> Iterator[Artifact]:
    """The pictures and other files below content/, by their paths in it.

    Raises `FolkmootError` for one that cannot be read.
    """
    for name in community.files:
        try:
            content = (root / "content" / name).read_bytes()
        except OSError as error:
            raise FolkmootError(f"content/{name} cannot be read: {error.strerror}", "check its permissions") from None
        yield Artifact(name, content)


def _profiles(root: Path, languages: Collection[str], problems: list[Problem]) -> dict[str, TranslatedProfile]:
    """What the community says of itself in its other languages, by language."""
    found: dict[str, TranslatedProfile] = {}
    for language in languages:
        path = root / profile_file(language)
        if path.exists() or path.is_symlink():
            one = record_of(root, path, "community", TranslatedProfile, problems)
            found |= {language: one} if one is not None else {}
    return found


def _content(
    root: Path, languages: Collection[str], problems: list[Problem]
) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """The pages that people wrote and the files beside them; records are read elsewhere."""
    content = root / "content"
    records = {one.folder.removeprefix("content/") for one in FAMILIES.values() if one.folder.startswith("content/")}
    profiles = {PROFILE_FILE, *map(profile_file, languages)}
    pages, files = [], []
    for path in sorted(content.rglob("*")):
        parts = path.relative_to(content).parts
        where = "/".join(parts)
        if parts[0] in records or f"content/{where}" in profiles or any(part.startswith(".") for part in parts):
            continue
        if fault := unfit(path, where):
            problems.append(fault)
        elif path.is_dir():
            continue
        elif path.suffix != ".md":
            files.append(where)
            problems += _of_picture(path, f"content/{where}")
        elif page := _read_page(path, where, languages, problems):
            pages.append(page)
    return tuple(pages), tuple(files)


def _read_page(path: Path, where: str, languages: Collection[str], problems: list[Problem]) -> Page | None:
    try:
        page, faults = with_keys(_page(where, decoded(path.read_bytes()), languages))
    except Unreadable as fault:
        problems.append(unreadable(f"content/{where}", fault))
    except OSError as error:
        problems.append(closed(f"content/{where}", error))
    else:
        problems += faults
        return page
    return None


def _of_picture(path: Path, where: str) -> list[Problem]:
    try:
        return picture_faults(path, where)
    except OSError as error:
        return [closed(where, error)]


def _page(path: str, text: str, languages: Collection[str]) -> Page:
    """A page, with the title its engine would give it: the front matter's, the first heading, or the file's name."""
    keys: Mapping[str, Any] = {}
    body = text
    refuse_turning(text)
    if text.startswith("---\n"):
        keys, body, *_ = read_front_matter(text.encode())
    heading = next((line[2:] for line in body.split("\n") if line.startswith("# ")), "")
    stem, language = name_and_language(path.removesuffix(".md"), languages)
    name = stem.rpartition("/")[2].replace("-", " ").capitalize()
    said = keys.get("title")
    title = excerpt(one_line(said if isinstance(said, str) else heading or name), 200)
    return Page(path, title, text, keys, body, language, f"{stem}.md")
