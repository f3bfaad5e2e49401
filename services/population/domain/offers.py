"""Service items of a territory, what units say they need, and volunteer brands of communities (POP-31).

| what | verb            | from  | to    |
|------|-----------------|-------|-------|
| item | put             | any   | same  |
| need | state           | -     | open  |
| need | meet            | open  | met   |
| brand| put             | kept  | kept, ended |
| brand| note activity   | kept  | kept  |
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from services.kernel.errors import FieldProblem
from services.population.domain.needs import NeedKind
from services.population.domain.refusals import Stale
from services.population.domain.summary_refusals import (
    BrandEnded,
    EndsBeforeItBegins,
    UnitNeedMet,
)


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """Something that is offered; ``capacity`` is how many it serves at a time, 0 for no limit."""

    id: str
    path: str
    name: str
    kind: NeedKind
    offered_by: str
    capacity: int = 0
    from_day: date | None = None
    to_day: date | None = None
    version: int = 1

    def checked(self) -> ServiceItem:
        """The same. Raises EndsBeforeItBegins."""
        if self.from_day is not None and self.to_day is not None and self.to_day < self.from_day:
            raise EndsBeforeItBegins(FieldProblem("item.to_day", EndsBeforeItBegins.code))
        return self

    def running(self, today: date) -> bool:
        """Whether it is offered that day."""
        begun = self.from_day is None or self.from_day <= today
        return begun and (self.to_day is None or today <= self.to_day)


@dataclass(frozen=True, slots=True)
class UnitNeed:
    """What a unit said it needs."""

    id: str
    establishment_id: str
    path: str
    kind: NeedKind
    text: str
    stated_on: date
    stated_to: str
    met_on: date | None = None
    answer: str = ""
    version: int = 1

    def met(self, etag: str, answer: str, day: date) -> UnitNeed:
        """Raises UnitNeedMet, Stale."""
        if self.met_on is not None:
            raise UnitNeedMet()
        if etag and etag != str(self.version):
            raise Stale()
        return replace(self, met_on=day, answer=answer, version=self.version + 1)


@dataclass(frozen=True, slots=True)
class Activity:
    """Something a brand did."""

    id: str
    day: date
    what: str
    volunteers: int
    served: int
    noted_by: str


@dataclass(frozen=True, slots=True)
class Brand:
    """A signature volunteer brand of a community; ``contact_post`` is a post, not a person."""

    id: str
    path: str
    name: str
    what: str
    contact_post: str
    since: date | None = None
    ended: bool = False
    activities: int = 0
    version: int = 1

    def must_be_kept(self) -> None:
        """Raises BrandEnded."""
        if self.ended:
            raise BrandEnded()
