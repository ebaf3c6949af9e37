"""Files that say what cannot be, or say something twice, with what is to be said of each; and files that do neither."""

from support.broken_rules import HEAD, POST, Broken, community, event, member

_CALL = "call_for_papers: {{url: https://a.example, closes: {}}}\n"
_FEED = "feeds: [{url: https://bo.example/feed}]\n"
_AGREED = "consent: {profile: 2025-01-31}"
_OTHER = "name: Mei\njoined: 2025-01-31\n"


def _calendars(*urls: str) -> dict[str, str]:
    listed = ", ".join(f'{{url: "{url}", title: Theirs}}' for url in urls)
    return {"content/community.yml": f"name: Test Moot\nsources:\n  calendars: [{listed}]\n"}


_HUGO = {
    "members/hugo.yml": "name: Hugo Verborgen\njoined: 2025-01-31\nvisibility: hidden\nbio: Hugo Verborgen, who else\n"
}
_TOLD = "this names a member who is hidden, and it is shown as it is written"

BREAKS: dict[str, list[Broken]] = {
    "country-unknown": [
        Broken(
            member(f"location: {{country: XX}}\n{_AGREED}"), "members/bo-ek.yml:3:21", "“XX” is no country", "ISO 3166"
        ),
        Broken(
            {"content/places/hall.yml": "name: Hall\naddress: 1 Road\ncity: Town\ncountry: EU\n"},
            "content/places/hall.yml:4:10",
            "“EU” is no country",
            "such as IT for Italy",
        ),
    ],
    "language-unknown": [
        Broken(member(f"languages: [en, xx]\n{_AGREED}"), "members/bo-ek.yml:3:17", "“xx” is no language", "BCP 47"),
        Broken(
            member(f"languages: [dk]\n{_AGREED}"),
            "members/bo-ek.yml:3:13",
            "“dk” is no language",
            "did you mean da for Danish?",
        ),
        Broken(event("start: 2026-05\nlanguage: en-XX\n"), "events/chat.md:5:11", "“en-XX” is no language", "BCP 47"),
        Broken(
            member("feeds: [{url: https://a.example/f, language: jp}]"),
            "members/bo-ek.yml:3:46",
            "“jp” is no language",
            "did you mean ja for Japanese?",
        ),
    ],
    "quotes-shown": [
        Broken(
            {"members/bo-ek.yml": "name: “Bo Ek”\njoined: 2024-01-31\n"},
            "members/bo-ek.yml:1:7",
            "taken for letters, and shown: “Bo Ek”",
            "write Bo Ek",
            "warning",
        ),
        Broken(
            member(f"skills: [sewing, « wet felting »]\n{_AGREED}"),
            "members/bo-ek.yml:3:18",
            "taken for letters, and shown",
            "write wet felting",
            "warning",
        ),
        Broken(
            member("links: [{label: ‘Blog’, url: https://a.example}]"),
            "members/bo-ek.yml:3:17",
            "taken for letters, and shown",
            "write Blog",
            "warning",
        ),
    ],
    "call-late": [
        Broken(
            event("start: 2026-05-14\n" + _CALL.format("2026-05-15")),
            "events/chat.md:5:51",
            "talks can be proposed until 2026-05-15, and the event begins on 2026-05-14",
            "correct one of the two days",
            "warning",
        )
    ],
    "event-twice": [
        Broken(
            event("start: 2026-05-14\n")
            | {"events/second.md": f"{HEAD.replace('Chat', 'CHÁT')}start: 2026-05-14\n---\n"},
            "events/second.md:2:8",
            "this seems to be the same event as events/chat.md",
            "keep one of the two files",
            "warning",
        ),
        Broken(
            event("start: 2026-05-14\nrsvp: http://a.example/conf/\n")
            | {
                "events/second.md": "---\ntitle: Conf 26\nkind: conference\nstart: 2026-05-14\n"
                "rsvp: https://a.example/conf\n---\n"
            },
            "events/second.md:2:8",
            "this seems to be the same event as events/chat.md",
            "keep one of the two files",
            "warning",
        ),
    ],
    "feed-twice": [
        Broken(  # who came later is told of it, whatever the files are called
            member(_FEED) | {"members/aa.yml": "name: Aa\njoined: 2026-01-31\n" + _FEED},
            "members/aa.yml:3:15",
            "this feed stands in members/bo-ek.yml already",
            "leave it with the one who writes it",
            "warning",
        ),
        Broken(
            member(_FEED) | {"members/mei.yml": _OTHER + _FEED.replace("https", "http")},
            "members/mei.yml:3:15",
            "this feed stands in members/bo-ek.yml already",
            "leave it with the one who writes it",
            "warning",
        ),
        Broken(
            member("feeds: [{url: https://bo.example/feed}, {url: https://bo.example/feed}]"),
            "members/bo-ek.yml:3:47",
            "this feed stands in members/bo-ek.yml already",
            "leave it",
            "warning",
        ),
        Broken(
            community("sources:\n  feeds:\n    - url: https://a.example/feed\n    - url: http://www.a.example/feed/"),
            "content/community.yml:5:12",
            "this feed is in the list already: http://www.a.example/feed/",
            "keep one of the two",
            "warning",
        ),
    ],
    "watch-wordless": [
        Broken(
            community(
                "sources:\n  watch:\n    - {url: 'https://a.example/search?q=moot', search: true}\n"
                "    - {url: 'https://b.example/rss', exclude: [adverts]}"
            ),
            "content/community.yml:5:13",
            "not said what to look out for",
            "keywords: [Lantern Club]",
        )
    ],
    "calendar-twice": [
        Broken(
            _calendars("https://a.example/c.ics", "webcal://www.a.example/c.ics"),
            "content/community.yml:3:70",
            "this calendar is in the list already: webcal://www.a.example/c.ics",
            "keep one of the two",
            "warning",
        ),
    ],
    "calendar-page": [
        Broken(
            _calendars("https://calendar.google.com/calendar/embed?src=a1%40group.example&ctz=Europe%2FRome"),
            "content/community.yml:3:21",
            "this is the page of a calendar",
            "write https://calendar.google.com/calendar/ical/a1%40group.example/public/basic.ics",
        ),
        Broken(
            _calendars("https://calendar.google.com/calendar/u/0/r"),
            "content/community.yml:3:21",
            "this is the page of a calendar",
            "the address that the page gives for calendar programs",
        ),
        Broken(
            _calendars("https://www.meetup.com/de-DE/lantern/events/"),
            "content/community.yml:3:21",
            "this is the page of a calendar",
            "write https://www.meetup.com/lantern/events/ical/",
        ),
        Broken(
            _calendars("https://lu.ma/lantern"),
            "content/community.yml:3:21",
            "this is the page of a calendar",
            "the address that the page gives",
        ),
    ],
    "feed-calendar": [
        Broken(
            community(
                "sources:\n  feeds:\n    - url: https://a.example/feed\n    - url: https://a.example/nights.ICS?all=1"
            ),
            "content/community.yml:5:12",
            "this is the address of a calendar, and not of a feed: https://a.example/nights.ICS?all=1",
            "name it below calendars, which stands below sources in content/community.yml",
        ),
        Broken(
            member("feeds: [{url: https://bo.example/my.ics}]"),
            "members/bo-ek.yml:3:15",
            "this is the address of a calendar",
            "name it below calendars",
        ),
    ],
    "calendar-secret": [
        Broken(
            _calendars("webcal://calendar.google.com/calendar/ical/a1%40group.example/private-0f9e/basic.ics"),
            "content/community.yml:3:21",
            "this is the secret address of a calendar",
            "write the public address in iCal format",
        ),
    ],
    "name-placeholder": [
        Broken(
            {"members/your-name.yml": _OTHER},
            "members/your-name.yml",
            "the file is still called your-name.yml, as in the guide",
            "call it mei.yml",
        )
    ],
    "hidden-named": [
        Broken(
            event("start: 2026-05\nhosts: [mei]\n") | {"members/mei.yml": _OTHER + "visibility: hidden\n"},
            "events/chat.md:5:9",
            "mei is hidden, so the site does not name them here",
            "remove the name",
            "warning",
        ),
        Broken(
            event("start: 2026-05\ncredits: [{member: mei, gave: [design]}]\n")
            | {"members/mei.yml": _OTHER + "visibility: hidden\n"},
            "events/chat.md:5:20",
            "mei is hidden, so the site does not name them here",
            "remove the name",
            "warning",
        ),
    ],
    "hidden-told": [
        Broken(
            {"events/chat.md": f"{HEAD}start: 2026-05\n---\n\nWe met.\n\nThanks, Hugo *Verborgen*!\n"} | _HUGO,
            "events/chat.md:9:9",
            f"{_TOLD}: Hugo *Verborgen",
            "write it without the name",
            "warning",
        ),
        Broken(
            event("start: 2026-05\nsummary: With VERBORGEN, Hugo\n") | _HUGO,
            "events/chat.md:5:10",
            f"{_TOLD}: VERBORGEN, Hugo",
            "write it without the name",
            "warning",
        ),
        Broken(
            event("start: 2026-05\nspeakers: [{name: Hugo Verborgen}]\n") | _HUGO,
            "events/chat.md:5:19",
            f"{_TOLD}: Hugo Verborgen",
            "write it without the name",
            "warning",
        ),
        Broken(
            event("start: 2026-05\nrecap: |\n  Thanks.\n\n  Hugo\n  Verborgen won.\n") | _HUGO,
            "events/chat.md:9",
            _TOLD,
            "write it without the name",
            "warning",
        ),
        Broken(
            {"content/about.md": "---\ntitle: About\n---\n# About\n\nSee [Hugo Verborgén](https://a.example).\n"}
            | _HUGO,
            "content/about.md:6",
            f"{_TOLD}: Hugo Verborgén",
            "write it without the name",
            "warning",
        ),
        Broken(
            community("tagline: The moot of Hugo Verborgen") | _HUGO,
            "content/community.yml:2:10",
            f"{_TOLD}: Hugo Verborgen",
            "write it without the name",
            "warning",
        ),
    ],
}

