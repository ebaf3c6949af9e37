"""How many examples a property is tried on, where each takes its time: as many fewer in every profile."""

from hypothesis import settings


def fewer(times: int) -> settings:
    """Settings with a `times`-th of the examples that the profile asks for, and one at least."""
    return settings(max_examples=max(1, settings().max_examples // times))
