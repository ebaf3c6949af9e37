"""One way for every problem of a record to come about: what rules refuse, and values that are none."""

from support.reference.breakage import Breakage

_WALK, _BENCH, _ADA = "events/lantern-walk.md", "events/thursday-bench.md", "members/ada-rossi.yml"
_PROFILE = "content/community.yml"

RECORDS: dict[str, Breakage] = {
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
    "entry-twice": Breakage(
        0,
        _WALK,
        "    - title: A lantern made of a colander\n      by: [{name: Piet Vos}]",
        "    - title: Seven jars on a string\n      by: [{name: Piet Vos}]",
    ),
    "judge-astray": Breakage(0, _WALK, "        - judge: ada-rosi", "        - judge: ada-rossi"),
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
    "account-unlikely": Breakage(
        0,
        "members/bo-ek.yml",
        "invited_by: ada-rossi\naccounts: [9412]",
        "invited_by: ada-rossi",
        told="A warning, since some old accounts have hyphens in a row or at the end, and some have digits alone: of"
        " those, write the number. For example, in `members/bo-ek.yml`:",
    ),
    "member-forgotten": Breakage(
        0, "members/bo-ek.yml", "invited_by: ada-rossi\ngithub: bo-of-old", "invited_by: ada-rossi"
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
    "published-late": Breakage(0, "content/posts/what-a-wick-wants.md", "publish: 2027-03-14", "publish: 2026-03-14"),
    "call-late": Breakage(0, _WALK, "closes: 2026-10-01", "closes: 2025-10-01"),
    "event-twice": Breakage(
        0,
        "events/walk-2025.md",
        "---\ntitle: Lantern Walk\nkind: contest\nstart: 2025-11-11 17:30\n---\nWe walk along the river.\n",
        told="Compared are events that start at the same time: their titles, but for capitals and accents, and where"
        " people sign up. For example, a second file `events/walk-2025.md`:",
    ),
    "credit-twice": Breakage(
        0,
        _WALK,
        "    gave: [video, talk]",
        "    gave: [video]",
        told="Who hosts or speaks, or writes a post, gets credit for that without more. For example, in"
        " `events/lantern-walk.md`, where this member stands below `speakers`:",
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
    "repository-twice": Breakage(
        0, _PROFILE, "issues: [lantern-club/lamp-book, Lantern-Club/lamp-book]", "issues: [lantern-club/lamp-book]"
    ),
    "repository-page": Breakage(
        0,
        _PROFILE,
        "repositories: [https://github.com/lantern-club/lamp-book/issues]",
        "repositories: [lantern-club/lamp-book]",
    ),
    "bot-member": Breakage(
        0,
        _PROFILE,
        'bots: ["*-robot", ada-rossi]',
        'bots: ["*-robot", build@lantern-club.example]',
        told="The list is for programs. A warning, since a program may be called like somebody; their commits count for"
        " nobody then. For example, in `content/community.yml`:",
    ),
    "bot-sign": Breakage(
        0, _PROFILE, 'bots: ["*-robot", "@lamp-builder"]', 'bots: ["*-robot", build@lantern-club.example]'
    ),
    "repository-missing": Breakage(
        0,
        _PROFILE,
        "repositories: [lamp-book]",
        "repositories: [lantern-club/lamp-book]",
        told="A folder that is there, and is to be counted, has a git history of its own. It is no error, since a"
        " folder may be brought later. For example, in `content/community.yml`:",
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
    "hidden-told": Breakage(
        0,
        "members/ines-okoro.yml",
        "name: Ines Okoro\njoined: 2026-06-01\ninvited_by: ada-rossi\nvisibility: hidden\n",
        told="Only names of two words or more are looked for, as they are in what is collected. For example, where"
        " `events/lantern-walk.md` names a speaker, the file `members/ines-okoro.yml`:",
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
}
