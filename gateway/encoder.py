"""Messages to JSON values by closures compiled once per descriptor; the same values as json_format writes.

Protobuf's canonical JSON: lowerCamelCase names, 64-bit integers as strings, enums by name, bytes in base64,
RFC 3339 times. A field without presence (texts, numbers, lists) is always written, so that a client reads
``reworks: 0`` and ``tasks: []`` and needs no defaults of its own; a field with presence (a message,
``optional``, ``oneof``) is left out while it is unset, which is how it is told from zero.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from google.protobuf import json_format
from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

from services.kernel.messaging.plain import Encode, key_text, scalar, timestamp

_Put = Callable[[Any, dict[str, Any]], None]


def to_json(message: Message) -> Any:
    """A value that orjson can write. Raises ValueError for a moment outside the years 1 to 9999."""
    return encoder_of(message.DESCRIPTOR)(message)


@functools.cache
def encoder_of(kind: Descriptor) -> Encode:
    """The compiled encoder of a message type."""
    if kind.full_name == "google.protobuf.Timestamp":
        return timestamp
    if kind.full_name.startswith("google.protobuf."):
        # Struct, Any, Duration, wrappers: they have forms of their own and are rare.
        return functools.partial(json_format.MessageToDict, always_print_fields_with_no_presence=True)
    compiled: list[tuple[_Put, ...]] = []

    def encode(message: Any) -> dict[str, Any]:
        if not compiled:
            # Compiled at the first use, because a message may contain itself.
            compiled.append(tuple(_put(field) for field in kind.fields))
        out: dict[str, Any] = {}
        for put in compiled[0]:
            put(message, out)
        return out

    return encode


def _put(field: FieldDescriptor) -> _Put:
    name, key = field.name, field.json_name
    encode = scalar(field, encoder_of)
    if field.message_type is not None and field.message_type.GetOptions().map_entry:
        return _put_map(name, key, field.message_type)
    if field.is_repeated:

        def put_list(message: Any, out: dict[str, Any]) -> None:
            values = getattr(message, name)
            out[key] = list(values) if encode is None else [encode(each) for each in values]

        return put_list
    if field.has_presence:

        def put_present(message: Any, out: dict[str, Any]) -> None:
            if message.HasField(name):
                value = getattr(message, name)
                out[key] = value if encode is None else encode(value)

        return put_present
    if encode is None:

        def put_plain(message: Any, out: dict[str, Any]) -> None:
            out[key] = getattr(message, name)

        return put_plain

    def put_encoded(message: Any, out: dict[str, Any]) -> None:
        out[key] = encode(getattr(message, name))

    return put_encoded


def _put_map(name: str, key: str, entry: Descriptor) -> _Put:
    encode = scalar(entry.fields_by_name["value"], encoder_of)
    boolean = entry.fields_by_name["key"].type == FieldDescriptor.TYPE_BOOL

    def put_map(message: Any, out: dict[str, Any]) -> None:
        written: dict[str, Any] = {}
        held = getattr(message, name)
        for each in held:
            text = key_text(each) if boolean else str(each)
            value = held[each]
            written[text] = value if encode is None else encode(value)
        out[key] = written

    return put_map
