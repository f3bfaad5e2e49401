"""Safety commitments of worksites and employers in the database; who signed is sealed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from services.kernel.persistence.database import Database
from services.kernel.persistence.paging import Direction, keyset
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.cards import under
from services.population.adapters.safety_rows import SafetyRows
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.families import establishment
from services.population.adapters.tables.worksites import (
    commitment,
    commitment_check,
    commitment_defect,
    commitment_letter,
    worksite,
)
from services.population.application.worksites.ports import Bound
from services.population.domain.commitments import Commitment, Letter, LetterForm
from services.population.domain.refusals import Stale
from services.population.domain.safety import Check, Subject

EMPLOYERS: tuple[Direction, ...] = ((establishment.c.path, False), (establishment.c.id, False))
EMPLOYING = ("enterprise", "institution", "new_economic", "new_social", "self_employed", "worksite")
_OF_LETTER = ("id", "text_version", "signed_on", "valid_until", "file_id")


class SqlCommitments:
    """See the port `CommitmentStore`."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._sealing = sealing
        self._safety = SafetyRows((commitment_check, commitment_defect), "commitment")

    def bound(self, uow: UnitOfWork, wanted: str) -> Bound | None:
        """See the port."""
        w, e = worksite.c, establishment.c
        query = sa.select(w.id, w.path, w.name, w.ended_on).where(w.id == wanted)
        row = uow.connection.execute(query).first()
        if row is not None:
            return Bound(row.id, Subject.WORKSITE, row.path, row.name, row.ended_on is not None)
        unit = sa.select(e.id, e.path, e.name, e.closed).where(e.id == wanted)
        row = uow.connection.execute(unit).first()
        return _employer(row) if row is not None else None

    def one(self, uow: UnitOfWork, wanted: str) -> Commitment | None:
        """See the port."""
        query = sa.select(commitment).where(commitment.c.id == wanted).with_for_update()
        rows = uow.connection.execute(query).all()
        return self._commitments(uow.connection, rows)[0] if rows else None

    def put(self, uow: UnitOfWork, made: Commitment) -> None:
        """See the port."""
        values = {
            "id": made.id,
            "subject": made.subject.value,
            "next_check_on": made.next_check_on,
            "version": made.version,
        }
        if made.version == 1:
            try:
                uow.connection.execute(sa.insert(commitment).values(values))
            except IntegrityError:
                raise Stale() from None
        else:
            current = sa.and_(commitment.c.id == made.id, commitment.c.version == made.version - 1)
            if not uow.connection.execute(sa.update(commitment).where(current).values(values)).rowcount:
                raise Stale()
        self._put_letters(uow, made)
        self._safety.put_defects(uow, made.id, made.defects)

    def add_check(self, uow: UnitOfWork, owner_id: str, check: Check) -> None:
        """See the port."""
        self._safety.add_check(uow, owner_id, check)

    def owner_of_check(self, uow: UnitOfWork, check_id: str) -> str:
        """See the port."""
        return self._safety.owner_of_check(uow, check_id)

    def overdue(self, before: date, codes: Sequence[str], limit: int) -> Sequence[str]:
        """See the port. Whatever ended or closed is told of no more."""
        over = sa.union_all(
            sa.select(worksite.c.id).where(worksite.c.ended_on.is_not(None)),
            sa.select(establishment.c.id).where(establishment.c.closed.is_(sa.true())),
        )
        query = sa.select(commitment.c.id).where(
            commitment.c.id.in_(self._safety.overdue(before, codes)), commitment.c.id.not_in(over)
        )
        with self._database.read() as connection:
            return connection.execute(query.limit(limit)).scalars().all()

    def known(self, ids: Sequence[str]) -> dict[str, Commitment]:
        """See the port."""
        if not ids:
            return {}
        with self._database.read() as connection:
            rows = connection.execute(sa.select(commitment).where(commitment.c.id.in_(ids))).all()
            return {each.id: each for each in self._commitments(connection, rows)}

    def employers(self, paths: Sequence[str], after: Sequence[str] | None, limit: int) -> Sequence[Bound]:
        """See the port."""
        e = establishment.c
        query = sa.select(e.id, e.path, e.name, e.closed).where(
            under(e.path, paths), e.closed.is_(sa.false()), e.kind.in_(EMPLOYING)
        )
        with self._database.read() as connection:
            return [
                _employer(row) for row in connection.execute(keyset(query, EMPLOYERS, after).limit(limit))
            ]

    def names(self, ids: Sequence[str]) -> dict[str, str]:
        """See the port."""
        if not ids:
            return {}
        e = establishment.c
        with self._database.read() as connection:
            rows = connection.execute(sa.select(e.id, e.name).where(e.id.in_(set(ids)))).all()
        return {row.id: row.name for row in rows}

    def forget_signer(self, uow: UnitOfWork, owner_id: str, name: str) -> list[str]:
        """Take somebody's name and signed files off the letters of one subject; that it was signed stays.

        Returns the ids of these letters.
        """
        forgotten = []
        rows = uow.connection.execute(
            sa.select(commitment_letter).where(commitment_letter.c.commitment_id == owner_id)
        ).all()
        for row in rows:
            if self._letter(row).signed_by == name:
                blank = {"sealed": self._sealing.seal("commitment_letter", row.id, {}), "file_id": ""}
                same = commitment_letter.c.id == row.id
                uow.connection.execute(sa.update(commitment_letter).where(same).values(blank))
                forgotten.append(row.id)
        return forgotten

    def _put_letters(self, uow: UnitOfWork, made: Commitment) -> None:
        query = sa.select(commitment_letter.c.id).where(commitment_letter.c.commitment_id == made.id)
        known = set(uow.connection.execute(query).scalars())
        for each in made.letters:
            if each.id not in known:
                values = {name: getattr(each, name) for name in _OF_LETTER} | {
                    "commitment_id": made.id,
                    "form": each.form.value,
                    "sealed": self._sealing.seal("commitment_letter", each.id, {"n": each.signed_by}),
                }
                uow.connection.execute(sa.insert(commitment_letter).values(values))

    def _commitments(self, connection: Connection, rows: Sequence[Any]) -> list[Commitment]:
        ids = [row.id for row in rows]
        defects, checks = self._safety.defects(connection, ids), self._safety.checks(connection, ids)
        letters: dict[str, list[Letter]] = defaultdict(list)
        query = sa.select(commitment_letter).where(commitment_letter.c.commitment_id.in_(ids))
        for row in connection.execute(query.order_by(commitment_letter.c.id.desc())):
            letters[row.commitment_id].append(self._letter(row))
        return [
            Commitment(
                id=row.id,
                subject=Subject(row.subject),
                letters=tuple(letters[row.id]),
                next_check_on=row.next_check_on,
                defects=tuple(defects[row.id]),
                checks=tuple(checks[row.id]),
                version=row.version,
            )
            for row in rows
        ]

    def _letter(self, row: Any) -> Letter:
        opened = self._sealing.open("commitment_letter", row.id, row.sealed)
        return Letter(
            **{name: getattr(row, name) for name in _OF_LETTER},
            form=LetterForm(row.form),
            signed_by=opened.get("n", ""),
        )


def _employer(row: Any) -> Bound:
    return Bound(row.id, Subject.EMPLOYER, row.path, row.name, bool(row.closed))
