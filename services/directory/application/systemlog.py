"""The system log (DIR-27): who signed in, read, wrote, exported, changed rights. Never purged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.directory.application.account_ports import AccountRegistry
from services.kernel.call import Call, Scope
from services.kernel.persistence.paging import clamp

VIEW = "directory.log.view"


@dataclass(frozen=True, slots=True)
class LogQuery:
    """Which entries; empty means any. ``since`` is included, ``until`` is not."""

    actor: str = ""
    record_type: str = ""
    record_id: str = ""
    action_prefix: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the log; ``sequence`` is its place in the sealed chain, 0 until it is sealed."""

    position: int
    id: str
    at: datetime
    actor_id: str
    actor_name: str
    on_behalf_of: str
    action: str
    record_type: str
    record_id: str
    territory: str
    origin: str
    purpose: str
    changes: str
    trace_id: str
    sequence: int


class LogBook(Protocol):
    """The audit of this service, newest first. Entries of no territory are for those who see all."""

    def page(self, scope: Scope, query: LogQuery, size: int, token: str) -> tuple[list[LogEntry], str]: ...


class ListLogEntries:
    """Entries of territories in scope; looking is itself logged."""

    def __init__(self, registry: AccountRegistry, log: LogBook) -> None:
        self._registry, self._log = registry, log

    def __call__(self, call: Call, query: LogQuery, size: int, token: str) -> tuple[list[LogEntry], str]:
        """A page and the token of the next."""
        scope = call.scope(VIEW)
        found = self._log.page(scope, query, clamp(size), token)
        if not token:  # one entry per look, not per page
            with self._registry.new_uow(call) as uow:
                uow.audit(
                    "directory.log.view",
                    "log",
                    query.record_id or query.actor or "log",
                    territory=scope.paths[0] if scope.paths else "",
                )
                uow.commit()
        return found
