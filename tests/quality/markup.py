"""What the Nu HTML checker finds in the HTML of a site."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from quality import tools


def markup_errors(site: Path, pages: Iterable[Path] = ()) -> list[str]:
    """Every error in the pages, else in every HTML file of the site: "path:line: message | where"."""
    command = ["java", "-jar", str(tools.NU), "--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run(
        [*command, "--skip-non-html", *map(str, pages or [site])],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    messages = json.loads(done.stdout)["messages"]
    root = site.resolve().as_uri().removeprefix("file://")
    return sorted(
        f"{one.get('url', '').removeprefix('file:').removeprefix(root)}:{one.get('lastLine', 0)}: {one['message']}"
        f" | {' '.join(one.get('extract', '').split())[:160]}"
        for one in messages
        if one["type"] in ("error", "non-document-error")
    )
