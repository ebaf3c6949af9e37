"""The years that dates may lie in."""

YEARS = range(1000, 3000)
"""They have four digits, and leave room for zones and long events on both sides."""
