"""What lies where portraits lie has a name somewhere, or it stays off the site."""

from collections.abc import Iterator

from folkmoot.check.references import missing_files
from folkmoot.model.community import Community
from folkmoot.model.named import unnamed_files
from folkmoot.model.problem import Problem
from folkmoot.text import plural

_MOST = 20
"""Of how many files it is told one by one: a folder of pictures that nobody names yet may hold hundreds."""


def left_over_files(community: Community) -> Iterator[Problem]:
    """Files among the portraits that nobody names: as a rule somebody took theirs back, and the file is still there.

    While a record cannot be read, or names a file that is not there, nobody knows what is meant.
    """
    if community.unread or not community.profile.path or any(missing_files(community)):
        return
    files = sorted(unnamed_files(community))
    for file in files[:_MOST]:
        yield Problem(
            f"content/{file}",
            "file-unnamed",
            "nobody names this file, and so it is not published",
            "delete it, or name it in a record, a text or a page",
            severity="warning",
        )
    if more := files[_MOST:]:
        yield Problem(
            "content",
            "file-unnamed",
            f"{plural(len(more), 'more file')} that nobody names {'is' if len(more) == 1 else 'are'} not published",
            "mend the first ones first",
            severity="warning",
        )
