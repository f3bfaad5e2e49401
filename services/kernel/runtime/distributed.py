"""One service per process: ``serve`` answers calls and publishes, ``work`` hears and keeps the timers."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable, Mapping
from functools import partial
from types import FrameType

from services.kernel.persistence import migrate
from services.kernel.persistence.database import Database
from services.kernel.runtime import garbage
from services.kernel.runtime.assembly import (
    NoPeers,
    anchors_file,
    assemble,
    scheduler_of,
    surroundings,
    upkeep_of,
)
from services.kernel.runtime.children import parent_gone
from services.kernel.runtime.manifest import Manifest
from services.kernel.settings import Settings
from services.kernel.types import utc_now


class SchemaBehind(RuntimeError):
    """Migrations are pending; a process of many must not apply them by itself."""


def serve(
    settings: Settings, manifest: Manifest, enabled: Mapping[str, Manifest], *, parent: int | None = None
) -> None:
    """gRPC server and relay of one service, until SIGTERM or SIGINT."""
    from services.kernel.messaging.broker_pika import RabbitPublisher
    from services.kernel.messaging.relay import Relay
    from services.kernel.rpc.operations import Operated, operations_servicer
    from services.kernel.rpc.serving import peers_of, server_of, verifier_of

    stop = stop_on_signals()
    peers = peers_of(settings, {name: settings.address_of(name) for name in enabled})
    around = surroundings(settings, enabled, peers)
    context = around.context_of(manifest.name)
    require_schema(context.database, manifest)
    parts = assemble(manifest, context, with_servicers=True)
    upkeep = upkeep_of(parts)
    revision = partial(migrate.current, context.database, manifest)
    operated = {manifest.name: Operated(context, upkeep.parking, revision)}
    server = server_of(
        [*parts.servicers, operations_servicer(operated, utc_now, anchors_file(settings))],
        settings,
        [f"{settings.grpc_host}:{settings.grpc_port}"],
        verifier=verifier_of(settings, peers, utc_now),
        folders=[manifest.folder],
        clock=utc_now,
        contexts={manifest.name: context},
    )
    publisher = RabbitPublisher(str(settings.broker_url), manifest.name)
    relay = Relay(context.database, publisher, clock=utc_now)
    garbage.settle()
    server.start()
    relay.start()
    while not stop.wait(1.0):
        if parent_gone(parent):
            break
    # Calls under way may still write events: the relay goes last, and what it leaves stays in the outbox.
    server.stop()
    relay.stop()
    publisher.close()
    peers.close()
    context.database.dispose()


class _ParentGone:
    def __init__(self, parent: int | None) -> None:
        self._parent = parent

    def is_set(self) -> bool:
        return parent_gone(self._parent)


def work(
    settings: Settings, manifest: Manifest, enabled: Mapping[str, Manifest], *, parent: int | None = None
) -> None:
    """nameko worker of one service: its subscriptions and timed jobs, until SIGTERM or SIGINT.

    The process must have been patched before anything else was imported (`worker_nameko.patch`).
    """
    from services.kernel.messaging.inbox import deliver
    from services.kernel.messaging.worker_nameko import run_worker

    context = surroundings(settings, enabled, NoPeers()).context_of(manifest.name)
    require_schema(context.database, manifest)
    parts = assemble(manifest, context, with_servicers=False)
    upkeep = upkeep_of(parts)
    scheduler = scheduler_of(parts, upkeep, f"{socket.gethostname()}-{manifest.name}")
    run_worker(
        manifest.name,
        str(settings.broker_url),
        parts.subscriptions,
        (*parts.jobs, *upkeep.once, *upkeep.everywhere),
        lambda subscription, text: deliver(
            subscription, text, new_uow=context.new_uow, clock=context.clock, new_id=context.new_id
        ),
        _ParentGone(parent),
        run_job=scheduler.run_if_due,
    )
    upkeep.sealer.stop()
    context.database.dispose()


def stop_on_signals(then: Callable[[], None] = lambda: None) -> threading.Event:
    """An event that SIGTERM and SIGINT set; a second signal changes nothing."""
    stop = threading.Event()

    def stopping(_number: int, _frame: FrameType | None) -> None:
        stop.set()
        then()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stopping)
    return stop


def require_schema(database: Database, manifest: Manifest) -> None:
    """Raises SchemaBehind when migrations are pending."""
    waiting = migrate.pending(database, manifest)
    if waiting:
        raise SchemaBehind(
            f"{manifest.name}: 数据库结构未更新，请先运行 wangge migrate / migrations are pending "
            f"({', '.join(waiting)}): run wangge migrate first"
        )
