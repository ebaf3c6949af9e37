"""The search's filters: their files written anew, since Pagefind writes those in an order of chance.

Pagefind 1.5 counts pages from 0 and keeps them in gzip around a mark and CBOR (RFC 8949):
`pagefind.<hash>.pf_meta` is [version, pages, words, [[filter, hash], ...], sorts, fields];
`filter/<hash>.pf_filter` is [filter, [[value, [page, ...]], ...]];
`pagefind-entry.json` names the hash of the former for each language of the index.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping
from typing import Any

import cbor2

from folkmoot.errors import EngineFailure

_ENTRY = "pagefind-entry.json"
_MARK = b"pagefind_dcd"
_FILTERS = 3
"""Where the filters stand in a pf_meta file."""


def settled(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an index with its filters and values in alphabetical order, under names that their bytes give.

    Raises `EngineFailure` where a file is not what Pagefind 1.5 writes.
    """
    try:
        return _settled(dict(files))
    except (KeyError, IndexError, TypeError, ValueError, OSError, EOFError, cbor2.CBORDecodeError) as error:
        raise EngineFailure(
            f"the files of the search index are not as expected: {type(error).__name__} {error}",
            "install the version of pagefind_bin that Folkmoot asks for",
        ) from None


def _settled(files: dict[str, bytes]) -> dict[str, bytes]:
    entry = json.loads(files.pop(_ENTRY))
    for language in entry["languages"].values():
        index = _read(files.pop(f"pagefind.{language['hash']}.pf_meta"))
        index[_FILTERS] = sorted([name, _renamed(files, name, known)] for name, known in index[_FILTERS])
        content = _written(index)
        language["hash"] = _named(language["hash"], content)
        files[f"pagefind.{language['hash']}.pf_meta"] = content
    files[_ENTRY] = json.dumps(entry, sort_keys=True).encode()
    return files


def _renamed(files: dict[str, bytes], name: str, known: str) -> str:
    """Writes one filter anew; returns its new hash."""
    said, values = _read(files.pop(f"filter/{known}.pf_filter"))
    if said != name:
        raise ValueError(f"{said} where {name} should be")
    content = _written([name, sorted([value, sorted(pages)] for value, pages in values)])
    new = _named(known, content)
    files[f"filter/{new}.pf_filter"] = content
    return new


def _read(content: bytes) -> Any:
    raw = gzip.decompress(content)
    if not raw.startswith(_MARK):
        raise ValueError(f"no {_MARK.decode()} at the beginning")
    return cbor2.loads(raw.removeprefix(_MARK))


def _written(value: Any) -> bytes:
    return gzip.compress(_MARK + cbor2.dumps(value), 9, mtime=0)


def _named(known: str, content: bytes) -> str:
    """A hash as Pagefind writes it (language, underscore, digits), of these bytes; browsers keep files by it."""
    return f"{known.partition('_')[0]}_{hashlib.sha256(content).hexdigest()[:10]}"
