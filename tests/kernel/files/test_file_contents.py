"""Types are told by content: the list is allowed, the rest is refused, the name is not believed."""

from __future__ import annotations

import contextlib
import io
import struct
import sys
import wave
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from services.kernel.errors import Refusal
from services.kernel.files import content
from services.kernel.files.content import (
    Category,
    ContentInspectionUnavailable,
    FileEmpty,
    FileTypeRefused,
    inspect,
)


def picture(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(out, form)
    return out.getvalue()


def package(*names: str, **contents: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, contents.get("filling", b"<x/>"))
    return out.getvalue()


def sound() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(2)
        target.setframerate(8000)
        target.writeframes(bytes(1600))
    return out.getvalue()


def boxed(brand: bytes) -> bytes:
    ftyp = struct.pack(">I4s4sI4s4s", 24, b"ftyp", brand, 512, brand, b"isom")
    return ftyp + struct.pack(">I4s", 8, b"free") + struct.pack(">I4s", 1008, b"mdat") + bytes(1000)


MP3_FRAME = b"\xff\xfb\x90\x00" + bytes(413)
VORBIS = b"OggS\x00\x02" + bytes(20) + b"\x01\x1e\x01vorbis" + bytes(40)
XLSX = package("[Content_Types].xml", "xl/workbook.xml")
DOCX = package("[Content_Types].xml", "word/document.xml")
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"


@pytest.mark.parametrize(
    ("data", "content_type", "category", "extension"),
    [
        (picture("JPEG"), "image/jpeg", Category.PICTURE, "jpg"),
        (picture("PNG"), "image/png", Category.PICTURE, "png"),
        (picture("WEBP"), "image/webp", Category.PICTURE, "webp"),
        (PDF, "application/pdf", Category.DOCUMENT, "pdf"),
        (DOCX, content.DOCX.content_type, Category.DOCUMENT, "docx"),
        (XLSX, content.XLSX.content_type, Category.DOCUMENT, "xlsx"),
        (package("OFD.xml", "Doc_0/Document.xml"), "application/ofd", Category.DOCUMENT, "ofd"),
        (boxed(b"isom"), "video/mp4", Category.VIDEO, "mp4"),
        (boxed(b"mp42"), "video/mp4", Category.VIDEO, "mp4"),
        (boxed(b"M4A "), "audio/mp4", Category.VOICE, "m4a"),
        (b"#!AMR\n" + bytes(200), "audio/amr", Category.VOICE, "amr"),
        (b"ID3\x03\x00\x00\x00\x00\x00\x00" + MP3_FRAME * 3, "audio/mpeg", Category.VOICE, "mp3"),
        (MP3_FRAME * 3, "audio/mpeg", Category.VOICE, "mp3"),
        (b"\xff\xf1\x50\x80\x02\x1f\xfc" + bytes(300), "audio/aac", Category.VOICE, "aac"),
        (sound(), "audio/wav", Category.VOICE, "wav"),
        (VORBIS, "audio/ogg", Category.VOICE, "ogg"),
    ],
)  # fmt: skip
def test_allowed_files_are_known_by_content_under_any_name(
    data: bytes, content_type: str, category: Category, extension: str
) -> None:
    for name in ("", "x.exe", "../../x.html", "照片"):
        kind = inspect(data, name)
        assert (kind.content_type, kind.category, kind.extension) == (content_type, category, extension)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_text_is_taken_in_every_usual_encoding(encoding: str) -> None:
    text = "姓名,电话,住址\n张三,13800000000,长江路\n李四,13900000000,和平路\n" * 5
    assert inspect(text.encode(encoding), "名单.CSV").content_type == "text/csv"
    assert inspect(text.encode(encoding), "名单.txt").content_type == "text/plain"


def test_text_without_a_text_name_is_refused() -> None:
    with pytest.raises(FileTypeRefused):
        inspect(b"plain words and nothing else\n", "words")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (picture("GIF"), "a.gif"),
        (picture("TIFF"), "a.jpg"),
        (picture("BMP"), "a.png"),
        (boxed(b"heic"), "IMG_1.HEIC"),
        (b"<html><script>alert(1)</script></html>", "a.txt"),
        (b"<!DOCTYPE html><p>x", "a.csv"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "a.png"),
        (b'<?xml version="1.0"?><x/>', "a.txt"),
        (b"#!/bin/sh\nrm -rf /\n", "a.txt"),
        (b"<?php echo 1;", "a.txt"),
        (b"MZ" + bytes(58) + b"\x40\x00\x00\x00PE\x00\x00" + bytes(100), "a.jpg"),
        (b"\x7fELF\x02\x01\x01" + bytes(100), "a.pdf"),
        (package("readme.txt"), "a.docx"),
        (package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "a.docx"),
        (package("[Content_Types].xml", "word/document.xml", "../evil"), "a.docx"),
        (package("[Content_Types].xml", "ppt/presentation.xml"), "a.docx"),
        (DOCX[:-30], "a.docx"),
        (b"PK\x03\x04", "a.docx"),
        (b"MZ" + DOCX, "a.docx"),
        (b"text\x00with\x01controls" * 10, "a.txt"),
        (bytes(1000), "a.txt"),
    ],
)
def test_everything_else_is_refused_whatever_its_name(data: bytes, name: str) -> None:
    with pytest.raises(FileTypeRefused) as caught:
        inspect(data, name)
    assert caught.value.code == "kernel.file_type_refused"
    assert caught.value.problems[0].field == "file"
    assert name not in str(caught.value)


def test_an_office_file_that_bursts_when_unpacked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = package("[Content_Types].xml", "word/document.xml", filling=bytes(2_000_000))
    assert len(bomb) < 10_000
    monkeypatch.setattr("services.kernel.files.packages._MOST_UNPACKED", 3_000_000)
    with pytest.raises(FileTypeRefused):
        inspect(bomb, "a.docx")


def test_an_empty_file_is_told_apart() -> None:
    with pytest.raises(FileEmpty):
        inspect(b"", "a.jpg")


def test_without_the_library_its_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    content._recogniser.cache_clear()
    monkeypatch.setitem(sys.modules, "magic", None)
    try:
        with pytest.raises(ContentInspectionUnavailable) as caught:
            inspect(b"x", "a.txt")
    finally:
        content._recogniser.cache_clear()
    assert caught.value.details == {"package": "libmagic1"}


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfb\x90", b"\xff\xd8\xff", DOCX[:40], PDF[:8]]),
    st.binary(max_size=300),
    st.sampled_from(["a.txt", "a.csv", "a"]),
)
def test_any_bytes_are_a_kind_or_a_refusal(start: bytes, rest: bytes, name: str) -> None:
    with contextlib.suppress(Refusal):
        inspect(start + rest, name)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(DOCX) - 1), st.integers(0, 255))
def test_a_damaged_office_file_is_a_kind_or_a_refusal(position: int, value: int) -> None:
    damaged = bytearray(DOCX)
    damaged[position] = value
    with contextlib.suppress(Refusal):
        inspect(bytes(damaged), "a.docx")
