"""Imports of buildings through the ordinary command (DIR-03, DIR-06)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sqlalchemy.engine import Connection

from services.directory.application.buildings import EARLIEST_YEAR
from services.directory.application.footprints import checked_footprint
from services.directory.application.import_places import EDIT, PlaceFacts, count_of
from services.directory.application.import_ports import Applied, Checked, Seen, Values
from services.directory.domain.levels import Level
from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.tabular import TargetField
from services.kernel.territory_codes import path_of
from wangge.directory.v1 import territories_pb2
from wangge.types.v1 import types_pb2

PutBuilding = Callable[[Call, territories_pb2.Building], territories_pb2.Building]
_NUMBERS = {
    "households": ("户数", 0, 1_000_000),
    "storeys": ("地上层数", 0, 200),
    "basements": ("地下层数", 0, 20),
    "units": ("单元数", 0, 50),
    "dwellings_per_storey": ("每单元每层户数", 0, 50),
    "year_built": ("建成年份", EARLIEST_YEAR, 2100),
}


class BuildingImport:
    """See the port `ImportKind`. A building without grid lands on the "unassigned" list (DIR-06)."""

    name = "buildings"
    fields: Sequence[TargetField] = (
        TargetField("name", "楼栋名称", "Building", ("名称", "楼栋", "楼名"), required=True),
        TargetField("community", "社区代码", "Community code", ("所属社区代码", "所属社区"), required=True),
        TargetField("grid", "网格代码", "Grid code", ("所属网格代码", "网格编码", "所属网格")),
        TargetField("code", "楼栋编码", "Building code", ("楼栋代码", "楼栋号")),
        TargetField("households", "户数", "Households", ("总户数",)),
        TargetField("storeys", "地上层数", "Storeys", ("层数", "楼层数", "总层数")),
        TargetField("basements", "地下层数", "Storeys below ground", ("地下室层数",)),
        TargetField("units", "单元数", "Entrance units", ("单元", "单元个数")),
        TargetField(
            "dwellings_per_storey", "每单元每层户数", "Dwellings on a unit's storey", ("每层户数", "梯户数")
        ),
        TargetField("year_built", "建成年份", "Year built", ("建成年代", "竣工年份")),
        TargetField("longitude", "经度", "Longitude", ("lng", "lon")),
        TargetField("latitude", "纬度", "Latitude", ("lat",)),
        TargetField("footprint", "楼栋轮廓", "Footprint (GeoJSON)", ("轮廓", "GeoJSON")),
    )

    def __init__(self, facts: PlaceFacts, put: PutBuilding) -> None:
        self._facts, self._put = facts, put

    def check(self, connection: Connection, call: Call, values: Values, seen: Seen) -> Checked:
        """Places, numbers, position, footprint, duplicates and rights."""
        problems: list[FieldProblem] = []
        for field, (title, least, most) in _NUMBERS.items():
            count_of(values.get(field, ""), title, problems, least=least, most=most)
        _place(values, problems)
        name, code = _text(values, "name"), _text(values, "code")
        community, grid = path_of(_text(values, "community")), path_of(_text(values, "grid"))
        if self._facts.level(connection, community) != Level.COMMUNITY:
            problems.append(FieldProblem("社区代码", "directory.home_unknown", {"place": community[:24]}))
        if grid and (not grid.startswith(community) or self._facts.level(connection, grid) != Level.GRID):
            problems.append(FieldProblem("网格代码", "directory.home_unknown", {"place": grid[:24]}))
        if not call.may(EDIT, grid or community):
            problems.append(FieldProblem("社区代码", "kernel.permission_denied", {"permission": EDIT}))
        self._footprint(connection, values, community, problems)
        key = f"{community} {name}"
        present = self._facts.building(connection, name, _text(values, "community"))
        if key in seen.keys:
            problems.append(FieldProblem("楼栋名称", "directory.import_row_repeated"))
        taken = code and not present and self._facts.building_coded(connection, code)
        if taken or (code and f"code {code}" in seen.keys):
            problems.append(FieldProblem("楼栋编码", "directory.building_code_taken", {"code": code[:40]}))
        if not re.fullmatch("[0-9A-Za-z-]{0,40}", code):
            problems.append(FieldProblem("楼栋编码", "kernel.value_unknown", {"value": code[:60]}))
        seen.keys.update((key, f"code {code}"))
        return Checked(problems, grid or community, unchanged=present is not None)

    def apply(self, call: Call, values: Values) -> Applied:
        """Add the building, unless an earlier run that was cut short did."""
        name, community = _text(values, "name"), _text(values, "community")
        present = self._facts.building_now(name, community)
        if present is not None:
            return present
        wanted = territories_pb2.Building(
            name=name,
            community_code=community,
            grid_code=_text(values, "grid"),
            code=_text(values, "code"),
            footprint=_text(values, "footprint"),
        )
        for field in _NUMBERS:
            setattr(wanted, field, int(_text(values, field) or 0))
        if _text(values, "longitude"):
            place = types_pb2.Point(longitude=float(values["longitude"]), latitude=float(values["latitude"]))
            wanted.place.CopyFrom(place)
        made = self._put(call, wanted)
        return Applied(made.id, made.etag)

    def undo(self, call: Call, record_id: str, version: str) -> bool:
        """Take away a building nobody changed since."""
        return self._facts.remove_building(call, record_id, version)

    def _footprint(
        self, connection: Connection, values: Values, community: str, problems: list[FieldProblem]
    ) -> None:
        text = _text(values, "footprint")
        if not text:
            return
        try:
            checked_footprint(text, self._facts.county_border(connection, community), "楼栋轮廓")
        except Invalid as wrong:
            problems += wrong.problems


def _text(values: Values, field: str) -> str:
    return values.get(field, "").strip()


def _place(values: Values, problems: list[FieldProblem]) -> None:
    texts = [_text(values, name) for name in ("longitude", "latitude")]
    if not any(texts):
        return
    try:
        longitude, latitude = map(float, texts)
    except ValueError:
        problems.append(FieldProblem("经度", "directory.place_unreadable"))
        return
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        problems.append(FieldProblem("经度", "directory.place_unreadable"))
