"""Starts the gateway, which the kernel does not import: it is found by its dotted path."""

from __future__ import annotations

import importlib
import importlib.util
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from services.kernel.rpc.clients import GrpcPeers
from services.kernel.runtime import garbage
from services.kernel.runtime.keys import cookie_secret
from services.kernel.runtime.manifest import Manifest
from services.kernel.security.tokens import TokenVerifier
from services.kernel.settings import Settings

_SERVE, _CHANNELS, _SETTINGS = "gateway.serve", "gateway.channels", "gateway.settings_port"


def installed() -> bool:
    """Whether this distribution has a gateway."""
    return importlib.util.find_spec("gateway") is not None and importlib.util.find_spec(_SERVE) is not None


def run_gateway(
    settings: Settings,
    enabled: Mapping[str, Manifest],
    addresses: Mapping[str, str],
    verifier: TokenVerifier,
    peers: GrpcPeers,
    stop: threading.Event,
) -> None:
    """Serve in this thread until ``stop`` is set; raises OSError when the port is taken."""
    run = importlib.import_module(_SERVE).run
    garbage.settle()
    run(*_arguments(settings, enabled, addresses, verifier, peers), stop)


def start_gateway(
    settings: Settings,
    enabled: Mapping[str, Manifest],
    addresses: Mapping[str, str],
    verifier: TokenVerifier,
    peers: GrpcPeers,
    *,
    clock: Callable[[], float] = time.time,
) -> tuple[int, Callable[[], None]]:
    """Serve in a thread; the port, and what stops it. Raises what the gateway raises when it cannot begin.

    Args:
        clock: seconds since 1970, by which sessions and limits end.
    """
    start = importlib.import_module(_SERVE).start_in_thread
    running = start(*_arguments(settings, enabled, addresses, verifier, peers), clock=clock)
    return int(running.port), running.stop


def _arguments(
    settings: Settings,
    enabled: Mapping[str, Manifest],
    addresses: Mapping[str, str],
    verifier: TokenVerifier,
    peers: GrpcPeers,
) -> tuple[Any, ...]:
    roots = settings.tls_authority.read_bytes() if settings.tls_authority else None
    pair = None
    if settings.tls_client_key is not None and settings.tls_client_certificate is not None:
        pair = (settings.tls_client_key.read_bytes(), settings.tls_client_certificate.read_bytes())
    channels = importlib.import_module(_CHANNELS).ServiceChannels(
        dict(addresses), root_certificates=roots, client_pair=pair
    )
    secret = settings.model_copy(update={"cookie_secret": cookie_secret(settings)})
    theirs = importlib.import_module(_SETTINGS).GatewaySettings.of(secret)
    return theirs, tuple(enabled.values()), channels, verifier, peers
