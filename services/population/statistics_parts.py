"""Composes the part of population that counts."""

from __future__ import annotations

from dataclasses import dataclass

from services.kernel.persistence.database import Database
from services.kernel.types import Clock
from services.population.adapters.counters import Folding
from services.population.adapters.figures import KeepingFigures, SqlFigures
from services.population.adapters.places import SqlPlaces
from services.population.adapters.recounting import Recounting
from services.population.application.statistics import GetSummary
from services.population.domain.records import STALE_AFTER_DAYS


@dataclass(frozen=True, slots=True)
class StatisticsParts:
    """The figures, what keeps them, and how they are made anew."""

    summary: GetSummary
    keeping: KeepingFigures
    recounting: Recounting


def build(database: Database, places: SqlPlaces, folding: Folding, clock: Clock) -> StatisticsParts:
    """Put them together; imports no grpc."""
    return StatisticsParts(
        summary=GetSummary(SqlFigures(database), places, clock, STALE_AFTER_DAYS),
        keeping=KeepingFigures(database, folding),
        recounting=Recounting(database),
    )
