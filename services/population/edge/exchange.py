"""One request between places: asked, read as a thread, acknowledged, answered, declined (POP-20)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from services.population.edge import acts, coordination_words, families, register, words
from services.population.edge.coordination import ANSWER, ASK, stub
from services.population.edge.register import place_name
from wangge.population.v1 import coordination_pb2 as pb
from wangge.population.v1 import families_pb2, register_pb2

_FILE = "file"
_TO_CODE = Field(
    "to_territory_code",
    Text("问哪个社区（本平台）", "Which community (of this platform)"),
    "lookup",
    source="/directory/lookup/territories",
    titled=place_name,
)
_TO_OUTSIDE = Field(
    "to_outside",
    Text("或外地地名", "Or a place outside"),
    help=Text(
        "不在本平台的地方写地名和单位，如“某省某县某镇人民政府”；发出后打印协查函寄送。",
        "For a place that is not on this platform: its name; a letter is printed and sent.",
    ),
)
_TO_UNIT = Field(
    "to_unit_id",
    Text("外地平台单位（已对接的才填）", "Its platform's organisation (where one is connected)"),
    "lookup",
    source="/directory/lookup/organisations",
)
_NOTE = Field(
    "note",
    Text("说明（可不填）", "Note (may stay empty)"),
    "area",
    rows=2,
    help=Text("不写证件号码、病情、经历等，只写办事需要的话。", "No numbers, nothing of illness or past."),
)
_REASON = Field("reason", Text("理由", "Reason"), "area", rows=2, required=True)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/coordination/ask/<person>", view_func=ask, methods=both)
    blueprint.add_url_rule("/coordination/exchange/<exchange>", view_func=exchange)
    blueprint.add_url_rule(
        "/coordination/exchange/<exchange>/step", view_func=exchange_step, methods=["POST"]
    )
    blueprint.add_url_rule(
        "/coordination/exchange/<exchange>/answer", view_func=answer_exchange, methods=both
    )
    blueprint.add_url_rule(
        "/coordination/exchange/<exchange>/decline", view_func=decline_exchange, methods=both
    )
    blueprint.add_url_rule(
        "/coordination/exchange/<exchange>/withdraw", view_func=withdraw_exchange, methods=both
    )


def one(exchange: str) -> pb.Exchange:
    """With the reader's rights."""
    found: pb.Exchange = stub().GetExchange(pb.GetExchangeRequest(id=exchange))
    return found


def field_titles(found: pb.Exchange) -> dict[str, str]:
    """What is asked, by name."""
    return {each.name: families.titled(each) for each in found.purpose.fields if each.name in found.fields}


@needs(ASK)
def ask(person: str) -> Any:
    """First for what, then what of it and whom."""
    about = register.stub().GetPerson(register_pb2.GetPersonRequest(id=person))
    purposes = stub().ListPurposes(pb.ListPurposesRequest()).purposes
    code = request.values.get("purpose", "")[:40]
    chosen = next((each for each in purposes if each.code == code), None)
    back = f"/population/person/{person}"
    if chosen is None:
        return render_template(
            "population/choose_purpose.html",
            purposes=purposes,
            here=f"/population/coordination/ask/{person}",
            about=about.name,
            back=back,
            titled=families.titled,
        )
    options = [(each.name, families.titled(each)) for each in chosen.fields]
    fields = [
        Field("purpose", Text("", ""), "hidden", apart=True),
        Field("fields", Text("需要对方答复的内容", "What is asked"), "choices", options, True),
        _TO_CODE,
        _TO_OUTSIDE,
        _TO_UNIT,
        _NOTE,
        Field("send", Text("保存后立即发出", "Send it at once"), "check"),
    ]
    given = {"purpose": code, "fields": [name for name, _ in options], "send": "true"}
    return acts.answered(
        Form(pb.DraftExchangeRequest(person_id=person, purpose_code=code), fields, given),
        stub().DraftExchange,
        lambda made: f"/population/coordination/exchange/{made.id}",
        title=families.titled(chosen),
        said=t("协查已保存", "The request was saved"),
        told=t(
            "依据：{law}。对方应在 {n} 个工作日内答复；答复 {k} 天后自动清除。",
            "On the basis of: {law}. Answered within {n} working days; erased {k} days later.",
            law=chosen.legal_basis,
            n=chosen.limit_days,
            k=chosen.keep_days,
        ),
        submit=t("保存", "Save"),
        back=back,
        about=about.name,
    )


