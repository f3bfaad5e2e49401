"""QR codes, dark on white whatever the page's theme: cameras need the contrast."""

from __future__ import annotations

import base64
import io

import segno
from markupsafe import Markup

_PLAIN = 2  # modules of white around a code that a page or a sheet surrounds with white anyway
MARGIN = 4  # modules of white around a code, by ISO/IEC 18004


def drawing(text: str, *, scale: int | None = 4, error: str = "m", margin: int = _PLAIN) -> Markup:
    """A QR code as SVG, to stand in a page.

    Args:
        scale: pixels of a module; None leaves the size to the page's style.
        error: how much of it may be lost: "l" 7, "m" 15, "q" 25, "h" 30 percent (ISO/IEC 18004).
        margin: modules of white around it.
    """
    out = io.BytesIO()
    segno.make(text, error=error, micro=False).save(
        out,
        kind="svg",
        scale=scale or 1,
        border=margin,
        dark="#000",
        light="#fff",
        xmldecl=False,
        omitsize=scale is None,
    )
    return Markup(out.getvalue().decode())


def image(text: str, *, scale: int = 4, error: str = "m") -> str:
    """The same as the address of an image (``data:``), for pages that describe it with ``alt``."""
    svg = drawing(text, scale=scale, error=error).encode()
    return "data:image/svg+xml;base64," + base64.b64encode(svg).decode("ascii")
