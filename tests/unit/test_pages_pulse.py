"""The pulse: the words of Folkmoot's metrics in the page's language, those of a hub's own in the hub's."""

import io
import re
from pathlib import Path

import pytest

from folkmoot.build import draft
from folkmoot.load.metric_headers import extracted
from folkmoot.load.metrics import metric_files
from folkmoot.render.page import Page
from folkmoot.render.pages.pulse import linked
from folkmoot.text import plain
from support.building import SAMPLE_TIME
from support.hubs import minimal_hub

OWN = """\
-- title: Commits
-- chaoss: Some Name
-- definition: Lamps <lit> 100 %(sure)s.
-- unit: people
-- series: all = everything, quiet
-- source: the moot, https://moot.example/lamps
SELECT period, series, 1.0 AS value, 1 AS n
FROM (VALUES ('', 'all'), ('', 'quiet'), ('', 'dim'), ('2026-04', 'all'), ('2026-05', 'all')) AS t (period, series)
ORDER BY period, series
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    profile = "name: Test Moot\nlanguages: [en, fr, it]\n"
    settled = {f"members/m-{number}.yml": f"name: M {number}\njoined: 2020-01-01\n" for number in range(7)}
    files = {"content/community.yml": profile, "metrics/lamps.sql": OWN} | settled
    root = minimal_hub(tmp_path_factory.mktemp("pulse"), **files)
    made = draft(root, SAMPLE_TIME)
    assert made.problems == []
    return {page.language: page for page in made.pages if page.address.endswith("pulse/")}


def section(page: Page, anchor: str) -> str:
    return next(one.html for one in page.sections if one.anchor == anchor)


def test_our_metrics_are_told_in_the_pages_language(pages: dict[str, Page]) -> None:
    titles = {language: [one.title for one in page.sections] for language, page in pages.items()}
    assert "Active members" in titles["en"]
    assert "Membres en activité" in titles["fr"]
    assert "Membri in attività" in titles["it"]
    french = plain(section(pages["fr"], "active-ratio"))
    assert "sans nouvelles" in french
    assert "Unité\u00a0: part." in section(pages["fr"], "active-ratio")
    assert "lang=" not in section(pages["fr"], "active-ratio")


def test_no_word_of_our_metrics_stays_english(pages: dict[str, Page]) -> None:
    metrics = metric_files(Path("nowhere"))[0]
    texts = {text for one in metrics for text in (one.title, one.definition, one.caveat)}
    shown = [f"{one.title} {one.html}" for one in pages["fr"].sections if one.anchor != "lamps"]
    assert len(shown) == len(metrics)
    uncited = re.sub(r"<a .*?</a>", "", " ".join(shown))
    assert [text for text in texts if text in uncited] == []


def test_a_hubs_own_words_stay_and_are_marked(pages: dict[str, Page]) -> None:
    own = section(pages["fr"], "lamps")
    assert re.findall(r'<dt lang="en">([^<]*)', own) == ["everything", "dim", "quiet"]
    assert '<p lang="en">Lamps &lt;lit&gt; 100 %(sure)s.</p>' in own
    assert '<figcaption lang="en">everything</figcaption>' in own
    assert 'Unité\u00a0: <span lang="en">people</span>' in own
    assert 'Chez CHAOSS\u00a0: <span lang="en">Some Name</span>' in own
    assert "Commits" in [one.title for one in pages["fr"].sections]
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
