"""The tables every service has beside its own: outbox, inbox, parking, requests, audit, leases."""

from __future__ import annotations

import sqlalchemy as sa

BigId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Moment = sa.DateTime(timezone=True)
"""Aware UTC. SQLite hands it back naive: read through `kernel.persistence.moments.aware`."""

kernel_metadata = sa.MetaData()

outbox = sa.Table(
    "kernel_outbox",
    kernel_metadata,
    sa.Column("position", BigId, sa.Identity(always=False), primary_key=True, autoincrement=True),
    sa.Column("id", sa.String(36), nullable=False, unique=True),
    sa.Column("type", sa.String(120), nullable=False),
    sa.Column("aggregate", sa.String(80), nullable=False),
    sa.Column("envelope", sa.Text, nullable=False),
    sa.Column("recorded_at", Moment, nullable=False),
    sa.Column("published_at", Moment),
)
sa.Index(
    "kernel_outbox_waiting",
    outbox.c.position,
    postgresql_where=outbox.c.published_at.is_(None),
    sqlite_where=outbox.c.published_at.is_(None),
)

inbox = sa.Table(
    "kernel_inbox",
    kernel_metadata,
    sa.Column("handler", sa.String(120), primary_key=True),
    sa.Column("event_id", sa.String(36), primary_key=True),
    sa.Column("handled_at", Moment, nullable=False),
)
sa.Index("kernel_inbox_by_age", inbox.c.handled_at)

parked = sa.Table(
    "kernel_parked",
    kernel_metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("handler", sa.String(120), nullable=False),
    sa.Column("event_id", sa.String(36), nullable=False),
    sa.Column("event_type", sa.String(120), nullable=False),
    sa.Column("aggregate", sa.String(80), nullable=False),  # later events of it wait behind this one
    sa.Column("envelope", sa.Text, nullable=False),
    sa.Column("state", sa.String(12), nullable=False),  # waiting, handled, discarded
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("parked_at", Moment, nullable=False),
    sa.Column("next_try_at", Moment, nullable=False),
    sa.Column("decided_by", sa.String(80)),
    sa.Column("decision_reason", sa.Text),
    sa.UniqueConstraint("handler", "event_id"),
)
sa.Index("kernel_parked_due", parked.c.state, parked.c.next_try_at)
sa.Index("kernel_parked_order", parked.c.handler, parked.c.aggregate, parked.c.state, parked.c.id)

requests = sa.Table(
    "kernel_request",
    kernel_metadata,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("result", sa.String(80), nullable=False),
    sa.Column("at", Moment, nullable=False),
)
sa.Index("kernel_request_by_age", requests.c.at)

audit_entries = sa.Table(
    "kernel_audit",
    kernel_metadata,
    sa.Column("position", BigId, sa.Identity(always=False), primary_key=True, autoincrement=True),
    sa.Column("id", sa.String(36), nullable=False, unique=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("actor_id", sa.String(80), nullable=False),
    sa.Column("actor_name", sa.String(120), nullable=False),
    sa.Column("on_behalf_of", sa.String(80), nullable=False),
    sa.Column("action", sa.String(80), nullable=False),
    sa.Column("record_type", sa.String(40), nullable=False),
    sa.Column("record_id", sa.String(80), nullable=False),
    sa.Column("territory", sa.String(40), nullable=False),
    sa.Column("origin", sa.String(80), nullable=False),
    sa.Column("purpose", sa.String(400), nullable=False),
    sa.Column("changes", sa.Text, nullable=False),  # canonical JSON; sensitive values as hashes
    sa.Column("trace_id", sa.String(32), nullable=False),
)
sa.Index(
    "kernel_audit_by_record", audit_entries.c.record_type, audit_entries.c.record_id, audit_entries.c.position
)
sa.Index("kernel_audit_by_actor", audit_entries.c.actor_id, audit_entries.c.position)
sa.Index("kernel_audit_by_territory", audit_entries.c.territory, audit_entries.c.position)

audit_seals = sa.Table(
    "kernel_audit_seal",
    kernel_metadata,
    sa.Column("sequence", BigId, primary_key=True, autoincrement=False),
    sa.Column("entry_id", sa.String(36), nullable=False, unique=True),
    sa.Column("hash", sa.String(64), nullable=False),
)

leases = sa.Table(
    "kernel_lease",
    kernel_metadata,
    sa.Column("name", sa.String(120), primary_key=True),
    sa.Column("holder", sa.String(80), nullable=False),
    sa.Column("held_until", Moment, nullable=False),
    sa.Column("last_run_at", Moment),
)

hearers = sa.Table(
    "kernel_hearer",
    kernel_metadata,
    sa.Column("service", sa.String(31), primary_key=True),
    sa.Column("event", sa.String(120), primary_key=True),
    sa.Column("since", Moment, nullable=False),
)
"""Who was told everything this service announces, and of which events; see `kernel.runtime.newcomers`."""
