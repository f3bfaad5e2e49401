"""The fields of a station's form, and the places in which the reader may keep one."""

from __future__ import annotations

from flask import g

from services.kernel.call import Call
from services.kernel.errors import Refusal
from services.kernel.territory_codes import code_of
from services.kernel.web.forms import Field
from services.kernel.web.texts import Text
from services.population.edge import incomer_words, words
from services.population.edge.register import place_name, territories
from wangge.directory.v1 import territories_pb2
from wangge.population.v1 import incomers_pb2
from wangge.population.v1 import stations_pb2 as pb

EDIT = "population.station.edit"
_COUNTY, _TOWN, _COMMUNITY = 6, 9, 12


def station_fields(code: str = "", kind: int = 0) -> list[Field]:
    """Of the station of a place; ``kind`` is that of one that is there already."""
    made = [
        Field("station.name", Text("名称", "Name"), required=True),
        Field("station.address", Text("地址", "Address"), required=True),
        Field(
            "station.hours",
            Text("开放时间", "Opening hours"),
            required=True,
            placeholder=Text("周一至周五 9:00—17:00", "Monday to Friday 9:00-17:00"),
        ),
        Field("station.phone", Text("站点电话", "Phone of the station"), "code"),
        Field(
            "station.services",
            Text("提供的服务", "Services"),
            "choices",
            words.options(incomers_pb2.ServiceKind, incomer_words.SERVICES),
        ),
        Field(
            "station.place",
            Text("位置（经度,纬度）", "Position (longitude,latitude)"),
            "point",
            required=False,
        ),
    ]
    if kind == pb.STATION_KIND_SUB:
        made.append(
            Field(
                "station.serves_codes",
                Text("同时服务的村、社区", "Other communities it serves"),
                "choices",
                lambda: _beside(code),
            )
        )
    else:
        made.append(
            Field(
                "station.needed_from",
                Text(
                    "流动人口超过多少人的社区应设分站", "More incoming residents than this need a sub-station"
                ),
                "number",
                help=Text("总站填写；不填为 100。", "Of the main station; 100 when empty."),
            )
        )
    return made


def places_of_stations() -> list[tuple[str, str]]:
    """Towns and communities in which the reader keeps stations."""
    found: dict[str, str] = {}
    waiting = [path for path in Call(g.actor).scope(EDIT).paths if path]
    for path in waiting:
        if len(path) in (_TOWN, _COMMUNITY):
            found[code_of(path)] = place_name(code_of(path))
        if len(path) in (_COUNTY, _TOWN):
            below = _below(code_of(path))
            found |= dict(below)
            if len(path) == _COUNTY:
                for code, _ in below:
                    found |= dict(_below(code))
    return list(found.items())


def _beside(code: str) -> list[tuple[str, str]]:
    town = code[:_TOWN] + "000"
    return [(each, name) for each, name in _below(town) if each != code]


def _below(code: str) -> list[tuple[str, str]]:
    asked = territories_pb2.ListTerritoriesRequest(parent_code=code, page_size=200)
    try:
        return [(each.code, each.name) for each in territories().ListTerritories(asked).territories]
    except Refusal:
        return []
