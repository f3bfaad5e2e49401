"""What is looked at for safety, what was not in order, and how long it may stay so (POP-18, POP-19)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from services.population.domain.refusals import DefectNotFound

CHECK_EVERY = timedelta(days=90)
"""How often a dwelling, a worksite or an employer is checked ([D])."""


class Subject(StrEnum):
    """What is checked."""

    RENTAL = "rental"
    WORKSITE = "worksite"
    EMPLOYER = "employer"


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is looked at in a check of these subjects."""

    code: str
    title_zh: str
    title_en: str
    limit_days: int
    opens_case: bool
    subjects: frozenset[Subject]


@dataclass(frozen=True, slots=True)
class Defect:
    """Something that is to be put right by a day."""

    id: str
    code: str
    found_on: date
    due_on: date
    rectified_on: date | None = None
    told: bool = False

    @property
    def open(self) -> bool:
        """Still there."""
        return self.rectified_on is None


Defects = tuple[Defect, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """Somebody looked."""

    id: str
    at: datetime
    worker_id: str
    worker_name: str
    failed: tuple[str, ...]


def found(known: Defects, failed: Iterable[Defect]) -> Defects:
    """With what a check found; what was open of the same kind stays with its older limit."""
    codes = {each.code for each in known if each.open}
    return (*known, *(each for each in failed if each.code not in codes))


def put_right(known: Defects, defect_id: str, today: date) -> Defects:
    """One of them looked at again and in order. Raises DefectNotFound."""
    if not any(each.id == defect_id and each.open for each in known):
        raise DefectNotFound()
    return tuple(replace(each, rectified_on=today) if each.id == defect_id else each for each in known)


def any_open(known: Defects) -> bool:
    """Whether something is still to be put right."""
    return any(each.open for each in known)


def overdue(known: Defects, today: date, codes: Iterable[str]) -> list[Defect]:
    """Open beyond their limit and not told of yet, of these kinds."""
    wanted = set(codes)
    return [
        each for each in known if each.open and not each.told and each.due_on < today and each.code in wanted
    ]


def told(known: Defects, ids: Iterable[str]) -> Defects:
    """Whoever handles cases was told of these."""
    these = set(ids)
    return tuple(replace(each, told=True) if each.id in these else each for each in known)
