"""Safety commitments of worksites and employers: signed, checked, put right, told of when over (POP-19)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.security.masks import is_masked
from services.population.application import sight
from services.population.application.incomers.checking import Inspector, opening_cases, tell_overdue
from services.population.application.incomers.ports import CheckList
from services.population.application.incomers.views import paths_of
from services.population.application.ports import Evidence, FiledEvidence
from services.population.application.room import Command, Room, must_be_current, today_in_china
from services.population.application.worksites.ports import Bound, CommitmentStore, Letters
from services.population.application.worksites.worksites import EDIT
from services.population.domain.commitments import HOLDS, Commitment, Letter, LetterForm
from services.population.domain.families.refusals import EstablishmentClosed
from services.population.domain.refusals import (
    EvidenceNotFound,
    LetterChanged,
    SubjectOfCommitmentNotFound,
    WorksiteOver,
)
from services.population.domain.safety import Defect, Subject
from wangge.population.v1 import events_pb2


@dataclass(frozen=True, slots=True)
class Signed:
    """What is said when a letter is signed."""

    text_version: str
    form: LetterForm
    signed_by: str
    file_id: str
    valid_until: date | None = None


class CommitmentCommand(Command):
    """A command about the commitment of something in sight of the caller."""

    def __init__(self, room: Room, commitments: CommitmentStore) -> None:
        super().__init__(room)
        self._commitments = commitments

    def bound(self, uow: UnitOfWork, wanted: str) -> Bound:
        """Raises SubjectOfCommitmentNotFound."""
        found = self._commitments.bound(uow, wanted)
        if found is None or not sight.sees(uow.call, EDIT, found.path):
            raise SubjectOfCommitmentNotFound()
        return found

    def commitment(self, uow: UnitOfWork, bound: Bound) -> Commitment:
        """An unwritten one where nothing was signed or checked."""
        return self._commitments.one(uow, bound.id) or Commitment(bound.id, bound.subject)

    def must_go_on(self, bound: Bound) -> None:
        """Raises WorksiteOver, EstablishmentClosed."""
        if bound.over:
            raise WorksiteOver() if bound.subject is Subject.WORKSITE else EstablishmentClosed()

    def store(self, uow: UnitOfWork, bound: Bound, commitment: Commitment, what: str) -> None:
        """Write it, with event and audit entry. Raises Stale."""
        self._commitments.put(uow, commitment)
        event = events_pb2.CommitmentChanged(
            subject=bound.subject.value, subject_id=bound.id, territory_path=bound.path, what=what
        )
        event.at.FromDatetime(uow.now)
        uow.record(event, aggregate=bound.id, territory=bound.path)
        changes = {"standing": ["", commitment.standing(today_in_china(uow.now)).value]}
        uow.audit(
            f"population.commitment.{what}",
            bound.subject.value,
            bound.id,
            territory=bound.path,
            changes=changes,
        )


class SignCommitment(CommitmentCommand):
    """The letter in force is signed, or signed anew; the signed one is kept."""

    def __init__(self, room: Room, commitments: CommitmentStore, letters: Letters) -> None:
        super().__init__(room, commitments)
        self._letters = letters

    def __call__(self, call: Call, wanted: str, etag: str, said: Signed) -> str:
        """Its id.

        Raises SubjectOfCommitmentNotFound, WorksiteOver, EstablishmentClosed, LetterChanged,
        EvidenceNotFound, Stale, Invalid.
        """
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            bound = self.bound(uow, wanted)
            self.must_go_on(bound)
            before = self.commitment(uow, bound)
            must_be_current(etag, before.version)
            if is_masked(said.signed_by):
                raise Invalid(FieldProblem("signed_by", "population.masked_value"))
            if said.text_version != self._letters.in_force(bound.subject).version:
                raise LetterChanged()
            today = today_in_china(uow.now)
            letter = Letter(
                id=self._new_id(),
                text_version=said.text_version,
                form=said.form,
                signed_by=said.signed_by,
                signed_on=today,
                valid_until=said.valid_until or today + HOLDS,
                file_id=said.file_id,
            )
            after = before.sign(letter, today)
            self._room.changes.bind_evidence(uow, letter.id, [said.file_id], call.actor.id)
            self.store(uow, bound, after, "sign")
            uow.commit(result=wanted)
        return wanted


class CheckCommitment(CommitmentCommand):
    """The items of the list; what is not in order is to be put right within its limit."""

    def __init__(self, room: Room, commitments: CommitmentStore, inspector: Inspector) -> None:
        super().__init__(room, commitments)
        self._inspector = inspector

    def __call__(self, call: Call, wanted: str, etag: str, check_id: str, failed: Sequence[str]) -> str:
        """Its id. The same check again changes nothing.

        Raises SubjectOfCommitmentNotFound, WorksiteOver, EstablishmentClosed, Stale, Invalid.
        """
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            bound = self.bound(uow, wanted)
            before = self.commitment(uow, bound)
            if self._inspector.known(uow, self._commitments, wanted, check_id):
                return wanted
            self.must_go_on(bound)
            must_be_current(etag, before.version)
            defects = self._inspector.keep(uow, self._commitments, bound.subject, wanted, check_id, failed)
            self.store(uow, bound, before.check(defects, today_in_china(uow.now)), "check")
            uow.commit(result=wanted)
        return wanted


class RectifyCommitment(CommitmentCommand):
    """A defect was put right, and somebody looked again."""

    def __call__(self, call: Call, wanted: str, etag: str, defect_id: str) -> str:
        """Its id. Raises SubjectOfCommitmentNotFound, DefectNotFound, Stale."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            bound = self.bound(uow, wanted)
            before = self.commitment(uow, bound)
            must_be_current(etag, before.version)
            self.store(uow, bound, before.rectify(defect_id, today_in_china(uow.now)), "rectify")
            uow.commit(result=wanted)
        return wanted


