"""What is said of somebody, checked: numbers, days, and whether they agree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.kernel.errors import FieldProblem, Invalid
from services.kernel.security.masks import is_masked
from services.population.domain import documents
from services.population.domain.kinds import DocumentKind, Sex
from services.population.domain.records import Person

_OLDEST = timedelta(days=366 * 130)


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a person, as it was said."""

    name: str = ""
    sex: Sex = Sex.UNKNOWN
    born_on: date | None = None
    document_kind: DocumentKind = DocumentKind.UNKNOWN
    document_number: str = ""
    phone: str = ""
    registered_address: str = ""
    registered_division: str = ""


def checked(said: Details, today: date, prefix: str = "details") -> Details:
    """The same, normalised; an identity card number gives sex and birthday where they were not said.

    Raises Invalid that names every field: ``details.document_number`` and so on.
    """
    kind = said.document_kind
    number = documents.normal(said.document_number)
    if kind is DocumentKind.UNKNOWN and len(number) in (15, 18):
        kind = DocumentKind.IDENTITY_CARD
    found = Details(
        name=" ".join(said.name.split()),
        sex=said.sex,
        born_on=said.born_on,
        document_kind=kind,
        document_number=number,
        phone=documents.phone_of(said.phone) if said.phone.strip() else "",
        registered_address=" ".join(said.registered_address.split()),
        registered_division=said.registered_division,
    )
    problems = _problems(said, found, today, prefix)
    if problems:
        raise Invalid(*problems)
    if kind is not DocumentKind.IDENTITY_CARD:
        return found
    return Details(
        found.name,
        documents.sex_of(number),
        documents.birthday_of(number),
        kind,
        number,
        found.phone,
        found.registered_address,
        found.registered_division or number[:6],
    )


def _problems(said: Details, found: Details, today: date, prefix: str) -> list[FieldProblem]:
    problems: list[FieldProblem] = []

    def wrong(field: str, code: str) -> None:
        problems.append(FieldProblem(f"{prefix}.{field}", code))

    for field in ("name", "document_number", "phone", "registered_address"):
        if is_masked(getattr(said, field)):
            wrong(field, "population.masked_value")
    if problems:
        return problems
    if not found.name:
        wrong("name", "kernel.required")
    elif not found.name.isalpha() and (
        any(each.isdigit() for each in found.name) or not any(each.isalpha() for each in found.name)
    ):
        wrong("name", "population.name_shape")
    document = documents.document_problem(
        found.document_kind, found.document_number, today, f"{prefix}.document_number"
    )
    if document is not None:
        problems.append(document)
    elif found.document_kind is DocumentKind.IDENTITY_CARD:
        if said.born_on is not None and said.born_on != documents.birthday_of(found.document_number):
            wrong("born_on", "population.birthday_differs")
        if said.sex is not Sex.UNKNOWN and said.sex is not documents.sex_of(found.document_number):
            wrong("sex", "population.sex_differs")
    phone = documents.phone_problem(said.phone, f"{prefix}.phone")
    if phone is not None:
        problems.append(phone)
    if found.born_on is not None and found.born_on > today:
        wrong("born_on", "population.in_future")
    if found.born_on is not None and found.born_on < today - _OLDEST:
        wrong("born_on", "population.too_old")
    return problems


def merged(person: Person, said: Details) -> Details:
    """What a correction wants: fields left empty and masked values stay as they are."""

    def kept(new: str, old: str) -> str:
        return old if not new.strip() or is_masked(new) else new

    number = kept(said.document_number, person.document_number)
    same_document = number == person.document_number
    return Details(
        name=kept(said.name, person.name),
        sex=said.sex if said.sex is not Sex.UNKNOWN else (person.sex if same_document else Sex.UNKNOWN),
        born_on=said.born_on or (person.born_on if same_document else None),
        document_kind=said.document_kind
        if said.document_kind is not DocumentKind.UNKNOWN
        else person.document_kind,
        document_number=number,
        phone=kept(said.phone, person.phone),
        registered_address=kept(said.registered_address, person.registered_address),
        registered_division=said.registered_division or person.registered_division,
    )


def applied(person: Person, found: Details) -> Person:
    """The person as ``found`` says."""
    return replace(
        person,
        name=found.name,
        sex=found.sex,
        born_on=found.born_on,
        document_kind=found.document_kind,
        document_number=found.document_number,
        phone=found.phone,
        registered_address=found.registered_address,
        registered_division=found.registered_division,
    )
