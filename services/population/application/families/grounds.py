"""Units and places: registered, corrected, closed, looked at (POP-01 categories 1 and 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from services.kernel.call import Call
from services.kernel.errors import FieldProblem
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.security import masks
from services.kernel.types import NewId
from services.population.application import sight
from services.population.application.families.ports import Grounds, History, HistoryLine
from services.population.application.families.room import stamp
from services.population.application.families.sight import GROUNDS
from services.population.application.ports import NewUow, Places
from services.population.application.room import must_be_current
from services.population.domain.families.grounds import (
    Establishment,
    PublicPlace,
    credit_code,
    must_be_reachable,
)
from services.population.domain.families.refusals import (
    CreditCodeTaken,
    EstablishmentClosed,
    EstablishmentNotFound,
    PlaceNotFound,
)
from services.population.domain.refusals import BuildingUnknown, TerritoryUnknown
from wangge.population.v1 import events_pb2 as pb

G = TypeVar("G", Establishment, PublicPlace)
_NOT_SAID = ("id", "version", "closed")


@dataclass(frozen=True, slots=True)
class GroundRoom:
    """Units and places, and the doors to them."""

    new_uow: NewUow
    grounds: Grounds
    history: History
    places: Places
    new_id: NewId

    def keep(self, uow: UnitOfWork, before: G | None, after: G, what: str, note: str = "") -> None:
        """Store it with what was before, the event and the audit entry."""
        self.grounds.save(uow, after)
        was = {} if before is None else _differences(before, after)
        self.history.note(uow, after.id, what, was, note)
        kind = "establishment" if isinstance(after, Establishment) else "place"
        changed = pb.EstablishmentChanged(
            establishment_id=after.id, territory_path=after.path, closed=after.closed, at=stamp(uow)
        )
        uow.record(changed, aggregate=after.id, territory=after.path)
        changes = {"fields": ["", sorted(was)]}
        uow.audit(f"population.{kind}.{what}", kind, after.id, territory=after.path, changes=changes)

    def removed(self, uow: UnitOfWork, known: Establishment) -> None:
        """Tell that one is taken back that should never have been registered."""
        gone = pb.EstablishmentChanged(
            establishment_id=known.id, territory_path=known.path, closed=True, at=stamp(uow)
        )
        uow.record(gone, aggregate=known.id, territory=known.path)
        uow.audit("population.establishment.undo", "establishment", known.id, territory=known.path)

    def must_be_ground(self, call: Call, said: Establishment | PublicPlace, field: str) -> None:
        """A grid the caller may change. Raises TerritoryUnknown, PermissionDenied."""
        call.require(GROUNDS, said.path)
        if not self.places.is_grid(said.path):
            raise TerritoryUnknown(FieldProblem(field, "population.territory_unknown"))

    def must_be_open(self, call: Call, known: G | None, etag: str, missing: type[Exception]) -> G:
        """One the caller may change. Raises ``missing``, Stale, EstablishmentClosed."""
        if known is None or not sight.sees(call, GROUNDS, known.path):
            raise missing()
        must_be_current(etag, known.version)
        if known.closed:
            raise EstablishmentClosed()
        return known


class PutEstablishment:
    """Registers a unit, or says other things of one."""

    def __init__(self, room: GroundRoom) -> None:
        self._room = room

    def __call__(self, call: Call, said: Establishment, etag: str) -> str:
        """Its id. Raises Invalid, CreditCodeTaken, EstablishmentNotFound, Stale, EstablishmentClosed."""
        room = self._room
        with room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = None
            if said.id:
                known = room.grounds.establishment(uow, said.id)
                before = room.must_be_open(call, known, etag, EstablishmentNotFound)
                said = _unmasked(said, before)
            room.must_be_ground(call, said, "establishment.territory_code")
            must_be_reachable(said)
            if said.building_id:
                building = room.places.building(said.building_id)
                if building is None or building.path != said.path:
                    raise BuildingUnknown(
                        FieldProblem("establishment.building_id", "population.building_unknown")
                    )
            said = replace(said, credit_code=credit_code(said.credit_code))
            self._must_be_one(uow, said)
            made = replace(said, id=said.id or room.new_id(), version=before.version + 1 if before else 1)
            room.keep(uow, before, made, "change" if before else "open")
            uow.commit(result=made.id)
        return made.id

    def _must_be_one(self, uow: UnitOfWork, said: Establishment) -> None:
        """A unit elsewhere with the same code is told to nobody: branches share their head's now and then."""
        for other in self._room.grounds.with_code(uow, said.credit_code):
            if other.id != said.id and not other.closed and sight.sees(uow.call, sight.VIEW, other.path):
                raise CreditCodeTaken()


