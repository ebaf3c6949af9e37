"""A member's own page: what it tells people and machines, and what it keeps to itself."""

import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

from folkmoot.build import draft
from folkmoot.model.hub import Share
from folkmoot.render.pages import pages_of
from support.hubs import COMMUNITY, minimal_hub
from support.member_pages import NOW, html, member, pages


class _Card(HTMLParser):
    """Reads the first h-card of a page as microformats2 says: class names with values, rel=me."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self._open: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        names = (said.get("class") or "").split()
        value = (
            said.get("value") or said.get("src") or (said.get("href") if any(n[:2] == "u-" for n in names) else None)
        )
        for name in names:
            if re.match("[pu]-", name) and value:
                self.found.setdefault(name, []).append(value)
        if said.get("rel") and "me" in str(said["rel"]).split():
            self.found.setdefault("me", []).append(str(said.get("href")))
        if tag not in ("img", "br"):
            self._open.append([] if value else [name for name in names if name[:2] == "p-"])

    def handle_endtag(self, _tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for name in (name for names in self._open for name in names):
            self.found[name] = [*self.found.get(name, []), data.strip()]


def test_a_profile_is_an_h_card_and_a_person(tmp_path: Path) -> None:
    keys = (
        "github: annb\nlinks: [{label: Blog, url: 'https://ann.example/'}]\nphoto: photos/ann.png\n"
        "location: {city: Lyon, country: FR}\nskills: [welding]\ninterests: [zines]\nbio: I weld.\n"
    )
    files = {
        "members/ann.yml": member("Ann <B>", keys, "consent: {profile: 2025-01-01, photo: 2025-01-01}\n"),
        "members/shy.yml": member("Shy", keys.replace("annb", "shyb").replace("ann.png", "shy.png"), ""),
        "content/photos/ann.png": "\x89PNG\r\n\x1a\n",
        "content/photos/shy.png": "\x89PNG\r\n\x1a\n",
    }
    hub = minimal_hub(tmp_path, **files)
    for name in ("ann", "shy"):
        (hub / f"content/photos/{name}.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    found = {page.address: page for page in draft(hub, NOW).pages}
    card = _Card()
    card.feed(found["members/ann/"].lead)
    assert card.found["p-name"] == ["Ann <B>"]
    assert card.found["u-uid"] == ["../../members/ann/"]
    assert card.found["u-photo"] == ["../../photos/ann.png"]
    assert card.found["p-locality"] == ["Lyon"]
    assert card.found["p-country-name"] == ["France"]
    assert card.found["p-category"] == ["welding", "zines"]
    assert "I weld." in card.found["p-note"]
    assert card.found["me"] == ["https://github.com/annb", "https://ann.example/"]
    head = found["members/ann/"].head
    assert '<meta property="og:type" content="profile">' in head
    assert "photos/ann.png" in head
    assert '"@type":"Person"' in head
    shy = _Card()
    shy.feed(found["members/shy/"].lead)
    assert not {"u-photo", "p-locality", "p-category", "p-note"} & set(shy.found)
    assert "shy.png" not in found["members/shy/"].head


def test_words_of_a_profile_lead_to_who_else_has_them(tmp_path: Path) -> None:
    keys = "skills: [Welding]\nlanguages: [fr]\nlocation: {city: Lyon, country: FR}\navailable_for: [talks]\n"
    found = pages(
        tmp_path,
        **{"members/ann.yml": member("Ann", keys), "members/old.yml": member("Old", keys + "status: alumni\n")},
    )
    led = set(
        re.findall(
            r'href="\.\./\.\./(members/(?:skill|language|place|available-for)/[^"]+)"', html(found["members/ann/"])
        )
    )
    assert led == {
        "members/skill/welding/",
        "members/language/fr/",
        "members/place/fr/",
        "members/place/fr-lyon/",
        "members/available-for/talks/",
    }
    assert led <= set(found)
    assert "members/skill/" not in html(found["members/old/"]), "who is no longer with us is in no facet"


def test_a_profile_tells_role_and_where_somebody_could_help(tmp_path: Path) -> None:
    def project(title: str, keys: str) -> str:
        return f"---\ntitle: {title}\nstatus: active\n{keys}---\n\nText\n"

    found = pages(
        tmp_path,
        **{
            "members/ann.yml": member("Ann", "skills: [Welding]\ninterests: [zines]\n"),
            "content/projects/led.md": project("Led", "leads: [ann]\n"),
            "content/projects/joined.md": project("Joined", "leads: [ada-rossi]\ncontributors: [ann]\n"),
            "content/projects/open.md": project(
                "Open", "leads: [ada-rossi]\nhelp_wanted: [{title: A frame, skills: [welding]}]\n"
            ),
        },
    )
    sections = {
        section.anchor: " ".join(re.sub("<[^>]*>", " ", section.html).split())
        for section in found["members/ann/"].sections
    }
    assert sections["projects"] == "Leads Led active Contributes to Joined active"
    assert sections["could-help"] == "A frame for Open · knows: welding To take it up, ask: AR Ada Rossi"
    assert "could-help" not in {section.anchor for section in found["members/ada-rossi/"].sections}


def test_untrusted_words_stay_words(tmp_path: Path) -> None:
    nasty = "'<script>x</script>\"&'"
    found = pages(
        tmp_path,
        **{
            f"members/p{number:02}.yml": member(
                f"P {number}",
                f"skills: [{nasty}]\nlocation: {{city: {nasty}, country: FR}}\navailable_for: [{nasty}]\n",
            )
            for number in range(12)
        },
    )
    shown = [page for address, page in found.items() if address.startswith("members/")]
    assert sum("script&gt;x" in html(page) for page in shown) > 10
    for page in shown:
        assert "<script>x" not in html(page) + page.head
    # Every tag is closed: the form's options are put together outside the templates.
    form = re.search("<form.*?</form>", found["members/"].lead, re.DOTALL)
    assert form
    ElementTree.fromstring(
        re.sub("<(input[^>]*)>", r"<\1/>", form[0]).replace(" hidden>", ' hidden="">').replace("&nbsp;", " ")
    )


def test_a_time_that_begins_and_ends_in_one_month_names_it_once(tmp_path: Path) -> None:
    terms = (
        "{member: ann, role: cook, since: 2026-05-02, until: 2026-05-30}, "
        "{member: ann, role: guide, since: 2025-01-02, until: 2025-03-30}, {member: ann, role: host, since: 2026-06-01}"
    )
    partner = "{name: Library, url: 'https://library.example', since: 2026-04-01, until: 2026-04-30}"
    files = {
        "members/ann.yml": member("Ann"),
        "content/teams/door.md": f"---\ntitle: Door\ncontact: d@moot.example\nmembers: [{terms}]\n---\n",
        "content/community.yml": f"{COMMUNITY}partners: [{partner}]\n",
    }
    hub = draft(minimal_hub(tmp_path, **files), NOW).hub
    assert hub
    work = Share("ann", "ann", "hub", 1, "2026-06-01", "2026-06-09", ("docs",))
    found = {page.address: html(page) for page in pages_of(hub._replace(shares=(work,)))}
    times = re.findall(r'<span class="fm-quiet">([^<]*\d{4}[^<]*)</span>', found["members/ann/"])
    assert times == ["May 2026", "January 2025–March 2025", "June 2026–", "June 2026, docs"]
    assert '<p class="fm-quiet">April 2026</p>' in found["partners/"]


def test_a_town_and_its_country_are_one_fact(tmp_path: Path) -> None:
    """Between the facts stand dots: they come between a span and the next one beside it."""
    gone = member("Gone", "status: alumni\nlocation: {city: Lyon, country: FR}\nlanguages: [fr, en]\n")
    page = pages(tmp_path, **{"members/gone.yml": gone})["members/gone/"]
    facts = re.search(r'<p class="fm-profile__facts">(.*?)</p>', page.lead)
    assert facts
    assert "<span><span" not in facts[1]
    assert re.findall("<span>(.*?)</span>", re.sub("</?(?:bdi|a)[^>]*>", "", facts[1])) == [
        "Lyon, France",
        "French, English",
    ]
