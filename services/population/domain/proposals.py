"""What was collected and waits for review: its states, and how it stands against the register (POP-27).

    collected --check--> self_checked --publish--> published
        ^                    | |  \\--reject--> rejected
        |                    | return
        +--- revise --- returned          (collected, self_checked, returned) --withdraw--> withdrawn

A revised proposal is checked again by whoever revises it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from services.kernel.errors import FieldProblem, Invalid
from services.kernel.security.masks import is_masked
from services.population.domain.refusals import NotYourProposal, OwnProposal, ProposalOver, Stale


class ProposalKind(StrEnum):
    """What is proposed."""

    REGISTER = "register"
    CORRECT_PERSON = "correct_person"
    CORRECT_DWELLING = "correct_dwelling"
    MOVE_IN = "move_in"
    MOVE_OUT = "move_out"
    CHANGE_CATEGORY = "change_category"

    @property
    def corrects(self) -> bool:
        """Whether each field stands for itself."""
        return self in (ProposalKind.CORRECT_PERSON, ProposalKind.CORRECT_DWELLING)


class ProposalState(StrEnum):
    """Where it stands."""

    COLLECTED = "collected"
    SELF_CHECKED = "self_checked"
    RETURNED = "returned"
    PUBLISHED = "published"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


OPEN = (ProposalState.COLLECTED, ProposalState.SELF_CHECKED, ProposalState.RETURNED)
PERSON = (
    "name",
    "sex",
    "born_on",
    "document_kind",
    "document_number",
    "phone",
    "registered_address",
    "registered_division",
)
RESIDENCE = ("kind", "household_id", "dwelling_id", "relation", "reason", "from_day", "origin")
DWELLING = ("address", "unit", "storey", "room", "area", "use", "occupancy", "owner_name", "owner_phone")
FIELDS: Mapping[ProposalKind, tuple[str, ...]] = {
    ProposalKind.REGISTER: PERSON + RESIDENCE,
    ProposalKind.CORRECT_PERSON: PERSON,
    ProposalKind.CORRECT_DWELLING: DWELLING,
    ProposalKind.MOVE_IN: RESIDENCE,
    ProposalKind.MOVE_OUT: ("day", "destination", "stays_registered"),
    ProposalKind.CHANGE_CATEGORY: ("kind", "reason", "day"),
}
WHERE = "residence_id"
"""Key of the residence a move is about, in what the register said then; never a field that is proposed."""
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that was collected. ``values`` are proposed, ``then`` is what the register said of them."""

    id: str
    kind: ProposalKind
    path: str
    proposer_id: str
    proposer_name: str
    collected_at: datetime
    made_at: datetime
    values: Mapping[str, str]
    then: Mapping[str, str]
    same_day: bool
    state: ProposalState = ProposalState.COLLECTED
    person_id: str = ""
    dwelling_id: str = ""
    record_version: int = 0
    reason: str = ""
    note: str = ""
    checked_at: datetime | None = None
    decided_by: str = ""
    decided_by_name: str = ""
    decided_at: datetime | None = None
    version: int = 1

    @property
    def open(self) -> bool:
        """Not decided yet."""
        return self.state in OPEN

    def must_be_of(self, account_id: str) -> None:
        """Raises NotYourProposal: its own proposer alone checks, revises and withdraws."""
        if self.proposer_id != account_id:
            raise NotYourProposal()

    def must_be_current(self, etag: str) -> None:
        """Raises Stale."""
        if etag and etag != str(self.version):
            raise Stale()

    def check(self, at: datetime) -> Proposal:
        """The proposer has looked at it again. Raises ProposalOver."""
        self._must_be(ProposalState.COLLECTED)
        return replace(self, state=ProposalState.SELF_CHECKED, checked_at=at, version=self.version + 1)

    def revise(
        self, values: Mapping[str, str], then: Mapping[str, str], version: int, reason: str, at: datetime
    ) -> Proposal:
        """Other values, against the record as it is now. Raises ProposalOver."""
        self._must_be(*OPEN)
        return replace(
            self,
            values=values,
            then=then,
            record_version=version,
            reason=reason or self.reason,
            state=ProposalState.SELF_CHECKED,
            checked_at=at,
            version=self.version + 1,
        )

    def withdraw(self) -> Proposal:
        """Raises ProposalOver."""
        self._must_be(*OPEN)
        return replace(self, state=ProposalState.WITHDRAWN, version=self.version + 1)

    def decide(self, state: ProposalState, by: str, by_name: str, at: datetime, note: str) -> Proposal:
        """Published, returned or rejected by somebody else. Raises ProposalOver, OwnProposal, Invalid."""
        self._must_be(ProposalState.SELF_CHECKED)
        if by == self.proposer_id:
            raise OwnProposal()
        if state is not ProposalState.PUBLISHED and not note:
            raise Invalid(FieldProblem("note", "kernel.required"))
        return replace(
            self,
            state=state,
            decided_by=by,
            decided_by_name=by_name,
            decided_at=at,
            note=note,
            version=self.version + 1,
        )

    def _must_be(self, *states: ProposalState) -> None:
        if self.state not in states:
            raise ProposalOver(state=self.state.value)