KEEPS: dict[str, dict[str, str]] = {
    "country-unknown": member(f"location: {{country: XK}}\n{_AGREED}"),
    "language-unknown": member(f"languages: [en, pt-BR, eo]\n{_AGREED}") | community("languages: [en, nl]"),
    "quotes-shown": member(
        f"pronouns: ‘okina\nskills: [“a” and “b”, ‘a’ or ‘b’, the “Moot”]\nroles: [“”, '\"host\"', 5’ 10”]\n{_AGREED}"
    )
    | event("start: 2026-05\nsummary: “Come.”\n"),
    "call-late": event("start: 2026-05-14\n" + _CALL.format("2026-05-14"))
    | {"events/open.md": f"{HEAD}start: 2026-05\n{_CALL.format('2026-08-01')}---\n"},
    "published-late": event("start: 2026-05-14\npublish: 2026-05-14\n")
    | {
        "content/posts/hello.md": f"{POST}publish: 2025-01-31 10:00\n---\nx",
        "events/later.md": f"{HEAD}start: 2026-05\npublish: 2026-06-01\n---\n",
    },
    "event-twice": event("start: 2026-05-14 19:00\nrsvp: https://a.example\n")
    | {
        "events/later.md": f"{HEAD}start: 2026-05-15 19:00\nrsvp: https://a.example\n---\n",
        "events/other.md": "---\ntitle: Other\nkind: chat\nstart: 2026-05-14 19:00\n---\n",
        "events/some.md": f"{HEAD}start: 2026-05\n---\n",
        "events/day.md": f"{HEAD}start: 2026-05\n---\n",
    },
    "watch-wordless": community(
        "sources: {watch: [{url: 'https://a.example/rss', keywords: [moot]}, {url: 'https://b.example', search: true}]}"
    ),
    "feed-twice": member(_FEED)
    | {"members/mei.yml": _OTHER + _FEED.replace("/feed", "/other")}
    | community(
        "sources: {feeds: [{url: https://bo.example/feed}], watch: [{url: https://bo.example/feed, search: true}]}"
    ),
    "calendar-twice": _calendars("https://a.example/c.ics", "https://a.example/d.ics"),
    "calendar-page": _calendars(
        "https://calendar.google.com/calendar/ical/a1%40group.example/public/basic.ics",
        "https://www.meetup.com/lantern/events/ical/",
        "https://api.lu.ma/ics/get?entity=calendar&id=cal-1",
    ),
    "feed-calendar": _calendars("https://a.example/c.ics") | member("feeds: [{url: https://bo.example/my.ics/feed}]"),
    "calendar-secret": _calendars(
        "https://calendar.google.com/calendar/ical/a1%40group.example/public/basic.ics",
        "https://private-evenings.example/private-evenings/basic.ics",
    ),
    "name-placeholder": {"members/mei.yml": _OTHER},
    "hidden-told": _HUGO
    | {"members/mo.yml": "name: Mo\njoined: 2025-01-31\nvisibility: hidden\n"}
    | {"members/two.yml": "name: Bo Ek\njoined: 2025-01-31\nvisibility: hidden\n"}
    | member(f"bio: Ask Bo Ek, Mo, Hugo or H. Verborgen about verborgen things\n{_AGREED}")
    | {"events/chat.md": f"{HEAD}start: 2026-05\nonline: https://hugo-verborgen.example\n---\n\nMo and Hugo\n"},
    "hidden-named": event("start: 2026-05\nhosts: [mei]\n") | {"members/mei.yml": _OTHER + "visibility: name\n"},
}
