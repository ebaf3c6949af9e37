"""Where the community meets: `content/places/<slug>.yml`."""

from pydantic import Field

from folkmoot.model.base import Addressed, Country, Language, Record, Short, Text, Url, Zone
from folkmoot.model.image import Picture


class Coordinates(Record):
    """A point on the earth, in degrees (WGS 84)."""

    latitude: float = Field(ge=-90, le=90, description="Degrees north.")
    longitude: float = Field(ge=-180, le=180, description="Degrees east.")


class Place(Addressed):
    """A venue."""

    name: Short = Field(description="What it is called.")
    address: Short = Field(description="Street, number, post code and town.")
    city: Short | None = Field(None, description="The town.")
    country: Country | None = Field(None, description="Two letters, for example CH.")
    timezone: Zone | None = Field(None, description="For example Europe/Zurich.")
    language: Language | None = Field(None, description="The language that its texts are in.")
    access: Text = Field("", description="Steps, lifts, toilets, quiet room: what one must know beforehand.")
    directions: Text = Field("", description="How to get there.")
    coordinates: Coordinates | None = Field(None, description="Where it is on a map.")
    url: Url | None = Field(None, description="The venue's own page.")
    picture: Picture | None = Field(None, description="What it looks like, to find the door.")
