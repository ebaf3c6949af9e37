"""The list of all rules, and the runner."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from folkmoot.check import addresses, colours, dates, identity, references, scripts, series, translations
from folkmoot.check.gathering import gathered
from folkmoot.model.community import Community
from folkmoot.model.problem import Problem


class Rule(NamedTuple):
    """A rule's code, what it asks for in one sentence, and what finds where it is not kept."""

    code: str
    asks: str
    find: Callable[[Community], Iterable[Problem]]
    of_languages: bool = False
    """Whether it says nothing while nobody knows the hub's languages: its own file cannot be read."""


RULES = (
    Rule("reference-missing", "Whoever and whatever a file names exists.", references.missing_records),
    Rule("file-missing", "Every picture and page a file names exists.", references.missing_files),
    Rule("person-unnamed", "A speaker or winner is a member, or has a name.", references.unnamed_people),
    Rule("zone-unknown", "Time zones are names from the IANA database.", dates.unknown_zones),
    Rule("time-skipped", "A time exists on its day: clocks skip an hour in spring.", dates.skipped_times),
    Rule("end-before-start", "Nothing ends before it starts.", dates.reversed_spans),
    Rule("rule-unusable", "A recurrence rule is one that calendars understand.", series.unusable_rules),
    Rule("start-astray", "A series starts on a day that its rule gives.", series.stray_starts),
    Rule("occurrence-astray", "What a series tells of a day, its rule gives that day.", series.stray_occurrences),
    Rule("account-twice", "A GitHub account belongs to one member.", identity.shared_accounts),
    Rule("voucher-missing", "Where newcomers need a voucher, each names one.", identity.missing_vouchers),
    Rule("consent-missing", "What members write of themselves, they agree to have shown.", identity.unshown_keys),
    Rule("address-taken", "Two files do not want the same address on the site.", addresses.taken_addresses),
    Rule("language-taken", "A language is named once, and has a folder to itself.", addresses.taken_languages, True),
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
    Rule("colour-unreadable", "Links in the hub's own colour can be read.", colours.unreadable_colours),
    Rule("members-none", "A hub has members.", identity.no_members),
)


def problems_of(community: Community, faults: Iterable[Problem] = ()) -> list[Problem]:
    """What the rules find, with the `faults` met while reading, by file; what has one cause is told once."""
    return gathered(findings(community, faults))


def findings(community: Community, faults: Iterable[Problem] = ()) -> list[Problem]:
    """What the rules find, with the `faults` met while reading: each place by itself.

    Lines and columns are for `load.located` to find.
    """
    rules = [rule for rule in RULES if community.profile.path or not rule.of_languages]
    return [*faults, *(problem for rule in rules for problem in rule.find(community))]
