"""Reading the audit: by whom, which record, where, what and when; never beyond the scope."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from services.kernel.audit.log import Search, hashed, record_read, search
from services.kernel.call import Scope
from services.kernel.errors import Invalid
from services.kernel.persistence.paging import PageRequest
from services.kernel.runtime.context import ServiceContext
from services.kernel.testing.contexts import SetClock, context_for, staff

PAGE = PageRequest(50)
ALL = Search(scope=Scope.of_system())


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def context(tmp_path: Path, clock: SetClock) -> Iterator[ServiceContext]:
    made = context_for("cases", sa.MetaData(), f"sqlite:///{tmp_path}/cases.db", clock=clock)
    for actor, action, record, territory in (
        ("li", "cases.case.report", "c1", "410602001001001"),
        ("li", "cases.case_close", "c1", "410602001001001"),
        ("wu", "cases.case.assign", "c2", "410602002001001"),
        ("wu", "cases.settings.change", "s", ""),
    ):
        with made.new_uow(staff(actor, [], "4106")) as uow:
            uow.audit(action, "case", record, territory=territory, changes={"a": [1, 2]})
            uow.commit()
        clock.advance(hours=1)
    yield made
    made.database.dispose()


def found(context: ServiceContext, wanted: Search) -> list[str]:
    return [entry.action for entry in search(context.database, wanted, PAGE)[0]]


def test_the_newest_come_first_with_their_changes(context):
    entries, token = search(context.database, ALL, PAGE)
    assert [entry.actor_id for entry in entries] == ["wu", "wu", "li", "li"]
    assert (entries[0].changes, entries[0].at.utcoffset(), token) == ({"a": [1, 2]}, timedelta(0), "")


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"actor_id": "li"}, 2),
        ({"record_type": "case", "record_id": "c1"}, 2),
        ({"territory": "410602001"}, 2),
        ({"action_prefix": "cases.case."}, 2),
        ({"action_prefix": "cases.case_"}, 1),
        ({"action_prefix": "%"}, 0),
        ({"scope": Scope(("410602002",), ())}, 1),
        ({"scope": Scope.nothing()}, 0),
        ({"scope": Scope((), ("account:li",))}, 0),
    ],
)
def test_searches_narrow(context, wanted, count):
    assert len(found(context, replace(ALL, **wanted))) == count


def test_times_are_from_inclusive_to_exclusive(context):
    start = SetClock().at
    wanted = replace(ALL, since=start + timedelta(hours=1), until=start + timedelta(hours=2))
    assert found(context, wanted) == ["cases.case_close"]


def test_pages_follow_each_other_while_entries_are_added(context):
    first, token = search(context.database, ALL, PageRequest(3))
    record_read(context, staff("li", [], "4106"), "case", "c9", purpose="核实")
    second, end = search(context.database, ALL, PageRequest(3, token))
    assert [entry.position for entry in (*first, *second)] == [4, 3, 2, 1]
    assert end == ""
    with pytest.raises(Invalid):
        search(context.database, replace(ALL, actor_id="li"), PageRequest(3, token))


def test_a_read_of_personal_data_is_logged_with_its_purpose(context):
    record_read(context, staff("li", [], "4106").for_purpose("核实住址"), "person", "p1", fields=("phone",))
    [entry] = search(context.database, replace(ALL, record_type="person"), PAGE)[0]
    assert (entry.action, entry.purpose, entry.changes) == (
        "cases.person.read",
        "核实住址",
        {"read": ["phone"]},
    )


def test_a_read_without_a_purpose_is_refused(context):
    with pytest.raises(Invalid):
        record_read(context, staff("li", [], "4106"), "person", "p1", purpose=" ")


def test_hashes_compare_and_do_not_tell(context):
    one = hashed(context.cipher, "13800138000")
    assert one == hashed(context.cipher, "13800138000") != hashed(context.cipher, "13800138001")
    assert "138" not in one[:8]
    assert hashed(context.cipher, "") == ""
