"""Where events are held, as tables write it: one place, however its name is spelled from row to row."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from folkmoot.model.place import Place
from folkmoot.text import excerpt, listed, one_line, sameness

_BETWEEN = re.compile(r"[^\w+#]+|_+")


class Venues:
    """The places of a hub and of an import, by their names and towns."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_words: dict[str, str] = {}
        self._by_name: dict[str, dict[str, Place]] = {}
        for one in places:
            self.add(one)
            for name in (one.name, one.address):
                self._by_words[sameness(name)] = one.slug

    def add(self, place: Place) -> None:
        """Remembers a place that is new."""
        self._by_name.setdefault(_bare(place.name), {}).setdefault(_bare(place.city or ""), place)

    def meant_by(self, words: str) -> str:
        """The hub's place that words name, alone or in front of a comma; "" for none."""
        return self._by_words.get(sameness(words)) or self._by_words.get(sameness(words.partition(",")[0]), "")

    def known(self, venue: Mapping[str, Any]) -> Place | None:
        """The place with this name in this town; where only one of both says the town, the only one of that name."""
        alike = self._by_name.get(_bare(str(venue["name"])), {})
        town = _bare(str(venue.get("city") or ""))
        if town in alike:
            return alike[town]
        if len(alike) == 1 and (not town or "" in alike):
            return next(iter(alike.values()))
        return None

    def told(self, venue: Mapping[str, Any], known: Place) -> str:
        """What a row says otherwise of a place that is known, "" for nothing; spelling alone is nothing."""
        differing = [key for key, value in venue.items() if not _same(value, getattr(known, key, None))]
        if not differing:
            return ""
        name = excerpt(one_line(str(venue["name"])), 60)
        return f"its place “{name}” is taken for {known.path}, which stays as it is: {listed(differing)} would differ"


def _same(said: Any, known: Any) -> bool:
    if isinstance(said, Mapping):
        return all(_same(value, getattr(known, key, None)) for key, value in said.items())
    if isinstance(said, (int, float)) and isinstance(known, (int, float)):
        return said == known
    return _bare(str(said)) == _bare("" if known is None else str(known))


def _bare(words: str) -> str:
    """What the spellings of a name share: its letters and digits, without what stands between them."""
    return _BETWEEN.sub(" ", sameness(words)).strip()
