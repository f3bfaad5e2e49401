"""The platform under measurement: private servers, a pair of processes per service, gateway, demo county."""

from __future__ import annotations

import itertools
import secrets
import time
import urllib.request
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import grpc
import psutil
import psycopg2
from grpc_health.v1 import health_pb2, health_pb2_grpc

from services.kernel.persistence import migrate
from services.kernel.runtime import demonstration, preparing
from services.kernel.runtime.assembly import NoPeers, assemble, surroundings
from services.kernel.runtime.children import Child, Children
from services.kernel.runtime.discovery import discover, select
from services.kernel.runtime.keys import SIGNING, ensure_keys
from services.kernel.runtime.manifest import Manifest
from services.kernel.security.signing import SigningKeys
from services.kernel.security.tokens import TokenIssuer
from services.kernel.settings import Settings
from services.kernel.testing.private_process import free_port
from services.kernel.testing.servers import PrivatePostgres, PrivateRabbit
from services.kernel.types import utc_now

SERVICES = ("directory", "cases")
ACCOUNTS = 64
"""Accounts of each role: the gateway limits the calls of one, and many people are what load is in life."""

_SERVER_SETTINGS = {
    # Of a machine of 2 cores and 8 GB or more; the same for the platform and for its floor.
    "shared_buffers": "1GB",
    "effective_cache_size": "3GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    # When a row was committed, to the microsecond: for the latency of events.
    "track_commit_timestamp": "on",
    "log_line_prefix": "@@%a|%p@@ ",
}


class NotReady(RuntimeError):
    """A process ended or does not answer; the text is the end of its log."""


