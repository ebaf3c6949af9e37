"""Whether a keyboard is enough: Tab comes to everything that can be used, in order, and one sees where one is."""

from urllib.parse import urljoin

from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as TookTooLong

from quality.visits import context

_WATCH = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, *::before, *::after { transition: none !important; animation: none !important; }");
  document.adoptedStyleSheets.push(sheet);
  const usable = "a[href], button, input, select, textarea, summary, iframe, audio[controls], [tabindex]";
  // The way back to the top comes and goes as one scrolls; the Home key does the same.
  const kept = (one) => !one.matches(".md-top") && one.checkVisibility({visibilityProperty: true}) && !one.disabled
    && !one.closest("[inert]") && one.tabIndex >= 0 && !(one.type === "radio" && grouped(one) !== one);
  const grouped = (one) => {
    const group = [...document.querySelectorAll(`input[type=radio][name="${one.name}"]`)];
    return group.find((other) => other.checked) ?? group[0];
  };
  const about = (one) => {
    const near = [one, one.nextElementSibling, one.parentElement, one.parentElement?.parentElement,
      ...(one.labels ?? [])].filter(Boolean);
    const looks = near.flatMap((other) => [getComputedStyle(other), getComputedStyle(other, "::after")]);
    return JSON.stringify(looks.map((s) => [s.outlineStyle === "none" ? "" : s.outlineStyle + s.outlineWidth
      + s.outlineColor, s.boxShadow, s.backgroundColor, s.borderColor, s.color, s.opacity, s.textDecorationLine]));
  };
  const name = (one) => one.outerHTML.slice(0, 120).replace(/\\s+/g, " ");
  const all = [...document.querySelectorAll(usable)].filter(kept);
  const before = new Map(all.map((one) => [one, about(one)]));
  const labels = [...document.querySelectorAll("label[for]")]
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().width
      && one.getBoundingClientRect().height && getComputedStyle(one).pointerEvents !== "none"
      && !all.includes(one.control) && one.control?.type !== "radio" && one.tabIndex < 0);
  const covered = (one) => {
    const wide = (other) => other?.getBoundingClientRect().width > 1;
    const unseen = getComputedStyle(one).opacity === "0";
    const boxed = [unseen ? null : one, ...(one.labels ?? []), one.nextElementSibling].find(wide) ?? one;
    const box = boxed.getClientRects()[0] ?? boxed.getBoundingClientRect();
    // Where one writes is the first line of a tall field; the rest scrolls as one writes.
    const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height, one.matches("textarea") ? 48 : Infinity) / 2];
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return true;
    const top = document.elementFromPoint(x, y);
    return !(boxed.contains(top) || top?.contains(boxed) || top?.closest("label")?.control === one);
  };
  window.fmKeys = {
    names: all.map(name),
    mouse: labels.map(name),
    here: () => {
      const one = document.activeElement;
      if (!one || one === document.body || one === document.documentElement) return null;
      return {
        place: all.indexOf(one), name: name(one), covered: !one.matches(".md-top") && covered(one),
        // The theme hides it by making it see-through, and takes its focus away when the page has scrolled.
        hidden: one.matches(".md-top[hidden]"),
        seen: !before.has(one) || before.get(one) !== about(one),
      };
    },
  };
}"""


def keyboard_faults(running: Browser, url: str, screen: str) -> list[str]:
    """What a person without a mouse cannot do on the page, or not see: one line a finding."""
    with context(running, screen) as visitor:
        page = visitor.new_page()
        page.goto(url, wait_until="networkidle")
        faults = _tabbed(page)
        if screen == "phone" and page.locator("#__drawer").count():
            faults += _menu(page)
        return faults + _search(page)


def _tabbed(page: Page) -> list[str]:
    """Walks the page with Tab from its top until the focus leaves it."""
    page.evaluate(_WATCH)
    page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
    names = page.evaluate("fmKeys.names")
    faults = [f"only a mouse opens {name}" for name in page.evaluate("fmKeys.mouse")]
    visited: list[int] = []
    # A field for a date or a time is several stops: the day, the month, the year, the calendar's button.
    for _ in range(2 * len(names) + 20):
        page.keyboard.press("Tab")
        here = page.evaluate("fmKeys.here()")
        if here is None or here["place"] in visited[:-1]:
            break
        if here["place"] >= 0 and here["place"] not in visited:
            visited.append(here["place"])
        if not here["seen"]:
            faults.append(f"nothing shows that the focus is on {here['name']}")
        if here["hidden"]:
            faults.append(f"the focus is on {here['name']}, which is not shown")
        if here["covered"]:
            faults.append(f"something covers {here['name']} when the focus is on it")
    faults += [f"Tab never comes to {name}" for place, name in enumerate(names) if place not in visited]
    if visited != sorted(visited):
        faults.append("Tab does not follow the order of the page")
    return faults


def _menu(page: Page) -> list[str]:
    """The phone's menu opens by keyboard, leads through its links, and closes with Escape."""
    menu = page.locator(".md-sidebar--primary")
    page.evaluate("document.querySelector('#__drawer').focus()")
    page.keyboard.press("Space")
    if not page.locator("#__drawer").is_checked():
        return ["the menu does not open with the space bar"]
    page.wait_for_timeout(400)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    faults = []
    if not menu.evaluate("one => one.contains(document.activeElement)"):
        faults.append("Tab does not lead into the open menu")
    page.keyboard.press("Escape")
    if page.locator("#__drawer").is_checked():
        faults.append("Escape does not close the menu")
        page.evaluate("document.querySelector('#__drawer').checked = false")
    return faults


def _search(page: Page) -> list[str]:
    """The search opens with "/", takes words at once, closes with Escape, and gives the focus back."""
    page.evaluate("document.querySelector('.fm-search-open').focus()")
    page.keyboard.press("/")
    dialog = page.locator("dialog.fm-search")
    if not dialog.is_visible():
        return ["“/” does not open the search"]
    faults = []
    if not page.evaluate("document.activeElement?.matches('.fm-search__query')"):
        faults.append("the search opens without its field in focus")
    page.keyboard.press("Escape")
    if dialog.is_visible():
        faults.append("Escape does not close the search")
    elif not page.evaluate("document.activeElement?.matches('.fm-search-open')"):
        faults.append("closing the search does not give the focus back")
    return faults


def faults_without_scripts(running: Browser, address: str, path: str, screen: str) -> list[str]:
    """What is missing from the page where no JavaScript runs."""
    with context(running, screen, java_script_enabled=False) as visitor:
        page = visitor.new_page()
        page.goto(urljoin(address, path))
        faults = []
        if not page.locator("main h1").first.is_visible():
            faults.append("the heading is not shown")
        if len(page.locator("main article").inner_text().split()) < 20:
            faults.append("the text is not shown")
        if screen == "phone":
            page.locator("header label[for=__drawer]").click()
            link = page.locator(".md-nav--primary a.md-nav__link:not(.md-nav__link--active)").nth(1)
        else:
            link = page.locator(".md-tabs__item:not(.md-tabs__item--active) a").nth(1)
        before = page.url
        link.click()
        try:
            page.wait_for_url(lambda url: url != before)
        except TookTooLong:
            return [*faults, "the menu leads nowhere"]
        if not page.locator("main h1").first.is_visible():
            faults.append("where the menu leads, no heading is shown")
        return faults
