"""The columns of a table of service records: what they are about, what their type declares, who agreed."""

from __future__ import annotations

from services.kernel.tabular import TargetField
from services.population.domain.families.declaration import (
    Basis,
    FieldKind,
    FieldSpec,
    RecordType,
    Subject,
)
from services.population.domain.transfers.fields import DWELLINGS, PLACED_BY

SAY = "say_"
"""Before the names of declared fields, so that none is taken for a column of ours."""
_DAY = "2026-05-03"
_SHARED = {each.name: each for each in DWELLINGS}
_PERSON = (
    TargetField(
        "person_document",
        "身份证号",
        "Identity number",
        ("身份证号码", "居民身份证号码", "公民身份号码", "证件号码", "证件号", "身份证", "本人身份证号"),
        True,
    ),
    TargetField("person_name", "姓名", "Name", ("人员姓名", "居民姓名", "本人姓名", "名字")),
)
_HOUSEHOLD = (
    TargetField("household_number", "户号", "Household number", ("户编号", "家庭编号", "户口簿号"), True),
    _SHARED["grid"],
)
_DWELLING = tuple(_SHARED[name] for name in ("grid", "building", "unit", "room", "address"))
_UNIT = (
    TargetField(
        "unit_code",
        "统一社会信用代码",
        "Credit code",
        ("信用代码", "社会信用代码", "统一信用代码", "统一代码"),
    ),
    TargetField("unit_name", "单位名称", "Unit", ("名称", "企业名称", "商户名称", "店铺名称", "机构名称")),
    _SHARED["grid"],
)
_PLACE = (
    TargetField("place_name", "场所名称", "Place", ("名称", "地点名称", "场所", "地点"), True),
    _SHARED["grid"],
)
_ABOUT = {
    Subject.PERSON: _PERSON,
    Subject.HOUSEHOLD: _HOUSEHOLD,
    Subject.DWELLING: _DWELLING,
    Subject.ESTABLISHMENT: _UNIT,
    Subject.PLACE: _PLACE,
}
_CONSENT = (
    TargetField("consent_on", "同意日期", "Agreed on", ("签字日期", "授权日期"), format=_DAY),
    TargetField("consent_by", "由谁同意", "Who agreed", ("同意人身份",), values=("本人", "监护人", "受托人")),
    TargetField(
        "consent_name", "监护人或受托人姓名", "Guardian or representative", ("监护人姓名", "受托人姓名")
    ),
)
_TERM = (
    TargetField("from_day", "开始日期", "From", ("起始日期", "登记日期"), format=_DAY),
    TargetField("to_day", "结束日期", "Until", ("截止日期", "到期日期"), format=_DAY),
)
YES_NO = {"是": "yes", "有": "yes", "已": "yes", "y": "yes", "yes": "yes", "true": "yes", "1": "yes"} | {
    "否": "no", "无": "no", "未": "no", "n": "no", "no": "no", "false": "no", "0": "no",
}  # fmt: skip
CONSENT_BY = {
    "本人": "self", "self": "self", "监护人": "guardian", "家长": "guardian", "父母": "guardian",
    "guardian": "guardian", "受托人": "representative", "委托人": "representative",
    "代理人": "representative", "representative": "representative",
}  # fmt: skip


def fields_of(declared: RecordType) -> tuple[TargetField, ...]:
    """Of a type."""
    consent = _CONSENT if declared.subject in (Subject.PERSON, Subject.HOUSEHOLD) else ()
    return (*_ABOUT[declared.subject], *map(_target, declared.fields), *consent, *_TERM)


def needed_of(declared: RecordType) -> tuple[str, ...]:
    """Columns that have to be there."""
    needed = [each.name for each in _ABOUT[declared.subject] if each.required]
    needed += [SAY + each.name for each in declared.fields if each.required]
    return (*needed, "consent_on") if declared.basis is Basis.CONSENT and _asks(declared) else tuple(needed)


def whereabouts_of(subject: Subject) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Which columns say where a row lies, and groups of which one column is needed."""
    match subject:
        case Subject.DWELLING:
            return (*PLACED_BY[:2], "address"), (("address", "building"),)
        case Subject.ESTABLISHMENT:
            return (), (("unit_code", "unit_name"),)
        case Subject.HOUSEHOLD | Subject.PLACE:
            return ("grid",), ()
        case Subject.PERSON:
            return (), ()


def personal_of(declared: RecordType) -> frozenset[str]:
    """Columns of which a preview shows only what is left by a mask."""
    said = {SAY + each.name for each in declared.fields if each.personal}
    return frozenset({"person_document", "person_name", "consent_name", "address", "room", *said})


def _asks(declared: RecordType) -> bool:
    return declared.subject in (Subject.PERSON, Subject.HOUSEHOLD)


def _target(field: FieldSpec) -> TargetField:
    values: tuple[str, ...] = ()
    if field.kind is FieldKind.CHOICE:
        values = tuple(each.zh for each in field.choices)
    elif field.kind is FieldKind.YES_NO:
        values = ("是", "否")
    day = _DAY if field.kind is FieldKind.DATE else ""
    title = field.zh.partition("（")[0]
    synonyms = (title, field.name) if title != field.zh else (field.name,)
    return TargetField(
        SAY + field.name, field.zh, field.en or field.zh, synonyms, field.required, day, values
    )
