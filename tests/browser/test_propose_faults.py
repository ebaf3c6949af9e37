"""What the forms of proposals say of answers that are not right, of what is there already, and where they say it."""

import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Route, expect

from browser.conftest import Visit
from folkmoot.load.documents import read_yaml
from support.forms import finished, opened


def test_what_is_wrong_is_said_beside_the_question_and_the_first_has_the_focus(visit: Visit) -> None:
    page = visit.page
    page.goto(urljoin(visit.address, "propose/member/"))
    page.get_by_role("button", name="See what I propose").click()
    name = page.get_by_label("Your name")
    expect(name).to_be_focused()
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(name).to_have_accessible_description("This is needed. The one you want to be called by; a nickname is fine.")
    expect(page.get_by_role("alert").first).to_contain_text("1 answer is missing or not right yet.")
    name.fill("Bo")
    expect(name).not_to_have_attribute("aria-invalid", "true")
    page.get_by_label("Languages you speak").fill("French, Klingonish")
    page.get_by_label("GitHub login").fill("https://example.com/bo")
    page.get_by_label("Country").fill("Nowhere")
    page.get_by_role("button", name="See what I propose").click()
    expect(page.get_by_label("GitHub login")).to_be_focused()
    expect(page.locator(".fm-wrong:visible")).to_have_text(
        [
            "Write the login alone: letters, digits and hyphens, without @.",
            "Klingonish: Write names of languages, or their tags such as pt-BR, with commas between them.",
            "Write the name of a country, or its two letters, such as IT.",
        ]
    )
    expect(page.locator("[data-fm-made]")).to_be_hidden()
    page.get_by_role("link", name=re.compile("^Country")).click()
    expect(page.get_by_label("Country")).to_be_focused()
    assert visit.faults == []


@pytest.mark.parametrize(
    ("form", "key", "written", "said"),
    [
        ("member", "name", "Amandine Tissier", "There is a page of this name already"),
        ("member", "name", "数学", "The name of the file cannot be made from these letters"),
        ("member", "name", "ليلى", "The name of the file cannot be made from these letters"),
        ("project", "title", "Лампа", "The name of the file cannot be made from these letters"),
        ("member", "github", "OA-Amandine", "A member has this login already"),
        ("member", "languages", "French, Klingonish", "Klingonish: Write names of languages"),
        ("member", "skills", f"sewing, {'x' * 61}", f"{'x' * 40}…: Write words"),
        ("member", "invited_by", "Nobody Here", "Write the name of somebody"),
        ("member", "invited_by", "nobody-here", "Write the name of somebody"),
        ("member", "timezone", "Europe/Nowhere", "Write a time zone"),
        ("event", "online", "https://a@b.example/", "Write the whole address"),
        ("event", "online", "javascript:alert(1)", "Write the whole address"),
        ("event", "hosts", "Amandine Tissier, Nobody", "Nobody: Write names of people"),
        ("event", "call_for_papers.closes", "2027-01-01", "This is needed."),
    ],
)
def test_what_the_schema_cannot_say_is_found_too(desk: Visit, form: str, key: str, written: str, said: str) -> None:
    page = opened(desk.page, urljoin(desk.address, f"propose/{form}/"))
    page.locator(f"[data-fm-key='{key}'] input").fill(written)
    page.get_by_role("button", name="See what I propose").click()
    expect(page.locator(".fm-wrong:visible", has_text=said).first).to_be_visible()
    expect(page.locator("[data-fm-made]")).to_be_hidden()


