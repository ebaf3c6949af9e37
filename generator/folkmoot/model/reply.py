"""What others said of the community, and what was answered, in a private folder: `replies/<slug>.md`."""

from collections.abc import Mapping
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from folkmoot.model.advice import explain
from folkmoot.model.base import Day, Short, Slug, Url, Written
from folkmoot.model.harvest import Mention

ReplyNeed = Literal["thanks", "answer", "correction", "none"]

explain(
    ReplyNeed,
    thanks="they said something kind",
    answer="they asked something, or were disappointed",
    correction="something is not so",
    none="nothing is to be said",
)


class Reply(Written):
    """What is to be said to something that others wrote about the community; a draft stands in Markdown below."""

    called_elsewhere: ClassVar[Mapping[str, str]] = {"link": "url", "sent": "replied", "date": "replied"}

    url: Url = Field(description="The address of what they wrote.")
    needs: ReplyNeed = Field(description="What it needs.")
    by: Slug | None = Field(None, description="The member who sees to it.")
    replied: Day | None = Field(None, description="The day on which it was answered.")
    where: Short | None = Field(None, description="Where it was answered, if not there.")


class Heard(NamedTuple):
    """What others said of the community, as of a day: `unseen` are mentions that nobody wrote anything down about, the
    latest first; `due` are replies that wait, and `said` those that were given, each with the mention where it was
    collected.
    """

    unseen: tuple[Mention, ...]
    due: tuple[tuple[Reply, Mention | None], ...]
    said: tuple[tuple[Reply, Mention | None], ...]
