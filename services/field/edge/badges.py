"""The badge as a picture to be scanned, and the page that whoever scans it sees (FLD-11)."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from services.kernel.web import qr
from services.kernel.web.pages import needs, peer
from wangge.field.v1 import field_pb2 as pb
from wangge.field.v1 import field_pb2_grpc as pb_grpc


def add(blueprint: Blueprint) -> None:
    """The two addresses of a badge."""

    @blueprint.get("/badge.svg")
    @needs("field.patrol.do")
    def picture() -> Response:
        badge = peer(pb_grpc.BadgeServiceStub, "field").GetBadge(pb.GetBadgeRequest())
        address = f"{request.host_url}field/badge/{badge.code}"
        return Response(qr.drawing(address), mimetype="image/svg+xml")

    @blueprint.get("/badge/<code>")
    def verified(code: str) -> tuple[str, int]:
        """For anybody. An unknown code is no error of theirs: the answer is that it is not valid."""
        seen = peer(pb_grpc.BadgeServiceStub, "field").VerifyBadge(pb.VerifyBadgeRequest(code=code[:64]))
        return render_template("field/badge.html", seen=seen), 200 if seen.name or seen.expired else 404
