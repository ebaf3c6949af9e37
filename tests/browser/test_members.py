"""The directory as people refine it: by name and by choice, back again, and when its file cannot be read."""

import re
from urllib.parse import urljoin

from playwright.sync_api import Browser, Locator, Page, expect

from browser.conftest import Visit

INDEX = re.compile(r"assets/folkmoot/directory\.json")


def _shown(page: Page) -> Locator:
    return page.locator(".fm-cards:visible .fm-card__title")


def _open(visit: Visit, path: str) -> Page:
    page = visit.page
    page.goto(urljoin(visit.address, path))
    return page


def test_names_and_choices_narrow_the_list_and_say_how_many_are_left(visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    page = _open(visit, "members/")
    everybody = _shown(page).count()
    assert not [url for url in asked if INDEX.search(url)], "the file is loaded when somebody begins"
    page.get_by_label("Speaks").select_option(label="French")
    expect(page.get_by_role("status").first).to_have_text(re.compile(r"^\d+ people match\.$"))
    number = int(re.sub(r"\D", "", page.get_by_role("status").first.inner_text()))
    assert 1 < number < everybody
    expect(_shown(page)).to_have_count(number)
    page.get_by_label("Name").fill("AMANDÌNE t")
    expect(_shown(page)).to_have_text(["Amandine Tissier"])
    expect(page.get_by_role("status").first).to_have_text("1 person matches.")
    assert visit.overflow() <= 0
    _shown(page).click()
    page.wait_for_url(re.compile(r"/members/amandine-tissier/$"))
    assert visit.faults == []


def test_a_card_looks_like_that_of_the_page(visit: Visit) -> None:
    page = _open(visit, "members/")
    said = [page.locator(f".fm-card:has-text('{name}')").inner_text() for name in ("Amandine", "Dario Pellissin")]
    pictures = page.locator(".fm-card:has-text('Amandine') img").get_attribute("src") or ""
    page.get_by_label("Name").fill("a")
    for name, before in zip(("Amandine", "Dario Pellissin"), said, strict=True):
        expect(page.locator(f".fm-card:visible:has-text('{name}')")).to_have_text(
            re.compile(r"\s*".join(map(re.escape, before.split()))), use_inner_text=True
        )
    again = page.locator(".fm-card:visible:has-text('Amandine') img")
    expect(again).to_have_attribute("src", urljoin(urljoin(visit.address, "members/"), pictures))
    assert visit.faults == []


def test_the_address_keeps_the_choice_and_the_back_button_takes_it_back(visit: Visit) -> None:
    page = _open(visit, "members/")
    everybody = _shown(page).count()
    page.get_by_label("Lives in").select_option(label="Lyon, France")
    expect(page).to_have_url(re.compile(r"\?place=fr-lyon$"))
    expect(_shown(page)).not_to_have_count(everybody)
    lyon = _shown(page).all_inner_texts()
    page.get_by_label("Speaks").select_option(label="Italian")
    expect(page).to_have_url(re.compile(r"\?language=it&place=fr-lyon$"))
    expect(_shown(page)).not_to_have_count(len(lyon))
    page.go_back()
    expect(_shown(page)).to_have_text(lyon)
    expect(page.get_by_label("Speaks")).to_have_value("")
    page.reload()
    expect(_shown(page)).to_have_text(lyon)
    expect(page.get_by_label("Lives in")).to_have_value("fr-lyon")
    page.get_by_role("button", name="Show the whole list again").click()
    expect(_shown(page)).to_have_count(everybody)
    expect(page).to_have_url(re.compile(r"/members/$"))
    expect(page.get_by_label("Name")).to_be_focused()
    page.get_by_label("Name").fill("xyzzy")
    expect(page.get_by_role("status").first).to_have_text("Nobody matches. Take something back.")
    assert visit.faults == []


def test_a_facet_is_refined_from_its_own_word_on(visit: Visit) -> None:
    page = _open(visit, "fr/members/language/it/")
    language = page.locator("select[name=language]")
    expect(language).to_have_value("it")
    speakers = _shown(page).all_inner_texts()
    page.locator("select[name=place]").select_option("ch-geneva")
    expect(page).to_have_url(re.compile(r"\?language=it&place=ch-geneva$"))
    expect(_shown(page)).not_to_have_count(len(speakers))
    some = _shown(page).all_inner_texts()
    assert set(some) < set(speakers)
    language.select_option("")
    expect(page).to_have_url(re.compile(r"\?language=&place=ch-geneva$"))
    expect(_shown(page)).not_to_have_count(len(some))
    assert set(some) < set(_shown(page).all_inner_texts())
    page.reload()
    expect(language).to_have_value("")
    assert visit.faults == []


def test_nothing_jumps_and_there_is_no_form_without_scripts(browser: Browser, address: str) -> None:
    tops = []
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts, viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(urljoin(address, "members/"))
        expect(page.locator(".fm-refine")).to_be_visible(visible=scripts)
        expect(page.get_by_role("link", name="Skills", exact=True)).to_be_visible()
        if scripts:
            card = page.locator(".fm-card").first
            page.route(INDEX, lambda route: route.abort())
            before = card.bounding_box()
            page.get_by_label("Name").fill("a")
            expect(page.get_by_role("status").first).to_have_text(
                "The list of all members cannot be loaded. Try again."
            )
            tops = [before, card.bounding_box()]
            page.unroute(INDEX)
            page.get_by_label("Name").fill("am")
            expect(page.get_by_role("status").first).to_have_text(re.compile(r"match"))
            assert page.locator(".fm-card:visible").first.bounding_box()["y"] == tops[0]["y"]  # type: ignore[index]
        context.close()
    assert tops[0] == tops[1]


def test_a_dot_of_the_map_leads_to_its_town(visit: Visit) -> None:
    page = _open(visit, "members/map/")
    page.locator("svg a", has_text="Torino").locator("circle").click()
    page.wait_for_url(re.compile("/members/place/it-turin/$"))
    assert visit.overflow() <= 0
    assert visit.faults == []


def test_a_badge_is_told_with_its_whole_addresses(visit: Visit) -> None:
    page = _open(visit, "members/davide-brunero/")
    page.locator(".fm-badge summary").click()
    root = re.escape(visit.address)
    said = re.compile(
        rf"^\[!\[.+: Davide Brunero\]\({root}badges/members/davide-brunero\.svg\)\]\({root}members/davide-brunero/\)$"
    )
    expect(page.locator(".fm-badge code")).to_have_text(said)
    assert visit.overflow() <= 0
    assert visit.faults == []


def test_only_what_leaves_somebody_can_be_chosen_and_one_number_is_told(visit: Visit) -> None:
    page = _open(visit, "members/")
    everybody = page.get_by_text("26 people, by name.")
    expect(everybody).to_be_visible()
    skills, towns = (page.locator(f"select[name={name}] option") for name in ("skill", "place"))
    all_skills, all_towns = skills.count(), towns.count()
    page.get_by_label("Lives in").select_option(label="Lyon, France")
    expect(skills).not_to_have_count(all_skills)
    expect(towns).to_have_count(all_towns)
    expect(everybody).to_be_hidden()
    for value in [one.get_attribute("value") for one in skills.all()][1:]:
        page.get_by_label("Knows about").select_option(value)
        expect(page).to_have_url(re.compile(rf"[?&]skill={value}(&|$)"))
        expect(page.get_by_role("status").first).to_have_text(re.compile(r"^\d+ (person matches|people match)\.$"))
    page.go_back()
    page.get_by_role("button", name="Show the whole list again").click()
    expect(skills).to_have_count(all_skills)
    expect(everybody).to_be_visible()
    assert visit.faults == []


def test_a_choice_that_was_taken_out_comes_back_with_the_address(visit: Visit) -> None:
    page = _open(visit, "members/?place=fr-lyon")
    expect(page.locator("select[name=skill] option[value=accounting]")).to_have_count(0)
    page.get_by_label("Lives in").select_option("")
    page.get_by_label("Knows about").select_option("accounting")
    page.go_back()
    page.go_back()
    expect(page.get_by_label("Lives in")).to_have_value("fr-lyon")
    page.go_forward()
    page.go_forward()
    expect(page.get_by_label("Knows about")).to_have_value("accounting")
    expect(page.locator("select[name=skill] option[value=accounting]")).to_have_text("accounting")
    assert visit.faults == []
