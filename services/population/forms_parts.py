"""Puts together the reports that fill themselves."""

from __future__ import annotations

from dataclasses import dataclass

from services.kernel.runtime.context import ServiceContext
from services.population.adapters.form_facts import SqlFacts
from services.population.adapters.forms import SqlForms
from services.population.adapters.places import SqlPlaces
from services.population.adapters.sealing import Sealing
from services.population.application.forms.checking import CheckForms, SeeForms
from services.population.application.forms.filling import FillForms
from services.population.application.forms.templates import AskForForms, Templates
from services.population.application.proposals.making import Drafting
from services.population.application.room import Room
from services.population.application.views.ports import Reader


@dataclass(frozen=True, slots=True)
class FormParts:
    """Commands and queries of FormService, and what runs by the clock."""

    templates: Templates
    fill: FillForms
    check: CheckForms
    see: SeeForms
    ask: AskForForms


def build(
    context: ServiceContext,
    room: Room,
    store: SqlForms,
    reader: Reader,
    places: SqlPlaces,
    sealing: Sealing,
    drafting: Drafting,
) -> FormParts:
    """Put them together; ``store`` is a holder of the rights as well."""
    facts = SqlFacts(context.database, sealing)
    return FormParts(
        templates=Templates(room.new_uow, store, room.new_id),
        fill=FillForms(room.new_uow, store, facts, reader, places, drafting, room.new_id),
        check=CheckForms(room.new_uow, store),
        see=SeeForms(room.new_uow, store, places, room.clock),
        ask=AskForForms(context.new_uow, store, places, room.new_id),
    )
