"""Planned duty (错时): the hours of a territory's workers by week, and one's own hours (FLD-09)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, g, render_template, request

from services.field.edge.work_log_words import WEEKDAYS, day_name, first_day, week_of
from services.field.edge.work_logs import VIEW, WRITE, stub, today
from services.kernel.errors import Conflict, Invalid
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import t
from wangge.field.v1 import worklog_pb2 as pb

PLANS = "/field/plans"
_SPANS = 2
"""Spans of hours a day that the form has room for."""


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/plans", view_func=plans)
    blueprint.add_url_rule("/plans/<week>/mine", view_func=own_plan, methods=["GET", "POST"])


def plans_address(week: str) -> str:
    """The page of a week."""
    return f"{PLANS}?{urlencode({'week': week})}"


@needs(VIEW, WRITE)
def plans() -> str:
    """Who is on duty when."""
    week = request.args.get("week") or week_of(today())
    first = first_day(week)
    days = [first + timedelta(days=each) for each in range(7)]
    found, own = None, None
    if g.may(VIEW) and any(each.territory for each in g.actor.grants):
        found = stub().ListDutyPlans(pb.ListDutyPlansRequest(week=week))
    if g.may(WRITE) and any(each.territory for each in g.actor.grants):
        own = stub().GetWorkWeek(pb.GetWorkWeekRequest(week=week)).plan
    return render_template(
        "field/plans.html",
        found=found,
        own=own,
        week=week,
        days=[each.isoformat() for each in days],
        before=plans_address(week_of(first - timedelta(days=7))),
        after=plans_address(week_of(first + timedelta(days=7))),
        by_day=by_day,
        this_week=week_of(today()),
    )


def by_day(plan: pb.DutyPlan) -> dict[str, list[str]]:
    """``18:30–21:00`` by day."""
    found: dict[str, list[str]] = {}
    for each in plan.duties:
        found.setdefault(each.day, []).append(f"{each.begin}–{each.end}")
    return found


@needs(WRITE)
def own_plan(week: str) -> Any:
    """The hours of one's own week."""
    first = first_day(week)
    days = [first + timedelta(days=each) for each in range(7)]
    problem = ""
    if request.method == "POST":
        duties, problem = _read(days)
        asked = pb.PutDutyPlanRequest(week=week, duties=duties, etag=request.form.get("etag", "")[:40])
        if not problem:
            try:
                stub().PutDutyPlan(asked)
                return done(plans_address(week), t("值班计划已保存", "Planned duty is saved"))
            except Invalid as refusal:
                texts = [each.details.get("description", "") for each in refusal.problems]
                problem = " ".join(texts) or refusal.said
            except Conflict as refusal:
                problem = refusal.said
        shown, etag = list(duties), asked.etag
    else:
        plan = stub().GetWorkWeek(pb.GetWorkWeekRequest(week=week)).plan
        shown, etag = list(plan.duties), plan.etag
    page = render_template(
        "field/plan.html",
        week=week,
        rows=[(each.isoformat(), day_name(each.isoformat()), _spans(shown, each)) for each in days],
        etag=etag,
        problem=problem,
        back=plans_address(week),
    )
    return page, 422 if request.method == "POST" else 200


def _read(days: list[date]) -> tuple[list[pb.PlannedDuty], str]:
    """Hours as they were sent, and what is wrong with them; a span needs both ends."""
    duties, problem = [], ""
    for day in days:
        for span in range(_SPANS):
            begin, end = (request.form.get(f"{each}-{day}-{span}", "")[:5] for each in ("begin", "end"))
            if not begin and not end:
                continue
            if not begin or not end:
                problem = t(
                    "{day}：请同时填写开始和结束时间",
                    "{day}: give both the beginning and the end",
                    day=WEEKDAYS[day.weekday()],
                )
            # A clock shows midnight as the day's first minute.
            duties.append(
                pb.PlannedDuty(day=day.isoformat(), begin=begin, end="24:00" if end == "00:00" else end)
            )
    return duties, problem


def _spans(duties: list[pb.PlannedDuty], day: date) -> list[tuple[str, str]]:
    found = [
        (each.begin, each.end.replace("24:00", "00:00")) for each in duties if each.day == day.isoformat()
    ]
    return [*found, *[("", "")] * _SPANS][: max(_SPANS, len(found))]
