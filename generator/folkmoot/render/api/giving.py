"""What the API says of contributions: of whom it may be told by reference, of all others in numbers."""

from collections.abc import Iterable, Mapping

from folkmoot.model.community import Community
from folkmoot.model.hub import Given
from folkmoot.render import giving
from folkmoot.render.api import shapes
from folkmoot.render.api.references import ref


def gave(community: Community, found: Iterable[Given]) -> tuple[shapes.Gift, ...]:
    """What a member gave, by kind."""
    return tuple(
        shapes.Gift(
            contribution=one.contribution,
            count=one.number,
            first=f"{one.since:%Y-%m}" if one.since else "",
            latest=f"{one.latest:%Y-%m}" if one.latest else "",
            projects=tuple(map(ref, one.projects)),
        )
        for one in giving.gifts(community, found)
    )


def given(
    community: Community, found: Iterable[Given], members: Mapping[str, shapes.MemberRef]
) -> tuple[shapes.Given, ...]:
    """Who gave what, by kind. `members` are those who are on the site."""
    return tuple(
        shapes.Given(
            contribution=kind, members=tuple(members[one.slug] for one in people.members), others=people.others
        )
        for kind, people in giving.givers(community, found)
    )


def thanks(found: Iterable[giving.Thanked], members: Mapping[str, shapes.MemberRef]) -> tuple[shapes.Thanks, ...]:
    """Whom a file gives credit by hand. `members` are those who are on the site."""
    return tuple(shapes.Thanks(member=members[one.member.slug], gave=one.gave) for one in found)