def test_what_is_surely_meant_is_written_in_its_place_and_said(desk: Visit) -> None:
    page = opened(desk.page, urljoin(desk.address, "propose/member/"))
    page.get_by_label("Your name").fill("Zoë Ash")
    login = page.get_by_label("GitHub login")
    login.fill("https://github.com/zoe-a")
    login.press("Tab")
    expect(login).to_have_value("zoe-a")
    expect(login).to_have_accessible_description(re.compile("^The login was taken out of the address."))
    expect(login).not_to_have_attribute("aria-invalid", "true")
    login.fill("@zoe-a")
    expect(page.locator("#fm-member-github-wrong")).to_be_hidden()
    page.get_by_role("button", name="Elsewhere on the web: add one").click()
    page.locator("#fm-member-links--1-label").fill("Blog")
    link = page.locator("#fm-member-links--1-url")
    link.fill("zoe.example/blog")
    link.press("Tab")
    expect(link).to_have_value("https://zoe.example/blog")
    expect(page.locator("#fm-member-links--1-url-wrong")).to_have_text("https:// was put in front.")
    page.get_by_role("button", name="Your feeds: add one").click()
    feed = page.locator("#fm-member-feeds--1-url")
    # Who presses Enter has not left the field.
    feed.fill("www.zoe.example/feed")
    feed.press("Enter")
    expect(page.locator("[data-fm-made] h2")).to_be_focused()
    values = read_yaml(page.locator("#fm-made-text").input_value().encode()).values
    assert (values["github"], values["links"], values["feeds"]) == (
        "zoe-a",
        [{"label": "Blog", "url": "https://zoe.example/blog"}],
        [{"url": "https://www.zoe.example/feed"}],
    )
    expect(page.locator("[data-fm-note]")).to_be_hidden()
    assert desk.faults == []


def test_who_writes_faster_than_the_page_loads_is_understood_as_well(desk: Visit) -> None:
    page = desk.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/meant.js", hold)
    opened(page, urljoin(desk.address, "propose/member/"))
    page.get_by_label("GitHub login").fill("https://github.com/zoe-a")
    page.get_by_role("button", name="Elsewhere on the web: add one").click()
    link = page.locator("#fm-member-links--1-url")
    link.fill("zoe.example/blog")
    label = page.locator("#fm-member-links--1-label")
    label.focus()
    expect(page.get_by_label("GitHub login")).to_have_value("https://github.com/zoe-a")
    link.focus()
    held[0].continue_()
    expect(page.get_by_label("GitHub login")).to_have_value("zoe-a")
    # Where somebody is writing, nothing is changed before they are through.
    expect(link).to_have_value("zoe.example/blog")
    label.focus()
    expect(link).to_have_value("https://zoe.example/blog")
    assert desk.faults == []


def test_the_zone_that_is_meant_can_be_taken_with_one_press(desk: Visit) -> None:
    page = opened(desk.page, urljoin(desk.address, "propose/member/"))
    page.get_by_label("Your name").fill("Bo Ek")
    zone = page.get_by_label("Time zone")
    wrong = page.locator("#fm-member-timezone-wrong")
    for written, likely in {
        "EDT": "America/New_York",
        "EST": "America/New_York",
        "New York": "America/New_York",
        "PT (Pacific Time)": "America/Los_Angeles",
        "Europe/Rom": "Europe/Rome",
        "Japan": "Asia/Tokyo",
    }.items():
        zone.fill(written)
        zone.press("Tab")
        expect(wrong).to_contain_text(f"Did you mean {likely}?")
        expect(zone).to_have_attribute("aria-invalid", "true")
        wrong.get_by_role("button", name=f"Take {likely}").click()
        expect(zone).to_have_value(likely)
        expect(zone).to_be_focused()
        expect(wrong).to_be_hidden()
    for written in ("UTC+2", "my time"):
        zone.fill(written)
        zone.press("Tab")
        expect(wrong).to_have_text("Write a time zone such as Europe/Rome.")
    zone.fill("america/new york")
    zone.press("Tab")
    expect(zone).to_have_value("America/New_York")
    expect(wrong).to_be_hidden()
    offered = page.locator("#fm-known-zone option")
    assert {"Europe/Rome", "America/New_York", "UTC"} <= set(offered.evaluate_all("all => all.map((one) => one.value)"))
    here = page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    page.get_by_role("button", name=f"Take that of this device: {here}").click()
    expect(zone).to_have_value(here)
    assert read_yaml(finished(page)[1].encode()).values["timezone"] == here
    assert desk.faults == []


