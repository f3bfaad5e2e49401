"""Counters are always true, and every count lists what it counted (CASE-05)."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from services.cases.adapters.statistics_store import figures_of
from services.cases.adapters.tables.cases import cases
from services.cases.adapters.tables.statistics import cube, deltas
from services.cases.application.desk import Ref
from services.cases.domain.oversight_refusals import OutsideSight, UnknownDimension
from services.cases.domain.statistics import DIMENSIONS, MEASURES, Figures, Span, day_of
from services.kernel.call import Call
from services.kernel.errors import Refusal
from services.kernel.persistence.moments import aware
from services.kernel.testing.contexts import staff
from tests.services.cases.county import COMMUNITY, COUNTY, GRID, GRID2, HERE, OTHER_TOWNSHIP, TOWNSHIP, Town

BOSS = staff("boss", ["cases.statistics.view", "cases.case.view"], "")
COUNTABLE = ("reported", "closed", "overdue", "on_time", "reworked", "rated", "satisfied")
COUNTED = [each for each in DIMENSIONS if each != "light"]


def count(town: Town, *dimensions: str, call: Call = BOSS, **values: str) -> dict[tuple[str, ...], int]:
    found = town.application.oversight.count(call, dimensions=list(dimensions), **values)
    return {each.keys: each.value for each in found}


def _deeds(town: Town, chance: random.Random, ref: Ref) -> list[Callable[[], object]]:
    loop = town.loop
    return [
        lambda: loop.file(town.community, ref),
        lambda: loop.assign(town.county, ref, lead_unit_id=chance.choice(["roads", "water"]), requirement=""),
        lambda: loop.assign(town.community, ref, lead_unit_id="roads", requirement=""),
        lambda: loop.sign(town.roads, ref),
        lambda: loop.feed_back(town.roads, ref, result="好"),
        lambda: loop.check(town.community, ref, accept=chance.random() < 0.8),
        lambda: loop.verify(
            town.head,
            ref,
            passed=chance.random() < 0.5,
            attachment_ids=[town.photo(town.head, ref.id)],
            place=HERE,
        ),
        lambda: loop.rate(town.county, ref, score=chance.choice([2, 4, 5]), by_call_back=True),
    ]


def live(town: Town, seed: int, steps: int = 60) -> None:
    """A random history: reports in several places, verbs tried at random, time that passes."""
    chance, loop = random.Random(seed), town.loop
    ids: list[str] = []
    for _ in range(steps):
        if not ids or chance.random() < 0.3:
            place = chance.choice(
                [
                    {"grid_code": GRID},
                    {"grid_code": GRID2, "point": None},
                    {"grid_code": f"{TOWNSHIP}000", "point": None},
                ]
            )
            leaf = chance.choice(["component.road.manhole", "event.rubbish", "service.proof"])
            ids.append(town.report(town.county, category=leaf, submit=True, **place).case.id)
        ref = Ref(chance.choice(ids))
        deeds = _deeds(town, chance, ref)
        for deed in chance.sample(deeds, 4):
            try:
                deed()
            except Refusal:
                continue
        town.clock.advance(hours=chance.choice([1, 5, 30, 200]))
        if chance.random() < 0.3:
            loop.tick(town.clock())
        if chance.random() < 0.3:
            town.application.oversight.folding.fold(most=chance.choice([1, 7, 1000]))


def brute(
    known: list[Figures], dimensions: list[str], measure: str, width: int, root: str
) -> dict[tuple[str, ...], int]:
    found: Counter[tuple[str, ...]] = Counter()
    for figures in known:
        if not figures.path.startswith(root):
            continue
        key = tuple(
            figures.path[:width] if each == "territory" else str(getattr(figures, each))
            for each in dimensions
        )
        found[key] += figures.amounts()[measure]
    return {key: value for key, value in found.items() if value}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_counters_equal_brute_force_after_random_histories(any_town: Town, seed: int) -> None:
    town, turn = any_town, itertools.cycle(COUNTABLE)
    live(town, seed)
    known = [figures_of(row._mapping) for row in town.rows(sa.select(cases))]
    for _ in range(2):
        for a in COUNTED:
            for b in COUNTED:
                dimensions = [a] if a == b else [a, b]
                for root, code, width in ((COUNTY, "410602000000", 9), (TOWNSHIP, "410602001000", 12)):
                    measure = next(turn)
                    told = count(town, *dimensions, territory_code=code, measure=measure)
                    assert told == brute(known, dimensions, measure, width, root), (dimensions, measure)
        while town.application.oversight.folding.fold():
            pass
    folded = sorted(town.rows(sa.select(cube)))
    assert town.rows(sa.select(deltas)) == []
    town.application.oversight.rebuilding.rebuild()
    assert sorted(town.rows(sa.select(cube))) == [row for row in folded if any(row[7:])]


def test_every_count_lists_exactly_what_it_counted(town: Town) -> None:
    live(town, 7)
    for dimensions in (
        ["territory", "state"],
        ["category", "unit"],
        ["month", "urgency"],
        ["day", "channel"],
        ["light", "state"],
    ):
        for measure in COUNTABLE:
            if "light" in dimensions and measure != "reported":
                continue
            found = town.application.oversight.count(
                BOSS, dimensions=dimensions, territory_code="410602000000", measure=measure
            )
            for each in found:
                page, _ = town.loop.list(BOSS, size=200, filter=each.filter)
                assert len(page.rows) == each.value, each.filter


def test_a_change_is_counted_at_once_and_by_ranges_of_days(town: Town) -> None:
    town.report(submit=True)
    assert count(town, "state") == {("SCREENING",): 1}
    town.clock.advance(days=20)
    town.filed()
    assert count(town, "state") == {("SCREENING",): 1, ("FILED",): 1}
    assert count(town, "state", "channel", from_day="2026-11-20", to_day="2026-11-30") == {
        ("SCREENING", "HANDHELD"): 1
    }
    assert count(town, "month", from_day="2026-12-01") == {("2026-12",): 1}
    assert count(town, "category", category="component") == {("component.road.manhole",): 2}
    assert count(town, "category", category="comp") == {}


def test_counting_stays_within_sight(town: Town) -> None:
    town.report(submit=True)
    clerk = staff("clerk", ["cases.statistics.view"], OTHER_TOWNSHIP)
    assert count(town, "territory", call=clerk) == {}
    for code in (f"{TOWNSHIP}000", COMMUNITY):
        with pytest.raises(OutsideSight):
            count(town, "state", call=clerk, territory_code=code)
    with pytest.raises(OutsideSight):
        count(town, "state", call=staff("x", ["cases.case.view"], COUNTY))
    assert count(town, "territory", call=staff("y", ["cases.statistics.view"], TOWNSHIP)) == {(COMMUNITY,): 1}


def test_unknown_and_repeated_dimensions_are_refused(town: Town) -> None:
    for dimensions in (["religion"], ["state", "state"]):
        with pytest.raises(UnknownDimension):
            count(town, *dimensions)


def test_spans_are_whole_months_and_edges() -> None:
    whole, edges = Span("2026-01-15", "2026-04-10").whole_months()
    assert whole == Span("2026-02-01", "2026-03-31")
    assert edges == [Span("2026-01-15", "2026-01-31"), Span("2026-04-01", "2026-04-10")]
    assert Span("2026-01-05", "2026-01-20").whole_months() == (None, [Span("2026-01-05", "2026-01-20")])
    assert Span("2026-01-01", "2026-01-31").whole_months() == (Span("2026-01-01", "2026-01-31"), [])
    assert Span("2026-01-01", "2026-01-30").whole_months() == (None, [Span("2026-01-01", "2026-01-30")])
    assert Span().whole_months() == (Span(), [])


def test_counting_from_the_cube_touches_no_case(town: Town) -> None:
    town.filed()
    while town.application.oversight.folding.fold():
        pass
    asked: list[str] = []
    engine = town.context.database.writer
    sa.event.listen(engine, "before_cursor_execute", lambda c, cur, sql, *rest: asked.append(sql))
    count(town, "category", "state")
    count(town, "territory", "category", territory_code="410602000000")
    assert [sql for sql in asked if "case_record" in sql] == []


@pytest.mark.parametrize("hours", [0, 12, 16])  # in China 9 o'clock, 21 and, a day later, 1 o'clock at night
def test_cases_are_counted_by_the_day_they_ended_and_the_filter_lists_them(
    any_town: Town, hours: int
) -> None:
    any_town.clock.advance(hours=hours)
    any_town.closed()
    any_town.clock.advance(days=1)
    second = any_town.closed()
    any_town.filed()
    today = day_of(any_town.clock())

    found = any_town.application.oversight.count(
        BOSS, dimensions=["state"], from_day=today, to_day=today, measure="closed", by_close=True
    )

    assert [(each.keys, each.value) for each in found] == [(("CLOSED",), 1)]
    page, _ = any_town.loop.list(any_town.community, filter=found[0].filter)
    assert [row.id for row in page.rows] == [second]


def test_counts_by_the_day_of_closing_are_of_a_month_at_most(town: Town) -> None:
    for first, last in (("", ""), ("2026-11-01", ""), ("2026-10-01", "2026-11-01")):
        with pytest.raises(Refusal):
            town.application.oversight.count(
                BOSS, dimensions=["state"], from_day=first, to_day=last, by_close=True
            )


@pytest.mark.parametrize("folded", [False, True])
def test_sums_of_several_questions_equal_brute_force(any_town: Town, folded: bool) -> None:
    town = any_town
    live(town, seed=4)
    if folded:
        while town.application.oversight.folding.fold():
            pass
    known = [figures_of(row._mapping) for row in town.rows(sa.select(cases))]
    days = sorted(each.day for each in known)
    spans = [("", ""), (days[len(days) // 4], days[-2]), (days[3], days[3])]
    kinds: list[list[str]] = [[], ["state"], ["territory"], ["day"], ["month"], ["category", "unit"]]
    asked = [(dimensions, first, last) for dimensions in kinds for first, last in spans]
    limits: list[dict[str, str]] = [{}, {"channel": "HANDHELD"}, {"category": "event"}]

    for code, root, width in (("410602000000", COUNTY, 9), (f"{TOWNSHIP}000", TOWNSHIP, 12)):
        for only in limits:
            limited = [
                each
                for each in known
                if each.channel == only.get("channel", each.channel)
                and each.category.startswith(only.get("category", ""))
            ]
            answers = town.application.oversight.sum(BOSS, asked, territory_code=code, **only)
            for (dimensions, first, last), lines in zip(asked, answers, strict=True):
                inside = [each for each in limited if (first or each.day) <= each.day <= (last or each.day)]
                for index, measure in enumerate(MEASURES):
                    told = {each.keys: each.amounts[index] for each in lines if each.amounts[index]}
                    assert told == brute(inside, dimensions, measure, width, root), (dimensions, measure)


def test_handling_time_counts_from_report_to_close_and_goes_when_it_is_open_again(town: Town) -> None:
    case_id = town.closed()
    row = town.rows(sa.select(cases.c.handling_minutes, cases.c.created_at, cases.c.closed_at))[0]
    calendar = town.loop.directory.calendar_at(COMMUNITY)

    assert row[0] == calendar.elapsed_minutes(aware(row[1]), aware(row[2]))
    assert _timed(town) == (1, row[0])
    number, secret = (
        town.rows(sa.select(cases.c.number))[0][0],
        town.loop.get_receipt._book.secret_of(case_id),
    )
    town.loop.reopen_by_receipt(town.resident, number, secret, ground="又坏了")
    assert _timed(town) == (0, 0)


def test_handling_times_of_old_cases_are_filled_in_once(any_town: Town) -> None:
    town = any_town
    town.closed()
    town.closed()
    town.in_work()
    whole = _timed(town)
    with town.context.database.transaction() as connection:
        connection.execute(sa.update(cases).values(handling_minutes=None))
        connection.commit()
    town.application.oversight.rebuilding.rebuild()
    assert _timed(town) == (0, 0)

    done = [town.application.oversight.handling_times(town.clock()) for _ in range(2)]

    assert done == [2, 0]
    assert _timed(town) == whole


def _timed(town: Town) -> tuple[int, int]:
    ((line,),) = town.application.oversight.sum(BOSS, [([], "", "")])
    amounts = dict(zip(MEASURES, line.amounts, strict=True))
    return amounts["timed"], amounts["minutes"]


def test_questions_that_cannot_be_summed_are_refused(town: Town) -> None:
    for dimensions in (["light"], ["religion"], ["state", "state"]):
        with pytest.raises(UnknownDimension):
            town.application.oversight.sum(BOSS, [(dimensions, "", "")])
    with pytest.raises(OutsideSight):
        town.application.oversight.sum(staff("x", ["cases.case.view"], COUNTY), [(["state"], "", "")])
    with pytest.raises(Refusal):
        town.application.oversight.sum(BOSS, [([], "2026-13-01", "")])
