"""What people may ask about what is held of them, and the watch over those who look (POP-13, POP-30)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from services.kernel.call import Call
from services.kernel.testing.contexts import staff
from services.population.adapters.tables import metadata
from services.population.application.views.ports import AskedPeople
from services.population.domain.kinds import ResidenceKind, StayReason
from services.population.domain.records import PersonState, RecordType
from services.population.domain.refusals import (
    MassReadingNotFound,
    NoUndertaking,
    PersonNotFound,
    PromiseChanged,
    Restricted,
    StillNeeded,
)
from services.population.domain.rights import MANY_READINGS, PROMISE_VERSION
from tests.services.population.county import ALL, COMMUNITY, FAR_GRID, GRID, Township, promise

RIGHTS = (
    *ALL,
    "population.rights.serve",
    "population.rights.erase",
    "population.readings.review",
)
SECRETS = ("欧阳静怡", "13812345678", "长江路88号", "幸福小区")


def officer(path: str = COMMUNITY) -> Call:
    return staff("clerk", RIGHTS, path)


def everything_stored(town: Township) -> str:
    """Every row of every table as text: what is sealed reads as bytes, what is not could be read."""
    found = []
    with town.context.database.read() as connection:
        for table in metadata.sorted_tables:
            found += [str(tuple(row)) for row in connection.execute(sa.select(table))]
    return "".join(found)


def somebody(town: Township) -> str:
    return town.register(
        "欧阳静怡",
        town.dwelling(),
        kind=ResidenceKind.INCOMING,
        reason=StayReason.WORK,
        phone="13812345678",
        registered_address="长江路88号",
    )


def test_nobody_sees_or_does_anything_before_the_promise(any_town: Township) -> None:
    person = somebody(any_town)
    newcomer = replace(any_town.clerk(), actor=replace(any_town.clerk().actor, id="newcomer"))

    for question in (
        lambda: any_town.app.get_person(newcomer, person),
        lambda: any_town.app.list_people(newcomer, AskedPeople(), None, 9),
        lambda: any_town.app.move_out(newcomer, person),
    ):
        with pytest.raises(NoUndertaking):
            question()
    with pytest.raises(PromiseChanged):
        any_town.app.rights.sign_undertaking(newcomer, "1999-1")
    any_town.app.rights.sign_undertaking(newcomer, PROMISE_VERSION)

    assert any_town.app.get_person(newcomer, person)[0].person.id == person


def test_a_promise_holds_for_a_year(any_town: Township) -> None:
    person = somebody(any_town)
    any_town.clock.advance(days=366)

    with pytest.raises(NoUndertaking):
        any_town.app.get_person(any_town.clerk(), person)


def test_the_person_learns_who_looked_and_what_for(any_town: Township) -> None:
    person = somebody(any_town)
    any_town.app.get_person(any_town.clerk().for_purpose("上门走访"), person)
    any_town.app.reveal_person(any_town.clerk(), person, ["phone"], "联系本人")

    found = any_town.app.rights.list_readings(officer(), person, 0, 10)

    assert [(each.action, each.purpose, each.fields) for each in found[:3]] == [
        ("readings.list", "", ()),
        ("person.reveal", "联系本人", ("phone",)),
        ("person.view", "上门走访", ()),
    ]
    with pytest.raises(PersonNotFound):
        any_town.app.rights.list_readings(officer(FAR_GRID), person, 0, 10)


def test_the_person_gets_all_that_is_held_whole(any_town: Township) -> None:
    person = somebody(any_town)

    parts = any_town.app.rights.export_person(officer(), person, "本人持身份证到窗口申请")

    held = json.dumps([[part.title, part.rows] for part in parts], ensure_ascii=False)
    assert {"particulars", "residences", "changes", "readings"} <= {part.part for part in parts}
    assert all(secret in held for secret in SECRETS)
    assert all(len(row) == len(part.columns) for part in parts for row in part.rows)


def test_a_restricted_record_shows_a_name_and_takes_no_change(any_town: Township) -> None:
    person = somebody(any_town)

    any_town.app.rights.restrict_person(officer(), person, "", restricted=True, reason="本人申请")
    with pytest.raises(Restricted):
        any_town.app.move_out(any_town.clerk(), person, day=date(2025, 1, 1))
    any_town.app.rights.restrict_person(officer(), person, "", restricted=False, reason="本人撤回")
    any_town.app.move_out(any_town.clerk(), person, day=date(2025, 1, 1))

    assert any_town.app.get_person(any_town.clerk(), person)[0].main is None


def test_erasing_leaves_a_proof_and_nothing_else(any_town: Township) -> None:
    person = somebody(any_town)
    with pytest.raises(StillNeeded):
        any_town.app.rights.erase_person(officer(), person, "request", "本人申请删除")
    any_town.app.move_out(any_town.clerk(), person, day=date(2025, 1, 1), destination="洛阳")

    proof = any_town.app.rights.erase_person(officer(), person, "request", "本人申请删除")

    assert (proof.ground, len(proof.digest)) == ("request", 64)
    assert proof.removed >= 6
    assert any_town.app.get_person(any_town.clerk(), person)[0].person.state is PersonState.ERASED
    changes = any_town.app.list_changes(any_town.clerk(), RecordType.PERSON, person, "", 9)[0]
    assert [each.command for each in changes] == ["erase", "move_out", "register"]
    assert [effect for each in changes for effect in each.effects] == []
    stored = everything_stored(any_town)
    assert not [secret for secret in ("欧阳", "ouyang", "13812345678", "长江路") if secret in stored]
    assert any_town.app.rights.list_erasures(officer(), "", 9)[0].id == proof.id
    assert any_town.app.rights.list_erasures(officer(FAR_GRID), "", 9) == []


def test_a_mistaken_registration_is_erased_at_once_and_not_counted(any_town: Township) -> None:
    person = somebody(any_town)

    any_town.app.rights.erase_person(officer(), person, "mistake", "重复登记")

    assert any_town.counted("person", GRID) == {}
    assert any_town.app.list_people(any_town.clerk(), AskedPeople(), None, 9)[0] == []


def test_incoming_residents_are_forgotten_two_years_after_they_left(any_town: Township) -> None:
    person = somebody(any_town)
    stays = any_town.register("王建国", any_town.dwelling("502"))
    any_town.app.move_out(any_town.clerk(), person, day=date(2025, 1, 1))
    any_town.app.move_out(any_town.clerk(), stays, day=date(2025, 1, 1))
    rights = any_town.app.rights

    early = rights.erase_long_gone(any_town.clock())
    any_town.clock.advance(days=800)
    late = rights.erase_long_gone(any_town.clock())
    again = rights.erase_long_gone(any_town.clock())

    assert (early, late, again) == (0, 1, 0)
    promise(any_town.context, "clerk")
    assert any_town.app.get_person(any_town.clerk(), stays)[0].person.name == "王建国"


def test_reading_too_many_people_is_noticed_and_looked_into_by_another(town: Township) -> None:
    dwelling = town.dwelling()
    household = town.household_of(town.register("王建国", dwelling))
    people = [town.register(f"王{chr(0x4E00 + n)}", household_id=household) for n in range(MANY_READINGS + 1)]
    for person in people:
        town.app.get_person(town.worker(), person)
    rights = town.app.rights

    assert rights.notice_mass_readings(town.clock()) == 1
    assert rights.notice_mass_readings(town.clock()) == 0
    (alert,) = rights.list_mass_readings(officer(), True, "", 9)

    assert alert.actor_id == f"worker-{GRID}"
    himself = replace(officer(), actor=replace(officer().actor, id=alert.actor_id))
    assert rights.list_mass_readings(himself, True, "", 9) == []
    with pytest.raises(MassReadingNotFound):
        rights.review_mass_reading(officer(FAR_GRID), alert.id, "没有问题")
    done = rights.review_mass_reading(officer(), alert.id, "年度核查，经社区安排")
    assert done.reviewed_at == town.clock()
    assert rights.list_mass_readings(officer(), True, "", 9) == []
    town.clock.advance(minutes=int(timedelta(hours=3).total_seconds() // 60))
    assert rights.notice_mass_readings(town.clock()) == 0
