"""Fields of the forms for estates, buildings and facilities (DIR-03, DIR-08, DIR-09)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from services.directory.edge import lookups
from services.directory.edge.dictionary_titles import options
from services.directory.edge.registers import place_name
from services.kernel.web.forms import Field
from services.kernel.web.texts import Text

_PLACE = Text("输入名称或代码", "Name or code")
ABOUT: Mapping[str, Text] = {
    "estate": Text(
        "能封闭管理的小区对照“十有”，不能封闭的对照“四有”，做到几项勾几项。",
        "Estates that can be enclosed are measured by the ten haves, others by the four; tick what "
        "is fulfilled.",
    ),
    "building": Text(
        "填写了位置的楼栋按网格边界自动归入网格；没有位置的可以直接选网格，都没有的列入“未归入网格”。"
        "层数、单元数和轮廓用于楼栋平面图和三维地图，不清楚的可以空着。",
        "A building with a position is put into the grid that holds it; without one the grid may be "
        "chosen, and what has "
        "neither is listed as in no grid. Storeys, units and footprint are what floor plans and the map are "
        "drawn from; leave empty what is not known.",
    ),
    "facility": Text(
        "社区设施用于对照“五室三站”等清单和计算服务圈；已规划未建成的不勾“已建成”。",
        "Facilities are what checklists and service circles are made from; leave the tick out for "
        "what is planned.",
    ),
    "target": Text(
        "每年要创建多少个自治小区，页面会显示已完成的数量。",
        "How many estates shall have all haves in a year.",
    ),
}


def _territory(field: str, label: Text) -> Field:
    return Field(
        field,
        label,
        "lookup",
        required=True,
        source=lookups.TERRITORIES,
        titled=place_name,
        placeholder=_PLACE,
    )


def _point(field: str) -> Field:
    return Field(
        field, Text("位置", "Position"), "point", placeholder=Text("经度,纬度", "longitude,latitude")
    )


FIELDS: Mapping[str, Sequence[Field]] = {
    "estate": (
        Field("estate.etag", Text("", ""), "hidden"),
        Field("estate.name", Text("小区名称", "Name"), required=True),
        _territory("estate.territory_code", Text("所在区域", "Territory")),
        Field("estate.has_property_company", Text("有物业公司", "Has a property company"), "check"),
        Field("estate.enclosable", Text("能封闭管理（十有）", "Can be enclosed (ten haves)"), "check"),
        Field("estate.haves", Text("已经做到", "Fulfilled"), "choices", options("estate_have")),
    ),
    "building": (
        Field("building.etag", Text("", ""), "hidden"),
        Field("building.name", Text("楼栋名称", "Name"), required=True),
        _territory("building.community_code", Text("所在社区", "Community")),
        _point("building.place"),
        Field(
            "building.grid_code",
            Text("所在网格", "Grid"),
            "lookup",
            source=lookups.TERRITORIES,
            titled=place_name,
            placeholder=_PLACE,
            help=Text("有位置的不必填写", "Not needed with a position"),
        ),
        Field("building.households", Text("户数", "Households"), "number"),
        Field(
            "building.code",
            Text("楼栋编码", "Building code"),
            help=Text("县（区）统一编码的才填写", "Where the county gives one"),
        ),
        Field("building.storeys", Text("地上层数", "Storeys"), "number"),
        Field("building.basements", Text("地下层数", "Storeys below ground"), "number"),
        Field("building.units", Text("单元数", "Entrance units"), "number"),
        Field(
            "building.dwellings_per_storey",
            Text("每单元每层户数", "Dwellings on a storey of one unit"),
            "number",
            help=Text("如“一梯两户”填 2", "For two doors on a landing: 2"),
        ),
        Field(
            "building.year_built",
            Text("建成年份", "Year built"),
            "number",
            placeholder=Text("如：2008", "e.g. 2008"),
        ),
        Field(
            "building.footprint",
            Text("楼栋轮廓（GeoJSON）", "Footprint (GeoJSON)"),
            "area",
            rows=4,
            help=Text(
                "从测绘或地图软件导出的多边形，WGS-84 坐标；没有可以不填，三维地图按常见尺寸画出",
                "A polygon as surveying software exports it, WGS-84; without one, the map draws a block of "
                "usual size",
            ),
        ),
    ),
    "facility": (
        Field("facility.etag", Text("", ""), "hidden"),
        Field("facility.name", Text("设施名称", "Name"), required=True),
        Field("facility.kind", Text("类别", "Kind"), "choice", options("facility_kind"), required=True),
        _territory("facility.territory_code", Text("所在区域", "Territory")),
        _point("facility.place"),
        Field("facility.present", Text("已建成", "It is there"), "check"),
    ),
}
