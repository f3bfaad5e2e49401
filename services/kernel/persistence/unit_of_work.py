"""One command, one transaction: rows, events, audit entry and request id commit together or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import TracebackType
from typing import Protocol, Self

import sqlalchemy as sa
from google.protobuf.message import Message
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from services.kernel.call import Call
from services.kernel.errors import Conflict
from services.kernel.messaging.envelope import envelope_of
from services.kernel.persistence.database import Database
from services.kernel.persistence.sessions import Lookup
from services.kernel.persistence.tables import audit_entries, outbox, requests
from services.kernel.persistence.writes import Row, Statement, Writes
from services.kernel.types import Clock, NewId


class RequestIdReused(Conflict):
    """The same request id came again with different content."""

    code = "kernel.request_id_reused"


class ReplayRace(Exception):
    """Two copies of one request ran at once and the other committed first; run this one again.

    Raised by `UnitOfWork.commit` and caught by the idempotency interceptor, never seen by a caller.
    """


class Recorder(Protocol):
    """What a policy or helper needs of a unit of work to leave events and audit behind."""

    def record(self, event: Message, *, aggregate: str, territory: str = "") -> None: ...


class UnitOfWork:
    """A transaction of one service on behalf of one call. Rolls back unless `commit` was reached.

    Use:
        with new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return load(uow, first)
            uow.connection.execute(...)
            uow.record(CaseOpened(...), aggregate=case_id, territory=path)
            uow.audit("cases.case.report", "case", case_id, territory=path, changes={...})
            uow.commit(result=case_id)
    """

    def __init__(self, database: Database, call: Call, *, clock: Clock, new_id: NewId) -> None:
        self.call = call
        self.now = clock()
        self._database = database
        self._new_id = new_id
        self._events: list[dict[str, object]] = []
        self._audit: list[dict[str, object]] = []

    def __enter__(self) -> Self:
        self._transaction = self._database.transaction()
        self._connection = self._transaction.__enter__()
        self._writes = Writes(self._connection)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transaction.__exit__(kind, error, trace)

    @property
    def connection(self) -> Connection:
        """The transaction's connection, with everything written so far: what waits is sent first."""
        self.flush()
        return self._connection

    def works_on(self, connection: object) -> bool:
        """Whether that is the transaction's connection; unlike `connection` this sends nothing."""
        return connection is self._connection

    @property
    def dialect(self) -> str:
        """``postgresql`` or ``sqlite``, for statements that differ."""
        return self._connection.dialect.name

    def write(self, statement: Statement, *rows: Row) -> None:
        """Carry out ``statement`` for each row, together with the next ones, at the latest with the commit.

        Whoever asks for `connection` afterwards finds it done. ``statement`` is made once per module.
        """
        self._writes.add(statement, *rows)

    def flush(self) -> None:
        """Carry out what waits; the transaction goes on."""
        if self._writes:
            self._writes.send()

    def replayed(self) -> str | None:
        """The result of the first execution, when this request was already carried out.

        Raises:
            RequestIdReused: the content differs from the first time.
        """
        if self.call.request is None:
            return None
        row = _REPLAYED.first(self.connection, {"key": self.call.request.key})
        if row is None:
            return None
        fingerprint, result = row
        if fingerprint != self.call.request.fingerprint:
            raise RequestIdReused()
        return str(result)

    def record(self, event: Message, *, aggregate: str, territory: str = "") -> None:
        """Carry ``event`` into the outbox with the commit.

        ``aggregate`` is the id whose events keep their order, ``territory`` the path it happened in.
        """
        event_id = self._new_id()
        self._events.append(
            {
                "id": event_id,
                "type": event.DESCRIPTOR.full_name,
                "aggregate": aggregate,
                "envelope": envelope_of(
                    event,
                    event_id=event_id,
                    source=self._database.service,
                    subject=aggregate,
                    at=self.now,
                    call=self.call,
                    territory=territory,
                ),
                "recorded_at": self.now,
            }
        )

    def audit(
        self,
        action: str,
        record_type: str,
        record_id: str,
        *,
        territory: str = "",
        changes: Mapping[str, object] | None = None,
    ) -> None:
        """Write who did ``action`` to which record. ``changes`` maps a field to [before, after].

        Sensitive values are given as hashes (`kernel.audit.log.hashed`), never as they are.
        """
        call = self.call
        self._audit.append(
            {
                "id": self._new_id(),
                "at": self.now,
                "actor_id": call.actor.id,
                "actor_name": call.actor.name,
                "on_behalf_of": call.on_behalf_of,
                "action": action,
                "record_type": record_type,
                "record_id": record_id,
                "territory": territory,
                "origin": call.origin[:80],
                "purpose": call.purpose[:400],
                "changes": json.dumps(changes or {}, ensure_ascii=False, sort_keys=True, default=str),
                "trace_id": call.trace_id,
            }
        )

    def commit(self, result: str = "") -> None:
        """Commit everything; ``result`` is what a repeated request with the same id will be given.

        Raises:
            ReplayRace: the same request committed in another thread or process meanwhile.
        """
        self._writes.add(_ADD_AUDIT, *self._audit)
        self._writes.add(_ADD_EVENT, *self._events)
        if self.call.request is not None and result:
            self._commit_remembering(self.call.request.key, self.call.request.fingerprint, result)
        else:
            self._writes.send(commit=True)
        if self._events:
            self._database.committed()
        self._events, self._audit = [], []

    def _commit_remembering(self, key: str, fingerprint: str, result: str) -> None:
        row = {"key": key, "fingerprint": fingerprint, "result": result, "at": self.now}
        self._writes.add(_ADD_REQUEST, row)
        try:
            self._writes.send(commit=True)
        except IntegrityError as error:
            if not _of_requests(error):
                raise
            raise ReplayRace(key) from error


def _of_requests(error: IntegrityError) -> bool:
    """Whether it is the request id that came twice, by the table's name in the server's own words."""
    return requests.name in str(error.orig)


_REPLAYED = Lookup(
    sa.select(requests.c.fingerprint, requests.c.result).where(requests.c.key == sa.bindparam("key"))
)
_ADD_AUDIT = sa.insert(audit_entries).inline()
_ADD_EVENT = sa.insert(outbox).inline()
_ADD_REQUEST = sa.insert(requests)
