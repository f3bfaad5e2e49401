"""The directory's own audit as a system log, with the place of each entry in the sealed chain."""

from __future__ import annotations

import json

import sqlalchemy as sa

from services.directory.application.systemlog import LogEntry, LogQuery
from services.kernel.audit.log import Search, search
from services.kernel.call import Scope
from services.kernel.persistence.database import Database
from services.kernel.persistence.paging import PageRequest
from services.kernel.persistence.tables import audit_seals


class AuditLogBook:
    """Newest first; see the port `LogBook`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, scope: Scope, query: LogQuery, size: int, token: str) -> tuple[list[LogEntry], str]:
        """Entries of the scope and the token of the next page."""
        wanted = Search(
            actor_id=query.actor,
            record_type=query.record_type,
            record_id=query.record_id,
            action_prefix=query.action_prefix,
            since=query.since,
            until=query.until,
            scope=scope,
        )
        found, following = search(self._database, wanted, PageRequest(size, token))
        seals = self._seals([entry.id for entry in found])
        return [
            LogEntry(
                position=entry.position,
                id=entry.id,
                at=entry.at,
                actor_id=entry.actor_id,
                actor_name=entry.actor_name,
                on_behalf_of=entry.on_behalf_of,
                action=entry.action,
                record_type=entry.record_type,
                record_id=entry.record_id,
                territory=entry.territory,
                origin=entry.origin,
                purpose=entry.purpose,
                changes=json.dumps(entry.changes, ensure_ascii=False, sort_keys=True),
                trace_id=entry.trace_id,
                sequence=seals.get(entry.id, 0),
            )
            for entry in found
        ], following

    def _seals(self, ids: list[str]) -> dict[str, int]:
        if not ids:
            return {}
        statement = sa.select(audit_seals.c.entry_id, audit_seals.c.sequence).where(
            audit_seals.c.entry_id.in_(ids)
        )
        with self._database.read() as connection:
            return {row.entry_id: row.sequence for row in connection.execute(statement)}
