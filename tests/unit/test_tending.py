"""`folkmoot sources`: what maintainers are told, and what they are told to do."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from folkmoot.cli import main
from support.collected import ADA, FEED, SLUG, archived, entry, state
from support.hubs import COMMUNITY, minimal_hub

WANTED = """\
sources:
  feeds:
    - {url: 'https://radio.example/pod', title: Radio}
  discussions: [moot/forum]
  issues: [moot/lamp, moot/forum]
  repositories: [moot/forum]
  watch:
    - url: https://press.example/rss
      keywords: [Moot]
"""
THERE = "https://new.example/feed"
MOVED = state(SLUG, "2026-05-01", "moved", "redirects for good", THERE)


def run(root: Path, *words: str, **files: str) -> Result:
    hub = minimal_hub(root, **{"members/ada-rossi.yml": ADA, "content/community.yml": COMMUNITY + WANTED, **files})
    return CliRunner().invoke(main, ["sources", "--hub", str(hub), "--at", "2026-06-15", *words])


def told(root: Path, *states: dict[str, object], **files: str) -> dict[str, object]:
    """What is told of the one source in trouble."""
    result = run(root, "--format", "json", **archived("sources", states), **files)
    (one,) = json.loads(result.output)["sources"]
    return dict(one)


def test_those_in_trouble_are_shown_and_the_others_counted(tmp_path: Path) -> None:
    files = archived("sources", [state(SLUG, "2026-03-03", "failing", "refuses robots (403)")])
    result = run(tmp_path, **files)
    words = " ".join(result.output.split())
    assert result.exit_code == 0
    assert "failing since 2026-03-03: refuses" in words
    assert "not read yet" in words
    assert "Radio" not in words
    assert words.endswith("1 of 7 sources in trouble. To see the others, too: folkmoot sources --all")
    everything = " ".join(run(tmp_path, "--all", **files).output.split())
    assert all(one in everything for one in ("Radio", "moot/forum", "watched source", "feed of Ada Rossi"))
    assert everything.endswith("7 sources.")


def test_when_a_source_was_read_is_unknown_where_it_was_and_the_cache_is_lost(tmp_path: Path) -> None:
    seen = [state(SLUG, "2026-01-01", "first-seen"), state(SLUG, "2026-03-03", "failing", "refuses robots (403)")]
    words = " ".join(run(tmp_path, **archived("sources", seen)).output.split())
    assert "last read unknown" in words
    assert "not read yet" not in words


def test_what_was_collected_at_a_former_address_counts_for_the_feed(tmp_path: Path) -> None:
    former = {**MOVED, "source": "old-example-feed", "url": FEED}
    files = archived("sources", [former]) | archived("entries", [entry(1, "2026-05-01", "old-example-feed")])
    everything = " ".join(run(tmp_path, "--all", **files).output.split())
    assert "old-example-feed" not in everything
    assert everything.endswith("7 sources.")


def test_a_hub_whose_sources_are_well_or_that_has_none_is_told_so(tmp_path: Path) -> None:
    assert run(tmp_path / "a").output.startswith("None of 7 sources is in trouble.")
    nothing = {"members/ada-rossi.yml": "name: Ada Rossi\njoined: 2024-02-29\n", "content/community.yml": COMMUNITY}
    assert run(tmp_path / "b", **nothing).output == "Nothing is collected: no file names a source.\n"


@pytest.mark.parametrize(
    ("states", "todo"),
    [
        ([MOVED], f"write {THERE} in line 3 of members/ada-rossi.yml"),
        ([state(SLUG, "2026-03-03", "gone", "is gone for good (410)")], "ask Ada Rossi whether the blog has another"),
        ([state(SLUG, "2026-03-03", "failing", "refuses robots (403)")], "ask Ada Rossi whether its host can let"),
        ([state(SLUG, "2026-03-03", "failing", "is not there (404)")], "ask Ada Rossi where it is now, and write that"),
        ([state(SLUG, "2026-06-10", "failing", "a.example did not answer in time")], "nothing for now: it is asked"),
        ([state(SLUG, "2026-03-03", "failing", "a.example did not answer in time")], "ask Ada Rossi whether it still"),
        ([state(SLUG, "2026-06-10", "failing", "asks to come back later (429)")], "nothing: it is asked again by"),
        (
            [state(SLUG, "2026-03-03", "failing", "x"), state(SLUG, "2026-04-03", "quarantined", "x")],
            "ask Ada Rossi whether the blog still exists; meanwhile it is asked once a week",
        ),
        (
            [state(SLUG, "2026-03-03", "failing", "no feed"), state(SLUG, "2026-04-03", "quarantined", "no feed")],
            "ask Ada Rossi what the address of the document itself is, and write that in line 3",
        ),
    ],
)
def test_what_to_do_follows_from_how_a_source_fares(tmp_path: Path, states: list[dict[str, object]], todo: str) -> None:
    assert str(told(tmp_path, *states)["todo"]).startswith(todo)


@pytest.mark.parametrize(
    ("slug", "reason", "place", "todo"),
    [
        ("radio-example-pod", "is not there (404)", ("content/community.yml", 5), "find out where it is now"),
        ("moot-forum", "no GITHUB_TOKEN is set; GitHub", ("content/community.yml", 6), "set GITHUB_TOKEN"),
        (
            "moot-forum",
            "is another repository now, of",
            ("content/community.yml", 6),
            "if it is yours, remove it at line",
        ),
        (
            "moot-forum-issues",
            "does not exist, or the token may not read it",
            ("content/community.yml", 7),
            "correct it in line 7 of content/community.yml (below issues), or remove it; if it is private, set",
        ),
        (
            "moot-forum-git",
            "does not exist, or is not public",
            ("content/community.yml", 8),
            "it cannot be read at that address: correct it in line 8 of content/community.yml (below repositories)",
        ),
        (
            "press-example-rss",
            "answers with a web page, not a feed",
            ("content/community.yml", 10),
            "find out what the",
        ),
    ],
)
def test_the_line_of_every_kind_is_named(
    tmp_path: Path, slug: str, reason: str, place: tuple[str, int], todo: str
) -> None:
    one = told(tmp_path, state(slug, "2026-03-03", "failing", reason))
    assert (one["file"], one["line"]) == place
    assert str(one["todo"]).startswith(todo)


def test_programs_are_told_everything_that_is_known(tmp_path: Path) -> None:
    visits = {SLUG: {"asked": "2026-06-14T05:00:00Z", "succeeded": "2026-06-13T05:00:00Z"}}
    files = {".folkmoot/cache/visits.json": json.dumps(visits), **archived("entries", [entry(1, "2026-06-01")])}
    assert told(tmp_path, MOVED, **files) == {
        "kind": "entries",
        "slug": SLUG,
        "url": FEED,
        "member": "ada-rossi",
        "file": "members/ada-rossi.yml",
        "line": 3,
        "plight": "moved",
        "since": "2026-05-01T06:00:00Z",
        "moved_to": THERE,
        "moved": "2026-05-01T06:00:00Z",
        "applied": "2026-05-08",
        "collected": 1,
        "newest": "2026-06-01T12:00:00Z",
        "asked": "2026-06-14T05:00:00Z",
        "succeeded": "2026-06-13T05:00:00Z",
        "todo": f"write {THERE} in line 3 of members/ada-rossi.yml",
    }


def test_what_comes_from_outside_cannot_steer_the_terminal(tmp_path: Path) -> None:
    files = archived("sources", [state(SLUG, "2026-03-03", "failing", "\x1b[2J[bold]x[/bold]")])
    assert re.search(r"\[2J\[bold\]x\[/bold\]", "".join(run(tmp_path, **files).output.split()))
    assert "\x1b" not in run(tmp_path, **files).output


def test_members_who_step_back_are_not_told_among_the_former(tmp_path: Path) -> None:
    files = {"members/ada-rossi.yml": f"{ADA}visibility: hidden\n", **archived("entries", [entry(1, "2026-06-01")])}
    assert "ada" not in run(tmp_path, "--all", **files).output.lower()


def test_files_that_cannot_be_read_are_told_and_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    broken = run(tmp_path / "a", **{"members/bo.yml": "name: [\n"})
    assert "Some of the hub's files have errors" in broken.output
    assert run(tmp_path / "b", "--archive", str(tmp_path / "none")).exit_code == 2


def test_a_source_without_a_title_is_named_by_its_address_once(tmp_path: Path) -> None:
    everything = "".join(run(tmp_path, "--all").output.split())
    assert everything.count(FEED) == 1
    assert everything.count("https://radio.example/pod") == 1


def test_what_lets_nothing_through_is_told(tmp_path: Path) -> None:
    def todo(name: str, keys: str, *entries: dict[str, object]) -> str:
        files = archived("sources", [state(SLUG, "2026-03-03", "first-seen", "")]) | archived("entries", entries)
        files["members/ada-rossi.yml"] = f"name: Ada Rossi\njoined: 2024-02-29\nfeeds:\n  - url: {FEED}\n    {keys}\n"
        made = run(tmp_path / name, "--all", "--format", "json", **files)
        return next(str(one["todo"]) for one in json.loads(made.output)["sources"] if one["slug"] == SLUG)

    narrow = (
        "see whether include is too narrow, below line 4 of members/ada-rossi.yml: nothing had one of its words so far"
    )
    assert todo("a", "include: [lamps]") == narrow
    assert todo("b", "include: [lamps]", entry(1, "2026-06-01")) == "nothing"
    assert todo("c", "exclude: [lamps]") == "nothing"
    assert (
        todo("d", "paused: true")
        == "nothing; to have it read again, remove paused: true below line 4 of members/ada-rossi.yml"
    )


def test_discussions_that_were_never_read_need_a_token(tmp_path: Path) -> None:
    made = json.loads(run(tmp_path, "--all", "--format", "json").output)["sources"]
    (todo,) = (one["todo"] for one in made if one["kind"] == "discussions")
    assert todo == "nothing, if GITHUB_TOKEN is set where folkmoot collect runs: the next run reads it"


def test_what_leads_to_another_source_is_to_be_removed(tmp_path: Path) -> None:
    one = told(tmp_path, {**MOVED, "url": "http://radio.example/pod/"})
    assert one["todo"] == (
        "remove it at line 3 of members/ada-rossi.yml: it leads to http://radio.example/pod/, "
        "which stands in content/community.yml already"
    )


def test_of_a_feed_under_two_addresses_one_is_to_be_removed(tmp_path: Path) -> None:
    ada = ADA.replace("}]", "}, {url: 'https://ada.example/atom.xml'}]")
    same = [entry(n, f"2026-05-0{n}", slug) for slug in (SLUG, "ada-example-atom-xml") for n in (1, 2)]
    seen = archived("sources", [state(slug, "2026-05-01", "first-seen") for slug in (SLUG, "ada-example-atom-xml")])
    files = archived("entries", same) | seen | {"members/ada-rossi.yml": ada}
    (one,) = json.loads(run(tmp_path, "--format", "json", **files).output)["sources"]
    other = "https://ada.example/atom.xml"
    assert (one["url"], one["plight"], one["same_as"], one["collected"]) == (FEED, "well", other, 0)
    assert one["todo"] == (
        f"keep one of the two: remove it at line 3 of members/ada-rossi.yml, or {other} in members/ada-rossi.yml"
    )
    assert "the same as" in run(tmp_path, **files).output


def test_a_feed_that_makes_up_its_posts_is_told_with_what_would_help(tmp_path: Path) -> None:
    made = [
        entry(day * 100 + n, f"2026-05-{day:02}", first_seen=f"2026-05-{day:02}T12:00:00Z")
        for day in range(1, 6)
        for n in range(25)
    ]
    one = told(tmp_path, state(SLUG, "2026-05-01", "first-seen"), **archived("entries", made))
    assert (one["plight"], one["most_a_day"], one["collected"]) == ("well", 25, 125)
    assert one["todo"] == (
        "see whether there is a feed whose posts keep their addresses, "
        "or write paused: true below line 3 of members/ada-rossi.yml"
    )
    assert "only 25 new" in run(tmp_path, **archived("entries", made)).output
