"""Makes a hub from real input, for acceptance runs and benchmarks.

    python tests/support/corpus_hub.py --corpus ../shared/corpus --feeds-from http://127.0.0.1:8765 --out DIR

Conferences come from confs-tech (one JSON file a year and topic; the same conference stands in several, and is joined
by address and start), members with their feeds from awesome-pyladies, further feeds from a running feed server's OPML.
Every row that is not taken is named with its reason; only what Folkmoot's own records accept is written.
"""

import argparse
import datetime as dt
import json
import re
import urllib.request
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import yaml
from pydantic import ValidationError

from folkmoot.model.base import Filed
from folkmoot.model.community import Profile
from folkmoot.model.event import Event
from folkmoot.model.member import Member
from folkmoot.model.place import Place
from folkmoot.text import one_line, slug_of

YEARS = range(2024, 2028)
JOINED = "2024-01-01"
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})")

# What the corpus calls a country, where Unicode's English name (CLDR) is another.
_SPELLINGS = {
    "Czech Republic": "CZ",
    "Hong Kong": "HK",
    "Korea": "KR",
    "Scotland": "GB",
    "Turkey": "TR",
    "U.K.": "GB",
    "U.S.A.": "US",
    "UK": "GB",
    "USA": "US",
}
# The languages people write as if they were countries.
_NOT_LANGUAGES = {"jp": "ja", "cz": "cs", "gr": "el", "ua": "uk", "se": "sv", "dk": "da"}

Row = Mapping[str, Any]


class Left(NamedTuple):
    """A row that was not taken."""

    file: str
    name: str
    reason: str


class Hub:
    """The files of a hub as they come together, each accepted by its record, and what was left behind."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self.left: list[Left] = []
        self.counts: Counter[str] = Counter()
        self._slugs: set[str] = set()

    def add(
        self, family: str, record: type[Filed], fields: dict[str, Any], slug: str, origin: str, text: str = ""
    ) -> str:
        """Takes one record and returns its slug; "" where the record refuses it."""
        fields = {key: value for key, value in fields.items() if value not in (None, "", [], {})}
        try:
            record.model_validate(fields)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(map(str, first["loc"]))
            self.left.append(Left(origin, str(fields.get("title", fields.get("name"))), f"{where}: {first['msg']}"))
            return ""
        slug = self._free(family, slug)
        written = _yaml(fields)
        if record is Event:
            self.files[f"{family}/{slug}.md"] = f"---\n{written}---\n\n{text}\n"
        else:
            self.files[f"{family}/{slug}.yml"] = written
        self.counts[family] += 1
        return slug

    def _free(self, family: str, slug: str) -> str:
        """The slug, numbered from the second of its name on."""
        free = slug = slug if slug not in ("", "index", "past") else f"{slug or 'one'}-1"
        number = 1
        while f"{family}/{free}" in self._slugs:
            number += 1
            free = f"{slug[:55].rstrip('-')}-{number}"
        self._slugs.add(f"{family}/{free}")
        return free


def _yaml(fields: Any) -> str:
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=100)


def countries() -> Mapping[str, str]:
    """ISO 3166's two letters by the English name of a country."""
    from babel import Locale

    names = Locale("en").territories
    return {str(names[code]): str(code) for code in names if re.fullmatch("[A-Z]{2}", str(code))} | _SPELLINGS


def conferences(corpus: Path) -> Iterator[tuple[str, list[str], list[Row]]]:
    """Each conference once: the files it stands in, its topics, and its rows."""
    joined: dict[tuple[str, str], list[tuple[str, str, Row]]] = {}
    for year in YEARS:
        for file in sorted((corpus / f"confs-tech/conferences/{year}").glob("*.json")):
            for row in json.loads(file.read_text(encoding="utf-8")):
                key = (row["url"].rstrip("/"), row["startDate"])
                joined.setdefault(key, []).append((str(file.relative_to(corpus)), file.stem, row))
    for rows in joined.values():
        yield rows[0][0], sorted({topic for _, topic, _ in rows}), [row for _, _, row in rows]


def add_conferences(hub: Hub, corpus: Path) -> None:
    """Every conference as an event, and every city with a country as a place."""
    codes = countries()
    places: dict[tuple[str, str], str] = {}
    for file, topics, rows in conferences(corpus):
        row = {key: value for one in reversed(rows) for key, value in one.items()}
        if reason := _impossible(row):
            hub.left.append(Left(file, row["name"], reason))
            continue
        city, country = row.get("city", ""), row.get("country", "")
        if country and country not in codes:
            hub.left.append(Left(file, row["name"], f"no such country: {country} (taken without its place)"))
        place = _place(hub, places, city, codes[country], country, file) if city and country in codes else ""
        call = {"url": row.get("cfpUrl"), "closes": row.get("cfpEndDate")}
        fields = {
            "title": one_line(row["name"]),
            "kind": "conference",
            "start": row["startDate"],
            "end": row["endDate"] if row["endDate"] != row["startDate"] else None,
            "place": place,
            "online": row["url"] if row.get("online") else None,
            "rsvp": row["url"],
            "call_for_papers": {key: value for key, value in call.items() if value} if call["url"] else None,
            "language": _language(row.get("locales", "")),
            "topics": topics,
            "agenda": ["external"],
            "summary": _summary(row, city, country),
        }
        slug = f"{slug_of(row['name'])[:50].rstrip('-')}-{row['startDate'][:4]}".lstrip("-")
        hub.add("events", Event, fields, slug, file, f"More at <{row['url']}>.")


