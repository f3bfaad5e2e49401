"""Composes the checklists of a county's own."""

from __future__ import annotations

from dataclasses import dataclass

from services.field.adapters.attaining import SqlAttaining
from services.field.adapters.checklists import SqlChecklists
from services.field.adapters.people import SqlPeople
from services.field.adapters.sheets import SqlSheets
from services.field.adapters.slogans import shipped_slogans
from services.field.application.attainment import GetAttainment
from services.field.application.slogans import ShipSlogans
from services.field.application.standing import FillList, NewVersion, ReviewSheet
from services.kernel.runtime.context import ServiceContext


@dataclass(frozen=True, slots=True)
class StandingLists:
    """The commands and questions, and what ships the titles."""

    fill: FillList
    review: ReviewSheet
    new_version: NewVersion
    attainment: GetAttainment
    ship: ShipSlogans


def build(
    context: ServiceContext, checklists: SqlChecklists, sheets: SqlSheets, people: SqlPeople
) -> StandingLists:
    """Put them together; imports no grpc."""
    new_uow, attaining = context.new_uow, SqlAttaining(context.database)
    return StandingLists(
        fill=FillList(new_uow, checklists, sheets, attaining, people),
        review=ReviewSheet(new_uow, sheets),
        new_version=NewVersion(new_uow, checklists, context.new_id),
        attainment=GetAttainment(new_uow, checklists, attaining, people, context.clock),
        ship=ShipSlogans(new_uow, checklists, people, shipped_slogans()),
    )
