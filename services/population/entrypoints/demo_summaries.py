"""The demo community's last week and its meeting; what is offered there, what is needed, its brand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from services.kernel.call import Call, Grant
from services.population.application.families.sight import GROUNDS
from services.population.application.room import today_in_china
from services.population.application.sight import VIEW
from services.population.bootstrap import Application
from services.population.domain.meetings import Decision, Minutes
from services.population.domain.needs import NeedKind
from services.population.domain.offers import Activity, Brand, ServiceItem
from services.population.domain.weeks import Week
from services.population.entrypoints.demo_grid import DemoGrid

_RIGHTS = frozenset(
    {"population.summary.view", "population.summary.hold", "population.demand.view", "population.demand.edit"}
    | {GROUNDS, VIEW}
)
_ITEMS = (
    ("社保医保代办点", NeedKind.INSURANCE, "街道党群服务中心", 0),
    ("物业报修快办", NeedKind.FACILITIES, "和顺物业服务有限公司", 1),
    ("社区食堂助餐", NeedKind.CARE, "社区居委会", 40),
    ("四点半课堂", NeedKind.CHILDCARE, "阳光托管中心", 30),
    ("每周法律咨询", NeedKind.LEGAL, "驻点律师", 8),
)
_NEEDS = (
    (NeedKind.JOB, "需要招聘两名营业员，希望社区推荐求职居民"),
    (NeedKind.BUSINESS, "想了解小微企业房租减免政策"),
)
_ACTIVITIES = (
    (9, "为独居老人上门维修水电", 6, 14),
    (3, "周末义务理发", 4, 27),
)
_MINUTES = (
    "通报本周走访和底数更新情况；楼道照明、电动车充电诉求较集中，由物业牵头解决；"
    "无人在家住户安排晚间和周末错时走访。"
)


def tell(application: Application, call: Call, grid: DemoGrid, now: datetime) -> None:
    """In the first grid and its community."""
    community = grid.path[:12]
    actor = replace(call.actor, grants=(Grant("community_clerk", _RIGHTS, community),))
    mine = replace(call, actor=actor)
    today = today_in_china(now)
    _meetings(application, mine, grid.path, today)
    _offers(application, mine, community, today)
    _needs(application, mine, grid.path)


def _meetings(application: Application, call: Call, grid: str, today: date) -> None:
    app, last = application.summaries, Week.of(today).before
    posts = ("社区党组织书记", "网格长", "网格员 3 人", "社区民警")
    held = Minutes(last.last - timedelta(days=2), "社区党组织书记", posts, _MINUTES)
    meeting = app.prepare(call, grid[:12], last)
    app.change.record(call, meeting, "", held, ())
    for text, who in (("更换 3 号楼楼道照明", "物业项目经理"), ("排出下周晚间走访名单", "网格长")):
        app.change.decide(call, meeting, "", Decision(text, who, today + timedelta(days=5)))
    app.send(call, meeting, "")
    said = Minutes(
        today - timedelta(days=1), "网格长", ("网格员", "楼栋长 2 人"), "商量雨天路面积水的临时疏导办法。"
    )
    app.huddle(call, grid, said, ())


def _offers(application: Application, call: Call, community: str, today: date) -> None:
    app, since = application.demand, today - timedelta(days=200)
    for name, kind, by, capacity in _ITEMS:
        app.put_item(call, ServiceItem("", community, name, kind, by, capacity, since), "")
    brand = Brand(
        "", community, "邻里帮帮团", "为老人、上班家庭提供水电维修、理发、代办", "社区志愿服务站站长", since
    )
    made = app.brands.put(call, brand, "")
    for ago, what, volunteers, served in _ACTIVITIES:
        app.brands.note(
            call, made, Activity("", today, what, volunteers, served, ""), today - timedelta(days=ago)
        )


def _needs(application: Application, call: Call, grid: str) -> None:
    units = application.families.grounds.establishments(call, grid, "", None, len(_NEEDS), closed=False)
    for unit, (kind, text) in zip(units, _NEEDS, strict=False):
        application.demand.unit_needs.state(call, unit.id, kind, text)
