"""Whole values of a record, or of who represents a unit: for a purpose, for some minutes (FLD-07)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.population.application import sight as register_sight
from services.population.application.families import sight
from services.population.application.families.grounds import GroundRoom
from services.population.application.families.room import FamilyRoom
from services.population.application.views.people import REVEALED_FOR
from services.population.domain.families.declaration import Subject
from services.population.domain.families.refusals import EstablishmentNotFound, ServiceRecordNotFound
from services.population.domain.refusals import Restricted

CONSENT = "consent.by_name"
CONTACT = ("representative", "representative_phone")
Revealed = tuple[Mapping[str, str], datetime]
"""Values by field, and when they are to be hidden again."""


class RevealRecord:
    """Of a record in sight; nothing is told of whoever restricted processing."""

    def __init__(self, room: FamilyRoom) -> None:
        self._room = room

    def __call__(self, call: Call, record_id: str, fields: Sequence[str], purpose: str) -> Revealed:
        """Raises ServiceRecordNotFound, Restricted, Invalid for what is no personal field of its type."""
        room, call = self._room, call.for_purpose(_said(purpose))
        with room.new_uow(call) as uow:
            record = sight.in_sight(call, room.records.get(uow, record_id))
            about = room.subjects.find(uow, record.subject, record.subject_id)
            where = about.path if about is not None else record.path
            seen = sight.seen_at(sight.sight_of(call), record, where)
            if not seen or not register_sight.sees(call, register_sight.REVEAL, where):
                raise ServiceRecordNotFound()
            if about is not None and about.restricted:
                raise Restricted()
            known = [each.name for each in room.declared(record).fields if each.personal]
            if record.consent is not None:
                known.append(CONSENT)
            chosen = _chosen(fields, known)
            # A record of care is told like any look at the person: who reads the looks learns of no record.
            told = {} if record.care else {"fields": ["", sorted(chosen)]}
            if record.subject is Subject.PERSON:
                action, kind, subject = "population.person.reveal", "person", record.subject_id
            else:
                action, kind, subject = "population.record.reveal", "service_record", record.id
            uow.audit(action, kind, subject, territory=record.path, changes=told)
            uow.commit()
            given = record.consent.by_name if record.consent is not None else ""
            values = {name: given if name == CONSENT else record.values.get(name, "") for name in chosen}
            return values, uow.now + REVEALED_FOR


class RevealEstablishment:
    """Of a unit in sight: its legal representative."""

    def __init__(self, room: GroundRoom) -> None:
        self._room = room

    def __call__(self, call: Call, wanted: str, fields: Sequence[str], purpose: str) -> Revealed:
        """Raises EstablishmentNotFound, Invalid."""
        room, call = self._room, call.for_purpose(_said(purpose))
        chosen = _chosen(fields, CONTACT)
        with room.new_uow(call) as uow:
            found = room.grounds.establishment(uow, wanted)
            if (
                found is None
                or not register_sight.sees(call, register_sight.VIEW, found.path)
                or not register_sight.sees(call, register_sight.REVEAL, found.path)
            ):
                raise EstablishmentNotFound()
            changes = {"fields": ["", sorted(chosen)]}
            uow.audit(
                "population.establishment.reveal",
                "establishment",
                found.id,
                territory=found.path,
                changes=changes,
            )
            uow.commit()
            return {name: getattr(found, name) for name in chosen}, uow.now + REVEALED_FOR


def _said(purpose: str) -> str:
    text = " ".join(purpose.split())
    if not text:
        raise Invalid(FieldProblem("purpose", "kernel.purpose_required"))
    return text


def _chosen(fields: Sequence[str], known: Sequence[str]) -> list[str]:
    wrong = [each for each in fields if each not in known]
    if wrong:
        raise Invalid(
            *(FieldProblem("fields", "kernel.value_unknown", {"value": each[:40]}) for each in wrong)
        )
    return list(dict.fromkeys(fields)) or list(known)
