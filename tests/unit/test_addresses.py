"""Pages whose names no URL can hold as they are: every address that the site tells of them leads to a file."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from folkmoot.build import Mode
from support.building import built, files
from support.hubs import minimal_hub

SITE = "https://moot.example/hub/"
NAMES = ("Où aller", "s%20p", "a#b", "g&amp;q'z")
FILES = {
    "mkdocs.yml": "site_name: Test Moot\ndocs_dir: content\ntheme: {name: material}\n",
    "content/community.yml": "name: Test Moot\nlanguages: [en, fr]\npolicies: {terms: 'a#b.md'}\n",
    **{f"content/{name}.md": f'---\nformerly: ["old {name}.md"]\n---\n# A page\n' for name in NAMES},
    **{f"content/{name}.fr.md": "# Une page\n" for name in NAMES[::2]},
}


class Told(HTMLParser):
    """The addresses that a page tells: of links and of its head, by what they are."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if told.get("property") == "og:url":
            self.addresses.append(("og:url", told["content"]))
        if tag == "meta" and told.get("http-equiv") == "refresh":
            self.addresses.append(("refresh", told["content"].partition("url=")[2]))
        if tag == "a" and "hreflang" in told:
            self.addresses.append(("switch", told["href"]))
        elif tag == "link" and "hreflang" in told:
            self.addresses.append(("hreflang", told["href"]))
        elif told.get("rel") == "canonical":
            self.addresses.append(("canonical", told["href"]))
        elif tag == "a" and "://" not in told.get("href", "://"):
            self.addresses.append(("link", told["href"]))


@pytest.fixture(scope="module", params=["stamped", "staged"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    mode: Mode = request.param
    root = minimal_hub(tmp_path_factory.mktemp(mode), **FILES)
    built(root, root / "site", mode, SITE)
    return files(root / "site")


def file_at(url: str) -> str:
    """The file that a server sends for an address, as it reads it."""
    assert url.startswith(SITE), url
    assert re.fullmatch(r"[A-Za-z0-9._~/:%#-]*", url), url
    path = unquote(urlsplit(url).path.removeprefix(urlsplit(SITE).path))
    return f"{path}index.html" if path.endswith("/") or not path else path


def test_the_switch_and_the_head_lead_to_files(site: dict[str, bytes]) -> None:
    for name in NAMES:
        for file in (f"{name}/index.html", f"fr/{name}/index.html"):
            here = urljoin(SITE, "/".join(map(_encoded, file.removesuffix("index.html").split("/"))))
            told = Told(site[file].decode()).addresses
            leads = {kind: {file_at(urljoin(here, url)) for one, url in told if one == kind} for kind, _ in told}
            assert all(path in site for paths in leads.values() for path in paths), leads
            assert leads["switch"] == {f"{name}/index.html", f"fr/{name}/index.html"}
            translated = f"content/{name}.fr.md" in FILES
            assert leads["og:url"] == {file}
            assert leads["canonical"] == {file if translated else f"{name}/index.html"}
            assert leads.get("hreflang", set()) == (leads["switch"] if translated else set())


def test_what_an_address_is_told_as_is_the_same_everywhere(site: dict[str, bytes]) -> None:
    for name in NAMES:
        told = Told(site[f"{name}/index.html"].decode()).addresses
        (canonical,) = (url for kind, url in told if kind == "canonical")
        assert [url for kind, url in told if kind == "og:url"] == [canonical]
        assert f"<loc>{canonical}</loc>" in site["sitemap.xml"].decode()


def test_the_site_map_leads_to_files(site: dict[str, bytes]) -> None:
    rows = ElementTree.fromstring(site["sitemap.xml"]).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    listed = {file_at(str(row.text)) for row in rows}
    assert listed <= site.keys()
    assert {f"{name}/index.html" for name in NAMES} <= listed


def test_former_names_and_the_foot_of_every_page_lead_there(site: dict[str, bytes]) -> None:
    for name in NAMES:
        here = f"{SITE}{_encoded(f'old {name}')}/"
        told = Told(site[f"old {name}/index.html"].decode()).addresses
        assert {kind for kind, _ in told} == {"refresh", "canonical", "link"}
        assert {file_at(urljoin(here, url)) for _, url in told} == {f"{name}/index.html"}
    for home in ("", "fr/"):
        links = {url for kind, url in Told(site[f"{home}index.html"].decode()).addresses if kind == "link"}
        assert "a%23b/" in links
        assert "a#b/" not in links


def _encoded(name: str) -> str:
    """Every sign of a name as a URL holds it, by its bytes."""
    return "".join(f"%{byte:02X}" for byte in name.encode())
