"""People's own pages, translations, and the other files of a hub, which are told by their paths."""

from collections.abc import Iterable, Iterator, Mapping

from folkmoot.derive.changes.fields import Subject, compared, rewritten
from folkmoot.derive.changes.naming import Names
from folkmoot.model.base import Filed, Written
from folkmoot.model.change import Change, Named
from folkmoot.model.community import Community
from folkmoot.model.own_page import Page
from folkmoot.model.touched import Touched

_CONTENT = "content/"


def pages(before: Community, after: Community, names: Names, renamed: Mapping[str, str]) -> Iterator[Change]:
    """What differs between people's own pages; `renamed` are paths before by paths now, relative to the hub."""
    old, new = ({one.path: one for one in side.pages} for side in (before, after))
    gone = set(old) - set(new)
    for path, page in new.items():
        subject = _subject(page, names)
        was = old.get(path)
        if was is None:
            former = (renamed.get(_CONTENT + path, "").removeprefix(_CONTENT), *reversed(page.formerly))
            earlier = next((one for one in former if one in gone), "")
            if not earlier:
                yield subject.change("added")
                continue
            gone.discard(earlier)
            was = old[earlier]
            yield subject.change("renamed", before=earlier, after=path)
            if was.body == page.body and _without_former(was) == _without_former(page):
                continue
        if was.text != page.text:
            yield from rewritten(subject, "text", was.text, page.text)
    for path in sorted(gone):
        yield _subject(old[path], names).change("removed")


def _subject(page: Page, names: Names) -> Subject:
    return Subject(Named("pages", page.path.removesuffix(".md"), page.title), _CONTENT + page.path, names)


def _without_former(page: Page) -> dict[str, object]:
    return {key: value for key, value in page.keys.items() if key != "formerly"}


def other_files(files: Iterable[Touched], told: frozenset[str], names: Names) -> Iterator[Change]:
    """Files that are no records and no pages, such as pictures, metrics and mkdocs.yml.

    Of a portrait of somebody who is hidden the path would tell who it is.
    """
    for one in files:
        if one.path in told or one.before in told:
            continue
        if any(path and names.hides(path) for path in one):
            yield Change("touched", Named("members", "", ""), "", "photo")
            continue
        path = one.path or one.before
        subject = Named("files", path, path)
        if one.path and one.before and one.path != one.before:
            yield Change("renamed", subject, path, before=one.before, after=one.path)
        else:
            yield Change("touched" if one.path == one.before else "added" if one.path else "removed", subject, path)


def versions(subject: Subject, before: Mapping[str, Filed], after: Mapping[str, Filed]) -> Iterator[Change]:
    """What differs between the translations of one record, by language."""
    for language in sorted(before.keys() | after.keys()):
        old, new = before.get(language), after.get(language)
        if old is None or new is None:
            one = new or old
            path = one.path if one else subject.path
            yield Change("translated" if new else "untranslated", subject.named, path, language, after=language)
        elif compared(subject, old, new) or _text(old) != _text(new):
            counted = next(rewritten(subject, language, _words(old), _words(new)), None)
            added, removed = (counted.added, counted.removed) if counted else (0, 0)
            yield Change(
                "retranslated", subject.named, new.path, language, after=language, added=added, removed=removed
            )


def _text(record: Filed) -> str:
    return record.text if isinstance(record, Written) else ""


def _words(record: Filed) -> str:
    """All that a translation says."""
    said = record.model_dump(mode="python", exclude_none=True)
    inner = [one.values() if isinstance(one, dict) else (one,) for one in said.values()]
    return " ".join([*(str(word) for words in inner for word in words), _text(record)])
