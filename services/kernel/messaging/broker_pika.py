"""Publishing to RabbitMQ with confirms; the only module that knows pika."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pika
import structlog

from services.kernel.messaging.catalogue import QUEUE_ARGUMENTS, queue_name
from services.kernel.messaging.outgoing import OutgoingEvent

if TYPE_CHECKING:
    from services.kernel.runtime.context import Subscription

WINDOW = 100
_DECLARED = 10.0
log = structlog.get_logger(__name__)


class BrokerDown(Exception):
    """No connection to the broker could be made."""


def declare_queues(url: str, hearers: Mapping[str, Iterable[Subscription]]) -> None:
    """Make exchanges, queues and bindings of all handlers, by service, exactly as its worker will make them.

    Raises:
        BrokerDown: the broker cannot be reached.
    """
    try:
        connection = pika.BlockingConnection(pika.URLParameters(url))
    except (pika.exceptions.AMQPError, OSError) as problem:
        raise BrokerDown(f"消息服务不可用 / the broker cannot be reached: {problem!r}") from None
    try:
        channel = connection.channel()
        for service, subscriptions in hearers.items():
            for each in subscriptions:
                event = each.event.DESCRIPTOR.name
                queue = queue_name(service, each.publisher, event, each.id)
                exchange = f"{each.publisher}.events"
                channel.exchange_declare(exchange, exchange_type="topic", durable=True)
                channel.queue_declare(queue, durable=True, arguments=QUEUE_ARGUMENTS)
                channel.queue_bind(queue, exchange, routing_key=event)
    finally:
        connection.close()


class RabbitPublisher:
    """A `Publisher` for a service's topic exchange ``<service>.events``, as nameko's handlers expect it.

    Args:
        url: ``amqp://`` or ``amqps://``.
        confirm_within: seconds a window may wait for its confirms before the connection is given up.
    """

    def __init__(self, url: str, service: str, *, confirm_within: float = 30.0) -> None:
        self._url = url
        self._exchange = f"{service}.events"
        self._within = confirm_within
        self._link: _Link | None = None
        self._one_batch = threading.Lock()

    def publish(self, batch: Sequence[OutgoingEvent]) -> frozenset[str]:
        """Send in windows of 100 and return the ids that the broker has confirmed.

        Two events of one aggregate are never in the same window: should a queue refuse the first, the second
        must not have been sent.

        Raises:
            BrokerDown: nothing was sent.
        """
        with self._one_batch:
            link = self._connected()
            confirmed: set[str] = set()
            held_back: set[str] = set()
            left = list(batch)
            while left and link.alive:
                window: list[OutgoingEvent] = []
                later: list[OutgoingEvent] = []
                aggregates = set(held_back)
                for event in left:
                    if event.aggregate in aggregates or len(window) == WINDOW:
                        later.append(event)
                    else:
                        window.append(event)
                    aggregates.add(event.aggregate)
                if not window:
                    break
                done = link.send(window, self._within)
                confirmed |= done
                held_back |= {event.aggregate for event in window if event.id not in done}
                left = later
            return frozenset(confirmed)

    def close(self) -> None:
        """Close the connection."""
        link, self._link = self._link, None
        if link is not None:
            link.close()

    def _connected(self) -> _Link:
        if self._link is not None and self._link.alive:
            return self._link
        self.close()
        link = _Link(self._url, self._exchange)
        if not link.open(_DECLARED):
            link.close()
            raise BrokerDown(self._exchange)
        self._link = link
        return link


class _Link:
    """One connection with one channel; a thread of its own keeps heartbeats going between batches."""

    def __init__(self, url: str, exchange: str) -> None:
        self._parameters = pika.URLParameters(url)
        self._parameters.heartbeat = 30
        self._parameters.blocked_connection_timeout = 60
        self._parameters.connection_attempts = 1
        self._parameters.client_properties = {"connection_name": f"relay {exchange}"}
        self._exchange = exchange
        self._changed = threading.Condition()
        self._ready = self._dead = False
        self._channel: Any = None
        self._connection: Any = None
        self._sent = 0
        self._pending: dict[int, str] = {}
        self._confirmed: set[str] = set()
        self._thread = threading.Thread(target=self._run, name=f"pika-{exchange}", daemon=True)

    @property
    def alive(self) -> bool:
        """Whether it can be sent on."""
        return self._ready and not self._dead

    def open(self, within: float) -> bool:
        """Connect, declare the exchange, ask for confirms; False if that fails or takes longer."""
        self._thread.start()
        with self._changed:
            self._changed.wait_for(lambda: self._ready or self._dead, within)
        return self.alive

    def send(self, window: Sequence[OutgoingEvent], within: float) -> set[str]:
        """Send all and wait for the answers; a connection that leaves some unanswered is given up."""
        answered = threading.Event()
        self._confirmed = set()

        def write() -> None:
            try:
                for event in window:
                    self._sent += 1
                    self._pending[self._sent] = event.id
                    self._channel.basic_publish(
                        self._exchange,
                        event.name,
                        event.envelope.encode(),
                        pika.BasicProperties(
                            content_type="application/json",
                            content_encoding="utf-8",
                            delivery_mode=2,
                            message_id=event.id,
                            type=event.type,
                        ),
                    )
            except Exception as error:
                self._died(error)
            finally:
                answered.set()

        self._connection.ioloop.add_callback_threadsafe(write)
        with self._changed:
            complete = self._changed.wait_for(
                lambda: self._dead or (answered.is_set() and not self._pending), within
            )
        if not complete:
            log.warning("broker does not confirm", exchange=self._exchange)
            self.close()
        return set(self._confirmed)

    def close(self) -> None:
        """End the connection and its thread."""
        connection = self._connection
        if connection is not None and self._thread.is_alive():
            connection.ioloop.add_callback_threadsafe(self._hang_up)
        if self._thread.is_alive():
            self._thread.join(5)
        with self._changed:
            self._dead = True

    def _run(self) -> None:
        try:
            self._connection = pika.SelectConnection(
                self._parameters,
                on_open_callback=lambda connection: connection.channel(on_open_callback=self._channel_open),
                on_open_error_callback=lambda _connection, error: self._died(error),
                on_close_callback=lambda _connection, error: self._died(error),
            )
            self._connection.ioloop.start()
        except Exception as error:
            self._died(error)
        finally:
            if self._connection is not None:
                self._connection.ioloop.close()

    def _channel_open(self, channel: Any) -> None:
        self._channel = channel
        channel.add_on_close_callback(lambda _channel, error: self._died(error))
        channel.exchange_declare(
            self._exchange,
            exchange_type="topic",
            durable=True,
            callback=lambda _frame: self._exchange_there(),
        )

    def _exchange_there(self) -> None:
        self._channel.confirm_delivery(self._answer, callback=lambda _frame: self._usable())

    def _usable(self) -> None:
        with self._changed:
            self._ready = True
            self._changed.notify_all()

    def _answer(self, frame: Any) -> None:
        method = frame.method
        tag = method.delivery_tag
        with self._changed:
            tags = [sent for sent in self._pending if sent <= tag] if method.multiple else [tag]
            for sent in tags:
                event_id = self._pending.pop(sent, None)
                if event_id is not None and isinstance(method, pika.spec.Basic.Ack):
                    self._confirmed.add(event_id)
            self._changed.notify_all()

    def _hang_up(self) -> None:
        """In the loop's thread: say goodbye, or leave the loop when there is nobody to say it to."""
        if self._connection.is_open:
            self._connection.close()
        elif not self._connection.is_closing:
            self._connection.ioloop.stop()

    def _died(self, error: Exception) -> None:
        with self._changed:
            if not self._dead:
                log.info("broker connection ended", exchange=self._exchange, error=type(error).__name__)
            self._dead = True
            self._changed.notify_all()
        if self._connection is not None:
            self._hang_up()
