"""One's own day at a desk: what the platform proposes, entries, finishing the day, planned duty (FLD-09)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from flask import Blueprint, render_template, request

from services.field.edge.answering import put_refusal
from services.field.edge.help_words import named
from services.field.edge.work_log_words import HINT, KINDS, day_of, proposal, week_of
from services.field.edge.work_logs import HOME, WRITE, stub, today
from services.kernel.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    Unauthenticated,
    Unavailable,
)
from services.kernel.types import utc_now
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from services.kernel.worktime import SHANGHAI
from wangge.field.v1 import worklog_pb2 as pb

OWN = f"{HOME}/mine"
_KIND = Field("kind", Text("类型", "Kind"), "choice", named(pb.WorkKind, KINDS), required=True)
_AT = Field("at", Text("时间", "Time"), "moment")
_TEXT = Field("text", Text("做了什么", "What was done"), "area", rows=3, help=HINT)
_ETAG = Field("etag", Text("", ""), "hidden")
_BACK = Field("withdrawn", Text("撤回这一条（原文保留）", "Take this entry back (its text is kept)"), "check")
_PASSED_ON = (Unauthenticated, Forbidden, NotFound, Unavailable)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/logs/mine", view_func=own_day, methods=["GET", "POST"])
    blueprint.add_url_rule("/logs/mine/<day>", view_func=own_day, methods=["GET", "POST"])
    blueprint.add_url_rule("/logs/mine/<day>/take", view_func=take, methods=["POST"])
    blueprint.add_url_rule("/logs/mine/<day>/finish", view_func=finish, methods=["POST"])
    blueprint.add_url_rule("/logs/mine/<day>/reopen", view_func=reopen, methods=["POST"])
    blueprint.add_url_rule("/logs/mine/<day>/entry/<entry>", view_func=change, methods=["GET", "POST"])


def own_address(day: date) -> str:
    """One's own page of a day."""
    return f"{OWN}/{day.isoformat()}"


@needs(WRITE)
def own_day(day: str = "") -> Any:
    """The day, and a form for one more entry."""
    wanted = day_of(day or today().isoformat())
    form = Form(pb.AddWorkEntryRequest(day=wanted.isoformat()), (_KIND, _AT, _TEXT), {"at": _usual(wanted)})
    if request.method == "POST" and form.read():
        try:
            stub().AddWorkEntry(form.message)
            return done(own_address(wanted), t("已记入日志", "Entered"))
        except _PASSED_ON:
            raise
        except Refusal as refusal:
            put_refusal(form, refusal)
    return _page(wanted, form), 422 if request.method == "POST" else 200


def _page(day: date, form: Form[Any] | None, problem: str = "") -> str:
    found = stub().GetWorkDay(pb.GetWorkDayRequest(day=day.isoformat()))
    week = stub().GetWorkWeek(pb.GetWorkWeekRequest(week=week_of(day)))
    return render_template(
        "field/log_own.html",
        found=found,
        week=week,
        day=day,
        today=today(),
        form=form or Form(pb.AddWorkEntryRequest(), (_KIND, _AT, _TEXT), {"at": _usual(day)}),
        before=own_address(day - timedelta(days=1)),
        after=own_address(day + timedelta(days=1)) if day < today() else "",
        here=own_address(day),
        finished=found.state == pb.WORK_DAY_STATE_FINISHED,
        problem=problem,
    )


def _usual(day: date) -> str:
    """Now for today, else noon, as the field writes it."""
    now = utc_now().astimezone(SHANGHAI)
    moment = now if day == now.date() else datetime.combine(day, time(12, 0), SHANGHAI)
    return f"{moment:%Y-%m-%dT%H:%M}"


@needs(WRITE)
def take(day: str) -> Any:
    """A proposal becomes an entry."""
    wanted = day_of(day)
    source = request.form.get("source", "")
    found = stub().GetWorkDay(pb.GetWorkDayRequest(day=wanted.isoformat()))
    for each in found.proposals:
        if source in ("all", source_of(each)):
            _tried(wanted, each)
    return done(own_address(wanted), t("已记入日志", "Entered"))


def source_of(found: pb.WorkProposal) -> str:
    """What tells one proposal of a day from another."""
    return found.patrol_id or f"{found.case_id} {found.act}"


def _tried(day: date, found: pb.WorkProposal) -> None:
    asked = pb.AddWorkEntryRequest(
        day=day.isoformat(),
        kind=found.kind,
        text=proposal(found),
        at=found.at,
        case_id=found.case_id,
        act=found.act,
        patrol_id=found.patrol_id,
    )
    stub().AddWorkEntry(asked)


@needs(WRITE)
def finish(day: str) -> Any:
    """The day is done."""
    wanted = day_of(day)
    try:
        found = stub().FinishWorkDay(pb.FinishWorkDayRequest(day=wanted.isoformat()))
    except (Conflict, Invalid) as refusal:
        return _page(wanted, None, refusal.said or refusal.code), 409
    said = t("已日清（补交）", "Finished, late") if found.late else t("今日已日清", "The day is finished")
    return done(own_address(wanted), said)


@needs(WRITE)
def reopen(day: str) -> Any:
    """Goes on with a finished day."""
    wanted = day_of(day)
    try:
        stub().ReopenWorkDay(pb.ReopenWorkDayRequest(day=wanted.isoformat()))
    except Conflict as refusal:
        return _page(wanted, None, refusal.said or refusal.code), 409
    return done(own_address(wanted), t("已重新打开，可以继续写", "The day is open again"))


@needs(WRITE)
def change(day: str, entry: str) -> Any:
    """Other words, or taken back."""
    wanted = day_of(day)
    found = stub().GetWorkDay(pb.GetWorkDayRequest(day=wanted.isoformat()))
    one = next((each for each in found.entries if each.id == entry), None)
    if one is None:
        raise NotFound()
    given = {
        "kind": pb.WorkKind.Name(one.kind),
        "at": f"{one.at.ToDatetime(SHANGHAI):%Y-%m-%dT%H:%M}",
        "text": one.text,
        "etag": one.etag,
        "withdrawn": "true" if one.withdrawn else "",
    }
    fields = (_KIND, _AT, _TEXT, _BACK, _ETAG)
    form = Form(pb.ChangeWorkEntryRequest(id=entry), fields, given)
    if request.method == "POST" and form.read():
        if not form.value("text"):
            form.wrong("text", t("请填写做了什么", "Say what was done"))
        if form.ok:
            try:
                stub().ChangeWorkEntry(form.message)
                return done(
                    own_address(wanted), t("已修改，原文保留", "Changed; what it said before is kept")
                )
            except _PASSED_ON:
                raise
            except Refusal as refusal:
                put_refusal(form, refusal)
    page = render_template("field/log_entry.html", form=form, back=own_address(wanted), one=one)
    return page, 422 if request.method == "POST" else 200
