"""Grants: who may give what to whom, and what stops counting when (DIR-25, DIR-26)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.directory.domain.account_refusals import FourEyes, GrantDecided
from services.kernel import call as kernel
from services.kernel.errors import Invalid

LONGEST_LOAN = timedelta(days=92)
DELEGATION = "delegation"
"""Role name of a loan: the lender's rights as they are at each token, not a copy of them."""


class GrantState(StrEnum):
    """A grant waits for the second pair of eyes before it counts."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    REFUSED = "refused"
    REVOKED = "revoked"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Reach:
    """Over which rows a right holds."""

    territory: str
    line: str = ""
    unit: str = ""

    def within(self, outer: Reach) -> bool:
        """Whether all of this reach is in ``outer`` too; an unlimited one never lies in a limited one."""
        line = not outer.line or self.line == outer.line or self.line.startswith(outer.line + ".")
        unit = not outer.unit or self.unit == outer.unit
        return line and unit and self.territory.startswith(outer.territory)


@dataclass
class RoleGrant:
    """A role for an account over a reach, proposed by one person and decided by another."""

    id: str
    account: str
    role: str
    reach: Reach
    state: GrantState
    reason: str
    proposed_by: str
    created_at: datetime
    valid_from: datetime
    valid_until: datetime | None = None
    decided_by: str = ""
    delegated_from: str = ""
    post: str = ""

    def decide(self, approve: bool, by: str, now: datetime) -> None:
        """Refused to the proposer and to the beneficiary."""
        if self.state is not GrantState.PROPOSED:
            raise GrantDecided(state=self.state.value)
        if by in (self.proposed_by, self.account):
            raise FourEyes()
        if approve and self.valid_until is not None and self.valid_until <= now:
            raise GrantDecided(state=GrantState.EXPIRED.value)
        self.state = GrantState.ACTIVE if approve else GrantState.REFUSED
        self.decided_by = by

    def revoke(self) -> None:
        """Takes effect with the next token, within ten minutes."""
        if self.state not in (GrantState.PROPOSED, GrantState.ACTIVE):
            raise GrantDecided(state=self.state.value)
        self.state = GrantState.REVOKED

    def counts(self, now: datetime) -> bool:
        """Whether it gives anything at this moment."""
        begun = self.valid_from <= now
        return (
            self.state is GrantState.ACTIVE and begun and (self.valid_until is None or now < self.valid_until)
        )


def checked_dates(
    since: datetime | None, until: datetime | None, now: datetime, *, longest: timedelta | None = None
) -> tuple[datetime, datetime | None]:
    """Start (now unless later) and end; Invalid when it would end before it begins or last too long."""
    start = max(since, now) if since else now
    if until is not None and until <= start:
        raise Invalid.one("valid_until", "directory.ends_before_start")
    if longest is not None and (until is None or until - start > longest):
        raise Invalid.one("valid_until", "directory.loan_too_long", days=longest.days)
    return start, until


def holds_all(
    grants: Iterable[kernel.Grant],
    permissions: Iterable[str],
    reach: Reach,
    *,
    not_lent_by: frozenset[str] = frozenset(),
) -> bool:
    """Whether every permission is held over all of ``reach``, by rights not lent by one of ``not_lent_by``.

    Stricter than `Call.may`: a right for one line of work does not cover a grant for all lines.
    """
    usable = [g for g in grants if not (g.delegated_from and g.delegated_from in not_lent_by)]
    return all(
        any(
            (permission in grant.permissions or "*" in grant.permissions)
            and reach.within(Reach(grant.territory, grant.line, grant.unit))
            for grant in usable
        )
        for permission in permissions
    )


def own(grants: Iterable[kernel.Grant]) -> list[kernel.Grant]:
    """Rights that were not lent: only these may be given or lent on."""
    return [grant for grant in grants if not grant.delegated_from]
