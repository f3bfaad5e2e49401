"""The listed-and-cancelled board (挂牌销号): what is listed stays until its authority strikes it off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.cases.domain.oversight_refusals import BoardNotAllowed, NotTheListing, NotTheOwner, OwnListing
from services.kernel.errors import FieldProblem


class BoardState(StrEnum):
    """Where an item stands, named as in the contract."""

    LISTED = "LISTED"
    IN_TREATMENT = "IN_TREATMENT"
    STRIKE_OFF_REQUESTED = "STRIKE_OFF_REQUESTED"
    CHECKED = "CHECKED"
    STRUCK_OFF = "STRUCK_OFF"
    RETURNED = "RETURNED"


B = BoardState
_OWNER: dict[str, tuple[frozenset[BoardState], BoardState]] = {
    "treat": (frozenset({B.LISTED, B.RETURNED}), B.IN_TREATMENT),
    "request_strike_off": (frozenset({B.IN_TREATMENT, B.RETURNED}), B.STRIKE_OFF_REQUESTED),
}
_LISTING: dict[str, tuple[frozenset[BoardState], BoardState]] = {
    "check": (frozenset({B.STRIKE_OFF_REQUESTED}), B.CHECKED),
    "strike_off": (frozenset({B.CHECKED}), B.STRUCK_OFF),
    "return": (frozenset({B.STRIKE_OFF_REQUESTED, B.CHECKED}), B.RETURNED),
}


@dataclass(eq=False)
class BoardItem:
    """A difficult issue with its number, owner, measures and deadline (CASE-35)."""

    id: str
    number: str
    title: str
    case_id: str
    path: str
    listing_unit_id: str
    owner_unit_id: str
    owner_name: str
    measures: str
    due_at: datetime
    listed_by: str
    listed_at: datetime
    public: bool = False
    state: BoardState = BoardState.LISTED
    announced: bool = False
    """Whether it was said that the deadline passed."""
    evidence: str = ""
    opinion: str = ""
    version: int = 1

    def __post_init__(self) -> None:
        if self.listing_unit_id == self.owner_unit_id:
            raise OwnListing(FieldProblem("owner_unit_id", OwnListing.code))

    def overdue(self, now: datetime) -> bool:
        """Red: past its deadline and not struck off; such an item stays on the board."""
        return self.state is not BoardState.STRUCK_OFF and now > self.due_at

    def move(self, move: str, text: str, units: tuple[str, ...]) -> None:
        """One move by a member of the owner's or the listing unit; the owner never checks or strikes off."""
        owner = self.owner_unit_id in units
        listing = self.listing_unit_id in units and not owner
        if move in _OWNER:
            sources, target = _OWNER[move]
            if not owner:
                raise NotTheOwner(owner=self.owner_name)
        else:
            sources, target = _LISTING[move]
            if not listing:
                raise NotTheListing(owner=self.owner_name)
        if self.state not in sources:
            raise BoardNotAllowed(state=self.state.value, move=move)
        self.state = target
        if move == "request_strike_off":
            self.evidence = text
        elif move in _LISTING:
            self.opinion = text

    def actions(self, units: tuple[str, ...], lists: bool) -> list[str]:
        """Moves that a member of these units may make now; ``lists`` is the right to list there."""
        if self.owner_unit_id in units:
            moves = _OWNER
        elif lists and self.listing_unit_id in units:
            moves = _LISTING
        else:
            return []
        return [move for move, (sources, _) in moves.items() if self.state in sources]

    def announce(self, now: datetime) -> bool:
        """Note, once, that the deadline passed."""
        if self.announced or not self.overdue(now):
            return False
        self.announced = True
        return True
