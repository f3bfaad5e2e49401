"""Checks requests by the (wangge.options.v1.field) options, compiled once per message type into closures."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable
from typing import Any

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

from services.kernel.errors import FieldProblem, Invalid
from wangge.options.v1 import options_pb2

Check = Callable[[Any, str, list[FieldProblem]], None]
"""Looks at a value, given its path, and adds what is wrong with it."""

_MOST_PROBLEMS = 100
_INTEGERS = frozenset(
    {
        FieldDescriptor.CPPTYPE_INT32,
        FieldDescriptor.CPPTYPE_INT64,
        FieldDescriptor.CPPTYPE_UINT32,
        FieldDescriptor.CPPTYPE_UINT64,
    }
)
_FLOATS = frozenset({FieldDescriptor.CPPTYPE_DOUBLE, FieldDescriptor.CPPTYPE_FLOAT})
_FIRST_SECOND, _LAST_SECOND = -62_135_596_800, 253_402_300_799  # years 1 to 9999


class _Enough(Exception):
    """More problems than anybody reads."""


def validate(request: Message) -> None:
    """Raise Invalid naming every field that its options refuse, the first hundred at most."""
    checks = _checks_of(request.DESCRIPTOR)
    if not checks:
        return
    problems: list[FieldProblem] = []
    try:
        for check in checks:
            check(request, "", problems)
    except _Enough:
        del problems[_MOST_PROBLEMS:]
    if problems:
        raise Invalid(*problems)


@functools.cache
def _checks_of(kind: Descriptor) -> tuple[Check, ...]:
    if kind.full_name == "google.protobuf.Timestamp":
        return (_check_moment,)
    if kind.full_name == "google.protobuf.Duration":
        return (_check_duration,)
    return tuple(check for each in kind.fields if (check := _field_check(each)) is not None)


def _field_check(spec: FieldDescriptor) -> Check | None:
    options: options_pb2.Field = spec.GetOptions().Extensions[options_pb2.field]  # type: ignore[index]
    name = spec.name
    if spec.is_repeated:
        return _repeated_check(spec, options)
    value = _value_check(spec, options)
    required = _required_check(spec, options) if options.required else None
    if value is None and required is None:
        return None
    presence = spec.has_presence

    def check(message: Any, path: str, problems: list[FieldProblem]) -> None:
        if required is not None and required(message):
            _add(problems, path + name, "kernel.required")
        elif value is not None and (not presence or message.HasField(name)):
            value(getattr(message, name), path + name, problems)

    return check


def _required_check(spec: FieldDescriptor, options: options_pb2.Field) -> Callable[[Any], bool]:
    name = spec.name
    if spec.cpp_type == FieldDescriptor.CPPTYPE_STRING and spec.type == FieldDescriptor.TYPE_STRING:
        return lambda message: not getattr(message, name).strip()
    if spec.type == FieldDescriptor.TYPE_BYTES:
        return lambda message: not getattr(message, name)
    if spec.has_presence:
        return lambda message: not message.HasField(name)
    if spec.type == FieldDescriptor.TYPE_BOOL or (options.HasField("min") and options.min <= 0):
        return lambda _message: False  # nought is a value here
    return lambda message: not getattr(message, name)


def _repeated_check(spec: FieldDescriptor, options: options_pb2.Field) -> Check | None:
    name, required, most = spec.name, options.required, options.max_items
    nested = spec.message_type
    of_map = nested is not None and nested.GetOptions().map_entry
    if nested is not None and of_map:
        keys = _value_check(nested.fields_by_name["key"], options)
        values = _value_check(nested.fields_by_name["value"], options)
    else:
        keys, values = None, _value_check(spec, options)
    if not required and not most and keys is None and values is None:
        return None

    def check(message: Any, path: str, problems: list[FieldProblem]) -> None:
        items = getattr(message, name)
        if not items:
            if required:
                _add(problems, path + name, "kernel.required")
            return
        if most and len(items) > most:
            _add(problems, path + name, "kernel.too_many_items", most=str(most))
            return
        if of_map:
            for key in items:
                if keys is not None:
                    keys(key, f"{path}{name}[{key!r:.40}]", problems)
                if values is not None:
                    values(items[key], f"{path}{name}[{key!r:.40}]", problems)
        elif values is not None:
            for position, item in enumerate(items):
                values(item, f"{path}{name}[{position}]", problems)

    return check


def _value_check(spec: FieldDescriptor, options: options_pb2.Field) -> Check | None:
    if spec.message_type is not None:
        return _message_check(spec.message_type)
    if spec.type == FieldDescriptor.TYPE_STRING:
        return _text_check(options)
    if spec.type == FieldDescriptor.TYPE_BYTES:
        return _bytes_check(options.max_length) if options.max_length else None
    if spec.enum_type is not None:
        return _enum_check(frozenset(spec.enum_type.values_by_number))
    if spec.cpp_type in _INTEGERS or spec.cpp_type in _FLOATS:
        return _number_check(spec, options)
    return None


def _message_check(kind: Descriptor) -> Check:
    compiled: list[tuple[Check, ...]] = []  # filled at first use: messages may contain themselves

    def check(message: Any, path: str, problems: list[FieldProblem]) -> None:
        if not compiled:
            compiled.append(_checks_of(kind))
        inner = path + "."
        for each in compiled[0]:
            each(message, inner, problems)

    return check


def _text_check(options: options_pb2.Field) -> Check:
    longest = options.max_length
    pattern = re.compile(options.pattern) if options.pattern else None

    def check(text: Any, path: str, problems: list[FieldProblem]) -> None:
        if not text:
            return
        if "\0" in text:
            _add(problems, path, "kernel.nul_refused")
        elif longest and len(text) > longest:
            _add(problems, path, "kernel.too_long", most=str(longest))
        elif pattern is not None and pattern.fullmatch(text) is None:
            _add(problems, path, "kernel.pattern_mismatch")

    return check


def _bytes_check(longest: int) -> Check:
    def check(data: Any, path: str, problems: list[FieldProblem]) -> None:
        if len(data) > longest:
            _add(problems, path, "kernel.too_many_bytes", most=str(longest))

    return check


def _enum_check(known: frozenset[int]) -> Check:
    def check(number: Any, path: str, problems: list[FieldProblem]) -> None:
        if number not in known:
            _add(problems, path, "kernel.unknown_choice", number=str(number))

    return check


def _number_check(spec: FieldDescriptor, options: options_pb2.Field) -> Check | None:
    least = options.min if options.HasField("min") else -math.inf
    most = options.max if options.HasField("max") else math.inf
    if spec.cpp_type in _INTEGERS and least == -math.inf and most == math.inf:
        return None

    def check(number: Any, path: str, problems: list[FieldProblem]) -> None:
        if not math.isfinite(number):
            _add(problems, path, "kernel.not_finite")
        elif number < least:
            _add(problems, path, "kernel.too_small", least=f"{least:g}")
        elif number > most:
            _add(problems, path, "kernel.too_large", most=f"{most:g}")

    return check


def _check_moment(moment: Any, path: str, problems: list[FieldProblem]) -> None:
    if not (_FIRST_SECOND <= moment.seconds <= _LAST_SECOND and 0 <= moment.nanos < 10**9):
        _add(problems, path.removesuffix("."), "kernel.moment_out_of_range")


def _check_duration(span: Any, path: str, problems: list[FieldProblem]) -> None:
    if abs(span.seconds) > 315_576_000_000 or abs(span.nanos) >= 10**9 or span.seconds * span.nanos < 0:
        _add(problems, path.removesuffix("."), "kernel.moment_out_of_range")


def _add(problems: list[FieldProblem], path: str, code: str, **details: str) -> None:
    problems.append(FieldProblem(path, code, details))
    if len(problems) >= _MOST_PROBLEMS:
        raise _Enough
