"""What the API says of repositories: where they are, and what was given to them in all."""

from collections.abc import Iterable, Mapping

from folkmoot.model.hub import Hub
from folkmoot.render.api import shapes
from folkmoot.render.repositories import Total, histories_of, repository_address


def repositories(hub: Hub, names: Iterable[str], totals: Mapping[str, Total]) -> tuple[shapes.Repository, ...]:
    """The repositories with these names; `totals` go by the slugs of histories."""
    return tuple(_repository(hub, name, totals) for name in names)


def _repository(hub: Hub, name: str, totals: Mapping[str, Total]) -> shapes.Repository:
    url = repository_address(hub.community, name)
    total = next((totals[slug] for slug in sorted(histories_of(hub, [name])) if slug in totals), None)
    if total is None:
        return shapes.Repository(name=name, url=url)
    return shapes.Repository(
        name=name,
        url=url,
        commits=total.commits,
        lines_added=total.added,
        lines_removed=total.removed,
        first=total.first[:7],
        latest=total.last[:7],
    )
