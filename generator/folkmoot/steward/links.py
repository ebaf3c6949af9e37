"""What `folkmoot links` does: ask whether the hub's links to elsewhere still lead anywhere."""

from collections.abc import Collection, Iterable, Mapping

from folkmoot.collect.http import Client
from folkmoot.collect.looking import looked
from folkmoot.collect.runtime import RunTime
from folkmoot.derive.outward import outward
from folkmoot.model.outward import Looked, Outward
from folkmoot.render.desk.links import Links
from folkmoot.render.desk.sheet import Sheet
from folkmoot.steward.private_folder import Open, Outcome, Request, telling

_ENOUGH = 3
"""So many addresses that fail at once tell more of this machine than of themselves."""

_DEAD = {"gone", "failing"}
"""What leads nowhere may do so now in one way, now in another."""


def links(request: Request, seconds: float, allow: frozenset[str] = frozenset()) -> Outcome:
    """Asks for each address once, within so many seconds, and tells what leads nowhere; what nobody got to stays as it
    was told before. `allow` lifts the guard for addresses as `host:port`.

    Raises `WrongUse` where there is no hub, for a language that it does not have, and for a private folder that may be
    public or cannot be read.
    """

    def sheet(found: Open) -> tuple[Sheet, list[str]]:
        named, run = outward(found.written), RunTime(seconds)
        client = Client(found.written.profile.home, allow, run=run, reads=False)
        urls = [one.url for one in named]
        now = {one.url: one for one in run.each(looked(urls, client, found.hub.today.isoformat(), run))}
        untold = [] if len(now) == len(named) else [f"{len(named) - len(now)} were not asked: the time was up"]
        if _is_outage(now.values()):
            now, untold = {}, [f"not one of {len(now)} answered, so the fault is likely here: nothing is kept of it"]
        known = _together(named, found.looked, now)
        return Links(found.canvas, named, known).sheet(), untold

    return telling(request, sheet)


def _is_outage(found: Collection[Looked]) -> bool:
    """Whether it is more likely that this machine reaches nobody than that nobody is there."""
    return len(found) >= _ENOUGH and all(one.state == "failing" for one in found)


def _together(named: Iterable[Outward], before: Mapping[str, Looked], now: Mapping[str, Looked]) -> dict[str, Looked]:
    """What is known of each address: as it is now, since it was first found so."""
    found: dict[str, Looked] = {}
    for one in named:
        old, new = before.get(one.url), now.get(one.url)
        if new and old and (old.state == new.state or {old.state, new.state} == _DEAD):
            found[one.url] = new._replace(since=min(old.since, new.since))
        elif known := new or old:
            found[one.url] = known
    return found
