"""Proving that the audit's chain is whole: nothing altered, removed, inserted, reordered or cut off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from services.kernel.audit import anchors
from services.kernel.audit.links import genesis, linked
from services.kernel.persistence.database import Database
from services.kernel.persistence.tables import audit_entries, audit_seals

_BATCH = 2000
_OVERTAKING = 5000
"""How many positions a slow transaction's entry may be behind on PostgreSQL. On SQLite, whose writers take
turns, none."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found. ``head`` is the last good hash, ``problem`` says where the chain first breaks."""

    intact: bool
    entries: int
    unsealed: int
    head: str
    problem: str


def verify(database: Database, *, anchors_file: Path | None = None) -> Verdict:
    """Recompute the whole chain, reading it in batches, and compare it with the anchors.

    What cannot be noticed: an end cut off since the last anchor (a minute at most), and a change of an entry
    that is not sealed yet (a second or so).
    """
    # Counted first: what is written while we read must not look like a surplus.
    entries, unsealed, lowest_waiting = _counts(database)
    problem = ""
    expected = 1
    hash_ = genesis(database.service)
    furthest = 0
    allowed = 0 if database.is_sqlite else _OVERTAKING
    try:
        anchored = (
            {a.sequence: a.hash for a in anchors.read(anchors_file, database.service)} if anchors_file else {}
        )
    except anchors.BrokenAnchors as error:
        anchored, problem = {}, f"the anchors file was altered ({error})"
    for link in _links(database):
        found = _fault(link, expected, hash_, furthest - allowed)
        if not found and anchored.get(link.sequence, link.seal) != link.seal:
            found = f"link {link.sequence} is not the one that was anchored"
        if found:
            problem = problem or found
            break
        hash_ = link.seal
        furthest = max(furthest, link.position)
        anchored.pop(link.sequence, None)
        expected += 1
    if not problem and (lost := [sequence for sequence in anchored if sequence >= expected]):
        problem = f"links {expected} to {max(lost)} were cut off: link {max(lost)} is anchored"
    if not problem and lowest_waiting is not None and lowest_waiting < furthest - allowed:
        problem = f"an entry was inserted at position {lowest_waiting} among sealed ones"
    return Verdict(intact=not problem, entries=entries, unsealed=unsealed, head=hash_, problem=problem)


def _fault(link: Any, expected: int, previous: str, least: int) -> str:
    if link.sequence != expected:
        return f"link {expected} is missing"
    if link.id is None:
        return f"the entry of link {expected} was removed"
    if linked(previous, link) != link.seal:
        return f"link {expected} does not fit: its entry {link.id} or an earlier one was altered or moved"
    if link.position < least:
        return f"the entry of link {expected} was inserted at position {link.position} among older ones"
    return ""


def _links(database: Database) -> Iterator[Any]:
    after = 0
    query = (
        sa.select(audit_seals.c.sequence, audit_seals.c.hash.label("seal"), audit_entries)
        .outerjoin(audit_entries, audit_entries.c.id == audit_seals.c.entry_id)
        .order_by(audit_seals.c.sequence)
        .limit(_BATCH)
    )
    while True:
        with database.read() as connection:
            rows = connection.execute(query.where(audit_seals.c.sequence > after)).all()
        yield from rows
        if len(rows) < _BATCH:
            return
        after = rows[-1].sequence


def _counts(database: Database) -> tuple[int, int, int | None]:
    """Entries, entries without a seal, and the lowest position among the latter."""
    waiting = (
        sa.select(sa.func.count(), sa.func.min(audit_entries.c.position))
        .select_from(audit_entries)
        .outerjoin(audit_seals, audit_seals.c.entry_id == audit_entries.c.id)
        .where(audit_seals.c.entry_id.is_(None))
    )
    with database.read() as connection:
        entries = connection.execute(sa.select(sa.func.count()).select_from(audit_entries)).scalar_one()
        unsealed, lowest = connection.execute(waiting).one()
    return entries, unsealed, lowest
