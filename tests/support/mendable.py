"""Files with something wrong that has one right answer, with what `check --fix` makes of them; and some with none."""

from typing import NamedTuple

from support.broken_rules import HEAD

MEMBER = "name: Bo Ek\njoined: 2024-01-31\n"
BO, CHAT, PROFILE = "members/bo-ek.yml", "events/chat.md", "content/community.yml"
WATCH = "name: A\nsources:\n  watch:\n    - url: https://a.example\n      "


class Mend(NamedTuple):
    """A file at a path as somebody wrote it, and as it is mended; all but that of `before` stays."""

    path: str
    before: str
    after: str


def member(before: str, after: str) -> Mend:
    return Mend(BO, f"{MEMBER}{before}\n", f"{MEMBER}{after}\n")


def event(before: str, after: str, below: str = "\nText\n") -> Mend:
    return Mend(CHAT, f"{HEAD}{before}\n---\n{below}", f"{HEAD}{after}\n---\n{below}")


KEYS = [
    Mend(BO, "nmae: Bo Ek\njoined: 2024-01-31\n", MEMBER),
    Mend(BO, "name: Bo Ek\njiond: 2024-01-31 # snow\n", "name: Bo Ek\njoined: 2024-01-31 # snow\n"),
    member("githb: bo  # mine", "github: bo  # mine"),
    member("GitHub: '@bo'", "github: 'bo'"),
    member("time-zone: 'Europe/Rome'", "timezone: 'Europe/Rome'"),
    member("'timezon': Europe/Rome", "'timezone': Europe/Rome"),
    member("links: [{label: Blog, URL: https://bo.example}]", "links: [{label: Blog, url: https://bo.example}]"),
    member("Consent:\n  profile: 2024-01-31", "consent:\n  profile: 2024-01-31"),
    Mend(PROFILE, f"{WATCH}include: [A]\n", f"{WATCH}keywords: [A]\n"),
    event("start: 2026-05\nhost: Ada Rossi", "start: 2026-05\nhosts: [ada-rossi]"),
]

WORDS = [
    member("status: Active", "status: active"),
    member("status: ALUMNI # long gone", "status: alumni # long gone"),
    member('visibility: "HIDDEN"', 'visibility: "hidden"'),
    member("visibility: “name”", "visibility: name"),
    event("start: 2026-05\nagenda: [Applied, ' internal']", "start: 2026-05\nagenda: [applied, 'internal']"),
]

NAMES = [
    member("invited_by: Ada Rossi", "invited_by: ada-rossi"),
    member("invited_by: 'ADA ROSSI'", "invited_by: 'ada-rossi'"),
    member('invited_by: "@ada-rossi"', 'invited_by: "ada-rossi"'),
    member("invited_by: ada-rossi.yml", "invited_by: ada-rossi"),
    member("invited_by: Ada-Rossi", "invited_by: ada-rossi"),
    event("start: 2026-05\nplace: hall.yml", "start: 2026-05\nplace: hall"),
    event("start: 2026-05\nplace: The Old-Hall House", "start: 2026-05\nplace: the-old-hall-house"),
    member("invited_by: members/ada-rossi.yml", "invited_by: ada-rossi"),
    member("invited_by: adarossi", "invited_by: ada-rossi"),
    member("invited_by: https://github.com/adarossi", "invited_by: ada-rossi"),
    event("start: 2026-05\nhosts: [Ada-Rossi, bo-ek]", "start: 2026-05\nhosts: [ada-rossi, bo-ek]"),
    event("start: 2026-05\nhosts:\n  - @adarossi", 'start: 2026-05\nhosts:\n  - "ada-rossi"'),
    event("start: 2026-05\nhosts: [@adarossi, bo-ek]", 'start: 2026-05\nhosts: ["ada-rossi", bo-ek]'),
    event("start: 2026-05\nspeakers: [Ada Rossi]", "start: 2026-05\nspeakers: [ada-rossi]"),
    event(
        "start: 2026-05\nspeakers:\n  - member: Ada Rossi\n    talk: Glue",
        "start: 2026-05\nspeakers:\n  - member: ada-rossi\n    talk: Glue",
    ),
    event("start: 2026-05\nplace: The Old Hall", "start: 2026-05\nplace: hall"),
    event("start: 2026-05\nplace: barn", "start: 2026-05\nplace: hall"),
]

