"""Dictionaries, the case catalogue and the working calendar, published version by version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from services.directory.application.messages import stamp
from services.directory.application.ports import Catalogue, Dictionary, Registry, WorkingCalendar
from services.directory.domain.calendars import calendar_from
from services.directory.domain.catalogue import check_catalogue
from services.directory.domain.dictionaries import check_entries, missing_from
from services.directory.domain.refusals import (
    CalendarMovedOn,
    CalendarUnknown,
    CatalogueMovedOn,
    CatalogueUnknown,
    DictionaryUnknown,
)
from services.kernel.call import Call
from services.kernel.errors import Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from wangge.directory.v1 import events_pb2, reference_pb2

EDIT = "directory.reference.edit"
COMMON = "common"
"""Name of the calendar of everybody who has none of his own."""


def publish_dictionary(registry: Registry, uow: UnitOfWork, wanted: Dictionary, version: int) -> Dictionary:
    """Write and announce that version; the caller has checked it."""
    record = Dictionary()
    record.CopyFrom(wanted)
    record.version = version
    record.published_at.FromDatetime(uow.now)
    registry.references.add_dictionary(uow.connection, record, uow.now, uow.call.actor.id)
    uow.record(events_pb2.DictionaryPublished(dictionary=record), aggregate=f"dictionary:{record.name}")
    uow.audit(EDIT, "dictionary", record.name, changes={"version": [version - 1, version]})
    return record


def publish_catalogue(registry: Registry, uow: UnitOfWork, wanted: Catalogue, version: int) -> Catalogue:
    """Write and announce that version; the caller has checked it."""
    record = Catalogue(
        version=version,
        items=wanted.items,
        note=wanted.note,
        published_at=stamp(uow.now),
        published_by=uow.call.actor.name,
    )
    registry.references.add_catalogue(uow.connection, record, uow.now, record.published_by)
    uow.record(events_pb2.CataloguePublished(catalogue=record), aggregate="catalogue")
    changes = {"version": [version - 1, version], "note": ["", record.note]}
    uow.audit(EDIT, "catalogue", str(version), changes=changes)
    return record


def publish_calendar(
    registry: Registry, uow: UnitOfWork, wanted: WorkingCalendar, version: int
) -> WorkingCalendar:
    """Write and announce that version; the caller has checked it."""
    record = WorkingCalendar()
    record.CopyFrom(wanted)
    record.version = version
    record.time_zone = record.time_zone or "Asia/Shanghai"
    del record.known_years[:]
    record.known_years.extend(sorted({int(day.date[:4]) for day in record.days}))
    record.published_at.FromDatetime(uow.now)
    registry.references.add_calendar(uow.connection, record, uow.now, uow.call.actor.id)
    uow.record(events_pb2.WorkingCalendarChanged(calendar=record), aggregate=f"calendar:{record.name}")
    changes: dict[str, object] = {"version": [version - 1, version]}
    if record.reason:
        changes["reason"] = ["", record.reason]
    uow.audit(EDIT, "calendar", record.name, changes=changes)
    return record


@dataclass(frozen=True)
class ListDictionaries:
    """All dictionaries in their latest version, without entries."""

    registry: Registry

    def __call__(self, call: Call) -> list[Dictionary]:
        with self.registry.read() as connection:
            return self.registry.references.dictionaries(connection)


@dataclass(frozen=True)
class GetDictionary:
    """A dictionary in one version; 0 is the latest."""

    registry: Registry

    def __call__(self, call: Call, name: str, version: int = 0) -> Dictionary:
        """Raises DictionaryUnknown."""
        with self.registry.read() as connection:
            found = self.registry.references.dictionary(connection, name, version)
        if found is None:
            raise DictionaryUnknown(name=name)
        return found


@dataclass(frozen=True)
class PublishDictionary:
    """Publishes the next version; entries are retired, never dropped."""

    registry: Registry

    def __call__(self, call: Call, wanted: Dictionary) -> Dictionary:
        """Raises Invalid, Stale when ``version`` names an older one than the latest."""
        registry = self.registry
        call.require(EDIT, "")
        if not wanted.title_zh.strip():
            raise Invalid.one("dictionary.title_zh", "kernel.required")
        check_entries(wanted.entries)
        with registry.new_uow(call) as uow:
            before = registry.references.dictionary(uow.connection, wanted.name)
            latest = before.version if before else 0
            if wanted.version and wanted.version != latest:
                raise CatalogueMovedOn(latest=latest, based_on=wanted.version)
            if before and (gone := missing_from(before.entries, wanted.entries)):
                raise Invalid.one(
                    "dictionary.entries", "directory.entries_dropped", codes="、".join(gone[:10])
                )
            record = publish_dictionary(registry, uow, wanted, latest + 1)
            uow.commit(result=record.name)
        return record


@dataclass(frozen=True)
class GetCatalogue:
    """The catalogue in one version; 0 is the latest. Public: residents choose from it."""

    registry: Registry

    def __call__(self, call: Call, version: int = 0) -> Catalogue:
        """Raises CatalogueUnknown."""
        with self.registry.read() as connection:
            found = self.registry.references.catalogue(connection, version)
        if found is None:
            raise CatalogueUnknown(version=version)
        return found


@dataclass(frozen=True)
class PublishCatalogue:
    """Publishes the next version; running cases keep theirs."""

    registry: Registry

    def __call__(self, call: Call, request: reference_pb2.PublishCatalogueRequest) -> Catalogue:
        """Raises Invalid naming every fault, CatalogueMovedOn when somebody published in between."""
        registry = self.registry
        call.require(EDIT, "")
        check_catalogue(request.items)
        with registry.new_uow(call) as uow:
            before = registry.references.catalogue(uow.connection)
            latest = before.version if before else 0
            if request.based_on != latest:
                raise CatalogueMovedOn(latest=latest, based_on=request.based_on)
            if before:
                kept = {item.code for item in request.items}
                gone = [item.code for item in before.items if item.code not in kept]
                if gone:
                    raise Invalid.one("items", "directory.entries_dropped", codes="、".join(gone[:10]))
            wanted = Catalogue(items=request.items, note=request.note)
            record = publish_catalogue(registry, uow, wanted, latest + 1)
            uow.commit(result=str(record.version))
        return record


@dataclass(frozen=True)
class GetWorkingCalendar:
    """A calendar by name; without one, the common one."""

    registry: Registry

    def __call__(self, call: Call, name: str = "") -> WorkingCalendar:
        """Raises CalendarUnknown."""
        with self.registry.read() as connection:
            found = self.registry.references.calendar(connection, name or COMMON)
        if found is None:
            raise CalendarUnknown(name=name or COMMON)
        return found


def _in_order(days: Iterable[reference_pb2.CalendarDay]) -> list[reference_pb2.CalendarDay]:
    return sorted(days, key=lambda day: day.date)


@dataclass(frozen=True)
class SetWorkingCalendar:
    """Replaces a calendar's hours and days by a next version."""

    registry: Registry

    def __call__(self, call: Call, request: reference_pb2.SetWorkingCalendarRequest) -> WorkingCalendar:
        """Raises Invalid for hours or days that cannot be counted with.

        CalendarMovedOn when ``based_on`` names another version than the latest.
        """
        registry = self.registry
        call.require(EDIT, "")
        calendar_from(request.hours, [(day.date, day.working) for day in request.days])
        with registry.new_uow(call) as uow:
            name = request.name or COMMON
            before = registry.references.calendar(uow.connection, name)
            latest = before.version if before else 0
            if request.based_on and request.based_on != latest:
                raise CalendarMovedOn(latest=latest, based_on=request.based_on)
            wanted = WorkingCalendar(
                name=name, hours=request.hours, days=_in_order(request.days), reason=request.reason.strip()
            )
            record = publish_calendar(registry, uow, wanted, latest + 1)
            uow.commit(result=record.name)
        return record
