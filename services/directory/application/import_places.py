"""Imports of territories through the ordinary commands; what imports of places ask beforehand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from sqlalchemy.engine import Connection

from services.directory.application.import_ports import Applied, Checked, Seen, Values
from services.directory.domain.levels import Level, check_code_below, may_contain, path_of_division
from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.tabular import TargetField
from services.kernel.territory_codes import path_of
from wangge.directory.v1 import territories_pb2
from wangge.types.v1 import types_pb2

EDIT = "directory.territory.edit"
_LEVELS = {
    "市": Level.PREFECTURE,
    "县": Level.COUNTY,
    "区": Level.COUNTY,
    "区县": Level.COUNTY,
    "乡镇": Level.TOWNSHIP,
    "街道": Level.TOWNSHIP,
    "乡镇街道": Level.TOWNSHIP,
    "社区": Level.COMMUNITY,
    "村": Level.COMMUNITY,
    "村社区": Level.COMMUNITY,
    "网格": Level.GRID,
    "责任片": Level.AREA,
    "片区": Level.AREA,
    "居民小组": Level.SUBGRID,
}
_SETTLEMENTS = {"城镇": 1, "城市": 1, "urban": 1, "农村": 2, "rural": 2, "": 0}


class PlaceFacts(Protocol):
    """What a dry run must know about places that are already there, and how an undo takes them away."""

    def level(self, connection: Connection, path: str) -> int:
        """The level of a valid territory, 0 when there is none."""

    def name(self, connection: Connection, path: str) -> str: ...
    def building(self, connection: Connection, name: str, community: str) -> Applied | None: ...
    def building_coded(self, connection: Connection, code: str) -> bool: ...
    def building_now(self, name: str, community: str) -> Applied | None: ...
    def county_border(self, connection: Connection, path: str) -> str: ...
    def end_territory(self, call: Call, path: str, version: str) -> bool: ...
    def remove_building(self, call: Call, id: str, version: str) -> bool: ...


CreateTerritory = Callable[[Call, territories_pb2.Territory], territories_pb2.Territory]


class TerritoryImport:
    """See the port `ImportKind`. Parents may stand above their children in the same file."""

    name = "territories"
    fields: Sequence[TargetField] = (
        TargetField(
            "code", "区划代码", "Code", ("编码", "网格编码", "代码"), required=True, format="410602001001001"
        ),
        TargetField("name", "名称", "Name", ("区划名称", "网格名称"), required=True),
        TargetField("level", "层级", "Level", ("级别",), required=True, values=tuple(dict.fromkeys(_LEVELS))),
        TargetField("parent", "上级代码", "Parent code", ("上级区划代码", "上级编码", "所属社区代码")),
        TargetField("settlement", "城乡", "Settlement", ("城乡类型",), values=("城镇", "农村")),
        TargetField("households", "户数", "Households", ("总户数", "住户数")),
        TargetField("size_reason", "规模说明", "Reason for the size", ("超标原因",)),
    )

    def __init__(self, facts: PlaceFacts, create: CreateTerritory) -> None:
        self._facts, self._create = facts, create

    def check(self, connection: Connection, call: Call, values: Values, seen: Seen) -> Checked:
        """Codes, levels, parents, duplicates and rights (DIR-01)."""
        problems: list[FieldProblem] = []
        level = _level(values["level"], problems)
        count = count_of(values.get("households", ""), "户数", problems)
        if values.get("settlement", "").strip() not in _SETTLEMENTS:
            problems.append(
                FieldProblem("城乡", "kernel.value_unknown", {"value": values["settlement"][:60]})
            )
        if level is None or count is None:
            return Checked(problems)
        parent = path_of(values.get("parent", "").strip())
        path = _path(values["code"].strip(), level, parent, problems)
        if not path:
            return Checked(problems)
        above = seen.levels.get(parent) or self._facts.level(connection, parent) if parent else 0
        if not may_contain(Level(above) if above else None, level) or not path.startswith(parent):
            names = {
                "level": level.name.lower(),
                "parent": Level(above).name.lower() if above else "-",
                "code": values["code"][:24],
            }
            problems.append(FieldProblem("上级代码", "directory.wrong_parent", names))
        if path in seen.levels:
            problems.append(FieldProblem("区划代码", "directory.import_row_repeated"))
        present = self._facts.level(connection, path)
        same = present == level and self._facts.name(connection, path) == values["name"].strip()
        if present and not same:
            problems.append(
                FieldProblem("区划代码", "directory.territory_exists", {"code": values["code"][:24]})
            )
        if not call.may(EDIT, path):
            problems.append(FieldProblem("区划代码", "kernel.permission_denied", {"permission": EDIT}))
        if not problems:
            seen.levels[path] = level
        return Checked(problems, path, unchanged=same)

    def apply(self, call: Call, values: Values) -> Applied:
        """Create the territory."""
        level = _LEVELS[values["level"].strip()]
        made = self._create(
            call,
            territories_pb2.Territory(
                code=values["code"].strip(),
                name=values["name"].strip(),
                level=types_pb2.Level.Name(types_pb2.Level.ValueType(level)),
                parent_code=values.get("parent", "").strip(),
                settlement=territories_pb2.Settlement.Name(
                    _SETTLEMENTS[values.get("settlement", "").strip()]
                ),
                households=int(values.get("households", "").strip() or 0),
                size_reason=values.get("size_reason", "").strip(),
            ),
        )
        return Applied(made.code, made.etag)

    def undo(self, call: Call, record_id: str, version: str) -> bool:
        """End a territory that is as it was imported and has nothing below it."""
        return self._facts.end_territory(call, path_of(record_id), version)


def _level(text: str, problems: list[FieldProblem]) -> Level | None:
    found = _LEVELS.get(text.strip())
    if found is None:
        problems.append(FieldProblem("层级", "kernel.value_unknown", {"value": text[:60]}))
    return found


def _path(code: str, level: Level, parent: str, problems: list[FieldProblem]) -> str:
    try:
        if level <= Level.COMMUNITY:
            return path_of_division(code, level)
        return check_code_below(code, parent) or code
    except Invalid as wrong:
        problems += [FieldProblem("区划代码", each.code, each.details) for each in wrong.problems]
        return ""


def count_of(
    text: str, title: str, problems: list[FieldProblem], *, least: int = 0, most: int = 1_000_000
) -> int | None:
    """A number of a table, 0 for nothing written; None, and a problem, for anything out of the range."""
    plain = text.strip()
    if not plain:
        return 0
    if not (plain.isascii() and plain.isdigit() and len(plain) < 10 and least <= int(plain) <= most):
        problems.append(FieldProblem(title, "kernel.value_unknown", {"value": plain[:60]}))
        return None
    return int(plain)
