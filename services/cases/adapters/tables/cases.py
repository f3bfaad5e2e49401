"""Cases, their history, participants, asks, attachments and search terms.

Tasks, clocks and requests of a case are documents in its row: a case is read with one row and changed with
one optimistic update. What lists and timers look for is kept beside them in columns and in ``case_ask``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql.elements import ColumnElement

from services.cases.adapters.stretches import tokens_in_sql
from services.cases.adapters.tables.base import BigId, Json, Moment, metadata
from services.kernel.persistence.scoping import INDEXED_WIDTHS, ScopedTable

Id = sa.String(36)
Path = sa.String(24)

cases = sa.Table(
    "case_record",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("number", sa.String(40), nullable=False, unique=True),
    sa.Column("title", sa.String(100), nullable=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("category", sa.String(80), nullable=False),
    sa.Column("category_title", sa.String(60), nullable=False),
    sa.Column("catalogue_version", sa.Integer, nullable=False),
    sa.Column("loop_version", sa.Integer, nullable=False),
    sa.Column("paperwork", sa.Boolean, nullable=False),
    sa.Column("safety", sa.Boolean, nullable=False),
    sa.Column("urgency", sa.String(8), nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("open", sa.Boolean, nullable=False),
    sa.Column("grid_path", Path, nullable=False),
    sa.Column("grid_name", sa.String(100), nullable=False),
    sa.Column("holder_path", Path, nullable=False),
    sa.Column("holder_name", sa.String(100), nullable=False),
    sa.Column("level", sa.String(10), nullable=False),
    sa.Column("channel", sa.String(12), nullable=False),
    sa.Column("reporter_account", sa.String(40), nullable=False),
    sa.Column("reporter_anonymous", sa.Boolean, nullable=False),
    sa.Column("reporter_wants_answer", sa.Boolean, nullable=False),
    sa.Column("reporter_name", sa.LargeBinary, info={"sealed": "case.reporter_name"}),
    sa.Column("reporter_phone", sa.LargeBinary, info={"sealed": "case.reporter_phone"}),
    sa.Column("reporter_phone_blind", sa.String(32), nullable=False),
    sa.Column("creator_id", sa.String(80), nullable=False),
    sa.Column("collector_name", sa.String(60), nullable=False),
    sa.Column("collector_phone", sa.String(30), nullable=False),
    sa.Column("owner_unit_id", sa.String(40), nullable=False),
    sa.Column("first_receiver", sa.String(80), nullable=False),
    sa.Column("first_receiver_name", sa.String(120), nullable=False),
    sa.Column("handover_to", sa.String(80), nullable=False),
    sa.Column("occurred_at", Moment),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("updated_at", Moment, nullable=False),
    sa.Column("closed_at", Moment),
    sa.Column("handling_minutes", sa.Integer),
    sa.Column("file_number", sa.String(40), nullable=False),
    sa.Column("direct", sa.Boolean, nullable=False),
    sa.Column("disposed_first", sa.Boolean, nullable=False),
    sa.Column("longitude", sa.Float),
    sa.Column("latitude", sa.Float),
    sa.Column("cell", sa.String(40), nullable=False),
    sa.Column("address", sa.String(200), nullable=False),
    sa.Column("external_system", sa.String(40), nullable=False),
    sa.Column("external_number", sa.String(60), nullable=False),
    sa.Column("visibility", sa.String(10), nullable=False),
    sa.Column("tasks", Json, nullable=False),
    sa.Column("clocks", Json, nullable=False),
    sa.Column("requests", Json, nullable=False),
    sa.Column("dispute", Json, nullable=False),
    sa.Column("dispute_parties", sa.LargeBinary, info={"sealed": "case.dispute_party"}),
    sa.Column("handlers", Json, nullable=False),
    sa.Column("evaluation", Json, nullable=False),
    sa.Column("reworks", sa.Integer, nullable=False),
    sa.Column("transfers", sa.Integer, nullable=False),
    sa.Column("send_backs", sa.Integer, nullable=False),
    sa.Column("hops", sa.Integer, nullable=False),
    sa.Column("result", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("cost", sa.String(40), nullable=False),
    sa.Column("merged_into", sa.String(36), nullable=False),
    sa.Column("followers", sa.Integer, nullable=False),
    sa.Column("supervision_level", sa.Integer, nullable=False),
    sa.Column(
        "was_overdue", sa.Boolean, nullable=False, server_default=sa.false()
    ),  # any limit was ever passed
    sa.Column("archive_digest", sa.String(64), nullable=False),
    sa.Column("overrun_cause", sa.String(20), nullable=False, server_default=""),  # given last (CASE-23)
    sa.Column("suspended_until", Moment),
    sa.Column("fed_back_at", Moment),
    sa.Column("due_at", Moment),
    sa.Column("amber_at", Moment),
    sa.Column("paused", sa.Boolean, nullable=False),
    sa.Column("next_tick_at", Moment),
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("changed_by", sa.String(120), nullable=False),
)

parties = sa.Table(
    "case_party",
    metadata,
    sa.Column("case_id", Id, sa.ForeignKey("case_record.id"), primary_key=True),
    sa.Column("party", sa.String(90), primary_key=True),
)
sa.Index("case_party_by_party", parties.c.party, parties.c.case_id)

scoped_cases = ScopedTable(cases, cases.c.grid_path, cases.c.id, parties.c.case_id, parties.c.party)

for _width in INDEXED_WIDTHS:
    sa.Index(f"case_in_{_width}", scoped_cases.prefix(_width), cases.c.id)
sa.Index("case_by_grid_path", cases.c.grid_path, cases.c.id)
sa.Index(
    "case_ticking",
    cases.c.next_tick_at,
    cases.c.id,
    postgresql_where=cases.c.next_tick_at.is_not(None),
    sqlite_where=cases.c.next_tick_at.is_not(None),
)
_OPEN_ON_SQLITE = sa.text("open = 1")  # word for word as conditions are written there
sa.Index(
    "case_open_in_6",
    scoped_cases.prefix(6),
    cases.c.due_at,
    cases.c.id,
    postgresql_where=cases.c.open,
    sqlite_where=_OPEN_ON_SQLITE,
)
for _name, _columns in (
    ("case_open_by_id", (cases.c.id,)),
    ("case_open_by_due", (cases.c.due_at, cases.c.id)),
):
    sa.Index(_name, *_columns, postgresql_where=cases.c.open, sqlite_where=_OPEN_ON_SQLITE)
sa.Index(
    "case_by_close",
    cases.c.closed_at,
    postgresql_where=cases.c.closed_at.is_not(None),
    sqlite_where=cases.c.closed_at.is_not(None),
)
UNTIMED = sa.text("state IN ('CLOSED', 'EVALUATED', 'ARCHIVED') AND handling_minutes IS NULL")
"""Cases closed before handling time was kept."""
sa.Index("case_untimed", cases.c.id, postgresql_where=UNTIMED, sqlite_where=UNTIMED)
# Rows lie in the order of reports, more or less: a few pages say where a month begins and ends.
sa.Index("case_by_report", cases.c.created_at, postgresql_using="brin")
sa.Index("case_near", cases.c.category, cases.c.cell)
sa.Index("case_by_update", cases.c.updated_at, cases.c.id)
sa.Index("case_by_first_receiver", cases.c.first_receiver, cases.c.id)
sa.Index(
    "case_by_phone",
    cases.c.reporter_phone_blind,
    cases.c.id,
    postgresql_where=cases.c.reporter_phone_blind != "",
    sqlite_where=cases.c.reporter_phone_blind != "",
)
sa.Index(
    "case_by_external",
    cases.c.external_system,
    cases.c.external_number,
    unique=True,
    postgresql_where=cases.c.external_number != "",
    sqlite_where=cases.c.external_number != "",
)

asks = sa.Table(
    "case_ask",
    metadata,
    sa.Column("party", sa.String(90), primary_key=True),
    sa.Column("case_id", Id, sa.ForeignKey("case_record.id"), primary_key=True),
    sa.Column("ask", sa.String(16), primary_key=True),
    sa.Column("line", sa.String(80), nullable=False),
    sa.Column("due_at", Moment),
    sa.Column("amber_at", Moment),
)
sa.Index("case_ask_due", asks.c.party, asks.c.due_at, asks.c.case_id)
sa.Index("case_ask_of_case", asks.c.case_id)

timeline = sa.Table(
    "case_timeline",
    metadata,
    sa.Column("position", BigId, sa.Identity(always=False), primary_key=True, autoincrement=True),
    sa.Column("case_id", Id, sa.ForeignKey("case_record.id"), nullable=False),
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("actor_id", sa.String(80), nullable=False),
    sa.Column("actor_name", sa.String(120), nullable=False),
    sa.Column("post_title", sa.String(100), nullable=False),
    sa.Column("unit_name", sa.String(100), nullable=False),
    sa.Column("on_behalf_of", sa.String(80), nullable=False),
    sa.Column("origin", sa.String(80), nullable=False),
    sa.Column("action", sa.String(24), nullable=False),
    sa.Column("from_state", sa.String(10), nullable=False),
    sa.Column("to_state", sa.String(10), nullable=False),
    sa.Column("level", sa.String(10), nullable=False),
    sa.Column("opinion", sa.Text, nullable=False),
    sa.Column("attachment_ids", Json, nullable=False),
    sa.Column("longitude", sa.Float),
    sa.Column("latitude", sa.Float),
    sa.Column("details", Json, nullable=False),
    sa.UniqueConstraint("case_id", "sequence"),
)

followers = sa.Table(
    "case_follower",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("case_id", Id, sa.ForeignKey("case_record.id"), nullable=False),
    sa.Column("account_id", sa.String(80), nullable=False),
    sa.Column("name", sa.LargeBinary, info={"sealed": "follower.name"}),
    sa.Column("phone", sa.LargeBinary, info={"sealed": "follower.phone"}),
    sa.Column("phone_blind", sa.String(32), nullable=False),
    sa.Column("merged_from", sa.String(36), nullable=False),
    sa.Column("at", Moment, nullable=False),
)
sa.Index("case_follower_of_case", followers.c.case_id)
sa.Index("case_follower_account", followers.c.account_id, followers.c.case_id)
sa.Index(
    "case_follower_by_phone",
    followers.c.phone_blind,
    followers.c.case_id,
    postgresql_where=followers.c.phone_blind != "",
    sqlite_where=followers.c.phone_blind != "",
)

attachments = sa.Table(
    "case_attachment",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("case_id", Id, sa.ForeignKey("case_record.id")),
    sa.Column("file_name", sa.String(200), nullable=False),
    sa.Column("content_type", sa.String(100), nullable=False),
    sa.Column("category", sa.String(10), nullable=False),
    sa.Column("size_bytes", sa.BigInteger, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("moment", sa.String(8), nullable=False),
    sa.Column("taken_at", Moment),
    sa.Column("longitude", sa.Float),
    sa.Column("latitude", sa.Float),
    sa.Column("uploaded_at", Moment, nullable=False),
    sa.Column("uploaded_by", sa.String(80), nullable=False),
    sa.Column("thumbnail", sa.Boolean, nullable=False),
)
sa.Index("case_attachment_of_case", attachments.c.case_id)

receipt_tries = sa.Table(
    "case_receipt_try",
    metadata,
    sa.Column("number", sa.String(40), primary_key=True),
    sa.Column("wrong", sa.Integer, nullable=False),
    sa.Column("last_at", Moment, nullable=False),
)

numbers = sa.Table(
    "case_number",
    metadata,
    sa.Column("name", sa.String(20), primary_key=True),
    sa.Column("reserved", sa.BigInteger, nullable=False),
)

# Search terms live beside the case: every move updates the case's row, and none of them touches this index.
terms = sa.Table(
    "case_search",
    metadata,
    sa.Column("position", BigId, sa.Identity(always=False), primary_key=True, autoincrement=True),
    sa.Column("case_id", Id, sa.ForeignKey("case_record.id"), nullable=False, unique=True),
    # Byte by byte: comparing by the rules of a language is most of what such an index costs.
    sa.Column(
        "terms", postgresql.ARRAY(sa.Text(collation="C")).with_variant(sa.Text, "sqlite"), nullable=False
    ),
    sa.Column("place", Path, nullable=False, server_default=""),  # the case's grid, or what is known of it
)
PLACE_WIDTHS = INDEXED_WIDTHS
"""Widths of the places that a search can be limited to by its index."""


def _array(texts: Iterable[str]) -> ColumnElement[Any]:
    return sa.literal_column(f"(ARRAY[{', '.join(texts)}])", postgresql.ARRAY(sa.Text))


def stretch_tokens() -> ColumnElement[Any]:
    """Stretches of time a case is born in, to the letter as the index has them; see `stretches`."""
    return _array(tokens_in_sql("case_id"))


def place_tokens() -> ColumnElement[Any]:
    """Places a case lies in, to the letter as the index has them."""
    return _array(f'substr(place COLLATE "C", 1, {width})' for width in PLACE_WIDTHS)


# What waits to be sorted into the index is read by every search from end to end, so little may wait (KiB).
# SQLite has FTS5 instead.
sa.Index(
    "case_search_found",
    terms.c.terms,
    stretch_tokens(),
    place_tokens(),
    postgresql_using="gin",
    postgresql_with={"gin_pending_list_limit": 128},
).ddl_if(dialect="postgresql")
for _event, _statement in (
    (
        "after_create",
        "CREATE VIRTUAL TABLE IF NOT EXISTS case_fts USING fts5(terms, tokenize='unicode61')",
    ),
    ("before_drop", "DROP TABLE IF EXISTS case_fts"),
):
    sa.event.listen(terms, _event, sa.DDL(_statement).execute_if(dialect="sqlite"))  # type: ignore[no-untyped-call]
