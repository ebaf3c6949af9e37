"""The list of all rules, and the runner."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

from folkmoot.check import (
    accounts,
    addresses,
    ahead,
    calendars,
    codes,
    colours,
    contests,
    crediting,
    dates,
    duplicates,
    forgotten,
    hidden,
    identity,
    links,
    meant,
    moved,
    ownership,
    programs,
    quoting,
    references,
    repositories,
    scripts,
    series,
    translations,
    unnamed,
    watching,
)
from folkmoot.check.gathering import gathered
from folkmoot.check.ownership import Proposal
from folkmoot.model.community import Community
from folkmoot.model.problem import Problem


class Rule(NamedTuple):
    """A rule's code, what it asks for in one sentence, and what finds where it is not kept."""

    code: str
    asks: str
    find: Callable[[Community], Iterable[Problem]]
    of_languages: bool = False
    """Whether it says nothing while nobody knows the hub's languages: its own file cannot be read."""


class DatedRule(NamedTuple):
    """A rule that depends on the day."""

    code: str
    asks: str
    find: Callable[[Community, dt.date], Iterable[Problem]]


class ComparedRule(NamedTuple):
    """A rule about what became of the community, by what it was and is, and the day."""

    code: str
    asks: str
    find: Callable[[Community, Community, dt.date], Iterable[Problem]]


class ChangeRule(NamedTuple):
    """A rule about what a proposal may change."""

    code: str
    asks: str
    find: Callable[[Proposal], Iterable[Problem]]


RULES = (
    Rule("reference-missing", "Whoever and whatever a file names exists.", references.missing_records),
    Rule("file-missing", "Every picture and page a file names exists.", references.missing_files),
    Rule("file-unnamed", "What lies among the portraits is named by somebody.", unnamed.left_over_files),
    Rule("link-broken", "Links and pictures in texts lead to something that is there.", links.broken_links),
    Rule(
        "person-unnamed",
        "Whoever takes part in an event is a member, or has a name.",
        references.unnamed_people,
    ),
    Rule("zone-unknown", "Time zones are names from the IANA database.", dates.unknown_zones),
    Rule("time-skipped", "A time exists on its day: clocks skip an hour in spring.", dates.skipped_times),
    Rule("end-before-start", "Nothing ends before it starts.", dates.reversed_spans),
    Rule("rule-unusable", "A recurrence rule is one that calendars understand.", series.unusable_rules),
    Rule("start-astray", "A series starts on a day that its rule gives.", series.stray_starts),
    Rule("occurrence-astray", "What a series tells of a day, its rule gives that day.", series.stray_occurrences),
    Rule("account-twice", "A GitHub account belongs to one member.", accounts.shared_accounts),
    Rule("account-unlikely", "A GitHub account is written as GitHub has it.", accounts.unlikely_accounts),
    Rule("member-forgotten", "Nobody is a member who asked to be forgotten.", forgotten.forgotten_members),
    Rule("voucher-missing", "Where newcomers need a voucher, each names one.", identity.missing_vouchers),
    Rule("consent-missing", "What members write of themselves, they agree to have shown.", identity.unshown_keys),
    Rule("address-taken", "Two files do not want the same address on the site.", addresses.taken_addresses),
    Rule("language-taken", "A language is named once.", addresses.taken_languages, True),
    Rule("former-name-taken", "A former name is nobody else's name, today or before.", addresses.taken_former_names),
    Rule("translation-alone", "A translation stands beside an original.", translations.lonely_translations, True),
    Rule(
        "translation-needless",
        "A translation is in another language than its original.",
        translations.needless_translations,
        True,
    ),
    Rule("translation-empty", "A translation says what the original says.", translations.empty_translations, True),
    Rule(
        "language-unlisted", "A page is translated into a language of the hub.", translations.unlisted_languages, True
    ),
    Rule("page-script", "Nothing runs in a page that nobody looked at.", scripts.pages_with_scripts),
    Rule("file-script", "Nothing runs from a file that nobody looked at.", scripts.files_with_scripts),
    Rule("colour-unreadable", "Links in the hub's own colour can be read.", colours.unreadable_colours),
    Rule("country-unknown", "A country's code is one that there is.", codes.unknown_countries),
    Rule("language-unknown", "A language's tag is one that there is.", codes.unknown_languages),
    Rule("call-late", "A call for papers closes before the event begins.", dates.late_calls),
    Rule("entry-twice", "Entries of a contest have titles of their own.", contests.repeated_entries),
    Rule("judge-astray", "Judges are in the jury, and judge nothing they stand aside for.", contests.unknown_judges),
    Rule("published-late", "What appears later is dated no earlier.", dates.late_appearances),
    Rule("event-twice", "An event stands in one file.", duplicates.repeated_events),
    Rule("credit-twice", "Credit is given once.", crediting.repeated_credits),
    Rule("feed-twice", "A feed belongs to one member.", duplicates.repeated_feeds),
    Rule("watch-wordless", "It is said what to look out for in what is watched.", watching.wordless_watches),
    Rule("calendar-twice", "A calendar is read once.", calendars.repeated_calendars),
    Rule("repository-twice", "A repository stands in a list once.", repositories.repeated_repositories),
    Rule("repository-page", "A repository is named by its own address.", repositories.repository_pages),
    Rule("bot-member", "No member is named among the programs.", programs.members_as_programs),
    Rule("bot-sign", "A program is named as histories name it, without @.", programs.programs_with_signs),
    Rule("repository-missing", "A repository that is named as a folder is there.", repositories.missing_folders),
    Rule("calendar-page", "A calendar's address leads to the calendar itself.", calendars.calendar_pages),
    Rule("feed-calendar", "What is named as a feed is no calendar.", calendars.calendars_as_feeds),
    Rule("calendar-secret", "A calendar's secret address is not published.", calendars.secret_calendars),
    Rule("name-placeholder", "A member's file has a name of its own.", identity.placeholders),
    Rule("hidden-named", "Who is hidden is named nowhere.", identity.hidden_names),
    Rule("hidden-told", "What people write names nobody who is hidden.", hidden.names_in_texts),
    Rule("quotes-shown", "Names and words stand without curly quotation marks.", quoting.quoted_names),
    Rule("members-none", "A hub has members.", identity.no_members),
)


