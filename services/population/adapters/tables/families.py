"""Record families: declared types, records of them, units and places, and what happened to each."""

from __future__ import annotations

import sqlalchemy as sa

from services.population.adapters.tables.base import Json, Moment, metadata

record_type = sa.Table(
    "record_type",
    metadata,
    sa.Column("code", sa.String(40), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("declaration", Json, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("actor_name", sa.String(120), nullable=False),
)

service_record = sa.Table(
    "service_record",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("type_code", sa.String(40), nullable=False),
    sa.Column("type_version", sa.Integer, nullable=False),
    sa.Column("ledger", sa.String(12), nullable=False),
    sa.Column("care", sa.Boolean, nullable=False),
    sa.Column("subject", sa.String(16), nullable=False),
    sa.Column("subject_id", sa.String(36), nullable=False),
    sa.Column("carer_id", sa.String(40), nullable=False),
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("to_day", sa.Date),
    sa.Column("review_on", sa.Date, nullable=False),
    sa.Column("closed_at", Moment),
    sa.Column("forget_on", sa.Date),
    sa.Column("end_reason", sa.String(16), nullable=False),
    sa.Column("opened_at", Moment, nullable=False),
    sa.Column("opened_by", sa.String(40), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    # What it says, and the consent it rests on.
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
)
_r = service_record.c
sa.Index("service_record_by_place", _r.path, _r.id)
sa.Index("service_record_by_ledger", _r.ledger, _r.path, _r.id)
sa.Index("service_record_by_carer", _r.carer_id, _r.path, _r.id)
sa.Index("service_record_by_subject", _r.subject_id)
sa.Index("service_record_by_end", _r.to_day)
sa.Index("service_record_by_term", _r.forget_on)

establishment = sa.Table(
    "establishment",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("credit_code", sa.String(18), nullable=False),
    sa.Column("staff_count", sa.Integer, nullable=False),
    sa.Column("address", sa.String(200), nullable=False),
    sa.Column("phone", sa.String(30), nullable=False),
    sa.Column("safety_duty", sa.String(400), nullable=False),
    sa.Column("dwelling_id", sa.String(36), nullable=False),
    sa.Column("building_id", sa.String(36), nullable=False),
    sa.Column("longitude", sa.Float),
    sa.Column("latitude", sa.Float),
    sa.Column("closed", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    # The legal representative.
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
)
sa.Index("establishment_by_place", establishment.c.path, establishment.c.id)
sa.Index("establishment_by_code", establishment.c.credit_code)

public_place = sa.Table(
    "public_place",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("address_code", sa.String(40), nullable=False),
    sa.Column("address", sa.String(200), nullable=False),
    sa.Column("longitude", sa.Float),
    sa.Column("latitude", sa.Float),
    sa.Column("closed", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("public_place_by_place", public_place.c.path, public_place.c.id)

family_history = sa.Table(
    "family_history",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("subject_id", sa.String(36), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("actor_name", sa.String(120), nullable=False),
    sa.Column("what", sa.String(12), nullable=False),
    # What was before, and the note.
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
)
sa.Index("family_history_by_subject", family_history.c.subject_id, family_history.c.id)