class PutPlace:
    """Registers a place, or says other things of one."""

    def __init__(self, room: GroundRoom) -> None:
        self._room = room

    def __call__(self, call: Call, said: PublicPlace, etag: str) -> str:
        """Its id. Raises Invalid, PlaceNotFound, Stale, EstablishmentClosed."""
        room = self._room
        with room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = None
            if said.id:
                known = room.grounds.public_place(uow, said.id)
                before = room.must_be_open(call, known, etag, PlaceNotFound)
            room.must_be_ground(call, said, "place.territory_code")
            made = replace(said, id=said.id or room.new_id(), version=before.version + 1 if before else 1)
            room.keep(uow, before, made, "change" if before else "open")
            uow.commit(result=made.id)
        return made.id


class CloseGround:
    """A unit or place is no more; its record stays."""

    def __init__(self, room: GroundRoom) -> None:
        self._room = room

    def establishment(self, call: Call, wanted: str, etag: str, reason: str) -> str:
        """Raises EstablishmentNotFound, Stale, EstablishmentClosed."""
        with self._room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            known = self._room.grounds.establishment(uow, wanted)
            before = self._room.must_be_open(call, known, etag, EstablishmentNotFound)
            after = replace(before, closed=True, version=before.version + 1)
            self._room.keep(uow, before, after, "close", reason)
            uow.commit(result=wanted)
        return wanted

    def place(self, call: Call, wanted: str, etag: str, reason: str) -> str:
        """Raises PlaceNotFound, Stale, EstablishmentClosed."""
        with self._room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            known = self._room.grounds.public_place(uow, wanted)
            before = self._room.must_be_open(call, known, etag, PlaceNotFound)
            after = replace(before, closed=True, version=before.version + 1)
            self._room.keep(uow, before, after, "close", reason)
            uow.commit(result=wanted)
        return wanted


class LookAtGrounds:
    """Units and places within sight."""

    def __init__(self, room: GroundRoom) -> None:
        self._room = room

    def establishment(self, call: Call, wanted: str) -> tuple[Establishment, Sequence[HistoryLine]]:
        """With its history. Raises EstablishmentNotFound."""
        with self._room.new_uow(call) as uow:
            found = self._room.grounds.establishment(uow, wanted)
            if found is None or not sight.sees(call, sight.VIEW, found.path):
                raise EstablishmentNotFound()
            uow.audit("population.establishment.view", "establishment", wanted, territory=found.path)
            uow.commit()
        return found, self._room.history.of(wanted)

    def place(self, call: Call, wanted: str) -> tuple[PublicPlace, Sequence[HistoryLine]]:
        """With its history. Raises PlaceNotFound."""
        with self._room.new_uow(call) as uow:
            found = self._room.grounds.public_place(uow, wanted)
            if found is None or not sight.sees(call, sight.VIEW, found.path):
                raise PlaceNotFound()
        return found, self._room.history.of(wanted)

    def establishments(
        self, call: Call, path: str, kind: str, after: Sequence[str] | None, limit: int, *, closed: bool
    ) -> Sequence[Establishment]:
        """Of a place, by grid."""
        with self._room.new_uow(call) as uow:
            uow.audit("population.establishments.list", "territory", path or "all", territory=path)
            uow.commit()
        scope = call.scope(sight.VIEW)
        return self._room.grounds.establishments(scope, path, kind, after, limit, closed=closed)

    def places(
        self, call: Call, path: str, kind: str, after: Sequence[str] | None, limit: int, *, closed: bool
    ) -> Sequence[PublicPlace]:
        """Of a place, by grid."""
        return self._room.grounds.places(call.scope(sight.VIEW), path, kind, after, limit, closed=closed)

    def names(self, found: Sequence[Establishment | PublicPlace]) -> tuple[dict[str, str], dict[str, str]]:
        """Of grids and buildings."""
        buildings = {each.building_id for each in found if isinstance(each, Establishment)}
        grids = self._room.places.place_names({each.path for each in found})
        return grids, self._room.places.building_names(buildings)


def _unmasked(said: Establishment, before: Establishment) -> Establishment:
    """What comes back masked is what was there."""
    name, phone = said.representative, said.representative_phone
    return replace(
        said,
        representative=before.representative if masks.is_masked(name) else name,
        representative_phone=before.representative_phone if masks.is_masked(phone) else phone,
    )


def _differences(before: G, after: G) -> dict[str, str]:
    found = {}
    for each in fields(before):
        old, new = getattr(before, each.name), getattr(after, each.name)
        if each.name not in _NOT_SAID and old != new:
            found[each.name] = "" if old is None else str(old)
    return found
