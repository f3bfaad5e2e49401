"""Followers whom an event tells something: those who reported the same thing get every answer (CASE-11)."""

from __future__ import annotations

import sqlalchemy as sa

from services.cases.adapters.tables.cases import followers
from services.cases.domain.case import Case
from services.cases.domain.parts import Happening
from services.kernel.persistence.unit_of_work import UnitOfWork

ANSWERING = frozenset({"file", "reject", "merge", "check", "verify", "confirm", "reopen"})
"""Verbs that the reporter is told of as an answer; what asks something of the reporter is for nobody else."""


def followers_told(uow: UnitOfWork, case: Case, happening: Happening) -> tuple[str, ...]:
    """Accounts to name in the event beside its parties. They are told and do not thereby take part.

    Asks the database only where there may be some: asking sends what waits to be written with the commit.
    """
    if not case.followers or not happening.parties or happening.action not in ANSWERING:
        return ()
    mine = followers.c.case_id == case.id
    if case.merged_into:
        # They follow the other case by now.
        mine = sa.and_(followers.c.case_id == case.merged_into, followers.c.merged_from == case.id)
    query = sa.select(followers.c.account_id).where(mine, followers.c.account_id != "").distinct()
    found = uow.connection.execute(query.order_by(followers.c.account_id)).scalars()
    return tuple(f"account:{each}" for each in found)
