"""Forms of steps 5 to 7: checking, verifying on site, confirming, rating, reopening."""

from __future__ import annotations

from typing import Any

from flask import g

from services.cases.edge.action_form import Action, lead_of, position, words, yes_or_no
from services.kernel.web.forms import Field, Form
from services.kernel.web.texts import Text, t
from wangge.cases.v1 import cases_pb2 as pb

_SCORES = tuple(
    (str(score), Text(f"{score} 分 {zh}", f"{score} {en}"))
    for score, zh, en in (
        (5, "非常满意", "very satisfied"),
        (4, "满意", "satisfied"),
        (3, "基本满意", "fairly satisfied"),
        (2, "不满意", "dissatisfied"),
        (1, "很不满意", "very dissatisfied"),
    )
)


def _mine(case: pb.Case) -> bool:
    return bool(case.reporter.account_id) and case.reporter.account_id == g.actor.id


def _verified(form: Form[Any], case: pb.Case) -> None:
    if form.value("passed") == "false" and not form.value("defects"):
        form.wrong("defects", t("请写明不合格之处", "Say what is not in order"))


def _checked(form: Form[Any], case: pb.Case) -> None:
    if form.value("accept") == "false" and not form.value("opinion"):
        form.wrong("opinion", t("退回时请写明原因", "Say why it is sent back"))


def _rated(form: Form[Any], case: pb.Case) -> None:
    form.message.by_call_back = not _mine(case)


ACTIONS = (
    Action(
        "check",
        "CheckFeedback",
        pb.CheckFeedbackRequest,
        lambda case: t(
            "通过后由网格长现场核查，核查时限开始计时（仅涉及手续的案件直接结案）；不通过则退回{lead}继续办理。",
            "If accepted, the grid head verifies on site and that limit starts; if not, {lead} goes on.",
            lead=lead_of(case),
        ),
        (
            yes_or_no(
                "accept", Text("审核结论", "Finding"), Text("通过", "Accept"), Text("退回", "Send back")
            ),
            words("opinion", Text("审核意见", "Opinion")),
        ),
        complete=_checked,
    ),
    Action(
        "verify",
        "VerifyCase",
        pb.VerifyCaseRequest,
        lambda case: t(
            "合格则结案，请反映人评价；不合格则退回{lead}返工，返工次数加一。",
            "If in order, the case closes and the reporter may rate; if not, {lead} has to redo it.",
            lead=lead_of(case),
        ),
        (
            yes_or_no(
                "passed",
                Text("核查结论", "Finding"),
                Text("合格", "In order"),
                Text("不合格", "Not in order"),
            ),
            words(
                "defects",
                Text("存在的问题", "Defects"),
                help=Text("不合格时必填。", "Needed when not in order."),
            ),
            position(Text("核查位置", "Where you are"), required=True),
        ),
        uploads=Text("现场照片", "Pictures on site"),
        uploads_help=Text("须为处置反馈之后拍摄的照片。", "Taken after the work was fed back."),
        moment="after",
        complete=_verified,
    ),
    Action(
        "confirm",
        "ConfirmSettled",
        pb.ConfirmSettledRequest,
        lambda case: t("确认后结案，请反映人评价。", "The case then closes, and the reporter may rate it."),
        (words("opinion", Text("确认意见", "Opinion")),),
        uploads=Text("抽查照片", "Pictures of the check"),
        moment="after",
    ),
    Action(
        "rate",
        "RateCase",
        pb.RateCaseRequest,
        lambda case: (
            t("评价后案件进入归档，30 天后自动归档。", "The case is then archived after 30 days.")
            if _mine(case)
            else t(
                "按电话回访登记反映人的评价；之后 30 天自动归档。",
                "Records the reporter's rating from a call back; the case is archived after 30 days.",
            )
        ),
        (
            Field("score", Text("满意度", "Rating"), "radios", _SCORES, required=True),
            words("text", Text("评价意见", "In words")),
        ),
        complete=_rated,
    ),
    Action(
        "reopen",
        "ReopenCase",
        pb.ReopenCaseRequest,
        lambda case: t(
            "案件退回{lead}重新办理，处置时限开始计时。",
            "{lead} has to work on it again; the limit for the work starts.",
            lead=lead_of(case),
        ),
        (words("ground", Text("重新办理的理由", "Ground")),),
        danger=True,
    ),
)
