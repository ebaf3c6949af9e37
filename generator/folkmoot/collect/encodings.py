"""Bytes from the web as text: in the encoding they are in, which is often not the one they are said to be in."""

import codecs
import re
from contextlib import suppress

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml\s[^>]{0,300}\?>")
_ROOT = re.compile(r"<(?:rss|feed|channel|[A-Za-z]+:RDF)\b", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BARE = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"), (b"<\0f\0", "utf-16-le"), (b"<\0r\0", "utf-16-le"))
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "euc_kr": "cp949", "iso8859-9": "cp1254", "tis-620": "cp874",
}  # fmt: skip
"""What is in documents said to be in these: the encodings that hold more (https://encoding.spec.whatwg.org)."""

_NO_TEXT = frozenset(("idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf-7"))
_STRAY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CONTROLS = bytes(range(0x20)).translate(None, b"\t\n\r")
_C1 = {
    number: letter
    for number in range(0x80, 0xA0)
    if (letter := bytes((number,)).decode("cp1252", "ignore")) and number != 0x85
}
_HAS_C1 = re.compile("[\x80-\x84\x86-\x9f]")


def readable(body: bytes, content_type: str) -> str:
    """The document's text without byte order mark, XML declaration, what stands before it, and control characters.

    A mark counts first. What is UTF-8 throughout is in UTF-8, whatever is said of it; else the document's own word
    counts before the server's. Bytes that are none in UTF-8 are read as Windows has them, each for itself: documents
    are put together from parts.
    """
    text = decoded(body, content_type)
    found = _DECLARATION.search(text, 0, 4096)
    if found and not _ROOT.search(text, 0, found.start()):
        text = text[found.end() :]
    elif not text.startswith("<"):
        text = text[max(text.find("<"), 0) :]
    # Looked for in another way first, which takes a hundredth of the time.
    is_clean = len(body.translate(None, _CONTROLS)) == len(body) and "\ufffe" not in text and "\uffff" not in text
    return text if is_clean else _STRAY.sub("", text)


def straightened(text: str) -> str:
    """A text in which signs that only Windows has at their places, and UTF-8 taken for Latin-1, are what is meant."""
    if text.isascii():
        return text
    with suppress(UnicodeError):
        text = text.encode("latin-1").decode()
    return text.translate(_C1) if _HAS_C1.search(text) else text


def decoded(body: bytes, content_type: str) -> str:
    """The document as text, in the encoding that `readable` finds."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    for begin, name in _BARE:
        if body.startswith(begin):
            return body.decode(name, "replace")
    declared = _DECLARED.search(body, 0, 4096)
    served = _CHARSET.search(content_type)
    said = [_known(declared[1].decode()) if declared else "", _known(served[1]) if served else ""]
    if not (said[0].startswith(("iso2022", "hz")) and (b"\x1b" in body or b"~{" in body)):
        try:
            return body.decode()
        except UnicodeDecodeError:
            pass
    others = [name for name in said if name and name != "utf-8" and not name.startswith(("utf-16", "utf-32"))]
    for name in others:
        try:
            return body.decode(name)
        except (UnicodeError, ValueError):
            continue
    if "utf-8" in said or not others:
        return body.decode("utf-8", _AS_WINDOWS)
    return body.decode(others[0], "replace")


def _known(said: str) -> str:
    """The encoding that has a name, or "" where it is none of text."""
    try:
        name = codecs.lookup(said).name
    except (LookupError, ValueError):
        return ""
    if name in _NO_TEXT:
        return ""
    wider = _WIDER.get(name, name)
    try:
        b"x".decode(wider)
    except (LookupError, UnicodeError):
        return "" if wider[:6] not in ("utf-16", "utf-32") else wider
    return wider


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """What Windows reads in the first byte that cannot be decoded."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.start + 1].decode("cp1252", "replace"), error.start + 1


_AS_WINDOWS = "folkmoot-as-windows"
codecs.register_error(_AS_WINDOWS, _as_windows)
