"""Files that break the rules about days, times, zones and series, with what is to be said of each."""

from support.broken_rules import POST, Broken, community, event, member, series

SKIPPED = "there is no 02:30 on 2026-03-29 in Europe/Rome: the clocks go forward over it"

BREAKS: dict[str, list[Broken]] = {
    "zone-unknown": [
        Broken(
            member("timezone: EDT"), "members/bo-ek.yml:3:11", "“EDT” is no time zone", "did you mean America/New_York?"
        ),
        Broken(
            member("timezone: cet"), "members/bo-ek.yml:3:11", "“cet” is no time zone", "did you mean Europe/Paris?"
        ),
        Broken(member("timezone: europe/rome"), "members/bo-ek.yml:3:11", "“europe/rome”", "did you mean Europe/Rome?"),
        Broken(member("timezone: Europe/Rom"), "members/bo-ek.yml:3:11", "“Europe/Rom”", "did you mean Europe/Rome?"),
        Broken(
            member("timezone: Rome"), "members/bo-ek.yml:3:11", "“Rome” is no time zone", "did you mean Europe/Rome?"
        ),
        Broken(member("timezone: utc"), "members/bo-ek.yml:3:11", "“utc” is no time zone", "did you mean UTC?"),
        Broken(member("timezone: UTC+2"), "members/bo-ek.yml:3:11", "“UTC+2” is no time zone", "name the largest town"),
        Broken(
            member("timezone: Foo/Bar"), "members/bo-ek.yml:3:11", "“Foo/Bar” is no time zone", "name the largest town"
        ),
        Broken(community("timezone: GMT"), "content/community.yml:2:11", "“GMT” is no time zone", "did you mean UTC?"),
        Broken(event("start: 2026-05\ntimezone: PST\n"), "events/chat.md:5:11", "“PST”", "America/Los_Angeles?"),
    ],
    "time-skipped": [
        Broken(
            community("timezone: Europe/Rome") | event("start: 2026-03-29 02:30\n"),
            "events/chat.md:4:8",
            f"{SKIPPED}: 2026-03-29 02:30",
            "write 03:30, or another time",
        ),
        Broken(event("start: 2026-03-29 01:00\nend: 2026-03-29 02:30\n"), "events/chat.md:5:6", SKIPPED, "write 03:30"),
        Broken(
            event("start: 2026-03-08 02:30\ntimezone: America/New_York\n"),
            "events/chat.md:4:8",
            "America/New_York",
            "write 03:30",
        ),
        Broken(
            event("start: 2026-03-08 02:30\nplace: hall\n")
            | {"content/places/hall.yml": "name: H\naddress: M 1\ntimezone: America/New_York\n"},
            "events/chat.md:4:8",
            "America/New_York",
            "write 03:30",
        ),
        Broken(
            series("  exceptions: [{date: 2026-03-24, moved_to: 2026-03-29 02:30}]\n"),
            "events/chat.md:7:45",
            SKIPPED,
            "write 03:30",
        ),
    ],
    "published-late": [
        Broken(
            event("start: 2026-05-14\nend: 2026-05-15\npublish: 2026-05-16\n"),
            "events/chat.md:6:10",
            "it appears on 2026-05-16, and it is over by then: its last day is 2026-05-15",
            "correct one of the two days",
            "warning",
        ),
        Broken(
            {"content/posts/hello.md": f"{POST}publish: 2025-02-01 00:00\n---\nx"},
            "content/posts/hello.md:5:10",
            "it appears on 2025-02-01 00:00, and it is dated 2025-01-31: feeds would not show it as new",
            "correct one of the two days",
            "warning",
        ),
    ],
    "end-before-start": [
        Broken(
            event("start: 2026-05-14 19:00\nend: 2026-05-14 18:00\n"),
            "events/chat.md:5:6",
            "it ends (2026-05-14 18:00) before it starts (2026-05-14 19:00)",
            "exchange the two",
        ),
        Broken(event("start: 2026-05-14\nend: 2026-05-13\n"), "events/chat.md:5:6", "it ends (2026-05-13)", "the year"),
        Broken(
            event("start: 2026-05-14\nend: 2026-04\n"),
            "events/chat.md:5:6",
            "it ends (2026-04) before it starts (2026-05)",
            "exchange the two",
        ),
        Broken(
            event("start: 1066-10-14 10:00\nend: 1066-10-14 09:00\n"),
            "events/chat.md:5:6",
            "it ends (1066-10-14 09:00)",
            "exchange the two",
        ),
        Broken(
            event("start: 2026-05\ncall_for_papers: {url: https://p.eu, opens: 2026-02-01, closes: 2026-01-01}\n"),
            "events/chat.md:5:65",
            "it ends (2026-01-01) before it starts (2026-02-01)",
            "exchange the two",
        ),
        Broken(
            {
                "content/teams/hosts.md": "---\ntitle: H\nmembers: [{member: ada-rossi, since: 2024-02-01,"
                " until: 2024-01-01}]\n---\n"
            },
            "content/teams/hosts.md:3:57",
            "it ends (2024-01-01) before it starts (2024-02-01)",
            "exchange the two",
        ),
        Broken(
            community("partners: [{name: P, url: https://p.eu, since: 2024-02-01, until: 2024-01-01}]"),
            "content/community.yml:2:67",
            "it ends (2024-01-01)",
            "exchange the two",
        ),
    ],
    "rule-unusable": [
        Broken(
            series("", "FREQ=SECONDLY"), "events/chat.md:6:9", "FREQ=SECONDLY repeats more than once a day", "an RRULE"
        ),
        Broken(series("", "every Tuesday"), "events/chat.md:6:9", "joined by semicolons", "the second Tuesday"),
        Broken(series("", "FREQ=WEEKLY;BYHOUR=3"), "events/chat.md:6:9", "BYHOUR is not a part", "an RRULE such as"),
        Broken(
            series("", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
            "events/chat.md:6:9",
            "this rule gives no day from 2026-03-03 on: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            "an RRULE such as",
        ),
        Broken(series("", "FREQ=DAILY;INTERVAL=7;BYDAY=WE"), "events/chat.md:6:9", "gives no day", "an RRULE such as"),
    ],
    "start-astray": [
        Broken(
            event("start: 2026-06-23 19:00\nrecurrence: {rule: FREQ=MONTHLY;BYDAY=-1TU}\n"),
            "events/chat.md:4:8",
            "the rule gives no Tuesday 2026-06-23, on which the series starts, so its dates are 2026-06-23, 2026-06-30,"
            " 2026-07-28 and so on",
            "start it on 2026-06-30, the first day that it gives, or correct it; if 2026-06-23 is meant, list it in"
            " occurrences, too",
            "warning",
        ),
        Broken(
            event("start: 2026-06-23 19:00\nrecurrence: {rule: FREQ=MONTHLY;BYDAY=-1TU;COUNT=1}\n"),
            "events/chat.md:4:8",
            "so its dates are 2026-06-23 and 2026-06-30",
            "start it on 2026-06-30, the first day",
            "warning",
        ),
        Broken(
            event("start: 2026-06-23 19:00\nrecurrence: {rule: FREQ=MONTHLY;BYDAY=-1TU;UNTIL=20260625}\n"),
            "events/chat.md:4:8",
            "so its dates are 2026-06-23",
            "correct the rule; if 2026-06-23 is meant",
            "warning",
        ),
        Broken(
            event("start: 2026-06\nrecurrence: {rule: FREQ=YEARLY;BYMONTH=9;BYDAY=1SA}\n"),
            "events/chat.md:4:8",
            "the rule gives no 2026-06, in which the series starts, so its dates are 2026-06-01, 2026-09-05",
            "start it in 2026-09, the first month that it gives, or correct it",
            "warning",
        ),
        Broken(
            event("start: 2025-03-01\nrecurrence: {rule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29}\n"),
            "events/chat.md:4:8",
            "so its dates are 2025-03-01, 2028-02-29, 2032-02-29 and so on",
            "start it on 2028-02-29",
            "warning",
        ),
    ],
    "occurrence-astray": [
        Broken(
            event("start: 2026-03-03\noccurrences: [{date: 2026-03-10}]\n"),
            "events/chat.md:5:22",
            "only a series has occurrences, and this event takes place once: 2026-03-10",
            "add recurrence: with a rule",
        ),
        Broken(
            series("occurrences: [{date: 2026-03-10}, {date: 2026-03-10}]\n"),
            "events/chat.md:7:42",
            "2026-03-10 is listed twice",
            "put both into one item",
        ),
        Broken(
            series(
                "  exceptions: [{date: 2026-03-10, moved_to: 2026-03-12}]\n"
                "occurrences: [{date: 2026-03-10}, {date: 2026-03-12}]\n"
            ),
            "events/chat.md:8:42",
            "2026-03-10 and 2026-03-12 are the same occurrence, which was moved",
            "put both into one item",
        ),
        Broken(
            series("  exceptions: [{date: 2026-03-10}, {date: 2026-03-10}]\n"),
            "events/chat.md:7:43",
            "2026-03-10 is listed twice",
            "put both into one item",
        ),
        Broken(
            series("occurrences: [{date: 2026-03-11}]\n"),
            "events/chat.md:7:22",
            "the series has no Wednesday 2026-03-11",
            "2026-03-10 and 2026-03-17",
            "warning",
        ),
        Broken(
            series("  exceptions: [{date: 2026-03-02}]\n"),
            "events/chat.md:7:23",
            "the series has no Monday 2026-03-02",
            "the nearest days it has: 2026-03-03",
            "warning",
        ),
        Broken(
            series("occurrences: [{date: 2026-04-07}]\n", "FREQ=WEEKLY;COUNT=2"),
            "events/chat.md:7:22",
            "the series has no Tuesday 2026-04-07",
            "the nearest days it has: 2026-03-10",
            "warning",
        ),
        Broken(
            series("occurrences: [{date: 2999-12-31}]\n"),
            "events/chat.md:7:22",
            "the series has no Tuesday 2999-12-31",
            "the nearest days it has: 2126-12-31",
            "warning",
        ),
    ],
}