def test_a_slip_in_a_name_is_answered_with_the_name(desk: Visit) -> None:
    page = opened(desk.page, urljoin(desk.address, "fr/propose/member/"))
    for key, written, likely in (
        ("location.country", "Swedn", "Suède"),
        ("location.country", "Italye", "Italie"),
        ("invited_by", "Amandine", "Amandine Tissier"),
        ("invited_by", "amandine tisier", "Amandine Tissier"),
    ):
        field = page.locator(f"[data-fm-key='{key}'] input")
        field.fill(written)
        page.locator(".fm-propose [type=submit]").click()
        press = page.locator(f"#fm-member-{key.replace('.', '-')}-wrong button")
        expect(press).to_have_text(re.compile(f" {likely}$"))
        press.click()
        expect(field).to_have_value(likely)
        expect(field).not_to_have_attribute("aria-invalid", "true")
    assert desk.faults == []


def test_what_is_more_often_a_slip_is_asked_and_stands_in_nobodys_way(desk: Visit) -> None:
    page = opened(desk.page, urljoin(desk.address, "propose/member/"))
    page.get_by_label("Your name").fill("davide  BRUNERO")
    page.get_by_label("Name of the file").fill("davide-brunero-junior")
    page.get_by_label("Member since").fill("2030-01-01")
    path, text = finished(page)
    assert (path, read_yaml(text.encode()).values["joined"]) == ("members/davide-brunero-junior.yml", "2030-01-01")
    namesake, ahead = "There is a member of this name: is it you?", "This day is still to come: is the year right?"
    for field, told in (("name", namesake), ("joined", ahead)):
        expect(page.locator(f"#fm-member-{field}-wrong")).to_contain_text(told)
        expect(page.locator(f"#fm-member-{field}")).not_to_have_attribute("aria-invalid", "true")
    note = page.locator("[data-fm-note]")
    expect(note.locator("p")).to_contain_text([namesake, ahead])
    assert [link.get_attribute("href") for link in note.get_by_role("link").all()] == [
        "https://github.com/officina-aperta/hub/edit/main/members/davide-brunero.yml",
        "../../members/davide-brunero/",
    ]
    page.get_by_label("Your name").fill("Davide Brunero Junior")
    page.get_by_label("Member since").fill("2026-06-15")
    finished(page)
    expect(note).to_be_hidden()
    assert desk.faults == []


def test_a_name_that_the_site_or_windows_needs_is_given_to_no_file(desk: Visit) -> None:
    page = opened(desk.page, urljoin(desk.address, "propose/member/"))
    file = page.get_by_label("Name of the file")
    for name, called in (("Map", "map-1"), ("Con", "con-1"), ("2030", "2030-1"), ("Mapp", "mapp")):
        page.get_by_label("Your name").fill(name)
        expect(file).to_have_value(called)
    for written in ("map", "con"):
        file.fill(written)
        page.get_by_role("button", name="See what I propose").click()
        expect(page.locator("#fm-member-file-wrong")).to_contain_text(
            "The site, or Windows, needs this name for itself"
        )
        page.get_by_role("button", name=f"Take {written}-1").click()
        assert finished(page)[0] == f"members/{written}-1.yml"
    page.goto(urljoin(desk.address, "propose/project/"))
    page.locator("#fm-project-title").fill("Help wanted")
    expect(page.locator("#fm-project-file")).to_have_value("help-wanted-1")
    assert desk.faults == []


def test_what_the_hub_has_already_is_said_with_the_way_there(desk: Visit) -> None:
    page = opened(desk.page, urljoin(desk.address, "fr/propose/member/"))
    page.locator("#fm-member-name").fill("Amandine Tissier")
    page.locator("#fm-member-github").fill("OA-Amandine")
    page.locator("[data-fm-key=feeds] > [data-fm-more]").click()
    page.locator("#fm-member-feeds--1-url").fill("http://www.davide.example/feed.xml/")
    page.locator(".fm-propose [type=submit]").click()
    change = "https://github.com/officina-aperta/hub/edit/main/members/amandine-tissier.yml"
    own, other = (urljoin(desk.address, f"fr/members/{slug}/") for slug in ("amandine-tissier", "davide-brunero"))
    for field, leading in (("github", [change, own]), ("feeds--1-url", [other]), ("file", [own])):
        links = page.locator(f"#fm-member-{field}-wrong a")
        expect(page.locator(f"#fm-member-{field}")).to_have_attribute("aria-invalid", "true")
        expect(links).to_have_count(len(leading))
        assert links.evaluate_all("found => found.map((one) => one.href)") == leading
    page.goto(urljoin(desk.address, "propose/feed/"))
    page.locator("#fm-feed-feeds-0-url").fill("https://radio.officina-aperta.example/podcast.xml")
    page.locator(".fm-propose [type=submit]").click()
    expect(page.locator("#fm-feed-feeds-0-url-wrong")).to_contain_text("The planet reads this feed already.")
    page.get_by_label("Whose feed it is").fill("Davide Brunero")
    # What the community reads may still be somebody's.
    assert finished(page)[0] == "members/davide-brunero.yml"
    assert desk.faults == []


