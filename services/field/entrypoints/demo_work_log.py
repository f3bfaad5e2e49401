"""Fills the demo county with work logs: one grid's last week, summed up and reported, and duty planned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from services.field.application.work_log_days import Written
from services.field.domain.duty_plan import PlannedDuty
from services.field.domain.work_log import Kind
from services.field.domain.work_weeks import Week, day_in_china
from services.field.work_log_parts import WorkLogs
from services.kernel.call import Actor, Call, Grant, Realm, system_call
from services.kernel.territory_codes import code_of
from services.kernel.worktime import SHANGHAI

_LINES = (
    (
        (time(9, 10), Kind.VISIT, "入户走访独居老人 3 户，帮 1 户联系家政保洁"),
        (time(15, 20), Kind.SERVICE, "为居民代办老年优待证 2 件"),
    ),
    (
        (time(8, 50), Kind.MEETING, "参加社区碰头会，领取本周走访任务"),
        (time(10, 30), Kind.VISIT, "走访沿街商户 6 家，提醒用气安全"),
    ),
    (
        (time(9, 0), Kind.PATROL, "巡查小区消防通道，清理占道电动车 4 辆"),
        (time(16, 0), Kind.CASE, "现场查看楼道照明报修，已联系物业"),
    ),
    (
        (time(9, 30), Kind.SERVICE, "上门为行动不便老人办理医保认证"),
        (time(19, 0), Kind.VISIT, "错时走访双职工家庭 4 户，登记托管需求"),
    ),
    (
        (time(9, 0), Kind.PATROL, "巡查健身广场和地下车库入口，无异常"),
        (time(17, 10), Kind.OTHER, "整理本周台账，张贴冬季用电提示 12 处"),
    ),
)
_WORDS = (
    "本周入户走访、巡查按计划完成，消防通道占用问题反复，已与物业约定每日清理。",
    "健身广场路灯偏暗，请街道协调增设；双职工家庭有放学后托管需求。",
    "周五下午召开信息汇总分析会，网格长、网格员、物业参加，通报本周情况并分工。",
)


def build(
    logs: WorkLogs,
    now: datetime,
    worker: tuple[str, str, str],
    clerk_id: str,
    progress: Callable[[str], None],
) -> None:
    """Once: for a worker (account, name, grid) whose log is empty; the community's clerk sums up."""
    account_id, name, path = worker
    today = day_in_china(now)
    last = Week.of(today).before
    call = _call_of(account_id, name, path)
    if any(each.log is not None for each in logs.get_own_week(call, last).rows):
        return
    for day, lines in zip(last.days, _LINES, strict=False):
        for at, kind, text in lines:
            moment = datetime.combine(day, at, SHANGHAI)
            logs.add_entry(call, day, Written(kind, text, at=moment))
        if day != last.days[3]:
            logs.finish_day(call, day, _evening(day, now))
    for week in (last, Week.of(today)):
        evenings = [PlannedDuty(week.days[each], "18:30", "20:30") for each in (1, 3)]
        mornings = [PlannedDuty(each, "08:30", "12:00") for each in week.days[:5]]
        logs.put_plan(call, week, [*mornings, *evenings], "0")
    clerk, code = system_call("demo"), code_of(path[:12])
    clerk = replace(clerk, actor=replace(clerk.actor, id=clerk_id)) if clerk_id else clerk
    logs.write_summary(clerk, last, code, "0", _WORDS)
    logs.sum_up_week(clerk, last, code, "1")
    logs.report_week(clerk, last, code, "2")
    progress("工作日志 5 天，周结 1 次 / work logs of 5 days, 1 week summed up")


def _evening(day: date, now: datetime) -> datetime | None:
    """When the worker finished the day; what a phone may no longer tell is finished now, and late."""
    evening = datetime.combine(day, time(17, 40), SHANGHAI)
    return evening if evening > now - timedelta(days=7) else None


def _call_of(account_id: str, name: str, path: str) -> Call:
    grant = Grant(role="grid_worker", permissions=frozenset({"field.log.write"}), territory=path)
    return Call(actor=Actor(id=account_id, name=name, realm=Realm.STAFF, grants=(grant,)), origin="demo")
