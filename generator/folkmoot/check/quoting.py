"""Names and words in quotation marks that a phone or a program for texts wrote: YAML takes these for letters."""

import re
from collections.abc import Iterator

from folkmoot.check.codes import values_of
from folkmoot.model.community import Community
from folkmoot.model.problem import Problem
from folkmoot.model.remedy import Rewrite

_KEYS = (
    "name", "pronouns", "organisation", "city", "address", "skills", "interests", "roles", "available_for", "topics",
    "label", "role",
)  # fmt: skip
"""The keys of which nobody quotes a whole value. A title may be a quotation, and so may what is said of something."""

_AROUND = re.compile('[“”„‟«»]\\s*([^“”„‟«»"]*[^\\s“”„‟«»"])\\s*[“”„‟«»]|[‘‚‛]\\s*([^‘’‚‛]*[^\\s‘’‚‛])\\s*[’‘]')


def quoted_names(community: Community) -> Iterator[Problem]:
    """Whole values in curly quotation marks, which the site would show; those within words stay."""
    for record in community.records():
        for name in _KEYS:
            for keys, value in values_of(record, name):
                if found := _AROUND.fullmatch(value):
                    bare = found[1] or found[2]
                    yield Problem(
                        record.path,
                        "quotes-shown",
                        "these quotation marks are taken for letters, and shown",
                        f"write {bare}",
                        keys=keys,
                        value=value,
                        severity="warning",
                        remedy=Rewrite(bare),
                    )
