"""Every rule has files that keep it and files that break it, and says where, what, and what would be right."""

import datetime as dt
from pathlib import Path

import pytest

from folkmoot.build import draft
from folkmoot.check import RULES, gathered, problems_of
from folkmoot.check.addresses import is_list, is_made
from folkmoot.check.rules import Rule
from folkmoot.load.community import load_community
from folkmoot.model.instant import instant
from folkmoot.model.problem import Problem
from folkmoot.model.reserved import RESERVED
from folkmoot.render.pages import pages_of
from support import (
    broken_accounts,
    broken_addresses,
    broken_dates,
    broken_facts,
    broken_links,
    broken_pages,
    broken_repositories,
    broken_rules,
    broken_translations,
)
from support.broken_rules import BO, HEAD, PHOTO_AGREED, Broken, community, event, member, series
from support.hubs import PICTURE, found, minimal_hub, told

PHOTO = {"content/photos/ada.webp": PICTURE}
BREAKS = (
    broken_rules.BREAKS
    | broken_accounts.BREAKS
    | broken_addresses.BREAKS
    | broken_dates.BREAKS
    | broken_facts.BREAKS
    | broken_links.BREAKS
    | broken_pages.BREAKS
    | broken_repositories.BREAKS
    | broken_translations.BREAKS
)

