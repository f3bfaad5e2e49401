"""Two records of one person become one: values chosen field by field, residences united (POP-06)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from services.population.domain.dossier import Dossier
from services.population.domain.kinds import DocumentKind, Relation
from services.population.domain.records import Person, PersonState, Residence

CHOOSABLE = ("name", "sex", "born_on", "document", "phone", "registered_address")
_PARTS = {
    "document": ("document_kind", "document_number"),
    "registered_address": ("registered_address", "registered_division"),
}
_TOLD_BY_DOCUMENT = ("sex", "born_on")


@dataclass(frozen=True, slots=True)
class Left:
    """A household that somebody no longer belongs to, from that day; under the id he had there."""

    household_id: str
    person_id: str
    day: date


@dataclass(frozen=True, slots=True)
class Merged:
    """The record that stays, the one that went into it, and the households that lost a member."""

    kept: Dossier
    gone: Dossier
    left: tuple[Left, ...] = ()


def merged(kept: Dossier, other: Dossier, take: Collection[str]) -> Merged:
    """``take`` names fields whose values come from ``other``. Raises NotAlive, Restricted."""
    kept.must_be_free()
    other.must_be_free()
    person = _particulars(kept.person, other.person, take)
    owners = {each.id: dossier.person.id for dossier in (kept, other) for each in dossier.residences}
    every = [
        *kept.residences,
        *(replace(each, person_id=person.id, version=each.version + 1) for each in other.residences),
    ]
    before = {each.id: each.version for dossier in (kept, other) for each in dossier.residences}
    residences, left = _united(every, owners)
    residences = [
        each if each in every else replace(each, version=before[each.id] + 1) for each in residences
    ]
    whole = Dossier(person, tuple(sorted(residences, key=lambda each: (each.from_day, each.id))))
    if whole.main is not None:
        whole = replace(whole, person=replace(person, path=whole.main.path))
    gone = replace(
        other.person, state=PersonState.MERGED, merged_into=person.id, version=other.person.version + 1
    )
    return Merged(whole, Dossier(gone), tuple(left))


def differing(first: Person, second: Person) -> set[str]:
    """Which fields say otherwise in one than in the other."""
    return {
        name
        for name in CHOOSABLE
        if any(getattr(first, part) != getattr(second, part) for part in _PARTS.get(name, (name,)))
    }


def evident(first: Person, second: Person) -> bool:
    """The same document, name, sex and birthday: nobody has to think about it."""
    return bool(first.document_number) and not differing(first, second) & {
        "name",
        "sex",
        "born_on",
        "document",
    }


def _particulars(kept: Person, other: Person, take: Collection[str]) -> Person:
    values: dict[str, object] = {}
    for name in CHOOSABLE:
        parts = _PARTS.get(name, (name,))
        if name in take or not getattr(kept, parts[-1] if name == "document" else parts[0]):
            found = {part: getattr(other, part) for part in parts}
            # What the other record leaves open takes nothing away.
            if found[parts[-1] if name == "document" else parts[0]]:
                values |= found
    if "document" in take and other.document_kind is DocumentKind.IDENTITY_CARD:
        # An identity card says sex and birthday; they go with it.
        values |= {name: getattr(other, name) for name in _TOLD_BY_DOCUMENT}
    elif kept.document_kind is DocumentKind.IDENTITY_CARD and "document_number" not in values:
        values = {key: value for key, value in values.items() if key not in _TOLD_BY_DOCUMENT}
    seen = max((each for each in (kept.verified_at, other.verified_at) if each), default=None)
    return replace(kept, **values, verified_at=seen, version=kept.version + 1)  # type: ignore[arg-type]


def _united(every: list[Residence], owners: dict[str, str]) -> tuple[list[Residence], list[Left]]:
    """At most one open residence of each sort: an older one ends when the newer one begins."""
    found = {each.id: each for each in every}
    left: list[Left] = []
    for lives in (True, False):
        ours = [each for each in found.values() if each.open and each.kind.lives is lives]
        for older in (same := sorted(ours, key=lambda each: (each.from_day, each.id)))[:-1]:
            newest = same[-1]
            if older.household_id == newest.household_id:
                # Recorded twice in one household: it is one belonging, since the earlier day.
                _one_of_two(found, older, newest)
                same[-1] = found[newest.id]
            else:
                found[older.id] = replace(older, to_day=newest.from_day)
                left.append(Left(older.household_id, owners[older.id], newest.from_day))
    here = next((each for each in found.values() if each.open and each.kind.lives), None)
    registered = next((each for each in found.values() if each.open and not each.kind.lives), None)
    if here is not None and registered is not None and here.household_id == registered.household_id:
        # Nobody lives away from where he lives.
        _one_of_two(found, registered, here, same_kind=False)
    return list(found.values()), left


def _one_of_two(
    found: dict[str, Residence], dropped: Residence, stays: Residence, *, same_kind: bool = True
) -> None:
    headed = Relation.HEAD in (dropped.relation, stays.relation)
    found[dropped.id] = replace(dropped, void=True)
    found[stays.id] = replace(
        stays,
        relation=Relation.HEAD if headed else stays.relation or dropped.relation,
        from_day=min(stays.from_day, dropped.from_day) if same_kind else stays.from_day,
    )
