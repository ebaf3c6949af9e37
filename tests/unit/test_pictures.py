"""How heavy a picture may be; what it may hold, the broken hubs show."""

from pathlib import Path

import pytest

from folkmoot.load.pictures import picture_faults

JPEG, PNG = b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"


def told(folder: Path, name: str, content: bytes) -> list[tuple[str, str]]:
    (folder / name).write_bytes(content)
    return [(one.code, one.severity) for one in picture_faults(folder / name, name)]


@pytest.mark.parametrize(("name", "beginning"), [("a.jpg", JPEG), ("a.PNG", PNG)])
def test_from_a_megabyte_on_a_picture_is_heavy(tmp_path: Path, name: str, beginning: bytes) -> None:
    assert told(tmp_path, name, beginning.ljust(1_000_000, b"\0")) == []
    assert told(tmp_path, name, beginning.ljust(1_000_001, b"\0")) == [("picture-heavy", "warning")]


def test_a_drawing_can_be_heavy_and_wrong(tmp_path: Path) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg">' + b" " * 1_000_000
    assert told(tmp_path, "a.svg", drawing) == [("picture-kind", "error"), ("picture-heavy", "warning")]
    assert told(tmp_path, "b.svg", drawing + b"</svg>") == [("picture-heavy", "warning")]


def test_other_files_may_be_as_large_as_they_are(tmp_path: Path) -> None:
    assert told(tmp_path, "slides.pdf", b"%PDF" + b" " * 2_000_000) == []
