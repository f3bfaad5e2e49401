"""What was done with somebody's record, in words: for the list of who looked (POP-30, Sens-1)."""

from __future__ import annotations

from services.kernel.web.texts import Text
from services.population.edge import words

DONE = {
    **words.COMMANDS,
    "person.view": Text("打开人员页面", "Opened the record"),
    "person.reveal": Text("查看完整信息", "Saw whole values"),
    "person.export": Text("导出本人信息", "Exported what is held"),
    "readings.list": Text("查看查询记录", "Looked at this list"),
    "changes.list": Text("查看变更历史", "Looked at the history"),
    "restrict": Text("限制或恢复处理", "Restricted, or freed again"),
    "proposal.make": Text("提出变更", "Proposed a change"),
    "proposal.revise": Text("修改所提变更", "Revised a proposed change"),
    "proposal.check": Text("核对所提变更", "Checked a proposed change"),
    "proposal.withdraw": Text("撤回所提变更", "Withdrew a proposed change"),
    "proposal.decide": Text("审核所提变更", "Decided about a proposed change"),
    "proposal.view": Text("查看所提变更", "Opened a proposed change"),
    "proposal.file": Text("查看变更材料", "Opened the evidence of a change"),
    "proposal.reveal": Text("查看所提变更的完整信息", "Saw whole values of a proposed change"),
    "card.view": Text("查看居住登记", "Opened the residence registration"),
    "card.sign_in": Text("居住登记", "Signed in as an incoming resident"),
    "card.issue": Text("发居住登记卡", "Issued the residence card"),
    "card.renew": Text("居住登记续期", "Renewed the residence card"),
    "card.found": Text("走访见到本人", "Was met at a visit"),
    "card.missed": Text("走访未见到本人", "Was not met at a visit"),
    "card.worksite": Text("填写所在工地", "Named the worksite"),
    "card.service": Text("登记、办结服务需求", "Noted a service asked for or done"),
    "card.move": Text("居住登记变更住址", "Moved to another dwelling"),
    "card.follow": Text("居住登记随人迁移", "The registration followed the move"),
    "card.sign_out": Text("离开注销", "Signed out"),
    "participant.agree": Text("登记为自愿参与者", "Was entered as a participant"),
    "participant.change": Text("更正自愿参与者登记", "Changed the entry of a participant"),
}
"""By the action without the service's name."""
