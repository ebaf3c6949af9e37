"""Credit that people give by hand: once for each thing, and not for what the file tells anyway."""

from collections.abc import Iterable, Iterator

from folkmoot.check.references import gatherings
from folkmoot.model.base import Filed
from folkmoot.model.community import Community
from folkmoot.model.credit import Contribution, Credit
from folkmoot.model.problem import KeyPath, Problem

_Told = dict[tuple[str, Contribution], str]
"""What members get credit for without more, with the key that tells it."""


def repeated_credits(community: Community) -> Iterator[Problem]:
    """Credit for what the same list gave the same member before, or for what hosts, speakers and authors do."""
    for event in community.events.values():
        hosts = _told(event.hosts, "eventOrganizing", "hosts")
        for above, gathering in gatherings(event):
            speakers = _told((one.member for one in gathering.speakers), "talk", "speakers")
            yield from _repeated(event, above, gathering.credits, hosts | speakers)
    for post in community.posts.values():
        yield from _repeated(post, (), post.credits, _told(post.authors, "blog", "authors"))
    for project in community.projects.values():
        yield from _repeated(project, (), project.credits, {})


def _told(slugs: Iterable[str | None], gave: Contribution, key: str) -> _Told:
    return {(slug, gave): key for slug in slugs if slug}


def _repeated(record: Filed, above: KeyPath, given: tuple[Credit, ...], told: _Told) -> Iterator[Problem]:
    known: set[tuple[str, Contribution]] = set()
    for index, credit in enumerate(given):
        for place, gave in enumerate(credit.gave):
            one = (credit.member, gave)
            said = ""
            if key := told.get(one):
                said = f"{credit.member} stands below {key}, and gets credit for {gave} by that"
            elif one in known:
                said = f"{credit.member} gets credit for {gave} here already"
            known.add(one)
            if said:
                yield Problem(
                    record.path,
                    "credit-twice",
                    said,
                    "remove it here: it counts once",
                    keys=(*above, "credits", index, "gave", place),
                    value=gave,
                    severity="warning",
                )
