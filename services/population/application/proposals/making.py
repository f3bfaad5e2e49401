"""Proposals are made, checked, revised and withdrawn by whoever collected them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application import sight
from services.population.application.proposals.carrying_out import wanted_of
from services.population.application.room import Room, today_in_china
from services.population.domain import details as rules
from services.population.domain import documents
from services.population.domain import proposed_values as said
from services.population.domain.dossier import Dossier
from services.population.domain.proposals import (
    Proposal,
    ProposalKind,
    ProposalState,
    cleaned,
)
from services.population.domain.records import Dwelling
from services.population.domain.refusals import ProposalNotFound, ResidenceNotFound

MAKE = "population.proposal.make"
DECIDE = "population.proposal.decide"
_LATE = timedelta(days=30)
Subject = Dossier | Dwelling | None


class Proposals(Protocol):
    """Where proposals are kept, sealed."""

    def get(self, uow: UnitOfWork, proposal_id: str) -> Proposal | None:
        """Locked until the transaction ends."""

    def one(self, proposal_id: str) -> Proposal | None: ...
    def add(self, uow: UnitOfWork, proposal: Proposal) -> None: ...
    def keep(self, uow: UnitOfWork, proposal: Proposal) -> None: ...

    def waiting(
        self, paths: Sequence[str], path: str, state: ProposalState, after: str, limit: int
    ) -> Sequence[Proposal]:
        """Within ``paths`` and ``path``; the oldest first where they wait, else the newest."""

    def of_proposer(
        self, account_id: str, state: ProposalState | None, after: str, limit: int
    ) -> Sequence[Proposal]:
        """The newest first."""

    def figures(self, paths: Sequence[str], path: str, since: datetime) -> Mapping[str, int]:
        """waiting; made, same_day, published and rejected since then."""

    def forget(self, uow: UnitOfWork, before: datetime, most: int) -> int:
        """Those that were over by then go with their files; how many they were."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What came from the worker."""

    kind: ProposalKind
    values: Mapping[str, str]
    id: str = ""
    person_id: str = ""
    dwelling_id: str = ""
    reason: str = ""
    etag: str = ""
    collected_at: datetime | None = None
    checked: bool = False
    evidence_ids: tuple[str, ...] = ()


class Drafting:
    """What a proposal stands on: a record within the proposer's sight, and values that can be true."""

    def __init__(self, room: Room, store: Proposals) -> None:
        self.room = room
        self.store = store

    def subject(self, uow: UnitOfWork, kind: ProposalKind, person_id: str, dwelling_id: str) -> Subject:
        """The record it is about. Raises PersonNotFound, DwellingNotFound."""
        if kind is ProposalKind.REGISTER:
            return None
        if kind is ProposalKind.CORRECT_DWELLING:
            dwelling = self.room.register.dwelling(uow, dwelling_id)
            found = sight.dwelling_in_sight(uow.call, sight.VIEW, dwelling)
            return sight.dwelling_in_sight(uow.call, MAKE, found)
        dossier = sight.person_in_sight(uow.call, sight.VIEW, self.room.register.dossier(uow, person_id))
        dossier = sight.person_in_sight(uow.call, MAKE, dossier)
        dossier.must_be_free()
        return dossier

    def place(self, uow: UnitOfWork, kind: ProposalKind, subject: Subject, values: Mapping[str, str]) -> str:
        """Where it is reviewed; raises Invalid for values that cannot be true, and what is not in sight."""
        today = today_in_china(uow.now)
        if isinstance(subject, Dwelling):
            said.dwelling_changes(values)
            phone = documents.phone_problem(values.get("owner_phone", ""), "values.owner_phone")
            if phone is not None:
                raise Invalid(phone)
            return subject.path
        if kind is ProposalKind.CORRECT_PERSON and subject is not None:
            rules.checked(rules.merged(subject.person, said.details_of(values)), today, "values")
            return subject.person.path
        if kind is ProposalKind.REGISTER:
            rules.checked(said.details_of(values), today, "values")
        if kind in (ProposalKind.REGISTER, ProposalKind.MOVE_IN):
            return self._home(uow, values)
        assert isinstance(subject, Dossier)
        if subject.main is None:
            raise ResidenceNotFound()
        said.day_of(values, "day")
        if kind is ProposalKind.CHANGE_CATEGORY:
            said.kind_of(values)
            said.reason_of(values)
        return subject.main.path

    def _home(self, uow: UnitOfWork, values: Mapping[str, str]) -> str:
        wanted = wanted_of(values)
        if wanted.household_id:
            family = self.room.register.family(uow, wanted.household_id)
            family = sight.family_in_sight(uow.call, sight.VIEW, family)
            return sight.family_in_sight(uow.call, MAKE, family).household.path
        if not wanted.dwelling_id:
            raise Invalid(FieldProblem("values.dwelling_id", "kernel.required"))
        dwelling = self.room.register.dwelling(uow, wanted.dwelling_id)
        dwelling = sight.dwelling_in_sight(uow.call, sight.VIEW, dwelling)
        return sight.dwelling_in_sight(uow.call, MAKE, dwelling).path

    def make(self, uow: UnitOfWork, collected: Collected) -> Proposal:
        """Store it. Raises Invalid, and what is not in sight."""
        subject = self.subject(uow, collected.kind, collected.person_id, collected.dwelling_id)
        values, then = self.compared(collected.kind, subject, collected.values)
        path = self.place(uow, collected.kind, subject, values)
        seen = _seen(collected.collected_at, uow.now)
        made = Proposal(
            id=collected.id or self.room.new_id(),
            kind=collected.kind,
            path=path,
            proposer_id=uow.call.actor.id,
            proposer_name=uow.call.actor.name,
            collected_at=seen,
            made_at=uow.now,
            values=values,
            then=then,
            same_day=today_in_china(seen) == today_in_china(uow.now),
            person_id=collected.person_id if isinstance(subject, Dossier) else "",
            dwelling_id=collected.dwelling_id if isinstance(subject, Dwelling) else "",
            record_version=_version(collected.etag, subject),
            reason=collected.reason,
        )
        if collected.checked:
            made = replace(made, state=ProposalState.SELF_CHECKED, checked_at=uow.now)
        self.store.add(uow, made)
        self.room.changes.bind_evidence(uow, made.id, collected.evidence_ids, uow.call.actor.id)
        left(uow, made, "make")
        return made

    @staticmethod
    def compared(
        kind: ProposalKind, subject: Subject, given: Mapping[str, str]
    ) -> tuple[dict[str, str], dict[str, str]]:
        """What is proposed, without what the register says already, and what it says. Raises Invalid."""
        values = cleaned(kind, given)
        current = said.current_of(kind, subject)
        if kind.corrects:
            values = {name: value for name, value in values.items() if value != current.get(name, "")}
            current = {name: current.get(name, "") for name in values}
        if not values and kind is not ProposalKind.MOVE_OUT:
            raise Invalid(FieldProblem("values", "population.nothing_proposed"))
        return values, current

    def own(self, uow: UnitOfWork, proposal_id: str, etag: str) -> Proposal:
        """One of the caller's own. Raises ProposalNotFound, Stale."""
        found = self.store.get(uow, proposal_id)
        if found is None or found.proposer_id != uow.call.actor.id:
            raise ProposalNotFound()
        found.must_be_current(etag)
        return found


