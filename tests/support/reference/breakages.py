"""One way for every problem to come about: what to break in the example hub, and what it was before."""

from typing import NamedTuple

FOLDER = "a folder"
_WALK, _BENCH, _ADA = "events/lantern-walk.md", "events/thursday-bench.md", "members/ada-rossi.yml"
_PROFILE = "content/community.yml"
_OWN = "metrics/evenings_held.sql"
_THEIRS = "moth-friends-example-nights-ics"


class Breakage(NamedTuple):
    """How a problem comes about.

    In the file at `path`, `right` becomes `wrong`; without `right` the file is `wrong` from first to last, as bytes or
    text, or a folder. `asks` says what the rule wants, where `check.RULES` does not. `told` introduces the example.
    """

    group: int
    path: str
    wrong: str | bytes
    right: str = ""
    asks: str = ""
    told: str = ""
    gone: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        return {"sql": "sql", "jsonl": "json"}.get(self.path.rpartition(".")[2], "yaml")


BREAKAGES: dict[str, Breakage] = {
    "reference-missing": Breakage(0, _BENCH, "hosts: [ada-rosi]", "hosts: [ada-rossi]"),
    "file-missing": Breakage(0, _PROFILE, "netiquette: netiquete.md", "netiquette: netiquette.md"),
    "link-broken": Breakage(
        0,
        _BENCH,
        "Bring one lamp that does not work, and read [how we talk](../content/netiquete.md).",
        "Bring one lamp that does not work.",
        told="Links to other sites, and to places within a page, are not looked at. For example, in the text of"
        " `events/thursday-bench.md`:",
    ),
    "person-unnamed": Breakage(
        0,
        _WALK,
        "  - url: https://ines.example\n    talk: Light and bats",
        "  - name: Ines Okoro\n    url: https://ines.example\n    talk: Light and bats",
    ),
    "zone-unknown": Breakage(0, _ADA, "timezone: CET", "timezone: Europe/Brussels"),
    "time-skipped": Breakage(
        0, _WALK, "start: 2026-03-29 02:30\nend: 2026-03-29 09:00", "start: 2025-11-11 17:30\nend: 2025-11-11 21:00"
    ),
    "end-before-start": Breakage(0, _WALK, "end: 2024-11-11 21:00", "end: 2025-11-11 21:00"),
    "rule-unusable": Breakage(0, _BENCH, "rule: every third Thursday", "rule: FREQ=MONTHLY;BYDAY=3TH"),
    "start-astray": Breakage(
        0,
        _BENCH,
        "start: 2024-01-17 19:00\nend: 2024-01-17 22:00",
        "start: 2024-01-18 19:00\nend: 2024-01-18 22:00",
        told="Calendars count the first date all the same, so that the series has one day too many. A warning, since a"
        " series may have begun on a day of its own. For example, in `events/thursday-bench.md`, on a Wednesday:",
    ),
    "occurrence-astray": Breakage(
        0, _BENCH, "  - date: 2026-04-17\n    title: Paraffin night", "  - date: 2026-04-16\n    title: Paraffin night"
    ),
    "account-twice": Breakage(
        0, "members/bo-ek.yml", "invited_by: ada-rossi\ngithub: ada-rossi-example", "invited_by: ada-rossi"
    ),
    "voucher-missing": Breakage(0, "members/bo-ek.yml", "", "invited_by: ada-rossi\n"),
    "consent-missing": Breakage(
        0, _ADA, "consent:\n  photo: 2024-01-18", "consent:\n  profile: 2024-01-18\n  photo: 2024-01-18"
    ),
    "address-taken": Breakage(
        0,
        "events/past.md",
        "---\ntitle: The past\nkind: meeting\nstart: 2026-10-01\n---\nAn evening about the past.\n",
        told="For example, an event in the file `events/past.md`, where the site has its list of past events:",
    ),
    "language-taken": Breakage(0, _PROFILE, "languages: [en, nl, en]", "languages: [en, nl]"),
    "former-name-taken": Breakage(
        0, "members/bo-ek.yml", "invited_by: ada-rossi\nformerly: [ada]", "invited_by: ada-rossi"
    ),
    "translation-alone": Breakage(
        0,
        "events/summer-picnic.nl.md",
        "---\ntitle: Zomerpicknick\n---\nBreng een deken mee.\n",
        told="For example, a file `events/summer-picnic.nl.md`, where no event has that name:",
    ),
    "translation-needless": Breakage(
        0,
        "events/thursday-bench.en.md",
        "---\ntitle: Thursday bench\n---\nBring one lamp that does not work.\n",
        told="For example, a file `events/thursday-bench.en.md`, where `events/thursday-bench.md` is in English:",
    ),
    "translation-empty": Breakage(
        0,
        "content/terms.nl.md",
        "\n",
        told="Of a page an error; of an event, project, post or team, whose title may be enough for now, a warning. For"
        " example, an empty `content/terms.nl.md`.",
    ),
    "language-unlisted": Breakage(
        0,
        "content/terms.fr.md",
        "# Conditions\n",
        told="Where several files are in such a language, it is told once, beside `languages`: as an error, if events,"
        " projects, posts or teams are among them. For example, a file `content/terms.fr.md` in a hub with"
        " `languages: [en, nl]`:",
    ),
    "page-script": Breakage(
        0,
        "content/terms.md",
        "# Terms and privacy\n\n<script>document.title = 'Lamps!'</script>\n",
        "# Terms and privacy\n",
        told="Records are cleaned of everything that runs; pages below `content/` are the hub's own, and what stands in"
        " them runs. A warning, so that somebody looks.",
    ),
    "file-script": Breakage(
        0,
        "content/lamps.html",
        "<title>Lamps</title>\n",
        told="Pages in Markdown are looked into; files beside them are published as they are. A warning, so that"
        " somebody looks. For example, a file `content/lamps.html`:",
    ),
    "file-unnamed": Breakage(
        0,
        "content/photos/bo.webp",
        b"RIFF    WEBPVP8 ",
        told="Portraits lie in `content/photos/`, or wherever a member's `photo` is; whoever takes theirs back removes"
        " that line, and the file stays behind. So of what lies there, only what a record, a text or a page names is"
        " published. A warning. For example, a file `content/photos/bo.webp` that nothing leads to.",
    ),
    "colour-unreadable": Breakage(0, _PROFILE, 'accent: "#ffee00"', 'accent: "#b3410f"'),
    "quotes-shown": Breakage(
        0,
        _ADA,
        "skills: [“soldering”, explaining]",
        "skills: [soldering, explaining]",
        told="Looked for around the whole of a name, a town or a skill, and the like; titles may be quotations. For"
        " example, in `members/ada-rossi.yml`, as phones write it:",
    ),
    "members-none": Breakage(
        0,
        _PROFILE,
        "founders: []",
        "founders: [ada-rossi]",
        told="For example, where `members/` is empty, as are all lists of people:",
        gone=(_ADA, "members/bo-ek.yml"),
    ),
    "country-unknown": Breakage(0, _ADA, "country: UK", "country: BE"),
    "language-unknown": Breakage(0, _ADA, "languages: [en, dk]", "languages: [en, it]"),
    "call-late": Breakage(0, _WALK, "closes: 2026-10-01", "closes: 2025-10-01"),
    "event-twice": Breakage(
        0,
        "events/walk-2025.md",
        "---\ntitle: Lantern Walk\nkind: contest\nstart: 2025-11-11 17:30\n---\nWe walk along the river.\n",
        told="Compared are events that start at the same time: their titles, but for capitals and accents, and where"
        " people sign up. For example, a second file `events/walk-2025.md`:",
    ),
    "feed-twice": Breakage(
        0,
        "members/bo-ek.yml",
        "invited_by: ada-rossi\nfeeds:\n  - url: https://ada.example/feed.xml",
        "invited_by: ada-rossi",
    ),
    "watch-wordless": Breakage(
        0,
        _PROFILE,
        "    - url: https://town-gazette.example/rss.xml\n      title: The Town Gazette",
        "    - url: https://town-gazette.example/rss.xml\n      title: The Town Gazette\n      language: en\n"
        "      keywords: [Lantern Club, lamp evening]",
    ),
    "calendar-twice": Breakage(
        0,
        _PROFILE,
        "    - url: https://moth-friends.example/nights.ics\n      title: Lamps online",
        "    - url: https://lamps-online.example/calendar.ics\n      title: Lamps online",
    ),
    "calendar-page": Breakage(
        0,
        _PROFILE,
        "url: https://calendar.google.com/calendar/embed?src=lamps%40group.example",
        "url: https://lamps-online.example/calendar.ics",
        told="Google, Meetup and Luma show calendars on pages that programs cannot read. For example, in"
        " `content/community.yml`:",
    ),
    "feed-calendar": Breakage(
        0,
        "members/ada-rossi.yml",
        "feeds:\n  - url: https://ada.example/evenings.ics",
        "feeds:\n  - url: https://ada.example/feed.xml",
    ),
    "calendar-secret": Breakage(
        0,
        _PROFILE,
        "url: https://calendar.google.com/calendar/ical/lamps%40group.example/private-0f9e8d7c6b5a/basic.ics",
        "url: https://lamps-online.example/calendar.ics",
        told="Google gives two addresses, a public one and one for the owner alone. For example, in"
        " `content/community.yml`:",
    ),
    "name-placeholder": Breakage(
        0,
        "members/your-name.yml",
        "name: Zoë Núñez\njoined: 2026-06-01\ninvited_by: ada-rossi\n",
        told="For example, the file `members/your-name.yml`:",
    ),
    "hidden-named": Breakage(
        0, "members/bo-ek.yml", "invited_by: ada-rossi\nvisibility: hidden", "invited_by: ada-rossi"
    ),
    "day-ahead": Breakage(
        0,
        "members/bo-ek.yml",
        "joined: 2062-05-07",
        "joined: 2026-05-07",
        told="Told by `folkmoot check` alone: a site can be built as of any day. A consent counts from its day on. For"
        " example, in `members/bo-ek.yml`:",
    ),
    "told-ahead": Breakage(
        0,
        _WALK,
        "start: 2026-11-11 17:30\nend: 2026-11-11 21:00",
        "start: 2025-11-11 17:30\nend: 2025-11-11 21:00",
        told="Told by `folkmoot check` alone, as of today. For example, where `events/lantern-walk.md` has a recap:",
    ),
    "key-missing": Breakage(
        1, "members/bo-ek.yml", "name: Bo Ek", "name: Bo Ek\njoined: 2026-05-07", asks="What a file needs is there."
    ),
    "unknown-key": Breakage(
        1, _ADA, "pronoun: she/her", "pronouns: she/her", asks="Every key is one that the format knows."
    ),
    "type": Breakage(
        1,
        _ADA,
        "skills: soldering",
        "skills: [soldering, explaining]",
        asks="A value is of the kind its key wants: a text, a list, a number, or keys of its own.",
    ),
    "empty": Breakage(1, _WALK, "title: ''", "title: Lantern walk", asks="A value that is needed says something."),
    "one-line": Breakage(
        1,
        _WALK,
        "title: |\n  Lantern\n  walk",
        "title: Lantern walk",
        asks="Titles, names and the like stand on one line.",
    ),
    "too-long": Breakage(
        1,
        _ADA,
        f"skills: [{'soldering ' * 7}]".replace(" ]", "]"),
        "skills: [soldering, explaining]",
        asks="Texts fit the room that they have; each kind's length stands in the formats.",
    ),
    "choice": Breakage(
        1, _WALK, "kind: contests", "kind: contest", asks="Where there is a choice, one of the words offered is taken."
    ),
    "format": Breakage(
        1,
        _ADA,
        "github: '@ada-rossi-example'",
        "github: ada-rossi-example",
        asks="Addresses, slugs, languages, colours and the like are written as their kind asks.",
    ),
    "number": Breakage(
        1,
        "content/places/corner-library.yml",
        "latitude: 510573",
        "latitude: 51.0573",
        asks="A number lies within its bounds.",
    ),
    "day": Breakage(
        1, _ADA, "joined: 2026-02-30", "joined: 2024-01-18", asks="A day is written as year-month-day, and exists."
    ),
    "moment": Breakage(
        1,
        _BENCH,
        "start: 18 January, 7 pm",
        "start: 2024-01-18 19:00",
        asks="The date of an event is written as a day with a time, a day, or a month.",
    ),
    "time": Breakage(1, _BENCH, "start: 2024-01-18 24:30", "start: 2024-01-18 19:00", asks="A time exists."),
    "more-problems": Breakage(
        1,
        "members/bo-ek.yml",
        "name: Bo Ek\njoined: 2026-05-07\n" + "".join(f"question_{number}: yes\n" for number in range(1, 26)),
        asks="Of very many faults in one file the first twenty are told.",
        told="For example, in a file with 25 keys that members do not have.",
    ),
    "file-name": Breakage(
        2,
        "members/Zoë Núñez.yml",
        "name: Zoë Núñez\njoined: 2026-06-01\n",
        asks="A file's name consists of lower-case letters, digits and hyphens, since it becomes an address.",
        told="For example, the file `members/Zoë Núñez.yml`:",
    ),
    "file-ending": Breakage(
        2,
        "members/zoe-nunez.yaml",
        "name: Zoë Núñez\njoined: 2026-06-01\n",
        asks="A file has the ending of its kind.",
        told="For example, the file `members/zoe-nunez.yaml`:",
    ),
    "file-place": Breakage(
        2,
        "content/members/zoe-nunez.yml",
        "name: Zoë Núñez\njoined: 2026-06-01\n",
        asks="A record lies in the folder of its family, where it is looked for.",
        told="Looked for at the hub's top, and in folders called as a family's but for capitals, an *s* at the end, or"
        " `content/` in front. For example, the file `content/members/zoe-nunez.yml`:",
    ),
    "not-a-file": Breakage(
        2,
        "members/newcomers",
        FOLDER,
        asks="The folders of records hold files, and no folders or links.",
        told="For example, a folder `members/newcomers/`.",
    ),
    "picture-kind": Breakage(
        2,
        "content/ada.webp",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        asks="A picture is of the format that its ending names, since browsers and their visitors trust it.",
        told="For example, a photograph in the format JPEG that was called `ada.webp`.",
    ),
    "picture-heavy": Breakage(
        2,
        "content/bench.jpg",
        b"\xff\xd8\xff\xe0\x00\x10JFIF".ljust(4_200_000, b"\0"),
        asks="A picture is no heavier than a page can wait for (1 MB).",
        told="For example, a photograph `content/bench.jpg` of 4.2 MB, as it comes from a camera.",
    ),
    "picture-active": Breakage(
        2,
        "content/lantern.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>\n',
        asks="A drawing (SVG) holds no scripts, and nothing else that runs when somebody opens it by itself.",
        told="For example, a file `content/lantern.svg`:",
    ),
    "front-matter-missing": Breakage(
        2,
        _BENCH,
        "title: Thursday bench\nkind: meeting",
        "---\ntitle: Thursday bench\nkind: meeting",
        asks="A file ending in .md starts with a line of three hyphens, and its keys.",
    ),
    "front-matter-open": Breakage(
        2,
        _BENCH,
        "The third Thursday",
        "---\nThe third Thursday",
        asks="The keys at the top end with a second line of three hyphens.",
    ),
    "yaml-syntax": Breakage(
        2,
        _PROFILE,
        "tagline: Lamps: we mend them, and walk home in their light.",
        'tagline: "Lamps: we mend them, and walk home in their light."',
        asks="The file is YAML.",
    ),
    "yaml-character": Breakage(
        2,
        _ADA,
        b"name: Ada\x07 Rossi\njoined: 2024-01-18\n",
        asks="There are no control characters in a file.",
        told="For example, a bell (U+0007) that a terminal slipped into a name.",
    ),
    "not-utf-8": Breakage(
        2,
        _ADA,
        "name: Zoë Rossi\njoined: 2024-01-18\n".encode("latin-1"),
        asks="Files are text in UTF-8.",
        told="For example, a file that an old editor saved in Latin-1.",
    ),
    "not-keys": Breakage(2, "members/bo-ek.yml", "- Bo Ek\n- 2026-05-07\n", asks="A file consists of keys and values."),
    "key-not-text": Breakage(2, "members/bo-ek.yml", "? [name, joined]\n: Bo Ek\n", asks="A key is a word."),
    "key-twice": Breakage(
        2,
        "members/bo-ek.yml",
        "joined: 2026-05-07\njoined: 2026-05-08",
        "joined: 2026-05-07",
        asks="A key stands in a file once, so that neither of two values is lost.",
    ),
    "alias": Breakage(
        2,
        "members/bo-ek.yml",
        "name: *bo",
        "name: Bo Ek",
        asks="YAML's anchors (`&`) and aliases (`*`) are not used; a text that starts with one needs quotes.",
    ),
    "tag": Breakage(
        2,
        "members/bo-ek.yml",
        "name: !Bo Ek",
        "name: Bo Ek",
        asks="YAML's tags (`!`) are not used; a text that starts with one needs quotes.",
    ),
    "second-document": Breakage(
        2, "members/bo-ek.yml", "name: Bo Ek\n---", "name: Bo Ek", asks="A file is one document."
    ),
    "too-deep": Breakage(
        2,
        "members/bo-ek.yml",
        f"name: {'[' * 21}{']' * 21}\n",
        asks="Values are nested as deep as a person would write them.",
    ),
    "comment-not-read": Breakage(
        2,
        _ADA,
        "title: Ada's bench #1",
        'title: "Ada\'s bench #1"',
        asks="No text is cut short by a `#` that YAML takes for the beginning of a comment.",
    ),
    "file-empty": Breakage(
        2,
        "members/zoe-nunez.yml",
        "\n",
        asks="A file says something.",
        told="For example, an empty `members/zoe-nunez.yml`.",
    ),
    "file-too-large": Breakage(
        2,
        "members/bo-ek.yml",
        f"name: Bo Ek\njoined: 2026-05-07\nbio: {'la ' * 400_000}\n",
        asks="A file holds a million bytes at most.",
        told="For example, a biography of 1,200,000 characters.",
    ),
    "unreadable": Breakage(
        2,
        "",
        "",
        asks="The program may read every file.",
        told="Error. For example, a file that belongs to somebody else, or lies on a disk that fails. Right is a"
        " file that you can open yourself: check its permissions.",
    ),
    "archive-line": Breakage(
        3,
        "archive/entries/ada-example-feed-xml/2026.jsonl",
        '{"id":"1","source":"ada-example-feed-xml","published":"last week"}\n',
        asks="Every line of the archive can be read.",
    ),
    "calendar-cancelled": Breakage(
        3,
        f"archive/events/{_THEIRS}/2026.jsonl",
        f'{{"source":"{_THEIRS}","id":"1","title":"Thursday bench","start":"2026-06-18T19:00:00","status":"cancelled",'
        '"published":"2026-05-01T06:00:00Z","first_seen":"2026-05-01T06:00:00Z"}\n',
        asks="A calendar elsewhere and a file of ours agree on whether an event takes place.",
        told="The file counts: the calendar may be wrong, and nothing of the community's is called off by somebody"
        " else. For example, where a calendar holds the bench of 18 June and calls it off:",
    ),
    "calendar-moved": Breakage(
        3,
        f"archive/events/{_THEIRS}/2026.jsonl",
        f'{{"source":"{_THEIRS}","id":"1","title":"A walk","start":"2026-11-12","url":"https://lantern-club.example/walk",'
        '"published":"2026-05-01T06:00:00Z","first_seen":"2026-05-01T06:00:00Z"}\n',
        asks="A calendar elsewhere and a file of ours agree on the day of an event.",
        told="It is known for the same event by the address at which one signs up. The file counts. For example, where"
        " a calendar holds the walk on another day:",
    ),
    "metric-file": Breakage(
        3,
        _OWN,
        b"-- title: \xff\n",
        asks="A metric's file is text in UTF-8.",
        told="For example, a file in another encoding.",
    ),
    "metric-header": Breakage(
        3,
        _OWN,
        "-- titel: Evenings held",
        "-- title: Evenings held",
        asks="A metric's file starts with what the metric is: title, definition, unit and source are needed, chaoss and"
        " caveat are welcome.",
    ),
    "metric-name": Breakage(
        3,
        "metrics/Evenings held.sql",
        "-- title: Evenings\n-- definition: Evenings.\n-- unit: events\n-- source: us\n"
        "SELECT '' AS period, '' AS series, 1 AS value, 1 AS n\n",
        asks="A metric's file has a plain name.",
        told="For example, the file `metrics/Evenings held.sql`:",
    ),
    "metric-sql": Breakage(
        3,
        _OWN,
        "e.held_on",
        "e.held AND e.happened >= p.since AND e.happened < p.until",
        asks="A metric is one SELECT over the documented tables, with the columns period, series, value and n.",
    ),
    "member-of-another": Breakage(
        4,
        _ADA,
        "pronouns: they/them",
        "pronouns: she/her",
        told="The account that proposes the change is compared with `github_id` and `github` in the file as it was"
        " before it. Maintainers are those who serve in the team that `policies: maintainers` names in"
        " `content/community.yml`, as it was before; without one, the founders. For example, where somebody else writes"
        " in `members/ada-rossi.yml`:",
    ),
    "sequence-forgotten": Breakage(
        4,
        _BENCH,
        "start: 2024-01-18 18:30\nend: 2024-01-18 22:00",
        "start: 2024-01-18 19:00\nend: 2024-01-18 22:00",
        told="Calendars that people subscribed to take a new time or place by that number. Asked of a change alone. For"
        " example, in `events/thursday-bench.md`, where the evening begins earlier from now on:",
    ),
    "member-unowned": Breakage(
        4,
        "members/zoe-nunez.yml",
        "name: Zoë Núñez\njoined: 2026-06-01\ninvited_by: ada-rossi\n",
        asks="A new member's file says whose it is.",
        told="For example, where a new file `members/zoe-nunez.yml` has no `github`:",
    ),
}
"""By code, in the order of the page."""
