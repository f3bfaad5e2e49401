"""The register as it runs, through its contract: all in one process, and on PostgreSQL and RabbitMQ."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from PIL import Image

from services.kernel.errors import Conflict, Forbidden
from services.kernel.persistence.tables import outbox
from services.kernel.testing.contexts import staff
from services.kernel.testing.platform import TestPlatform
from services.kernel.testing.servers import PrivateRabbit
from services.population.adapters.places import SqlPlaces
from tests.services.population.county import ALL, COMMUNITY, GRID, NEXT_GRID, identity
from wangge.population.v1 import register_pb2 as pb
from wangge.population.v1 import register_pb2_grpc as pb_grpc
from wangge.population.v1 import rights_pb2, rights_pb2_grpc
from wangge.types.v1 import types_pb2


@pytest.fixture
def in_one_process(tmp_path: Path) -> Iterator[TestPlatform]:
    with TestPlatform(tmp_path, ["population"]) as started:
        yield started


@pytest.fixture
def in_processes(tmp_path: Path, postgres_url: str, rabbit: PrivateRabbit) -> Iterator[TestPlatform]:
    with TestPlatform(
        tmp_path, ["population"], distributed=True, database_url=postgres_url, broker_url=rabbit.url
    ) as started:
        yield started


def somebody(name: str, order: int, born: date = date(1980, 5, 3)) -> pb.PersonDetails:
    return pb.PersonDetails(
        name=name,
        document_kind=pb.DOCUMENT_KIND_IDENTITY_CARD,
        document_number=identity(born, order),
        phone="13812345678",
    )


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (320, 240), "steelblue").save(out, "JPEG")
    return out.getvalue()


def walk_through(platform: TestPlatform) -> None:
    """A family's years in the register; in the end nothing personal has left it."""
    context = platform.contexts["population"]
    places = SqlPlaces(context.database)
    with context.new_uow(staff("directory", ("*",), "")) as uow:
        for path in (GRID, NEXT_GRID):
            places.keep_place(uow, path, "网格", types_pb2.LEVEL_GRID, 1, ended=False)
        uow.commit()
    token = platform.token_of("clerk", ALL, COMMUNITY)
    stub = platform.stub(pb_grpc.RegisterServiceStub, token)
    rights = platform.stub(rights_pb2_grpc.RightsServiceStub, token)
    with pytest.raises(Forbidden):
        stub.ListPeople(pb.ListPeopleRequest())
    asked = rights.GetUndertaking(rights_pb2.GetUndertakingRequest())
    rights.SignUndertaking(rights_pb2.SignUndertakingRequest(version=asked.version))

    homes = [
        stub.CreateDwelling(
            pb.CreateDwellingRequest(
                dwelling=pb.Dwelling(territory_code=grid, address=f"中山路{number}号501室", room="501"),
                request_id=f"d{number}",
            )
        )
        for number, grid in ((12, GRID), (14, NEXT_GRID))
    ]
    file = stub.AddEvidence(pb.AddEvidenceRequest(file_name="户口簿.jpg", data=picture(), request_id="e1"))
    head = stub.RegisterPerson(
        pb.RegisterPersonRequest(
            details=somebody("王建国", 1),
            residence=pb.ResidenceDetails(
                dwelling_id=homes[0].id, kind=pb.RESIDENCE_KIND_PERMANENT, from_day="2020-01-01"
            ),
            grounds=pb.Grounds(reason="落户", evidence_ids=[file.id]),
            request_id="p1",
        )
    )
    household = head.residence.household_id
    spouse = stub.RegisterPerson(
        pb.RegisterPersonRequest(
            details=somebody("李秀英", 2, date(1982, 1, 1)),
            residence=pb.ResidenceDetails(
                household_id=household,
                kind=pb.RESIDENCE_KIND_PERMANENT,
                relation=pb.RELATION_SPOUSE,
                from_day="2020-01-01",
            ),
            request_id="p2",
        )
    )
    child = stub.RecordBirth(
        pb.RecordBirthRequest(
            household_id=household,
            details=pb.PersonDetails(name="王小明", born_on="2024-02-29", sex=pb.SEX_MALE),
            request_id="b1",
        )
    )
    assert (head.document_number, head.phone) == ("410***********" + head.document_number[-4:], "138****5678")
    assert stub.RevealPerson(
        pb.RevealPersonRequest(id=head.id, fields=["phone"], purpose="上门走访核实")
    ).values == {"phone": "13812345678"}

    corrected = stub.CorrectPerson(
        pb.CorrectPersonRequest(
            id=spouse.id,
            etag=spouse.etag,
            details=pb.PersonDetails(name="李秀瑛", phone=spouse.phone),
            grounds=pb.Grounds(reason="同音字登记错误"),
            request_id="c1",
        )
    )
    assert (corrected.name, corrected.phone) == ("李秀瑛", "138****5678")
    with pytest.raises(Conflict):
        stub.CorrectPerson(
            pb.CorrectPersonRequest(
                id=spouse.id,
                etag=spouse.etag,
                details=pb.PersonDetails(name="李"),
                grounds=pb.Grounds(reason="再改"),
                request_id="c2",
            )
        )
    stub.MoveHousehold(
        pb.MoveHouseholdRequest(id=household, dwelling_id=homes[1].id, day="2025-01-01", request_id="m1")
    )
    stub.ChangeHead(pb.ChangeHeadRequest(id=household, head_id=spouse.id, request_id="h1"))
    new = stub.SplitHousehold(
        pb.SplitHouseholdRequest(id=household, person_ids=[head.id], day="2025-03-01", request_id="s1")
    )
    stub.MergeHouseholds(
        pb.MergeHouseholdsRequest(id=household, from_id=new.id, day="2025-04-01", request_id="s2")
    )
    stub.MoveOut(pb.MoveOutRequest(id=head.id, day="2025-05-01", stays_registered=True, request_id="o1"))
    stub.ChangeCategory(
        pb.ChangeCategoryRequest(
            id=head.id, kind=pb.RESIDENCE_KIND_PERMANENT, day="2025-06-01", request_id="k1"
        )
    )
    stub.MoveIn(
        pb.MoveInRequest(
            id=child.id,
            residence=pb.ResidenceDetails(
                dwelling_id=homes[0].id, kind=pb.RESIDENCE_KIND_PERMANENT, from_day="2025-06-02"
            ),
            request_id="i1",
        )
    )
    last = stub.ListChanges(pb.ListChangesRequest(record_type="person", record_id=child.id)).changes[0]
    stub.ReverseChange(pb.ReverseChangeRequest(id=last.id, reason="登记错误", request_id="r1"))
    stub.CorrectHousehold(
        pb.CorrectHouseholdRequest(
            id=household,
            etag=stub.GetHousehold(pb.GetHouseholdRequest(id=household)).etag,
            number="0001",
            grounds=pb.Grounds(reason="补录户号"),
            request_id="ch1",
        )
    )
    seen = stub.VerifyRecord(
        pb.VerifyRecordRequest(record_type="household", record_id=household, request_id="v1")
    )
    assert seen.records == 5
    stub.RecordDeath(
        pb.RecordDeathRequest(
            id=head.id, died_on="2026-01-01", grounds=pb.Grounds(reason="医学证明"), request_id="x1"
        )
    )
    dwelling = stub.CorrectDwelling(
        pb.CorrectDwellingRequest(
            id=homes[0].id,
            dwelling=pb.Dwelling(
                territory_code=GRID, address=homes[0].address, room="502", occupancy=pb.OCCUPANCY_VACANT
            ),
            request_id="cd1",
        )
    )
    stub.EndDwelling(
        pb.EndDwellingRequest(
            id=dwelling.id, etag=dwelling.etag, grounds=pb.Grounds(reason="拆除"), request_id="ed1"
        )
    )
    platform.settle()

    then = stub.GetHousehold(pb.GetHouseholdRequest(id=household, as_of="2024-06-01"))
    now = stub.GetHousehold(pb.GetHouseholdRequest(id=household))
    assert {each.person.name for each in then.members} == {"王建国", "李秀瑛", "王小明"}
    assert {each.person.name for each in now.members} == {"李秀瑛", "王小明"}
    assert now.members[0].residence.address.endswith("***")
    assert stub.GetPerson(pb.GetPersonRequest(id=spouse.id, as_of="2025-02-01")).name == "李秀瑛"
    assert len(stub.ListPeople(pb.ListPeopleRequest(territory_code=NEXT_GRID)).people) == 2
    assert [each.id for each in stub.ListHouseholds(pb.ListHouseholdsRequest()).households] == [household]
    assert [each.id for each in stub.ListDwellings(pb.ListDwellingsRequest()).dwellings] == [homes[1].id]
    assert stub.GetDwelling(pb.GetDwellingRequest(id=homes[0].id)).ended
    changes = stub.ListChanges(pb.ListChangesRequest(record_type="person", record_id=head.id)).changes
    first = changes[-1]
    assert (first.command, first.evidence[0].file_name) == ("register", "户口簿.jpg")
    data = stub.GetEvidenceData(pb.GetEvidenceDataRequest(change_id=first.id, id=file.id))
    assert data.content_type == "image/jpeg"
    with context.database.read() as connection:
        rows = connection.execute(sa.select(outbox.c.envelope, outbox.c.published_at)).all()
    assert [each for each in rows if each.published_at is None] == []
    told = "".join(each.envelope for each in rows)
    assert not [each for each in ("王建国", "李秀", "13812345678", "中山路", "41060219") if each in told]


def test_it_runs_in_one_process(in_one_process: TestPlatform) -> None:
    walk_through(in_one_process)


def test_it_runs_in_processes_of_its_own(in_processes: TestPlatform) -> None:
    walk_through(in_processes)
