"""What requests between places and joint checks are called on their pages."""

from __future__ import annotations

from collections.abc import Mapping

from services.kernel.web.texts import Text
from services.population.edge.words import Titles
from wangge.population.v1 import coordination_pb2 as pb
from wangge.population.v1 import joint_checks_pb2 as checks

STATES: Titles = {
    pb.EXCHANGE_STATE_DRAFTED: Text("草稿，未发出", "Draft, not sent"),
    pb.EXCHANGE_STATE_SENT: Text("待签收", "Not acknowledged yet"),
    pb.EXCHANGE_STATE_ACKNOWLEDGED: Text("已签收，待答复", "Acknowledged, not answered"),
    pb.EXCHANGE_STATE_ANSWERED: Text("已答复", "Answered"),
    pb.EXCHANGE_STATE_DECLINED: Text("不予答复", "Declined"),
    pb.EXCHANGE_STATE_WITHDRAWN: Text("已撤回", "Withdrawn"),
    pb.EXCHANGE_STATE_EXPIRED: Text("已到期清除", "Erased in time"),
}
STEPS: Mapping[str, Text] = {
    "draft": Text("起草", "Drafted"),
    "send": Text("发出", "Sent"),
    "receive": Text("登记来函", "Letter recorded"),
    "acknowledge": Text("签收", "Acknowledged"),
    "remind": Text("临近期限，已提醒", "Near its limit: reminded"),
    "overdue": Text("超过期限，已提醒", "Beyond its limit: reminded"),
    "answer": Text("答复", "Answered"),
    "read": Text("首次查看答复", "Answer read for the first time"),
    "reply": Text("复函首次打印或查看", "Reply printed or read for the first time"),
    "decline": Text("不予答复", "Declined"),
    "withdraw": Text("撤回", "Withdrawn"),
    "expire": Text("到期清除内容，保留凭证", "Content erased in time, the proof stays"),
}
CHECK_STATES: Titles = {
    checks.JOINT_CHECK_STATE_PLANNED: Text("已安排", "Planned"),
    checks.JOINT_CHECK_STATE_DONE: Text("有隐患待整改", "Defects to be put right"),
    checks.JOINT_CHECK_STATE_CLOSED: Text("已办结", "Closed"),
    checks.JOINT_CHECK_STATE_CANCELLED: Text("已取消", "Cancelled"),
}
PREMISES: Mapping[str, Text] = {
    "rental": Text("出租房屋", "Rented dwelling"),
    "worksite": Text("工地工棚", "Worksite"),
    "employer": Text("用人单位", "Unit"),
}
ICONS: Mapping[str, str] = {
    "draft": "pencil",
    "send": "send",
    "receive": "mail",
    "acknowledge": "check",
    "remind": "clock",
    "overdue": "alert-triangle",
    "answer": "message",
    "read": "eye",
    "reply": "printer",
    "decline": "x",
    "withdraw": "arrow-back-up",
    "expire": "trash",
}
