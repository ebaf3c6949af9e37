"""What a change is blamed for: what it brings, and not what was wrong before it."""

import datetime as dt
from pathlib import Path

import pytest

from folkmoot.check import Actor
from folkmoot.contribute.review import Reviewed, review, review_change
from folkmoot.errors import WrongUse
from folkmoot.render.problems.summary import summary
from support.hubs import minimal_hub, write
from support.repositories import Repository

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
ADA = "name: Ada Rossi\njoined: 2024-01-18\ngithub: ada-example\ngithub_id: 11\n"
BO = "name: Bo Ek\njoined: 2025-01-18\n"
TEAM = (
    "---\ntitle: Keepers\nmembers:\n  - {member: cy-lo, since: 2025-01-01}\n"
    "  - {member: dee, since: 2024-01-01, until: 2025-01-01}\n---\n"
)
KEPT = "name: Test Moot\nfounders: [ada-rossi]\npolicies: {maintainers: keepers}\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A hub in a folder of its repository, in which two older faults are."""
    made = Repository(tmp_path / "repository")
    minimal_hub(
        made.path / "hub",
        **{
            "mkdocs.yml": "site_name: Test Moot\ndocs_dir: content\ntheme: {name: material}\nplugins: [folkmoot]\n",
            "content/community.yml": "name: Test Moot\nfounders: [ada-rossi]\n",
            "members/ada-rossi.yml": ADA,
            "members/bo-ek.yml": f"{BO}timezone: CET\n",
            "members/cy-lo.yml": "name: Cy Lo\njoined: 2025-01-18\ngithub: cy-example\n",
            "members/dee.yml": "name: Dee\njoined: 2025-01-18\ngithub: dee-example\n",
            "content/posts/hello.md": "---\ntitle: Hello\ndate: 2026-01-01\nauthors: [zoe]\n---\n\nHi.\n",
        },
    )
    made.commit()
    return made


def changed(repository: Repository, actor: Actor | None = None) -> Reviewed:
    return review_change(repository.path / "hub", NOW, "HEAD", actor)


def codes(found: Reviewed) -> tuple[list[str], list[str]]:
    return [one.code for one in found.problems], [one.code for one in found.older]


def test_a_change_is_not_blamed_for_what_was_wrong_before(repository: Repository) -> None:
    hub = repository.path / "hub"
    assert [one.code for one in review(hub, NOW).problems] == ["reference-missing", "zone-unknown"]
    assert codes(changed(repository)) == ([], ["reference-missing", "zone-unknown"])
    # The same fault on another line is the same, and a second one in the same file is not.
    write(hub, "members/bo-ek.yml", f"{BO}pronouns: he/him\ntimezone: CET\ngithub: '@bo'\n")
    brought, older = codes(changed(repository))
    assert (brought, older) == (["format"], ["reference-missing", "zone-unknown"])


def test_what_a_change_breaks_elsewhere_is_its_own(repository: Repository) -> None:
    hub = repository.path / "hub"
    (hub / "members/ada-rossi.yml").unlink()
    found = changed(repository)
    assert [(one.path, one.code) for one in found.problems] == [("content/community.yml", "reference-missing")]
    write(hub, "content/posts/second.md", "---\ntitle: Second\ndate: 2026-01-01\nauthors: [zoe]\n---\n\nHi.\n")
    assert {one.path for one in changed(repository).problems} == {"content/community.yml", "content/posts/second.md"}
    assert [one.path for one in changed(repository).older] == ["content/posts/hello.md", "members/bo-ek.yml"]


