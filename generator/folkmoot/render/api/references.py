"""What the API's documents say of other records, files and dates: names, addresses, days."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from folkmoot.model.event import Event
from folkmoot.model.feedback import Feedback
from folkmoot.model.hub import Occurrence
from folkmoot.model.image import Picture
from folkmoot.model.moment import Precision
from folkmoot.model.place import Place
from folkmoot.model.post import Post
from folkmoot.model.project import Project
from folkmoot.model.team import Team
from folkmoot.model.unpublished import Timed
from folkmoot.render.api import shapes
from folkmoot.render.api.schemas import FOLDER
from folkmoot.render.links import site_path

Record = Event | Project | Post | Team | Place


def document(family: str, name: object) -> str:
    """Where a record's document lies, relative to the site's root."""
    return f"{FOLDER}{family}/{name}.json"


def ref(record: Record) -> shapes.RecordRef:
    """A record by name and address."""
    url = site_path(record.path)
    title = record.name if isinstance(record, Place) else record.title
    return shapes.RecordRef(slug=record.slug, title=title, url=url, api=document(url.split("/")[0], record.slug))


def each(events: Iterable[Event]) -> tuple[shapes.RecordRef, ...]:
    """Events by slug, each once."""
    return tuple(ref(one) for _, one in sorted({event.slug: event for event in events}.items()))


def on_day(one: Occurrence) -> shapes.DatedRef:
    """One date of an event."""
    return shapes.DatedRef(**(dict(ref(one.event)) | {"title": one.title}), date=_day(one.date, one.precision))


def on_its_day(post: Post) -> shapes.DatedRef:
    """A post with its day."""
    return shapes.DatedRef(**dict(ref(post)), date=post.date.isoformat())


def _day(date: dt.date, precision: Precision) -> str:
    return date.isoformat()[:7] if precision == "month" else date.isoformat()


def timing(one: Occurrence) -> dict[str, Any]:
    """When it takes place: the keys of a `Timing`."""
    date, last = _day(one.date, one.precision), _day(one.last, one.precision)
    return {
        "date": date,
        "last": last if last != date else "",
        "start": one.start,
        "end": one.end,
        "zone": one.zone if one.start else "",
        "precision": one.precision,
    }


def image(picture: Picture) -> shapes.Image:
    """A picture of the hub's own."""
    return shapes.Image(url=file_address(picture.file), alt=picture.alt, credit=picture.credit or "")


def file_address(path: str | None) -> str:
    """The address of a file below content/, "" for none."""
    return quote(path) if path else ""


def page_address(path: str | None) -> str:
    """The address of a page that people wrote below content/, "" for none."""
    return quote(site_path(f"content/{path}")) if path else ""


def taken_down(record: Timed) -> shapes.TakenDown | None:
    """The note of what was taken down."""
    note = record.taken_down
    return shapes.TakenDown(on=note.on, why=note.why) if note else None


def asked(feedback: Feedback) -> shapes.Feedback:
    """A question to everybody, and what came of it."""
    outcome = tuple(shapes.Response(said=one.said, did=one.did) for one in feedback.outcome)
    return shapes.Feedback(form=feedback.form or "", closes=feedback.closes, answers=feedback.answers, outcome=outcome)
