"""Cards of incoming residents in the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from services.kernel.persistence.database import Database
from services.kernel.persistence.paging import Direction, keyset
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.security.fields import FieldCipher
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables import registers as t
from services.population.adapters.tables.incomers import card_number, incomer_card
from services.population.domain.cards import Card, CardState, Channel, ServiceKind
from services.population.domain.kinds import ResidenceKind
from services.population.domain.refusals import CardTaken, Stale
from services.population.domain.stations import COMMUNITY

CARDS: tuple[Direction, ...] = ((incomer_card.c.path, False), (incomer_card.c.id, False))
_PLAIN = (
    "id",
    "person_id",
    "path",
    "number",
    "arrived_on",
    "expected_until",
    "issued_on",
    "valid_until",
    "left_on",
    "misses",
    "worksite_id",
    "version",
)


class SqlCards:
    """See the port `CardStore`."""

    def __init__(self, database: Database, sealing: Sealing, cipher: FieldCipher) -> None:
        self._database = database
        self._sealing = sealing
        self._cipher = cipher

    def one(self, uow: UnitOfWork, card_id: str) -> Card | None:
        """See the port."""
        return self._locked(uow, incomer_card.c.id == card_id)

    def of_person(self, uow: UnitOfWork, person_id: str) -> Card | None:
        """See the port."""
        return self._locked(uow, incomer_card.c.person_id == person_id)

    def known(self, person_id: str) -> Card | None:
        """Of a person, to look at."""
        query = sa.select(incomer_card).where(incomer_card.c.person_id == person_id)
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return self._card(row) if row is not None else None

    def add(self, uow: UnitOfWork, card: Card) -> None:
        """See the port."""
        try:
            uow.connection.execute(sa.insert(incomer_card).values(self._values(card)))
        except IntegrityError:
            raise CardTaken() from None

    def put(self, uow: UnitOfWork, card: Card) -> None:
        """See the port."""
        c = incomer_card.c
        current = sa.and_(c.id == card.id, c.version == card.version - 1)
        if uow.connection.execute(sa.update(incomer_card).where(current).values(self._values(card))).rowcount:
            return
        raise Stale()

    def forget(self, uow: UnitOfWork, person_id: str) -> Card | None:
        """Remove a person's card; what it said."""
        found = self._locked(uow, incomer_card.c.person_id == person_id)
        uow.connection.execute(sa.delete(incomer_card).where(incomer_card.c.person_id == person_id))
        return found

    def next_number(self, uow: UnitOfWork, county: str) -> str:
        """See the port. Whoever asks at the same time waits for the row."""
        insert: Any = (postgresql if uow.dialect == "postgresql" else sqlite).insert(card_number)
        start = insert.values(county=county, last=1)
        raised = start.on_conflict_do_update(index_elements=["county"], set_={"last": card_number.c.last + 1})
        last = uow.connection.execute(raised.returning(card_number.c.last)).scalar_one()
        return f"{county}{last:07d}"

    def by_code(self, code: str) -> Card | None:
        """See the port."""
        query = sa.select(incomer_card).where(incomer_card.c.code_blind == self._blind(code))
        with self._database.read() as connection:
            row = connection.execute(query).first() if code else None
        return self._card(row) if row is not None else None

    def page(
        self,
        paths: Sequence[str],
        state: CardState | None,
        after: Sequence[str] | None,
        limit: int,
        worksite_id: str = "",
    ) -> Sequence[Card]:
        """See the port."""
        c = incomer_card.c
        wanted = c.state == state.value if state is not None else c.state != CardState.LEFT.value
        query = sa.select(incomer_card).where(under(c.path, paths), wanted)
        if worksite_id:
            query = query.where(c.worksite_id == worksite_id)
        with self._database.read() as connection:
            rows = connection.execute(keyset(query, CARDS, after).limit(limit)).all()
        return [self._card(row) for row in rows]

    def of_people(self, paths: Sequence[str], person_ids: Sequence[str]) -> Sequence[Card]:
        """See the port."""
        c = incomer_card.c
        query = sa.select(incomer_card).where(under(c.path, paths), c.person_id.in_(set(person_ids)))
        with self._database.read() as connection:
            return [self._card(row) for row in connection.execute(query.order_by(c.arrived_on.desc(), c.id))]

    def by_channel(self, paths: Sequence[str]) -> dict[Channel, int]:
        """See the port."""
        c = incomer_card.c
        query = sa.select(c.channel, sa.func.count()).where(*_open_under(paths)).group_by(c.channel)
        with self._database.read() as connection:
            return {Channel(row[0]): row[1] for row in connection.execute(query)}

    def by_community(self, paths: Sequence[str]) -> list[tuple[str, int]]:
        """See the port."""
        community = sa.func.substr(incomer_card.c.path, 1, COMMUNITY)
        query = sa.select(community, sa.func.count()).where(*_open_under(paths)).group_by(community)
        with self._database.read() as connection:
            return [(row[0], row[1]) for row in connection.execute(query.order_by(community))]

    def by_worksite(self, ids: Sequence[str], paths: Sequence[str]) -> dict[str, int]:
        """See the port."""
        c = incomer_card.c
        query = sa.select(c.worksite_id, sa.func.count()).where(c.worksite_id.in_(ids), *_open_under(paths))
        with self._database.read() as connection:
            return {row[0]: row[1] for row in connection.execute(query.group_by(c.worksite_id))}

    def astray(self, limit: int) -> Sequence[tuple[str, str, date | None]]:
        """See the port."""
        c, r, ended = incomer_card.c, t.residence.c, t.residence.alias("ended")
        here = sa.and_(
            r.person_id == c.person_id, r.is_open.is_(sa.true()), r.kind == ResidenceKind.INCOMING.value
        )
        since = (
            sa.select(sa.func.max(ended.c.to_day))
            .where(ended.c.person_id == c.person_id, ended.c.void.is_(sa.false()))
            .scalar_subquery()
        )
        query = (
            sa.select(c.id, r.path, since)
            .select_from(incomer_card.join(t.residence, here, isouter=True))
            .where(c.state != CardState.LEFT.value, sa.or_(r.id.is_(None), r.path != c.path))
        )
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(c.id).limit(limit)).all()
        return [(row[0], row[1] or "", row[2]) for row in rows]

    def _locked(self, uow: UnitOfWork, condition: sa.ColumnElement[bool]) -> Card | None:
        row = uow.connection.execute(sa.select(incomer_card).where(condition).with_for_update()).first()
        return self._card(row) if row is not None else None

    def _blind(self, code: str) -> str:
        return self._cipher.blind(f"card {code}", kind="text") if code else ""

    def _values(self, card: Card) -> dict[str, Any]:
        sealed = {"e": card.employer, "c": card.code}
        return {name: getattr(card, name) for name in _PLAIN} | {
            "code_blind": self._blind(card.code),
            "state": card.state.value,
            "channel": card.channel.value,
            "services": {
                kind.value: [asked.isoformat(), given.isoformat() if given else ""]
                for kind, (asked, given) in card.services.items()
            },
            "wants": ",".join(card.wants),
            "sealed": self._sealing.seal("incomer_card", card.id, sealed),
        }

    def _card(self, row: Any) -> Card:
        opened = self._sealing.open("incomer_card", row.id, row.sealed)
        return Card(
            **{name: getattr(row, name) for name in _PLAIN},
            state=CardState(row.state),
            channel=Channel(row.channel),
            code=opened.get("c", ""),
            employer=opened.get("e", ""),
            services={
                ServiceKind(kind): (date.fromisoformat(asked), date.fromisoformat(given) if given else None)
                for kind, (asked, given) in row.services.items()
            },
        )


def _open_under(paths: Sequence[str]) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    return under(incomer_card.c.path, paths), incomer_card.c.state != CardState.LEFT.value


def under(column: sa.Column[str], paths: Sequence[str]) -> sa.ColumnElement[bool]:
    """Rows below one of these places."""
    ranges = [sa.and_(column >= path, column < path + ":") if path else sa.true() for path in paths]
    return sa.or_(*ranges) if ranges else sa.false()
