"""Units, places and the four ledgers on both databases (POP-01, POP-09, POP-10)."""

from __future__ import annotations

import io
import time
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from python_calamine import CalamineWorkbook

from services.kernel.call import PermissionDenied, system_call
from services.kernel.errors import Invalid
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.families import service_record
from services.population.domain.families.grounds import Establishment, PublicPlace
from services.population.domain.families.refusals import (
    CreditCodeTaken,
    EstablishmentClosed,
    EstablishmentNotFound,
)
from services.population.domain.refusals import Stale, TerritoryUnknown
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

CODE = "91110000600037341L"
SHOP = Establishment(
    id="",
    path=GRID,
    name="幸福超市",
    kind="self_employed",
    address="中山路12号",
    credit_code=CODE,
    representative="李大成",
    representative_phone="13712345678",
    staff_count=6,
)


def test_a_unit_is_registered_corrected_and_closed(any_town: Township) -> None:
    parts, call = any_town.app.families, worker(any_town)
    unit = parts.put_establishment(call, SHOP, "")
    again = replace(SHOP, id=unit, staff_count=8, representative="李*", representative_phone="137****5678")

    parts.put_establishment(call, again, "1")
    with pytest.raises(Stale):
        parts.put_establishment(call, again, "1")
    found, history = parts.grounds.establishment(call, unit)
    parts.close_ground.establishment(call, unit, "2", "停业")

    assert (found.staff_count, found.representative, found.representative_phone) == (
        8,
        "李大成",
        "13712345678",
    )
    assert [(each.what, dict(each.before)) for each in history] == [
        ("change", {"staff_count": "6"}),
        ("open", {}),
    ]
    with pytest.raises(EstablishmentClosed):
        parts.put_establishment(call, again, "3")
    assert "EstablishmentChanged" in [kind for kind, _ in any_town.events()]
    assert "李大成" not in str(any_town.events()) + str(any_town.audit())


def test_a_unit_is_checked(any_town: Township) -> None:
    put, call = any_town.app.families.put_establishment, worker(any_town)

    for wrong in (
        replace(SHOP, credit_code="911100006000373410"),
        replace(SHOP, representative_phone="12"),
        replace(SHOP, representative="李*"),
        replace(SHOP, phone="call me"),
    ):
        with pytest.raises(Invalid):
            put(call, wrong, "")
    with pytest.raises(PermissionDenied):
        put(call, replace(SHOP, path=NEXT_GRID), "")
    with pytest.raises(TerritoryUnknown):
        put(any_town.clerk(COMMUNITY, RIGHTS), replace(SHOP, path=COMMUNITY), "")
    put(call, SHOP, "")
    with pytest.raises(CreditCodeTaken):
        put(call, replace(SHOP, name="另一家"), "")


def test_units_elsewhere_are_not_told_of(any_town: Township) -> None:
    parts = any_town.app.families
    unit = parts.put_establishment(worker(any_town), SHOP, "")
    far = any_town.worker(FAR_GRID, RIGHTS)

    with pytest.raises(EstablishmentNotFound):
        parts.grounds.establishment(far, unit)
    assert not parts.grounds.establishments(far, "", "", None, 50, closed=True)
    assert parts.put_establishment(far, replace(SHOP, path=FAR_GRID), "")


def test_places_are_kept(any_town: Township) -> None:
    parts, call = any_town.app.families, worker(any_town)
    place = parts.put_place(
        call, PublicPlace("", GRID, "中心广场", "square", longitude=114.2, latitude=35.7), ""
    )

    parts.put_place(call, PublicPlace(place, GRID, "中山广场", "square"), "1")
    found, history = parts.grounds.place(call, place)
    parts.close_ground.place(call, place, "", "拆除")

    assert found.name == "中山广场"
    assert [each.what for each in history] == ["change", "open"]
    assert not parts.grounds.places(call, GRID, "", None, 50, closed=False)


