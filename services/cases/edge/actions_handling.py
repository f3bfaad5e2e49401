"""Forms of steps 4 and 5: progress, more time, rest, the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request

from services.cases.edge import words as names
from services.cases.edge.action_form import (
    Action,
    in_days,
    position,
    words,
    yes_or_no,
)
from services.cases.edge.track import REMINDERS
from services.kernel.web.forms import Field
from services.kernel.web.showing import limit, when
from services.kernel.web.texts import Text, t
from wangge.cases.v1 import cases_pb2 as pb

_EXTRA = ("4wh", "1wd", "2wd", "3wd", "5wd", "7wd", "10wd", "15wd", "20wd")
_NAMED = frozenset({*names.STAGES, *REMINDERS, "receiving", "confirming", "completing"})


def _progress(case: pb.Case) -> Sequence[Field]:
    steps = [c.stage for c in case.clocks if c.stage not in _NAMED and not c.stopped_at.seconds]
    done = Field(
        "step_done",
        Text("已完成的环节", "Step that is done"),
        "choice",
        tuple((each, each) for each in steps),
    )
    return (words("note", Text("进展情况", "What was done"), rows=4), *((done,) if steps else ()))


def _asked(case: pb.Case) -> pb.ChangeRequest | None:
    waiting = [each for each in case.change_requests if each.state == "asked"]
    wanted = request.args.get("request", "")
    return next((each for each in waiting if each.id == wanted), waiting[0] if waiting else None)


def _told_of_request(case: pb.Case) -> str:
    asked = _asked(case)
    if asked is None:
        return t("没有待审批的申请。", "No request waits.")
    what = (
        t("申请延期 {extra}", "an extension of {extra} is asked for", extra=limit(asked.extra))
        if asked.kind == "extension"
        else t("申请挂起至 {until}", "suspension until {until} is asked for", until=when(asked.until))
    )
    return t(
        "{what}，理由：{reason}。同意后处置时限随之调整，申请人会收到结果。",
        "{what}; reason: {reason}. If granted, the limit moves; whoever asked is told.",
        what=what,
        reason=asked.reason,
    )


def _request_id(case: pb.Case) -> Mapping[str, Any]:
    asked = _asked(case)
    return {"change_request_id": asked.id if asked else ""}


ACTIONS = (
    Action(
        "progress",
        "AddProgress",
        pb.AddProgressRequest,
        lambda case: t(
            "进展记入台账，案件状态和时限不变；五个工作日内须再登记一次。",
            "It goes into the history; state and limits stay. The next note is due within five working days.",
        ),
        _progress,
        uploads=Text("照片或材料", "Pictures or papers"),
    ),
    Action(
        "request_extension",
        "RequestExtension",
        pb.RequestExtensionRequest,
        lambda case: t(
            "申请交{holder}审批，审批前时限照常计算；最多延期两次。",
            "{holder} decides; until then the limit runs on. Two extensions at most.",
            holder=case.holder_name,
        ),
        lambda case: (
            Field(
                "extra",
                Text("申请延长", "How much more time"),
                "choice",
                tuple((each, limit(each)) for each in _EXTRA),
                initial="2wd",
            ),
            words("reason", Text("延期理由", "Reason")),
        ),
    ),
    Action(
        "request_suspension",
        "RequestSuspension",
        pb.RequestSuspensionRequest,
        lambda case: t(
            "申请交{holder}审批，同意后停止计时。",
            "{holder} decides; when granted, the clock stands still.",
            holder=case.holder_name,
        ),
        (
            Field("until", Text("挂起至", "Until"), "moment", help=Text("最长 30 天。", "30 days at most.")),
            words("reason", Text("挂起理由", "Reason")),
        ),
        given=lambda case: {"until": in_days(7)},
    ),
    Action(
        "decide_request",
        "DecideRequest",
        pb.DecideRequestRequest,
        _told_of_request,
        (
            yes_or_no(
                "approve", Text("审批决定", "Decision"), Text("同意", "Grant"), Text("不同意", "Refuse")
            ),
            words("opinion", Text("审批意见", "Opinion")),
            Field("change_request_id", Text("", ""), "hidden"),
        ),
        given=_request_id,
    ),
    Action(
        "suspend",
        "SuspendCase",
        pb.SuspendCaseRequest,
        lambda case: t(
            "案件挂起、停止计时，到期自动恢复办理。",
            "The case rests and its clock stands still; it resumes by itself when the time is over.",
        ),
        (
            Field("until", Text("挂起至", "Until"), "moment", help=Text("最长 30 天。", "30 days at most.")),
            words("ground", Text("挂起理由", "Ground")),
        ),
        given=lambda case: {"until": in_days(7)},
    ),
    Action(
        "resume",
        "ResumeCase",
        pb.ResumeCaseRequest,
        lambda case: t(
            "案件恢复办理，处置时限从挂起时剩余的时间继续计算。",
            "Work goes on; the limit runs on with the time that was left.",
        ),
        (words("reason", Text("恢复理由", "Reason")),),
    ),
    Action(
        "feed_back",
        "FeedBack",
        pb.FeedBackRequest,
        lambda case: t(
            "反馈后由{holder}审核，审核时限开始计时；主办单位须等协办单位全部完成后反馈。",
            "{holder} checks the result and its limit starts; the lead feeds back when all joint units have.",
            holder=case.holder_name,
        ),
        (
            words("result", Text("处置结果", "Result"), rows=4),
            position(Text("处置位置", "Where")),
            Field("cost", Text("费用", "Cost"), placeholder=Text("如：680元", "e.g. CNY 680")),
        ),
        uploads=Text("处置后照片", "Pictures afterwards"),
        moment="after",
        late_stage="handling",
    ),
)
