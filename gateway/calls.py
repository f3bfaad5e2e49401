"""What travels from an HTTP request into a gRPC call, and the callables of each RPC."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from google.protobuf.message import Message

from gateway.bindings import Kind, Rpc
from gateway.exchange import Exchange
from gateway.problems import Problem
from gateway.settings_port import Channels
from services.kernel import telemetry
from services.kernel.rpc.callers import ORIGIN, TRACE

Metadata = list[tuple[str, str]]


def metadata_of(exchange: Exchange, token: str = "") -> Metadata:
    """Trace, language, the client's address, and the caller's token when there is one."""
    metadata = [
        (TRACE, telemetry.trace_parent()),
        ("accept-language", exchange.locale),
        (ORIGIN, quote(exchange.client.address, safe=".:")),
    ]
    if token:
        metadata.append(("authorization", f"Bearer {token}"))
    return metadata


class Calls:
    """Multicallables by service and RPC, made once."""

    def __init__(self, channels: Channels, enabled: frozenset[str]) -> None:
        self._channels = channels
        self._enabled = enabled
        self._made: dict[tuple[str, str], Any] = {}

    def service_of(self, rpc: Rpc, request: Message) -> str:
        """Which service serves this request; a 404 Problem where it names one that is not here."""
        if rpc.service:
            return rpc.service
        named: str = request.service  # type: ignore[attr-defined]
        if named not in self._enabled:
            raise Problem(404, "gateway.no_such_path")
        return named

    def of(self, rpc: Rpc, service: str) -> Any:
        """The callable of an RPC at a service."""
        key = (service, rpc.path)
        made = self._made.get(key)
        if made is None:
            channel = self._channels.of(service)
            make: Any = (
                channel.unary_stream if rpc.kind in (Kind.EVENTS, Kind.FILE_STREAM) else channel.unary_unary
            )
            made = self._made[key] = make(
                rpc.path,
                request_serializer=rpc.request.SerializeToString,
                response_deserializer=rpc.response.FromString,
            )
        return made
