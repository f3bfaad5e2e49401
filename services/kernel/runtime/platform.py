"""All services in one process: one gRPC server, one local bus, a relay and a scheduler per service."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from services.kernel.files.store import FileStore
from services.kernel.messaging.local_bus import LocalBus, routes_of
from services.kernel.messaging.relay import Relay
from services.kernel.messaging.schedule import Scheduler
from services.kernel.persistence import migrate
from services.kernel.rpc.operations import Operated, operations_servicer
from services.kernel.rpc.server import RpcServer
from services.kernel.rpc.serving import peers_of, server_of, verifier_of
from services.kernel.runtime.assembly import (
    Upkeep,
    anchors_file,
    assemble,
    scheduler_of,
    surroundings,
    upkeep_of,
)
from services.kernel.runtime.context import ServiceContext, ServiceParts
from services.kernel.runtime.manifest import Manifest
from services.kernel.runtime.newcomers import tell_newcomers
from services.kernel.runtime.preparing import plant
from services.kernel.settings import Settings
from services.kernel.types import Clock, NewId, new_id, utc_now

_SOCKET = "rpc.sock"
_LONGEST_SOCKET = 100  # bytes; the kernel's limit for a socket's path is 107
_QUIET_AFTER = 200  # rounds


class NeverQuiet(RuntimeError):
    """Events keep causing events; two handlers answer each other."""


class Platform:
    """The all-in-one process.

    Nothing acknowledged is lost when it stops or is killed: what a call acknowledged is in its database,
    events wait in their outboxes, and relays carry on at the next start.

    Args:
        background: whether relays and timed jobs run by themselves; tests drive them with `settle`.
        listen: whether the TCP port of the settings is served beside the Unix socket.
    """

    def __init__(
        self,
        settings: Settings,
        manifests: Sequence[Manifest],
        *,
        clock: Clock = utc_now,
        make_id: NewId = new_id,
        files: FileStore | None = None,
        background: bool = True,
        listen: bool = True,
    ) -> None:
        self.settings = settings
        self.manifests = {manifest.name: manifest for manifest in manifests}
        self._clock = clock
        self._background = background
        self._addresses = addresses_of(settings, listen)
        self.address = self._addresses[0]
        self.peers = peers_of(settings, dict.fromkeys(self.manifests, self.address))
        self.verifier = verifier_of(settings, self.peers, clock)
        self._around = surroundings(
            settings, self.manifests, self.peers, clock=clock, make_id=make_id, files=files
        )
        self.contexts: dict[str, ServiceContext] = {
            name: self._around.context_of(name) for name in self.manifests
        }
        self.parts: dict[str, ServiceParts] = {}
        self._upkeep: dict[str, Upkeep] = {}
        self._server: RpcServer | None = None
        self._bus: LocalBus | None = None
        self._relays: list[Relay] = []
        self._schedulers: list[Scheduler] = []

    @property
    def grpc_port(self) -> int:
        """The TCP port served, 0 when there is none."""
        return self._server.port if self._server else 0

    def migrate(self, progress: Callable[[str], None] = lambda _name: None) -> list[str]:
        """Bring every database to the schema of this version; returns what was applied."""
        applied: list[str] = []
        for name, manifest in self.manifests.items():
            progress(name)
            applied += migrate.upgrade(self.contexts[name].database, manifest)
        return applied

    def start(self) -> None:
        """Build every service, load its first data, then serve; relays begin once their hearers are there.

        Raises:
            ContractBroken, CannotListen, ManifestWrong, SchemaNewer: nothing is left running.
        """
        try:
            self.migrate()
            for name, manifest in self.manifests.items():
                self.parts[name] = assemble(manifest, self.contexts[name], with_servicers=True)
                self._upkeep[name] = upkeep_of(self.parts[name])
            tell_newcomers(self.manifests, self.parts)
            plant(self.manifests, self.parts)
            self._bus = LocalBus(routes_of(self.parts.values()))
            for name, parts in self.parts.items():
                self._relays.append(Relay(parts.context.database, self._bus, clock=self._clock))
                self._schedulers.append(scheduler_of(parts, self._upkeep[name], "all-in-one"))
            self._server = self._make_server()
            self._server.start()
            if self._background:
                for relay in self._relays:
                    relay.start()
                for scheduler in self._schedulers:
                    scheduler.start()
        except BaseException:
            self.stop(grace=0)
            raise

    def settle(self) -> None:
        """Publish, hear and run what is due until nothing is left to do.

        Raises:
            NeverQuiet: there is no end to it.
        """
        for _ in range(_QUIET_AFTER):
            done = sum(relay.settle() for relay in self._relays)
            done += sum(scheduler.run_due() for scheduler in self._schedulers)
            if not done:
                return
        raise NeverQuiet(f"still events after {_QUIET_AFTER} rounds")

    def stop(self, grace: float = 10.0) -> None:
        """Take no more calls, finish those under way, then the handlers under way, then close everything."""
        if self._server is not None:
            self._server.stop(grace)
        for scheduler in self._schedulers:
            scheduler.stop()
        for relay in self._relays:
            relay.stop()
        if self._bus is not None:
            self._bus.close()
        for upkeep in self._upkeep.values():
            upkeep.sealer.stop()
        self.peers.close()
        for context in self.contexts.values():
            context.database.dispose()
        self._server = self._bus = None
        self._relays, self._schedulers = [], []

    def _make_server(self) -> RpcServer:
        operated = {
            name: Operated(
                parts.context,
                self._upkeep[name].parking,
                partial(migrate.current, parts.context.database, self.manifests[name]),
            )
            for name, parts in self.parts.items()
        }
        servicers = [servicer for parts in self.parts.values() for servicer in parts.servicers]
        servicers.append(operations_servicer(operated, self._clock, anchors_file(self.settings)))
        return server_of(
            servicers,
            self.settings,
            self._addresses,
            verifier=self.verifier,
            folders=[manifest.folder for manifest in self.manifests.values()],
            clock=self._clock,
            contexts={name: parts.context for name, parts in self.parts.items()},
        )


def addresses_of(settings: Settings, listen: bool) -> tuple[str, ...]:
    """Where the all-in-one process serves: a Unix socket in the data directory, and TCP for departments."""
    folder = (settings.data_dir / "run").absolute()
    if len(str(folder / _SOCKET).encode()) > _LONGEST_SOCKET:
        digest = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"wangge-{digest}"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if folder.stat().st_uid != os.geteuid():
        raise PermissionError(f"{folder} belongs to somebody else")
    internal = f"unix:{folder / _SOCKET}"
    return (internal, f"{settings.grpc_host}:{settings.grpc_port}") if listen else (internal,)
