"""The network of stations for incoming residents: states, who serves whom, where one is needed (POP-16)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from services.kernel.call import Call
from services.kernel.errors import Conflict, Invalid
from services.kernel.testing.contexts import SetClock
from services.population.application.incomers.coming_and_going import Arrival
from services.population.domain.cards import Channel, ServiceKind
from services.population.domain.kinds import StayReason
from services.population.domain.refusals import (
    CoordinatorNotFound,
    StationClosed,
    StationNotFound,
    StationThere,
    TerritoryUnknown,
)
from services.population.domain.stations import Coordinator, Station, StationKind, needed, serving
from tests.services.population.county import ALL, COMMUNITY, FAR_GRID, GRID, TOWNSHIP, Township

RIGHTS = (*ALL, "population.incomer.edit", "population.station.edit")
TODAY = date(2026, 11, 23)
NEAR = f"{TOWNSHIP}002"


def station(kind: StationKind = StationKind.SUB, path: str = COMMUNITY, **more: object) -> Station:
    values: dict[str, object] = {
        "id": "",
        "kind": kind,
        "path": path,
        "name": "服务站",
        "address": "中山路1号",
        "hours": "9:00—17:00",
        "services": (ServiceKind.JOB,),
    }
    return Station(**(values | more))  # type: ignore[arg-type]


def coordinator(first: date = TODAY, last: date | None = None, post: str = "协管员") -> Coordinator:
    return Coordinator("c", "王协管", "LX-1", "", post, first, last)


def test_a_community_is_served_by_its_sub_station_and_else_by_the_towns() -> None:
    main = station(StationKind.MAIN, TOWNSHIP, id="m").checked()
    sub = station(id="s", serves=(NEAR,)).checked()

    assert [serving([main, sub], path) for path in (GRID, NEAR, f"{TOWNSHIP}003001")] == [sub, sub, main]
    assert serving([main, sub.close(TODAY)], GRID) == main
    assert serving([main, sub], FAR_GRID) is None


def test_a_station_is_of_a_town_or_a_community_and_serves_its_own_town_alone() -> None:
    for wrong in (
        station(StationKind.MAIN, COMMUNITY),
        station(StationKind.SUB, TOWNSHIP),
        station(serves=("410602002001",)),
        station(serves=(GRID,)),
    ):
        with pytest.raises(Invalid):
            wrong.checked()
    assert station().checked().serves == (COMMUNITY,)


def test_coordinators_have_terms_and_are_not_shown_when_theirs_is_over() -> None:
    made = station().checked().appoint(coordinator(last=TODAY + timedelta(days=1)))

    assert made.on_duty(TODAY) == list(made.coordinators)
    assert made.on_duty(TODAY + timedelta(days=2)) == []
    assert made.relieve("c", TODAY).on_duty(TODAY + timedelta(days=1)) == []
    coming = station().checked().appoint(coordinator(TODAY + timedelta(days=5)))
    assert coming.on_duty(TODAY) == list(coming.coordinators)
    with pytest.raises(CoordinatorNotFound):
        made.relieve("nobody", TODAY)
    for wrong in (coordinator(last=TODAY - timedelta(days=1)), coordinator(post="")):
        with pytest.raises(Invalid):
            made.appoint(wrong)


def test_a_closed_station_does_nothing_more() -> None:
    closed = station().checked().appoint(coordinator()).close(TODAY)

    assert closed.on_duty(TODAY + timedelta(days=1)) == []
    verbs: list[Callable[[], Station]] = [
        lambda: closed.close(TODAY),
        lambda: closed.appoint(coordinator()),
        lambda: closed.relieve("c", TODAY),
        lambda: closed.corrected(station()),
    ]
    for verb in verbs:
        with pytest.raises(StationClosed):
            verb()


def test_a_sub_station_is_needed_where_more_live_than_the_town_says() -> None:
    main = station(StationKind.MAIN, TOWNSHIP, id="m", needed_from=10).checked()
    counts = [(COMMUNITY, 11), (NEAR, 10), ("410602002001", 101), ("410602002002", 100)]

    found = needed(counts, [main])

    assert [(each.path, each.needed_from) for each in found] == [("410602002001", 100), (COMMUNITY, 10)]
    assert [each.path for each in needed(counts, [main, station(id="s").checked()])] == ["410602002001"]


@pytest.fixture
def clerk(any_town: Township) -> Call:
    return any_town.clerk("410602", RIGHTS)


def test_a_network_is_opened_staffed_and_found_by_place(
    any_town: Township, clerk: Call, clock: SetClock
) -> None:
    app = any_town.app.worksites
    main = app.put_station(clerk, station(StationKind.MAIN, TOWNSHIP, name="总站"), "")
    worker = any_town.worker(GRID, ALL)
    found = app.stations.of_place(worker, GRID)
    assert found is not None
    assert found.station.id == main

    sub = app.put_station(clerk, station(name="分站"), "")
    app.staff.appoint(clerk, sub, "", coordinator(last=TODAY + timedelta(days=3)))

    found = app.stations.of_place(worker, GRID)
    assert found is not None
    assert (found.station.id, found.station.name) == (sub, "分站")
    assert [each.station.id for each in app.stations.below(worker, GRID)] == [main, sub]
    (appointed,) = app.stations.one(worker, sub).station.coordinators
    app.staff.relieve(clerk, sub, "", appointed.id, None)
    clock.advance(days=1)
    assert app.stations.one(worker, sub).station.on_duty(app.stations.today()) == []

    app.staff.close(clerk, sub, "")
    again = app.stations.of_place(worker, GRID)
    assert again is not None
    assert again.station.id == main


def test_a_place_has_one_station_and_nobody_else_opens_it(any_town: Township, clerk: Call) -> None:
    app = any_town.app.worksites
    sub = app.put_station(clerk, station(), "")
    with pytest.raises(StationThere):
        app.put_station(clerk, station(name="另一站"), "")
    with pytest.raises(TerritoryUnknown):
        app.put_station(clerk, station(path="410602001009"), "")
    with pytest.raises(Invalid):
        app.staff.appoint(clerk, sub, "", Coordinator("", "王", "1", "nobody", "", TODAY))
    elsewhere = any_town.clerk("410602002", RIGHTS)
    with pytest.raises(StationNotFound):
        app.staff.close(elsewhere, sub, "")
    with pytest.raises(StationNotFound):
        app.stations.one(elsewhere, sub)
    assert app.stations.below(elsewhere, "") == []
    assert app.stations.of_place(elsewhere, GRID) is None

    app.put_station(clerk, station(id=sub, name="改名"), "1")
    with pytest.raises(Conflict):
        app.put_station(clerk, station(id=sub, name="再改"), "1")


def test_where_one_is_needed_counts_what_the_caller_sees(any_town: Township, clerk: Call) -> None:
    app = any_town.app
    app.worksites.put_station(clerk, station(StationKind.MAIN, TOWNSHIP, needed_from=1), "")
    home = any_town.dwelling()
    for name in ("钱甲", "钱乙"):
        said = Arrival(home, Channel.WORKER, StayReason.WORK, any_town.details(name), sure=True)
        app.incomers.sign_in(clerk, said)

    found, names = app.worksites.stations.needed(clerk, TOWNSHIP)
    assert [(each.path, each.cards, each.needed_from) for each in found] == [(COMMUNITY, 2, 1)]
    assert names == {COMMUNITY: "中山社区"}
    assert [each.cards for each in app.worksites.stations.below(clerk, TOWNSHIP)] == [2]
    beside = any_town.worker(f"{COMMUNITY}002", ALL)
    assert app.worksites.stations.needed(beside, TOWNSHIP) == ([], {})
    assert [each.cards for each in app.worksites.stations.below(beside, TOWNSHIP)] == [0]
