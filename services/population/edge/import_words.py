"""What states of imports, causes and decisions are called."""

from __future__ import annotations

from collections.abc import Mapping

from services.kernel.web.texts import Text
from wangge.population.v1 import transfers_pb2 as pb

KINDS: Mapping[str, Text] = {
    "people": Text("人员（含户和房屋）", "People with households and dwellings"),
    "dwellings": Text("房屋", "Dwellings"),
    "establishments": Text("单位", "Units"),
    "records": Text("服务记录", "Service records"),
}
STATES: Mapping[int, Text] = {
    pb.TRANSFER_STATE_READING: Text("正在检查", "Being checked"),
    pb.TRANSFER_STATE_STAGED: Text("待审核", "Waiting to be accepted"),
    pb.TRANSFER_STATE_APPLYING: Text("正在写入", "Being written"),
    pb.TRANSFER_STATE_APPLIED: Text("已生效", "In force"),
    pb.TRANSFER_STATE_UNDOING: Text("正在撤销", "Being undone"),
    pb.TRANSFER_STATE_UNDONE: Text("已撤销", "Undone"),
    pb.TRANSFER_STATE_DISCARDED: Text("已放弃", "Discarded"),
    pb.TRANSFER_STATE_FAILED: Text("无法读取", "Unreadable"),
}
COLOURS: Mapping[int, str] = {
    pb.TRANSFER_STATE_READING: "azure",
    pb.TRANSFER_STATE_STAGED: "orange",
    pb.TRANSFER_STATE_APPLYING: "azure",
    pb.TRANSFER_STATE_APPLIED: "green",
    pb.TRANSFER_STATE_UNDOING: "azure",
    pb.TRANSFER_STATE_FAILED: "red",
}
CAUSES: Mapping[int, Text] = {
    pb.DUPLICATE_CAUSE_DOCUMENT: Text("证件号码已登记", "The document is registered"),
    pb.DUPLICATE_CAUSE_NAME_AND_BIRTHDAY: Text(
        "同名且出生日期相同，其中一方没有证件", "The same name and birthday, one of them without a document"
    ),
    pb.DUPLICATE_CAUSE_DWELLING: Text("这套房屋已登记", "The dwelling is registered"),
    pb.DUPLICATE_CAUSE_CREDIT_CODE: Text("统一社会信用代码已登记", "The credit code is registered"),
    pb.DUPLICATE_CAUSE_UNIT_NAME: Text(
        "同一网格已有同名单位，其中一方没有信用代码",
        "A unit of this name is in the grid, one of the two without a credit code",
    ),
}
DECISIONS: Mapping[str, tuple[int, Text]] = {
    "keep": (pb.DUPLICATE_DECISION_KEEP, Text("保留系统数据", "Keep what the register says")),
    "take": (pb.DUPLICATE_DECISION_TAKE, Text("采用表中数据", "Take what the table says")),
    "new": (pb.DUPLICATE_DECISION_NEW, Text("登记为另一个", "Register as another one")),
    "skip": (pb.DUPLICATE_DECISION_SKIP, Text("跳过这些行", "Leave these rows out")),
}
NEW_FOR = (pb.DUPLICATE_CAUSE_NAME_AND_BIRTHDAY, pb.DUPLICATE_CAUSE_UNIT_NAME)
"""Causes that leave room for another one; never the same document or code."""
PAGES: Mapping[int, str] = {
    pb.DUPLICATE_CAUSE_DWELLING: "dwelling",
    pb.DUPLICATE_CAUSE_CREDIT_CODE: "establishment",
    pb.DUPLICATE_CAUSE_UNIT_NAME: "establishment",
}
"""Where the record of the register is shown; else it is a person."""
LISTS: Mapping[str, tuple[str, Text]] = {
    "people": ("/population/people", Text("到人员列表查看", "To the list of people")),
    "dwellings": ("/population/dwellings", Text("到房屋列表查看", "To the list of dwellings")),
    "establishments": ("/population/establishments", Text("到单位列表查看", "To the list of units")),
    "records": ("/population/records", Text("到服务记录查看", "To the service records")),
}
AT_WORK = (pb.TRANSFER_STATE_READING, pb.TRANSFER_STATE_APPLYING, pb.TRANSFER_STATE_UNDOING)
