"""What needs, supply and meetings are called on pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from services.kernel.web.texts import Text, t
from services.kernel.weeks import Week
from services.population.edge.register import today
from wangge.population.v1 import demand_pb2, summaries_pb2

NEEDS: Mapping[int, Text] = {
    demand_pb2.NEED_KIND_JOB: Text("就业招工", "Jobs and recruiting"),
    demand_pb2.NEED_KIND_SCHOOL: Text("入学教育", "School"),
    demand_pb2.NEED_KIND_INSURANCE: Text("社保医保", "Insurance"),
    demand_pb2.NEED_KIND_HOUSING: Text("住房", "Housing"),
    demand_pb2.NEED_KIND_HEALTH: Text("卫生健康", "Health"),
    demand_pb2.NEED_KIND_LEGAL: Text("法律调解", "Legal advice"),
    demand_pb2.NEED_KIND_CARE: Text("养老助残", "Care"),
    demand_pb2.NEED_KIND_CHILDCARE: Text("托幼托管", "Childcare"),
    demand_pb2.NEED_KIND_ENVIRONMENT: Text("环境卫生", "Cleanliness"),
    demand_pb2.NEED_KIND_FACILITIES: Text("公共设施", "Facilities"),
    demand_pb2.NEED_KIND_SAFETY: Text("安全", "Safety"),
    demand_pb2.NEED_KIND_CULTURE: Text("文体活动", "Culture and sport"),
    demand_pb2.NEED_KIND_BUSINESS: Text("惠企服务", "Help for units"),
    demand_pb2.NEED_KIND_OTHER: Text("其他", "Other"),
}
SUPPLIES: Mapping[int, Text] = {
    demand_pb2.SUPPLY_NOT_NEEDED: Text("暂无需求", "not needed"),
    demand_pb2.SUPPLY_BLANK: Text("空白：有需求，没有项目", "blank: needed, not offered"),
    demand_pb2.SUPPLY_WEAK: Text("薄弱：需求超过能力", "weak: more needed than offered"),
    demand_pb2.SUPPLY_ENOUGH: Text("满足", "enough"),
    demand_pb2.SUPPLY_NOT_TOLD: Text("数字不显示", "not shown"),
}
SUPPLY_TONES: Mapping[int, str] = {
    demand_pb2.SUPPLY_BLANK: "red",
    demand_pb2.SUPPLY_WEAK: "orange",
    demand_pb2.SUPPLY_ENOUGH: "green",
}
STATES: Mapping[int, Text] = {
    0: Text("未准备", "Not prepared"),
    summaries_pb2.MEETING_STATE_PREPARED: Text("已准备，待开会", "Prepared"),
    summaries_pb2.MEETING_STATE_HELD: Text("已开会，待上报", "Held, to be reported"),
    summaries_pb2.MEETING_STATE_REPORTED: Text("已上报", "Reported"),
    summaries_pb2.MEETING_STATE_NOTED: Text("上级已阅", "Noted"),
}
STATE_TONES: Mapping[int, str] = {
    0: "secondary",
    summaries_pb2.MEETING_STATE_PREPARED: "orange",
    summaries_pb2.MEETING_STATE_HELD: "orange",
    summaries_pb2.MEETING_STATE_REPORTED: "blue",
    summaries_pb2.MEETING_STATE_NOTED: "green",
}
RECORDS: Mapping[str, Text] = {
    "person": Text("人员", "People"),
    "household": Text("住户", "Households"),
    "dwelling": Text("房屋", "Dwellings"),
}


def need_options() -> list[tuple[str, Text]]:
    """For a choice."""
    return [(demand_pb2.NeedKind.Name(number), title) for number, title in NEEDS.items()]


def week_of(day: date) -> str:
    """``2026-W48``."""
    return str(Week.of(day))


def week_name(week: str) -> str:
    """With its first and last day, as people say it."""
    try:
        monday = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    except ValueError:
        return week
    sunday = monday + timedelta(days=6)
    number = int(week[6:])
    return t(
        "{y} 年第 {n} 周（{a}—{b}）",
        "week {n} of {y} ({a} to {b})",
        y=week[:4],
        n=number,
        a=f"{monday:%m-%d}",
        b=f"{sunday:%m-%d}",
    )


def weeks_until(count: int = 26) -> list[str]:
    """The running week and those before it."""
    return [week_of(today() - timedelta(days=7 * back)) for back in range(count)]


def due_week() -> str:
    """The week people ask for first: the running one from its Friday on, else the last."""
    now = today()
    return week_of(now if now.weekday() >= 4 else now - timedelta(days=7))
