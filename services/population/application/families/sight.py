"""Who sees which records: those of a territory; of care the carer and whoever manages care alone (Sens-2)."""

from __future__ import annotations

from dataclasses import dataclass

from services.kernel.call import Call, Scope
from services.population.application.sight import sees
from services.population.domain.families.record import ServiceRecord
from services.population.domain.families.refusals import ServiceRecordNotFound

VIEW = "population.records.view"
EDIT = "population.records.edit"
MANAGE = "population.care.manage"
TYPES = "population.types.edit"
EXPORT = "population.ledger.export"
GROUNDS = "population.establishments.edit"


@dataclass(frozen=True, slots=True)
class CareSight:
    """What a caller sees of records: by territory, of care as carer within it, and where care is managed."""

    view: Scope
    manage: Scope
    account_id: str


def sight_of(call: Call) -> CareSight:
    """Of the caller."""
    return CareSight(call.scope(VIEW), call.scope(MANAGE), call.actor.id)


def seen_at(care: CareSight, record: ServiceRecord, path: str) -> bool:
    """The same for where the person lives by now: a record follows a move only after some minutes."""
    viewed = care.view.contains(path)
    if not record.care:
        return viewed
    return care.manage.contains(path) or (record.carer_id == care.account_id and viewed)


def may_see(call: Call, record: ServiceRecord, permission: str = VIEW) -> bool:
    """Whether the caller sees the record; ``permission`` EDIT: whether he may change it as well."""
    if not record.care:
        return sees(call, permission, record.path)
    if sees(call, MANAGE, record.path):
        return permission != EDIT or call.may(EDIT)
    return record.carer_id == call.actor.id and sees(call, permission, record.path)


def in_sight(call: Call, record: ServiceRecord | None, permission: str = VIEW) -> ServiceRecord:
    """Raises ServiceRecordNotFound, the same for what is not there and what is not shown."""
    if record is None or not may_see(call, record, permission):
        raise ServiceRecordNotFound()
    return record
