"""Composes the part of population that looks people up."""

from __future__ import annotations

from dataclasses import dataclass

from services.kernel.audit.log import hashed
from services.kernel.runtime.context import ServiceContext
from services.kernel.types import Clock
from services.population.adapters.finding import SqlFinder
from services.population.adapters.sealing import Sealing
from services.population.adapters.streets import Streets
from services.population.application.ports import NewUow, Places
from services.population.application.searching import SearchPeople
from services.population.application.views.ports import Reader

Viewing = tuple[Reader, Places, NewUow, Clock]


@dataclass(frozen=True, slots=True)
class SearchParts:
    """The search, and what keeps it quick."""

    people: SearchPeople
    streets: Streets


def build(context: ServiceContext, viewing: Viewing, sealing: Sealing) -> SearchParts:
    """Put them together; imports no grpc."""
    finder = SqlFinder(context.database, sealing)
    people = SearchPeople(*viewing, finder, lambda query: hashed(context.cipher, query))
    return SearchParts(people, Streets(context.database))
