"""The members' side of the site: the directory, the facets, the map, profiles, and what they keep to themselves."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from folkmoot.build import draft
from folkmoot.render.atlas.gazetteer import towns
from folkmoot.render.atlas.outlines import WIDTH, View, outlines, view_of
from folkmoot.render.page import Page
from folkmoot.render.pages.refining import INDEX, people_index
from support.hubs import minimal_hub

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
OPEN = "consent: {profile: 2025-01-01}\n"


def pages(root: Path, **files: str) -> dict[str, Page]:
    found = draft(minimal_hub(root, **files), NOW)
    assert [problem for problem in found.problems if problem.severity == "error"] == []
    return {page.address: page for page in found.pages}


def index(root: Path, **files: str) -> dict[str, list[list[object]]]:
    """What directory.js reads."""
    hub = draft(minimal_hub(root, **files), NOW).hub
    assert hub
    path, content = people_index(hub)
    assert path == INDEX
    said: dict[str, list[list[object]]] = json.loads(content)
    return said


def html(page: Page) -> str:
    return page.lead + "".join(section.html for section in page.sections)


def names(page: Page) -> list[str]:
    """Whose cards stand on a page."""
    return re.findall(r'fm-card__title"[^>]*>([^<]*)<', page.lead)


def tally(markup: str) -> list[tuple[str, str]]:
    """What a list with counts says: the words and how many."""
    return re.findall(r'<li><a href="[^"]*">([^<]*)</a> <span class="fm-quiet">([^<]*)<', markup)


def member(name: str, keys: str = "", consent: str = OPEN) -> str:
    return f"name: {name}\njoined: 2025-01-01\n{keys}{consent}"


def crowd(count: int, keys: str = "skills: [welding]\n") -> Mapping[str, str]:
    return {f"members/p{number:03}.yml": member(f"Person {number:03}", keys) for number in range(count)}


def test_one_word_is_one_facet_however_it_is_written(tmp_path: Path) -> None:
    found = pages(
        tmp_path,
        **{
            "members/ann.yml": member("Ann", "skills: [Python]\n"),
            "members/bob.yml": member("Bob", "skills: [python, Python]\n"),
            "members/cid.yml": member("Cid", "skills: [Python]\n"),
        },
    )
    page = found["members/skill/python/"]
    assert (page.title, names(page)) == ("Who knows about Python", ["Ann", "Bob", "Cid"])
    assert tally(found["members/skill/"].lead) == [("Python", "3 people")]


@pytest.mark.parametrize(
    ("one", "other"), [("C", "C#"), ("C", "C++"), ("🎸", "🎹"), ("AC/DC", "AC DC"), ("2", "fmshell-en")]
)
def test_words_with_one_slug_do_not_mix_people_up(tmp_path: Path, one: str, other: str) -> None:
    found = pages(
        tmp_path,
        **{
            "members/ann.yml": member("Ann", f'skills: ["{one}"]\n'),
            "members/bob.yml": member("Bob", f'skills: ["{other}"]\n'),
        },
    )
    shown = [names(page) for address, page in found.items() if re.fullmatch("members/skill/.+/", address)]
    assert sorted(shown) == [["Ann"], ["Bob"]]
    assert not {"members/skill/2/", "members/skill/fmshell-en/"} & set(found)


def test_facets_show_those_who_agreed_and_are_still_here(tmp_path: Path) -> None:
    keys = "skills: [welding]\nlanguages: [eo]\nlocation: {city: Zorgburg, country: NL}\n"
    files = {
        "members/yes.yml": member("Yes Yes", keys),
        "members/mute.yml": member("Mute Mute", keys, consent=""),
        "members/name.yml": member("Name Only", keys + "visibility: name\n"),
        "members/hid.yml": member("Hid Den", keys + "visibility: hidden\n"),
        "members/gone.yml": member("Gone Away", keys + "status: alumni\n"),
    }
    found = pages(tmp_path, **files)
    for address in ("skill/welding", "language/eo", "place/nl", "place/nl-zorgburg"):
        assert names(found[f"members/{address}/"]) == ["Yes Yes"], address
    assert names(found["members/"]) == ["Ada Rossi", "Mute Mute", "Name Only", "Yes Yes"]
    assert names(found["members/alumni/"]) == ["Gone Away"]
    rows = {str(row[1]): row for row in index(tmp_path, **files)["members"]}
    assert sorted(rows) == ["Ada Rossi", "Mute Mute", "Name Only", "Yes Yes"]
    assert len(rows["Yes Yes"]) > 3
    assert len(rows["Mute Mute"]) == len(rows["Name Only"]) == 3
    for name in ("mute", "name"):
        assert "zorgburg" not in html(found[f"members/{name}/"]).lower()


def test_a_word_that_only_one_who_did_not_agree_has_is_nowhere(tmp_path: Path) -> None:
    secret = 'skills: [zither]\nlocation: {city: Zorgburg}\navailable_for: ["zz talks"]\n'
    files = {"members/mute.yml": member("Mute Mute", secret, consent="")}
    found = pages(tmp_path, **files)
    assert not [address for address in found if re.search("zither|zorgburg|zz-talks", address)]
    said = " ".join(html(page) + page.head for page in found.values()) + json.dumps(index(tmp_path, **files))
    assert not re.search("zither|zorgburg|zz talks", said, re.IGNORECASE)


def test_long_lists_go_on_and_letters_lead_into_them(tmp_path: Path) -> None:
    found = pages(tmp_path, **crowd(105), **{"members/zoe.yml": member("Żoe", "skills: [welding]\n")})
    assert len(names(found["members/"])) == 100
    assert names(found["members/2/"])[-1] == "Żoe"
    assert len(names(found["members/skill/welding/2/"])) == 6
    letters = re.findall(r'<li><a href="([^"]*)">([A-Z])</a>', found["members/"].lead)
    assert letters == [("#from-a", "A"), ("#from-p", "P"), ("../members/2/#from-z", "Z")]
    assert 'id="from-z"' in found["members/2/"].lead
    assert 'id="from-p"' in found["members/"].lead


def test_towns_are_known_by_all_their_names(tmp_path: Path) -> None:
    found = pages(
        tmp_path,
        **{
            "members/ann.yml": member("Ann", "location: {city: Torino, country: IT}\n"),
            "members/bob.yml": member("Bob", "location: {city: Turin, country: IT}\n"),
            "members/cid.yml": member("Cid", "location: {city: torino, country: IT}\n"),
            "members/dan.yml": member("Dan", "location: {city: Genève, country: CH}\n"),
            "members/eve.yml": member("Eve", "location: {city: Nowhere, country: CH}\n"),
            "members/fay.yml": member("Fay", "location: {city: It}\n"),
        },
    )
    assert names(found["members/place/it-turin/"]) == ["Ann", "Bob", "Cid"]
    assert names(found["members/place/it/"]) == ["Ann", "Bob", "Cid"]
    page = found["members/map/"]
    svg, behind = page.lead.split("</svg>")
    dots = re.findall(r"<title>([^<]*)</title>", svg)
    assert dots == ["Torino, Italy: 3 people", "Genève, Switzerland: 1 person"]
    assert [f"{label}: {count}" for label, count in tally(behind)] == dots
    assert re.findall('href="([^"]*)" tabindex', svg) == re.findall('<li><a href="([^"]*)"', behind)
    assert tally(page.sections[0].html) == [("It", "1 person"), ("Nowhere, Switzerland", "1 person")]


def test_a_town_that_only_the_hub_knows_is_where_its_place_is(tmp_path: Path) -> None:
    place = "name: Mill\naddress: 1 Zorg Lane\ncity: Zorgburg\ncountry: NL\ncoordinates: {latitude: 52, longitude: 5}\n"
    files = {"members/ann.yml": member("Ann", "location: {city: Zorgburg, country: NL}\n")}
    assert "members/map/" not in pages(tmp_path / "without", **files)
    found = pages(tmp_path / "with", **files, **{"content/places/mill.yml": place})
    assert tally(found["members/map/"].lead) == [("Zorgburg, Netherlands", "1 person")]


def test_the_largest_town_of_a_name_is_meant_and_a_country_is_needed() -> None:
    wanted = frozenset({("FR", "lyon"), ("GB", "Genf"), ("CH", "Genf"), ("US", "Portland")})
    found = towns(wanted)
    assert set(found) == wanted - {("GB", "Genf")}
    assert round(found["US", "Portland"].longitude) == -123
    assert (found["CH", "Genf"].country, round(found["CH", "Genf"].latitude)) == ("CH", 46)


def test_a_map_shows_its_points_and_land_alone() -> None:
    points = [(7.69, 45.07), (4.84, 45.75), (6.15, 46.2)]
    view = view_of(points)
    for point in points:
        x, y = view.placed(*point)
        assert 0.1 * WIDTH < x < 0.9 * WIDTH
        assert 0.1 * view.height < y < 0.9 * view.height
    turin, lyon = (view.placed(*point) for point in points[:2])
    assert turin[0] - lyon[0] > 150
    assert {"west", "east", "north"} <= _edges(view)
    for path in outlines(view):
        assert path
        assert len(path) < 5_000
        x, y = 0, 0
        for sign, line in re.findall("([Ml])([^Mlz]*)", path):
            for step in line.split():
                along, down = map(int, step.split(","))
                x, y = (along, down) if sign == "M" else (x + along, y + down)
                if path == outlines(view)[0]:
                    assert -25 < x < WIDTH + 25
                    assert -25 < y < view.height + 25


def _edges(view: View) -> set[str]:
    """The edges of the map beyond which the land goes on."""
    x = y = 0
    found = set()
    for sign, line in re.findall("([Ml])([^Mlz]*)", outlines(view)[0]):
        for step in line.split():
            along, down = map(int, step.split(","))
            x, y = (along, down) if sign == "M" else (x + along, y + down)
            sides = {"west": x < 0, "east": x > WIDTH, "north": y < 0, "south": y > view.height}
            found |= {side for side, is_beyond in sides.items() if is_beyond}
    return found


def test_the_whole_earth_stays_small_and_inside() -> None:
    view = view_of([(-175.0, -41.0), (178.0, 64.0)])
    assert view.west >= -180
    assert view.placed(180, 0)[0] >= WIDTH - 1
    assert sum(map(len, outlines(view))) < 40_000


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
    assert sections["could-help"] == "A frame for Open · knows: welding"
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


def test_the_form_has_the_words_that_are_used_most_and_the_pages_own(tmp_path: Path) -> None:
    common = {f"members/a{n:03}.yml": member(f"A {n:03}", f"skills: [s{n // 3:03}]\n") for n in range(180)}
    rare = {f"members/r{n:03}.yml": member(f"R {n:03}", "languages: [eo]\n") for n in range(12)}
    found = pages(tmp_path, **common, **rare)
    select = re.search('<select name="skill".*?</select>', found["members/"].lead)
    assert select
    assert len(re.findall("<option", select[0])) == 51
    assert '<option value="eo" selected>Esperanto</option>' in found["members/language/eo/"].lead
    assert "fm-refine" not in found["members/skill/s000/"].lead, "three people are seen at a glance"


def test_the_file_for_the_form_tells_a_country_by_the_town(tmp_path: Path) -> None:
    files = {
        "members/ann.yml": member("Ann", "skills: [zinc, art]\nlocation: {city: Lyon, country: FR}\n"),
        "members/bob.yml": member("Bob", "location: {country: FR}\n"),
    }
    said = index(tmp_path, **files)
    facets, rows = said["facets"], {row[1]: row for row in said["members"]}
    [town] = [one for one in facets if one[1] == "fr-lyon"]
    assert facets[town[3]][:2] == ["place", "fr"]  # type: ignore[call-overload]
    _, _, _, numbers, first = rows["Ann"]
    assert [facets[number][1:3] for number in numbers] == [["zinc", "zinc"], ["art", "art"], ["fr-lyon", "Lyon"]]  # type: ignore[attr-defined]
    assert first == 2
    assert [facets[number][1] for number in rows["Bob"][3]] == ["fr"]  # type: ignore[attr-defined]


def test_teams_are_those_of_today(tmp_path: Path) -> None:
    team = (
        "---\ntitle: Keepers\nmembers:\n  - {member: ann, since: 2025-01-01}\n"
        "  - {member: old, since: 2024-01-01, until: 2025-01-01}\n  - {member: new, since: 2027-01-01}\n---\n\nText\n"
    )
    found = pages(
        tmp_path,
        **{f"members/{slug}.yml": member(slug.title()) for slug in ("ann", "old", "new")},
        **{"content/teams/keepers.md": team},
    )
    assert names(found["members/team/keepers/"]) == ["Ann"]
    assert found["members/team/keepers/"].title == "Who is in the team Keepers"
