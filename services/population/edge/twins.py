"""Records that may be about one person: listed, compared side by side, decided (POP-06)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from services.kernel.errors import Forbidden, Invalid, NotFound, Refusal
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs, peer
from services.kernel.web.texts import Text, t
from services.population.edge import acts, register, words
from services.population.edge.people import address_of, places
from services.population.edge.register import TWINS, asked_code
from wangge.population.v1 import twins_pb2 as pb
from wangge.population.v1 import twins_pb2_grpc

HOME = "/population/twins"
STATES: Mapping[str, tuple[int, Text]] = {
    "": (pb.TWINS_STATE_PROPOSED, Text("待核对", "Waiting")),
    "same": (pb.TWINS_STATE_SAME, Text("已合并", "Merged")),
    "different": (pb.TWINS_STATE_DIFFERENT, Text("不是同一人", "Different people")),
}
CAUSES: Mapping[str, Text] = {
    "document": Text("证件号码相同", "The same document"),
    "name": Text("姓名和出生日期相同", "The same name and birthday"),
}
FIELDS: Mapping[str, Text] = {
    **words.FIELDS,
    "document": Text("证件", "Document"),
    "residence": Text("居住地", "Residence"),
}
_SIZE = 50
_MOST = 200


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/twins", view_func=twins, methods=["GET", "POST"])
    blueprint.add_url_rule("/twins/<pair>", view_func=compare, methods=["GET", "POST"])
    blueprint.add_url_rule("/twins/<pair>/undo", view_func=undo, methods=["GET", "POST"])


@needs(TWINS)
def twins() -> ResponseReturnValue:
    """Pairs within sight; evident ones can be decided together."""
    code, state = asked_code(), request.values.get("state", "")
    state = state if state in STATES else ""
    cause = request.values.get("cause", "")
    problem = ""
    if request.method == "POST":
        try:
            return done(f"{HOME}?territory={code}" if code else HOME, _decided_in_bulk())
        except (Forbidden, NotFound):
            raise
        except Refusal as refusal:
            problem = _said(refusal)
    asked = pb.ListTwinsRequest(
        page_size=_SIZE,
        page_token=request.args.get("page_token", "")[:1000],
        territory_code=code,
        state=STATES[state][0],  # type: ignore[arg-type]
        cause=cause if cause in CAUSES else "",
    )
    answer = _stub().ListTwins(asked)
    fields = {"territory": code, "state": state, "cause": asked.cause}
    token = answer.next_page_token
    page = render_template(
        "population/twins.html",
        twins=answer.twins,
        state=state,
        states=STATES,
        cause=asked.cause,
        causes=CAUSES,
        code=code,
        places=places(code, TWINS),
        problem=problem,
        today=register.today(),
        words=words,
        next_address=address_of("twins", fields, token) if token else "",
        first_address=address_of("twins", fields) if asked.page_token else "",
    )
    return page, 422 if problem else 200


@needs(TWINS)
def compare(pair: str) -> Any:
    """Both records beside each other; the decision below."""
    found = _stub().GetTwins(pb.GetTwinsRequest(id=pair))
    form = Form(pb.DecideTwinsRequest(id=pair), _decision(found), {"keep_id": found.keep_id})
    if request.method == "POST" and form.read():
        _take(form, found)
        try:
            if form.ok:
                made = _stub().DecideTwins(form.message)
                same = made.state == pb.TWINS_STATE_SAME
                return done(
                    HOME,
                    t("已合并为一条记录，可以撤销", "Made one; it can be taken back")
                    if same
                    else t("已记为两个人", "Recorded as two people"),
                )
        except (Forbidden, NotFound):
            raise
        except Refusal as refusal:
            form.refused(refusal)
    page = render_template(
        "population/twins_compare.html",
        twins=found,
        form=form,
        causes=CAUSES,
        fields=FIELDS,
        today=register.today(),
        words=words,
        pb=pb,
    )
    return page, 422 if request.method == "POST" else 200


@needs(TWINS)
def undo(pair: str) -> Any:
    """Both records as before."""
    form = Form(pb.UndoMergeRequest(id=pair), [Field("reason", Text("撤销原因", "Why"), "area", rows=2)])
    return acts.answered(
        form,
        _stub().UndoMerge,
        lambda made: f"{HOME}/{pair}",
        title=t("撤销合并", "Take the merge back"),
        said=t("已恢复为两条记录", "Both records are as before"),
        told=t(
            "两条记录恢复到合并前；合并后又有变更的不能撤销。",
            "Both are as before the merge; refused when something was recorded since.",
        ),
        back=f"{HOME}/{pair}",
        danger=True,
    )


def _decision(found: pb.Twins) -> list[Field]:
    """Which stays, and of what differs which value is right."""
    both = [
        (each.id, Text(f"{zh}：{each.residence.territory_name}", f"{en}: {each.residence.territory_name}"))
        for each, zh, en in ((found.first, "左边", "The left one"), (found.second, "右边", "The right one"))
    ]
    sides = [("first", Text("左边", "left")), ("second", Text("右边", "right"))]
    fields = [
        Field(
            "decision",
            Text("核对结论", "Decision"),
            "radios",
            [
                ("TWINS_STATE_SAME", Text("是同一个人，合并", "One person: make them one")),
                ("TWINS_STATE_DIFFERENT", Text("不是同一个人", "Two people")),
            ],
            True,
        ),
        Field("keep_id", Text("合并时保留哪条记录", "Which record stays"), "radios", both),
    ]
    for each in found.fields:
        if each.differs and each.choosable:
            title = FIELDS.get(each.field, Text(each.field, each.field))
            label = Text(f"{title.zh}以哪边为准", f"{title.en}: which side is right")
            fields.append(Field(f"side.{each.field}", label, "radios", sides, apart=True))
    return [*fields, acts.grounds()]


def _take(form: Form[Any], found: pb.Twins) -> None:
    if not form.value("decision"):
        form.wrong("decision", t("请选择", "Please choose"))
        return
    if form.message.decision != pb.TWINS_STATE_SAME:
        form.message.keep_id = ""
        return
    kept = "second" if form.value("keep_id") == found.second.id else "first"
    for spec in form.specs:
        if spec.name.startswith("side.") and form.value(spec.name) not in ("", kept):
            form.message.take_from_other.append(spec.name.removeprefix("side."))


def _decided_in_bulk() -> str:
    """What became of the ticked pairs. Raises what the service refuses."""
    asked = pb.DecideTwinsInBulkRequest(
        ids=[each[:40] for each in request.form.getlist("pair")][:_MOST],
        reason=request.form.get("reason", "").strip()[:400],
        request_id=request.form.get("request_id", "")[:64],
    )
    answer = _stub().DecideTwinsInBulk(asked)
    return t(
        "已合并 {n} 对，{m} 对需要逐一核对",
        "{n} pairs made one, {m} want a look each",
        n=len(answer.merged_ids),
        m=len(answer.refused),
    )


def _stub() -> Any:
    return peer(twins_pb2_grpc.TwinServiceStub, "population")


def _said(refusal: Refusal) -> str:
    problems = refusal.problems if isinstance(refusal, Invalid) else ()
    if any(each.field == "ids" for each in problems):
        return t("请先勾选要合并的记录", "Tick the pairs first")
    if any(each.field == "reason" for each in problems):
        return t("请填写合并依据", "Say on what grounds")
    return refusal.said or refusal.code
