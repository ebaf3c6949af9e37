"""The templates' code, compiled once: for a run, and for the next one, as Python keeps its own.

It lies in `__pycache__` beside the templates (PEP 3147), where that can be written. Its name holds what it depends on
besides the template, which Jinja asks for itself: the versions of Python and Jinja, and how templates are read.
"""

import hashlib
import os
import pickle
import sys
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

_READERS = ("canvas.py", "compiled.py")
"""The files below render/ that say how templates are read."""


class Compiled(BytecodeCache):
    """Gives compiled templates out again, from memory or from a folder."""

    def __init__(self, folder: Path) -> None:
        """Where the folder cannot be read or written, each run compiles anew."""
        self._folder = folder
        self._known: dict[tuple[str, str], bytes] = {}
        self._age = ""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja asks for a template's code; a file that is no such code is none."""
        known = bucket.key, bucket.checksum
        if known in self._known:
            bucket.bytecode_from_string(self._known[known])
            return
        # What is half, of another program or out of date is no code: Jinja compiles the template then.
        with suppress(OSError, ValueError, EOFError, TypeError, pickle.UnpicklingError):
            bucket.bytecode_from_string(self._place(bucket).read_bytes())
            self._known[known] = bucket.bytecode_to_string()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Jinja compiled a template."""
        code = self._known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            place = self._place(bucket)
            half = place.with_suffix(f".{os.getpid()}")
            half.write_bytes(code)
            half.replace(place)

    def _place(self, bucket: Bucket) -> Path:
        if not self._age:
            here = Path(__file__).parent
            told = [version("jinja2").encode(), *((here / name).read_bytes() for name in _READERS)]
            self._age = hashlib.sha256(b"\0".join(told)).hexdigest()[:16]
        return self._folder / f"{bucket.key}.{sys.implementation.cache_tag}-{self._age}.template"


COMPILED = Compiled(Path(__file__).parent / "templates/__pycache__")
"""What all canvases of a run share."""
