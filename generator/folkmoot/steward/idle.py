"""When GitHub stops a schedule: in a public repository in which nothing happened for 60 days.

Source: docs.github.com, "Events that trigger workflows", `schedule`; "Disabling and enabling a workflow". What happens
is taken to be a commit on the branch that is checked out, which is the default one where a schedule runs.
"""

import datetime as dt
from pathlib import Path

from folkmoot import git

_STOPS = dt.timedelta(days=60)
_TOLD = dt.timedelta(days=45)
"""From so many days without a commit on it is said, so that two weeks are left to do something."""


def idle_note(root: Path, now: dt.datetime) -> str:
    """A sentence about when GitHub will stop the schedule of the hub in `root` (`now` is aware), "" while that is far.

    Says nothing where there is no history.
    """
    try:
        seconds = git.run("log", "-1", "--format=%ct", at=root).strip()
    except git.GitError:
        return ""
    if not seconds.isdigit():
        return ""
    latest = dt.datetime.fromtimestamp(int(seconds), dt.UTC)
    if now - latest < _TOLD:
        return ""
    since, stops = f"{latest:%Y-%m-%d}", f"{latest + _STOPS:%Y-%m-%d}"
    verb = "stops" if now < latest + _STOPS else "may have stopped"
    on = f"on {stops}" if now < latest + _STOPS else f"since {stops}"
    return (
        f"The last commit is of {since}: GitHub {verb} the schedule {on}, as in every public repository without"
        " activity for 60 days. Any commit to the main branch makes it go on; a schedule that was stopped is started"
        " under Actions."
    )
