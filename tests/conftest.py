"""What every test stands on: no configuration of the machine's own, repeatable examples, a browser if there is one."""

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from support.github.server import GitHub

settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("deep", deadline=None, max_examples=3000)

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_OF_THE_MACHINE = ("GH_TOKEN", "GITHUB_", "PYTHONDONTWRITEBYTECODE", "RUNNER_", "SOURCE_DATE_EPOCH")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="accept what the golden tests now see as what is expected")


def pytest_configure() -> None:
    """Forgets what the machine or its CI says, so that a test sees the same everywhere."""
    for name in [name for name in os.environ if name == "CI" or name.startswith(_OF_THE_MACHINE)]:
        del os.environ[name]
    # Where the machine says otherwise, every program that tests start would compile all of Folkmoot before it begins.
    sys.dont_write_bytecode = False
    os.environ |= {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Ada Rossi",
        "GIT_AUTHOR_EMAIL": "ada@example.org",
        "GIT_COMMITTER_NAME": "Ada Rossi",
        "GIT_COMMITTER_EMAIL": "ada@example.org",
    }


def pytest_collection_finish() -> None:
    """Thousands of tests and the modules of them all live until the end: no search for garbage looks through them."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are processors: many tests wait for a browser, a server or another program."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) + 1


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


@pytest.fixture(scope="session")
def github_server() -> "Iterator[GitHub]":
    """A GitHub on loopback, one a process, for its schema takes a second to build; tests take `github`."""
    from support.github.schema import missing_schema
    from support.github.server import github_on_loopback

    if missing := missing_schema():
        pytest.skip(missing)
    with github_on_loopback() as server:
        yield server


@pytest.fixture
def github(github_server: "GitHub") -> "Iterator[GitHub]":
    """A GitHub that holds nothing yet. Who is told of it what no scenario tells has tested nothing, and fails."""
    github_server.reset()
    yield github_server
    assert github_server.broken == []
