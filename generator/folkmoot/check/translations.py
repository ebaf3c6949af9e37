"""What stands beside something in another language: there is an original, and it is in a language of its own."""

import re
from collections.abc import Iterator

from folkmoot.check.addresses import is_list
from folkmoot.model.base import Written
from folkmoot.model.community import PROFILE_FILE, Community, is_profile_file
from folkmoot.model.problem import Problem
from folkmoot.model.translation import Translation, words_of

_TAG = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")


def lonely_translations(community: Community) -> Iterator[Problem]:
    """Translations of what is not there. Lists have no original: their opening words may be in any language."""
    for key, language, version in _of_records(community):
        if _original(community, key) is None and key not in community.unread:
            yield _lonely(version.path, language)
    there = {page.path for page in community.pages}
    for page in community.pages:
        if page.language and page.original not in there and not is_list(_folder_or_name(page.original)):
            yield _lonely(f"content/{page.path}", page.language)
    own = words_of(community.profile)
    for told in community.profiles.values():
        for key in told.words():
            if key not in own:
                yield Problem(
                    told.path,
                    "translation-alone",
                    f"this is a translation of the {key}, and {PROFILE_FILE} has none",
                    f"write it there, too, or remove {key} here",
                    keys=tuple(key.split(".")),
                )


def needless_translations(community: Community) -> Iterator[Problem]:
    """Translations into the language that the original is in."""
    main = community.profile.languages[0]
    for key, language, version in _of_records(community):
        record = _original(community, key)
        if record is not None and language == (getattr(record, "language", None) or main):
            yield _needless(version.path, record.path, language)
    there = {page.path for page in community.pages}
    for page in community.pages:
        if page.language == main and page.original in there:
            yield _needless(f"content/{page.path}", f"content/{page.original}", main)
    if main in community.profiles:
        yield _needless(community.profiles[main].path, PROFILE_FILE, main)


def empty_translations(community: Community) -> Iterator[Problem]:
    """Translations without a text of what has one: a page says nothing, a record shows the original's text."""
    for key, _, version in _of_records(community):
        record = _original(community, key)
        if record is not None and record.text.strip() and not version.text.strip():
            yield Problem(
                version.path,
                "translation-empty",
                f"the text below the keys is missing: the page shows that of {record.path}",
                "write it in this language, too",
                severity="warning",
            )
    texts = {page.path: page.body for page in community.pages}
    for page in community.pages:
        if page.language and not page.body.strip() and texts.get(page.original, "").strip():
            yield Problem(
                f"content/{page.path}",
                "translation-empty",
                "this translation says nothing",
                f"write into it what content/{page.original} says, or delete it",
            )
    for language, translated in community.profiles.items():
        if missing := [key for key in words_of(community.profile) if key not in translated.words()]:
            yield Problem(
                translated.path,
                "translation-empty",
                f"without {' and '.join(missing)}: pages in {language} show what {PROFILE_FILE} says",
                "say it in this language, too",
                severity="warning",
            )


def unlisted_languages(community: Community) -> Iterator[Problem]:
    """What looks like a translation into a language that the hub does not have."""
    there = {page.path for page in community.pages}
    for page in community.pages:
        name, _, tag = page.path.removesuffix(".md").rpartition(".")
        if not page.language and _TAG.fullmatch(tag) and f"{name}.md" in there:
            yield Problem(
                f"content/{page.path}",
                "language-unlisted",
                f"“{tag}” is no language of this hub, so this is a page of its own beside content/{name}.md",
                f"if it is a translation, add {tag} to languages in {PROFILE_FILE}; else give the file another name",
                value=tag,
                severity="warning",
            )
    for file in community.files:
        tag = file.removesuffix(".yml").rpartition(".")[2]
        if is_profile_file(f"content/{file}") and _TAG.fullmatch(tag):
            yield Problem(
                f"content/{file}",
                "language-unlisted",
                f"“{tag}” is no language of this hub, so what this says beside {PROFILE_FILE} is nowhere read",
                f"add {tag} to languages in {PROFILE_FILE}, or delete this file",
                value=tag,
                severity="warning",
            )


def _of_records(community: Community) -> Iterator[tuple[str, str, Translation]]:
    for key, versions in community.translations.items():
        for language, version in versions.items():
            yield key, language, version


def _original(community: Community, key: str) -> Written | None:
    family, _, slug = key.partition("/")
    found = getattr(community, family).get(slug)
    return found if isinstance(found, Written) else None


def _folder_or_name(path: str) -> str:
    """Where a page's text is to stand: events/index.md and join.md are the opening words of lists."""
    return path.removesuffix(".md").removesuffix("/index")


def _lonely(path: str, language: str) -> Problem:
    original = f"{path.removesuffix(f'.{language}.md')}.md"
    return Problem(
        path,
        "translation-alone",
        f"this is a translation of {original}, and there is no such file",
        f"write {original}, or correct the name; what is in one language alone has no language in its name",
    )


def _needless(path: str, original: str, language: str) -> Problem:
    return Problem(
        path,
        "translation-needless",
        f"{original} is in this language itself",
        f"move these words into it and delete this file, or correct the language “{language}” in one of the two",
    )
