"""What a reporter is told of a case, in words that need no knowledge of how offices work."""

from __future__ import annotations

from collections.abc import Mapping

from services.cases.edge.seven_steps import Step, in_order
from services.kernel.web.texts import Text, t
from wangge.cases.v1 import cases_pb2 as pb

SCORES = (
    ("5", Text("非常满意", "Very satisfied")),
    ("4", Text("满意", "Satisfied")),
    ("3", Text("一般", "So-so")),
    ("2", Text("不满意", "Not satisfied")),
    ("1", Text("非常不满意", "Not satisfied at all")),
)
_STANDS: Mapping[int, Text] = {
    pb.CASE_STATE_REPORTED: Text("已经收到，{who}正在查看。", "It has arrived, and {who} is looking at it."),
    pb.CASE_STATE_SELF_DONE: Text(
        "网格已经就地处理，正在确认结果。", "It was settled on the spot; the result is being confirmed."
    ),
    pb.CASE_STATE_SCREENING: Text(
        "{who}正在核对情况，决定是否立案办理。", "{who} is checking whether it will be taken on."
    ),
    pb.CASE_STATE_RETURNED: Text(
        "情况还不够清楚，需要补充。工作人员会与您联系。",
        "More needs to be known. Somebody will get in touch with you.",
    ),
    pb.CASE_STATE_REJECTED: Text(
        "没有受理，原因见下面的答复。", "It was not taken on; the answer below says why."
    ),
    pb.CASE_STATE_MERGED: Text(
        "这件事已有人反映，两件合并办理，结果同样会答复您。",
        "It was known already: both are dealt with together, and you will be answered as well.",
    ),
    pb.CASE_STATE_FILED: Text(
        "已经立案，{who}正在安排由谁来办。", "It was taken on; {who} decides who will do the work."
    ),
    pb.CASE_STATE_ASSIGNED: Text("已经交给承办单位。", "It was handed to those who will do the work."),
    pb.CASE_STATE_IN_WORK: Text("正在处理。", "It is being worked on."),
    pb.CASE_STATE_SUSPENDED: Text(
        "暂时停下，条件具备后继续处理。", "Work rests for now and goes on when it can."
    ),
    pb.CASE_STATE_FEEDBACK: Text(
        "处理完了，正在审核结果。", "The work is done; the result is being checked."
    ),
    pb.CASE_STATE_VERIFYING: Text(
        "处理完了，正在到现场核实。", "The work is done; it is being looked at on site."
    ),
    pb.CASE_STATE_CLOSED: Text("已经办结，请您评价。", "It is closed. Please tell us what you think."),
    pb.CASE_STATE_EVALUATED: Text("已经办结。", "It is closed."),
    pb.CASE_STATE_ARCHIVED: Text("已经办结并归档。", "It is closed and filed away."),
    pb.CASE_STATE_WITHDRAWN: Text("已经撤回，不再办理。", "It was withdrawn; nothing more is done."),
}


def stands(found: pb.Receipt) -> str:
    """Where the case stands, as one sentence."""
    text = _STANDS.get(found.state)
    return t(text.zh, text.en, who=found.holder or t("受理中心", "the centre")) if text else ""


def score(found: pb.Receipt) -> str:
    """How the reporter rated it; empty where nobody did."""
    return str(dict(SCORES).get(str(found.evaluation.score), ""))


def withdrawn(found: pb.Receipt) -> str:
    """What is said after withdrawing: a danger is dealt with all the same, without the reporter's name."""
    if found.state == pb.CASE_STATE_WITHDRAWN:
        return t("已撤回，不再办理。", "Withdrawn; nothing more is done.")
    return t(
        "已撤回您的个人信息。这件事关系到安全，仍会继续处理。",
        "Your name and phone were taken out. It concerns safety and is dealt with all the same.",
    )


def steps(found: pb.Receipt) -> list[Step]:
    """The seven steps with day and office."""
    reached = {each.step: each for each in found.steps}
    made = []
    for number, title, state in in_order(found):
        mark = reached.get(number) if state != "ahead" else None
        made.append(Step(number, title, state, mark.by if mark else "", mark.at if mark else None))
    return made
