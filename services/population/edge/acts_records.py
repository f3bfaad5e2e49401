"""Forms that open, change, review and close service records, made from the declarations of their types."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

from flask import Blueprint, g, render_template, request

from services.kernel.errors import Exhausted, Invalid, NotFound
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs
from services.kernel.web.texts import Text, t
from services.population.edge import acts, carers, families
from services.population.edge.families import EDIT, records, titled, types
from services.population.edge.records import declared_of
from services.population.edge.register import stub
from wangge.population.v1 import families_pb2 as pb
from wangge.population.v1 import register_pb2

_FILE = "consent_file"
_CONSENT = (
    Field(
        "consent.given_on",
        Text("同意日期", "Agreed on"),
        "date",
        help=Text("哪天当面同意或签字。", "The day on which it was said or signed."),
    ),
    Field(
        "consent.by",
        Text("由谁同意", "Who agreed"),
        "radios",
        [
            ("self", Text("本人", "The person")),
            ("guardian", Text("监护人（不满 14 周岁必须）", "A guardian (needed below the age of 14)")),
            ("representative", Text("受托人", "A representative")),
        ],
        initial="self",
    ),
    Field("consent.by_name", Text("监护人或受托人姓名", "Name of guardian or representative")),
    Field(
        _FILE,
        Text("同意书照片或扫描件（可选）", "Picture of the consent (if any)"),
        "files",
        apart=True,
        accept=acts.FILES,
    ),
)
_END = Field(
    "to_day",
    Text("到哪天结束", "Until"),
    "date",
    help=Text("不填按类别规定的期限。", "The type's term when left empty."),
)
_NOTE = Field("note", Text("说明", "Note"), "area", rows=2)
_BACK = {"person": "/population/person/", "dwelling": "/population/dwelling/"}


def add(blueprint: Blueprint) -> None:
    """Add the forms."""
    blueprint.add_url_rule("/record/new/<subject>/<about>", view_func=new_record, methods=["GET", "POST"])
    blueprint.add_url_rule("/record/<record>/change", view_func=change_record, methods=["GET", "POST"])
    blueprint.add_url_rule("/record/<record>/review", view_func=review_record, methods=["GET", "POST"])
    blueprint.add_url_rule("/record/<record>/close", view_func=close_record, methods=["GET", "POST"])


@needs(EDIT)
def new_record(subject: str, about: str) -> Any:
    """First the type, then its form."""
    if subject not in families.SUBJECTS:
        raise NotFound()
    code, back = request.values.get("type", "")[:40], back_of(subject, about)
    if not code:
        found = types().ListRecordTypes(pb.ListRecordTypesRequest(subject=subject)).types
        return render_template(
            "population/choose_record.html",
            types=found,
            subject=subject,
            about=about,
            back=back,
            families=families,
        )
    declared = types().GetRecordType(pb.GetRecordTypeRequest(code=code))
    consents = [] if declared.subject not in ("person", "household") else list(_CONSENT)
    fields = [Field("type", Text("", ""), "hidden", apart=True), *families.value_fields(declared), _END]
    fields += _carer_of(declared, about)
    form = Form(
        pb.OpenServiceRecordRequest(type_code=code, subject_id=about), [*fields, *consents], {"type": code}
    )

    def check(filled: Form[Any]) -> None:
        families.put_values(filled, declared)
        if not filled.message.consent.given_on:
            filled.message.ClearField("consent")
        elif filled.ok:
            _take_consent(filled)

    return acts.answered(
        form,
        lambda message: records().OpenServiceRecord(message),
        lambda answer: f"/population/record/{answer.id}",
        title=titled(declared),
        said=t("服务记录已登记", "The record was opened"),
        told=_told(declared),
        submit=t("登记", "Open"),
        back=back,
        check=check,
        help=t(
            "只登记服务需要的内容，不写病情、经历、信仰等。",
            "Say what the service needs; nothing of illness, past or belief.",
        ),
    )


@needs(EDIT)
def change_record(record: str) -> Any:
    """Other values, or another carer."""
    found = records().GetServiceRecord(pb.GetServiceRecordRequest(id=record))
    declared = declared_of(found)
    given = {f"values.{name}": value for name, value in found.values.items()}
    fields = [acts.ETAG, *families.value_fields(declared), _NOTE]
    if "assign" in found.actions:
        fields.insert(1, carers.field(found.territory_code, found.carer_id, found.carer_name))
        given["carer_id"] = found.carer_id
    form = Form(pb.ChangeServiceRecordRequest(id=record), fields, {"etag": found.etag, **given})
    return acts.answered(
        form,
        lambda message: records().ChangeServiceRecord(message),
        lambda answer: f"/population/record/{answer.id}",
        title=t("变更服务记录", "Change the record"),
        said=t("服务记录已变更", "The record was changed"),
        told=t("带 * 的内容不改动就保持原样。", "Values shown with * stay as they are unless written anew."),
        back=f"/population/record/{record}",
        about=f"{found.subject_name} · {titled_of(found)}",
        check=lambda filled: families.put_values(filled, declared),
    )


@needs(EDIT)
def review_record(record: str) -> Any:
    """Still needed."""
    found = records().GetServiceRecord(pb.GetServiceRecordRequest(id=record))
    form = Form(pb.ReviewServiceRecordRequest(id=record), [acts.ETAG, _NOTE], {"etag": found.etag})
    return acts.answered(
        form,
        lambda message: records().ReviewServiceRecord(message),
        lambda answer: f"/population/record/{answer.id}",
        title=t("复核：仍然需要", "Reviewed: still needed"),
        said=t("已复核", "Reviewed"),
        back=f"/population/record/{record}",
        about=f"{found.subject_name} · {titled_of(found)}",
    )


@needs(EDIT)
def close_record(record: str) -> Any:
    """The need is over."""
    found = records().GetServiceRecord(pb.GetServiceRecordRequest(id=record))
    reasons = [(key, families.REASONS[key]) for key in ("need_over", "withdrawn", "mistake")]
    fields = [acts.ETAG, Field("reason", Text("结束原因", "Why"), "radios", reasons, True), _NOTE]
    form = Form(pb.CloseServiceRecordRequest(id=record), fields, {"etag": found.etag})
    return acts.answered(
        form,
        lambda message: records().CloseServiceRecord(message),
        lambda answer: f"/population/record/{answer.id}",
        title=t("结束服务记录", "Close the record"),
        said=t("服务记录已结束", "The record was closed"),
        back=f"/population/record/{record}",
        danger=True,
        about=f"{found.subject_name} · {titled_of(found)}",
    )


def back_of(subject: str, about: str) -> str:
    """The page of what a record is about."""
    return f"{_BACK.get(subject, '/population/' + subject + '/')}{about}"


def titled_of(found: pb.ServiceRecord) -> str:
    """The type's title in the reader's language."""
    return str(Text(found.type_title_zh, found.type_title_en or found.type_title_zh))


def _told(declared: pb.RecordType) -> str:
    who = (
        t("只有责任人和统筹人员能看到", "Seen by the carer and whoever manages care alone")
        if declared.sensitive == "care"
        else t("本辖区有权限的人员能看到", "Seen by those who may see records here")
    )
    basis = declared.legal_basis or t("本人同意", "the person's consent")
    purpose = str(Text(declared.purpose_zh, declared.purpose_en or declared.purpose_zh))
    return t("用途：{p}。依据：{b}。{w}。", "For: {p}. Basis: {b}. {w}.", p=purpose, b=basis, w=who)


def _carer_of(declared: pb.RecordType, person_id: str) -> list[Field]:
    """Whoever manages care where the person lives chooses who cares; everybody else takes it on in person."""
    if declared.sensitive != "care" or not g.may(families.MANAGE):
        return []
    person = stub().GetPerson(register_pb2.GetPersonRequest(id=person_id))
    code = person.residence.territory_code
    return [carers.field(code)] if carers.may_choose(code) else []


def _take_consent(form: Form[Any]) -> None:
    """The file first; sent again with the same form it is taken once."""
    for file in form.files(_FILE)[:1]:
        data, name = file.read(), (file.filename or "file")[-200:]
        known = f"{request.form.get('request_id', '')}/{hashlib.sha256(data).hexdigest()}"
        asked = register_pb2.AddEvidenceRequest(
            file_name=name, data=data, request_id=str(uuid.uuid5(uuid.NAMESPACE_URL, known))
        )
        try:
            form.message.consent.file_id = stub().AddEvidence(asked).id
        except (Invalid, Exhausted) as refusal:
            form.wrong(_FILE, refusal.said or refusal.code)
