"""Workbooks read row by row: the same as by a reader that holds them whole, in memory that does not grow."""

# ruff: noqa: DTZ001 - cells of a spreadsheet have no zone

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from xml.etree.ElementTree import fromstring

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter.workbook import Workbook

from services.kernel.errors import Invalid
from services.kernel.tabular import open_table
from services.kernel.tabular.number_formats import Kind, kinds_of, value_of
from services.kernel.tabular.shared_strings import SharedStrings
from services.kernel.tabular.sheets import cell_text
from services.kernel.tabular.workbooks import WorkbookSource, column_of


def odd_book(path: Path, *, shared: bool) -> Path:
    """Cells of every kind, blanks between them, rows left out, and a table that does not begin at A1."""
    chance = Random(3)
    with Workbook(str(path), {"constant_memory": not shared, "strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        clock = book.add_format({"num_format": "hh:mm:ss"})
        span = book.add_format({"num_format": "[h]:mm"})
        red = book.add_format({"num_format": '[Red]0.00" d"'})
        sheet = book.add_worksheet("居民")
        for row in range(2, 300):
            if row % 7 == 0:
                continue
            sheet.write_string(row, 1, f"张{row} & <b>\u3000_x000D_")
            sheet.write_number(row, 2, chance.choice([row, row / 7, 1e20, -3, 410602199001011234]), red)
            if row % 3:
                sheet.write_datetime(row, 4, datetime(1950 + row % 90, 3, 1, row % 24, 5, 59), day)
            sheet.write_datetime(row, 5, time(row % 24, row % 60, 7), clock)
            sheet.write_datetime(row, 6, timedelta(minutes=row * 11), span)
            sheet.write_boolean(row, 7, row % 2 == 0)
            sheet.write_formula(row, 8, "=B1", value="重复" if row % 2 else 12.5)
            sheet.write_rich_string(row, 27, "粗", red, f"体{row % 5}")
    return path


@pytest.mark.parametrize("shared", [True, False])
def test_every_cell_reads_as_a_reader_of_whole_sheets_reads_it(tmp_path: Path, shared: bool) -> None:
    path = odd_book(tmp_path / "t.xlsx", shared=shared)
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    wanted = {
        number: [cell_text(cell) for cell in cells]
        for number, cells in enumerate(sheet.iter_rows(), 1)
        if any(cell != "" for cell in cells)
    }

    source = WorkbookSource(path, None)
    found = {number: [cell_text(cell) for cell in cells] for number, cells in source.records()}

    assert source.first_column == 1
    assert list(found) == list(wanted)
    for number, cells in found.items():
        assert cells == wanted[number][: len(cells)]
        assert not any(text for text, _ in wanted[number][len(cells) :])
    assert dict(source.records()) == dict(source.records())


def test_the_first_visible_sheet_with_a_value_is_read_or_the_one_that_is_named(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with Workbook(str(path)) as book:
        book.add_worksheet("空")
        hidden = book.add_worksheet("藏")
        hidden.write(0, 0, "藏着的")
        book.add_worksheet("数").write(4, 0, "看见的")
        hidden.hide()
        book.get_worksheet_by_name("空").activate()

    assert list(WorkbookSource(path, None).records()) == [(5, ["看见的"])]
    assert list(WorkbookSource(path, "藏").records()) == [(1, ["藏着的"])]
    with pytest.raises(Invalid):
        WorkbookSource(path, "别的")


def changed(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """A copy of a workbook with one part changed."""
    made = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(made, "w") as after:
        for each in before.infolist():
            content = before.read(each)
            after.writestr(each.filename, change(content) if each.filename == part else content)
    return made


def small_book(path: Path) -> Path:
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row in range(50):
            sheet.write_row(row, 0, [f"姓名{row}", "男"])
    return path


SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (SHEET, lambda text: text[: len(text) // 2]),
        (SHEET, lambda text: text.replace(b'<row r="9"', b'<row r="3"')),
        (SHEET, lambda text: text.replace(b"<v>3</v>", b"<v>999</v>")),
        (SHEET, lambda text: text.replace(b"<v>3</v>", b"<v>-1</v>")),
        (SHEET, lambda text: text.replace(b"?>", b"?><!DOCTYPE x [<!ENTITY a 'b'>]>", 1)),
        (STRINGS, lambda text: text[:200]),
        (STRINGS, lambda text: b""),
        ("xl/workbook.xml", lambda text: b"<workbook/>" + text),
        ("xl/_rels/workbook.xml.rels", lambda text: text.replace(b"sheet1", b"sheet9")),
    ],
)
def test_a_damaged_workbook_is_refused_wherever_the_damage_shows(
    tmp_path: Path, part: str, change: Callable[[bytes], bytes]
) -> None:
    path = changed(small_book(tmp_path / "t.xlsx"), part, change)
    with pytest.raises(Invalid) as refusal:
        list(open_table(path).rows())
    assert refusal.value.problems[0].code == "kernel.table_unreadable"


def test_names_of_other_programs_and_cells_without_places_are_understood(tmp_path: Path) -> None:
    """Prefixed elements, rows and cells without numbers, absolute targets, how a word is pronounced."""
    sheet = (
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'
        '<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="inlineStr"><x:is><x:r><x:t>东</x:t></x:r><x:r><x:t>街'
        "</x:t></x:r></x:is></x:c></x:row><x:row><x:c><x:v>5</x:v></x:c><x:c/><x:c t='e'><x:v>#N/A</x:v>"
        "</x:c></x:row></x:sheetData></x:worksheet>"
    )
    strings = "<sst><si><t>姓</t><r><t>名</t></r><rPh><t>xm</t></rPh></si></sst>"
    path = changed(small_book(tmp_path / "t.xlsx"), SHEET, lambda _: sheet.encode())
    path = changed(path.rename(tmp_path / "b.xlsx"), STRINGS, lambda _: strings.encode())
    path = changed(
        path.rename(tmp_path / "c.xlsx"),
        "xl/_rels/workbook.xml.rels",
        lambda text: text.replace(b"worksheets/", b"/xl/worksheets/"),
    )

    assert list(WorkbookSource(path, None).records()) == [(1, ["姓名", "东街"]), (2, [5.0, "", "#N/A"])]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ('yyyy"年"m"月"d"日"', Kind.MOMENT),
        ("[$-804]上午/下午h时mm分", Kind.MOMENT),
        ("[h]:mm:ss", Kind.SPAN),
        ("General", None),
        ("0.00E+00", None),
        ('[Red]#,##0.00" days";@', None),
        ("@", None),
    ],
)
def test_a_format_tells_days_from_numbers(code: str, kind: Kind | None) -> None:
    styles = fromstring(
        f"<s xmlns='x'><numFmts><numFmt numFmtId='170' formatCode='{code}'/></numFmts>"
        "<cellXfs><xf numFmtId='0'/><xf numFmtId='170'/><xf numFmtId='31'/><xf numFmtId='46'/></cellXfs></s>"
    )
    wanted = {"2": Kind.MOMENT, "3": Kind.SPAN} | ({"1": kind} if kind else {})
    assert kinds_of(styles) == wanted


def test_days_count_from_1900_or_1904_and_what_no_calendar_has_stays_a_number() -> None:
    assert value_of(1, Kind.MOMENT, False) == datetime(1900, 1, 1)
    assert value_of(61.5, Kind.MOMENT, False) == datetime(1900, 3, 1, 12)
    assert value_of(31900, Kind.MOMENT, False) == datetime(1987, 5, 3)
    assert value_of(30438, Kind.MOMENT, True) == datetime(1987, 5, 3)
    assert value_of(-1, Kind.MOMENT, False) == -1
    assert value_of(1e9, Kind.MOMENT, False) == 1e9
    assert value_of(1e300, Kind.SPAN, False) == 1e300


def test_columns_are_known_by_their_letters() -> None:
    assert [column_of(each) for each in ("A", "Z", "AA", "XFD")] == [0, 25, 26, 16383]
    for wrong in ("", "a", "A-"):
        with pytest.raises(ValueError):
            column_of(wrong)


def test_shared_texts_are_read_as_far_as_asked_and_found_again_when_they_were_put_aside() -> None:
    read = 0

    def texts() -> object:
        nonlocal read
        for read in range(100_000):
            yield f"文{read}"

    strings = SharedStrings(texts())  # type: ignore[arg-type]
    assert strings[5] == "文5"
    assert read < 100
    assert [strings[number] for number in (99_999, 3, 50_000, 64, 63)] == [
        "文99999", "文3", "文50000", "文64", "文63",
    ]  # fmt: skip
    for number in (-1, 100_000, 10**9):
        with pytest.raises(IndexError):
            strings[number]


MEMORY = """
import re, sys
from pathlib import Path
from services.kernel.tabular import open_table
rows = sum(1 for row in open_table(Path(sys.argv[1])).rows())
print(rows, re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""
"""The peak of this process alone: ``ru_maxrss`` begins with what its parent held when it was forked."""


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_a_longer_table_takes_no_more_memory(tmp_path: Path, name: str) -> None:
    """A reader that holds the sheet needs 15 MiB more for the longer one."""
    taken = []
    for rows in (500, 25_000):
        path = tmp_path / name
        lines = ([f"姓名{row}", f"4106021990{row:08d}", f"138{row:08d}", "男", "常住"] for row in range(rows))
        if name.endswith("csv"):
            path.write_text("\n".join(map(",".join, lines)), "utf-8")
        else:
            with Workbook(str(path)) as book:
                sheet = book.add_worksheet()
                for row, line in enumerate(lines):
                    sheet.write_row(row, 0, line)
        done = subprocess.run(
            [sys.executable, "-c", MEMORY, str(path)], capture_output=True, text=True, check=True
        )
        count, memory = map(int, done.stdout.split())
        assert count == rows - 1
        taken.append(memory / 1024)
    assert taken[1] - taken[0] < 8, taken
