"""The archive's folders, told once: whoever reads, writes or counts what was collected takes them from here."""

from collections.abc import Mapping

from folkmoot.model.conversation import Discussion, Issue, PullRequest, Release
from folkmoot.model.harvest import CalendarEvent, Departure, Entry, KeptPicture, Mention, SourceState, Work

FOLDERS: Mapping[str, type] = {
    "entries": Entry,
    "events": CalendarEvent,
    "discussions": Discussion,
    "issues": Issue,
    "pulls": PullRequest,
    "releases": Release,
    "work": Work,
    "mentions": Mention,
    "sources": SourceState,
    "pictures": KeptPicture,
    "departures": Departure,
}
"""By the name of each folder, the record that each line below it holds."""
