"""The programs that a hub names, whose commits count for nobody: no member is one of them, and each can be found."""

from collections.abc import Iterator

from folkmoot.model.community import Community
from folkmoot.model.member import Member
from folkmoot.model.problem import Problem
from folkmoot.model.programs import named_by
from folkmoot.model.remedy import Rewrite


def members_as_programs(community: Community) -> Iterator[Problem]:
    """Members whose name, login or file is named among the programs: what they do would be nobody's, without a word."""
    for index, written in enumerate(community.profile.sources.bots):
        found = _members_named(community, written)
        if found:
            more = f" and {len(found) - 1:,} more" if len(found) > 1 else ""
            yield Problem(
                community.profile.path,
                "bot-member",
                f"“{written}” is {found[0].name} ({found[0].path}){more}; here stand programs, which count for nobody",
                "take it out, or name the program so that no member is meant",
                keys=("sources", "bots", index),
                value=written,
                severity="warning",
            )


def programs_with_signs(community: Community) -> Iterator[Problem]:
    """Programs that are named with an @ in front, as no history names anybody."""
    for index, written in enumerate(community.profile.sources.bots):
        if written.startswith("@") and not _members_named(community, written):
            bare = written.lstrip("@")
            # Of an address nothing but the host is told.
            right = f"*@{bare}" if "." in bare and "*" not in bare else bare
            yield Problem(
                community.profile.path,
                "bot-sign",
                f"“{written}” is found in no history",
                f"write {right}, for all addresses there" if right != bare else f"write it without @: {bare}",
                keys=("sources", "bots", index),
                value=written,
                severity="warning",
                remedy=Rewrite(right),
            )


def _members_named(community: Community, written: str) -> list[Member]:
    """The members whom this names, in the order of their files; without the hidden ones, whose work counts nowhere."""
    is_named = named_by([written.lstrip("@")])
    shown = (one for one in community.members.values() if one.is_shown)
    return [one for one in shown if any(map(is_named, (one.slug, one.name, *one.logins)))]
