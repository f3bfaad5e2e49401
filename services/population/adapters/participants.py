"""Participants on the database; what is said of them is sealed to its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from services.kernel.call import Scope
from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.reading import under
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables import registers
from services.population.adapters.tables.boards import participant as t
from services.population.adapters.tables.families import establishment
from services.population.domain.participants import Participant
from services.population.domain.records import PersonState
from services.population.domain.refusals import Stale
from services.population.domain.rights import Held

_SEALED = ("name", "phone", "building_id", "skills", "available", "purpose", "consent_kept_at")
_COLUMNS = (
    ("单位", "Organisation"),
    ("用途", "Purpose"),
    ("特长", "Skills"),
    ("可参与时间", "Available"),
    ("电话", "Phone"),
    ("书面同意", "Consent"),
    ("到期", "Until"),
)


class SqlParticipants:
    """See the ports."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._sealing = sealing

    def get(self, uow: UnitOfWork, wanted: str) -> Participant | None:
        """See the port."""
        row = uow.connection.execute(sa.select(t).where(t.c.id == wanted).with_for_update()).first()
        return self._entry(row) if row is not None else None

    def linked(self, uow: UnitOfWork, establishment_id: str, person_id: str) -> bool:
        """See the port."""
        query = sa.select(t.c.id).where(
            t.c.person_id == person_id, t.c.establishment_id == establishment_id, t.c.person_id != ""
        )
        return uow.connection.execute(query.limit(1)).first() is not None

    def save(self, uow: UnitOfWork, entry: Participant) -> None:
        """See the port."""
        row = {c.name: getattr(entry, c.name) for c in t.c if c.name != "sealed"}
        row["sealed"] = self._sealing.seal(
            "participant", entry.id, {name: getattr(entry, name) for name in _SEALED}
        )
        if entry.version == 1:
            uow.connection.execute(sa.insert(t).values(row))
            return
        older = sa.and_(t.c.id == entry.id, t.c.version == entry.version - 1)
        if uow.connection.execute(sa.update(t).where(older).values(row)).rowcount != 1:
            raise Stale()

    def erase(self, uow: UnitOfWork, wanted: str) -> None:
        """See the port."""
        uow.connection.execute(sa.delete(t).where(t.c.id == wanted))

    def page(self, establishment_id: str, before: str, limit: int, today: date) -> Sequence[Participant]:
        """See the port."""
        query = sa.select(t).where(t.c.establishment_id == establishment_id, t.c.expires_on > today)
        if before:
            query = query.where(t.c.id < before)
        with self._database.read() as connection:
            return [
                self._entry(row) for row in connection.execute(query.order_by(t.c.id.desc()).limit(limit))
            ]

    def counts(self, scope: Scope, path: str, today: date) -> Mapping[str, int]:
        """See the port."""
        e = establishment
        query = (
            sa.select(e.c.kind, sa.func.count())
            .join(t, t.c.establishment_id == e.c.id)
            .where(under(e.c.path, scope, path), e.c.closed.is_(False), t.c.expires_on > today)
            .group_by(e.c.kind)
        )
        with self._database.read() as connection:
            return {row[0]: int(row[1]) for row in connection.execute(query)}

    def ended(self, today: date, limit: int) -> Sequence[str]:
        """See the port."""
        e = establishment
        query = (
            sa.select(t.c.id)
            .join(e, e.c.id == t.c.establishment_id)
            .where(sa.or_(t.c.expires_on <= today, e.c.closed.is_(True)))
        )
        with self._database.read() as connection:
            return connection.execute(query.order_by(t.c.expires_on).limit(limit)).scalars().all()

    def gone(self, limit: int) -> Sequence[tuple[str, str]]:
        """See the port."""
        p, r = registers.person, registers.residence
        at_home = sa.exists().where(r.c.person_id == p.c.id, registers.OPEN)
        wrong = sa.or_(p.c.state != PersonState.ACTIVE.value, ~at_home)
        query = sa.select(t.c.id, p.c.merged_into).join(p, p.c.id == t.c.person_id).where(wrong).limit(limit)
        with self._database.read() as connection:
            return [(row.id, row.merged_into or "") for row in connection.execute(query)]

    def now_of(self, uow: UnitOfWork, wanted: str, person_id: str) -> None:
        """See the port."""
        values = {"person_id": person_id, "version": t.c.version + 1}
        uow.connection.execute(sa.update(t).where(t.c.id == wanted).values(values))

    def of_person(self, connection: sa.Connection, person_id: str) -> list[tuple[Participant, str]]:
        """Entries linked to somebody, with the organisations' names."""
        if not person_id:
            return []
        e = establishment
        query = (
            sa.select(t, e.c.name.label("organisation"))
            .join(e, e.c.id == t.c.establishment_id)
            .where(t.c.person_id == person_id)
            .order_by(t.c.id)
        )
        return [(self._entry(row), row.organisation) for row in connection.execute(query)]

    def _entry(self, row: Any) -> Participant:
        said = self._sealing.open("participant", row.id, row.sealed)
        return Participant(
            id=row.id,
            establishment_id=row.establishment_id,
            person_id=row.person_id,
            consented_on=row.consented_on,
            expires_on=row.expires_on,
            version=row.version,
            **({"name": "", "purpose": "", "consent_kept_at": ""} | said),
        )


class ParticipantHolding:
    """See the port `Holder`."""

    def __init__(self, database: Database, entries: SqlParticipants) -> None:
        self._database = database
        self._entries = entries

    def held(self, person_id: str) -> Sequence[Held]:
        """See the port."""
        with self._database.read() as connection:
            found = self._entries.of_person(connection, person_id)
        if not found:
            return ()
        rows = tuple(_row(entry, organisation) for entry, organisation in found)
        purpose = ("自愿参与单位组织的服务", "Taking part in what an organisation does, by consent")
        return (Held("participants", ("自愿参与", "Takes part"), purpose, _COLUMNS, rows),)

    def erase(self, uow: UnitOfWork, person_id: str) -> list[str]:
        """See the port."""
        found = self._entries.of_person(uow.connection, person_id)
        for entry, _ in found:
            self._entries.erase(uow, entry.id)
        removed = (text for entry, name in found for text in _row(entry, name))
        return [text for text in removed if text]


def _row(entry: Participant, organisation: str) -> tuple[str, ...]:
    return (
        organisation,
        entry.purpose,
        entry.skills,
        entry.available,
        entry.phone,
        f"{entry.consented_on.isoformat()} {entry.consent_kept_at}",
        entry.expires_on.isoformat(),
    )
