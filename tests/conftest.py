"""What every test stands on: no configuration of the machine's own, repeatable examples, a browser if there is one."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("deep", deadline=None, max_examples=3000)

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_OF_THE_MACHINE = ("GH_TOKEN", "GITHUB_", "RUNNER_", "SOURCE_DATE_EPOCH")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="accept what the golden tests now see as what is expected")


def pytest_configure() -> None:
    """Forgets what the machine or its CI says, so that a test sees the same everywhere."""
    for name in [name for name in os.environ if name == "CI" or name.startswith(_OF_THE_MACHINE)]:
        del os.environ[name]
    os.environ |= {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Ada Rossi",
        "GIT_AUTHOR_EMAIL": "ada@example.org",
        "GIT_COMMITTER_NAME": "Ada Rossi",
        "GIT_COMMITTER_EMAIL": "ada@example.org",
    }


@pytest.fixture(scope="session")
def blessing(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten instead of compared (`make bless`)."""
    return bool(request.config.getoption("--bless"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; the test is skipped, and says so, where the machine has none."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        pytest.skip("no chromium on this machine: install Debian's package `chromium`, then run `make test` again")
    return found


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout that these tests belong to."""
    return Path(__file__).resolve().parent.parent
