"""The programs that judge a site, where `make quality` and `make test` install them, and which of them are missing."""

import shutil
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / ".venv/quality"
"""Where the Makefile installs what package-lock.json pins."""

AXE = FOLDER / "node_modules/axe-core/axe.min.js"
NU = FOLDER / "node_modules/vnu-jar/build/dist/vnu.jar"
LIGHTHOUSE = FOLDER / "node_modules/lighthouse/cli/index.js"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""What keeps a browser from talking to anybody but the site it is shown."""

_INSTALL = "run `make quality`, which installs it with npm"


def chromium() -> str:
    """The path of the browser; "" where there is none."""
    return next(filter(None, map(shutil.which, _BROWSERS)), "")


def missing_nu() -> str:
    """Why the Nu HTML checker cannot run here; "" where it can."""
    if not shutil.which("java"):
        return "the Nu HTML checker needs java"
    return "" if NU.is_file() else f"vnu-jar is not installed: {_INSTALL}"


def missing_axe() -> str:
    """Why axe cannot run here; "" where it can."""
    if not chromium():
        return "axe needs a chromium"
    return "" if AXE.is_file() else f"axe-core is not installed: {_INSTALL}"


def missing_lighthouse() -> str:
    """Why Lighthouse cannot run here; "" where it can."""
    if not shutil.which("node"):
        return "Lighthouse needs node"
    if not chromium():
        return "Lighthouse needs a chromium"
    return "" if LIGHTHOUSE.is_file() else f"lighthouse is not installed: {_INSTALL}"
