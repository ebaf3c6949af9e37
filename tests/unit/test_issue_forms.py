"""The forms for those who have no git: what they ask, that GitHub takes them, and whose files they are."""

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from folkmoot.contribute.forms import forms_of, refresh_forms
from folkmoot.contribute.initiate import Answers, new_hub
from folkmoot.errors import FolkmootError, WrongUse
from folkmoot.load.issue_forms import read_form
from folkmoot.model.community import Policies, Profile, Welcome
from folkmoot.model.event import EventKind, EventStatus
from folkmoot.model.families import FAMILIES
from folkmoot.model.member import Consent, MemberFeed
from folkmoot.model.project import ProjectStatus
from folkmoot.render.asking.questions import questions
from folkmoot.render.asking.words import AVATARS, VOUCHED
from folkmoot.render.issue_forms.documents import FOLDER, MARK, issue_forms
from folkmoot.render.issue_forms.questions import FORMS, WORDS
from folkmoot.render.schemas.kinds import keys_of
from folkmoot.render.wording.tongue import catalogues
from support.form_faults import faults_of_form
from support.hubs import minimal_hub, write

PROFILE = Profile(
    name="Test Moot",
    languages=("en", "fr"),
    contact="https://moot.example/*talk*",
    policies=Policies(membership="vouched"),
    welcome=Welcome(answers_within="two @days"),
)
FORM = "name: A\ndescription: B\nbody:\n  - type: input\n    id: one\n    attributes: {label: One}\n"


def _made(profile: Profile = PROFILE, **more: str) -> dict[str, str]:
    return {one.path.rpartition("/")[2]: one.content.decode() for one in issue_forms(profile, **more)}


def _asked(text: str) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in yaml.safe_load(text)["body"] if one["type"] != "markdown"}


def _in(language: str) -> Profile:
    return PROFILE.model_copy(update={"languages": (language, "pt-BR")})


@pytest.mark.parametrize("language", [*sorted(catalogues()), "de"])
def test_github_takes_every_form(language: str, tmp_path: Path) -> None:
    """By its JSON Schema, and by what that does not say."""
    made = _made(_in(language), site_url="https://moot.example/", team="The *team*")
    for name, text in made.items():
        write(tmp_path, name, text)
        assert name == "config.yml" or faults_of_form(text) == []
    checker = [str(Path(sys.executable).parent / "check-jsonschema"), "--builtin-schema"]
    for schema, names in (("config", {"config.yml"}), ("forms", made.keys() - {"config.yml"})):
        asked = [*checker, f"vendor.github-issue-{schema}", *names]
        done = subprocess.run(asked, cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode()


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        (FORM.replace("id: one", "id: o.ne"), "has other letters"),
        (FORM.replace("One", "yes"), "label is no text: True"),
        (FORM.replace("One", "2026-01-01"), "label is no text"),
        (FORM.replace("name: A", 'name: " "'), "name is no text"),
        (FORM.replace("description: B\n", ""), "description is missing"),
        (FORM.replace("type: input", "type: markdown"), "asks for nothing"),
        (f"{FORM}  - type: input\n    id: one\n    attributes: {{label: Two}}\n", "the id one stands twice"),
        (f"{FORM}  - type: input\n    id: two\n    attributes: {{label: one!}}\n", "the label one stands twice"),
        (FORM.replace("type: input", "type: dropdown").replace("One", "One, options: [no, a]"), "no text: False"),
        (FORM.replace("type: input", "type: dropdown").replace("One", "One, options: [none, a]"), "GitHub's own"),
        (FORM.replace("type: input", "type: dropdown").replace("One", "One, options: [a, a]"), "stands twice"),
        (FORM.replace("type: input", "type: dropdown"), "nothing can be chosen"),
    ],
)
def test_a_form_that_github_refuses_is_found(form: str, fault: str) -> None:
    assert faults_of_form(FORM) == []
    assert any(fault in one for one in faults_of_form(form))


