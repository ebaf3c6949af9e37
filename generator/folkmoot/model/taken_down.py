"""Why something is on the site no more: a note with its reason stands where it was."""

from pydantic import Field

from folkmoot.model.base import Day, Record, Short


class TakenDown(Record):
    """A note that something was taken down. Of what it stands below, the title and the facts stay, no word and no
    picture.
    """

    on: Day = Field(description="The day on which it was taken down.")
    why: Short = Field(description="Why, in a sentence that everybody may read.")
