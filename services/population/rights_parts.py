"""The parts of population that serve people's rights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.kernel.runtime.context import ServiceContext
from services.population.adapters.rights import SqlRights
from services.population.application.confidentiality import GetUndertaking, Promises, SignUndertaking
from services.population.application.ledger import Ledger
from services.population.application.ports import NewUow, Register
from services.population.application.rights import (
    EraseLongGone,
    ErasePerson,
    ExportPerson,
    Holder,
    ListErasures,
    ListMassReadings,
    ListReadings,
    NoticeMassReadings,
    RestrictPerson,
    ReviewMassReading,
)


@dataclass(frozen=True, slots=True)
class RightsParts:
    """Commands and queries of RightsService, and what runs by the clock."""

    get_undertaking: GetUndertaking
    sign_undertaking: SignUndertaking
    list_readings: ListReadings
    export_person: ExportPerson
    restrict_person: RestrictPerson
    erase_person: ErasePerson
    erase_long_gone: EraseLongGone
    list_erasures: ListErasures
    list_mass_readings: ListMassReadings
    review_mass_reading: ReviewMassReading
    notice_mass_readings: NoticeMassReadings


def build(
    context: ServiceContext,
    new_uow: NewUow,
    promises: Promises,
    register: Register,
    ledger: Ledger,
    rights: SqlRights,
    holders: Sequence[Holder],
) -> RightsParts:
    """``new_uow`` asks for the promise; signing it does not. ``holders``: parts that hold something."""
    erase = ErasePerson(new_uow, register, ledger, rights, holders, context.new_id)
    return RightsParts(
        get_undertaking=GetUndertaking(promises),
        sign_undertaking=SignUndertaking(context.new_uow, promises),
        list_readings=ListReadings(new_uow, register, rights),
        export_person=ExportPerson(new_uow, register, holders),
        restrict_person=RestrictPerson(new_uow, register, ledger),
        erase_person=erase,
        erase_long_gone=EraseLongGone(context.new_uow, register, rights, erase),
        list_erasures=ListErasures(rights),
        list_mass_readings=ListMassReadings(rights),
        review_mass_reading=ReviewMassReading(new_uow, rights),
        notice_mass_readings=NoticeMassReadings(context.new_uow, rights, context.new_id),
    )