VALUES = [
    Mend(BO, "name: “Bo Ek”\njoined: “2024-01-31”\n", MEMBER),
    member("skills: [“soldering”, « glue »] # “all”", "skills: [soldering, glue] # “all”"),
    member("location: {city: „NO“}", 'location: {city: "NO"}'),
    Mend(BO, "name: Bo Ek\njoined: 2024-1-31\n", "name: Bo Ek\njoined: 2024-01-31\n"),
    Mend(BO, "name: Bo Ek\njoined: 2024/01/31\n", "name: Bo Ek\njoined: 2024-01-31\n"),
    Mend(BO, "name: Bo Ek\njoined: 2024.1.31\n", "name: Bo Ek\njoined: 2024-01-31\n"),
    Mend(BO, "name: Bo Ek\njoined: '31/01/2024'\n", "name: Bo Ek\njoined: '2024-01-31'\n"),
    Mend(BO, "name: Bo Ek\njoined: 31 January 2024 # snow\n", "name: Bo Ek\njoined: 2024-01-31 # snow\n"),
    member("consent: {profile: 2025-6-1}", "consent: {profile: 2025-06-01}"),
    member("consent: {profile: 2025/06/01}", "consent: {profile: 2025-06-01}"),
    Mend(BO, "name: Bo Ek\njoined: Wednesday, 31 January 2024\n", "name: Bo Ek\njoined: 2024-01-31\n"),
    Mend(BO, "name: Bo Ek\njoined: mer. 31 January 2024\n", "name: Bo Ek\njoined: 2024-01-31\n"),
    Mend(BO, "name: Bo Ek\njoined: Mar 4, 2024\n", "name: Bo Ek\njoined: 2024-03-04\n"),
    event("start: 2026-5-14 19:30:00", "start: 2026-05-14 19:30"),
    event("start: 2026-05-14 19h30", "start: 2026-05-14 19:30"),
    event("start: 2026-05-14 7:30 pm", "start: 2026-05-14 19:30"),
    event("start: 14 May 2026 at 19:00", "start: 2026-05-14 19:00"),
    event("start: 2026-05-14 19.30", "start: 2026-05-14 19:30"),
    event("start: May 2026", "start: 2026-05"),
    member("github: https://github.com/bo", "github: bo"),
    member("feeds: [{url: feed://bo.example/f}]", "feeds: [{url: https://bo.example/f}]"),
    member("feeds: [{url: feed:http://bo.example/f}]", "feeds: [{url: http://bo.example/f}]"),
    member("feeds:\n- url: bo.example/feed", "feeds:\n- url: https://bo.example/feed"),
    member("links: [{label: A, url: <https://a.example>}]", "links: [{label: A, url: https://a.example}]"),
    member("timezone: europe/rome", "timezone: Europe/Rome"),
    member("timezone: America/New York", "timezone: America/New_York"),
    member("timezone: Japan", "timezone: Asia/Tokyo"),
    member("location: {country: Norway}", 'location: {country: "NO"}'),
    member("location:\n  country: UK", "location:\n  country: GB"),
    member("languages: [French, en_GB, 'EN']", "languages: [fr, en-GB, 'en']"),
    member("languages: en, fr", "languages: [en, fr]"),
    member("skills: sewing", "skills: [sewing]"),
    member("skills: wet felting, C++, Node.js", "skills: [wet felting, C++, Node.js]"),
    member("feeds: [{url: bo.org}, {url: www.bo.md/a}]", "feeds: [{url: https://bo.org}, {url: https://www.bo.md/a}]"),
    event("start: 2026-05\nhosts: ada-rossi, bo-ek", "start: 2026-05\nhosts: [ada-rossi, bo-ek]"),
    Mend(PROFILE, "name: M\nlanguages: [en, fr, en]\n", "name: M\nlanguages: [en, fr]\n"),
    Mend(PROFILE, "name: M\nlanguages:\n- en\n- fr # too\n- en\n", "name: M\nlanguages:\n- en\n- fr # too\n"),
    member("formerly: [bo-ek]", "formerly: []"),
    member("formerly:\n  - bo-ek", "formerly:"),
    member("formerly: [bo, bo-ek, bo]", "formerly: [bo]"),
    member("formerly: [bo-ek, bo, bo, b]", "formerly: [bo, b]"),
    member(
        f"skills: [{', '.join(f'“glue {number}”' for number in range(30))}]",
        f"skills: [{', '.join(f'glue {number}' for number in range(30))}]",
    ),
]

