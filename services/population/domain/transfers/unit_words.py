"""How tables write what kind of unit one is: 企业, 个体户, 学校, shop and so on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

UNITS: Mapping[str, str] = {
    "agency": "机关 党政机关 国家机关 行政机关 政府机关 政府部门 agency 11",
    "institution": (
        "事业单位 事业 学校 小学 中学 幼儿园 医院 卫生院 卫生服务站 institution school hospital 12"
    ),
    "enterprise": "企业 公司 有限公司 国有企业 国企 私营企业 民营企业 工厂 银行 enterprise company 91",
    "new_economic": "新经济组织 两新组织 非公企业 非公有制企业 非公有制经济组织 new_economic",
    "new_social": "新社会组织 社会组织 民办非企业 民办非企业单位 社会团体 协会 基金会 new_social 52 51 53",
    "self_employed": (
        "个体工商户 个体户 个体 个体经营 商户 商铺 店铺 门店 门面 九小场所 小微 self_employed shop 92"
    ),
    "mass_group": "群团组织 群团 人民团体 群众团体 工会 妇联 mass_group",
    "self_help": "自助互助组织 互助组织 自治组织 居委会 村委会 业主委员会 业委会 self_help",
    "worksite": "工地 在建工地 建筑工地 施工工地 worksite",
    "other": "其他 其它 其他单位 other",
}
_BLANKS = re.compile(r"[\s、/_-]+")


def meant(text: str) -> str:
    """The kind that a cell means; empty when it is none that is known."""
    return _KNOWN.get(_plain(text), "")


def first(kind: str) -> str:
    """One writing of a kind."""
    return UNITS[kind].split()[0] if kind in UNITS else ""


def _plain(text: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text).casefold())


_KNOWN = {_plain(each): kind for kind, texts in UNITS.items() for each in texts.split()}
