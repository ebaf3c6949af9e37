"""From a `Hub` to the bytes of its site: page bodies, staged pages, stamping, calendars, search."""
