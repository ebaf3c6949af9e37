"""What a preview says above a page: where it stands, and how it names what is wrong."""

from folkmoot.model.problem import Problem
from folkmoot.render.framing.mending import mended
from folkmoot.render.previewed import LAGGING, noted

_PAGE = (
    '<html><head><meta charset="utf-8"></head><body><a class="md-skip" href="#__content">Skip</a>'
    '<header><div data-md-component="skip"></div></header>'
    '<article class="md-content__inner md-typeset"><h1>Words</h1></article></body></html>'
)


def test_notes_stand_in_the_article_where_they_have_their_look() -> None:
    wrong = Problem("members/bo.yml", "unknown-key", "there is no such key")
    for page in (_PAGE, mended(_PAGE)):
        html = noted(page, "en", [wrong], "", LAGGING)
        before, article, within = html.partition("md-content__inner")
        assert article
        assert "fm-alarm" not in before
        assert within.index("fm-alarm") < within.index("fm-notice") < within.index("<h1>")
    assert '<article id="__content" class="md-content__inner' in mended(_PAGE)


def test_a_file_is_named_once() -> None:
    engines = Problem("mkdocs.yml", "not-made", "mkdocs.yml names theme readthedocs", "write theme: material")
    others = Problem("members/bo.yml", "unknown-key", "there is no such key", line=3)
    html = noted(_PAGE, "en", [engines, others], "")
    assert html.count("mkdocs.yml") == 1
    assert "<code>members/bo.yml:3</code> there is no such key" in html
