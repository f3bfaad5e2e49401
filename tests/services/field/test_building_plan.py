"""Plans of buildings: every room once, never more cells than a page can hold, the phone draws the same."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.field.edge import building_plan
from services.field.edge.building_plan import MOST_CELLS, plan_of

SCRIPT = Path(building_plan.__file__).parent / "static" / "plan.js"
NUMBERS = st.tuples(*(st.integers(-1, most) for most in (250, 60, 60, 20000)))


@settings(max_examples=60, deadline=None)
@example((11, 0, 0, 1101))  # storey 1 room 101 is not storey 11 room 1
@example((1, 0, 0, 20000))
@given(NUMBERS)
def test_every_room_is_there_once_and_no_page_bursts(numbers: tuple[int, int, int, int]) -> None:
    plan = plan_of(*numbers)

    rooms = [room for storey in plan.storeys for unit in storey.rooms for room in unit]
    assert len(rooms) == len(set(rooms)) == plan.rooms <= MOST_CELLS
    assert plan.known == (numbers[0] > 0)
    assert [each.number for each in plan.storeys] == sorted(
        (each.number for each in plan.storeys), reverse=True
    )


def test_rooms_are_named_by_unit_storey_and_number() -> None:
    plan = plan_of(3, 2, 2, 0)

    assert [each.number for each in plan.storeys] == [3, 2, 1]
    assert plan.storeys[0].rooms == (("1-301", "1-302"), ("2-301", "2-302"))


def test_dwellings_are_made_of_the_households_where_nothing_else_is_known() -> None:
    assert plan_of(6, 2, 0, 24).rooms == 24
    assert plan_of(6, 2, 0, 25).rooms == 36
    assert plan_of(0, 0, 0, 7).rooms == 7
    assert plan_of(0, 0, 0, 0).storeys == ()


@pytest.mark.skipif(shutil.which("node") is None, reason="Node runs the phone's script")
def test_the_phone_draws_the_same() -> None:
    asked = [
        (6, 2, 2, 0),
        (33, 1, 0, 132),
        (0, 0, 0, 9),
        (200, 50, 50, 0),
        (11, 0, 0, 1101),
        (2, 7, 0, 90000),
    ]
    text = "\n".join(
        [
            SCRIPT.read_text("utf-8"),
            f"const asked = {json.dumps(asked)};",
            "const plans = asked.map(([storeys, units, dwellingsPerStorey, households]) =>",
            "  planOf({storeys, units, dwellingsPerStorey, households}));",
            "console.log(JSON.stringify(plans.map((p) => p.storeys.flatMap((s) => s.rooms.flat()))));",
        ]
    )
    ran = subprocess.run(
        ["node", "--input-type=module", "-"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    for numbers, found in zip(asked, json.loads(ran.stdout), strict=True):
        drawn = [room for storey in plan_of(*numbers).storeys for unit in storey.rooms for room in unit]
        assert found == drawn
