"""Proposals in the database; what they say is sealed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from services.kernel.call import Scope
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.evidence import FiledEvidences
from services.population.adapters.reading import under
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.proposals import proposal as p
from services.population.adapters.tables.registers import person
from services.population.domain.proposals import OPEN, Proposal, ProposalKind, ProposalState
from services.population.domain.rights import Held

_SEALED = ("values", "then", "reason", "note")
_PLAIN = tuple(
    name for name in Proposal.__dataclass_fields__ if name not in _SEALED and name not in ("kind", "state")
)
_COLUMNS = (
    ("时间", "Time"),
    ("采集人", "Collected by"),
    ("事项", "What"),
    ("状态", "State"),
    ("内容", "What is proposed"),
    ("说明", "Reason"),
    ("材料", "Files"),
)


class SqlProposals:
    """See the port `Proposals`, and `Holder` for what they hold about somebody."""

    def __init__(self, database: Database, sealing: Sealing, evidence: FiledEvidences) -> None:
        self._database = database
        self._sealing = sealing
        self._evidence = evidence

    def get(self, uow: UnitOfWork, proposal_id: str) -> Proposal | None:
        """See the port."""
        query = sa.select(p).where(p.c.id == proposal_id).with_for_update()
        row = uow.connection.execute(query).first()
        return self._proposal(row) if row is not None else None

    def one(self, proposal_id: str) -> Proposal | None:
        """See the port."""
        with self._database.read() as connection:
            row = connection.execute(sa.select(p).where(p.c.id == proposal_id)).first()
        return self._proposal(row) if row is not None else None

    def add(self, uow: UnitOfWork, proposal: Proposal) -> None:
        """See the port."""
        uow.connection.execute(sa.insert(p).values(self._row(proposal)))

    def keep(self, uow: UnitOfWork, proposal: Proposal) -> None:
        """See the port."""
        values = self._row(proposal)
        uow.connection.execute(sa.update(p).where(p.c.id == proposal.id).values(values))

    def waiting(
        self, paths: Sequence[str], path: str, state: ProposalState, after: str, limit: int
    ) -> Sequence[Proposal]:
        """See the port."""
        query = sa.select(p).where(p.c.state == state.value, under(p.c.path, Scope(tuple(paths), ()), path))
        oldest_first = state in OPEN
        if after:
            query = query.where(_beyond(after, oldest_first))
        return self._page(query, oldest_first, limit)

    def of_proposer(
        self, account_id: str, state: ProposalState | None, after: str, limit: int
    ) -> Sequence[Proposal]:
        """See the port."""
        query = sa.select(p).where(p.c.proposer_id == account_id)
        if state is not None:
            query = query.where(p.c.state == state.value)
        if after:
            query = query.where(_beyond(after, False))
        return self._page(query, False, limit)

    def figures(self, paths: Sequence[str], path: str, since: datetime) -> Mapping[str, int]:
        """See the port."""

        def count(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
            return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)

        recent = p.c.made_at >= since
        decided = p.c.decided_at >= since
        query = sa.select(
            count(p.c.state == ProposalState.SELF_CHECKED.value),
            count(recent),
            count(sa.and_(recent, p.c.same_day.is_(True))),
            count(sa.and_(decided, p.c.state == ProposalState.PUBLISHED.value)),
            count(sa.and_(decided, p.c.state == ProposalState.REJECTED.value)),
        ).where(under(p.c.path, Scope(tuple(paths), ()), path))
        with self._database.read() as connection:
            row = connection.execute(query).one()
        names = ("waiting", "made", "same_day", "published", "rejected")
        return {name: int(number) for name, number in zip(names, row, strict=True)}

    def held(self, person_id: str) -> Sequence[Held]:
        """Of somebody, whatever is proposed of him; also by the number of his document."""
        with self._database.read() as connection:
            found = [self._proposal(row) for row in connection.execute(_about(connection, person_id))]
        if not found:
            return ()
        files = self._evidence.of([each.id for each in found])
        rows = tuple(
            (
                f"{each.collected_at:%Y-%m-%d %H:%M}",
                each.proposer_name,
                each.kind.value,
                each.state.value,
                "; ".join(f"{name}: {value}" for name, value in each.values.items()),
                each.reason,
                "; ".join(file.file_name for file in files.get(each.id, ())),
            )
            for each in found
        )
        purpose = ("居民登记信息审核", "Review of what is registered")
        return (Held("proposals", ("变更申请", "Proposals"), purpose, _COLUMNS, rows),)

    def erase(self, uow: UnitOfWork, person_id: str) -> list[str]:
        """All of them, with their files."""
        rows = uow.connection.execute(_about(uow.connection, person_id)).all()
        values = [value for row in rows for value in self._proposal(row).values.values()]
        ids = [row.id for row in rows]
        self._gone(uow, ids)
        return values

    def forget(self, uow: UnitOfWork, before: datetime, most: int) -> int:
        """See the port."""
        over = p.c.state.not_in([each.value for each in OPEN])
        last = sa.func.coalesce(p.c.decided_at, p.c.made_at)
        query = sa.select(p.c.id).where(over, last < before).order_by(p.c.id).limit(most)
        ids = list(uow.connection.execute(query).scalars())
        self._gone(uow, ids)
        return len(ids)

    def _gone(self, uow: UnitOfWork, ids: Sequence[str]) -> None:
        if ids:
            self._evidence.unbind(uow, ids)
            uow.connection.execute(sa.delete(p).where(p.c.id.in_(ids)))

    def _page(self, query: Any, oldest_first: bool, limit: int) -> list[Proposal]:
        order = (p.c.made_at, p.c.id) if oldest_first else (p.c.made_at.desc(), p.c.id.desc())
        ordered = query.order_by(*order).limit(limit)
        with self._database.read() as connection:
            return [self._proposal(row) for row in connection.execute(ordered)]

    def _row(self, proposal: Proposal) -> dict[str, Any]:
        said = {name: getattr(proposal, name) for name in _SEALED}
        said |= {"values": dict(proposal.values), "then": dict(proposal.then)}
        number = proposal.values.get("document_number", "")
        register = proposal.kind is ProposalKind.REGISTER
        return {
            **{name: getattr(proposal, name) for name in _PLAIN},
            "kind": proposal.kind.value,
            "state": proposal.state.value,
            "document_blind": self._sealing.document(number) if register else "",
            "sealed": self._sealing.seal("proposal", proposal.id, said),
        }

    def _proposal(self, row: Any) -> Proposal:
        said = self._sealing.open("proposal", row.id, row.sealed)
        plain = {name: getattr(row, name) for name in _PLAIN}
        for name in ("collected_at", "made_at", "checked_at", "decided_at"):
            plain[name] = aware(plain[name]) if plain[name] is not None else None
        return Proposal(
            **plain,
            kind=ProposalKind(row.kind),
            state=ProposalState(row.state),
            values=said.get("values", {}),
            then=said.get("then", {}),
            reason=said.get("reason", ""),
            note=said.get("note", ""),
        )


def _beyond(after: str, oldest_first: bool) -> sa.ColumnElement[bool]:
    """What follows that proposal by time: ids made on phones say nothing of it."""
    at = sa.select(p.c.made_at).where(p.c.id == after).scalar_subquery()
    same = p.c.made_at == at
    if oldest_first:
        return sa.or_(p.c.made_at > at, sa.and_(same, p.c.id > after))
    return sa.or_(p.c.made_at < at, sa.and_(same, p.c.id < after))


def _about(connection: sa.Connection, person_id: str) -> sa.Select[Any]:
    blind = connection.execute(sa.select(person.c.document_blind).where(person.c.id == person_id)).scalar()
    his = p.c.person_id == person_id
    return sa.select(p).where(sa.or_(his, p.c.document_blind == blind) if blind else his).order_by(p.c.id)
