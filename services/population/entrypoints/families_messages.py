"""Record types and records to the contract and back."""

from __future__ import annotations

from datetime import date

from services.kernel.call import Call
from services.kernel.security import masks
from services.kernel.territory_codes import code_of
from services.population.application.families.ports import HistoryLine
from services.population.application.families.reading import ShownRecord
from services.population.application.families.revealing import Revealed
from services.population.application.families.sight import EDIT, MANAGE, may_see
from services.population.application.sight import sees
from services.population.domain.families.declaration import (
    Basis,
    Choice,
    FieldKind,
    FieldSpec,
    RecordType,
    Subject,
)
from services.population.domain.families.record import Consent
from services.population.domain.families.values import shown_value
from services.population.entrypoints.messages import day_of, stamp
from wangge.population.v1 import families_pb2 as pb


def type_message(declared: RecordType) -> pb.RecordType:
    """A declared type."""
    return pb.RecordType(
        code=declared.code,
        version=declared.version,
        title_zh=declared.zh,
        title_en=declared.en,
        category=declared.category,
        subject=declared.subject.value,
        fields=[field_message(each) for each in declared.fields],
        sensitive="care" if declared.care else "register",
        basis=declared.basis.value,
        legal_basis=declared.legal_basis,
        purpose_zh=declared.purpose_zh,
        purpose_en=declared.purpose_en,
        retention_days=declared.retention_days,
        review_days=declared.review_days,
        valid_days=declared.valid_days,
        ledger=declared.ledger,
        retired=declared.retired,
        etag=str(declared.version),
    )


def type_said(message: pb.RecordType) -> RecordType:
    """What was declared; its version is set when it is kept."""
    return RecordType(
        code=message.code,
        zh=" ".join(message.title_zh.split()),
        en=" ".join(message.title_en.split()),
        category=message.category or 13,
        subject=Subject(message.subject),
        fields=tuple(field_said(each) for each in message.fields),
        care=message.sensitive == "care",
        basis=Basis(message.basis),
        legal_basis=" ".join(message.legal_basis.split()),
        purpose_zh=" ".join(message.purpose_zh.split()),
        purpose_en=" ".join(message.purpose_en.split()),
        retention_days=message.retention_days,
        review_days=message.review_days or 180,
        valid_days=message.valid_days,
        ledger=message.ledger,
        retired=message.retired,
    )


def record_message(call: Call, found: ShownRecord, today: date) -> pb.ServiceRecord:
    """As the caller may see it: personal values masked, nothing of whoever restricted processing."""
    record, declared = found.record, found.declared
    hidden = found.about is not None and found.about.restricted
    message = pb.ServiceRecord(
        id=record.id,
        type_code=record.type_code,
        type_version=record.type_version,
        type_title_zh=declared.zh,
        type_title_en=declared.en,
        subject=record.subject.value,
        subject_id=record.subject_id,
        subject_name=found.about.name if found.about is not None else "",
        territory_code=code_of(record.path),
        territory_name=found.place_name,
        state="open" if record.is_open else "closed",
        from_day=record.from_day.isoformat(),
        to_day=record.to_day.isoformat() if record.to_day is not None else "",
        review_on=record.review_on.isoformat(),
        review_due=record.is_open and record.review_on <= today,
        carer_id=record.carer_id,
        carer_name=found.carer_name,
        basis=declared.basis.value,
        legal_basis=declared.legal_basis,
        end_reason=record.end_reason,
        history=[line_message(each, declared, english=call.locale == "en") for each in found.history],
        etag=str(record.version),
        care=record.care,
    )
    if not hidden:
        for field in declared.fields:
            if value := record.values.get(field.name, ""):
                message.values[field.name] = shown_value(field, value)
        if record.consent is not None:
            given = record.consent
            message.consent.CopyFrom(
                pb.RecordConsent(
                    given_on=given.given_on.isoformat(),
                    by=given.by,
                    by_name=masks.mask_name(given.by_name),
                    file_id=given.file_id,
                )
            )
    if record.is_open and not hidden and may_see(call, record, EDIT):
        message.actions.extend(["change", "review", "close"])
        if record.care and sees(call, MANAGE, record.path):
            message.actions.append("assign")
    return message


def consent_said(message: pb.RecordConsent) -> Consent | None:
    """None when no day was given."""
    given = day_of(message.given_on, "consent.given_on")
    if given is None:
        return None
    name = " ".join(message.by_name.split())
    return Consent(given, message.by or "self", name, message.file_id)


def field_message(field: FieldSpec) -> pb.RecordField:
    """A field as it is declared."""
    return pb.RecordField(
        name=field.name,
        title_zh=field.zh,
        title_en=field.en,
        kind=field.kind.value,
        required=field.required,
        pattern=field.pattern,
        min=field.least,
        max=field.most,
        choices=[
            pb.RecordChoice(value=each.value, title_zh=each.zh, title_en=each.en) for each in field.choices
        ],
        personal=field.personal,
    )


def field_said(message: pb.RecordField) -> FieldSpec:
    """A field as somebody declares it."""
    return FieldSpec(
        name=message.name,
        zh=" ".join(message.title_zh.split()),
        en=" ".join(message.title_en.split()),
        kind=FieldKind(message.kind),
        required=message.required,
        pattern=message.pattern,
        least=message.min if message.HasField("min") else None,
        most=message.max if message.HasField("max") else None,
        choices=tuple(Choice(each.value, each.title_zh, each.title_en) for each in message.choices),
        personal=message.personal,
    )


def revealed(found: Revealed) -> pb.RevealedValues:
    """Whole values."""
    values, until = found
    message = pb.RevealedValues(values=values)
    stamp(message, "expire_time", until)
    return message


def line_message(each: HistoryLine, declared: RecordType | None, *, english: bool = False) -> pb.HistoryLine:
    """Something that happened; fields by their titles, where the type has them."""
    names = []
    for name in each.before:
        field = declared.field(name) if declared is not None else None
        titled = (field.en or field.zh if english else field.zh) if field is not None else name
        names.append(titled)
    message = pb.HistoryLine(actor_name=each.actor_name, what=each.what, fields=names, note=each.note)
    stamp(message, "at", each.at)
    return message