def test_who_leaves_is_told_to_leave_and_every_place_that_names_them(repository: Repository) -> None:
    hub = repository.path / "hub"
    for number in range(30):
        event = f"---\ntitle: E{number}\nkind: chat\nstart: 2026-05\nhosts: [dee, ada-rossi]\n---\n"
        write(hub, f"events/e{number:02}.md", event)
    repository.commit()
    (hub / "members/dee.yml").unlink()
    write(hub, "events/e99.md", "---\ntitle: E\nkind: chat\nstart: 2026-05\nhosts: [nobody]\n---\n")
    assert "there is no member “nobody”" in [one.message for one in changed(repository).problems]
    (hub / "events/e99.md").unlink()
    (problem,) = changed(repository).problems
    assert problem.sentence == "this change removes the member “dee”, and the name still stands here"
    assert problem.hint == "take it out wherever it stands, or keep members/dee.yml"
    assert problem.elsewhere.endswith("events/e20.md:5:9 and 9 more places")
    told = summary([problem])
    assert [f"events/e{number:02}.md:5:9" in told for number in range(30)] == [True] * 30


def test_a_file_that_got_another_name_brings_its_faults_along(repository: Repository) -> None:
    repository.git("mv", "hub/members/bo-ek.yml", "hub/members/bo.yml")
    assert codes(changed(repository)) == ([], ["reference-missing", "zone-unknown"])


def test_where_the_communitys_file_changes_everything_is_read_as_it_was(repository: Repository) -> None:
    hub = repository.path / "hub"
    write(hub, "content/community.yml", "name: Test Moot\nfounders: [ada-rossi, nobody]\n")
    write(hub, "content/about.md", "# About\n")
    found = changed(repository)
    assert [(one.code, one.value) for one in found.problems] == [("reference-missing", "nobody")]
    assert len(found.older) == 2


@pytest.mark.parametrize("place", ["dee-vu.yml", "Members/dee-vu.yml", "content/member/dee-vu.yml"])
@pytest.mark.parametrize("beside", [{}, {"content/about.md": "# About\n"}], ids=["alone", "with a page"])
def test_a_record_where_nobody_looks_is_the_change_s_own_that_puts_it_there(
    repository: Repository, place: str, beside: dict[str, str]
) -> None:
    hub = repository.path / "hub"
    for path, text in {place: BO.replace("Bo Ek", "Dee Vu"), **beside}.items():
        write(hub, path, text)
    brought, older = codes(changed(repository))
    assert (brought, len(older)) == (["file-place"], 2)
    repository.commit()
    write(hub, "content/more.md", "# More\n")
    write(hub, "members/bo-ek.yml", BO)
    brought, older = codes(changed(repository))
    assert (brought, sorted(older)) == ([], ["file-place", "reference-missing"])


def test_a_link_in_the_place_of_a_folder_is_the_change_s_own(repository: Repository) -> None:
    (repository.path / "hub/members").rename(repository.path / "hub/people")
    (repository.path / "hub/members").symlink_to("people")
    found = changed(repository)
    assert "not-a-file" in [one.code for one in found.problems]
    assert "not-a-file" not in [one.code for one in found.older]


def test_a_hub_that_was_not_there_before_is_new_altogether(tmp_path: Path) -> None:
    made = Repository(tmp_path / "r")
    made.commit(files={"README.md": "Nothing yet"})
    minimal_hub(made.path, **{"members/bo-ek.yml": f"{BO}timezone: CET\n"})
    assert codes(review_change(made.path, NOW, "HEAD")) == (["zone-unknown"], [])


@pytest.mark.parametrize("since", ["nowhere", "--all", "HEAD~7"])
def test_a_commit_that_is_not_there_is_told(repository: Repository, since: str) -> None:
    with pytest.raises(WrongUse, match="git knows no commit") as told:
        review_change(repository.path / "hub", NOW, since)
    assert since in str(told.value)


def test_a_clone_that_is_too_shallow_is_told(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "-b", "mine")
    repository.commit(message="Mine")
    repository.git("checkout", "--quiet", "main")
    repository.commit(message="Theirs")
    shallow = ("--depth=1", "--no-single-branch", "--branch=mine")
    repository.git("clone", "--quiet", *shallow, f"file://{repository.path}", "../shallow")
    with pytest.raises(WrongUse, match="too little of the history"):
        review_change(repository.path.parent / "shallow/hub", NOW, "origin/main")


