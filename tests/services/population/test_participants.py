"""Participants of organisations: written consent, a stated end, erased when withdrawn (POP-12, Sens-6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from services.kernel.call import Call, PermissionDenied
from services.kernel.errors import Invalid
from services.kernel.testing.contexts import SetClock
from services.population.adapters.tables.boards import participant
from services.population.application import participants as lists
from services.population.application.participants_viewing import Shown
from services.population.application.ports import Grounds
from services.population.application.room import today_in_china
from services.population.domain.families.grounds import Establishment
from services.population.domain.families.refusals import EstablishmentClosed, EstablishmentNotFound
from services.population.domain.participant_refusals import ParticipantNotFound, ParticipantTwice
from services.population.domain.participants import Participant
from services.population.domain.refusals import BuildingUnknown, PersonNotFound, Restricted, Stale
from services.population.entrypoints.rpc_participants import _counted, message_of
from tests.services.population.county import BUILDING, FAR_GRID, GRID, NEXT_GRID, Township

RIGHTS = (
    lists.VIEW,
    lists.EDIT,
    "population.register.view",
    "population.register.edit",
    "population.establishments.edit",
    "population.person.reveal",
    "population.rights.serve",
    "population.rights.erase",
)


def caller(town: Township, path: str = GRID) -> Call:
    return town.worker(path, RIGHTS)


def team(town: Township, path: str = GRID) -> str:
    unit = Establishment("", path, "志愿服务队", "mass_group", "中山路1号")
    return town.app.families.put_establishment(caller(town, path), unit, "")


def agreed(town: Township, unit: str, **more: object) -> Participant:
    today = today_in_china(town.clock())
    values: dict[str, object] = {
        "id": "",
        "establishment_id": unit,
        "name": "钱多多",
        "purpose": "周末义务维修",
        "consented_on": today - timedelta(days=10),
        "expires_on": today + timedelta(days=100),
        "consent_kept_at": "档案柜",
        "skills": "水电维修",
        "available": "周末",
        "phone": "13812345678",
    }
    return Participant(**(values | more))  # type: ignore[arg-type]


def listed(town: Township, unit: str, path: str = GRID) -> list[Shown]:
    return town.app.participants.look.page(caller(town, path), unit, "", 50)


def test_somebody_agrees_is_changed_and_withdraws(any_town: Township) -> None:
    parts, call = any_town.app.participants, caller(any_town)
    unit = team(any_town)
    made = parts.put(call, agreed(any_town, unit, building_id=BUILDING), "")

    again = agreed(any_town, unit, id=made, name="钱多多", phone="138****5678", skills="理发")
    parts.put(call, again, "1")
    with pytest.raises(Stale):
        parts.put(call, again, "1")
    (shown,) = listed(any_town, unit)

    assert (shown.entry.skills, shown.entry.phone) == ("理发", "13812345678")
    assert message_of(shown).phone == "138****5678"
    assert parts.look.phone(call, made, "电话邀请") == "13812345678"
    assert parts.withdraw(call, made) == unit
    assert listed(any_town, unit) == []
    with any_town.context.database.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(participant)).scalar() == 0


def test_everything_said_of_a_participant_is_sealed(town: Township) -> None:
    town.app.participants.put(caller(town), agreed(town, team(town), building_id=BUILDING), "")

    with town.context.database.read() as connection:
        row = connection.execute(sa.select(participant)).one()

    assert all(
        word not in repr(tuple(row)) for word in ("钱多多", "13812345678", "水电", "周末", "档案柜", BUILDING)
    )
    assert "钱多多" not in str(town.audit())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("consented_on", date(2090, 1, 1)),
        ("consented_on", date(2001, 1, 1)),
        ("expires_on", date(2001, 1, 1)),
        ("expires_on", date(2090, 1, 1)),
        ("phone", "0"),
        ("name", ""),
        ("skills", "党员"),
        ("purpose", "了解宗教信仰"),
        ("available", "政治面貌：群众"),
        ("consent_kept_at", "上访人员档案"),
    ],
)
def test_what_was_not_agreed_to_or_must_not_be_kept_is_refused(
    town: Township, field: str, value: object
) -> None:
    said = agreed(town, team(town), **{field: value})

    with pytest.raises(Invalid) as refused:
        town.app.participants.put(caller(town), said, "")

    assert refused.value.problems[0].field == f"participant.{field}"


def test_somebody_of_the_register_has_the_name_that_stands_there(any_town: Township) -> None:
    parts, call, unit = any_town.app.participants, caller(any_town), team(any_town)
    person = any_town.register("王建国", any_town.dwelling())
    said = agreed(any_town, unit, person_id=person, name="别的名字")
    parts.put(call, said, "")

    (shown,) = listed(any_town, unit)

    assert (shown.entry.name, shown.person_id) == ("王建国", person)
    with pytest.raises(ParticipantTwice):
        parts.put(call, said, "")


def test_nobody_outside_sight_is_linked(town: Township) -> None:
    elsewhere = town.register("远方", town.dwelling("101", FAR_GRID))
    unit = team(town)

    for person in (elsewhere, "00000000-0000-7000-8000-000000000000"):
        with pytest.raises(PersonNotFound):
            town.app.participants.put(caller(town), agreed(town, unit, person_id=person), "")
    with pytest.raises(BuildingUnknown):
        town.app.participants.put(
            town.worker(NEXT_GRID, RIGHTS), agreed(town, team(town, NEXT_GRID), building_id=BUILDING), ""
        )


def test_a_list_is_seen_in_the_organisations_territory_alone(any_town: Township) -> None:
    parts, unit = any_town.app.participants, team(any_town)
    made = parts.put(caller(any_town), agreed(any_town, unit), "")
    stranger = caller(any_town, NEXT_GRID)

    for ask in (lambda: parts.look.one(stranger, made), lambda: parts.withdraw(stranger, made)):
        with pytest.raises(ParticipantNotFound):
            ask()
    with pytest.raises(EstablishmentNotFound):
        parts.look.page(stranger, unit, "", 10)
    with pytest.raises(EstablishmentNotFound):
        parts.put(stranger, agreed(any_town, unit), "")
    with pytest.raises(PermissionDenied):
        parts.look.phone(any_town.worker(GRID, (lists.VIEW,)), made, "电话邀请")


def test_entries_end_by_the_clock_and_with_their_organisation(any_town: Township, clock: SetClock) -> None:
    parts, call = any_town.app.participants, caller(any_town)
    first, second = team(any_town), team(any_town)
    ended = parts.put(call, agreed(any_town, first), "")
    parts.put(call, agreed(any_town, second, expires_on=today_in_china(clock()) + timedelta(days=300)), "")
    any_town.app.families.close_ground.establishment(call, second, "1", "解散")

    assert parts.tend(clock()) == 1
    clock.advance(days=100)

    with pytest.raises(ParticipantNotFound):
        parts.look.one(call, ended)
    assert parts.tend(clock()) == 1
    with pytest.raises(EstablishmentClosed):
        parts.put(call, agreed(any_town, second), "")


def test_whoever_dies_is_taken_off(any_town: Township, clock: SetClock) -> None:
    parts, unit = any_town.app.participants, team(any_town)
    person = any_town.register("王建国", any_town.dwelling())
    parts.put(caller(any_town), agreed(any_town, unit, person_id=person), "")
    any_town.app.record_death(
        any_town.clerk("410602"), person, "", today_in_china(clock()), {}, Grounds("家属报告")
    )

    assert parts.tend(clock()) == 1
    assert listed(any_town, unit) == []


def test_what_is_held_is_told_to_the_person_and_erased(any_town: Township) -> None:
    parts, unit = any_town.app.participants, team(any_town)
    person = any_town.register("王建国", any_town.dwelling())
    parts.put(caller(any_town), agreed(any_town, unit, person_id=person), "")

    (held,) = parts.holding.held(person)

    assert held.part == "participants"
    assert "13812345678" in held.rows[0]
    with any_town.context.new_uow(caller(any_town)) as uow:
        assert "志愿服务队" in parts.holding.erase(uow, person)
        uow.commit()
    assert parts.holding.held(person) == ()


def test_nothing_but_the_name_is_shown_of_whoever_restricted_processing(town: Township) -> None:
    parts, call, unit = town.app.participants, caller(town), team(town)
    person = town.register("王建国", town.dwelling())
    made = parts.put(call, agreed(town, unit, person_id=person), "")
    town.app.rights.restrict_person(call, person, "", restricted=True, reason="本人要求")

    message = message_of(listed(town, unit)[0])

    assert (message.name, message.phone, message.skills, message.purpose) == ("王建国", "", "", "")
    with pytest.raises(Restricted):
        parts.look.phone(call, made, "电话邀请")
    with pytest.raises(Restricted):
        parts.put(call, replace(agreed(town, unit), id=made), "1")
    assert parts.withdraw(call, made) == unit


def test_a_reading_is_among_those_told_to_the_person(town: Township) -> None:
    person = town.register("王建国", town.dwelling())
    made = town.app.participants.put(caller(town), agreed(town, team(town), person_id=person), "")

    town.app.participants.look.phone(caller(town), made, "电话邀请")

    assert ("population.person.reveal", person) in [(action, record) for action, record, _ in town.audit()]


def test_small_numbers_are_not_told(town: Township) -> None:
    unit = team(town)
    for number in range(3):
        town.app.participants.put(caller(town), agreed(town, unit, name=f"参与者{number}"), "")

    path, counts = town.app.participants.look.counts(caller(town), "")

    assert (path, counts) == (GRID, {"mass_group": 3})
    assert _counted(path, "", counts).participants.text == "*"
    told = _counted(GRID, "", {"agency": 30, "mass_group": 3, "enterprise": 12})
    assert [each.participants.text for each in told.kinds] == ["30", "*", "*"]