@dataclass(frozen=True, slots=True)
class Side:
    """One field side by side."""

    name: str
    then: str
    current: str
    proposed: str

    @property
    def same(self) -> bool:
        """The register says so already."""
        return self.current == self.proposed

    @property
    def conflict(self) -> bool:
        """Somebody else changed it to something else since."""
        return self.then != self.current and not self.same


def sides(proposal: Proposal, current: Mapping[str, str]) -> list[Side]:
    """What is proposed beside what the register said then and says now.

    A move is about one residence: when another one has taken its place that stands as a side of its own.
    """
    found = [
        Side(name, proposal.then.get(name, ""), current.get(name, ""), proposal.values[name])
        for name in FIELDS[proposal.kind]
        if name in proposal.values
    ]
    if WHERE in proposal.then and proposal.then[WHERE] != current.get(WHERE, ""):
        found.insert(0, Side(WHERE, proposal.then[WHERE], current.get(WHERE, ""), proposal.then[WHERE]))
    return found


def conflicts(proposal: Proposal, current: Mapping[str, str]) -> bool:
    """Whether taking it over would undo what somebody else recorded since."""
    if not proposal.kind.corrects:
        return proposal.then.get(WHERE, "") != current.get(WHERE, "")
    return any(each.conflict for each in sides(proposal, current))


def cleaned(kind: ProposalKind, said: Mapping[str, str]) -> dict[str, str]:
    """What is proposed of what was said: known fields that are neither empty nor masked, spaces put right.

    A masked value is what somebody was shown, never what he knows: it proposes nothing (POP-02).
    Raises Invalid for fields this kind has not, and for values too long.
    """
    problems = [
        FieldProblem(f"values.{name[:40]}", "kernel.value_unknown")
        for name in said
        if name not in FIELDS[kind]
    ]
    found = {name: " ".join(value.split()) for name, value in said.items()}
    problems += [
        FieldProblem(f"values.{name}", "population.value_too_long", {"most": str(_LONGEST)})
        for name, value in found.items()
        if len(value) > _LONGEST and name in FIELDS[kind]
    ]
    if problems:
        raise Invalid(*problems)
    return {name: value for name, value in found.items() if value and not is_masked(value)}


def chosen(proposal: Proposal, fields: Collection[str]) -> dict[str, str]:
    """The values that are taken over: all, or of a correction those that were chosen.

    Raises Invalid when nothing is left, or for a choice where there is none.
    """
    if not fields:
        return dict(proposal.values)
    if not proposal.kind.corrects:
        raise Invalid(FieldProblem("fields", "population.no_choice"))
    found = {name: value for name, value in proposal.values.items() if name in fields}
    if not found:
        raise Invalid(FieldProblem("fields", "kernel.required"))
    return found
