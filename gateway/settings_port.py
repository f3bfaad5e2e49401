"""What the gateway needs to know from outside: its settings, the services it serves, ways to reach them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import grpc.aio

if TYPE_CHECKING:
    from services.kernel.settings import Settings

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class GatewaySettings:
    """Every value works on a laptop. Sizes are bytes, times seconds, rates as ``limits`` writes them.

    Attributes:
        port: 0 takes any free port.
        trusted_proxies: addresses or networks whose X-Forwarded-* headers are believed.
        upload_budget: bytes of large bodies held in memory at once; more are asked to come back.
        page_uploads: files that pages receive from one account at once; further ones wait.
        rate_account: calls by one signed-in account.
        rate_address: calls to public methods, and refused ones, from one client address.
        rate_sign_in: attempts to sign in from one client address.
        map_tiles: address of tiles under the maps with {z}, {x}, {y}; the policy lets its host alone through.
        rate_storage: ``memory`` counts in this process, an ``async+`` address of ``limits`` for all replicas.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    trusted_proxies: tuple[str, ...] = ()
    json_limit: int = MEBIBYTE
    upload_limit: int = 42 * MEBIBYTE
    upload_budget: int = 256 * MEBIBYTE
    body_seconds: float = 30.0
    upload_body_seconds: float = 300.0
    rpc_seconds: float = 15.0
    upload_rpc_seconds: float = 60.0
    stream_seconds: float = 3600.0
    heartbeat_seconds: float = 15.0
    first_message_seconds: float = 0.3
    streams_per_account: int = 6
    rate_account: str = "1800/minute"
    rate_address: str = "240/minute"
    rate_sign_in: str = "30/minute"
    rate_storage: str = "memory"
    page_threads: int = 16
    page_uploads: int = 4
    locale: str = "zh"
    cookie_secret: str = field(default="", repr=False)
    map_tiles: str = ""
    map_tiles_attribution: str = ""
    tls_certificate: Path | None = None
    tls_key: Path | None = None

    @classmethod
    def of(cls, settings: Settings) -> GatewaySettings:
        """The gateway's part of the platform's settings."""
        return cls(
            host=settings.host,
            port=settings.port,
            trusted_proxies=settings.trusted_proxies,
            # A file may come in JSON, where base64 makes it a third longer.
            upload_limit=settings.upload_limit_mb * MEBIBYTE * 4 // 3 + MEBIBYTE,
            locale=settings.locale,
            rate_storage=settings.rate_storage,
            cookie_secret=settings.cookie_secret or "",
            map_tiles=settings.map_tiles or "",
            map_tiles_attribution=settings.map_tiles_attribution,
            tls_certificate=settings.tls_certificate,
            tls_key=settings.tls_key,
        )


class ServiceManifest(Protocol):
    """What the gateway reads of a manifest; ``services.kernel.runtime.manifest.Manifest`` is one."""

    @property
    def name(self) -> str: ...

    @property
    def title_zh(self) -> str: ...

    @property
    def title_en(self) -> str: ...

    @property
    def protos(self) -> Sequence[str]: ...

    def load(self, part: str) -> Any: ...


class Channels(Protocol):
    """Asynchronous channels by service, the same one at every call; for the gateway's event loop alone."""

    def of(self, service: str) -> grpc.aio.Channel: ...

    async def close(self) -> None: ...


class Verifier(Protocol):
    """Checks an access token; ``services.kernel.security.tokens.TokenVerifier`` is one."""

    def verify(self, token: str) -> dict[str, object]: ...