@needs(ASK, ANSWER)
def exchange(exchange: str) -> str:
    """The request as a thread."""
    found = one(exchange)
    return render_template(
        "population/exchange.html",
        found=found,
        asked=field_titles(found),
        titles=coordination_words,
        words=words,
        titled=families.titled,
    )


@needs(ASK, ANSWER)
def exchange_step(exchange: str) -> Any:
    """One button: send or acknowledge."""
    message = pb.ExchangeStepRequest(
        id=exchange,
        etag=request.form.get("etag", "")[:40],
        request_id=request.form.get("request_id", "")[:64],
    )
    if request.form.get("verb") == "send":
        stub().SendExchange(message)
        return done(f"/population/coordination/exchange/{exchange}", t("已发出", "Sent"))
    stub().AcknowledgeExchange(message)
    return done(f"/population/coordination/exchange/{exchange}", t("已签收", "Acknowledged"))


@needs(ASK, ANSWER)
def answer_exchange(exchange: str) -> Any:
    """The fields that were asked, and nothing else."""
    found = one(exchange)
    declared = families_pb2.RecordType(
        fields=[each for each in found.purpose.fields if each.name in found.fields]
    )
    by_letter = found.asks and not found.to_territory_code
    fields = families.value_fields(declared)
    if by_letter:
        fields = [_optional(each) for each in fields]
    fields.append(
        Field(
            _FILE,
            Text("复函扫描件（可不填）", "Scan of the letter (may stay empty)"),
            "files",
            apart=True,
            accept="image/*,.pdf",
            help=Text("不超过 5 MB，到期与答复一并清除。", "5 MB at most; erased with the answer."),
        )
    )

    def check(filled: Form[Any]) -> None:
        families.put_values(filled, declared)
        for file in filled.files(_FILE)[:1]:
            filled.message.file_name = (file.filename or "file")[-200:]
            filled.message.file_data = file.read()

    return acts.answered(
        Form(pb.AnswerExchangeRequest(id=exchange), [acts.ETAG, *fields], {"etag": found.etag}),
        stub().AnswerExchange,
        lambda made: f"/population/coordination/exchange/{made.id}",
        title=t("录入复函", "Enter the letter's answer") if by_letter else t("答复", "Answer"),
        said=t("已答复", "Answered"),
        told=t(
            "只答复对方问到的内容；答复只用于“{p}”。",
            'Only what was asked is answered, and it serves "{p}" alone.',
            p=families.titled(found.purpose),
        ),
        submit=t("提交答复", "Answer"),
        back=f"/population/coordination/exchange/{exchange}",
        about=f"{found.person_name} · {found.number}",
        check=check,
    )


@needs(ASK, ANSWER)
def decline_exchange(exchange: str) -> Any:
    """With a reason."""
    return _ended(exchange, stub().DeclineExchange, t("不予答复", "Decline"), t("已回复不予答复", "Declined"))


@needs(ASK, ANSWER)
def withdraw_exchange(exchange: str) -> Any:
    """It is not needed any more."""
    return _ended(exchange, stub().WithdrawExchange, t("撤回协查", "Withdraw"), t("已撤回", "Withdrawn"))


def _optional(field: Field) -> Field:
    return Field(field.name, field.label, field.kind, field.options, required=False, apart=True)


def _ended(exchange: str, send: Any, title: str, said: str) -> Any:
    found = one(exchange)
    return acts.answered(
        Form(pb.EndExchangeRequest(id=exchange), [acts.ETAG, _REASON], {"etag": found.etag}),
        send,
        lambda made: f"/population/coordination/exchange/{made.id}",
        title=title,
        said=said,
        back=f"/population/coordination/exchange/{exchange}",
        about=f"{found.person_name} · {found.number}",
    )
