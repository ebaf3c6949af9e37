"""The pulse: the words of Folkmoot's metrics in the page's language, those of a hub's own in the hub's."""

import io
import re
from pathlib import Path

import pytest

from folkmoot.build import draft
from folkmoot.contribute.review import review
from folkmoot.load.metric_headers import extracted
from folkmoot.load.metrics import metric_files
from folkmoot.model.activity import GROUPS
from folkmoot.render.page import Page
from folkmoot.render.pages.pulse import linked
from folkmoot.text import plain
from support.building import SAMPLE_TIME
from support.hubs import MEETING, minimal_hub

pytestmark = pytest.mark.figures

OWN = """\
-- title: Commits
-- chaoss: Some Name
-- definition: Lamps <lit> 100 %(sure)s.
-- unit: people
-- series: all = everything, quiet
-- group: ties
-- source: the moot, https://moot.example/lamps
SELECT scope, period, series, value::DOUBLE AS value, 1 AS n
FROM (VALUES
    ('', '', 'all', 1), ('', '', 'quiet', 1), ('', '', 'dim', 1), ('', '2026-04', 'all', 1), ('', '2026-05', 'all', 3),
    ('', '2026-05', 'quiet', 7), ('', 'all', 'all', 12),
    ('project/lamp', '', 'all', 1), ('project/lamp', '2026-05', 'all', 99), ('project/moth', '', 'all', 5),
    ('project/moth', '', 'quiet', 98), ('team/none', 'all', 'all', 97)
) AS t (scope, period, series, value)
ORDER BY scope, period, series
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    profile = "name: Test Moot\nlanguages: [en, fr, it]\n"
    files = {"content/community.yml": profile, "metrics/lamps.sql": OWN}
    files |= {f"members/m-{number}.yml": f"name: M {number}\njoined: 2020-01-01\n" for number in range(7)}
    files |= {f"content/projects/{one}.md": f"---\ntitle: The {one}\nstatus: active\n---\n" for one in ("lamp", "moth")}
    files["events/moths.md"] = MEETING.replace("2026-05-14", "2026-05-20").replace("hosts", "project: moth\nhosts")
    root = minimal_hub(tmp_path_factory.mktemp("pulse"), **files)
    made = draft(root, SAMPLE_TIME)
    assert made.problems == []
    return {page.language: page for page in made.pages if page.address.endswith("pulse/")}


def section(page: Page, anchor: str) -> str:
    """What stands below the heading of a metric, or of a part of the page."""
    if found := [one.html for one in page.sections if one.anchor == anchor]:
        return found[0]
    below = "".join(one.html for one in page.sections).partition(f'<h3 id="{anchor}"')[2]
    assert below
    return below.partition("<h3")[0]


def titles(page: Page) -> list[str]:
    return re.findall(r"<h3[^>]*>(.*?)</h3>", "".join(one.html for one in page.sections))


def test_our_metrics_are_told_in_the_pages_language(pages: dict[str, Page]) -> None:
    assert "Active members" in titles(pages["en"])
    assert "Membres en activité" in titles(pages["fr"])
    assert "Membri in attività" in titles(pages["it"])
    french = plain(section(pages["fr"], "active-ratio"))
    assert "sans nouvelles" in french
    assert "Unité\u00a0: part." in section(pages["fr"], "active-ratio")
    assert "lang=" not in section(pages["fr"], "active-ratio")


def test_no_word_of_our_metrics_stays_english(pages: dict[str, Page]) -> None:
    metrics = metric_files(Path("nowhere"))[0]
    texts = {text for one in metrics for text in (one.title, one.definition, one.caveat)}
    shown = [section(pages["fr"], one.name.replace("_", "-")) for one in metrics]
    assert len(shown) == len(metrics)
    uncited = re.sub(r"<a .*?</a>", "", " ".join([*titles(pages["fr"]), *shown]))
    assert [text for text in texts if text in uncited] == []


def test_a_hubs_own_words_stay_and_are_marked(pages: dict[str, Page]) -> None:
    own = section(pages["fr"], "lamps")
    assert re.findall(r'<th scope="row" lang="en">([^<]*)', own) == ["everything", "quiet", "dim"]
    assert '<p lang="en">Lamps &lt;lit&gt; 100 %(sure)s.</p>' in own
    assert '<figcaption lang="en">everything</figcaption>' in own
    assert 'Unité\u00a0: <span lang="en">people</span>' in own
    assert 'Chez CHAOSS\u00a0: <span lang="en">Some Name</span>' in own
    assert "Commits" in titles(pages["fr"])
    assert "lang=" not in section(pages["en"], "lamps")


def test_only_what_stands_on_more_than_itself_says_on_how_much(pages: dict[str, Page]) -> None:
    """One member joined, and the figure is of that one: “1 from 1” would tell nobody anything."""
    joined = plain(section(pages["en"], "joining-and-leaving"))
    assert re.search(r"who joined 1 (?!from)|who joined 0 (?!from)", joined)
    assert " from 8 " in plain(section(pages["en"], "active-ratio"))


def test_a_source_is_a_link_called_as_it_calls_itself(pages: dict[str, Page]) -> None:
    address = "https://chaoss.community/kb/metric-contributors/"
    link = f'<a href="{address}" rel="noopener">CHAOSS, Contributors</a>'
    assert f'<span lang="en">{link}</span>' in section(pages["fr"], "contributors")
    assert f"Source: {link}" in section(pages["en"], "contributors")
    assert '<a href="https://moot.example/lamps" rel="noopener">the moot</a>' in section(pages["en"], "lamps")


@pytest.mark.parametrize(
    ("source", "markup"),
    [
        ("ours & theirs", "ours &amp; theirs"),
        ("https://a.example/", '<a href="https://a.example/" rel="noopener">https://a.example/</a>'),
        ("A <b> (https://a.example/x).", '<a href="https://a.example/x" rel="noopener">A &lt;b&gt; (</a>).'),
        ('x, https://a.example/"onclick=1', '<a href="https://a.example/" rel="noopener">x</a>&#34;onclick=1'),
        ("javascript://a.example", "javascript://a.example"),
    ],
)
def test_a_source_is_escaped(source: str, markup: str) -> None:
    assert linked(source) == markup


def test_every_series_of_our_metrics_is_called_something(tmp_path: Path) -> None:
    hub = draft(minimal_hub(tmp_path), SAMPLE_TIME).hub
    assert hub is not None
    for one in hub.measured:
        assert {figure.series for figure in one.figures} == set(one.metric.series), one.metric.name


def test_words_that_cannot_be_found_are_an_error() -> None:
    with pytest.raises(ValueError, match="does not say the metric's title"):
        list(extracted(io.BytesIO(b"-- unit: people\nSELECT 1"), (), (), {}))


def test_metrics_stand_by_what_they_are_about(pages: dict[str, Page]) -> None:
    anchors = [one.anchor for one in pages["en"].sections]
    groups = [anchor for group in GROUPS if (anchor := f"about-{group}") in anchors]
    below = [*groups, "by-project", "by-language"]
    assert anchors == ["at-a-glance", *below]
    assert "about-ties" in groups
    assert "about-own" not in groups
    found = titles(pages["en"])
    assert found[:2] == ["Contributors", "New contributors"]
    glance = pages["en"].sections[0].html
    headings = set(re.findall(r'<h3 id="([^"]*)"', "".join(one.html for one in pages["en"].sections)))
    told = re.findall(r'<th scope="row"><a href="#([^"]*)"[^>]*>(.*?)</a></th><td>(.+?)</td>', glance)
    assert told[:2] == [
        ("contributors", "Contributors: everybody", "1"),
        ("new-contributors", "New contributors: everybody", "1"),
    ]
    assert {anchor for anchor, *_ in told} <= headings
    assert re.findall(r'<a href="#([^"]*)"', glance)[len(told) :] == below


def test_what_was_in_total_stands_beside_what_is_now(pages: dict[str, Page]) -> None:
    rows = re.findall(
        r"<tr><th[^>]*>(.*?)</th>(?:<td>(.*?)</td>)?(?:<td>(.*?)</td>)?</tr>", section(pages["en"], "lamps")
    )
    quiet = ' <span class="fm-quiet">from 1</span>'
    assert rows[0] == ("everything", f"1{quiet}", f"12{quiet}")
    assert rows[1] == ("quiet", f"1{quiet}", "")
    # Where it is the same there is nothing to tell.
    assert "In total" not in section(pages["en"], "active-ratio")


def test_the_months_of_every_series_stand_below_the_bars_of_the_first(pages: dict[str, Page]) -> None:
    own = section(pages["en"], "lamps")
    assert own.count("<svg") == 1
    assert re.findall(r"<rect.*?<title>(.*?)</title>", own) == ["April 2026: 1", "May 2026: 3"]


def test_projects_stand_beside_each_other_the_liveliest_first(pages: dict[str, Page]) -> None:
    table = section(pages["en"], "by-project")
    assert re.findall(r'<tr><th scope="row"><a href="([^"]*)">(.*?)</a></th><td>(.*?)</td>', table) == [
        ("../projects/moth/", "The moth", "1"),
        ("../projects/lamp/", "The lamp", "0"),
    ]
    assert re.findall(r'<th scope="col">([^<]*)<', table)[:2] == ["Contributors", "New contributors"]
    assert table.count('<th scope="col">') == 5
    assert '<th scope="row" lang="en"><a href="../../fr/projects/moth/">' in section(pages["fr"], "by-project")


def test_a_metric_that_cannot_be_computed_is_told_by_check(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path, **{"metrics/lamps.sql": OWN, "metrics/odd.sql": OWN.replace("VALUES", "VALEUS")})
    assert [(one.path, one.code) for one in review(root, SAMPLE_TIME).problems] == [("metrics/odd.sql", "metric-sql")]
