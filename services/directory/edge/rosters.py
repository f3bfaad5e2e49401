"""Rosters: the teams of a territory, who fills their places, who is on duty when (DIR-15, 17, 18)."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from flask import Blueprint, render_template, request, url_for

from services.directory.edge import place_words as words
from services.directory.edge.dictionary_titles import dictionary, entry_title
from services.directory.edge.duty_table import week_of
from services.directory.edge.registers import for_staff, get_territory, organisations, references, superiors
from services.kernel.errors import NotFound
from services.kernel.types import utc_now
from services.kernel.web.showing import as_moment
from wangge.directory.v1 import organisations_pb2 as pb
from wangge.directory.v1 import reference_pb2, territories_pb2

_POSTS = 200
_WEEKEND = 5


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/rosters/<code>", view_func=show_roster)


@for_staff
def show_roster(code: str) -> str:
    """Teams and the week's or month's duty of a territory."""
    chosen = get_territory(code)
    templates = [each for each in dictionary("roster_template").entries if not each.retired]
    asked = request.args.get("team", "")
    team = next((each for each in templates if each.code == asked), templates[0] if templates else None)
    roster = pb.Roster()
    if team is not None:
        roster = organisations().GetRoster(pb.GetRosterRequest(territory_code=code, template=team.code))
    today = _today()
    month = _month(request.args.get("month", ""), today)
    posts = organisations().ListPosts(pb.ListPostsRequest(territory_code=code, page_size=_POSTS)).posts
    arranged = [each for each in posts if each.duty_hours]
    return render_template(
        "directory/roster.html",
        chosen=chosen,
        above=superiors(chosen),
        grid=chosen.level,
        teams=[(each.code, entry_title(each)) for each in templates],
        team=team.code if team else "",
        slots=roster.slots,
        slot_titles={each.code: entry_title(each) for each in dictionary("roster_slot").entries},
        posts=[(each, week_of(each)) for each in arranged],
        on_duty=[each for each in posts if each.on_duty],
        weekdays=words.WEEKDAYS,
        today=today,
        month=month,
        days=_days(month, arranged) if arranged and month else [],
        addresses=_addresses(code, team.code if team else "", month or today.replace(day=1)),
        territory=territories_pb2,
    )


def _today() -> date:
    moment = as_moment(utc_now())
    assert moment is not None
    return moment.date()


def _month(text: str, today: date) -> date | None:
    """The first day of the month asked for as "2026-11"; None for the week's table."""
    if not text:
        return None
    try:
        return date.fromisoformat(f"{text[:7]}-01")
    except ValueError:
        return today.replace(day=1)


def _days(month: date, posts: list[pb.Post]) -> list[tuple[date, bool, list[tuple[pb.Post, list[str]]]]]:
    """Each day of the month: whether it is a working day, and who is on duty with which hours."""
    working = _working_days(month.year)
    found = []
    for number in range(calendar.monthrange(month.year, month.month)[1]):
        day = month + timedelta(days=number)
        works = working.get(day.isoformat(), day.weekday() < _WEEKEND)
        duty = []
        for post in posts:
            hours = [text for text, only in week_of(post)[day.weekday()] if works or not only]
            if hours and post.holders:
                duty.append((post, hours))
        found.append((day, works, duty))
    return found


def _working_days(year: int) -> dict[str, bool]:
    """What the common calendar says beyond Monday to Friday."""
    try:
        answer = references().GetWorkingCalendar(reference_pb2.GetWorkingCalendarRequest())
    except NotFound:
        return {}
    return {each.date: each.working for each in answer.days if each.date.startswith(str(year))}


def _addresses(code: str, team: str, month: date) -> dict[str, str]:
    before, after = month - timedelta(days=1), month + timedelta(days=32)
    at = {
        "week": "",
        "month": month.isoformat()[:7],
        "before": before.isoformat()[:7],
        "after": after.isoformat()[:7],
    }
    return {
        name: url_for(".show_roster", code=code, team=team or None, month=value or None)
        for name, value in at.items()
    }