def test_of_a_list_it_is_said_which_item_is_wrong(desk: Visit) -> None:
    page = opened(desk.page, urljoin(desk.address, "propose/event/"))
    speakers = page.get_by_role("group", name="Who speaks", exact=True)
    for _ in range(3):
        speakers.get_by_role("button", name="add one").click()
    speakers.get_by_role("button", name="Remove this").first.click()
    speakers.get_by_label("Or the name of somebody else").first.fill("Somebody")
    second = page.get_by_role("group", name="Who speaks 2", exact=True)
    second.get_by_label("What they speak about").fill("Lamps")
    second.get_by_label("Their page").fill("our lamps")
    page.get_by_role("button", name="See what I propose").click()
    # What the hub has already is asked for before anything is said: the summary comes when it has answered.
    expect(page.locator("[data-fm-sum] li", has_text="Who speaks")).to_have_text(
        [
            "Who speaks 2 – Fill this in, or remove it.",
            "Who speaks 2: Their page – Write the whole address: it starts with https:// and has no spaces.",
        ]
    )
    member = second.get_by_label("Name of a member")
    expect(member).to_have_attribute("aria-invalid", "true")
    expect(member).to_have_accessible_description("Fill this in, or remove it.")
    expect(speakers.locator(".fm-wrong:visible")).to_have_count(2)
    member.fill("Davide Brunero")
    expect(member).not_to_have_attribute("aria-invalid", "true")
    assert desk.faults == []


def test_an_end_before_the_beginning_is_told(desk: Visit) -> None:
    page = opened(desk.page, urljoin(desk.address, "propose/event/"))
    page.locator("#fm-event-start").fill("2027-03-30")
    page.locator("#fm-event-start-time").fill("19:00")
    page.locator("#fm-event-end-time").fill("18:00")
    page.get_by_role("button", name="See what I propose").click()
    expect(page.locator("#fm-event-end-wrong")).to_have_text("It ends before it begins.")


def test_the_first_press_counts_though_it_leaves_a_wrong_answer(visit: Visit) -> None:
    """What is told of the answer moves the button: it must not go away under the finger."""
    page = opened(visit.page, urljoin(visit.address, "propose/feed/"))
    page.get_by_label("Address of the feed").fill("https://lamps.example/feed.xml")
    page.get_by_label("Whose feed it is").fill("Nobody Here")
    box = page.locator(".fm-propose [type=submit]").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(150)
    page.mouse.up()
    expect(page.get_by_role("alert").first).to_contain_text("1 answer is missing or not right yet.")


def test_a_file_that_is_being_named_is_left_to_whoever_names_it(desk: Visit) -> None:
    page, late = desk.page, list[Route]()

    def hold(route: Route) -> None:
        late.append(route)

    page.route("**/filetext.js", hold)
    with page.expect_request("**/filetext.js"):
        opened(page, urljoin(desk.address, "propose/member/"))
    file = page.get_by_label("Name of the file")
    page.get_by_label("Your name").fill("Davide Brunero Junior")
    page.get_by_label("GitHub login").fill("https://example.com/bo")
    file.focus()
    late[0].continue_()
    expect(page.locator("#fm-member-github-wrong")).to_contain_text("Write the login alone")
    expect(file).to_have_value("")
    page.keyboard.type("junior")
    expect(file).to_have_value("junior")
    file.fill("")
    expect(file).to_have_value("")
    page.get_by_label("Member since").focus()
    expect(file).to_have_value("davide-brunero-junior")
    assert desk.faults == []
