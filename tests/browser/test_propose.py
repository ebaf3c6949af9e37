"""The forms of proposals in a real browser: what they make is read back as it was typed, and passes the check."""

from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, expect

from browser.conftest import Visit
from folkmoot.contribute.proposing.letters import Whole, file_in
from folkmoot.contribute.review import review
from folkmoot.load.documents import read_front_matter, read_yaml
from folkmoot.render.files import file_text
from support.building import SAMPLE_TIME, sample
from support.forms import finished, opened

OPEN = "[data-fm-open]"


@pytest.fixture(scope="module")
def hub(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample(repository, tmp_path_factory.mktemp("proposed"))


def told(hub: Path, path: str = "", text: str = "") -> list[str]:
    """What the check says of the hub, with a file put in for the while."""
    file = hub / path
    if path:
        assert not file.exists()
        file.write_text(text, "utf-8")
    try:
        return [f"{one.path} {one.code}: {one.message}" for one in review(hub, SAMPLE_TIME).problems]
    finally:
        if path:
            file.unlink()


def test_a_member_is_proposed_as_they_typed_it_and_nothing_is_sent(visit: Visit, hub: Path) -> None:
    asked: list[str] = []
    page = opened(visit.page, urljoin(visit.address, "propose/member/"))
    for tick in page.locator("[data-fm-kind=agreement] input").all():
        assert not tick.is_checked()
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Your name").fill("  Zoë “Q” O'Brien: #1 ")
    page.get_by_label("GitHub login").fill("@zoe-q")
    page.get_by_label("Languages you speak").fill("French, deutsch,English , sw")
    page.get_by_label("Country").fill("italy")
    page.get_by_label("Town").fill("no")
    page.get_by_label("What you can do").fill("a: b, yes, 1.5, [x], yes")
    page.locator("#fm-member-bio").fill("One\n\n  two: # three\n- four")
    page.get_by_role("checkbox", name="My profile").check()
    links = page.get_by_role("group", name="Elsewhere on the web", exact=True)
    links.get_by_role("button", name="Add one").click()
    links.get_by_label("What it is called").fill("~")
    links.get_by_label("Address").fill("https://zoe.example/?a=b#c")
    links.get_by_role("button").last.click()
    page.get_by_label("Who brought you").fill("Amandine Tissier")
    path, text = finished(page)
    assert path == "members/zoe-q-o-brien-1.yml"
    values = read_yaml(text.encode()).values
    assert values == {
        "name": "Zoë “Q” O'Brien: #1",
        "joined": "2026-06-15",
        "github": "zoe-q",
        "languages": ["fr", "de", "en", "sw"],
        "location": {"city": "no", "country": "IT"},
        "skills": ["a: b", "yes", "1.5", "[x]"],
        "bio": "One\n\n  two: # three\n- four",
        "links": [{"label": "~", "url": "https://zoe.example/?a=b#c"}],
        "invited_by": "amandine-tissier",
        "consent": {"profile": "2026-06-15"},
    }
    assert text == file_text(values, "members")
    assert told(hub, path, text) == told(hub)
    link = page.locator(OPEN).get_attribute("href") or ""
    assert link.startswith("https://github.com/officina-aperta/hub/new/main?")
    assert parse_qs(urlsplit(link).query) == {"filename": [path], "value": [text]}
    mail = page.get_by_role("link", name="Write an e-mail with it").get_attribute("href") or ""
    body = parse_qs(urlsplit(mail).query)["body"][0].replace("\r\n", "\n")
    assert body == f"path: {path}\n\n{text}"
    assert file_in(body).whole == Whole(path, text)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the file").click()
    assert download.value.suggested_filename == "zoe-q-o-brien-1.yml"
    assert Path(download.value.path()).read_text("utf-8") == text
    assert {urlsplit(url).path for url in asked if not url.startswith("blob:") and not url.endswith(".webp")} <= {
        f"/repo/{file}"
        for file in ("schemas/v1/member.json", "assets/folkmoot/taken-members.json", "assets/folkmoot/directory.json")
    }
    assert visit.overflow() <= 0
    assert visit.faults == []


def test_an_event_is_proposed_with_what_the_hub_has(visit: Visit, hub: Path) -> None:
    page = opened(visit.page, urljoin(visit.address, "propose/event/"))
    page.locator("#fm-event-title").fill('"Lamps": an evening, & more')
    page.get_by_label("What sort of event it is").select_option("workshop")
    page.get_by_label("When it begins", exact=False).first.fill("2027-03-30")
    page.get_by_label("When it begins: time").fill("19:00")
    page.get_by_label("When it ends: time").fill("21:30")
    page.locator("[data-fm-key=place] select").select_option(index=1)
    page.get_by_label("Who invites").fill("amandine tissier, Davide Brunero")
    page.get_by_label("How it repeats").select_option(label="every month, such as each second Tuesday")
    page.get_by_label("What one should know").fill("---\nBring *lamps*.\n\n    code: # x\n")
    speakers = page.get_by_role("group", name="Who speaks", exact=True)
    for name in ("", "Somebody Else"):
        speakers.get_by_role("button", name="add one").click()
        if name:
            speakers.get_by_label("Or the name of somebody else").last.fill(name)
    path, text = finished(page)
    assert path == "events/lamps-an-evening-more.md"
    document = read_front_matter(text.encode())
    place = document.values.pop("place")
    assert (hub / f"content/places/{place}.yml").is_file()
    assert document.values == {
        "title": '"Lamps": an evening, & more',
        "kind": "workshop",
        "start": "2027-03-30 19:00",
        "end": "2027-03-30 21:30",
        "recurrence": {"rule": "FREQ=MONTHLY;BYDAY=-1TU"},
        "hosts": ["amandine-tissier", "davide-brunero"],
        "speakers": [{"name": "Somebody Else"}],
    }
    assert document.body == "---\nBring *lamps*.\n\n    code: # x"
    assert text == file_text(document.values | {"place": place}, "events", document.body)
    assert told(hub, path, text) == told(hub)
    assert visit.overflow() <= 0
    assert visit.faults == []


def test_a_project_is_proposed_with_what_waits_for_help(visit: Visit, hub: Path) -> None:
    page = opened(visit.page, urljoin(visit.address, "propose/project/"))
    page.locator("#fm-project-title").fill("Null & void")
    page.get_by_label("Where it stands").select_option("idea")
    page.get_by_label("Who answers for it").fill("davide-brunero")
    page.get_by_role("button", name="What waits for help: add one").click()
    page.get_by_role("button", name="What waits for help: add one").click()
    page.get_by_label("What is to be done").last.fill("- : #")
    page.get_by_label("What it takes").last.fill("no, 007")
    page.get_by_label("our community").check()
    path, text = finished(page)
    document = read_front_matter(text.encode())
    assert (path, document.values) == (
        "content/projects/null-void.md",
        {
            "title": "Null & void",
            "status": "idea",
            "leads": ["davide-brunero"],
            "help_wanted": [{"title": "- : #", "skills": ["no", "007"]}],
            "agenda": ["applied", "internal"],
        },
    )
    assert told(hub, path, text) == told(hub)
    assert visit.faults == []


@pytest.mark.parametrize("owner", ["Davide Brunero", ""])
def test_a_feed_is_some_lines_for_a_file_that_is_there(desk: Visit, hub: Path, owner: str) -> None:
    page = opened(desk.page, urljoin(desk.address, "propose/feed/"))
    page.get_by_label("Address of the feed").fill("https://lamps.example/feed.xml")
    page.get_by_label("Language most of it is written in").fill("Italian")
    page.get_by_label("Whose feed it is").fill(owner)
    path, text = finished(page)
    assert path == ("members/davide-brunero.yml" if owner else "content/community.yml")
    feeds = {"feeds": [{"url": "https://lamps.example/feed.xml", "language": "it"}]}
    assert read_yaml(text.encode()).values == (feeds if owner else {"sources": feeds})
    assert page.locator(OPEN).get_attribute("href") == f"https://github.com/officina-aperta/hub/edit/main/{path}"
    page.get_by_role("button", name="Copy the text").click()
    expect(page.locator("[data-fm-said]")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == text
    page.get_by_role("button", name="Copy it for the organisers").click()
    expect(page.locator("[data-fm-said]")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"Please take this in: {path}\n\n{text}"
    assert desk.faults == []


def test_who_writes_in_another_script_is_called_by_the_login(desk: Visit, hub: Path) -> None:
    page = opened(desk.page, urljoin(desk.address, "propose/member/"))
    page.get_by_label("Your name").fill("李雷")
    page.get_by_label("GitHub login").fill("Lei-Li")
    path, text = finished(page)
    assert path == "members/lei-li.yml"
    assert told(hub, path, text) == told(hub)
    page.get_by_label("GitHub login").fill("")
    page.get_by_role("button", name="See what I propose").click()
    expect(page.get_by_label("Name of the file")).to_be_focused()
    page.get_by_label("Name of the file").fill("li-lei")
    assert finished(page)[0] == "members/li-lei.yml"


def test_a_phone_at_twice_its_size_needs_no_second_direction(desk: Visit) -> None:
    page = desk.page
    page.set_viewport_size({"width": 195, "height": 422})
    for form in ("", "member/", "event/", "project/", "feed/"):
        opened(page, urljoin(desk.address, f"propose/{form}"))
        expect(page.locator(".fm-search-open")).to_be_visible()
        for more in page.locator("[data-fm-more]").all():
            more.click()
        if form:
            page.get_by_role("button", name="See what I propose").click()
        assert desk.overflow() <= 0, form


def test_a_text_too_long_for_an_address_is_copied(desk: Visit) -> None:
    page = opened(desk.page, urljoin(desk.address, "propose/member/"))
    page.get_by_label("Your name").fill("Bo Ek")
    page.locator("#fm-member-bio").fill("word & more " * 400)
    expect(page.locator("[data-fm-long]")).to_be_hidden()
    path, text = finished(page)
    link = page.locator(OPEN).get_attribute("href") or ""
    assert parse_qs(urlsplit(link).query) == {"filename": [path]}
    expect(page.locator("[data-fm-long]")).to_be_visible()
    expect(page.locator("[data-fm-fits]")).to_be_hidden()
    expect(page.locator("[data-fm-mail]")).to_be_hidden()
    page.get_by_role("button", name="Copy it for the organisers").click()
    expect(page.locator("[data-fm-said]")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"path: {path}\n\n{text}"


def test_keys_alone_are_enough(desk: Visit) -> None:
    page = desk.page
    page.goto(urljoin(desk.address, "propose/member/"))
    keys = page.keyboard

    def reach(target: Locator) -> None:
        for _ in range(40):
            keys.press("Tab")
            if target.evaluate("(one) => one === document.activeElement"):
                return
        raise AssertionError(f"no way to {target}")

    page.get_by_label("Your name").focus()
    keys.type("Bo Ek")
    reach(page.get_by_role("checkbox", name="My profile"))
    keys.press("Space")
    reach(page.locator("details.fm-ask__rest > summary"))
    keys.press("Enter")
    reach(page.get_by_role("button", name="Elsewhere on the web: add one"))
    keys.press("Enter")
    expect(page.get_by_role("group", name="Elsewhere on the web 1").get_by_label("What it is called")).to_be_focused()
    reach(page.get_by_role("button", name="Remove this"))
    keys.press("Enter")
    expect(page.get_by_role("button", name="Elsewhere on the web: add one")).to_be_focused()
    reach(page.get_by_role("button", name="See what I propose"))
    keys.press("Enter")
    expect(page.locator("[data-fm-made] h2")).to_be_focused()
    assert "consent:" in page.locator("#fm-made-text").input_value()
    reach(page.locator(OPEN))
    reach(page.get_by_role("button", name="Copy it for the organisers"))
    assert desk.faults == []


def test_what_was_typed_is_there_after_a_reload_and_gone_when_the_form_is_emptied(desk: Visit) -> None:
    page = opened(desk.page, urljoin(desk.address, "propose/project/"))
    page.locator("#fm-project-title").fill("Lamps")
    page.get_by_role("button", name="What waits for help: add one").click()
    page.get_by_label("What is to be done").fill("Wire them")
    page.reload()
    expect(page.locator("#fm-project-title")).to_have_value("Lamps")
    expect(page.get_by_label("What is to be done")).to_have_value("Wire them")
    expect(page.locator("[data-fm-kept]")).to_have_text("What you wrote before is here again.")
    page.get_by_role("button", name="Empty the form").click()
    expect(page.locator("#fm-project-title")).to_have_value("")
    expect(page.get_by_label("What is to be done")).to_have_count(0)
    page.reload()
    expect(page.locator("#fm-project-title")).to_have_value("")
    assert page.evaluate("[localStorage.length, document.cookie]")[1] == ""


def test_without_scripts_there_is_a_text_to_copy_and_nothing_that_does_nothing(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    for form in ("member", "event", "project", "feed"):
        page.goto(urljoin(address, f"propose/{form}/"))
        expect(page.locator(".fm-propose")).to_be_hidden()
        expect(page.locator("[data-fm-made]")).to_be_hidden()
        expect(page.locator(".fm-template")).to_be_visible()
        expect(page.locator("main").get_by_role("button")).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        if form != "feed":
            link = page.get_by_role("link", name="Open a new file for it").get_attribute("href") or ""
            assert parse_qs(urlsplit(link).query)["value"] == [page.locator(".fm-template code").inner_text()]
    context.close()


def test_in_french_names_are_french_and_the_text_says_its_language(desk: Visit, hub: Path) -> None:
    page = opened(desk.page, urljoin(desk.address, "fr/propose/member/"))
    page.locator("#fm-member-name").fill("Élodie Été")
    page.locator("#fm-member-languages").fill("anglais, Allemand, français")
    page.locator("#fm-member-location-country").fill("suisse")
    path, text = finished(page)
    values = read_yaml(text.encode()).values
    assert (path, values["languages"], values["location"]) == (
        "members/elodie-ete.yml", ["en", "de", "fr"], {"country": "CH"}
    )  # fmt: skip
    assert "bio_language" not in values
    expect(page.locator("[data-fm-note]")).to_be_visible()
    page.locator("#fm-member-bio").fill("Bonjour.")
    page.locator("#fm-member-consent-profile").check()
    path, text = finished(page)
    assert read_yaml(text.encode()).values["bio_language"] == "fr"
    assert told(hub, path, text) == told(hub)
    assert desk.faults == []
