"""Reading GitHub: every page to its end, ghosts and programs told apart, what changed, and what is gone."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from folkmoot.collect.github.lists import DISCUSSIONS, ISSUES, PULLS, RELEASES, Listed
from folkmoot.collect.github.passes import Page, SwitchedOff, latest, sweep
from folkmoot.collect.github.session import Cost, Session, Stopped
from folkmoot.model.bookmark import Bookmark
from folkmoot.model.conversation import Comment, Discussion, Issue, IssueComment, PullRequest, Release, Review
from folkmoot.model.harvest import Source
from support.github.faults import Fault, When, partial
from support.github.server import GitHub

FORUM = Source("discussions", "officina-forum", "officina/forum")
LAMP = Source("issues", "officina-lamp-issues", "officina/lamp")
UNREAD = Bookmark()
ADA, BO = {"id": 11}, {"id": 12}
NOW = dt.datetime(2026, 6, 1, 7, tzinfo=dt.UTC)


def hub(**told: Any) -> dict[str, Any]:
    lists = {"officina/forum": {"discussions": told.pop("discussions", [])}, "officina/lamp": told}
    return {"at": "2026-06-01T07:00:00Z", "accounts": {"ada": ADA, "bo": BO}, "repositories": lists}


def session(github: GitHub) -> Session:
    return Session("token", github.base_url, wait=lambda _: None)


def swept(
    github: GitHub, listed: Listed, bookmark: Bookmark = UNREAD, known: Mapping[str, str] | None = None
) -> list[Page]:
    source = FORUM if listed is DISCUSSIONS else LAMP
    with session(github) as asking:
        return list(sweep(asking, source, listed, bookmark, known or {}, NOW))


def records(pages: list[Page]) -> list[Any]:
    return [record for page in pages for record in page.records]


def test_a_discussion_with_its_comments_in_order_of_time(github: GitHub) -> None:
    reply = {"by": "ada", "at": "2026-05-04", "id": "R1"}
    answer = {"by": "bo", "at": "2026-05-02", "id": "C1", "answer": "2026-05-02T11:00:00Z", "replies": [reply]}
    later = {"by": "bo", "at": "2026-05-03", "id": "C2", "reactions": 2}
    told = {"by": "ada", "at": "2026-05-01", "id": "D1", "title": "How\nto solder?", "category": "Q&A", "reactions": 3}
    github.holds(hub(discussions=[{**told, "comments": [answer, later]}]))
    assert records(swept(github, DISCUSSIONS)) == [
        Discussion(
            source="officina-forum",
            id="D1",
            number=1,
            url="https://github.com/officina/forum/discussions/1",
            title="How to solder?",
            category="Q&A",
            answerable=True,
            author="ada",
            author_id=11,
            bot=False,
            published="2026-05-01T10:00:00Z",
            updated="2026-05-04T10:00:00Z",
            closed="",
            answered="2026-05-02T11:00:00Z",
            reactions=3,
            comments=(
                Comment("C1", "bo", 12, False, "2026-05-02T10:00:00Z", True, "", 0),
                Comment("C2", "bo", 12, False, "2026-05-03T10:00:00Z", False, "", 2),
                Comment("R1", "ada", 11, False, "2026-05-04T10:00:00Z", False, "C1", 0),
            ),
        )
    ]


def test_an_issue_a_pull_request_and_a_release(github: GitHub) -> None:
    github.holds(
        hub(
            issues=[
                {
                    **{"by": "ada", "at": "2026-05-01", "id": "I1", "title": "It flickers"},
                    **{"closed": "2026-05-03T10:00:00Z", "reason": "NOT_PLANNED"},
                    "comments": [{"by": "bo", "at": "2026-05-02", "id": "C1"}],
                }
            ],
            pulls=[
                {
                    **{"by": "bo", "at": "2026-05-02", "id": "P1", "title": "Steady", "merged": "2026-05-05T10:00:00Z"},
                    "reviews": [
                        {"by": "ada", "at": "2026-05-03", "id": "R1", "state": "CHANGES_REQUESTED"},
                        {"by": "ada", "id": "R2", "state": "PENDING"},
                    ],
                }
            ],
            releases=[
                {"tag": "v1", "name": "One", "by": "ada", "at": "2026-05-06", "id": "V1"},
                {"tag": "v2", "by": "ada", "draft": True},
            ],
        )
    )
    (issue,) = records(swept(github, ISSUES))
    assert isinstance(issue, Issue)
    assert (issue.number, issue.url, issue.title) == (1, "https://github.com/officina/lamp/issues/1", "It flickers")
    assert (issue.closed, issue.reason) == ("2026-05-03T10:00:00Z", "not_planned")
    assert issue.comments == (IssueComment("C1", "bo", 12, False, "2026-05-02T10:00:00Z"),)
    (pull,) = records(swept(github, PULLS))
    assert isinstance(pull, PullRequest)
    assert (pull.author, pull.merged, pull.closed, pull.draft) == ("bo", *["2026-05-05T10:00:00Z"] * 2, False)
    assert pull.reviews == (Review("R1", "ada", 11, False, "2026-05-03T10:00:00Z", "changes_requested"),)
    (release,) = records(swept(github, RELEASES))
    assert isinstance(release, Release)
    assert (release.id, release.title, release.tag, release.author_id) == ("V1", "One", "v1", 11)


def test_an_issue_that_was_opened_again_is_closed_for_no_reason(github: GitHub) -> None:
    github.holds(hub(issues=[{"by": "ada", "closed": "2026-05-03", "reopened": "2026-05-04"}]))
    (issue,) = records(swept(github, ISSUES))
    assert (issue.closed, issue.reason) == ("", "")


def test_every_page_is_read_to_its_end(github: GitHub) -> None:
    def said(number: int) -> dict[str, Any]:
        return {"by": "bo", "replies": [{"by": "ada"}] * (75 if number in (0, 40) else 0)}

    many = [{"by": "bo", "comments": [said(n) for n in range(130)]}, *({"by": "ada"} for _ in range(119))]
    reviews = [{"by": "ada", "state": "COMMENTED"}] * 45
    github.holds(
        hub(
            discussions=many,
            issues=[{"by": "ada", "comments": [{"by": "bo"}] * 170}],
            pulls=[{"by": "ada", "comments": [{"by": "bo"}] * 140, "reviews": reviews}],
        )
    )
    found = records(swept(github, DISCUSSIONS))
    assert len(found) == 120
    (longest,) = (one for one in found if one.comments)
    assert len({one.id for one in longest.comments}) == 130 + 75 + 75
    assert sorted(len([one for one in longest.comments if one.reply_to == parent.id]) for parent in longest.comments)[
        -3:
    ] == [0, 75, 75]
    assert len(records(swept(github, ISSUES))[0].comments) == 170
    (pull,) = records(swept(github, PULLS))
    assert (len(pull.comments), len(pull.reviews)) == (140, 45)


@pytest.mark.parametrize(
    ("login", "account", "seen"),
    [
        ("ghost", {}, ("", 0, False)),
        ("dependabot[bot]", {"id": 49}, ("dependabot", 49, True)),
        ("old-robot[bot]", {"id": 50, "kind": "Mannequin"}, ("old-robot[bot]", 50, True)),
        ("old-name", {"id": 51, "kind": "Mannequin"}, ("old-name", 51, False)),
        ("officina", {"id": 52, "kind": "Organization"}, ("officina", 52, False)),
    ],
)
def test_authors(github: GitHub, login: str, account: dict[str, Any], seen: tuple[str, int, bool]) -> None:
    told = hub(discussions=[{"by": login, "comments": [{"by": login}]}])
    told["accounts"] |= {login: account} if account else {}
    github.holds(told)
    (one,) = records(swept(github, DISCUSSIONS))
    assert (one.author, one.author_id, one.bot) == seen
    assert (one.comments[0].author, one.comments[0].author_id, one.comments[0].bot) == seen


def test_what_changed_since_is_asked_in_small_pages(github: GitHub) -> None:
    days = [f"2026-05-{1 + n // 10:02}T{n % 10:02}:00:00Z" for n in range(120)]
    github.holds(hub(issues=[{"by": "ada", "at": day} for day in days]))
    with session(github) as asking:
        (first,) = latest(asking, LAMP, ISSUES, Bookmark())
        assert len(first.records) == 10
        assert first.bookmark == Bookmark(seen=days[-1], repository=first.bookmark.repository)
        (quiet,) = latest(asking, LAMP, ISSUES, first.bookmark)
        assert [one.published for one in quiet.records] == [days[-1]]  # within the margin
        assert quiet.bookmark == first.bookmark
        busy = list(latest(asking, LAMP, ISSUES, Bookmark(seen=days[40], cursor="c", reached="r")))
    assert [page.bookmark.seen for page in busy] == [days[40], days[40], days[-1]]
    assert {one.published for one in records(busy)} == set(days[40:])
    assert busy[-1].bookmark.cursor == "c"


def test_what_is_not_told_for_a_moment_does_not_end_what_changed(github: GitHub) -> None:
    github.holds(hub(issues=[{"by": "ada", "at": f"2026-05-20T10:{n:02}:00Z", "id": f"I{n}"} for n in range(30)]))
    github.faults.append(partial(["repository", "page", "nodes", 3]))
    with session(github) as asking:
        pages = list(latest(asking, LAMP, ISSUES, Bookmark(seen="2026-05-19T10:00:00Z")))
    assert len(records(pages)) == 29


def test_what_github_tells_a_little_late_is_not_missed(github: GitHub) -> None:
    """Its lists lag behind: what changed before the last time seen may not have been on the page."""
    github.holds(hub(issues=[{"by": "ada", "at": "2026-05-20T10:00:00Z"}]))
    for minute, number in (("03", 1), ("06", 0)):
        with session(github) as asking:
            pages = list(latest(asking, LAMP, ISSUES, Bookmark(seen=f"2026-05-20T10:{minute}:00Z")))
        assert len(records(pages)) == number


def test_what_was_deleted_between_two_pages_is_told(github: GitHub) -> None:
    """Also where it was created at the very moment down to which a page reaches."""
    days = [f"2026-05-{1 + n // 20:02}T{n % 20:02}:00:00Z" for n in range(150)]
    github.holds(hub(issues=[{"by": "ada", "at": day} for day in days]))
    pages = swept(github, ISSUES, known={"gone": days[50]})
    assert pages[0].bookmark.reached == days[50]
    assert [page.gone for page in pages] == [{"gone"}, frozenset()]


def test_a_pass_goes_on_where_it_ended_and_ends_where_points_are_short(github: GitHub) -> None:
    days = [f"2026-05-{1 + n // 20:02}T{n % 20:02}:00:00Z" for n in range(250)]
    github.holds(hub(issues=[{"by": "ada", "at": day} for day in days]))
    github.budgets["graphql"].spend(910)
    bookmark, found = Bookmark(seen=days[-1]), []
    for run in range(3):
        with session(github) as asking:
            # A pass that is under way goes on by a page in any case: else little would be left for ever.
            now = NOW + dt.timedelta(hours=run)
            pages = list(sweep(asking, LAMP, ISSUES, bookmark, {}, now)) if run else []
            if not run:
                pages = [next(sweep(asking, LAMP, ISSUES, bookmark, {}, NOW))]
        found += records(pages)
        bookmark = pages[-1].bookmark
    assert sorted(one.published for one in found) == days
    assert bookmark == Bookmark(days[-1], "2026-06-01T07:00:00Z", repository=bookmark.repository)
    assert swept(github, ISSUES, bookmark) == []


def test_what_was_deleted_is_told_and_nothing_else(github: GitHub) -> None:
    days = {f"I{n}": f"2026-05-{1 + n // 20:02}T{n % 20:02}:00:00Z" for n in range(230)}
    gone = {"I3", "I129", "I130", "I229"}
    told = [
        {"by": "ada", "at": day, "id": name} | ({"deleted": "2026-05-31"} if name in gone else {})
        for name, day in days.items()
    ]
    github.holds(hub(issues=told))
    known = {name: f"{day[:-4]}:00Z" for name, day in days.items()}
    pages = swept(github, ISSUES, known=known)
    assert {one for page in pages for one in page.gone} == gone
    assert {one.id for one in records(pages)} == days.keys() - gone


def test_what_is_not_told_for_a_moment_is_not_taken_for_deleted(github: GitHub) -> None:
    days = {f"I{n}": f"2026-05-01T0{n}:00:00Z" for n in range(4)}
    github.holds(hub(issues=[{"by": "ada", "at": day, "id": name} for name, day in days.items()]))
    github.faults.append(partial(["repository", "page", "nodes", 1]))
    (page,) = swept(github, ISSUES, known=days)
    assert {one.id for one in page.records} == {"I0", "I1", "I3"}
    assert page.gone == frozenset()
    github.faults.append(partial(["repository", "page", "nodes", 1]))
    github.faults.append(partial(["nodes", 0], when=When(query="StillThere")))
    assert swept(github, ISSUES, known=days)[0].gone == frozenset()


def test_what_github_may_leave_empty(github: GitHub) -> None:
    """Its schema has neither reviews nor a day of publication in any case; what was never published is nobody's."""

    def without(key: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
        def on(told: dict[str, Any]) -> dict[str, Any]:
            told["data"]["repository"]["page"]["nodes"][0][key] = None
            return told

        return on

    github.holds(hub(pulls=[{"by": "ada", "reviews": [{"by": "bo"}]}], releases=[{"tag": "v1"}, {"tag": "v2"}]))
    github.faults.append(Fault(None, without("reviews"), When(query="PullRequests")))
    github.faults.append(Fault(None, without("publishedAt"), When(query="Releases")))
    (pull,) = records(swept(github, PULLS))
    assert pull.reviews == ()
    assert len(records(swept(github, RELEASES))) == 1


@pytest.mark.parametrize(("left", "is_short"), [(-1, False), (0, True), (100, True), (101, False)])
def test_points_are_short_when_a_tenth_is_left(github: GitHub, left: int, is_short: bool) -> None:
    with session(github) as asking:
        asking.cost = Cost(left=left, limit=1000)
        assert asking.is_short is is_short


def test_a_repository_that_is_called_otherwise_now(github: GitHub) -> None:
    told = hub()
    told["repositories"] = {"officina/light": {"was": ["officina/lamp"], "issues": [{"by": "ada"}]}}
    github.holds(told)
    (page,) = swept(github, ISSUES)
    assert (len(page.records), page.name) == (1, "officina/light")


@pytest.mark.parametrize(
    ("told", "listed", "reason"),
    [
        ({"private": True, "readers": ["somebody"]}, ISSUES, "does not exist, or the token may not read it"),
        ({"deleted": "2026-05-20"}, PULLS, "does not exist, or the token may not read it"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(
    github: GitHub, told: dict[str, Any], listed: Listed, reason: str
) -> None:
    github.holds({"at": "2026-06-01", "repositories": {"officina/lamp": told}})
    with pytest.raises(Stopped, match=f"^{reason}$"):
        swept(github, listed)


def test_switched_off_discussions_are_told_in_words(github: GitHub) -> None:
    github.holds({"at": "2026-06-01", "repositories": {"officina/forum": {"without": ["discussions"]}}})
    with pytest.raises(Stopped, match=r"^has no discussions; they are switched off in the repository's settings$"):
        swept(github, DISCUSSIONS)


def test_switched_off_issues_are_told_in_words(github: GitHub) -> None:
    github.holds({"at": "2026-06-01", "repositories": {"officina/lamp": {"without": ["issues"]}}})
    with pytest.raises(SwitchedOff, match=r"^its issues are switched off$"):
        swept(github, ISSUES)
