"""Lines of work: dotted catalogue codes, where a prefix stands for everything below it (DIR-11)."""

from __future__ import annotations

import re

from services.kernel.errors import Invalid

_LINE = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*", re.ASCII)


def check_line(line: str, field: str) -> None:
    """Raises Invalid on ``field`` unless the line reads like a catalogue code."""
    if len(line) > 80 or not _LINE.fullmatch(line):
        raise Invalid.one(field, "directory.line_shape", line=line[:80])


def prefixes_of(line: str) -> list[str]:
    """``a``, ``a.b``, ``a.b.c`` for ``a.b.c``: the lines under which somebody may answer for it."""
    parts = line.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts) + 1)]
