"""Verbs of the first steps: the report, settling it in the grid, screening it at a centre."""

from __future__ import annotations

from collections.abc import Sequence

from services.cases.domain import loop, routing
from services.cases.domain.catalogue import Leaf
from services.cases.domain.parts import Evidence, Happening
from services.cases.domain.record import CaseRecord, Turn
from services.cases.domain.refusals import EndsHere, MergeRefused, PhotoNeeded
from services.cases.domain.states import State, Urgency
from services.kernel.errors import FieldProblem


class Intake(CaseRecord):
    """Report, settle, submit, file, return, resubmit, reject, merge."""

    def report(self, turn: Turn, landing: routing.Landing, attachments: Sequence[str] = ()) -> None:
        """Step 1: the matter is here. A grid without head passes it to its centre at once (vacant, noted)."""
        self._hold(turn, self.holder_path)
        self._start(turn, "receiving")
        self.updated_at = turn.now
        self.happenings.append(
            Happening(
                action="report",
                event="CaseReported",
                before=State.REPORTED,
                after=State.REPORTED,
                at=turn.now,
                attachments=tuple(attachments),
                place=self._point,
                details={"landing": landing.how, "channel": self.channel.value},
                parties=self._interested,
                doer=turn.by,
            )
        )

    def settle(
        self, turn: Turn, measures: str, evidence: Sequence[Evidence], place: tuple[float, float] | None
    ) -> None:
        """REPORTED to SELF_DONE: the grid settles it itself; physical work needs a picture afterwards."""
        loop.find("settle", self.state)
        if not self.paperwork and not any(each.category == "picture" for each in evidence):
            raise PhotoNeeded(FieldProblem("attachment_ids", PhotoNeeded.code))
        self.result = measures
        self._note_handler(turn.by)
        self._move(turn, "settle", opinion=measures, attachments=_ids(evidence), place=place)

    def confirm(self, turn: Turn, opinion: str, evidence: Sequence[Evidence]) -> None:
        """SELF_DONE to CLOSED: the grid head confirms or the community spot-checks."""
        own = turn.by.id in self.handlers
        self._move(
            turn,
            "confirm",
            opinion=opinion,
            attachments=_ids(evidence),
            details={"by_settler": own or None},
            parties=self._interested,
        )
        self.closed_at = turn.now

    def submit(self, turn: Turn, reason: str, *, details: dict[str, object] | None = None) -> None:
        """REPORTED to SCREENING one level up, past vacant centres."""
        loop.find("submit", self.state)
        hop = _up_or_here(turn, self.holder_path)
        self._hold(turn, hop.path)
        self._move(turn, "submit", opinion=reason, details={"skipped": list(hop.skipped), **(details or {})})

    def submit_here(self, turn: Turn) -> None:
        """REPORTED to SCREENING where it landed: a report above the grid has no grid head to wait for."""
        self._move(turn, "submit", details={"automatic": True})

    def submit_direct(self, turn: Turn, reason: str) -> None:
        """Straight to the command centre; the centres passed over get a copy at once (CASE-14)."""
        loop.find("submit", self.state)
        hop = routing.command_centre(turn.places, self.grid_path)
        copies = [c.id for path in hop.skipped if (c := turn.places.centre_at(path)) is not None]
        self._hold(turn, hop.path)
        self._move(
            turn,
            "submit",
            opinion=reason,
            details={"direct": True, "copied_to": list(hop.skipped)},
            parties=[f"unit:{unit}" for unit in copies],
        )

    def file(self, turn: Turn, file_number: str, opinion: str) -> None:
        """SCREENING to FILED: step 2, the file is open with category, urgency and limits."""
        loop.find("file", self.state)
        self.file_number = self.file_number or file_number
        self._move(
            turn,
            "file",
            opinion=opinion,
            details={
                "file_number": self.file_number,
                "category": self.category,
                "urgency": self.urgency.value,
            },
            parties=self._interested,
        )

    def classify(self, turn: Turn, leaf: Leaf, urgency: Urgency, catalogue_version: int) -> bool:
        """Set category and urgency as part of filing or correcting; says whether anything changed."""
        if (leaf.code, urgency) == (self.category, self.urgency):
            return False
        self.category, self.category_title, self.urgency = leaf.code, leaf.title, urgency
        self.paperwork, self.safety = leaf.paperwork, leaf.safety or self.safety
        self.catalogue_version = catalogue_version
        limits = leaf.limits_for(urgency)
        for clock in self.clocks:
            if clock.stopped_at is None:
                # A named step of the old leaf keeps its limit: the new leaf does not know it.
                known = clock.stage in loop.STAGE.values() or clock.stage in dict(limits.steps)
                clock.recompute(turn.calendar, limits.of(clock.stage, urgency) if known else None)
        return True

    def change_category(
        self, turn: Turn, leaf: Leaf, urgency: Urgency, catalogue_version: int, reason: str
    ) -> None:
        """Corrects category or urgency while open; limits follow from the same start."""
        loop.find("change_category", self.state)
        before = (self.category, self.urgency.value)
        self.classify(turn, leaf, urgency, catalogue_version)
        self._move(
            turn,
            "change_category",
            opinion=reason,
            details={"before": list(before), "after": [self.category, self.urgency.value]},
        )

    def return_for_data(self, turn: Turn, missing: str) -> None:
        """SCREENING to RETURNED: says what is missing."""
        self._move(turn, "return", opinion=missing, parties=self._interested)

    def resubmit(self, turn: Turn, additions: str, evidence: Sequence[Evidence]) -> None:
        """RETURNED to SCREENING at the centre that asked."""
        self._move(turn, "resubmit", opinion=additions, attachments=_ids(evidence), place=self._point)

    def reject(self, turn: Turn, reason: str, answer: str) -> None:
        """SCREENING to REJECTED, with an answer to the reporter; no case simply disappears (CASE-16)."""
        loop.find("reject", self.state)
        self.answer = answer
        self._move(turn, "reject", opinion=reason, details={"answer": answer}, parties=self._interested)
        self.closed_at = turn.now

    def close_unanswered(self, turn: Turn, answer: str) -> None:
        """RETURNED to REJECTED: nobody completed the data in time."""
        loop.find("reject", self.state, "unanswered")
        self.answer = self.answer or answer
        self._move(turn, "reject", "unanswered", opinion=answer, parties=self._interested)
        self.closed_at = turn.now

    def merge(self, turn: Turn, into: CaseRecord, reason: str) -> None:
        """SCREENING to MERGED; its reporters become followers of the other case."""
        loop.find("merge", self.state)
        if (
            into.id == self.id
            or into.merged_into
            or into.state in (State.WITHDRAWN, State.REJECTED, State.ARCHIVED)
        ):
            raise MergeRefused(FieldProblem("into_id", MergeRefused.code, {"state": into.state.value}))
        self.merged_into = into.id
        self._move(
            turn,
            "merge",
            opinion=reason,
            details={"into": into.number},
            event_fields={"into_id": into.id},
            parties=self._interested,
        )
        self.closed_at = turn.now

    @property
    def _point(self) -> tuple[float, float] | None:
        if self.longitude is None or self.latitude is None:
            return None
        return self.longitude, self.latitude


def _ids(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    return tuple(each.id for each in evidence)


def _up_or_here(turn: Turn, path: str) -> routing.Hop:
    try:
        return routing.up(turn.places, path)
    except EndsHere:
        # A report that landed at the very top is screened there.
        return routing.Hop(path)
