"""What `folkmoot accept` does: an issue that a maintainer accepted is a pull request, and stays in step with it.

The issue is asked for by its number: nothing of it comes by way of a shell. What it says is judged in this very run,
since a pull request that a workflow opens starts no other (docs.github.com, "Triggering a workflow from a workflow").
"""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from folkmoot.check import Actor
from folkmoot.contribute.proposing.recipe import propose
from folkmoot.contribute.proposing.sent import MOST_BYTES, Sent
from folkmoot.load.profile import load_profile
from folkmoot.model.proposed import ACCEPTED, Proposed, stops
from folkmoot.publish.forge import Asked, Forge
from folkmoot.publish.offering import offer
from folkmoot.publish.origin import Origin
from folkmoot.render.proposals.telling import as_markdown

MARK = "<!-- folkmoot: accepted -->"
_HOME = "users.noreply.github.com"


class Desk(NamedTuple):
    """Where this happens: the hub in `root`, pushed to `origin`, whose `repository` (owner/name) a token may change.

    `now` is aware. Without `is_written` nothing is changed anywhere.
    """

    root: Path
    origin: Origin
    repository: str
    token: str
    base_url: str
    now: dt.datetime
    is_written: bool


class Accepted(NamedTuple):
    """What came of it, in words, and the answer to the issue, "" for none; `is_fine` where nothing is wrong with it."""

    said: str
    answer: str = ""
    is_fine: bool = True


def accept(desk: Desk, number: int) -> Accepted:
    """Keeps the pull request of an issue in step with what it says, and answers there, in one comment.

    An issue without the label, or that is closed, is left, and so is its pull request: that is for people. Raises
    `FolkmootError` where GitHub refuses, and `WrongUse` for no hub.
    """
    with Forge(desk.repository, desk.token, desk.base_url) as forge:
        issue = forge.asked(number)
        if issue.is_pull or not issue.is_person:
            return Accepted(f"#{number} is no issue that a person wrote: nothing is made of it.")
        if not issue.is_open or ACCEPTED not in map(str.lower, issue.labels):
            return _left(desk, forge, number, issue)
        told = _judged(desk, issue)
        if stops(told.remarks) or not told.files:
            answer = f"{as_markdown(told)}\nA pull request that is there already stays as it was.\n"
            return _answered(desk, forge, number, Accepted("Something stands in the way.", answer, is_fine=False))
        if not desk.is_written:
            return Accepted("This would be the pull request; --write opens it.", as_markdown(told))
        return _answered(desk, forge, number, _opened(desk, forge, number, issue, told))


def _judged(desk: Desk, issue: Asked) -> Proposed:
    text = issue.text.encode()[:MOST_BYTES].decode(errors="ignore")
    sent = Sent(text, Actor(issue.login, issue.account), issue.labels, is_issue=True)
    return propose(desk.root, sent, "", desk.now)


def _opened(desk: Desk, forge: Forge, number: int, issue: Asked, told: Proposed) -> Accepted:
    """The branch and the pull request; nothing that somebody wrote is in their names, nor calls anybody."""
    verb = "Change" if any(file.is_update for file in told.files) else "Add"
    title = f"{verb} {' and '.join(file.path for file in told.files)}"
    branch = f"proposal/issue-{number}"
    author = (issue.login, f"{issue.account}+{issue.login}@{_HOME}")
    files = {file.path: file.text.encode() for file in told.files}
    outcome = offer(desk.root, desk.origin, branch, files, f"{title}, from #{number}", author)
    if outcome == "theirs":
        words = f"A person changed the branch `{branch}`, which stays as it is: take over yourself what is new."
        return Accepted(words, f"{words}\n", is_fine=False)
    profile = load_profile(desk.root)
    text = (
        f"Closes #{number}, and is made of what stands there. It follows when that is edited, unless a person pushes"
        f" to its branch.\n\n{as_markdown(told)}\nIt was checked in the run that opened it: GitHub starts no check of a"
        " pull request that a workflow opens. Close it and open it again to have one.\n"
    )
    made = forge.put_forward(branch, profile.branch if profile else "main", title, text)
    return Accepted(
        f"The pull request #{made.number} is {made.outcome}.", f"This is proposed in #{made.number}. Thank you!\n"
    )


def _left(desk: Desk, forge: Forge, number: int, issue: Asked) -> Accepted:
    """An issue that is not accepted, or not any more: who was answered before is told so."""
    if not issue.is_open:
        return Accepted(f"#{number} is closed: nothing is made of it.")
    said = f"#{number} has no label {ACCEPTED}: nothing is made of it."
    if not desk.is_written or not forge.has_told(number, MARK):
        return Accepted(said)
    words = (
        f"This has no label {ACCEPTED} any more, so that no pull request follows it. One that is open stays so: close"
        " it, or merge it."
    )
    return _answered(desk, forge, number, Accepted(said, f"{words}\n"))


def _answered(desk: Desk, forge: Forge, number: int, found: Accepted) -> Accepted:
    if not desk.is_written:
        return found
    outcome = forge.tell(number, MARK, found.answer)
    return found._replace(said=f"{found.said} The answer on #{number} is {outcome}.")
