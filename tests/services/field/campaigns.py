"""Guides and campaigns as tests make them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from services.field.application.sheets import Filled
from services.field.bootstrap import Application
from services.field.domain.checklist import Item, ItemKind, Mechanism, Plan
from services.field.domain.guide import Category, Guide, Words
from services.field.domain.sheet import Answer
from services.kernel.call import Call
from services.kernel.testing.contexts import staff
from tests.services.field.people import COMMUNITY

TOWNSHIP, COUNTY = "410602001", "410602"
EDIT_GUIDES, EDIT_LISTS, VIEW_LISTS = "field.guide.edit", "field.checklist.edit", "field.checklist.view"
SHEET = "11111111-2222-4333-8444-55555555{:04}"
EXIT = Item("exit", "消防通道是否畅通", ItemKind.YES_NO, alarms=("no",))
STAIRS = Item("stairs", "楼道堆放", ItemKind.CHOICE, ("无", "少量", "大量"), alarms=("大量",), photo=True)
BOTTLES = Item("bottles", "灭火器数量", ItemKind.NUMBER, alarm_below=2, required=False)
NOTE = Item("note", "备注", ItemKind.TEXT, required=False)


def editor(territory: str = TOWNSHIP, account: str = "editor") -> Call:
    return staff(account, [EDIT_GUIDES, EDIT_LISTS, VIEW_LISTS], territory, name="李主任")


def viewer(territory: str = COMMUNITY) -> Call:
    return staff("viewer", [VIEW_LISTS], territory)


def guide(**changes: Any) -> Guide:
    words = Words(
        title="居住证办理", audience="非本地户籍居民", papers=("身份证", "房屋租赁合同"), place="派出所"
    )
    made = Guide(id="", territory_path=COUNTY, category=Category.RESIDENCE, zh=words, phone="0392-3310000")
    return replace(made, **{"published": True, **changes})


def plan(**changes: Any) -> Plan:
    made = Plan(
        title="消防通道专项排查",
        territory_path=TOWNSHIP,
        mechanism=Mechanism.SAFE_COMMUNITY,
        first_day="2026-11-01",
        last_day="2026-11-30",
        expected=2,
        items=(EXIT, STAIRS, BOTTLES, NOTE),
    )
    return replace(made, **changes)


def running(application: Application, **changes: Any) -> str:
    """The id of a campaign that was started."""
    made = application.put_checklist(editor(COUNTY), "", plan(**changes), "")
    application.move_checklist.start(editor(COUNTY), made, "1")
    return made


def filled(checklist_id: str, number: int = 1, *answers: Answer, **changes: Any) -> Filled:
    """A sheet on which all is well, unless other answers are given."""
    fine = (Answer("exit", "yes"), Answer("stairs", "无"))
    made = Filled(SHEET.format(number), checklist_id, "3 号楼 2 单元", answers or fine)
    return replace(made, **changes)