def test_a_script_that_was_there_is_looked_at_again_once_it_has_changed(repository: Repository) -> None:
    hub = repository.path / "hub"
    write(hub, "content/play.md", "# Play\n\n<script>play()</script>\n")
    write(hub, "content/play.js", "play()\n")
    repository.commit()
    write(hub, "content/index.md", "# Welcome\n")
    assert not changed(repository).problems
    write(hub, "content/play.md", "# Play\n\n<script>steal()</script>\n")
    write(hub, "content/play.js", "steal()\n")
    assert codes(changed(repository))[0] == ["file-script", "page-script"]


def test_a_hub_outside_of_any_repository_is_told(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="is in no git repository"):
        review_change(minimal_hub(tmp_path), NOW, "main")


STRANGER, ADA_HERSELF, CY, DEE = Actor("somebody"), Actor("ADA-example"), Actor("cy-example"), Actor("dee-example")


def blamed(found: Reviewed) -> list[str]:
    return [one.path for one in found.problems if one.code == "member-of-another"]


def test_a_members_file_is_changed_by_the_member_or_a_maintainer(repository: Repository) -> None:
    hub = repository.path / "hub"
    write(hub, "members/bo-ek.yml", f"{BO}github: somebody\n")
    write(hub, "members/ada-rossi.yml", f"{ADA}pronouns: she/her\n")
    both = ["members/ada-rossi.yml", "members/bo-ek.yml"]
    assert blamed(changed(repository, STRANGER)) == both
    assert blamed(changed(repository, ADA_HERSELF)) == []  # she founded the hub, which names no team
    assert blamed(changed(repository, CY)) == both
    (problem, *_) = (one for one in changed(repository, STRANGER).problems if one.code == "member-of-another")
    assert problem.message == "this is Ada Rossi’s own file, and somebody wants to change it"


def test_maintainers_are_those_who_serve_in_the_team_as_it_was_before(repository: Repository) -> None:
    hub = repository.path / "hub"
    repository.commit(files={"hub/content/community.yml": KEPT, "hub/content/teams/keepers.md": TEAM})
    write(hub, "members/bo-ek.yml", f"{BO}pronouns: he/him\n")
    assert blamed(changed(repository, CY)) == []
    assert blamed(changed(repository, DEE)) == ["members/bo-ek.yml"]  # Dee's term is over
    assert blamed(changed(repository, ADA_HERSELF)) == ["members/bo-ek.yml"]  # the founders only where no team is named
    write(hub, "content/teams/keepers.md", TEAM.replace("cy-lo", "ada-rossi"))
    assert blamed(changed(repository, ADA_HERSELF)) == ["members/bo-ek.yml"]  # nobody gives themselves the right


def test_deleting_and_renaming_are_the_members_own_too(repository: Repository) -> None:
    repository.git("mv", "hub/members/ada-rossi.yml", "hub/members/ada.yml")
    (repository.path / "hub/members/bo-ek.yml").unlink()
    found = changed(repository, CY)
    assert blamed(found) == ["members/ada.yml", "members/bo-ek.yml"]
    assert [one.message.rpartition(" wants to ")[2] for one in found.problems if one.code == "member-of-another"] == [
        "change it",
        "delete it",
    ]


def test_an_account_is_known_by_its_number_when_the_login_changes_hands(repository: Repository) -> None:
    write(repository.path / "hub", "members/ada-rossi.yml", f"{ADA}pronouns: she/her\n")
    repository.commit(files={"hub/content/community.yml": KEPT, "hub/content/teams/keepers.md": TEAM})
    write(repository.path / "hub", "members/ada-rossi.yml", f"{ADA}pronouns: they/them\n")
    assert blamed(changed(repository, Actor("ada-new", 11))) == []
    assert blamed(changed(repository, Actor("ada-example", 12))) == ["members/ada-rossi.yml"]