SYNTAX = [
    Mend(PROFILE, "name: M\ncolours:\n  primary: #0f5257\n", 'name: M\ncolours:\n  primary: "#0f5257"\n'),
    member("github: @bo", 'github: "bo"'),
    member("bio: *I sew*.", 'bio: "*I sew*."'),
    member("bio: &a hello", 'bio: "&a hello"'),
    member("bio: *I sew*.\npronouns: `she`\ngithub: @bo", 'bio: "*I sew*."\npronouns: "`she`"\ngithub: "bo"'),
    member("location:\n        city: Turin\n\tcountry: IT", "location:\n        city: Turin\n        country: IT"),
    member("location:\n\tcity: Turin\ngithub: @bo", 'location:\n  city: Turin\ngithub: "bo"'),
    member("bio: |\n  a\n\n  \tcode\nlocation:\n\tcity: T", "bio: |\n  a\n\n  \tcode\nlocation:\n  city: T"),
    member("bio: | # mine\n  a\n  \tcode\nlocation:\n\tcity: T", "bio: | # mine\n  a\n  \tcode\nlocation:\n  city: T"),
    *(
        Mend(
            CHAT,
            f"{begin}{HEAD.removeprefix('---')}start: 2026-05\nhosts:\n\t- bo-ek\n---\n\n\tcode\n---\n\tmore\n",
            f"{begin}{HEAD.removeprefix('---')}start: 2026-05\nhosts:\n  - bo-ek\n---\n\n\tcode\n---\n\tmore\n",
        )
        for begin in ("---", "\ufeff---", "---\u00a0", "--- ")
    ),
    member('bio: !Hi and "hello"', "bio: '!Hi and \"hello\"'"),
    member("bio: - sewing", 'bio: "- sewing"'),
    member("bio: 'it's me'", 'bio: "it\'s me"'),
    member('pronouns: "she" or her', "pronouns: '\"she\" or her'"),
    member("pronouns:\t@she", 'pronouns:\t"@she"'),
    member("links:\n  -\tlabel: A\n    url: https://a.example", "links:\n  - label: A\n    url: https://a.example"),
    member("pronouns: %she # I", 'pronouns: "%she" # I'),
    event("start: 2026-05\nsummary: Lamps: a history", 'start: 2026-05\nsummary: "Lamps: a history"'),
    event('start: 2026-05\nsummary: It\'s: a "lamp"', "start: 2026-05\nsummary: 'It''s: a \"lamp\"'"),
    member("location:\n\tcity: Turin\n\tcountry: IT", "location:\n  city: Turin\n  country: IT"),
    member("pronouns:\u00a0she", "pronouns: she"),
    member("pronouns:she\ngithub: bo", "pronouns: she\ngithub: bo"),
    Mend(BO, "name:Bo Ek\njoined:2024-01-31\n", "name: Bo Ek\njoined: 2024-01-31\n"),
]