class MakeProposal:
    """Something was collected."""

    def __init__(self, drafting: Drafting) -> None:
        self._drafting = drafting

    def __call__(self, call: Call, collected: Collected) -> str:
        """Its id. The same id again changes nothing. Raises Invalid, and what is not in sight."""
        with self._drafting.room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            if collected.id and self._drafting.store.get(uow, collected.id) is not None:
                return self._drafting.own(uow, collected.id, "").id
            made = self._drafting.make(uow, collected)
            uow.commit(result=made.id)
        return made.id


class ChangeOwn:
    """The proposer checks, revises or withdraws."""

    def __init__(self, drafting: Drafting) -> None:
        self._drafting = drafting

    def check(self, call: Call, proposal_id: str, etag: str) -> str:
        """Its id. Raises ProposalNotFound, ProposalOver, Stale."""
        with self._drafting.room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            found = self._drafting.own(uow, proposal_id, etag)
            self._keep(uow, found.check(uow.now), "check")
        return proposal_id

    def withdraw(self, call: Call, proposal_id: str, etag: str) -> str:
        """Its id. Raises ProposalNotFound, ProposalOver, Stale."""
        with self._drafting.room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            found = self._drafting.own(uow, proposal_id, etag)
            self._keep(uow, found.withdraw(), "withdraw")
        return proposal_id

    def revise(
        self,
        call: Call,
        proposal_id: str,
        etag: str,
        given: Mapping[str, str],
        reason: str,
        evidence_ids: Sequence[str] = (),
    ) -> str:
        """Its id; files it has already stay. Raises ProposalNotFound, ProposalOver, Stale, Invalid."""
        with self._drafting.room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            found = self._drafting.own(uow, proposal_id, etag)
            subject = self._drafting.subject(uow, found.kind, found.person_id, found.dwelling_id)
            # What was masked when it was shown stays as it was proposed.
            kept = {**found.values, **cleaned(found.kind, given)}
            values, then = self._drafting.compared(found.kind, subject, kept)
            path = self._drafting.place(uow, found.kind, subject, values)
            revised = found.revise(values, then, said.version_of(subject), reason, uow.now)
            changes = self._drafting.room.changes
            changes.bind_evidence(uow, proposal_id, evidence_ids, call.actor.id)
            self._keep(uow, replace(revised, path=path), "revise")
        return proposal_id

    def _keep(self, uow: UnitOfWork, proposal: Proposal, action: str) -> None:
        self._drafting.store.keep(uow, proposal)
        left(uow, proposal, action)
        uow.commit(result=proposal.id)


def left(uow: UnitOfWork, proposal: Proposal, action: str) -> None:
    """An audit entry: which fields, never what they say."""
    subject = ("person", proposal.person_id) if proposal.person_id else ("proposal", proposal.id)
    changes = {
        "fields": ["", sorted(proposal.values)],
        "state": ["", proposal.state.value],
        "proposal": ["", proposal.id],
    }
    uow.audit(
        f"population.proposal.{action}", subject[0], subject[1], territory=proposal.path, changes=changes
    )


def _seen(said_at: datetime | None, now: datetime) -> datetime:
    """When it was collected; a phone's clock that runs ahead is not believed.

    Raises Invalid for what was collected too long ago to be told now.
    """
    if said_at is None or said_at > now:
        return now
    if said_at < now - _LATE:
        raise Invalid(FieldProblem("collect_time", "population.collected_too_late"))
    return said_at


def _version(etag: str, subject: Subject) -> int:
    """Of the record as the proposer saw it: on a phone that may be older than what stands here now."""
    return int(etag) if etag.isascii() and etag.isdigit() and len(etag) < 10 else said.version_of(subject)
