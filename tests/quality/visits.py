"""One visit of a page in a browser: what axe finds, what went wrong, what was downloaded."""

import gzip
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

from quality import tools
from quality.pages import MISSING

SCREENS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "desktop": {"viewport": {"width": 1280, "height": 900}},
}
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
_PICTURES = ("image", "media")
_UNFOLD = """() => {
  const folded = [...document.querySelectorAll("article details:not([open])")];
  folded.forEach((one) => { one.open = true; });
  return folded.length;
}"""
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Seen(NamedTuple):
    """What a first visit of a page showed; each list holds one line a finding."""

    axe: list[str]
    policy: list[str]
    console: list[str]
    elsewhere: list[str]
    weight: int
    """Bytes before pictures: HTML, CSS, JavaScript, fonts and what scripts fetch, each as `gzip -6` makes it."""


class Witness:
    """Notes what a page says and asks for, from its first request on."""

    def __init__(self, page: Page, address: str, expected: int = 200) -> None:
        """`address` is where the site starts; `expected` is the status of the page itself."""
        self._address, self._expected = address, expected
        self.policy: list[str] = []
        self.console: list[str] = []
        self.elsewhere: list[str] = []
        self.answers: list[Response] = []
        page.on("console", lambda message: self._say(message.type, message.text))
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.on("request", lambda request: self._ask(request.url))
        page.on("response", self._receive)

    def _say(self, kind: str, words: str) -> None:
        if "Content Security Policy" in words or "Content-Security-Policy" in words:
            self.policy.append(words)
        elif kind in ("error", "warning") and not words.startswith("Failed to load resource"):
            self.console.append(words)

    def _ask(self, url: str) -> None:
        if not url.startswith((self._address, "data:", "blob:")):
            self.elsewhere.append(url)

    def _receive(self, answer: Response) -> None:
        self.answers.append(answer)
        if answer.status >= 400 and not (answer.status == self._expected and answer.request.is_navigation_request()):
            self.console.append(f"{answer.status}: {answer.url}")

    def weight(self) -> int:
        """Bytes so far before pictures, compressed as a web server does it."""
        taken = [one for one in self.answers if one.request.resource_type not in _PICTURES]
        return sum(len(gzip.compress(one.body(), 6)) for one in taken if one.status in (200, 404))


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=tools.chromium(), args=list(tools.FLAGS))
        try:
            yield running
        finally:
            running.close()


@contextmanager
def context(running: Browser, screen: str, scheme: Scheme = "light", **more: Any) -> Iterator[BrowserContext]:
    """A browser that was never here before, on a screen and with a colour scheme."""
    made = running.new_context(**SCREENS[screen], color_scheme=scheme, reduced_motion="reduce", **more)
    made.set_default_timeout(20_000)
    try:
        yield made
    finally:
        made.close()


def seen(running: Browser, address: str, path: str, screen: str, schemes: Sequence[Scheme] = SCHEMES) -> Seen:
    """A first visit of the page at `path` of the site at `address`, in the colour schemes."""
    with context(running, screen, schemes[0]) as visitor:
        page = visitor.new_page()
        witness = Witness(page, address, 404 if path == MISSING else 200)
        page.goto(address + path, wait_until="networkidle")
        weight = witness.weight()
        axe = []
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            axe += [f"{scheme}: {finding}" for finding in axe_violations(page)]
        # What is folded away is a part of the page, too.
        if unfolded(page):
            axe += [f"unfolded, {finding}" for finding in _in_both_schemes(page)]
        return Seen(axe, witness.policy, witness.console, witness.elsewhere, weight)


def opened(running: Browser, address: str, screen: str) -> list[str]:
    """What axe finds on the home page with the search answering, its filters shown, and with the phone's menu open."""
    axe = []
    with context(running, screen) as visitor:
        page = visitor.new_page()
        page.goto(address, wait_until="networkidle")
        if screen == "phone":
            page.locator("#__drawer").press("Space")
            axe += [f"menu, {finding}" for finding in _in_both_schemes(page)]
            page.keyboard.press("Escape")
        page.keyboard.press("/")
        page.locator(".fm-search__query").fill("a")
        page.locator(".fm-search__results a").first.wait_for()
        page.locator(".fm-search__filter").click()
        page.locator(".fm-search__kind").first.wait_for()
        return [*axe, *(f"search, {finding}" for finding in _in_both_schemes(page))]


def unfolded(page: Page) -> int:
    """Opens all that is folded away in the page's own part, and says how many such things there are."""
    return int(page.evaluate(_UNFOLD))


def _in_both_schemes(page: Page) -> list[str]:
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(400)
        found += [f"{scheme}: {finding}" for finding in axe_violations(page)]
    return found


def axe_violations(page: Page) -> list[str]:
    """What axe finds on the page as it is shown now: "rule: place (why)"."""
    # Evaluated by the debugger, which the page's own policy does not concern.
    page.evaluate(tools.AXE.read_text("utf-8"))
    found = page.evaluate(f"axe.run({{runOnly: {json.dumps(_RULES)}, resultTypes: ['violations']}})")
    return [
        f"{rule['id']}: {node['target'][-1]} ({' '.join(node['failureSummary'].split())[:200]})"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
