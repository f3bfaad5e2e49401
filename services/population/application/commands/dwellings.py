"""Dwellings come to be, stand corrected, and end."""

from __future__ import annotations

from dataclasses import replace

from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.security.masks import is_masked
from services.population.application import sight
from services.population.application.ledger import Entry
from services.population.application.ports import NO_GROUNDS, Grounds
from services.population.application.room import Command
from services.population.domain import documents
from services.population.domain.records import Dwelling
from services.population.domain.refusals import BuildingUnknown, StillLivedIn, TerritoryUnknown


class _Placing(Command):
    def _must_be_placed(self, wanted: Dwelling) -> None:
        """Raises TerritoryUnknown, BuildingUnknown, Invalid."""
        if not self._room.places.is_grid(wanted.path):
            raise TerritoryUnknown(FieldProblem("dwelling.territory_code", TerritoryUnknown.code))
        if wanted.building_id:
            building = self._room.places.building(wanted.building_id)
            if building is None or not building.path.startswith(wanted.path):
                raise BuildingUnknown(FieldProblem("dwelling.building_id", BuildingUnknown.code))
        phone = documents.phone_problem(wanted.owner_phone, "dwelling.owner_phone")
        if phone is not None:
            raise Invalid(phone)


class CreateDwelling(_Placing):
    """A flat, a house, a room that the register does not know yet."""

    def __call__(self, call: Call, wanted: Dwelling, grounds: Grounds = NO_GROUNDS) -> str:
        """The id it was given. Raises PermissionDenied, TerritoryUnknown, BuildingUnknown, Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            made = self.within(uow, wanted, grounds)
            uow.commit(result=made)
        return made

    def within(self, uow: UnitOfWork, wanted: Dwelling, grounds: Grounds = NO_GROUNDS) -> str:
        """The same as a part of another command."""
        uow.call.require(sight.EDIT, wanted.path)
        self._must_be_placed(wanted)
        masked = [
            FieldProblem(f"dwelling.{name}", "population.masked_value")
            for name in ("address", "owner_name", "owner_phone")
            if is_masked(getattr(wanted, name))
        ]
        if masked:
            raise Invalid(*masked)
        made = replace(
            wanted,
            id=self._new_id(),
            collector_id=uow.call.actor.id,
            collected_at=uow.now,
            verified_at=uow.now,
            version=1,
        )
        self._ledger.write(uow, Entry("register", (), ((None, made),), grounds))
        return made.id


class CorrectDwelling(_Placing):
    """What was recorded wrongly; masked values stay. Its grid and building change only while it is empty."""

    def __call__(self, call: Call, wanted: Dwelling, etag: str, grounds: Grounds = NO_GROUNDS) -> str:
        """Its id. Raises what `CreateDwelling` raises, and DwellingNotFound, Stale, StillLivedIn."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.dwelling(uow, wanted.id, etag)
            call.require(sight.EDIT, wanted.path)
            kept = {
                name: getattr(before, name)
                for name in ("address", "owner_name", "owner_phone")
                if is_masked(getattr(wanted, name))
            }
            after = replace(
                wanted,
                **kept,
                ended=before.ended,
                void=before.void,
                source=before.source,
                collector_id=before.collector_id,
                collected_at=before.collected_at,
                verified_at=before.verified_at,
                version=before.version,
            )
            self._must_be_placed(after)
            if after.path != before.path and self._register.lived_in(uow, before.id):
                raise StillLivedIn()
            if after != before:
                after = replace(after, verified_at=uow.now, version=before.version + 1)
                self._ledger.write(uow, Entry("correct", (), ((before, after),), grounds))
            uow.commit(result=wanted.id)
        return wanted.id


class EndDwelling(Command):
    """Torn down, joined with another, or it never was one."""

    def __call__(self, call: Call, dwelling_id: str, etag: str, grounds: Grounds) -> str:
        """Its id. Raises DwellingNotFound, StillLivedIn, Stale."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.dwelling(uow, dwelling_id, etag)
            if self._register.lived_in(uow, dwelling_id):
                raise StillLivedIn()
            if not before.ended:
                after = replace(before, ended=True, version=before.version + 1)
                self._ledger.write(uow, Entry("end_dwelling", (), ((before, after),), grounds))
            uow.commit(result=dwelling_id)
        return dwelling_id
