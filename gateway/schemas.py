"""JSON Schemas of the contracts' messages, with the constraints of (wangge.options.v1.field)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from google.protobuf.descriptor import Descriptor, EnumDescriptor, FieldDescriptor

from wangge.options.v1 import options_pb2

Schema = dict[str, Any]

_INTEGERS: Mapping[int, tuple[int, int]] = {
    FieldDescriptor.CPPTYPE_INT32: (-(1 << 31), (1 << 31) - 1),
    FieldDescriptor.CPPTYPE_UINT32: (0, (1 << 32) - 1),
}
_WELL_KNOWN: Mapping[str, Schema] = {
    "google.protobuf.Timestamp": {"type": "string", "format": "date-time"},
    "google.protobuf.Duration": {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?s$"},
    "google.protobuf.FieldMask": {"type": "string"},
    "google.protobuf.Struct": {"type": "object"},
    "google.protobuf.Empty": {"type": "object"},
}


class Schemas:
    """Collects the schemas of messages that are referred to.

    A message has two: one for requests, with the constraints and no fields but its own, and one for answers,
    where values may be masked and fields without presence always stand.

    Args:
        comments: descriptions by full name.
        given: messages that answers are; one that requests contain as well is named ``...Input`` there.
    """

    def __init__(self, comments: Mapping[str, str], given: Iterable[Descriptor]) -> None:
        self._comments = comments
        self._given = _with_inner(given)
        self.components: dict[str, Schema] = {}

    def reference(self, message: Descriptor, *, taken: bool) -> Schema:
        """A reference to a message's schema, which is made if it is not there yet."""
        if message.full_name in _WELL_KNOWN or message.full_name.startswith("google.protobuf."):
            return dict(_WELL_KNOWN.get(message.full_name, {}))
        name = message.full_name.removeprefix("wangge.")
        if taken and message.full_name in self._given:
            name += "Input"
        if name not in self.components:
            self.components[name] = {}  # a message may contain itself
            self.components[name] = self.inline(message, taken=taken)
        return {"$ref": f"#/components/schemas/{name}"}

    def inline(self, message: Descriptor, without: frozenset[str] = frozenset(), *, taken: bool) -> Schema:
        """A message's schema in place, leaving out the fields that a path has."""
        fields = [field for field in message.fields if field.name not in without]
        schema: Schema = {
            "type": "object",
            "properties": {field.json_name: self.field(field, taken=taken) for field in fields},
        }
        required = [
            field.json_name
            for field in fields
            if (options_of(field).required if taken else not field.has_presence)
        ]
        if required:
            schema["required"] = required
        if taken:
            schema["additionalProperties"] = False
        return self._described(schema, message.full_name)

    def field(self, field: FieldDescriptor, *, taken: bool) -> Schema:
        """The schema of a field's value."""
        options = options_of(field) if taken else options_pb2.Field()
        if field.message_type is not None and field.message_type.GetOptions().map_entry:
            value = field.message_type.fields_by_name["value"]
            schema: Schema = {"type": "object", "additionalProperties": self.single(value, options, taken)}
        elif field.is_repeated:
            schema = {"type": "array", "items": self.single(field, options, taken)}
            if options.max_items:
                schema["maxItems"] = options.max_items
            if options.required:
                schema["minItems"] = 1
        else:
            schema = self.single(field, options, taken)
        if options_of(field).personal:
            schema["x-personal"] = True
        return self._described(schema, field.full_name)

    def single(self, field: FieldDescriptor, options: Any, taken: bool) -> Schema:
        """The schema of one value of a field."""
        if field.message_type is not None:
            return self.reference(field.message_type, taken=taken)
        if field.enum_type is not None:
            return self._enum(field.enum_type, options.required and not field.is_repeated)
        if field.type == FieldDescriptor.TYPE_STRING:
            return _text(options, options.required and not field.is_repeated)
        if field.type == FieldDescriptor.TYPE_BYTES:
            schema: Schema = {"type": "string", "contentEncoding": "base64"}
            return schema | ({"maxLength": -(-options.max_length // 3) * 4} if options.max_length else {})
        if field.type == FieldDescriptor.TYPE_BOOL:
            return {"type": "boolean"}
        if field.cpp_type in (FieldDescriptor.CPPTYPE_INT64, FieldDescriptor.CPPTYPE_UINT64):
            return {"type": "string", "format": "int64", "pattern": "^-?[0-9]{1,18}$"}
        schema = {"type": "number"}
        if field.cpp_type in _INTEGERS:
            least, most = _INTEGERS[field.cpp_type]
            schema = {"type": "integer", "minimum": least, "maximum": most}
        if options.HasField("min"):
            schema["minimum"] = _plain(options.min)
        if options.HasField("max"):
            schema["maximum"] = _plain(options.max)
        return schema

    def _enum(self, enum: EnumDescriptor, required: bool) -> Schema:
        values = [each for each in enum.values if not (required and each.number == 0)]
        said = [
            f"- {each.name}: {self._comments[f'{enum.full_name}.{each.name}']}"
            for each in values
            if f"{enum.full_name}.{each.name}" in self._comments
        ]
        schema: Schema = {"type": "string", "enum": [each.name for each in values]}
        return schema | ({"description": "\n".join(said)} if said else {})

    def _described(self, schema: Schema, full_name: str) -> Schema:
        comment = self._comments.get(full_name)
        return {**schema, "description": comment} if comment else schema


def options_of(field: FieldDescriptor) -> Any:
    """The (wangge.options.v1.field) option; empty where there is none."""
    options: Any = field.GetOptions()
    return options.Extensions[options_pb2.field]


def _text(options: Any, required: bool) -> Schema:
    schema: Schema = {"type": "string"}
    if required:
        schema["minLength"] = 1
    if options.max_length:
        schema["maxLength"] = options.max_length
    if options.pattern:
        # A pattern holds for what is not empty.
        schema["pattern"] = f"^({options.pattern})$" if required else f"^({options.pattern})?$"
    return schema


def _plain(number: float) -> int | float:
    return int(number) if float(number).is_integer() else number


def _with_inner(messages: Iterable[Descriptor]) -> frozenset[str]:
    seen: set[str] = set()
    waiting = list(messages)
    while waiting:
        message = waiting.pop()
        if message.full_name not in seen:
            seen.add(message.full_name)
            waiting.extend(field.message_type for field in message.fields if field.message_type is not None)
    return frozenset(seen)
