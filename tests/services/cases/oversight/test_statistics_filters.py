"""Counts of one channel or one unit: as the cases themselves say, whatever counters answer."""

from __future__ import annotations

from collections import Counter

import pytest
import sqlalchemy as sa

from services.cases.adapters.tables.cases import cases
from tests.services.cases.county import Town
from tests.services.cases.oversight.test_statistics import BOSS, count, live


def rows(town: Town) -> list[sa.Row[tuple[object, ...]]]:
    with town.context.database.read() as connection:
        return list(connection.execute(sa.select(cases)).all())


@pytest.mark.parametrize("folded", [False, True])
@pytest.mark.parametrize("dimension", ["category", "state", "unit", "day", "month", "territory"])
def test_one_channel_and_one_unit(any_town: Town, dimension: str, folded: bool) -> None:
    live(any_town, seed=11, steps=40)
    if folded:
        any_town.application.oversight.folding.fold()
    known = rows(any_town)
    whole = count(any_town, dimension)

    for name, column in (("channel", "channel"), ("unit", "owner_unit_id")):
        split: Counter[tuple[str, ...]] = Counter()
        for value, number in Counter(getattr(each, column) for each in known).items():
            if not value:
                split.update(_without(any_town, dimension, name, known))
                continue
            found = count(any_town, dimension, **{name: value})
            assert sum(found.values()) == number, (name, value)
            split.update(found)
        assert dict(split) == whole, name


def _without(
    town: Town, dimension: str, name: str, known: list[sa.Row[tuple[object, ...]]]
) -> dict[tuple[str, ...], int]:
    """What has no unit yet cannot be asked for by unit: the rest of all."""
    whole = Counter(count(town, dimension))
    for value in {each.owner_unit_id for each in known if each.owner_unit_id}:
        whole.subtract(count(town, dimension, **{name: value}))
    return {key: number for key, number in whole.items() if number}


def test_the_filter_of_a_count_says_channel_and_unit(town: Town) -> None:
    live(town, seed=5, steps=20)

    found = town.application.oversight.count(BOSS, dimensions=["state"], channel="HANDHELD", unit="roads")

    for each in found:
        assert "channel = HANDHELD" in each.filter
        assert 'unit_id = "roads"' in each.filter
        page, _ = town.loop.list(BOSS, filter=each.filter, size=200)
        assert len(page.rows) == each.value
