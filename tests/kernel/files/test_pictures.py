"""Pictures come out upright, small and bare; what cannot be drawn is refused and nothing else happens."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from services.kernel.errors import Refusal
from services.kernel.files.pictures import (
    PictureFormatRefused,
    PictureTooLarge,
    PictureUnreadable,
    prepare,
    thumbnail,
)

CHINA = timezone(timedelta(hours=8))


def exif(**parts: object) -> Image.Exif:
    """EXIF of a photo taken in Hefei, with parts changed; None leaves a part out."""
    values: dict[str, object] = {
        "time": "2026:11:23 09:30:00",
        "latitude": (31.0, 49.0, 12.0),
        "longitude": (117.0, 13.0, 48.0),
        "ns": "N",
        "ew": "E",
        **parts,
    }
    block = Image.Exif()
    if values.get("orientation"):
        block[0x0112] = values["orientation"]
    block[0x010F] = "SecretPhone"
    detail = {0x9003: values["time"], 0x9011: values.get("offset")}
    block.get_ifd(0x8769).update({tag: value for tag, value in detail.items() if value is not None})
    gps = {1: values["ns"], 2: values["latitude"], 3: values["ew"], 4: values["longitude"]}
    block.get_ifd(0x8825).update({tag: value for tag, value in gps.items() if value is not None})
    return block


def photo(
    size: tuple[int, int] = (64, 32),
    *,
    form: str = "JPEG",
    block: Image.Exif | bytes | None = None,
    mode: str = "RGB",
) -> bytes:
    """Left half red, right half blue."""
    image = Image.new("RGB", size, "red")
    ImageDraw.Draw(image).rectangle((size[0] // 2, 0, size[0], size[1]), fill="blue")
    out = io.BytesIO()
    more = {} if block is None else {"exif": block}
    if form == "JPEG":
        image.convert(mode).save(out, form, quality=95, comment=b"SecretComment", **more)
    else:
        image.convert(mode).save(out, form, **more)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def colour(image: Image.Image, x: int, y: int) -> str:
    pixel = image.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return "red" if pixel[0] > 200 > pixel[2] else "blue" if pixel[2] > 200 else str(pixel)


def png_claiming(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_time_and_place_are_read_and_then_gone_from_the_picture(form: str) -> None:
    picture = prepare(photo(form=form, block=exif()))
    assert picture.taken_at == datetime(2026, 11, 23, 9, 30, tzinfo=CHINA)
    assert (picture.longitude, picture.latitude) == (117.23, 31.82)
    assert picture.content_type == "image/jpeg"
    drawn = Image.open(io.BytesIO(picture.data))
    assert drawn.format == "JPEG"
    assert not drawn.getexif()
    assert b"Secret" not in picture.data
    assert b"Exif" not in picture.data


def test_a_stated_offset_is_believed() -> None:
    assert prepare(photo(block=exif(offset="+00:00"))).taken_at == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def test_the_southern_and_western_half_is_negative() -> None:
    picture = prepare(photo(block=exif(ns="S", ew="W")))
    assert (picture.longitude, picture.latitude) == (-117.23, -31.82)


@pytest.mark.parametrize(
    "parts",
    [
        {"latitude": None},
        {"ns": None},
        {"ns": "X"},
        {"ns": ""},
        {"ew": "N"},
        {"latitude": (91.0, 0.0, 0.0)},
        {"longitude": (181.0, 0.0, 0.0)},
        {"latitude": (0.0, 0.0, 0.0), "longitude": (0.0, 0.0, 0.0)},
        {"latitude": (31.0, 49.0)},
    ],
)
def test_an_impossible_place_is_no_place(parts: dict[str, object]) -> None:
    picture = prepare(photo(block=exif(**parts)))
    assert (picture.longitude, picture.latitude) == (None, None)
    assert picture.taken_at is not None


@pytest.mark.parametrize("stamp", [None, "", "0000:00:00 00:00:00", "yesterday", "2026:13:01 00:00:00"])
def test_an_impossible_time_is_no_time(stamp: str | None) -> None:
    picture = prepare(photo(block=exif(time=stamp)))
    assert picture.taken_at is None
    assert picture.longitude == 117.23


def test_a_picture_without_exif_has_neither_time_nor_place() -> None:
    picture = prepare(photo())
    assert (picture.taken_at, picture.longitude, picture.latitude) == (None, None, None)


def test_damaged_exif_does_not_cost_the_picture() -> None:
    picture = prepare(photo(block=b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\xff\xff" + b"\xff" * 60))
    assert (picture.width, picture.height, picture.taken_at) == (64, 32, None)


def test_a_picture_held_sideways_comes_out_upright() -> None:
    picture = prepare(photo(block=exif(orientation=6)))
    assert (picture.width, picture.height) == (32, 64)
    drawn = opened(picture.data)
    assert (colour(drawn, 16, 8), colour(drawn, 16, 56)) == ("red", "blue")


def test_the_longest_side_is_limited_and_small_pictures_stay() -> None:
    large = prepare(photo((4000, 1000)))
    assert (large.width, large.height) == (2560, 640)
    assert opened(large.data).size == (2560, 640)
    assert prepare(photo((3, 1))).width == 3


@pytest.mark.parametrize(
    ("form", "mode"),
    [("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "P"), ("PNG", "LA"), ("PNG", "1"), ("PNG", "I;16")],
)
def test_every_kind_of_pixel_is_drawn(form: str, mode: str) -> None:
    if mode == "I;16":
        out = io.BytesIO()
        Image.new("I;16", (8, 8), 32768).save(out, form)
        pixel = opened(prepare(out.getvalue()).data).getpixel((4, 4))
        assert isinstance(pixel, tuple)
        assert 120 < pixel[0] < 136
    else:
        assert prepare(photo(form=form, mode=mode)).width == 64


def test_what_is_transparent_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(prepare(out.getvalue()).data).getpixel((4, 4)) == (255, 255, 255)


def test_preparing_a_prepared_picture_keeps_its_size() -> None:
    once = prepare(photo((300, 200)))
    assert (prepare(once.data).width, prepare(once.data).height) == (300, 200)


def test_a_thumbnail_fits_its_square_upright_and_bare() -> None:
    small = thumbnail(photo((1600, 800), block=exif(orientation=6)))
    assert opened(small).size == (160, 320)
    assert b"Secret" not in small
    assert opened(thumbnail(photo((1600, 800)), side=64)).size == (64, 32)


@pytest.mark.parametrize("size", [(20_000, 20_000), (7_100, 7_100), (2_000_000_000, 1)])
def test_pictures_of_too_many_pixels_are_refused_before_they_are_unpacked(size: tuple[int, int]) -> None:
    for attempt in (prepare, thumbnail):
        with pytest.raises(PictureTooLarge) as caught:
            attempt(png_claiming(*size))
        assert caught.value.code == "kernel.picture_too_large"


@pytest.mark.parametrize("brand", [b"heic", b"mif1"])
def test_heic_is_refused_with_a_hint_of_its_own(brand: bytes) -> None:
    with pytest.raises(PictureFormatRefused) as caught:
        prepare(struct.pack(">I", 24) + b"ftyp" + brand + bytes(100))
    assert caught.value.code == "kernel.picture_format_refused"


@pytest.mark.parametrize("form", ["GIF", "BMP", "TIFF", "PPM"])
def test_formats_not_on_the_list_are_unreadable(form: str) -> None:
    with pytest.raises(PictureUnreadable):
        prepare(photo(form=form))


@pytest.mark.parametrize(
    "data", [b"", b"x", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"\0" * 10_000]
)
def test_what_is_no_picture_is_unreadable(data: bytes) -> None:
    for attempt in (prepare, thumbnail):
        with pytest.raises(PictureUnreadable) as caught:
            attempt(data)
        assert caught.value.code == "kernel.picture_unreadable"
        assert caught.value.problems[0].field == "file"


REAL = [photo((200, 100), form=form, block=exif()) for form in ("JPEG", "PNG", "WEBP")]


@pytest.mark.parametrize("data", REAL, ids=["jpeg", "png", "webp"])
def test_a_picture_cut_in_half_is_unreadable(data: bytes) -> None:
    with pytest.raises(PictureUnreadable):
        prepare(data[: len(data) // 2])


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([b"", b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"RIFF\x10\0\0\0WEBP"]),
    st.binary(max_size=400),
)
def test_random_bytes_are_refused_and_raise_nothing_else(start: bytes, rest: bytes) -> None:
    for attempt in (prepare, thumbnail):
        with pytest.raises(Refusal):
            attempt(start + rest)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(REAL), st.floats(0, 1))
def test_real_pictures_cut_anywhere_are_drawn_or_refused(data: bytes, share: float) -> None:
    with contextlib.suppress(Refusal):
        prepare(data[: int(len(data) * share)])


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(REAL),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=5),
)
def test_damaged_pictures_are_drawn_or_refused(data: bytes, damage: list[tuple[float, int]]) -> None:
    damaged = bytearray(data)
    for share, value in damage:
        damaged[int(len(damaged) * share)] = value
    with contextlib.suppress(Refusal):
        prepare(bytes(damaged))
