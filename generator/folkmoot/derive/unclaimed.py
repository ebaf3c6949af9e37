"""Whose commits count for nobody: addresses that no member's file has, and that no account is known by."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from folkmoot.derive.doubles import parties_of
from folkmoot.model.account import HASH
from folkmoot.model.community import Community
from folkmoot.model.signature import Signature, Unclaimed
from folkmoot.text import collated, one_line


def unclaimed(
    community: Community, signatures: Iterable[Signature], gone: Mapping[str, frozenset[str]] = MappingProxyType({})
) -> tuple[Unclaimed, ...]:
    """Those who belong to nobody that the hub knows, with the most commits first.

    Hidden members, whoever has their name, and those whose accounts' hashes are `gone` are none of them.
    """
    strangers = (one for one in parties_of(community, signatures, gone) if one.who.startswith(HASH))
    # A party that is a hash has one address: others have other hashes.
    found = [
        Unclaimed(
            one.who,
            next((name for signature in one.signatures for name in map(_plain, signature.names) if name), ""),
            one.signatures[0].email,
            one.commits,
            tuple(sorted({signature.source for signature in one.signatures})),
        )
        for one in strangers
    ]
    return tuple(sorted(found, key=lambda one: (-one.commits, collated(one.name), one.email)))


def _plain(name: str) -> str:
    """A name as it can stand in a .mailmap."""
    return re.sub(r"[<>#]", "", one_line(name)).strip()