LAYOUT = [
    member("consent:\nprofile: 2024-01-31", "consent:\n  profile: 2024-01-31"),
    member("consent:\nprofile: 2024-01-31\nties: 2024-01-31", "consent:\n  profile: 2024-01-31\n  ties: 2024-01-31"),
    member(
        "location:\ncity: Ghent\n\n# flat\ncountry: BE # it is\ngithub: bo",
        "location:\n  city: Ghent\n\n# flat\n  country: BE # it is\ngithub: bo",
    ),
    member("location: # here\n    city: Ghent\ncountry: Belgium", "location: # here\n    city: Ghent\n    country: BE"),
    event(
        "start: 2026-05-14\nrecurrence:\nrule: FREQ=WEEKLY\nexceptions:\n- date: 2026-05-21\n  reason: Rain",
        "start: 2026-05-14\nrecurrence:\n  rule: FREQ=WEEKLY\n  exceptions:\n  - date: 2026-05-21\n    reason: Rain",
    ),
    member("skills:\n  -soldering\n  -wet felting", "skills:\n  - soldering\n  - wet felting"),
    member("skills:\n  -soldering\n  - sewing\ngithub: bo", "skills:\n  - soldering\n  - sewing\ngithub: bo"),
    member("languages:\n  -French\n  -en", "languages:\n  - fr\n  - en"),
    member("skills:\r\n  -soldering\r\n  -sewing\r\n", "skills:\r\n  - soldering\r\n  - sewing\r\n"),
    member("location:\r\ncity: Ghent\r\ncountry: BE\r", "location:\r\n  city: Ghent\r\n  country: BE\r"),
    member("skills:\n-soldering\n-sewing\ngithub: bo", "skills:\n- soldering\n- sewing\ngithub: bo"),
    member("skills:\n- soldering\n-sewing", "skills:\n- soldering\n- sewing"),
    member("skills:\n  - soldering\n  -sewing", "skills:\n  - soldering\n  - sewing"),
    member("feeds: [ ] # none\n- url: https://a.example", "feeds: # none\n- url: https://a.example"),
    member("location: {}\n  city: Ghent", "location:\n  city: Ghent"),
    member("feeds:\n  -url: https://a.example\n    title: A", "feeds:\n  - url: https://a.example\n    title: A"),
]

PASTED = [
    Mend(BO, f"```yaml\n{MEMBER}```\n", MEMBER),
    Mend(BO, f"\ufeff```\r\n{MEMBER}```", f"\ufeff{MEMBER}"),
    Mend(BO, f"{MEMBER}\n```\n", f"{MEMBER}\n"),
    Mend(BO, f"~~~ yml\n{MEMBER}github: @bo\n~~~\n\n", f'{MEMBER}github: "bo"\n\n'),
    Mend(
        CHAT,
        f"```markdown\n{HEAD}start: 2026-05\n---\n\n```\nglue\n```\n```\n",
        f"{HEAD}start: 2026-05\n---\n\n```\nglue\n```\n",
    ),
    Mend(BO, "name:\u00a0Bo Ek\njoined: 2024-01-31\n", MEMBER),
    Mend(BO, "name:\u00a0Bo Ek\njoined:\u00a02024-01-31\n", MEMBER),
    Mend(BO, "# Bo\nname:\u202f Bo Ek\njoined: 2024-01-31\n", f"# Bo\n{MEMBER}"),
    member("consent:\n  profile:\u00a02024-01-31", "consent:\n  profile: 2024-01-31"),
]

WHOLE_FILES = [
    Mend(
        BO,
        "\ufeff# Über mich\r\nname:   Bo Ek\r\njoined: 2024-1-31   # Schnee\r\n\r\n\r\nlanguages: [ French,en ]\r\n",
        "\ufeff# Über mich\r\nname:   Bo Ek\r\njoined: 2024-01-31   # Schnee\r\n\r\n\r\nlanguages: [ fr,en ]\r\n",
    ),
    Mend(
        BO,
        "name: 博 🎉 Ek\rjoined: 2024-01-31\rlocation: {city: 東京, country: Japan} # 家\rtimezone: japan",
        "name: 博 🎉 Ek\rjoined: 2024-01-31\rlocation: {city: 東京, country: JP} # 家\rtimezone: Asia/Tokyo",
    ),
    Mend(
        CHAT,
        "---\r\ntitle: 'Chat'   # hm\r\nKind: Chat\r\nstart: 2026-5-14 19h\r\n---\r\n\tText: @ada 19h30\r\n",
        "---\r\ntitle: 'Chat'   # hm\r\nkind: chat\r\nstart: 2026-05-14 19:00\r\n---\r\n\tText: @ada 19h30\r\n",
    ),
    Mend(
        BO,
        f"{MEMBER}bio: |\n  status: Active\n  timezone: japan\nstatus: Active\n",
        f"{MEMBER}bio: |\n  status: Active\n  timezone: japan\nstatus: active\n",
    ),
]

