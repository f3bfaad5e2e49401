"""Reading and adding to the audit outside of commands: hashes, logged reads, searches."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from services.kernel.call import Call, Scope
from services.kernel.errors import Invalid
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.paging import Order, PageRequest, clamp, decode_token, encode_token, keyset
from services.kernel.persistence.tables import audit_entries

if TYPE_CHECKING:
    from services.kernel.runtime.context import ServiceContext
    from services.kernel.security.fields import FieldCipher

_ORDER = Order((("position", audit_entries.c.position, True),))


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what to which record. ``changes`` maps a field to [before, after]."""

    position: int
    id: str
    at: datetime
    actor_id: str
    actor_name: str
    on_behalf_of: str
    action: str
    record_type: str
    record_id: str
    territory: str
    origin: str
    purpose: str
    changes: Mapping[str, Any]
    trace_id: str


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for; empty fields do not limit. ``since`` is inclusive, ``until`` exclusive."""

    actor_id: str = ""
    record_type: str = ""
    record_id: str = ""
    territory: str = ""
    action_prefix: str = ""
    since: datetime | None = None
    until: datetime | None = None
    scope: Scope = field(default_factory=Scope.nothing)


def hashed(cipher: FieldCipher, value: str) -> str:
    """A sensitive value for ``changes``: equal ones show as equal, nobody without the key can guess them."""
    return f"hash:{cipher.blind(value, kind='text')}" if value.strip() else ""


def record_read(
    context: ServiceContext,
    call: Call,
    record_type: str,
    record_id: str,
    *,
    action: str = "",
    territory: str = "",
    purpose: str | None = None,
    fields: tuple[str, ...] = (),
) -> None:
    """Log, before it is answered, that personal data of a record is read (DIR-27); a transaction of its own.

    ``purpose`` defaults to the one the call states; ``fields`` names what was shown in full.

    Raises:
        Invalid: no purpose is stated.
    """
    stated = (call.purpose if purpose is None else purpose).strip()
    if not stated:
        raise Invalid.one("purpose", "kernel.purpose_required")
    with context.new_uow(replace(call, purpose=stated, request=None)) as uow:
        uow.audit(
            action or f"{context.name}.{record_type}.read",
            record_type,
            record_id,
            territory=territory,
            changes={"read": list(fields)} if fields else None,
        )
        uow.commit()


def search(database: Database, wanted: Search, page: PageRequest) -> tuple[list[Entry], str]:
    """The newest first, and the token of the next page (empty at the end).

    Without a scope nothing is found. Entries about no place are seen by those who see the whole platform.
    """
    size = clamp(page.size)
    fingerprint = repr(wanted)
    query = sa.select(audit_entries).where(*_conditions(wanted))
    after = decode_token(page.token, _ORDER, fingerprint)
    with database.read() as connection:
        rows = connection.execute(keyset(query, _ORDER.directions, after).limit(size + 1)).all()
    token = encode_token(_ORDER, fingerprint, [rows[size - 1].position]) if len(rows) > size else ""
    return [_entry(row) for row in rows[:size]], token


def _conditions(wanted: Search) -> list[sa.ColumnElement[bool]]:
    table = audit_entries.c
    conditions: list[sa.ColumnElement[bool]] = [
        sa.or_(sa.false(), *(_under(path) for path in wanted.scope.paths))
    ]
    for column, value in (
        (table.actor_id, wanted.actor_id),
        (table.record_type, wanted.record_type),
        (table.record_id, wanted.record_id),
    ):
        if value:
            conditions.append(column == value)
    if wanted.territory:
        conditions.append(_under(wanted.territory))
    if wanted.action_prefix:
        conditions.append(table.action.startswith(wanted.action_prefix, autoescape=True))
    if wanted.since:
        conditions.append(table.at >= wanted.since)
    if wanted.until:
        conditions.append(table.at < wanted.until)
    return conditions


def _under(path: str) -> sa.ColumnElement[bool]:
    column = audit_entries.c.territory
    return sa.and_(column >= path, column < path + ":") if path else sa.true()


def _entry(row: Any) -> Entry:
    values = dict(row._mapping)
    return Entry(**{**values, "at": aware(row.at), "changes": json.loads(row.changes)})
