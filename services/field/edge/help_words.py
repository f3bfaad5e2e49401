"""What guides and campaigns are called on pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.kernel.web.texts import Text
from wangge.field.v1 import fieldhelp_pb2 as pb

CATEGORIES: Mapping[int, Text] = {
    pb.GUIDE_CATEGORY_RESIDENCE: Text("户籍居住", "Residence"),
    pb.GUIDE_CATEGORY_ELDERLY: Text("养老助老", "The elderly"),
    pb.GUIDE_CATEGORY_ASSISTANCE: Text("社会救助", "Social assistance"),
    pb.GUIDE_CATEGORY_FAMILY: Text("婚育家庭", "Family"),
    pb.GUIDE_CATEGORY_DISABILITY: Text("残疾人服务", "Disabilities"),
    pb.GUIDE_CATEGORY_HEALTH: Text("医保卫生", "Health"),
    pb.GUIDE_CATEGORY_EMPLOYMENT: Text("就业社保", "Work and insurance"),
    pb.GUIDE_CATEGORY_HOUSING: Text("住房保障", "Housing"),
    pb.GUIDE_CATEGORY_EDUCATION: Text("教育入学", "Education"),
    pb.GUIDE_CATEGORY_VETERANS: Text("退役军人", "Veterans"),
    pb.GUIDE_CATEGORY_OTHER: Text("其他", "Other"),
}
MECHANISMS: Mapping[int, Text] = {
    pb.MECHANISM_SERVICE: Text("服务管理联动", "Joint service"),
    pb.MECHANISM_MEDIATION: Text("矛盾纠纷联调", "Joint mediation"),
    pb.MECHANISM_PROBLEMS: Text("突出问题联治", "Prominent problems"),
    pb.MECHANISM_EMERGENCY: Text("应急工作联勤", "Joint emergency duty"),
    pb.MECHANISM_PUBLIC_ORDER: Text("社会治安联防", "Public order"),
    pb.MECHANISM_SAFE_COMMUNITY: Text("基础平安联创", "Safe community"),
}
STATES: Mapping[int, Text] = {
    pb.CHECKLIST_STATE_DRAFT: Text("未开始（草稿）", "Draft"),
    pb.CHECKLIST_STATE_RUNNING: Text("进行中", "Running"),
    pb.CHECKLIST_STATE_CLOSED: Text("已结束", "Closed"),
}
TONES: Mapping[int, str] = {
    pb.CHECKLIST_STATE_DRAFT: "secondary",
    pb.CHECKLIST_STATE_RUNNING: "green",
    pb.CHECKLIST_STATE_CLOSED: "blue",
}
KINDS: Mapping[int, Text] = {
    pb.ITEM_KIND_YES_NO: Text("是非题", "Yes or no"),
    pb.ITEM_KIND_CHOICE: Text("选择题", "Choice"),
    pb.ITEM_KIND_NUMBER: Text("填数字", "Number"),
    pb.ITEM_KIND_TEXT: Text("填文字", "Words"),
    pb.ITEM_KIND_TICK: Text("打勾", "Tick"),
}
YES_NO: Mapping[str, Text] = {"yes": Text("是", "Yes"), "no": Text("否", "No")}


def named(enum: Any, words: Mapping[int, Text]) -> list[tuple[str, Text]]:
    """A table as choices of a form: names of the contract's values, and titles."""
    names = {number: name for name, number in enum.items()}
    return [(names[number], title) for number, title in words.items()]


def answer(kind: int, value: str) -> str:
    """An answer as people read it."""
    if kind == pb.ITEM_KIND_TICK:
        return "✓" if value else ""
    return str(YES_NO.get(value, value)) if kind == pb.ITEM_KIND_YES_NO else value


def alarm(item: pb.ChecklistItem) -> str:
    """Which answers something must be done about; empty where none are."""
    found = [answer(item.kind, each) for each in item.alarms]
    if item.HasField("alarm_below"):
        found.append(f"< {item.alarm_below:g}")
    if item.HasField("alarm_above"):
        found.append(f"> {item.alarm_above:g}")
    return " / ".join(found)
