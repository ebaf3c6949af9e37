"""What holds of any two versions of a hub: they can be told, what is the same is silent, and twice is the same."""

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.derive.changes import changes
from folkmoot.load.community import load_community
from folkmoot.model.base import Filed, Origin, Written
from folkmoot.model.community import Community
from folkmoot.model.families import FAMILIES, FAMILY_OF
from folkmoot.model.touched import Touched
from folkmoot.render.changes.document import as_json
from folkmoot.render.changes.markdown import as_markdown
from folkmoot.render.changes.text import as_text
from support.examples import fewer

SAMPLE = load_community(Path(__file__).resolve().parents[2]).community


def placed(one: Any, slug: str) -> Any:
    """The record as if it stood in another's file."""
    copy: Filed = one.model_copy()
    copy.placed(Origin(FAMILIES[FAMILY_OF[type(one)]].path(slug), slug))
    return copy.saying(one.text) if isinstance(copy, Written) else copy


@st.composite
def communities(draw: st.DrawFn) -> Community:
    """The sample hub with some of its records, a few of them under the names of others."""
    families: dict[str, Any] = {}
    for family in FAMILIES:
        records = getattr(SAMPLE, family)
        slugs = st.sampled_from(sorted(records))
        chosen = draw(st.dictionaries(slugs, slugs, max_size=3))
        families[family] = {slug: placed(records[other], slug) for slug, other in sorted(chosen.items())}
    pages = tuple(draw(st.lists(st.sampled_from(SAMPLE.pages), max_size=2, unique_by=lambda page: page.path)))
    keys = draw(st.lists(st.sampled_from(sorted(SAMPLE.translations)), max_size=2, unique=True))
    versions = {key: SAMPLE.translations[key] for key in keys}
    return SAMPLE._replace(pages=pages, translations=versions, **families)


files = st.lists(st.builds(Touched, *[st.sampled_from(["", "a", "members/x.yml", "events/y.md"])] * 2), max_size=3)


@given(communities(), communities(), files)
def test_any_two_communities_can_be_told(before: Community, after: Community, touched: list[Touched]) -> None:
    found = changes(before, after, touched)
    assert changes(before, after, touched) == found
    for tell in (as_text, as_markdown, as_json):
        for language in ("en", "fr", "it"):
            assert tell(found, language) == tell(found, language)
    assert as_text(found, "en").count("\n") >= len(found)


@given(communities())
@fewer(2)
def test_what_is_the_same_is_silent(one: Community) -> None:
    assert changes(one, one) == ()
