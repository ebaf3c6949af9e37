"""Files that want an address that another has, had, or needs, with what is to be said of each."""

from support.broken_rules import BO, HEAD, Broken, community, event, member

OWN = "belongs to the site itself"

BREAKS: dict[str, list[Broken]] = {
    "address-taken": [
        Broken({"members/index.yml": BO}, "members/index.yml", f"the address members/index/ {OWN}", "another name"),
        Broken({"members/2.yml": BO}, "members/2.yml", f"the address members/2/ {OWN}", "another name"),
        Broken(
            {"events/past.md": f"{HEAD}start: 2026-05\n---\n"}, "events/past.md", f"events/past/ {OWN}", "another name"
        ),
        # One name in composed and in decomposed letters is one file on a Mac.
        Broken(
            {"content/caf\u00e9.md": "x", "content/cafe\u0301.md": "x"},
            "content/caf\u00e9.md",
            "the address caf\u00e9/ belongs to content/cafe\u0301.md",
            "give the page another name",
        ),
        Broken(
            {"content/caf\u00e9.pdf": "x", "content/cafe\u0301.pdf": "x"},
            "content/caf\u00e9.pdf",
            "many computers cannot tell it from content/cafe\u0301.pdf",
            "another name",
        ),
        Broken(
            {"content/members/ada-rossi.md": "x"},
            "content/members/ada-rossi.md",
            "the address members/ada-rossi/ belongs to members/ada-rossi.yml",
            "give the page another name",
        ),
        Broken(
            {"content/members/ada-rossi/index.md": "x"},
            "content/members/ada-rossi/index.md",
            "ada-rossi.yml",
            "another",
        ),
        Broken(
            {"content/members/ada-rossi/README.md": "x"},
            "content/members/ada-rossi/README.md",
            "ada-rossi.yml",
            "other",
        ),
        Broken(
            {"content/members/ada-rossi/index.html": "x"},
            "content/members/ada-rossi/index.html",
            "ada-rossi.yml",
            "other",
        ),
        Broken(
            {"content/Events/Meeting.md": "x"},
            "content/Events/Meeting.md",
            "belongs to events/meeting.md",
            "other name",
        ),
        Broken(
            {"content/members.md": "x"},
            "content/members.md",
            f"the address members/ {OWN}",
            "call it content/members/index.md: its text will stand above the list",
        ),
        Broken({"content/events/past.md": "x"}, "content/events/past.md", OWN, "call it content/events/past/index.md"),
        Broken(
            {"content/about.md": "x", "content/about/index.md": "x"},
            "content/about.md",
            "the address about/ belongs to content/about/index.md",
            "give the page another name",
        ),
        Broken(
            {"content/README.md": "x"}, "content/index.md", "the address / belongs to content/README.md", "other name"
        ),
        *(
            Broken({f"events/{slug}.md": f"{HEAD}start: 2026-05\n---\n"}, f"events/{slug}.md", OWN, "another name")
            for slug in ("calendar", "kind", "place", "language", "index", "fmshell", "fmbare-it")
        ),
        *(
            Broken({f"members/{slug}.yml": BO}, f"members/{slug}.yml", OWN, "another name")
            for slug in "skill interest language place available-for team alumni map fmshell-fr".split()
        ),
        Broken(
            {"content/projects/help-wanted.md": "---\ntitle: Lamp\nstatus: idea\n---\n"},
            "content/projects/help-wanted.md",
            OWN,
            "give the file another name",
        ),
        *(
            Broken({f"content/{name}.md": "x"}, f"content/{name}.md", OWN, f"call it content/{name}/index.md")
            for name in "history partners translations members/map events/calendar".split()
        ),
        *(
            Broken({f"content/{name}.md": "x"}, f"content/{name}.md", OWN, "give the page another name")
            for name in (
                "404 api api/v1 badges/mine calendars/index feeds pagefind members/fmshell-fr members/skill members/2"
                " members/skill/welding/index events/kind/chat planet/2026-05 history/2025"
            ).split()
        ),
        *(
            Broken({f"content/{name}": "x"}, f"content/{name}", f"the site makes its own {name}", "another name")
            for name in "api/members.json badges/active.txt calendars/all.ics feeds/all.xml assets/hub.css".split()
        ),
        Broken(
            {"content/events/chat.ics": "x"} | event("start: 2026-05-14\n"),
            "content/events/chat.ics",
            "the site makes its own events/chat.ics",
            "another name",
        ),
        Broken(
            {"content/events/talk.ics": "x"} | event("start: 2026-05-14\nformerly: [talk]\n"),
            "content/events/talk.ics",
            "the site makes its own events/talk.ics",
            "another name",
        ),
        Broken(
            community("languages: [en, fr]") | {"content/fr/about.md": "x"},
            "content/fr/about.md",
            f"the address fr/about/ {OWN}",
            "call it content/about.fr.md: a page in another language stands beside the original",
        ),
        Broken(
            community("languages: [en, fr]") | {"content/fr.md": "x"},
            "content/fr.md",
            OWN,
            "call it content/index.fr.md",
        ),
        Broken(
            community("languages: [en, fr]") | {"content/planet.fr.md": "x"},
            "content/planet.fr.md",
            OWN,
            "call it content/planet/index.fr.md",
        ),
        Broken({"content/robots.txt": "x"}, "content/robots.txt", "the site makes its own robots.txt", "another name"),
    ],
    "language-taken": [
        Broken(
            community("languages: [en, fr, en]"),
            "content/community.yml:2:21",
            "the hub has this language already: en",
            "name each language once",
        ),
    ],
    "former-name-taken": [
        Broken(
            member("formerly: [bo, bo-ek]"),
            "members/bo-ek.yml:3:16",
            "the file has this name, or this address, today: bo-ek",
            "remove it from formerly",
        ),
        Broken(
            member("formerly: [ada-rossi]"),
            "members/bo-ek.yml:3:12",
            "the address members/ada-rossi/ belongs to members/ada-rossi.yml",
            "or give the other file another name",
        ),
        Broken(
            member("formerly: [bo]") | {"members/cy-lund.yml": f"{BO}formerly: [ada, bo]\n"},
            "members/cy-lund.yml:3:17",
            "the address members/bo/ belongs to members/bo-ek.yml",
            "an address leads to one page",
        ),
        Broken(member("formerly: [bo, bo]"), "members/bo-ek.yml:3:16", "belongs to members/bo-ek.yml", "remove it"),
        Broken(member("formerly: [skill]"), "members/bo-ek.yml:3:12", f"members/skill/ {OWN}", "remove it from"),
        Broken(
            {"content/index.md": "", "content/a.md": "---\nformerly: [index.md]\n---\n"},
            "content/a.md:2:12",
            f"the address / {OWN}",
            "remove it from formerly",
        ),
        Broken(member("formerly: [fmshell-fr]"), "members/bo-ek.yml:3:12", OWN, "remove it from formerly"),
        Broken(
            {"content/places/hall.yml": "name: H\naddress: M 1\nformerly: [index]\n"},
            "content/places/hall.yml:3:12",
            f"places/index/ {OWN}",
            "remove it from formerly",
        ),
        Broken(
            {"content/lamps.md": "---\nformerly: [lights.md, Members/Ada-Rossi.md]\n---\nx"},
            "content/lamps.md:2:23",
            "the address members/ada-rossi/ belongs to members/ada-rossi.yml",
            "remove it from formerly",
        ),
        Broken(
            {"content/lamps.md": "---\nformerly: [lamps/README.md]\n---\nx"},
            "content/lamps.md:2:12",
            "the file has this name, or this address, today: lamps/README.md",
            "remove it from formerly",
        ),
        Broken(
            {"content/a.md": "---\nformerly: [old.md]\n---\n", "content/b.md": "---\nformerly: [old/index.md]\n---\n"},
            "content/b.md:2:12",
            "the address old/ belongs to content/a.md",
            "remove it from formerly",
        ),
        Broken(
            community("languages: [en, fr]")
            | {
                "content/a.md": "x",
                "content/b.md": "x",
                "content/a.fr.md": "---\nformerly: [b.fr.md]\n---\nx",
                "content/b.fr.md": "x",
            },
            "content/a.fr.md:2:12",
            "the address fr/b/ belongs to content/b.fr.md",
            "remove it from formerly",
        ),
        Broken(
            {"content/a.md": "---\nformerly: [old.md]\n---\n", "content/old/index.html": "x"},
            "content/a.md:2:12",
            "the address old/ belongs to content/old/index.html",
            "remove it from formerly",
        ),
        Broken(
            {"content/a.md": "---\nformerly: [Old.txt.md]\n---\n", "content/old.txt": "x"},
            "content/a.md:2:12",
            "the address old.txt/ belongs to content/old.txt",
            "remove it from formerly",
        ),
        Broken(
            member("formerly: [bo]") | {"content/members/bo/index.html": "x"},
            "members/bo-ek.yml:3:12",
            "the address members/bo/ belongs to content/members/bo/index.html",
            "or give the other file another name",
        ),
        *(
            Broken(
                {"content/a.md": f"---\nformerly: [{path}]\n---\n"}, "content/a.md:2:12", OWN, "remove it from formerly"
            )
            for path in ("planet.md", "events/past/2024.md", "members/skill/a.md", "api/v1.md", "404.md")
        ),
    ],
}
