"""What a grid does: settle, confirm, submit (CASE-12, 40)."""

from __future__ import annotations

from collections.abc import Sequence

from services.cases.application.desk import CaseCommand, Ref
from services.cases.application.ports import CaseView
from services.kernel.call import Call

Point = tuple[float, float] | None


class SettleOnSpot(CaseCommand):
    """The grid settles it itself."""

    verb = "settle"

    def __call__(
        self, call: Call, ref: Ref, *, measures: str, attachment_ids: Sequence[str] = (), place: Point = None
    ) -> CaseView:
        return self._run(
            call, ref, lambda w: w.case.settle(w.turn, measures, w.evidence(attachment_ids), place)
        )


class ConfirmSettled(CaseCommand):
    """The grid head confirms, or the community spot-checks."""

    verb = "confirm"

    def __call__(
        self, call: Call, ref: Ref, *, opinion: str = "", attachment_ids: Sequence[str] = ()
    ) -> CaseView:
        return self._run(call, ref, lambda w: w.case.confirm(w.turn, opinion, w.evidence(attachment_ids)))


class SubmitCase(CaseCommand):
    """Sent up to the community's centre."""

    verb = "submit"

    def __call__(self, call: Call, ref: Ref, *, reason: str) -> CaseView:
        return self._run(call, ref, lambda w: w.case.submit(w.turn, reason))
