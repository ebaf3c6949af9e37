"""What `folkmoot comment` does: tell on a pull request what the run found that checked it.

It runs with rights of its own, and knows of the proposal only what the other run handed over, as data; which pull
request that is about, GitHub says.
"""

from typing import NamedTuple

from folkmoot.load.reviews import LARGEST, load_review
from folkmoot.model.reviewed import FILE
from folkmoot.publish.forge import Forge
from folkmoot.render.problems.proposal import comment

ARTIFACT = "review"
"""What the artifact is called in which a run hands its review over."""

PAGE = "preview.html"
"""What the artifact is called that shows, on one page, what a proposal changes on the site."""

MARK = "<!-- folkmoot: review -->"


class Commented(NamedTuple):
    """What came of it, in words, and the text, "" where there is nothing to say."""

    said: str
    text: str = ""


def comment_on(repository: str, run: int, token: str, base_url: str, *, write: bool) -> Commented:
    """Keeps the one comment on the pull request that a run of the repository (owner/name) checked.

    Without `write` only says what it would be. Raises `FolkmootError` where GitHub refuses, and for what is no review.
    """
    with Forge(repository, token, base_url) as forge:
        found = forge.run(run)
        if found.event != "pull_request":
            return Commented(f"The run {run} is about no pull request.")
        number = forge.proposal_of(found)
        if number is None:
            return Commented("The pull request is closed, or has moved on: there is nothing to comment on.")
        content = forge.handed_over(found, ARTIFACT, FILE, LARGEST)
        if content is None:
            return Commented("The run handed no review over: what it came to stands in its summary.")
        text = comment(load_review(content), found.url, forge.address_of(found, PAGE))
        if not write:
            return Commented(f"This would be the comment on #{number}; --write writes it.", text)
        return Commented(f"The comment on #{number} is {forge.tell(number, MARK, text)}.", text)
