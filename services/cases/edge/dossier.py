"""The file of a case as PDF, for the archive: masked, with its history, pictures and the ledger's digest."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, g, render_template
from PIL import Image

from services.cases.edge import detail, evidence, history, places, track
from services.kernel.errors import Refusal
from services.kernel.files.content import PDF
from services.kernel.types import utc_now
from services.kernel.web import printing
from services.kernel.web.pages import needs
from services.kernel.web.saving import saved
from wangge.cases.v1 import cases_pb2 as pb

MOST_PICTURES = 12
_SIDE = 1000
_MOST_PIXELS = 60_000_000


def add(blueprint: Blueprint) -> None:
    """Add the page."""

    @blueprint.get("/case/<case>/dossier.pdf")
    @needs()
    def dossier(case: str) -> Response:
        ledger = detail.stub().GetLedger(pb.GetLedgerRequest(id=case))
        return saved(printing.pdf(document(ledger)), PDF.content_type, f"{ledger.case.number}.pdf")


def document(ledger: pb.Ledger) -> str:
    """The whole document as HTML with its pictures inside."""
    found, entries = ledger.case, ledger.entries
    shots = evidence.of(found, entries)
    pictures = [*shots.before, *shots.after, *shots.pictures]
    return render_template(
        "cases/dossier.html",
        case=found,
        category=detail.category_of(found),
        digest=ledger.digest,
        lines=[history.line(each, places.name_of) for each in entries],
        steps=track.steps(found, entries),
        bars=sorted(track.bars(found, utc_now()), key=lambda bar: bar.started.ToNanoseconds()),
        pictures=_drawn(found.id, pictures[:MOST_PICTURES]),
        left_out=max(0, len(pictures) - MOST_PICTURES),
        others=shots.others,
        comments=detail.comments_of(found.id),
        orders=detail.orders_of(found.id),
        point=history.point_text(found.place.point) if found.place.HasField("point") else "",
        printed=utc_now(),
        reader=g.actor.name,
    )


def _drawn(case: str, shots: Sequence[evidence.Shot]) -> list[tuple[evidence.Shot, str]]:
    """Pictures with their ``data:`` addresses; one that cannot be read is named and not shown."""
    return [(each, _picture(case, each)) for each in shots]


def _picture(case: str, shot: evidence.Shot) -> str:
    try:
        found: Any = detail.stub().GetAttachmentData(
            pb.GetAttachmentDataRequest(id=case, attachment_id=shot.id)
        )
        return f"data:image/jpeg;base64,{base64.b64encode(_smaller(found.data)).decode('ascii')}"
    except (Refusal, OSError, ValueError):
        return ""


def _smaller(data: bytes) -> bytes:
    """At most a thousand pixels a side: twelve pictures must not make a file that no post office takes."""
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as image:
        if image.width * image.height > _MOST_PIXELS:
            raise ValueError("picture too large")
        image.draft("RGB", (_SIDE, _SIDE))
        drawn = image.convert("RGB")
        drawn.thumbnail((_SIDE, _SIDE))
        kept = io.BytesIO()
        drawn.save(kept, "JPEG", quality=75)
    return kept.getvalue()
