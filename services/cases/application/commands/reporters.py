"""Finding the cases of one reporter by phone, for a stated purpose; leaves an audit entry (CASE-02)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.engine import Connection

from services.cases.application import access
from services.cases.domain.refusals import PhoneNeeded
from services.kernel.call import Call
from services.kernel.errors import FieldProblem
from services.kernel.persistence.unit_of_work import UnitOfWork

REVEAL = "cases.reporter.reveal"


class PhoneIndex(Protocol):
    """Turns a phone into what can be compared."""

    def phone_index(self, phone: str) -> str:
        """The blind index; empty where there is none."""


class CasesByPhone(Protocol):
    """Finds cases by what a phone was turned into."""

    def by_phone(
        self,
        connection: Connection,
        blind: str,
        call: Call,
        sight: access.Sight,
        reach: Sequence[tuple[str, str]],
        *,
        size: int = 0,
        token: str = "",
    ) -> Any:
        """A page of cases, the newest first."""


class FindByReporter:
    """Finds only cases whose reporter the caller may see in full: a hit tells who reported."""

    def __init__(
        self, new_uow: Callable[[Call], UnitOfWork], people: PhoneIndex, lists: CasesByPhone
    ) -> None:
        self._new_uow = new_uow
        self._people = people
        self._lists = lists

    def __call__(
        self, call: Call, *, phone: str, purpose: str, size: int = 0, token: str = ""
    ) -> tuple[Any, datetime]:
        """A page and the moment it is true at. Raises PhoneNeeded for what is no phone number."""
        blind = self._people.phone_index(phone)
        if not blind:
            raise PhoneNeeded(FieldProblem("phone", PhoneNeeded.code))
        reach = sorted(
            {
                (grant.territory, grant.line)
                for grant in call.actor.grants
                if not grant.unit and (REVEAL in grant.permissions or "*" in grant.permissions)
            }
        )
        with self._new_uow(call.for_purpose(purpose)) as uow:
            page = self._lists.by_phone(
                uow.connection, blind, call, access.sight_of(call), reach, size=size, token=token
            )
            # The blind index stands for the number: that the same one was sought twice shows, the number not.
            uow.audit("cases.reporter.find", "reporter", blind, changes={"found": [None, len(page.rows)]})
            uow.commit()
            return page, uow.now
