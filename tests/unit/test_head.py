"""What pages tell other programs in their heads: languages and cards, whatever signs are in the words."""

from folkmoot.render.head import Card, language_switch, said_in_head
from folkmoot.render.wording.tongue import tongue

NOTHING = Card()


def head(card: Card = NOTHING, title: str = "Ada", versions: dict[str, str] | None = None) -> str:
    said = said_in_head(tongue("en"), "Moot", title, "", "members/ada/", versions or {"en": "members/ada/"}, card)
    return said.replace("fmxslotsitexfm", "https://moot.example/")


def test_a_picture_is_told_with_its_words_and_its_address() -> None:
    said = head(Card("article", "photos/a b.png", 'A "lamp"'))
    assert '<meta property="og:image" content="https://moot.example/photos/a%20b.png">' in said
    assert '<meta property="og:image:alt" content="A &quot;lamp&quot;">' in said
    assert '<meta name="twitter:card" content="summary_large_image">' in said


def test_networks_show_no_drawings_and_portraits_are_small() -> None:
    assert "og:image" not in head(Card("article", "a.SVG", "x"))
    assert 'content="summary"' in head(Card("article", "a.SVG", "x"))
    assert 'content="summary"' in head(Card("profile", "a.webp", "x"))
    assert 'content="summary"' in head()


def test_words_cannot_leave_their_attribute() -> None:
    said = head(title='"><script>alert(1)</script>')
    assert "<script>" not in said
    assert "&quot;&gt;&lt;script&gt;" in said
    assert "og:description" not in said


def test_a_page_in_one_language_names_no_others() -> None:
    assert "hreflang" not in head()
    both = head(versions={"fr": "events/x/", "en": "en/events/x/"})
    assert both.count("hreflang") == 3
    assert 'hreflang="x-default" href="https://moot.example/events/x/"' in both


def test_the_switch_marks_the_page_one_is_on() -> None:
    switch = language_switch("fr/about/", {"en": "about/", "fr": "fr/about/"})
    assert switch.count("aria-current") == 1
    assert (
        '<a href="../../fr/about/" hreflang="fr" lang="fr" class="md-select__link" aria-current="page">Français'
        in switch
    )
    assert '<a href="./" hreflang="en"' in language_switch("", {"en": "", "fr": "fr/"})
