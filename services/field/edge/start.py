"""The console's page of the handheld: how to get it onto a phone, and which grids were patrolled today."""

from __future__ import annotations

from flask import Blueprint, g, render_template, request

from services.kernel.web import qr
from services.kernel.web.pages import needs, peer
from wangge.field.v1 import field_pb2 as pb
from wangge.field.v1 import field_pb2_grpc as pb_grpc

USES_IT = ("field.patrol.do", "field.patrol.view", "cases.task.handle")


def add(blueprint: Blueprint) -> None:
    """The page."""

    @blueprint.get("/start")
    @needs(*USES_IT)
    def start() -> str:
        day = None
        if g.may("field.patrol.view") and any(each.territory for each in g.actor.grants):
            stub = peer(pb_grpc.PatrolServiceStub, "field")
            day = stub.GetPatrolDay(pb.GetPatrolDayRequest())
        address = f"{request.host_url}field"
        return render_template("field/start.html", address=address, code=qr.image(address, scale=5), day=day)
