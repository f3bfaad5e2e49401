"""The bus of the all-in-one process: an event is confirmed once every subscriber's inbox has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import structlog

from services.kernel.messaging.inbox import Outcome, deliver
from services.kernel.messaging.outgoing import OutgoingEvent

if TYPE_CHECKING:
    from services.kernel.runtime.context import ServiceContext, ServiceParts, Subscription

log = structlog.get_logger(__name__)
Deliver = Callable[["ServiceContext", "Subscription", str], Outcome]
Routes = Mapping[str, Sequence[tuple["ServiceContext", "Subscription"]]]
"""Full event name -> who hears it."""


def into_inbox(context: ServiceContext, subscription: Subscription, envelope: str) -> Outcome:
    """Deliver in this process."""
    return deliver(
        subscription, envelope, new_uow=context.new_uow, clock=context.clock, new_id=context.new_id
    )


def routes_of(parts: Iterable[ServiceParts]) -> Routes:
    """Who hears what, from the subscriptions of the services in this process."""
    routes: dict[str, list[tuple[ServiceContext, Subscription]]] = defaultdict(list)
    for part in parts:
        for subscription in part.subscriptions:
            routes[subscription.event.DESCRIPTOR.full_name].append((part.context, subscription))
    return routes


class LocalBus:
    """A `Publisher` that runs the handlers of all subscribing services.

    Services are served side by side, each in the publisher's order. The outbox is the queue: a crash between
    two handlers leaves the event unpublished, it comes again, and the inboxes absorb what they had.
    """

    def __init__(self, routes: Routes, *, deliver: Deliver = into_inbox, threads: int = 8) -> None:
        self._routes = routes
        self._deliver = deliver
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="bus")

    def publish(self, batch: Sequence[OutgoingEvent]) -> frozenset[str]:
        """Deliver to every subscriber; returns the ids that all of them have taken."""
        work: dict[str, list[tuple[OutgoingEvent, ServiceContext, Subscription]]] = defaultdict(list)
        for event in batch:
            for context, subscription in self._routes.get(event.type, ()):
                work[context.name].append((event, context, subscription))
        if len(work) <= 1:
            missed = [self._serve(deliveries) for deliveries in work.values()]
        else:
            missed = list(self._pool.map(self._serve, work.values()))
        return frozenset(event.id for event in batch).difference(*missed)

    def close(self) -> None:
        """Wait for the handlers under way."""
        self._pool.shutdown()

    def _serve(self, deliveries: list[tuple[OutgoingEvent, ServiceContext, Subscription]]) -> set[str]:
        """Ids that this service has not taken: everything from the first failure on, to keep the order."""
        for at, (event, context, subscription) in enumerate(deliveries):
            try:
                self._deliver(context, subscription, event.envelope)
            except Exception as error:
                log.warning(
                    "delivery waits",
                    service=context.name,
                    handler=subscription.id,
                    error=type(error).__name__,
                )
                return {left.id for left, _, _ in deliveries[at:]}
        return set()