KEEPS: dict[str, dict[str, str]] = {
    "reference-missing": member("invited_by: ada-rossi")
    | event(
        "start: 2026-05\nspeakers: [ada-rossi, {name: Zoe}]\n"
        "credits: [{member: ada-rossi, gave: [video]}]\noccurrences: []\n"
    ),
    "file-missing": PHOTO
    | member(f"photo: photos/ada.webp\n{PHOTO_AGREED}")
    | community("policies: {terms: index.md}"),
    "person-unnamed": event(
        "start: 2026-05\nspeakers: [{name: Bo, url: https://bo.eu}, {member: ada-rossi, talk: A}]\n"
    ),
    "entry-twice": event(
        "start: 2026-05\ncontest: {entries: [{title: A, by: [ada-rossi]}, {title: B, by: [ada-rossi]}]}\n"
    ),
    "judge-astray": event(
        "start: 2026-05\ncontest: {jury: [ada-rossi, {name: Zoe}], entries: "
        "[{title: A, by: [{name: Bo}], conflicts: [Zoe, {judge: ada-rossi, why: It is hers}]}]}\n"
    ),
    "zone-unknown": member("timezone: America/Argentina/Buenos_Aires") | community("timezone: UTC"),
    "time-skipped": event("start: 2026-03-29 03:00\nend: 2026-10-25 02:30\n") | community("timezone: Europe/Rome"),
    "end-before-start": event("start: 2026-05-14 19:00\nend: 2026-05\n"),
    "rule-unusable": series("", "FREQ=MONTHLY;BYDAY=1TU"),
    "start-astray": event("start: 2026-06-30 19:00\nrecurrence: {rule: FREQ=MONTHLY;BYDAY=-1TU}\n")
    | {
        "events/monthly.md": f"{HEAD}start: 2026-06\nrecurrence: {{rule: FREQ=MONTHLY;BYDAY=-1TU}}\n---\n",
        "events/meant.md": f"{HEAD.replace('Chat', 'Meant')}start: 2026-06-23\n"
        "recurrence: {rule: FREQ=MONTHLY;BYDAY=-1TU}\n"
        "occurrences: [{date: 2026-06-23}]\n---\n",
        "events/off.md": f"{HEAD.replace('Chat', 'Off')}start: 2026-06-23\nrecurrence: {{rule: FREQ=MONTHLY;BYDAY=-1TU,"
        " exceptions: [{date: 2026-06-23}]}\n---\n",
    },
    "occurrence-astray": series(
        "  exceptions: [{date: 2026-03-10, moved_to: 2026-03-12}]\n"
        "occurrences: [{date: 2026-03-12}, {date: 2026-03-17}]\n"
    ),
    "account-twice": member("github: bo-ek\ngithub_id: 7"),
    "voucher-missing": member("invited_by: ada-rossi")
    | community("founders: [ada-rossi]\npolicies: {membership: vouched}"),
    "consent-missing": PHOTO
    | member(
        "skills: [sewing]\nphoto: photos/ada.webp\nstatus: away\ninvited_by: ada-rossi\nlocation:\n  city:\n"
        "consent: {profile: 2024-01-31, photo: 2024-01-31}"
    )
    | {
        "members/named.yml": f"{BO}skills: [sewing]\nvisibility: name\n",
        "members/hidden.yml": f"{BO}bio: I sew.\nphoto: photos/ada.webp\nvisibility: hidden\n",
        "members/plain.yml": f"{BO}status: away\ninvited_by: ada-rossi\ngithub: plain\nlocation:\n  city:\n"
        "links: [{label: A, url: https://a.example}]\nfeeds: [{url: https://a.example/f}]\n",
    },
    "address-taken": {
        "content/members/index.md": "x",
        "content/past.md": "x",
        "content/assets/lamp.webp": PICTURE,
        "content/join.md": "x",
        "content/pictures/index.webp": PICTURE,
    },
    "language-taken": community("languages: [pt, pt-BR, en]"),
    "former-name-taken": member("formerly: [bo, bo-e]")
    | event("start: 2026-05\nformerly: [bo]\n")
    | {"content/guide.md": "---\nformerly: [Guides/Old Page.md, bo.md]\n---\nx"},
    "colour-unreadable": community('colours: {primary: "#ffee00", accent: "#c2410c"}'),
    "members-none": {},
    **broken_accounts.KEEPS,
    **broken_facts.KEEPS,
    **broken_links.KEEPS,
    **broken_pages.KEEPS,
    **broken_repositories.KEEPS,
    **broken_translations.KEEPS,
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_files_that_break_it_and_files_that_keep_it(rule: Rule) -> None:
    assert rule.code in KEEPS, f"{rule.code} has no example that keeps it"
    assert BREAKS.get(rule.code), f"{rule.code} has no example that breaks it"
    assert rule.asks.endswith(".")


def test_no_example_is_left_of_a_rule_that_is_gone() -> None:
    assert KEEPS.keys() == BREAKS.keys() == {rule.code for rule in RULES}
    assert len({rule.code for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(("code", "broken"), [(code, one) for code, all_of in BREAKS.items() for one in all_of])
def test_what_breaks_a_rule_is_told_with_place_value_and_what_is_right(
    tmp_path: Path, code: str, broken: Broken
) -> None:
    problems = found(minimal_hub(tmp_path, **broken.files))
    # In many examples pages are files of HTML; that these could run something is no matter there.
    problems = [problem for problem in problems if code == "file-script" or problem.code != "file-script"]
    assert [problem.code for problem in problems] == [code]
    place, said, hint = told(problems[0])
    assert place == broken.place
    assert broken.message in said
    assert broken.hint in hint
    assert problems[0].severity == broken.severity
    assert not said.endswith("."), "one sentence, to be followed by the value"


@pytest.mark.parametrize("code", KEEPS)
def test_what_keeps_a_rule_is_no_problem(tmp_path: Path, code: str) -> None:
    assert found(minimal_hub(tmp_path, **KEEPS[code])) == []


def test_the_first_and_the_last_day_of_the_calendar_are_days(tmp_path: Path) -> None:
    keys = "start: 1000-01-01 00:00\nend: 2999-12-31 23:59\nrecurrence: {rule: FREQ=YEARLY}\n"
    minimal_hub(tmp_path, **event(f"{keys}occurrences: [{{date: 1001-01-01}}]\n"))
    assert found(tmp_path) == []


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
@pytest.mark.parametrize("until", ["99991231T235959Z", "99991231", "00010101T000000Z"])
def test_a_rule_may_end_where_the_calendar_does(tmp_path: Path, zone: str, until: str) -> None:
    keys = f"start: 2026-03-03 19:00\ntimezone: {zone}\nrecurrence: {{rule: FREQ=WEEKLY;UNTIL={until}}}\n"
    minimal_hub(tmp_path, **event(f"{keys}occurrences: [{{date: 2026-03-03}}]\n"))
    assert found(tmp_path) == []


def test_what_is_told_of_a_moved_day_and_of_the_regular_day_it_was_moved_to_is_told_once_each(tmp_path: Path) -> None:
    moved = "  exceptions: [{date: 2026-03-10, moved_to: 2026-03-17 18:00}]\n"
    minimal_hub(tmp_path, **series(f"{moved}occurrences: [{{date: 2026-03-10}}, {{date: 2026-03-17}}]\n"))
    assert found(tmp_path) == []


TRANSLATED = {
    "events/meeting.fr.md": "---\ntitle: Rencontre\n---\n\nBonjour\n",
    "events/meeting.pt-BR.md": "---\ntitle: Encontro\n---\n\nOi\n",
    "content/teams/hosts.md": "---\ntitle: Hosts\n---\n\nHi\n",
    "content/teams/hosts.fr.md": "---\ntitle: Accueil\n---\n\nBonjour\n",
    "content/about.md": "# Us\n",
    "content/about.fr.md": "# Nous\n",
    "content/community.fr.yml": "tagline: Nous réparons\n",
    "content/join.fr.md": "# Venez\n",
    "content/notes.api.md": "# API\n",
}
RIGHT = "name: Test Moot\ntimezone: Europe/Rome\nlanguages: [en, fr, pt-BR]\ntagline: We mend\nnotice: Closed\n"


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("tagline: We mend", "tagline: We: mend", "yaml-syntax"),
        ("languages:", "langages:", "unknown-key"),
        ("tagline:", "tag:", "unknown-key"),
        ("name: Test Moot\n", "", "key-missing"),
        ("[en, fr, pt-BR]", "[en, fr, Portuguese]", "format"),
        ("[en, fr, pt-BR]", "en, fr, pt-BR", "type"),
        ("[en, fr, pt-BR]", "[]", "empty"),
        ("[en, fr, pt-BR]", "[en, fr, pt-BR, fr]", "language-taken"),
        ("Europe/Rome", "Rome, Italy", "format"),
        ("Europe/Rome", "CET", "zone-unknown"),
        ("Europe/Rome", "Europe/Rome\ntimezone: Europe/Rome", "key-twice"),
    ],
)
def test_a_mistake_in_the_communitys_file_is_told_once_and_not_wherever_a_language_is_used(
    tmp_path: Path, right: str, wrong: str, code: str
) -> None:
    files = {**TRANSLATED, "content/community.fr.yml": "tagline: Nous réparons\nnotice: Fermé\n"}
    minimal_hub(tmp_path, **files, **{"content/community.yml": RIGHT})
    assert found(tmp_path) == []
    minimal_hub(tmp_path, **files, **{"content/community.yml": RIGHT.replace(right, wrong)})
    assert [(problem.path, problem.code) for problem in found(tmp_path)] == [("content/community.yml", code)]


def test_what_else_is_wrong_is_told_beside_a_mistake_in_the_communitys_file(tmp_path: Path) -> None:
    broken = {"events/meeting.fr.md": "---\ntitel: Rencontre\n---\n", "content/community.yml": "name: A: B\n"}
    minimal_hub(tmp_path, **TRANSLATED | broken)
    assert {problem.path for problem in found(tmp_path)} == {"content/community.yml", "events/meeting.fr.md"}


def test_a_language_that_was_forgotten_is_told_once_beside_the_list(tmp_path: Path) -> None:
    problems = found(minimal_hub(tmp_path, **TRANSLATED, **{"content/community.yml": RIGHT.replace("fr, ", "")}))
    assert [told(problem) for problem in problems] == [
        (
            "content/community.yml:3:12",
            (
                "“fr” is no language of this hub, and 4 files are named as translations into it: content/about.fr.md,"
                " content/community.fr.yml and 2 more"
            ),
            "add “fr” to languages; a file that is no translation needs another name",
        )
    ]
    assert problems[0].severity == "error"


def test_very_many_warnings_are_no_error_and_one_error_among_them_is(tmp_path: Path) -> None:
    strays = [f"{{date: {dt.date(2026, 3, 4) + dt.timedelta(weeks=week)}}}" for week in range(30)]
    minimal_hub(tmp_path, **series(f"occurrences: [{', '.join(strays)}]\n"))
    problems = found(tmp_path)
    assert [problem.code for problem in problems].count("more-problems") == 1
    assert {problem.severity for problem in problems} == {"warning"}
    doubled = [*strays, strays[0]]
    minimal_hub(tmp_path, **series(f"occurrences: [{', '.join(doubled)}]\n"))
    assert {problem.severity for problem in found(tmp_path)} == {"warning", "error"}
    first, *others = (Problem("a", "c", str(number), severity="warning") for number in range(30))
    more = next(one for one in gathered([first, *others, Problem("a", "c", "too")]) if one.code == "more-problems")
    assert (more.code, more.severity) == ("more-problems", "error")


def test_one_missing_person_named_a_thousand_times_does_not_fill_the_screen(tmp_path: Path) -> None:
    names = ", ".join(f"zoe-{number}" for number in range(1000))
    problems = found(minimal_hub(tmp_path, **event(f"start: 2026-05\nattendees: [{names}]\n")))
    assert len(problems) == 21
    assert told(problems[0]) == ("events/chat.md", "980 more are wrong in this file", "mend the first ones first")


def test_thousands_who_did_not_agree_do_not_fill_the_screen(tmp_path: Path) -> None:
    members = {f"members/bo-{number}.yml": f"{BO}skills: [sewing]\n" for number in range(1021)}
    problems = found(minimal_hub(tmp_path, **members))
    assert len(problems) == 21
    assert {(problem.code, problem.severity) for problem in problems} == {("consent-missing", "warning")}
    assert told(problems[0]) == (
        "members", "1,001 more members have written what is not shown", "mend the first ones first",
    )  # fmt: skip
    for number in range(20, 1021):
        (tmp_path / f"members/bo-{number}.yml").unlink()
    assert len(found(tmp_path)) == 20


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("content/photos/{}.webp", "file-unnamed", "2 more files that nobody names are not published"),
        ("content/program/{}.js", "file-script", "2 more files can run scripts"),
    ],
)
def test_a_folder_of_files_does_not_fill_the_screen(tmp_path: Path, path: str, code: str, said: str) -> None:
    minimal_hub(tmp_path, **{path.format(f"{number:02}"): PICTURE for number in range(22)})
    problems = found(tmp_path)
    assert {(problem.code, problem.severity) for problem in problems} == {(code, "warning")}
    assert (len(problems), problems[0].place, problems[0].sentence) == (21, "content", said)


