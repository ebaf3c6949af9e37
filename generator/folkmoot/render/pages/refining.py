"""What the directory's form needs: the words to choose from, and a small file of all members for directory.js."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from folkmoot import text
from folkmoot.model.hub import Hub
from folkmoot.model.member import Member
from folkmoot.render.canvas import Canvas
from folkmoot.render.pages.facets import Facet, Facets, Kind
from folkmoot.render.wording.phrases import hue
from folkmoot.render.wording.tongue import N_, languages_of

INDEX = "assets/folkmoot/directory.json"
"""The file that directory.js reads when somebody begins to refine."""

_CHOICES = 50
"""So many words of a kind stand in the form, the most used ones; all of them have pages of their own."""

_SKILLS = 3
"""So many skills a card tells."""

_LABELS: Mapping[Kind, str] = {
    "skill": N_("Knows about"),
    "language": N_("Speaks"),
    "place": N_("Lives in"),
    "available-for": N_("Available for"),
    "team": N_("Team"),
}
"""What the lists of the form are called. Interests have none: they are as many as skills, and would double the file."""


def label(canvas: Canvas, facet: Facet) -> str:
    """What a facet is called in the page's language."""
    if facet.kind == "language":
        return canvas.phrases.language(facet.word)
    if facet.kind == "team":
        return canvas.community.teams[facet.word].title
    if facet.kind == "place":
        return town_label(canvas, facet) if facet.is_town else canvas.phrases.country(facet.word)
    return facet.word


def town_label(canvas: Canvas, facet: Facet) -> str:
    """A town with its country, where that is known."""
    country = canvas.phrases.country(facet.country)
    return canvas.say("%(town)s, %(country)s", town=facet.word, country=country) if country else facet.word


class Choice(NamedTuple):
    """A list of the form: what it is called, and its words as finished options of HTML."""

    kind: Kind
    heading: str
    options: Markup

    def choosing(self, slug: str, word: str) -> Markup:
        """The options with one chosen, which is added where it is too rare to be among them."""
        option = Markup('<option value="{}"').format(slug)
        if option in self.options:
            return self.options.replace(option, option + Markup(" selected"), 1)
        return Markup("{} selected>{}</option>").format(option, word) + self.options


def choices(canvas: Canvas, found: Facets) -> list[Choice]:
    """The lists of the form, of each kind the words that are used most, by label."""
    lists = []
    for kind in _LABELS:
        words = [(facet.slug, label(canvas, facet)) for facet in found.by_kind[kind][:_CHOICES]]
        words.sort(key=lambda one: (text.collated(one[1]), one[0]))
        options = Markup().join(Markup('<option value="{}">{}</option>').format(*one) for one in words)
        if words:
            lists.append(Choice(kind, canvas.say(_LABELS[kind]), options))
    return lists


def people_index(hub: Hub) -> tuple[str, bytes]:
    """The path and the JSON of all current members whom the directory lists, by name, in rows as short as can be.

    A facet is its kind, its slug, for cards the word of a skill or town, and of a town the number of its country. A
    member is their slug, their name, and their picture or the number of their colour; then, where they agreed to have
    their profile shown, the numbers of their facets, without the country where a town tells it, and how many of these,
    which stand first, are the skills of their card. `languages` are those that have a page of each member beside the
    main one.
    """
    found = Facets(hub.community, hub.today)
    facets = [facet for kind in _LABELS for facet in found.by_kind[kind]]
    numbers = {facet.address: number for number, facet in enumerate(facets)}
    members = (one for one in hub.community.members.values() if one.is_shown and one.status != "alumni")
    rows = [
        _row(found, numbers, member) for member in sorted(members, key=lambda one: (text.collated(one.name), one.slug))
    ]
    others = languages_of(hub.community)[1:] if hub.community.profile.pages_in_every_language else ()
    said = {"languages": others, "facets": [_facet(found, numbers, facet) for facet in facets], "members": rows}
    return INDEX, json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _facet(found: Facets, numbers: Mapping[str, int], facet: Facet) -> list[Any]:
    told: list[Any] = [facet.kind, facet.slug]
    country = found.country(facet.country) if facet.is_town else None
    if facet.kind == "skill" or facet.is_town:
        told.append(facet.word)
    return [*told, numbers[country.address]] if country else told


def _row(found: Facets, numbers: Mapping[str, int], member: Member) -> list[Any]:
    sign = member.photo if member.photo and member.allows("photo") else hue(member.slug)
    own = [facet for facet in found.of_member.get(member.slug, ()) if facet.kind in _LABELS]
    told = {numbers[facet.address] for facet in own}
    if any(facet.is_town for facet in own) and member.location and member.location.country:
        country = found.country(member.location.country)
        told -= {numbers[country.address]} if country else set()
    known = (found.of("skill", skill) for skill in member.skills[:_SKILLS])
    first = list(dict.fromkeys(numbers[one.address] for one in known if one)) if own else []
    row: list[Any] = [member.slug, member.name, sign]
    if told:
        row += [[*first, *sorted(told.difference(first))], len(first)]
    return row
