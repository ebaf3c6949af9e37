"""Why a source could not be read, in the reader's language: the archive says it in English."""

import re

from folkmoot.render.wording.tongue import N_, Tongue

_LATER = r"(?:, not before [-0-9]+ [:0-9]+ UTC)?"
"""When a busy server wanted to be asked again, which is over by the time that somebody reads of it."""

_KNOWN = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"is gone for good \(410\)", N_("is gone for good (410)")),
        (rf"asks to come back later \((?P<code>\d+)\){_LATER}", N_("asks to come back later (%(code)s)")),
        (r"asks for a password \((?P<code>\d+)\)", N_("asks for a password (%(code)s)")),
        (r"refuses robots \(403\)", N_("refuses robots (403)")),
        (r"is not there \(404\)", N_("is not there (404)")),
        (r"is barred for legal reasons \(451\)", N_("is barred for legal reasons (451)")),
        (r"has an error of its own \((?P<code>\d+)\)", N_("has an error of its own (%(code)s)")),
        (
            r"answers with a status that is no feed \((?P<code>\d+)\)",
            N_("answers with a status that is no feed (%(code)s)"),
        ),
        (r"answers with an empty document", N_("answers with an empty document")),
        (r"answers with a web page, not a feed", N_("answers with a web page, not a feed")),
        (r"answers with something that is no feed", N_("answers with something that is no feed")),
        (r"is larger than (?P<size>\d+) MB", N_("is larger than %(size)s MB")),
        (r"redirects more than (?P<times>\d+) times", N_("redirects more than %(times)s times")),
        (
            r"did not answer completely within (?P<seconds>[\d.]+) seconds",
            N_("did not answer completely within %(seconds)s seconds"),
        ),
        (r"(?P<host>\S+) did not answer in time", N_("%(host)s did not answer in time")),
        (r"(?P<host>\S+) refuses connections", N_("%(host)s refuses connections")),
        (r"(?P<host>\S+) could not be reached", N_("%(host)s could not be reached")),
        (
            r"(?P<host>\S+) broke off before the answer was complete",
            N_("%(host)s broke off before the answer was complete"),
        ),
        (r"the certificate of (?P<host>\S+) is not valid", N_("the certificate of %(host)s is not valid")),
        (
            r"the host (?P<host>\S+) does not exist, or its name could not be looked up",
            N_("the host %(host)s does not exist, or its name could not be looked up"),
        ),
        (
            r"the host (?P<host>\S+) is no public address; only the public internet is read",
            N_("the host %(host)s is no public address; only the public internet is read"),
        ),
    )
)


def reason_in(tongue: Tongue, reason: str) -> tuple[str, str]:
    """The reason in a language, and the language that it is in: English where nobody said it otherwise."""
    for pattern, words in _KNOWN:
        if found := pattern.fullmatch(reason):
            said = tongue.words.gettext(words)
            return said % found.groupdict(), "en" if said == words else tongue.tag
    return reason, "en"
