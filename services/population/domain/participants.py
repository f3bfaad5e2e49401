"""Voluntary participants of an organisation (POP-12): by written consent, until its end.

| verb     | from    | to      | who                                                          |
|----------|---------|---------|--------------------------------------------------------------|
| agree    | -       | ON LIST | editors of the organisation's territory                      |
| change   | ON LIST | ON LIST | the same; a new consent may move the end on                  |
| withdraw | ON LIST | erased  | the same, as soon as the participant says so                 |
| expire   | ON LIST | erased  | the clock; also when the organisation closes or somebody dies |

What somebody believes, is, or belongs to otherwise has no field, and words for it are refused (Sens-6).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.kernel.errors import FieldProblem, Invalid
from services.kernel.security import masks
from services.population.domain import documents
from services.population.domain.families.denied import denied
from services.population.domain.refusals import Stale

CONSENT_HOLDS = timedelta(days=365)
"""How long an entry stays when its consent names no end ([D])."""
LONGEST = timedelta(days=730)
"""After which a consent is asked for anew ([D])."""
_SAID = ("skills", "available", "purpose", "consent_kept_at")


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who agreed to be called; ``person_id`` is empty for who is not linked to the register."""

    id: str
    establishment_id: str
    name: str
    purpose: str
    consented_on: date
    expires_on: date
    consent_kept_at: str
    person_id: str = ""
    building_id: str = ""
    skills: str = ""
    available: str = ""
    phone: str = ""
    version: int = 1

    def changed(self, said: Participant, etag: str) -> Participant:
        """The same entry saying other things; whom it is about never changes. Raises Stale."""
        if etag != str(self.version):
            raise Stale()
        phone = self.phone if masks.is_masked(said.phone) else said.phone
        name = self.name if masks.is_masked(said.name) or not said.name else said.name
        return replace(
            said,
            id=self.id,
            establishment_id=self.establishment_id,
            person_id=self.person_id,
            name=name,
            phone=phone,
            version=self.version + 1,
        )

    def check(self, today: date) -> None:
        """Raises Invalid at the field for what cannot be, is not agreed to, or must not be kept."""
        if not self.name:
            raise _wrong("name", "kernel.required")
        if not (today - LONGEST < self.consented_on <= today):
            raise _wrong("consented_on", "population.participant_consent_day")
        if not (max(today, self.consented_on) < self.expires_on <= self.consented_on + LONGEST):
            raise _wrong("expires_on", "population.participant_end_day")
        if self.phone and documents.phone_problem(self.phone, "") is not None:
            raise _wrong("phone", "population.value_not_phone")
        for field in _SAID:
            if denied(getattr(self, field)):
                raise _wrong(field, "population.participant_not_kept")

    def on_list(self, today: date) -> bool:
        """Whether the consent still holds."""
        return today < self.expires_on


def _wrong(field: str, code: str) -> Invalid:
    return Invalid(FieldProblem(f"participant.{field}", code))
