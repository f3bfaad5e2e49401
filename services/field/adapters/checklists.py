"""Campaign checklists and the places they are filled in at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.field.adapters.help_tables import checklist, checklist_place
from services.field.adapters.reaching import below, within
from services.field.application.help_ports import WantedChecklists
from services.field.domain.checklist import Checklist, Item, ItemKind, Mechanism, Plan, State
from services.field.domain.refusals import Stale
from services.field.domain.standing import Level, Period, Standing
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.paging import keyset
from services.kernel.persistence.unit_of_work import UnitOfWork

NEWEST_FIRST = ((checklist.c.created_at, True), (checklist.c.id, True))


class SqlChecklists:
    """See the port."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, checklist_id: str) -> Checklist | None:
        """None for no such campaign."""
        with self._database.read() as connection:
            return _one(connection, checklist_id)

    def in_uow(self, uow: UnitOfWork, checklist_id: str) -> Checklist | None:
        """None for no such campaign."""
        return _one(uow.connection, checklist_id)

    def add(self, uow: UnitOfWork, new: Checklist) -> None:
        """A new row and its places."""
        uow.connection.execute(sa.insert(checklist).values({"id": new.id, **_values(new)}))
        self._put_places(uow, new)

    def save(self, uow: UnitOfWork, kept: Checklist) -> None:
        """See the port."""
        older = sa.and_(checklist.c.id == kept.id, checklist.c.version == kept.version - 1)
        if uow.connection.execute(sa.update(checklist).where(older).values(_values(kept))).rowcount != 1:
            raise Stale()
        uow.connection.execute(sa.delete(checklist_place).where(checklist_place.c.checklist_id == kept.id))
        self._put_places(uow, kept)

    def page(
        self, wanted: WantedChecklists, after: tuple[datetime, str] | None, limit: int
    ) -> Sequence[Checklist]:
        """See the port."""
        here = sa.select(checklist_place.c.checklist_id).where(within(checklist_place.c.path, wanted.reach))
        begun = checklist.c.state != State.DRAFT.value
        query = sa.select(checklist).where(
            checklist.c.id.in_(here), sa.or_(begun, below(checklist.c.territory_path, wanted.drafts))
        )
        query = query.where(checklist.c.series_id != "" if wanted.standing else checklist.c.series_id == "")
        if wanted.state is not None:
            query = query.where(checklist.c.state == wanted.state.value)
        if wanted.on:
            query = query.where(checklist.c.first_day <= wanted.on, checklist.c.last_day >= wanted.on)
        with self._database.read() as connection:
            rows = connection.execute(keyset(query, NEWEST_FIRST, after).limit(limit)).all()
            places = _places(connection, [row.id for row in rows])
        return [_checklist(row, places.get(row.id, ())) for row in rows]

    def of_series(self, uow: UnitOfWork, series_id: str) -> Sequence[Checklist]:
        """See the port."""
        query = sa.select(checklist).where(checklist.c.series_id == series_id, checklist.c.series_id != "")
        rows = uow.connection.execute(query.order_by(checklist.c.number)).all()
        places = _places(uow.connection, [row.id for row in rows])
        return [_checklist(row, places.get(row.id, ())) for row in rows]

    def shipped(self, paths: Sequence[str]) -> set[tuple[str, str]]:
        """See the port."""
        c = checklist.c
        query = sa.select(c.territory_path, c.slogan).where(c.territory_path.in_(paths), c.slogan != "")
        with self._database.read() as connection:
            return {(row.territory_path, row.slogan) for row in connection.execute(query)}

    @staticmethod
    def _put_places(uow: UnitOfWork, kept: Checklist) -> None:
        named = bool(kept.plan.places)
        rows = [
            {"checklist_id": kept.id, "path": path, "named": named}
            for path in dict.fromkeys(kept.plan.covered)
        ]
        uow.connection.execute(sa.insert(checklist_place), rows)


def _one(connection: Connection, checklist_id: str) -> Checklist | None:
    row = connection.execute(sa.select(checklist).where(checklist.c.id == checklist_id)).first()
    return _checklist(row, _places(connection, [row.id]).get(row.id, ())) if row is not None else None


def _places(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    """The named places of campaigns."""
    query = (
        sa.select(checklist_place)
        .where(checklist_place.c.checklist_id.in_(ids), checklist_place.c.named.is_(True))
        .order_by(checklist_place.c.path)
    )
    found: dict[str, list[str]] = {}
    for row in connection.execute(query) if ids else ():
        found.setdefault(row.checklist_id, []).append(row.path)
    return found


def _values(kept: Checklist) -> dict[str, Any]:
    plan = kept.plan
    return {
        "territory_path": plan.territory_path,
        "title": plan.title,
        "mechanism": plan.mechanism.value,
        "note": plan.note,
        "first_day": plan.first_day,
        "last_day": plan.last_day,
        "expected": plan.expected,
        "items": [asdict(each) for each in plan.items],
        "state": kept.state.value,
        "created_at": kept.created_at,
        "closed_at": kept.closed_at,
        "version": kept.version,
        **_standing_values(plan.standing),
    }


def _standing_values(standing: Standing | None) -> dict[str, Any]:
    if standing is None:
        return {}
    return {
        "level": standing.level.value,
        "period": standing.period.value,
        "post_kinds": " ".join(standing.post_kinds),
        "slogan": standing.slogan,
        "series_id": standing.series_id,
        "number": standing.number,
    }


def _checklist(row: Any, places: Iterable[str]) -> Checklist:
    plan = Plan(
        title=row.title,
        territory_path=row.territory_path,
        mechanism=Mechanism(row.mechanism),
        first_day=row.first_day,
        last_day=row.last_day,
        note=row.note,
        places=tuple(places),
        expected=row.expected,
        items=tuple(_item(each) for each in row.items),
        standing=_standing(row) if row.series_id else None,
    )
    return Checklist(row.id, plan, aware(row.created_at), State(row.state), aware(row.closed_at), row.version)


def _standing(row: Any) -> Standing:
    return Standing(
        level=Level(row.level),
        period=Period(row.period),
        post_kinds=tuple(row.post_kinds.split()),
        slogan=row.slogan,
        series_id=row.series_id,
        number=row.number,
    )


def _item(kept: dict[str, Any]) -> Item:
    return Item(
        **{
            **kept,
            "kind": ItemKind(kept["kind"]),
            "choices": tuple(kept["choices"]),
            "alarms": tuple(kept["alarms"]),
        }
    )
