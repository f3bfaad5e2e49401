"""What those who work on a case do: progress, more time, rest, result; and the extras of a dispute."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from services.cases.application.desk import CaseCommand, Ref, Working
from services.cases.application.ports import CaseView
from services.cases.domain.refusals import NotADispute
from services.kernel.call import Call
from services.kernel.security.masks import mask_name


class AddProgress(CaseCommand):
    """A progress note."""

    verb = "progress"

    def __call__(
        self, call: Call, ref: Ref, *, note: str, attachment_ids: Sequence[str] = (), step_done: str = ""
    ) -> CaseView:
        return self._run(
            call, ref, lambda w: w.case.progress(w.turn, note, w.evidence(attachment_ids), step_done)
        )


class RequestExtension(CaseCommand):
    """More time, before the limit, twice at most."""

    verb = "request_extension"

    def __call__(self, call: Call, ref: Ref, *, reason: str, extra: str) -> CaseView:
        return self._run(call, ref, lambda w: w.case.request_extension(w.turn, reason, extra))


class RequestSuspension(CaseCommand):
    """Asks the centre to stop the clock."""

    verb = "request_suspension"

    def __call__(self, call: Call, ref: Ref, *, reason: str, until: datetime) -> CaseView:
        return self._run(call, ref, lambda w: w.case.request_suspension(w.turn, reason, until))


class DecideRequest(CaseCommand):
    """The centre decides what was asked; never the one who asked."""

    verb = "decide_request"

    def __call__(
        self, call: Call, ref: Ref, *, change_request_id: str, approve: bool, opinion: str = ""
    ) -> CaseView:
        return self._run(
            call, ref, lambda w: w.case.decide_request(w.turn, change_request_id, approve, opinion)
        )


class SuspendCase(CaseCommand):
    """Rest for thirty days at most."""

    verb = "suspend"

    def __call__(self, call: Call, ref: Ref, *, ground: str, until: datetime) -> CaseView:
        return self._run(call, ref, lambda w: w.case.suspend(w.turn, ground, until))


class ResumeCase(CaseCommand):
    """The clock runs on."""

    verb = "resume"

    def __call__(self, call: Call, ref: Ref, *, reason: str = "") -> CaseView:
        return self._run(call, ref, lambda w: w.case.resume(w.turn, reason))


class FeedBack(CaseCommand):
    """A unit feeds back its result."""

    verb = "feed_back"

    def __call__(
        self,
        call: Call,
        ref: Ref,
        *,
        result: str,
        attachment_ids: Sequence[str] = (),
        cost: str = "",
        place: tuple[float, float] | None = None,
    ) -> CaseView:
        return self._run(
            call, ref, lambda w: w.case.feed_back(w.turn, result, w.evidence(attachment_ids), cost, place)
        )


class PutDispute(CaseCommand):
    """Parties, mediator, agreement and fulfilment of a dispute (CASE-32)."""

    verb = "put_dispute"

    def __call__(self, call: Call, ref: Ref, *, dispute: dict[str, Any]) -> CaseView:
        return self._run(
            call, ref, lambda w: _disputed(w).case.put_dispute(w.turn, _unmasked(dispute, w.case.dispute))
        )


def _unmasked(dispute: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """Names of parties as they were where their masked form is written back in its place."""
    before = known.get("parties", [])
    parties = [
        {**party, "name": before[number]["name"]}
        if number < len(before) and party.get("name", "") == mask_name(before[number].get("name", ""))
        else party
        for number, party in enumerate(dispute.get("parties", []))
    ]
    return {**dispute, "parties": parties} if parties else dispute


class AddMediation(CaseCommand):
    """A mediation session of a dispute."""

    verb = "add_mediation"

    def __call__(self, call: Call, ref: Ref, *, session: dict[str, Any]) -> CaseView:
        return self._run(call, ref, lambda w: _disputed(w).case.add_mediation(w.turn, session))


def _disputed(work: Working) -> Working:
    if work.turn.leaf.kind != "dispute":
        raise NotADispute(category=work.case.category_title or work.case.category)
    return work
