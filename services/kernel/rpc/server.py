"""The gRPC server of a process: every servicer behind the one pipeline, health and reflection beside them."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from concurrent import futures
from dataclasses import dataclass
from pathlib import Path

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection

from services.kernel.rpc.access import ContractBroken, Method, methods_of
from services.kernel.rpc.pipeline import Pipeline, PipelineInterceptor, call_of
from services.kernel.runtime.context import Servicer

__all__ = ["ContractBroken", "RpcServer", "Tls", "call_of", "methods_served"]

LARGEST_MESSAGE = 40 * 1024 * 1024
LARGEST_METADATA = 32 * 1024
"""Bytes. gRPC's own limit of 8 KiB is less than the token of somebody with many roles."""


class CannotListen(RuntimeError):
    """The address is taken or may not be used; the text names it."""


@dataclass(frozen=True, slots=True)
class Tls:
    """Certificate files in PEM. With ``client_authority`` callers must show one that it signed (mTLS)."""

    certificate: Path
    key: Path
    client_authority: Path | None = None

    def credentials(self) -> grpc.ServerCredentials:
        """Reads the files; OSError when one cannot be read."""
        authority = self.client_authority.read_bytes() if self.client_authority else None
        return grpc.ssl_server_credentials(
            [(self.key.read_bytes(), self.certificate.read_bytes())],
            root_certificates=authority,
            require_client_auth=authority is not None,
        )


def methods_served(servicers: Sequence[Servicer]) -> Mapping[str, Method]:
    """The methods of these servicers by path; ContractBroken names every RPC without an access option."""
    return methods_of(each.full_name for each in servicers)


class RpcServer:
    """A threaded gRPC server.

    Args:
        addresses: ``unix:/path`` or ``host:port``; port 0 takes a free one, see ``bound``.
        threads: unary calls served at once; ``pipeline.streams`` more serve open streams.
    """

    def __init__(
        self,
        servicers: Sequence[Servicer],
        pipeline: Pipeline,
        addresses: Sequence[str],
        *,
        threads: int = 16,
        tls: Tls | None = None,
    ) -> None:
        self._addresses = tuple(addresses)
        self._health = health.HealthServicer()
        self._pool = futures.ThreadPoolExecutor(threads + pipeline.streams, thread_name_prefix="rpc")
        self._server = grpc.server(
            self._pool,
            interceptors=[PipelineInterceptor(pipeline)],
            maximum_concurrent_rpcs=64 * threads + pipeline.streams,
            options=[
                ("grpc.max_receive_message_length", LARGEST_MESSAGE),
                ("grpc.max_send_message_length", LARGEST_MESSAGE),
                ("grpc.max_metadata_size", LARGEST_METADATA),
                ("grpc.absolute_max_metadata_size", 2 * LARGEST_METADATA),
                ("grpc.so_reuseport", 0),
                ("grpc.http2.min_ping_interval_without_data_ms", 10_000),
                ("grpc.keepalive_permit_without_calls", 1),
            ],
        )
        for servicer in servicers:
            servicer.add_to_server(servicer.implementation, self._server)
        self._names = [each.full_name for each in servicers]
        health_pb2_grpc.add_HealthServicer_to_server(self._health, self._server)
        shown = (*self._names, health.SERVICE_NAME, reflection.SERVICE_NAME)
        reflection.enable_server_reflection(shown, self._server)
        self.bound = tuple(self._bind(address, tls) for address in self._addresses)
        self._stopped = threading.Event()

    @property
    def port(self) -> int:
        """The first TCP port bound, 0 when there are only Unix sockets."""
        tcp = (each for each in self.bound if not each.startswith("unix:"))
        return next((int(each.rpartition(":")[2]) for each in tcp), 0)

    def start(self) -> None:
        """Begin to serve; health says SERVING."""
        self._server.start()
        for name in ("", *self._names):
            self._health.set(name, health_pb2.HealthCheckResponse.SERVING)

    def stop(self, grace: float = 10.0) -> None:
        """Refuse new calls, let running ones finish for ``grace`` seconds; returns when all are gone."""
        if self._stopped.is_set():
            return
        self._stopped.set()
        self._health.enter_graceful_shutdown()
        self._server.stop(grace).wait()
        self._pool.shutdown(wait=False, cancel_futures=True)
        for address in self.bound:
            if address.startswith("unix:"):
                Path(address.removeprefix("unix:")).unlink(missing_ok=True)

    def _bind(self, address: str, tls: Tls | None) -> str:
        is_unix = address.startswith("unix:")
        if is_unix:
            path = Path(address.removeprefix("unix:"))
            if len(str(path).encode()) > 100:
                raise CannotListen(f"{path}: a Unix socket's path may have 100 bytes at most")
            path.unlink(missing_ok=True)
        try:
            if tls is not None and not is_unix:
                port = self._server.add_secure_port(address, tls.credentials())
            else:
                port = self._server.add_insecure_port(address)
        except (RuntimeError, OSError) as problem:
            raise CannotListen(f"cannot listen on {address}: {problem}") from problem
        return address if is_unix else re.sub(r":\d+$", f":{port}", address)
