"""What somebody may ask about what is held of him, and the watch over those who look (PIPL 44 to 50)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from services.kernel.call import Call, system_call
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId
from services.population.application import sight
from services.population.application.ledger import Entry, Ledger
from services.population.application.ports import Grounds, NewUow, Register
from services.population.application.room import must_be_current, today_in_china
from services.population.domain.dossier import Dossier
from services.population.domain.records import Person, PersonState
from services.population.domain.refusals import MassReadingNotFound, NotAlive
from services.population.domain.rights import (
    KEPT_AFTER_LEAVING,
    MANY_READINGS,
    Held,
    Reading,
    must_be_erasable,
)

SERVE = "population.rights.serve"
ERASE = "population.rights.erase"
REVIEW = "population.readings.review"
_AT_ONCE = 100


class Holder(Protocol):
    """A part of the service that holds something about people."""

    def held(self, person_id: str) -> Sequence[Held]:
        """All of it, whole."""

    def erase(self, uow: UnitOfWork, person_id: str) -> list[str]:
        """Remove it; the values that were, for the proof."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """Proof that a record was erased."""

    id: str
    person_id: str
    path: str
    at: datetime
    actor_name: str
    ground: str
    reason: str
    digest: str
    removed: int


@dataclass(frozen=True, slots=True)
class MassReading:
    """Too many people read in one hour."""

    id: str
    actor_id: str
    actor_name: str
    path: str
    begun_at: datetime
    readings: int
    reviewed_by: str = ""
    finding: str = ""
    reviewed_at: datetime | None = None


class RightsStore(Protocol):
    """Readings, proofs and alerts."""

    def readings(self, person_id: str, before: int, limit: int) -> Sequence[Reading]:
        """Newest first, older than the position ``before`` (0: all)."""

    def add_erasure(self, uow: UnitOfWork, proof: Erasure) -> None: ...
    def erasure(self, erasure_id: str) -> Erasure | None: ...
    def erasures(self, paths: Sequence[str], before: str, limit: int) -> Sequence[Erasure]: ...

    def long_gone(self, before: date, limit: int) -> Sequence[str]:
        """People who came from elsewhere and whose last residence ended before that day."""

    def busy_readers(self, begin: datetime, end: datetime, most: int) -> Sequence[MassReading]:
        """Accounts that read more than ``most`` different people between; without ids."""

    def put_alert(self, uow: UnitOfWork, alert: MassReading) -> bool:
        """False when it is known; a growing number is kept."""

    def alert(self, alert_id: str) -> MassReading | None: ...
    def alerts(
        self, paths: Sequence[str], open_only: bool, before: str, limit: int
    ) -> Sequence[MassReading]: ...
    def reviewed(self, uow: UnitOfWork, alert: MassReading) -> None: ...


class ListReadings:
    """Who looked at somebody in sight."""

    def __init__(self, new_uow: NewUow, register: Register, store: RightsStore) -> None:
        self._new_uow = new_uow
        self._register = register
        self._store = store

    def __call__(self, call: Call, person_id: str, before: int, limit: int) -> Sequence[Reading]:
        """Newest first. Raises PersonNotFound."""
        with self._new_uow(call) as uow:
            dossier = sight.person_in_sight(call, SERVE, self._register.dossier(uow, person_id))
            uow.audit("population.readings.list", "person", person_id, territory=dossier.person.path)
            uow.commit()
        return self._store.readings(person_id, before, limit)


class ExportPerson:
    """All that is held about somebody, for that person."""

    def __init__(self, new_uow: NewUow, register: Register, holders: Sequence[Holder]) -> None:
        self._new_uow = new_uow
        self._register = register
        self._holders = holders

    def __call__(self, call: Call, person_id: str, purpose: str) -> list[Held]:
        """Part by part. Raises PersonNotFound."""
        call = call.for_purpose(purpose)
        with self._new_uow(call) as uow:
            dossier = sight.person_in_sight(call, SERVE, self._register.dossier(uow, person_id))
            uow.audit("population.person.export", "person", person_id, territory=dossier.person.path)
            uow.commit()
        return [part for holder in self._holders for part in holder.held(person_id)]


class RestrictPerson:
    """Nothing but the name is shown and nothing is recorded any more, until it is lifted (PIPL 44)."""

    def __init__(self, new_uow: NewUow, register: Register, ledger: Ledger) -> None:
        self._new_uow = new_uow
        self._register = register
        self._ledger = ledger

    def __call__(self, call: Call, person_id: str, etag: str, *, restricted: bool, reason: str) -> str:
        """The person's id. Raises PersonNotFound, Stale, NotAlive."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = sight.person_in_sight(call, SERVE, self._register.dossier(uow, person_id))
            must_be_current(etag, before.person.version)
            if before.person.state in (PersonState.MERGED, PersonState.ERASED):
                raise NotAlive()
            if before.person.restricted != restricted:
                person = replace(before.person, restricted=restricted, version=before.person.version + 1)
                entry = Entry("restrict", ((before, replace(before, person=person)),), (), Grounds(reason))
                self._ledger.write(uow, entry)
            uow.commit(result=person_id)
        return person_id


