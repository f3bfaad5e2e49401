"""A blocked fire exit that nobody put right in time becomes one case, however often it is told (POP-18)."""

from __future__ import annotations

import sqlalchemy as sa

from services.cases.adapters.tables.cases import cases
from services.kernel.call import system_call
from services.kernel.messaging.envelope import Envelope
from tests.services.cases.county import GRID, Town
from wangge.population.v1 import events_pb2


def hear(town: Town, defect: str, envelope: Envelope | None = None) -> None:
    event = events_pb2.RentalDefectOverdue(
        rental_id="r", defect_id=defect, territory_path=GRID, kind="fire_exit", due_on="2026-11-20"
    )
    with town.context.new_uow(system_call("event:cases.open_from_rental_defect")) as uow:
        town.loop.open_from_rental_defect(event, envelope, uow)  # type: ignore[arg-type]
        uow.commit()


def test_a_defect_becomes_one_case(any_town: Town) -> None:
    town = any_town
    for defect in ("d1", "d1", "d2"):
        hear(town, defect)

    rows = town.rows(sa.select(cases).where(cases.c.external_system == "population.rental"))

    assert sorted(row.external_number for row in rows) == ["d1", "d2"]
    assert {row.grid_path for row in rows} == {GRID}
    assert len({row.number for row in rows}) == 2
    reported = town.report().case.number
    assert reported not in {row.number for row in rows}


def test_a_fire_safety_defect_of_a_worksite_or_an_employer_becomes_one_case(any_town: Town) -> None:
    town = any_town
    for subject, defect in (("worksite", "d1"), ("worksite", "d1"), ("employer", "d2")):
        event = events_pb2.SafetyDefectOverdue(
            subject=subject,
            subject_id="s",
            defect_id=defect,
            territory_path=GRID,
            kind="fire_exit",
            due_on="2026-11-20",
        )
        with town.context.new_uow(system_call("event:cases.open_from_safety_defect")) as uow:
            town.loop.open_from_safety_defect(event, None, uow)  # type: ignore[arg-type]
            uow.commit()

    rows = town.rows(
        sa.select(cases).where(cases.c.external_system.in_(["population.worksite", "population.employer"]))
    )

    assert sorted((row.external_system, row.external_number) for row in rows) == [
        ("population.employer", "d2"),
        ("population.worksite", "d1"),
    ]
    assert {row.grid_path for row in rows} == {GRID}
