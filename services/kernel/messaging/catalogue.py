"""Handler ids: each names a durable queue and is therefore a contract."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.kernel.runtime.context import Subscription


QUEUE_ARGUMENTS = {"x-single-active-consumer": True}
"""Replicas stand by: two consumers of one queue would overtake each other."""


def handler_ids(subscriptions: Iterable[Subscription]) -> list[str]:
    """The ids, sorted, for comparison with the checked-in list.

    Raises:
        ValueError: two subscriptions would share an id or a queue.
    """
    ids = [subscription.id for subscription in subscriptions]
    queues = [method_name(handler) for handler in ids]
    for queue in queues:
        if queues.count(queue) > 1:
            raise ValueError(f"two handlers share the queue {queue}")
    return sorted(ids)


def method_name(handler: str) -> str:
    """The id as the name of a method, with which nameko ends the name of the queue."""
    name = re.sub(r"\W", "_", handler, flags=re.ASCII)
    return f"_{name}" if name[:1].isdigit() else name


def queue_name(service: str, publisher: str, event: str, handler: str) -> str:
    """The durable queue from which ``service`` hears ``event`` of ``publisher``, as nameko calls it."""
    return f"evt-{publisher}-{event}--{service}.{method_name(handler)}"
