"""Cards of incoming residents with the services they asked for; rented dwellings with their checks."""

from __future__ import annotations

import sqlalchemy as sa

from services.population.adapters.tables.base import Json, metadata
from services.population.adapters.tables.safety import check_tables

incomer_card = sa.Table(
    "incomer_card",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("person_id", sa.String(36), nullable=False, unique=True),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("number", sa.String(20), nullable=False),
    # A fingerprint: whoever reads the table can print no card.
    sa.Column("code_blind", sa.String(64), nullable=False),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("channel", sa.String(12), nullable=False),
    sa.Column("arrived_on", sa.Date, nullable=False),
    sa.Column("expected_until", sa.Date),
    sa.Column("issued_on", sa.Date),
    sa.Column("valid_until", sa.Date),
    sa.Column("left_on", sa.Date),
    sa.Column("misses", sa.SmallInteger, nullable=False),
    sa.Column("worksite_id", sa.String(36), nullable=False, server_default=""),
    # {"job": ["2026-11-02", ""]}: asked for on, given on.
    sa.Column("services", Json, nullable=False),
    # Those that wait, as "job,school": demand is counted from an index.
    sa.Column("wants", sa.String(60), nullable=False, server_default=""),
    # Employer and the card's code.
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("incomer_card_by_place", incomer_card.c.path, incomer_card.c.id)
_WANTS = incomer_card.c.wants != ""
sa.Index(
    "incomer_card_by_wants",
    incomer_card.c.path,
    incomer_card.c.wants,
    postgresql_where=_WANTS,
    sqlite_where=_WANTS,
)
sa.Index("incomer_card_by_code", incomer_card.c.code_blind)
sa.Index("incomer_card_by_worksite", incomer_card.c.worksite_id, incomer_card.c.path)

card_number = sa.Table(
    "card_number",
    metadata,
    sa.Column("county", sa.String(6), primary_key=True),
    sa.Column("last", sa.Integer, nullable=False),
)

rental = sa.Table(
    "rental",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("dwelling_id", sa.String(36), nullable=False),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("lease_from", sa.Date),
    sa.Column("lease_to", sa.Date),
    sa.Column("plate", sa.String(30), nullable=False),
    sa.Column("letter_file_id", sa.String(36), nullable=False),
    sa.Column("letter_signed_on", sa.Date),
    sa.Column("unlicensed", sa.Boolean, nullable=False),
    sa.Column("next_check_on", sa.Date),
    # Name and phone of the landlord.
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
    # Who the landlord is, where he stands in the register: by the phone he gave.
    sa.Column("phone_blind", sa.String(32), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("rental_by_place", rental.c.path, rental.c.id)
sa.Index("rental_by_dwelling", rental.c.dwelling_id)
sa.Index("rental_by_phone", rental.c.phone_blind)

rental_check, rental_defect = check_tables("rental")