DATED_RULES = (
    DatedRule("day-ahead", "Nobody joined or agreed on a day that is still to come.", ahead.days_ahead),
    DatedRule("told-ahead", "What came of an event is told when it has begun.", ahead.told_ahead),
)
"""What `folkmoot check` asks beyond `RULES`: a site can be built as of any day."""

COMPARED_RULES = (
    ComparedRule("sequence-forgotten", "Who moves an event that is still to come counts it.", moved.uncounted_moves),
    ComparedRule("hidden-removed", "Who is hidden stays so: by the name in their file.", hidden.forgotten_names),
)
"""What `folkmoot check --changed-since` asks beyond these, whoever proposes the change."""

CHANGE_RULES = (
    ChangeRule(
        "member-of-another",
        "A member's file is changed by the member, or by a maintainer.",
        ownership.strangers_files,
    ),
    ChangeRule("account-unproven", "An account that a member adds is known to be theirs.", ownership.claimed_accounts),
)
"""What `folkmoot check` asks of a proposal whose author it knows."""


def problems_of(community: Community, faults: Iterable[Problem] = ()) -> list[Problem]:
    """What the rules find, with the `faults` met while reading, by file; what has one cause is told once."""
    return gathered(findings(community, faults))


def findings(community: Community, faults: Iterable[Problem] = (), today: dt.date | None = None) -> list[Problem]:
    """What the rules find, with the `faults` met while reading: each place by itself.

    Those that depend on the day are asked where `today`, the community's day, is given. Lines and columns are for
    `load.located` to find.
    """
    rules = [rule for rule in RULES if community.profile.path or not rule.of_languages]
    found = [
        *map(dates.with_zone, meant.with_names(faults, community)),
        *(problem for rule in rules for problem in rule.find(community)),
    ]
    if today is not None:
        found += [problem for rule in DATED_RULES for problem in rule.find(community, today)]
    return found