def test_ledgers_are_made_from_the_register(any_town: Township) -> None:
    any_town.family()
    any_town.app.families.put_establishment(worker(any_town), SHOP, "")
    ledger, call = any_town.app.families.ledger, worker(any_town)

    residents = ledger(call, "residents", "", "", None, 50)
    units = ledger(call, "units", GRID, "", None, 50)

    assert {each.values[1] for each in residents} == {"王建国", "李秀英", "王小明"}
    assert all("*" in each.values[6] for each in residents)
    assert units[0].values[4] == "李**"
    assert not ledger(any_town.worker(FAR_GRID, RIGHTS), "residents", "", "", None, 50)


def test_pages_of_a_ledger_follow_each_other(any_town: Township) -> None:
    any_town.family()
    ledger, call = any_town.app.families.ledger, worker(any_town)

    first = ledger(call, "residents", "", "", None, 2)
    rest = ledger(call, "residents", "", "", first[-1].position, 2)

    assert len({each.subject_id for each in [*first, *rest]}) == 3


def sheets(data: bytes) -> dict[str, Any]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_ledger_is_taken_out_masked_with_a_sheet_that_says_who(any_town: Township) -> None:
    any_town.family()
    care_of(any_town, somebody(any_town))

    name, pieces = any_town.app.families.export_ledger(manager(any_town), "residents", "", "季度核对")
    book = sheets(b"".join(pieces))

    assert name == "居住人员台账-20261123.xlsx"
    assert len(book["台账"]) == 5
    assert "季度核对" in str(book["用途说明"])
    assert ("population.ledger.export", "all") in [each[:2] for each in any_town.audit()]
    with pytest.raises(PermissionDenied):
        any_town.app.families.export_ledger(worker(any_town), "residents", "", "看看")


def test_care_is_taken_out_by_who_manages_it_alone(any_town: Township) -> None:
    care_of(any_town, somebody(any_town))
    export = any_town.app.families.export_ledger
    rights = tuple(each for each in MANAGES if each != "population.care.manage")

    mine = sheets(b"".join(export(manager(any_town), "care", "", "季度核对")[1]))
    theirs = sheets(b"".join(export(any_town.clerk(COMMUNITY, rights), "care", "", "季度核对")[1]))

    assert len(mine["台账"]) == 2
    assert "138****5678" in str(mine["台账"])
    assert len(theirs["台账"]) == 1


def test_helpers_of_an_area_are_found_with_a_purpose_on_record(any_town: Township) -> None:
    record_id = volunteer(any_town, somebody(any_town))

    found = any_town.app.families.look_up(worker(any_town), "backbone", GRID, "", "停水通知", None, 50)

    assert [each.record_id for each in found] == [record_id]
    assert "修水电" in found[0].values[3]
    assert "139****5678" in found[0].values[3]
    assert ("population.contacts.look_up", GRID) in [each[:2] for each in any_town.audit()]


def test_looking_up_stays_quick_when_there_are_many(any_town: Township) -> None:
    person = somebody(any_town)
    record_id = care_of(any_town, person)
    _copied(any_town, record_id, 5_000)
    took = []

    for _ in range(20):
        begun = time.perf_counter()
        found = any_town.app.families.look_up(
            worker(any_town), "care", GRID, "elderly_alone", "走访", None, 50
        )
        took.append(time.perf_counter() - begun)

    assert len(found) == 50
    assert sorted(took)[18] < 1.0


def _copied(town: Township, record_id: str, count: int) -> None:
    """As many open records as that one, in other grids and of other carers but for every twentieth."""
    table = service_record
    sealing = Sealing(town.context.cipher)
    with town.context.new_uow(system_call("test")) as uow:
        row = dict(uow.connection.execute(sa.select(table).where(table.c.id == record_id)).one()._mapping)
        said = sealing.open("service_record", record_id, row["sealed"])
        rows = []
        for at in range(count):
            key, mine = town.context.new_id(), at % 20 == 0
            rows.append(
                row
                | {
                    "id": key,
                    "path": GRID if mine else f"{COMMUNITY}{at % 900 + 100}",
                    "carer_id": row["carer_id"] if mine else f"somebody-{at}",
                    "sealed": sealing.seal("service_record", key, said),
                }
            )
        uow.connection.execute(sa.insert(table), rows)
        uow.commit()
