"""The sample hub's site below a sub-path, and a browser that notices every error."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from support.building import built, sample
from support.subpath import PREFIX, served

WIDTHS = {"phone": (390, 844), "desktop": (1280, 900)}
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",
)


@pytest.fixture(scope="session")
def sample_site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built sample hub, as it is published below a sub-path: by whichever of the tests' processes is first."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "sample"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "site").is_dir():
            built(sample(repository, folder), folder / "unfinished", site_url=f"http://127.0.0.1{PREFIX}")
            (folder / "unfinished").rename(folder / "site")
    return folder / "site"


@pytest.fixture(scope="session")
def address(sample_site: Path) -> Iterator[str]:
    with served(sample_site) as url:
        yield url


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(_QUIET))
        yield running
        running.close()


class Visit:
    """One page in a browser, with everything that went wrong on the way."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.faults: list[str] = []
        page.on("console", lambda message: self._note(message.type in ("error", "warning"), message.text))
        page.on("pageerror", lambda error: self._note(True, str(error)))
        # Leaving a page while it loads aborts what is under way; that is no fault.
        page.on("requestfailed", lambda one: self._note("ABORTED" not in (one.failure or ""), f"failed: {one.url}"))
        page.on("request", lambda request: self._note(not self._own(request.url), f"elsewhere: {request.url}"))
        page.on("response", lambda answer: self._note(answer.status >= 400, f"{answer.status}: {answer.url}"))

    def _own(self, url: str) -> bool:
        return url.startswith((self.address, "data:", "blob:"))

    def _note(self, wrong: bool, words: str) -> None:
        if wrong:
            self.faults.append(words)

    def overflow(self) -> int:
        """By how many pixels the page is wider than the screen."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


@pytest.fixture(scope="session")
def screens(browser: Browser, address: str) -> dict[str, BrowserContext]:
    """A visitor with each screen, who keeps one page open: its process shows the others too, in half of the time."""
    visitors = {screen: _visitor(browser, screen) for screen in WIDTHS}
    for visitor in visitors.values():
        visitor.new_page().goto(address)
    return visitors


def _visitor(browser: Browser, screen: str) -> BrowserContext:
    width, height = WIDTHS[screen]
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=screen == "phone", accept_downloads=True
    )
    context.set_default_timeout(15_000)
    return context


@contextmanager
def _visiting(context: BrowserContext, address: str) -> Iterator[Visit]:
    """A new page of a visitor who remembers nothing of what earlier tests left with the site."""
    kept, page = list(context.pages), context.new_page()
    origin = address.removesuffix(PREFIX)
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    yield Visit(page, address)
    for one in context.pages:
        if one not in kept:
            one.close()


@pytest.fixture(params=sorted(WIDTHS))
def visit(
    request: pytest.FixtureRequest, browser: Browser, screens: dict[str, BrowserContext], address: str
) -> Iterator[Visit]:
    alone = request.node.get_closest_marker("alone") is not None
    context = _visitor(browser, request.param) if alone else screens[request.param]
    with _visiting(context, address) as visit:
        yield visit
    if alone:
        context.close()


@pytest.fixture
def desk(screens: dict[str, BrowserContext], address: str) -> Iterator[Visit]:
    """A page on a large screen alone, which may use the clipboard."""
    context = screens["desktop"]
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    with _visiting(context, address) as visit:
        yield visit
    context.clear_permissions()
