"""Loading the reference data shipped with the platform."""

from __future__ import annotations

from dataclasses import dataclass

from services.directory.application.ports import Registry
from services.directory.application.reference import (
    publish_calendar,
    publish_catalogue,
    publish_dictionary,
)
from services.directory.domain.calendars import calendar_from
from services.directory.domain.catalogue import check_catalogue
from services.directory.domain.dictionaries import check_entries
from services.kernel.call import Call


@dataclass(frozen=True)
class SeedReference:
    """Publishes what is not there yet as version 1; what an administrator changed stays as it is."""

    registry: Registry

    def __call__(self, call: Call) -> int:
        """How many parts were loaded; 0 when everything was there. Raises Invalid for damaged seed files."""
        registry, seeds, loaded = self.registry, self.registry.seeds, 0
        with registry.new_uow(call) as uow:
            there = {each.name for each in registry.references.dictionaries(uow.connection)}
            for dictionary in seeds.dictionaries():
                if dictionary.name not in there:
                    check_entries(dictionary.entries)
                    publish_dictionary(registry, uow, dictionary, 1)
                    loaded += 1
            if registry.references.catalogue(uow.connection) is None:
                catalogue = seeds.catalogue()
                check_catalogue(catalogue.items)
                publish_catalogue(registry, uow, catalogue, 1)
                loaded += 1
            calendar = seeds.calendar()
            if registry.references.calendar(uow.connection, calendar.name) is None:
                calendar_from(calendar.hours, [(day.date, day.working) for day in calendar.days])
                publish_calendar(registry, uow, calendar, 1)
                loaded += 1
            if not registry.references.rules(uow.connection):
                for rule in seeds.rules():
                    rule.id, rule.etag = registry.new_id(), "1"
                    rule.valid_from.FromDatetime(uow.now)
                    registry.references.put_rule(uow.connection, rule, True)
                loaded += 1
            if loaded:
                uow.commit()
        return loaded
