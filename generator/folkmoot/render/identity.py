"""What a hub's events and entries have in their ids, so that no other hub's are taken for them."""

import hashlib
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from folkmoot.model.community import Profile
from folkmoot.text import slug_of

_NOWHERE = "folkmoot.invalid"


class Identity(NamedTuple):
    """Where a hub is at home: a domain, and the path below it ("", or what ends in a slash)."""

    authority: str
    within: str


def host_of(url: str) -> str:
    """The host of a web address as the web writes it (IDNA); "" of what is none, or where it is a number (IPv6)."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError:
        return ""
    return host if parts.scheme in ("http", "https") and ":" not in host else ""


def identity_of(profile: Profile, site_url: str) -> Identity | None:
    """The hub's domain, else the place of its site (`site_url` ends in a slash, or is ""); None where neither is known.

    The domain comes first, so that ids stay when the site moves to another host.
    """
    if profile.domain:
        return Identity(profile.domain, "")
    host = host_of(site_url)
    return Identity(host, urlsplit(site_url).path.lstrip("/")) if host else None


def uid_domain(profile: Profile, site_url: str) -> str:
    """What the hub's UIDs in calendars end in: a domain, or what is written like one (RFC 5545, 3.8.4.7).

    The folders of a site below a host's root come before the host, as names within a domain do: programs make names of
    files and addresses from UIDs, and a slash in them breaks some. A hub of which no address is known goes by its name.
    """
    if found := identity_of(profile, site_url):
        folders = [quote(folder, safe="~") for folder in found.within.split("/") if folder]
        return ".".join([*reversed(folders), found.authority])
    name = slug_of(profile.name) or hashlib.sha256(profile.name.encode()).hexdigest()[:8]
    return f"{name}.{_NOWHERE}"
