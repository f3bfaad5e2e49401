"""JSON to request messages, naming every field that is wrong, and answers back to JSON (see ``encoder``)."""

from __future__ import annotations

import re
from typing import Any

import orjson
from google.protobuf import json_format
from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from gateway.encoder import encoder_of, to_json
from gateway.query import field_of
from services.kernel.errors import FieldProblem, Invalid

_MOST_PROBLEMS = 100
_DEEPEST = 50
_SNAKE = re.compile(r"_([a-z0-9])")


class MalformedJson(Invalid):
    """The body is not JSON in UTF-8."""

    code = "gateway.malformed_json"


class NotAnObject(Invalid):
    """The body is JSON and not what the method takes."""

    code = "gateway.not_an_object"


def read_json(request: Message, body: bytes, field: str = "*") -> None:
    """Fill ``request``, or its ``field``, from JSON; an empty body fills nothing.

    Raises:
        MalformedJson: not JSON.
        NotAnObject: JSON of another kind.
        Invalid: names each unknown or malformed field.
    """
    if not body:
        return
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise MalformedJson() from None
    if field != "*":
        value = {field: value}
    elif not isinstance(value, dict):
        raise NotAnObject()
    if b"\\u0000" in body:
        _refuse_nul(value)
    try:
        json_format.ParseDict(value, request)
    except (json_format.ParseError, RecursionError, TypeError, ValueError):
        problems: list[FieldProblem] = []
        kind: Any = request.DESCRIPTOR
        _explain(kind, value, "", problems)
        if not problems:
            raise NotAnObject() from None
        raise Invalid(*problems[:_MOST_PROBLEMS]) from None


def write_json(response: Message, field: str = "") -> bytes:
    """The answer, or one field of it, as JSON in UTF-8."""
    if field:
        described = response.DESCRIPTOR.fields_by_name[field]
        return orjson.dumps(to_json(response).get(described.json_name))
    return orjson.dumps(encoder_of(response.DESCRIPTOR)(response))


def json_path(path: str) -> str:
    """``taken_where.longitude`` as a JSON client wrote it: ``takenWhere.longitude``. Map keys stay."""
    plain, bracket, rest = path.partition("[")
    camel = _SNAKE.sub(lambda found: found[1].upper(), plain)
    if not bracket:
        return camel
    inside, closing, after = rest.partition("]")
    return f"{camel}[{inside}{closing}{json_path(after)}"


def _explain(kind: Descriptor, value: Any, path: str, problems: list[FieldProblem], depth: int = 0) -> None:
    """Find what json_format refused by offering it one field at a time; runs for refused requests alone."""
    if not isinstance(value, dict) or depth > _DEEPEST:
        problems.append(FieldProblem(path, "gateway.malformed_value"))
        return
    for name, inner in value.items():
        if len(problems) >= _MOST_PROBLEMS:
            return
        here = f"{path}.{name[:80]}" if path else name[:80]
        field = field_of(kind, name)
        if field is None:
            problems.append(FieldProblem(here, "gateway.unknown_field", {"name": name[:80]}))
        elif not _parses(kind, name, inner):
            _explain_field(field, inner, here, problems, depth)


def _explain_field(
    field: FieldDescriptor, value: Any, here: str, problems: list[FieldProblem], depth: int
) -> None:
    before = len(problems)
    owner: Any = field.containing_type
    message = field.message_type
    plain = message is not None and not message.full_name.startswith("google.protobuf.")
    if message is not None and plain and not message.GetOptions().map_entry:
        if not field.is_repeated:
            _explain(message, value, here, problems, depth + 1)
        elif isinstance(value, list):
            for index, each in enumerate(value):
                if not _parses(owner, field.json_name, [each]):
                    _explain(message, each, f"{here}[{index}]", problems, depth + 1)
    elif field.is_repeated and isinstance(value, list):
        for index, each in enumerate(value):
            if not _parses(owner, field.json_name, [each]):
                problems.append(FieldProblem(f"{here}[{index}]", "gateway.malformed_value"))
    if len(problems) == before:
        problems.append(FieldProblem(here, "gateway.malformed_value"))


def _parses(kind: Descriptor, name: str, value: Any) -> bool:
    try:
        json_format.ParseDict({name: value}, GetMessageClass(kind)())
    except (json_format.ParseError, RecursionError, TypeError, ValueError):
        return False
    return True


def _refuse_nul(value: Any, path: str = "") -> None:
    """PostgreSQL cannot store NUL in a text, so that it never gets that far."""
    if isinstance(value, str):
        if "\0" in value:
            raise Invalid.one(path, "gateway.nul")
    elif isinstance(value, dict):
        for name, inner in value.items():
            shown = name.replace("\0", "")[:80]
            _refuse_nul(name, path)
            _refuse_nul(inner, f"{path}.{shown}" if path else shown)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _refuse_nul(inner, f"{path}[{index}]")
