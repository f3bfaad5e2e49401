"""Fills the case tables to a size: real cases made through the contract, multiplied by the database.

Every row of every table that belongs to a case is copied with the case (history, participants, asks, search
terms), so that what is measured stands among rows that look as the platform itself writes them.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg2
from psycopg2 import sql
from psycopg2.extras import execute_values

from benchmarks.clients import GrpcClient, Tokens
from benchmarks.facts import Facts
from benchmarks.platform import Distributed
from benchmarks.scenarios import report_fields, steps_of

OPEN_SHARE = 0.05
YEARS = 2
_OPEN_STEPS = (0, 1, 2, 3, 4)
"""Templates stop after that many steps of the lifecycle: in screening, filed, assigned, in work, fed back."""

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Seeded:
    """How many cases there are, and how many seconds it took to add those that were missing."""

    cases: int
    seconds: float


def make_templates(platform: Distributed, facts: Facts, tokens: dict[str, list[str]], each: int = 10) -> None:
    """Report cases through gRPC and carry them to every state; those closed are half of them."""
    drawn = facts.drawn(platform)

    async def make() -> None:
        client = GrpcClient(platform.grpc("cases"))
        roles = {role: Tokens(some) for role, some in tokens.items()}
        chance = random.Random(3)
        for steps in (*_OPEN_STEPS, *(5,) * len(_OPEN_STEPS)):
            for _ in range(each):
                method, role, fields = report_fields(drawn, chance)
                case = (await client.call(method, fields, roles[role]))["id"]
                for method, role, fields in steps_of(drawn, case)[:steps]:
                    await client.call(method, fields, roles[role])
        await client.close()

    asyncio.run(make())


def grow(platform: Distributed, facts: Facts, size: int, tell: Tell) -> Seeded:
    """Add cases until there are ``size``, analyse the tables and make the counters anew."""
    began = time.monotonic()
    have = int(platform.sql("SELECT count(*) FROM case_record")[0][0])
    if have < size:
        connection = psycopg2.connect(platform.dsn, options="-csearch_path=cases,public -cjit=off")
        try:
            while not _grown(connection, facts, size - have, tell):
                tell("  the platform was at work on the same tables: once more")
        finally:
            connection.close()
    for table in platform.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'cases'"):
        platform.sql(f"VACUUM ANALYZE {table[0]}")
    _recount(platform)
    platform.sql("CHECKPOINT")
    return Seeded(max(have, size), time.monotonic() - began)


def _grown(connection: Any, facts: Facts, missing: int, tell: Tell) -> bool:
    """Whether it was done; not when the locks it takes crossed those of the platform, which is at work."""
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")  # no look-ups of foreign keys
            cursor.execute("SET LOCAL synchronous_commit = off")
            _multiply(cursor, facts, missing, tell)
    except psycopg2.errors.DeadlockDetected:
        return False
    return True


def _multiply(cursor: Any, facts: Facts, missing: int, tell: Tell) -> None:
    _lists(cursor, facts)
    cursor.execute(
        "SELECT coalesce(max(substr(number, 8)::bigint), 0) FROM case_record WHERE number LIKE 'HB2024-%'"
    )
    first = cursor.fetchone()[0]
    cursor.execute(_MAP, {"first": first + 1, "last": first + missing, "open": OPEN_SHARE, "years": YEARS})
    with _without_indexes(cursor, tell):
        for table in _tables(cursor):
            began = time.monotonic()
            cursor.execute(_copy(cursor, table))
            tell(f"  {table}: {cursor.rowcount} rows in {time.monotonic() - began:.0f} s")


def _lists(cursor: Any, facts: Facts) -> None:
    """What copies draw from, numbered from 0."""
    cursor.execute(
        "CREATE TEMP TABLE bench_template ON COMMIT DROP AS SELECT id, open, created_at, "
        "row_number() OVER (PARTITION BY open ORDER BY id) - 1 AS n FROM case_record "
        "WHERE creator_id LIKE 'bench-grid-%' AND number NOT LIKE 'HB2024-%'"
    )
    cursor.execute("CREATE TEMP TABLE bench_place (n int, path text, name text) ON COMMIT DROP")
    places = [(n, path, name) for n, (path, name) in enumerate(facts.places)]
    execute_values(cursor, "INSERT INTO bench_place VALUES %s", places)
    cursor.execute("CREATE TEMP TABLE bench_leaf (n int, code text, title text) ON COMMIT DROP")
    leaves = [(n, code, title) for n, (code, title) in enumerate(facts.categories)]
    execute_values(cursor, "INSERT INTO bench_leaf VALUES %s", leaves)
    cursor.execute(
        "CREATE TEMP TABLE bench_unit ON COMMIT DROP AS "
        "SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM seen_unit WHERE active"
    )


# Ids are UUIDs of version 7 at the moment of the report, so that they stand in the order of time.
_MAP = """
CREATE TEMP TABLE bench_map ON COMMIT DROP AS
WITH sizes AS (
    SELECT (SELECT count(*) FROM bench_template WHERE open) AS open,
           (SELECT count(*) FROM bench_template WHERE NOT open) AS closed,
           (SELECT count(*) FROM bench_place) AS places, (SELECT count(*) FROM bench_leaf) AS leaves,
           (SELECT count(*) FROM bench_unit) AS units
), drawn AS MATERIALIZED (
    SELECT n, random() < %(open)s AS open, random() AS age, random() AS t, random() AS p, random() AS l,
           random() AS u, random() AS s FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
), dated AS MATERIALIZED (
    SELECT drawn.*, CASE WHEN open THEN now() - age * interval '8 days'
                         ELSE now() - interval '10 days' - age * %(years)s * interval '1 year' END AS at
    FROM drawn
), placed AS (
    SELECT dated.*, lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') AS h, md5(n::text) AS m,
           floor(t * CASE WHEN dated.open THEN sizes.open ELSE sizes.closed END)::int AS template,
           floor(p * sizes.places)::int AS place, floor(l * sizes.leaves)::int AS leaf,
           floor(u * sizes.units)::int AS unit
    FROM dated, sizes
)
SELECT t.id AS template_id, t.created_at - placed.at AS shift,
       'HB2024-' || lpad(placed.n::text, 7, '0') AS number,
       substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-7' || substr(m, 1, 3) || '-a' || substr(m, 4, 3) || '-'
       || substr(m, 7, 12) AS new_id,
       g.path AS grid_path, g.name AS grid_name, l.code, l.title, u.id AS unit,
       placed.open AS still_open,
       CASE WHEN placed.open THEN NULL WHEN s < 0.9 THEN 'ARCHIVED'
            WHEN s < 0.95 THEN 'EVALUATED' END AS state
