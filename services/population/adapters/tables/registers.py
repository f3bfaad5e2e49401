"""Dwellings, households, people and residences.

What is personal is sealed in one value per record. A residence that is open repeats what its person is found
by: searches and lists of a territory are then ranges of one index each, for a clerk as for an administrator.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from services.population.adapters.tables.base import Moment, key_text, metadata


def _provenance() -> list[sa.Column[Any]]:
    return [
        sa.Column("source", sa.String(12), nullable=False),
        sa.Column("collector_id", sa.String(40), nullable=False),
        sa.Column("collected_at", Moment),
        sa.Column("verified_at", Moment),
        sa.Column("completeness", sa.SmallInteger, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    ]


dwelling = sa.Table(
    "dwelling",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("building_id", sa.String(36), nullable=False),
    sa.Column("unit", sa.String(10), nullable=False),
    sa.Column("storey", sa.SmallInteger, nullable=False),
    # The names of places in it, down to the estate or village; the rest is sealed.
    sa.Column("street", key_text(200), nullable=False),
    # Fingerprints of the house number and of all numbers of the address.
    sa.Column("number_blind", sa.String(32), nullable=False),
    sa.Column("door_blind", sa.String(32), nullable=False),
    # Of its last number: mostly the room's.
    sa.Column("room_blind", sa.String(32), nullable=False, server_default=""),
    sa.Column("address_code", sa.String(40), nullable=False),
    sa.Column("longitude", sa.Float),
    sa.Column("latitude", sa.Float),
    sa.Column("area", sa.Float, nullable=False),
    sa.Column("use", sa.String(12), nullable=False),
    sa.Column("occupancy", sa.String(12), nullable=False),
    sa.Column("ended", sa.Boolean, nullable=False),
    sa.Column("void", sa.Boolean, nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
    *_provenance(),
)
sa.Index("dwelling_by_place", dwelling.c.path, dwelling.c.id)
sa.Index("dwelling_by_building", dwelling.c.building_id, dwelling.c.unit, dwelling.c.storey, dwelling.c.id)
sa.Index("dwelling_by_door", dwelling.c.door_blind, dwelling.c.path)
# With the id: thousands of dwellings have the same number, and all of them are read off the index.
STANDING = sa.and_(dwelling.c.ended.is_(sa.false()), dwelling.c.void.is_(sa.false()))


def _of_standing(name: str, *columns: sa.Column[Any]) -> None:
    sa.Index(name, *columns, postgresql_where=STANDING, sqlite_where=STANDING)


_of_standing("dwelling_by_number", dwelling.c.number_blind, dwelling.c.path, dwelling.c.id)
_of_standing("dwelling_by_room", dwelling.c.room_blind, dwelling.c.path, dwelling.c.id)
sa.Index("dwelling_by_street", dwelling.c.street, dwelling.c.path)
sa.Index("dwelling_by_age", dwelling.c.path, dwelling.c.verified_at)

household = sa.Table(
    "household",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("dwelling_id", sa.String(36), nullable=False),
    sa.Column("number", sa.String(30), nullable=False),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("head_id", sa.String(36), nullable=False),
    sa.Column("from_day", sa.Date),
    sa.Column("to_day", sa.Date),
    sa.Column("void", sa.Boolean, nullable=False),
    *_provenance(),
)
sa.Index("household_by_place", household.c.path, household.c.id)
sa.Index("household_by_dwelling", household.c.dwelling_id)
sa.Index("household_by_number", household.c.number, household.c.path)
sa.Index("household_by_age", household.c.path, household.c.verified_at)

person = sa.Table(
    "person",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("name_key", key_text(60), nullable=False),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("sex", sa.String(1), nullable=False),
    sa.Column("born_on", sa.Date),
    sa.Column("document_kind", sa.String(16), nullable=False),
    sa.Column("document_blind", sa.String(32), nullable=False),
    sa.Column("phone_blind", sa.String(32), nullable=False),
    sa.Column("registered_division", sa.String(6), nullable=False),
    sa.Column("died_on", sa.Date),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("restricted", sa.Boolean, nullable=False),
    sa.Column("merged_into", sa.String(36), nullable=False),
    # Document number, phone, registered address.
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
    *_provenance(),
)
_STANDS = person.c.document_blind != ""
sa.Index("person_by_document", person.c.document_blind, postgresql_where=_STANDS, sqlite_where=_STANDS)
_CALLED = person.c.phone_blind != ""
sa.Index("person_by_phone", person.c.phone_blind, postgresql_where=_CALLED, sqlite_where=_CALLED)
# The same name and birthday: proposed as the same person (POP-06).
sa.Index("person_by_name", person.c.name_key, person.c.born_on)

residence = sa.Table(
    "residence",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("person_id", sa.String(36), nullable=False),
    sa.Column("household_id", sa.String(36), nullable=False),
    sa.Column("dwelling_id", sa.String(36), nullable=False),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("relation", sa.String(16), nullable=False),
    sa.Column("reason", sa.String(16), nullable=False),
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("to_day", sa.Date),
    sa.Column("origin", sa.String(100), nullable=False),
    sa.Column("destination", sa.String(100), nullable=False),
    sa.Column("void", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    # Of the person, while the residence is open.
    sa.Column("is_open", sa.Boolean, nullable=False),
    sa.Column("name", key_text(60), nullable=False),
    sa.Column("pinyin", key_text(60), nullable=False),
    sa.Column("initials", key_text(20), nullable=False),
    # The name from its end: finds names whose first or middle character was written otherwise.
    sa.Column("backwards", key_text(60), nullable=False, server_default=""),
    sa.Column("document_blind", sa.String(32), nullable=False),
    sa.Column("phone_blind", sa.String(32), nullable=False),
    sa.Column("sex", sa.String(1), nullable=False),
    sa.Column("born_on", sa.Date),
    sa.Column("verified_at", Moment),
)
OPEN = residence.c.is_open.is_(sa.true())


def _of_open(name: str, *columns: sa.Column[Any]) -> None:
    sa.Index(name, *columns, postgresql_where=OPEN, sqlite_where=OPEN)


sa.Index("residence_by_person", residence.c.person_id)
sa.Index("residence_by_household", residence.c.household_id)
sa.Index("residence_by_time", residence.c.path, residence.c.from_day)
_of_open("residence_by_place", residence.c.path, residence.c.id)
_of_open("residence_by_dwelling", residence.c.dwelling_id)
_of_open("residence_by_name", residence.c.name, residence.c.path)
_of_open("residence_by_pinyin", residence.c.pinyin, residence.c.path)
_of_open("residence_by_ending", residence.c.backwards, residence.c.path)
_of_open("residence_by_initials", residence.c.initials, residence.c.path)
_of_open("residence_by_document", residence.c.document_blind, residence.c.path)
_of_open("residence_by_phone", residence.c.phone_blind, residence.c.path)
_of_open("residence_by_age", residence.c.path, residence.c.verified_at)
