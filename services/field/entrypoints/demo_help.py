"""Fills the demo county: guides for residents, a campaign with some sheets, and one being planned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from services.field.application.sheets import Filled
from services.field.bootstrap import Application
from services.field.domain.checklist import NO, YES, Item, ItemKind, Mechanism, Plan
from services.field.domain.guide import Category, Guide, Words
from services.field.domain.sheet import Answer
from services.field.entrypoints import demo_lists
from services.field.entrypoints.demo_guides import GUIDES, NOTE_EN, NOTE_ZH
from services.kernel.call import Call, system_call

_CHINA = ZoneInfo("Asia/Shanghai")
_COUNTY, _TOWNSHIP = 6, 9
_ITEMS = (
    Item("exit", "消防通道、安全出口是否畅通？", ItemKind.YES_NO, alarms=(NO,), photo=True),
    Item("lights", "应急照明和疏散指示是否完好？", ItemKind.YES_NO, alarms=(NO,)),
    Item("stairs", "楼道堆放杂物情况", ItemKind.CHOICE, ("没有", "少量", "大量"), alarms=("大量",)),
    Item("bikes", "电动车是否进楼停放、充电？", ItemKind.YES_NO, alarms=(YES,)),
    Item("bottles", "灭火器数量（具）", ItemKind.NUMBER, alarm_below=2, required=False),
    Item("note", "其他情况", ItemKind.TEXT, required=False),
)
_FINE = {"exit": YES, "lights": YES, "stairs": "没有", "bikes": NO, "bottles": "4"}
_SHEETS: tuple[tuple[str, dict[str, str]], ...] = (
    ("1 号楼 1 单元", {}),
    ("1 号楼 2 单元", {"stairs": "少量", "note": "已提醒清理"}),
    ("2 号楼 1 单元", {"bikes": YES, "note": "一楼门厅有电动车充电"}),
)


def build(
    application: Application, worker: Call, path: str, now: datetime, progress: Callable[[str], None]
) -> None:
    """Once; ``path`` is the worker's grid."""
    office = system_call("demo")
    if not application.list_guides(office, all_of_them=True, limit=1):
        for category, phone, zh, en in GUIDES:
            application.put_guide(office, _guide(path[:_COUNTY], category, phone, zh, en), "")
        progress(f"办事指南 {len(GUIDES)} 份 / {len(GUIDES)} guides")
    if not application.list_checklists(office, mine=False, limit=1):
        _campaigns(application, office, worker, path, now)
        progress("专项排查 2 项 / 2 campaigns")
    demo_lists.build(application, office, worker, path, now, progress)


def _guide(county: str, category: Category, phone: str, zh: Words, en_title: str) -> Guide:
    words = Words(
        zh.title, zh.audience, zh.papers, zh.place, zh.hours, zh.fee, zh.duration, f"{zh.text}\n{NOTE_ZH}"
    )
    english = Words(title=en_title, text=NOTE_EN)
    return Guide("", county, category, words, english, phone, published=True)


def _campaigns(application: Application, office: Call, worker: Call, path: str, now: datetime) -> None:
    today = now.astimezone(_CHINA).date()
    plan = Plan(
        title="楼道消防安全专项排查（示例）",
        territory_path=path[:_TOWNSHIP],
        mechanism=Mechanism.SAFE_COMMUNITY,
        first_day=(today - timedelta(days=5)).isoformat(),
        last_day=(today + timedelta(days=25)).isoformat(),
        note="逐楼逐单元查看；有问题的当场拍照，并上报成案件。不要填写居民姓名和证件号码。",
        expected=6,
        items=_ITEMS,
    )
    running = application.put_checklist(office, "", plan, "")
    application.move_checklist.start(office, running, "1")
    for number, (place, other) in enumerate(_SHEETS):
        given = _FINE | other
        answers = [Answer(each.id, given[each.id]) for each in _ITEMS if each.id in given]
        sheet = Filled(
            str(uuid5(NAMESPACE_URL, f"{running}/{number}")),
            running,
            place,
            answers,
            at=now - timedelta(minutes=30 * (number + 1)),
        )
        application.add_sheet(worker, sheet)
    planned = Plan(
        title="冬季取暖安全排查（示例草稿）",
        territory_path=path[:_TOWNSHIP],
        mechanism=Mechanism.PROBLEMS,
        first_day=(today + timedelta(days=7)).isoformat(),
        last_day=(today + timedelta(days=37)).isoformat(),
        items=(Item("stove", "燃煤取暖处是否装有一氧化碳报警器？", ItemKind.YES_NO, alarms=(NO,)),),
    )
    application.put_checklist(office, "", planned, "")
