"""An import takes no more memory for a longer table: rows wait in the database, a few portions are held."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path

import pytest

from services.kernel.tabular import Table
from services.population.application.transfers import applying, looking, stages
from tests.services.population.county import Township
from tests.services.population.tables import importer, stage, write_csv
from tests.services.population.test_imports import lines_of, person

MOST_OF_REJECTS = 200_000
MOST = 800_000
"""Bytes; the further rows take twice as many where they are held."""


def most_held(town: Township, path: Path) -> int:
    """Bytes that Python held beyond those before, at the worst moment from the file to the register."""
    gc.collect()
    patience = gc.get_threshold()
    gc.set_threshold(700, 10, 10)  # soon: what nobody needs any more is not held
    tracemalloc.start()
    try:
        found = stage(town, path).found
        assert found is not None
        done = town.app.transfers.accept_import(importer(town), found.id, 60.0)
        assert done.rows_applied == found.rows_total
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        gc.set_threshold(*patience)


def held_by_rejects(town: Township, path: Path) -> int:
    """Bytes that Python held beyond those before, while the refused rows were handed back."""
    found = stage(town, path).found
    assert found is not None
    gc.collect()
    tracemalloc.start()
    try:
        _, pieces = town.app.transfers.import_rejects(importer(town), found.id)
        for _ in pieces:
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("held", [False, True])
def test_refused_rows_are_handed_back_without_holding_them(
    town: Township, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: bool
) -> None:
    """``held``: the measure notices it when the reasons of all rows are held."""
    monkeypatch.setattr(looking, "BATCH", 25)
    monkeypatch.setattr(looking, "PIECE", 16 * 1024)
    opened = looking.OpenedSource.__enter__

    def measured(source: looking.OpenedSource) -> tuple[Path, Table]:
        """From here on: the sealed file comes in pieces of its own size."""
        found = opened(source)
        tracemalloc.reset_peak()
        return found

    monkeypatch.setattr(looking.OpenedSource, "__enter__", measured)
    if held:
        streamed = looking.GetRejects._refused
        monkeypatch.setattr(looking.GetRejects, "_refused", lambda *given: iter(list(streamed(*given))))
    files = [
        write_csv(
            tmp_path / f"{first}.csv", lines_of(*(person(n, 人口类别="游客") for n in range(first, last)))
        )
        for first, last in ((1, 51), (51, 201), (201, 1701))
    ]

    _, few, many = (held_by_rejects(town, path) for path in files)

    assert (many - few < MOST_OF_REJECTS) is not held, (few, many)


@pytest.mark.parametrize("held", [False, True])
def test_memory_does_not_grow_with_the_rows(
    town: Township, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: bool
) -> None:
    """``held``: the measure notices it when all rows are held before the first is kept."""
    monkeypatch.setattr(stages, "BATCH", 25)
    monkeypatch.setattr(applying, "BATCH", 25)
    if held:
        streamed = stages.Stages.portions
        monkeypatch.setattr(stages.Stages, "portions", lambda *given: iter(list(streamed(*given))))
    files = [
        write_csv(tmp_path / f"{first}.csv", lines_of(*(person(n) for n in range(first, last))))
        for first, last in ((1, 51), (51, 201), (201, 951))
    ]

    _, few, many = (most_held(town, path) for path in files)

    assert (many - few < MOST) is not held, (few, many)
