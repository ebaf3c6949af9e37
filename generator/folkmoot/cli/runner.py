"""Whether a command runs on a runner of GitHub Actions, and where a step's summary goes.

Source: docs.github.com, "Variables reference", "Default environment variables".
"""

import os
from pathlib import Path


def is_runner() -> bool:
    """Whether this is a runner, which takes some of what is printed for commands."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def step_summary() -> Path | None:
    """The file of the summary of the step that runs, None where there is none."""
    given = os.environ.get("GITHUB_STEP_SUMMARY")
    return Path(given) if given else None
