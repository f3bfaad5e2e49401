"""The places that patrols call at: list, form, and the sign with the code to print (FLD-05)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, g, render_template, request

from services.field.edge.answering import answered
from services.field.edge.places import place_name, place_names, territory_field
from services.kernel.errors import Invalid
from services.kernel.web import qr
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import has_service, needs, peer
from services.kernel.web.texts import Text, t
from wangge.field.v1 import field_pb2 as pb
from wangge.field.v1 import field_pb2_grpc as pb_grpc

HOME = "/field/checkpoints"
VIEW, EDIT = "field.patrol.view", "field.checkpoint.edit"
_PAGE = 100
_FIELDS = (
    Field("checkpoint.name", Text("点位名称", "Name"), required=True),
    territory_field(
        "checkpoint.territory_code",
        Text("所在网格", "Grid"),
        Text("巡查这个网格的人要到这里打卡", "Whoever patrols this grid calls at it"),
    ),
    Field(
        "checkpoint.code",
        Text("点位编码", "Code"),
        "code",
        required=True,
        help=Text(
            "印在点位牌上，字母、数字和短横线，全区不能重复，例如 001-05",
            "Stands on the sign: letters, digits and dashes, used once, for example 001-05",
        ),
    ),
    Field("checkpoint.position", Text("巡查顺序", "Turn in the route"), "number"),
    Field(
        "checkpoint.place",
        Text("位置", "Position"),
        "point",
        placeholder=Text("经度,纬度", "longitude,latitude"),
        help=Text(
            "在地图上点一下，或直接填写；可以不填",
            "Click the map, or write it; may stay empty",
        ),
    ),
    Field("checkpoint.retired", Text("已停用，不再巡查", "Retired: no longer called at"), "check"),
    Field("checkpoint.etag", Text("", ""), "hidden"),
)
_ABOUT = Text(
    "点位是巡查时要到的地方：小区出入口、配电房、隐患部位等。保存后可以打印带二维码的点位牌贴到现场，巡查人员到场扫码打卡。",
    "Places that patrols call at: gates, plant rooms, known hazards. When it is saved, print the sign with "
    "its code and put it up there; whoever patrols scans it.",
)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/checkpoints", view_func=checkpoints)
    blueprint.add_url_rule("/checkpoints/new", view_func=put_checkpoint, methods=["GET", "POST"])
    blueprint.add_url_rule("/checkpoints/<id>", view_func=put_checkpoint, methods=["GET", "POST"])
    blueprint.add_url_rule("/checkpoints/<id>/sign", view_func=checkpoint_sign)


def stub() -> pb_grpc.PatrolServiceStub:
    """Patrols, with the reader's rights."""
    return peer(pb_grpc.PatrolServiceStub, "field")


@needs(VIEW, EDIT)
def checkpoints() -> str:
    """Those of a territory, in the order of the route."""
    territory = _digits(request.args.get("territory", ""))
    retired = bool(request.args.get("retired"))
    token = request.args.get("page_token", "")[:1000]
    asked = pb.ListCheckpointsRequest(
        territory_code=territory, with_retired=retired, page_size=_PAGE, page_token=token
    )
    wrong = ""
    try:
        found = stub().ListCheckpoints(asked)
    except Invalid:
        # Whoever holds no territory of their own chooses one.
        found, wrong = pb.ListCheckpointsResponse(), t("请先选择区域", "Choose a place first")
    return render_template(
        "field/checkpoints.html",
        rows=found.checkpoints,
        names=place_names(each.territory_code for each in found.checkpoints),
        territory=territory,
        territory_name=place_name(territory),
        retired=retired,
        wrong=wrong,
        may_edit=g.may(EDIT),
        next_address=_address(territory, retired, found.next_page_token) if found.next_page_token else "",
        first_address=_address(territory, retired) if token else "",
    )


@needs(EDIT)
def put_checkpoint(id: str = "") -> Any:
    """A new one, or one that is there."""
    before = stub().GetCheckpoint(pb.GetCheckpointRequest(id=id)) if id else None
    form = Form(pb.PutCheckpointRequest(), _FIELDS, _given(before) if before else _fresh())
    form.message.checkpoint.id = id
    heading = t("修改点位：{n}", "Edit {n}", n=before.name) if before else t("添加点位", "Add a place")
    return answered(
        form,
        stub().PutCheckpoint,
        lambda saved: f"{HOME}?territory={saved.territory_code}",
        heading=heading,
        about=_ABOUT,
        back=HOME,
        template="field/checkpoint.html",
        with_map=has_service("cases"),
        checkpoint=before,
    )


@needs(VIEW, EDIT)
def checkpoint_sign(id: str) -> str:
    """To be printed and put up."""
    found = stub().GetCheckpoint(pb.GetCheckpointRequest(id=id))
    code = qr.image(found.code, scale=8, error="q")
    return render_template(
        "field/checkpoint_sign.html", checkpoint=found, code=code, name=place_name(found.territory_code)
    )


def _fresh() -> dict[str, Any]:
    return {"checkpoint.territory_code": _digits(request.args.get("territory", ""))}


def _given(before: pb.Checkpoint) -> dict[str, Any]:
    where = before.place
    return {
        "checkpoint.name": before.name,
        "checkpoint.territory_code": before.territory_code,
        "checkpoint.code": before.code,
        "checkpoint.position": before.position,
        "checkpoint.place": f"{where.longitude:.6f},{where.latitude:.6f}" if before.HasField("place") else "",
        "checkpoint.retired": "true" if before.retired else "",
        "checkpoint.etag": before.etag,
    }


def _digits(text: str) -> str:
    return text if text.isascii() and text.isdigit() and 4 <= len(text) <= 24 else ""


def _address(territory: str, retired: bool, token: str = "") -> str:
    pairs = [("territory", territory), ("retired", "1" if retired else ""), ("page_token", token)]
    return f"{HOME}?{urlencode([each for each in pairs if each[1]])}"
