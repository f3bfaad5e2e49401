"""Composes the part of population about records that may be one person."""

from __future__ import annotations

from dataclasses import dataclass

from services.kernel.persistence.database import Database
from services.population.adapters.changes import SqlChanges
from services.population.adapters.sealing import Sealing
from services.population.adapters.twin_pairs import LookingForTwins, SqlPairs, pairs_of
from services.population.application.room import Room
from services.population.application.twin_decisions import DecideInBulk, DecideTwins
from services.population.application.twin_search import LookForTwins
from services.population.application.twin_undoing import UndoMerge
from services.population.application.twins import TwinViews
from services.population.search_parts import Viewing


@dataclass(frozen=True, slots=True)
class TwinsParts:
    """Looking at pairs, deciding on them, and finding them."""

    views: TwinViews
    decide: DecideTwins
    decide_in_bulk: DecideInBulk
    undo: UndoMerge
    look: LookForTwins


def build(
    database: Database, room: Room, viewing: Viewing, changes: SqlChanges, sealing: Sealing
) -> TwinsParts:
    """Put them together; imports no grpc."""
    pairs = SqlPairs(database, changes)
    decide = DecideTwins(room, pairs)
    return TwinsParts(
        views=TwinViews(viewing, pairs),
        decide=decide,
        decide_in_bulk=DecideInBulk(decide),
        undo=UndoMerge(room, pairs),
        look=LookForTwins(room.new_uow, LookingForTwins(database, sealing), room.twins, pairs_of),
    )
