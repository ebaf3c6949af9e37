"""The planet's sources as a list that feed readers import (OPML 2.0, opml.org/spec2.opml)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET

from folkmoot.model.faring import faring
from folkmoot.model.harvest import Source
from folkmoot.model.hub import Hub
from folkmoot.model.member import Member
from folkmoot.render.feeds.feed import legal, line, shown, tag_of
from folkmoot.text import collated

MEDIA_TYPE = "text/x-opml"


def followed(hub: Hub) -> Iterator[Source]:
    """The feeds that readers are led to: of members who are on the site, and the community's own, in no order.

    Each is at the address where it is read: one that moved, or is named by a page, where it was found. What was taken
    down on purpose is left out, and so is a second address of a feed that is listed twice.
    """
    for one in faring(hub.sources, hub.harvest, hub.now):
        source = one.source
        if source.kind != "entries" or one.twin or one.plight in ("gone", "former"):
            continue
        if not source.owner or shown(hub.community, [source.owner]):
            is_address = one.moved_to.startswith(("https://", "http://"))
            yield replace(source, url=one.moved_to) if is_address else source


def subscriptions(hub: Hub, say: Callable[[str], str]) -> bytes:
    """The feeds on the planet: the members' with their names, then the community's own; b"" where there are none.

    It says nothing of when it was made, so the same sources give the same bytes.
    """
    members: list[ET.Element] = []
    others: list[ET.Element] = []
    for source in sorted(followed(hub), key=lambda one: (collated(one.title or one.url), one.url)):
        owner = next(iter(shown(hub.community, [source.owner])), None)
        (members if owner else others).append(_outline(source, owner))
    if not members and not others:
        return b""
    root = ET.Element("opml", {"version": "2.0"})
    head = ET.SubElement(root, "head")
    name = hub.community.profile.name
    ET.SubElement(head, "title").text = line(say("%(whole)s: %(part)s") % {"whole": name, "part": say("Planet")})
    ET.SubElement(head, "ownerName").text = line(name)
    ET.SubElement(head, "docs").text = "http://opml.org/spec2.opml"
    body = ET.SubElement(root, "body")
    for heading, found in ((say("Members"), members), (name, others)):
        if found:
            ET.SubElement(body, "outline", {"text": line(heading)}).extend(found)
    ET.indent(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode").encode() + b"\n"


def _outline(source: Source, owner: Member | None) -> ET.Element:
    """One feed. `type` is rss for every format, as the specification has it."""
    title = line(source.title) or (line(owner.name) if owner else source.url)
    told = {"type": "rss", "text": title, "title": title, "xmlUrl": legal(source.url)}
    if source.site:
        told["htmlUrl"] = legal(source.site)
    if owner:
        told["description"] = line(owner.name)
    if language := tag_of(source.language):
        told["language"] = language.lower()
    return ET.Element("outline", told)
