"""Rented dwellings: reported, verified, plated, checked, ended (POP-18)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.security.masks import is_masked
from services.population.application import sight
from services.population.application.incomers.checking import Inspector, opening_cases, tell_overdue
from services.population.application.incomers.ports import CheckList, RentalStore
from services.population.application.ports import Evidence, FiledEvidence
from services.population.application.room import Command, Room, today_in_china
from services.population.application.room import must_be_current as current
from services.population.domain import documents
from services.population.domain.refusals import RentalNotFound, RentedAlready
from services.population.domain.renting import Rental
from services.population.domain.safety import Defect, Subject
from wangge.population.v1 import events_pb2

EDIT = "population.rental.edit"


class RentalCommand(Command):
    """A command about a rented dwelling in sight of the caller."""

    def __init__(self, room: Room, rentals: RentalStore) -> None:
        super().__init__(room)
        self._rentals = rentals

    def rental(self, uow: UnitOfWork, rental_id: str, etag: str = "") -> Rental:
        """Raises RentalNotFound, Stale."""
        rental = self._rentals.one(uow, rental_id)
        if rental is None or not sight.sees(uow.call, EDIT, rental.path):
            raise RentalNotFound()
        current(etag, rental.version)
        return rental

    def store(self, uow: UnitOfWork, before: Rental | None, rental: Rental, action: str) -> None:
        """Write it, with event and audit entry. Raises Stale."""
        if before is None:
            self._rentals.add(uow, rental)
        else:
            self._rentals.put(uow, rental)
        if before is None or before.state is not rental.state:
            event = events_pb2.RentalChanged(
                rental_id=rental.id,
                dwelling_id=rental.dwelling_id,
                territory_path=rental.path,
                state=rental.state.value,
            )
            event.at.FromDatetime(uow.now)
            uow.record(event, aggregate=rental.id, territory=rental.path)
        changes = {"state": [before.state.value if before else "", rental.state.value]}
        uow.audit(f"population.rental.{action}", "rental", rental.id, territory=rental.path, changes=changes)


class ReportRental(RentalCommand):
    """By the landlord or by whoever notices that a dwelling is let."""

    def __call__(self, call: Call, said: Rental) -> str:
        """Its id. Raises DwellingNotFound, DwellingOver, RentedAlready, Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            dwelling = self.standing(uow, said.dwelling_id)
            call.require(EDIT, dwelling.path)
            for name in ("landlord_name", "landlord_phone"):
                if is_masked(getattr(said, name)):
                    raise Invalid(FieldProblem(name, "population.masked_value"))
            problem = documents.phone_problem(said.landlord_phone, "landlord_phone")
            if problem is not None:
                raise Invalid(problem)
            if self._rentals.of_dwelling(uow, dwelling.id) is not None:
                raise RentedAlready()
            made = Rental(
                id=self._new_id(),
                dwelling_id=dwelling.id,
                path=dwelling.path,
                landlord_name=said.landlord_name,
                landlord_phone=said.landlord_phone,
                lease_from=said.lease_from,
                lease_to=said.lease_to,
                unlicensed=said.unlicensed,
            ).checked_lease()
            self.store(uow, None, made, "report")
            uow.commit(result=made.id)
        return made.id


class ChangeRental(RentalCommand):
    """What changes the rental alone: verifying, rectifying, ending."""

    def __call__(
        self, call: Call, rental_id: str, etag: str, action: str, change: Callable[[Rental, date], Rental]
    ) -> str:
        """Its id. Raises RentalNotFound, Stale, and what ``change`` raises."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.rental(uow, rental_id, etag)
            self.store(uow, before, change(before, today_in_china(uow.now)), action)
            uow.commit(result=rental_id)
        return rental_id


class PlateRental(RentalCommand):
    """The landlord signed the safety letter; the signed one is kept with the rental."""

    def __call__(self, call: Call, rental_id: str, etag: str, plate: str, file_id: str) -> str:
        """Its id. Raises RentalNotFound, RentalNotInState, EvidenceNotFound, Stale."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.rental(uow, rental_id, etag)
            self._room.changes.bind_evidence(uow, rental_id, [file_id], call.actor.id)
            self.store(uow, before, before.hang(plate, file_id, today_in_china(uow.now)), "plate")
            uow.commit(result=rental_id)
        return rental_id


class CheckRental(RentalCommand):
    """The items of the list; what is not in order is to be put right within its limit."""

    def __init__(self, room: Room, rentals: RentalStore, inspector: Inspector) -> None:
        super().__init__(room, rentals)
        self._inspector = inspector

    def __call__(self, call: Call, rental_id: str, etag: str, check_id: str, failed: Sequence[str]) -> str:
        """Its id. The same check again changes nothing. Raises RentalNotFound, RentalNotInState, Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.rental(uow, rental_id)
            if self._inspector.known(uow, self._rentals, rental_id, check_id):
                return rental_id
            current(etag, before.version)
            defects = self._inspector.keep(uow, self._rentals, Subject.RENTAL, rental_id, check_id, failed)
            after = before.check(defects, today_in_china(uow.now))
            self.store(uow, before, after, "check")
            uow.commit(result=rental_id)
        return rental_id


class GetRental(RentalCommand):
    """One rental; the reading is logged."""

    def __init__(self, room: Room, rentals: RentalStore, evidence: Evidence) -> None:
        super().__init__(room, rentals)
        self._evidence = evidence

    def __call__(self, call: Call, rental_id: str) -> Rental:
        """Raises RentalNotFound."""
        with self._new_uow(call) as uow:
            rental = self.rental(uow, rental_id)
            uow.audit("population.rental.view", "rental", rental_id, territory=rental.path)
            uow.commit()
        return rental

    def letter(self, call: Call, rental_id: str) -> tuple[FiledEvidence, bytes]:
        """The signed letter. Raises RentalNotFound, EvidenceNotFound."""
        with self._new_uow(call) as uow:
            rental = self.rental(uow, rental_id)
            uow.audit("population.rental.letter", "rental", rental_id, territory=rental.path)
            uow.commit()
        return self._evidence.data(rental_id, rental.letter_file_id)


class TellOverdueDefects(RentalCommand):
    """Defects that may not wait, open beyond their limit: whoever handles cases is told, once."""

    def __init__(self, room: Room, rentals: RentalStore, items: CheckList) -> None:
        super().__init__(room, rentals)
        self._items = items

    def __call__(self, now: datetime) -> int:
        """How many there were."""
        codes = opening_cases(self._items, Subject.RENTAL)
        return tell_overdue(self._new_uow, self._rentals, codes, now, Rental.told, _announce)


def _announce(uow: UnitOfWork, rental: Rental, defect: Defect) -> None:
    event = events_pb2.RentalDefectOverdue(
        rental_id=rental.id,
        defect_id=defect.id,
        dwelling_id=rental.dwelling_id,
        territory_path=rental.path,
        kind=defect.code,
        due_on=defect.due_on.isoformat(),
    )
    event.at.FromDatetime(uow.now)
    uow.record(event, aggregate=rental.id, territory=rental.path)
