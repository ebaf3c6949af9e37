"""What `folkmoot check` does: read the hub's files, apply every rule, find the places."""

from pathlib import Path

from folkmoot import check
from folkmoot.load.community import load_community, located
from folkmoot.model.community import Community
from folkmoot.model.problem import Problem, in_order


def review(root: Path) -> tuple[Community, list[Problem]]:
    """The community in `root` and everything that is wrong with its files; raises `WrongUse` where there is no hub."""
    community, problems = load_community(root)
    return community, in_order(located(root, [*problems, *check.problems_of(community)]))
