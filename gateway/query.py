"""Turns the texts of paths, queries and form fields into request fields."""

from __future__ import annotations

import base64
import binascii
import functools
import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson
from google.protobuf import json_format
from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

from services.kernel.errors import FieldProblem, Invalid

Setter = Callable[[Message, str, Sequence[str]], None]
"""Puts texts into a request; raises Invalid under the name the caller used."""

_INTEGER = re.compile(r"[+-]?[0-9]{1,20}\Z")
_RANGES: Mapping[int, tuple[int, int]] = {
    FieldDescriptor.CPPTYPE_INT32: (-(1 << 31), (1 << 31) - 1),
    FieldDescriptor.CPPTYPE_INT64: (-(1 << 63), (1 << 63) - 1),
    FieldDescriptor.CPPTYPE_UINT32: (0, (1 << 32) - 1),
    FieldDescriptor.CPPTYPE_UINT64: (0, (1 << 64) - 1),
}
_TEXTUAL = frozenset(f"google.protobuf.{name}" for name in ("Timestamp", "Duration", "FieldMask"))
_WRAPPERS = re.compile(r"google\.protobuf\.(Double|Float|U?Int(32|64)|Bool|String|Bytes)Value\Z")
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


def fill(request: Message, parameters: Sequence[tuple[str, str]], *, known: Sequence[str] = ()) -> None:
    """Set every parameter; raises Invalid that names all that are unknown or no value of their field.

    Args:
        known: fields that may not be set this way, because the path sets them.
    """
    grouped: dict[str, list[str]] = {}
    for name, value in parameters:
        grouped.setdefault(name, []).append(value)
    problems: list[FieldProblem] = []
    for name, values in grouped.items():
        setter = setter_for(request.DESCRIPTOR, name)
        if setter is None or _snake(name) in known:
            problems.append(FieldProblem(name, "gateway.unknown_parameter", {"name": name[:80]}))
            continue
        try:
            setter(request, name, values)
        except Invalid as refused:
            problems.extend(refused.problems)
    if problems:
        raise Invalid(*problems)


@functools.lru_cache(maxsize=4096)
def setter_for(message: Descriptor, path: str) -> Setter | None:
    """The setter of ``path`` (``place.longitude``; JSON or proto names), None when there is no such field."""
    way: list[str] = []
    names = path.split(".")
    if len(names) > 8:
        return None
    for name in names[:-1]:
        field = field_of(message, name)
        if field is None or field.message_type is None or field.is_repeated or _special(field.message_type):
            return None
        way.append(field.name)
        message = field.message_type
    field = field_of(message, names[-1])
    if field is None or (field.message_type is not None and not _special(field.message_type)):
        return None
    return _setter(tuple(way), field)


def field_of(message: Any, name: str) -> FieldDescriptor | None:
    """A field by its JSON name or its name in the contract."""
    return _by_json_name(message).get(name) or message.fields_by_name.get(name)


@functools.cache
def _by_json_name(message: Descriptor) -> dict[str, FieldDescriptor]:
    return {field.json_name: field for field in message.fields}


def put_json(request: Message, field: FieldDescriptor, name: str, text: bytes) -> None:
    """Set one field from JSON; for form fields that hold messages and maps."""
    try:
        json_format.ParseDict({field.json_name: orjson.loads(text)}, request)
    except (json_format.ParseError, orjson.JSONDecodeError, RecursionError):
        raise Invalid.one(name, "gateway.malformed_value") from None


def _setter(way: tuple[str, ...], field: FieldDescriptor) -> Setter:
    convert = _converter(field)
    name_of_field, repeated, message = field.name, field.is_repeated, field.message_type is not None
    keeps_empty = field.type == FieldDescriptor.TYPE_STRING

    def put(request: Message, name: str, values: Sequence[str]) -> None:
        if not keeps_empty:
            # A form sends the fields that nobody filled in as well.
            values = [each for each in values if each]
            if not values:
                return
        if len(values) > 1 and not repeated:
            raise Invalid.one(name, "gateway.repeated_parameter")
        target: Any = request
        for step in way:
            target = getattr(target, step)
        try:
            converted = [convert(each) for each in values]
            if repeated:
                getattr(target, name_of_field).extend(converted)
            elif message:
                held = getattr(target, name_of_field)
                held.CopyFrom(converted[0])
                held.SetInParent()
            else:
                setattr(target, name_of_field, converted[0])
        except (ValueError, TypeError, binascii.Error):
            raise Invalid.one(name, "gateway.malformed_value") from None

    return put


def _converter(field: FieldDescriptor) -> Callable[[str], Any]:
    if field.message_type is not None:
        return functools.partial(_message, field.message_type)
    if field.type == FieldDescriptor.TYPE_BYTES:
        return _bytes
    if field.type == FieldDescriptor.TYPE_STRING:
        return _text
    if field.type == FieldDescriptor.TYPE_BOOL:
        return _boolean
    if field.enum_type is not None:
        return functools.partial(_enum, field.enum_type.values_by_name, field.enum_type.values_by_number)
    if field.cpp_type in _RANGES:
        return functools.partial(_integer, *_RANGES[field.cpp_type])
    return _number


def _message(message: Descriptor, text: str) -> Message:
    from google.protobuf.message_factory import GetMessageClass

    made = GetMessageClass(message)()
    if message.full_name in _TEXTUAL:
        made.FromJsonString(text)  # type: ignore[attr-defined]
    else:
        made.value = _converter(message.fields_by_name["value"])(text)  # type: ignore[attr-defined]
    return made


def _text(text: str) -> str:
    if "\0" in text:
        raise ValueError("NUL")
    return text


def _bytes(text: str) -> bytes:
    padded = text + "=" * (-len(text) % 4)
    return base64.b64decode(padded.replace("-", "+").replace("_", "/"), validate=True)


def _boolean(text: str) -> bool:
    value = _BOOLEANS.get(text.lower())
    if value is None:
        raise ValueError(text)
    return value


def _enum(names: Mapping[str, Any], numbers: Mapping[int, Any], text: str) -> int:
    named = names.get(text)
    if named is not None:
        return int(named.number)
    number = _integer(*_RANGES[FieldDescriptor.CPPTYPE_INT32], text)
    if number not in numbers:
        raise ValueError(text)
    return number


def _integer(least: int, most: int, text: str) -> int:
    if not _INTEGER.match(text):
        raise ValueError(text)
    value = int(text)
    if not least <= value <= most:
        raise ValueError(text)
    return value


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value) or "_" in text:
        raise ValueError(text)
    return value


def _special(message: Descriptor) -> bool:
    return message.full_name in _TEXTUAL or bool(_WRAPPERS.match(message.full_name))


def _snake(path: str) -> str:
    return re.sub(r"([A-Z])", lambda found: "_" + found[1].lower(), path)
