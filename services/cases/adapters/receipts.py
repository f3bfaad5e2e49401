"""Receipt secrets, derived under the index key, and the count of wrong guesses."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from services.cases.adapters.directory import Directory
from services.cases.adapters.tables.cases import cases, receipt_tries, timeline
from services.cases.application.commands.receipts import ReceiptStep
from services.cases.domain.case import Case
from services.cases.domain.states import STEP, State
from services.kernel.persistence.moments import aware
from services.kernel.security.fields import FieldCipher

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


class SealedReceipts:
    """Twelve letters and digits that cannot be mistaken for each other: 58 bits, and few guesses."""

    def __init__(self, cipher: FieldCipher, directory: Directory) -> None:
        self._cipher = cipher
        self._directory = directory

    def secret_of(self, case_id: str) -> str:
        """The same each time: a repeated report is given its receipt again, and no secret is stored."""
        number = int(self._cipher.blind(f"case.receipt/{case_id}", kind="text"), 16)
        letters = []
        for _ in range(12):
            number, rest = divmod(number, len(_LETTERS))
            letters.append(_LETTERS[rest])
        return "".join(letters)

    def case_id_of(self, connection: Connection, number: str) -> str | None:
        """The case with this number."""
        return connection.execute(sa.select(cases.c.id).where(cases.c.number == number)).scalar()

    def wrong(self, connection: Connection, number: str) -> tuple[int, datetime | None]:
        """Wrong tries and the last of them."""
        row = connection.execute(
            sa.select(receipt_tries.c.wrong, receipt_tries.c.last_at).where(receipt_tries.c.number == number)
        ).first()
        return (row.wrong, aware(row.last_at)) if row else (0, None)

    def count_wrong(self, connection: Connection, number: str, at: datetime) -> None:
        """One more wrong try, safe against two at once."""
        dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
        insert = dialect.insert(receipt_tries).values(number=number, wrong=1, last_at=at)
        connection.execute(
            insert.on_conflict_do_update(
                index_elements=["number"], set_={"wrong": receipt_tries.c.wrong + 1, "last_at": at}
            )
        )

    def clear(self, connection: Connection, number: str) -> None:
        """The count starts anew."""
        connection.execute(sa.delete(receipt_tries).where(receipt_tries.c.number == number))

    def forget(self, connection: Connection, before: datetime) -> int:
        """Drop what was tried last before this moment."""
        return connection.execute(sa.delete(receipt_tries).where(receipt_tries.c.last_at < before)).rowcount

    def steps(self, connection: Connection, case: Case) -> list[ReceiptStep]:
        """When each step was first reached; the organisation, never a person's name."""
        rows = connection.execute(
            sa.select(timeline.c.at, timeline.c.to_state, timeline.c.unit_name)
            .where(timeline.c.case_id == case.id)
            .order_by(timeline.c.sequence)
        )
        found: dict[int, ReceiptStep] = {}
        for row in rows:
            step = STEP[State(row.to_state)]
            found.setdefault(step, ReceiptStep(step, aware(row.at), row.unit_name))
        return [found[step] for step in sorted(found)]
