"""Reads from descriptors which RPCs exist, who may call them, and their REST forms."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

import google.api.annotations_pb2 as annotations_pb2
from google.protobuf.descriptor import Descriptor, FieldDescriptor, MethodDescriptor, ServiceDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from gateway.settings_port import ServiceManifest
from wangge.options.v1 import options_pb2

OPERATIONS = "wangge.operations.v1.operations_pb2"
VERBS = ("get", "post", "put", "patch", "delete")


class ContractBroken(ValueError):
    """A contract cannot be served; a defect of the build, found at start."""


class Kind(Enum):
    """How an RPC's answer reaches an HTTP client."""

    JSON = "json"
    EVENTS = "events"
    FILE = "file"
    FILE_STREAM = "file stream"


@dataclass(frozen=True, eq=False)
class Rpc:
    """One RPC. ``service`` is the enabled service that serves it; empty where the request names one."""

    service: str
    descriptor: MethodDescriptor
    request: type[Message]
    response: type[Message]
    permission: str
    public: bool
    kind: Kind

    @functools.cached_property
    def path(self) -> str:
        """Its path in gRPC: ``/wangge.cases.v1.CaseService/GetCase``."""
        return f"/{self.descriptor.containing_service.full_name}/{self.descriptor.name}"

    @functools.cached_property
    def with_one_time_password(self) -> bool:
        """Whether it is open to somebody who has to choose a password first."""
        access: Any = self.descriptor.GetOptions().Extensions[options_pb2.access]  # type: ignore[index]
        return bool(access.with_one_time_password)

    @functools.cached_property
    def upload(self) -> FieldDescriptor | None:
        """The field that takes a file, when the request has one."""
        field: Any = self.request.DESCRIPTOR.fields_by_name.get("data")
        if field is None or field.type != FieldDescriptor.TYPE_BYTES or field.is_repeated:
            return None
        found: FieldDescriptor = field
        return found


@dataclass(frozen=True, eq=False)
class Binding:
    """One REST form of an RPC. ``body`` is ``*``, empty, or the name of a request field."""

    rpc: Rpc
    verb: str
    template: str
    body: str
    response_body: str


def rpcs(manifests: Iterable[ServiceManifest]) -> list[Rpc]:
    """All RPCs of the enabled services and of ``wangge.operations.v1``, in the order of the contracts.

    Raises:
        ContractBroken: an RPC says not who may call it, or takes a stream.
    """
    found: list[Rpc] = []
    for manifest in manifests:
        for module in manifest.protos:
            found.extend(_rpcs_of(module, manifest.name))
    found.extend(_rpcs_of(OPERATIONS, ""))
    return found


def bindings(rpc: Rpc) -> Iterator[Binding]:
    """The REST forms of an RPC; none when it has no google.api.http option."""
    options = rpc.descriptor.GetOptions()
    if not options.HasExtension(annotations_pb2.http):
        return
    rule = options.Extensions[annotations_pb2.http]
    for each in (rule, *rule.additional_bindings):
        pattern = each.WhichOneof("pattern")
        if pattern == "custom":
            verb, template = each.custom.kind.upper(), each.custom.path
        elif pattern in VERBS:
            verb, template = pattern.upper(), getattr(each, pattern)
        else:
            raise ContractBroken(f"{rpc.path}: its google.api.http option names no verb")
        if each.body not in ("", "*") and each.body not in rpc.request.DESCRIPTOR.fields_by_name:
            raise ContractBroken(f"{rpc.path}: no field {each.body!r} for the body")
        yield Binding(rpc, verb, template, each.body, each.response_body)


def is_file(message: Descriptor) -> bool:
    """Whether a message is the content of a file: bytes ``data`` with a ``content_type``, and no record."""
    names = set(message.fields_by_name)
    return {"data", "content_type"} <= names <= {"data", "content_type", "file_name"} and (
        message.fields_by_name["data"].type == FieldDescriptor.TYPE_BYTES
    )


def _rpcs_of(module: str, service: str) -> Iterator[Rpc]:
    described: Any = importlib.import_module(module)
    owner: ServiceDescriptor
    for owner in described.DESCRIPTOR.services_by_name.values():
        for method in owner.methods:
            yield _rpc(service, method)


def _rpc(service: str, method: MethodDescriptor) -> Rpc:
    options: Any = method.GetOptions()
    access = options.Extensions[options_pb2.access]
    if method.client_streaming:
        raise ContractBroken(f"{method.full_name}: the gateway cannot take a stream of requests")
    if [bool(access.permission), access.public, access.authenticated].count(True) != 1:
        raise ContractBroken(f"{method.full_name}: its access option must say exactly one thing")
    file = is_file(method.output_type)
    if method.server_streaming:
        kind = Kind.FILE_STREAM if file else Kind.EVENTS
    else:
        kind = Kind.FILE if file else Kind.JSON
    return Rpc(
        service=service,
        descriptor=method,
        request=GetMessageClass(method.input_type),
        response=GetMessageClass(method.output_type),
        permission=access.permission,
        public=access.public,
        kind=kind,
    )
