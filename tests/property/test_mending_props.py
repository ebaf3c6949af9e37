"""Whatever stands in a file, `check --fix` mends it or leaves it: it never stops, harms, or goes on for ever."""

import datetime as dt
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.check.meant import Names
from folkmoot.contribute.mended_file import Effort, mended_file
from folkmoot.contribute.mending import Fixed, fix, mendable
from folkmoot.contribute.review import Reviewed, review
from folkmoot.load.community import load_community
from folkmoot.load.documents import Unreadable
from folkmoot.load.records import document_of
from folkmoot.load.syntax import is_fence
from folkmoot.model.community import Community
from folkmoot.render.files import file_text
from support import (
    broken_addresses,
    broken_dates,
    broken_facts,
    broken_links,
    broken_pages,
    broken_rules,
    broken_translations,
)
from support.broken_rules import Broken
from support.examples import fewer
from support.hubs import ADA, MEETING, minimal_hub, write
from support.mendable import LEFT, MENDS

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
BREAKS: list[Broken] = [
    broken
    for module in (
        broken_addresses, broken_dates, broken_facts, broken_links, broken_pages, broken_rules, broken_translations
    )
    for found in module.BREAKS.values()
    for broken in found
]  # fmt: skip
PATHS = ("members/bo-ek.yml", "events/chat.md", "content/community.yml", "content/about.md", "content/places/x.yml")

LINES = st.one_of(
    st.sampled_from([line for mend in MENDS for line in re.split("\r\n|\r|\n", mend.before)]),
    st.sampled_from([line for _, text in LEFT for line in text.split("\n")]),
    st.sampled_from(["# a comment", "", "  # indented", "---", "bio: |", "  text: one", "links:", "- a", "\t- b", "x"]),
    st.text(alphabet="ab:#-\n '\"[]{},|>\t@*&!%“”é\u00a0", max_size=15),
)
FILES = st.builds(
    lambda lines, end, mark: (mark + end.join(lines)).encode(),
    st.lists(LINES, max_size=9),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\ufeff", "name: Bo Ek\njoined: 2024-1-31\n", "---\ntitle: x\nkind: Chat\nstart: 2026-5\n"]),
)
WORDS = st.one_of(
    st.sampled_from(
        ["Ada Rossi", "NO", "a: b", "#x", "@ada", "* a", "2026-05-14", "the “Ada”", "it's", "19h30", "é 🎉"]
    ),
    st.text(alphabet=st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30),
).filter(lambda word: word[0] not in "“”„‟«»‘‚‛")


@pytest.fixture(scope="module")
def community() -> Iterator[Community]:
    with tempfile.TemporaryDirectory() as folder:
        yield load_community(minimal_hub(Path(folder))).community


def values_of(path: str, content: bytes) -> tuple[Any, str] | None:
    try:
        document = document_of(path, content)
    except Unreadable:
        return None
    return document.values, document.body


def comments(content: bytes) -> Counter[str]:
    """What stands behind the signs that begin comments; a value in quotes may, too, such as a colour."""
    return Counter(one.rstrip("\"'") for one in re.findall(r"#[^\r\n]*", content.decode("utf-8", "replace")))


def _without_fences(lines: list[str]) -> list[str]:
    """The lines, each with what ends it, but for those that mark code on pages."""
    pairs = zip(lines[::2], [*lines[1::2], ""], strict=True)
    parts = [part for line, end in pairs if not is_fence(line.removeprefix("\ufeff")) for part in (line, end)]
    while parts and not parts[-1]:
        parts.pop()
    return parts


