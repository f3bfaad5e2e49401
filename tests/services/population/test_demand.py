"""What residents and units need, what is offered, and who keeps a volunteer brand (POP-31)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kernel.call import Call, PermissionDenied
from services.kernel.errors import Invalid
from services.kernel.testing.contexts import SetClock, staff
from services.kernel.testing.platform import TestPlatform
from services.population.adapters.places import SqlPlaces
from services.population.application.demand.analysis import Line, _protected
from services.population.application.demand.ports import Needed
from services.population.application.incomers.coming_and_going import Arrival
from services.population.domain.cards import Card, CardState, Channel, ServiceKind
from services.population.domain.families.grounds import Establishment
from services.population.domain.families.refusals import EstablishmentNotFound
from services.population.domain.kinds import StayReason
from services.population.domain.needs import NO_LIMIT, NeedKind, Offered, Supply, supply_of
from services.population.domain.offers import Activity, Brand, ServiceItem
from services.population.domain.refusals import Stale
from services.population.domain.summary_refusals import (
    BrandEnded,
    BrandNotFound,
    EndsBeforeItBegins,
    NotACommunity,
    ServiceItemNotFound,
    UnitNeedMet,
    UnitNeedNotFound,
)
from tests.services.population.county import (
    ALL,
    COMMUNITY,
    FAR_GRID,
    GRID,
    NEXT_GRID,
    TOWNSHIP,
    Township,
    promise,
)
from tests.services.population.test_visits import households, visit
from wangge.population.v1 import demand_pb2 as pb
from wangge.population.v1 import demand_pb2_grpc
from wangge.types.v1 import types_pb2

RIGHTS = (
    *ALL,
    "population.visit.do",
    "population.incomer.edit",
    "population.establishments.edit",
    "population.demand.view",
    "population.demand.edit",
)
MONDAY = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 2)
JOB = ServiceItem("", COMMUNITY, "招聘信息角", NeedKind.JOB, "社区", 2)
BRAND = Brand("", COMMUNITY, "邻里帮", "上门维修", "志愿服务站站长", date(2025, 3, 5))


@pytest.fixture
def town(any_town: Township, clock: SetClock) -> Township:
    clock.at = MONDAY
    return any_town


@pytest.fixture
def clerk(town: Township) -> Call:
    return town.clerk(rights=RIGHTS)


def line(town: Township, call: Call, kind: NeedKind, path: str = COMMUNITY) -> Line:
    return next(each for each in town.app.demand.get(call, path).lines if each.kind is kind)


def unit(town: Township, call: Call, path: str = GRID) -> str:
    return town.app.families.put_establishment(
        call, Establishment("", path, "惠民超市", "self_employed", "中山路1号"), ""
    )


# The rules


@pytest.mark.parametrize(
    ("need", "offered", "supply"),
    [
        (0, Offered(), Supply.NOT_NEEDED),
        (0, Offered(1, 5), Supply.NOT_NEEDED),
        (1, Offered(), Supply.BLANK),
        (5, Offered(1, 5), Supply.ENOUGH),
        (6, Offered(1, 5), Supply.WEAK),
        (999, Offered(2, NO_LIMIT), Supply.ENOUGH),
    ],
)
def test_what_is_needed_and_not_offered_is_blank_and_what_is_too_little_weak(
    need: int, offered: Offered, supply: Supply
) -> None:
    assert supply_of(need, offered) is supply


@given(st.lists(st.integers(0, 50), max_size=6))
def test_capacities_add_up_and_one_without_a_limit_has_none(capacities: list[int]) -> None:
    offered = Offered()
    for each in capacities:
        offered = offered.with_item(each)

    assert offered.items == len(capacities)
    assert offered.capacity == (NO_LIMIT if 0 in capacities else sum(capacities))


def test_a_hidden_need_does_not_tell_whether_the_items_are_enough() -> None:
    assert (
        supply_of(4, Offered(1, 3), told=False) is supply_of(3, Offered(1, 3), told=False) is Supply.NOT_TOLD
    )
    assert supply_of(4, Offered(), told=False) is Supply.BLANK


def test_an_item_is_offered_from_its_first_day_to_its_last() -> None:
    item = replace(JOB, from_day=TODAY, to_day=TODAY + timedelta(days=2))

    assert [item.running(TODAY + timedelta(days=each)) for each in (-1, 0, 2, 3)] == [
        False,
        True,
        True,
        False,
    ]
    with pytest.raises(EndsBeforeItBegins):
        replace(JOB, from_day=TODAY, to_day=TODAY - timedelta(days=1)).checked()


def test_a_card_wants_what_was_asked_for_and_not_given() -> None:
    card = Card("1", "p", GRID, TODAY).asked(ServiceKind.SCHOOL, TODAY).asked(ServiceKind.JOB, TODAY)

    assert card.wants == ("job", "school")
    assert card.given(ServiceKind.JOB, TODAY).wants == ("school",)
    assert replace(card, state=CardState.LEFT).wants == ()


def test_small_numbers_are_hidden_with_what_they_follow_from() -> None:
    few, many = Needed(heard=4, incomers=20), Needed(heard=40, incomers=20)
    lines = [
        Line(NeedKind.JOB, few, Offered(1, 3), Supply.WEAK),
        Line(NeedKind.CARE, many, Offered(1, 3), Supply.WEAK),
    ]

    whole, below = _protected(lines, whole=True), _protected(lines, whole=False)

    assert [each.hidden for each in whole] == [{"heard", "incomers"}, frozenset()]
    assert whole[0].supply is Supply.WEAK
    assert [each.hidden for each in below] == [{"heard", "incomers", "residents"}] * 2
    assert [each.supply for each in below] == [Supply.NOT_TOLD] * 2


# Within the register


def test_needs_of_visits_incomers_and_units_stand_beside_what_is_offered(town: Township, clerk: Call) -> None:
    worker = town.worker(rights=RIGHTS)
    first, _ = households(town, 2)
    town.app.visits.record_visit(worker, visit(first, heard=("想找工作",), kinds=(NeedKind.JOB,)), None)
    town.app.incomers.sign_in(
        worker,
        Arrival(
            dwelling_id=town.dwelling("900"),
            channel=Channel.WORKER,
            reason=StayReason.WORK,
            details=town.details("孙流动"),
            services=(ServiceKind.JOB, ServiceKind.SCHOOL),
            sure=True,
        ),
    )
    town.app.demand.unit_needs.state(clerk, unit(town, clerk), NeedKind.JOB, "招两名营业员")
    blank = line(town, clerk, NeedKind.SCHOOL)
    town.app.demand.put_item(clerk, JOB, "")

    found = line(town, clerk, NeedKind.JOB)

    assert found.needed == Needed(heard=1, incomers=1, units=1)
    assert (found.residents, found.offered, found.supply) == (2, Offered(1, 2), Supply.WEAK)
    assert (blank.needed.incomers, blank.supply) == (1, Supply.BLANK)
    assert line(town, clerk, NeedKind.CARE).supply is Supply.NOT_NEEDED
    assert line(town, town.clerk(TOWNSHIP, RIGHTS), NeedKind.JOB, TOWNSHIP) == found


def test_what_was_given_met_or_heard_long_ago_is_needed_no_longer(
    town: Township, clerk: Call, clock: SetClock
) -> None:
    worker = town.worker(rights=RIGHTS)
    (first,) = households(town, 1)
    town.app.visits.record_visit(worker, visit(first, heard=("想找工作",), kinds=(NeedKind.JOB,)), None)
    need = town.app.demand.unit_needs.state(clerk, unit(town, clerk), NeedKind.JOB, "招人")
    town.app.demand.unit_needs.meet(clerk, need.id, "1", "已招到")
    assert line(town, clerk, NeedKind.JOB).needed == Needed(heard=1)

    clock.at = MONDAY + timedelta(days=91)

    assert line(town, clerk, NeedKind.JOB).needed == Needed()
    with pytest.raises(UnitNeedMet):
        town.app.demand.unit_needs.meet(clerk, need.id, "", "再次")
    (kept,) = town.app.demand.unit_needs.listed(clerk, need.establishment_id)
    assert (kept.text, kept.answer, kept.met_on) == ("招人", "已招到", TODAY)


def test_items_of_a_wider_place_count_and_those_of_a_neighbour_do_not(town: Township, clerk: Call) -> None:
    county = town.clerk("410602", RIGHTS)
    for path, name in (("410602", "区"), (NEXT_GRID, "邻格"), ("410602002", "邻街道")):
        town.app.demand.put_item(county, replace(JOB, path=path, name=name), "")
    worker = town.worker(rights=RIGHTS)

    assert line(town, worker, NeedKind.JOB, GRID).offered == Offered(1, 2)
    assert [
        each.item.name for each in town.app.demand.look.items(worker, "", None, 10, with_ended=False)
    ] == ["区"]
    assert line(town, clerk, NeedKind.JOB).offered == Offered(2, 4)
    assert line(town, county, NeedKind.JOB, "410602").offered == Offered(3, 6)


def test_an_item_is_changed_by_whoever_decided_on_the_newest_and_ends(town: Township, clerk: Call) -> None:
    item = town.app.demand.put_item(clerk, JOB, "")

    town.app.demand.put_item(clerk, replace(JOB, id=item, to_day=TODAY - timedelta(days=1)), "1")

    with pytest.raises(Stale):
        town.app.demand.put_item(clerk, replace(JOB, id=item), "1")
    look = town.app.demand.look
    assert look.items(clerk, "", None, 10, with_ended=False) == []
    assert [each.running for each in look.items(clerk, "", None, 10, with_ended=True)] == [False]


def test_nothing_is_told_or_changed_elsewhere(town: Township, clerk: Call) -> None:
    far = staff("clerk", RIGHTS, "410602002")
    item = town.app.demand.put_item(clerk, JOB, "")
    brand = town.app.demand.brands.put(clerk, BRAND, "")
    shop = unit(town, clerk)
    need = town.app.demand.unit_needs.state(clerk, shop, NeedKind.JOB, "招人")

    for refused, ask in (
        (ServiceItemNotFound, lambda: town.app.demand.look.item(far, item)),
        (ServiceItemNotFound, lambda: town.app.demand.put_item(far, replace(JOB, id=item), "")),
        (BrandNotFound, lambda: town.app.demand.look.brand(far, brand)),
        (BrandNotFound, lambda: town.app.demand.brands.put(far, replace(BRAND, id=brand), "")),
        (EstablishmentNotFound, lambda: town.app.demand.unit_needs.listed(far, shop)),
        (EstablishmentNotFound, lambda: town.app.demand.unit_needs.state(far, shop, NeedKind.JOB, "x")),
        (UnitNeedNotFound, lambda: town.app.demand.unit_needs.meet(far, need.id, "", "x")),
        (PermissionDenied, lambda: town.app.demand.get(far, COMMUNITY)),
        (PermissionDenied, lambda: town.app.demand.put_item(far, JOB, "")),
    ):
        with pytest.raises(refused):
            ask()


def test_what_a_unit_says_is_sealed_and_told_of_by_its_id(town: Township, clerk: Call) -> None:
    town.app.demand.unit_needs.state(clerk, unit(town, clerk), NeedKind.JOB, "王老板缺人手")

    with town.context.database.read() as connection:
        rows = connection.exec_driver_sql("select * from unit_need").all()
    assert "王老板" not in str([[bytes(e) if isinstance(e, memoryview) else e for e in row] for row in rows])
    assert not any("王老板" in str(each) for each in (*town.audit(), *town.events()))


def test_communities_without_a_brand_are_listed(town: Township, clerk: Call) -> None:
    look = town.app.demand.look
    assert look.without(town.clerk(TOWNSHIP, RIGHTS), "") == ([(COMMUNITY, "中山社区")], 1)

    brand = town.app.demand.brands.put(clerk, BRAND, "")
    assert look.without(town.clerk(TOWNSHIP, RIGHTS), "") == ([], 0)

    town.app.demand.brands.put(clerk, replace(BRAND, id=brand, ended=True), "1")
    assert look.without(clerk, "") == ([(COMMUNITY, "中山社区")], 1)
    assert look.brands(clerk, "", None, 10) == []
    with pytest.raises(BrandEnded):
        town.app.demand.brands.put(clerk, replace(BRAND, id=brand), "2")


def test_what_a_brand_did_is_counted_and_names_nobody(town: Township, clerk: Call) -> None:
    brand = town.app.demand.brands.put(clerk, BRAND, "")
    done = Activity("", TODAY, "义务理发", 3, 20, "")

    for day in (TODAY - timedelta(days=3), None):
        town.app.demand.brands.note(clerk, brand, done, day)
    with pytest.raises(Invalid):
        town.app.demand.brands.note(clerk, brand, done, TODAY + timedelta(days=1))

    shown = town.app.demand.look.brand(clerk, brand)
    assert shown.brand.activities == 2
    assert [each.day for each in shown.activities] == [TODAY, TODAY - timedelta(days=3)]
    with pytest.raises(NotACommunity):
        town.app.demand.brands.put(town.clerk(TOWNSHIP, RIGHTS), replace(BRAND, path=TOWNSHIP), "")


def test_whoever_sees_figures_but_no_register_is_told_no_small_ones(town: Township, clerk: Call) -> None:
    worker = town.worker(rights=RIGHTS)
    (first,) = households(town, 1)
    town.app.visits.record_visit(worker, visit(first, heard=("想找工作",), kinds=(NeedKind.JOB,)), None)
    leader = town.clerk("410602", ["population.demand.view"])

    found = line(town, leader, NeedKind.JOB, "410602")

    assert found.hidden == {"heard", "residents"}
    assert town.app.demand.get(leader, FAR_GRID).protected
    assert not town.app.demand.get(clerk, COMMUNITY).protected


# Through the contract


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestPlatform]:
    with TestPlatform(tmp_path_factory.mktemp("demand"), ["population"]) as started:
        yield started


def test_items_and_brands_are_kept_through_the_contract(platform: TestPlatform) -> None:
    context = platform.contexts["population"]
    with context.new_uow(staff("directory", ("*",), "")) as uow:
        places = SqlPlaces(context.database)
        places.keep_place(uow, COMMUNITY, "中山社区", types_pb2.LEVEL_COMMUNITY, 1, ended=False)
        uow.commit()
    promise(context, "clerk")
    stub = platform.stub(demand_pb2_grpc.DemandServiceStub, platform.token_of("clerk", RIGHTS, COMMUNITY))
    for number in range(3):
        said = pb.ServiceItem(
            territory_code=COMMUNITY,
            name=f"项目{number}",
            kind=pb.NEED_KIND_CARE,
            offered_by="社区",
            capacity=5,
        )
        item = stub.PutServiceItem(pb.PutServiceItemRequest(item=said))
    first = stub.ListServiceItems(pb.ListServiceItemsRequest(page_size=2))
    rest = stub.ListServiceItems(pb.ListServiceItemsRequest(page_size=2, page_token=first.next_page_token))
    brand = stub.PutVolunteerBrand(
        pb.PutVolunteerBrandRequest(
            brand=pb.VolunteerBrand(
                territory_code=COMMUNITY, name="邻里帮", what="维修", contact_post="站长", since="2025-03-05"
            )
        )
    )
    noted = stub.NoteBrandActivity(
        pb.NoteBrandActivityRequest(id=brand.id, what="理发", volunteers=3, served=20)
    )
    demand = stub.GetServiceDemand(pb.GetServiceDemandRequest())

    assert item.running
    assert [len(first.items), len(rest.items), rest.next_page_token] == [2, 1, ""]
    assert (noted.activity_count, noted.activities[0].served) == (1, 20)
    care = next(each for each in demand.lines if each.kind == pb.NEED_KIND_CARE)
    assert (care.items, care.capacity, care.supply) == (3, 15, pb.SUPPLY_NOT_NEEDED)
    assert len(demand.lines) == 14
    listed = stub.ListVolunteerBrands(pb.ListVolunteerBrandsRequest())
    assert (len(listed.brands), listed.without_count) == (1, 0)
