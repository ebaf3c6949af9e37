"""Pictures of strangers as the site shows them: small, upright, in WebP, and with nothing else in them."""

import hashlib
import time
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageFile

from folkmoot.collect import confined
from folkmoot.collect.imaging import Unfit, small
from folkmoot.collect.resizing import NoPicture, Resizer
from support.images import bomb, opened, photograph, picture, written


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "AVIF"])
def test_every_format_becomes_a_square_of_webp(kind: str) -> None:
    made = small(picture(kind, (400, 300)), is_portrait=True)
    image = opened(made.content)
    assert (image.format, image.size, made.width, made.height) == ("WEBP", (160, 160), 160, 160)
    red, green, blue = image.convert("RGB").getpixel((80, 80))  # type: ignore[misc]
    assert red > 240
    assert green < 15
    assert blue < 15


def test_a_portrait_is_the_middle_of_its_picture() -> None:
    image = Image.new("RGB", (300, 100), "blue")
    image.paste("red", (100, 0, 200, 100))
    shown = opened(small(written(image, "PNG"), is_portrait=True).content).convert("RGB")
    assert {shown.getpixel((x, 80))[0] > 200 for x in (6, 80, 153)} == {True}  # type: ignore[index]


@pytest.mark.parametrize(
    ("size", "shown"), [((3200, 800), (1600, 400)), ((40, 3200), (20, 1600)), ((40, 30), (40, 30))]
)
def test_a_photograph_keeps_its_form_and_is_never_made_larger(size: tuple[int, int], shown: tuple[int, int]) -> None:
    made = small(picture("JPEG", size), is_portrait=False)
    assert opened(made.content).size == (made.width, made.height) == shown


@pytest.mark.parametrize("is_portrait", [True, False])
def test_what_a_file_tells_beside_its_points_stays_behind(is_portrait: bool) -> None:
    taken = photograph()
    assert b"SECRET" in taken
    made = small(taken, is_portrait=is_portrait).content
    image = opened(made)
    assert not image.getexif()
    assert image.info.keys() <= {"loop", "background", "timestamp", "duration"}
    for word in (b"SECRET", b"EXIF", b"XMP", b"ICCP", b"GPS"):
        assert word not in made


CORNERS = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}
"""Where the first corner of what a camera wrote is seen, for each orientation. Source: Exif 2.32, tag 274."""


@pytest.mark.parametrize("orientation", CORNERS)
def test_a_picture_stands_upright(orientation: int) -> None:
    image = Image.new("RGB", (120, 60), "black")
    image.paste("white", (0, 0, 30, 15))
    told = Image.Exif()
    told[0x0112] = orientation
    shown = opened(small(written(image, "PNG", exif=told), is_portrait=False).content).convert("L")
    assert shown.size == ((60, 120) if orientation > 4 else (120, 60))
    width, height = shown.size
    bright = {(x, y) for x in (0, 1) for y in (0, 1) if shown.getpixel((x * (width - 1), y * (height - 1))) > 128}  # type: ignore[operator]
    assert bright == {CORNERS[orientation]}


def test_of_what_moves_the_first_image_is_shown() -> None:
    first, second = Image.new("RGB", (20, 20), "red"), Image.new("RGB", (20, 20), "blue")
    moving = written(first, "GIF", save_all=True, append_images=[second])
    red, _, blue = opened(small(moving, is_portrait=True).content).convert("RGB").getpixel((80, 80))  # type: ignore[misc]
    assert red > 240 > 15 > blue


def test_what_can_be_seen_through_stays_so() -> None:
    shown = opened(small(picture("PNG", colour=(255, 0, 0, 0)), is_portrait=True).content)
    assert shown.mode == "RGBA"
    assert shown.getpixel((80, 80))[3] == 0  # type: ignore[index]