def _impossible(row: Row) -> str:
    try:
        start, end = (dt.date.fromisoformat(row[key]) for key in ("startDate", "endDate"))
    except ValueError as error:
        return str(error)
    return f"it ends on {end}, before it starts on {start}" if end < start else ""


def _place(hub: Hub, places: dict[tuple[str, str], str], city: str, code: str, country: str, origin: str) -> str:
    city = one_line(city)
    if (city, code) not in places:
        fields = {"name": city, "address": f"{city}, {country}", "city": city, "country": code}
        places[city, code] = hub.add("content/places", Place, fields, slug_of(city), origin)
    return places[city, code]


def _language(locales: str) -> str | None:
    first = locales.split(",")[0].strip().lower()
    first = _NOT_LANGUAGES.get(first, first)
    return first if _LANGUAGE.fullmatch(first) else None


def _summary(row: Row, city: str, country: str) -> str:
    town = ", ".join(filter(None, [city, country]))
    where = " and ".join(filter(None, [town, "online" if row.get("online") else ""]))
    return one_line(f"A conference {'in ' if city else ''}{where}." if where else "A conference.")


def add_authors(hub: Hub, corpus: Path) -> None:
    """Everybody who writes one of awesome-pyladies' blogs or podcasts, with their feeds."""
    people: dict[str, dict[str, Any]] = {}
    origins: dict[str, str] = {}
    for file in sorted((corpus / "awesome-pyladies/data/content").glob("*.json")):
        content = json.loads(file.read_text(encoding="utf-8"))
        for author in content.get("authors", []):
            accounts = {key: value for one in author.get("social_media", []) for key, value in one.items() if value}
            login = str(accounts.get("github", "")).strip("@/ ").rpartition("/")[2]
            name = one_line(author["name"])
            fields = people.setdefault(login.lower() or name, {"name": name, "joined": JOINED, "feeds": []})
            origins.setdefault(login.lower() or name, str(file.relative_to(corpus)))
            if _LOGIN.fullmatch(login):
                fields["github"] = login
            if (feed := content.get("rss_feed")) and feed not in [one["url"] for one in fields["feeds"]]:
                fields["feeds"].append({"url": feed, "title": one_line(content["title"])})
    for key, fields in people.items():
        hub.add("members", Member, fields, slug_of(fields["name"]), origins[key])


def served_feeds(server: str) -> list[dict[str, str]]:
    """The feeds that a feed server offers in its OPML."""
    with urllib.request.urlopen(f"{server.rstrip('/')}/_opml", timeout=20) as answer:
        outlines = ElementTree.fromstring(answer.read()).iter("outline")
        return [{"url": one.attrib["xmlUrl"], "title": f"Feed {one.attrib['text']}"} for one in outlines]


def add_community(hub: Hub, feeds: Sequence[Mapping[str, str]], repositories: Iterable[str]) -> None:
    """The community's own file, a home page, and the engine's configuration."""
    founder = next(path for path in sorted(hub.files) if path.startswith("members/"))
    profile = {
        "name": "The corpus",
        "founded": JOINED,
        "founders": [Path(founder).stem],
        "languages": ["en"],
        "timezone": "UTC",
        "sources": {"feeds": list(feeds), "discussions": [], "repositories": list(repositories)},
    }
    Profile.model_validate(profile)
    hub.files["content/community.yml"] = _yaml(profile)
    hub.files["content/index.md"] = "# Welcome\n\nConferences, people and blogs, as others wrote them down.\n"
    hub.files["mkdocs.yml"] = _yaml(
        {
            "site_name": "The corpus",
            "site_url": "https://corpus.example/",
            "docs_dir": "content",
            "theme": {"name": "material"},
            "plugins": ["folkmoot"],
        }
    )
    hub.counts["feeds"] = len(feeds)


def corpus_hub(corpus: Path, feeds: Sequence[Mapping[str, str]], repositories: Iterable[str]) -> Hub:
    """The hub made from a corpus, not yet written."""
    hub = Hub()
    add_conferences(hub, corpus)
    add_authors(hub, corpus)
    add_community(hub, feeds, repositories)
    return hub


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes a hub from real input.")
    parser.add_argument("--corpus", type=Path, required=True, help="holds confs-tech and awesome-pyladies")
    parser.add_argument("--feeds-from", metavar="URL", help="a running feed server")
    parser.add_argument("--out", type=Path, required=True, help="a new folder")
    parser.add_argument("--repository", action="append", default=[], help="owner/name or an address; may be repeated")
    options = parser.parse_args()
    if options.out.exists() and any(options.out.iterdir()):
        parser.error(f"{options.out} is not empty")
    feeds = served_feeds(options.feeds_from) if options.feeds_from else []
    hub = corpus_hub(options.corpus, feeds, options.repository)
    for path, text in hub.files.items():
        place = options.out / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")
    for left in hub.left:
        print(f"left: {left.file}: {left.name}: {left.reason}")
    print(*(f"{count} {Path(family).name}" for family, count in hub.counts.items()), f"{len(hub.left)} left", sep=", ")


if __name__ == "__main__":
    main()
