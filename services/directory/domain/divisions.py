"""What several territory paths have in common."""

from __future__ import annotations

from collections.abc import Iterable

_ALL_WIDTHS = (0, 4, 6, 9, 12, 15, 18, 21, 24)


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
