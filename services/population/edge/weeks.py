"""The report of a week, where communities stand with theirs, and what the bell says of it (POP-26)."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, g, render_template, request

from services.kernel.errors import Forbidden, Unavailable
from services.kernel.territory_codes import path_of
from services.kernel.web.pages import done, needs, peer
from services.kernel.web.texts import t
from services.population.edge import need_words as titles
from services.population.edge import week_sheet
from services.population.edge.people import single_places
from services.population.edge.register import STATISTICS, asked_code, own_codes
from wangge.population.v1 import summaries_pb2 as pb
from wangge.population.v1 import summaries_pb2_grpc

SEE, HOLD = "population.summary.view", "population.summary.hold"
HOME = "/population/statistics/weeks"
_WEEK = re.compile(r"\d{4}-W\d{2}", re.ASCII)
_COMMUNITY, _SIZE = 12, 200


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/statistics/weeks", view_func=week_report)
    blueprint.add_url_rule("/statistics/weeks/report.<kind>", view_func=week_file)
    blueprint.add_url_rule("/statistics/weeks/communities", view_func=community_weeks)
    blueprint.add_url_rule("/statistics/weeks/prepare", view_func=prepare_week, methods=["POST"])
    blueprint.add_url_rule("/statistics/weeks/bell", view_func=week_bell)
    blueprint.add_url_rule("/statistics/weeks/bell-count", view_func=week_bell_count)


def stub() -> summaries_pb2_grpc.SummaryServiceStub:
    """Weeks and meetings with the reader's rights."""
    return peer(summaries_pb2_grpc.SummaryServiceStub, "population")


def asked_week() -> str:
    """In the address, else the one people ask for first."""
    sent = request.values.get("week", "")
    return sent if _WEEK.fullmatch(sent) else titles.due_week()


def own_code() -> str:
    """In the address, else the reader's own."""
    return asked_code() or next((each for each in own_codes(SEE) if each), "")


def address(page: str, **query: str) -> str:
    """A page with what it is asked for."""
    return f"{page}?{urlencode({name: value for name, value in query.items() if value})}"


@needs(SEE)
def week_report() -> str:
    """Figures of a week, and how far its meeting has come."""
    code, week = own_code(), asked_week()
    found = stub().GetWeekReport(pb.GetWeekReportRequest(territory_code=code, week=week))
    code = found.territory_code or code
    width = len(path_of(code)) if code else 0
    meeting = _standing(code, week) if width == _COMMUNITY else None
    listed = None
    if width < _COMMUNITY:
        asked = pb.ListCommunityWeeksRequest(territory_code=code, week=week, page_size=1)
        listed = stub().ListCommunityWeeks(asked)
    return render_template(
        "population/week_report.html",
        found=found,
        code=code,
        week=week,
        weeks=_choices(week),
        places=single_places(code, SEE),
        sections=week_sheet.sections(found),
        meeting=meeting,
        listed=listed,
        may_hold=g.may(HOLD),
        titles=titles,
        file=lambda kind: address(f"{HOME}/report.{kind}", territory=code, week=week),
        page=address,
    )


@needs(SEE)
def week_file(kind: str) -> Response:
    """As Excel or PDF."""
    code, week = own_code(), asked_week()
    found = stub().GetWeekReport(pb.GetWeekReportRequest(territory_code=code, week=week))
    return week_sheet.file_of(found, "pdf" if kind == "pdf" else "xlsx")


@needs(SEE)
def community_weeks() -> str:
    """Who has reported a week, and who has not."""
    code, week = own_code(), asked_week()
    missing = bool(request.args.get("missing"))
    asked = pb.ListCommunityWeeksRequest(
        territory_code=code,
        week=week,
        missing=missing,
        page_size=_SIZE,
        page_token=request.args.get("page_token", "")[:1000],
    )
    found = stub().ListCommunityWeeks(asked)
    page = f"{HOME}/communities"
    more = {"territory": code, "week": week, "missing": "1" if missing else ""}
    onward = address(page, **more, page_token=found.next_page_token) if found.next_page_token else ""
    return render_template(
        "population/community_weeks.html",
        found=found,
        code=code,
        week=week,
        weeks=_choices(week),
        missing=missing,
        places=single_places(code, SEE),
        titles=titles,
        next_address=onward,
        first_address=address(page, **more) if asked.page_token else "",
    )


@needs(HOLD)
def prepare_week() -> Any:
    """Open the weekly meeting of a community."""
    asked = pb.PrepareMeetingRequest(territory_code=own_code(), week=asked_week())
    made = stub().PrepareMeeting(asked)
    return done(f"/population/statistics/meeting/{made.id}", t("会议已准备好", "The meeting is prepared"))


@needs(SEE, STATISTICS)
def week_bell() -> str:
    """What waits, for the bell."""
    return render_template("population/week_bell.html", reminders=_reminders(), titles=titles)


@needs(SEE, STATISTICS)
def week_bell_count() -> str:
    """How much waits."""
    return render_template("population/week_bell_count.html", total=len(_reminders()))


def _reminders() -> list[pb.ListSummaryRemindersResponse.Reminder]:
    try:
        return list(stub().ListSummaryReminders(pb.ListSummaryRemindersRequest()).reminders)
    except (Forbidden, Unavailable):
        return []


def _standing(code: str, week: str) -> pb.CommunityWeek | None:
    asked = pb.ListCommunityWeeksRequest(territory_code=code, week=week, page_size=1)
    return next(iter(stub().ListCommunityWeeks(asked).communities), None)


def _choices(week: str) -> list[str]:
    return sorted({*titles.weeks_until(), week}, reverse=True)
