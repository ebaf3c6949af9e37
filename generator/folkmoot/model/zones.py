"""Time zones by the names of the IANA list, and what people call those that have other names there."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LIKELY_ZONES: Mapping[str, str] = {
    "EST": "America/New_York", "EDT": "America/New_York", "CST": "America/Chicago", "CDT": "America/Chicago",
    "MST": "America/Denver", "MDT": "America/Denver", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "PT": "America/Los_Angeles", "ET": "America/New_York", "CET": "Europe/Paris", "CEST": "Europe/Paris",
    "BST": "Europe/London", "IST": "Asia/Kolkata", "JST": "Asia/Tokyo", "AEST": "Australia/Sydney",
    "PACIFIC TIME": "America/Los_Angeles", "MOUNTAIN TIME": "America/Denver", "CENTRAL TIME": "America/Chicago",
    "EASTERN TIME": "America/New_York", "WET": "Europe/Lisbon", "EET": "Europe/Athens",
    "MSK": "Europe/Moscow", "GMT": "UTC", "Z": "UTC",
}  # fmt: skip
"""What people who write an abbreviation probably mean; some, such as CST and IST, stand for several zones."""


def known_zone(name: str) -> ZoneInfo | None:
    """The zone of that name in the IANA database, None where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
