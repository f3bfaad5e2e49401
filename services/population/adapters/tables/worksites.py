"""Worksites, safety commitments with letters, checks and defects, stations for incoming residents."""

from __future__ import annotations

import sqlalchemy as sa

from services.population.adapters.tables.base import Json, metadata
from services.population.adapters.tables.safety import check_tables

worksite = sa.Table(
    "worksite",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("kind", sa.String(8), nullable=False),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("address", sa.String(200), nullable=False),
    sa.Column("longitude", sa.Float),
    sa.Column("latitude", sa.Float),
    sa.Column("employer_id", sa.String(36), nullable=False),
    sa.Column("employer_name", sa.String(100), nullable=False),
    sa.Column("housed", sa.Integer, nullable=False),
    sa.Column("dwelling_id", sa.String(36), nullable=False),
    sa.Column("opened_on", sa.Date, nullable=False),
    sa.Column("expected_end", sa.Date),
    sa.Column("ended_on", sa.Date),
    # Name and phone of whom to call.
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
    sa.Column("phone_blind", sa.String(64), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("worksite_by_place", worksite.c.path, worksite.c.id)
sa.Index("worksite_by_phone", worksite.c.phone_blind)

# The id is that of the worksite or of the establishment.
commitment = sa.Table(
    "commitment",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("subject", sa.String(12), nullable=False),
    sa.Column("next_check_on", sa.Date),
    sa.Column("version", sa.Integer, nullable=False),
)

commitment_letter = sa.Table(
    "commitment_letter",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("commitment_id", sa.String(36), nullable=False),
    sa.Column("text_version", sa.String(20), nullable=False),
    sa.Column("form", sa.String(8), nullable=False),
    sa.Column("signed_on", sa.Date, nullable=False),
    sa.Column("valid_until", sa.Date, nullable=False),
    sa.Column("file_id", sa.String(36), nullable=False),
    # Who signed.
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
)
sa.Index("commitment_letter_by_commitment", commitment_letter.c.commitment_id, commitment_letter.c.id)

commitment_check, commitment_defect = check_tables("commitment")

station = sa.Table(
    "station",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("kind", sa.String(8), nullable=False),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("address", sa.String(200), nullable=False),
    sa.Column("hours", sa.String(200), nullable=False),
    sa.Column("longitude", sa.Float),
    sa.Column("latitude", sa.Float),
    sa.Column("phone", sa.String(30), nullable=False),
    sa.Column("services", Json, nullable=False),
    # Paths of what it serves.
    sa.Column("serves", Json, nullable=False),
    sa.Column("needed_from", sa.Integer, nullable=False),
    sa.Column("closed_on", sa.Date),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("station_by_place", station.c.path, station.c.id)

station_coordinator = sa.Table(
    "station_coordinator",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("station_id", sa.String(36), nullable=False),
    # Of whom the community knows name and number of the post, and nothing else.
    sa.Column("work_name", sa.String(60), nullable=False),
    sa.Column("work_number", sa.String(30), nullable=False),
    sa.Column("account_id", sa.String(40), nullable=False),
    sa.Column("post", sa.String(60), nullable=False),
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("to_day", sa.Date),
)
sa.Index("station_coordinator_by_station", station_coordinator.c.station_id, station_coordinator.c.from_day)
