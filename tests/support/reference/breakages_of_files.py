"""One way for every problem of a file to come about: its name, its YAML, the archive, metrics, and what changes."""

from support.reference.breakage import FOLDER, Breakage

_WALK, _BENCH, _ADA = "events/lantern-walk.md", "events/thursday-bench.md", "members/ada-rossi.yml"
_PROFILE = "content/community.yml"
_OWN = "metrics/evenings_held.sql"
_THEIRS = "moth-friends-example-nights-ics"

FILES: dict[str, Breakage] = {
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
    "feed-same": Breakage(
        3,
        "archive/sources/lantern-club-example-news-xml/2026.jsonl",
        '{"source":"lantern-club-example-news-xml","id":"1","published":"2026-05-01T06:00:00Z","state":"moved",'
        '"reason":"redirects for good","url":"https://ada.example/feed.xml"}\n',
        asks="A feed is listed under one address.",
        told="Feeds are the same where one leads to the other for good, or both to the same address, or where they"
        " have most of their entries in common. For example, where that of the club leads to Ada's:",
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
    "calendar-alike": Breakage(
        3,
        f"archive/events/{_THEIRS}/2026.jsonl",
        f'{{"source":"{_THEIRS}","id":"1","title":"Lamps for beginners","start":"2026-06-18T19:00:00",'
        '"url":"https://moth-friends.example/bench","published":"2026-05-01T06:00:00Z",'
        '"first_seen":"2026-05-01T06:00:00Z"}\n',
        asks="What a calendar elsewhere and a file of ours tell is one event, or clearly two.",
        told="Both start at the same moment, and are at one place, or one title says all that the other does; yet"
        " nothing makes sure that they are one. Until something does, both are shown. Where they are two, nothing is to"
        " be done. For example, where a calendar calls the bench of 18 June otherwise:",
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
    "account-unproven": Breakage(
        4,
        "members/zoe-nunez.yml",
        "name: Zoë Núñez\njoined: 2026-06-01\ninvited_by: ada-rossi\ngithub: somebody-else\naccounts: [zoe-at-work]\n",
        told="The account from which a change comes proves itself, and what a maintainer writes is not asked. Of all"
        " other accounts that it adds whoever merges it has to know. For example, where a new file"
        " `members/zoe-nunez.yml` comes from the account `somebody-else`:",
    ),
    "hidden-removed": Breakage(
        4,
        "",
        "",
        told="Warning. Asked of a change alone, where it removes the file of a member with `visibility: hidden`. The"
        " site leaves out what others write of such members by name, and once the file is gone, no name is known any"
        " more. [Somebody wants to leave](../../maintainer.md#somebody-wants-to-leave) says what is kept.",
    ),
    "member-unowned": Breakage(
        4,
        "members/zoe-nunez.yml",
        "name: Zoë Núñez\njoined: 2026-06-01\ninvited_by: ada-rossi\n",
        asks="A new member's file says whose it is.",
        told="For example, where a new file `members/zoe-nunez.yml` has no `github`:",
    ),
}