def test_one_missing_person_is_one_problem_however_many_name_them(tmp_path: Path) -> None:
    (text,) = event("start: 2026-05\nhosts: [zoe]\n").values()
    files = {f"events/chat-{number:02}.md": text for number in range(24)}
    (problem,) = found(minimal_hub(tmp_path, **files))
    assert (problem.place, problem.message) == ("events/chat-00.md:5:9", "there is no member “zoe”")
    assert [one.place for one in problem.also] == [f"events/chat-{number:02}.md:5:9" for number in range(1, 24)]
    assert problem.paths == files.keys()
    assert problem.elsewhere.startswith("the same in events/chat-01.md:5:9, events/chat-02.md:5:9, ")
    assert problem.elsewhere.endswith("events/chat-20.md:5:9 and 3 more places")


def test_problems_are_ordered_by_file_and_each_is_told_once(tmp_path: Path) -> None:
    files = member(f"photo: a.webp\ntimezone: EDT\n{PHOTO_AGREED}") | event("start: 2026-05\nhosts: [zoe]\n")
    problems = problems_of(load_community(minimal_hub(tmp_path, **files)).community)
    assert [problem.path for problem in problems] == ["events/chat.md", "members/bo-ek.yml", "members/bo-ek.yml"]
    assert len(set(problems)) == len(problems)


