"""Badges: who gets one, what it says, and that it can be read by everybody and harms nobody."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.model.project import ProjectStatus
from folkmoot.render.badges import (
    STATUS_COLOURS,
    badge,
    badges,
    relative_luminance,
    text_colour,
    text_width,
)
from support.syndicated import NASTY, hub_of

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {f"{SVG}{name}" for name in ("svg", "title", "path", "g", "text")}


def said(content: bytes) -> tuple[str, list[str]]:
    """What the badge says aloud, and what is written on it."""
    root = ET.fromstring(content)
    spoken = root.findtext(f"{SVG}title") or ""
    assert root.attrib["aria-label"] == spoken
    assert root.attrib["role"] == "img"
    return spoken, [one.text or "" for one in root.iter(f"{SVG}text")]


def made(root: Path, **files: str) -> dict[str, tuple[str, list[str]]]:
    return {path: said(content) for path, content in badges(hub_of(root, **files), str)}


def member(name: str, keys: str = "", joined: str = "2023-05-06") -> str:
    return f"name: {name}\njoined: {joined}\n{keys}"


def test_members_have_badges_that_say_what_they_agreed_to(tmp_path: Path) -> None:
    found = made(
        tmp_path,
        **{
            "members/nan.yml": member("Nan", "visibility: name\n"),
            "members/hid.yml": member("Hid", "visibility: hidden\n"),
            "members/old.yml": member("Old", "status: alumni\n"),
            "members/new.yml": member("New", joined="2026-06-15"),
            "members/fut.yml": member("Fut", joined="2027-01-01"),
        },
    )
    assert found == {
        "badges/members/ada-rossi.svg": (
            "Test Moot: Ada Rossi, member since 2024",
            ["Test Moot", "member since 2024"],
        ),
        "badges/members/fut.svg": ("Test Moot: Fut, member", ["Test Moot", "member"]),
        "badges/members/nan.svg": ("Test Moot, Nan", ["Test Moot", "Nan"]),
        "badges/members/new.svg": ("Test Moot: New, member since 2026", ["Test Moot", "member since 2026"]),
        "badges/members/old.svg": ("Test Moot: Old, alumni", ["Test Moot", "alumni"]),
    }


def test_projects_have_badges_with_their_status(tmp_path: Path) -> None:
    statuses: tuple[ProjectStatus, ...] = ("idea", "active", "paused", "finished", "abandoned")
    files = {f"content/projects/{one}.md": f"---\ntitle: P & {one}\nstatus: {one}\n---\n" for one in statuses}
    hub = hub_of(tmp_path, **files)
    found = {
        path: content
        for path, content in badges(hub, lambda words: words if "%(" in words else words.upper())
        if "/projects/" in path
    }
    assert {path: said(content)[1] for path, content in found.items()} == {
        f"badges/projects/{one}.svg": ["Test Moot", one.upper()] for one in statuses
    }
    assert said(found["badges/projects/idea.svg"])[0] == "Test Moot: P & idea, IDEA"
    fills = {ET.fromstring(content).findall(f"{SVG}path")[1].attrib["fill"] for content in found.values()}
    assert fills == set(STATUS_COLOURS.values())
    assert len(fills) == len(statuses)


def test_the_hubs_colours(tmp_path: Path) -> None:
    profile = "name: Test Moot\ntimezone: Europe/Rome\ncolours: {primary: '#ffee00', accent: '#102030'}\n"
    ((_, content),) = badges(hub_of(tmp_path, **{"content/community.yml": profile}), str)
    root = ET.fromstring(content)
    assert [one.attrib["fill"] for one in root.iter(f"{SVG}path")] == ["#ffee00", "#102030"]
    assert [one.attrib["fill"] for one in root.iter(f"{SVG}text")] == ["#000000", "#ffffff"]


@given(st.from_regex(r"#[0-9a-fA-F]{6}", fullmatch=True))
def test_texts_can_be_read_on_any_colour(colour: str) -> None:
    lighter, darker = sorted((relative_luminance(colour), relative_luminance(text_colour(colour))), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_brightness_is_that_of_the_standard() -> None:
    told = {"#ffffff": 1.0, "#000000": 0.0, "#767676": 0.1812, "#ff0000": 0.2126, "#0000ff": 0.0722, "#0a0a0a": 0.003}
    assert {colour: round(relative_luminance(colour), 4) for colour in told} == told


@pytest.mark.parametrize(
    "name", [NASTY, "W" * 200, "i" * 200, "long words " * 18, "中" * 200, "אבג", "\U0001f600" * 5, "x"]
)
def test_any_name_fits_and_stays_a_text(name: str) -> None:
    content = badge(name, name, "#000000", "#ffffff", name)
    root = ET.fromstring(content)
    assert {one.tag for one in root.iter()} <= ALLOWED
    assert not any(
        word in content for word in (b"href", b"url(", b"<script", b"<b>", b" id=", "\u202e".encode(), b"\x1b")
    )
    words = [one.text or "" for one in root.iter(f"{SVG}text")]
    assert words[0] == words[1]
    assert len(words[0]) <= 40
    assert words[0].endswith("…") == (len(name) > 45)
    # Each text lies within its field, with room on both sides.
    width, middle = int(root.attrib["width"]), int(root.findall(f"{SVG}path")[0].attrib["d"][1:].split(" ")[0])
    assert root.attrib["viewBox"] == f"0 0 {width} 20"
    for text, (start, end) in zip(root.iter(f"{SVG}text"), ((0, middle), (middle, width)), strict=True):
        half = int(text.attrib["textLength"]) / 2
        assert start + 6 <= float(text.attrib["x"]) - half
        assert float(text.attrib["x"]) + half <= end - 6


def test_widths_are_near_those_of_the_font() -> None:
    # As Pillow measures them in DejaVu Sans, in thousandths of an em; an ideograph is as wide as high.
    told = {"Officina Aperta": 7511, "member since 2024": 10003, "WWW": 2966, "iii": 833, "é": 615, "中文": 2000}
    for words, width in told.items():
        assert text_width(words) * 1000 == pytest.approx(width, rel=0.04)
    assert text_width("e\u0301") == text_width("e") == text_width("é")


def test_two_times_the_same_bytes(tmp_path: Path) -> None:
    hub = hub_of(tmp_path)
    assert list(badges(hub, str)) == list(badges(hub, str))
