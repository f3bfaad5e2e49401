"""Stubs of other services on shared channels; failures come back as the refusals they were."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar
from urllib.parse import quote

import grpc

from services.kernel import telemetry
from services.kernel.rpc.callers import ORIGIN, TRACE
from services.kernel.rpc.current import travelling
from services.kernel.rpc.failures import refusal_from
from services.kernel.rpc.server import LARGEST_MESSAGE, LARGEST_METADATA

S = TypeVar("S")
_IDEMPOTENT = ("Get", "List", "Search", "Count", "Check")
_TRIES = 3
_TIMEOUT = 10.0  # seconds, for calls that state none


class _Details(grpc.ClientCallDetails):
    def __init__(self, base: Any, metadata: Any, timeout: float | None) -> None:
        self.method = base.method
        self.timeout = timeout
        self.metadata = metadata
        self.credentials = base.credentials
        self.wait_for_ready = getattr(base, "wait_for_ready", None)
        self.compression = getattr(base, "compression", None)


class _Caller(grpc.UnaryUnaryClientInterceptor, grpc.UnaryStreamClientInterceptor):  # type: ignore[type-arg]
    """Adds trace and token, repeats what may be repeated, turns statuses into refusals."""

    def __init__(self, service: str, forward_token: bool, sleep: Callable[[float], None]) -> None:
        self._service = service
        self._forward_token = forward_token
        self._sleep = sleep

    def intercept_unary_unary(self, continuation: Any, base: Any, request: Any) -> Any:
        details = _Details(base, self._metadata(base), _TIMEOUT if base.timeout is None else base.timeout)
        name = base.method.rpartition("/")[2]
        repeatable = name.startswith(_IDEMPOTENT) or bool(getattr(request, "request_id", ""))
        for attempt in range(1, _TRIES + 1):
            call = continuation(details, request)
            error = call.exception()
            if error is None:
                return call
            away = isinstance(error, grpc.Call) and error.code() is grpc.StatusCode.UNAVAILABLE
            if not (away and repeatable) or attempt == _TRIES:
                self._refuse(error)
            self._sleep(0.1 * 4 ** (attempt - 1) * random.uniform(0.8, 1.2))
        raise AssertionError("unreachable")

    def intercept_unary_stream(self, continuation: Any, base: Any, request: Any) -> Any:
        return self._translated(continuation(_Details(base, self._metadata(base), base.timeout), request))

    def _translated(self, responses: Any) -> Iterator[Any]:
        try:
            yield from responses
        except grpc.RpcError as error:
            self._refuse(error)
        finally:
            responses.cancel()

    def _metadata(self, base: Any) -> list[tuple[str, str]]:
        given = list(base.metadata or ())
        names = {key for key, _ in given}
        current = travelling.get()
        parent = telemetry.trace_parent()
        if TRACE not in names and parent:
            given.append((TRACE, parent))
        if "accept-language" not in names and current.locale:
            given.append(("accept-language", current.locale))
        if ORIGIN not in names and current.origin:
            given.append((ORIGIN, quote(current.origin, safe=".:")))
        if self._forward_token and "authorization" not in names and current.token:
            given.append(("authorization", f"Bearer {current.token}"))
        return given

    def _refuse(self, error: Any) -> None:
        refusal = refusal_from(error, self._service)
        if refusal is None:
            raise error
        raise refusal from error


class GrpcPeers:
    """Peers on one channel per address.

    Args:
        addresses: gRPC address of each enabled service, by service name.
        root_certificates: PEM of the authority that signed the servers' certificates; None means no TLS.
        client_pair: private key and certificate in PEM, where servers ask for one (mTLS).
        forward_token: whether the caller's own token goes along, so that the peer applies its rights.
    """

    def __init__(
        self,
        addresses: Mapping[str, str],
        *,
        root_certificates: bytes | None = None,
        client_pair: tuple[bytes, bytes] | None = None,
        forward_token: bool = True,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._addresses = dict(addresses)
        self._roots = root_certificates
        self._pair = client_pair
        self._forward = forward_token
        self._sleep = sleep
        self._lock = threading.Lock()
        self._channels: dict[str, grpc.Channel] = {}

    def stub(self, stub_class: Callable[[Any], S], service: str) -> S | None:
        """A stub whose calls raise Refusals, or None when the service is not enabled here."""
        if service not in self._addresses:
            return None
        caller = _Caller(service, self._forward, self._sleep)
        return stub_class(grpc.intercept_channel(self.channel(service), caller))

    def channel(self, service: str) -> grpc.Channel:
        """The shared bare channel to a service; KeyError when it is not enabled here."""
        address = self._addresses[service]
        with self._lock:
            if address not in self._channels:
                self._channels[address] = open_channel(address, self._roots, self._pair)
            return self._channels[address]

    def close(self) -> None:
        """Close every channel; calls under way are cancelled."""
        with self._lock:
            for channel in self._channels.values():
                channel.close()
            self._channels.clear()


def open_channel(
    address: str, root_certificates: bytes | None = None, client_pair: tuple[bytes, bytes] | None = None
) -> grpc.Channel:
    """A channel with our message sizes; encrypted when certificates are given, except on Unix sockets."""
    key, certificate = client_pair or (None, None)
    options = [
        ("grpc.max_receive_message_length", LARGEST_MESSAGE),
        ("grpc.max_send_message_length", LARGEST_MESSAGE),
        ("grpc.max_metadata_size", LARGEST_METADATA),
        ("grpc.absolute_max_metadata_size", 2 * LARGEST_METADATA),
        ("grpc.keepalive_time_ms", 60_000),
        ("grpc.max_reconnect_backoff_ms", 5_000),
        # Repeating is decided per call (see _Caller): gRPC does not know which calls may be repeated.
        ("grpc.enable_retries", 0),
        ("grpc.service_config", json.dumps({"loadBalancingConfig": [{"round_robin": {}}]})),
    ]
    if root_certificates is None or address.startswith("unix:"):
        return grpc.insecure_channel(address, options=options)
    credentials = grpc.ssl_channel_credentials(root_certificates, key, certificate)
    return grpc.secure_channel(address, credentials, options=options)
