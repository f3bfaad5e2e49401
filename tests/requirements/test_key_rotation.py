"""After a change of keys every sealed value of every service opens under the new key alone (ALL-05)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from services.cases.adapters.tables import metadata as case_tables
from services.cases.adapters.tables.cases import cases, followers
from services.cases.adapters.tables.imports import rows as import_rows
from services.cases.application.desk import Ref
from services.directory.adapters.imports_resealing import sealed_files
from services.directory.adapters.tables import metadata as directory_tables
from services.directory.adapters.tables.records import import_row
from services.directory.application.imports_stage import rejects_place
from services.kernel.runtime.discovery import discover
from services.kernel.security.fields import FieldCipher
from services.kernel.security.resealing import (
    BATCH,
    files_left_over,
    left_over,
    reseal,
    reseal_files,
    sealed_columns,
)
from services.kernel.testing.contexts import SetClock, key_ring, staff
from tests.services.cases.county import COUNTY, Town
from tests.services.cases.oversight import test_imports as case_imports
from tests.services.directory.accounts import test_imports as directory_imports
from tests.services.directory.accounts import world as accounts

OLD = key_ring()
BOTH = OLD.rotated("new", OLD.keys[OLD.active].algorithm)
NEW = FieldCipher(BOTH.without(OLD.active))
METADATA = {
    name: metadata
    for name, manifest in discover().items()
    if (metadata := manifest.load("metadata")) is not None
}
"""Of every service there is."""


def rotate(context: Any, metadata: sa.MetaData) -> None:
    cipher = FieldCipher(BOTH)
    for column in sealed_columns(metadata):
        reseal(context.database, column, cipher, lambda done: None)
        assert left_over(context.database, column, cipher) == 0


def values(context: Any, query: Any) -> list[Any]:
    with context.database.read() as connection:
        return list(connection.execute(query).all())


@pytest.mark.parametrize("metadata", list(METADATA.values()), ids=list(METADATA))
def test_every_binary_column_is_declared_as_sealed(metadata: sa.MetaData) -> None:
    sealed = {f"{each.table.name}.{each.column.name}" for each in sealed_columns(metadata)}
    binary = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, sa.LargeBinary)
    }

    assert binary == sealed


def test_reporters_followers_and_staged_rows_open_under_the_new_key_alone(tmp_path: Path) -> None:
    town = Town(f"sqlite:///{tmp_path}/cases.sqlite", SetClock())
    case_id = town.report(reporter_name="张三", reporter_phone="13812345678").case.id
    town.loop.follow(town.person("r9"), Ref(case_id), name="李四", phone="13900000000", words="同见")
    clerk = staff("clerk", ["cases.import.run", "cases.import.accept", "cases.case.view"], COUNTY)
    table = tmp_path / "a.csv"
    lines = [case_imports.HEADER, *(case_imports.good(number) for number in range(BATCH + 2))]
    table.write_text("\n".join(",".join(line) for line in lines), "utf-8")
    town.application.oversight.stage_import(clerk, table, table.name, case_imports.SIMPLE, "")

    rotate(town.context, case_tables)

    [case] = values(town.context, sa.select(cases))
    [follower] = values(town.context, sa.select(followers))
    staged = values(town.context, sa.select(import_rows))
    assert NEW.open(case.reporter_phone, place=f"case.reporter_phone/{case.id}") == "13812345678"
    assert NEW.open(case.reporter_name, place=f"case.reporter_name/{case.id}") == "张三"
    assert NEW.open(follower.phone, place=f"follower.phone/{follower.id}") == "13900000000"
    assert len(staged) == BATCH + 2
    for row in staged:
        assert NEW.open(row.personal, place=f"case_import.personal/{row.import_id}/{row.number}")
    town.close()


def test_accounts_and_staged_rows_of_the_directory_open_under_the_new_key_alone(tmp_path: Path) -> None:
    office = accounts.world_at(f"sqlite:///{tmp_path}/accounts.db")
    id = office.account("zhao", phone="13812345678")
    people = directory_imports.people(3)
    people[2][0] = "有汉字"
    batch = office.parts.stage_import(
        directory_imports.CLERK, "accounts", "a.csv", directory_imports.table(people), {}
    ).batch
    assert batch is not None

    rotate(office.context, directory_tables)
    (refused,) = sealed_files(replace(office.context, cipher=FieldCipher(BOTH)))
    assert reseal_files(refused, lambda done: None) == 1
    assert files_left_over(refused) == 0

    with office.context.database.read() as connection:
        account = office.parts.registry.accounts.find(connection, id)
    assert account is not None
    assert account.phone is not None
    assert NEW.open(account.phone, place=f"directory.account.private_phone/{id}") == "13812345678"
    for row in values(office.context, sa.select(import_row)):
        place = f"directory.import_row/{row.import_id}/{row.number}"
        assert NEW.open(row.content, place=place)
    assert NEW.open(office.context.files.get(batch.rejects), place=rejects_place(batch.id))
    office.context.database.dispose()
