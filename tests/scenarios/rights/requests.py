"""Requests for any RPC, filled from descriptors and field options alone, so that new RPCs are covered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from google.protobuf import message_factory
from google.protobuf.descriptor import FieldDescriptor, MethodDescriptor
from google.protobuf.message import Message

from wangge.cases.v1 import cases_pb2, evidence_pb2, records_pb2, replies_pb2, supervision_pb2
from wangge.directory.v1 import accounts_pb2, organisations_pb2, reference_pb2, territories_pb2
from wangge.directory.v1 import records_pb2 as directory_records_pb2
from wangge.field.v1 import field_pb2, fieldhelp_pb2, push_pb2, worklog_pb2
from wangge.operations.v1 import operations_pb2
from wangge.options.v1 import options_pb2
from wangge.population.v1 import (
    boards_pb2,
    coordination_pb2,
    demand_pb2,
    establishments_pb2,
    families_pb2,
    forms_pb2,
    incomers_pb2,
    joint_checks_pb2,
    ledgers_pb2,
    participants_pb2,
    proposals_pb2,
    register_pb2,
    rentals_pb2,
    rights_pb2,
    stations_pb2,
    statistics_pb2,
    summaries_pb2,
    transfers_pb2,
    twins_pb2,
    visits_pb2,
    worksites_pb2,
)

FILES = (
    cases_pb2,
    evidence_pb2,
    records_pb2,
    supervision_pb2,
    replies_pb2,
    accounts_pb2,
    organisations_pb2,
    directory_records_pb2,
    reference_pb2,
    territories_pb2,
    field_pb2,
    fieldhelp_pb2,
    worklog_pb2,
    push_pb2,
    register_pb2,
    rights_pb2,
    statistics_pb2,
    transfers_pb2,
    twins_pb2,
    incomers_pb2,
    rentals_pb2,
    worksites_pb2,
    stations_pb2,
    coordination_pb2,
    joint_checks_pb2,
    visits_pb2,
    proposals_pb2,
    forms_pb2,
    families_pb2,
    establishments_pb2,
    participants_pb2,
    boards_pb2,
    ledgers_pb2,
    summaries_pb2,
    demand_pb2,
    operations_pb2,
)
NOWHERE = "0199aaaa-0000-7000-8000-00000000dead"
_DATED = ("2026-11-02", "2026-W45", "18:30")
_SAMPLES = (NOWHERE, "1", *_DATED, "410611001001", "low", "a", "a.b", "0" * 64, "https://push.example.cn/1")
_PLAIN = frozenset(
    {"filter", "order_by", "page_token", "etag", "request_id", "query", "mapping", "view", "after"}
)


@dataclass(frozen=True)
class Rpc:
    """An RPC with its access option."""

    service: str
    owner: str
    name: str
    permission: str
    public: bool
    streams: bool
    descriptor: Any

    @property
    def path(self) -> str:
        return f"/{self.service}/{self.name}"

    def __str__(self) -> str:
        return f"{self.service.rpartition('.')[2]}.{self.name}"


def every_rpc() -> list[Rpc]:
    """Every RPC of every contract."""
    return [_rpc(m) for f in FILES for s in f.DESCRIPTOR.services_by_name.values() for m in s.methods]


def _rpc(method: MethodDescriptor) -> Rpc:
    access: Any = method.GetOptions().Extensions[options_pb2.access]  # type: ignore[index]
    package = method.containing_service.file.package.split(".")[1]
    return Rpc(
        method.containing_service.full_name,
        "directory" if package == "operations" else package,
        method.name,
        access.permission,
        access.public,
        bool(method.server_streaming),
        method,
    )


def id_fields(rpc: Rpc) -> list[str]:
    """Names of the request's own fields that name a record."""
    return [
        f.name
        for f in rpc.descriptor.input_type.fields
        if f.type == f.TYPE_STRING and not f.is_repeated and (f.name == "id" or f.name.endswith("_id"))
        if f.name != "request_id"
    ]


def request_for(rpc: Rpc, known: Mapping[str, str]) -> Message:
    """A request that passes validation; ``known`` has texts by field name, ``id`` for every record's id."""
    message: Message = message_factory.GetMessageClass(rpc.descriptor.input_type)()
    _fill(message, known, 0)
    return message


def _fill(message: Any, known: Mapping[str, str], depth: int) -> None:
    for field in message.DESCRIPTOR.fields:
        rule: Any = field.GetOptions().Extensions[options_pb2.field]
        if field.message_type is not None:
            if field.is_repeated:
                if rule.required and not field.message_type.GetOptions().map_entry:
                    _fill(getattr(message, field.name).add(), known, depth + 1)
            elif field.message_type.full_name == "google.protobuf.Timestamp":
                if rule.required:
                    getattr(message, field.name).FromJsonString("2026-12-24T01:00:00Z")
            elif depth < 3 and (rule.required or depth == 0):
                inner = getattr(message, field.name)
                inner.SetInParent()
                _fill(inner, known, depth + 1)
            continue
        value = _value(field, rule, known)
        if value is None:
            continue
        if field.is_repeated:
            getattr(message, field.name).append(value)
        else:
            setattr(message, field.name, value)


def _value(field: FieldDescriptor, rule: Any, known: Mapping[str, str]) -> Any:
    if field.type == field.TYPE_STRING:
        return _text(field, rule, known)
    if field.type == field.TYPE_BYTES:
        return b"name,code\na,1\n" if rule.required else None
    if field.enum_type is not None:
        return field.enum_type.values[1].number if rule.required else None
    if field.type == field.TYPE_BOOL:
        return None
    if not rule.required and not (rule.HasField("min") and rule.min > 0):
        return None
    number = max(1, rule.min if rule.HasField("min") else 1)
    return number if field.cpp_type in (field.CPPTYPE_DOUBLE, field.CPPTYPE_FLOAT) else int(number)


def _text(field: FieldDescriptor, rule: Any, known: Mapping[str, str]) -> str | None:
    name = field.name
    if name in known:
        # An id of the caller's own making has a form of its own: what is known fits it or is nowhere.
        fits = not rule.pattern or re.fullmatch(rule.pattern, known[name])
        return known[name] if fits else NOWHERE
    if name.endswith("_id") and name != "request_id":
        return known.get("id", NOWHERE)
    if name.endswith("_code") or name == "code":
        return known.get("territory_code") if rule.required or name != "code" else None
    if name in _PLAIN and not rule.required:
        return None
    if not rule.required:
        return None
    if rule.pattern:
        options: tuple[str, ...] = (*rule.pattern.split("|"), *_SAMPLES)
        return next(each for each in options if re.fullmatch(rule.pattern, each))
    return "1wd" if name == "limit" else "x1 abcdefghij"[: rule.max_length or 13]


def texts_in(message: Message) -> Iterator[str]:
    """Every text in a message, however deep."""
    for field, value in message.ListFields():
        if field.message_type is not None and field.message_type.GetOptions().map_entry:
            for key in value:
                yield str(key)
                yield str(value[key])
        elif field.message_type is not None:
            for each in value if field.is_repeated else [value]:
                yield from texts_in(each)
        elif field.type == field.TYPE_STRING:
            yield from value if field.is_repeated else [value]
        elif field.type == field.TYPE_BYTES:
            yield from (each.decode("utf-8", "replace") for each in (value if field.is_repeated else [value]))


__all__ = ["NOWHERE", "Rpc", "every_rpc", "id_fields", "request_for", "texts_in"]
