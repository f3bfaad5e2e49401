"""What cards, rentals and visits hold about somebody."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.cards import SqlCards
from services.population.adapters.loading import Loading
from services.population.adapters.rentals import SqlRentals
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables import visits as v
from services.population.adapters.tables.incomers import rental
from services.population.adapters.visits import SqlVisits
from services.population.adapters.worksites import SqlWorksites
from services.population.application.ports import Evidence
from services.population.domain.dossier import Dossier
from services.population.domain.renting import Rental
from services.population.domain.rights import Held
from services.population.domain.visiting import Visit

_MOST = 200
_VISITS = (
    ("时间", "Time"),
    ("走访人", "Who called"),
    ("结果", "Outcome"),
    ("记录", "Note"),
    ("诉求", "Heard"),
)
_CARD = (
    ("证号", "Number"),
    ("状态", "State"),
    ("到达", "Arrived"),
    ("有效期至", "Valid until"),
    ("用人单位", "Employer"),
    ("服务事项", "Services"),
    ("工地", "Worksite"),
)
_LET = (("房屋", "Dwelling"), ("状态", "State"), ("姓名", "Name"), ("电话", "Phone"), ("租期", "Lease"))


class IncomerHolding:
    """See the port `Holder`."""

    def __init__(
        self,
        database: Database,
        sealing: Sealing,
        cards: SqlCards,
        rentals: SqlRentals,
        visits: SqlVisits,
        worksites: SqlWorksites,
        evidence: Evidence,
    ) -> None:
        self._database = database
        self._load = Loading(sealing)
        self._sealing = sealing
        self._cards = cards
        self._rentals = rentals
        self._visits = visits
        self._worksites = worksites
        self._evidence = evidence

    def held(self, person_id: str) -> Sequence[Held]:
        """See the port. Visits are those of the households while the person belonged to them."""
        with self._database.read() as connection:
            dossier = self._load.dossiers(connection, [person_id]).get(person_id)
        if dossier is None:
            return ()
        card = self._cards.known(person_id)
        parts = []
        if card is not None:
            services = "；".join(
                f"{kind.value} {asked} {given or ''}" for kind, (asked, given) in card.services.items()
            )
            row = (
                card.number,
                card.state.value,
                card.arrived_on.isoformat(),
                card.valid_until.isoformat() if card.valid_until else "",
                card.employer,
                services,
                self._worksites.names([card.worksite_id]).get(card.worksite_id, ""),
            )
            purpose = ("为流动人口提供居住登记和服务", "Registration and services for incoming residents")
            parts.append(Held("card", ("居住登记卡", "Card"), purpose, _CARD, (row,)))
        visits = self._visits_of(dossier)
        if visits:
            purpose = ("入户走访、核实登记", "Visits that keep the register true")
            parts.append(Held("visits", ("入户走访", "Visits"), purpose, _VISITS, tuple(map(_visit, visits))))
        lets = self._lets(dossier)
        if lets:
            purpose = ("出租房屋安全管理", "Safety of rented dwellings")
            parts.append(
                Held("rentals", ("出租房屋", "Rented dwellings"), purpose, _LET, tuple(map(_let, lets)))
            )
        return parts

    def erase(self, uow: UnitOfWork, person_id: str) -> list[str]:
        """See the port. A visit's words go when nobody else lives in the household any more."""
        dossier = self._load.dossiers(uow.connection, [person_id])[person_id]
        card = self._cards.forget(uow, person_id)
        removed = [card.number, card.employer] if card is not None else []
        for rented in self._lets(dossier):
            removed += [rented.landlord_name, rented.landlord_phone]
            blank = self._sealing.seal("rental", rented.id, {})
            changed = {"letter_file_id": "", "version": rented.version + 1}
            values = {"sealed": blank, "phone_blind": ""} | changed
            uow.connection.execute(sa.update(rental).where(rental.c.id == rented.id).values(values))
            self._evidence.unbind(uow, [rented.id])
        for visit in self._visits_of(dossier):
            if self._has_others(uow, visit.household_id, person_id):
                continue
            removed += [visit.note, *visit.heard]
            blank = self._sealing.seal("visit", visit.id, {})
            uow.connection.execute(
                sa.update(v.visit).where(v.visit.c.id == visit.id).values(sealed=blank, cases=[])
            )
        return [each for each in removed if each]

    def _has_others(self, uow: UnitOfWork, household_id: str, person_id: str) -> bool:
        family = self._load.family(uow.connection, household_id)
        return family is not None and any(each.person.id != person_id for each in family.members)

    def _visits_of(self, dossier: Dossier) -> list[Visit]:
        found = {}
        for home in dossier.residences:
            for each in self._visits.of_household(home.household_id, _MOST):
                if home.from_day <= each.day and (home.to_day is None or each.day <= home.to_day):
                    found[each.id] = each
        return sorted(found.values(), key=lambda each: each.at, reverse=True)

    def _lets(self, dossier: Dossier) -> list[Rental]:
        """A landlord is known by the phone he gave together with his name."""
        person = dossier.person
        same_phone = self._rentals.by_phone(person.phone) if person.phone else ()
        return [each for each in same_phone if each.landlord_name == person.name]


def _visit(visit: Visit) -> tuple[str, ...]:
    when = f"{visit.at:%Y-%m-%d %H:%M}"
    return when, visit.worker_name, visit.outcome.value, visit.note, "；".join(visit.heard)


def _let(rented: Rental) -> tuple[str, ...]:
    lease = f"{rented.lease_from or ''}–{rented.lease_to or ''}"
    return rented.dwelling_id, rented.state.value, rented.landlord_name, rented.landlord_phone, lease
