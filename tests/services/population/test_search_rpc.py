"""Search, twins and figures through their contracts, in one process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from services.kernel.errors import Forbidden, Invalid, NotFound
from services.kernel.testing.contexts import staff
from services.kernel.testing.platform import TestPlatform
from services.population.adapters.places import SqlPlaces
from tests.services.population.county import ALL, COMMUNITY, GRID, NEXT_GRID, identity, promise
from wangge.population.v1 import (
    register_pb2,
    register_pb2_grpc,
    statistics_pb2,
    statistics_pb2_grpc,
    twins_pb2,
    twins_pb2_grpc,
)
from wangge.types.v1 import types_pb2

RIGHTS = (*ALL, "population.twins.decide", "population.statistics.view")
CARD = identity(date(1980, 5, 3), 21)


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[TestPlatform]:
    with TestPlatform(tmp_path, ["population"]) as started:
        context = started.contexts["population"]
        places = SqlPlaces(context.database)
        with context.new_uow(staff("directory", ("*",), "")) as uow:
            for path in (GRID, NEXT_GRID):
                places.keep_place(uow, path, "网格", types_pb2.LEVEL_GRID, 1, ended=False)
            uow.commit()
        for account in ("clerk", "one", "two", "viewer"):
            promise(context, account)
        yield started


def register(platform: TestPlatform, account: str, path: str, name: str, number: str, room: str) -> str:
    stub = platform.stub(register_pb2_grpc.RegisterServiceStub, platform.token_of(account, RIGHTS, path))
    home = stub.CreateDwelling(
        register_pb2.CreateDwellingRequest(
            dwelling=register_pb2.Dwelling(territory_code=path, address=f"中山路12号{room}室", room=room)
        )
    )
    person = stub.RegisterPerson(
        register_pb2.RegisterPersonRequest(
            details=register_pb2.PersonDetails(
                name=name,
                document_kind=register_pb2.DOCUMENT_KIND_IDENTITY_CARD,
                document_number=number,
                phone="13812345678",
            ),
            residence=register_pb2.ResidenceDetails(
                dwelling_id=home.id, kind=register_pb2.RESIDENCE_KIND_PERMANENT
            ),
            not_a_duplicate=True,
        )
    )
    return str(person.id)


def test_search_pages_through_its_contract_with_values_masked(platform: TestPlatform) -> None:
    for number in range(5):
        card = identity(date(1980, 5, 3), 100 + number)
        register(platform, "clerk", GRID, f"张{'一二三四五'[number]}", card, f"50{number}")
    stub = platform.stub(register_pb2_grpc.RegisterServiceStub, platform.token_of("clerk", RIGHTS, COMMUNITY))
    found, token = [], ""
    while True:
        page = stub.SearchPeople(
            register_pb2.SearchPeopleRequest(query="张", page_size=2, page_token=token, purpose="核对")
        )
        found += list(page.found)
        token = page.next_page_token
        if not token:
            break
    assert len(found) == 5 == len({each.person.id for each in found})
    assert {each.found_by for each in found} == {"name"}
    assert all("*" in each.person.document_number for each in found)
    with pytest.raises(Invalid):
        stub.SearchPeople(register_pb2.SearchPeopleRequest(query="李", page_token="bm8"))
    [one] = stub.SearchPeople(register_pb2.SearchPeopleRequest(query="中山路12号503")).found
    assert one.found_by == "address"


def test_twins_are_compared_decided_and_undone(platform: TestPlatform) -> None:
    first = register(platform, "one", GRID, "钱进", CARD, "101")
    second = register(platform, "two", NEXT_GRID, "钱进", CARD, "102")
    stub = platform.stub(twins_pb2_grpc.TwinServiceStub, platform.token_of("clerk", RIGHTS, COMMUNITY))
    [pair] = stub.ListTwins(twins_pb2.ListTwinsRequest()).twins
    assert {pair.first.id, pair.second.id} == {first, second}
    assert pair.evident
    whole = stub.GetTwins(twins_pb2.GetTwinsRequest(id=pair.id))
    assert [each.field for each in whole.fields if each.differs] == ["residence"]
    assert CARD not in str(whole)
    answer = stub.DecideTwinsInBulk(twins_pb2.DecideTwinsInBulkRequest(ids=[pair.id], reason="证件一致"))
    assert list(answer.merged_ids) == [pair.id]
    merged = stub.GetTwins(twins_pb2.GetTwinsRequest(id=pair.id))
    assert merged.undoable
    back = stub.UndoMerge(twins_pb2.UndoMergeRequest(id=pair.id, reason="弄错"))
    assert back.state == twins_pb2.TWINS_STATE_PROPOSED
    decided = stub.DecideTwins(
        twins_pb2.DecideTwinsRequest(id=pair.id, decision=twins_pb2.TWINS_STATE_DIFFERENT)
    )
    assert decided.state == twins_pb2.TWINS_STATE_DIFFERENT
    alone = platform.stub(twins_pb2_grpc.TwinServiceStub, platform.token_of("one", RIGHTS, GRID))
    with pytest.raises(NotFound):
        alone.GetTwins(twins_pb2.GetTwinsRequest(id=pair.id))


def test_figures_of_the_own_territory(platform: TestPlatform) -> None:
    register(platform, "clerk", GRID, "张一", CARD, "501")
    full = platform.stub(
        statistics_pb2_grpc.StatisticsServiceStub, platform.token_of("clerk", RIGHTS, COMMUNITY)
    )
    found = full.GetPopulationSummary(statistics_pb2.GetPopulationSummaryRequest(with_children=True))
    assert (found.people.value, found.territory_code) == (1, COMMUNITY)
    assert [each.people.value for each in found.children] == [1, 0]
    bare = platform.stub(
        statistics_pb2_grpc.StatisticsServiceStub,
        platform.token_of("viewer", ("population.statistics.view",), COMMUNITY),
    )
    hidden = bare.GetPopulationSummary(statistics_pb2.GetPopulationSummaryRequest(with_children=True))
    assert hidden.people.text == "*"
    assert not hidden.pyramid
    with pytest.raises(Forbidden):
        bare.GetPopulationSummary(statistics_pb2.GetPopulationSummaryRequest(territory_code="410602"))
