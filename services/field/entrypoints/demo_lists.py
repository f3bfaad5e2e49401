"""Fills the demo county: the titles that are shipped empty, and a list of its own that is filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from services.field.application.checklists import FILL
from services.field.application.standing import FilledList
from services.field.bootstrap import Application
from services.field.domain.checklist import YES, Item, ItemKind, Mechanism, Plan
from services.field.domain.sheet import Answer
from services.field.domain.standing import FOREVER, Level, Period, Standing
from services.kernel.call import Call

_CHINA = ZoneInfo("Asia/Shanghai")
_COUNTY = 6
_ITEMS = (
    Item(
        "board",
        "公示栏内容已更新",
        ItemKind.TICK,
        required=False,
        guidance="工作人员、服务时间、电话都要对得上",
    ),
    Item("tools", "手机、工作证、服装齐全", ItemKind.TICK, required=False),
    Item("visits", "本月走访户数", ItemKind.NUMBER),
    Item("note", "需要社区协助的事", ItemKind.TEXT, required=False, guidance="只写事情，不写居民姓名"),
)


def build(
    application: Application,
    office: Call,
    worker: Call,
    path: str,
    now: datetime,
    progress: Callable[[str], None],
) -> None:
    """Once; ``path`` is the worker's grid."""
    shipped = application.standing.ship(now)
    if application.list_checklists(office, mine=False, standing=True, limit=shipped + 1)[shipped:]:
        return
    day = now.astimezone(_CHINA).date()
    plan = Plan(
        title="网格工作月度自查（示例）",
        territory_path=path[:_COUNTY],
        mechanism=Mechanism.NONE,
        first_day=day.replace(day=1).isoformat(),
        last_day=FOREVER,
        note="这是演示县自己写的清单。每个网格每月填一次，社区审核。",
        items=_ITEMS,
        standing=Standing(Level.GRID, Period.MONTH),
    )
    made = application.put_checklist(office, "", plan, "")
    application.move_checklist.start(office, made, "1")
    progress("自定清单 1 份、空白草稿 5 份 / 1 checklist, 5 empty drafts")
    if not application.people.place_name(path):
        return
    granted = tuple(replace(each, permissions=each.permissions | {FILL}) for each in worker.actor.grants)
    filling = replace(worker, actor=replace(worker.actor, grants=granted))
    said = {"board": YES, "tools": YES, "visits": "42"}
    kept = application.get_checklist(office, made).checklist.plan.items
    answers = [Answer(each.id, said[each.id]) for each in kept if each.id in said]
    sheet = FilledList(str(uuid5(NAMESPACE_URL, f"{made}/{path}")), made, answers, path, at=now)
    application.standing.fill(filling, sheet)
