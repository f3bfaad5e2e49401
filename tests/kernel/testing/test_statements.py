"""What tests compile once: each engine still executes on its own database."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.persistence.tables import kernel_metadata
from services.kernel.testing.statements import compile_once

KEPT = sa.table("kept", sa.column("n"))
VALUE, ANOTHER = sa.select(KEPT.c.n), sa.insert(KEPT)


def database(path: Path, value: int) -> Database:
    made = Database(f"sqlite:///{path}", "kept")
    with made.writer.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE kept (n INTEGER)")
        connection.exec_driver_sql("INSERT INTO kept VALUES (?)", (value,))
    compile_once(made)
    return made


def read(of: Database) -> list[int]:
    with of.read() as connection:
        return list(connection.scalars(VALUE))


def test_what_one_database_compiled_another_executes_on_its_own_rows(tmp_path: Path) -> None:
    first, second = database(tmp_path / "first", 1), database(tmp_path / "second", 2)

    assert (read(first), read(second)) == ([1], [2])
    assert second.reader._compiled_cache is first.reader._compiled_cache
    first.dispose()
    second.dispose()


def test_readers_and_writers_keep_to_their_own_manner(tmp_path: Path) -> None:
    made = database(tmp_path / "one", 1)

    with made.transaction() as connection:
        connection.execute(ANOTHER, {"n": 2})
    assert read(made) == [1]  # nobody committed
    with made.read() as connection:
        connection.execute(ANOTHER, {"n": 3})
    assert read(made) == [1, 3]  # each statement by itself
    assert made.writer.dialect != made.reader.dialect
    made.dispose()


def test_what_listens_to_one_database_hears_nothing_of_another(tmp_path: Path) -> None:
    first, second = database(tmp_path / "first", 1), database(tmp_path / "second", 2)
    heard: list[str] = []
    for name, each in (("first", first), ("second", second)):
        sa.event.listen(each.reader, "handle_error", lambda _context, name=name: heard.append(name))

    with second.read() as connection, pytest.raises(sa.exc.OperationalError):
        connection.exec_driver_sql("SELECT away FROM kept")

    assert heard == ["second"]
    first.dispose()
    second.dispose()


def test_services_do_not_share(tmp_path: Path) -> None:
    one, other = (Database(f"sqlite:///{tmp_path / name}", name) for name in ("one", "other"))
    for each in (one, other):
        kernel_metadata.create_all(each.writer)
        compile_once(each)

    assert one.writer.dialect != other.writer.dialect
    assert one.writer._compiled_cache is not other.writer._compiled_cache
    one.dispose()
    other.dispose()
