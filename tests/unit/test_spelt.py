"""Which spellings of a hidden member's name are taken for it, and which are other people's, or no names at all."""

import unicodedata

import pytest

from folkmoot.derive.unnamed import Unnamed
from folkmoot.model.harvest import Entry
from folkmoot.model.spelt import NamesSought, spellings
from folkmoot.model.withheld import Withheld

DAY = "2026-05-01T08:00:00Z"
HIDDEN = (
    *(
        "Ada Rossi",
        "Giulia Maria Conti",
        "Søren Łęcki",
        "Jean-Pierre Dupont",
        "Mo Li",
        "Ed Ley",
        "Yamada Taro",
        "Anna Stone",
        "Mo",
    ),
    *("Лев Толстой", "Νίκος Παππάς"),
    *("山田 太郎", "王小明", "李雷", "ジョン・スミス", "김민수", "박 지훈"),
)
OTHERS = ("Alan Stone", "Bo Ek")
SOUGHT = NamesSought(HIDDEN, OTHERS)


def is_told(text: str) -> bool:
    return any(map(SOUGHT.are_told, spellings(text)))


@pytest.mark.parametrize(
    "text",
    [
        # the first name cut to its letter
        "Then A. Rossi spoke.",
        "Then A.Rossi spoke.",
        "(Rossi, A., 2026)",
        "Rossi A. and others",
        "By A Rossi",
        "Bo Ek, A Rossi",
        "G. Conti, G. M. Conti",
        "by G.M. Conti",
        "Giulia M. Conti",
        "Conti G. M., 2026",
        "S. Lecki came",
        "J.-P. Dupont wrote it",
        "we met M. Li there",
        "T. Yamada",
        "Y. Taro",
        "Λ. Толстой, Л. Толстой",
        # letters that look alike
        "Then Аdа Rоssі spoke.",
        "Аԁа Rоѕѕі",
        "АDА RОSSІ",
        "Then Αdα Rοssι spoke.",
        "ᴀᴅᴀ ʀossi",
        "Ａｄａ Ｒｏｓｓｉ",
        "𝐀𝐝𝐚 𝓡𝓸𝓼𝓼𝓲",
        "A\u0336d\u0336a\u0336 Ro\u0301ssi",
        "By Аdа_Rossi",
        "Вчера Лев Толстой пришёл",
        "ЛЕВ ТОЛСТОЙ",
        "Лeв Toлстoй",
        "ΝΊΚΟΣ ΠΑΠΠΆΣ",
        "τον Νικος Παππας",
        # no spaces between words
        "昨日は山田太郎さんと話した。",
        "昨日は山田　太郎さんと話した。",
        "太郎山田と",
        "我们昨天和王小明一起修灯",
        "ジョン・スミスさんのランプ",
        "ｼﾞｮﾝ･ｽﾐｽさん",
        "어제 김민수는 말했다",
        "박지훈과 함께",
        "박 지훈과 함께",
        "山田太郎さん、Bo Ek",
        "李雷、韩梅梅",
    ],
)  # fmt: skip
def test_what_is_taken_for_the_name(text: str) -> None:
    assert is_told(text)
    assert is_told(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    "text",
    [
        "A. Rossini, Ada R., B. Rossi, AR, a Rossi fan",
        "There is a Rossi in every town",
        "Plan A. Then Rossi came",
        "A. Stone and A Stone",  # Alan Stone is a member whom everybody may name
        "a stone, a radio",
        "g. M. Contini",
        "M. Lind, M. Lima",
        "Li Ming, e.g. limes, vitamin M. lights",
        "R. Adamo",
        "Аdаm Rоssіnі",
        "Bo, Вo, Воз, сорок два",
        "The Edley family",
        "国王明天来",
        "李雷鸣昨天来了",
        "王小朋",
        "어제 김민숙은 말했다",
        "박지혜와 함께",
        "山田さんと太郎さん",
        "ジョンさん",
        "Momo, Mona, Mo-fr",
        "",
    ],
)
def test_what_is_somebody_else_or_nobody(text: str) -> None:
    assert not is_told(text)


def test_the_letter_of_a_first_name_is_nobodys_where_a_member_has_it_too() -> None:
    def is_found(*others: str) -> bool:
        return NamesSought(("Ada Rossi",), others).are_told("then a. rossi spoke")

    assert is_found("Berta Rossi", "Ada Neri")
    assert not is_found("Anna Rossi")
    assert not is_found("Анна Росси", "Αlan Rοssι")


def test_nobody_is_sought_in_vain() -> None:
    assert not NamesSought(()).are_told("ada rossi")
    assert not NamesSought(("", " ")).are_told("")


def test_entries_name_nobody_who_is_written_otherwise() -> None:
    unnamed = Unnamed(Withheld(frozenset(HIDDEN), others=frozenset(OTHERS)))
    one = Entry("f", "1", "https://bo.example/1", "One", "A text", "Bo Ek", "en", DAY, DAY)
    told = [
        Entry("f", "2", "https://bo.example/2", "A. Rossi", "", "", "en", DAY, DAY),
        Entry("f", "3", "https://bo.example/%D0%90da-rossi/", "Three", "", "", "en", DAY, DAY),
        Entry("f", "4", "https://bo.example/昨日の山田太郎さん", "Four", "", "", "ja", DAY, DAY),
        Entry("f", "5", "https://bo.example/a-rossi/", "Five", "昨日の山田太郎さん", "A Rossi", "ja", DAY, DAY),
        Entry("f", "6", "https://bo.example/6/", "Six", "", "", "en", DAY, DAY, content="<p>Аdа <b>Rossi</b></p>"),
    ]
    five, six = Entry("f", "5", told[3].url, "Five", "", "", "ja", DAY, DAY), told[4]
    assert unnamed.of((one, *told)) == (one, five, Entry("f", "6", six.url, "Six", "", "", "en", DAY, DAY))
