"""What nobody takes up climbs all five levels by itself, past places where nobody is (CASE-12)."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import sqlalchemy as sa

from services.cases.adapters.tables.cases import cases
from services.kernel.testing.platform import TestPlatform
from tests.scenarios.conftest import MONDAY_MORNING
from tests.scenarios.county import County
from tests.scenarios.waiting import until
from wangge.cases.v1 import cases_pb2 as pb
from wangge.types.v1 import types_pb2

_LEVELS = ["GRID", "COMMUNITY", "COUNTY", "PREFECTURE"]


def _case(county: County, case_id: str) -> Any:
    return county.cases("prefecture").GetCase(pb.GetCaseRequest(id=case_id))


def _climb(county: County, case_id: str) -> list[Any]:
    entries = county.cases("prefecture").GetTimeline(pb.GetTimelineRequest(id=case_id)).entries
    return [each for each in entries if each.action in ("report", "submit", "escalate")]


def _level(case: Any) -> str:
    return types_pb2.Level.Name(case.level).removeprefix("LEVEL_")


def _let_time_pass(platform: TestPlatform, case_id: str, hours: int) -> None:
    """Advance the clock; where processes have the real one, put the case's clocks into the past instead."""
    if not platform.distributed:
        platform.clock.advance(hours=hours)
        platform.settle()
        return
    database = platform.contexts["cases"].database
    with database.transaction() as connection:
        row = connection.execute(sa.select(cases.c.clocks).where(cases.c.id == case_id)).scalar_one()
        document = json.loads(row) if isinstance(row, str) else row
        for clock in document:
            for key in ("started_at", "due_at", "amber_at"):
                clock[key] = _earlier(clock[key])
        connection.execute(
            sa.update(cases)
            .where(cases.c.id == case_id)
            .values(clocks=document, next_tick_at=MONDAY_MORNING - timedelta(days=60))
        )
        connection.commit()
    # The timer of `work` comes round once a minute; its job is safe to run from here as well.
    platform.parts["cases"].application.loop.tick(datetime.now(UTC))


def _earlier(moment: str) -> str:
    return (datetime.fromisoformat(moment) - timedelta(days=30)).isoformat()


def test_an_untouched_report_climbs_to_the_top_and_skips_the_vacant_township(
    county: County, platform: TestPlatform
) -> None:
    case = county.report("head3", grid=2)
    levels = [_level(case)]

    for _ in range(3):
        before = levels[-1]
        _let_time_pass(platform, case.id, hours=96)
        moved = until(partial(_moved, county, case.id, before), within=60)
        levels.append(_level(moved))

    assert levels == _LEVELS
    climb = _climb(county, case.id)
    assert [each.action for each in climb] == ["report", "submit", "escalate", "escalate"]
    skipping = json.loads(climb[2].details)
    assert skipping["automatic"] is True
    assert skipping["skipped"] == ["410611001"]


def _moved(county: County, case_id: str, before: str) -> Any:
    found = _case(county, case_id)
    return found if _level(found) != before else None


def test_at_the_top_it_stays_and_shows_red(county: County, platform: TestPlatform) -> None:
    case = county.report("head3", grid=2, direct=True)
    if _level(case) != "PREFECTURE":
        _let_time_pass(platform, case.id, hours=96)
        until(lambda: _moved(county, case.id, _level(case)), within=60)

    _let_time_pass(platform, case.id, hours=96)

    found = until(lambda: _red(county, case.id), within=60)
    assert _level(found) == "PREFECTURE"
    assert pb.CaseState.Name(found.state) == "CASE_STATE_SCREENING"


def _red(county: County, case_id: str) -> Any:
    found = _case(county, case_id)
    return found if found.light == pb.LIGHT_RED else None


def test_by_hand_it_climbs_level_by_level_with_what_was_done(county: County) -> None:
    case = county.report(submit=True)
    levels = [_level(case)]

    for who in ("screener", "dispatcher", "county"):
        stub = county.cases(who)
        case = stub.FileCase(pb.FileCaseRequest(id=case.id))
        case = stub.EscalateCase(
            pb.EscalateCaseRequest(id=case.id, etag=case.etag, reason="超出本级权限", work_done="已核实")
        )
        levels.append(_level(case))

    assert levels == ["COMMUNITY", "TOWNSHIP", "COUNTY", "PREFECTURE"]
    assert [json.loads(each.details).get("work_done") for each in _climb(county, case.id)[2:]] == [
        "已核实"
    ] * 3
