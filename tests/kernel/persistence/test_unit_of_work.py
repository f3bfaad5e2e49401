"""One command, one transaction."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from google.protobuf.wrappers_pb2 import StringValue

from services.kernel.call import RequestKey
from services.kernel.persistence.database import Database
from services.kernel.persistence.tables import audit_entries, kernel_metadata, outbox, requests
from services.kernel.persistence.unit_of_work import ReplayRace, RequestIdReused, UnitOfWork
from services.kernel.testing.contexts import SetClock, staff
from services.kernel.types import new_id


@pytest.fixture
def database(tmp_path: Path) -> Database:
    database = Database(f"sqlite:///{tmp_path}/x.db", "x")
    kernel_metadata.create_all(database.writer)
    return database


def unit(database: Database, request: RequestKey | None = None) -> UnitOfWork:
    call = replace(staff("a1", [], "4106"), request=request, trace_id="0" * 31 + "1")
    return UnitOfWork(database, call, clock=SetClock(), new_id=new_id)


def count(database: Database, table: sa.Table) -> int:
    with database.read() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def test_events_and_audit_commit_with_the_rows(database: Database) -> None:
    woken: list[bool] = []
    database.on_commit(lambda: woken.append(True))
    with unit(database) as uow:
        uow.record(StringValue(value="井盖"), aggregate="c1", territory="410602")
        uow.audit("x.do", "thing", "c1", changes={"state": ["a", "b"]})
        uow.commit()
    with database.read() as connection:
        envelope = json.loads(connection.execute(sa.select(outbox.c.envelope)).scalar_one())
    assert (envelope["subject"], envelope["territory"], envelope["actorid"]) == ("c1", "410602", "a1")
    assert envelope["data"] == "井盖"
    assert count(database, audit_entries) == 1
    assert woken == [True]


def test_nothing_is_kept_without_commit(database: Database) -> None:
    with unit(database) as uow:
        uow.record(StringValue(value="1"), aggregate="c1")
        uow.connection.execute(sa.insert(requests).values(key="k", fingerprint="f", result="r", at=uow.now))
    assert count(database, outbox) == count(database, requests) == 0


def _insert_then_fail(uow: UnitOfWork) -> None:
    uow.connection.execute(sa.insert(requests).values(key="k", fingerprint="f", result="r", at=uow.now))
    raise ZeroDivisionError


def test_an_error_in_the_middle_rolls_everything_back(database: Database) -> None:
    uow = unit(database)

    with pytest.raises(ZeroDivisionError), uow:
        _insert_then_fail(uow)

    assert count(database, requests) == 0


def test_a_repeated_request_is_given_the_first_result(database: Database) -> None:
    key = RequestKey("k1", "same")
    with unit(database, key) as uow:
        assert uow.replayed() is None
        uow.commit(result="c1")
    with unit(database, key) as uow:
        assert uow.replayed() == "c1"


def test_the_same_request_id_with_other_content_is_refused(database: Database) -> None:
    with unit(database, RequestKey("k1", "one")) as uow:
        uow.commit(result="c1")
    with unit(database, RequestKey("k1", "two")) as uow, pytest.raises(RequestIdReused):
        uow.replayed()


def test_two_copies_of_a_request_at_once_leave_one_result(database: Database) -> None:
    key = RequestKey("k1", "same")
    with unit(database, key) as late:
        assert late.replayed() is None
        late.connection.execute(
            sa.insert(requests).values(key="k1", fingerprint="same", result="c1", at=late.now)
        )
        with pytest.raises(ReplayRace):
            late.commit(result="c2")
    assert count(database, requests) == 0