class Distributed:
    """The distributed platform; everything is gone on leaving.

    Args:
        folder: for keys, files and logs.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self.postgres = PrivatePostgres(durable=True)
        self._rabbit = PrivateRabbit()
        self._children: dict[str, Child] = {}
        self.http_port = free_port()
        self.broker_url = ""

    @property
    def rest(self) -> str:
        """``host:port`` of the gateway."""
        return f"127.0.0.1:{self.http_port}"

    @property
    def dsn(self) -> str:
        """For psycopg2, unlike SQLAlchemy's URL."""
        return self.postgres.url.replace("postgresql+psycopg2://", "postgresql://")

    def grpc(self, service: str) -> str:
        """``host:port`` of a service."""
        return self.settings.address_of(service)

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def sql(self, statement: str, values: Iterable[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
        """Run a statement by itself and fetch what it returns; values in their order, or by name."""
        connection = psycopg2.connect(self.dsn, options="-csearch_path=cases,public")
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                named = dict(values) if isinstance(values, Mapping) else tuple(values)
                cursor.execute(statement, named or None)
                return list(cursor.fetchall()) if cursor.description else []
        finally:
            connection.close()

    def tokens(
        self,
        role: str,
        territory: str,
        *,
        permissions: Iterable[str] | None = None,
        unit: str = "",
    ) -> list[str]:
        """Tokens of that many accounts holding one grant; all permissions there are unless told otherwise."""
        held = list(permissions if permissions is not None else self.permissions)
        issuer = TokenIssuer(SigningKeys.load(self.settings.keys / SIGNING), self.settings.issuer)
        return [
            issuer.issue(
                {
                    "sub": f"bench-{role}-{number:03}",
                    "name": f"{role} {number}",
                    "realm": "staff",
                    "roles": {role: held},
                    "grants": [[role, territory, "", unit, ""]],
                    "posts": [],
                    "units": [unit] if unit else [],
                },
                now=utc_now(),
                lifetime=timedelta(hours=12),
            )
            for number in range(ACCOUNTS)
        ]

    @property
    def permissions(self) -> list[str]:
        """Every permission that the services declare."""
        return [each.name for manifest in self._manifests.values() for each in manifest.permissions]

    def process(self, name: str) -> psutil.Process:
        """``serve-cases``, ``gateway``, ..."""
        return psutil.Process(self._children[name].process.pid)

    @property
    def processes(self) -> Mapping[str, psutil.Process]:
        """The platform's processes by name."""
        return {name: self.process(name) for name in self._children}

    def watch(self) -> None:
        """Raises NotReady when one ended."""
        for child in self._children.values():
            if child.process.poll() is not None:
                raise NotReady(f"{child.name} ended:\n{child.tail()}")

    def _start(self) -> None:
        self._stack.enter_context(self.postgres)
        for name, value in _SERVER_SETTINGS.items():
            self.sql(f"ALTER SYSTEM SET {name} = '{value}'")
        self.postgres.restart()
        self._stack.enter_context(self._rabbit)
        self.broker_url = self._rabbit.url
        manifests = select(SERVICES, discover())
        self._manifests: dict[str, Manifest] = {each.name: each for each in manifests}
        self.settings = Settings(
            mode="distributed",
            demo=True,
            data_dir=self._folder,
            database_url=self.postgres.url,
            broker_url=self.broker_url,
            cookie_secret=secrets.token_urlsafe(48),
            addresses={name: f"127.0.0.1:{free_port()}" for name in self._manifests},
        )
        ensure_keys(self.settings, utc_now(), has_data=lambda: False)
        around = surroundings(self.settings, self._manifests, NoPeers())
        contexts = {name: around.context_of(name) for name in self._manifests}
        for name, manifest in self._manifests.items():
            migrate.upgrade(contexts[name].database, manifest)
        self._start_processes()
        parts = {n: assemble(m, contexts[n], with_servicers=False) for n, m in self._manifests.items()}
        preparing.plant(self._manifests, parts)
        # Places, organisations and posts alone: cases come from the seed.
        ground = {"directory": self._manifests["directory"]}
        demonstration.build(ground, parts, lambda: None, lambda _text: None)
        for context in contexts.values():
            context.database.dispose()
        self.settle()

    def _start_processes(self) -> None:
        children = Children(self._folder / "logs", self._environment())
        self._stack.callback(children.stop_all)
        for name in self._manifests:
            port = self.grpc(name).rpartition(":")[2]
            self._children[f"serve-{name}"] = children.start(
                f"serve-{name}", ["serve", name, "--grpc-port", port]
            )
            self._children[f"work-{name}"] = children.start(f"work-{name}", ["work", name])
        where = ["--host", "127.0.0.1", "--port", str(self.http_port)]
        self._children["gateway"] = children.start("gateway", ["gateway", *where])
        for name in self._manifests:
            self._until(lambda name=name: _serving(self.grpc(name)), name)
        self._until(lambda: _answers(f"http://{self.rest}/"), "gateway")

    def _environment(self) -> dict[str, str]:
        return {
            "WANGGE_MODE": "distributed",
            "WANGGE_DEMO": "true",
            "WANGGE_LOG_LEVEL": "warning",
            "WANGGE_DATA_DIR": str(self._folder.absolute()),
            "WANGGE_DATABASE_URL": self.postgres.url,
            "WANGGE_BROKER_URL": self.broker_url,
            "WANGGE_SERVICES": ",".join(self._manifests),
            "WANGGE_COOKIE_SECRET": str(self.settings.cookie_secret),
            **{f"WANGGE_ADDRESS_{name.upper()}": self.grpc(name) for name in self._manifests},
        }

    def settle(self, within: float = 180.0) -> None:
        """Until everything in the outboxes is published and the number of handled events stands still."""
        quiet = 0
        last = -1

        def still() -> bool:
            nonlocal quiet, last
            schemas = list(self._manifests)
            waiting = sum(
                self.sql(f"SELECT count(*) FROM {each}.kernel_outbox WHERE published_at IS NULL")[0][0]
                for each in schemas
            )
            heard = sum(self.sql(f"SELECT count(*) FROM {each}.kernel_inbox")[0][0] for each in schemas)
            quiet = quiet + 1 if not waiting and heard == last else 0
            last = heard
            return quiet >= 5

        self._until(still, "the events", within=within, pause=0.3)

    def _until(self, ready: Any, what: str, within: float = 120.0, pause: float = 0.2) -> None:
        for _ in itertools.count():
            if ready():
                return
            self.watch()
            within -= pause
            if within < 0:
                raise NotReady(f"{what} is not ready")
            time.sleep(pause)


def _serving(address: str) -> bool:
    with grpc.insecure_channel(address) as channel:
        try:
            health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=2.0)
        except grpc.RpcError:
            return False
    return True


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2.0) as answer:
            return int(answer.status) == 200
    except OSError:
        return False
