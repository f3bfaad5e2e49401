"""Reporters and followers: sealed at rest, found by a blind index, opened only to be masked or revealed."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.cases.adapters.tables.cases import cases, followers, parties
from services.cases.domain.case import Case
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.security.fields import FieldCipher, NothingToIndex
from services.kernel.security.masks import is_masked
from services.kernel.types import NewId


class SealedPeople:
    """Seals to one row, so that a value copied elsewhere does not open."""

    def __init__(self, cipher: FieldCipher, new_id: NewId) -> None:
        self._cipher = cipher
        self._new_id = new_id

    def seal(self, place: str, name: str, phone: str) -> tuple[bytes | None, bytes | None, str]:
        """``place`` has a gap for the field: ``case.reporter_{}/<id>``. A masked text is no value to keep."""
        name, phone = name.strip(), phone.strip()
        sealed_name = (
            self._cipher.seal(name, place=place.format("name")) if name and not is_masked(name) else None
        )
        if not phone or is_masked(phone):
            return sealed_name, None, ""
        try:
            blind = self._cipher.blind(phone, kind="phone")
        except NothingToIndex:
            blind = ""
        return sealed_name, self._cipher.seal(phone, place=place.format("phone")), blind

    def phone_index(self, phone: str) -> str:
        """The blind index of a phone number; empty for a text without digits, or a masked one."""
        if is_masked(phone):
            return ""
        try:
            return self._cipher.blind(phone.strip(), kind="phone")
        except NothingToIndex:
            return ""

    def open(self, case: Case) -> tuple[str, str]:
        """The reporter's whole name and phone."""
        name, phone = case.reporter.name, case.reporter.phone
        return (
            self._cipher.open(name, place=f"case.reporter_name/{case.id}") if name else "",
            self._cipher.open(phone, place=f"case.reporter_phone/{case.id}") if phone else "",
        )

    def follow(
        self, uow: UnitOfWork, case_id: str, account_id: str, name: str, phone: str, merged_from: str = ""
    ) -> None:
        """One more follower."""
        follower_id = self._new_id()
        sealed_name, sealed_phone, blind = self.seal(f"follower.{{}}/{follower_id}", name, phone)
        uow.connection.execute(
            sa.insert(followers).values(
                id=follower_id,
                case_id=case_id,
                account_id=account_id,
                name=sealed_name,
                phone=sealed_phone,
                phone_blind=blind,
                merged_from=merged_from,
                at=uow.now,
            )
        )

    def move_followers(self, uow: UnitOfWork, source: Case, target_id: str) -> int:
        """The reporter and the followers of a merged case follow the other one."""
        name, phone = self.open(source)
        self.follow(uow, target_id, source.reporter.account_id, name, phone, merged_from=source.id)
        moved = uow.connection.execute(
            sa.update(followers)
            .where(followers.c.case_id == source.id)
            .values(case_id=target_id, merged_from=source.id)
        )
        return 1 + moved.rowcount

    def forget(self, uow: UnitOfWork, case_id: str, account_id: str) -> None:
        """The account takes no part any more."""
        uow.connection.execute(
            sa.delete(parties).where(parties.c.case_id == case_id, parties.c.party == f"account:{account_id}")
        )

    def external(self, connection: Connection, system: str, number: str) -> str | None:
        """Number of the case that came from there."""
        query = sa.select(cases.c.number).where(
            cases.c.external_system == system, cases.c.external_number == number
        )
        return connection.execute(query).scalar()
