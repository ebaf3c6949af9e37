"""What a command finds out about the machine: its zone, and how the program is called."""

import shlex
import sys
from pathlib import Path

import pytest

from folkmoot.cli.machine import machine_zone, program_name


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Europe/Rome", "Europe/Rome"),
        (":Europe/Rome", "Europe/Rome"),
        ("/usr/share/zoneinfo/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Etc/UTC", "UTC"),
        ("UTC", "UTC"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", ""),
        ("CET", ""),
        ("Europe/Rom", ""),
        ("../../etc/passwd", ""),
    ],
)
def test_the_environment_names_the_zone(said: str, zone: str, tmp_path: Path) -> None:
    assert machine_zone({"TZ": said}, tmp_path / "nowhere") == zone


@pytest.mark.parametrize(
    ("target", "zone"),
    [
        ("/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ("../usr/share/zoneinfo/posix/Asia/Tokyo", "Asia/Tokyo"),
        ("/var/db/timezone/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ("/usr/share/zoneinfo.default/Asia/Tokyo", "Asia/Tokyo"),
        ("/usr/share/zoneinfo/Etc/UTC", "UTC"),
        ("/elsewhere", ""),
    ],
)
def test_else_the_link_leads_to_it(target: str, zone: str, tmp_path: Path) -> None:
    link = tmp_path / "localtime"
    link.symlink_to(target)
    assert machine_zone({}, link) == zone
    assert machine_zone({"TZ": ""}, link) == zone
    assert machine_zone({"TZ": "Europe/Rome"}, link) == "Europe/Rome"


def test_a_copy_in_place_of_the_link_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "localtime").write_bytes(b"TZif2")
    assert machine_zone({}, tmp_path / "localtime") == ""


def _program(path: Path, name: str) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    (path / name).write_text("#!/bin/sh\n")
    (path / name).chmod(0o755)
    return path / name


def test_the_program_is_called_by_its_name_where_it_is_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _program(tmp_path / "bin", "folkmoot")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(sys, "argv", ["/somewhere/folkmoot/__main__.py", "init"])
    assert program_name() == "folkmoot"


def test_a_module_that_was_run_is_run_again_by_the_same_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["/somewhere/folkmoot/__main__.py", "init"])
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert program_name() == f"{shlex.quote(sys.executable)} -m folkmoot"
    _program(tmp_path / "bin", "python")
    assert program_name() == f"{shlex.quote(sys.executable)} -m folkmoot", "that is another python"
    (tmp_path / "bin/python").unlink()
    (tmp_path / "bin/python").symlink_to(sys.executable)
    assert program_name() == "python -m folkmoot"


def test_a_program_off_the_path_is_called_by_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "my tools/folkmoot"), "init"])
    monkeypatch.setenv("PATH", "")
    assert program_name() == f"'{tmp_path}/my tools/folkmoot'"
