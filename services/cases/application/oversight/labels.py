"""Names of what cases are counted by, as people read them."""

from __future__ import annotations

_ZH = {
    "REPORTED": "已上报", "SELF_DONE": "自行处置", "SCREENING": "待受理", "RETURNED": "退回补充",
    "REJECTED": "不予受理", "MERGED": "已并案", "FILED": "已立案", "ASSIGNED": "已派遣",
    "IN_WORK": "办理中", "SUSPENDED": "挂起", "FEEDBACK": "待审核", "VERIFYING": "待核查",
    "CLOSED": "已结案", "EVALUATED": "已评价", "ARCHIVED": "已归档", "WITHDRAWN": "已撤回",
    "NORMAL": "一般", "URGENT": "紧急", "MAJOR": "重大", "PATROL": "网格巡查", "HANDHELD": "手持终端",
    "HALL": "办事大厅", "PHONE": "电话", "HOTLINE": "热线", "WEB": "网站", "MESSAGING": "微信",
    "LETTER_VISIT": "信访", "SUPERIOR": "上级交办", "SYSTEM": "其他系统", "GREEN": "正常",
    "AMBER": "即将超时", "RED": "已超时", "PAUSED": "计时暂停",
}  # fmt: skip
_EN = {
    "REPORTED": "Reported", "SELF_DONE": "Settled on the spot", "SCREENING": "To be screened",
    "RETURNED": "Returned for data", "REJECTED": "Rejected", "MERGED": "Merged", "FILED": "Filed",
    "ASSIGNED": "Assigned", "IN_WORK": "In work", "SUSPENDED": "Suspended", "FEEDBACK": "To be checked",
    "VERIFYING": "To be verified", "CLOSED": "Closed", "EVALUATED": "Evaluated", "ARCHIVED": "Archived",
    "WITHDRAWN": "Withdrawn", "NORMAL": "Normal", "URGENT": "Urgent", "MAJOR": "Major", "PATROL": "Patrol",
    "HANDHELD": "Handheld", "HALL": "Service hall", "PHONE": "Phone", "HOTLINE": "Hotline", "WEB": "Web",
    "MESSAGING": "Messaging", "LETTER_VISIT": "Letter or visit", "SUPERIOR": "From above",
    "SYSTEM": "Other system", "GREEN": "In time", "AMBER": "Nearly due", "RED": "Overdue",
    "PAUSED": "Clock paused",
}  # fmt: skip


def label(value: str, locale: str) -> str:
    """The name of a state, urgency, channel or light; the value itself when it has none."""
    return (_EN if locale.startswith("en") else _ZH).get(value, value)
