"""What people call time zones that have other names on the IANA list."""

from collections.abc import Mapping

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
