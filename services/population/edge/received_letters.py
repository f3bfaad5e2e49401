"""Letters by which places outside ask: recorded by a clerk, shown again, answered on paper (POP-20)."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, Response, render_template, request

from services.kernel.errors import NotFound
from services.kernel.files.content import PDF
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs
from services.kernel.web.printing import pdf
from services.kernel.web.texts import Text, t
from services.population.edge import acts, families, register
from services.population.edge.coordination import ANSWER, HOME, stub
from services.population.edge.exchange import field_titles, one
from services.population.edge.register import place_name
from services.population.edge.saving import saved
from wangge.population.v1 import coordination_pb2 as pb

_NEW = f"{HOME}/letters/new"
_SENDER = Field(
    "sender",
    Text("来函单位", "Who asks"),
    placeholder=Text("例如：某省某县教育局", "Such as: education bureau of a county"),
)
_NUMBER = Field("letter_number", Text("来函文号", "Number of the letter"), short=True)
_DATED = Field("letter_on", Text("来函日期", "Date of the letter"), "date")
_COMMUNITY_ASKED = Field(
    "to_territory_code",
    Text("问到哪个社区", "Which community is asked"),
    "lookup",
    source="/directory/lookup/territories",
    titled=place_name,
)
_PEOPLE = Field(
    "people",
    Text("来函涉及的人", "Whom it asks about"),
    "lines",
    required=True,
    rows=3,
    apart=True,
    help=Text(
        "一行一人，姓名后空一格写证件号码（来函没有写的不填），最多 5 人；每人单独办理、单独答复。",
        "One person a line, the document number after the name where it says one; five at most. "
        "Each is answered by itself.",
    ),
)
_ADDRESS = Field("address", Text("来函所写住址（可不填）", "Address it states (may stay empty)"))
_NOTE = Field(
    "note",
    Text("说明（可不填）", "Note (may stay empty)"),
    "area",
    rows=2,
    help=Text("不写证件号码、病情、经历等，只写办事需要的话。", "No numbers, nothing of illness or past."),
)
_SCAN = Field(
    "file_data",
    Text("来函扫描件（必须上传）", "The scanned letter (needed)"),
    "files",
    required=False,
    apart=True,
    accept="image/*,.pdf",
    help=Text(
        "照片或 PDF，不超过 5 MB，到期与内容一并清除。", "Picture or PDF, 5 MB at most; erased in time."
    ),
)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    rule = blueprint.add_url_rule
    rule("/coordination/letters/new", view_func=record_letter, methods=["GET", "POST"])
    rule("/coordination/exchange/<exchange>/letter", view_func=received_letter, methods=["POST"])
    rule("/coordination/exchange/<exchange>/reply.pdf", view_func=reply, methods=["POST"])


@needs(ANSWER)
def record_letter() -> Any:
    """First for what it asks, then what stands in it."""
    purposes = stub().ListPurposes(pb.ListPurposesRequest()).purposes
    code = request.values.get("purpose", "")[:40]
    chosen = next((each for each in purposes if each.code == code), None)
    if chosen is None:
        return render_template(
            "population/choose_purpose.html",
            purposes=purposes,
            here=_NEW,
            about=t("登记外地来函", "Record a letter of another place"),
            back=HOME,
            titled=families.titled,
        )
    options = [(each.name, families.titled(each)) for each in chosen.fields]
    fields = [
        Field("purpose", Text("", ""), "hidden", apart=True),
        _SENDER,
        _NUMBER,
        _DATED,
        _COMMUNITY_ASKED,
        _PEOPLE,
        _ADDRESS,
        Field("fields", Text("来函要求核对的内容", "What it asks"), "choices", options, True),
        Field(
            "due_on",
            Text("答复期限（不填按规定）", "Answer by (empty: as the purpose says)"),
            "date",
            help=Text(
                f"来函写明期限的照填；没有写的为 {chosen.limit_days} 个工作日。",
                f"The day that the letter states; else {chosen.limit_days} working days.",
            ),
        ),
        _NOTE,
        _SCAN,
        Field("acknowledge", Text("同时签收", "Acknowledge it at once"), "check"),
    ]
    return acts.answered(
        Form(pb.RecordLetterRequest(purpose_code=code), fields, _start(code, options)),
        stub().RecordLetter,
        _made,
        title=families.titled(chosen),
        said=t("来函已登记", "The letter was recorded"),
        told=t(
            "依据：{law}。登记后与平台内的协查同样签收、答复，再打印复函寄回；答复 {k} 天后自动清除。",
            "On the basis of: {law}. It is acknowledged and answered as any other, and the reply is printed; "
            "erased {k} days later.",
            law=chosen.legal_basis,
            k=chosen.keep_days,
        ),
        submit=t("登记", "Record"),
        back=HOME,
        about=t("外地来函", "Letter of another place"),
        check=_take,
    )


@needs(ANSWER)
def received_letter(exchange: str) -> Response:
    """The scan, as it came."""
    found = stub().ReadLetter(pb.ReadLetterRequest(id=exchange))
    if not found.file_data:
        raise NotFound()
    return saved(found.file_data, found.content_type, "letter")


@needs(ANSWER)
def reply(exchange: str) -> Response:
    """On paper, for the place that asked."""
    found = one(exchange)
    answer = stub().ReadAnswer(pb.ReadAnswerRequest(id=exchange))
    declared = {each.name: each for each in found.purpose.fields}
    page = render_template(
        "population/exchange_reply.html",
        found=found,
        rows=[
            (title, families.shown(declared[name], answer.values[name]))
            for name, title in field_titles(found).items()
            if name in answer.values
        ],
        declined=found.state == pb.EXCHANGE_STATE_DECLINED,
        today=register.today(),
        titled=families.titled,
    )
    return saved(pdf(page), PDF.content_type, found.number)


def _start(code: str, options: list[tuple[str, str]]) -> dict[str, Any]:
    # One community: not a county or township, whose codes end in zeros, and not a grid.
    own = [each for each in register.own_codes(ANSWER) if len(each) == 12 and not each.endswith("000")]
    start: dict[str, Any] = {"purpose": code, "fields": [name for name, _ in options], "acknowledge": "true"}
    return start | ({"to_territory_code": own[0]} if len(own) == 1 else {})


def _take(form: Form[Any]) -> None:
    """People and scan."""
    for line in form.value("people").splitlines():
        name, _, number = " ".join(line.split()).rpartition(" ")
        if not name or not re.search(r"\d", number):
            name, number = f"{name} {number}".strip(), ""
        if name:
            form.message.people.add(name=name, document_number=number)
    for file in form.files("file_data")[:1]:
        form.message.file_name = (file.filename or "letter")[-200:]
        form.message.file_data = file.read()
    if not form.message.file_data:
        form.wrong("file_data", t("请上传来函扫描件", "Add the scanned letter"))


def _made(answer: pb.RecordLetterResponse) -> str:
    first = answer.exchanges[0]
    return f"{HOME}/exchange/{first.id}" if len(answer.exchanges) == 1 else f"{HOME}?box=in"
