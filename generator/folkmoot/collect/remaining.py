"""How much of a repository's time is left."""

import time


def left(until: float) -> float:
    """The seconds until a moment (monotonic seconds), at least one: so that git says itself that it is too late."""
    return max(1.0, until - time.monotonic())
