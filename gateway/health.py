"""Whether the enabled services are ready, by the standard gRPC health service."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from typing import Any

import grpc.aio
from grpc_health.v1 import health_pb2

from gateway.settings_port import Channels

_PATH = "/grpc.health.v1.Health/Check"
_SECONDS = 2.0
_FRESH = 1.0


class Health:
    """Asks every service at once; an answer serves all who ask within a second."""

    def __init__(
        self, channels: Channels, services: Iterable[str], *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._channels = channels
        self._services = tuple(services)
        self._clock = clock
        self._known: tuple[float, dict[str, str]] | None = None
        self._lock = asyncio.Lock()

    async def states(self) -> dict[str, str]:
        """``serving``, ``not serving`` or ``unreachable`` by service."""
        async with self._lock:
            now = self._clock()
            if self._known is None or now - self._known[0] > _FRESH:
                found = await asyncio.gather(*(self._state(service) for service in self._services))
                self._known = (now, dict(zip(self._services, found, strict=True)))
            return dict(self._known[1])

    async def _state(self, service: str) -> str:
        check: Any = self._channels.of(service).unary_unary(
            _PATH,
            request_serializer=health_pb2.HealthCheckRequest.SerializeToString,
            response_deserializer=health_pb2.HealthCheckResponse.FromString,
        )
        try:
            answer = await check(health_pb2.HealthCheckRequest(), timeout=_SECONDS)
        except grpc.aio.AioRpcError:
            return "unreachable"
        return "serving" if answer.status == health_pb2.HealthCheckResponse.SERVING else "not serving"
