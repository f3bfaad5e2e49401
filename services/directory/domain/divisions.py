"""Division codes and the paths made of them."""

from __future__ import annotations

from collections.abc import Iterable

_DIVISION = 12
_WIDTHS = (4, 6, 9)
_ALL_WIDTHS = (0, 4, 6, 9, 12, 15, 18, 21, 24)


def path_of(code: str) -> str:
    """The territory path of a code: ``410602000000`` is ``410602``; grids and below are as written."""
    if len(code) != _DIVISION:
        return code
    for width in _WIDTHS:
        if not code[width:].strip("0"):
            return code[:width]
    return code


def code_of(path: str) -> str:
    """The 12-digit (or longer) code of a path; empty for the whole platform."""
    return path.ljust(_DIVISION, "0") if path else ""


def above_all(paths: Iterable[str]) -> str:
    """The longest path that all of them lie under, so that its administrators see what concerns them all."""
    known = set(paths)
    if not known:
        return ""
    first, last = min(known), max(known)
    same = next(
        (at for at, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first)
    )
    return first[: max(width for width in _ALL_WIDTHS if width <= same)]
