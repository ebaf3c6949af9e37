"""What the columns of an unknown table probably are, where their names leave no doubt."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from folkmoot.contribute.days import NoDay, told_time
from folkmoot.contribute.importing.json_rows import FILE, FOLDER
from folkmoot.contribute.importing.mapping import Cell, Scheme
from folkmoot.contribute.importing.rows import Read
from folkmoot.errors import WrongUse
from folkmoot.render.files import yaml_text
from folkmoot.text import sameness

_NAMES: Mapping[str, Mapping[str, str]] = {
    "events": {
        "title": "title,name,event,event name,event title,summary,subject,titel,titre,titolo,nom,nome",
        "start": "start,start date,startdate,start time,starts at,begin,begins,date,start_at,starts_at,day,datum,data",
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
        "github": "github,github login,github username,github account,github handle",
        "pronouns": "pronouns",
        "organisation": "organisation,organization,company,employer,firma,entreprise,azienda,organizzazione",
        "languages": "languages,language,spoken languages,sprachen,langues,lingue",
        "location.city": "town,city,stadt,wohnort,ville,città",
        "location.country": "country,land,pays,paese",
        "timezone": "timezone,time zone,tz",
        "skills": "skills,skill,kenntnisse,compétences,competenze",
        "interests": "interests,interessen,intérêts,interessi",
        "links.Website": "website,homepage,blog,url,web",
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

_TIMES = {
    "start": "start time,time,time of day,from,begin time,uhrzeit,heure,ora,orario",
    "end": "end time,to,until,end",
}
"""By key with a time, what a column with the time of day alone may be called, beside one with the day."""

_LISTS = ("topics", "authors", "skills", "interests", "languages")
_SIGNS = (";", "|", ",")
"""What may stand between several values in one cell, the surest first."""

_LOOKED_AT = 200
"""So many cells of a column tell what it holds."""

_BLANK = "COLUMN"
"""What stands in a mapping that is printed to be corrected, where a column is to be named."""

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


class _Columns:
    """The columns of a table by what they are called, and what stands in their cells."""

    def __init__(self, read: Read) -> None:
        self.names = [column for column in read.columns if column not in (FILE, FOLDER)]
        self._read = read
        self._by_name: dict[str, list[str]] = {}
        for column in self.names:
            self._by_name.setdefault(sameness(column), []).append(column)

    def called(self, names: str) -> list[str]:
        """The columns with one of these names, which are divided by commas."""
        found = [column for name in names.split(",") for column in self._by_name.get(sameness(name), ())]
        return list(dict.fromkeys(found))

    def words(self, column: str) -> list[str]:
        """What stands in the first cells of a column that are not empty."""
        told = (str(value) for row in self._read.rows if (value := row.cells.get(column)) not in ("", None, []))
        return list(islice(told, _LOOKED_AT))

    def holds_times(self, column: str) -> bool:
        """Whether the column has the time of day alone."""
        return any(map(_is_time, self.words(column)))

    def sign(self, column: str) -> str:
        """What stands between several values in a cell of the column."""
        words = self.words(column)
        return next((sign for sign in _SIGNS if any(sign in one for one in words)), _SIGNS[-1])

    def cells(self, family: str, key: str) -> list[Cell]:
        """Where the value of a key may come from; where it is clear, there is one."""
        found = self.called(_NAMES[family][key])
        if family != "events" or key not in _TIMES:
            return [Cell(column=column) for column in found]
        times = [one for one in self.called(f"{_NAMES[family][key]},{_TIMES[key]}") if self.holds_times(one)]
        days = [one for one in found if one not in times]
        if key == "end" and times and not days:
            days = [cell.column for cell in self.cells(family, "start") if cell.column]
        if not times:
            return [Cell(column=day) for day in days]
        return [Cell(column=day, time=time) for day in days for time in times]


def _is_time(words: str) -> bool:
    try:
        told_time(words, dt.date.min)
    except NoDay:
        return False
    return True


def guessed(read: Read, family: str = "") -> Scheme:
    """A mapping for the columns of a table; raises `WrongUse` where it is not clear what the rows are.

    Its hint then holds lines of a mapping that can be kept and corrected.
    """
    columns = _Columns(read)
    listed = ", ".join(columns.names[:30])
    if family:
        if unclear := [told for key in NEEDED[family] if (told := _unclear(columns, family, key))]:
            raise WrongUse(
                f"the rows cannot be taken for {family}: {'; '.join(unclear)}; the columns are {listed}",
                f"change the first line of the table, or {_to_correct(columns, family)}",
            )
        return _scheme(family, columns)
    fitting = [name for name in NEEDED if not any(_unclear(columns, name, key) for key in NEEDED[name])]
    if len(fitting) != 1:
        told = f"be {' or '.join(fitting)}" if fitting else "not be told from the names of its columns"
        raise WrongUse(
            f"what the rows are could {told}: {listed}",
            f"say it with --family, or {_to_correct(columns, _likeliest(columns, fitting))}",
        )
    return _scheme(fitting[0], columns)


def _unclear(columns: _Columns, family: str, key: str) -> str:
    """Why it is not clear which column is a key, "" where it is."""
    found = columns.cells(family, key)
    if len(found) > 1:
        return f"{' or '.join(f'“{column}”' for column in _columns_of(found)[:5])} could be “{key}”"
    known = _NAMES[family][key].split(",")[:_SHOWN]
    return "" if found else f"no column is “{key}”, which may be called {' or '.join(known)}"


def _columns_of(cells: Iterable[Cell]) -> list[str]:
    return list(dict.fromkeys(column for cell in cells for column in cell.columns))


def _likeliest(columns: _Columns, fitting: Sequence[str]) -> str:
    """The family of which most keys are there that are needed; of several, the first."""
    return max(fitting or NEEDED, key=lambda name: sum(bool(columns.cells(name, key)) for key in NEEDED[name]))


def _to_correct(columns: _Columns, family: str) -> str:
    """The hint to correct a mapping that is not whole, with its lines."""
    scheme = _scheme(family, columns)
    remarks: dict[str, str] = {}
    first: dict[str, Cell] = {}
    for key in NEEDED[family]:
        found = _columns_of(columns.cells(family, key))
        first[key] = scheme.keys.get(key) or Cell(column=found[0] if found else _BLANK)
        if not found:
            remarks[key] = "which column holds it?"
        elif key not in scheme.keys:
            remarks[key] = f"or {' or '.join(found[1:6])}"
    scheme = scheme.model_copy(update={"keys": {**first, **scheme.keys}})
    told = [
        f"{line}  # {remarks[key]}" if (key := line.strip().partition(":")[0]) in remarks else line
        for line in in_words(scheme)
    ]
    told[0] += f"  # or {', '.join(name for name in NEEDED if name != family)}"
    if unnamed := [column for column in columns.names if column not in scheme.columns()]:
        told.append(f"# not named yet: {', '.join(unnamed[:30])}")
    shown = "\n".join(f"        {line}" for line in told)
    return f"keep these lines in a file, correct them, and name it with --mapping (see docs/importing.md):\n{shown}"


def _scheme(family: str, columns: _Columns) -> Scheme:
    taken = {key: found[0] for key in _NAMES[family] if len(found := columns.cells(family, key)) == 1}
    keys = {key: cell for key, cell in taken.items() if key != "text" and not key.startswith("venue.")}
    venue = {key.removeprefix("venue."): cell for key, cell in taken.items() if key.startswith("venue.")}
    for key in _LISTS:
        if key in keys:
            keys[key] = keys[key].model_copy(update={"split": columns.sign(str(keys[key].column))})
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
