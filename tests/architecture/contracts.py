"""What every contract must have, read from descriptors."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import sqlalchemy as sa
from google.api import annotations_pb2
from google.protobuf.descriptor import Descriptor, FileDescriptor, MethodDescriptor

from wangge.options.v1 import options_pb2

# What the platform does not keep of anybody (REQUIREMENTS, sensitive parts).
_FORBIDDEN = re.compile(
    r"religio|(^|_)(faith|creed|church)(_|$)|ethnic|(^|_)race(_|$)|nationality|key_person|keyperson|zhongdian"
    r"|stability|weiwen|political_view"
)


def files(contracts: Path) -> list[FileDescriptor]:
    """Every file of our own contracts."""
    found = []
    for path in sorted((contracts / "wangge").rglob("*_pb2.py")):
        name = ".".join(path.relative_to(contracts).with_suffix("").parts)
        found.append(importlib.import_module(name).DESCRIPTOR)
    return found


def methods(found: Iterable[FileDescriptor]) -> Iterator[MethodDescriptor]:
    """Every RPC."""
    for file in found:
        for service in file.services_by_name.values():
            yield from service.methods


def messages(found: Iterable[FileDescriptor]) -> Iterator[Descriptor]:
    """Every message, nested ones too."""
    for file in found:
        waiting = list(file.message_types_by_name.values())
        while waiting:
            message = waiting.pop()
            yield message
            waiting += message.nested_types


def without_options(found: Iterable[FileDescriptor]) -> list[str]:
    """RPCs that do not say who may call them, or not how REST reaches them."""
    wrong = []
    for method in methods(found):
        options = method.GetOptions()
        access = options.Extensions[options_pb2.access]
        if [bool(access.permission), access.public, access.authenticated].count(True) != 1:
            wrong.append(f"{method.full_name}: access option")
        if options.Extensions[annotations_pb2.http].WhichOneof("pattern") is None:
            wrong.append(f"{method.full_name}: http option")
    return wrong


def undeclared_permissions(found: Iterable[FileDescriptor], declared: Iterable[str]) -> list[str]:
    """Permissions that an RPC needs and no manifest declares."""
    known = set(declared)
    used = {(m.GetOptions().Extensions[options_pb2.access].permission, m.full_name) for m in methods(found)}
    return sorted(
        f"{name}: {permission}" for permission, name in used if permission and permission not in known
    )


def forbidden_fields(found: Iterable[FileDescriptor]) -> list[str]:
    """Fields named for what the platform must not keep."""
    return sorted(
        f"{message.full_name}.{field.name}"
        for message in messages(found)
        for field in message.fields
        if _FORBIDDEN.search(field.name)
    )


def forbidden_columns(metadata: sa.MetaData) -> list[str]:
    """Tables and columns named so."""
    return sorted(
        name
        for table in metadata.sorted_tables
        for name in (table.name, *(f"{table.name}.{column.name}" for column in table.columns))
        if _FORBIDDEN.search(name.rpartition(".")[2])
    )
