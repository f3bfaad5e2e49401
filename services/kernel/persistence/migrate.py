"""Brings a service's database to the schema of this version: the kernel's tables, then the service's own."""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import ops
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy.engine import Connection

from services.kernel.persistence.database import Database
from services.kernel.persistence.tables import kernel_metadata

_HERE = Path(__file__).resolve().parent
_TEMPLATE = _HERE / "migrations"
KERNEL_PACKAGE = "services.kernel.persistence.migrations"


class SchemaNewer(RuntimeError):
    """The database was migrated by a newer version of the programs; start that one, or restore a backup."""


class HasSchema(Protocol):
    """What of a service's manifest migrations need."""

    @property
    def name(self) -> str: ...

    def load(self, part: str) -> Any: ...

    @property
    def parts(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Lineage:
    """One line of revisions: whose tables, in which package of revisions, noted in which table."""

    name: str
    metadata: sa.MetaData
    package: str

    @property
    def version_table(self) -> str:
        """Where the current revision is noted."""
        return f"{self.name}_version"

    @property
    def folder(self) -> Path:
        """The package's folder, found without importing the package itself."""
        spec = importlib.util.find_spec(self.package)
        if spec is None or not spec.submodule_search_locations:
            raise FileNotFoundError(f"there is no package {self.package}")
        return Path(next(iter(spec.submodule_search_locations)))


def lineages(manifest: HasSchema) -> tuple[Lineage, ...]:
    """The kernel's line and, if the service has tables, its own."""
    kernel = Lineage("kernel", kernel_metadata, KERNEL_PACKAGE)
    if "migrations" not in manifest.parts:
        return (kernel,)
    return kernel, Lineage(manifest.name, manifest.load("metadata"), manifest.parts["migrations"])


def upgrade(database: Database, manifest: HasSchema) -> list[str]:
    """Apply what is pending; returns the revisions applied (``cases:0002``), oldest first.

    Safe to run by several processes at once: they take turns. Each line of revisions commits as a whole.

    Raises:
        SchemaNewer: the database holds a revision that these programs do not know.
    """
    applied: list[str] = []
    with _exclusive(database) as connection, _quiet():
        for lineage in lineages(manifest):
            script = _script(lineage)
            waiting = _waiting(connection, lineage, script)
            if waiting:
                command.upgrade(_config(lineage, connection), "head")
                _restore_indexes(connection, lineage.metadata)
                connection.commit()
                applied += [f"{lineage.name}:{revision}" for revision in waiting]
    return applied


def pending(database: Database, manifest: HasSchema) -> list[str]:
    """Revisions that `upgrade` would apply, oldest first; raises SchemaNewer as it does."""
    _make_folder(database)
    with database.writer.connect() as connection:
        return [
            f"{lineage.name}:{revision}"
            for lineage in lineages(manifest)
            for revision in _waiting(connection, lineage, _script(lineage))
        ]


def current(database: Database, manifest: HasSchema) -> str:
    """The revisions the database is at (``kernel:0001 cases:0001``)."""
    with database.writer.connect() as connection:
        found = [
            (each.name, _context(connection, each).get_current_revision()) for each in lineages(manifest)
        ]
    return " ".join(f"{name}:{revision or 'none'}" for name, revision in found)


def drift(database: Database, manifest: HasSchema) -> list[str]:
    """Differences between the migrated database and the tables in code; empty when they agree."""
    found: list[str] = []
    with database.writer.connect() as connection, _quiet():
        for lineage in lineages(manifest):
            options = {
                "include_object": ignore_foreign_tables(lineage.metadata),
                "compare_type": True,
                "version_table": lineage.version_table,
            }
            context = MigrationContext.configure(connection, opts=options)
            found += [f"{lineage.name}: {each!r}" for each in compare_metadata(context, lineage.metadata)]
            found += [f"{lineage.name}: {each}" for each in _index_drift(connection, lineage.metadata)]
    return found


def revision(database: Database, lineage: Lineage, message: str) -> Path:
    """Write a revision file with what is missing in an upgraded database; returns its path."""
    script = _script(lineage)
    number = f"{sum(1 for _ in script.walk_revisions()) + 1:04d}"
    with _exclusive(database) as connection, _quiet():
        made = command.revision(_config(lineage, connection), message, autogenerate=True, rev_id=number)
    if made is None or isinstance(made, list):
        raise CommandError("one revision was expected")
    return Path(made.path)


def heads(lineage: Lineage) -> list[str]:
    """Revisions that nothing follows; more than one means that two branches were merged carelessly."""
    return list(_script(lineage).get_heads())


def ignore_foreign_tables(metadata: sa.MetaData) -> Callable[..., bool]:
    """Leave alone what shares the schema and belongs to another line, or to PostgreSQL extensions."""

    bound = {each.name for table in metadata.tables.values() for each in table.indexes if not _applies(each)}

    def include(item: Any, name: str | None, kind: str, reflected: bool, compared_to: Any) -> bool:
        if kind == "table":
            return name in metadata.tables
        table = getattr(item, "table", None)
        if table is not None and table.name not in metadata.tables:
            return False
        # SQLite does not reflect indexes on expressions; `_index_drift` and `add_expression_indexes` do.
        return not (kind == "index" and (name in bound or _has_expression(item)))

    return include


def add_expression_indexes(context: Any, _revision: Any, directives: list[Any]) -> None:
    """Put the indexes on expressions, which Alembic passes over, into a revision being written."""
    metadata, connection = context.opts["target_metadata"], context.connection
    script = directives[0]
    present = set(sa.inspect(connection).get_table_names())
    for table in metadata.sorted_tables:
        there = _index_texts(connection, table.name) if table.name in present else {}
        for index in sorted(table.indexes, key=lambda each: str(each.name)):
            if _has_expression(index) and index.name not in there and _applies(index):
                script.upgrade_ops.ops.append(ops.CreateIndexOp.from_index(index))
                if table.name in present:
                    script.downgrade_ops.ops.insert(0, ops.DropIndexOp.from_index(index))


def render_truth(kind: str, item: Any, _context: Any) -> str | bool:
    """Write a default of true or false as such: what it is on SQLite (0) PostgreSQL does not take."""
    argument = getattr(item, "arg", None) if kind == "server_default" else None
    if isinstance(argument, sa.False_ | sa.True_):
        return "sa.true()" if isinstance(argument, sa.True_) else "sa.false()"
    return False


@contextmanager
def _quiet() -> Iterator[None]:
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with warnings.catch_warnings():
        for text in ("Skipped unsupported reflection", "autogenerate skipping metadata-specified"):
            warnings.filterwarnings("ignore", message=text)
        yield


def _has_expression(index: sa.Index) -> bool:
    return any(not isinstance(each, sa.Column) for each in index.expressions)


def _index_drift(connection: Connection, metadata: sa.MetaData) -> Iterator[str]:
    """Every index in code exists under its name, partial ones as partial, and no other does."""
    inspector = sa.inspect(connection)
    present = set(inspector.get_table_names())
    for table in metadata.sorted_tables:
        if table.name not in present:
            continue
        there = _index_texts(connection, table.name)
        wanted = {str(index.name): index for index in table.indexes}
        for name in sorted(wanted.keys() - there.keys()):
            if _applies(wanted[name]):
                yield f"index {name} is missing"
        for name in sorted(there.keys() - wanted.keys()):
            yield f"index {name} is not in the tables"
        for name in sorted(wanted.keys() & there.keys()):
            dialect = connection.dialect.name
            partial = wanted[name].dialect_options[dialect]["where"] is not None
            if partial != (" WHERE " in there[name].upper()):
                yield f"index {name} should {'' if partial else 'not '}be partial"


def _restore_indexes(connection: Connection, metadata: sa.MetaData) -> None:
    """Make the expression indexes again that SQLite's way of altering a table (copy and rename) forgets."""
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise CommandError(f"the migration leaves rows of {broken[0]} pointing to nothing in {broken[2]}")
    present = set(sa.inspect(connection).get_table_names())
    for table in metadata.sorted_tables:
        there = _index_texts(connection, table.name) if table.name in present else None
        for index in table.indexes:
            if there is not None and index.name not in there and _has_expression(index) and _applies(index):
                index.create(connection)


def _applies(index: sa.Index) -> bool:
    # An index bound to one database with ddl_if is made by hand in its migration.
    return getattr(index, "_ddl_if", None) is None


def _index_texts(connection: Connection, table: str) -> dict[str, str]:
    if connection.dialect.name == "sqlite":
        query = (
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :t AND sql IS NOT NULL"
        )
    else:
        query = (
            "SELECT indexname, indexdef FROM pg_indexes"
            " WHERE schemaname = current_schema() AND tablename = :t"
            " AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE connamespace ="
            " (SELECT oid FROM pg_namespace WHERE nspname = current_schema()))"
        )
    return {row[0]: " ".join(row[1].split()) for row in connection.execute(sa.text(query), {"t": table})}


@contextmanager
def _exclusive(database: Database) -> Iterator[Connection]:
    """A connection whose owner alone migrates this service's database."""
    if database.is_sqlite:
        _make_folder(database)
        with database.writer.connect() as connection:
            raw = connection.connection.driver_connection
            # Altering a table copies it and drops the old one, which must not take the rows that refer to it.
            raw.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
            try:
                # BEGIN IMMEDIATE keeps every other writer out, in other processes, too.
                yield connection
                if connection.in_transaction():
                    connection.commit()
            finally:
                if connection.in_transaction():
                    connection.rollback()
                raw.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]
        return
    digest = hashlib.sha256(f"wangge:{database.service}:migrate".encode()).digest()
    key = int.from_bytes(digest[:8], "big", signed=True)
    with database.writer.connect() as connection:
        connection.execute(sa.select(sa.func.pg_advisory_lock(key)))
        try:
            connection.execute(sa.text(f'CREATE SCHEMA IF NOT EXISTS "{database.service}"'))
            connection.commit()
            yield connection
            if connection.in_transaction():
                connection.commit()
        finally:
            if connection.in_transaction():
                connection.rollback()
            connection.execute(sa.select(sa.func.pg_advisory_unlock(key)))
            connection.commit()


def _make_folder(database: Database) -> None:
    path = database.url.database
    if database.is_sqlite and path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)


def _waiting(connection: Connection, lineage: Lineage, script: ScriptDirectory) -> list[str]:
    now = _context(connection, lineage).get_current_revision()
    known = [each.revision for each in script.walk_revisions()]  # newest first
    if now is not None and now not in known:
        raise SchemaNewer(
            f"{lineage.name}: the database is at revision {now}, these programs know {known[:1]}"
        )
    newer = known if now is None else known[: known.index(now)]
    return list(reversed(newer))


def _context(connection: Connection, lineage: Lineage) -> MigrationContext:
    return MigrationContext.configure(connection, opts={"version_table": lineage.version_table})


def _script(lineage: Lineage) -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(lineage, None))


def _config(lineage: Lineage, connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_TEMPLATE))
    config.set_main_option("version_locations", str(lineage.folder / "versions"))
    config.set_main_option("path_separator", "newline")
    config.attributes.update(
        connection=connection, metadata=lineage.metadata, version_table=lineage.version_table
    )
    return config
