"""What every service answers about itself: parked events, the audit chain, its state."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from services.kernel.audit.chain import unsealed, verify
from services.kernel.audit.log import Entry, Search, search
from services.kernel.errors import NotFound
from services.kernel.messaging.parking import ParkedEvent, Parking
from services.kernel.messaging.relay import backlog
from services.kernel.persistence.database import Database
from services.kernel.persistence.paging import PageRequest
from services.kernel.rpc.pipeline import call_of
from services.kernel.runtime.context import ServiceContext, Servicer
from services.kernel.territory_codes import code_of
from services.kernel.types import Clock
from wangge.operations.v1 import operations_pb2 as messages
from wangge.operations.v1 import operations_pb2_grpc as stubs

FULL_NAME = "wangge.operations.v1.OperationsService"
SEARCH = "operations.audit.search"


class ServiceNotHere(NotFound):
    """This process does not run the service asked about."""

    code = "kernel.service_not_here"


@dataclass(frozen=True)
class Operated:
    """One service of this process. ``revision`` tells the schema revisions of its database."""

    context: ServiceContext
    parking: Parking
    revision: Callable[[], str]

    @property
    def database(self) -> Database:
        """The service's own."""
        return self.context.database


class Operations(stubs.OperationsServiceServicer):
    """Serves wangge.operations.v1 for all services in the process."""

    def __init__(self, services: Mapping[str, Operated], clock: Clock, anchors_file: Path) -> None:
        self._services = services
        self._clock = clock
        self._anchors_file = anchors_file

    def ListParkedEvents(
        self, request: messages.ListParkedEventsRequest, context: Any
    ) -> messages.ListParkedEventsResponse:
        page = PageRequest(request.page_size, request.page_token)
        events, token = self._service(request.service).parking.page(page, state=request.state)
        shown = [_shown(each, request.service) for each in events]
        return messages.ListParkedEventsResponse(events=shown, next_page_token=token)

    def RetryParkedEvent(
        self, request: messages.RetryParkedEventRequest, context: Any
    ) -> messages.ParkedEvent:
        event = self._service(request.service).parking.retry(call_of(context), request.id)
        return _shown(event, request.service)

    def DiscardParkedEvent(
        self, request: messages.DiscardParkedEventRequest, context: Any
    ) -> messages.ParkedEvent:
        event = self._service(request.service).parking.discard(call_of(context), request.id, request.reason)
        return _shown(event, request.service)

    def VerifyAudit(self, request: messages.VerifyAuditRequest, context: Any) -> messages.VerifyAuditResponse:
        verdict = verify(self._service(request.service).database, anchors_file=self._anchors_file)
        return messages.VerifyAuditResponse(
            intact=verdict.intact,
            entries=verdict.entries,
            unsealed=verdict.unsealed,
            head=verdict.head,
            problem=verdict.problem,
        )

    def SearchAudit(self, request: messages.SearchAuditRequest, context: Any) -> messages.SearchAuditResponse:
        service, call = self._service(request.service), call_of(context)
        wanted = Search(
            actor_id=request.actor_id,
            record_type=request.record_type,
            record_id=request.record_id,
            action_prefix=request.action_prefix,
            since=_moment(request, "since"),
            until=_moment(request, "until"),
            scope=call.scope(SEARCH),
        )
        entries, token = search(service.database, wanted, PageRequest(request.page_size, request.page_token))
        if (
            not request.page_token
        ):  # looking is itself noted (DIR-27): a line for each look, not for each page
            with service.context.new_uow(replace(call, request=None)) as uow:
                uow.audit(f"{request.service}.audit.search", "audit", request.record_id or request.actor_id)
                uow.commit()
        shown = [_line(each) for each in entries]
        return messages.SearchAuditResponse(entries=shown, next_page_token=token)

    def GetStatus(self, request: messages.GetStatusRequest, context: Any) -> messages.ServiceStatus:
        service = self._service(request.service)
        waiting = backlog(service.database, self._clock())
        return messages.ServiceStatus(
            service=request.service,
            version=product_version(),
            outbox_waiting=waiting.waiting,
            outbox_oldest_seconds=waiting.oldest_seconds,
            parked=service.parking.waiting(),
            audit_unsealed=unsealed(service.database),
            database="sqlite" if service.database.is_sqlite else "postgresql",
            schema_revision=service.revision(),
        )

    def _service(self, name: str) -> Operated:
        if name not in self._services:
            raise ServiceNotHere(service=name)
        return self._services[name]


def operations_servicer(services: Mapping[str, Operated], clock: Clock, anchors_file: Path) -> Servicer:
    """The servicer as a process adds it to its server."""
    implementation = Operations(services, clock, anchors_file)
    return Servicer(FULL_NAME, stubs.add_OperationsServiceServicer_to_server, implementation)


def product_version() -> str:
    """The installed version of the platform."""
    try:
        return version("wangge")
    except PackageNotFoundError:
        return "unknown"


def _moment(request: messages.SearchAuditRequest, name: str) -> datetime | None:
    return getattr(request, name).ToDatetime(UTC) if request.HasField(name) else None


def _line(entry: Entry) -> messages.AuditEntry:
    shown = messages.AuditEntry(
        id=entry.id,
        position=entry.position,
        actor_id=entry.actor_id,
        actor_name=entry.actor_name,
        on_behalf_of=entry.on_behalf_of,
        action=entry.action,
        record_type=entry.record_type,
        record_id=entry.record_id,
        territory_code=code_of(entry.territory) if entry.territory else "",
        origin=entry.origin,
        purpose=entry.purpose,
        changes=json.dumps(entry.changes, ensure_ascii=False) if entry.changes else "",
        trace_id=entry.trace_id,
    )
    shown.at.FromDatetime(entry.at)
    return shown


def _shown(event: ParkedEvent, service: str) -> messages.ParkedEvent:
    shown = messages.ParkedEvent(
        id=event.id,
        service=service,
        handler=event.handler,
        event_id=event.event_id,
        event_type=event.event_type,
        reason=event.reason,
        attempts=event.attempts,
        state=event.state,
    )
    shown.parked_at.FromDatetime(event.parked_at)
    shown.next_try_at.FromDatetime(event.next_try_at)
    return shown
