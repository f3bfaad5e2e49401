"""Weekly summaries: communities of a territory, one community's week, its way to the township (POP-26)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, g, redirect, render_template, request

from services.field.edge.answering import answered
from services.field.edge.work_log_words import first_day, week_name, week_of, weeks_until
from services.field.edge.work_logs import VIEW, stub, today
from services.kernel.errors import Conflict, Invalid
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from wangge.field.v1 import worklog_pb2 as pb

WEEKS = "/field/weeks"
SUM_UP = "field.week.sum_up"
_COMMUNITY = 12
_PRIVACY = Text(
    "写工作、问题和需求；不写居民姓名、证件号、电话，不写个人观点、信仰。",
    "Work, problems and needs; no names, identity or phone numbers of residents, no opinions or beliefs.",
)
_WORDS = (
    Field("conclusions", Text("工作结论", "Conclusions"), "area", rows=5, help=_PRIVACY),
    Field(
        "needs",
        Text("发现的需求和需要协调的事项", "Needs found, and what has to be arranged"),
        "area",
        rows=4,
    ),
    Field("minutes", Text("信息汇总分析会纪要", "Minutes of the weekly meeting"), "area", rows=6),
    Field("etag", Text("", ""), "hidden"),
)
_ABOUT = Text(
    "填写本周的结论、需求和会议纪要。保存后还可以再改，上报街道（乡镇）后不能再改。",
    "Conclusions, needs and minutes of the week. They can be changed until the week is reported.",
)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/weeks", view_func=weeks)
    blueprint.add_url_rule("/weeks/<week>/<code>", view_func=week_page)
    blueprint.add_url_rule("/weeks/<week>/<code>/write", view_func=write_week, methods=["GET", "POST"])
    blueprint.add_url_rule("/weeks/<week>/<code>/sum-up", view_func=sum_up_week, methods=["POST"])
    blueprint.add_url_rule("/weeks/<week>/<code>/report", view_func=report_week, methods=["POST"])


def week_address(week: str, code: str) -> str:
    """The page of a community's week."""
    return f"{WEEKS}/{week}/{code}"


def own_week() -> str:
    """The week people ask for first: the present one from Friday on, else the last."""
    now = today()
    return weeks_until(now)[0 if now.weekday() >= 4 else 1]


@needs(VIEW)
def weeks() -> Any:
    """Where the communities stand; somebody of one community sees that one at once."""
    week = request.args.get("week") or own_week()
    first_day(week)
    paths = [each.territory for each in g.actor.grants if each.territory]
    territory = "".join(each for each in request.args.get("territory", "") if each.isdigit())[:24]
    if not paths and not territory:
        return render_template("field/weeks.html", found=None, week=week, weeks=_choices(week))
    if len(territory) >= _COMMUNITY and not territory.endswith("000"):
        return redirect(week_address(week, territory[:_COMMUNITY]), 303)
    narrow = not territory and all(len(each) >= _COMMUNITY for each in paths)
    if narrow and not any(len(each) == _COMMUNITY for each in paths):
        return render_template(
            "field/weeks.html", found=None, week=week, weeks=_choices(week), grid_only=True
        )
    if narrow:
        return redirect(week_address(week, min(paths, key=len)), 303)
    token = request.args.get("page_token", "")
    asked = pb.ListWeekSummariesRequest(week=week, territory_code=territory, page_token=token)
    found = stub().ListWeekSummaries(asked)
    more = {"week": week, **({"territory": territory} if territory else {})}
    here = f"{WEEKS}?{urlencode(more)}"
    onward = f"{here}&{urlencode({'page_token': found.next_page_token})}" if found.next_page_token else ""
    return render_template(
        "field/weeks.html",
        found=found,
        week=week,
        weeks=_choices(week),
        territory=territory,
        next_address=onward,
        first_address=here if token else "",
    )


def _choices(week: str) -> list[str]:
    return sorted({*weeks_until(today()), week}, reverse=True)


@needs(VIEW)
def week_page(week: str, code: str) -> str:
    """One community's week."""
    return _page(week, code)


def _page(week: str, code: str, problem: str = "") -> str:
    first_day(week)
    found = stub().GetWeekSummary(pb.GetWeekSummaryRequest(week=week, territory_code=code))
    return render_template(
        "field/week.html",
        found=found,
        week=week,
        weeks=_choices(week),
        problem=problem,
        here=week_address(week, code),
        closed=found.state != pb.WEEK_STATE_DRAFT,
        reported=found.state == pb.WEEK_STATE_REPORTED,
        writes=g.may(SUM_UP),
        present=week == week_of(today()),
    )


@needs(SUM_UP)
def write_week(week: str, code: str) -> Any:
    """Conclusions, needs and minutes."""
    first_day(week)
    found = stub().GetWeekSummary(pb.GetWeekSummaryRequest(week=week, territory_code=code))
    given = {
        "conclusions": found.conclusions,
        "needs": found.needs,
        "minutes": found.minutes,
        "etag": found.etag,
    }
    return answered(
        Form(pb.WriteWeekSummaryRequest(week=week, territory_code=code), _WORDS, given),
        stub().WriteWeekSummary,
        lambda answer: week_address(week, code),
        heading=f"{found.territory_name} {week_name(week)}",
        about=_ABOUT,
        back=week_address(week, code),
    )


@needs(SUM_UP)
def sum_up_week(week: str, code: str) -> Any:
    """Take the figures down."""
    asked = pb.SumUpWeekRequest(week=week, territory_code=code, etag=request.form.get("etag", "")[:40])
    try:
        stub().SumUpWeek(asked)
    except (Conflict, Invalid) as refusal:
        return _page(week, code, _said(refusal)), 409
    return done(week_address(week, code), t("本周已周结", "The week is summed up"))


@needs(SUM_UP)
def report_week(week: str, code: str) -> Any:
    """To the township."""
    asked = pb.ReportWeekRequest(week=week, territory_code=code, etag=request.form.get("etag", "")[:40])
    try:
        stub().ReportWeek(asked)
    except (Conflict, Invalid) as refusal:
        return _page(week, code, _said(refusal)), 409
    return done(week_address(week, code), t("已上报街道（乡镇）", "Reported to the township"))


def _said(refusal: Conflict | Invalid) -> str:
    problems = refusal.problems if isinstance(refusal, Invalid) else ()
    texts = [each.details.get("description") or each.code for each in problems]
    return " ".join(texts) or refusal.said or refusal.code
