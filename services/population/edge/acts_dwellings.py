"""Forms about dwellings, verifying what is still so, and taking changes back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from services.kernel.errors import Refusal
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, has_service, needs
from services.kernel.web.texts import Text, t
from services.population.edge import acts, words
from services.population.edge.lookups import dwelling_line
from services.population.edge.register import EDIT, REVERSE, asked_code, place_name, stub
from wangge.population.v1 import register_pb2 as pb

_PAGES = {"person": "person", "household": "household", "dwelling": "dwelling"}


def add(blueprint: Blueprint) -> None:
    """Add the forms."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/dwelling/new", view_func=create_dwelling, methods=both)
    blueprint.add_url_rule("/dwelling/<dwelling>/correct", view_func=correct_dwelling, methods=both)
    blueprint.add_url_rule("/dwelling/<dwelling>/end", view_func=end_dwelling, methods=both)
    blueprint.add_url_rule("/verify/<kind>/<record>", view_func=verify, methods=["POST"])
    blueprint.add_url_rule("/change/<change>/reverse", view_func=reverse_change, methods=both)


@needs(EDIT)
def create_dwelling() -> Any:
    """A flat, a house, a room that the register does not know yet."""
    code, building = asked_code(), request.values.get("building", "")[:40]
    given = {
        "dwelling.territory_code": code if len(code) > 12 else "",
        "dwelling.building_id": building,
        "dwelling.use": "DWELLING_USE_RESIDENTIAL",
        "dwelling.unit": request.args.get("unit", "")[:10],
        "dwelling.storey": request.args.get("storey", "")[:4],
    }
    form = Form(pb.CreateDwellingRequest(), acts.specs(_fields(given), acts.grounds()), given)
    return acts.answered(
        form,
        stub().CreateDwelling,
        _of_dwelling,
        title=t("登记房屋", "Register a dwelling"),
        said=t("房屋已登记", "The dwelling was registered"),
        told=t("登记后可在这套房屋里登记住户。", "Then households can be registered in it."),
        back=f"/population/building/{building}" if building else "/population/buildings",
    )


@needs(EDIT)
def correct_dwelling(dwelling: str) -> Any:
    """What was recorded wrongly; masked values stay."""
    found = _dwelling(dwelling)
    given = {
        "dwelling.etag": found.etag,
        "dwelling.territory_code": found.territory_code,
        "dwelling.building_id": found.building_id,
        "dwelling.address": found.address,
        "dwelling.unit": found.unit,
        "dwelling.storey": str(found.storey or ""),
        "dwelling.room": found.room,
        "dwelling.address_code": found.address_code,
        "dwelling.area": f"{found.area:g}" if found.area else "",
        "dwelling.use": pb.DwellingUse.Name(found.use) if found.use else "",
        "dwelling.occupancy": pb.Occupancy.Name(found.occupancy) if found.occupancy else "",
        "dwelling.owner_name": found.owner_name,
        "dwelling.owner_phone": found.owner_phone,
        "dwelling.place": f"{found.place.longitude},{found.place.latitude}"
        if found.HasField("place")
        else "",
    }
    fields = acts.specs(Field("dwelling.etag", Text("", ""), "hidden"), _fields(given), acts.grounds())
    return acts.answered(
        Form(pb.CorrectDwellingRequest(id=dwelling), fields, given),
        stub().CorrectDwelling,
        _of_dwelling,
        title=t("更正房屋信息", "Correct the dwelling"),
        said=t("已更正", "Corrected"),
        told=t("带 * 的内容不改就保持原样。", "Values with * stay as they are."),
        about=dwelling_line(found),
        back=_of_dwelling(found),
    )


@needs(EDIT)
def end_dwelling(dwelling: str) -> Any:
    """Torn down, joined with another, or it never was one."""
    found = _dwelling(dwelling)
    reason = acts.grounds(
        True, Text("如：拆除、与相邻房屋打通。", "Such as: torn down, joined with the next.")
    )
    return acts.answered(
        Form(pb.EndDwellingRequest(id=dwelling), acts.specs(acts.ETAG, reason), {"etag": found.etag}),
        stub().EndDwelling,
        _of_dwelling,
        title=t("注销房屋", "End the dwelling"),
        said=t("房屋已注销", "The dwelling was ended"),
        told=t("还有人居住或在册时不能注销。", "Refused while somebody lives or is registered there."),
        about=dwelling_line(found),
        back=_of_dwelling(found),
        danger=True,
    )


