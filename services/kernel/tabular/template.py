"""Writes the empty spreadsheet that people fill in before an import."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook

from services.kernel.tabular.export import undated
from services.kernel.tabular.header import HINT_MARK
from services.kernel.tabular.mapping import TargetField

_FILLED_ROWS = 10_000
_LISTS = "lists"


def write_template(target: Path | BinaryIO, fields: Sequence[TargetField], *, language: str = "zh") -> None:
    """Headers, a row of hints (marked ※, passed over when the file comes back), drop-down lists.

    Every column is formatted as text, so that an identity number typed in keeps all its digits.
    """
    chinese = language == "zh"
    book = undated(Workbook(str(target) if isinstance(target, Path) else target))
    bold = book.add_format({"bold": True, "bg_color": "#E7EEF7"})
    needed = book.add_format({"bold": True, "bg_color": "#FBE3D6"})
    grey = book.add_format({"italic": True, "font_color": "#666666", "text_wrap": True, "valign": "top"})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet("数据" if chinese else "Data")
    lists = book.add_worksheet(_LISTS)
    lists.hide()
    for index, field in enumerate(fields):
        title = field.zh if chinese else field.en
        sheet.set_column(index, index, max(12, 2 * len(title) + 4), text)
        sheet.write_string(0, index, title, needed if field.required else bold)
        sheet.write_string(1, index, _hint(field, chinese), grey)
        if field.values:
            # A list typed into the rule itself may not exceed 255 characters; a hidden sheet has no limit.
            lists.write_column(0, index, field.values)
            name = xl_col_to_name(index, col_abs=True)
            source = f"={_LISTS}!{name}$1:{name}${len(field.values)}"
            sheet.data_validation(2, index, _FILLED_ROWS, index, {"validate": "list", "source": source})
    sheet.freeze_panes(2, 0)
    book.close()


def _hint(field: TargetField, chinese: bool) -> str:
    if chinese:
        parts = ["必填" if field.required else "选填"]
    else:
        parts = ["required" if field.required else "optional"]
    if field.format:
        parts.append(field.format)
    if field.values:
        parts.append("请从列表选择" if chinese else "choose from the list")
    return HINT_MARK + ("；" if chinese else "; ").join(parts)
