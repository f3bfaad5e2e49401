"""Requests between places, the purposes they may have, and joint checks."""

from __future__ import annotations

import sqlalchemy as sa

from services.population.adapters.tables.base import Json, Moment, key_text, metadata

coordination_purpose = sa.Table(
    "coordination_purpose",
    metadata,
    sa.Column("code", sa.String(40), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("declaration", Json, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("actor_name", sa.String(120), nullable=False),
)

exchange = sa.Table(
    "exchange",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("number", sa.String(30), nullable=False, unique=True),
    sa.Column("purpose_code", sa.String(40), nullable=False),
    sa.Column("purpose_version", sa.Integer, nullable=False),
    sa.Column("fields", Json, nullable=False),
    sa.Column("keep_days", sa.Integer, nullable=False),
    sa.Column("from_path", key_text(24), nullable=False),
    sa.Column("to_path", key_text(24), nullable=False),
    sa.Column("to_name", sa.String(100), nullable=False),
    sa.Column("to_unit_id", sa.String(40), nullable=False),
    sa.Column("person_id", sa.String(36), nullable=False),
    # The other side's record of the person is known by it.
    sa.Column("document_blind", sa.String(64), nullable=False),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("due_at", Moment),
    sa.Column("near_at", Moment),
    sa.Column("remind_at", Moment),
    sa.Column("erase_on", sa.Date, nullable=False),
    sa.Column("answered_fields", Json, nullable=False),
    # Of what was answered, under the county's key: nobody finds "yes" by trying.
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("file_id", sa.String(36), nullable=False),
    sa.Column("file_type", sa.String(100), nullable=False),
    # How a place outside asked; without a day it did not.
    sa.Column("letter_sender", sa.String(100), nullable=False, server_default=""),
    sa.Column("letter_number", sa.String(60), nullable=False, server_default=""),
    sa.Column("letter_on", sa.Date),
    sa.Column("letter_file_id", sa.String(36), nullable=False, server_default=""),
    sa.Column("letter_file_type", sa.String(100), nullable=False, server_default=""),
    sa.Column("read", sa.Boolean, nullable=False),
    sa.Column("erased", sa.Boolean, nullable=False),
    # [["send", "2026-11-23T01:00:00+00:00", "name of the clerk"]]
    sa.Column("steps", Json, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    # Who it is about, the words of both sides and the answer.
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
)
_e = exchange.c
sa.Index("exchange_by_asker", _e.from_path, _e.id)
sa.Index("exchange_by_asked", _e.to_path, _e.id)
sa.Index("exchange_by_unit", _e.to_unit_id, _e.id)
sa.Index("exchange_by_person", _e.person_id)
sa.Index("exchange_by_document", _e.document_blind)
sa.Index("exchange_to_remind", _e.remind_at)
sa.Index("exchange_to_erase", _e.erased, _e.erase_on)

# Scans of letters are small, and go with the row that names them.
exchange_file = sa.Table(
    "exchange_file",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
)

exchange_number = sa.Table(
    "exchange_number",
    metadata,
    sa.Column("county", sa.String(6), primary_key=True),
    sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("last", sa.Integer, nullable=False),
)

joint_check = sa.Table(
    "joint_check",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("path", key_text(24), nullable=False),
    sa.Column("title", sa.String(60), nullable=False),
    sa.Column("partner", sa.String(100), nullable=False),
    sa.Column("planned_on", sa.Date, nullable=False),
    sa.Column("done_on", sa.Date),
    sa.Column("state", sa.String(12), nullable=False),
    # Posts and bodies, never people.
    sa.Column("participants", Json, nullable=False),
    # [["rental", id]]
    sa.Column("premises", Json, nullable=False),
    # [[id, premises_id, "fire_exit", "2026-11-25", ""]]: due on, put right on.
    sa.Column("findings", Json, nullable=False),
    sa.Column("made_by", sa.String(40), nullable=False),
    sa.Column("made_by_name", sa.String(120), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    # What was written of each finding.
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
)
sa.Index("joint_check_by_place", joint_check.c.path, joint_check.c.id)
