"""Requests between places in the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from services.kernel.persistence.database import Database
from services.kernel.persistence.paging import Direction, keyset
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.security.fields import FieldCipher
from services.population.adapters.cards import under
from services.population.adapters.coordination.exchange_rows import exchange_of, values_of
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.coordination import exchange as t
from services.population.adapters.tables.coordination import exchange_number
from services.population.application.coordination.ports import AskedExchanges, Figures, Reach
from services.population.domain.coordination.exchange import (
    OPEN,
    RUNNING,
    Exchange,
    ExchangeState,
)
from services.population.domain.refusals import Stale

EXCHANGES: tuple[Direction, ...] = ((t.c.id, True),)
_RUNNING = t.c.state.in_([each.value for each in RUNNING])
_TO_REPLY = sa.and_(
    t.c.from_path == "",
    t.c.state.in_([ExchangeState.ANSWERED.value, ExchangeState.DECLINED.value]),
    t.c.read.is_(sa.false()),
    t.c.erased.is_(sa.false()),
)
_TO_READ = sa.and_(t.c.state == ExchangeState.ANSWERED.value, t.c.read.is_(sa.false()))


class SqlExchanges:
    """See the port `Exchanges`."""

    def __init__(self, database: Database, sealing: Sealing, cipher: FieldCipher) -> None:
        self._database = database
        self._sealing = sealing
        self._cipher = cipher

    def one(self, uow: UnitOfWork, exchange_id: str) -> Exchange | None:
        """See the port."""
        row = uow.connection.execute(sa.select(t).where(t.c.id == exchange_id).with_for_update()).first()
        return exchange_of(self._sealing, row) if row is not None else None

    def known(self, exchange_id: str) -> Exchange | None:
        """See the port."""
        with self._database.read() as connection:
            row = connection.execute(sa.select(t).where(t.c.id == exchange_id)).first()
        return exchange_of(self._sealing, row) if row is not None else None

    def add(self, uow: UnitOfWork, made: Exchange) -> None:
        """See the port."""
        uow.connection.execute(sa.insert(t).values(values_of(self._sealing, made)))

    def put(self, uow: UnitOfWork, changed: Exchange) -> None:
        """See the port."""
        current = sa.and_(t.c.id == changed.id, t.c.version == changed.version - 1)
        if not uow.connection.execute(
            sa.update(t).where(current).values(values_of(self._sealing, changed))
        ).rowcount:
            raise Stale()

    def next_number(self, uow: UnitOfWork, county: str, year: int) -> str:
        """See the port. Whoever asks at the same time waits for the row."""
        n = exchange_number
        insert: Any = (postgresql if uow.dialect == "postgresql" else sqlite).insert(n)
        start = insert.values(county=county, year=year, last=1)
        raised = start.on_conflict_do_update(index_elements=["county", "year"], set_={"last": n.c.last + 1})
        last = uow.connection.execute(raised.returning(n.c.last)).scalar_one()
        return f"{county}-{year}-{last:05d}"

    def open_of(self, uow: UnitOfWork, person_id: str, purpose_code: str) -> Sequence[Exchange]:
        """See the port."""
        query = sa.select(t).where(
            t.c.person_id == person_id,
            t.c.purpose_code == purpose_code,
            t.c.state.in_([each.value for each in OPEN]),
        )
        return [exchange_of(self._sealing, row) for row in uow.connection.execute(query)]

    def by_letter(self, uow: UnitOfWork, to_path: str, sender: str, number: str) -> Sequence[Exchange]:
        """See the port."""
        query = sa.select(t).where(
            t.c.to_path == to_path, t.c.letter_number == number, t.c.letter_sender == sender
        )
        return [exchange_of(self._sealing, row) for row in uow.connection.execute(query)]

    def about(self, person_id: str, document_number: str) -> Sequence[Exchange]:
        """See the port."""
        blind = self._sealing.document(document_number)
        same = [t.c.person_id == person_id, *([t.c.document_blind == blind] if blind else [])]
        query = sa.select(t).where(sa.or_(*same), t.c.erased.is_(sa.false()))
        with self._database.read() as connection:
            return [
                exchange_of(self._sealing, row) for row in connection.execute(query.order_by(t.c.id.desc()))
            ]

    def page(
        self, reach: Reach, asked: AskedExchanges, now: datetime, after: Sequence[str] | None, limit: int
    ) -> Sequence[Exchange]:
        """See the port."""
        if asked.box == "in":
            query = sa.select(t).where(_received(reach))
            waits: sa.ColumnElement[bool] = sa.or_(_RUNNING, _TO_REPLY)
        else:
            query = sa.select(t).where(_sent(reach))
            waits = sa.or_(
                _TO_READ,
                t.c.state == ExchangeState.DRAFTED.value,
                sa.and_(_RUNNING, t.c.due_at < now),
            )
        if asked.state is not None:
            query = query.where(t.c.state == asked.state.value)
        if asked.person_id:
            query = query.where(t.c.person_id == asked.person_id)
        if asked.waiting:
            query = query.where(waits)
        with self._database.read() as connection:
            rows = connection.execute(keyset(query, EXCHANGES, after).limit(limit)).all()
        return [exchange_of(self._sealing, row) for row in rows]

    def figures(self, reach: Reach, now: datetime) -> Figures:
        """See the port."""
        received = (
            t.c.state == ExchangeState.SENT.value,
            t.c.state == ExchangeState.ACKNOWLEDGED.value,
            sa.and_(_RUNNING, t.c.near_at <= now, t.c.due_at >= now),
            sa.and_(_RUNNING, t.c.due_at < now),
            _TO_REPLY,
        )
        with self._database.read() as connection:
            found = connection.execute(_counted(_received(reach), received)).one()
            sent = (_TO_READ, sa.and_(_RUNNING, t.c.due_at < now))
            own = connection.execute(_counted(_sent(reach), sent)).one()
        return Figures(*(int(each or 0) for each in (*found, *own)))

    def to_remind(self, now: datetime, limit: int) -> Sequence[str]:
        """See the port."""
        query = sa.select(t.c.id).where(t.c.remind_at <= now).order_by(t.c.remind_at).limit(limit)
        with self._database.read() as connection:
            return connection.execute(query).scalars().all()

    def to_erase(self, today: date, limit: int) -> Sequence[str]:
        """See the port."""
        query = sa.select(t.c.id).where(t.c.erased.is_(sa.false()), t.c.erase_on <= today).limit(limit)
        with self._database.read() as connection:
            return connection.execute(query).scalars().all()

    def fingerprint(self, exchange_id: str, values: Mapping[str, str]) -> str:
        """See the port."""
        text = orjson.dumps(dict(values), option=orjson.OPT_SORT_KEYS).decode()
        return self._cipher.blind(f"exchange {exchange_id} {text}", kind="text")


def _received(reach: Reach) -> sa.ColumnElement[bool]:
    """Sent to the caller's places or to whom he stands for; nobody sees what was never sent."""
    asked = [sa.and_(t.c.to_path != "", under(t.c.to_path, reach.answers))]
    for place, unit in reach.serves:
        asked.append(sa.and_(t.c.to_unit_id == unit, under(t.c.from_path, [place])))
    return sa.and_(sa.or_(*asked), t.c.due_at.is_not(None))


def _sent(reach: Reach) -> sa.ColumnElement[bool]:
    """Asked by the caller's places, and not by a place outside."""
    return sa.and_(t.c.from_path != "", under(t.c.from_path, reach.asks))


def _counted(seen: sa.ColumnElement[bool], cases: Sequence[sa.ColumnElement[bool]]) -> sa.Select[Any]:
    return sa.select(*(sa.func.sum(sa.case((each, 1), else_=0)) for each in cases)).where(seen)
