"""What a centre and its departments do in step 3: take, assign, sign, send back, transfer, up and down."""

from __future__ import annotations

from collections.abc import Sequence

from services.cases.application.desk import CaseCommand, Ref
from services.cases.application.ports import CaseView
from services.kernel.call import Call
from services.kernel.territory_codes import path_of


class TakeCase(CaseCommand):
    """The centre handles it at its own level."""

    verb = "take"

    def __call__(self, call: Call, ref: Ref, *, opinion: str = "") -> CaseView:
        return self._run(call, ref, lambda w: w.case.take(w.turn, opinion))


class AssignCase(CaseCommand):
    """To a lead unit and joint units (CASE-15)."""

    verb = "assign"

    def __call__(
        self,
        call: Call,
        ref: Ref,
        *,
        lead_unit_id: str,
        joint_unit_ids: Sequence[str] = (),
        requirement: str = "",
    ) -> CaseView:
        self._desk.directory.refresh()
        lead = self._desk.unit(lead_unit_id, "lead_unit_id")
        joint = [self._desk.unit(each, "joint_unit_ids") for each in dict.fromkeys(joint_unit_ids)]
        return self._run(call, ref, lambda w: w.case.assign(w.turn, lead, joint, requirement))


class SignForCase(CaseCommand):
    """A unit signs for its task."""

    verb = "sign"

    def __call__(self, call: Call, ref: Ref, *, officer: str = "") -> CaseView:
        return self._run(call, ref, lambda w: w.case.sign(w.turn, officer))


class SendBackCase(CaseCommand):
    """Not ours, with the legal ground (CASE-37)."""

    verb = "send_back"

    def __call__(self, call: Call, ref: Ref, *, legal_ground: str, suggested_unit_id: str = "") -> CaseView:
        self._desk.directory.refresh()
        suggested = self._desk.unit(suggested_unit_id, "suggested_unit_id") if suggested_unit_id else None
        return self._run(call, ref, lambda w: w.case.send_back(w.turn, legal_ground, suggested))


class TransferCase(CaseCommand):
    """The centre moves the lead to another unit."""

    verb = "transfer"

    def __call__(self, call: Call, ref: Ref, *, to_unit_id: str, reason: str) -> CaseView:
        self._desk.directory.refresh()
        unit = self._desk.unit(to_unit_id, "to_unit_id")
        return self._run(call, ref, lambda w: w.case.transfer(w.turn, unit, reason))


class EscalateCase(CaseCommand):
    """One level up, past vacant centres (CASE-12)."""

    verb = "escalate"

    def __call__(self, call: Call, ref: Ref, *, reason: str, work_done: str = "") -> CaseView:
        return self._run(call, ref, lambda w: w.case.escalate(w.turn, reason, work_done))


class PushDownCase(CaseCommand):
    """Down to a level of the own subtree that can handle it."""

    verb = "push_down"

    def __call__(self, call: Call, ref: Ref, *, territory_code: str, reason: str) -> CaseView:
        return self._run(call, ref, lambda w: w.case.push_down(w.turn, path_of(territory_code), reason))


class HandToEmergency(CaseCommand):
    """Tells the emergency module; the case stays open here (CASE-14)."""

    verb = "hand_to_emergency"

    def __call__(self, call: Call, ref: Ref, *, reason: str) -> CaseView:
        return self._run(call, ref, lambda w: w.case.hand_to_emergency(w.turn, reason))