@needs(EDIT)
def verify(kind: str, record: str) -> Any:
    """Seen and still so: one press; of a household its members and its dwelling too."""
    asked = pb.VerifyRecordRequest(
        record_type=kind, record_id=record, request_id=request.form.get("request_id", "")[:64]
    )
    back = f"/population/{_PAGES.get(kind, 'person')}/{record}"
    try:
        count = stub().VerifyRecord(asked).records
    except Refusal as refusal:
        return done(back, refusal.said or refusal.code)
    return done(back, t("已核实 {n} 条记录", "{n} records verified", n=count))


@needs(REVERSE)
def reverse_change(change: str) -> Any:
    """A change is taken back by another one."""
    kind, record = request.values.get("kind", ""), request.values.get("record", "")[:40]
    back = f"/population/{_PAGES.get(kind, 'person')}/{record}"
    fields = [
        Field("reason", Text("撤销原因", "Why"), "area", rows=2),
        Field("kind", Text("", ""), "hidden", apart=True),
        Field("record", Text("", ""), "hidden", apart=True),
    ]
    form = Form(pb.ReverseChangeRequest(id=change), fields, {"kind": kind, "record": record})
    return acts.answered(
        form,
        stub().ReverseChange,
        lambda made: back,
        title=t("撤销这次变更", "Take this change back"),
        said=t("已撤销", "Taken back"),
        told=t(
            "这次变更做的事全部还原，历史保留两条记录；之后又有变更的不能撤销。",
            "All it did is undone and both stay in the history; refused when something came later.",
        ),
        back=back,
        danger=True,
    )


def _fields(given: dict[str, str]) -> list[Field]:
    placed = bool(given.get("dwelling.territory_code"))
    territory = Field(
        "dwelling.territory_code",
        Text("所在网格", "Grid"),
        "lookup",
        source="/directory/lookup/territories",
        titled=place_name,
        placeholder=Text("输入网格名称", "Type the name of the grid"),
    )
    hidden = Field("dwelling.territory_code", Text("", ""), "hidden")
    found = [
        hidden if placed else territory,
        Field("dwelling.building_id", Text("", ""), "hidden"),
        Field(
            "dwelling.address",
            Text("完整地址", "Whole address"),
            help=Text("写到门牌或房号，如：九州路街道桂鹤社区1区1号楼1单元501室", "Down to the door."),
        ),
        Field("dwelling.unit", Text("单元", "Entrance unit"), short=True),
        Field("dwelling.storey", Text("楼层", "Storey"), "number"),
        Field("dwelling.room", Text("房号", "Room"), short=True),
        Field("dwelling.area", Text("面积（平方米）", "Area (m²)"), "number"),
        Field("dwelling.use", Text("用途", "Use"), "choice", words.options(pb.DwellingUse, words.USES)),
        Field(
            "dwelling.occupancy",
            Text("使用情况", "Occupancy"),
            "choice",
            words.options(pb.Occupancy, words.OCCUPANCIES),
        ),
        Field("dwelling.owner_name", Text("房主姓名", "Owner"), short=True),
        Field("dwelling.owner_phone", Text("房主电话", "Owner's phone"), "phone"),
        Field("dwelling.address_code", Text("标准地址编码", "Standard address code"), "code"),
    ]
    if has_service("directory"):
        found.append(
            Field(
                "dwelling.place",
                Text("位置（经度,纬度）", "Position (longitude,latitude)"),
                "point",
                required=False,
            )
        )
    return found


def _dwelling(dwelling: str) -> pb.Dwelling:
    found: pb.Dwelling = stub().GetDwelling(pb.GetDwellingRequest(id=dwelling))
    return found


def _of_dwelling(made: pb.Dwelling) -> str:
    return f"/population/dwelling/{made.id}"
