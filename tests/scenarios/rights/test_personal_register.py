"""Marked people go into the register by every door; their numbers and addresses come out at none but one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import grpc
import pytest
import sqlalchemy as sa
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from services.kernel.errors import Refusal
from services.kernel.testing.contexts import SetClock, staff
from services.kernel.testing.platform import TestPlatform
from services.population.adapters.places import SqlPlaces
from tests.scenarios.rights.overheard import Everything, around, escaped, in_json
from tests.services.population.county import ALL, COMMUNITY, GRID, identity, promise
from wangge.population.v1 import register_pb2 as pb
from wangge.population.v1 import register_pb2_grpc as pb_grpc
from wangge.population.v1 import rights_pb2, rights_pb2_grpc
from wangge.types.v1 import types_pb2

NAME, OTHER_NAME = "欧阳标记甲", "司马标记乙"
NUMBER, NEW_NUMBER = identity(date(1991, 2, 3), 41), identity(date(1991, 2, 3), 43)
PHONE, OTHER_PHONE, OWNER_PHONE = "13811110001", "13811110002", "13811110003"
REGISTERED, DOOR = "标记路77号标记院9栋", "标记街12号3栋2单元508室"
REASON = f"身份证 {NUMBER} 电话 {PHONE}"
SEALED = (NUMBER, NEW_NUMBER, PHONE, OTHER_PHONE, OWNER_PHONE, REGISTERED, DOOR)
RIGHTS = (*ALL, "population.rights.serve", "population.rights.erase")


class Story:
    """A register after everything was written, with what it said and kept."""

    def __init__(self, platform: TestPlatform, folder: Path) -> None:
        self.platform, self.folder = platform, folder
        self.token = platform.token_of("clerk", RIGHTS, COMMUNITY)
        self.stub: Any = platform.stub(pb_grpc.RegisterServiceStub, self.token)
        self.answers: list[str] = []
        self.errors: list[str] = []
        self.person = ""

    def told(self, answer: Any) -> Any:
        """Keep what the caller is told."""
        self.answers.append(str(answer))
        return answer

    def refused(self, act: Any) -> None:
        """Do what must fail; keep what the caller is told."""
        with pytest.raises((Refusal, grpc.RpcError)) as caught:
            act()
        problem: Any = caught.value
        cause = problem.__cause__ or problem
        trailers = cause.trailing_metadata() if isinstance(cause, grpc.Call) else ()
        self.errors.append(f"{problem!r} {cause!r} {[each for each in trailers or ()]}")


@pytest.fixture(scope="module")
def story(
    logs: Everything, spans: InMemorySpanExporter, tmp_path_factory: pytest.TempPathFactory, clock: SetClock
) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("marked")
    with TestPlatform(folder, ["population"], clock) as platform:
        context = platform.contexts["population"]
        with context.new_uow(staff("directory", ("*",), "")) as uow:
            SqlPlaces(context.database).keep_place(
                uow, GRID, "第一网格", types_pb2.LEVEL_GRID, 1, ended=False
            )
            uow.commit()
        promise(context, "clerk")
        told = Story(platform, folder)
        _write(told)
        _failures(told)
        platform.settle()
        yield told


def _details(name: str, number: str, phone: str) -> pb.PersonDetails:
    return pb.PersonDetails(name=name, document_number=number, phone=phone, registered_address=REGISTERED)


def _write(story: Story) -> None:
    stub = story.stub
    home = stub.CreateDwelling(
        pb.CreateDwellingRequest(
            dwelling=pb.Dwelling(
                territory_code=GRID, address=DOOR, room="508", owner_name=OTHER_NAME, owner_phone=OWNER_PHONE
            )
        )
    )
    made = story.told(
        stub.RegisterPerson(
            pb.RegisterPersonRequest(
                details=_details(NAME, NUMBER, PHONE),
                residence=pb.ResidenceDetails(
                    dwelling_id=home.id, kind=pb.RESIDENCE_KIND_PERMANENT, from_day="2020-01-01"
                ),
                grounds=pb.Grounds(reason=REASON),
            )
        )
    )
    story.person = made.id
    changed = story.told(
        stub.CorrectPerson(
            pb.CorrectPersonRequest(
                id=made.id,
                etag=made.etag,
                details=_details(OTHER_NAME, NEW_NUMBER, OTHER_PHONE),
                grounds=pb.Grounds(reason=REASON),
            )
        )
    )
    # What was shown masked is sent back: it must not overwrite.
    story.told(
        stub.CorrectPerson(
            pb.CorrectPersonRequest(
                id=made.id,
                etag=changed.etag,
                details=pb.PersonDetails(
                    name=changed.name,
                    document_number=changed.document_number,
                    phone=changed.phone,
                    registered_address=changed.registered_address,
                ),
                grounds=pb.Grounds(reason="核对"),
            )
        )
    )
    for query in (NEW_NUMBER, OTHER_PHONE, OTHER_NAME, "smbjy", DOOR):
        story.told(stub.SearchPeople(pb.SearchPeopleRequest(query=query, purpose="上门走访")))
    story.told(stub.ListPeople(pb.ListPeopleRequest(territory_code=GRID)))
    story.told(stub.GetHousehold(pb.GetHouseholdRequest(id=made.residence.household_id)))
    story.told(stub.ListChanges(pb.ListChangesRequest(record_type="person", record_id=made.id)))
    story.told(stub.GetPerson(pb.GetPersonRequest(id=made.id, as_of="2022-01-01")))


def _failures(story: Story) -> None:
    """Requests that are refused, and bugs whose texts quote what was sent."""
    stub = story.stub

    def register(**details: str) -> None:
        stub.RegisterPerson(
            pb.RegisterPersonRequest(
                details=pb.PersonDetails(**details),
                residence=pb.ResidenceDetails(household_id="x", kind=pb.RESIDENCE_KIND_PERMANENT),
            )
        )

    story.refused(lambda: register(name=NAME, document_number=NEW_NUMBER[:-1] + "Y", phone=PHONE * 2))
    story.refused(lambda: register(name=NAME * 30, document_number=NUMBER * 3))
    story.refused(lambda: register(name=NAME, document_number=NEW_NUMBER, phone=PHONE))
    register_of = story.platform.parts["population"].application.register_person._room.register
    before = register_of.alike

    def broken(uow: Any, name: str, born_on: Any) -> Any:
        raise RuntimeError(f"no index for {name} {NUMBER} {PHONE}")

    register_of.alike = broken
    try:
        story.refused(lambda: register(name=NAME, document_number=NUMBER, phone=PHONE))
    finally:
        register_of.alike = before
    database = story.platform.contexts["population"].database
    again = pb.Dwelling(territory_code=GRID, address=DOOR, owner_phone=OWNER_PHONE)
    for old, new in (("dwelling", "dwelling_away"), ("dwelling_away", "dwelling")):
        with database.transaction() as connection:
            connection.execute(sa.text(f"ALTER TABLE {old} RENAME TO {new}"))
            connection.commit()
        if new == "dwelling_away":
            story.refused(lambda: stub.CreateDwelling(pb.CreateDwellingRequest(dwelling=again)))


def test_the_whole_values_come_out_at_one_door_alone(story: Story) -> None:
    told = "\n".join(story.answers)

    for marked in SEALED:
        assert marked not in told, around(told, marked)
        assert escaped(marked) not in told
    whole = story.stub.RevealPerson(
        pb.RevealPersonRequest(
            id=story.person, fields=["document_number", "phone", "registered_address"], purpose="核实"
        )
    )
    assert dict(whole.values) == {
        "document_number": NEW_NUMBER,
        "phone": OTHER_PHONE,
        "registered_address": REGISTERED,
    }
    rights: Any = story.platform.stub(rights_pb2_grpc.RightsServiceStub, story.token)
    held = str(rights.ExportPerson(rights_pb2.ExportPersonRequest(id=story.person, purpose="本人申请")))
    assert DOOR in held


def test_the_log_holds_no_marked_value(story: Story, logs: Everything) -> None:
    said = "\n".join(logs.texts)

    assert "bug in" in said, "the forced errors were not logged at all"
    for marked in (NAME, OTHER_NAME, *SEALED):
        assert marked not in said, around(said, marked)


def test_traces_hold_no_marked_value(story: Story, spans: InMemorySpanExporter) -> None:
    traced = "\n".join(each.to_json() for each in spans.get_finished_spans())

    assert "RegisterPerson" in traced
    for marked in (NAME, OTHER_NAME, *SEALED):
        assert marked not in traced
        assert in_json(marked).decode() not in traced, around(traced, in_json(marked).decode())


def test_errors_quote_no_marked_value(story: Story) -> None:
    told = "\n".join(story.errors)

    for marked in (NAME, OTHER_NAME, *SEALED):
        assert marked not in told, around(told, marked)
        assert repr(marked.encode())[2:-1] not in told


def test_no_database_file_holds_a_sealed_value_in_plain_bytes(story: Story) -> None:
    """Database, write-ahead log and every other file of the data folder: what a thief would read."""
    for database in (story.folder / "data" / "databases").glob("*.sqlite3"):
        sqlite3.connect(database).execute("PRAGMA wal_checkpoint(PASSIVE)").close()
    found: list[str] = []
    for path in (each for each in (story.folder / "data").rglob("*") if each.is_file()):
        data = path.read_bytes()
        for marked in SEALED:
            if marked.encode() in data or marked.encode("utf-16-le") in data or in_json(marked) in data:
                found.append(f"{marked} in {path.relative_to(story.folder)}")

    assert found == []


def test_events_audit_and_parked_rows_hold_no_marked_value(story: Story) -> None:
    connection = sqlite3.connect(story.folder / "data" / "databases" / "population.sqlite3")
    tables = [r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    kept = [t for t in tables if any(w in t for w in ("outbox", "audit", "parked", "inbox", "request"))]

    assert len(kept) >= 3, tables
    for table in kept:
        text = "\n".join(map(repr, connection.execute(f"SELECT * FROM {table}")))
        for marked in (NAME, OTHER_NAME, *SEALED):
            assert marked not in text, f"{table}: {around(text, marked)}"
    connection.close()
