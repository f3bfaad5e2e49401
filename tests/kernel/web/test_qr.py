"""QR codes in pages: dark modules where the standard puts them, with or without a size of their own."""

from __future__ import annotations

import base64
from xml.etree import ElementTree

import pytest
import segno

from services.kernel.web import qr

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("margin", [2, qr.MARGIN])
def test_a_code_is_drawn_in_modules_with_white_around(margin: int) -> None:
    drawn = ElementTree.fromstring(qr.drawing("https://xian.example/field", scale=3, margin=margin))
    modules, _ = segno.make("https://xian.example/field", error="m", micro=False).symbol_size(border=margin)

    assert drawn.tag == f"{SVG}svg"
    assert drawn.get("width") == drawn.get("height") == str(3 * modules)
    white, dark = drawn.iter(f"{SVG}path")
    assert (white.get("fill"), dark.get("stroke")) == ("#fff", "#000")


def test_a_page_may_give_the_size() -> None:
    drawn = ElementTree.fromstring(qr.drawing("WG-1", scale=None))

    assert drawn.get("width") is None
    assert drawn.get("viewBox") == "0 0 25 25"  # version 1 of ISO/IEC 18004, never a micro code


def test_more_may_be_lost_of_a_code_for_the_wall() -> None:
    text = "WG-410611002001-001-1234567890"

    assert len(qr.drawing(text, error="h")) > len(qr.drawing(text, error="l"))


def test_an_image_is_the_same_drawing() -> None:
    head, data = qr.image("桂鹤社区", scale=8, error="q").split(",")

    assert head == "data:image/svg+xml;base64"
    assert base64.b64decode(data).decode() == qr.drawing("桂鹤社区", scale=8, error="q")
