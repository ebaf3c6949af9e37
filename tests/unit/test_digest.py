"""`folkmoot digest`: the letter of a month, what people make of it, and the mail that is made of that."""

import email
import email.policy
import html.parser
from email.message import EmailMessage
from pathlib import Path

import pytest

from folkmoot.build import Request, build
from support.building import SAMPLE_TIME, folkmoot
from support.hubs import minimal_hub, write

AT = ("--at", "2026-06-15")
HOSTILE = '<img src=x onerror=alert(1)> [a](javascript:x) *b* `c` {{ d }} & | #1 ~e~ "f"'
NAMES = [f"2026-05.{language}.{ending}" for language in ("en", "fr") for ending in ("txt", "html", "eml")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return minimal_hub(
        tmp_path / "hub",
        **{
            "content/community.yml": (
                "name: Test Moot\nlanguages: [en, fr]\ntimezone: Europe/Rome\ncontact: us@moot.example\n"
            ),
            "mkdocs.yml": (
                "site_name: Moot\nsite_url: https://moot.example/\ndocs_dir: content\ntheme: {name: material}\n"
                "plugins: [folkmoot]\n"
            ),
            "members/bo-ek.yml": "name: Bo Ek\njoined: 2026-05-31\n",
            "members/cy-ek.yml": "name: Cy Ek\njoined: 2026-05-20\nvisibility: hidden\n",
            "members/di-ek.yml": "name: Di Ek\njoined: 2026-05-20\nvisibility: name\n",
            "events/april.md": "---\ntitle: April\nkind: chat\nstart: 2026-04-30\n---\n",
            "events/off.md": "---\ntitle: Called off\nkind: chat\nstart: 2026-05-20\nstatus: cancelled\n---\n",
            "events/late.md": "---\ntitle: In July\nkind: chat\nstart: 2026-07-12\n---\n",
            "events/later.md": "---\ntitle: Too late\nkind: chat\nstart: 2026-07-13\n---\n",
            "events/over.md": "---\ntitle: Just over\nkind: chat\nstart: 2026-06-02\n---\n",
            "content/posts/one.md": (
                f"---\ntitle: '{HOSTILE}'\ndate: 2026-05-02\nauthors: [ada-rossi]\nsummary: '{HOSTILE}'\n---\nText\n"
            ),
            "content/posts/next.md": "---\ntitle: June\ndate: 2026-06-01\nauthors: [ada-rossi]\n---\nText\n",
            "content/projects/rest.md": (
                "---\ntitle: Rest\nstatus: paused\nstarted: 2026-04-01\nhelp_wanted: [{title: Wait}]\n---\nText\n"
            ),
            "content/projects/lamp.md": (
                "---\ntitle: Lamp\nstatus: active\nstarted: 2026-05-01\nhelp_wanted: [{title: Solder it}]\n---\nText\n"
            ),
        },
    )


def begun(root: Path) -> str:
    """The letter of May, written."""
    said = folkmoot("digest", *AT, "--write", cwd=root)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.split() == ["content/letters/2026-05.md", "content/letters/2026-05.fr.md"]
    return (root / "content/letters/2026-05.md").read_text("utf-8")


def test_it_tells_of_the_month_and_of_what_comes_and_of_nothing_else(root: Path) -> None:
    letter = begun(root)
    assert letter.startswith('---\ntitle: "Test Moot in May 2026"\ndraft: true\n---\n')
    assert "- [First meeting](../../events/meeting.md) – 14 May 2026\n" in letter
    assert "- [Bo Ek](../../members/bo-ek.yml)\n" in letter
    assert "- [Lamp](../projects/lamp.md) – Solder it\n" in letter
    assert "- [In July](../../events/late.md) – Sun, 12 Jul 2026\n" in letter
    for other in ("April", "Called off", "Too late", "Just over", "Cy Ek", "Di Ek", "[June]", "Rest"):
        assert other not in letter
    assert "## Ce qui a eu lieu" in (root / "content/letters/2026-05.fr.md").read_text("utf-8")


def test_a_year_is_told_with_its_figures_and_without_what_only_repeats(root: Path) -> None:
    weekly = (
        "---\ntitle: Bench\nkind: chat\nstart: 2026-01-05 19:00\nrecurrence: {rule: FREQ=WEEKLY;COUNT=10}\n"
        "occurrences: [{date: 2026-01-12, title: Wicks}, {date: 2026-01-19, recap: It *rained*., attendance: 7}]\n---\n"
    )
    write(root, "events/bench.md", weekly)
    for number in range(65):
        write(root, f"members/x{number}.yml", f"name: X{number}\njoined: 2025-12-31\n")
    said = folkmoot("digest", *AT, "--year", "2026", "--write", cwd=root)
    assert said.stdout.split() == ["content/letters/2026.md", "content/letters/2026.fr.md"]
    letter = (root / "content/letters/2026.md").read_text("utf-8")
    assert letter.startswith('---\ntitle: "Test Moot in 2026"\ndraft: true\n---\n')
    figures = letter.partition("## The year in figures\n\n")[2].partition("\n\n")[0].splitlines()
    assert figures == ["- We came together 13 times.", "- 7 people came.", "- 1 person joined."]
    took_place = letter.partition("## What took place\n\n")[2].partition("\n\n")[0]
    assert [line.partition("]")[0] for line in took_place.splitlines()] == [
        "- [Wicks", "- [Bench", "- [April", "- [First meeting", "- [Just over",
    ]  # fmt: skip
    before = folkmoot("digest", *AT, "--year", "2025", cwd=root).stdout
    assert "- 65 people joined." in before
    assert "- [X59](../../members/x59.yml)\n" in before
    assert "- and 5 more\n" in before
    mails = folkmoot("digest", *AT, "--year", "2026", "--to", "out", cwd=root)
    assert (root / "out/2026.en.eml").is_file(), mails.stderr
    write(root, "content/letters/2026.md", "---\ntitle: Our year\n---\nIt was.\n")
    assert [
        one.code for one in build(Request(root, root.parent / "site", SAMPLE_TIME)).problems if one.severity == "error"
    ] == []
    assert '<a href="../../letters/2026/">2026</a>' in (root.parent / "site/history/2026/index.html").read_text("utf-8")


def test_a_letter_that_is_there_stays_as_somebody_left_it(root: Path) -> None:
    begun(root)
    write(root, "content/letters/2026-05.md", "# Ours\n")
    said = folkmoot("digest", *AT, "--write", cwd=root)
    assert said.returncode == 0
    assert "content/letters/2026-05.md is there already, and stays as it is." in said.stderr
    assert (root / "content/letters/2026-05.md").read_text("utf-8") == "# Ours\n"


def test_it_waits_until_it_is_sent_and_then_stands_in_the_history(root: Path) -> None:
    begun(root)
    site = root / "site"
    assert folkmoot("build", *AT, cwd=root).returncode == 0
    assert not (site / "letters").exists()
    assert "letters/" not in (site / "history/2026/index.html").read_text("utf-8")
    for name in ("2026-05.md", "2026-05.fr.md"):
        letter = root / "content/letters" / name
        letter.write_text(letter.read_text("utf-8").replace("draft: true\n", ""), "utf-8")
    said = folkmoot("build", *AT, cwd=root)
    assert (said.returncode, said.stderr) == (0, "")
    assert '<a href="../../letters/2026-05/">May 2026</a>' in (site / "history/2026/index.html").read_text("utf-8")
    assert 'letters/2026-05/">mai 2026</a>' in (site / "fr/history/2026/index.html").read_text("utf-8")
    page = (site / "letters/2026-05/index.html").read_text("utf-8")
    assert 'href="../../events/meeting/"' in page
    assert "<img src=x" not in page
    assert "javascript:x" not in _Addresses.of(page)


class _Addresses(html.parser.HTMLParser):
    """Every address and every handler in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [str(value) for name, value in attrs if name in ("href", "src") or name.startswith("on")]

    @classmethod
    def of(cls, page: str) -> list[str]:
        parser = cls()
        parser.feed(page)
        return parser.found


def test_the_mail_reads_well_as_text_and_as_a_page(root: Path, tmp_path: Path) -> None:
    begun(root)
    out = tmp_path / "out"
    said = folkmoot("digest", *AT, "--to", str(out), cwd=root)
    assert (said.returncode, said.stderr) == (0, "")
    assert sorted(one.name for one in out.iterdir()) == sorted(NAMES)
    text = (out / "2026-05.en.txt").read_text("utf-8")
    assert text.startswith("Test Moot in May 2026\n=====================\n\n")
    assert (
        "\nWhat took place\n---------------\n\n- First meeting (https://moot.example/events/meeting/) – 14 May" in text
    )
    assert HOSTILE.replace("{{ d }}", "{{ d }}") in text
    page = (out / "2026-05.en.html").read_text("utf-8")
    assert "<img" not in page
    assert all(one.startswith("https://moot.example/") for one in _Addresses.of(page))
    assert '<h2 style="' in page
    assert "<style" not in page
    assert "<script" not in page
    assert "https://moot.example/fr/events/meeting/" in (out / "2026-05.fr.html").read_text("utf-8")


def test_the_message_is_one_that_programs_send(root: Path, tmp_path: Path) -> None:
    begun(root)
    write(root, "content/letters/2026-05.md", '---\ntitle: "Été, ça va ?\\nBcc: x@y.example"\n---\n\nHello *all*.\n')
    out = tmp_path / "out"
    assert folkmoot("digest", *AT, "--to", str(out), cwd=root).returncode == 0
    content = (out / "2026-05.en.eml").read_bytes()
    assert folkmoot("digest", *AT, "--to", str(out), cwd=root).returncode == 0
    assert (out / "2026-05.en.eml").read_bytes() == content
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert message["Subject"] == "Été, ça va ? Bcc: x@y.example"
    assert message["Bcc"] is None
    assert message["From"] == "us@moot.example"
    assert message["Message-ID"] == "<letter-2026-05.en@moot.example>"
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert page is not None
    assert plain.get_content().splitlines()[-1] == "Hello all."
    assert "<em>all</em>" in page.get_content()
    assert max(map(len, content.split(b"\r\n"))) <= 998


def test_a_draft_is_not_put_among_what_is_published(root: Path) -> None:
    begun(root)
    said = folkmoot("digest", *AT, "--to", "content/letters", cwd=root)
    assert said.returncode == 2
    assert "content/letters lies in content" in said.stderr
    assert not list((root / "content/letters").glob("*.html"))


@pytest.mark.parametrize(
    "contact", ["x@[1", "(x@y.example", "a;b@x.example", "a@bé.example", "a@b", "Bo <a@b.example>"]
)
def test_who_sends_it_is_left_open_where_the_contact_is_no_plain_address(
    root: Path, tmp_path: Path, contact: str
) -> None:
    begun(root)
    path = root / "content/community.yml"
    kept = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("contact")]
    path.write_text("\n".join([*kept, f"contact: '{contact}'"]) + "\n", "utf-8")
    said = folkmoot("digest", *AT, "--to", str(tmp_path / "out"), cwd=root)
    assert "Traceback" not in said.stderr
    for one in (tmp_path / "out").glob("*.eml"):
        assert b"\nFrom:" not in one.read_bytes()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--month", "2026-13"), "“2026-13” is no month"),
        (("--month", "26-5"), "“26-5” is no month"),
        (("--month", "0001-01"), "“0001-01” is no month"),
        (("--month", "2026-07"), "July 2026 is still to come"),
        (("--year", "26"), "“26” is no year"),
        (("--year", "2026-05"), "“2026-05” is no year"),
        (("--year", "2027"), "2027 is still to come"),
        (("--year", "2025", "--month", "2025-05"), "a letter is about a month or about a year"),
        (("--year", "2025", "--to", "out"), "begin it with: folkmoot digest --year 2025 --write"),
        (("--month", "2026-04", "--to", "out"), "there is no letter: content/letters/2026-04.md"),
    ],
)
def test_what_cannot_be_is_said_in_words(root: Path, words: tuple[str, ...], told: str) -> None:
    said = folkmoot("digest", *AT, *words, cwd=root)
    assert said.returncode == 2
    assert told in said.stderr
    assert not (root / "out").exists()


def test_without_an_address_of_the_site_there_is_no_mail(root: Path, tmp_path: Path) -> None:
    begun(root)
    write(root, "mkdocs.yml", "site_name: Moot\ndocs_dir: content\ntheme: {name: material}\nplugins: [folkmoot]\n")
    said = folkmoot("digest", *AT, "--to", str(tmp_path / "out"), cwd=root)
    assert said.returncode == 2
    assert "nobody knows where the site is" in said.stderr


def test_the_month_that_is_over_is_that_of_the_community(root: Path) -> None:
    for at, month in (("2026-05-31T21:59:00Z", "April"), ("2026-05-31T22:00:00Z", "May")):
        assert f"in {month} 2026" in folkmoot("digest", "--at", at, cwd=root).stdout
