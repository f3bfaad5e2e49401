"""What checklists of a county's own are called on pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from services.kernel.errors import Refusal
from services.kernel.web.pages import peer
from services.kernel.web.texts import Text, t, titled
from wangge.directory.v1 import reference_pb2, reference_pb2_grpc
from wangge.field.v1 import fieldhelp_pb2 as pb

LEVELS: Mapping[int, Text] = {
    pb.CHECKLIST_LEVEL_GRID: Text("网格", "Each grid"),
    pb.CHECKLIST_LEVEL_COMMUNITY: Text("社区（村）", "Each community"),
    pb.CHECKLIST_LEVEL_TOWNSHIP: Text("乡镇（街道）", "Each township"),
}
PERIODS: Mapping[int, Text] = {
    pb.CHECKLIST_PERIOD_ONCE: Text("只填一次", "Once"),
    pb.CHECKLIST_PERIOD_WEEK: Text("每周", "Every week"),
    pb.CHECKLIST_PERIOD_MONTH: Text("每月", "Every month"),
    pb.CHECKLIST_PERIOD_QUARTER: Text("每季度", "Every quarter"),
}
REVIEWS: Mapping[str, tuple[Text, str]] = {
    "": (Text("待审核", "To be reviewed"), "yellow"),
    "CONFIRMED": (Text("已确认", "Confirmed"), "green"),
    "RETURNED": (Text("已退回", "Returned"), "red"),
}
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q(\d)")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def period(key: str) -> str:
    """A period as people say it."""
    if found := _WEEK.fullmatch(key):
        return t("{y} 年第 {n} 周", "week {n} of {y}", y=found[1], n=int(found[2]))
    if found := _QUARTER.fullmatch(key):
        return t("{y} 年第 {n} 季度", "quarter {n} of {y}", y=found[1], n=found[2])
    if found := _MONTH.fullmatch(key):
        return t("{y} 年 {n} 月", "{y}-{n}", y=found[1], n=int(found[2]))
    return t("一次性", "once") if key == "once" else key


def posts() -> list[tuple[str, str]]:
    """Kinds of post, as choices of a form."""
    stub = peer(reference_pb2_grpc.ReferenceServiceStub, "directory")
    try:
        found = stub.GetDictionary(reference_pb2.GetDictionaryRequest(name="post_kind"))
    except Refusal:
        return []
    return [(each.code, titled(each.title_zh, each.title_en)) for each in found.entries if not each.retired]


def post_names(kinds: Iterable[str]) -> str:
    """The posts that fill a list in, in words."""
    wanted = list(kinds)
    if not wanted:
        return ""
    known = dict(posts())
    return t("、", ", ").join(known.get(each, each) for each in wanted)
