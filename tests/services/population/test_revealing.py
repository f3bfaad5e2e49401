"""Whole values of records and of who represents a unit: for a purpose, for five minutes (FLD-07)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.kernel.call import Call
from services.kernel.errors import Invalid
from services.population.domain.families.grounds import Establishment
from services.population.domain.families.record import Consent
from services.population.domain.families.refusals import (
    CarerNotAllowed,
    EstablishmentNotFound,
    ServiceRecordNotFound,
)
from tests.services.population.county import COMMUNITY, FAR_GRID, GRID, NEXT_GRID, Township
from tests.services.population.test_families import (
    MANAGES,
    RIGHTS,
    care_of,
    manager,
    somebody,
    volunteer,
    worker,
)

WHOLE = {"contact_name": "王小明", "contact_phone": "13812345678"}
BLIND = tuple(each for each in RIGHTS if each != "population.person.reveal")


def looks(town: Township) -> list[tuple[str, str, str]]:
    return [each for each in town.audit() if each[0].endswith(".reveal")]


def shop(town: Township, path: str = GRID) -> str:
    wanted = Establishment(
        "",
        path,
        "惠民超市",
        "self_employed",
        "中山路1号",
        representative="尹国庆",
        representative_phone="13812345678",
    )
    return town.app.families.put_establishment(town.clerk("410602", RIGHTS), wanted, "")


def test_whole_values_are_shown_for_a_purpose_that_goes_on_record(any_town: Township) -> None:
    record_id = volunteer(any_town, somebody(any_town))

    values, until = any_town.app.families.reveal(worker(any_town), record_id, ["call_phone"], "电话联系")

    assert values == {"call_phone": "13912345678"}
    assert until == any_town.clock() + timedelta(minutes=5)
    ((action, _, changes),) = looks(any_town)
    assert action == "population.person.reveal"
    assert "call_phone" in str(changes)
    assert "13912345678" not in str(any_town.audit())


def test_a_look_at_care_says_no_more_than_that_somebody_looked_at_the_person(any_town: Township) -> None:
    person = somebody(any_town)
    agreed = Consent(date(2026, 11, 1), "representative", "受托的人")
    record_id = care_of(any_town, person, consent=agreed)

    values, _ = any_town.app.families.reveal(worker(any_town), record_id, [], "上门走访")

    assert values == {**WHOLE, "consent.by_name": "受托的人"}
    ((action, subject, changes),) = looks(any_town)
    assert (action, subject) == ("population.person.reveal", person)
    assert "contact" not in str(changes)


def test_without_a_purpose_or_for_fields_that_are_not_personal_nothing_is_told(any_town: Township) -> None:
    record_id = volunteer(any_town, somebody(any_town))

    for fields, purpose in ((["call_phone"], "  "), (["skills"], "联系"), (["nothing"], "联系")):
        with pytest.raises(Invalid):
            any_town.app.families.reveal(worker(any_town), record_id, fields, purpose)
    with pytest.raises(Invalid):
        any_town.app.families.reveal_establishment(worker(any_town), shop(any_town), [], "")
    assert looks(any_town) == []


def test_who_may_not_see_or_not_reveal_learns_nothing(any_town: Township) -> None:
    record_id, unit = care_of(any_town, somebody(any_town)), shop(any_town)
    strangers: tuple[Call, ...] = (
        any_town.clerk(COMMUNITY, RIGHTS),
        any_town.worker(FAR_GRID, MANAGES),
        any_town.worker(NEXT_GRID, RIGHTS),
        any_town.worker(GRID, BLIND),
    )

    for stranger in strangers:
        with pytest.raises(ServiceRecordNotFound):
            any_town.app.families.reveal(stranger, record_id, [], "走访")
    for stranger in strangers[1:]:
        with pytest.raises(EstablishmentNotFound):
            any_town.app.families.reveal_establishment(stranger, unit, [], "检查")
    assert looks(any_town) == []
    assert any_town.app.families.reveal(manager(any_town), record_id, [], "统筹")[0] == WHOLE


def test_who_represents_a_unit_is_told_whole(any_town: Township) -> None:
    unit = shop(any_town)

    values, _ = any_town.app.families.reveal_establishment(worker(any_town), unit, [], "安全检查")

    assert values == {"representative": "尹国庆", "representative_phone": "13812345678"}
    assert [each[:2] for each in looks(any_town)] == [("population.establishment.reveal", unit)]


def test_a_carer_is_somebody_who_is_there(any_town: Township) -> None:
    person = somebody(any_town)

    with pytest.raises(Invalid) as refused:
        care_of(any_town, person, manager(any_town), carer_id="0199aaaa-0000-7000-8000-00000000dead")
    record_id = care_of(any_town, person, manager(any_town), carer_id=f"worker-{GRID}")
    found = any_town.app.families.get(manager(any_town), record_id)

    assert refused.value.problems[0].code == "population.carer_unknown"
    assert (found.record.carer_id, found.carer_name) == (f"worker-{GRID}", "网格员")
    with any_town.context.new_uow(any_town.clerk("410602")) as uow:
        any_town.app.places.keep_account(uow, f"worker-{NEXT_GRID}", "left", "离职", False, 2)
        uow.commit()
    change = any_town.app.families.change
    values = dict(found.record.values)
    with pytest.raises(Invalid):
        change(manager(any_town), record_id, "1", values, f"worker-{NEXT_GRID}", "")
    with pytest.raises(CarerNotAllowed):
        change(worker(any_town), record_id, "1", values, f"worker-{FAR_GRID}", "")
    change(manager(any_town), record_id, "1", values, f"worker-{FAR_GRID}", "换人")
    assert any_town.app.families.get(manager(any_town), record_id).record.carer_id == f"worker-{FAR_GRID}"


def test_ledgers_speak_the_readers_language(any_town: Township) -> None:
    volunteer(any_town, somebody(any_town))
    shop(any_town)
    reader = worker(any_town)
    english = replace(reader, locale="en")
    ledger = any_town.app.families.ledger

    people = {
        lang: ledger(call, "residents", "", "", None, 9)[0].values
        for lang, call in (("zh", reader), ("en", english))
    }
    units = {
        lang: ledger(call, "units", "", "", None, 9)[0].values
        for lang, call in (("zh", reader), ("en", english))
    }

    assert {"常住", "户主"} <= set(people["zh"])
    assert {"Permanent", "Head"} <= set(people["en"])
    assert "个体工商户" in units["zh"]
    assert "Self-employed" in units["en"]
