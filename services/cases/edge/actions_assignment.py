"""Forms of step 3: who works on it, at which level, and handing over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import g, request

from services.cases.edge import lookups
from services.cases.edge.action_form import Action, lead_of, words
from services.cases.edge.detail import stub
from services.kernel.errors import Forbidden, Invalid
from services.kernel.web.forms import Field
from services.kernel.web.texts import Text, t
from wangge.cases.v1 import cases_pb2 as pb

_FIND_UNIT = Text("输入单位名称查找", "type part of the unit's name")


def proposed(case: pb.Case) -> Sequence[Any]:
    """Units that the rules propose, best first (SuggestRoute); none where nothing is known."""
    if not case.category:
        return ()
    asked = pb.SuggestRouteRequest(category=case.category, grid_code=case.place.grid_code, level=case.level)
    if case.place.HasField("point"):
        asked.longitude, asked.latitude = case.place.point.longitude, case.place.point.latitude
    try:
        found: Sequence[Any] = stub().SuggestRoute(asked).candidates
    except (Invalid, Forbidden):
        return ()
    return found


def unit_field(name: str, label: Text, help: Text | None = None) -> Field:
    """A unit, found by its name."""
    return Field(
        name,
        label,
        "lookup",
        source=lookups.UNITS,
        titled=lookups.unit_title,
        placeholder=_FIND_UNIT,
        help=help,
    )


def _assigned(case: pb.Case) -> Sequence[Field]:
    candidates = {each.unit_id: each.unit_name for each in proposed(case)}
    # Units that were added in a form which has to be mended stay on offer.
    chosen = request.form.getlist("joint_unit_ids") if request.method == "POST" else []
    for unit in filter(None, chosen[:20]):
        candidates.setdefault(unit, lookups.unit_title(unit))
    best = next(iter(candidates.values()), "")
    told = Text(
        f"系统按职责和属地建议：{best}。可以改选。",
        f"Proposed by duty and place: {best}. You may choose another.",
    )
    return (
        unit_field("lead_unit_id", Text("主办单位", "Lead unit"), told if best else None),
        Field(
            "joint_unit_ids",
            Text("协办单位（可多选）", "Joint units (any number)"),
            "choices",
            tuple(candidates.items()),
        ),
        words("requirement", Text("办理要求", "What is required")),
    )


def _best(case: pb.Case) -> Mapping[str, Any]:
    before = next((each.unit_id for each in reversed(case.tasks) if each.state == "sent_back"), "")
    units = [each.unit_id for each in proposed(case) if each.unit_id != before]
    return {"lead_unit_id": units[0]} if units else {}


def _signer(case: pb.Case) -> Mapping[str, Any]:
    return {"officer": g.actor.name}


ACTIONS = (
    Action(
        "take",
        "TakeCase",
        pb.TakeCaseRequest,
        lambda case: t(
            "由{holder}自己办理，处置时限开始计时。",
            "{holder} works on it itself; the limit for the work starts.",
            holder=case.holder_name,
        ),
        (words("opinion", Text("办理意见", "Opinion")),),
    ),
    Action(
        "assign",
        "AssignCase",
        pb.AssignCaseRequest,
        lambda case: t(
            "主办单位和协办单位将收到任务，签收时限开始计时；主办单位签收后处置时限开始。",
            "Lead and joint units get their tasks and the limit for signing starts; the work's follows.",
        ),
        _assigned,
        given=_best,
    ),
    Action(
        "escalate",
        "EscalateCase",
        pb.EscalateCaseRequest,
        lambda case: t(
            "案件上报到上一级中心受理，受理时限开始计时；上一级无人在岗时自动再上一级。",
            "The next level screens it and that limit starts; a level with nobody in post is passed over.",
        ),
        (
            words("reason", Text("本级不能解决的原因", "Why this level cannot settle it")),
            words("work_done", Text("本级已做的工作", "What was done so far")),
        ),
    ),
    Action(
        "push_down",
        "PushDownCase",
        pb.PushDownCaseRequest,
        lambda case: t(
            "案件交给所选的下级受理，受理时限开始计时。",
            "The chosen lower level gets the case to screen; the limit for that starts.",
        ),
        (
            Field(
                "territory_code",
                Text("下派到", "Push down to"),
                "lookup",
                source=lookups.TERRITORIES,
                titled=lookups.territory_title,
                placeholder=Text(
                    "输入街道、社区或网格名称", "type the name of a township, community or grid"
                ),
            ),
            words("reason", Text("下派理由", "Reason")),
        ),
    ),
    Action(
        "sign",
        "SignForCase",
        pb.SignForCaseRequest,
        lambda case: t(
            "签收后由您单位办理，处置时限开始计时（协办单位随主办时限）。",
            "Your unit then works on it; the limit for the work starts (joint units share the lead's).",
        ),
        (Field("officer", Text("经办人", "Officer in charge")),),
        given=_signer,
    ),
    Action(
        "send_back",
        "SendBackCase",
        pb.SendBackCaseRequest,
        lambda case: t(
            "案件退回{holder}重新派遣，派遣时限开始计时。每个单位只能退一次，次数会显示在案件上。",
            "{holder} has to assign it anew and that limit starts. A unit sends back once; it counts.",
            holder=case.holder_name,
        ),
        (
            words("legal_ground", Text("不属于本单位职责的依据", "Legal ground why it is not yours")),
            unit_field("suggested_unit_id", Text("建议派遣到", "Whose it should be")),
        ),
        danger=True,
    ),
    Action(
        "transfer",
        "TransferCase",
        pb.TransferCaseRequest,
        lambda case: t(
            "主办由{lead}改为所选单位，签收时限开始计时；原来的处置时限继续走，转办次数加一。",
            "The chosen unit takes over from {lead} and has to sign; the limit for the work runs on.",
            lead=lead_of(case),
        ),
        (
            unit_field("to_unit_id", Text("转给", "Transfer to")),
            words("reason", Text("转办理由", "Reason")),
        ),
    ),
    Action(
        "hand_to_emergency",
        "HandToEmergency",
        pb.HandToEmergencyRequest,
        lambda case: t(
            "应急部门将收到通知并接手处置险情；本案继续在这里办理和跟踪。",
            "The emergency office is told and deals with the danger; the case stays open here.",
        ),
        (words("reason", Text("转应急理由", "Reason")),),
    ),
)
