"""A miniature hub's whole output: every change of a byte is seen, and accepted with `make bless` or not at all."""

import hashlib
import re
import shutil
from pathlib import Path

import pytest

from support.building import built, files, folkmoot

HERE = Path(__file__).parent
EXPECTED = HERE / "site"
HASHES = "hashes.sha256"
"""The hash of every file, of those that MkDocs, its theme and Pagefind bring as well."""

WHOLE = ("index.html", "404.html", "events/lamp-night/index.html", "fr/members/index.html")
"""Pages that are held as they are. Around its own part each page has the same frame, of which one sees enough here."""

_OWN = re.compile(
    r"<title>.*?</title>|<meta property=.*?>|<script type=\"application/ld.*?</script>|<article.*</article>", re.DOTALL
)


def _ours(path: str) -> bool:
    return not path.startswith(("assets/", "pagefind/")) or path == "assets/hub.css"


def _readable(path: str, content: bytes) -> bytes:
    """What of a file can be read in a difference: of a page what is its own."""
    if not path.endswith(".html") or path in WHOLE or b"<article" not in content:
        return content
    return "\n".join([*_OWN.findall(content.decode()), ""]).encode()


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(HERE / "hub", tmp_path_factory.mktemp("golden") / "hub"))


@pytest.fixture(scope="module")
def site(hub: Path) -> dict[str, bytes]:
    built(hub, hub / "site")
    return files(hub / "site")


def _expected_form(site: dict[str, bytes]) -> dict[str, bytes]:
    hashes = (f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in sorted(site.items()))
    held = {path: _readable(path, content) for path, content in site.items() if _ours(path)}
    return held | {HASHES: "".join(hashes).encode()}


def test_the_site_is_what_was_blessed(site: dict[str, bytes], blessing: bool) -> None:
    seen = _expected_form(site)
    if blessing:
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for path, content in seen.items():
            (EXPECTED / path).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / path).write_bytes(content)
    expected = files(EXPECTED)
    assert sorted(seen) == sorted(expected), "run `make bless` if these files are meant"
    differing = [path for path, content in seen.items() if content != expected[path]]
    assert not differing, "run `make bless` if these changes are meant, and read them in git diff"


def test_a_second_build_writes_nothing(hub: Path, site: dict[str, bytes]) -> None:
    assert built(hub, hub / "site").written == 0
    assert files(hub / "site") == site


def test_a_removed_member_disappears_everywhere(hub: Path, site: dict[str, bytes], tmp_path: Path) -> None:
    assert site
    copy = Path(shutil.copytree(hub, tmp_path / "hub"))
    (copy / "members/bo-ek.yml").unlink()
    for path in ("events/lamp-night.md", "events/open-day.md", "content/posts/lumiere.md"):
        text = (copy / path).read_text("utf-8")
        (copy / path).write_text(text.replace(", bo-ek", "").replace("  - bo-ek\n", ""), "utf-8")
    built(copy, copy / "site")
    left = [path for path, content in files(copy / "site").items() if b"bo-ek" in content or b"the lamp" in content]
    assert left == []
    assert not (copy / "site/members/bo-ek").exists()


def test_what_a_member_did_not_agree_to_is_nowhere(site: dict[str, bytes]) -> None:
    for word in (b"must not be shown", b"Cy Hidden", b"cy-hidden", b"di.example"):
        assert [path for path, content in site.items() if word in content] == []
    assert b"Bo &#34;the lamp&#34; Ek" in site["members/index.html"]


def test_what_people_write_is_harmless(site: dict[str, bytes]) -> None:
    profile = site["members/ada-rossi/index.html"].decode()
    assert "alert(1)" not in profile
    assert "&#123;{ config }} &#123;% raw %}" in profile
    assert "C++ &amp; C#" in profile
    assert "if a:\n\n    b\n" in site["posts/lumiere/index.html"].decode()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_other_folders_and_hash_seeds_give_the_same_bytes(site: dict[str, bytes], tmp_path: Path, seed: str) -> None:
    hub = Path(shutil.copytree(HERE / "hub", tmp_path / f"elsewhere {seed}" / "höf"))
    done = folkmoot("build", "--at", "2026-06-15T23:59:00+02:00", cwd=hub, PYTHONHASHSEED=seed)
    assert done.returncode == 0, done.stdout + done.stderr
    assert files(hub / "site") == site
