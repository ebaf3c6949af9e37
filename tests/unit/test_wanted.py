"""Which entries of a source are wanted: by tags, words and phrases."""

import pytest

from folkmoot.model.harvest import Reading
from folkmoot.model.wanted import is_wanted, words_in


@pytest.mark.parametrize(
    ("include", "exclude", "tags", "text", "wanted"),
    [
        ((), (), (), "", True),
        (("lamp",), (), (), "A lamp.", True),
        (("lamp",), (), (), "Lamps", False),
        (("LAMP",), (), (), "a lámp", True),
        (("café society",), (), (), "The CAFE\n society", True),
        (("café society",), (), (), "society café", False),
        (("c++",), (), (), "on C++, again", True),
        (("go",), (), (), "django", False),
        (("東京",), (), (), "東京都のランプ", True),
        (("lamp",), (), ("Lamp",), "", True),
        (("lamp",), (), ("lamp oil",), "", False),
        ((), ("ad",), ("AD",), "", False),
        ((), ("ad",), ("news",), "an ad here", False),
        ((), ("ad",), ("news",), "a bad one", True),
        (("lamp",), ("ad",), ("lamp",), "an ad", False),
        (("(",), (), (), "a ( b", True),
        (("lamp", "oil"), (), (), "oil", True),
    ],
)
def test_words(
    include: tuple[str, ...], exclude: tuple[str, ...], tags: tuple[str, ...], text: str, wanted: bool
) -> None:
    assert is_wanted(Reading(include, exclude), tags, text) is wanted


def test_which_words_are_there_is_told_in_their_order_and_no_phrase_reaches_into_the_next_text() -> None:
    assert words_in(("oil", "Lämp", "neon"), ("OIL",), "a lamp") == ("oil", "Lämp")
    assert words_in(("neon sign",), (), "neon", "sign") == ()
