"""A whole platform for scenario tests: in this process on SQLite, or as processes on real servers."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from services.kernel.files.store import FileStore
from services.kernel.rpc.clients import GrpcPeers
from services.kernel.runtime.assembly import NoPeers, assemble, surroundings
from services.kernel.runtime.children import Children
from services.kernel.runtime.context import ServiceContext, ServiceParts
from services.kernel.runtime.discovery import discover, select
from services.kernel.runtime.keys import SIGNING, ensure_keys
from services.kernel.runtime.manifest import Manifest
from services.kernel.runtime.platform import Platform
from services.kernel.runtime.preparing import prepare
from services.kernel.runtime.quiet import unheard
from services.kernel.security.signing import SigningKeys
from services.kernel.security.tokens import TokenIssuer
from services.kernel.settings import Settings
from services.kernel.testing.contexts import PresentClock, SetClock
from services.kernel.testing.private_process import free_port
from services.kernel.testing.schemas import is_ours, lay_schemas
from services.kernel.testing.statements import compile_once

S = TypeVar("S")
_WITHIN = 60.0


class TestPlatform:
    """Starts on entering (or `start`), gone on leaving.

    Args:
        services: names of installed services (what they require comes along), or manifests.
        clock: in one process, the clock of everything. Processes have the real one, and so has `clock` then.
        distributed: whether to run ``wangge serve`` and ``wangge work`` per service; needs both URLs.
    """

    __test__ = False  # pytest: a helper, no test class

    def __init__(
        self,
        tmp_path: Path,
        services: Sequence[str | Manifest] = (),
        clock: SetClock | None = None,
        *,
        distributed: bool = False,
        database_url: str = "",
        broker_url: str = "",
        files: FileStore | None = None,
    ) -> None:
        self.clock = PresentClock() if distributed else clock or SetClock()
        self.distributed = distributed
        self.manifests = _chosen(services)
        self._files = files
        self._children: Children | None = None
        self._platform: Platform | None = None
        self.parts: dict[str, ServiceParts] = {}
        self.contexts: dict[str, ServiceContext] = {}
        given: dict[str, Any] = {"demo": True, "data_dir": tmp_path / "data", "grpc_port": 0}
        if distributed:
            given |= {"mode": "distributed", "database_url": database_url, "broker_url": broker_url}
            given["addresses"] = {each.name: f"127.0.0.1:{free_port()}" for each in self.manifests}
        self.settings = Settings(**given)
        ensure_keys(self.settings, self.clock(), has_data=lambda: False)
        signing = SigningKeys.load(self.settings.keys / SIGNING)
        self._issuer = TokenIssuer(signing, self.settings.issuer)
        self.peers: GrpcPeers | None = None

    def start(self) -> Self:
        """Start and wait until every service answers."""
        if self.distributed:
            self._start_processes()
        else:
            lay_schemas(self.settings, self.manifests)
            self._platform = Platform(
                self.settings, self.manifests, clock=self.clock, files=self._files, background=False
            )
            for manifest in filter(is_ours, self.manifests):
                compile_once(self._platform.contexts[manifest.name].database)
            self._platform.start()
            self.parts, self.contexts = self._platform.parts, self._platform.contexts
            self.peers = GrpcPeers(dict.fromkeys(self.parts, self._platform.address))
        return self

    def stop(self) -> None:
        """Stop everything; the data stays in the folder."""
        if self.peers is not None:
            self.peers.close()
        if self._platform is not None:
            self._platform.stop(grace=1.0)
        if self._children is not None:
            self._children.stop_all()
            for context in self.contexts.values():
                context.database.dispose()
        self._platform, self._children, self.peers = None, None, None

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self.stop()
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def address(self) -> str:
        """gRPC address of the process, in one process."""
        assert self._platform is not None, "not started in one process"
        return self._platform.address

    def stub(
        self,
        stub_class: Callable[[Any], S],
        token: str = "",
        *,
        service: str = "",
        locale: str = "zh",
        purpose: str = "",
    ) -> S:
        """A stub that calls as the token's account; failures are raised as the refusals they were."""
        assert self.peers is not None, "not started"
        package = stub_class.__module__.split(".")
        name = service or (package[1] if package[0] == "wangge" else package[0])
        metadata = [("accept-language", locale)]
        if token:
            metadata.append(("authorization", f"Bearer {token}"))
        if purpose:
            from urllib.parse import quote

            metadata.append(("x-wangge-purpose", quote(purpose)))
        found = self.peers.stub(lambda channel: stub_class(_with_metadata(channel, metadata)), name)
        if found is None:
            raise KeyError(f"{name} does not run here")
        return found

    def token_for(self, claims: Mapping[str, object], *, lifetime: timedelta = timedelta(hours=12)) -> str:
        """A signed token with exactly these claims (beside issuer and times)."""
        return self._issuer.issue(claims, now=self.clock(), lifetime=lifetime)

    def token_of(
        self,
        account: str,
        permissions: Iterable[str] = (),
        territory: str = "",
        *,
        realm: str = "staff",
        line: str = "",
        unit: str = "",
        delegated_from: str = "",
        posts: Iterable[str] = (),
        units: Iterable[str] = (),
    ) -> str:
        """A token with one grant of these permissions over a territory path."""
        return self.token_for(
            {
                "sub": account,
                "name": account,
                "realm": realm,
                "roles": {"test": list(permissions)},
                "grants": [["test", territory, line, unit, delegated_from]],
                "posts": list(posts),
                "units": list(units),
            }
        )

    def settle(self) -> None:
        """Until every event has been published and heard (or parked) and, in one process, no job is due."""
        if self._platform is not None:
            self._platform.settle()
            return
        deadline = time.monotonic() + _WITHIN
        pause = threading.Event()
        while waiting := unheard(self.contexts, self.parts):
            self._watch()
            if time.monotonic() > deadline:
                raise AssertionError(f"not quiet after {_WITHIN:.0f} s: {waiting}")
            pause.wait(0.05)

    def _start_processes(self) -> None:
        around = surroundings(self.settings, [m.name for m in self.manifests], NoPeers(), clock=self.clock)
        for manifest in self.manifests:
            context = around.context_of(manifest.name)
            self.contexts[manifest.name] = context
            self.parts[manifest.name] = assemble(manifest, context, with_servicers=False)
        prepare(self.settings, {each.name: each for each in self.manifests}, self.contexts)
        environment = {
            "WANGGE_MODE": "distributed",
            "WANGGE_DEMO": "true",
            "WANGGE_DATA_DIR": str(self.settings.data_dir),
            "WANGGE_DATABASE_URL": str(self.settings.database_url),
            "WANGGE_BROKER_URL": str(self.settings.broker_url),
            "WANGGE_SERVICES": ",".join(m.name for m in self.manifests),
            **{f"WANGGE_ADDRESS_{n.upper()}": a for n, a in self.settings.addresses.items()},
        }
        self._children = Children(self.settings.data_dir / "logs", environment)
        for manifest in self.manifests:
            port = self.settings.address_of(manifest.name).rpartition(":")[2]
            self._children.start(f"serve-{manifest.name}", ["serve", manifest.name, "--grpc-port", port])
            self._children.start(f"work-{manifest.name}", ["work", manifest.name])
        self.peers = GrpcPeers(self.settings.addresses)
        for manifest in self.manifests:
            self._wait_for(manifest.name, self.peers)

    def _wait_for(self, service: str, peers: GrpcPeers) -> None:
        health = health_pb2_grpc.HealthStub(peers.channel(service))
        deadline = time.monotonic() + _WITHIN
        while True:
            self._watch()
            try:
                health.Check(health_pb2.HealthCheckRequest(), timeout=1.0, wait_for_ready=True)
                return
            except grpc.RpcError:
                if time.monotonic() > deadline:
                    raise

    def _watch(self) -> None:
        ended = self._children.ended() if self._children is not None else []
        if ended:
            raise AssertionError("\n".join(f"{child.name} ended:\n{child.tail()}" for child in ended))


def _chosen(services: Sequence[str | Manifest]) -> tuple[Manifest, ...]:
    given = [each for each in services if isinstance(each, Manifest)]
    names = [each for each in services if isinstance(each, str)]
    if given:
        known = {**(discover() if names else {}), **{each.name: each for each in given}}
        return select([*names, *(each.name for each in given)], known)
    return select(names, discover())


class _Metadata(grpc.UnaryUnaryClientInterceptor, grpc.UnaryStreamClientInterceptor):  # type: ignore[type-arg]
    def __init__(self, metadata: list[tuple[str, str]]) -> None:
        self._metadata = metadata

    def intercept_unary_unary(self, continuation: Any, details: Any, request: Any) -> Any:
        return continuation(self._added(details), request)

    def intercept_unary_stream(self, continuation: Any, details: Any, request: Any) -> Any:
        return continuation(self._added(details), request)

    def _added(self, details: Any) -> Any:
        given = list(details.metadata or ())
        names = {key for key, _ in given}
        return details._replace(metadata=[*given, *(each for each in self._metadata if each[0] not in names)])


def _with_metadata(channel: Any, metadata: list[tuple[str, str]]) -> Any:
    return grpc.intercept_channel(channel, _Metadata(metadata))
