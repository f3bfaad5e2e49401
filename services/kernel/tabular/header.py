"""Finds the header row below titles and notes, and makes its names fit to be keys."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence

LOOK_AT = 30
HINT_MARK = "※"
_VALUE = re.compile(r"[-+]?[\d.,:/\-\s年月日%]+[Xx]?")


def find_header(rows: Sequence[Sequence[str]], known: Collection[str]) -> int:
    """The index of the row that is most likely the header; 0 when none stands out.

    A header names most of the columns that the data fill, in different short words rather than numbers
    and dates, and stands above them. ``known`` words (the names of the fields looked for) weigh most.
    """
    filled = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    widths = Counter(len(cells) for cells in filled if cells)
    if not widths:
        return 0
    # The usual width of the table; a rare over-long row must not make every header look narrow.
    usual = max(widths, key=lambda width: (widths[width] * width, width))
    words = {plain(word) for word in known}
    best, most = 0, -1.0
    for index, cells in enumerate(filled):
        if not cells:
            continue
        coverage = min(len(cells) / usual / 0.65, 1.0)  # a few columns without a name are usual
        labels = sum(not _VALUE.fullmatch(cell) and len(cell) <= 40 for cell in cells) / len(cells)
        distinct = len(set(cells)) / len(cells)
        recognised = sum(plain(cell) in words for cell in cells) / len(cells)
        score = 2 * coverage + 1.5 * labels + distinct + 3 * recognised - 0.1 * index
        if cells and all(cell.startswith(HINT_MARK) for cell in cells):
            score -= 3
        if score > most:
            best, most = index, score
    return best


def unique_names(cells: Sequence[str], first_column: int = 0) -> list[str]:
    """Header names as keys: trimmed, empty ones called after their column letter, repeats numbered."""
    names: list[str] = []
    taken: set[str] = set()
    for index, cell in enumerate(cells):
        base = clean(cell).replace("\n", " ").replace("\r", "") or f"列{letter(first_column + index)}"
        name, count = base, 1
        while name in taken:
            count += 1
            name = f"{base} ({count})"
        taken.add(name)
        names.append(name)
    return names


def clean(text: str) -> str:
    """Without NUL bytes and without the blanks of every width around it."""
    return text.replace("\0", "").strip().strip("\ufeff\u200b\u200c\u200d").strip()


def plain(text: str) -> str:
    """For comparing names: one width, one case, no notes in brackets, no blanks and marks.

    ``(2)``, the number of a repeated name, stays.
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"[(\[【](?!\d+[)\]】])[^)\]】]*[)\]】]", "", text)
    return re.sub(r"[\s*:_※./\-]+", "", text)


def letter(index: int) -> str:
    """Column letters as spreadsheets show them: 0 is A, 26 is AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text
