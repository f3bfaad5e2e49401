"""Scopes as SQL: what a page shows is exactly what the rule in memory allows, and it walks one index."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from services.kernel.call import Scope
from services.kernel.persistence.database import Database
from services.kernel.persistence.scoping import ScopedTable

metadata = sa.MetaData()
records = sa.Table(
    "record",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("path", sa.String(40), nullable=False),
)
parties = sa.Table(
    "record_party",
    metadata,
    sa.Column("record_id", sa.String(36), primary_key=True),
    sa.Column("party", sa.String(60), primary_key=True),
)
scoped = ScopedTable(records, records.c.path, records.c.id, parties.c.record_id, parties.c.party)
for width in (6, 9, 12, 15):
    sa.Index(f"record_by_{width}", scoped.prefix(width), records.c.id)

PATHS = [
    "4106",
    "410602",
    "410602001",
    "410602001001",
    "410602001001001",
    "410602001001001002",
    "410611",
    "4106020011",
]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder: Path = tmp_path_factory.mktemp("scoping")
    database = Database(f"sqlite:///{folder}/x.db", "x")
    metadata.create_all(database.writer)
    chance = random.Random(5)
    rows = [{"id": f"{i:06d}", "path": chance.choice(PATHS[4:])} for i in range(400)]
    taking = [{"record_id": row["id"], "party": f"account:{chance.randrange(3)}"} for row in rows[::7]]
    with database.writer.begin() as connection:
        connection.execute(sa.insert(records), rows)
        connection.execute(sa.insert(parties), taking)
    yield database
    database.dispose()


def in_memory(database: Database, scope: Scope) -> list[str]:
    with database.read() as connection:
        rows = connection.execute(sa.select(records)).all()
        taking: dict[str, set[str]] = {}
        for record, party in connection.execute(sa.select(parties)):
            taking.setdefault(record, set()).add(party)
    return sorted((r.id for r in rows if scope.contains(r.path, taking.get(r.id, set()))), reverse=True)


scopes = st.builds(
    Scope,
    paths=st.lists(st.sampled_from(["", *PATHS, "999999"]), max_size=3, unique=True).map(tuple),
    parties=st.lists(st.sampled_from(["account:0", "account:1", "unit:none"]), max_size=2, unique=True).map(
        tuple
    ),
)


@settings(max_examples=80, deadline=None)
@given(scope=scopes)
def test_page_and_single_reads_agree_with_the_rule_in_memory(database: Database, scope: Scope) -> None:
    expected = in_memory(database, scope)
    with database.read() as connection:
        page = connection.execute(scoped.page(scope, [], [records.c.id.desc()], 1000)).scalars().all()
        single = connection.execute(
            sa.select(records.c.id).where(scoped.visible(scope)).order_by(records.c.id.desc())
        ).scalars()
        assert list(page) == expected
        assert list(single) == expected


def test_a_scope_of_nothing_matches_nothing(database: Database) -> None:
    with database.read() as connection:
        assert connection.execute(scoped.page(Scope.nothing(), [], [records.c.id.desc()], 10)).all() == []


def test_a_township_page_walks_its_own_index_without_sorting(database: Database) -> None:
    query = scoped.page(Scope(paths=("410602001",), parties=()), [], [records.c.id.desc()], 50)
    text = str(query.compile(database.writer, compile_kwargs={"literal_binds": True}))
    with database.read() as connection:
        plan = " ".join(str(row) for row in connection.exec_driver_sql("EXPLAIN QUERY PLAN " + text))
    assert "record_by_9" in plan
    assert "TEMP B-TREE" not in plan
