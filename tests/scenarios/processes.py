"""A whole platform as processes that a test may kill, with a service of another distribution that listens."""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar
from urllib.parse import quote

import grpc
import sqlalchemy as sa
from grpc_health.v1 import health_pb2, health_pb2_grpc

from services.kernel.persistence import migrate
from services.kernel.persistence.tables import inbox, outbox
from services.kernel.rpc.clients import GrpcPeers
from services.kernel.runtime.assembly import NoPeers, assemble, surroundings
from services.kernel.runtime.context import ServiceContext, ServiceParts
from services.kernel.runtime.discovery import discover, select
from services.kernel.runtime.keys import SIGNING, ensure_keys
from services.kernel.runtime.quiet import unheard
from services.kernel.security.signing import SigningKeys
from services.kernel.security.tokens import TokenIssuer
from services.kernel.settings import Settings
from services.kernel.testing.private_process import free_port
from services.kernel.testing.servers import PrivatePostgres, PrivateRabbit
from tests.scenarios.waiting import until

S = TypeVar("S")
PLUGIN = Path(__file__).parent / "plugin"
STARTED_WITHIN, QUIET_WITHIN = 60.0, 120.0
ALL_IN_ONE = "up"


class Processes:
    """Every process of the platform by name; `kill` and `start` them as a test likes.

    In one process that is ``up``; distributed ``serve-cases``, ``work-cases``, ``gateway`` and so on.
    """

    def __init__(
        self, folder: Path, *, postgres: PrivatePostgres | None = None, rabbit: PrivateRabbit | None = None
    ) -> None:
        self.distributed = postgres is not None
        self.postgres, self.rabbit = postgres, rabbit
        self._folder = folder
        self._path = _installed(folder / "site")
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self.manifests = {each.name: each for each in select(("cases", "observer"), discover())}
        self.http_port, self.grpc_port = free_port(), free_port()
        self.settings = Settings(**self._given())
        ensure_keys(self.settings, datetime.now(UTC), has_data=lambda: False)
        keys = SigningKeys.load(self.settings.keys / SIGNING)
        self._issuer = TokenIssuer(keys, self.settings.issuer)
        around = surroundings(self.settings, self.manifests, NoPeers())
        self.contexts: dict[str, ServiceContext] = {n: around.context_of(n) for n in self.manifests}
        self.parts: dict[str, ServiceParts] = {}
        addresses = self.settings.addresses or dict.fromkeys(self.manifests, f"127.0.0.1:{self.grpc_port}")
        self.peers = GrpcPeers(addresses)

    def __enter__(self) -> Self:
        for name, manifest in self.manifests.items():
            migrate.upgrade(self.contexts[name].database, manifest)
            self.parts[name] = assemble(manifest, self.contexts[name], with_servicers=False)
        try:
            for name in self.commands:
                self.start(name)
            self.wait_until_ready()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *failure: object) -> None:
        self._end()

    def _end(self) -> None:
        self.peers.close()
        for process in self._running.values():
            process.kill()
        for process in self._running.values():
            process.wait()
        for context in self.contexts.values():
            context.database.dispose()
        _removed(self._folder / "site")

    @property
    def commands(self) -> dict[str, list[str]]:
        """What each process runs."""
        web = ["--port", str(self.http_port)]
        if not self.distributed:
            where = ["--grpc-port", str(self.grpc_port), "--data", str(self.settings.data_dir)]
            return {ALL_IN_ONE: ["up", "--no-demo", *web, *where]}
        found: dict[str, list[str]] = {}
        for name in self.manifests:
            port = self.settings.address_of(name).rpartition(":")[2]
            found[f"serve-{name}"] = ["serve", name, "--grpc-port", port]
            found[f"work-{name}"] = ["work", name]
        return {**found, "gateway": ["gateway", *web]}

    def start(self, name: str) -> None:
        """Start the process; whatever of that name ran before must have ended."""
        log = (self._folder / f"{name}.log").open("ab")
        command = [sys.executable, "-m", "services.kernel.runtime.cli", *self.commands[name]]
        with log:
            # A run that is killed takes its processes along.
            self._running[name] = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", "--", *command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **self._environment()},
            )

    def kill(self, name: str) -> None:
        """SIGKILL, as a power cut would; returns when it is gone."""
        process = self._running.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def kill_and_restart(self, name: str) -> None:
        """The crash of a process that something supervises."""
        self.kill(name)
        self.start(name)

    def kill_database(self) -> None:
        """SIGKILL to the database server."""
        assert self.postgres is not None
        self.postgres.kill()

    def start_database(self) -> None:
        """Start it again; the pools of this process held connections to the dead one."""
        assert self.postgres is not None
        self.postgres.start()
        for context in self.contexts.values():
            context.database.dispose()

    def wait_until_ready(self) -> None:
        """Until every service and the gateway answer."""
        for name in self.manifests:
            until(partial(self._answers, name), within=STARTED_WITHIN, what=self.tails)
        until(self._serves, within=STARTED_WITHIN, what=self.tails)

    def revive(self) -> None:
        """Start what ended (a process may give up while its database is away) and wait for it."""
        for name, process in list(self._running.items()):
            if process.poll() is not None:
                self.start(name)
        self.wait_until_ready()

    def settle(self) -> None:
        """Until everything was published and heard; gives up when nothing moves for QUIET_WITHIN seconds."""
        seen = -1
        while (moved := self._moved()) > seen and self._waiting():
            seen = moved
            until(
                lambda: not self._waiting() or self._moved() > seen,  # noqa: B023
                within=QUIET_WITHIN,
                every=0.5,
                what=self._waiting,
            )

    def _moved(self) -> int:
        """How many events were published and how often one was heard, all together."""
        total = 0
        for context in self.contexts.values():
            with context.database.read() as connection:
                sent = sa.select(sa.func.count()).where(outbox.c.published_at.is_not(None))
                heard = sa.select(sa.func.count()).select_from(inbox)
                total += connection.execute(sent).scalar_one() + connection.execute(heard).scalar_one()
        return total

    def _waiting(self) -> str:
        return unheard(self.contexts, self.parts)

    def stub(self, stub_class: Callable[[Any], S], token: str = "", *, purpose: str = "") -> S:
        """A stub whose calls carry the token; failures are raised as the refusals they were."""
        service = stub_class.__module__.split(".")[1]
        found = self.peers.stub(stub_class, service)
        assert found is not None
        return _Calling(found, token, purpose)  # type: ignore[return-value]

    def token_for(self, claims: Mapping[str, object], *, lifetime: timedelta = timedelta(hours=2)) -> str:
        """A signed token with these claims."""
        return self._issuer.issue(claims, now=datetime.now(UTC), lifetime=lifetime)

    def tails(self) -> str:
        """The ends of all logs, for whoever has to find out why."""
        texts = []
        for path in sorted(self._folder.glob("*.log")):
            lines = path.read_text("utf-8", errors="replace").splitlines()[-12:]
            texts.append(f"--- {path.stem}\n" + "\n".join(lines))
        return "\n".join(texts)

    def _answers(self, service: str) -> bool:
        health: Any = health_pb2_grpc.HealthStub(self.peers.channel(service))
        try:
            health.Check(health_pb2.HealthCheckRequest(), timeout=1.0)
        except grpc.RpcError:
            return False
        return True

    def _serves(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.http_port}/healthz", timeout=2):
                return True
        except OSError:
            return False

    def _given(self) -> dict[str, Any]:
        given: dict[str, Any] = {
            "data_dir": self._folder / "data",
            "port": self.http_port,
            "grpc_port": self.grpc_port,
        }
        if self.postgres is not None and self.rabbit is not None:
            given |= {
                "mode": "distributed",
                "database_url": self.postgres.url,
                "broker_url": self.rabbit.url,
                "cookie_secret": "0123456789abcdef" * 4,
                "addresses": {name: f"127.0.0.1:{free_port()}" for name in self.manifests},
            }
        return given

    def _environment(self) -> dict[str, str]:
        environment = {
            "PYTHONPATH": self._path,
            "WANGGE_DATA_DIR": str(self.settings.data_dir),
            "WANGGE_SERVICES": ",".join(self.manifests),
        }
        if self.distributed:
            environment |= {
                "WANGGE_MODE": "distributed",
                "WANGGE_DATABASE_URL": str(self.settings.database_url),
                "WANGGE_BROKER_URL": str(self.settings.broker_url),
                "WANGGE_COOKIE_SECRET": str(self.settings.cookie_secret),
                **{f"WANGGE_ADDRESS_{n.upper()}": a for n, a in self.settings.addresses.items()},
            }
        return environment


class _Calling:
    def __init__(self, stub: Any, token: str, purpose: str) -> None:
        self._stub = stub
        given = {"authorization": f"Bearer {token}" if token else "", "x-wangge-purpose": quote(purpose)}
        self._metadata = tuple((name, value) for name, value in given.items() if value)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._stub, name)
        return lambda request, **more: method(request, metadata=self._metadata, **more)


def _installed(site: Path) -> str:
    """Make the plug-in look installed, here and in child processes; the PYTHONPATH for the latter."""
    info = site / "wangge_observer-1.0.dist-info"
    info.mkdir(parents=True, exist_ok=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: wangge-observer\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text("[wangge.services]\nobserver = observer\n", "utf-8")
    for folder in (str(PLUGIN), str(site)):
        if folder not in sys.path:
            sys.path.append(folder)
    importlib.invalidate_caches()
    root = Path(__file__).parents[2]
    return os.pathsep.join((str(root), str(root / "services" / "contracts"), str(PLUGIN), str(site)))


def _removed(site: Path) -> None:
    """Nobody else finds the plug-in here."""
    for folder in (str(PLUGIN), str(site)):
        if folder in sys.path:
            sys.path.remove(folder)
    importlib.invalidate_caches()
