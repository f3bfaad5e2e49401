"""Whether a dictionary holds together before it is published (DIR-04)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Protocol

from services.kernel.errors import FieldProblem, Invalid


class Entry(Protocol):
    """An entry as the contract has it."""

    @property
    def code(self) -> str: ...
    @property
    def parent_code(self) -> str: ...
    @property
    def attributes(self) -> str: ...


def check_entries(entries: Sequence[Entry]) -> None:
    """Raises Invalid naming entries that come twice or have attributes that are not a JSON object."""
    problems = list(_problems(entries))
    if problems:
        raise Invalid(*problems[:100])


def missing_from(before: Sequence[Entry], after: Sequence[Entry]) -> list[str]:
    """Codes that were published and are gone: records still carry them, so they are retired, not dropped."""
    kept = {entry.code for entry in after}
    return [entry.code for entry in before if entry.code not in kept]


def _problems(entries: Sequence[Entry]) -> Iterator[FieldProblem]:
    seen: set[str] = set()
    for number, entry in enumerate(entries):
        at = f"dictionary.entries[{number}]"
        if entry.code in seen:
            yield FieldProblem(f"{at}.code", "directory.entry_twice", {"code": entry.code})
        seen.add(entry.code)
        if entry.attributes and not _is_object(entry.attributes):
            yield FieldProblem(f"{at}.attributes", "directory.attributes_unreadable", {"code": entry.code})


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False
