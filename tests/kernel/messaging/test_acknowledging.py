"""A broker that goes away under an acknowledgement ends no worker and holds back no later event."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from services.kernel.messaging.worker_nameko import _entrypoint


class GoneBroker:
    """Fails every acknowledgement as a dead socket does."""

    def ack_message(self, message: Any) -> None:
        raise BrokenPipeError

    requeue_message = ack_message


def test_a_failed_acknowledgement_lets_the_next_event_of_the_record_pass() -> None:
    handler = _entrypoint(lambda: False)("cases", "CaseReported", reliable_delivery=True)
    handler.queue_consumer, handler.last, handler.method_name = GoneBroker(), {}, "heard"
    first, second = (SimpleNamespace(body=b"not json") for _ in range(2))
    handler.queue_up(first)
    handler.queue_up(second)

    handler.handle_message_processed(first)

    assert second.before is first.done
    assert first.done.ready()
    handler.handle_message_processed(second)
    assert handler.last == {}
