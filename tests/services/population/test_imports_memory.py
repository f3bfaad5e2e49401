"""An import takes no more memory for a longer table: rows wait in the database, a few portions are held."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path

import pytest

from services.population.application.transfers import applying, stages
from tests.services.population.county import Township
from tests.services.population.tables import importer, stage, write_csv
from tests.services.population.test_imports import lines_of, person

MOST = 800_000
"""Bytes; the further rows take twice as many where they are held."""


def most_held(town: Township, path: Path) -> int:
    """Bytes that Python held beyond those before, at the worst moment from the file to the register."""
    gc.collect()
    tracemalloc.start()
    try:
        found = stage(town, path).found
        assert found is not None
        done = town.app.transfers.accept_import(importer(town), found.id, 60.0)
        assert done.rows_applied == found.rows_total
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


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
