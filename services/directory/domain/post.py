"""A post is neither a person nor an account: it carries duties and rights (DIR-13)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from services.directory.domain.duty_hours import DutyMoment, DutySlot
from services.directory.domain.refusals import AlreadyHolder, NotHolder, PostTaken, Stale
from services.kernel.errors import Invalid

GRID_HEAD = "grid_head"


@dataclass(frozen=True, slots=True)
class Place:
    """A territory by code and path."""

    code: str
    path: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody on the post; ``until`` is None while there is no end in sight."""

    id: str
    account_id: str
    since: datetime
    until: datetime | None = None
    basis: str = ""

    def holds(self, at: datetime) -> bool:
        """Whether the person is on the post at that moment."""
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True)
class Post:
    """``also`` are further territories; ``accountable`` makes it the head of all its grids (DIR-14)."""

    id: str
    title: str
    kind: str
    place: Place
    organisation_id: str = ""
    roles: tuple[str, ...] = ()
    accountable: bool = False
    also: tuple[Place, ...] = ()
    roster_slot: str = ""
    duties: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    work_phone: str = ""
    on_notice_board: bool = False
    duty_hours: tuple[DutySlot, ...] = ()
    holders: tuple[Holder, ...] = ()
    version: int = 1

    @property
    def places(self) -> tuple[Place, ...]:
        return (self.place, *self.also)

    def current(self, at: datetime) -> tuple[Holder, ...]:
        """Who is on the post at that moment."""
        return tuple(holder for holder in self.holders if holder.holds(at))

    def on_duty(self, at: datetime, moment: DutyMoment) -> bool:
        """Whether somebody holds it at ``at`` and one of its slots has ``moment``, the same by the week."""
        return bool(self.current(at)) and any(slot.holds(moment) for slot in self.duty_hours)

    def must_be_version(self, etag: str) -> None:
        """Raises Stale unless ``etag`` is the present version."""
        if etag != str(self.version):
            raise Stale(record=self.title)

    def appoint(self, holder: Holder, at: datetime) -> Post:
        """With one more holder.

        Raises AlreadyHolder, PostTaken when the post is accountable and somebody else holds it (DIR-14), and
        Invalid when the term ends before it begins, or a roster slot is filled without a basis (DIR-15).
        """
        current = self.current(at)
        if any(other.account_id == holder.account_id for other in current):
            raise AlreadyHolder(title=self.title)
        if self.accountable and current:
            raise PostTaken(title=self.title)
        if holder.until is not None and holder.until <= holder.since:
            raise Invalid.one("until", "directory.term_ends_before_start")
        if self.roster_slot and not holder.basis.strip():
            raise Invalid.one("basis", "directory.basis_required")
        return replace(self, holders=(*self.holders, holder), version=self.version + 1)

    def vacate(self, account_id: str, at: datetime) -> Post:
        """Without that holder from ``at`` on; the history keeps the term. Raises NotHolder."""
        if not any(holder.account_id == account_id for holder in self.current(at)):
            raise NotHolder(title=self.title)
        holders = tuple(
            replace(holder, until=at) if holder.account_id == account_id and holder.holds(at) else holder
            for holder in self.holders
        )
        return replace(self, holders=holders, version=self.version + 1)

    def moved(self, replacements: dict[str, tuple[Place, ...]], keeps_account: bool) -> Post:
        """On the territories that took the place of ended ones (DIR-07); the first becomes its own."""
        places: list[Place] = []
        for place in self.places:
            places.extend(new for new in replacements.get(place.path, (place,)) if new not in places)
        return replace(
            self,
            place=places[0],
            also=tuple(places[1:]),
            accountable=self.accountable and keeps_account,
            version=self.version + 1,
        )
