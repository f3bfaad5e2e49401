"""Runs the gateway under uvicorn: as a process of its own, or in a thread beside the services."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import uvicorn

from gateway.app import create_app
from gateway.channels import ServiceChannels
from gateway.front import Gateway
from gateway.settings_port import Channels, GatewaySettings, ServiceManifest, Verifier
from services.kernel.rpc.clients import GrpcPeers
from services.kernel.runtime.context import Peers

if TYPE_CHECKING:
    from services.kernel.settings import Settings

log = logging.getLogger("gateway")
_GRACE = 10  # seconds for requests under way when the server stops
_START = 30.0


@dataclass(frozen=True)
class Parts:
    """What ``run`` and ``start_in_thread`` need besides manifests and verifier."""

    settings: GatewaySettings
    channels: ServiceChannels
    peers: GrpcPeers


def parts_of(
    settings: Settings, manifests: Sequence[ServiceManifest], addresses: Mapping[str, str] | None = None
) -> Parts:
    """The parts as the platform's settings say.

    Args:
        addresses: gRPC addresses by service where they are known (all in one); else those of the settings.
    """
    known = addresses or {each.name: settings.address_of(each.name) for each in manifests}
    roots = settings.tls_authority.read_bytes() if settings.tls_authority else None
    pair = None
    if settings.tls_client_key and settings.tls_client_certificate:
        pair = (settings.tls_client_key.read_bytes(), settings.tls_client_certificate.read_bytes())
    return Parts(
        GatewaySettings.of(settings),
        ServiceChannels(known, root_certificates=roots, client_pair=pair),
        GrpcPeers(known, root_certificates=roots, client_pair=pair),
    )


class NotStarted(RuntimeError):
    """The gateway could not begin to serve; the cause says why."""


class _Server(uvicorn.Server):
    """Ends open streams before it waits for requests to finish, which a stream would never do."""

    def __init__(self, config: uvicorn.Config, app: Gateway, on_started: Callable[[int], None]) -> None:
        super().__init__(config)
        self._app = app
        self._on_started = on_started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            port = self.servers[0].sockets[0].getsockname()[1]
            self._on_started(int(port))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._app.stop_streams()
        await super().shutdown(sockets)


def run(
    settings: GatewaySettings,
    manifests: Sequence[ServiceManifest],
    channels: Channels,
    verifier: Verifier,
    peers: Peers,
    stop_event: threading.Event,
    *,
    on_started: Callable[[int], None] = lambda port: None,
    clock: Callable[[], float] = time.time,
) -> None:
    """Serve in the calling thread until ``stop_event`` is set, or until SIGTERM or SIGINT in the main thread.

    ``stop_event`` is set when this returns, however it came about. Raises OSError when the address is taken.
    """
    app = create_app(settings, manifests, channels, verifier, peers, clock=clock)
    bound = _bind(settings)
    config = uvicorn.Config(
        app,
        http="httptools",
        loop="auto",
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=_GRACE,
        ssl_certfile=settings.tls_certificate,
        ssl_keyfile=settings.tls_key,
    )
    server = _Server(config, app, on_started)

    def watch() -> None:
        stop_event.wait()
        server.should_exit = True

    threading.Thread(target=watch, name="gateway-stop", daemon=True).start()
    try:
        with bound:
            server.run(sockets=[bound])
    finally:
        stop_event.set()


class RunningGateway:
    """A gateway in a thread."""

    def __init__(self, port: int, thread: threading.Thread, stop_event: threading.Event) -> None:
        self.port = port
        self._thread = thread
        self._stop = stop_event

    def stop(self, timeout: float = _GRACE + 5) -> None:
        """Stop and wait, at most ``timeout`` seconds; a second call does nothing."""
        self._stop.set()
        self._thread.join(timeout)


def start_in_thread(
    settings: GatewaySettings,
    manifests: Sequence[ServiceManifest],
    channels: Channels,
    verifier: Verifier,
    peers: Peers,
    *,
    clock: Callable[[], float] = time.time,
) -> RunningGateway:
    """Serve in a thread; returns when connections are accepted.

    Raises:
        NotStarted: the address is taken, a contract is broken, or it took longer than 30 seconds.
    """
    stop_event, started = threading.Event(), threading.Event()
    outcome: list[Any] = []

    def began(port: int) -> None:
        outcome.append(port)
        started.set()

    def serve() -> None:
        try:
            run(settings, manifests, channels, verifier, peers, stop_event, on_started=began, clock=clock)
        except BaseException as problem:
            outcome.append(problem)
            if started.is_set():
                log.exception("the gateway ended")
        finally:
            started.set()

    thread = threading.Thread(target=serve, name="gateway", daemon=True)
    thread.start()
    if not started.wait(_START) or not outcome or not isinstance(outcome[0], int):
        stop_event.set()
        cause = outcome[0] if outcome and isinstance(outcome[0], BaseException) else None
        raise NotStarted("the gateway did not start") from cause
    return RunningGateway(outcome[0], thread, stop_event)


def _bind(settings: GatewaySettings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((settings.host, settings.port))
    except OSError:
        bound.close()
        raise
    return bound
