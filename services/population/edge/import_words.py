"""What states of imports, causes and decisions are called."""

from __future__ import annotations

from collections.abc import Mapping

from services.kernel.web.texts import Text
from wangge.population.v1 import transfers_pb2 as pb

KINDS: Mapping[str, Text] = {
    "people": Text("人员（含户和房屋）", "People with households and dwellings"),
    "dwellings": Text("房屋", "Dwellings"),
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
}
DECISIONS: Mapping[str, tuple[int, Text]] = {
    "keep": (pb.DUPLICATE_DECISION_KEEP, Text("保留系统数据", "Keep what the register says")),
    "take": (pb.DUPLICATE_DECISION_TAKE, Text("采用表中数据", "Take what the table says")),
    "new": (pb.DUPLICATE_DECISION_NEW, Text("登记为另一个人", "Register as somebody else")),
    "skip": (pb.DUPLICATE_DECISION_SKIP, Text("跳过这些行", "Leave these rows out")),
}
AT_WORK = (pb.TRANSFER_STATE_READING, pb.TRANSFER_STATE_APPLYING, pb.TRANSFER_STATE_UNDOING)
