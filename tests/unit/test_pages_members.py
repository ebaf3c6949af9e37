"""The members' side of the site: the directory, the facets, the map, profiles, and what they keep to themselves."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from folkmoot.build import draft
from folkmoot.model.turnover import token
from folkmoot.render.atlas.gazetteer import towns
from folkmoot.render.atlas.outlines import WIDTH, View, outlines, view_of
from support.hubs import minimal_hub
from support.member_pages import NOW, crowd, html, index, member, names, pages, tally


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


def test_towns_are_the_same_whatever_was_looked_for_before() -> None:
    both = towns(frozenset({("CH", "Genf"), ("GB", "Genf")}))
    assert towns(frozenset({("GB", "Genf")})) == {}
    assert towns(frozenset({("CH", "Genf"), ("GB", "Genf"), ("IT", "Trento")})).items() > both.items()


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


def test_one_person_has_no_order(tmp_path: Path) -> None:
    files = {
        "members/ann.yml": member("Ann", "skills: [welding]\n"),
        "members/bob.yml": member("Bob", "skills: [welding, sewing]\n"),
    }
    found = pages(tmp_path, **files)
    assert "<span data-fm-count>1 person.</span> <a" in found["members/skill/sewing/"].lead
    assert "<span data-fm-count>2 people, by name.</span> <a" in found["members/skill/welding/"].lead


def test_without_javascript_the_filter_is_missed_and_the_lists_are_pointed_to(tmp_path: Path) -> None:
    hint = "<noscript>.*needs JavaScript.*</noscript>"
    found = pages(tmp_path / "some", **crowd(40))
    for address in ("members/", "members/skill/welding/"):
        assert re.search(hint, found[address].lead), address
        assert "linked above work without it" in found[address].lead
    alone = pages(tmp_path / "one")["members/"].lead
    assert re.search(hint, alone)
    assert "linked above" not in alone, "where nobody told anything there are none"


def test_alumni_are_told_since_when_where_the_history_tells_it(tmp_path: Path) -> None:
    def departure(slug: str, left: str, returned: str = "") -> str:
        who = token(slug, "pinch")
        row = {"source": "members", "id": f"{slug}{left}", "who": who, "joined": "", "published": left}
        return json.dumps(row | {"returned": returned}) + "\n"

    went = [departure("gone", "2025-03-31"), departure("before", "2026-01-05"), departure("name", "2026-01-06")]
    went += [departure("ann", "2026-01-07", "2026-02-01"), departure("ever", "2025-01-08", "2025-02-01")]
    went += [departure("hid", "2026-01-09")]
    files = {
        "archive/identity-salt": "pinch\n",
        "archive/departures/members/2025.jsonl": "".join(one for one in went if '"published": "2025' in one),
        "archive/departures/members/2026.jsonl": "".join(one for one in went if '"published": "2026' in one),
        "members/ann.yml": member("Ann"),
        "members/ever.yml": member("Ever", "status: alumni\n"),
        "members/gone.yml": member("Gone Away", "status: alumni\n", consent=""),
        "members/now.yml": member("Now", "status: alumni\nformerly: [before]\n"),
        "members/name.yml": member("Name Only", "status: alumni\nvisibility: name\n"),
        "members/hid.yml": member("Hid Den", "status: alumni\nvisibility: hidden\n"),
    }
    found = pages(tmp_path, **files)
    listed = re.findall(r"alumni since [^<]*", html(found["members/alumni/"]))
    assert listed == ["alumni since March 2025", "alumni since January 2026"]
    assert ">alumni since March 2025</a>" in html(found["members/gone/"])
    assert ">alumni since January 2026</a>" in html(found["members/now/"])
    assert ">alumni</a>" in html(found["members/ever/"])
    for slug in ("ann", "ever", "name"):
        assert "alumni since" not in html(found[f"members/{slug}/"])


def test_since_when_somebody_is_gone_is_asked_anew_of_what_their_file_says(tmp_path: Path) -> None:
    hub = draft(minimal_hub(tmp_path, **{"members/ann.yml": member("Ann", "status: alumni\n")}), NOW).hub
    assert hub
    day = dt.date(2026, 3, 2)
    hub, ann = hub._replace(former={"ann": day}), hub.community.members["ann"]
    assert hub.left_on(ann) == day
    # The preview takes over what was counted, whatever is written into a file meanwhile.
    changes = ({"status": "active"}, {"visibility": "name"}, {"visibility": "hidden"})
    assert [hub.left_on(ann.model_copy(update=change)) for change in changes] == [None] * 3
