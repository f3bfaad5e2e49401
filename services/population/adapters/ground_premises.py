"""What stands on ground that changed hands besides dwellings, and what goes along with homes and premises."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.tables import registers
from services.population.adapters.tables.coordination import exchange, joint_check
from services.population.adapters.tables.demand import item, unit_need
from services.population.adapters.tables.families import establishment, public_place, service_record
from services.population.adapters.tables.incomers import incomer_card, rental
from services.population.adapters.tables.proposals import proposal
from services.population.adapters.tables.visits import visit_request
from services.population.adapters.tables.worksites import worksite
from services.population.application.regridding import Standing
from services.population.application.room import today_in_china
from services.population.domain.cards import CardState
from services.population.domain.coordination.joint_check import JointCheckState
from services.population.domain.families.declaration import Subject
from services.population.domain.proposals import OPEN as WAITING
from services.population.domain.renting import RentalState

_dwelling = registers.dwelling.c
_OPEN = {
    worksite: worksite.c.ended_on.is_(None),
    establishment: establishment.c.closed.is_(sa.false()),
    public_place: public_place.c.closed.is_(sa.false()),
}
"""Premises; those that ended keep the grid of their time."""


class SqlPremises:
    """See the port."""

    def standing(self, uow: UnitOfWork, path: str) -> Sequence[Standing]:
        """See the port. A worksite is where its point is; its workers may live in another grid."""
        found = []
        for table, is_open in _OPEN.items():
            columns = [table.c.id, table.c.longitude, table.c.latitude]
            query = sa.select(*columns, *_homes(table)).where(table.c.path == path, is_open)
            for row in uow.connection.execute(query.order_by(table.c.id)):
                place = (row.longitude, row.latitude) if row.longitude is not None else None
                home = "" if table is worksite and place is not None else row.home
                found.append(Standing(row.id, row.building_id, place, home))
        return found

    def of_building(self, uow: UnitOfWork, building_id: str, other_than: str) -> Sequence[str]:
        """See the port."""
        e = establishment.c
        homes = sa.select(_dwelling.id).where(_dwelling.building_id == building_id)
        inside = sa.or_(e.building_id == building_id, e.dwelling_id.in_(homes))
        query = sa.select(e.id).where(inside, e.path != other_than, _OPEN[establishment])
        return uow.connection.execute(query.order_by(e.id)).scalars().all()

    def move(self, uow: UnitOfWork, ids: Sequence[str], path: str) -> int:
        """See the port. Versions grow: what was decided on is not as it was."""
        moved = 0
        for table, is_open in _OPEN.items():
            to = {"path": path, "version": table.c.version + 1}
            here = sa.and_(table.c.id.in_(ids), table.c.path != path, is_open)
            moved += uow.connection.execute(sa.update(table).where(here).values(to)).rowcount
        n, r = unit_need.c, service_record.c
        needs = sa.update(unit_need).where(n.establishment_id.in_(ids), n.met_on.is_(None))
        uow.connection.execute(needs.values(path=path, version=n.version + 1))
        kinds = (Subject.ESTABLISHMENT.value, Subject.PLACE.value)
        records = sa.update(service_record).where(
            r.subject.in_(kinds), r.subject_id.in_(ids), r.closed_at.is_(None)
        )
        uow.connection.execute(records.values(path=path, version=r.version + 1))
        uow.audit(
            "population.follow_grid", "territory", path, territory=path, changes={"premises": [0, moved]}
        )
        return moved

    def move_whole(self, uow: UnitOfWork, ended: str, path: str) -> None:
        """See the port."""
        over = (JointCheckState.CLOSED.value, JointCheckState.CANCELLED.value)
        offered = sa.or_(item.c.to_day.is_(None), item.c.to_day >= today_in_china(uow.now))
        for table, still in (
            (item, offered),
            (joint_check, joint_check.c.state.not_in(over)),
        ):
            to = {"path": path, "version": table.c.version + 1}
            uow.connection.execute(sa.update(table).where(table.c.path == ended, still).values(to))


def follow_homes(
    uow: UnitOfWork,
    dwellings: Sequence[str],
    households: Sequence[str],
    people: Sequence[str],
    ground: tuple[Collection[str], str],
) -> None:
    """What is about homes and the people in them, as far as it goes on and was counted there.

    ``ground`` are the grids they were in, and the one they are in now.
    """
    before, path = ground
    r, c, q, s, p, x = rental.c, incomer_card.c, visit_request.c, service_record.c, proposal.c, exchange.c
    waiting = p.state.in_([each.value for each in WAITING])
    of_household = sa.and_(s.subject == Subject.HOUSEHOLD.value, s.subject_id.in_(households))
    of_home = sa.and_(s.subject == Subject.DWELLING.value, s.subject_id.in_(dwellings))
    of_person = sa.and_(s.subject == Subject.PERSON.value, s.subject_id.in_(people))
    for table, about in (
        (rental, sa.and_(r.dwelling_id.in_(dwellings), r.state != RentalState.ENDED.value)),
        (incomer_card, sa.and_(c.person_id.in_(people), c.state != CardState.LEFT.value)),
        (visit_request, sa.and_(q.household_id.in_(households), q.visit_id == "")),
        (service_record, sa.and_(sa.or_(of_household, of_home, of_person), s.closed_at.is_(None))),
        (proposal, sa.and_(sa.or_(p.dwelling_id.in_(dwellings), p.person_id.in_(people)), waiting)),
    ):
        grown = {"version": table.c.version + 1} if "version" in table.c else {}
        to = {"path": path} | grown
        uow.connection.execute(sa.update(table).where(about, table.c.path.in_(before)).values(to))
    asked = sa.and_(x.person_id.in_(people), x.from_path.in_(before), x.erased.is_(sa.false()))
    uow.connection.execute(sa.update(exchange).where(asked).values(from_path=path, version=x.version + 1))


def _homes(table: sa.Table) -> list[sa.ColumnElement[str]]:
    """The building that is named, and the grid of the dwelling that is named; empty for none."""
    building = table.c.building_id if "building_id" in table.c else sa.literal("").label("building_id")
    home: sa.ColumnElement[str] = sa.literal("").label("home")
    if "dwelling_id" in table.c:
        named = sa.select(_dwelling.path).where(_dwelling.id == table.c.dwelling_id).scalar_subquery()
        home = sa.func.coalesce(named, "").label("home")
    return [building, home]
