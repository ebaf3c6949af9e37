"""A picture from elsewhere as the site shows it: upright, small, in WebP, and nothing of what else was in its file.

Pictures come from strangers, and decoders have faults. So this runs in a process of its own (`resizing`), which has
little memory and is ended when it takes too long.
"""

import io
import json
import sys
from typing import NamedTuple

from PIL import AvifImagePlugin, Image, ImageCms, ImageOps, UnidentifiedImageError

from folkmoot.collect import abandoned

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "AVIF")
PORTRAIT_SIDE = 160
PHOTO_SIDE = 1600

_MOST_POINTS = {"WEBP": 6_000_000, "JPEG": 16_000_000}
_MOST_USUALLY = 9_000_000
"""The points of a picture at most, which stands for some 120 MB while it is looked at: more than a large screen has.
WebP is held several times over; a JPEG once, in reduced form.
"""

_MOST_REDUCED = 64_000_000
_MOST_PROGRESSIVE = 16_000_000
"""The points of a JPEG at most: one in several passes has all of them in memory, reduced or not."""

AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # one a processor reserves more memory than the process is given
Image.MAX_IMAGE_PIXELS = None  # both limits are ours: Pillow's would warn of what is read in reduced form

_QUALITY = 80
_SIXTEEN_BITS = "I;16"
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How to turn a picture for each orientation that a camera writes. Source: Exif 2.32, tag 274."""


class Unfit(Exception):
    """A picture cannot be shown; `str(error)` says in words why."""


class Small(NamedTuple):
    """A picture in WebP, with its size in points."""

    content: bytes
    width: int
    height: int


def small(content: bytes, *, is_portrait: bool) -> Small:
    """The first image of a picture: of a portrait the middle as a square, of others at most 1,600 points a side.

    The same bytes give the same picture. Raises `Unfit`.
    """
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            return _made_small(image, is_portrait=is_portrait)
    except UnidentifiedImageError:
        raise Unfit(_kind_fault(content)) from None
    except MemoryError:
        raise Unfit("takes too much memory to look at") from None
    except Unfit:
        raise
    except Exception as error:
        # Decoders raise what they like at damaged files: OSError, SyntaxError, struct.error, EOFError, IndexError.
        raise Unfit("is a damaged picture") from error


def _made_small(image: Image.Image, *, is_portrait: bool) -> Small:
    side = PORTRAIT_SIDE if is_portrait else PHOTO_SIDE
    points = image.width * image.height
    image.draft("RGB", (side, side))
    most = _MOST_PROGRESSIVE if image.info.get("progressive") else _MOST_REDUCED
    if points > most or image.width * image.height > _MOST_POINTS.get(image.format or "", _MOST_USUALLY):
        raise Unfit(f"has {points // 1_000_000} million points, which is too many")
    turn = _UPRIGHT.get(image.getexif().get(_ORIENTATION, 1))
    profile = image.info.get("icc_profile")
    plain = _plain(image)
    if is_portrait:
        plain = ImageOps.fit(plain, (side, side), Image.Resampling.LANCZOS)
    else:
        plain.thumbnail((side, side), Image.Resampling.LANCZOS)
    plain = _in_usual_colours(plain, profile)
    if turn is not None:
        plain = plain.transpose(turn)
    # A new image, of points alone: what a file tells beside them, such as where it was taken, stays behind.
    bare = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    made = io.BytesIO()
    bare.save(made, "WEBP", quality=_QUALITY, method=4)
    return Small(made.getvalue(), *bare.size)


def _plain(image: Image.Image) -> Image.Image:
    """The image in red, green and blue, and with what can be seen through it."""
    if image.mode.startswith(_SIXTEEN_BITS):
        return image.convert("I").point(lambda value: value / 256).convert("L").convert("RGB")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _in_usual_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The image in the colours that screens show without being told (sRGB): cameras of telephones use others."""
    if not profile:
        return image
    try:
        usual = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(image, io.BytesIO(profile), usual, outputMode=image.mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return turned or image


def _kind_fault(content: bytes) -> str:
    beginning = content[:1000].lstrip().lower()
    if b"<svg" in beginning:
        return "is a drawing in SVG, which is not taken from elsewhere"
    return "is no picture in PNG, JPEG, WebP, GIF or AVIF"


def main() -> None:
    """Makes each picture small that comes in, until there are none: a line of JSON and bytes in, the same out."""
    while line := sys.stdin.buffer.readline():
        abandoned.begin()
        asked = json.loads(line)
        content = sys.stdin.buffer.read(asked["size"])
        try:
            made = small(content, is_portrait=asked["is_portrait"])
            head = {"size": len(made.content), "width": made.width, "height": made.height}
            answer = json.dumps(head).encode() + b"\n" + made.content
        except Unfit as error:
            answer = json.dumps({"unfit": str(error)}).encode() + b"\n"
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()
        abandoned.done()
