"""A defect that a joint check found becomes one case, however often it is told (POP-20)."""

from __future__ import annotations

import sqlalchemy as sa

from services.cases.adapters.tables.cases import cases
from services.kernel.call import system_call
from tests.services.cases.county import GRID, Town
from wangge.population.v1 import events_pb2


def hear(town: Town, finding: str, kind: str) -> None:
    event = events_pb2.JointCheckDefectFound(
        check_id="c",
        finding_id=finding,
        territory_path=GRID,
        kind=kind,
        premises="worksite",
        due_on="2026-11-25",
    )
    with town.context.new_uow(system_call("event:cases.open_from_joint_check")) as uow:
        town.loop.open_from_joint_check(event, None, uow)
        uow.commit()


def test_a_defect_of_a_joint_check_becomes_one_case(any_town: Town) -> None:
    for finding, kind in (("f1", "fire_exit"), ("f1", "fire_exit"), ("f2", "hot_work")):
        hear(any_town, finding, kind)

    rows = any_town.rows(sa.select(cases).where(cases.c.external_system == "population.jointcheck"))

    assert sorted((row.external_number, row.title) for row in rows) == [
        ("f1", "联合检查发现工地工棚安全隐患"),
        ("f2", "联合检查发现工地工棚安全隐患"),
    ]
    assert {row.grid_path for row in rows} == {GRID}
