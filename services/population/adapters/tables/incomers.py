"""Cards of incoming residents with the services they asked for; rented dwellings with their checks."""

from __future__ import annotations

import sqlalchemy as sa

from services.population.adapters.tables.base import Json, Moment, metadata

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
    # {"job": ["2026-11-02", ""]}: asked for on, given on.
    sa.Column("services", Json, nullable=False),
    # Employer and the card's code.
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("incomer_card_by_place", incomer_card.c.path, incomer_card.c.id)
sa.Index("incomer_card_by_code", incomer_card.c.code_blind)

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

rental_check = sa.Table(
    "rental_check",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("rental_id", sa.String(36), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("worker_id", sa.String(40), nullable=False),
    sa.Column("worker_name", sa.String(120), nullable=False),
    sa.Column("failed", Json, nullable=False),
)
sa.Index("rental_check_by_rental", rental_check.c.rental_id, rental_check.c.at)

rental_defect = sa.Table(
    "rental_defect",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("rental_id", sa.String(36), nullable=False),
    sa.Column("code", sa.String(40), nullable=False),
    sa.Column("found_on", sa.Date, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("rectified_on", sa.Date),
    # Told to whoever handles cases.
    sa.Column("told", sa.Boolean, nullable=False),
)
sa.Index("rental_defect_by_rental", rental_defect.c.rental_id)
sa.Index("rental_defect_due", rental_defect.c.told, rental_defect.c.due_on)