def test_newcomers_add_themselves(repository: Repository) -> None:
    hub = repository.path / "hub"
    repository.commit(files={"hub/content/community.yml": KEPT, "hub/content/teams/keepers.md": TEAM})
    write(hub, "members/eve.yml", "name: Eve\njoined: 2026-06-01\ngithub: eve-example\n")
    assert changed(repository, Actor("Eve-Example")).problems == []
    assert blamed(changed(repository, STRANGER)) == ["members/eve.yml"]
    write(hub, "members/eve.yml", "name: Eve\njoined: 2026-06-01\n")
    (problem,) = changed(repository, STRANGER).problems
    assert (problem.code, problem.severity) == ("member-unowned", "warning")
    assert problem.hint == "if it is your own, add github: somebody"


def test_without_an_author_nobody_asks_whose_files_they_are_and_it_says_so(repository: Repository) -> None:
    write(repository.path / "hub", "members/ada-rossi.yml", f"{ADA}pronouns: she/her\n")
    found = changed(repository)
    assert blamed(found) == []
    assert "--actor" in found.notes[0]
    (repository.path / "hub/members/ada-rossi.yml").write_text(ADA)
    assert changed(repository).notes == []


def test_whose_a_file_is_is_asked_where_nothing_else_is_wrong(tmp_path: Path) -> None:
    made = Repository(tmp_path / "r")
    minimal_hub(made.path, **{"members/ada-rossi.yml": ADA})
    made.commit()
    write(made.path, "members/ada-rossi.yml", ADA.replace("Rossi", "R."))
    assert blamed(review_change(made.path, NOW, "HEAD", STRANGER)) == ["members/ada-rossi.yml"]


def test_nobody_gives_their_own_file_to_another_account(repository: Repository) -> None:
    hub = repository.path / "hub"
    repository.commit(files={"hub/content/community.yml": KEPT, "hub/content/teams/keepers.md": TEAM})
    write(hub, "members/ada-rossi.yml", "name: Torvalds\njoined: 2024-01-18\ngithub: torvalds\ngithub_id: 1024025\n")
    assert blamed(changed(repository, Actor("ada-example", 11))) == ["members/ada-rossi.yml"]
    # A login that changed is the same account.
    write(hub, "members/ada-rossi.yml", ADA.replace("ada-example", "ada-new"))
    assert blamed(changed(repository, Actor("ada-new", 11))) == []


def test_a_number_alone_says_whose_a_new_file_is(repository: Repository) -> None:
    hub = repository.path / "hub"
    repository.commit(files={"hub/content/community.yml": KEPT, "hub/content/teams/keepers.md": TEAM})
    write(hub, "members/eve.yml", "name: Eve\njoined: 2026-06-01\ngithub_id: 77\n")
    assert blamed(changed(repository, Actor("eve-example", 77))) == []
    assert blamed(changed(repository, Actor("somebody", 78))) == ["members/eve.yml"]


def test_a_number_that_is_not_the_account_s_is_told_as_such(repository: Repository) -> None:
    write(repository.path / "hub", "members/eve.yml", "name: Eve\njoined: 2026-06-01\ngithub: eve\ngithub_id: 77\n")
    (told,) = changed(repository, Actor("Eve", 78)).problems
    assert told.message == "the number at github_id is not that of the account Eve, from which this comes"
    assert told.hint == "write github_id: 78, or leave the line out"


def test_a_team_of_maintainers_that_is_not_there_gives_nobody_the_right(repository: Repository) -> None:
    hub = repository.path / "hub"
    repository.commit(files={"hub/content/community.yml": KEPT})
    write(hub, "members/bo-ek.yml", f"{BO}pronouns: he/him\n")
    assert blamed(changed(repository, ADA_HERSELF)) == ["members/bo-ek.yml"]


