"""Proposals as their proposer and their reviewer see them; every one that is opened leaves an audit entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from services.kernel.call import Call
from services.kernel.types import Clock
from services.population.application import sight
from services.population.application.ports import Evidence, FiledEvidence, NewUow, Places
from services.population.application.proposals.making import DECIDE, Proposals, left
from services.population.application.views.ports import Reader
from services.population.domain import proposed_values as said
from services.population.domain.dossier import Dossier
from services.population.domain.proposals import (
    Proposal,
    ProposalKind,
    ProposalState,
    Side,
    conflicts,
    sides,
)
from services.population.domain.records import Dwelling
from services.population.domain.refusals import EvidenceNotFound, ProposalNotFound


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """A proposal beside the record it is about, as far as the reader may see that."""

    proposal: Proposal
    name: str
    address: str
    place: str
    sides: Sequence[Side]
    stale: bool
    conflict: bool
    may_decide: bool
    mine: bool
    # Addresses of the dwellings that are named by their ids.
    addresses: Mapping[str, str]
    # What it is about cannot be seen any more, or must not be: neither can what was collected of it.
    hidden: bool = False
    evidence: Sequence[FiledEvidence] = ()


class SeeProposals:
    """One, some, and how many."""

    def __init__(
        self,
        store: Proposals,
        reader: Reader,
        places: Places,
        new_uow: NewUow,
        clock: Clock,
        evidence: Evidence,
    ) -> None:
        self._store = store
        self._evidence = evidence
        self._reader = reader
        self._places = places
        self._new_uow = new_uow
        self._clock = clock

    def one(self, call: Call, proposal_id: str, *, purpose: str = "", whole: bool = False) -> ShownProposal:
        """Raises ProposalNotFound. ``whole``: for a purpose, by whoever may see whole values there."""
        return self._opened(call, proposal_id, "reveal" if whole else "view", purpose, whole=whole)

    def file(self, call: Call, proposal_id: str, file_id: str) -> tuple[FiledEvidence, bytes]:
        """One of its files, to whoever may see it. Raises ProposalNotFound, EvidenceNotFound."""
        shown = self._opened(call, proposal_id, "file")
        if all(each.id != file_id for each in shown.evidence):
            raise EvidenceNotFound()
        return self._evidence.data(proposal_id, file_id)

    def _opened(
        self, call: Call, proposal_id: str, action: str, purpose: str = "", *, whole: bool = False
    ) -> ShownProposal:
        found = self._store.one(proposal_id)
        may_see = found is not None and (
            found.proposer_id == call.actor.id or sight.sees(call, DECIDE, found.path)
        )
        if found is None or not may_see or (whole and not sight.sees(call, sight.REVEAL, found.path)):
            raise ProposalNotFound()
        with self._new_uow(call.for_purpose(purpose) if purpose else call) as uow:
            left(uow, found, action)
            uow.commit()
        shown = self._shown(call, [found])[0]
        if shown.hidden:
            return shown
        return replace(shown, evidence=self._evidence.of([found.id]).get(found.id, ()))

    def listed(
        self, call: Call, state: ProposalState | None, path: str, after: str, limit: int
    ) -> Sequence[ShownProposal]:
        """Within the ground where the caller decides; those that wait for review when no state is named."""
        with self._new_uow(call) as uow:
            paths = call.scope(DECIDE).paths
            uow.audit("population.proposals.list", "territory", path or "all", territory=path)
            uow.commit()
        wanted = state or ProposalState.SELF_CHECKED
        return self._shown(call, self._store.waiting(paths, path, wanted, after, limit))

    def own(self, call: Call, state: ProposalState | None, after: str, limit: int) -> Sequence[ShownProposal]:
        """The caller's, newest first."""
        self._new_uow(call)
        return self._shown(call, self._store.of_proposer(call.actor.id, state, after, limit))

    def figures(self, call: Call, path: str, days: int) -> Mapping[str, int]:
        """Of the last days within the ground where the caller decides; nobody is named."""
        since = self._clock() - timedelta(days=days)
        return self._store.figures(call.scope(DECIDE).paths, path, since)

    def _shown(self, call: Call, found: Sequence[Proposal]) -> list[ShownProposal]:
        people = self._reader.dossiers(sorted({each.person_id for each in found if each.person_id}))
        named = {each.dwelling_id for each in found if each.dwelling_id}
        named |= {each.values["dwelling_id"] for each in found if "dwelling_id" in each.values}
        seen_people = {key: each for key, each in people.items() if sight.sees_person(call, sight.VIEW, each)}
        named |= {each.dwelling_id for dossier in seen_people.values() for each in dossier.residences}
        homes = {
            key: each
            for key, each in self._reader.dwellings(sorted(named)).items()
            if sight.sees(call, sight.VIEW, each.path)
        }
        names = self._places.place_names({each.path for each in found})
        return [self._one(call, each, seen_people, homes, names) for each in found]

    def _one(
        self,
        call: Call,
        found: Proposal,
        people: Mapping[str, Dossier],
        homes: Mapping[str, Dwelling],
        names: Mapping[str, str],
    ) -> ShownProposal:
        dossier, home = people.get(found.person_id), homes.get(found.dwelling_id)
        record = home if found.kind is ProposalKind.CORRECT_DWELLING else dossier
        gone = found.kind is not ProposalKind.REGISTER and record is None
        hidden = isinstance(record, Dossier) and record.person.restricted
        current = {} if gone or hidden else said.current_of(found.kind, record)
        decides = found.proposer_id != call.actor.id and sight.sees(call, DECIDE, found.path)
        about = dossier.person.name if dossier is not None else found.values.get("name", "")
        where = home or homes.get(found.values.get("dwelling_id", ""))
        compared = found.kind is not ProposalKind.REGISTER and found.open
        moved = compared and (gone or said.version_of(record) != found.record_version)
        return ShownProposal(
            proposal=found,
            name=about,
            address=where.address if where is not None else "",
            place=names.get(found.path, ""),
            sides=() if gone or hidden else sides(found, current if found.open else found.then),
            stale=moved,
            conflict=compared and (gone or conflicts(found, current)),
            may_decide=decides and found.state is ProposalState.SELF_CHECKED,
            mine=found.proposer_id == call.actor.id,
            addresses={
                **{key: each.address for key, each in homes.items()},
                **_of_residences(dossier, homes),
            },
            hidden=gone or hidden,
        )


def _of_residences(dossier: Dossier | None, homes: Mapping[str, Dwelling]) -> dict[str, str]:
    """By the ids of the residences and their households, which a move names."""
    found: dict[str, str] = {}
    for each in dossier.residences if dossier is not None else ():
        if each.dwelling_id in homes:
            found[each.id] = found[each.household_id] = homes[each.dwelling_id].address
    return found
