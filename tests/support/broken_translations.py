"""Files that break the rules about translations, with what is to be said of each."""

from support.broken_rules import Broken
from support.hubs import COMMUNITY

LANGUAGES = {"content/community.yml": f"{COMMUNITY}languages: [en, fr, pt-BR]\n"}
TOLD = {"content/community.yml": f"{LANGUAGES['content/community.yml']}tagline: We mend\nnotice: Closed\n"}
VERSION = "---\ntitle: Rencontre\n---\n\nApportez une lampe.\n"


def hub(**files: str) -> dict[str, str]:
    return LANGUAGES | files


BREAKS: dict[str, list[Broken]] = {
    "translation-alone": [
        Broken(
            hub(**{"events/open-day.fr.md": VERSION}),
            "events/open-day.fr.md",
            "this is a translation of events/open-day.md, and there is no such file",
            "write events/open-day.md, or correct the name",
        ),
        Broken(
            hub(**{"content/teams/hosts.pt-BR.md": VERSION}),
            "content/teams/hosts.pt-BR.md",
            "this is a translation of content/teams/hosts.md, and there is no such file",
            "what is in one language alone has no language in its name",
        ),
        Broken(
            hub(**{"content/about.fr.md": "# Nous\n"}),
            "content/about.fr.md",
            "this is a translation of content/about.md, and there is no such file",
            "write content/about.md",
        ),
        Broken(
            hub(**{"content/community.fr.yml": "notice: Fermé\n"}),
            "content/community.fr.yml:1:9",
            "this is a translation of the notice, and content/community.yml has none",
            "write it there, too, or remove notice here",
        ),
    ],
    "translation-needless": [
        Broken(
            hub(**{"events/meeting.en.md": VERSION}),
            "events/meeting.en.md",
            "events/meeting.md is in this language itself",
            "correct the language “en” in one of the two",
        ),
        Broken(
            hub(
                **{
                    "content/projects/lamp.md": "---\ntitle: Lampe\nstatus: idea\nlanguage: fr\n---\n",
                    "content/projects/lamp.fr.md": VERSION,
                }
            ),
            "content/projects/lamp.fr.md",
            "content/projects/lamp.md is in this language itself",
            "move these words into it and delete this file",
        ),
        Broken(
            hub(**{"content/about.md": "# Us\n", "content/about.en.md": "# Us\n"}),
            "content/about.en.md",
            "content/about.md is in this language itself",
            "delete this file",
        ),
        Broken(
            {**TOLD, "content/community.en.yml": "tagline: We mend\nnotice: Closed\n"},
            "content/community.en.yml",
            "content/community.yml is in this language itself",
            "delete this file",
        ),
    ],
    "translation-empty": [
        Broken(
            hub(**{"events/meeting.fr.md": "---\ntitle: Rencontre\n---\n\n"}),
            "events/meeting.fr.md",
            "the text below the keys is missing: the page shows that of events/meeting.md",
            "write it in this language, too",
            "warning",
        ),
        Broken(
            hub(**{"content/about.md": "# Us\n", "content/about.fr.md": "---\ntitle: Nous\n---\n"}),
            "content/about.fr.md",
            "this translation says nothing",
            "write into it what content/about.md says, or delete it",
        ),
        Broken(
            {**TOLD, "content/community.fr.yml": "tagline: Nous réparons\n"},
            "content/community.fr.yml",
            "without notice: pages in fr show what content/community.yml says",
            "say it in this language, too",
            "warning",
        ),
    ],
    "language-unlisted": [
        Broken(
            hub(**{"content/about.md": "# Us\n", "content/about.de.md": "# Wir\n"}),
            "content/about.de.md",
            "“de” is no language of this hub, so this is a page of its own beside content/about.md",
            "if it is a translation, add de to languages in content/community.yml",
            "warning",
        ),
        Broken(
            {**TOLD, "content/community.de.yml": "tagline: Wir reparieren\nnotice: Zu\n"},
            "content/community.de.yml",
            "“de” is no language of this hub",
            "add de to languages in content/community.yml, or delete this file",
            "warning",
        ),
    ],
}

KEEPS: dict[str, dict[str, str]] = {
    "translation-alone": hub(
        **{"events/meeting.fr.md": VERSION, "content/index.pt-BR.md": "# Oi\n", "content/join.fr.md": "# Venez\n"}
    ),
    "translation-needless": hub(
        **{
            "content/projects/lamp.md": "---\ntitle: Lampe\nstatus: idea\nlanguage: fr\n---\n",
            "content/projects/lamp.en.md": VERSION,
        }
    ),
    "translation-empty": hub(
        **{
            "content/projects/lamp.md": "---\ntitle: Lamp\nstatus: idea\n---\n",
            "content/projects/lamp.fr.md": "---\ntitle: Lampe\n---\n",
        }
    )
    | TOLD
    | {"content/community.fr.yml": "tagline: Nous réparons\nnotice: Fermé\n"},
    "language-unlisted": hub(
        **{"content/about.md": "# Us\n", "content/about.new.md": "# New\n", "content/release.io.md": "# One\n"}
    )
    | {"content/community.photos.yml": "a: b\n"},
}
