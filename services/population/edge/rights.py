"""People's rights at the counter: who looked, what is held, restrict, erase; and alerts of mass readings."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, render_template, request
from markupsafe import Markup

from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs
from services.kernel.web.texts import Text, t
from services.population.edge import acts, person_tabs, words
from services.population.edge.promise import rights
from services.population.edge.reading_words import DONE
from services.population.edge.register import stub
from wangge.population.v1 import register_pb2
from wangge.population.v1 import rights_pb2 as pb

SERVE = "population.rights.serve"
ERASE = "population.rights.erase"
REVIEW = "population.readings.review"
ACTIONS = {
    **DONE,
    "coordination.draft": Text("发起异地协查", "Began a request to another place"),
    "coordination.send": Text("发出异地协查", "Sent a request to another place"),
    "coordination.receive": Text("登记外地来函", "Recorded the letter of another place"),
    "coordination.letter": Text("查看外地来函", "Opened the letter of another place"),
    "coordination.view": Text("查看异地协查", "Opened a request between places"),
    "coordination.reveal": Text("协查中查看证件号码", "Saw the document number of a request"),
    "coordination.acknowledge": Text("收到异地协查", "Acknowledged a request from another place"),
    "coordination.answer": Text("答复异地协查", "Answered a request of another place"),
    "coordination.decline": Text("不予答复异地协查", "Declined a request of another place"),
    "coordination.withdraw": Text("撤回异地协查", "Withdrew a request"),
    "coordination.read": Text("查看协查答复", "Read what another place answered"),
    "coordination.expire": Text("协查内容到期清除", "What was asked and answered was erased"),
}
GROUNDS = [
    (
        "request",
        Text("本人申请，且已不在住、不在册", "The person asked and is no longer here"),
    ),
    ("mistake", Text("登记错误，本无此人", "A mistake: there is no such person")),
]


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/person/<person>/readings", view_func=readings)
    blueprint.add_url_rule("/person/<person>/held", view_func=held, methods=["GET", "POST"])
    blueprint.add_url_rule("/person/<person>/restrict", view_func=restrict, methods=["GET", "POST"])
    blueprint.add_url_rule("/person/<person>/erase", view_func=erase, methods=["GET", "POST"])
    blueprint.add_url_rule("/erasures", view_func=erasures)
    blueprint.add_url_rule("/readings", view_func=mass_readings)
    blueprint.add_url_rule("/readings/<alert>/review", view_func=review, methods=["GET", "POST"])


@needs(SERVE)
def readings(person: str) -> str:
    """Who looked at somebody, newest first."""
    found = stub().GetPerson(register_pb2.GetPersonRequest(id=person))
    asked = pb.ListReadingsRequest(person_id=person, page_token=request.args.get("page_token", "")[:1000])
    answer = rights().ListReadings(asked)
    return render_template(
        "population/readings.html", person=found, answer=answer, actions=ACTIONS, words=words
    )


@needs(SERVE)
def held(person: str) -> Any:
    """All that is held about somebody, for that person: shown once, to be printed."""
    why = Field(
        "purpose",
        Text("谁申请、如何核对身份", "Who asked, and how that was made sure of"),
        "area",
        rows=2,
        required=True,
        help=Text("如：本人持身份证到窗口申请。", "Such as: the person came with the identity card."),
    )
    form = Form(pb.ExportPersonRequest(id=person), [why])
    shown = None
    if request.method == "POST" and form.read():
        shown = rights().ExportPerson(form.message)
    page = render_template(
        "population/held.html", form=form, shown=shown, person=person, english=g.locale == "en"
    )
    return page, 422 if request.method == "POST" and shown is None else 200, {"Cache-Control": "no-store"}


@needs(SERVE)
def restrict(person: str) -> Any:
    """Stop processing at the person's wish, or take it up again."""
    found = stub().GetPerson(register_pb2.GetPersonRequest(id=person))
    wanted = not found.restricted
    reason = Field("reason", Text("依据", "On what grounds"), "area", rows=2, required=True)
    message = pb.RestrictPersonRequest(id=person, restricted=wanted)
    form = Form(message, [acts.ETAG, reason], {"etag": found.etag})
    return acts.answered(
        form,
        rights().RestrictPerson,
        lambda _: f"/population/person/{person}",
        title=t("限制处理", "Restrict processing") if wanted else t("解除限制", "Lift the restriction"),
        said=t("已限制处理", "Restricted") if wanted else t("已解除限制", "Lifted"),
        told=t(
            "此后只显示姓名，不能再登记变更，直到解除。",
            "From then on the name alone is shown and nothing is recorded until it is lifted.",
        )
        if wanted
        else "",
        back=f"/population/person/{person}",
        danger=wanted,
        about=found.name,
    )


@needs(ERASE)
def erase(person: str) -> Any:
    """For good, with a proof."""
    found = stub().GetPerson(register_pb2.GetPersonRequest(id=person))
    form = Form(
        pb.ErasePersonRequest(id=person),
        [
            Field("ground", Text("删除理由", "Ground"), "radios", GROUNDS, True),
            Field("reason", Text("说明", "Reason"), "area", rows=2, required=True),
        ],
    )
    return acts.answered(
        form,
        lambda message: rights().ErasePerson(message),
        lambda _: "/population/erasures",
        title=t("删除登记", "Erase the record"),
        said=t("已删除，删除证明已生成", "Erased; the proof was made"),
        told=t(
            "姓名、证件、电话、地址和历史内容将被永久删除，不能恢复；只留下删除证明。",
            "Name, numbers, addresses and history are removed for good; the proof alone stays.",
        ),
        back=f"/population/person/{person}",
        danger=True,
        about=found.name,
    )


@needs(SERVE)
def erasures() -> str:
    """Proofs of erasure."""
    token = request.args.get("page_token", "")[:1000]
    answer = rights().ListErasures(pb.ListErasuresRequest(page_token=token))
    return render_template("population/erasures.html", answer=answer)


@needs(REVIEW)
def mass_readings() -> str:
    """Accounts that read more people in an hour than the work explains."""
    all_of_them = request.args.get("all") == "1"
    token = request.args.get("page_token", "")[:1000]
    asked = pb.ListMassReadingsRequest(open_only=not all_of_them, page_token=token)
    return render_template(
        "population/mass_readings.html", answer=rights().ListMassReadings(asked), all_of_them=all_of_them
    )


@needs(REVIEW)
def review(alert: str) -> Any:
    """What was found."""
    finding = Field("finding", Text("核查结论", "What was found"), "area", rows=3, required=True)
    return acts.answered(
        Form(pb.ReviewMassReadingRequest(id=alert), [finding]),
        lambda message: rights().ReviewMassReading(message),
        lambda _: "/population/readings",
        title=t("核查查询异常", "Review mass reading"),
        said=t("核查结论已记录", "The finding was recorded"),
        back="/population/readings",
    )


def _tab(person: Any) -> Markup | str:
    if not person.name:
        return ""
    return Markup(render_template("population/rights_part.html", person=person))


person_tabs.register(
    "person",
    "rights",
    Text("本人权利", "The person's rights"),
    _tab,
    order=900,
    permissions=(SERVE, ERASE),
)