@pytest.mark.parametrize("name", FORMS)
def test_a_form_asks_for_keys_of_its_record_in_their_order(name: str) -> None:
    asking = FORMS[name]
    record = MemberFeed if name == "feed" else FAMILIES[asking.family].record
    keys = [question.key.partition(".")[0] for question in asking.questions if question.key]
    order = keys_of(record)
    assert keys == sorted(keys, key=order.index)
    needed = {key for key, field in record.model_fields.items() if field.is_required()} - {"joined"}
    assert needed == {one.key for one in asking.questions if one.needed and not one.vouched}
    assert len({question.id for question in asking.questions}) == len(asking.questions)


def test_what_can_be_chosen_are_the_words_of_the_formats() -> None:
    words = {(name, one.key): one.words for name, form in FORMS.items() for one in form.questions if one.words}
    assert words["event", "kind"] == get_args(EventKind)
    assert words["project", "status"] == get_args(ProjectStatus)
    # Nobody proposes what does not take place.
    assert words["event", "status"] == tuple(word for word in get_args(EventStatus) if word != "cancelled")
    assert {word for some in words.values() for word in some or ()} <= WORDS.keys()


def test_each_scope_of_consent_is_a_box_of_its_own_that_nobody_has_to_tick() -> None:
    for language in ("en", "it"):
        asked = _asked(_made(_in(language))["member.yml"])
        boxes = {key: one for key, one in asked.items() if one["type"] == "checkboxes"}
        assert list(boxes) == [f"consent-{scope}" for scope in Consent.model_fields]
        for one in boxes.values():
            assert one["attributes"]["description"]
            assert [option.keys() for option in one["attributes"]["options"]] == [{"label"}]


def test_what_depends_on_the_hub_is_asked_where_it_matters() -> None:
    vouched, alone = _made()["member.yml"], _made(Profile(name="Alone"))["member.yml"]
    assert {"invited_by", "bio_language"} <= _asked(vouched).keys()
    assert not {"invited_by", "bio_language"} & _asked(alone).keys()
    assert _asked(vouched)["bio_language"]["attributes"]["options"] == ["English", "French"]


def test_the_opening_says_what_becomes_public_what_happens_and_who_answers() -> None:
    made = _made(team="The *team*")
    for name in FORMS:
        opening = yaml.safe_load(made[f"{name}.yml"])["body"][0]["attributes"]["value"]
        assert "public at once" in opening
        assert "You need no git" in opening
        assert "within `two @days`" in opening
        assert "`The *team*`" in opening
        assert "<https://moot.example/*talk*>" in opening
    assert "answers within" not in _made(Profile(name="Quiet"))["event.yml"]


def test_nothing_english_stands_in_a_form_of_another_language() -> None:
    for name in FORMS:
        english, french = (_asked(_made(_in(language))[f"{name}.yml"]).values() for language in ("en", "fr"))
        for key in ("label", "description"):
            said = [{one["attributes"].get(key, "") for one in asked} - {""} for asked in (english, french)]
            assert said[0] & said[1] == set(), name


def test_the_forms_there_ask_in_the_words_of_the_site() -> None:
    for name, asking in FORMS.items():
        known = {one.key: one for one in questions("member" if name == "feed" else name)}
        if name == "feed":
            known = {one.key: one for one in known["feeds"].rows}
        for one in asking.questions:
            words = known[one.key or "text"].words
            assert one.label == words.label
            assert one.hint in (words.help, words.written, VOUCHED)
            assert one.needed == (known[one.key or "text"].needed or one.vouched)


def test_who_has_to_be_vouched_for_is_told_what_that_is() -> None:
    asked = _asked(_made()["member.yml"])["invited_by"]
    assert asked["validations"] == {"required": True}
    assert asked["attributes"]["description"] == VOUCHED


