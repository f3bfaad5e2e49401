"""Consuming from RabbitMQ with nameko; the only module that knows nameko, kombu and eventlet.

They are imported inside the functions: this module is loaded before `patch` has run.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from services.kernel.runtime.context import Job, Subscription

PREFETCH = 16
"""Messages a handler may have unacknowledged; bounds memory, and what a crash makes the broker send again."""
_GRACE_SECONDS = 30


class StopSign(Protocol):
    """Asks the worker to end. A plain flag: a signal handler may not touch green primitives."""

    def is_set(self) -> bool:
        """Whether the worker should end now."""


def patch() -> None:
    """Make the standard library cooperative. Call before anything else is imported, engines above all."""
    import eventlet

    eventlet.monkey_patch()


def run_worker(
    service: str,
    amqp_url: str,
    subscriptions: Sequence[Subscription],
    jobs: Sequence[Job],
    deliver: Callable[[Subscription, str], object],
    stop: StopSign,
    *,
    run_job: Callable[[Job], object],
    workers: int = 8,
) -> None:
    """Hear the subscriptions and run the jobs until ``stop``, SIGTERM or SIGINT.

    ``deliver`` raises only while the database is down: the message is then held, unacknowledged and in its
    place, and tried again with growing pauses. ``run_job`` decides whether a job is due
    (`Scheduler.run_if_due`). The broker may come, go and come back at any time.

    Raises:
        RuntimeError: grpc is loaded, which freezes every green thread.
    """
    if "grpc" in sys.modules or "grpc._cython" in sys.modules:
        raise RuntimeError("grpc must not be imported in a process that runs nameko")
    import eventlet
    from nameko.runners import ServiceRunner

    signalled: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _frame: signalled.append(received))

    def stopping() -> bool:
        return bool(signalled) or stop.is_set()

    runner = ServiceRunner({"AMQP_URI": amqp_url, "max_workers": workers, "HEARTBEAT": 30})
    runner.add_service(_service_class(service, subscriptions, jobs, deliver, run_job, stopping))
    started: list[bool] = []

    def run() -> None:
        runner.start()
        started.append(True)
        runner.wait()

    running = eventlet.spawn(run)
    while not stopping() and not running.dead:
        eventlet.sleep(0.2)
    if running.dead:
        running.wait()  # raises what ended it
        return
    with eventlet.Timeout(_GRACE_SECONDS, False):
        if started:
            runner.stop()
            running.wait()
            return
    running.kill()
    runner.kill()


def _service_class(
    service: str,
    subscriptions: Sequence[Subscription],
    jobs: Sequence[Job],
    deliver: Callable[[Subscription, str], object],
    run_job: Callable[[Job], object],
    stopping: Callable[[], bool],
) -> type:
    from nameko.timer import timer

    from services.kernel.messaging.catalogue import handler_ids, method_name

    handler_ids(subscriptions)  # refuses two handlers on one queue
    hearing = _entrypoint(stopping)
    body: dict[str, Any] = {"name": service}
    for subscription in subscriptions:
        method = _handler(subscription, deliver, stopping)
        method.__name__ = method_name(subscription.id)
        event = subscription.event.DESCRIPTOR.name
        body[method.__name__] = hearing.decorator(
            subscription.publisher,
            event,
            reliable_delivery=True,
            requeue_on_error=True,
            expected_exceptions=_NotNow,
        )(method)
    for job in jobs:
        tick = _ticker(job, run_job)
        tick.__name__ = "job_" + method_name(job.name)
        body[tick.__name__] = timer(interval=_tick(job.every))(tick)
    return type(f"{service.title()}Worker", (), body)


class _NotNow(Exception):
    """Stopping while a message could not be delivered: it goes back into its queue."""


def _handler(
    subscription: Subscription, deliver: Callable[[Subscription, str], object], stopping: Callable[[], bool]
) -> Callable[[Any, str], None]:
    import eventlet
    import structlog

    from services.kernel.messaging.backoff import pause

    log = structlog.get_logger(__name__)

    def handle(_service: Any, text: str) -> None:
        failures = 0
        while not stopping():
            try:
                deliver(subscription, text)
                return
            except Exception as error:
                # Held here rather than requeued: a requeued message may come back behind its successors.
                failures += 1
                log.warning(
                    "event held", handler=subscription.id, failures=failures, error=type(error).__name__
                )
            seconds = pause(failures, least=0.25, most=15.0)
            while seconds > 0 and not stopping():
                eventlet.sleep(min(seconds, 0.25))
                seconds -= 0.25
        raise _NotNow(subscription.id)

    return handle


def _ticker(job: Job, run_job: Callable[[Job], object]) -> Callable[[Any], None]:
    import structlog

    log = structlog.get_logger(__name__)

    def tick(_service: Any) -> None:
        try:
            run_job(job)
        except Exception as error:
            log.warning("job waits", job=job.name, error=type(error).__name__)

    return tick


def _tick(every: timedelta) -> float:
    """Seconds between looks at a job: often enough that a long interval survives restarts of the process."""
    return min(max(every.total_seconds() / 4, 0.25), 15.0)


def _entrypoint(stopping: Callable[[], bool]) -> Any:
    """An event handler whose messages of one aggregate are handled one after the other, in their order."""
    import structlog
    from eventlet.event import Event
    from nameko.events import EventHandler
    from nameko.messaging import QueueConsumer

    from services.kernel.messaging.catalogue import QUEUE_ARGUMENTS

    log = structlog.get_logger(__name__)

    class RawConsumer(QueueConsumer):  # type: ignore[misc]
        """Hands on undecoded bodies: one that cannot be decoded must be parked, not end the consumer."""

        def get_consumers(self, consumer_cls: Any, channel: Any) -> Any:
            for provider in self._providers:
                consumer = consumer_cls(queues=[provider.queue], on_message=partial(self._received, provider))
                consumer.qos(prefetch_count=PREFETCH)
                self._consumers[provider] = consumer
            return self._consumers.values()

        def _received(self, provider: Any, message: Any) -> None:
            provider.queue_up(message)
            self.handle_message(provider, _text_of(message), message)

    class Hearing(EventHandler):  # type: ignore[misc]
        queue_consumer = RawConsumer()

        def setup(self) -> None:
            super().setup()
            self.queue.queue_arguments = dict(QUEUE_ARGUMENTS)
            self.last: dict[str, Any] = {}

        def queue_up(self, message: Any) -> None:
            aggregate = _aggregate_of(message)
            message.before, message.done, message.aggregate = self.last.get(aggregate), Event(), aggregate
            self.last[aggregate] = message.done

        def handle_message(self, body: Any, message: Any) -> None:
            if message.before is not None:
                message.before.wait()
            if stopping():
                # Unacknowledged: the broker has it and sends it again.
                message.done.send()
                return
            super().handle_message(body, message)

        def handle_message_processed(self, message: Any, result: Any = None, exc_info: Any = None) -> None:
            try:
                super().handle_message_processed(message, result, exc_info)
            except Exception as error:
                # The broker went away under the acknowledgement. It sends the message again and the inbox
                # knows it; raising here would end the worker and leave the record's later events waiting.
                log.warning("not acknowledged", handler=self.method_name, error=type(error).__name__)
            finally:
                if self.last.get(message.aggregate) is message.done:
                    del self.last[message.aggregate]
                message.done.send()

    return Hearing


def _text_of(message: Any) -> str:
    body = message.body
    if isinstance(body, str):
        return body
    return bytes(body).decode("utf-8", errors="replace")


def _aggregate_of(message: Any) -> str:
    from services.kernel.messaging.envelope import read_envelope

    try:
        return read_envelope(_text_of(message)).subject
    except ValueError:
        return ""
