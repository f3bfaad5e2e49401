"""Rows as the lines that COPY reads."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum

import pytest
from psycopg2.extensions import Binary

from services.kernel.persistence.copying import NotCopied, lines


class Colour(StrEnum):
    """A word that is text."""

    RED = "red"
    ODD = "o\td\\d"


def written(*values: object) -> str:
    """One column of these values."""
    return lines(["it"], [{"it": each} for each in values])


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (("a", "张三", ""), "a\n张三\n\n"),
        (("a\tb", "c\\d", "e\nf\r"), "a\\tb\nc\\\\d\ne\\nf\\r\n"),
        (("a", None, 1, 2.5), "a\n\\N\n1\n2.5\n"),
        ((None, None), "\\N\n\\N\n"),
        ((True, False), "t\nf\n"),
        ((0, -1), "0\n-1\n"),
        ((0.0, -0.0), "0.0\n-0.0\n"),
        ((b"\x00\xff", b""), "\\\\x00ff\n\\\\x\n"),
        ((memoryview(b"\x01"), Binary(b"\x02"), None), "\\\\x01\n\\\\x02\n\\N\n"),
        ((date(2026, 3, 1), date(2026, 3, 1)), "2026-03-01\n2026-03-01\n"),
        ((date(2026, 3, 1), None), "2026-03-01\n\\N\n"),
        ((datetime(2026, 3, 1, 8, tzinfo=UTC),), "2026-03-01T08:00:00+00:00\n"),
        ((Colour.RED, Colour.ODD), "red\no\\td\\\\d\n"),
        ((Colour.RED, "blue"), "red\nblue\n"),
    ],
)
def test_values_are_written_as_the_server_reads_them(values: tuple[object, ...], text: str) -> None:
    assert written(*values) == text


def test_every_row_has_a_line_with_its_columns_in_order() -> None:
    rows = [{"a": 1, "b": "x"}, {"b": "y", "a": 2}]

    assert lines(["b", "a"], rows) == "x\t1\ny\t2\n"


def test_values_are_prepared_by_column() -> None:
    rows = [{"a": 1, "b": 1}, {"a": 2, "b": 2}]

    assert lines(["a", "b"], rows, {"a": lambda value: f"<{value}>"}) == "<1>\t1\n<2>\t2\n"


def test_text_with_nul_is_refused() -> None:
    with pytest.raises(ValueError, match="NUL"):
        written("a\0b")


@pytest.mark.parametrize("values", [([1],), ("a", [1])])
def test_what_only_the_driver_can_write_does_not_travel_so(values: tuple[object, ...]) -> None:
    with pytest.raises(NotCopied):
        written(*values)
