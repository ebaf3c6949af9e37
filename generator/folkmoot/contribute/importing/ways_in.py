"""What of a file lets whoever reads it into a room that is closed to others: passwords, and secret addresses."""

import re

_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]+", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"[?&#;](pwd|passcode|password|passwd|pw|tk|token|access_token|secret)=[^&#\s]", re.IGNORECASE)
_PRIVATE_PATH = re.compile(r"/private-[0-9a-z]{8,}|/(?:u|j)/[^/?#\s]{1,80}/secret/", re.IGNORECASE)
_SAID = re.compile(
    r"(?<![\w-])((?:meeting[ -]?|webinar[ -]?|zoom[ -]?)?(?:pass[ -]?(?:code|word)|passwort|kennwort|kenncode"
    r"|zugangscode|mot de passe|code d[’']accès|code secret|codice d[’']accesso|codice di accesso|contraseña)"
    r"|access code|host key|(?:meeting|webinar|réunion|sitzungs|riunione)[ -]?id"
    r"|id (?:de |di |della )?(?:réunion|riunione))"
    r"[ \t*_\\]{0,5}[:=：][ \t*_\\]{0,5}\S",
    re.IGNORECASE,
)
"""Words such as “Passcode: 1234”; the text may have been written as Markdown."""

_MOST = 4


def ways_in(text: str) -> tuple[str, ...]:
    """What is there of the kind, each as people would look for it in the text; () for nothing.

    The secrets themselves are not told: what the command prints lands in logs.
    """
    found: dict[str, None] = {}
    for address in _ADDRESS.findall(text):
        if named := _IN_ADDRESS.search(address):
            found.setdefault(f"a link with a password in it ({named[1]}=)")
        elif _PRIVATE_PATH.search(address):
            found.setdefault("a link that only its owner should have")
    for words in _SAID.finditer(text):
        found.setdefault(f"“{' '.join(words[1].split())}”")
    return tuple(found)[:_MOST]