def test_grey_of_sixteen_bits_is_grey() -> None:
    shown = opened(small(written(Image.new("I;16", (20, 20), 32768), "PNG"), is_portrait=True).content)
    assert abs(shown.convert("L").getpixel((80, 80)) - 128) < 3  # type: ignore[operator]


def test_colours_are_those_that_a_screen_shows_without_being_told() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    same = small(picture("JPEG", colour=(200, 60, 20), icc_profile=lab), is_portrait=True)
    shown = opened(same.content).convert("RGB").getpixel((80, 80))
    assert all(abs(one - told) < 8 for one, told in zip(shown, (200, 60, 20), strict=True))  # type: ignore[arg-type]
    assert small(picture("JPEG", icc_profile=b"no profile"), is_portrait=True).width == 160


def test_the_same_file_gives_the_same_picture() -> None:
    digests = {hashlib.sha256(small(photograph(), is_portrait=False).content).hexdigest() for _ in range(3)}
    assert len(digests) == 1


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HOSTILE = {
    "svg": (SVG, "is a drawing in SVG"),
    "html": (b"<!doctype html><script>alert(1)</script>", "is no picture"),
    "nothing": (b"", "is no picture"),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "is no picture"),
    "tiff": (written(Image.new("RGB", (4, 4)), "TIFF"), "is no picture"),
    "cut-png": (picture("PNG", (400, 400))[:-40], "is a damaged picture"),
    "cut-jpeg": (photograph()[:-200], "is a damaged picture"),
    "bomb": (bomb(12_000), "has 144 million points"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_picture_is_refused_in_words(name: str) -> None:
    content, words = HOSTILE[name]
    with pytest.raises(Unfit, match=words):
        small(content, is_portrait=True)


def test_a_large_photograph_is_read_in_reduced_form() -> None:
    assert small(picture("JPEG", (6000, 6000)), is_portrait=False).width == 1600
    with pytest.raises(Unfit, match="has 36 million points"):
        small(picture("PNG", (6000, 6000)), is_portrait=False)


@pytest.mark.parametrize(
    ("kind", "size", "saved", "is_fit"),
    [
        ("PNG", (3840, 2300), {}, True),
        ("PNG", (3840, 2400), {}, False),
        ("AVIF", (3840, 2400), {}, False),
        ("WEBP", (3000, 2000), {}, True),
        ("WEBP", (3000, 2020), {}, False),
        ("JPEG", (8000, 6000), {}, True),
        ("JPEG", (8010, 8000), {}, False),
        ("JPEG", (10_020, 1600), {}, False),
        ("JPEG", (4600, 3450), {"progressive": True}, True),
        ("JPEG", (4650, 3450), {"progressive": True}, False),
    ],
)
def test_what_would_take_much_memory_is_refused_before_it_is_read(
    kind: str, size: tuple[int, int], saved: dict[str, Any], is_fit: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = picture(kind, size, **saved)
    if is_fit:
        assert small(content, is_portrait=False).width == 1600
        return
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda _: pytest.fail("it was read"))
    with pytest.raises(Unfit, match="million points, which is too many"):
        small(content, is_portrait=False)


def test_the_process_goes_on_after_each_hostile_file() -> None:
    with Resizer() as resizer:
        for content, words in HOSTILE.values():
            with pytest.raises(NoPicture, match=words):
                resizer.small(content, is_portrait=True)
            assert resizer.small(picture(), is_portrait=True).width == 160


def test_a_file_that_takes_too_long_ends_its_process_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    sleeping = "import time\ntime.sleep(60)\n"
    with Resizer(0.2) as resizer:
        monkeypatch.setattr(confined, "_START", sleeping)
        begun = time.monotonic()
        with pytest.raises(NoPicture, match=r"takes more than 0\.2 seconds"):
            resizer.small(picture(), is_portrait=True)
        assert time.monotonic() - begun < 30
        monkeypatch.undo()
        resizer._seconds = 30
        assert resizer.small(picture(), is_portrait=True).width == 160
