"""A gRPC server that answers every RPC of the real contracts, and a gateway in front of it, in process."""

from __future__ import annotations

import contextlib
import http.client
import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import grpc
from google.protobuf.any_pb2 import Any as AnyMessage
from google.rpc import error_details_pb2, status_pb2
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_status import rpc_status

from gateway.bindings import Kind, Rpc, rpcs
from gateway.channels import ServiceChannels
from gateway.serve import RunningGateway, start_in_thread
from gateway.settings_port import GatewaySettings
from services.kernel.rpc.clients import GrpcPeers
from services.kernel.security.signing import SigningKeys
from services.kernel.security.tokens import TokenIssuer, TokenVerifier
from wangge.directory.v1 import accounts_pb2

CASES = ("cases_pb2", "records_pb2", "supervision_pb2")
DIRECTORY = ("accounts_pb2", "organisations_pb2", "records_pb2", "reference_pb2", "territories_pb2")


@dataclass(frozen=True)
class FakeManifest:
    """A service as far as the gateway reads its manifest."""

    name: str
    title_zh: str
    title_en: str
    protos: tuple[str, ...]
    folder: Path | None = None
    edge: Any = None

    def load(self, part: str) -> Any:
        return self.edge if part == "edge" else None


def manifests(edge: Any = None) -> list[FakeManifest]:
    """The two services whose contracts exist."""
    return [
        FakeManifest(
            "directory", "基础目录", "Directory", tuple(f"wangge.directory.v1.{each}" for each in DIRECTORY)
        ),
        FakeManifest("cases", "案件", "Cases", tuple(f"wangge.cases.v1.{each}" for each in CASES), edge=edge),
    ]


Behaviour = Callable[[Any, Any], Any]


@dataclass
class FakeServices:
    """Every RPC answers with an empty message, or as ``answers`` says; ``seen`` holds calls."""

    answers: dict[str, Behaviour] = field(default_factory=dict)
    seen: list[tuple[str, Any, dict[str, Any]]] = field(default_factory=list)
    port: int = 0
    health: Any = None
    server: Any = None

    @property
    def last(self) -> tuple[str, Any, dict[str, Any]]:
        return self.seen[-1]

    def start(self) -> None:
        self.server = grpc.server(
            ThreadPoolExecutor(24),
            options=[
                ("grpc.max_receive_message_length", 64 << 20),
                ("grpc.max_send_message_length", 64 << 20),
                ("grpc.so_reuseport", 0),
            ],
        )
        self.health = health.HealthServicer()
        self.health.set("", health_pb2.HealthCheckResponse.SERVING)
        health_pb2_grpc.add_HealthServicer_to_server(self.health, self.server)
        owners: dict[str, dict[str, Any]] = {}
        for rpc in rpcs(manifests()):
            owner = rpc.descriptor.containing_service.full_name
            owners.setdefault(owner, {})[rpc.descriptor.name] = self._handler(rpc)
        handlers = [grpc.method_handlers_generic_handler(name, each) for name, each in owners.items()]
        self.server.add_generic_rpc_handlers(tuple(handlers))
        self.port = self.server.add_insecure_port("127.0.0.1:0")
        self.server.start()

    def _handler(self, rpc: Rpc) -> Any:
        streams = rpc.kind in (Kind.EVENTS, Kind.FILE_STREAM)

        def note(request: Any, context: Any) -> Behaviour | None:
            self.seen.append((rpc.descriptor.name, request, dict(context.invocation_metadata())))
            del self.seen[:-50]
            return self.answers.get(rpc.descriptor.name)

        def unary(request: Any, context: Any) -> Any:
            behaviour = note(request, context)
            return behaviour(request, context) if behaviour else rpc.response()

        def stream(request: Any, context: Any) -> Iterator[Any]:
            behaviour = note(request, context)
            yield from behaviour(request, context) if behaviour else [rpc.response()]

        make = grpc.unary_stream_rpc_method_handler if streams else grpc.unary_unary_rpc_method_handler
        return make(
            stream if streams else unary,
            request_deserializer=rpc.request.FromString,
            response_serializer=rpc.response.SerializeToString,
        )


