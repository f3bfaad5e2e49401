"""Days as tables write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache

_WRITTEN = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]+\d{1,2}:\d{2}.*)?")
_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?|(\d{4})(\d{2})")
_SERIAL = re.compile(r"\d{5}")
_FIRST, _LAST = 3654, 60000
"""Serial days of spreadsheets from 1910 to 2064; smaller numbers are something else."""
_EPOCH = date(1899, 12, 30)


class NoSuchDay(ValueError):
    """Written like a day, but no calendar has it: 30 February."""


@lru_cache(maxsize=64)
def day(text: str) -> date | None:
    """The day that is meant; None when it is no day at all.

    1987-05-03, 1987/5/3, 1987.5.3, 1987年5月3日, 19870503, with or without a time of day, and the number
    a spreadsheet keeps for a day. Raises NoSuchDay.
    """
    text = _plain(text)
    found = _WRITTEN.fullmatch(text) or _TOGETHER.fullmatch(text)
    if found is not None:
        try:
            return date(*(int(each) for each in found.groups()))
        except ValueError:
            raise NoSuchDay(text) from None
    if _SERIAL.fullmatch(text) and _FIRST <= int(text) <= _LAST:
        return _EPOCH + timedelta(days=int(text))
    return None


def month(text: str) -> tuple[int, int] | None:
    """Year and month where no more is written (出生年月 1987.05)."""
    found = _MONTH.fullmatch(_plain(text))
    if found is None:
        return None
    year, number = (int(each) for each in found.groups() if each is not None)
    return (year, number) if 1 <= number <= 12 else None


def _plain(text: str) -> str:
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip()
