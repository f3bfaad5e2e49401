"""From their columns to our fields."""

# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

import pytest

from services.kernel.errors import Invalid
from services.kernel.tabular.mapping import Decision, Mapping, TargetField, suggest

FIELDS = (
    TargetField("name", "姓名", "Name", ("居民姓名", "户主姓名"), required=True),
    TargetField("identity", "身份证号", "Identity number", ("身份证号码", "证件号码", "公民身份号码")),
    TargetField("phone", "联系电话", "Phone", ("电话", "手机号", "联系方式")),
    TargetField("address", "住址", "Address", ("家庭住址", "现住址")),
)


def guesses(*header: str) -> list[tuple[str | None, Decision]]:
    return [(each.field, each.decision) for each in suggest(header, FIELDS)]


def test_names_and_synonyms_are_taken_without_asking() -> None:
    assert guesses("姓 名", "身份证号（必填）", "联系方式", "现住址*", "PHONE no.")[:4] == [
        ("name", Decision.AUTO), ("identity", Decision.AUTO), ("phone", Decision.AUTO), ("address", Decision.AUTO),
    ]  # fmt: skip


def test_a_name_inside_another_is_a_question_and_the_unknown_is_left_alone() -> None:
    ((field, decision), (nothing, none), _) = guesses("联系人电话", "备注", "")
    assert (field, decision) == ("phone", Decision.ASK)
    assert (nothing, none) == (None, Decision.NONE)


def test_two_columns_never_go_to_one_field_by_themselves() -> None:
    assert guesses("姓名", "户主姓名") == [("name", Decision.ASK)] * 2
    assert guesses("身份证号码", "身份证号码2")[0] == ("identity", Decision.AUTO)
    assert guesses("身份证号码", "身份证号码2")[1] == ("identity", Decision.ASK)
    assert guesses("电话", "电话 (2)") == [("phone", Decision.AUTO), ("phone", Decision.ASK)]


def test_only_what_is_sure_becomes_a_mapping() -> None:
    mapping = Mapping.from_suggestions(suggest(["姓名", "联系人电话", "备注"], FIELDS))
    assert mapping.apply({"姓名": "张三", "联系人电话": "1"}) == ({"name": "张三"}, [])


TOML = """
[fields]
name = "姓名"
[fields.address]
columns = ["街道", "门牌"]
join = " "
[fields.phone]
columns = ["手机", "座机"]
pick = "first"
[fields.gender]
column = "性别"
translate = {"男" = "MALE", "女" = "FEMALE"}
other = "refuse"
[fields.born]
column = "出生"
formats = ["%Y年%m月%d日", "%Y/%m/%d"]
[fields.county]
constant = "410602"
"""


def test_a_mapping_file_joins_picks_translates_and_reads_dates(tmp_path: Path) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(TOML, "utf-8")
    mapping = Mapping.load(path)
    cells = {
        "姓名": "张三",
        "街道": "东街",
        "门牌": "1号",
        "手机": "",
        "座机": "2",
        "性别": "女",
        "出生": "1990年1月2日",
    }
    mapping.check(list(cells))
    assert mapping.apply(cells) == (
        {
            "name": "张三",
            "address": "东街 1号",
            "phone": "2",
            "gender": "FEMALE",
            "born": "1990-01-02",
            "county": "410602",
        },
        [],
    )
    values, problems = mapping.apply({**cells, "性别": "？", "出生": "不详"})
    assert [(p.field, p.code) for p in problems] == [
        ("gender", "kernel.value_unknown"),
        ("born", "kernel.date_unreadable"),
    ]
    assert values["born"] == "不详"
    assert mapping.apply({**cells, "出生": "1990-01-02"})[1] == []
    with pytest.raises(Invalid) as refusal:
        mapping.check(["姓名"])
    assert len(refusal.value.problems) == 6


@pytest.mark.parametrize(
    "data",
    [
        {}, {"fields": {}}, {"fields": {"a": 1}}, {"fields": {"a": {}}}, {"fields": {"a": {"colum": "x"}}},
        {"fields": {"a": {"column": "x", "constant": "y"}}}, {"fields": {"a": {"columns": "x"}}},
        {"fields": {"a": {"columns": [1]}}}, {"fields": {"a": {"column": "x", "pick": "last"}}},
        {"fields": {"a": {"column": "x", "translate": [1]}}}, {"fields": {"a": {"constant": 5}}},
        {"fields": {"a": {"column": "x", "columns": ["y"]}}},
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(Invalid) as refusal:
        Mapping.from_dict(data)
    assert refusal.value.problems[0].code == "kernel.mapping_unreadable"


@pytest.mark.parametrize("content", [b"[fields", b"\xff\xfe"])
def test_an_unreadable_mapping_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mapping.toml"
    path.write_bytes(content)
    with pytest.raises(Invalid):
        Mapping.load(path)
