"""`folkmoot outbox`: letters from their drafts to what became of them, and people who are left alone."""

from pathlib import Path

import pytest

from support.building import folkmoot
from support.collected import archived, discussion
from support.hubs import minimal_hub, write
from support.private_folder import AT, rows, told

NAMES = ["arrivals.csv", "letters.csv", "outbox", "outbox.csv", "outbox.html", "outbox.md"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    newcomer = (
        "name: {}\njoined: 2026-06-12\nlanguages: [{}]\ninvited_by: ada-rossi\nconsent: {{profile: 2026-06-12}}\n"
    )
    files = {f"members/{slug}.yml": newcomer.format(*told) for slug, told in PEOPLE.items()}
    hub = minimal_hub(tmp_path / "hub", **files)
    write(hub, "content/community.yml", "name: Test Moot\nlanguages: [en, fr]\nfounders: [ada-rossi]\n")
    write(hub, "members/cy-ek.yml", "name: Cy Secret\njoined: 2026-06-12\nvisibility: hidden\ninvited_by: ada-rossi\n")
    post = "---\ntitle: {}\ndate: {}\nauthors: [ada-rossi]\n---\nText\n"
    write(hub, "content/posts/lamps.md", post.format("On |lamps|", "2026-06-10"))
    write(hub, "content/posts/secret.md", post.format("What Cy Secret said", "2026-06-10"))
    write(hub, "content/posts/old.md", post.format("Long ago", "2026-05-10"))
    return hub


PEOPLE = {"bo-ek": ("Bo Ek", "fr"), "di-ek": ("Di Ek", "en")}


@pytest.fixture
def private(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    return tmp_path / "notes"


def letter(private: Path, slug: str, **keys: str) -> None:
    write(private, f"outbox/{slug}.md", "\n".join(["---", *(f"{key}: {keys[key]}" for key in keys), "---", "Hello\n"]))


def test_letters_are_begun_in_the_language_of_whom_they_are_for(root: Path, private: Path) -> None:
    said = folkmoot("outbox", *AT, "--private", str(private), "--draft", "welcome", cwd=root)
    assert said.returncode == 0, said.stderr
    assert sorted(one.name for one in private.iterdir()) == NAMES
    paths = sorted((private / "outbox").iterdir())
    assert [one.name for one in paths] == ["2026-06-15-welcome-bo-ek.md", "2026-06-15-welcome-di-ek.md"]
    head, text = paths[0].read_text("utf-8").split("---\n")[1:]
    assert head == "to: [bo-ek]\nabout: welcome\nlanguage: fr\nsince: 2026-06-12\ndrafted: 2026-06-15\n"
    assert text.startswith("Bonjour Bo Ek,\n\n")
    assert "Hello Di Ek," in paths[1].read_text("utf-8")
    assert "**Letters to be sent** (2)" in said.stdout
    assert "Secret" not in "".join(one.read_text("utf-8") for one in private.rglob("*") if one.is_file())


def test_what_somebody_made_of_a_letter_stays(root: Path, private: Path) -> None:
    words = ("outbox", *AT, "--private", str(private), "--draft", "welcome")
    assert folkmoot(*words, cwd=root).returncode == 0
    mine = private / "outbox/2026-06-15-welcome-bo-ek.md"
    mine.write_text(mine.read_text("utf-8") + "Ada\n", "utf-8")
    # A letter that says nothing of what it is about does not keep the next from being begun, in a file of that name.
    (private / "outbox/2026-06-15-welcome-di-ek.md").write_text("---\nto: [di-ek]\n---\nMine\n", "utf-8")
    said = folkmoot(*words, cwd=root)
    assert said.returncode == 0, said.stderr
    assert mine.read_text("utf-8").endswith("Ada\n")
    assert (private / "outbox/2026-06-15-welcome-di-ek.md").read_text("utf-8").endswith("Mine\n")
    assert len(list((private / "outbox").iterdir())) == 2


@pytest.mark.parametrize("command", ["desk", "report"])
def test_who_has_a_letter_is_proposed_no_more(root: Path, private: Path, command: str) -> None:
    letter(private, "one", to="[bo-ek]", about="welcome", since="2026-06-12", sent="2026-06-13")
    # Another letter, or one about something else, is none about this.
    letter(private, "two", to="[di-ek]", about="other", sent="2026-06-13")
    said = folkmoot(command, *AT, "--private", str(private), cwd=root)
    assert said.returncode == 0, said.stderr
    text = "".join(one.read_text("utf-8") for one in private.glob("*.md"))
    assert "Say welcome to Di Ek" in text
    assert "Say welcome to Bo Ek" not in text


@pytest.mark.parametrize("command", ["desk", "report", "outbox"])
@pytest.mark.parametrize(
    "whom", ["bo-ek", "login:Bo", "github:7", "Login: bo", "@Bo", "bo", "Bo Ek", "Bo-Ek", "github:bo", "old-bo"]
)
def test_who_asks_for_it_is_left_alone_everywhere(root: Path, private: Path, command: str, whom: str) -> None:
    path = root / "members/bo-ek.yml"
    path.write_text(path.read_text("utf-8") + "github: bo\ngithub_id: 7\nformerly: [old-bo]\n", "utf-8")
    letter(private, "one", to=f'["{whom}"]', leave_alone="2026-06-13")
    words = ("--draft", "welcome") if command == "outbox" else ()
    said = folkmoot(command, *AT, "--private", str(private), *words, cwd=root)
    assert said.returncode == 0, said.stderr
    text = "".join(one.read_text("utf-8") for one in private.rglob("*.md"))
    assert "Di Ek" in text
    assert "Hello Bo" not in text
    assert "Bonjour Bo" not in text
    assert "welcome to Bo" not in text
    assert (command == "outbox") == ("Asked to be left alone** (1)\n\n- Bo Ek" in text)


@pytest.mark.parametrize("command", ["desk", "report", "outbox"])
@pytest.mark.parametrize("wrong", ["to: bo-ek\nleave_alone: 2026-06-13", "to: [bo-ek]\nleave_alone: soon", "to: ["])
def test_while_a_letter_cannot_be_read_nobody_is_proposed(root: Path, private: Path, command: str, wrong: str) -> None:
    write(private, "outbox/wish.md", f"---\n{wrong}\n---\n")
    said = folkmoot(
        command, *AT, "--private", str(private), *(("--draft", "welcome") if command == "outbox" else ()), cwd=root
    )
    assert said.returncode == 0, said.stderr
    assert "whom to write to is not told until outbox/wish.md can be read" in said.stderr
    assert "Say welcome" not in "".join(one.read_text("utf-8") for one in private.glob("*.md"))
    assert [one.name for one in (private / "outbox").iterdir()] == ["wish.md"]


def test_a_guest_is_called_by_their_login(root: Path, private: Path) -> None:
    asked = discussion(1, "2026-06-12", author="Tinker", author_id=99, comments=[])
    for path, text in archived("discussions", [asked]).items():
        write(root, path, text)
    profile = "name: Test Moot\nfounders: [ada-rossi]\nsources: {discussions: [moot/forum]}\n"
    write(root, "content/community.yml", profile)
    draft = ("--draft", "welcome")
    assert "login:tinker" in told("outbox", root, private, *draft)
    drafted = private / "outbox/2026-06-15-welcome-tinker.md"
    assert drafted.read_text("utf-8").startswith('---\nto: ["login:tinker"]\n')
    told("outbox", root, private, *draft)
    assert len(list((private / "outbox").iterdir())) == 3
    assert "Say welcome to tinker" not in told("desk", root, private)
    for whom in ("login:tinker", "github:99", "LOGIN: Tinker", "@tinker", "tinker", "github:Tinker"):
        letter(private, "2026-06-15-welcome-tinker", to=f'["{whom}"]', leave_alone="2026-06-13")
        assert "Say welcome to tinker" not in told("desk", root, private)
    letter(private, "2026-06-15-welcome-tinker", to='["login:another"]', leave_alone="2026-06-13")
    assert "Say welcome to tinker" in told("desk", root, private)


def test_each_letter_stands_where_it_is(root: Path, private: Path) -> None:
    letter(private, "a", to="[bo-ek]", drafted="2026-06-14")
    letter(private, "b", to="[di-ek]", subject="=A |talk|", sent="2026-06-01", where="e-mail")
    letter(private, "c", to="[di-ek]", sent="2026-06-02", about="lead")
    letter(private, "d", to="[The café]", sent="2026-05-01", answered="2026-05-03")
    letter(private, "e", to="[The pub]", sent="2026-05-01", answered="2026-05-03", declined="2026-05-04")
    letter(private, "f", to="[The inn]", sent="2025-05-01", answered="2025-05-03")
    said = folkmoot("outbox", *AT, "--private", str(private), cwd=root)
    assert said.returncode == 0, said.stderr
    text = said.stdout
    assert text == (private / "outbox.md").read_text("utf-8")
    assert "**Letters to be sent** (1)\n\n- Bo Ek" in text
    late = text.partition("nobody has answered for two weeks** (")[2]
    assert late.startswith("1)\n\n- `Di Ek: =A |talk|` – ")
    assert "**Sent, and not answered yet** (1)\n\n- Di Ek – a role" in text
    assert "**Answered** (1)\n\n- The café – a letter, 3 May 2026, outbox/d.md" in text
    assert "**They said no** (1)\n\n- The pub" in text
    found = {one["source"]: one for one in rows(private / "letters.csv")}
    assert len(found) == 6
    assert (found["outbox/b.md"]["subject"], found["outbox/b.md"]["where"]) == ("'=A |talk|", "e-mail")
    assert "outbox/f.md" not in text


def test_it_tells_how_newcomers_came(root: Path, private: Path) -> None:
    said = folkmoot("outbox", *AT, "--private", str(private), cwd=root)
    assert said.returncode == 0, said.stderr
    assert "- Ada Rossi – Bo Ek and Di Ek" in said.stdout
    assert "**What they came after, by two weeks at most** (1)\n\n- `On |lamps|`" in said.stdout
    came = {one["member"]: one for one in rows(private / "arrivals.csv")}
    assert sorted(came) == ["bo-ek", "di-ek"]
    assert came["bo-ek"]["invited_by"] == "ada-rossi"
    assert came["bo-ek"]["around"] == "On |lamps|"


def test_of_letters_that_can_wait_few_lie_ready(tmp_path: Path, private: Path) -> None:
    member = "name: {0}\njoined: 2025-01-01\n"
    slugs = [f"m{number}" for number in range(5)]
    files = {f"members/{slug}.yml": member.format(slug.upper()) for slug in slugs}
    event = "---\ntitle: {}\nkind: chat\nstart: {}\nhosts: [{}]\n---\n"
    files |= {
        f"events/e{number}.md": event.format(f"E{number}", "2025-10-01", slug) for number, slug in enumerate(slugs)
    }
    root = minimal_hub(tmp_path / "quiet", **files)
    words = ("outbox", *AT, "--private", str(private), "--draft", "write")
    assert folkmoot(*words, cwd=root).returncode == 0
    assert len(list((private / "outbox").iterdir())) == 3
    said = folkmoot(*words, cwd=root)
    assert "Letters to be sent** (3)" in said.stdout
    first, *_ = sorted((private / "outbox").iterdir())
    first.write_text(first.read_text("utf-8").replace("drafted:", "sent: 2026-06-15\ndrafted:"), "utf-8")
    assert folkmoot(*words, cwd=root).returncode == 0
    assert len(list((private / "outbox").iterdir())) == 4


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "--private"),
        (("--private", "notes"), "which may be public"),
        (("--private", "../notes", "--to", "../elsewhere"), "what names people stays there"),
        (("--private", "../notes", "--draft", "everything"), "is not one of"),
    ],
)
def test_wrong_words_are_told(root: Path, private: Path, words: tuple[str, ...], told: str) -> None:
    said = folkmoot("outbox", *AT, *words, cwd=root)
    assert said.returncode == 2
    assert told in said.stderr
    assert list(private.iterdir()) == []


def test_where_everybody_reads_along_it_is_refused(root: Path, private: Path) -> None:
    runner = {"GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "moot/hub", "GITHUB_TOKEN": ""}
    said = folkmoot("outbox", *AT, "--private", str(private), cwd=root, **runner)
    assert said.returncode == 2
    assert "no GITHUB_TOKEN is set" in said.stdout + said.stderr
    assert list(private.iterdir()) == []


def test_misspelt_names_are_told_and_others_are_not(root: Path, private: Path) -> None:
    letter(private, "a", to="[bo-eck]", by="bo-eck")
    letter(private, "b", to="[The café]")
    said = folkmoot("outbox", *AT, "--private", str(private), cwd=root)
    assert said.returncode == 0, said.stderr
    assert said.stderr.count("did you mean bo-ek?") == 2
    assert "café" not in said.stderr