def refuse(context: Any, code: grpc.StatusCode, reason: str, text: str, **metadata: str) -> None:
    """Refuse as the services do."""
    parts = []
    for message in (
        error_details_pb2.ErrorInfo(reason=reason, domain="test", metadata=metadata),
        error_details_pb2.LocalizedMessage(locale="zh", message=text),
    ):
        packed = AnyMessage()
        packed.Pack(message)
        parts.append(packed)
    context.abort_with_status(
        rpc_status.to_status(status_pb2.Status(code=code.value[0], message=text, details=parts))
    )


class Issuer:
    """Issues tokens that the gateway's verifier accepts."""

    def __init__(self) -> None:
        keys = SigningKeys.generate("test")
        self._issuer = TokenIssuer(keys, "wangge")
        self.verifier = TokenVerifier(keys.public_jwks, "wangge", lambda: datetime.now(UTC))

    def token(
        self,
        account: str = "a-1",
        permissions: tuple[str, ...] = ("*",),
        *,
        seconds: int = 900,
        bulk: int = 0,
        role: str = "tester",
    ) -> str:
        claims: dict[str, Any] = {
            "sub": account,
            "name": "王芳",
            "realm": "staff",
            "roles": {role: [*permissions, *(f"bulk.permission.number{n}" for n in range(bulk))]},
            "grants": [[role, "410602", "", "", ""]],
        }
        now = datetime.now(UTC)
        if seconds < 0:
            now += timedelta(seconds=seconds - 60)
            seconds = 60
        return self._issuer.issue(claims, now=now, lifetime=timedelta(seconds=seconds))


@dataclass
class Answer:
    status: int
    headers: Mapping[str, str]
    cookies: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Client:
    """A small client; keeps cookies as a browser does."""

    port: int
    token: str = ""
    cookies: dict[str, str] = field(default_factory=dict)

    def __call__(
        self, method: str, path: str, body: Any = None, *, timeout: float = 20, **headers: str
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token and "authorization" not in sent:
            sent["authorization"] = f"Bearer {self.token}"
        if self.cookies and "cookie" not in sent:
            sent["cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        if body is not None and not isinstance(body, bytes | str):
            body = json.dumps(body).encode()
            sent.setdefault("content-type", "application/json")
        try:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.request(method, path, body, sent)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        got: dict[str, str] = {}
        for header in response.headers.get_all("set-cookie") or []:
            name, _, rest = header.partition("=")
            got[name] = header
            value = rest.partition(";")[0]
            if "Max-Age=0" in header:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        return Answer(response.status, {k.lower(): v for k, v in response.headers.items()}, got, content)


def multipart(parts: list[tuple[str, str | None, bytes]], boundary: str = "xyz") -> tuple[bytes, str]:
    """A form body and its content type."""
    out = b""
    for name, file_name, content in parts:
        disposition = f'form-data; name="{name}"' + (
            f'; filename="{file_name}"' if file_name is not None else ""
        )
        out += f"--{boundary}\r\nContent-Disposition: {disposition}\r\n\r\n".encode() + content + b"\r\n"
    return out + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


@dataclass
class Platform:
    """Fake services and the gateway in front of them."""

    services: FakeServices
    issuer: Issuer
    gateway: RunningGateway

    def client(self, token: str | None = None) -> Client:
        return Client(self.gateway.port, self.issuer.token() if token is None else token)


@contextlib.contextmanager
def platform(settings: GatewaySettings | None = None, edge: Any = None) -> Iterator[Platform]:
    """All started, on free ports."""
    services, issuer = FakeServices(), Issuer()
    services.start()
    address = f"127.0.0.1:{services.port}"
    addresses = {each.name: address for each in manifests()}
    peers = GrpcPeers(addresses)
    gateway = start_in_thread(
        settings or GatewaySettings(port=0),
        manifests(edge),
        ServiceChannels(addresses),
        issuer.verifier,
        peers,
    )
    try:
        yield Platform(services, issuer, gateway)
    finally:
        gateway.stop()
        peers.close()
        services.server.stop(0).wait()


def session_of(
    issuer: Issuer, refresh: str = "r-1", *, seconds: int = 900, bulk: int = 0
) -> accounts_pb2.Session:
    """What the directory answers to a good sign-in."""
    session = accounts_pb2.Session(
        access_token=issuer.token(seconds=seconds, bulk=bulk),
        refresh_token=refresh,
        account_id="a-1",
        name="王芳",
    )
    now = datetime.now(UTC)
    session.access_expires.FromDatetime(now + timedelta(seconds=seconds))
    session.refresh_expires.FromDatetime(now + timedelta(hours=12))
    return session
