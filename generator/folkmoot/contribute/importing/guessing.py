"""What the columns of an unknown table probably are, where their names leave no doubt."""

from collections.abc import Iterable, Mapping

from folkmoot.contribute.importing.mapping import Cell, Scheme
from folkmoot.errors import WrongUse
from folkmoot.render.files import yaml_text
from folkmoot.text import sameness

_NAMES: Mapping[str, Mapping[str, str]] = {
    "events": {
        "title": "title,name,event,event name,event title,summary,subject,titel,titre,titolo,nom,nome",
        "start": "start,start date,startdate,start time,starts at,begin,begins,date,start_at,starts_at,datum,data",
        "end": "end,end date,enddate,end time,ends at,end_at,ends_at,until",
        "timezone": "timezone,time zone,tz",
        "kind": "kind",
        "rsvp": "rsvp,rsvp url,registration,registration url,tickets,ticket url,url,link,event url,website",
        "online": "online url,meeting url,video link,zoom,zoom link",
        "language": "language,sprache,langue,lingua",
        "topics": "topics,tags,categories",
        "text": "description,details,text,beschreibung",
        "venue.name": "venue,place,location,venue name,location name,ort,lieu,luogo",
        "venue.address": "address,venue address,location address,adresse,indirizzo",
        "venue.city": "city,town,stadt,ville",
        "venue.country": "country,land,pays,paese",
    },
    "places": {
        "name": "name,venue,place,title",
        "address": "address,street address,adresse,indirizzo",
        "city": "city,town,stadt,ville",
        "country": "country,land,pays,paese",
        "coordinates.latitude": "latitude,lat",
        "coordinates.longitude": "longitude,lon,lng,long",
        "url": "url,website,link,homepage",
        "timezone": "timezone,time zone",
    },
    "members": {
        "name": "name,full name,display name",
        "joined": "joined,joined on,member since,join date,date joined",
        "github": "github,github login,github username",
        "pronouns": "pronouns",
        "links.Website": "website,homepage,blog,url",
    },
    "posts": {
        "title": "title,headline",
        "date": "date,published,published at,publication date",
        "authors": "author,authors",
        "text": "text,body,content",
        "summary": "summary,excerpt",
        "topics": "topics,tags,categories",
    },
    "projects": {
        "title": "title,name,project",
        "status": "status,state",
        "repositories": "repository,repo,repository url,repo_url,github",
        "links.Website": "website,url,website_url,homepage",
        "text": "description",
    },
    "feeds": {
        "url": "feed,feed url,rss,rss feed,rss_feed,rss url,atom,xmlurl,xml url",
        "title": "title,name,text",
        "language": "language",
    },
}
"""By family and key, what its column may be called; capitals do not count."""

_SHOWN = 4
"""So many of the names that a column may have are told where it is missing."""

NEEDED = {
    "events": ("title", "start"),
    "places": ("name", "coordinates.latitude", "coordinates.longitude"),
    "members": ("name", "joined"),
    "posts": ("title", "date", "authors"),
    "projects": ("title", "status", "repositories"),
    "feeds": ("url",),
}
"""The keys by which a family is known."""


def guessed(columns: Iterable[str], family: str = "") -> Scheme:
    """A mapping for these columns; raises `WrongUse` where it is not clear what the rows are."""
    there: dict[str, list[str]] = {}
    for column in columns:
        there.setdefault(sameness(column), []).append(column)
    listed = ", ".join([column for alike in there.values() for column in alike][:30])
    if family:
        if unclear := [told for key in NEEDED[family] if (told := _unclear(there, family, key))]:
            raise WrongUse(
                f"the rows cannot be taken for {family}: {'; '.join(unclear)}; the columns are {listed}",
                "change the first line of the table, or write a mapping and name it with --mapping"
                " (docs/importing.md shows one)",
            )
        return _scheme(family, there)
    fitting = [name for name in NEEDED if not any(_unclear(there, name, key) for key in NEEDED[name])]
    if len(fitting) != 1:
        told = f"be {' or '.join(fitting)}" if fitting else "not be told from the names of its columns"
        raise WrongUse(
            f"what the rows are could {told}: {listed}",
            "say it with --family, or write a mapping and name it with --mapping (docs/importing.md shows one)",
        )
    return _scheme(fitting[0], there)


def _unclear(columns: Mapping[str, list[str]], family: str, key: str) -> str:
    """Why it is not clear which column is a key, "" where it is."""
    found = _called(columns, _NAMES[family][key])
    if len(found) > 1:
        return f"{' or '.join(f'“{column}”' for column in found[:5])} could be “{key}”"
    known = _NAMES[family][key].split(",")[:_SHOWN]
    return "" if found else f"no column is “{key}”, which may be called {' or '.join(known)}"


def _called(columns: Mapping[str, list[str]], names: str) -> list[str]:
    return [column for name in names.split(",") for column in columns.get(sameness(name), ())]


def _scheme(family: str, columns: Mapping[str, list[str]]) -> Scheme:
    taken = {
        key: Cell(column=found[0])
        for key, names in _NAMES[family].items()
        if len(found := _called(columns, names)) == 1
    }
    keys = {key: cell for key, cell in taken.items() if key != "text" and not key.startswith("venue.")}
    venue = {key.removeprefix("venue."): cell for key, cell in taken.items() if key.startswith("venue.")}
    for key in ("topics", "authors"):
        if key in keys:
            keys[key] = keys[key].model_copy(update={"split": ","})
    if family == "events" and "kind" not in keys:
        keys["kind"] = Cell(always="meeting")
    if family == "places" and "address" not in keys and "city" in keys:
        parts = [f"{{{keys[key].column}}}" for key in ("city", "country") if key in keys]
        keys["address"] = Cell(template=", ".join(parts))
    return Scheme.model_validate(
        {"family": family, "keys": keys, "text": taken.get("text"), "venue": venue if "name" in venue else {}}
    )


def in_words(scheme: Scheme) -> list[str]:
    """A mapping as lines of YAML that can be kept in a file, and changed."""

    def cell(one: Cell) -> object:
        told = one.model_dump(exclude_none=True, exclude_defaults=True)
        return told["column"] if set(told) == {"column"} else told

    told: dict[str, object] = {"family": scheme.family, "keys": {key: cell(one) for key, one in scheme.keys.items()}}
    if scheme.text:
        told["text"] = cell(scheme.text)
    if scheme.venue:
        told["venue"] = {key: cell(one) for key, one in scheme.venue.items()}
    return yaml_text(told).splitlines()
