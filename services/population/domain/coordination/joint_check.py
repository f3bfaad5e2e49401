"""Several bodies look at premises together (联合检查, POP-20). Every verb gives a new check.

state      verb      next
none       plan      planned
planned    record    done while a defect is open, else closed
done       rectify   closed when no defect is open
planned    cancel    cancelled
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from services.kernel.errors import FieldProblem, Invalid
from services.population.domain.coordination.refusals import FindingNotFound, JointCheckNotInState
from services.population.domain.safety import Subject


class JointCheckState(StrEnum):
    """See the table."""

    PLANNED = "planned"
    DONE = "done"
    CLOSED = "closed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Premises:
    """A rented dwelling, a worksite or a unit: never a person."""

    kind: Subject
    id: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen there. ``defect`` is empty for what is in order."""

    id: str
    premises_id: str
    defect: str = ""
    note: str = ""
    due_on: date | None = None
    rectified_on: date | None = None

    @property
    def open(self) -> bool:
        """A defect that is still there."""
        return bool(self.defect) and self.rectified_on is None


@dataclass(frozen=True, slots=True)
class JointCheck:
    """A check."""

    id: str
    title: str
    path: str
    planned_on: date
    participants: tuple[str, ...]
    premises: tuple[Premises, ...]
    made_by: str
    made_by_name: str
    partner: str = ""
    findings: tuple[Finding, ...] = ()
    state: JointCheckState = JointCheckState.PLANNED
    done_on: date | None = None
    version: int = 1

    def kind_of(self, premises_id: str) -> Subject:
        """Of one of its premises. Raises Invalid for others."""
        for each in self.premises:
            if each.id == premises_id:
                return each.kind
        raise Invalid(FieldProblem("findings", "kernel.value_unknown"))

    def record(self, findings: Sequence[Finding], today: date) -> JointCheck:
        """Raises JointCheckNotInState, and Invalid for premises that are not of the check."""
        self._must_be(JointCheckState.PLANNED)
        for each in findings:
            self.kind_of(each.premises_id)
        return self._with(state=_after(findings), findings=tuple(findings), done_on=today)

    def rectify(self, finding_id: str, today: date) -> JointCheck:
        """Put right, and looked at again. Raises JointCheckNotInState, FindingNotFound."""
        self._must_be(JointCheckState.DONE)
        if not any(each.id == finding_id and each.open for each in self.findings):
            raise FindingNotFound()
        findings = tuple(
            replace(each, rectified_on=today) if each.id == finding_id else each for each in self.findings
        )
        return self._with(state=_after(findings), findings=findings)

    def cancel(self) -> JointCheck:
        """Raises JointCheckNotInState."""
        self._must_be(JointCheckState.PLANNED)
        return self._with(state=JointCheckState.CANCELLED)

    def _must_be(self, *states: JointCheckState) -> None:
        if self.state not in states:
            raise JointCheckNotInState(state=self.state.value)

    def _with(self, **changes: object) -> JointCheck:
        return replace(self, version=self.version + 1, **changes)  # type: ignore[arg-type]


def _after(findings: Sequence[Finding]) -> JointCheckState:
    return JointCheckState.DONE if any(each.open for each in findings) else JointCheckState.CLOSED
