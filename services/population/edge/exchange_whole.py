"""What a request between places holds, whole: its answer, the document number, the letter (POP-20)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request

from services.kernel.errors import Forbidden, NotFound, Refusal, Unauthenticated, Unavailable
from services.kernel.files.content import PDF
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs
from services.kernel.web.printing import pdf
from services.kernel.web.texts import Text, t
from services.population.edge import families, register
from services.population.edge.coordination import ANSWER, ASK, stub
from services.population.edge.exchange import field_titles, one
from services.population.edge.saving import saved
from wangge.population.v1 import coordination_pb2 as pb


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    rule = blueprint.add_url_rule
    rule("/coordination/exchange/<exchange>/read", view_func=read_answer, methods=["POST"])
    rule("/coordination/exchange/<exchange>/file", view_func=answer_file, methods=["POST"])
    rule("/coordination/exchange/<exchange>/reveal", view_func=reveal_subject, methods=["GET", "POST"])
    rule("/coordination/exchange/<exchange>/letter.pdf", view_func=letter, methods=["POST"])


@needs(ASK, ANSWER)
def read_answer(exchange: str) -> Any:
    """What was answered, for five minutes; each reading is recorded."""
    found = one(exchange)
    answer = stub().ReadAnswer(pb.ReadAnswerRequest(id=exchange))
    declared = {each.name: each for each in found.purpose.fields}
    shown = [
        (families.titled(declared[name]), families.shown(declared[name], answer.values[name]))
        for name in found.fields
        if name in answer.values
    ]
    page = render_template("population/exchange_answer.html", found=found, shown=shown, file=answer.file_name)
    return page, 200, {"Cache-Control": "no-store"}


@needs(ASK, ANSWER)
def answer_file(exchange: str) -> Response:
    """The scan that came with the answer."""
    found = stub().ReadAnswer(pb.ReadAnswerRequest(id=exchange, with_file=True))
    if not found.file_data:
        raise NotFound()
    return saved(found.file_data, found.content_type, "answer")


@needs(ASK, ANSWER)
def reveal_subject(exchange: str) -> Any:
    """The whole document number, for a purpose."""
    found = one(exchange)
    field = Field(
        "purpose", Text("用途", "What for"), initial=t("核对是否为本人", "To see whether it is the person")
    )
    form = Form(pb.RevealSubjectRequest(id=exchange), [field])
    shown = None
    if request.method == "POST" and form.read():
        try:
            shown = stub().RevealSubject(form.message)
        except (Unauthenticated, Forbidden, NotFound, Unavailable):
            raise
        except Refusal as refusal:
            form.refused(refusal)
    page = render_template("population/exchange_reveal.html", found=found, form=form, shown=shown)
    status = 422 if request.method == "POST" and shown is None else 200
    return page, status, {"Cache-Control": "no-store"}


@needs(ASK)
def letter(exchange: str) -> Response:
    """On paper, for a place outside: with the whole number, which is recorded."""
    found = one(exchange)
    purpose = t("打印协查函", "To print the letter")
    subject = stub().RevealSubject(pb.RevealSubjectRequest(id=exchange, purpose=purpose))
    page = render_template(
        "population/exchange_letter.html",
        found=found,
        number=subject.document_number,
        asked=field_titles(found),
        today=register.today(),
        titled=families.titled,
    )
    return saved(pdf(page), PDF.content_type, found.number)
