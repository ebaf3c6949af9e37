"""What `folkmoot preview` does: the pages of a built site that a proposal adds or changes, on one page."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from folkmoot.contribute.compare import compare
from folkmoot.errors import WrongUse
from folkmoot.model.artifact import Artifact
from folkmoot.model.change import Change
from folkmoot.model.families import FAMILIES
from folkmoot.model.paths import name_and_language
from folkmoot.publish.tree import write
from folkmoot.render.changes.sentences import Sentences
from folkmoot.render.configured import site_address
from folkmoot.render.one_page import Said, Shown, one_page
from folkmoot.render.wording.tongue import SOURCE, catalogued

_MOST_PAGES, _MOST_CHANGES = 24, 200


def preview_page(root: Path, site: Path, base: str, to: Path) -> int:
    """Writes the page into the file `to`, from the `site` that was built of the hub in `root`; gives how many it shows.

    Lists that change with the records, such as that of the members, are not shown. Raises `WrongUse` where there is no
    hub, no repository, no such commit, or no site.
    """
    if not (site / "index.html").is_file():
        raise WrongUse(f"{site} holds no site", "build it first: folkmoot build")
    compared = compare(root, base)
    languages = compared.languages
    sentences = Sentences(catalogued(languages[0]) or SOURCE, str)
    addresses = dict.fromkeys(where for one in compared.changes for where in _addresses(one, languages))
    there = [address for address in addresses if (site / address / "index.html").is_file()]
    shown = [Shown(one, (site / one / "index.html").read_text(encoding="utf-8")) for one in there[:_MOST_PAGES]]
    left = len(there) - len(shown)
    said = Said(
        language=catalogued(languages[0]) or SOURCE,
        title=sentences.title(),
        changes=list(_told(compared.changes, sentences)),
        looks=sentences.looks(),
        caution=sentences.caution(),
        rest=sentences.more(left) if left else "",
    )
    page = one_page(site, site_address(root), shown, said)
    write(to.absolute().parent, Artifact(to.name, page.encode()))
    return len(shown)


def _told(changes: tuple[Change, ...], sentences: Sentences) -> Iterator[tuple[str, list[str]]]:
    if not changes:
        yield "", [sentences.none()]
    for group, found in groupby(changes[:_MOST_CHANGES], key=lambda one: one.group):
        yield sentences.group(group), [sentences.capital(one) for one in found]
    if len(changes) > _MOST_CHANGES:
        yield "", [sentences.more(len(changes) - _MOST_CHANGES)]


def _addresses(change: Change, languages: Iterable[str]) -> Iterator[str]:
    """Where the pages may be of what a change is about, below the site's root, in every language."""
    family, slug = change.subject.family, change.subject.slug
    languages = tuple(languages)
    place = ""
    if family in FAMILIES:
        if not slug:
            return
        place = f"{family}/{slug}/"
    elif change.path.startswith("content/") and change.path.endswith(".md"):
        stem, _ = name_and_language(change.path.removeprefix("content/").removesuffix(".md"), languages)
        place = f"{stem}/".removesuffix("index/")
    elif family != "community":
        return
    yield place
    for language in languages:
        yield f"{language}/{place}"
