"""What would happen to a case that nobody touches (CASE-23)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.cases.application.oversight.ports import Surroundings
from services.cases.domain.refusals import CategoryUnknown
from services.cases.domain.simulator import Step, simulate, warning_years
from services.cases.domain.states import Urgency
from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.territory_codes import path_of


@dataclass(frozen=True, slots=True)
class Simulation:
    """The steps in order of time; ``years`` are those without holiday data."""

    steps: list[Step]
    years: list[int]


class SimulateCase:
    """Runs the clocks and the climb of a case ahead, from the places and limits in force."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    def __call__(
        self, call: Call, category: str, urgency: Urgency, grid_code: str, at: datetime
    ) -> Simulation:
        """Raises CategoryUnknown, and Invalid for a place that is not known."""
        self._around.refresh()
        leaf = self._around.leaf(category)
        if leaf.code != category:
            raise CategoryUnknown(FieldProblem("category", CategoryUnknown.code, {"category": category}))
        path = path_of(grid_code)
        if not self._around.known(path):
            raise Invalid.one("grid_code", "cases.place_unknown", place=grid_code)
        calendar = self._around.calendar_at(path)
        steps = sorted(simulate(leaf, urgency, path, at, self._around, calendar), key=lambda step: step.at)
        return Simulation(steps, warning_years(steps, calendar))
