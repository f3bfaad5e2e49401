"""What the contract's values of a case are called on pages."""

from __future__ import annotations

from collections.abc import Mapping

from services.kernel.web.texts import Text
from wangge.cases.v1 import cases_pb2 as pb
from wangge.types.v1 import types_pb2

STATES: Mapping[int, Text] = {
    pb.CASE_STATE_REPORTED: Text("已上报", "Reported"),
    pb.CASE_STATE_SELF_DONE: Text("就地处置", "Settled on the spot"),
    pb.CASE_STATE_SCREENING: Text("待受理", "To be screened"),
    pb.CASE_STATE_RETURNED: Text("退回补充", "Returned for more"),
    pb.CASE_STATE_REJECTED: Text("不予受理", "Rejected"),
    pb.CASE_STATE_MERGED: Text("已并案", "Merged"),
    pb.CASE_STATE_FILED: Text("已立案", "Filed"),
    pb.CASE_STATE_ASSIGNED: Text("已派遣", "Assigned"),
    pb.CASE_STATE_IN_WORK: Text("处置中", "In work"),
    pb.CASE_STATE_SUSPENDED: Text("挂起", "Suspended"),
    pb.CASE_STATE_FEEDBACK: Text("已反馈", "Fed back"),
    pb.CASE_STATE_VERIFYING: Text("待核查", "To be verified"),
    pb.CASE_STATE_CLOSED: Text("已结案", "Closed"),
    pb.CASE_STATE_EVALUATED: Text("已评价", "Rated"),
    pb.CASE_STATE_ARCHIVED: Text("已归档", "Archived"),
    pb.CASE_STATE_WITHDRAWN: Text("已撤回", "Withdrawn"),
}
OPEN_STATES = (
    pb.CASE_STATE_REPORTED,
    pb.CASE_STATE_SELF_DONE,
    pb.CASE_STATE_SCREENING,
    pb.CASE_STATE_RETURNED,
    pb.CASE_STATE_FILED,
    pb.CASE_STATE_ASSIGNED,
    pb.CASE_STATE_IN_WORK,
    pb.CASE_STATE_SUSPENDED,
    pb.CASE_STATE_FEEDBACK,
    pb.CASE_STATE_VERIFYING,
)
STEPS = (
    Text("上报", "Report"),
    Text("受理", "Screen"),
    Text("立案派遣", "File and assign"),
    Text("处置", "Handle"),
    Text("反馈", "Feed back"),
    Text("核查结案", "Verify and close"),
    Text("评价归档", "Rate and archive"),
)
"""The seven steps of the loop (CASE-11)."""
URGENCIES: Mapping[int, Text] = {
    pb.URGENCY_NORMAL: Text("一般", "Normal"),
    pb.URGENCY_URGENT: Text("紧急", "Urgent"),
    pb.URGENCY_MAJOR: Text("重大", "Major"),
}
CHANNELS: Mapping[int, Text] = {
    pb.CHANNEL_PATROL: Text("网格巡查", "Patrol"),
    pb.CHANNEL_HANDHELD: Text("手机上报", "Handheld"),
    pb.CHANNEL_HALL: Text("服务大厅", "Service hall"),
    pb.CHANNEL_PHONE: Text("电话", "Phone"),
    pb.CHANNEL_HOTLINE: Text("民生热线", "Hotline"),
    pb.CHANNEL_WEB: Text("网站", "Web"),
    pb.CHANNEL_MESSAGING: Text("微信互动", "Messaging"),
    pb.CHANNEL_LETTER_VISIT: Text("来信来访", "Letter or visit"),
    pb.CHANNEL_SUPERIOR: Text("上级交办", "From above"),
    pb.CHANNEL_SYSTEM: Text("其他系统", "Other system"),
}
LIGHTS: Mapping[int, Text] = {
    pb.LIGHT_GREEN: Text("正常", "In time"),
    pb.LIGHT_AMBER: Text("将到期", "Due soon"),
    pb.LIGHT_RED: Text("已超时", "Overdue"),
    pb.LIGHT_PAUSED: Text("暂停计时", "Clock paused"),
}
LIGHT_COLOURS: Mapping[int, str] = {
    pb.LIGHT_GREEN: "green",
    pb.LIGHT_AMBER: "orange",
    pb.LIGHT_RED: "red",
    pb.LIGHT_PAUSED: "azure",
}
"""Tabler's colour names: ``badge bg-{colour}-lt``."""
LEVELS: Mapping[int, Text] = {
    types_pb2.LEVEL_PREFECTURE: Text("市级", "Prefecture"),
    types_pb2.LEVEL_COUNTY: Text("县区级", "County"),
    types_pb2.LEVEL_TOWNSHIP: Text("乡镇街道", "Township"),
    types_pb2.LEVEL_COMMUNITY: Text("村社区", "Community"),
    types_pb2.LEVEL_GRID: Text("网格", "Grid"),
    types_pb2.LEVEL_AREA: Text("责任片", "Area"),
    types_pb2.LEVEL_SUBGRID: Text("微网格", "Sub-grid"),
}
STAGES: Mapping[str, Text] = {
    "screening": Text("受理", "Screening"),
    "assigning": Text("派遣", "Assigning"),
    "signing": Text("签收", "Signing"),
    "handling": Text("处置", "Handling"),
    "checking": Text("审核", "Checking"),
    "verifying": Text("核查", "Verifying"),
}
"""Stages that have a clock; other names are steps of handling that a county defined itself."""
ACTIONS: Mapping[str, Text] = {
    "settle": Text("就地处置", "Settle on the spot"),
    "submit": Text("向上提交", "Submit upward"),
    "file": Text("立案", "Open a file"),
    "return": Text("退回补充", "Return for more"),
    "reject": Text("不予受理", "Reject"),
    "merge": Text("并案", "Merge"),
    "resubmit": Text("补充后重报", "Resubmit"),
    "take": Text("本级自办", "Handle here"),
    "assign": Text("派遣", "Assign"),
    "escalate": Text("逐级上报", "Escalate"),
    "push_down": Text("下派", "Push down"),
    "sign": Text("签收", "Sign for"),
    "send_back": Text("退件", "Send back"),
    "transfer": Text("转办", "Transfer"),
    "progress": Text("登记进展", "Add progress"),
    "request_extension": Text("申请延期", "Ask for an extension"),
    "request_suspension": Text("申请挂起", "Ask for suspension"),
    "decide_request": Text("审批申请", "Decide the request"),
    "suspend": Text("挂起", "Suspend"),
    "resume": Text("恢复办理", "Resume"),
    "feed_back": Text("处置反馈", "Feed back"),
    "check": Text("审核反馈", "Check the feedback"),
    "verify": Text("现场核查", "Verify on site"),
    "confirm": Text("确认就地处置", "Confirm the settlement"),
    "rate": Text("评价", "Rate"),
    "reopen": Text("重新办理", "Reopen"),
    "withdraw": Text("撤回", "Withdraw"),
    "change_category": Text("更改类别", "Change the category"),
    "follow": Text("关注", "Follow"),
    "hand_over": Text("移交首接责任", "Hand over the first receipt"),
    "acknowledge": Text("接收首接责任", "Acknowledge the first receipt"),
    "put_dispute": Text("登记纠纷", "Record the dispute"),
    "add_mediation": Text("登记调解", "Add a mediation"),
    "hand_to_emergency": Text("转应急", "Hand to emergency"),
    "report": Text("上报", "Reported"),
    "import": Text("导入", "Imported"),
    "comment": Text("批示", "Comment"),
    "answer_comment": Text("回复批示", "Comment answered"),
    "dossier": Text("编制案卷", "Dossier compiled"),
}
"""Verbs of the loop and other lines of a timeline; what is missing is shown under its own name."""


def action(name: str) -> str:
    """A verb as readers call it."""
    return str(ACTIONS.get(name, name))


def stage(name: str) -> str:
    """A stage as readers call it."""
    return str(STAGES.get(name, name))
