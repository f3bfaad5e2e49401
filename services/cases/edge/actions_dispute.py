"""Forms of the extras of a dispute: parties, agreement, fulfilment, mediations (CASE-32)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from services.cases.edge.action_form import Action, field_moment, words
from services.kernel.web.forms import Field, Form
from services.kernel.web.texts import Text, t
from wangge.cases.v1 import cases_pb2 as pb

_RISKS = (("low", Text("低", "Low")), ("medium", Text("中", "Medium")), ("high", Text("高", "High")))
_METHODS = (
    ("area_duty", Text("驻片值守", "Area duty")),
    ("home_visit", Text("上门走访", "Home visit")),
    ("paired_help", Text("结对帮扶", "Paired help")),
)
_HANDED = (("justice", Text("司法", "Justice")), ("petition", Text("信访", "Petition office")))


def _dispute(case: pb.Case) -> Mapping[str, Any]:
    known = case.dispute
    plain = ("type", "mediator", "matter_risk", "agreement", "fulfilment", "handed_to")
    return {
        **{f"dispute.{name}": getattr(known, name) for name in plain},
        "dispute.methods": list(known.methods),
        "dispute.agreed_at": field_moment(known.agreed_at),
        "dispute.fulfilment_checked_at": field_moment(known.fulfilment_checked_at),
        "parties": "\n".join(t("，", ", ").join(filter(None, (p.name, p.role))) for p in known.parties),
    }


def _parties(form: Form[Any], case: pb.Case) -> None:
    for line in "\n".join(form.values("parties")).split("\n"):
        name, _, role = re.sub(r"[,，;；\t]", "\n", line.strip(), count=1).partition("\n")
        if name.strip():
            form.message.dispute.parties.add(name=name.strip(), role=role.strip())
    form.message.dispute.SetInParent()


ACTIONS = (
    Action(
        "put_dispute",
        "PutDispute",
        pb.PutDisputeRequest,
        lambda case: t(
            "纠纷情况记入案件；当事人姓名遮盖保存，已遮盖的姓名原样保留即不改变。",
            "It is kept with the case. Names are masked; one left as it stands stays unchanged.",
        ),
        (
            Field(
                "parties",
                Text("当事人", "Parties"),
                "lines",
                apart=True,
                rows=3,
                help=Text(
                    "每行一人：姓名，身份。如：王某，甲方", "One a line: name, part. E.g. Wang, party A"
                ),
            ),
            Field(
                "dispute.type",
                Text("纠纷类型", "Kind of dispute"),
                placeholder=Text("如：邻里、征地", "e.g. neighbours, land"),
            ),
            Field("dispute.mediator", Text("调解员", "Mediator")),
            Field(
                "dispute.matter_risk",
                Text("事件激化风险", "Risk that the matter escalates"),
                "radios",
                _RISKS,
                required=False,
            ),
            Field("dispute.methods", Text("工作方法", "Methods"), "choices", _METHODS),
            words("dispute.agreement", Text("调解协议", "Agreement"), rows=4),
            Field("dispute.agreed_at", Text("达成协议时间", "Agreed at"), "moment"),
            words("dispute.fulfilment", Text("履行情况", "Fulfilment")),
            Field("dispute.fulfilment_checked_at", Text("履行核查时间", "Fulfilment checked at"), "moment"),
            Field("dispute.handed_to", Text("移交", "Handed over to"), "choice", _HANDED, required=False),
        ),
        given=_dispute,
        complete=_parties,
    ),
    Action(
        "add_mediation",
        "AddMediation",
        pb.AddMediationRequest,
        lambda case: t(
            "调解情况记入案件，案件状态和时限不变。", "It is kept with the case; state and limits stay."
        ),
        (
            Field("session.held_at", Text("调解时间", "Held at"), "moment"),
            Field("session.place", Text("地点", "Place")),
            words("session.outcome", Text("调解结果", "Outcome"), rows=4),
        ),
    ),
)
