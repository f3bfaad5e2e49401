"""Forms that register, correct and close units and places."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, request

from services.kernel.call import Call
from services.kernel.errors import Refusal
from services.kernel.territory_codes import code_of
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs
from services.kernel.web.texts import Text, t
from services.population.edge import acts, families
from services.population.edge.families import GROUNDS, grounds
from services.population.edge.register import place_name, territories
from wangge.directory.v1 import territories_pb2
from wangge.population.v1 import establishments_pb2 as pb

_REASON = Field("reason", Text("原因", "Reason"), "area", rows=2, required=True)
_GRID = 15


def add(blueprint: Blueprint) -> None:
    """Add the forms."""
    for path, view in (
        ("/establishments/new", new_establishment),
        ("/establishment/<unit>/change", change_establishment),
        ("/establishment/<unit>/close", close_establishment),
        ("/places/new", new_place),
        ("/place/<place>/change", change_place),
        ("/place/<place>/close", close_place),
    ):
        blueprint.add_url_rule(path, view_func=view, methods=["GET", "POST"])


@needs(GROUNDS)
def new_establishment() -> Any:
    """A unit."""
    form = Form(pb.PutEstablishmentRequest(), _unit_fields(), {"establishment.territory_code": _asked()})
    return _unit(form, t("登记单位", "Register a unit"), "/population/establishments")


@needs(GROUNDS)
def change_establishment(unit: str) -> Any:
    """What is said of a unit."""
    found = grounds().GetEstablishment(pb.GetEstablishmentRequest(id=unit))
    message = pb.PutEstablishmentRequest()
    message.establishment.id = unit
    message.establishment.dwelling_id, message.establishment.building_id = (
        found.dwelling_id,
        found.building_id,
    )
    form = Form(message, _unit_fields(found.territory_code), given("establishment", found))
    return _unit(form, t("更正单位信息", "Correct the unit"), f"/population/establishment/{unit}")


@needs(GROUNDS)
def close_establishment(unit: str) -> Any:
    """A unit is no more."""
    found = grounds().GetEstablishment(pb.GetEstablishmentRequest(id=unit))
    form = Form(pb.CloseEstablishmentRequest(id=unit), [acts.ETAG, _REASON], {"etag": found.etag})
    return acts.answered(
        form,
        lambda message: grounds().CloseEstablishment(message),
        lambda answer: f"/population/establishment/{answer.id}",
        title=t("注销单位", "Close the unit"),
        said=t("单位已注销", "The unit was closed"),
        back=f"/population/establishment/{unit}",
        danger=True,
        about=found.name,
    )


@needs(GROUNDS)
def new_place() -> Any:
    """A place."""
    form = Form(pb.PutPlaceRequest(), _place_fields(), {"place.territory_code": _asked()})
    return _place(form, t("登记场所", "Register a place"), "/population/places")


@needs(GROUNDS)
def change_place(place: str) -> Any:
    """What is said of a place."""
    found = grounds().GetPlace(pb.GetPlaceRequest(id=place))
    message = pb.PutPlaceRequest()
    message.place.id = place
    form = Form(message, _place_fields(found.territory_code), given("place", found))
    return _place(form, t("更正场所信息", "Correct the place"), f"/population/place/{place}")


@needs(GROUNDS)
def close_place(place: str) -> Any:
    """A place is no more."""
    found = grounds().GetPlace(pb.GetPlaceRequest(id=place))
    form = Form(pb.ClosePlaceRequest(id=place), [acts.ETAG, _REASON], {"etag": found.etag})
    return acts.answered(
        form,
        lambda message: grounds().ClosePlace(message),
        lambda answer: f"/population/place/{answer.id}",
        title=t("注销场所", "Close the place"),
        said=t("场所已注销", "The place was closed"),
        back=f"/population/place/{place}",
        danger=True,
        about=found.name,
    )


def _unit(form: Form[Any], title: str, back: str) -> Any:
    return acts.answered(
        form,
        lambda message: grounds().PutEstablishment(message),
        lambda answer: f"/population/establishment/{answer.id}",
        title=title,
        said=t("单位已保存", "The unit was saved"),
        back=back,
        submit=t("保存", "Save"),
        help=t(
            "统一社会信用代码按校验码检查；没有的可以不填。",
            "The credit code is checked by its last character; leave it empty when there is none.",
        ),
    )


def _place(form: Form[Any], title: str, back: str) -> Any:
    return acts.answered(
        form,
        lambda message: grounds().PutPlace(message),
        lambda answer: f"/population/place/{answer.id}",
        title=title,
        said=t("场所已保存", "The place was saved"),
        back=back,
        submit=t("保存", "Save"),
    )


def _unit_fields(code: str = "") -> list[Field]:
    return [
        Field("establishment.etag", Text("", ""), "hidden"),
        Field("establishment.territory_code", Text("网格", "Grid"), "choice", lambda: grids(code), True),
        Field("establishment.name", Text("单位名称", "Name")),
        Field("establishment.kind", Text("类型", "Kind"), "choice", list(families.UNITS.items())),
        Field("establishment.credit_code", Text("统一社会信用代码", "Credit code"), "code"),
        Field("establishment.address", Text("地址", "Address")),
        Field("establishment.phone", Text("单位电话", "Phone of the unit"), "phone"),
        Field("establishment.staff_count", Text("人数", "Staff"), "number"),
        Field("establishment.representative", Text("法定代表人", "Legal representative"), short=True),
        Field(
            "establishment.representative_phone", Text("法定代表人电话", "Representative's phone"), "phone"
        ),
        Field("establishment.safety_duty", Text("安全职责", "Safety duty"), "area", rows=2),
        Field(
            "establishment.place",
            Text("位置（经度,纬度）", "Position (longitude,latitude)"),
            "point",
            required=False,
        ),
    ]


def _place_fields(code: str = "") -> list[Field]:
    return [
        Field("place.etag", Text("", ""), "hidden"),
        Field("place.territory_code", Text("网格", "Grid"), "choice", lambda: grids(code), True),
        Field("place.name", Text("场所名称", "Name")),
        Field("place.kind", Text("类型", "Kind"), "choice", list(families.PLACES.items())),
        Field("place.address", Text("地址", "Address")),
        Field("place.address_code", Text("标准地址编码", "Address code"), "code"),
        Field(
            "place.place", Text("位置（经度,纬度）", "Position (longitude,latitude)"), "point", required=False
        ),
    ]


def given(prefix: str, found: Any) -> dict[str, Any]:
    """What a record says, for a form whose fields begin with ``prefix``."""
    names = [each.name for each in found.DESCRIPTOR.fields if each.message_type is None]
    values = {f"{prefix}.{name}": getattr(found, name) for name in names if getattr(found, name)}
    if found.HasField("place"):
        values[f"{prefix}.place"] = f"{found.place.longitude},{found.place.latitude}"
    return values


def _asked() -> str:
    sent = request.args.get("territory", "")
    return sent if sent.isascii() and sent.isdigit() and len(sent) >= _GRID else ""


def grids(known: str, permission: str = GROUNDS) -> list[tuple[str, str]]:
    """Grids in which the reader may register something; a hundred communities at most are looked through."""
    found: dict[str, str] = {known: place_name(known)} if known else {}
    waiting = [code_of(path) for path in Call(g.actor).scope(permission).paths if path]
    for _ in range(100):
        if not waiting:
            break
        code = waiting.pop(0)
        if len(code) >= _GRID:
            found[code] = place_name(code)
            continue
        asked = territories_pb2.ListTerritoriesRequest(parent_code=code, page_size=200)
        try:
            below = territories().ListTerritories(asked).territories
        except Refusal:
            continue
        found |= {each.code: each.name for each in below if len(each.code) >= _GRID}
        waiting += [each.code for each in below if len(each.code) < _GRID]
    return list(found.items())
