"""Visitors load Folkmoot's scripts and style sheets without the words that are for those who change them."""

import re
from importlib.resources import files

import pytest

from folkmoot.render.lean import lean

ASSETS = files("folkmoot") / "render" / "theme" / "assets" / "folkmoot"
FILES = {
    f"assets/folkmoot/{one.name}": one.read_bytes() for one in ASSETS.iterdir() if one.name.endswith(("js", "css"))
}


@pytest.mark.parametrize("path", sorted(FILES))
def test_nothing_but_comments_is_left_out(path: str) -> None:
    before, after = FILES[path].decode(), lean(path, FILES[path]).decode()
    if path.endswith(".js"):
        assert after.splitlines() == [line for line in before.splitlines() if not line.strip().startswith("//")]
        # Only in a text of several lines could a line that begins so be no comment.
        assert not [line for line in before.splitlines() if line.count("`") % 2 and not line.strip().startswith("//")]
        assert "/*" not in before
    else:
        assert "/*" not in after
        assert "".join(re.sub(r"/\*.*?\*/", "", before, flags=re.DOTALL).split()) == "".join(after.split())


def test_what_is_not_folkmoots_stays_as_it_is() -> None:
    told = b"// mine\n/* mine */\n"
    for path in ("assets/mine.js", "assets/mine.css", "assets/folkmoot/mine.txt", "mine/assets/folkmoot/x.js"):
        assert lean(path, told) == told
    assert lean("assets/folkmoot/x.js", b"a;\n  // b\nc; // d\n") == b"a;\nc; // d\n"
    assert lean("assets/folkmoot/x.css", b"/* a\nb */\nc { d: e; } /* f */\n") == b"c { d: e; }"