class ErasePerson:
    """For good, with a proof that says nothing of who it was."""

    def __init__(
        self,
        new_uow: NewUow,
        register: Register,
        ledger: Ledger,
        store: RightsStore,
        holders: Sequence[Holder],
        new_id: NewId,
    ) -> None:
        self._new_uow = new_uow
        self._register = register
        self._ledger = ledger
        self._store = store
        self._holders = holders
        self._new_id = new_id

    def __call__(self, call: Call, person_id: str, ground: str, reason: str) -> Erasure:
        """The proof. Raises PersonNotFound, StillNeeded."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                known = self._store.erasure(first)
                assert known is not None
                return known
            found = self._register.dossier(uow, person_id)
            before = sight.person_in_sight(call, ERASE, found)
            must_be_erasable(before, ground)
            proof = self.erase(uow, before, ground, reason)
            uow.commit(result=proof.id)
        return proof

    def erase(self, uow: UnitOfWork, before: Dossier, ground: str, reason: str) -> Erasure:
        """Within a transaction: what other parts hold, then the record itself."""
        person = before.person
        removed = [value for holder in self._holders for value in holder.erase(uow, person.id)]
        blank = Person(
            id=person.id,
            name="",
            path=person.path,
            state=PersonState.ERASED,
            version=person.version + 1,
        )
        residences = tuple(
            replace(each, void=True, version=each.version + 1) if each.open else each
            for each in before.residences
        )
        self._ledger.forget(uow, before, Dossier(blank, residences))
        proof = Erasure(
            id=self._new_id(),
            person_id=person.id,
            path=person.path,
            at=uow.now,
            actor_name=uow.call.actor.name,
            ground=ground,
            reason=reason,
            digest=hashlib.sha256(json.dumps(removed, ensure_ascii=False).encode()).hexdigest(),
            removed=len(removed),
        )
        self._store.add_erasure(uow, proof)
        return proof


class EraseLongGone:
    """Records of incoming residents are erased when they left long enough ago (POP-13)."""

    def __init__(self, new_uow: NewUow, register: Register, store: RightsStore, erase: ErasePerson) -> None:
        self._new_uow = new_uow
        self._register = register
        self._store = store
        self._erase = erase

    def __call__(self, now: datetime) -> int:
        """How many were erased."""
        gone = self._store.long_gone(today_in_china(now - KEPT_AFTER_LEAVING), _AT_ONCE)
        for person_id in gone:
            with self._new_uow(system_call("timer")) as uow:
                dossier = self._register.dossier(uow, person_id)
                if dossier is not None and dossier.main is None:
                    self._erase.erase(uow, dossier, "retention", "")
                uow.commit()
        return len(gone)


class NoticeMassReadings:
    """Accounts that read more people in an hour than the work explains are shown to supervisors (POP-30)."""

    def __init__(self, new_uow: NewUow, store: RightsStore, new_id: NewId) -> None:
        self._new_uow = new_uow
        self._store = store
        self._new_id = new_id

    def __call__(self, now: datetime) -> int:
        """How many alerts are new. The hour that is running and the one before are looked at."""
        hour = now.replace(minute=0, second=0, microsecond=0)
        found = 0
        for begin in (hour.fromtimestamp(hour.timestamp() - 3600, hour.tzinfo), hour):
            end = begin.fromtimestamp(begin.timestamp() + 3600, begin.tzinfo)
            for alert in self._store.busy_readers(begin, end, MANY_READINGS):
                with self._new_uow(system_call("timer")) as uow:
                    found += self._store.put_alert(uow, replace(alert, id=self._new_id()))
                    uow.commit()
        return found


class ReviewMassReading:
    """A supervisor says what he found; nobody reviews his own."""

    def __init__(self, new_uow: NewUow, store: RightsStore) -> None:
        self._new_uow = new_uow
        self._store = store

    def __call__(self, call: Call, alert_id: str, finding: str) -> MassReading:
        """Raises MassReadingNotFound."""
        with self._new_uow(call) as uow:
            alert = self._store.alert(alert_id)
            mine = alert is not None and alert.actor_id == call.actor.id
            if alert is None or mine or not sight.sees(call, REVIEW, alert.path):
                raise MassReadingNotFound()
            done = replace(alert, reviewed_by=call.actor.name, finding=finding, reviewed_at=uow.now)
            self._store.reviewed(uow, done)
            changes = {"readings": ["", alert.readings]}
            uow.audit("population.readings.review", "alert", alert_id, territory=alert.path, changes=changes)
            uow.commit()
        return done


class ListErasures:
    """Proofs of a territory."""

    def __init__(self, store: RightsStore) -> None:
        self._store = store

    def __call__(self, call: Call, before: str, limit: int) -> Sequence[Erasure]:
        """Newest first."""
        return self._store.erasures(call.scope(SERVE).paths, before, limit)


class ListMassReadings:
    """Alerts of a territory; nobody sees his own."""

    def __init__(self, store: RightsStore) -> None:
        self._store = store

    def __call__(self, call: Call, open_only: bool, before: str, limit: int) -> Sequence[MassReading]:
        """Newest first."""
        found = self._store.alerts(call.scope(REVIEW).paths, open_only, before, limit)
        return [each for each in found if each.actor_id != call.actor.id]
