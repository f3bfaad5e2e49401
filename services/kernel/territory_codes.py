"""Division codes and the territory paths made of them: the one meaning that every service shares (DIR-01).

A division has twelve digits (GB/T 2260 and GB/T 10114): two each for province, prefecture and county, three
each for township and community, padded with zeros; a grid adds three to its community's. Without the
padding a code is a path, and whatever lies in a territory has a path that begins with its own.
"""

from __future__ import annotations

_DIVISION = 12
_PADDED = (4, 6, 9)
"""Digits of a prefecture, a county and a township; a community fills all twelve."""


def path_of(code: str) -> str:
    """The territory path of a code: ``410602000000`` is ``410602``; grids and below are as written."""
    if len(code) != _DIVISION:
        return code
    for width in _PADDED:
        if not code[width:].strip("0"):
            return code[:width]
    return code


def code_of(path: str) -> str:
    """The code of a path, twelve digits or more; empty for the whole platform. The reverse of `path_of`."""
    return path.ljust(_DIVISION, "0") if path else ""
