"""Which parts of a sight are answered best by one index, whatever their values are."""

from __future__ import annotations

import pytest

from services.cases.adapters.branches import branches
from services.cases.application.access import Sight
from services.kernel.call import Scope

PREFECTURE, COUNTY, GRID = "4106", "410611", "410611001002003"


@pytest.mark.parametrize(
    ("path", "steady"),
    [
        ("", True),
        (PREFECTURE, False),
        (COUNTY, True),
        ("410611001", True),
        (GRID, True),
        (GRID + "01", False),
    ],
)
def test_the_plan_for_a_subtree_is_kept_where_an_index_begins_with_its_width(path: str, steady: bool) -> None:
    """A range of paths may hold everything or next to nothing, which the planner must look at each time."""
    (found,) = branches(Sight(Scope(paths=(path,), parties=())))
    assert (found.path, found.steady, found.kept) == (path, steady, True)


def test_a_line_of_work_and_taking_part_are_planned_each_time() -> None:
    sight = Sight(Scope(paths=(), parties=("account:a",)), lined=((COUNTY, "event.safety"),))
    assert [(each.path, each.parties, each.steady) for each in branches(sight)] == [
        (COUNTY, (), False),
        (None, ("account:a",), False),
    ]


def test_without_any_right_nothing_is_found() -> None:
    (nothing,) = branches(Sight(Scope.nothing()))
    assert (nothing.steady, str(nothing.condition)) == (False, "false")
