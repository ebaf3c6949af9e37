"""What pages tell search engines, read back as they would read it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from folkmoot.render.linked_data import (
    article_data,
    elsewhere_data,
    event_data,
    organization_data,
    person_data,
    script,
)
from support.api_documents import SVG, derived, hub_of
from support.told_to_engines import NASTY, SITE, nodes, read

ALL = "consent: {profile: 2025-01-01, photo: 2025-01-01}\n"


def of_event(root: Path, keys: str, site: str = SITE, text: str = "", **files: str) -> dict[str, Any]:
    written = f"---\ntitle: Open bench\nkind: chat\n{keys}---\n\n{text}\n"
    hub = hub_of(root, **({"events/bench.md": written} | files))
    event = hub.community.events["bench"]
    mine = [one for one in hub.occurrences if one.event.slug == "bench"]
    return read(event_data(hub, site, event, mine, "events/bench/"))


def test_no_text_can_end_the_element_or_be_a_template() -> None:
    markup = script({"name": NASTY, "list": [{"a": {}}]})
    assert read(markup) == {"name": NASTY, "list": [{"a": {}}]}
    inside = markup.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not re.search("[<>&\u2028\u2029]|{[{%#]", inside)
    assert "🎉 é" in inside


def test_an_event_with_everything(tmp_path: Path) -> None:
    place = (
        "name: Corner library\naddress: 1 Lamp Lane, Turin\ncity: Turin\ncountry: IT\n"
        "coordinates: {latitude: 0, longitude: 7.5}\n"
    )
    keys = (
        "start: 2026-07-01 19:00\nend: 2026-07-01 21:00\nplace: library\nonline: https://meet.example/x\n"
        "hosts: [ada-rossi]\nspeakers: [ada-rossi, {name: Out Sider, url: 'https://out.example'}]\n"
        "language: it\ntopics: [lamps]\nsummary: Bring one.\n"
    )
    found = of_event(tmp_path, keys, **{"content/places/library.yml": place})
    ada = {
        "@type": "Person", "@id": f"{SITE}members/ada-rossi/", "name": "Ada Rossi", "url": f"{SITE}members/ada-rossi/",
    }  # fmt: skip
    moot = {"@type": "Organization", "@id": f"{SITE}#community", "name": "Test Moot", "url": SITE}
    assert found == {
        "@type": "SocialEvent",
        "@id": f"{SITE}events/bench/",
        "url": f"{SITE}events/bench/",
        "name": "Open bench",
        "description": "Bring one.",
        "eventStatus": "https://schema.org/EventScheduled",
        "startDate": "2026-07-01T19:00:00+02:00",
        "endDate": "2026-07-01T21:00:00+02:00",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": [
            {
                "@type": "Place",
                "@id": f"{SITE}places/library/",
                "name": "Corner library",
                "url": f"{SITE}places/library/",
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": "1 Lamp Lane, Turin",
                    "addressLocality": "Turin",
                    "addressCountry": "IT",
                },
                "geo": {"@type": "GeoCoordinates", "latitude": 0, "longitude": 7.5},
            },
            {"@type": "VirtualLocation", "url": "https://meet.example/x"},
        ],
        "organizer": [moot, ada],
        "performer": [ada, {"@type": "Person", "name": "Out Sider", "url": "https://out.example"}],
        "inLanguage": "it",
        "keywords": ["lamps"],
    }


@pytest.mark.parametrize(
    ("keys", "start", "end"),
    [
        ("start: 2026-07-01\n", "2026-07-01", None),
        ("start: 2026-07-01\nend: 2026-07-03\n", "2026-07-01", "2026-07-03"),
        ("start: 2026-01-10 19:00\n", "2026-01-10T19:00:00+01:00", None),
        ("start: 2026-07\n", None, None),
    ],
)
def test_an_event_starts_as_exactly_as_it_is_announced(
    tmp_path: Path, keys: str, start: str | None, end: str | None
) -> None:
    found = of_event(tmp_path, keys)
    assert (found.get("startDate"), found.get("endDate")) == (start, end)


@pytest.mark.parametrize(
    ("keys", "status"),
    [
        ("", "https://schema.org/EventScheduled"),
        ("status: cancelled\n", "https://schema.org/EventCancelled"),
        ("status: tentative\n", None),
    ],
)
def test_an_event_says_whether_it_takes_place(tmp_path: Path, keys: str, status: str | None) -> None:
    assert of_event(tmp_path, f"start: 2026-07-01\n{keys}").get("eventStatus") == status


def test_an_event_without_a_place_says_nothing_of_one(tmp_path: Path) -> None:
    found = of_event(tmp_path, "start: 2026-07-01\n", text="Bring **one** <script>x</script>.")
    assert not {"location", "eventAttendanceMode", "performer", "eventSchedule", "subEvent", "image"} & found.keys()
    assert found["description"] == "Bring one ."


RULES = [
    ("FREQ=MONTHLY;BYDAY=2TU", {"repeatFrequency": "P1M", "byDay": ["2TU"]}),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=MO", {"repeatFrequency": "P2W", "byDay": ["Tuesday", "Thursday"]}),
    ("FREQ=MONTHLY;BYMONTHDAY=15,-1", {"repeatFrequency": "P1M", "byMonthDay": [15, -1]}),
    ("FREQ=YEARLY;BYMONTH=6;BYDAY=-1SU", {"repeatFrequency": "P1Y", "byMonth": [6], "byDay": ["-1SU"]}),
    ("FREQ=DAILY;COUNT=90", {"repeatFrequency": "P1D", "repeatCount": 90}),
    ("FREQ=WEEKLY;UNTIL=20261231", {"repeatFrequency": "P1W", "endDate": "2026-12-31"}),
]


@pytest.mark.parametrize(("rule", "said"), RULES, ids=[rule for rule, _ in RULES])
def test_a_rule_becomes_a_schedule(tmp_path: Path, rule: str, said: dict[str, Any]) -> None:
    found = of_event(
        tmp_path,
        f"start: 2026-06-09 18:30\nend: 2026-06-09 22:00\nrecurrence: {{rule: {rule}}}\n".replace(rule, f'"{rule}"'),
    )
    days = [day if day[-1].isupper() else f"https://schema.org/{day}" for day in said.get("byDay", [])]
    usual = {
        "@type": "Schedule", "startDate": "2026-06-09", "startTime": "18:30:00", "endTime": "22:00:00",
        "scheduleTimezone": "Europe/Rome",
    }  # fmt: skip
    assert found["eventSchedule"] == usual | said | ({"byDay": days} if days else {})
    assert "subEvent" not in found
    assert found["startDate"] > "2026-06-15"


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=SU",
    ],
)
def test_a_rule_that_a_schedule_cannot_say_becomes_dates(tmp_path: Path, rule: str) -> None:
    found = of_event(tmp_path, f"start: 2026-06-09 18:30\nrecurrence: {{rule: '{rule}'}}\n")
    assert "eventSchedule" not in found
    dates = [one["startDate"] for one in found["subEvent"]]
    assert 0 < len(dates) <= 12
    assert dates == sorted(dates)
    assert found["startDate"] == dates[0]


def test_a_moved_date_is_told_beside_the_schedule(tmp_path: Path) -> None:
    keys = (
        "start: 2026-06-09 18:30\nrecurrence:\n  rule: FREQ=WEEKLY\n"
        "  exceptions: [{date: 2026-06-23, moved_to: 2026-06-24}, {date: 2026-06-30}]\n"
        "occurrences: [{date: 2026-07-07, title: Irons, speakers: [ada-rossi]}]\n"
    )
    found = of_event(tmp_path, keys)
    assert found["eventSchedule"]["exceptDate"] == ["2026-06-23", "2026-06-30"]
    moved, irons = found["subEvent"]
    assert moved["eventStatus"] == "https://schema.org/EventRescheduled"
    assert (moved["previousStartDate"], moved["startDate"]) == ("2026-06-23", "2026-06-24T18:30:00+02:00")
    assert (irons["name"], irons["startDate"]) == ("Irons", "2026-07-07T18:30:00+02:00")
    assert "performer" not in found, "who speaks on another date does not speak on the next one"


WHOLE = (
    "name: Wanda\njoined: 2025-02-03\ngithub: wanda-gh\nlanguages: [cy]\nskills: [p-skill]\nphoto: photos/w x.svg\n"
    "links: [{label: Blog, url: 'https://wanda.example'}]\nbio: p-bio\npronouns: p-pronouns\norganisation: p-works\n"
    "location: {city: p-city}\n"
)


@pytest.mark.parametrize(
    "given", [(), ("profile",), ("photo",), ("attendance", "ties"), ("profile", "photo")], ids="+".join
)
def test_a_person_is_told_of_as_they_agreed(tmp_path: Path, given: tuple[str, ...]) -> None:
    consent = f"consent: {{{', '.join(f'{scope}: 2025-01-01' for scope in given)}}}\n"
    hub = hub_of(tmp_path, **{"members/wanda.yml": WHOLE + consent, "content/photos/w x.svg": SVG})
    found = read(person_data(hub, SITE, hub.community.members["wanda"]))
    assert (found["name"], found["url"]) == ("Wanda", f"{SITE}members/wanda/")
    assert found["sameAs"] == ["https://github.com/wanda-gh", "https://wanda.example"]
    assert found.get("knowsAbout") == (["p-skill"] if "profile" in given else None)
    works = {"@type": "Organization", "name": "p-works"}
    assert found.get("worksFor") == (works if "profile" in given else None)
    assert found.get("knowsLanguage") == (["cy"] if "profile" in given else None)
    assert found.get("image") == (f"{SITE}photos/w%20x.svg" if "photo" in given else None)
    assert not re.search("p-bio|p-pronouns|p-city|2025", json.dumps(found))


def test_whoever_wants_to_be_named_is_named_and_whoever_is_hidden_is_nowhere(tmp_path: Path) -> None:
    files = {
        "members/nan.yml": WHOLE.replace("Wanda", "Nan") + ALL + "visibility: name\n",
        "members/hid.yml": WHOLE.replace("Wanda", "Hid Den").replace("wanda", "hid") + ALL + "visibility: hidden\n",
        "content/photos/w x.svg": SVG,
        "content/community.yml": "name: Test Moot\nfounders: [hid, nan]\n",
        "events/bench.md": "---\ntitle: B\nkind: chat\nstart: 2026-07-01\nhosts: [hid]\nspeakers: [hid]\n---\n",
        "content/posts/p.md": "---\ntitle: P\ndate: 2026-01-01\nauthors: [hid]\n---\n",
    }
    hub = hub_of(tmp_path, **files)
    members, event, post = hub.community.members, hub.community.events["bench"], hub.community.posts["p"]
    assert read(person_data(hub, SITE, members["nan"])).keys() == {"@type", "@id", "name", "url"}
    assert person_data(hub, SITE, members["hid"]) == ""
    said = event_data(hub, SITE, event, hub.occurrences[-1:], "events/bench/") + organization_data(hub, SITE)
    assert not re.search("(?i)hid", said + article_data(hub, SITE, post, "posts/p/"))
    assert [one["name"] for one in read(organization_data(hub, SITE))["founder"]] == ["Nan"]


def test_a_post_is_an_article(tmp_path: Path) -> None:
    post = "---\ntitle: Irons\ndate: 2026-01-31\nauthors: [ada-rossi]\nlanguage: it\nsummary: Hot.\n---\nText\n"
    hub = hub_of(tmp_path, **{"content/posts/irons.md": post})
    found = read(article_data(hub, SITE, hub.community.posts["irons"], "posts/irons/", "photos/an iron.webp"))
    assert (found["@type"], found["headline"], found["datePublished"]) == ("BlogPosting", "Irons", "2026-01-31")
    assert (found["inLanguage"], found["description"]) == ("it", "Hot.")
    assert found["image"] == f"{SITE}photos/an%20iron.webp"
    assert found["url"] == found["mainEntityOfPage"] == f"{SITE}posts/irons/"
    assert [one["name"] for one in found["author"]] == ["Ada Rossi"]
    assert found["publisher"]["name"] == "Test Moot"


def test_the_home_page_tells_of_the_community(tmp_path: Path) -> None:
    said = (
        "name: Test Moot\nfounded: 2022-03-12\nlogo: logo.svg\ncontact: hello@moot.example\nlanguages: [en, fr]\n"
        "repository: https://github.com/test/hub\ndescription: We **mend**.\n"
    )
    hub = hub_of(tmp_path, **{"content/community.yml": said, "content/logo.svg": SVG})
    assert read(organization_data(hub, SITE)) == {
        "@type": "Organization",
        "@id": f"{SITE}#community",
        "name": "Test Moot",
        "url": SITE,
        "description": "We mend.",
        "logo": f"{SITE}logo.svg",
        "foundingDate": "2022-03-12",
        "email": "hello@moot.example",
        "knowsLanguage": ["en", "fr"],
        "sameAs": ["https://github.com/test/hub"],
    }


def test_a_site_that_does_not_know_its_address_leaves_its_own_addresses_out(tmp_path: Path) -> None:
    found = of_event(tmp_path, "start: 2026-07-01\nhosts: [ada-rossi]\n", site="")
    assert not [one for one in nodes(found) if isinstance(one, dict) and {"url", "@id"} & one.keys()]


def test_every_record_of_the_sample_hub_can_be_told_of(repository: Path) -> None:
    hub = derived(repository)
    said = [organization_data(hub, SITE)]
    for event in hub.community.events.values():
        mine = [one for one in hub.occurrences if one.event is event]
        said.append(event_data(hub, SITE, event, mine, f"events/{event.slug}/"))
    said += [person_data(hub, SITE, one) for one in hub.community.members.values() if one.visibility != "hidden"]
    said += [article_data(hub, SITE, one, f"posts/{one.slug}/") for one in hub.community.posts.values()]
    said.append(elsewhere_data(hub, SITE, hub.everything))
    assert len(said) > 50
    for node in nodes(list(map(read, said))):
        assert node is not None
        assert node not in ("", [], {})
