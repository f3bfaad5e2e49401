"""Templates out of Excel files, and filled forms into them."""

from __future__ import annotations

import io
import math
import tempfile
from collections.abc import Sequence
from pathlib import Path

from xlsxwriter.workbook import Workbook

from services.kernel.errors import FieldProblem, Invalid
from services.kernel.tabular.export import fitting, undated
from services.kernel.tabular.sheets import cell_text
from services.kernel.tabular.workbooks import WorkbookSource
from services.population.domain.forms.forms import FilledRow, RowKind
from services.population.domain.forms.layout import MOST_ROWS

_SHEET_ROWS = MOST_ROWS + 1
_WIDEST, _NARROWEST = 60, 8
_POINTS = 15  # of height, for a line of text


def layout_of(data: bytes) -> list[list[str]]:
    """The cells of the first sheet as text, where they stand. Raises Invalid for what is no workbook."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        path.write_bytes(data)
        try:
            source = WorkbookSource(path, None)
        except Invalid as refusal:
            raise Invalid(
                FieldProblem("file", refusal.problems[0].code, refusal.problems[0].details)
            ) from None
        rows: list[list[str]] = []
        for number, cells in source.records():
            if number > _SHEET_ROWS:
                raise Invalid(FieldProblem("file", "population.template_too_large"))
            rows += [[] for _ in range(number - len(rows) - 1)]
            rows.append([""] * source.first_column + [cell_text(each)[0] for each in cells])
    return rows


def workbook_of(title: str, rows: Sequence[FilledRow]) -> bytes:
    """The filled table as a workbook: numbers as numbers, everything else as text that is never a formula.

    Lines stand over the whole table; the head of the only list stands on every printed page.
    """
    out = io.BytesIO()
    book = undated(Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}))
    sheet = book.add_worksheet()
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&C{title.replace('&', '&&')[:100]}")
    plain = {"border": 1, "text_wrap": True, "valign": "vcenter"}
    cell = book.add_format(plain)
    head = book.add_format({**plain, "bold": True, "bg_color": "#EEEEEE"})
    first = book.add_format({**plain, "bold": True, "font_size": 14, "align": "center"})
    widths = _widths(rows)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for number, row in enumerate(rows):
        last = len(row.cells) - 1
        if row.kind is RowKind.LINE:
            style, text = (cell if number else first), fitting(row.cells[0])
            sheet.set_row(number, _POINTS * (_lines(text, sum(widths)) + (not number)))
            if last:
                sheet.merge_range(number, 0, number, last, text, style)
            else:
                sheet.write_string(number, 0, text, style)
            continue
        for column, text in enumerate(row.cells):
            style = head if row.kind is RowKind.HEAD else cell
            if text.isascii() and text.isdigit() and len(text) < 10 and (text == "0" or text[0] != "0"):
                sheet.write_number(number, column, int(text), style)
            else:
                sheet.write_string(number, column, fitting(text), style)
    heads = [number for number, row in enumerate(rows) if row.kind is RowKind.HEAD]
    if len(heads) == 1:
        sheet.repeat_rows(heads[0])
        sheet.freeze_panes(heads[0] + 1, 0)
    book.close()
    return out.getvalue()


def _widths(rows: Sequence[FilledRow]) -> list[int]:
    """Of the columns, in digits of the usual font."""
    wide = [row.cells for row in rows if row.kind is not RowKind.LINE] or [row.cells for row in rows]
    longest = (max(2 * len(each) for each in texts) for texts in zip(*wide, strict=True))
    return [min(max(each, _NARROWEST), _WIDEST) for each in longest]


def _lines(text: str, width: int) -> int:
    """How many a text takes over the whole table: Excel does not find out for cells that were joined."""
    return sum(max(1, math.ceil(2 * len(each) / width)) for each in text.splitlines() or [""])
