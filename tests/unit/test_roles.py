"""`folkmoot roles`: what ends, who does much, and who goes along with whom."""

from pathlib import Path

import pytest

from support.building import folkmoot
from support.hubs import minimal_hub, write
from support.private_folder import AT, lines, rows, told


@pytest.fixture
def root(tmp_path: Path) -> Path:
    member = "name: {}\njoined: {}\n"
    people = {"bo-ek": ("Bo Ek", "2024-01-01"), "cy-ek": ("Cy Ek", "2026-06-01"), "di-ek": ("Di Ek", "2026-06-02")}
    files = {f"members/{slug}.yml": member.format(*told) for slug, told in people.items()}
    root = minimal_hub(tmp_path / "hub", **files)
    write(root, "members/hid.yml", "name: Hid Secret\njoined: 2026-06-03\nvisibility: hidden\n")
    half = "since: 2026-01-01, until: 2026-07-01"
    terms = f"[{{member: bo-ek, {half}}}, {{member: hid, {half}}}]"
    write(root, "content/teams/hosts.md", f"---\ntitle: Hosts\nmembers: {terms}\n---\nText\n")
    return root


@pytest.fixture
def private(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    return tmp_path / "notes"


def role(private: Path, slug: str, text: str = "", **keys: str) -> None:
    head = {"since": "2026-01-01"} | keys
    write(private, f"roles/{slug}.md", "\n".join(["---", *(f"{key}: {head[key]}" for key in head), "---", text]))


ENDING = "Roles that end, and nobody follows yet"


def test_what_ends_and_is_not_passed_on_is_told(root: Path, private: Path) -> None:
    role(private, "a", who="ada-rossi", kind="moderator", of="the forum", until="2026-07-01", text="What to know.")
    role(private, "b", who="ada-rossi", kind="relay", of="Lyon", until="2026-06-01")
    role(private, "c", who="ada-rossi", kind="relay", of="Turin", until="2026-06-20", next="[bo-ek]")
    role(private, "d", who="ada-rossi", kind="host", until="2026-06-20")
    role(private, "e", who="bo-ek", kind="host", since="2026-06-20")
    role(private, "f", who="ada-rossi", kind="volunteer", until="2026-09-01")
    role(private, "g", who="ada-rossi", kind="volunteer", until="2025-06-01", since="2025-01-01")
    text = told("roles", root, private)
    assert lines(text, ENDING) == [
        "- Ada Rossi, relay: Lyon – until 1 June 2026, roles/b.md",
        "- Bo Ek, team: Hosts – until 1 July 2026, content/teams/hosts.md",
        "- Ada Rossi, moderator: the forum – until 1 July 2026, roles/a.md",
    ]
    assert lines(text, "Without a word for whoever follows") == [
        "- Ada Rossi, relay: Lyon – until 1 June 2026, roles/b.md"
    ]
    assert "Secret" not in text
    # The desk tells of the terms of teams as the report does.
    assert [one.partition(" –")[0] for one in lines(told("desk", root, private), ENDING)] == [
        "- Ada Rossi, relay: Lyon", "- Ada Rossi, moderator: the forum",
    ]  # fmt: skip


def test_who_does_much_is_told(root: Path, private: Path) -> None:
    role(private, "a", who="bo-ek", kind="moderator", hours="2")
    role(private, "b", who="bo-ek", kind="host", hours="1")
    role(private, "c", who="cy-ek", kind="volunteer", hours="16")
    role(private, "d", who="di-ek", kind="volunteer", hours="15")
    role(private, "e", who="di-ek", kind="volunteer", hours="15", until="2026-06-14")
    assert lines(told("roles", root, private), "Who does much") == [
        "- Cy Ek – 16 hours a month, volunteer",
        "- Bo Ek – 3 hours a month, host, moderator and team: Hosts",
    ]


def test_who_is_new_has_somebody_to_go_along(root: Path, private: Path) -> None:
    assert "without a mentor" not in told("roles", root, private)
    role(private, "a", who="bo-ek", kind="mentor", mentees="[cy-ek]")
    text = told("roles", root, private)
    assert lines(text, "Who goes along with whom") == ["- Bo Ek – Cy Ek"]
    assert lines(text, "New, and without a mentor") == ["- Di Ek – 2 June 2026"]


def test_all_of_it_is_a_table(root: Path, private: Path) -> None:
    role(private, "a", who="ada-rossi", kind="moderator", of="'=1+1'", hours="2", until="2026-06-15")
    role(private, "b", who="ada-rossi", kind="moderator", since="2026-06-16")
    told("roles", root, private)
    table = rows(private / "duties.csv")
    assert [(one["who"], one["kind"], one["of"], one["until"], one["source"]) for one in table] == [
        ("ada-rossi", "moderator", "'=1+1", "2026-06-15", "roles/a.md"),
        ("bo-ek", "team", "Hosts", "2026-07-01", "content/teams/hosts.md"),
    ]


def test_whoever_is_named_and_is_nobody_is_told(root: Path, private: Path) -> None:
    role(private, "a", who="bo-eck", kind="mentor", mentees="[cy-eck]", next="[ada-rosi]")
    role(private, "b", who="bo-ek", kind="king")
    said = folkmoot("roles", *AT, "--private", str(private), cwd=root)
    assert said.returncode == 0
    assert said.stderr.count("nobody is called this") == 3
    assert "did you mean bo-ek?" in said.stderr
    assert "roles/b.md:4:7" in said.stderr