def test_who_agrees_to_a_picture_is_told_that_it_may_be_that_of_the_account() -> None:
    def told(**sources: bool) -> str:
        profile = Profile.model_validate({"name": "X", "sources": sources})
        return str(_asked(_made(profile)["member.yml"])["consent-photo"]["attributes"]["description"])

    assert told(github_avatars=True) == AVATARS
    assert "GitHub" not in told()


def test_whoever_finds_no_form_can_ask_a_person() -> None:
    link = yaml.safe_load(_made()["config.yml"])["contact_links"][0]
    assert link["url"] == "https://moot.example/*talk*"
    profile = Profile(name="X", contact="x@moot.example")
    link = yaml.safe_load(_made(profile, site_url="https://moot.example/")["config.yml"])["contact_links"][0]
    assert link["url"] == "https://moot.example/join/"
    assert "contact_links" not in yaml.safe_load(_made(profile)["config.yml"])


def test_the_hubs_own_reader_knows_every_form() -> None:
    for name in FORMS:
        text = _made()[f"{name}.yml"]
        form = read_form(text.encode(), name)
        assert [field.id for field in form.fields] == list(_asked(text))
        assert form.labels == (f"folkmoot-{name}",)


def test_the_sample_hubs_forms_are_those_that_its_files_give(repository: Path) -> None:
    for form in forms_of(repository):
        assert (repository / form.path).read_bytes() == form.content, f"{form.path}: write it with: folkmoot forms"


def test_forms_are_written_and_written_again_but_not_over_anybodys_own(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path)
    own = write(root, f"{FOLDER}/event.yml", "name: Ours\n")
    bug = write(root, f"{FOLDER}/bug.yml", "name: A bug\n")
    done = refresh_forms(root)
    assert [Path(path).stem for path in done.written] == ["config", "feed", "member", "project"]
    assert done.kept == (f"{FOLDER}/event.yml",)
    assert (own.read_text(), bug.read_text()) == ("name: Ours\n", "name: A bug\n")
    member = root / FOLDER / "member.yml"
    member.write_text(f"{MARK}\nname: Older\n")
    again = refresh_forms(root)
    assert (again.written, len(again.right)) == ((f"{FOLDER}/member.yml",), 3)
    assert member.read_text() != f"{MARK}\nname: Older\n"


def test_what_lies_behind_a_link_is_not_written(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path / "hub")
    elsewhere = write(tmp_path, "elsewhere/member.yml", f"{MARK}\n").parent
    (root / ".github").mkdir()
    (root / FOLDER).symlink_to(elsewhere, target_is_directory=True)
    assert len(refresh_forms(root).kept) == 5
    assert (elsewhere / "member.yml").read_text() == f"{MARK}\n"
    (root / FOLDER).unlink()
    (root / FOLDER).mkdir()
    (root / FOLDER / "member.yml").symlink_to(elsewhere / "member.yml")
    (root / FOLDER / "event.yml").mkdir()
    assert [Path(path).stem for path in refresh_forms(root).kept] == ["event", "member"]
    assert (root / FOLDER / "member.yml").is_symlink()


def test_a_hub_that_cannot_be_read_gets_no_forms(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="is no hub"):
        refresh_forms(tmp_path)
    with pytest.raises(FolkmootError, match=re.escape("content/community.yml")):
        refresh_forms(minimal_hub(tmp_path, **{"content/community.yml": "nome: X\n"}))
    assert not (tmp_path / ".github").exists()


def test_a_new_hub_has_the_forms_that_its_files_give(tmp_path: Path) -> None:
    answers = Answers(name="Lampe & co.", languages=("fr", "en"), repository="lampe/hub")
    made = new_hub(answers, dt.datetime(2026, 6, 15, tzinfo=dt.UTC))
    for artifact in made:
        write(tmp_path, artifact.path, artifact.content)
    assert refresh_forms(tmp_path).right == tuple(one.path for one in made if one.path.startswith(FOLDER))
