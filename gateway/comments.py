"""The comments of the contracts, which generated code leaves out, from the descriptor set built beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

from google.protobuf import descriptor_pb2

FILE = "descriptors.binpb"


def contract_comments() -> Mapping[str, str]:
    """Comments by full name of message, field, enum, value, service and method; empty without the file."""
    source = resources.files("wangge") / FILE
    if not source.is_file():
        return {}
    whole = descriptor_pb2.FileDescriptorSet.FromString(source.read_bytes())
    return {name: text for file in whole.file for name, text in _of_file(file)}


def _of_file(file: Any) -> Iterator[tuple[str, str]]:
    for location in file.source_code_info.location:
        text = (location.leading_comments or location.trailing_comments).strip()
        if text and location.path:
            name = _named(file, list(location.path))
            if name:
                yield f"{file.package}.{name}", "\n".join(line.strip() for line in text.splitlines())


def _named(file: Any, path: list[int]) -> str:
    """Follow the numbers of a location (field, index, field, index, ...) to what it is about."""
    names: list[str] = []
    at = file
    while len(path) >= 2:
        number, index, *path = path
        field = at.DESCRIPTOR.fields_by_number.get(number)
        if field is None or not field.is_repeated or field.message_type is None:
            return ""
        at = getattr(at, field.name)[index]
        if not hasattr(at, "name"):
            return ""
        names.append(at.name)
    return ".".join(names) if not path else ""
