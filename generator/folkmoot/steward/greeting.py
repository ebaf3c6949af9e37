"""What `folkmoot greet` does: see that who is new is welcomed, a day or two after their first pull request was merged.

It asks GitHub who that is. What is written is in the maintainers' queue, unless the hub has words of its own that it
wants posted; each person is greeted once.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from folkmoot.derive.outbox import actors, outbox_of
from folkmoot.draft import SAID, opened, read
from folkmoot.errors import FolkmootError
from folkmoot.load.checkouts import refuse_public
from folkmoot.model.hub import Hub
from folkmoot.model.newcomer import Newcomer
from folkmoot.model.outbox import Outbox
from folkmoot.model.private_folder import unread_letter
from folkmoot.model.problem import Problem, holds_error
from folkmoot.publish.forge import Forge
from folkmoot.render.canvas import Canvas
from folkmoot.render.configured import site_address
from folkmoot.render.reports.greeting import posted, queued
from folkmoot.steward.private_folder import private_folder
from folkmoot.text import one_line

LABEL = "welcome"
"""What an issue in the queue is labelled with."""

_MARK = "<!-- folkmoot: welcome "
_SOON = dt.timedelta(days=1)
"""Nobody is greeted sooner: a person would not do it at once either."""

_LATE = dt.timedelta(days=14)
"""Nobody is greeted later, for example by the first run of all."""


class Desk(NamedTuple):
    """Where a command works: the hub's folder, the archive's (None for the one that the hub names), and the moment.

    `repository` is the hub's at GitHub, owner/name, and `queue` the one in which maintainers get drafts. `base_url` is
    where GitHub answers; without `write` nothing is changed there. `private` is the folder with the letters, if any.
    """

    root: Path
    now: dt.datetime
    repository: str
    queue: str
    token: str
    base_url: str
    archive: Path | None = None
    write: bool = False
    private: Path | None = None


class Done(NamedTuple):
    """What was done, or would be, in sentences and Markdown, and in sentences what `failed`.

    `problems` are those of the hub: with errors nothing is done.
    """

    said: list[str]
    problems: list[Problem]
    failed: list[str]


def greet(desk: Desk) -> Done:
    """Greets who is new. Raises `FolkmootError` where GitHub refuses to say who that is, and `WrongUse` for no hub."""
    reading = read(desk.root, desk.archive, SAID, ahead=True)
    if holds_error(reading.problems):
        return Done([], reading.problems, [])
    if desk.private:
        refuse_public(desk.root, desk.private)
    folder, faults = private_folder(desk.private, reading.community)
    if lost := unread_letter(faults):
        return Done([], reading.problems, [lost])
    with (
        opened(reading, desk.now) as (hub, _, _),
        Forge(desk.repository, desk.token, desk.base_url) as forge,
        Forge(desk.queue, desk.token, desk.base_url) as queue,
    ):
        canvas = Canvas(hub, hub.community.profile.languages[0], site_address(desk.root))
        box = outbox_of(hub, folder.outbox)
        come = forge.newcomers(desk.now - _LATE, desk.now - _SOON)
        new = [one for one in come if _is_new(hub, one) and not _is_written_to(hub, box, one)]
        done = Done([], reading.problems, [])
        known = queue.marks(_MARK, LABEL) if new else frozenset()
        for one in reversed(new):
            try:
                done.said.extend(_greeted(canvas, desk, one, forge, queue, known))
            except FolkmootError as error:  # the others are greeted nevertheless
                done.failed.append(f"{error}: {error.hint}" if error.hint else str(error))
        return done


def _is_new(hub: Hub, one: Newcomer) -> bool:
    """Whether somebody is to be greeted: no founder, nobody who has been a member for long, nobody who is hidden."""
    if hub.withheld.holds_login(one.login) or hub.withheld.holds_number(one.account):
        return False
    member = hub.community.members.get(slug := hub.member_of(one.login, one.account))
    if member is None:
        return True
    profile = hub.community.profile
    since = one.merged.date() - dt.timedelta(days=profile.thresholds.newcomer_days)
    return slug not in profile.founders and member.joined >= since


def _is_written_to(hub: Hub, box: Outbox, one: Newcomer) -> bool:
    """Whether somebody asked to be left alone, or has had a letter."""
    called = {f"login:{one.login.lower()}", f"github:{one.account}", hub.member_of(one.login, one.account)}
    welcomed = {actor for letter in box.letters if letter.about == "welcome" for actor in actors(hub, letter)}
    return not called.isdisjoint(box.alone | welcomed)


def _greeted(
    canvas: Canvas, desk: Desk, one: Newcomer, forge: Forge, queue: Forge, known: frozenset[str]
) -> Iterator[str]:
    mark = f"{_MARK}{desk.repository}#{one.number} -->"
    # A desk elsewhere may only read the hub: there, the hub's own workflow posts what it has to say.
    if desk.queue == desk.repository and (own := posted(canvas, one)):
        if not desk.write:
            yield f"#{one.number} would be told, unless it was:\n\n{own}"
        elif forge.say_once(one.number, f"{_MARK.rstrip()} -->", own):
            yield f"#{one.number} is told what content/community.yml says to newcomers."
        return
    if mark in known:
        return
    words = queued(canvas, one)
    if not desk.write:
        yield f"There would be an issue “{one_line(words.title)}”:\n\n{words.texts[0]}"
        return
    number, _ = queue.keep_issue(mark, LABEL, words.title, words.texts)
    yield f"The issue #{number} has a draft for whoever proposed #{one.number}."
