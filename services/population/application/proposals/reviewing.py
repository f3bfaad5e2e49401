"""Proposals are published, returned or rejected by somebody else than whoever made them (POP-27)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC

from google.protobuf.timestamp_pb2 import Timestamp

from services.kernel.call import Call
from services.kernel.errors import Invalid, Refusal
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application import sight
from services.population.application.proposals.carrying_out import CarryOut
from services.population.application.proposals.making import DECIDE, Proposals, left
from services.population.application.room import Room
from services.population.domain import proposed_values as said
from services.population.domain.proposals import (
    Proposal,
    ProposalKind,
    ProposalState,
    chosen,
    conflicts,
)
from services.population.domain.refusals import ProposalConflict, ProposalNotFound
from wangge.population.v1 import events_pb2 as pb


class DecideProposal:
    """One after the other, or all in which nothing conflicts."""

    def __init__(self, room: Room, store: Proposals, carry_out: CarryOut) -> None:
        self._room = room
        self._store = store
        self._carry_out = carry_out

    def __call__(
        self,
        call: Call,
        proposal_id: str,
        etag: str,
        state: ProposalState,
        note: str = "",
        fields: Collection[str] = (),
        *,
        sure: bool = False,
    ) -> str:
        """Its id. ``fields``: of a correction those that are taken over, all when none are named.

        Raises ProposalNotFound, ProposalOver, OwnProposal, ProposalConflict (a conflict and no fields named),
        Stale, Invalid, and what the command of the register raises.
        """
        with self._room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            self._decide(uow, proposal_id, etag, state, note, fields, sure=sure, bulk=False)
            uow.commit(result=proposal_id)
        return proposal_id

    def in_bulk(self, call: Call, ids: Sequence[str]) -> tuple[list[str], list[tuple[str, str]]]:
        """Those published, and those left with the code that says why; each in a transaction of its own."""
        call = replace(call, request=None)
        done: list[str] = []
        kept: list[tuple[str, str]] = []
        for each in dict.fromkeys(ids):
            try:
                with self._room.new_uow(call) as uow:
                    self._decide(uow, each, "", ProposalState.PUBLISHED, "", (), sure=False, bulk=True)
                    uow.commit()
                done.append(each)
            except Refusal as refusal:
                problems = refusal.problems if isinstance(refusal, Invalid) else ()
                kept.append((each, problems[0].code if problems else refusal.code))
        return done, kept

    def _decide(
        self,
        uow: UnitOfWork,
        proposal_id: str,
        etag: str,
        state: ProposalState,
        note: str,
        fields: Collection[str],
        *,
        sure: bool,
        bulk: bool,
    ) -> None:
        found = self._store.get(uow, proposal_id)
        if found is None or not sight.sees(uow.call, DECIDE, found.path):
            raise ProposalNotFound()
        actor = uow.call.actor
        found.must_be_current(etag)
        decided = found.decide(state, actor.id, actor.name, uow.now, note)
        if state is ProposalState.PUBLISHED:
            values = chosen(found, fields)
            if not fields:
                self._must_not_conflict(uow, found, bulk)
            record_id = self._carry_out(uow, found, values, sure=sure)
            if found.kind is ProposalKind.REGISTER:
                decided = replace(decided, person_id=record_id)
        self._store.keep(uow, decided)
        left(uow, decided, "decide")
        uow.record(_event(uow, decided), aggregate=decided.id, territory=decided.path)

    def _must_not_conflict(self, uow: UnitOfWork, proposal: Proposal, bulk: bool) -> None:
        """Raises ProposalConflict; in bulk for a record that was changed at all since, too."""
        if proposal.kind is ProposalKind.REGISTER:
            return
        register = self._room.register
        if proposal.kind is ProposalKind.CORRECT_DWELLING:
            dwelling = register.dwelling(uow, proposal.dwelling_id)
            current, version = said.current_of(proposal.kind, dwelling), said.version_of(dwelling)
        else:
            dossier = register.dossier(uow, proposal.person_id)
            dossier = sight.person_in_sight(uow.call, sight.EDIT, dossier)
            current, version = said.current_of(proposal.kind, dossier), said.version_of(dossier)
        if conflicts(proposal, current) or (bulk and version != proposal.record_version):
            raise ProposalConflict()


def _event(uow: UnitOfWork, proposal: Proposal) -> pb.ProposalDecided:
    at = Timestamp()
    at.FromDatetime(uow.now.astimezone(UTC))
    return pb.ProposalDecided(
        proposal_id=proposal.id,
        kind=proposal.kind.value,
        decision=proposal.state.value,
        person_id=proposal.person_id,
        dwelling_id=proposal.dwelling_id,
        proposer_id=proposal.proposer_id,
        territory_path=proposal.path,
        at=at,
    )
