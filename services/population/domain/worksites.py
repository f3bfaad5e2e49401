"""Worksites and work sheds (工地工棚) where incoming residents work and live (POP-17). Verbs give a new one.

state     verb      next
none      register  active
active    correct   active
active    end       ended
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from services.kernel.errors import FieldProblem, Invalid
from services.kernel.security.masks import is_masked
from services.population.domain import documents
from services.population.domain.refusals import WorksiteOver

_FIXED = ("id", "opened_on", "ended_on", "version")


class WorksiteKind(StrEnum):
    """A building site, or a shed that its workers live in."""

    SITE = "site"
    SHED = "shed"


class WorksiteState(StrEnum):
    """See the table."""

    ACTIVE = "active"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Worksite:
    """One of them, from the day it opened to the day it ended."""

    id: str
    path: str
    name: str
    opened_on: date
    kind: WorksiteKind = WorksiteKind.SITE
    address: str = ""
    longitude: float | None = None
    latitude: float | None = None
    # A unit of the register, or its name alone where the register does not have it.
    employer_id: str = ""
    employer_name: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    housed: int = 0
    # Where its workers live.
    dwelling_id: str = ""
    expected_end: date | None = None
    ended_on: date | None = None
    version: int = 1

    @property
    def state(self) -> WorksiteState:
        """Ended from the day it was ended."""
        return WorksiteState.ACTIVE if self.ended_on is None else WorksiteState.ENDED

    def checked(self) -> Worksite:
        """The same. Raises Invalid for days in the wrong order and a phone nobody can be called by."""
        if self.expected_end is not None and self.expected_end < self.opened_on:
            raise Invalid(FieldProblem("worksite.expected_end", "population.worksite_ends_early"))
        for name in ("contact_name", "contact_phone"):
            if is_masked(getattr(self, name)):
                raise Invalid(FieldProblem(f"worksite.{name}", "population.masked_value"))
        problem = documents.phone_problem(self.contact_phone, "worksite.contact_phone")
        if problem is not None:
            raise Invalid(problem)
        return self

    def corrected(self, said: Worksite) -> Worksite:
        """What was said of it now; masked values keep what was there. Raises WorksiteOver, Invalid."""
        self.must_be_active()
        kept = {
            name: getattr(self, name)
            for name in ("contact_name", "contact_phone")
            if is_masked(getattr(said, name))
        }
        fixed = {name: getattr(self, name) for name in _FIXED}
        changed = replace(said, **(fixed | kept))
        if changed.checked() == self:
            return self
        return replace(changed, version=self.version + 1)

    def end(self, day: date) -> Worksite:
        """It is no more. Raises WorksiteOver, Invalid."""
        self.must_be_active()
        if day < self.opened_on:
            raise Invalid(FieldProblem("day", "population.worksite_ends_early"))
        return replace(self, ended_on=day, version=self.version + 1)

    def must_be_active(self) -> None:
        """Raises WorksiteOver."""
        if self.state is not WorksiteState.ACTIVE:
            raise WorksiteOver()
