"""Grids drawn anew: whoever and whatever is on their ground goes along, and what has ended stays (DIR-07)."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from services.kernel.call import Call
from services.kernel.messaging.envelope import Envelope
from services.kernel.testing.contexts import staff
from services.population.adapters.tables import coordination, demand, families, incomers, visits, worksites
from services.population.application.coordination.asking import Wanted
from services.population.application.incomers.coming_and_going import Arrival
from services.population.domain.cards import Channel
from services.population.domain.coordination.joint_check import JointCheck, Premises
from services.population.domain.families.grounds import Establishment, PublicPlace
from services.population.domain.kinds import StayReason
from services.population.domain.needs import NeedKind
from services.population.domain.offers import ServiceItem
from services.population.domain.renting import Rental
from services.population.domain.safety import Subject
from services.population.domain.visiting import Cause, Slot
from services.population.domain.worksites import Worksite
from tests.services.population.county import ALL, BUILDING, COMMUNITY, GRID, NEXT_GRID, Township, promise
from wangge.directory.v1 import events_pb2, territories_pb2
from wangge.types.v1 import types_pb2

RIGHTS = (
    *ALL,
    "population.incomer.edit",
    "population.rental.edit",
    "population.worksite.edit",
    "population.establishments.edit",
    "population.demand.edit",
    "population.demand.view",
    "population.visit.do",
    "population.visit.view",
    "population.coordination.ask",
    "population.jointcheck.do",
    "population.participant.view",
)
WEST, EAST = f"{COMMUNITY}011", f"{COMMUNITY}012"
IN_WEST, IN_EAST = (114.05, 35.05), (114.15, 35.05)
TODAY = date(2026, 11, 23)


def area(west: float) -> str:
    ring = [[west, 35.0], [west + 0.1, 35.0], [west + 0.1, 35.1], [west, 35.1], [west, 35.0]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def grid(path: str, boundary: str = "") -> territories_pb2.Territory:
    return territories_pb2.Territory(
        path=path, name=path[-3:], level=types_pb2.LEVEL_GRID, etag="1", boundary=boundary
    )


def replaced(town: Township, ended: list[str], created: list[territories_pb2.Territory]) -> None:
    event = events_pb2.GridsReplaced(ended=[grid(each) for each in ended], created=created, reason="调整")
    envelope = Envelope("e", "", "directory", "", town.clock(), "", COMMUNITY, "", {})
    for handle in (town.app.keep_places.replaced, town.app.follow_grids):
        with town.context.new_uow(staff("directory", ("*",), "")) as uow:
            handle(event, envelope, uow)
            uow.commit()


def split(town: Township) -> None:
    replaced(town, [GRID], [grid(WEST, area(114.0)), grid(EAST, area(114.1))])


def at(place: tuple[float, float]) -> dict[str, float]:
    return {"longitude": place[0], "latitude": place[1]}


def where(town: Township, table: sa.Table, wanted: str, column: str = "path") -> str:
    with town.context.database.read() as connection:
        return str(connection.execute(sa.select(table.c[column]).where(table.c.id == wanted)).scalar_one())


@pytest.fixture
def clerk(any_town: Township) -> Call:
    any_town.clock.at = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    return any_town.clerk(COMMUNITY, RIGHTS)


def home(town: Township, place: tuple[float, float], room: str) -> str:
    return town.dwelling(room, building_id="", **at(place))


def test_homes_take_rentals_cards_requests_and_open_papers_along(any_town: Township, clerk: Call) -> None:
    app, east = any_town.app, home(any_town, IN_EAST, "101")
    let = app.incomers.report_rental(clerk, Rental("", east, ""))
    ended = app.incomers.report_rental(clerk, Rental("", home(any_town, IN_EAST, "102"), ""))
    app.incomers.change_rental(clerk, ended, "", "end", lambda rental, _: rental.end())
    said = Arrival(east, Channel.LANDLORD, StayReason.WORK, any_town.details("钱来"), sure=True)
    card = app.incomers.sign_in(clerk, said)
    person = app.incomers.get_card(clerk, card).person_id
    household = any_town.household_of(person)
    wish = app.visits.request_visit(clerk, household, Cause.REQUESTED, None, Slot.EVENING, "想了解社保").id
    asked = app.coordination.draft(clerk, Wanted(person, "school_enrolment", to_outside="外省某县"))
    worker = f"east-{EAST}"
    promise(any_town.context, worker)

    split(any_town)
    split(any_town)

    assert where(any_town, incomers.rental, let) == EAST
    assert where(any_town, incomers.rental, ended) == GRID
    assert where(any_town, incomers.incomer_card, card) == EAST
    assert where(any_town, visits.visit_request, wish) == EAST
    assert where(any_town, coordination.exchange, asked, "from_path") == EAST
    there, away = staff(worker, RIGHTS, EAST), staff(worker, RIGHTS, WEST)
    assert [each.id for each in app.incomers.show_rentals.page(there, "", None, None, 9)] == [let]
    assert [each.id for each in app.incomers.show_cards.page(there, "", None, None, 9)] == [card]
    assert [*app.incomers.show_rentals.page(away, "", None, None, 9)] == []
    assert app.incomers.get_card(there, card).version == 2
    assert app.incomers.follow_residences(any_town.clock()) == 0


def test_premises_go_where_they_stand_with_their_needs(any_town: Township, clerk: Call) -> None:
    app = any_town.app
    east, west = home(any_town, IN_EAST, "101"), home(any_town, IN_WEST, "102")
    site = app.worksites.register(
        clerk, Worksite("", GRID, "新城二期", TODAY, dwelling_id=west, **at(IN_EAST))
    )
    shed = app.worksites.register(clerk, Worksite("", GRID, "工棚", TODAY, dwelling_id=east))
    over = app.worksites.register(clerk, Worksite("", GRID, "旧工地", TODAY, **at(IN_EAST)))
    app.worksites.end(clerk, over, "", TODAY)
    shop = app.families.put_establishment(
        clerk,
        Establishment("", GRID, "惠民超市", "enterprise", "临街1号", dwelling_id=east, **at(IN_WEST)),
        "",
    )
    bare = app.families.put_establishment(
        clerk, Establishment("", GRID, "流动摊点", "self_employed", "路口"), ""
    )
    square = app.families.put_place(clerk, PublicPlace("", GRID, "广场", "square", **at(IN_EAST)), "")
    need = app.demand.unit_needs.state(clerk, shop, NeedKind.JOB, "招两名营业员")

    split(any_town)

    found = {each: where(any_town, worksites.worksite, each) for each in (site, shed, over)}
    assert found == {site: EAST, shed: EAST, over: GRID}
    assert where(any_town, families.establishment, shop) == EAST
    assert where(any_town, families.establishment, bare) == WEST
    assert where(any_town, families.public_place, square) == EAST
    assert where(any_town, demand.unit_need, need.id) == EAST
    audited = [json.loads(row[2]) for row in any_town.audit() if row[0] == "population.follow_grid"]
    assert sum(each["premises"][1] for each in audited if "premises" in each) == 5
    assert app.worksites.worksites.one(clerk, site)[0].version == 2


def test_what_was_for_the_whole_grid_is_the_communitys_after_a_split_and_the_grids_after_a_merge(
    any_town: Township, clerk: Call
) -> None:
    app = any_town.app
    offered = app.demand.put_item(clerk, ServiceItem("", GRID, "就业指导", NeedKind.JOB, "社区"), "")
    shop = app.families.put_establishment(
        clerk, Establishment("", GRID, "惠民超市", "enterprise", "临街1号"), ""
    )
    premises = (Premises(Subject.EMPLOYER, shop),)
    plan = JointCheck("", "冬季检查", GRID, TODAY, ("派出所 社区民警",), premises, "", "")
    check = app.coordination.plan_check(clerk, plan)

    split(any_town)

    assert where(any_town, demand.item, offered) == COMMUNITY
    assert where(any_town, coordination.joint_check, check) == COMMUNITY
    other = app.demand.put_item(clerk, ServiceItem("", NEXT_GRID, "理发", NeedKind.JOB, "社区"), "")
    merged = f"{COMMUNITY}020"
    replaced(any_town, [WEST, EAST, NEXT_GRID], [grid(merged)])
    assert where(any_town, demand.item, other) == merged
    assert where(any_town, families.establishment, shop) == merged


def test_units_of_a_building_follow_it_into_another_grid(any_town: Township, clerk: Call) -> None:
    app = any_town.app
    inside = app.families.put_establishment(
        clerk, Establishment("", GRID, "楼下药店", "enterprise", "临街1号", building_id=BUILDING), ""
    )
    beside = app.families.put_establishment(
        clerk, Establishment("", GRID, "对面超市", "enterprise", "临街1号"), ""
    )
    rented = any_town.dwelling("501")
    let = app.incomers.report_rental(clerk, Rental("", rented, ""))
    building = territories_pb2.Building(id=BUILDING, name="幸福小区3栋", grid_code=NEXT_GRID, etag="2")
    event = events_pb2.BuildingChanged(building=building, territory_path=NEXT_GRID)
    envelope = Envelope("e", "", "directory", "", any_town.clock(), "", COMMUNITY, "", {})

    for _ in range(2):
        with any_town.context.new_uow(staff("directory", ("*",), "")) as uow:
            app.follow_buildings(event, envelope, uow)
            uow.commit()

    assert where(any_town, families.establishment, inside) == NEXT_GRID
    assert where(any_town, families.establishment, beside) == GRID
    assert where(any_town, incomers.rental, let) == NEXT_GRID
    assert app.incomers.get_rental(clerk, let).version == 2
