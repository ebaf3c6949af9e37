"""Collecting GitHub Discussions: every page to its end, ghosts and programs told apart, refusals in words."""

from typing import Any

import pytest

from folkmoot.collect.discussions import Discussed, read_discussions
from folkmoot.model.harvest import Comment, Source
from support.github_api import Forum, account, comment, discussion, github_api

SOURCE = Source("discussions", "officina-forum", "officina/forum")
ADA, BO = account("ada", 11), account("bo", 12)
LIMITED = {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit already exceeded for user ID 1."}]}


def read(forum: Forum, pauses: list[float] | None = None, source: Source = SOURCE) -> Discussed:
    return read_discussions(source, "token", forum.base_url, ([] if pauses is None else pauses).append)


def test_a_discussion_with_its_comments_in_order_of_time() -> None:
    answer = comment("C1", BO, comment("R1", ADA, at="2026-05-04"), answer=True, at="2026-05-02")
    told = discussion(
        1,
        ADA,
        answer,
        comment("C2", BO, at="2026-05-03"),
        title="How\nto solder?",
        answerChosenAt="2026-05-02T11:00:00Z",
        reactions={"totalCount": 3},
    )
    with github_api(told) as forum:
        result = read(forum)
    (one,) = result.discussions
    assert result.failure is None
    assert (one.source, one.id, one.number, one.title) == ("officina-forum", "D_1", 1, "How to solder?")
    assert (one.category, one.answerable, one.author, one.author_id, one.bot) == ("Q&A", True, "ada", 11, False)
    assert (one.published, one.updated) == ("2026-05-01T10:00:00Z", "2026-05-03T10:00:00Z")
    assert (one.closed, one.answered, one.reactions) == ("", "2026-05-02T11:00:00Z", 3)
    assert one.comments == (
        Comment("C1", "bo", 12, False, "2026-05-02T10:00:00Z", True, ""),
        Comment("C2", "bo", 12, False, "2026-05-03T10:00:00Z", False, ""),
        Comment("R1", "ada", 11, False, "2026-05-04T10:00:00Z", False, "C1"),
    )


def test_every_page_is_read_to_its_end() -> None:
    comments = [
        comment(f"C{n}", BO, *(comment(f"R{n}-{m}", ADA) for m in range(75 if n in (0, 40) else 0))) for n in range(130)
    ]
    with github_api(discussion(0, ADA, *comments), *(discussion(n, ADA) for n in range(1, 120))) as forum:
        result = read(forum)
    assert len(result.discussions) == 120
    assert len({one.id for one in result.discussions[0].comments}) == 130 + 75 + 75
    assert sum(one.reply_to == "C40" for one in result.discussions[0].comments) == 75
    assert {told.partition(" ")[2] for told in forum.tokens} == {"token"}


@pytest.mark.parametrize(
    ("author", "seen"),
    [
        (None, ("", 0, False)),
        (account("dependabot", 49, "Bot"), ("dependabot", 49, True)),
        (account("helper[bot]", 50), ("helper[bot]", 50, True)),
        (account("old-name", 51, "Mannequin"), ("old-name", 51, False)),
        (account("officina", 52, "Organization"), ("officina", 52, False)),
        ({"__typename": "EnterpriseUserAccount", "login": "worker"}, ("worker", 0, False)),
    ],
)
def test_authors(author: Any, seen: tuple[str, int, bool]) -> None:
    with github_api(discussion(1, author, comment("C1", author))) as forum:
        (one,) = read(forum).discussions
    assert (one.author, one.author_id, one.bot) == seen
    assert (one.comments[0].author, one.comments[0].author_id, one.comments[0].bot) == seen


def test_without_a_token_nothing_is_asked() -> None:
    with github_api(discussion(1, ADA)) as forum:
        result = read_discussions(SOURCE, "", forum.base_url)
    assert result.discussions == ()
    assert result.failure is not None
    assert result.failure.reason.startswith("no GITHUB_TOKEN is set; ")
    assert forum.asked == []


def test_a_hiccup_is_asked_again_in_smaller_pages() -> None:
    pauses: list[float] = []
    with github_api(*(discussion(n, ADA) for n in range(30))) as forum:
        forum.faults += [(502, {}, {"message": "Server Error"}), (504, {}, {"message": "timeout"})]
        result = read(forum, pauses)
    assert (len(result.discussions), result.failure, pauses) == (30, None, [1.0, 4.0])
    assert [asked["first"] for asked in forum.asked][:3] == [50, 25, 12]


def test_a_short_wait_that_is_asked_for_is_kept() -> None:
    pauses: list[float] = []
    refusal = {"message": "You have exceeded a secondary rate limit."}
    with github_api(discussion(1, ADA)) as forum:
        forum.faults.append((403, {"Retry-After": "30"}, refusal))
        assert len(read(forum, pauses).discussions) == 1
    assert pauses == [30.0]


@pytest.mark.parametrize(
    ("faults", "reason"),
    [
        ([(502, {}, {"message": "Server Error"})] * 4, "GitHub has an error of its own (502)"),
        ([(401, {}, {"message": "Bad credentials"})], "GITHUB_TOKEN is not valid, or has expired"),
        (
            [(200, {"X-RateLimit-Reset": "1781514000"}, LIMITED)],
            "GitHub's limit of questions is used up until 09:00 UTC; the next run goes on",
        ),
        (
            [(403, {"Retry-After": "3600"}, {"message": "You have exceeded a secondary rate limit."})],
            "GitHub's limit of questions is used up; the next run goes on",
        ),
        ([(403, {}, {"message": "Resource not accessible"})], "the token may not read its discussions"),
        ([(200, {}, {"errors": [{"message": "Something\nodd"}]})], "GitHub refused to answer: Something odd"),
        ([(200, {}, {"data": {"repository": {}}})], "GitHub answered in a form that is not understood (KeyError)"),
    ],
)
def test_refusals_are_told_in_words(faults: list[Any], reason: str) -> None:
    with github_api(discussion(1, ADA)) as forum:
        forum.faults += faults
        result = read(forum)
    assert result.failure is not None
    assert (result.failure.reason, result.failure.state) == (reason, "failing")


def test_what_was_read_before_a_refusal_is_kept() -> None:
    with github_api(*(discussion(n, ADA) for n in range(80))) as forum:
        answer = forum.answer

        def once(question: dict[str, Any]) -> dict[str, Any]:
            forum.faults.append((200, {}, LIMITED))
            return answer(question)

        forum.answer = once  # type: ignore[method-assign]
        result = read(forum)
    assert len(result.discussions) == 50
    assert result.failure is not None


def test_a_repository_that_does_not_exist_or_has_none() -> None:
    with github_api() as forum:
        missing = read(forum, source=Source("discussions", "a", "nobody/nothing")).failure
        forum.enabled = False
        disabled = read(forum).failure
    assert missing is not None
    assert missing.reason == "does not exist, or the token may not read it"
    assert disabled is not None
    assert disabled.reason.startswith("has no discussions; they are switched off")


def test_a_server_that_is_away() -> None:
    pauses: list[float] = []
    with github_api() as forum:
        away = forum.base_url
    result = read_discussions(SOURCE, "token", away, pauses.append)
    assert result.failure is not None
    assert result.failure.reason == "GitHub could not be reached"
    assert pauses == [1.0, 4.0, 15.0]
