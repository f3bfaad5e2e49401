"""The next rows of a file are made while the database has the last."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from services.kernel.errors import Invalid
from services.population.application.transfers.stages import ahead


def readers() -> list[str]:
    """Threads that read ahead."""
    return [each.name for each in threading.enumerate() if each.name.startswith("reading")]


def test_portions_come_whole_and_in_order() -> None:
    with ahead(iter([[1, 2], [3], [4, 5]])) as portions:
        assert list(portions) == [[1, 2], [3], [4, 5]]
    assert not readers()


def test_a_file_without_rows_has_no_portion() -> None:
    with ahead(iter([])) as portions:
        assert list(portions) == []


def test_the_next_portion_is_made_before_it_is_asked_for() -> None:
    made = threading.Event()

    def each() -> Iterator[list[Any]]:
        yield [1]
        made.set()
        yield [2]

    with ahead(each()) as portions:
        assert next(portions) == [1]
        assert made.wait(10)


def test_what_is_wrong_with_the_file_is_told_after_the_rows_before_it() -> None:
    def each() -> Iterator[list[Any]]:
        yield [1]
        raise Invalid.one("file", "kernel.table_unreadable", line=2)

    seen = []
    with pytest.raises(Invalid), ahead(each()) as portions:
        seen += [portion for portion in portions]
    assert not readers()


def test_nobody_reads_on_when_the_work_is_left() -> None:
    made = []

    def each() -> Iterator[list[Any]]:
        for number in range(100):
            made.append(number)
            yield [number]

    with ahead(each()) as portions:
        next(portions)

    assert len(made) <= 2
    assert not readers()
