"""Which kind of work a commit is, by the names and folders of the files it changed.

In the hub's own repository there are other files than elsewhere: records that say who is there and what takes place.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

NOTHING = "nothing"
"""What is work of no kind: being registered, and what programs collected."""

KINDS = ("code", "content", "docs", "design", "events", "infra", "translation", NOTHING)
"""All of them; of those that are even in a commit to the hub's own repository, the first counts."""

_POST = "post"
"""A text whose authors have credit for it anyway: what is mostly that counts for nothing more."""

_IN_ORDER = (*KINDS, _POST)
_EVENTS = r"_?(?:events?|meetups?|meetings?|gatherings?)"
_WORDS = r"md|markdown|rst|adoc|txt|html?|ya?ml|toml|json"
# What stands for a language before a file's ending: about.fr.md. Some of it stands for languages of programs.
_TAG = r"(?!(?:ai|ci|db|go|js|os|py|qa|rb|rs|sh|ts|ui)\.)[a-z]{2}(?:-[a-z]{2}|-[a-z]{4})?"
_TRANSLATION = (
    "translation",
    (
        r"\.(?:po|pot|xliff|xlf|ftl)$|(?:^|/)(?:locales?|translations?|i18n|l10n)/"
        rf"|[^/]\.{_TAG}\.(?:md|markdown)$|(?:^|/)community\.{_TAG}\.ya?ml$"
    ),
)
_DESIGN = ("design", r"\.(?:svg|fig|xcf|psd|sketch|afdesign)$|(?:^|/)(?:artwork|design)/")
ELSEWHERE = (
    _TRANSLATION,
    # Below other folders than these, events are what programs send one another.
    ("events", rf"\.ics$|(?:^|(?:^|/)(?:content|_?data|site|www)/){_EVENTS}/.*\.(?:{_WORDS})$"),
    ("docs", r"\.(?:md|rst|adoc|markdown)$|(?:^|/)(?:docs?|documentation)/"),
    _DESIGN,
)
"""The rules of any repository, the first that fits counts."""

_OF_A_HUB = (
    # Who is there, what they look like, and who contributed: nobody contributes by standing in a list.
    (NOTHING, r"^(?:members/|content/photos/|\.mailmap$|\.all-contributorsrc$)"),
    _TRANSLATION,
    (_POST, r"^content/posts/"),
    _DESIGN,
    ("content", r"^(?:content|events)/"),
    (
        "infra",
        (
            r"^(?:\.github|\.vscode|\.devcontainer|\.forgejo|\.gitea)/"
            r"|^(?:mkdocs\.ya?ml|requirements[\w-]*\.(?:txt|lock)|\.git(?:ignore|attributes)|\.gitlab-ci\.yml)$"
        ),
    ),
    *ELSEWHERE,
)


def rules_of(archive: str) -> tuple[tuple[str, str], ...]:
    """The rules of the hub's own repository, whose `archive` is in that folder; with "" those of any other."""
    return ((NOTHING, rf"^{re.escape(archive.strip('/'))}/"), *_OF_A_HUB) if archive else ELSEWHERE


def kind_of_commit(paths: Iterable[bytes], archive: str = "") -> str:
    """The kind of work that most of a commit's files are of; code where two are even, in the hub the first of `KINDS`.

    Who writes something and its translation at once wrote it. What counts for nothing beside other files does not count
    against them.
    """
    counted = Counter(kind_of_file(path, archive) for path in paths)
    del counted[NOTHING]
    most = max(counted.values(), default=0)
    even = [kind for kind, files in counted.items() if files == most]
    best = [kind for kind in even if kind != "translation"] or even
    if archive:
        kind = min(best, key=_IN_ORDER.index, default=NOTHING)
        return NOTHING if kind == _POST else kind
    return best[0] if len(best) == 1 else "code"


@lru_cache(maxsize=1 << 13)
def kind_of_file(path: bytes, archive: str = "") -> str:
    """What somebody does who changes this file, by its name and folders; `archive` as for `rules_of`."""
    return next((kind for kind, pattern in _patterns(archive) if pattern.search(path)), "code")


@lru_cache(maxsize=8)
def _patterns(archive: str) -> tuple[tuple[str, re.Pattern[bytes]], ...]:
    told = rules_of(archive)
    return tuple((kind, re.compile(rule.encode(), re.IGNORECASE | re.DOTALL)) for kind, rule in told)
