"""Figures add up, agree with the records, and never tell of a few people those who may not know them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from services.kernel.call import PermissionDenied
from services.kernel.errors import NotFound
from services.population.adapters.counters import row_of
from services.population.adapters.tables.statistics import deltas
from services.population.bootstrap import Application
from services.population.domain.disclosure import SMALLEST_SHOWN, hidden_of
from services.population.domain.figures import Cell
from services.population.domain.kinds import ResidenceKind, StayReason
from services.population.entrypoints.rpc_statistics import _Shown
from tests.services.population.county import COMMUNITY, FAR_GRID, GRID, NEXT_GRID, Township
from wangge.population.v1 import register_pb2, statistics_pb2

INCOMING = register_pb2.RESIDENCE_KIND_INCOMING
STATISTICS = "population.statistics.view"
SEES = ("population.register.view", STATISTICS)


def summary(town: Township, path: str = "410602", rights: tuple[str, ...] = SEES, **more: Any) -> Any:
    app: Application = town.app
    return _Shown(app.statistics.summary(town.clerk("410602", rights), path, **more)).message()


def count(town: Township, *cells: tuple[Cell, int]) -> None:
    with town.context.database.transaction() as connection:
        connection.execute(sa.insert(deltas), [row_of(cell, n) for cell, n in cells])
        connection.commit()


def sample(town: Township) -> None:
    """The county of the source: 4,686 households and 16,074 people (COM-40)."""
    count(
        town,
        (Cell(GRID, "household", "family"), 4000),
        (Cell(NEXT_GRID, "household", "family"), 686),
        (Cell(GRID, "person", "permanent", "m", "", 1980), 5000),
        (Cell(NEXT_GRID, "person", "permanent", "f", "", 1950), 4074),
        (Cell(GRID, "person", "incoming", "m", "other_county", 1990), 703),
        (Cell(GRID, "person", "incoming", "f", "accompanying", 1985), 684),
        (Cell(GRID, "person", "incoming", "m", "work", 1995), 1254),
        (Cell(NEXT_GRID, "person", "incoming", "f", "other", 2015), 359),
        (Cell(GRID, "person", "registered_only", "f", "", 0), 4000),
    )


def figures(message: Any, field: str, word: str, measure: str = "people") -> dict[int, int]:
    return {getattr(each, word): getattr(each, measure).value for each in getattr(message, field)}


@pytest.mark.parametrize("folded", [False, True])
def test_the_county_of_the_source_adds_up(any_town: Township, folded: bool) -> None:
    sample(any_town)
    if folded:
        while any_town.app.folding.fold():
            pass
    found = summary(any_town, with_children=True)
    assert (found.households.value, found.people.value) == (4686, 16074)
    assert figures(found, "categories", "kind") == {
        register_pb2.RESIDENCE_KIND_PERMANENT: 9074,
        register_pb2.RESIDENCE_KIND_INCOMING: 3000,
        register_pb2.RESIDENCE_KIND_REGISTERED_ONLY: 4000,
    }
    assert list(figures(found, "reasons", "reason").values()) == [703, 684, 1254, 359]
    for reconciled, total in ((found.categories_reconciled, 16074), (found.reasons_reconciled, 3000)):
        assert (reconciled.total.value, reconciled.sum.value, reconciled.difference) == (total, total, 0)
    assert sum(figures(found, "sexes", "sex").values()) == 16074
    assert sum(each.people.value for each in found.ages) == 16074
    assert [each.people.value for each in found.ages if each.unknown] == [4000]
    assert sum(y.men.value + y.women.value + y.others.value for y in found.pyramid) == 16074
    assert not found.protected
    whole = summary(any_town, COMMUNITY, with_children=True)
    assert {each.territory_name: each.people.value for each in whole.children} == {
        "第一网格": 11641,
        "第二网格": 4433,
    }


def test_a_difference_is_shown(any_town: Township) -> None:
    sample(any_town)
    count(any_town, (Cell(GRID, "person", "incoming", "m", "", 1990), 2))
    found = summary(any_town)
    assert found.reasons_reconciled.difference == 2
    assert found.categories_reconciled.difference == 0


def test_figures_follow_the_records_and_can_be_made_anew(any_town: Township) -> None:
    any_town.family("501")
    any_town.family("502")
    any_town.register("陈来", any_town.dwelling("503"), kind=ResidenceKind.INCOMING, reason=StayReason.WORK)
    any_town.register("陈远", any_town.dwelling("1", FAR_GRID), kind=ResidenceKind.REGISTERED_ONLY)
    found = summary(any_town)
    assert (found.people.value, found.households.value, found.dwellings.value) == (8, 4, 4)
    assert found.buildings.value == 1
    assert found.quality.people == 8
    assert found.quality.fresh_percent == 100.0
    assert 0 < found.quality.completeness_percent <= 100
    recounting = any_town.app.statistics.recounting
    assert recounting.differences() == []
    count(any_town, (Cell(GRID, "person", "permanent", "m", "", 1980), 1))
    assert len(recounting.differences()) == 10
    recounting.rebuild()
    assert recounting.differences() == []
    assert summary(any_town).people.value == 8
    any_town.register("陈新", any_town.dwelling("504"))
    assert summary(any_town).people.value == 9
    assert recounting.differences() == []


def test_a_month_that_ended_can_be_compared(any_town: Township) -> None:
    sample(any_town)
    keeping = any_town.app.statistics.keeping
    assert keeping.keep_month(datetime(2026, 10, 20, tzinfo=UTC)) == 0
    assert keeping.keep_month(datetime(2026, 11, 1, 1, tzinfo=UTC)) > 0
    assert keeping.keep_month(datetime(2026, 11, 1, 2, tzinfo=UTC)) == 0
    count(any_town, (Cell(GRID, "person", "permanent", "m", "", 1980), 1000))
    then = summary(any_town, month="2026-10", with_children=True)
    assert (then.people.value, summary(any_town).people.value) == (16074, 17074)
    assert list(then.months) == ["2026-10"]
    assert not then.HasField("quality")
    with pytest.raises(NotFound):
        summary(any_town, month="2026-09")


def test_only_of_ones_own_territory(any_town: Township) -> None:
    worker = any_town.worker(GRID, [STATISTICS])
    assert any_town.app.statistics.summary(worker, "").path == GRID
    for path in (NEXT_GRID, COMMUNITY, FAR_GRID):
        with pytest.raises(PermissionDenied):
            any_town.app.statistics.summary(worker, path)
    with pytest.raises(PermissionDenied):
        any_town.app.statistics.summary(any_town.worker(GRID, ["population.register.view"]), GRID)


def shown(figure: statistics_pb2.Figure) -> str:
    return figure.text


def test_small_groups_are_hidden_with_what_they_could_be_computed_from(any_town: Township) -> None:
    count(
        any_town,
        (Cell(GRID, "person", "permanent", "m", "", 1980), 500),
        (Cell(GRID, "person", "incoming", "f", "work", 1990), 40),
        (Cell(GRID, "person", "incoming", "f", "other", 1990), 3),
        (Cell(NEXT_GRID, "person", "permanent", "f", "", 1950), 4),
        (Cell(FAR_GRID, "person", "permanent", "f", "", 1950), 90),
    )
    found = summary(any_town, GRID, (STATISTICS,))
    assert found.protected
    assert not found.pyramid
    reasons = {each.reason: each.people for each in found.reasons}
    assert shown(reasons[register_pb2.STAY_REASON_OTHER]) == "*"
    incoming = next(each.people for each in found.categories if each.kind == INCOMING)
    # Either the other part or the total is hidden with it: the small one follows from neither.
    assert "*" in (shown(reasons[register_pb2.STAY_REASON_WORK]), shown(incoming))
    assert all(not each.value for each in reasons.values() if each.hidden)
    above = summary(any_town, COMMUNITY, (STATISTICS,), with_children=True)
    people = {each.territory_name: shown(each.people) for each in above.children}
    assert people == {"第一网格": "*", "第二网格": "*"}
    assert all(not each.categories for each in above.children)
    # What is hidden of the grid in the table above is hidden in its own.
    assert found.people.hidden
    assert found.quality.hidden
    seen = summary(any_town, GRID)
    assert seen.people.value == 543
    assert not seen.protected


def test_whoever_sees_the_register_sees_every_figure(any_town: Township) -> None:
    any_town.register("何一", any_town.dwelling("501"))
    assert summary(any_town, GRID).people.text == "1"
    assert summary(any_town, GRID, (STATISTICS,)).people.text == "*"


CELLS = st.integers(min_value=0, max_value=40)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=6))
def test_no_hidden_number_follows_from_those_that_are_shown(table: list[list[int]]) -> None:
    values: dict[tuple[str, ...], int] = {("all",): sum(map(sum, table))}
    sums: list[tuple[tuple[str, ...], list[tuple[str, ...]]]] = []
    for row, numbers in enumerate(table):
        cells = [(f"{row}", f"{column}") for column in range(3)]
        values |= dict(zip(cells, numbers, strict=True)) | {(f"row {row}",): sum(numbers)}
        sums.append(((f"row {row}",), cells))
    for column in range(3):
        cells = [(f"{row}", f"{column}") for row in range(len(table))]
        values[f"column {column}",] = sum(values[each] for each in cells)
        sums.append(((f"column {column}",), cells))
    sums.append((("all",), [(f"row {row}",) for row in range(len(table))]))
    sums.append((("all",), [(f"column {column}",) for column in range(3)]))
    hidden = hidden_of(values, sums)
    assert all(each in hidden for each, n in values.items() if 0 < n < SMALLEST_SHOWN)
    for total, parts in sums:
        inside = [each for each in (total, *parts) if each in hidden]
        assert len(inside) != 1
