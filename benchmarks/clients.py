"""The same calls by either road: REST through the gateway, gRPC straight to the service."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from urllib.parse import quote

import grpc.aio
import orjson
from google.api import annotations_pb2
from google.protobuf import descriptor_pool, message_factory
from google.protobuf.descriptor import MethodDescriptor

from benchmarks.connection import HttpConnection

Fields = Mapping[str, Any]


class CallFailed(Exception):
    """The server refused or broke; the text is the first of its answer."""


class Client(Protocol):
    """One connection of one kind."""

    async def call(self, method: str, fields: Fields, tokens: Tokens) -> Fields:
        """The id of the answer, where it has one; CallFailed when refused."""

    async def close(self) -> None: ...


class Tokens:
    """Tokens of one role, taken in turn: load comes from many accounts, as in life."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._turn = itertools.cycle(tokens)

    def next(self) -> str:
        """The next account's token."""
        return next(self._turn)


def method_named(full_name: str) -> MethodDescriptor:
    """``wangge.cases.v1.CaseService.GetCase``; its module must be imported. KeyError when unknown."""
    service, _, name = full_name.rpartition(".")
    found: MethodDescriptor = descriptor_pool.Default().FindServiceByName(service).methods_by_name[name]
    return found


class GrpcClient:
    """One HTTP/2 connection of its own."""

    def __init__(self, address: str) -> None:
        # Channels to one address otherwise share a connection, and with it a core of the server's reading.
        self._channel = grpc.aio.insecure_channel(address, options=[("grpc.use_local_subchannel_pool", 1)])
        self._methods: dict[str, tuple[Any, type[Any]]] = {}

    async def call(self, method: str, fields: Fields, tokens: Tokens) -> Fields:
        """See Client."""
        callable_, kind = self._methods.get(method) or self._prepare(method)
        metadata = (("authorization", f"Bearer {tokens.next()}"),)
        try:
            answer = await callable_(kind(**fields), metadata=metadata, timeout=30)
        except grpc.aio.AioRpcError as error:
            raise CallFailed(f"{method}: {error.code().name} {error.details()}") from None
        return {"id": getattr(answer, "id", ""), "bytes": answer.ByteSize()}

    async def close(self) -> None:
        """Hang up."""
        await self._channel.close(None)

    def _prepare(self, name: str) -> tuple[Any, type[Any]]:
        method = method_named(name)
        response = message_factory.GetMessageClass(method.output_type)
        request = message_factory.GetMessageClass(method.input_type)
        prepared = (
            self._channel.unary_unary(
                f"/{method.containing_service.full_name}/{method.name}",
                request_serializer=request.SerializeToString,
                response_deserializer=response.FromString,
            ),
            request,
        )
        self._methods[name] = prepared
        return prepared


class RestClient:
    """One keep-alive connection to the gateway."""

    def __init__(self, connection: HttpConnection, host: str) -> None:
        self._connection = connection
        self._host = host
        self._routes: dict[str, tuple[str, str]] = {}

    async def call(self, method: str, fields: Fields, tokens: Tokens) -> Fields:
        """See Client."""
        verb, template = self._routes.get(method) or self._prepare(method)
        rest = dict(fields)
        path = template
        while "{" in path:
            before, _, after = path.partition("{")
            name, _, after = after.partition("}")
            path = f"{before}{quote(str(rest.pop(name)), safe='')}{after}"
        if verb == "GET":
            query = "&".join(f"{name}={quote(str(value), safe='')}" for name, value in rest.items())
            return await self.exchange("GET", f"{path}?{query}" if query else path, b"", tokens, method)
        return await self.exchange(verb, path, orjson.dumps(rest), tokens, method)

    async def exchange(self, verb: str, path: str, body: bytes, tokens: Tokens, what: str) -> Fields:
        """Any address of the API; CallFailed from status 400 on."""
        head = (
            f"{verb} {path} HTTP/1.1\r\nHost: {self._host}\r\nAuthorization: Bearer {tokens.next()}\r\n"
            f"Content-Type: application/json\r\nAccept: */*\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        status, answer = await self._connection.exchange(head.encode("ascii") + body)
        if status >= 400:
            raise CallFailed(f"{what}: {status} {answer[:200].decode('utf-8', errors='replace')}")
        id_ = orjson.loads(answer).get("id", "") if verb == "POST" else ""
        return {"id": id_, "bytes": len(answer)}

    async def page(self, path: str, tokens: Tokens, *, part: bool = False) -> int:
        """A page as a browser asks for it, signed in by its cookie; its size. CallFailed unless shown.

        ``part`` asks as a script does that puts the answer into the page.
        """
        head = (
            f"GET {path} HTTP/1.1\r\nHost: {self._host}\r\nCookie: {_cookies(tokens.next())}\r\n"
            f"Accept: text/html\r\nAccept-Encoding: gzip\r\n{_PART if part else ''}Content-Length: 0\r\n\r\n"
        )
        status, answer = await self._connection.exchange(head.encode("ascii"))
        if status != 200:
            raise CallFailed(f"{path}: {status}")
        return len(answer)

    async def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def _prepare(self, name: str) -> tuple[str, str]:
        rule = method_named(name).GetOptions().Extensions[annotations_pb2.http]
        verb = str(rule.WhichOneof("pattern")).upper()
        prepared = (verb, f"/api{getattr(rule, verb.lower())}")
        self._routes[name] = prepared
        return prepared


def _cookies(token: str) -> str:
    """The access token as the gateway keeps it in browsers: in pieces, where one cookie cannot hold it."""
    pieces = [token[at : at + _PIECE] for at in range(0, len(token), _PIECE)]
    names = ["wangge_access", *(f"wangge_access_{number}" for number in range(1, len(pieces)))]
    return "; ".join(f"{name}={piece}" for name, piece in zip(names, pieces, strict=True))


_PIECE = 3600
_PART = "HX-Request: true\r\n"
