"""Which numbers of a workbook are days, times or spans of time: their cells' formats tell."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from enum import Enum
from xml.etree.ElementTree import Element

_DAYS = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
"""Formats every program knows (ECMA-376 18.8.30); 27 to 36 and 50 to 58 are those of East Asia."""
_SPAN = 46
# Texts in quotes, single characters, blanks of a width, colours and languages say nothing of the number.
_SAID = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_LAST = 2_958_466
"""31 December 9999 is the last day a spreadsheet knows."""


class Kind(Enum):
    """What a number stands for."""

    MOMENT = "moment"
    SPAN = "span"


def kinds_of(styles: Element) -> dict[str, Kind]:
    """By number of the cell's style, as cells name it; plain numbers are left out."""
    codes: dict[str, str] = {}
    found: dict[str, Kind] = {}
    for each in styles.iter():
        name = each.tag.rpartition("}")[2]
        if name == "numFmt":
            codes[each.get("numFmtId", "")] = each.get("formatCode", "")
        elif name == "cellXfs":
            for number, style in enumerate(each):
                kind = _kind(style.get("numFmtId", "0"), codes)
                if kind is not None:
                    found[str(number)] = kind
    return found


def value_of(number: float, kind: Kind, from_1904: bool) -> datetime | time | timedelta | float:
    """What a number of that kind means; the number itself where no calendar has it."""
    span = timedelta(milliseconds=round(number * 86_400_000)) if abs(number) < _LAST else None
    if span is None or (kind is Kind.MOMENT and number < 0):
        return number
    if kind is Kind.SPAN:
        return span
    if number < 1 and not from_1904:
        return (datetime.min + span).time()  # noqa: DTZ901 - a time of day, of no day
    # Spreadsheets believe that 1900 was a leap year: up to its February their days count from the day after.
    first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 31 if number < 60 else 30)  # noqa: DTZ001
    return first + span


def _kind(number: str, codes: dict[str, str]) -> Kind | None:
    code = codes.get(number)
    if code is None:
        if number == str(_SPAN):
            return Kind.SPAN
        return Kind.MOMENT if number.isdigit() and int(number) in _DAYS else None
    plain = _SAID.sub("", code).partition(";")[0]
    if _ELAPSED.search(plain):
        return Kind.SPAN
    return Kind.MOMENT if re.search(r"[ymdhs]", plain, re.IGNORECASE) and plain != "General" else None
