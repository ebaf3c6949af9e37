"""Where files of records may lie by mistake: what a check looks into beside the hub's own folders.

It knows no record, so that it can be asked before any is known.
"""

ENDINGS = (".md", ".yml")
ALIKE = frozenset("member members event events project projects post posts team teams place places".split())
"""What a folder is called in small letters that may be meant for a family's: its name, with or without an s."""


def may_be_stray(path: str) -> bool:
    """Whether a file at this path below the hub, beside content/, is looked into: at the top, or in `Members/`."""
    folder, _, name = path.rpartition("/")
    return name.endswith(ENDINGS) and (not folder or folder.lower() in ALIKE)
