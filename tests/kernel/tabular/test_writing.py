"""Rejects, exports and templates, read back the way people open them."""

# ruff: noqa: DTZ001, E501 - cells of a spreadsheet have no zone

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter.workbook import Workbook

from services.kernel.tabular import (
    Column,
    RejectWriter,
    TargetField,
    export,
    open_table,
    write_csv,
    write_template,
    write_xlsx,
)


def test_rejected_csv_rows_come_back_unchanged_in_order_with_reasons(tmp_path: Path) -> None:
    source = tmp_path / "居民.csv"
    source.write_bytes(
        '标题行\n姓名;备注\n张三; =1+1 \n李四;"a;b\n""c"""\n王五;ok;more\n赵六\n'.encode("gb18030")
    )
    table = open_table(source)
    rows = list(table.rows())
    with RejectWriter(source, table) as writer:
        writer.reject(rows[2], ["太长", "太长"])
        writer.reject(rows[0], "=CMD()")
        writer.reject(rows[1], "甲")
        writer.reject(rows[1], ["乙", "甲"])
    content = (tmp_path / "居民.rejected.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")) == [
        ["姓名", "备注", "", "原因 / Reason"],
        ["张三", " =1+1 ", "", "'=CMD()"],
        ["李四", 'a;b\n"c"', "", "甲；乙"],
        ["王五", "ok", "more", "太长"],
    ]


def test_a_stale_rejects_file_goes_when_nothing_is_rejected(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("a,b\n1,2\n")
    stale = tmp_path / "a.rejected.csv"
    stale.write_text("old")
    writer = RejectWriter(source, open_table(source))
    assert writer.close() is None
    assert not stale.exists()
    assert writer.close() is None


def test_an_interrupted_import_writes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("a,b\n1,2\n")
    table = open_table(source)

    def interrupted_import() -> None:
        with RejectWriter(source, table) as writer:
            writer.reject(next(table.rows()), "x")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        interrupted_import()
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_rejected_sheet_rows_keep_formulas_as_text_and_can_be_sent_in_again(tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    with Workbook(str(source), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("居民")
        for number, cells in enumerate([["姓名", "证件号"], ["=A1", "010"], ["李四", "011"]]):
            sheet.write_row(number, 0, cells)
    path = source
    for name, reason in (("a.rejected.xlsx", "第一次"), ("a.rejected.rejected.xlsx", "第二次")):
        table = open_table(path)
        with RejectWriter(path, table) as writer:
            writer.reject(next(table.rows()), reason)
        path = tmp_path / name
        workbook = CalamineWorkbook.from_path(path)
        assert workbook.sheet_names == ["居民"]
        found = workbook.get_sheet_by_index(0).to_python()
        assert found == [["姓名", "证件号", "原因 / Reason"], ["=A1", "010", reason]]


COLUMNS = (
    Column("id", "编号"),
    Column("title", "标题", 40),
    Column("count", "数量", kind="number"),
    Column("day", "日期", kind="date"),
    Column("at", "时间", kind="datetime"),
    Column("urgent", "紧急", kind="bool"),
)
ROWS: list[dict[str, object]] = [
    {"id": 410602199001011234, "title": "=HYPERLINK(1)", "count": Decimal("1.5"), "day": date(2026, 1, 2),
     "at": datetime(2026, 1, 1, 18, 30, tzinfo=UTC), "urgent": True},
    {"id": "a", "title": "http://x\x01y", "count": 10**17, "day": date(1850, 1, 2), "at": None, "urgent": False},
    {"id": "b", "title": "长" * 40_000, "count": float("nan"), "day": datetime(2026, 1, 1, 18, tzinfo=UTC)},
]  # fmt: skip


def test_an_exported_sheet_has_real_dates_in_beijing_time_and_harmless_text(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    assert write_xlsx(path, COLUMNS, iter(ROWS)) == 3
    found = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert found[0] == ["编号", "标题", "数量", "日期", "时间", "紧急"]
    assert found[1] == [
        "410602199001011234", "=HYPERLINK(1)", 1.5, date(2026, 1, 2), datetime(2026, 1, 2, 2, 30), "是",
    ]  # fmt: skip
    assert found[2][:4] == ["a", "http://xy", str(10**17), "1850-01-02"]
    assert (len(found[3][1]), found[3][2], found[3][3]) == (32_767, "nan", date(2026, 1, 2))


def test_an_export_too_long_for_one_sheet_goes_on_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "MOST_SHEET_ROWS", 2)
    buffer = io.BytesIO()
    assert write_xlsx(buffer, COLUMNS[:1], ({"id": str(i)} for i in range(5))) == 5
    buffer.seek(0)
    workbook = CalamineWorkbook.from_filelike(buffer)
    assert workbook.sheet_names == ["数据", "数据 2", "数据 3"]
    assert workbook.get_sheet_by_index(2).to_python() == [["编号"], ["4"]]


def test_an_exported_csv_disarms_formulas_and_keeps_negative_numbers() -> None:
    buffer = io.BytesIO()
    rows: list[dict[str, object]] = [
        {"id": "+86", "title": "@x", "count": -3, "day": date(2026, 1, 2)},
        *ROWS[:1],
    ]
    assert write_csv(buffer, COLUMNS, rows) == 2
    lines = buffer.getvalue().decode("utf-8-sig").splitlines()
    assert lines[1] == "'+86,'@x,-3,2026-01-02,,"
    assert lines[2].endswith("2026-01-02,2026-01-02 02:30:00,是")


def test_a_template_filled_in_comes_back_without_its_hints(tmp_path: Path) -> None:
    fields = (
        TargetField("name", "姓名", "Name", required=True),
        TargetField("gender", "性别", "Gender", values=tuple(f"选项{i}" for i in range(100))),
        TargetField("born", "出生日期", "Born", format="YYYY-MM-DD"),
    )
    path = tmp_path / "t.xlsx"
    write_template(path, fields)
    table = open_table(path)
    assert table.header == ["姓名", "性别", "出生日期"]
    assert list(table.rows()) == []
    write_template(path, fields, language="en")
    assert open_table(path, known=["Name"]).header == ["Name", "Gender", "Born"]
