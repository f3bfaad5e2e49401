"""Messages as JSON values by encoders made once per descriptor: what json_format gives, many times sooner."""

from __future__ import annotations

import base64
import functools
import math
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from google.protobuf import json_format
from google.protobuf.descriptor import Descriptor, EnumDescriptor, FieldDescriptor
from google.protobuf.internal import type_checkers
from google.protobuf.message import Message

Encode = Callable[[Any], Any]

_LONG = frozenset({FieldDescriptor.CPPTYPE_INT64, FieldDescriptor.CPPTYPE_UINT64})
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def plain_of(message: Message) -> Any:
    """The message as MessageToDict writes it: fields that are set, under their JSON names.

    Raises ValueError for a moment outside the years 1 to 9999.
    """
    return _encoder_of(message.DESCRIPTOR)(message)


@functools.cache
def _encoder_of(kind: Descriptor) -> Encode:
    if kind.full_name == "google.protobuf.Timestamp":
        return timestamp
    if kind.full_name.startswith("google.protobuf."):
        # Struct, Any, Duration, wrappers: they have forms of their own and are rare.
        return json_format.MessageToDict
    compiled: dict[int, tuple[str, Encode]] = {}

    def encode(message: Any) -> dict[str, Any]:
        if not compiled:
            # Compiled at the first use, because a message may contain itself.
            compiled.update({each.number: (each.json_name, _field(each)) for each in kind.fields})
        found = {}
        for field, value in message.ListFields():
            name, read = compiled[field.number]
            found[name] = read(value)
        return found

    return encode


def _field(field: FieldDescriptor) -> Encode:
    kind = field.message_type
    if kind is not None and kind.GetOptions().map_entry:
        key: Encode = key_text if kind.fields_by_name["key"].type == FieldDescriptor.TYPE_BOOL else str
        inside = scalar(kind.fields_by_name["value"], _encoder_of) or _same
        return lambda items: {key(each): inside(items[each]) for each in items}
    encode = scalar(field, _encoder_of) or _same
    if field.is_repeated:
        return lambda items: [encode(each) for each in items]
    return encode


def scalar(field: FieldDescriptor, nested: Callable[[Descriptor], Encode]) -> Encode | None:
    """The encoder of one value of a field; None where the value is JSON as it stands."""
    if field.message_type is not None:
        return nested(field.message_type)
    if field.enum_type is not None:
        return _enum(field.enum_type)
    if field.cpp_type in _LONG:
        return str
    if field.type == FieldDescriptor.TYPE_BYTES:
        return _base64
    if field.cpp_type == FieldDescriptor.CPPTYPE_DOUBLE:
        return _double
    if field.cpp_type == FieldDescriptor.CPPTYPE_FLOAT:
        return _float
    return None


def key_text(key: bool) -> str:
    """A key of a map of truth values."""
    return "true" if key else "false"


def timestamp(moment: Any) -> str:
    """RFC 3339 with as many digits as it takes; ValueError outside the years 1 to 9999."""
    return _timestamp(moment.seconds, moment.nanos)


@functools.lru_cache(maxsize=64)
def _timestamp(seconds: int, nanos: int) -> str:
    """The events of a transaction are all of one moment."""
    try:
        whole = (_EPOCH + timedelta(seconds=seconds)).isoformat()[:19]
    except OverflowError:
        raise ValueError("a moment outside the years 1 to 9999") from None
    if nanos == 0:
        return whole + "Z"
    if nanos % 1_000_000 == 0:
        return f"{whole}.{nanos // 1_000_000:03d}Z"
    if nanos % 1_000 == 0:
        return f"{whole}.{nanos // 1_000:06d}Z"
    return f"{whole}.{nanos:09d}Z"


@functools.cache
def _enum(kind: EnumDescriptor) -> Encode:
    if kind.full_name == "google.protobuf.NullValue":
        return lambda value: None
    names: Mapping[int, str] = {number: value.name for number, value in kind.values_by_number.items()}
    return lambda number: names.get(number, number)


def _same(value: Any) -> Any:
    return value


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _double(value: float) -> float | str:
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")


def _float(value: float) -> float | str:
    if math.isfinite(value):
        shortest: float = type_checkers.ToShortestFloat(value)
        return shortest
    return _double(value)
