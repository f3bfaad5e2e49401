"""Rules about every RPC, permission and field of the contracts; each is proved able to fail."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from google.protobuf import descriptor_pb2, descriptor_pool
from google.protobuf.descriptor import FileDescriptor

from services.kernel.runtime.discovery import discover
from services.kernel.runtime.manifest import KERNEL_PERMISSIONS
from tests.architecture.contracts import (
    files,
    forbidden_columns,
    forbidden_fields,
    undeclared_permissions,
    without_options,
)

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = ROOT / "services" / "contracts"


@pytest.fixture(scope="module")
def ours() -> list[FileDescriptor]:
    """The contracts of kernel and installed services; those of services being absent do not count."""
    installed = set(discover(installed=False))
    present = {path.parent.name for path in (ROOT / "services").iterdir() if path.is_dir()}
    kept = []
    for file in files(CONTRACTS):
        owner = file.package.split(".")[1]
        if (
            owner in installed
            or owner not in present - installed
            or owner in ("options", "types", "operations")
        ):
            kept.append(file)
    return kept


def seeded(field: str) -> FileDescriptor:
    """A file with one RPC without options and one message with this field."""
    proto = descriptor_pb2.FileDescriptorProto(
        name=f"seeded_{field}.proto", package="seeded.v1", syntax="proto3"
    )
    message = proto.message_type.add(name="Person")
    message.field.add(name=field, number=1, type=9, label=1)
    service = proto.service.add(name="SeededService")
    service.method.add(name="Get", input_type=".seeded.v1.Person", output_type=".seeded.v1.Person")
    pool = descriptor_pool.DescriptorPool()
    pool.Add(proto)
    return pool.FindFileByName(proto.name)


def test_every_rpc_says_who_may_call_it_and_how_rest_reaches_it(ours: list[FileDescriptor]) -> None:
    assert without_options(ours) == []


def test_an_rpc_without_options_is_found() -> None:
    assert without_options([seeded("name")]) == [
        "seeded.v1.SeededService.Get: access option",
        "seeded.v1.SeededService.Get: http option",
    ]


def test_every_permission_that_an_rpc_needs_is_declared_in_a_manifest(ours: list[FileDescriptor]) -> None:
    declared = [each.name for manifest in discover().values() for each in manifest.permissions]
    owners = {"operations", *discover()}
    mine = [file for file in ours if file.package.split(".")[1] in owners]

    assert undeclared_permissions(mine, [*declared, *(each.name for each in KERNEL_PERMISSIONS)]) == []


def test_an_undeclared_permission_is_found(ours: list[FileDescriptor]) -> None:
    operations = [file for file in ours if file.package == "wangge.operations.v1"]

    assert len(undeclared_permissions(operations, ["operations.audit.verify"])) == 5


def test_no_field_is_named_for_what_the_platform_must_not_keep(ours: list[FileDescriptor]) -> None:
    assert forbidden_fields(ours) == []


@pytest.mark.parametrize(
    "field", ["religion", "religious_site", "ethnicity", "key_person_kind", "stability_level", "faith"]
)
def test_a_field_that_must_not_be_is_found(field: str) -> None:
    assert forbidden_fields([seeded(field)]) == [f"seeded.v1.Person.{field}"]


def test_no_table_or_column_is_named_for_what_the_platform_must_not_keep() -> None:
    found = {
        name: forbidden_columns(metadata)
        for name, manifest in discover().items()
        if (metadata := manifest.load("metadata")) is not None
    }

    assert not any(found.values()), found


def test_a_table_or_column_that_must_not_be_is_found() -> None:
    metadata = sa.MetaData()
    sa.Table("key_person", metadata, sa.Column("id", sa.String(36)), sa.Column("religion", sa.String(9)))

    assert forbidden_columns(metadata) == ["key_person", "key_person.religion"]
