"""The working calendar: a year's days of work and rest, and changing them (CASE-23)."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, g, render_template, request, url_for

from services.directory.edge import place_words as words
from services.directory.edge.registers import for_staff, references
from services.kernel.errors import Forbidden, NotFound, Refusal
from services.kernel.types import utc_now
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.showing import as_moment
from services.kernel.web.texts import Text, t
from wangge.directory.v1 import reference_pb2 as pb

EDIT = "directory.reference.edit"
_WEEKEND = 5
_MOST_DAYS = 62
_MOVED_ON = "directory.calendar_moved_on"
_EARLIEST, _LATEST = 2000, 2100
_KINDS = [
    ("rest", Text("休息（放假）", "Rest (holiday)")),
    ("work", Text("上班（调休补班）", "Work (make-up day)")),
    ("usual", Text("恢复平常（周一至周五上班）", "As usual (Monday to Friday)")),
]
_ABOUT = Text(
    "按国务院办公厅的放假通知登记放假和调休上班的日子。办理时限按工作日历计算：保存后，"
    "未办结案件的时限按新日历重新计算。",
    "Enter holidays and make-up days as announced. Time limits follow this calendar: limits of open "
    "cases are "
    "counted anew when it is saved.",
)


@dataclass(frozen=True)
class Day:
    """A cell of a month: ``kind`` is rest, make-up, weekend or empty for a usual working day."""

    day: date
    kind: str
    mark: str
    note: str


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/calendar", view_func=show_calendar)
    blueprint.add_url_rule("/calendar/days", view_func=change_days, methods=["GET", "POST"])
    blueprint.add_url_rule("/calendar/hours", view_func=change_hours, methods=["GET", "POST"])


@for_staff
def show_calendar() -> str:
    """A year, month by month."""
    known, year = _calendar(), _year()
    marked = {each.date: each for each in known.days}
    months = []
    for number in range(1, 13):
        weeks = [
            [_cell(day, marked) if day.month == number else None for day in week]
            for week in calendar.Calendar().monthdatescalendar(year, number)
        ]
        days = [cell for week in weeks for cell in week if cell]
        months.append((number, weeks, sum(cell.kind in ("", "make-up") for cell in days)))
    return render_template(
        "directory/calendar.html",
        year=year,
        months=months,
        hours=known.hours,
        minutes=minutes_of(known.hours),
        known=known,
        has_data=year in known.known_years,
        weekdays=words.WEEKDAYS,
        special=[each for each in known.days if each.date.startswith(f"{year}-")],
        today=_today(),
        may_edit=g.may(EDIT),
    )


@needs(EDIT)
def change_days() -> Any:
    """Make days holidays or make-up days, or usual again."""
    known = _calendar()
    first = request.args.get("day", "")[:10]
    fields = [
        Field("based_on", Text("", ""), "hidden"),
        Field("first", Text("开始日期", "From"), "date", apart=True, required=True),
        Field(
            "last",
            Text("结束日期", "Until"),
            "date",
            apart=True,
            help=Text("只有一天的留空", "Empty for one day"),
        ),
        Field("kind", Text("改为", "Make it"), "radios", _KINDS, apart=True, required=True),
        Field(
            "note",
            Text("说明", "Reason"),
            apart=True,
            required=True,
            help=Text("如：春节放假、国庆节调休", "Such as: Spring Festival, make-up day"),
            placeholder=Text("节日或原因", "Holiday or reason"),
        ),
    ]
    form = Form(pb.SetWorkingCalendarRequest(), fields, {"based_on": str(known.version), "first": first})
    if request.method == "POST" and form.read():
        days = _asked_days(form)
        if days and form.ok:
            _change(form.message, known, days, form.value("kind"), form.value("note"))
            form.message.reason = form.value("note")
            if _set(form, known):
                address = url_for(".show_calendar", year=days[0].year)
                return done(address, t("已修改 {n} 天", "{n} days were changed", n=len(days)))
    return _shown(form, t("修改工作日历", "Change days"))


@needs(EDIT)
def change_hours() -> Any:
    """The hours of a working day."""
    known = _calendar()
    fields = [
        Field("based_on", Text("", ""), "hidden"),
        Field(
            "hours",
            Text("每日工作时间", "Hours of a working day"),
            "lines",
            help=Text("每行一段，如 08:30-12:00", "One shift a line, such as 08:30-12:00"),
        ),
        Field(
            "reason",
            Text("原因", "Reason"),
            required=True,
            help=Text("记入修改记录", "It is kept with the change"),
            placeholder=Text("如：夏季作息时间", "e.g. summer hours"),
        ),
    ]
    form = Form(
        pb.SetWorkingCalendarRequest(), fields, {"based_on": str(known.version), "hours": list(known.hours)}
    )
    if request.method == "POST" and form.read():
        if not form.value("reason").strip():
            form.wrong("reason", t("请写明原因", "Give the reason"))
        form.message.name = known.name
        form.message.days.extend(known.days)
        if form.ok and _set(form, known):
            return done(url_for(".show_calendar"), t("工作时间已修改", "The hours were changed"))
    return _shown(form, t("修改工作时间", "Change the hours"))


def minutes_of(hours: Iterable[str]) -> int:
    """Minutes of a working day's shifts such as "08:30-12:00"."""
    total = 0
    for shift in hours:
        begin, _, end = shift.partition("-")
        total += _clock(end) - _clock(begin)
    return total


