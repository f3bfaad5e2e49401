"""Makes a process's gRPC server from its services and its settings."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from services.kernel.audit.refused import Refused
from services.kernel.rpc.addresses import networks
from services.kernel.rpc.clients import GrpcPeers
from services.kernel.rpc.messages import Messages
from services.kernel.rpc.pipeline import Pipeline
from services.kernel.rpc.server import RpcServer, Tls, methods_served
from services.kernel.runtime.context import ServiceContext, Servicer
from services.kernel.runtime.keys import public_keys
from services.kernel.security.tokens import TokenVerifier

if TYPE_CHECKING:
    from services.kernel.settings import Settings

_KEYS_METHOD = "/wangge.directory.v1.SessionService/GetPublicKeys"


def server_of(
    servicers: Sequence[Servicer],
    settings: Settings,
    addresses: Sequence[str],
    *,
    verifier: TokenVerifier,
    folders: Sequence[Path],
    clock: Callable[[], datetime],
    contexts: Mapping[str, ServiceContext],
) -> RpcServer:
    """A server ready to start. ``folders`` hold the services' messages.toml; ``contexts`` by service name.

    Raises:
        ContractBroken, CannotListen, MessageFileBroken
    """
    pipeline = Pipeline(
        methods=methods_served(servicers),
        verifier=verifier,
        messages=Messages.load(folders),
        clock=clock,
        trusted=networks(settings.trusted_proxies),
        default_locale=settings.locale,
        streams=settings.stream_threads,
        refused=Refused(contexts),
    )
    return RpcServer(servicers, pipeline, addresses, threads=settings.worker_threads, tls=_tls(settings))


def verifier_of(settings: Settings, peers: GrpcPeers, clock: Callable[[], datetime]) -> TokenVerifier:
    """Verifies with the key file where it is (directory, all in one), else with what directory publishes."""

    def fetch() -> Mapping[str, object]:
        return public_keys(settings) or _published_keys(peers)

    return TokenVerifier(fetch, settings.issuer, clock)


def peers_of(settings: Settings, addresses: Mapping[str, str]) -> GrpcPeers:
    """Peers at these addresses, encrypted as the settings say."""
    pair: tuple[bytes, bytes] | None = None
    if settings.tls_client_key is not None and settings.tls_client_certificate is not None:
        pair = (settings.tls_client_key.read_bytes(), settings.tls_client_certificate.read_bytes())
    roots = settings.tls_authority.read_bytes() if settings.tls_authority else None
    return GrpcPeers(addresses, root_certificates=roots, client_pair=pair)


def _published_keys(peers: GrpcPeers) -> Mapping[str, object]:
    # By its path: the kernel knows no service's messages, and an empty request has no bytes.
    ask = peers.channel("directory").unary_unary(_KEYS_METHOD, None, _text_of_first_field)
    keys: Mapping[str, object] = json.loads(ask(b"", timeout=5.0))
    return keys


def _text_of_first_field(raw: bytes) -> str:
    """Field 1, a string, of a message whose type the kernel does not know."""
    from google.protobuf.wrappers_pb2 import StringValue

    parsed: Any = StringValue.FromString(raw)
    return str(parsed.value)


def _tls(settings: Settings) -> Tls | None:
    if settings.tls_certificate is None or settings.tls_key is None:
        return None
    authority = settings.tls_authority if settings.mutual_tls else None
    return Tls(settings.tls_certificate, settings.tls_key, authority)
