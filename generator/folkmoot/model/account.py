"""How accounts and repositories at GitHub are written, and how people are who may not be named: told once for all."""

import re

LOGIN = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})"
"""A login, as a pattern. Older ones hold what GitHub gives nobody any more, such as two hyphens."""

REPOSITORY = r"[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}"
"""owner/name, as a pattern."""

HASH = "hash:"
"""How the archive's word for somebody begins who is not named."""

HASHED = re.compile(f"{HASH}[0-9a-f]{{16}}")
"""That word as a whole."""

is_login = re.compile(LOGIN).fullmatch
is_repository = re.compile(REPOSITORY).fullmatch
