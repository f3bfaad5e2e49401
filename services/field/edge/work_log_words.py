"""Words of work logs, planned duty and weeks; days and weeks as readers of a page want them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from flask import Blueprint

from services.kernel.errors import NotFound
from services.kernel.web.showing import as_moment
from services.kernel.web.texts import Text, t
from services.kernel.weeks import Week
from wangge.field.v1 import worklog_pb2 as pb

KINDS: Mapping[int, Text] = {
    pb.WORK_KIND_PATROL: Text("巡查", "Patrol"),
    pb.WORK_KIND_VISIT: Text("走访", "Visit"),
    pb.WORK_KIND_CASE: Text("案件", "Case"),
    pb.WORK_KIND_MEETING: Text("会议", "Meeting"),
    pb.WORK_KIND_SERVICE: Text("代办服务", "Service"),
    pb.WORK_KIND_OTHER: Text("其他", "Other"),
}
ACTS: Mapping[str, Text] = {
    "reported": Text("上报案件", "Reported case"),
    "settled": Text("就地处置案件", "Settled on the spot, case"),
    "progressed": Text("登记进展，案件", "Added progress to case"),
    "handled": Text("办结反馈，案件", "Fed back on case"),
    "verified": Text("现场核查案件", "Verified on site, case"),
}
WEEK_STATES: Mapping[int, Text] = {
    pb.WEEK_STATE_DRAFT: Text("待周结", "Not summed up"),
    pb.WEEK_STATE_SUMMED_UP: Text("已周结", "Summed up"),
    pb.WEEK_STATE_REPORTED: Text("已上报街道（乡镇）", "Reported to the township"),
}
_WEEK_TONES: Mapping[int, str] = {
    pb.WEEK_STATE_DRAFT: "orange",
    pb.WEEK_STATE_SUMMED_UP: "blue",
    pb.WEEK_STATE_REPORTED: "green",
}
HINT = Text(
    "只写工作和需求，不写居民的观点、信仰，不写证件号、电话。",
    "Work and needs only: nobody's opinions or beliefs, no identity or phone numbers.",
)
"""What stands beside every field for entries (SEN-08)."""
WEEKDAYS = tuple(
    Text(zh, en)
    for zh, en in (
        ("周一", "Mon"),
        ("周二", "Tue"),
        ("周三", "Wed"),
        ("周四", "Thu"),
        ("周五", "Fri"),
        ("周六", "Sat"),
        ("周日", "Sun"),
    )
)


def day_of(text: str) -> date:
    """A day in an address. Raises NotFound for one that is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound() from None


def day_name(text: str) -> str:
    """``11月23日 周一``."""
    day = date.fromisoformat(text)
    weekday = WEEKDAYS[day.weekday()]
    return str(Text(f"{day.month}月{day.day}日 {weekday.zh}", f"{weekday.en} {day:%d %b}"))


def week_of(day: date) -> str:
    """``2026-W48``."""
    return str(Week.of(day))


def first_day(week: str) -> date:
    """The Monday of a week in an address. Raises NotFound for one that is none."""
    try:
        year, number = week.split("-W")
        return date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        raise NotFound() from None


def week_name(week: str) -> str:
    """``2026 年第 48 周（11月23日至11月29日）``."""
    first = first_day(week)
    last = first + timedelta(days=6)
    year, number = week.split("-W")
    return str(
        Text(
            f"{year} 年第 {int(number)} 周（{first.month}月{first.day}日至{last.month}月{last.day}日）",
            f"week {int(number)} of {year} ({first:%d %b} to {last:%d %b})",
        )
    )


def weeks_until(today: date, count: int = 8) -> list[str]:
    """The present week and those before it."""
    return [week_of(today - timedelta(weeks=back)) for back in range(count)]


def proposal(found: pb.WorkProposal) -> str:
    """What the platform knows of the day, as the entry will say it."""
    if not found.patrol_id:
        return f"{ACTS.get(found.act, '')} {found.case_number}".strip()
    began, ended = as_moment(found.at), as_moment(found.end_time if found.HasField("end_time") else None)
    assert began is not None
    until = f"–{ended:%H:%M}" if ended else ""
    return t(
        "巡查{place} {begin}{until}，打卡 {calls} 处，发现问题 {findings} 个",
        "Patrol {place} {begin}{until}, {calls} check-ins, {findings} findings",
        place=found.territory_name,
        begin=f"{began:%H:%M}",
        until=until,
        calls=found.check_ins,
        findings=found.findings,
    )


def _of(known: Mapping[Any, object]) -> Callable[[Any], str]:
    return lambda value: str(known.get(value, ""))


def add(blueprint: Blueprint) -> None:
    """Give templates the filters."""
    filters: Mapping[str, Callable[[Any], str]] = {
        "work_kind": _of(KINDS),
        "work_act": _of(ACTS),
        "week_state": _of(WEEK_STATES),
        "week_tone": _of(_WEEK_TONES),
        "week_name": week_name,
        "day_name": day_name,
        "work_proposal": proposal,
    }
    for name, function in filters.items():
        blueprint.add_app_template_filter(function, name)
