"""The columns that a table of units may have, and what else they are called."""

from __future__ import annotations

from services.kernel.tabular import TargetField
from services.population.domain.transfers.fields import DWELLINGS
from services.population.domain.transfers.unit_words import UNITS

_SHARED = {each.name: each for each in DWELLINGS}
ESTABLISHMENTS = (
    TargetField(
        "name",
        "单位名称",
        "Unit",
        ("名称", "企业名称", "机构名称", "商户名称", "店铺名称", "学校名称", "字号名称", "字号", "name"),
        True,
    ),
    TargetField(
        "kind",
        "单位类型",
        "Kind",
        ("类型", "单位性质", "单位类别", "企业类型", "机构类型", "主体类型", "性质", "类别"),
        True,
        values=tuple(texts.split()[0] for texts in UNITS.values()),
    ),
    TargetField(
        "credit_code",
        "统一社会信用代码",
        "Credit code",
        ("信用代码", "社会信用代码", "统一信用代码", "统一代码", "组织机构代码", "营业执照号", "注册号"),
    ),
    _SHARED["grid"],
    TargetField(
        "address",
        "地址",
        "Address",
        ("单位地址", "经营地址", "经营场所", "注册地址", "住所", "详细地址", "所在地址", "办公地址"),
    ),
    _SHARED["building"],
    TargetField(
        "phone", "单位电话", "Phone", ("电话", "联系电话", "固定电话", "办公电话", "座机", "联系方式")
    ),
    TargetField("staff_count", "人数", "Staff", ("从业人数", "员工人数", "职工人数", "在岗人数", "人员数")),
    TargetField(
        "representative",
        "法定代表人",
        "Legal representative",
        ("法人", "法人代表", "负责人", "经营者", "企业负责人", "单位负责人", "校长", "店主"),
    ),
    TargetField(
        "representative_phone",
        "法定代表人电话",
        "Representative's phone",
        ("法人电话", "负责人电话", "经营者电话", "负责人联系电话", "法人联系电话", "店主电话", "手机"),
    ),
    TargetField("safety_duty", "安全职责", "Safety duty", ("安全责任", "消防责任", "安全生产责任", "责任区")),
    _SHARED["longitude"],
    _SHARED["latitude"],
    TargetField(
        "closed_on", "注销日期", "Closed on", ("歇业日期", "停业日期", "吊销日期"), format="2026-05-03"
    ),
)
UNIT_PERSONAL = frozenset({"representative", "representative_phone"})
"""Columns of which a preview shows only what is left by a mask."""
