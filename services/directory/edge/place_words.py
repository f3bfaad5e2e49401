"""What the contract's values of places, organisations, posts and duties are called on pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from services.kernel.web.texts import Text
from wangge.directory.v1 import organisations_pb2 as pb
from wangge.directory.v1 import territories_pb2
from wangge.types.v1 import types_pb2

LEVELS: Mapping[int, Text] = {
    types_pb2.LEVEL_PREFECTURE: Text("市", "Prefecture"),
    types_pb2.LEVEL_COUNTY: Text("县（区）", "County"),
    types_pb2.LEVEL_TOWNSHIP: Text("乡镇（街道）", "Township"),
    types_pb2.LEVEL_COMMUNITY: Text("村（社区）", "Community"),
    types_pb2.LEVEL_AREA: Text("责任片", "Area"),
    types_pb2.LEVEL_GRID: Text("网格", "Grid"),
    types_pb2.LEVEL_SUBGRID: Text("微网格", "Sub-grid"),
}
"""From above to below (DIR-01 to DIR-03)."""
BELOW: Mapping[int, Sequence[int]] = {
    types_pb2.LEVEL_UNSPECIFIED: (types_pb2.LEVEL_PREFECTURE,),
    types_pb2.LEVEL_PREFECTURE: (types_pb2.LEVEL_COUNTY,),
    types_pb2.LEVEL_COUNTY: (types_pb2.LEVEL_TOWNSHIP,),
    types_pb2.LEVEL_TOWNSHIP: (types_pb2.LEVEL_COMMUNITY,),
    types_pb2.LEVEL_COMMUNITY: (types_pb2.LEVEL_GRID, types_pb2.LEVEL_AREA),
    types_pb2.LEVEL_AREA: (types_pb2.LEVEL_GRID, types_pb2.LEVEL_AREA),
    types_pb2.LEVEL_GRID: (types_pb2.LEVEL_SUBGRID,),
    types_pb2.LEVEL_SUBGRID: (types_pb2.LEVEL_SUBGRID,),
}
"""What a form offers to create below a level; the service decides (DIR-01, DIR-02)."""
SETTLEMENTS: Mapping[int, Text] = {
    territories_pb2.SETTLEMENT_URBAN: Text("城市", "Urban"),
    territories_pb2.SETTLEMENT_RURAL: Text("农村", "Rural"),
}
ORGANISATION_KINDS: Mapping[int, Text] = {
    pb.ORGANISATION_KIND_CENTRE: Text("社会治理中心", "Governance centre"),
    pb.ORGANISATION_KIND_DEPARTMENT: Text("职能部门", "Department"),
    pb.ORGANISATION_KIND_COMMITTEE: Text("居（村）委会", "Residents' committee"),
    pb.ORGANISATION_KIND_STATIONED_UNIT: Text("驻区单位", "Stationed unit"),
    pb.ORGANISATION_KIND_PROPERTY_COMPANY: Text("物业公司", "Property company"),
    pb.ORGANISATION_KIND_OWNERS_COMMITTEE: Text("业主委员会", "Owners' committee"),
    pb.ORGANISATION_KIND_ASSOCIATION: Text("社会组织", "Association"),
    pb.ORGANISATION_KIND_AGENCY: Text("企事业单位", "Agency"),
    pb.ORGANISATION_KIND_BODY: Text("社区自治机构", "Body of a community"),
    pb.ORGANISATION_KIND_LEADING_GROUP: Text("领导小组", "Leading group"),
    pb.ORGANISATION_KIND_TEAM: Text("服务队伍", "Team"),
}
BODY_LAYERS: Mapping[str, Text] = {
    "leading": Text("领导层", "Leading"),
    "deciding": Text("决策层", "Deciding"),
    "executing": Text("执行层", "Executing"),
    "deliberating": Text("议事层", "Deliberating"),
}
"""The four layers of bodies inside a community (DIR-12)."""
RHYTHMS: Mapping[int, Text] = {
    pb.RHYTHM_WEEKLY: Text("每周", "Weekly"),
    pb.RHYTHM_HALF_MONTHLY: Text("每半月", "Twice a month"),
    pb.RHYTHM_MONTHLY: Text("每月", "Monthly"),
    pb.RHYTHM_QUARTERLY: Text("每季度", "Quarterly"),
    pb.RHYTHM_YEARLY: Text("每年", "Yearly"),
}
WEEKDAYS: Sequence[Text] = (
    Text("周一", "Mon"),
    Text("周二", "Tue"),
    Text("周三", "Wed"),
    Text("周四", "Thu"),
    Text("周五", "Fri"),
    Text("周六", "Sat"),
    Text("周日", "Sun"),
)
TARGETS: Mapping[str, Text] = {
    "post": Text("岗位", "Post"),
    "organisation": Text("机构", "Organisation"),
    "department": Text("部门", "Department"),
}
"""Whom a deduction rule strikes (DIR-29)."""


def level(number: int) -> str:
    """A level as readers call it."""
    return str(LEVELS.get(number, ""))


def organisation_kind(number: int) -> str:
    """A kind of organisation as readers call it."""
    return str(ORGANISATION_KINDS.get(number, ""))


def level_names(numbers: Sequence[int]) -> list[tuple[str, Text]]:
    """Options of a form: names of the enumeration with their titles."""
    return [(types_pb2.Level.Name(each), LEVELS[each]) for each in numbers]