def _clock(text: str) -> int:
    hour, _, minute = text.partition(":")
    return int(hour or 0) * 60 + int(minute or 0)


def _cell(day: date, marked: dict[str, pb.CalendarDay]) -> Day:
    special = marked.get(day.isoformat())
    if special is None:
        weekend = day.weekday() >= _WEEKEND
        return Day(day, "weekend" if weekend else "", "", "")
    mark = t("班", "work") if special.working else t("休", "rest")
    return Day(day, "make-up" if special.working else "rest", mark, special.note)


def _asked_days(form: Form[Any]) -> list[date]:
    try:
        first = date.fromisoformat(form.value("first"))
    except ValueError:
        form.wrong("first", t("请填写日期", "Give a date"))
        return []
    try:
        last = date.fromisoformat(form.value("last") or form.value("first"))
    except ValueError:
        form.wrong("last", t("请填写日期", "Give a date"))
        return []
    if not _EARLIEST <= first.year <= _LATEST:
        form.wrong("first", t("请填写 2000 至 2100 年之间的日期", "Give a date between 2000 and 2100"))
    if last < first or (last - first).days >= _MOST_DAYS:
        form.wrong(
            "last", t("结束日期应在开始日期之后两个月内", "It must lie within two months after the first day")
        )
    if form.value("kind") not in {value for value, _ in _KINDS}:
        form.wrong("kind", t("请选择", "Choose one"))
    if not form.value("note"):
        form.wrong("note", t("请写明原因", "Give the reason"))
    if not form.ok:
        return []
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _change(
    message: pb.SetWorkingCalendarRequest, known: pb.WorkingCalendar, days: list[date], kind: str, note: str
) -> None:
    changed = {day.isoformat() for day in days}
    message.name = known.name
    message.hours.extend(known.hours)
    message.days.extend(each for each in known.days if each.date not in changed)
    if kind != "usual":
        for day in sorted(changed):
            message.days.add(date=day, working=kind == "work", note=note[:60])


def _set(form: Form[pb.SetWorkingCalendarRequest], known: pb.WorkingCalendar) -> bool:
    try:
        references().SetWorkingCalendar(form.message)
        return True
    except (Forbidden, NotFound):
        raise
    except Refusal as refusal:
        form.refused(refusal)
        if refusal.code == _MOVED_ON:
            # Who sends it again has been told, and changes what is there now.
            form._values["based_on"] = [str(known.version)]
        return False


def _calendar() -> pb.WorkingCalendar:
    """The common calendar; an empty one before any was set."""
    try:
        return references().GetWorkingCalendar(pb.GetWorkingCalendarRequest())  # type: ignore[no-any-return]
    except NotFound:
        return pb.WorkingCalendar()


def _today() -> date:
    moment = as_moment(utc_now())
    assert moment is not None
    return moment.date()


def _year() -> int:
    asked = request.args.get("year", "")
    if asked.isascii() and asked.isdigit() and len(asked) == 4 and _EARLIEST <= int(asked) <= _LATEST:
        return int(asked)
    return _today().year


def _shown(form: Form[Any], heading: str) -> tuple[str, int]:
    page = render_template(
        "directory/record_form.html",
        form=form,
        heading=heading,
        cancel=url_for(".show_calendar"),
        about=_ABOUT,
    )
    return page, 422 if request.method == "POST" else 200