def test_the_sites_own_addresses_are_those_that_rendering_uses(repository: Path) -> None:
    hub, _, _ = draft(repository / "docs/examples/hub", instant("2026-06-15", "", lambda: pytest.fail("given")))
    assert hub is not None
    own = {
        page.address.removeprefix(page.prefix).rstrip("/")
        for page in pages_of(hub)
        if not page.family and not page.authored and page.address != page.prefix
    }
    assert [address for address in sorted(own) if not is_list(address)] == []
    assert not is_list("events/past/party")
    stamped = {page.address.removeprefix(page.prefix).rstrip("/") for page in pages_of(hub) if page.family}
    records = {f"{family}/{record.slug}" for family, record in hub.community.addressed()}
    assert [address for address in sorted(stamped - records) if not is_made(address)] == []
    reserved = {f"{family}/{slug}" for family, slugs in RESERVED.items() for slug in slugs - {"index"}}
    assert [address for address in reserved if not (is_list(address) or is_made(address))] == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [("PT (Pacific Time)", "America/Los_Angeles"), ("Eastern Time (ET)", "America/New_York"), ("Zürich", "Zurich")],
)
def test_of_a_text_that_no_zone_is_called_by_the_likely_zone_is_told(tmp_path: Path, written: str, meant: str) -> None:
    minimal_hub(tmp_path, **{"members/bo-ek.yml": f"name: Bo Ek\njoined: 2024-01-31\ntimezone: {written}\n"})
    (problem,) = found(tmp_path)
    assert (problem.code, problem.value, meant in problem.hint) == ("format", written, True)
