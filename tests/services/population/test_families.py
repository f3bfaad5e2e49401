"""Service records on both databases: opened, seen by few, closed by the clock, forgotten (POP-05)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from services.kernel.call import Call
from services.kernel.errors import Invalid
from services.population.adapters.tables.registers import person as people
from services.population.application.commands.people import Wanted
from services.population.application.families.ports import AskedRecords
from services.population.application.families.records import WantedRecord
from services.population.application.ports import Grounds
from services.population.domain.families.record import Consent
from services.population.domain.families.refusals import (
    CarerNotAllowed,
    RecordTypeRetired,
    ServiceRecordClosed,
    ServiceRecordNotFound,
    SubjectNotFound,
)
from services.population.domain.kinds import ResidenceKind
from services.population.domain.refusals import Restricted, Stale
from tests.services.population.county import ALL, COMMUNITY, FAR_GRID, GRID, NEXT_GRID, Township

RIGHTS = (*ALL, "population.records.view", "population.records.edit", "population.establishments.edit")
MANAGES = (*RIGHTS, "population.care.manage", "population.ledger.export")
EVERYTHING = AskedRecords(with_closed=True)
AGREED = Consent(date(2026, 11, 1), "self")
ELDERLY = {"need": "meals", "contact_name": "王小明", "contact_phone": "13812345678"}


def worker(town: Township, path: str = GRID) -> Call:
    return town.worker(path, RIGHTS)


def manager(town: Township, path: str = COMMUNITY) -> Call:
    return town.clerk(path, MANAGES)


def care_of(town: Township, person: str, call: Call | None = None, **more: object) -> str:
    wanted = WantedRecord("elderly_alone", person, ELDERLY)
    return town.app.families.open(call or worker(town), replace(wanted, **more))  # type: ignore[arg-type]


def volunteer(town: Township, person: str, call: Call | None = None) -> str:
    said = {"role": "volunteer", "skills": "修水电", "call_phone": "13912345678"}
    return town.app.families.open(
        call or worker(town), WantedRecord("volunteer", person, said, consent=AGREED)
    )


def seen(town: Township, call: Call, asked: AskedRecords = EVERYTHING) -> list[str]:
    return [each.record.id for each in town.app.families.list(call, asked, None, 50)[1]]


def somebody(town: Township, name: str = "张桂兰", **more: object) -> str:
    return town.register(name, town.dwelling(), born=date(1948, 5, 3), **more)  # type: ignore[arg-type]


def test_a_record_has_an_end_a_review_and_a_carer(any_town: Township) -> None:
    person = somebody(any_town)

    record_id = care_of(any_town, person)

    found = any_town.app.families.get(worker(any_town), record_id)
    today = date(2026, 11, 23)
    assert found.record.carer_id == f"worker-{GRID}"
    assert found.record.to_day == today + timedelta(days=730)
    assert found.record.review_on == today + timedelta(days=90)
    assert found.about is not None
    assert found.about.name == "张桂兰"
    assert [each.what for each in found.history] == ["open"]


def test_care_does_not_exist_for_anybody_but_the_carer_and_who_manages_it(any_town: Township) -> None:
    person = somebody(any_town)
    record_id = care_of(any_town, person)
    other = any_town.clerk(COMMUNITY, RIGHTS)
    far = any_town.worker(FAR_GRID, MANAGES)

    for stranger in (other, far, any_town.worker(NEXT_GRID, RIGHTS)):
        assert seen(any_town, stranger) == []
        assert seen(any_town, stranger, replace(EVERYTHING, subject_id=person)) == []
        with pytest.raises(ServiceRecordNotFound):
            any_town.app.families.get(stranger, record_id)
        with pytest.raises(ServiceRecordNotFound):
            any_town.app.families.review(stranger, record_id, "", "")
        with pytest.raises(ServiceRecordNotFound):
            any_town.app.families.close(stranger, record_id, "", "need_over", "")
        with pytest.raises(ServiceRecordNotFound):
            any_town.app.families.get.consent_file(stranger, record_id)
        assert not any_town.app.families.ledger(stranger, "care", "", "", None, 50)
        assert not any_town.app.families.look_up(stranger, "care", "", "", "走访", None, 50)
    assert seen(any_town, worker(any_town)) == [record_id]
    assert seen(any_town, manager(any_town)) == [record_id]
    assert len(any_town.app.families.ledger(manager(any_town), "care", "", "", None, 50)) == 1


def test_counts_tell_strangers_nothing_of_few(any_town: Township) -> None:
    for _ in range(3):
        care_of(any_town, somebody(any_town))
    ledger = any_town.app.families.ledger
    stranger, boss = any_town.clerk(COMMUNITY, RIGHTS), manager(any_town)

    told = {each.type_code: each for each in ledger.counts(stranger, "care", COMMUNITY)}
    exact = {each.type_code: each for each in ledger.counts(boss, "care", COMMUNITY)}

    assert (told["elderly_alone"].count, told["elderly_alone"].suppressed) == (0, True)
    assert told["empty_nest"].suppressed
    assert (exact["elderly_alone"].count, exact["elderly_alone"].suppressed) == (3, False)


def test_counts_of_many_are_whole_tens(any_town: Township) -> None:
    for _ in range(12):
        care_of(any_town, somebody(any_town))

    told = any_town.app.families.ledger.counts(any_town.clerk(COMMUNITY, RIGHTS), "care", COMMUNITY)

    assert next(each.count for each in told if each.type_code == "elderly_alone") == 10


def test_records_of_the_register_are_seen_by_who_sees_the_place_and_nobody_beyond(any_town: Township) -> None:
    record_id = volunteer(any_town, somebody(any_town))

    assert seen(any_town, any_town.clerk(COMMUNITY, RIGHTS)) == [record_id]
    assert seen(any_town, any_town.worker(NEXT_GRID, RIGHTS)) == []
    with pytest.raises(ServiceRecordNotFound):
        any_town.app.families.get(any_town.worker(FAR_GRID, RIGHTS), record_id)


def test_nobody_opens_records_of_people_beyond_his_ground(any_town: Township) -> None:
    person = somebody(any_town)

    for stranger in (any_town.worker(NEXT_GRID, RIGHTS), any_town.worker(FAR_GRID, RIGHTS)):
        for subject in (person, "nobody"):
            with pytest.raises(SubjectNotFound):
                care_of(any_town, subject, stranger)


def test_only_who_manages_care_gives_it_to_another(any_town: Township) -> None:
    person = somebody(any_town)
    with pytest.raises(CarerNotAllowed):
        care_of(any_town, person, carer_id="somebody-else")

    record_id = care_of(any_town, person, manager(any_town), carer_id=f"worker-{GRID}")

    assert seen(any_town, worker(any_town)) == [record_id]
    with pytest.raises(CarerNotAllowed):
        any_town.app.families.change(worker(any_town), record_id, "1", ELDERLY, f"worker-{NEXT_GRID}", "")
    any_town.app.families.change(manager(any_town), record_id, "1", ELDERLY, f"worker-{NEXT_GRID}", "")
    assert seen(any_town, worker(any_town)) == []


def test_a_carer_whose_person_moved_away_learns_no_more(any_town: Township) -> None:
    person = somebody(any_town)
    record_id = care_of(any_town, person)
    far = any_town.dwelling("101", NEXT_GRID)

    wanted = Wanted(ResidenceKind.PERMANENT, dwelling_id=far, from_day=date(2026, 11, 20))
    any_town.app.move_in(any_town.clerk("410602"), person, "", wanted, Grounds("搬家"))
    for _ in range(2):  # At once, and again when the record has followed.
        assert seen(any_town, worker(any_town)) == []
        with pytest.raises(ServiceRecordNotFound):
            any_town.app.families.get(worker(any_town), record_id)
        with pytest.raises(ServiceRecordNotFound):
            any_town.app.families.review(worker(any_town), record_id, "", "")
        ledger = any_town.app.families.ledger(worker(any_town), "care", "", "", None, 50)
        assert "张桂兰" not in str(ledger)
        assert seen(any_town, manager(any_town)) == [record_id]
        any_town.app.families.tend(any_town.clock())
    assert not any_town.app.families.ledger(worker(any_town), "care", "", "", None, 50)


def test_consent_is_asked_for_and_a_childs_is_the_guardians(any_town: Township) -> None:
    household = any_town.family()[0]
    child = any_town.register("王小红", household_id=household, born=date(2015, 3, 4))
    open_record = any_town.app.families.open
    said = {"need": "visit", "guardian_name": "王奶奶"}
    wanted = WantedRecord("left_behind_child", child, said)

    for consent in (None, AGREED):
        with pytest.raises(Invalid) as refused:
            open_record(worker(any_town), replace(wanted, consent=consent))
        assert refused.value.problems[0].code == "population.guardian_consent"
    with pytest.raises(Invalid) as refused:
        open_record(worker(any_town), WantedRecord("unemployed", somebody(any_town)))
    assert refused.value.problems[0].code == "population.consent_missing"
    guardian = Consent(date(2026, 11, 1), "guardian", "王建国")
    assert open_record(worker(any_town), replace(wanted, consent=guardian))
    with pytest.raises(Invalid):
        open_record(worker(any_town), replace(wanted, consent=replace(guardian, given_on=date(2027, 1, 1))))


def test_an_end_later_than_the_type_allows_is_refused(any_town: Township) -> None:
    person = somebody(any_town)

    with pytest.raises(Invalid):
        care_of(any_town, person, to_day=date(2040, 1, 1))
    with pytest.raises(Invalid):
        care_of(any_town, person, to_day=date(2020, 1, 1))


def test_a_record_is_changed_by_version_and_reviewed(any_town: Township) -> None:
    record_id = care_of(any_town, somebody(any_town))
    parts, call = any_town.app.families, worker(any_town)

    parts.change(call, record_id, "1", ELDERLY | {"need": "alarm", "contact_phone": "138****5678"}, "", "换")
    with pytest.raises(Stale):
        parts.change(call, record_id, "1", ELDERLY, "", "")
    any_town.clock.advance(days=30)
    parts.review(call, record_id, "2", "")

    found = parts.get(call, record_id)
    assert found.record.values["need"] == "alarm"
    assert found.record.values["contact_phone"] == "13812345678"
    assert found.record.review_on == date(2026, 12, 23) + timedelta(days=90)
    assert [each.what for each in found.history] == ["review", "change", "open"]
    assert found.history[1].before == {"need": "meals"}
    assert seen(any_town, call, AskedRecords(review_before=date(2026, 12, 1))) == []
    assert seen(any_town, call, AskedRecords(review_before=date(2027, 12, 1))) == [record_id]


def test_a_running_record_keeps_the_version_of_its_type(any_town: Township) -> None:
    person, parts = somebody(any_town), any_town.app.families
    record_id = volunteer(any_town, person)
    admin = any_town.clerk("", ("population.types.edit",))
    known = parts.types.one("volunteer")
    parts.put_type(admin, replace(known, fields=known.fields[:1], retired=True), str(known.version))

    found = parts.get(worker(any_town), record_id)
    parts.change(worker(any_town), record_id, "", found.record.values, "", "")

    assert found.declared.version == known.version
    assert len(found.declared.fields) == len(known.fields)
    with pytest.raises(RecordTypeRetired):
        volunteer(any_town, person)


def test_records_end_by_the_clock_and_are_forgotten_in_time(any_town: Township) -> None:
    record_id = care_of(any_town, somebody(any_town), to_day=date(2026, 12, 1))
    parts, call = any_town.app.families, worker(any_town)

    any_town.clock.advance(days=9)
    parts.tend(any_town.clock())
    closed = parts.get(call, record_id)

    assert (closed.record.end_reason, closed.record.is_open) == ("ended", False)
    assert closed.record.values
    with pytest.raises(ServiceRecordClosed):
        parts.review(call, record_id, "", "")
    any_town.clock.advance(days=200)
    parts.tend(any_town.clock())
    forgotten = parts.get(call, record_id)
    assert not forgotten.record.values
    assert [each.what for each in forgotten.history] == ["forget"]
    assert parts.tend(any_town.clock()) == 0


@pytest.mark.parametrize("what", ["died", "left"])
def test_records_close_when_the_person_is_gone(any_town: Township, what: str) -> None:
    person = somebody(any_town)
    record_id = care_of(any_town, person)
    clerk = any_town.clerk("410602")
    if what == "died":
        any_town.app.record_death(clerk, person, "", date(2026, 11, 20), {}, Grounds("家属报告"))
    else:
        any_town.app.move_out(clerk, person, day=date(2026, 11, 20), destination="郑州")

    any_town.app.families.tend(any_town.clock())

    assert any_town.app.families.get(worker(any_town), record_id).record.end_reason == what


def test_a_withdrawn_consent_leaves_nothing(any_town: Township) -> None:
    record_id = volunteer(any_town, somebody(any_town))
    parts, call = any_town.app.families, worker(any_town)
    parts.change(
        call, record_id, "", {"role": "helper", "skills": "修灯", "call_phone": "13912345678"}, "", ""
    )

    parts.close(call, record_id, "", "withdrawn", "")

    found = parts.get(call, record_id)
    assert not found.record.values
    assert found.record.consent is None
    assert [(each.what, dict(each.before)) for each in found.history] == [("close", {"_end_reason": ""})]


def test_events_and_audit_tell_nothing_of_care(any_town: Township) -> None:
    record_id = care_of(any_town, somebody(any_town))
    any_town.app.families.close(worker(any_town), record_id, "", "need_over", "")
    spoken = str(any_town.events()) + str(any_town.audit())

    told = [data for kind, data in any_town.events() if kind in ("RecordOpened", "RecordClosed")]

    assert len(told) == 2
    for word in ("elderly_alone", "13812345678", "王小明", "张桂兰", "meals", "关爱"):
        assert word not in spoken


def test_nothing_is_recorded_of_whoever_restricted_it(any_town: Township) -> None:
    person = somebody(any_town)
    serves = any_town.clerk("410602", (*MANAGES, "population.rights.serve"))
    any_town.app.rights.restrict_person(serves, person, "", restricted=True, reason="本人申请")

    with pytest.raises(Restricted):
        care_of(any_town, person)


def test_what_is_held_is_told_to_the_person_and_erased(any_town: Township) -> None:
    person = somebody(any_town)
    care_of(any_town, person)
    volunteer(any_town, person)
    serves = any_town.clerk("410602", (*MANAGES, "population.rights.serve", "population.rights.erase"))

    held = any_town.app.rights.export_person(serves, person, "本人申请")
    part = next(each for each in held if each.part == "records")
    any_town.app.rights.erase_person(serves, person, "mistake", "登记错误")

    assert len(part.rows) == 2
    assert any("13812345678" in cell for row in part.rows for cell in row)
    assert seen(any_town, manager(any_town)) == []


def test_the_carer_looks_like_anybody_who_opened_the_person(any_town: Township) -> None:
    person = somebody(any_town)
    any_town.app.families.get(worker(any_town), care_of(any_town, person))
    serves = any_town.clerk("410602", ("population.rights.serve",))

    readings = any_town.app.rights.list_readings(serves, person, 0, 50)

    assert "person.view" in {each.action for each in readings}
    assert not {each.action for each in readings} & {"record.view", "record.open"}


def test_records_follow_people_whose_records_became_one(any_town: Township) -> None:
    first, second = somebody(any_town), somebody(any_town, "张桂蓝")
    record_id = care_of(any_town, first)
    with any_town.context.new_uow(manager(any_town)) as uow:
        merged = sa.update(people).where(people.c.id == first)
        uow.connection.execute(merged.values(state="merged", merged_into=second))
        uow.commit()

    any_town.app.families.tend(any_town.clock())

    assert any_town.app.families.get(worker(any_town), record_id).record.subject_id == second
