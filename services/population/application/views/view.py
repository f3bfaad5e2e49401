"""What all questions to the register share: the moment, the trace of a reading, the names around records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.kernel.call import Call
from services.kernel.types import Clock
from services.population.application.ports import NewUow, Places
from services.population.application.room import today_in_china
from services.population.application.views.ports import Reader, ShownHousehold
from services.population.domain.dossier import Dossier
from services.population.domain.family import Family
from services.population.domain.records import STALE_AFTER_DAYS, Dwelling, Household


@dataclass(frozen=True, slots=True)
class Names:
    """What stands around records: names of places, buildings and accounts, and dwellings for addresses."""

    places: dict[str, str]
    buildings: dict[str, str]
    accounts: dict[str, str]
    dwellings: dict[str, Dwelling]


class View:
    """A question to the register."""

    def __init__(self, reader: Reader, places: Places, new_uow: NewUow, clock: Clock) -> None:
        self._reader = reader
        self._places = places
        self._new_uow = new_uow
        self._clock = clock

    def now(self) -> datetime:
        """The moment that freshness is told by."""
        return self._clock()

    def today(self) -> date:
        """In China."""
        return today_in_china(self._clock())

    def stale_before(self) -> datetime:
        """Records verified before then are stale (POP-07)."""
        return self._clock() - timedelta(days=STALE_AFTER_DAYS)

    def read(self, call: Call, action: str, record_type: str, record_id: str, path: str) -> None:
        """Leave an audit entry of a reading; the person it is about may see it (Sens-1)."""
        with self._new_uow(call) as uow:
            uow.audit(f"population.{action}", record_type, record_id, territory=path)
            uow.commit()

    def names(self, *records: Dossier | Family | Dwelling | ShownHousehold) -> Names:
        """The names around these records."""
        paths: set[str] = set()
        wanted: set[str] = set()
        accounts: set[str] = set()
        buildings: set[str] = set()
        for each in records:
            _gather(each, paths, wanted, accounts, buildings)
        dwellings = self._reader.dwellings(sorted(wanted))
        buildings |= {each.building_id for each in dwellings.values()}
        return Names(
            places=self._places.place_names(paths),
            buildings=self._places.building_names(buildings),
            accounts=self._places.account_names(accounts),
            dwellings=dwellings,
        )


def _gather(
    record: Dossier | Family | Dwelling | ShownHousehold,
    paths: set[str],
    dwellings: set[str],
    accounts: set[str],
    buildings: set[str],
) -> None:
    match record:
        case Dossier():
            accounts.add(record.person.collector_id)
            for each in record.residences:
                paths.add(each.path)
                dwellings.add(each.dwelling_id)
        case Family():
            _gather_household(record.household, paths, dwellings, accounts)
            for member in record.members:
                _gather(member, paths, dwellings, accounts, buildings)
        case ShownHousehold():
            _gather_household(record.household, paths, dwellings, accounts)
        case Dwelling():
            paths.add(record.path)
            accounts.add(record.collector_id)
            buildings.add(record.building_id)


def _gather_household(household: Household, paths: set[str], dwellings: set[str], accounts: set[str]) -> None:
    paths.add(household.path)
    dwellings.add(household.dwelling_id)
    accounts.add(household.collector_id)
