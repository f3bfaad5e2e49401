"""A rented dwelling (POP-18). Every verb gives a new rental.

state                 verb       next
none, ended           report     reported
reported              verify     verified
verified              plate      plated; the safety letter is signed
verified and later    check      defect when something is not in order, else as it was
defect                rectify    rectified when nothing is left to be put right
any but ended         end        ended
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from services.kernel.errors import FieldProblem, Invalid
from services.population.domain import safety
from services.population.domain.refusals import RentalNotInState
from services.population.domain.safety import CHECK_EVERY, Check, Defect


class RentalState(StrEnum):
    """See the table."""

    REPORTED = "reported"
    VERIFIED = "verified"
    PLATED = "plated"
    DEFECT = "defect"
    RECTIFIED = "rectified"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Rental:
    """A dwelling that is let."""

    id: str
    dwelling_id: str
    path: str
    state: RentalState = RentalState.REPORTED
    landlord_name: str = ""
    landlord_phone: str = ""
    lease_from: date | None = None
    lease_to: date | None = None
    plate: str = ""
    letter_file_id: str = ""
    letter_signed_on: date | None = None
    unlicensed: bool = False
    next_check_on: date | None = None
    defects: tuple[Defect, ...] = ()
    checks: tuple[Check, ...] = ()
    version: int = 1

    def checked_lease(self) -> Rental:
        """The same. Raises Invalid for a lease that ends before it begins."""
        if self.lease_from and self.lease_to and self.lease_to < self.lease_from:
            raise Invalid(FieldProblem("lease_to", "population.lease_ends_early"))
        return self

    def verify(self) -> Rental:
        """What was reported is so. Raises RentalNotInState."""
        self._must_be(RentalState.REPORTED)
        return self._with(state=RentalState.VERIFIED)

    def hang(self, plate: str, letter_file_id: str, today: date) -> Rental:
        """The letter is signed, the plate hangs. Raises RentalNotInState."""
        self._must_be(RentalState.VERIFIED)
        return self._with(
            state=RentalState.PLATED,
            plate=plate,
            letter_file_id=letter_file_id,
            letter_signed_on=today,
            next_check_on=self.next_check_on or today + CHECK_EVERY,
        )

    def check(self, failed: Iterable[Defect], today: date) -> Rental:
        """Looked at; what was open of the same kind stays with its older limit. Raises RentalNotInState."""
        self._must_be(RentalState.PLATED, RentalState.DEFECT, RentalState.RECTIFIED)
        defects = safety.found(self.defects, failed)
        return self._with(
            defects=defects,
            state=RentalState.DEFECT if safety.any_open(defects) else self.state,
            next_check_on=today + CHECK_EVERY,
        )

    def rectify(self, defect_id: str, today: date) -> Rental:
        """Put right, and looked at again. Raises RentalNotInState, DefectNotFound."""
        self._must_be(RentalState.DEFECT)
        defects = safety.put_right(self.defects, defect_id, today)
        still = safety.any_open(defects)
        return self._with(defects=defects, state=self.state if still else RentalState.RECTIFIED)

    def end(self) -> Rental:
        """Let no longer. Raises RentalNotInState."""
        self._must_be(*(each for each in RentalState if each is not RentalState.ENDED))
        return self._with(state=RentalState.ENDED, next_check_on=None)

    def overdue(self, today: date, codes: Iterable[str]) -> list[Defect]:
        """Open beyond their limit and not told of yet, of these kinds."""
        return safety.overdue(self.defects, today, codes)

    def told(self, ids: Iterable[str]) -> Rental:
        """Whoever handles cases was told of these defects."""
        return self._with(defects=safety.told(self.defects, ids))

    def _must_be(self, *states: RentalState) -> None:
        if self.state not in states:
            raise RentalNotInState(state=self.state.value)

    def _with(self, **changes: object) -> Rental:
        return replace(self, version=self.version + 1, **changes)  # type: ignore[arg-type]
