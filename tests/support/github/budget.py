"""The hour's points, and the accounts of what was asked."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

HOUR = 3600.0


class Budget:
    """So many points an hour, as GitHub gives them; the hour begins with the first question. `clock` tells seconds."""

    def __init__(self, limit: int, clock: Callable[[], float]) -> None:
        self.limit = limit
        self.used = 0
        self._clock = clock
        self._began: float | None = None

    @property
    def remaining(self) -> int:
        self._turn()
        return max(0, self.limit - self.used)

    @property
    def reset(self) -> int:
        """The second since 1970 at which there are points again."""
        began = self._began
        return int((self._clock() if began is None else began) + HOUR)

    def spend(self, points: int) -> None:
        self._turn()
        if self._began is None:
            self._began = self._clock()
        self.used += points

    def refill(self) -> None:
        """Begins an hour anew."""
        self.used, self._began = 0, None

    def told(self) -> dict[str, int]:
        """As REST tells it."""
        return {"limit": self.limit, "remaining": self.remaining, "used": self.used, "reset": self.reset}

    def limits(self, points: int, nodes: int) -> dict[str, Any]:
        """As GraphQL tells it of a question that costs so much."""
        reset = f"{dt.datetime.fromtimestamp(self.reset, dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
        known = {"limit": self.limit, "remaining": self.remaining, "used": self.used, "resetAt": reset}
        return {**known, "cost": points, "nodeCount": nodes}

    def headers(self, resource: str) -> dict[str, str]:
        named = {f"X-RateLimit-{name.capitalize()}": str(value) for name, value in self.told().items()}
        return {**named, "X-RateLimit-Resource": resource}

    def _turn(self) -> None:
        if self._began is not None and self._clock() >= self._began + HOUR:
            self.refill()


@dataclass(frozen=True)
class Asked:
    """A request: `name` is the query's name or the route, `page` the largest in it, `points` what it cost."""

    kind: str
    name: str
    repository: str
    status: int
    points: int = 0
    nodes: int = 0
    page: int = 0
    token: str = ""
    variables: dict[str, Any] = field(default_factory=dict)


class Accounting:
    """What was asked since the server began, or since `clear()`."""

    def __init__(self) -> None:
        self.requests: list[Asked] = []

    def clear(self) -> None:
        self.requests.clear()

    @property
    def points(self) -> int:
        """GraphQL's points, all told."""
        return sum(one.points for one in self.requests if one.kind == "graphql")

    @property
    def by_name(self) -> dict[str, int]:
        """How often each query and each route was asked for."""
        return dict(Counter(one.name for one in self.requests))

    @property
    def points_by_name(self) -> dict[str, int]:
        """What each query cost all told."""
        spent: Counter[str] = Counter()
        for one in self.requests:
            if one.kind == "graphql":
                spent[one.name] += one.points
        return dict(spent)

    @property
    def longest_page(self) -> int:
        return max((one.page for one in self.requests), default=0)

    def summary(self) -> dict[str, Any]:
        """All of it, as `/_accounting` tells it."""
        kinds = Counter(one.kind for one in self.requests)
        return {
            "points": self.points,
            "requests": len(self.requests),
            "graphql": kinds["graphql"],
            "rest": kinds["rest"],
            "by_name": self.by_name,
            "points_by_name": self.points_by_name,
            "longest_page": self.longest_page,
            "most_nodes": max((one.nodes for one in self.requests), default=0),
            "failed": sum(one.status >= 400 for one in self.requests),
        }
