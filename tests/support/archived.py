"""A record of each kind as the archive keeps it."""

import json
from pathlib import Path

from folkmoot.model.conversation import Comment, Discussion
from folkmoot.model.harvest import Entry, SourceState

ENTRY = Entry(
    source="ada-example-feed",
    id="e1",
    url="https://ada.example/1",
    title="Zoë’s lamp",
    excerpt="It works.",
    author="Ada",
    language="en",
    published="2026-05-14T17:00:00Z",
    first_seen="2026-05-15T06:00:00Z",
    tags=("repair", "light"),
)
ANSWER = Comment("C1", "bo", 12, False, "2026-05-02T10:00:00Z", True, "")
DISCUSSION = Discussion(
    source="officina-forum",
    id="D1",
    number=1,
    url="https://github.com/officina/forum/discussions/1",
    title="How?",
    category="Q&A",
    answerable=True,
    author="ada",
    author_id=11,
    bot=False,
    published="2025-12-31T10:00:00Z",
    updated="2026-05-03T10:00:00Z",
    closed="",
    answered="",
    reactions=0,
    comments=(ANSWER,),
)
STATE = SourceState("ada-example-feed", "s1", "2026-05-15T06:00:00Z", "first-seen", "", "https://ada.example/feed")


def lines(folder: Path, path: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / path).read_text(encoding="utf-8").splitlines()]