def test_who_was_a_maintainer_when_they_branched_off_is_none_any_more(repository: Repository) -> None:
    hub = repository.path / "hub"
    repository.commit(files={"hub/content/community.yml": KEPT, "hub/content/teams/keepers.md": TEAM})
    repository.git("switch", "--quiet", "--create", "mine")
    repository.git("switch", "--quiet", "main")
    repository.commit(files={"hub/content/teams/keepers.md": TEAM.replace("cy-lo", "bo-ek")})
    repository.git("switch", "--quiet", "mine")
    write(hub, "members/ada-rossi.yml", f"{ADA}pronouns: she/her\n")
    found = review_change(hub, NOW, "main", CY)
    assert blamed(found) == ["members/ada-rossi.yml"]


def test_a_name_with_odd_signs_is_told_on_one_line_and_blamed_on_the_change(repository: Repository) -> None:
    hub = repository.path / "hub"
    write(hub, "members/zoe\u00a0 li.yml", "name: Zoe\njoined: 2026-06-01\n")
    assert [one.code for one in changed(repository).problems] == ["file-name"]
    repository.git("mv", "hub/members/ada-rossi.yml", "hub/members/a\n\n# Approved.yml")
    for problem in changed(repository, STRANGER).problems:
        assert "\n" not in problem.path + problem.message


def test_what_gits_own_settings_do_to_files_is_the_changes_own(repository: Repository) -> None:
    hub = repository.path / "hub"
    write(hub, "members/ada-rossi.yml", ADA.encode("utf-16"))  # as working-tree-encoding would write it
    repository.git("update-index", "--assume-unchanged", "hub/members/ada-rossi.yml")
    write(hub, ".gitattributes", "members/ada-rossi.yml working-tree-encoding=UTF-16\n")
    assert "not-utf-8" in [one.code for one in changed(repository).problems]


@pytest.mark.parametrize("path", ["Members/bo-ek.yml", "Members/eve.yml", "members/Bo-Ek.yml"])
def test_a_path_that_some_disk_takes_for_a_members_file_is_asked_about(repository: Repository, path: str) -> None:
    """Where capitals make no other file, as on most Macs, it would take the place of a member's own."""
    repository.commit(files={"hub/content/community.yml": KEPT, "hub/content/teams/keepers.md": TEAM})
    write(repository.path / "hub", path, "name: Eve\njoined: 2026-06-01\ngithub: eve-example\n")
    assert blamed(changed(repository, Actor("eve-example"))) == [path]
    assert blamed(changed(repository, CY)) == []


def test_who_is_renamed_brings_no_warning_that_was_there_under_the_former_name(repository: Repository) -> None:
    hub = repository.path / "hub"
    event = "---\ntitle: E\nkind: chat\nstart: 2026-05\nhosts: [{0}]\ncredits: [{{member: {0}, gave: [{1}]}}]\n---\n"
    write(hub, "events/e.md", event.format("dee", "eventOrganizing"))
    repository.commit()
    (hub / "members/dee.yml").unlink()
    write(hub, "members/dee-dow.yml", "name: Dee\njoined: 2025-01-18\ngithub: dee-example\nformerly: [dee]\n")
    write(hub, "events/e.md", event.format("dee-dow", "eventOrganizing"))
    found = changed(repository)
    assert "credit-twice" not in [one.code for one in found.problems]
    assert "credit-twice" in [one.code for one in found.older]
    # Of somebody else it is new.
    write(hub, "events/e.md", event.format("cy-lo", "eventOrganizing"))
    assert "credit-twice" in [one.code for one in changed(repository).problems]


def test_an_account_that_somebody_adds_is_told_to_the_maintainer(repository: Repository) -> None:
    write(
        repository.path / "hub",
        "members/cy-lo.yml",
        "name: Cy Lo\njoined: 2025-01-18\ngithub: cy-example\naccounts: [x]\n",
    )
    found = changed(repository, Actor("cy-example")).problems
    assert [(one.code, one.severity, one.place) for one in found] == [
        ("account-unproven", "warning", "members/cy-lo.yml:4:12")
    ]
    assert "account-unproven" not in [one.code for one in changed(repository, Actor("ada-example", 11)).problems]
