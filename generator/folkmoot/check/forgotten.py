"""Whoever asked to be forgotten is not brought back, unless they want it themselves."""

from collections.abc import Iterator

from folkmoot.model.community import Community
from folkmoot.model.forgotten import file_mark
from folkmoot.model.problem import KeyPath, Problem


def forgotten_members(community: Community) -> Iterator[Problem]:
    """Files of members with an account, or under a name, of somebody who asked to be forgotten. Nobody is named."""
    if not community.forgotten:
        return
    for member in community.members.values():
        accounts: list[tuple[KeyPath, str]] = [(("accounts", at), one) for at, one in enumerate(member.other_accounts)]
        if member.github:
            accounts.insert(0, (("github",), f"login:{member.github.lower()}"))
        if member.github_id:
            accounts.insert(0, (("github_id",), f"github:{member.github_id}"))
        for keys, mark in (*accounts, ((), file_mark(member.slug))):
            if about := next((one for one in community.forgotten if one.is_about(mark)), None):
                what = "account" if keys else "file’s name"
                yield Problem(
                    member.path,
                    "member-forgotten",
                    f"this {what} is that of somebody who asked to be forgotten",
                    f"if they themselves want to come back, delete {about.path} as well; if it is somebody else,"
                    f" {'correct the account' if keys else 'call the file otherwise'}",
                    keys=keys,
                )
                break