MENDS = [*KEYS, *WORDS, *NAMES, *VALUES, *SYNTAX, *LAYOUT, *PASTED, *WHOLE_FILES]

LEFT = [
    (BO, "naem: Bo Ek\nnmae: Bo Ek\njoined: 2024-01-31\n"),
    (BO, "full_name: Bo Ek\njoined: 2024-01-31\n"),
    (BO, f"{MEMBER}consent:\nprofile: 2024-01-31\nphoto: photos/bo.webp\n"),
    (BO, f"{MEMBER}location:\ngithub: bo\ncity: Ghent\n"),
    (BO, f"{MEMBER}location: {{country: BE}}\ncity: Ghent\n"),
    (BO, f"{MEMBER}location:\n  city: Ghent\ntown: Ghent\n"),
    (BO, f"{MEMBER}links:\nlabel: A\nurl: https://a.example\n"),
    (BO, f"{MEMBER}skills:\n  soldering\n  sewing\n"),
    (BO, f"{MEMBER}skills:\n  -soldering: a lot\n"),
    (BO, f"{MEMBER}skills: -soldering\n"),
    (CHAT, f"```\n{HEAD}start: 2026-05\n---\nText\n"),
    (CHAT, f"```\n{HEAD}start: 2026-05\n---\n```\nglue\n```\n"),
    (BO, "name: Bo Ek\njoined: 03/04/2024\n"),
    (BO, "name: Bo Ek\njoined: Monday, 31 January 2024\n"),
    (BO, "name: Bo Ek\njoined:\n"),
    (BO, "name: Bo Ek\n"),
    (BO, f"{MEMBER}timezone: EST\n"),
    (BO, f"{MEMBER}timezone: Rome\n"),
    (BO, f"{MEMBER}languages: [dk]\n"),
    (BO, f"{MEMBER}languages: [SE]\n"),
    (BO, f"{MEMBER}location: {{country: Korea}}\n"),
    (BO, f"{MEMBER}status: inactive\n"),
    (BO, f"{MEMBER}githb: bo\ngithub: bo\n"),
    (BO, f"{MEMBER}githb: bo\ngihub: bo\n"),
    (BO, f"{MEMBER}githb: {{a: b}}\n"),
    (BO, f"{MEMBER}consent: yes\n"),
    (BO, f"{MEMBER}consent: {{profile: yes}}\n"),
    *(
        (BO, f"{MEMBER}consent: {{profile: {word} 1 May 2025}}\n")
        for word in ("not", "before", "till", "until", "from", "after", "about", "early", "late", "Thursday", "")
    ),
    (BO, f"{MEMBER}consent: {{profile: “2025-05-01”}}\n"),
    (BO, f"{MEMBER}consent: {{profile: 2025-2-30}}\n"),
    *(
        (BO, f"name: Bo Ek\njoined: {word} 1 May 2025\n")
        for word in ("not", "before", "until", "around", "Mon", "mardi")
    ),
    (BO, f"{MEMBER}bio: Note: this is\n  a long text\n"),
    (BO, f"{MEMBER}bio: @ada likes\n\n  sewing\n"),
    (BO, f"{MEMBER}bio: `code` is\n  fun\n"),
    (BO, f"{MEMBER}bio:so it is\n  fun\n"),
    (BO, f"{MEMBER}skills: - a\n        - b\n"),
    (BO, f"{MEMBER}skills:\n- @a\n  b\n"),
    (BO, f"{MEMBER}languages: [@en, @fr]\n"),
    (BO, f"{MEMBER}location:\n\tcity: @home\n"),
    (BO, f"{MEMBER}bio: &a hello\npronouns: *a\n"),
    (BO, f"{MEMBER}bio: !!str hello\n"),
    (BO, f'{MEMBER}bio: "never closed\n```\n'),
    (BO, f"{MEMBER}skills: sewing (hand, machine)\n"),
    (BO, f"{MEMBER}skills: 3,5 mm jacks\n"),
    (BO, f"{MEMBER}skills: none\n"),
    (BO, f"{MEMBER}skills: I sew, and I knit. Not much else\n"),
    (BO, f"{MEMBER}skills: '[sewing]'\n"),
    (BO, f"{MEMBER}skills: knitting; sewing\n"),
    (BO, f"{MEMBER}status: active?\n"),
    (BO, f"{MEMBER}status: alumnni\n"),
    (BO, f"{MEMBER}visibility: name?\n"),
    (CHAT, f"{HEAD}start: 2026-05\nstatus: confirmed?\n---\n"),
    (CHAT, f"{HEAD}start: 2026-05\nstatus: canceled\n---\n"),
    (CHAT, f"{HEAD}start: 2026-05\nhosts: Rossi, Ada\n---\n"),
    (CHAT, f"{HEAD}start: 2026-5-14 19:30:05\n---\n"),
    *((BO, f"{MEMBER}feeds: [{{url: {name}}}]\n") for name in ("slides.pptx", "README.rst", "v1.2.beta", "1.5.de/x")),
    (BO, f"{MEMBER}github: github.com/orgs\n"),
    (BO, f"{MEMBER}consent: {{profil: 2024-01-31}}\n"),
    (BO, f"{MEMBER}consnt: {{profile: 2024-01-31}}\n"),
    (BO, f"{MEMBER}invited_by: ada-rosi\n"),
    (BO, f"{MEMBER}invited_by: Ada\n"),
    (BO, f"{MEMBER}invited_by: Cy Lo\n"),
    (BO, f"{MEMBER}invited_by: Dee\n"),
    (BO, f"{MEMBER}feeds: [{{url: webcal://bo.example/nights}}]\n"),
    (BO, f"{MEMBER}feeds: [{{url: feed.xml}}]\n"),
    (BO, f"{MEMBER}feeds: [{{url: bo@ek.example}}]\n"),
    (BO, f"{MEMBER}github: https://github.com/bo/repo\n"),
    (BO, f"{MEMBER}pronouns: @she #her\n"),
    (PROFILE, "name: M\ntagline: #moot\n"),
    (BO, f"{MEMBER}pronouns: she timezone: Europe/Rome\n"),
    (BO, f"{MEMBER}pronouns: shetimezone: Europe/Rome\n"),
    (BO, f"{MEMBER}location:\t city: Turin\n"),
    (BO, f"{MEMBER}languages: !fr, en]\n"),
    (BO, f"{MEMBER}languages: e[n, fr\n"),
    (BO, f"{MEMBER}languages: [@x, en]\n"),
    (BO, f"{MEMBER}invited_by: ada-ross:\n"),
    (BO, f"{MEMBER}pronouns:s he\n"),
    (BO, f"{MEMBER}pronouns:'she\ngithub: 'bo\n"),
    (BO, f"{MEMBER}languages: en]\n"),
    (BO, f"{MEMBER}links:\n  - @label: A\n    url: https://a.example\n"),
    (BO, f'{MEMBER}pronouns: "she" or "her"\n'),
    (BO, f'{MEMBER}bio: "a \\d"\n'),
    (BO, f'{MEMBER}bio: "never closed\n'),
    (BO, f"{MEMBER}skills: [sewing, knitting\n"),
    (BO, f"{MEMBER}timezone: |\n  europe/rome\n"),
    (BO, f"{MEMBER}timezone: europe/\n  rome\n"),
    (BO, f"{MEMBER}bio: |\n  a\n\tb\n"),
    (BO, f"{MEMBER}formerly:\n  - bo-ek # until 2025\n"),
    (BO, f"{MEMBER}formerly: [bo, # now\n  bo-ek]\n"),
    (CHAT, f"{HEAD}start: 2026-05-14 7:30\n---\n"),
    (CHAT, f"{HEAD}start: 2026-05-14 19:00Z\n---\n"),
    (CHAT, f"{HEAD}start: 2026-05-14 12 am\n---\n"),
    (CHAT, f"{HEAD}start: 2026-05\nstatus: unconfirmed\n---\n"),
]
"""What stays as it is: somebody has to say what is meant."""
