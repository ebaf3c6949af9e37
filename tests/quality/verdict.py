"""What a site was found to be like: the worst figure of each kind, beside its goal."""

import json

PERFORMANCE = 99
"""The goal for Lighthouse's performance score, out of 100."""

GOALS_AT_MOST: dict[str, float] = {
    "axe_violations": 0,
    "markup_errors": 0,
    "csp_violations": 0,
    "console_errors": 0,
    "requests_elsewhere": 0,
    "keyboard_faults": 0,
    "faults_without_scripts": 0,
    "page_bytes": 100_000,
    "search_bytes": 200_000,
    "search_faults": 0,
    "crowd_search_bytes": 200_000,
    "crowd_search_seconds": 0.5,
}
GOALS_AT_LEAST: dict[str, float] = {
    f"{name} {device}": goal
    for device in ("phone", "desktop")
    for name, goal in {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": PERFORMANCE}.items()
}


class Verdict:
    """The worst figure of each kind so far, and what could not be judged; findings are printed as they come."""

    def __init__(self) -> None:
        self.figures: dict[str, float] = {}
        self.worst: dict[str, str] = {}
        """The page with the worst figure."""
        self.unjudged: list[str] = []

    def absent(self, reason: str) -> None:
        """Something that could not be judged, and why."""
        print(f"not judged: {reason}", flush=True)
        self.unjudged.append(reason)

    def count(self, name: str, findings: list[str], where: str) -> None:
        """Adds findings to a figure that counts them; without any, the figure is there and 0."""
        self.figures[name] = int(self.figures.get(name, 0)) + len(findings)
        for finding in findings:
            print(f"{name}: {where}: {finding}", flush=True)

    def highest(self, name: str, figure: float, where: str = "") -> None:
        if figure > self.figures.get(name, -1):
            self.figures[name] = figure
            self.worst |= {name: where} if where else {}

    def lowest(self, name: str, figure: float, where: str = "") -> None:
        if figure < self.figures.get(name, 101):
            self.figures[name] = figure
            self.worst |= {name: where} if where else {}

    def missed(self) -> list[str]:
        """The figures that miss their goal or were never found."""
        return [
            *(name for name, goal in GOALS_AT_MOST.items() if self.figures.get(name, goal + 1) > goal),
            *(name for name, goal in GOALS_AT_LEAST.items() if self.figures.get(name, goal - 1) < goal),
        ]

    def told(self) -> int:
        """Prints the figures as one JSON object, and returns the exit code."""
        missed = self.missed()
        passed = not missed and not self.unjudged
        print(
            json.dumps(
                {**self.figures, "worst": self.worst, "missed": missed, "not_judged": self.unjudged, "passed": passed}
            )
        )
        return 2 if self.unjudged else int(not passed)