class LookAtCommitments(CommitmentCommand):
    """Commitments within sight."""

    def __init__(self, room: Room, commitments: CommitmentStore, evidence: Evidence) -> None:
        super().__init__(room, commitments)
        self._evidence = evidence

    def one(self, call: Call, wanted: str) -> tuple[Bound, Commitment]:
        """The reading is logged. Raises SubjectOfCommitmentNotFound."""
        with self._new_uow(call) as uow:
            bound = self.bound(uow, wanted)
            commitment = self.commitment(uow, bound)
            uow.audit("population.commitment.view", bound.subject.value, wanted, territory=bound.path)
            uow.commit()
        return bound, commitment

    def letter(self, call: Call, wanted: str, letter_id: str) -> tuple[FiledEvidence, bytes]:
        """A signed letter; the reading is logged. Raises SubjectOfCommitmentNotFound, EvidenceNotFound."""
        with self._new_uow(call) as uow:
            bound = self.bound(uow, wanted)
            letters = self.commitment(uow, bound).letters
            file_id = next((each.file_id for each in letters if each.id == letter_id), "")
            uow.audit("population.commitment.letter", bound.subject.value, wanted, territory=bound.path)
            uow.commit()
        if not file_id:
            raise EvidenceNotFound()
        return self._evidence.data(letter_id, file_id)

    def employers(
        self, call: Call, path: str, after: Sequence[str] | None, limit: int
    ) -> Sequence[tuple[Bound, Commitment]]:
        """Units that employ somebody, by place, with theirs or an unwritten one; the reading is logged."""
        with self._new_uow(call) as uow:
            uow.audit("population.commitments.list", "territory", path or "all", territory=path)
            uow.commit()
        found = self._commitments.employers(paths_of(call, EDIT, path), after, limit)
        known = self._commitments.known([each.id for each in found])
        return [(each, known.get(each.id) or Commitment(each.id, each.subject)) for each in found]

    def place_names(self, found: Sequence[Bound]) -> dict[str, str]:
        """Of the grids they are in."""
        return self._room.places.place_names({each.path for each in found})


class TellOverdueCommitments(CommitmentCommand):
    """Defects that may not wait, open beyond their limit: whoever handles cases is told, once."""

    def __init__(self, room: Room, commitments: CommitmentStore, items: CheckList) -> None:
        super().__init__(room, commitments)
        self._items = items

    def __call__(self, now: datetime) -> int:
        """How many there were."""
        codes = opening_cases(self._items, Subject.WORKSITE, Subject.EMPLOYER)
        return tell_overdue(self._new_uow, self._commitments, codes, now, Commitment.told, self._announce)

    def _announce(self, uow: UnitOfWork, commitment: Commitment, defect: Defect) -> None:
        bound = self._commitments.bound(uow, commitment.id)
        if bound is None:
            return
        event = events_pb2.SafetyDefectOverdue(
            subject=bound.subject.value,
            subject_id=bound.id,
            defect_id=defect.id,
            territory_path=bound.path,
            kind=defect.code,
            due_on=defect.due_on.isoformat(),
        )
        event.at.FromDatetime(uow.now)
        uow.record(event, aggregate=bound.id, territory=bound.path)