FROM placed JOIN bench_template t ON t.open = placed.open AND t.n = placed.template
JOIN bench_place g ON g.n = placed.place JOIN bench_leaf l ON l.n = placed.leaf
JOIN bench_unit u ON u.n = placed.unit
ORDER BY placed.at
"""

_CHANGED = {
    ("case_record", "id"): "m.new_id",
    ("case_record", "number"): "m.number",
    ("case_record", "file_number"): "CASE WHEN t.file_number = '' THEN '' ELSE 'F' || m.number END",
    ("case_record", "grid_path"): "m.grid_path",
    ("case_record", "grid_name"): "m.grid_name",
    ("case_record", "holder_path"): "substr(m.grid_path, 1, length(t.holder_path))",
    ("case_record", "category"): "m.code",
    ("case_record", "category_title"): "m.title",
    ("case_record", "state"): "coalesce(m.state, t.state)",
    # Nothing seeded falls due while the load runs: what clocks cost is another question.
    ("case_record", "next_tick_at"): "CASE WHEN m.still_open THEN now() + interval '30 days' END",
    ("case_party", "party"): "CASE WHEN t.party LIKE 'unit:%' THEN 'unit:' || m.unit ELSE t.party END",
    (
        "case_search",
        "terms",
    ): "t.terms || ARRAY[lower(replace(m.number, '-', '')), ltrim(substr(m.number, 8), '0')]",
    ("case_search", "place"): "m.grid_path",
}
_ONLY = {"case_ask": "m.still_open"}


def _tables(cursor: Any) -> list[str]:
    """The cases, then every table whose rows belong to one."""
    cursor.execute(
        "SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = 'cases' "
        "AND column_name = 'case_id' AND table_name LIKE 'case\\_%' ORDER BY 1"
    )
    return ["case_record", *(row[0] for row in cursor.fetchall())]


def _copy(cursor: Any, table: str) -> sql.Composed:
    cursor.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'cases' "
        "AND table_name = %s AND is_identity = 'NO' AND is_generated = 'NEVER' ORDER BY ordinal_position",
        (table,),
    )
    columns = cursor.fetchall()
    values = [_value(table, name, kind) for name, kind in columns]
    key = "id" if table == "case_record" else "case_id"
    return sql.SQL(
        "INSERT INTO {table} ({columns}) SELECT {values} "
        "FROM bench_map m JOIN {table} t ON t.{key} = m.template_id {only}"
    ).format(
        table=sql.Identifier(table),
        columns=sql.SQL(", ").join(sql.Identifier(name) for name, _ in columns),
        values=sql.SQL(", ").join(sql.SQL(value) for value in values),
        key=sql.Identifier(key),
        only=sql.SQL(f"WHERE {_ONLY[table]}" if table in _ONLY else ""),
    )


def _value(table: str, column: str, kind: str) -> str:
    if (table, column) in _CHANGED:
        return _CHANGED[table, column]
    if column == "case_id":
        return "m.new_id"
    if column == "id":
        return "gen_random_uuid()::text"
    return f't."{column}" - m.shift' if kind == "timestamp with time zone" else f't."{column}"'


@contextmanager
def _without_indexes(cursor: Any, tell: Tell) -> Iterator[None]:
    """Drop what is quicker made again; keys stay."""
    cursor.execute(
        "SELECT i.indexname, i.indexdef FROM pg_indexes i "
        "WHERE i.schemaname = 'cases' AND i.tablename LIKE 'case\\_%' "
        "AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = (quote_ident(i.schemaname) || '.' || "
        "quote_ident(i.indexname))::regclass)"
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    yield
    began = time.monotonic()
    for _, definition in found:
        cursor.execute(definition)
    tell(f"  {len(found)} indexes in {time.monotonic() - began:.0f} s")


def _recount(platform: Distributed) -> None:
    from services.cases.adapters.statistics_store import Rebuilding
    from services.kernel.persistence.database import Database

    database = Database(platform.postgres.url, "cases", pool_size=1)
    try:
        Rebuilding(database).rebuild()
    finally:
        database.dispose()
