"""Columns of the ledgers, and how their words are written in either language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.population.domain.kinds import Relation, ResidenceKind, Sex
from services.population.domain.transfers import words

Columns = tuple[tuple[str, str, str], ...]
_RESIDENTS: Columns = (
    ("grid", "网格", "Grid"),
    ("name", "姓名", "Name"),
    ("sex", "性别", "Sex"),
    ("age", "年龄", "Age"),
    ("kind", "人口类别", "Category"),
    ("relation", "与户主关系", "Relation"),
    ("document", "证件号码", "Document"),
    ("phone", "电话", "Phone"),
    ("address", "住址", "Address"),
    ("since", "入住日期", "Since"),
)
_UNITS: Columns = (
    ("grid", "网格", "Grid"),
    ("name", "单位名称", "Unit"),
    ("kind", "类型", "Kind"),
    ("code", "统一社会信用代码", "Credit code"),
    ("representative", "法定代表人", "Representative"),
    ("staff", "人数", "Staff"),
    ("address", "地址", "Address"),
    ("phone", "单位电话", "Phone"),
    ("duty", "安全职责", "Safety duty"),
)
_RECORDS: Columns = (
    ("grid", "网格", "Grid"),
    ("name", "姓名", "Name"),
    ("type", "类别", "Kind"),
    ("says", "内容", "What it says"),
    ("carer", "责任人", "Carer"),
    ("review", "复核日期", "Review"),
    ("until", "到期日期", "Until"),
)
COLUMNS: Mapping[str, Columns] = {
    "residents": _RESIDENTS,
    "units": _UNITS,
    "care": _RECORDS,
    "assistance": _RECORDS,
    "backbone": _RECORDS,
}
_SEXES: Mapping[str, tuple[str, str]] = {Sex.MALE: ("男", "Male"), Sex.FEMALE: ("女", "Female")}
_CATEGORIES: Mapping[str, str] = {
    ResidenceKind.PERMANENT: "Permanent",
    ResidenceKind.INCOMING: "Incoming",
    ResidenceKind.REGISTERED_ONLY: "Registered only",
}
_RELATIONS: Mapping[str, str] = {
    Relation.HEAD: "Head",
    Relation.SPOUSE: "Spouse",
    Relation.CHILD: "Child",
    Relation.CHILD_IN_LAW: "Child-in-law",
    Relation.GRANDCHILD: "Grandchild",
    Relation.PARENT: "Parent",
    Relation.GRANDPARENT: "Grandparent",
    Relation.SIBLING: "Sibling",
    Relation.OTHER_RELATIVE: "Other relative",
    Relation.NOT_RELATED: "Not related",
}
_UNIT_KINDS: Mapping[str, tuple[str, str]] = {
    "agency": ("机关", "Public agency"),
    "institution": ("事业单位", "Public institution"),
    "enterprise": ("企业", "Enterprise"),
    "new_economic": ("新经济组织", "New economic organisation"),
    "new_social": ("新社会组织", "New social organisation"),
    "self_employed": ("个体工商户", "Self-employed"),
    "mass_group": ("群团组织", "Mass organisation"),
    "self_help": ("自助互助组织", "Self-help group"),
    "worksite": ("工地", "Worksite"),
    "other": ("其他", "Other"),
}


def sex(word: Sex, english: bool) -> str:
    """Empty where it is not known."""
    return _SEXES.get(word, ("", ""))[english]


def category(word: ResidenceKind, english: bool) -> str:
    """Of a residence."""
    return _CATEGORIES.get(word, "") if english else _first(words.KINDS, word)


def relation(word: Relation, english: bool) -> str:
    """To the head of the household; empty where it is not known."""
    return _RELATIONS.get(word, "") if english else _first(words.RELATIONS, word)


def unit_kind(word: str, english: bool) -> str:
    """Of a unit."""
    return _UNIT_KINDS.get(word, (word, word))[english]


def _first(table: Mapping[Any, str], word: object) -> str:
    return table[word].split()[0] if word in table else ""
