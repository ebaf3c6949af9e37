"""Links that leave the hub: which there are, what came of asking, and when one is told as dead."""

from pathlib import Path

import pytest

from folkmoot.derive.outward import outward
from folkmoot.load.community import load_community
from support.building import folkmoot
from support.feed_site import Page, Site, feed_site
from support.hubs import minimal_hub, write
from support.private_folder import lines, rows


@pytest.fixture
def private(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    return tmp_path / "notes"


def asked(root: Path, private: Path, site: Site, day: str = "2026-06-15", *more: str) -> str:
    """What the command tells on a day."""
    words = ("links", "--at", day, "--private", str(private), "--allow-host", site.host, *more)
    said = folkmoot(*words, cwd=root)
    assert said.returncode == 0, said.stderr
    return said.stdout


def hub(folder: Path, *addresses: str) -> Path:
    """A hub whose partners are at these addresses."""
    partners = "".join(f"  - {{name: P{n}, url: '{one}', since: 2025-01-01}}\n" for n, one in enumerate(addresses))
    return minimal_hub(folder, **{"content/community.yml": f"name: Test Moot\npartners:\n{partners}"})


def test_every_address_elsewhere_is_found_with_its_files(tmp_path: Path) -> None:
    root = minimal_hub(
        tmp_path,
        **{
            "content/community.yml": (
                "name: Moot\ndomain: moot.example\nlanguages: [en, fr]\n"
                "sources: {feeds: [{url: 'https://apart.example/feed', title: A}]}\n"
                "channels: [{name: Chat, url: 'https://chat.example/x#room'}]\n"
                "partners: [{name: P, url: 'https://partner.example', since: 2025-01-01}]\n"
            ),
            "members/bo-ek.yml": (
                "name: Bo\njoined: 2025-01-01\nbio: See [this](https://bio.example/a).\n"
                "consent: {profile: 2025-01-01}\nfeeds: [{url: 'https://apart.example/bo'}]\n"
                "links: [{label: Mine, url: 'https://partner.example'}]\n"
            ),
            "members/hid.yml": (
                "name: Hid\njoined: 2025-01-01\nvisibility: hidden\nlinks: [{label: A, url: 'https://hid.example'}]\n"
            ),
            "content/about.md": (
                "# About\n\n[own](https://moot.example/x), [chat](https://chat.example/x#other), [mail](mailto:a@b.eu)"
            ),
            "content/about.fr.md": "# À propos\n\n![p](https://picture.example/p.png) [bad](https://[x)\n",
            "events/chat.md": (
                "---\ntitle: A\nkind: chat\nstart: 2026-05\nrsvp: https://rsvp.example\n"
                "results: [{award: A, to: [bo-ek], work: {label: L, url: 'https://work.example/w'}}]\n---\n"
                "[in](https://text.example)\n"
            ),
        },
    )
    community, _ = load_community(root)
    assert [(one.url, one.files) for one in outward(community)] == [
        ("https://bio.example/a", ("members/bo-ek.yml",)),
        ("https://chat.example/x", ("content/community.yml", "content/about.md")),
        ("https://partner.example", ("content/community.yml", "members/bo-ek.yml")),
        ("https://picture.example/p.png", ("content/about.fr.md",)),
        ("https://rsvp.example", ("events/chat.md",)),
        ("https://text.example", ("events/chat.md",)),
        ("https://work.example/w", ("events/chat.md",)),
    ]


def test_what_came_of_asking_is_told_and_remembered(tmp_path: Path, private: Path) -> None:
    with feed_site() as site:
        names = ("well", "gone", "broken", "moved", "refused", "large", "for-now")
        site.pages |= {
            "/well": Page(b"here"),
            "/gone": Page(b"", 410),
            "/broken": Page(b"", 502),
            "/moved": Page(b"", 301, {"Location": "/well"}),
            "/for-now": Page(b"", 302, {"Location": "/well"}),
            "/refused": Page(b"", 403),
            "/large": Page(b" " * (11 << 20)),
        }
        root = hub(tmp_path / "hub", *map(site.url, (f"/{name}" for name in (*names, "missing"))))
        first = asked(root, private, site)
        found = {one["url"].rpartition("/")[2]: one for one in rows(private / "links-asked.csv")}
        assert {name: one["state"] for name, one in found.items()} == {
            "well": "well", "gone": "gone", "broken": "failing", "moved": "moved", "refused": "untold",
            "large": "well", "for-now": "well", "missing": "gone",
        }  # fmt: skip
        assert found["moved"]["moved_to"] == site.url("/well")
        assert len(lines(first, "Lead nowhere today: ask again tomorrow")) == 3
        assert lines(first, "Dead links") == []
        site.pages |= {"/gone": Page(b"back"), "/missing": Page(b"", 502)}
        second = asked(root, private, site, "2026-06-16")
        dead, other = lines(second, "Dead links")
        assert "/missing" in other, "it is dead in another way than yesterday"
        assert dead.startswith(f"- [`{site.host}/broken`]({site.url('/broken')})")
        assert dead.endswith("answers 502, content/community.yml")
        found = {one["url"].rpartition("/")[2]: one for one in rows(private / "links-asked.csv")}
        days = {name: (one["since"], one["asked"]) for name, one in found.items()}
        assert days["broken"] == days["missing"] == ("2026-06-15", "2026-06-16")
        assert days["gone"] == ("2026-06-16", "2026-06-16")
        assert days["well"] == ("2026-06-15", "2026-06-16")
        before = len(site.asked)
        third = asked(root, private, site, "2026-06-17", "--minutes", "0")
        assert lines(third, "Dead links") == [dead, other]
        assert len(site.asked) == before
        desk = folkmoot("desk", "--at", "2026-06-17", "--private", str(private), cwd=root)
        assert lines(desk.stdout, "Dead links") == [dead, other]


def test_private_addresses_are_not_asked(tmp_path: Path, private: Path) -> None:
    with feed_site({"/a": Page(b"here")}) as site:
        root = hub(tmp_path / "hub", site.url("/a"))
        said = folkmoot("links", "--at", "2026-06-15", "--private", str(private), cwd=root)
        assert said.returncode == 0
        assert site.asked == []
        assert rows(private / "links-asked.csv")[0]["state"] == "untold"


def test_where_nobody_answers_nothing_is_kept(tmp_path: Path, private: Path) -> None:
    with feed_site({f"/{name}": Page(b"") for name in "abc"}) as site:
        root = hub(tmp_path / "hub", *(site.url(f"/{name}") for name in "abc"))
        asked(root, private, site)
    said = folkmoot("links", "--at", "2026-06-16", "--private", str(private), "--allow-host", site.host, cwd=root)
    assert "not one of 3 answered" in said.stderr
    assert {(one["state"], one["asked"]) for one in rows(private / "links-asked.csv")} == {("well", "2026-06-15")}


def test_what_cannot_be_read_of_earlier_answers_is_asked_again(tmp_path: Path, private: Path) -> None:
    with feed_site() as site:
        root = hub(tmp_path / "hub", site.url("/a"))
        damaged = (
            f"url,state,since,asked\n{site.url('/a')},dead,2026-06-01,2026-06-14\n\udcff,\n{site.url('/a')},gone,x\n"
        )
        damaged += "\n" + "x" * 200_000 + ",gone,2026-06-01,2026-06-14"
        (private / "links-asked.csv").write_bytes(damaged.encode("utf-8", "surrogateescape"))
        text = asked(root, private, site)
        assert lines(text, "Dead links") == []
        assert len(lines(text, "Lead nowhere today: ask again tomorrow")) == 1


def test_a_hub_without_links_has_nothing_to_tell(tmp_path: Path, private: Path) -> None:
    root = minimal_hub(tmp_path / "hub")
    write(root, "content/community.yml", "name: Test Moot\n")
    with feed_site() as site:
        assert "Nothing just now." in asked(root, private, site)
