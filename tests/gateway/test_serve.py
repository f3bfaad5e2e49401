"""The gateway as a server: starting, stopping, limits of time and memory, and what its log says."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from limits import parse
from limits.aio.strategies import MovingWindowRateLimiter

from gateway.channels import ServiceChannels
from gateway.security.windows import MOST_KEYS, WindowStorage
from gateway.serve import NotStarted, parts_of, run, start_in_thread
from gateway.settings_port import MEBIBYTE, GatewaySettings
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.rpc.clients import GrpcPeers
from services.kernel.rpc.messages import Messages
from services.kernel.rpc.pipeline import Pipeline
from services.kernel.rpc.server import RpcServer, call_of, methods_served
from services.kernel.runtime.context import Servicer
from services.kernel.settings import Settings
from tests.gateway.fake import Client, Issuer, Platform, manifests, platform
from wangge.cases.v1 import cases_pb2, cases_pb2_grpc


def nowhere() -> dict[str, str]:
    return {each.name: "127.0.0.1:1" for each in manifests()}


def test_it_serves_in_the_calling_thread_until_told_to_stop() -> None:
    stop, ports = threading.Event(), []

    def began(port: int) -> None:
        ports.append(port)
        threading.Thread(target=visit, args=(port,)).start()

    def visit(port: int) -> None:
        answers.append(Client(port)("GET", "/healthz").status)
        stop.set()

    answers: list[int] = []
    run(
        GatewaySettings(port=0),
        manifests(),
        ServiceChannels(nowhere()),
        Issuer().verifier,
        GrpcPeers({}),
        stop,
        on_started=began,
    )

    assert answers == [200]
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", ports[0]), timeout=1)


def test_an_address_that_is_taken_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = GatewaySettings(port=taken.getsockname()[1])

        with pytest.raises(NotStarted) as refused:
            start_in_thread(
                settings, manifests(), ServiceChannels(nowhere()), Issuer().verifier, GrpcPeers({})
            )

    assert isinstance(refused.value.__cause__, OSError)


def test_the_platforms_settings_become_the_gateways() -> None:
    parts = parts_of(Settings(port=0, upload_limit_mb=30, trusted_proxies=("10.0.0.0/8",)), manifests())

    assert parts.settings.upload_limit == 41 * MEBIBYTE
    assert parts.settings.trusted_proxies == ("10.0.0.0/8",)


def test_a_body_that_does_not_come_is_408_and_too_many_uploads_are_503() -> None:
    settings = GatewaySettings(
        port=0, body_seconds=0.1, upload_body_seconds=0.1, upload_budget=8 * MEBIBYTE, json_limit=MEBIBYTE
    )
    with platform(settings) as started:
        client = started.client()
        with socket.create_connection(("127.0.0.1", client.port), timeout=10) as slow:
            head = f"POST /api/v1/cases HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {client.token}\r\n"
            slow.sendall(f"{head}content-type: application/json\r\ncontent-length: 10\r\n\r\n{{".encode())
            assert slow.recv(65536).startswith(b"HTTP/1.1 408")
        busy = client(
            "POST",
            "/api/v1/cases:addAttachment",
            b"",
            content_type="multipart/form-data; boundary=x",
            content_length=str(9 * MEBIBYTE),
        )
        assert (busy.status, busy.json["code"]) == (503, "gateway.busy_with_uploads")


def test_the_log_says_nothing_about_people(fake: Platform, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "gateway"):
        fake.client()("GET", "/api/v1/cases/410602199001011234?secret=13800000000")
        fake.client()("GET", "/api/v1/cases/410602199001011234")
        # The line is written after the answer is sent.
        deadline = time.monotonic() + 5
        while (
            len([r for r in caplog.records if r.name == "gateway.access"]) < 2 and time.monotonic() < deadline
        ):
            threading.Event().wait(0.01)

    lines = [record for record in caplog.records if record.name == "gateway.access"]
    assert [record.getMessage() for record in lines] == [
        "GET /api/v1/cases/{id} 400",
        "GET /api/v1/cases/{id} 200",
    ]
    assert all(len(record.trace_id) == 32 for record in lines)  # type: ignore[attr-defined]
    assert "4106021990" not in caplog.text and "138000" not in caplog.text  # noqa: PT018


class Cases(cases_pb2_grpc.CaseServiceServicer):
    """As a service's own servicer is: it raises refusals and knows its caller."""

    def GetCase(self, request: Any, context: Any) -> Any:
        call = call_of(context)
        if request.id == "odd":
            raise Invalid(FieldProblem("place.grid_code", "kernel.required"))
        return cases_pb2.Case(id=request.id, title=call.actor.name, holder_name=call.origin)


def test_it_understands_the_kernels_own_server() -> None:
    issuer = Issuer()
    servicer = Servicer(
        "wangge.cases.v1.CaseService",
        cases_pb2_grpc.add_CaseServiceServicer_to_server,
        Cases(),  # type: ignore[abstract]
    )
    pipeline = Pipeline(
        methods=methods_served([servicer]),
        verifier=issuer.verifier,
        messages=Messages.load(),
        clock=lambda: datetime.now(UTC),
    )
    server = RpcServer([servicer], pipeline, ["127.0.0.1:0"])
    server.start()
    only = [each for each in manifests() if each.name == "cases"]
    addresses = {"cases": f"127.0.0.1:{server.port}"}
    gateway = start_in_thread(
        GatewaySettings(port=0, trusted_proxies=("127.0.0.1",)),
        only,
        ServiceChannels(addresses),
        issuer.verifier,
        GrpcPeers(addresses),
    )
    try:
        client = Client(gateway.port, issuer.token())

        good = client("GET", "/api/v1/cases/7", x_forwarded_for="198.51.100.7")
        odd = client("GET", "/api/v1/cases/odd")
        long = client("GET", f"/api/v1/cases/{'x' * 100}")
        unknown = client("GET", "/api/v1/boardItems")

        assert (good.json["title"], good.json["holderName"]) == ("王芳", "198.51.100.7")
        assert odd.status == 400
        assert odd.json["errors"][0]["field"] == "place.gridCode"
        assert odd.json["traceId"] == odd.headers["x-trace-id"]
        assert (long.status, long.json["errors"][0]["field"]) == (400, "id")
        assert unknown.status == 501
        assert client("GET", "/readyz").status == 200
    finally:
        gateway.stop()
        server.stop(0)


def test_windows_move_and_forget() -> None:
    now = [1000.0]
    storage = WindowStorage(clock=lambda: now[0])
    limiter, item = MovingWindowRateLimiter(storage), parse("2/minute")

    async def hits() -> list[bool]:
        first = [await limiter.hit(item, "a") for _ in range(3)]
        now[0] += 59
        first.append(await limiter.hit(item, "a"))
        now[0] += 2
        first.append(await limiter.hit(item, "a"))
        for n in range(MOST_KEYS + 10):
            await limiter.hit(item, str(n))
        return first

    assert asyncio.run(hits()) == [True, True, False, False, True]
    assert asyncio.run(storage.reset()) == MOST_KEYS
