"""The tables of population. One metadata, so that one migration history describes them all."""

from __future__ import annotations

from services.population.adapters.tables import (
    boards,
    changes,
    coordination,
    demand,
    families,
    incomers,
    projections,
    proposals,
    registers,
    rights,
    statistics,
    summaries,
    transfers,
    twins,
    visits,
    worksites,
)
from services.population.adapters.tables.base import metadata

__all__ = [
    "boards",
    "changes",
    "coordination",
    "demand",
    "families",
    "incomers",
    "metadata",
    "projections",
    "proposals",
    "registers",
    "rights",
    "statistics",
    "summaries",
    "transfers",
    "twins",
    "visits",
    "worksites",
]
