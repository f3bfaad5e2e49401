"""What a screener does: file, return, reject, merge, correct; and completing what was returned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from services.cases.application import access
from services.cases.application.desk import CaseCommand, Desk, Ref, Working
from services.cases.application.ports import CaseNumbers, CaseView
from services.cases.domain.refusals import CaseNotFound, CategoryUnknown, MergeRefused
from services.cases.domain.states import Urgency
from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.types import Clock

_CHINA = ZoneInfo("Asia/Shanghai")


class FileCase(CaseCommand):
    """Opens the file with category, urgency and limit (step 2)."""

    verb = "file"

    def __init__(self, desk: Desk, numbers: CaseNumbers, clock: Clock) -> None:
        super().__init__(desk)
        self._numbers = numbers
        self._clock = clock

    def __call__(
        self, call: Call, ref: Ref, *, category: str = "", urgency: Urgency | None = None, opinion: str = ""
    ) -> CaseView:
        number = self._numbers.next(self._clock().astimezone(_CHINA).year, "A")

        def act(work: Working) -> None:
            code = category or work.case.category
            if not code:
                raise CategoryUnknown(FieldProblem("category", CategoryUnknown.code, {"category": ""}))
            leaf = work.turn.leaf if code == work.case.category else self._desk.leaf(code)
            version = work.case.catalogue_version
            if code != work.case.category:
                version = self._desk.directory.catalogue_version
            work.case.classify(work.turn, leaf, urgency or work.case.urgency, version)
            work.case.file(replace(work.turn, leaf=leaf), number, opinion)

        return self._run(call, ref, act)


class ReturnCase(CaseCommand):
    """More data is needed."""

    verb = "return"

    def __call__(self, call: Call, ref: Ref, *, missing: str) -> CaseView:
        return self._run(call, ref, lambda w: w.case.return_for_data(w.turn, missing))


class ResubmitCase(CaseCommand):
    """The reporter or the grid head completed the data."""

    verb = "resubmit"

    def __call__(
        self,
        call: Call,
        ref: Ref,
        *,
        additions: str,
        attachment_ids: Sequence[str] = (),
        address: str = "",
        place: tuple[float, float] | None = None,
    ) -> CaseView:
        def act(work: Working) -> None:
            case = work.case
            evidence = work.evidence(attachment_ids)
            if address:
                case.address = address
            if place is not None:
                case.longitude, case.latitude = place
            case.resubmit(work.turn, additions, evidence)
            if address:
                self._desk.search.replace(work.uow.connection, case)

        return self._run(call, ref, act)


class RejectCase(CaseCommand):
    """A polite answer with the right address (CASE-16)."""

    verb = "reject"

    def __call__(self, call: Call, ref: Ref, *, reason: str, answer: str = "") -> CaseView:
        """Without ``answer``, a matter outside government duty gets that of its leaf in the catalogue.

        Raises Invalid when there is neither.
        """
        return self._run(call, ref, lambda w: w.case.reject(w.turn, reason, _answer(w, answer)))


def _answer(work: Working, given: str) -> str:
    leaf = work.turn.leaf
    text = given.strip() or (leaf.outside_answer.strip() if leaf.outside_duty else "")
    if not text:
        raise Invalid.one("answer_to_reporter", "kernel.required")
    return text


class MergeCase(CaseCommand):
    """The same matter as another case; every reporter is still answered."""

    verb = "merge"

    def __call__(self, call: Call, ref: Ref, *, into_id: str, reason: str) -> CaseView:
        def act(work: Working) -> None:
            connection = work.uow.connection
            try:
                other = self._desk.cases.load(connection, into_id, access.sight_of(call), lock=True).case
            except CaseNotFound:
                raise MergeRefused(FieldProblem("into_id", MergeRefused.code, {"state": "-"})) from None
            work.case.merge(work.turn, other, reason)
            count = self._desk.people.move_followers(work.uow, work.case, other.id)
            if other.state.open:
                other.followers += max(count - 1, 0)
                other.follow(self._desk.turn(call, work.uow, other), "")
                self._desk.cases.save(work.uow, other, [f"account:{work.case.reporter.account_id}"])

        return self._run(call, ref, act)


class ChangeCategory(CaseCommand):
    """Corrects category or urgency while open; limits follow from the same start."""

    verb = "change_category"

    def __call__(
        self, call: Call, ref: Ref, *, reason: str, category: str = "", urgency: Urgency | None = None
    ) -> CaseView:
        def act(work: Working) -> None:
            case = work.case
            changed = bool(category) and category != case.category
            leaf = self._desk.leaf(category) if changed else work.turn.leaf
            version = self._desk.directory.catalogue_version if changed else case.catalogue_version
            case.change_category(
                replace(work.turn, leaf=leaf), leaf, urgency or case.urgency, version, reason
            )

        return self._run(call, ref, act)
