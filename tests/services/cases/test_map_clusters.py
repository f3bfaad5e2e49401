"""Cases on the map: every case in sight is in one cluster, none out of sight is, and the work is bounded."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa

from services.cases.adapters.map_clusters import MapClusters
from services.cases.adapters.tables.cases import cases
from services.cases.application.access import sight_of, units_of
from services.cases.application.desk import Ref
from services.cases.application.oversight.clustering import Clusters
from services.cases.domain.map_sections import MOST_MESHES, Section
from services.kernel.call import Call
from services.kernel.errors import Invalid
from tests.services.cases.county import GRID, GRID2, HERE, OTHER_TOWNSHIP, THERE, Town

COUNTY_BOX = Section(114.0, 35.6, 114.3, 35.8)


def clusters(
    town: Town, call: Call, section: Section = COUNTY_BOX, zoom: int = 11, **values: object
) -> Clusters:
    found: Clusters = town.application.oversight.cluster(call, section, zoom, **values)
    return found


def scattered(town: Town, number: int, seed: int = 1) -> None:
    """Cases over both grids, some of them closed, some late."""
    chance = random.Random(seed)
    for index in range(number):
        make = (town.report, town.filed, town.closed)[index % 3]
        # The head who verifies has the first grid.
        first = index % 3 == 2 or chance.random() < 0.5
        grid, west = (GRID, 114.10) if first else (GRID2, 114.11)
        point = (west + 0.01 * chance.random(), 35.70 + 0.01 * chance.random())
        make(grid_code=grid, point=point)
        if index % 4 == 0:
            town.clock.advance(days=1)


@pytest.mark.parametrize("zoom", [0, 9, 13, 15, 17, 22])
def test_clusters_hold_what_a_list_holds_whatever_the_zoom(any_town: Town, zoom: int) -> None:
    scattered(any_town, 14)
    section = Section(114.1, 35.7, 114.115, 35.71)

    found = clusters(any_town, any_town.county, section, zoom)

    with any_town.context.database.read() as connection:
        rows = connection.execute(sa.select(cases)).all()
    inside = [r for r in rows if 114.1 <= r.longitude <= 114.115 and 35.7 <= r.latitude <= 35.71]
    mesh = section.mesh(zoom)
    naive = Counter(mesh.cell(each.longitude, each.latitude) for each in inside)
    assert sorted(each.count for each in found.found) == sorted(naive.values())
    assert found.total == len(inside) == sum(sum(each.states.values()) for each in found.found)
    assert sum(sum(each.lights.values()) for each in found.found) == sum(each.open for each in inside)
    assert {case.id for each in found.found for case in each.cases} == {each.id for each in inside}
    for each in found.found:
        assert mesh.cell(each.longitude, each.latitude) in naive
        assert {mesh.cell(case.longitude, case.latitude) for case in each.cases} == {
            mesh.cell(each.longitude, each.latitude)
        }


def test_lights_are_those_of_the_list_at_this_moment(any_town: Town) -> None:
    any_town.filed()
    any_town.clock.advance(days=6)
    any_town.filed(point=THERE, grid_code=GRID2)

    found = clusters(any_town, any_town.county)

    lights = Counter[str]()
    for each in found.found:
        lights.update(each.lights)
    assert lights["RED"] == 1
    assert sum(lights.values()) == 2


def test_nobody_sees_more_on_the_map_than_in_the_list(any_town: Town) -> None:
    any_town.report()
    any_town.in_work(point=THERE, grid_code=GRID2)

    assert clusters(any_town, any_town.county).total == 2
    assert clusters(any_town, any_town.centre(OTHER_TOWNSHIP)).total == 0
    assert clusters(any_town, any_town.head).total >= 1
    roads = clusters(any_town, any_town.roads)
    assert roads.total == 1, "the unit sees what it works on, without a place of its own"
    assert clusters(any_town, any_town.water).total == 0
    assert clusters(any_town, any_town.resident).total == 0


def test_who_works_on_a_case_of_its_own_place_counts_it_once(any_town: Town) -> None:
    any_town.report(call=any_town.head)

    assert clusters(any_town, any_town.head).total == 1


def test_a_reporter_sees_the_own_case_and_a_follower_does_not_learn_the_place(any_town: Town) -> None:
    mine = any_town.report(call=any_town.resident).case.id
    other = any_town.person("resident-2")
    any_town.loop.follow(other, Ref(mine))

    assert clusters(any_town, any_town.resident).total == 1
    assert clusters(any_town, other).total == 0


def test_filters_days_and_the_switch_to_open_cases(any_town: Town) -> None:
    any_town.closed()
    any_town.clock.advance(days=3)
    any_town.report(category="event.rubbish", point=THERE)
    today = any_town.clock().date().isoformat()

    assert clusters(any_town, any_town.county, open_only=True).total == 1
    assert clusters(any_town, any_town.county).total == 2
    assert clusters(any_town, any_town.county, filter='category:"component."').total == 1
    assert clusters(any_town, any_town.county, filter="state = CLOSED").total == 1
    assert clusters(any_town, any_town.county, from_day=today).total == 1
    assert clusters(any_town, any_town.county, to_day=today).total == 2
    before = (any_town.clock() - timedelta(days=1)).date().isoformat()
    assert clusters(any_town, any_town.county, to_day=before).total == 1
    for wrong in ({"filter": "content = 1"}, {"filter": "state ="}, {"from_day": "2026-02-30"}):
        with pytest.raises(Invalid):
            clusters(any_town, any_town.county, **wrong)


def test_an_empty_box_a_box_without_extent_and_the_date_line_hold_what_they_hold(any_town: Town) -> None:
    any_town.report()

    assert clusters(any_town, any_town.county, Section(0, 0, 1, 1)).total == 0
    assert clusters(any_town, any_town.county, Section(*HERE, *HERE), 22).total == 1
    assert clusters(any_town, any_town.county, Section(170.0, -85.0, 120.0, 85.0), 2).total == 1
    assert clusters(any_town, any_town.county, Section(170.0, -85.0, 110.0, 85.0), 2).total == 0


def test_a_case_without_a_place_is_on_no_map(any_town: Town) -> None:
    any_town.report(point=None)

    assert clusters(any_town, any_town.county, Section(-180, -90, 180, 90), 0).total == 0


def test_there_are_never_more_cells_than_the_answer_may_have() -> None:
    world = Section(-180.0, -85.0, 180.0, 85.0)
    for zoom in range(23):
        mesh = world.mesh(zoom)
        assert (360 / mesh.wide + 1) * (170 / mesh.high + 1) <= MOST_MESHES
    near = Section(114.1, 35.7, 114.11, 35.71)
    assert near.mesh(16).wide < near.mesh(12).wide


def test_of_very_many_only_the_newest_are_looked_at_and_the_answer_says_so(any_town: Town) -> None:
    made = [any_town.closed(point=(114.1001 + 0.0005 * index, 35.705)) for index in range(5)]
    call = any_town.county
    few = MapClusters(any_town.context.database, most=50, seen=2, few=1)

    found = few.clusters(
        call.actor.id,
        units_of(call),
        sight_of(call),
        COUNTY_BOX,
        COUNTY_BOX.mesh(22),
        filter="",
        open_only=False,
        span=(None, None),
        now=any_town.clock(),
    )

    assert found.limited
    assert found.total < len(made)
    assert {case.id for each in found.found for case in each.cases} <= set(made[2:])


def test_a_box_of_open_cases_runs_along_its_index(town: Town) -> None:
    town.report()
    statements: list[tuple[str, object]] = []
    engine = town.context.database.reader
    sa.event.listen(
        engine, "before_cursor_execute", lambda c, cur, sql, args, *_: statements.append((sql, args))
    )

    clusters(town, town.county, open_only=True)

    sql, arguments = next(each for each in statements if "GROUP BY" in each[0])
    with engine.connect() as connection:
        plan = " ".join(
            str(row) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", arguments)
        )
    assert "COVERING INDEX case_open_on_map" in plan
