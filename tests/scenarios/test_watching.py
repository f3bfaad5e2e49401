"""Following cases through a stream: after a break everything in sight is told, however much else went on."""

from __future__ import annotations

from contextlib import closing
from itertools import islice
from typing import Any

import pytest

from services.cases.adapters import watching
from tests.scenarios.conftest import ALL_IN_ONE
from tests.scenarios.county import County
from wangge.cases.v1 import cases_pb2 as pb


@pytest.fixture(scope="module")
def mode() -> str:
    """One process, whose batches the test can make small."""
    return ALL_IN_ONE


def _notices(county: County, who: str, after: str, count: int) -> list[tuple[str, str, str]]:
    answers: Any = county.cases(who).WatchCases(pb.WatchCasesRequest(after=after), timeout=20)
    with closing(answers):
        return [(each.id, each.action, each.case.id) for each in islice(answers, count)]


def test_what_was_missed_is_told_even_behind_many_lines_of_others(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_BATCH", 2)
    for _ in range(3):
        county.filed_at_township()
    mine = county.filed_at_township()
    county.cases("dispatcher").AssignCase(pb.AssignCaseRequest(id=mine.id, lead_unit_id=county.units["CG"]))

    told = _notices(county, "roads", "0", 6)

    assert {case for _, _, case in told} == {mine.id}
    assert [action for _, action, _ in told] == ["report", "submit", "file", "escalate", "file", "assign"]
    assert _notices(county, "roads", told[3][0], 2) == told[4:]


def test_new_lines_come_once(county: County) -> None:
    mine = county.filed_at_township()
    seen = _notices(county, "dispatcher", "0", 1)
    county.cases("dispatcher").AssignCase(pb.AssignCaseRequest(id=mine.id, lead_unit_id=county.units["CG"]))

    told = _notices(county, "roads", seen[0][0], 6)

    assert len({position for position, _, _ in told}) == 6
