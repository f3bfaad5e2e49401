"""Tables as other people make them."""

# ruff: noqa: DTZ001, E501 - cells of a spreadsheet have no zone

from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter.workbook import Workbook

from services.kernel.errors import Invalid
from services.kernel.tabular import open_table


def text_file(folder: Path, content: str | bytes, encoding: str = "utf-8", name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def sheet_file(folder: Path, rows: list[list[object]], name: str = "t.xlsx", column: int = 0) -> Path:
    path = folder / name
    book = Workbook(str(path), {"default_date_format": "yyyy-mm-dd hh:mm:ss"})
    book.add_worksheet("空表")
    sheet = book.add_worksheet("数据")
    for number, cells in enumerate(rows):
        for index, cell in enumerate(cells):
            sheet.write(number, column + index, cell)
    book.close()
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_encoding_and_delimiter_are_found_out(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = [
        delimiter.join(cells) for cells in (["姓名", "电话", "地址"], ["张三", "13800000000", "东街1号"])
    ]
    table = open_table(text_file(tmp_path, "\r\n".join(lines * 1), encoding))
    assert table.header == ["姓名", "电话", "地址"]
    assert [row.cells for row in table.rows()] == [{"姓名": "张三", "电话": "13800000000", "地址": "东街1号"}]


def test_chinese_that_only_comes_late_in_the_file_still_decides_the_encoding(tmp_path: Path) -> None:
    body = "a,b\n" + "1,2\n" * 600_000 + "张三,李四\n"
    assert open_table(text_file(tmp_path, body, "gb18030")).encoding == "gb18030"


def test_a_utf8_file_with_a_broken_byte_is_refused_with_its_line(tmp_path: Path) -> None:
    content = ("姓名,地址\n" + "张三,东街\n" * 50).encode() + b"\xff,x\n"
    with pytest.raises(Invalid) as refusal:
        open_table(text_file(tmp_path, content))
    (problem,) = refusal.value.problems
    assert (problem.code, problem.details) == ("kernel.table_encoding", {"line": "52"})


def test_mixed_newlines_quotes_and_blank_lines_keep_line_numbers_right(tmp_path: Path) -> None:
    table = open_table(text_file(tmp_path, 'a,b\r\n1,"x\ny"\n\n2,"say ""hi"""\r3,z'))
    assert [(row.number, row.cells["b"]) for row in table.rows()] == [(2, "x\ny"), (5, 'say "hi"'), (6, "z")]
    assert list(table.rows()) == list(table.rows())


def test_ragged_rows_and_nul_bytes_are_reported_and_delivered(tmp_path: Path) -> None:
    table = open_table(text_file(tmp_path, "a,b,c\n1,2,3\n4\n5,6,7,8\n9,\x00x,0,,\n"))
    rows = list(table.rows())
    assert [[problem.code for problem in row.problems] for row in rows] == [
        [], ["kernel.row_too_short"], ["kernel.row_too_long"], ["kernel.nul_removed"],
    ]  # fmt: skip
    assert rows[1].cells == {"a": "4", "b": "", "c": ""}
    assert rows[2].raw == ["5", "6", "7", "8"]
    assert (rows[3].cells["b"], rows[3].raw[1]) == ("x", "\x00x")


def test_digits_that_a_spreadsheet_rounded_are_flagged_in_csv_too(tmp_path: Path) -> None:
    (row,) = open_table(text_file(tmp_path, "姓名,证件号\n张三,5.10105E+17\n")).rows()
    assert [(p.field, p.code) for p in row.problems] == [("证件号", "kernel.digits_lost")]


def test_a_title_a_note_and_a_group_row_above_the_header_are_passed_over(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["人口信息登记表"],
        [],
        ["填表单位：某社区", "", "", "2026-05-01"],
        ["基本信息", "", "", "联系", ""],
        ["姓名", "证件号", "出生日期", "电话", "住址"],
        ["张三", "410602199001011234", "1990-01-01", "13800000000", "东街1号"],
        ["李四", "410602199001011235", "1990-01-01", "13800000001", "东街2号"],
    ]
    table = open_table(sheet_file(tmp_path, rows))
    assert table.header == ["姓名", "证件号", "出生日期", "电话", "住址"]
    assert [(row.number, row.cells["姓名"]) for row in table.rows()] == [(6, "张三"), (7, "李四")]


def test_known_names_tell_the_header_from_a_row_of_words(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["某县", "某街道", "某社区"],
        ["姓名", "性别", "住址"],
        ["张三", "男", "东街"],
    ]
    assert open_table(sheet_file(tmp_path, rows), known=["姓名", "性别", "住址"]).header[0] == "姓名"


def test_cells_of_a_spreadsheet_read_as_they_were_typed(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["a", "b", "c", "d"],
        [74606, 510105199001011234, 0.1 + 0.2, 1e-7],
        [datetime(2026, 1, 2), datetime(2026, 1, 2, 3, 4, 5), time(3, 4), timedelta(hours=30)],
        [True, "  =1+1\u3000", "", -12.5],
    ]
    book = tmp_path / "t.xlsx"
    with Workbook(str(book), {"strings_to_formulas": False}) as writer:
        formats = [
            writer.add_format({"num_format": f})
            for f in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm", "[h]:mm")
        ]
        sheet = writer.add_worksheet()
        for number, cells in enumerate(rows):
            for index, cell in enumerate(cells):
                sheet.write(number, index, cell, formats[index] if number == 2 else None)
    found = list(open_table(book).rows())
    assert list(found[0].cells.values()) == ["74606", "510105199001011000", "0.3", "0.0000001"]
    assert [(p.field, p.code) for p in found[0].problems] == [("b", "kernel.digits_lost")]
    assert list(found[1].cells.values()) == ["2026-01-02", "2026-01-02T03:04:05", "03:04:00", "30:00:00"]
    assert list(found[2].cells.values()) == ["TRUE", "=1+1", "", "-12.5"]
    assert found[2].raw[1] == "  =1+1\u3000"


def test_empty_and_repeated_header_names_become_unique(tmp_path: Path) -> None:
    rows: list[list[object]] = [["电话", "", "电话", "电话 (2)", "x"], ["1", "2", "3", "4", "5"]]
    table = open_table(sheet_file(tmp_path, rows, column=1))
    assert table.header == ["电话", "列C", "电话 (2)", "电话 (2) (2)", "x"]
    assert list(next(table.rows()).cells.values()) == ["1", "2", "3", "4", "5"]


ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
office:version="1.2"><office:body><office:spreadsheet><table:table table:name="S">
<table:table-row><table:table-cell office:value-type="string"><text:p>姓名</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>年龄</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>张三</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="31"><text:p>31</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def test_open_document_spreadsheets_are_read(tmp_path: Path) -> None:
    path = tmp_path / "t.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr("content.xml", ODS.replace("\n<", "<"))
    assert [row.cells for row in open_table(path).rows()] == [{"姓名": "张三", "年龄": "31"}]


def test_a_cut_off_open_document_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    path = tmp_path / "t.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS[:900])
    with pytest.raises(Invalid) as refusal:
        open_table(path)
    assert refusal.value.problems[0].code == "kernel.table_unreadable"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("t.csv", b"", "table_empty"),
        ("t.csv", b"\xef\xbb\xbf", "table_empty"),
        ("t.csv", b" , ,\r\n\r\n", "table_empty"),
        ("t.csv", b"PK\x03\x04rest", "table_unreadable"),
        ("t.xlsx", b"PK\x03\x04rest", "table_unreadable"),
        ("t.xls", b"<html><table></table></html>", "table_unreadable"),
        ("t.xlsx", b"", "table_empty"),
        ("t.pdf", b"%PDF", "table_unreadable"),
        ("t.csv", b'a,b\n1,"never closed\n' + b"x" * 200_000, "table_unreadable"),
        ("t.csv", b"\xff\xfea", "table_encoding"),
    ],
)
def test_a_useless_file_is_refused(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        list(open_table(text_file(tmp_path, content, name=name)).rows())
    assert [(p.field, p.code) for p in refusal.value.problems] == [("file", f"kernel.{code}")]


def test_missing_huge_and_sheetless_files_are_refused(tmp_path: Path) -> None:
    for call, code in (
        (lambda: open_table(tmp_path / "gone.csv"), "table_unreadable"),
        (lambda: open_table(text_file(tmp_path, "a,b\n1,2"), most_bytes=3), "table_too_large"),
        (lambda: open_table(sheet_file(tmp_path, [])), "table_empty"),
        (lambda: open_table(sheet_file(tmp_path, [["a"]]), sheet="x"), "table_no_such_sheet"),
    ):
        with pytest.raises(Invalid) as refusal:
            call()
        assert refusal.value.problems[0].code == f"kernel.{code}"


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(min_size=1, max_size=300), st.sampled_from(["t.csv", "t.xlsx", "t.xls", "t.ods"]))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes, name: str) -> None:
    try:
        for row in open_table(text_file(tmp_path, content, name=name)).rows():
            assert row.number > 0
    except Invalid as refusal:
        assert refusal.problems[0].field == "file"  # noqa: PT017 - refusing is one of two right answers


def test_one_cell_in_the_last_corner_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "z")
    with pytest.raises(Invalid) as refusal:
        open_table(path)
    assert refusal.value.problems[0].code == "kernel.table_too_large"


def test_a_header_with_an_unnamed_column_is_still_the_header(tmp_path: Path) -> None:
    rows: list[list[object]] = [["姓名", "", "住址"], ["张三", "男", "东街"], ["李四", "女", "西街"]]
    assert open_table(sheet_file(tmp_path, rows)).header == ["姓名", "列B", "住址"]


def test_a_date_is_a_date() -> None:
    from services.kernel.tabular.sheets import cell_text

    assert cell_text(date(2026, 1, 2)) == ("2026-01-02", False)
    assert cell_text(datetime(2026, 1, 1, 23, 59, 59, 999_900)) == ("2026-01-02", False)
