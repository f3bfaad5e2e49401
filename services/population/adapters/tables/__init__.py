"""The tables of population. One metadata, so that one migration history describes them all."""

from __future__ import annotations

from services.population.adapters.tables import (
    changes,
    families,
    incomers,
    projections,
    proposals,
    registers,
    rights,
    statistics,
    transfers,
    twins,
    visits,
)
from services.population.adapters.tables.base import metadata

__all__ = [
    "changes",
    "families",
    "incomers",
    "metadata",
    "projections",
    "proposals",
    "registers",
    "rights",
    "statistics",
    "transfers",
    "twins",
    "visits",
]