@given(path=st.sampled_from(PATHS), content=FILES | st.binary(max_size=200))
def test_a_file_is_mended_once_and_for_all_or_stays_as_it_is(community: Community, path: str, content: bytes) -> None:
    names = Names(community)
    done = mended_file(path, content, [], names, ["en"], Effort())
    assert bool(done.mends) == (done.after != content)
    assert mended_file(path, done.after, [], names, ["en"], Effort()).mends == []
    if done.mends:
        before, after = (re.split("(\r\n|\r|\n)", text.decode()) for text in (content, done.after))
        if any(is_fence(mend.before) for mend in done.mends if not mend.key):
            before, after = (_without_fences(lines) for lines in (before, after))
        assert len(before) == len(after), "no line comes or goes"
        changed = {number // 2 + 1 for number, pair in enumerate(zip(before, after, strict=True)) if len(set(pair)) > 1}
        assert len(changed) <= len(done.mends) or any("⇥" in mend.before for mend in done.mends)
        assert not comments(content) - comments(done.after), "no comment goes"
        assert not any("\n" in mend.told for mend in done.mends)
    if (read := values_of(path, content)) is not None:
        assert (values_of(path, done.after) or ({}, ""))[1] == read[1], "what stands below the keys is nobody else's"


@given(name=WORDS, skills=st.lists(WORDS, max_size=4), summary=WORDS, text=WORDS)
@fewer(2)
def test_what_is_right_is_not_touched(name: str, skills: list[str], summary: str, text: str) -> None:
    member = {
        "name": name, "joined": "2024-01-31", "timezone": "Asia/Tokyo", "skills": skills, "pronouns": summary,
        "bio": f"{text}\n\n{summary}", "status": "away", "consent": {"profile": "2024-02-29"},
    }  # fmt: skip
    event = {"title": name, "kind": "chat", "start": "2026-05-14 19:00", "hosts": ["bo-ek"], "summary": summary}
    with tempfile.TemporaryDirectory() as folder:
        hub = minimal_hub(Path(folder))
        files = [
            write(hub, "members/bo-ek.yml", file_text(member, "members")),
            write(hub, "events/chat.md", file_text(event, "events", text)),
        ]
        before = [(file.read_bytes(), file.stat().st_mtime_ns, file.stat().st_ino) for file in files]
        fixed = fix(hub, NOW)
        if not fixed.left.problems:
            assert fixed.mended == []
        assert [(file.read_bytes(), file.stat().st_mtime_ns, file.stat().st_ino) for file in files] == before


def counted(found: Reviewed) -> Counter[tuple[str, str, str]]:
    return Counter((one.path, one.code, one.message) for one in found.problems)


def twice_fixed(hub: Path) -> tuple[Reviewed, Fixed]:
    before = review(hub, NOW)
    likely = mendable(hub, before)
    fixed = fix(hub, NOW)
    again = fix(hub, NOW)
    assert (again.mended, again.left.problems) == ([], fixed.left.problems)
    assert bool(likely) >= bool(fixed.mended)
    return before, fixed


@pytest.mark.parametrize("broken", BREAKS, ids=lambda one: one.message[:40])
def test_no_rule_that_is_broken_is_broken_more(tmp_path: Path, broken: Broken) -> None:
    before, fixed = twice_fixed(minimal_hub(tmp_path, **broken.files))
    assert not counted(fixed.left) - counted(before)


@given(member=st.lists(LINES, max_size=4), event=st.lists(LINES, max_size=4), slip=st.integers(0, 60), sign=LINES)
@fewer(2)
def test_a_hub_with_slips_is_never_worse_for_it(member: list[str], event: list[str], slip: int, sign: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        hub = minimal_hub(Path(folder))
        write(hub, "members/bo-ek.yml", "\n".join(["name: Bo Ek", "joined: 2024-01-31", *member, ""]))
        write(hub, "events/chat.md", "\n".join(["---", "title: A", "kind: chat", "start: 2026-05", *event, "---", ""]))
        write(hub, "members/ada-rossi.yml", f"{ADA[:slip]}{sign}{ADA[slip:]}")
        write(hub, "events/meeting.md", f"{MEETING[:slip]}{sign}{MEETING[slip:]}")
        before, fixed = twice_fixed(hub)
        mended = {one.path for one in fixed.mended}
        new = counted(fixed.left) - counted(before)
        assert mended or not new
