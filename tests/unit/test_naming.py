"""What new records' files are called."""

from pathlib import Path

from folkmoot.contribute.naming import FreeNames
from folkmoot.load.community import load_community
from support.hubs import minimal_hub

BO = "name: Bo Ek\njoined: 2025-01-18\n"


def names(folder: Path, *, by_files: bool = False) -> FreeNames:
    files = {
        "members/bo-ek.yml": f"{BO}formerly: [bo]\n",
        "members/broken.yml": "name: [",
        "members/Odd Name.yml": BO,
    }
    hub = minimal_hub(folder, **files)
    return FreeNames(load_community(hub).community, hub if by_files else None)


def test_a_name_that_is_nobodys_is_given_as_it_is_wanted_and_only_once(tmp_path: Path) -> None:
    free = names(tmp_path)
    assert [free.take("members", "Ana María") for _ in range(3)] == ["ana-maria", "ana-maria-2", "ana-maria-3"]
    assert free.take("events", "ana-maria") == "ana-maria"


def test_names_that_are_taken_were_taken_or_can_be_nobodys_get_a_number(tmp_path: Path) -> None:
    free = names(tmp_path)
    for wanted in ("bo-ek", "bo", "broken", "con", "map", "2026"):
        assert free.take("members", wanted) == f"{wanted}-2"
    assert free.take("events", "map") == "map"
    assert free.take("members", "fmshell-x") == "member-fmshell-x"
    assert [free.is_taken("members", name) for name in ("bo", "con", "con-2")] == [True, False, True]


def test_a_name_of_which_nothing_can_be_written_is_the_familys_word(tmp_path: Path) -> None:
    free = names(tmp_path)
    assert [free.take("members", wanted) for wanted in ("", "!?")] == ["member", "member-2"]


def test_long_names_stay_short_with_their_number(tmp_path: Path) -> None:
    free = names(tmp_path)
    taken = [free.take("events", "-".join(["word"] * 30)) for _ in range(12)]
    assert len(set(taken)) == 12
    assert all(len(name) <= 60 and not name.endswith("-") for name in taken)


def test_what_lies_there_is_taken_whatever_it_holds(tmp_path: Path) -> None:
    assert names(tmp_path / "a").take("members", "odd name") == "odd-name-2"
    hub = names(tmp_path / "b", by_files=True)
    assert hub.is_taken("members", "odd name")
