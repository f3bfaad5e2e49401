"""Types of records as data: what is shipped, what may be declared, and what must never be (Sens-3, 5, 11)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.kernel.errors import Invalid
from services.population.adapters.families.types import data_of, shipped, type_of
from services.population.domain.families.declaration import (
    Basis,
    Choice,
    FieldKind,
    FieldSpec,
    RecordType,
    Subject,
    checked,
)
from services.population.domain.families.denied import denied
from services.population.domain.families.grounds import credit_code
from services.population.domain.families.values import checked_values, shown_value
from services.population.domain.refusals import Stale
from tests.services.population.county import Township

LOANS = RecordType(
    code="tool_loans",
    zh="工具借用",
    en="Loans of tools",
    category=1,
    subject=Subject.PERSON,
    basis=Basis.CONSENT,
    purpose_zh="登记借用的工具",
    review_days=30,
    retention_days=30,
    valid_days=90,
    fields=(
        FieldSpec("tool", "工具", FieldKind.TEXT, required=True),
        FieldSpec("phone", "电话", FieldKind.PHONE, personal=True),
        FieldSpec("kind", "种类", FieldKind.CHOICE, choices=(Choice("saw", "锯"), Choice("drill", "钻"))),
        FieldSpec("count", "数量", FieldKind.NUMBER, least=1, most=9),
        FieldSpec("pledge", "押金", FieldKind.MONEY),
        FieldSpec("back_on", "归还日期", FieldKind.DATE),
        FieldSpec("sure", "已核对", FieldKind.YES_NO),
        FieldSpec("label", "编号", FieldKind.TEXT, pattern="[A-Z]{2}[0-9]{3}"),
    ),
)


def problems_of(declared: RecordType) -> list[str]:
    with pytest.raises(Invalid) as refused:
        checked(declared)
    return [each.code for each in refused.value.problems]


def test_every_category_of_people_and_places_is_shipped_and_passes_its_own_checks() -> None:
    types = shipped()

    assert {each.category for each in types.values()} >= {1, 4, 6, 8, 9, 10, 11, 12, 13, 14, 15}
    assert {"elderly_alone", "empty_nest", "disabled", "left_behind_child", "widowed_lone"} <= set(types)
    assert {"low_income", "unemployed", "youth", "support_appointment", "volunteer"} <= set(types)
    assert all(each.care for each in types.values() if each.category in (6, 9, 13, 14))
    assert all(each.valid_days for each in types.values() if each.subject is Subject.PERSON)


def test_a_support_appointment_has_no_field_for_a_cause() -> None:
    names = {each.name for each in shipped()["support_appointment"].fields}

    assert names == {"need", "appointment_on"}


def test_a_declaration_survives_being_kept() -> None:
    for declared in [*shipped().values(), LOANS]:
        assert type_of(data_of(declared), declared.version) == declared


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("宗教信仰", "religion"),
        ("宗 教 信 仰", "religion"),
        ("是否信教", "religion"),
        ("Religion", "religion"),
        ("religious_belief", "religion"),
        ("民族", "ethnicity"),
        ("民-族", "ethnicity"),
        ("Ethnic group", "ethnicity"),
        ("重点人员", "key_person"),
        ("稳控对象", "key_person"),
        ("维 稳 等 级", "key_person"),
        ("Key persons", "key_person"),
        ("risk_level", "key_person"),
        ("政治面貌", "key_person"),
        ("避孕措施", "reproduction"),
        ("生育状况", "reproduction"),
        ("独生子女证", "reproduction"),
        ("pregnancy_check", "reproduction"),
        ("刑满释放", "offence"),
        ("社区矫正人员", "offence"),
        ("Offences", "offence"),
        ("吸毒史", "drugs"),
        ("drug use", "drugs"),
        ("诊断结果", "diagnosis"),
        ("精神障碍等级", "diagnosis"),
        ("ＨＩＶ", "diagnosis"),
        ("Diagnosis", "diagnosis"),
    ],
)
def test_what_must_not_be_recorded_is_recognised(text: str, cause: str) -> None:
    assert denied(text) == cause


@pytest.mark.parametrize(
    "text",
    [
        "民族路12号",
        "街道教育中心",
        "诚信教育",
        "循环检查",
        "交通秩序",
        "康复训练",
        "稳定就业",
        "助餐服务",
        "阿姨的邻居",
        "母婴保健指导",
        "Rehabilitation and aids",
        "section and sector",
        "Stable work",
        "Trace the pipe",
    ],
)
def test_ordinary_words_pass(text: str) -> None:
    assert denied(text) == ""


def test_a_type_is_refused_wherever_the_word_stands() -> None:
    assert problems_of(replace(LOANS, zh="重点人员台账")) == ["population.denied_key_person"]
    assert problems_of(replace(LOANS, purpose_zh="掌握吸毒人员")) == ["population.denied_drugs"]
    field = FieldSpec("belief", "情况", FieldKind.TEXT)
    assert problems_of(replace(LOANS, fields=(field,))) == ["population.denied_religion"]
    chosen = FieldSpec("kind", "种类", FieldKind.CHOICE, choices=(Choice("a", "汉族"), Choice("b", "其他")))
    assert problems_of(replace(LOANS, fields=(chosen,))) == ["population.denied_ethnicity"]


def test_a_declaration_does_not_contradict_itself() -> None:
    twice = FieldSpec("tool", "工具", FieldKind.TEXT)
    assert "population.field_twice" in problems_of(replace(LOANS, fields=(twice, twice)))
    assert "population.end_missing" in problems_of(replace(LOANS, valid_days=0))
    assert "population.legal_basis_missing" in problems_of(replace(LOANS, basis=Basis.LAW))
    assert "population.ledger_of_care" in problems_of(replace(LOANS, ledger="care"))
    assert "population.backbone_consents" in problems_of(replace(LOANS, ledger="backbone", care=True))
    for pattern in ("(", "(a+)+", "x" * 201):
        bad = FieldSpec("label", "编号", FieldKind.TEXT, pattern=pattern)
        assert "population.pattern_unusable" in problems_of(replace(LOANS, fields=(bad,)))


def test_values_are_checked_and_normalised() -> None:
    said = {
        "tool": " 电 锯 ",
        "phone": "138 1234 5678",
        "kind": "saw",
        "count": "3",
        "pledge": "50",
        "back_on": "2026-12-01",
        "sure": "yes",
        "label": "AB123",
    }

    values = checked_values(LOANS, said)

    assert values["phone"] == "13812345678"
    assert values["pledge"] == "50.00"
    assert shown_value(LOANS.fields[1], values["phone"]) == "138****5678"


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("tool", "", "kernel.required"),
        ("phone", "123", "population.value_not_phone"),
        ("phone", "138****5678", "population.value_masked"),
        ("kind", "hammer", "population.value_not_choice"),
        ("count", "ten", "population.value_not_number"),
        ("count", "10", "population.value_bounds"),
        ("count", "NaN", "population.value_not_number"),
        ("count", "1e999999", "population.value_not_number"),
        ("pledge", "-1", "population.value_not_money"),
        ("pledge", "1.005", "population.value_not_money"),
        ("back_on", "2026-02-30", "population.value_not_date"),
        ("sure", "maybe", "population.value_not_yes_no"),
        ("label", "ab123", "population.value_pattern"),
        ("tool", "长" * 401, "kernel.too_long"),
        ("nothing", "x", "population.value_undeclared"),
    ],
)
def test_a_wrong_value_is_told_at_its_field(name: str, value: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_values(LOANS, {"tool": "电锯"} | {name: value})

    assert [(each.field, each.code) for each in refused.value.problems] == [(f"values.{name}", code)]


def test_care_records_say_nothing_of_illness_or_offences() -> None:
    with pytest.raises(Invalid) as refused:
        checked_values(shipped()["elderly_alone"], {"need": "meals", "note": "精神病史，曾戒毒"})

    assert refused.value.problems[0].code == "population.value_denied"


def test_a_masked_value_written_back_keeps_what_was_there() -> None:
    before = {"tool": "电锯", "phone": "13812345678"}

    assert checked_values(LOANS, {"tool": "钻", "phone": "138****5678"}, before)["phone"] == "13812345678"


def test_credit_codes_are_checked_by_their_last_character() -> None:
    assert credit_code(" 91110000600037341l ") == "91110000600037341L"
    assert credit_code("") == ""
    with pytest.raises(Invalid):
        credit_code("911100006000373410")


def test_a_county_adds_a_type_by_data_and_versions_are_kept(any_town: Township) -> None:
    parts, admin = any_town.app.families, any_town.clerk("", ("population.types.edit",))

    first = parts.put_type(admin, LOANS, "")
    second = parts.put_type(admin, replace(LOANS, zh="工具出借"), str(first.version))

    assert (first.version, second.version) == (1, 2)
    assert parts.types.one("tool_loans").zh == "工具出借"
    assert parts.types.one("tool_loans", 1).zh == "工具借用"
    with pytest.raises(Stale):
        parts.put_type(admin, LOANS, "1")
    with pytest.raises(Stale):
        parts.put_type(admin, LOANS, "")


def test_a_shipped_type_is_changed_like_any_other(any_town: Township) -> None:
    parts, admin = any_town.app.families, any_town.clerk("", ("population.types.edit",))
    before = parts.types.one("elderly_alone")

    parts.put_type(admin, replace(before, retired=True), str(before.version))

    assert "elderly_alone" not in [each.code for each in parts.types("person", with_retired=False)]
    assert parts.types.one("elderly_alone", before.version) == before
