"""The events of a change. They name records and places, never what a record says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache

from google.protobuf.timestamp_pb2 import Timestamp

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application.ports import StoredChange
from services.population.domain.changes import Effect
from services.population.domain.dossier import Dossier
from services.population.domain.kinds import ResidenceKind
from services.population.domain.records import Dwelling, Household, Person, PersonState
from wangge.population.v1 import events_pb2 as pb
from wangge.population.v1 import register_pb2

KINDS = {
    ResidenceKind.PERMANENT: register_pb2.RESIDENCE_KIND_PERMANENT,
    ResidenceKind.INCOMING: register_pb2.RESIDENCE_KIND_INCOMING,
    ResidenceKind.REGISTERED_ONLY: register_pb2.RESIDENCE_KIND_REGISTERED_ONLY,
}
_SAID = frozenset(
    {
        "name",
        "sex",
        "born_on",
        "document_kind",
        "document_number",
        "phone",
        "registered_address",
        "registered_division",
        "restricted",
    }
)


def announce(
    uow: UnitOfWork,
    change: StoredChange,
    people: Iterable[tuple[Dossier | None, Dossier]],
    effects: Sequence[Effect],
) -> None:
    """Record the events of one change."""
    at = _stamp(uow.now)
    if change.reverses:
        event = pb.ChangeReversed(
            change_id=change.reverses,
            command=change.command,
            person_id=change.person_id,
            household_id=change.household_id,
            territory_path=change.path,
            at=at,
        )
        uow.record(event, aggregate=change.reverses, territory=change.path)
    for before, after in people:
        _of_person(uow, change, before, after, at)
    for effect in effects:
        _of_record(uow, effect, people, at)


def erased(uow: UnitOfWork, person: Person) -> None:
    """Tell others to forget somebody too."""
    event = pb.PersonErased(person_id=person.id, territory_path=person.path, at=_stamp(uow.now))
    uow.record(event, aggregate=person.id, territory=person.path)


def _of_person(
    uow: UnitOfWork, change: StoredChange, before: Dossier | None, after: Dossier, at: Timestamp
) -> None:
    person, main = after.person, after.main
    if before is None:
        registered = pb.PersonRegistered(
            person_id=person.id,
            household_id=main.household_id if main else "",
            territory_path=person.path,
            kind=KINDS[main.kind] if main else register_pb2.RESIDENCE_KIND_UNSPECIFIED,
            at=at,
            by_birth=change.command == "birth",
        )
        uow.record(registered, aggregate=person.id, territory=person.path)
        return
    if person.state is PersonState.DECEASED and before.person.state is PersonState.ACTIVE:
        died = pb.PersonDied(
            person_id=person.id, territory_path=person.path, died_on=f"{person.died_on}", at=at
        )
        uow.record(died, aggregate=person.id, territory=person.path)
    fields = [name for name, _, _ in Effect(before.person, person).fields() if name in _SAID]
    if fields:
        changed = pb.PersonChanged(person_id=person.id, territory_path=person.path, fields=fields, at=at)
        uow.record(changed, aggregate=person.id, territory=person.path)
    old = before.main
    if (
        (old.path, old.kind, old.household_id) != (main.path, main.kind, main.household_id)
        if (old and main)
        else old is not main
    ):
        moved = pb.ResidenceChanged(
            person_id=person.id,
            household_id=main.household_id if main else "",
            from_path=old.path if old else "",
            to_path=main.path if main else "",
            kind=KINDS[main.kind] if main else register_pb2.RESIDENCE_KIND_UNSPECIFIED,
            effective_on=f"{change.effective_on or ''}",
            at=at,
        )
        uow.record(moved, aggregate=person.id, territory=person.path)


def _of_record(
    uow: UnitOfWork,
    effect: Effect,
    people: Iterable[tuple[Dossier | None, Dossier]],
    at: Timestamp,
) -> None:
    after = effect.after
    if isinstance(after, Household):
        before = effect.before if isinstance(effect.before, Household) else None
        belonging = sum(
            1 for _, new in people if any(r.open and r.household_id == after.id for r in new.residences)
        )
        moved = pb.HouseholdMoved(
            household_id=after.id,
            from_path=before.path if before else "",
            to_path=after.path,
            dwelling_id=after.dwelling_id,
            people=belonging,
            ended=not after.exists,
            at=at,
        )
        uow.record(moved, aggregate=after.id, territory=after.path)
    elif isinstance(after, Dwelling):
        changed = pb.DwellingChanged(
            dwelling_id=after.id,
            building_id=after.building_id,
            territory_path=after.path,
            ended=after.ended or after.void,
            at=at,
        )
        uow.record(changed, aggregate=after.id, territory=after.path)


@lru_cache(maxsize=8)
def _stamp(moment: datetime) -> Timestamp:
    """For messages, which take a copy of it."""
    stamp = Timestamp()
    stamp.FromDatetime(moment.astimezone(UTC))
    return stamp
