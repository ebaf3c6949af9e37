"""The page of the next events that other sites show in a frame."""

from pathlib import Path

from support.building import built
from support.hubs import minimal_hub

CONFIG = "site_name: Moot\ndocs_dir: content\ntheme: {name: material}\nplugins: [folkmoot]\n"


def test_the_next_events_stand_there_in_each_language(tmp_path: Path) -> None:
    root = minimal_hub(
        tmp_path / "hub",
        **{
            "mkdocs.yml": CONFIG,
            "content/community.yml": "name: A & <b>\nlanguages: [en, fr]\ntimezone: Europe/Rome\n",
            "content/places/hall.yml": "name: The <hall>\naddress: 1 Road\ncity: Town\ncountry: FR\n",
            "events/walk.md": "---\ntitle: <Walk>\nkind: chat\nstart: 2026-06-20 19:00\nplace: hall\n---\nWe walk.\n",
            "events/walk.fr.md": "---\ntitle: Promenade\n---\nOn marche.\n",
            "events/stroll.md": "---\ntitle: Stroll\nkind: chat\nstart: 2026-06-22\n---\nSlowly.\n",
            "events/off.md": "---\ntitle: Off\nkind: chat\nstart: 2026-06-21\nstatus: cancelled\n---\n",
            "events/before.md": "---\ntitle: Past\nkind: chat\nstart: 2026-06-01\n---\n",
        },
    )
    built(root, tmp_path / "site")
    english = (tmp_path / "site/embed/events.html").read_text("utf-8")
    assert (
        '<a href="../events/walk/">&lt;Walk&gt;</a><p>Sat, 20 Jun 2026, 19:00, Rome time · The &lt;hall&gt;</p>'
        in english
    )
    assert '<base target="_top">' in english
    assert "A &amp; &lt;b&gt;" in english
    assert not any(word in english for word in ("Off", "Past", "<script"))
    french = (tmp_path / "site/fr/embed/events.html").read_text("utf-8")
    assert '<a href="../../fr/events/walk/">Promenade</a>' in french
    assert '<a href="../../fr/events/stroll/" lang="en">Stroll</a>' in french


def test_where_nothing_is_planned_it_says_so(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path / "hub", **{"mkdocs.yml": CONFIG})
    built(root, tmp_path / "site")
    assert "Nothing is planned at the moment." in (tmp_path / "site/embed/events.html").read_text("utf-8")
