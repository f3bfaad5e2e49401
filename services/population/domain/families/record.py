"""A record of a family, and what may happen to it. Every verb gives a new record.

verb      before   afterwards
open      -        open, with an end and a review date
change    open     open, other values or another carer
review    open     open, the next review date
close     open     closed: need_over, withdrawn, mistake; ended, left, died by the clock
forget    closed   what it said is gone
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from services.kernel.errors import FieldProblem, Invalid
from services.population.domain.families.declaration import Basis, RecordType, Subject
from services.population.domain.families.refusals import ServiceRecordClosed

ADULT_CONSENT = 14
"""From this age on a person consents to care in person (PIPL 31)."""


@dataclass(frozen=True, slots=True)
class Consent:
    """Who agreed, and when; ``by`` is self, guardian or representative."""

    given_on: date
    by: str
    by_name: str = ""
    file_id: str = ""


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """What is done for somebody, or known of a place, under a declared type."""

    id: str
    path: str
    type_code: str
    type_version: int
    ledger: str
    care: bool
    subject: Subject
    subject_id: str
    carer_id: str
    from_day: date
    to_day: date | None
    review_on: date
    opened_at: datetime
    opened_by: str
    values: Mapping[str, str] = field(default_factory=dict)
    consent: Consent | None = None
    closed_at: datetime | None = None
    forget_on: date | None = None
    end_reason: str = ""
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Not closed."""
        return self.closed_at is None

    def must_be_open(self) -> None:
        """Raises ServiceRecordClosed."""
        if not self.is_open:
            raise ServiceRecordClosed()

    def changed(self, values: Mapping[str, str], carer_id: str) -> ServiceRecord:
        """Other values, another carer. Raises ServiceRecordClosed."""
        self.must_be_open()
        return replace(self, values=dict(values), carer_id=carer_id, version=self.version + 1)

    def reviewed(self, declared: RecordType, today: date) -> ServiceRecord:
        """Still needed; looked at again in due time. Raises ServiceRecordClosed."""
        self.must_be_open()
        return replace(self, review_on=today + timedelta(days=declared.review_days), version=self.version + 1)

    def closed(self, declared: RecordType, reason: str, at: datetime, today: date) -> ServiceRecord:
        """Over; what it says is kept for the type's term. Raises ServiceRecordClosed."""
        self.must_be_open()
        return replace(
            self,
            closed_at=at,
            to_day=min(self.to_day or today, today) if self.from_day <= today else self.from_day,
            end_reason=reason,
            forget_on=today + timedelta(days=declared.retention_days),
            version=self.version + 1,
        )

    def forgotten(self) -> ServiceRecord:
        """Nothing of what it said is left."""
        return replace(self.emptied(), version=self.version + 1)

    def emptied(self) -> ServiceRecord:
        """The same version without what it said."""
        return replace(self, values={}, consent=None, forget_on=None)

    def moved(self, path: str) -> ServiceRecord:
        """Whoever it is about lives elsewhere now."""
        return replace(self, path=path, version=self.version + 1)


def end_of(declared: RecordType, from_day: date, said: date | None) -> date | None:
    """The day it ends by itself: as said, and never later than the type allows. Raises Invalid."""
    most = from_day + timedelta(days=declared.valid_days) if declared.valid_days else None
    if said is None:
        return most
    if said <= from_day or (most is not None and said > most):
        latest = most.isoformat() if most is not None else ""
        raise Invalid(FieldProblem("to_day", "population.end_out_of_range", {"latest": latest}))
    return said


def must_agree(declared: RecordType, consent: Consent | None, born_on: date | None, today: date) -> None:
    """Raises Invalid without the consent the type asks for, or without a guardian's for a child (Sens-2)."""
    child = declared.care and born_on is not None and _age(born_on, today) < ADULT_CONSENT
    if consent is None:
        if child:
            raise Invalid(FieldProblem("consent.by", "population.guardian_consent"))
        if declared.basis is Basis.CONSENT:
            raise Invalid(FieldProblem("consent.given_on", "population.consent_missing"))
        return
    if consent.given_on > today:
        raise Invalid(FieldProblem("consent.given_on", "population.in_future"))
    if child and consent.by != "guardian":
        raise Invalid(FieldProblem("consent.by", "population.guardian_consent"))
    if consent.by != "self" and not consent.by_name:
        raise Invalid(FieldProblem("consent.by_name", "kernel.required"))


def _age(born_on: date, today: date) -> int:
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
