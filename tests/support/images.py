"""Pictures for tests, made as cameras, programs and ill-wishers make them."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageCms

GPS = 0x8825
ORIENTATION = 0x0112


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), colour: object = "red", **saved: Any) -> bytes:
    """A picture of one colour."""
    return written(Image.new("RGBA" if kind in ("PNG", "WEBP") else "RGB", size, colour), kind, **saved)  # type: ignore[arg-type]


def written(image: Image.Image, kind: str, **saved: Any) -> bytes:
    """The file of an image."""
    made = io.BytesIO()
    image.save(made, kind, **saved)
    return made.getvalue()


def photograph(orientation: int = 6) -> bytes:
    """A JPEG as a telephone takes it: on its side, with the place, a comment and the colours of its screen in it."""
    image = Image.new("RGB", (400, 200), "blue")
    image.paste("yellow", (0, 0, 100, 200))
    told = Image.Exif()
    told[ORIENTATION] = orientation
    told[0x010F] = "SECRET-MAKER"
    told.get_ifd(GPS)[1] = "N"
    told.get_ifd(GPS)[2] = (45.0, 4.0, 12.0)
    colours = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return written(image, "JPEG", exif=told.tobytes(), comment=b"SECRET-COMMENT", icc_profile=colours)


def opened(content: bytes) -> Image.Image:
    """The image in a file, read whole."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def bomb(side: int) -> bytes:
    """A PNG of some bytes that says it is a square of so many points a side, all black."""
    row = b"\0" * (side // 8 + 2)
    packed = zlib.compressobj(9)
    data = b"".join([*(packed.compress(row) for _ in range(side)), packed.flush()])
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
