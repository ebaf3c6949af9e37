"""What `folkmoot check` does: read the hub's files, apply every rule, find the places."""

from pathlib import Path

from folkmoot import check
from folkmoot.load.hub import load_hub
from folkmoot.load.located import located
from folkmoot.model.community import Community
from folkmoot.model.problem import Problem, in_order


def review(root: Path) -> tuple[Community, list[Problem]]:
    """The community in `root` and everything that is wrong with its files; raises `WrongUse` where there is no hub."""
    community, _, problems = load_hub(root)
    return community, in_order(located(root, check.problems_of(community, problems)))
