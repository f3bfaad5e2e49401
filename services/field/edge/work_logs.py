"""Work logs of a territory by day: who has finished, who has not, and one worker's day (POP-26)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, g, redirect, render_template, request

from services.field.edge.work_log_words import day_of
from services.kernel.types import utc_now
from services.kernel.web.pages import needs, peer
from services.kernel.worktime import SHANGHAI
from wangge.field.v1 import worklog_pb2 as pb
from wangge.field.v1 import worklog_pb2_grpc as pb_grpc

HOME = "/field/logs"
VIEW, WRITE = "field.log.view", "field.log.write"


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/logs", view_func=logs)
    blueprint.add_url_rule("/logs/count", view_func=count)
    blueprint.add_url_rule("/logs/<day>/<worker>", view_func=worker_day)


def stub() -> pb_grpc.WorkLogServiceStub:
    """Work logs, with the reader's rights."""
    return peer(pb_grpc.WorkLogServiceStub, "field")


def today() -> date:
    """Today in China."""
    return utc_now().astimezone(SHANGHAI).date()


def address(day: date, territory: str = "") -> str:
    """The page of a day."""
    asked = {"day": day.isoformat(), **({"territory": territory} if territory else {})}
    return f"{HOME}?{urlencode(asked)}"


@needs(VIEW, WRITE)
def logs() -> Any:
    """Who of my territory finished the day; whoever only writes is led to their own."""
    if not g.may(VIEW):
        return redirect(f"{HOME}/mine", 303)
    day = day_of(request.args.get("day") or today().isoformat())
    territory = "".join(each for each in request.args.get("territory", "") if each.isdigit())[:24]
    covered = territory or any(each.territory for each in g.actor.grants)
    if not covered:  # the whole platform: a territory is to be chosen first
        return render_template("field/logs.html", found=None, day=day, territory="", today=today())
    found = stub().ListWorkDays(pb.ListWorkDaysRequest(day=day.isoformat(), territory_code=territory))
    show = request.args.get("show", "")
    rows = [each for each in found.rows if show != "open" or (each.due and not _done(each))]
    return render_template(
        "field/logs.html",
        found=found,
        rows=rows,
        show=show if show == "open" else "",
        day=day,
        today=today(),
        before=address(day - timedelta(days=1), territory),
        after=address(day + timedelta(days=1), territory) if day < today() else "",
        here=address(day, territory),
        territory=territory,
        reminders=stub().GetLogReminders(pb.GetLogRemindersRequest()),
        done=_done,
    )


def _done(row: pb.WorkDayRow) -> bool:
    return bool(row.state == pb.WORK_DAY_STATE_FINISHED)


@needs(VIEW, WRITE)
def count() -> str:
    """What waits: one's own days, workers who have not finished, a week to sum up."""
    found = stub().GetLogReminders(pb.GetLogRemindersRequest())
    own = int(found.finish_today) + len(found.missing_days)
    return render_template(
        "field/logs_count.html", found=found, own=own, total=own + bool(found.week_to_sum_up)
    )


@needs(VIEW)
def worker_day(day: str, worker: str) -> str:
    """One worker's day; the viewing is on record."""
    asked = pb.GetWorkDayRequest(day=day_of(day).isoformat(), worker_id=worker)
    found = stub().GetWorkDay(asked)
    return render_template("field/log_day.html", found=found, back=address(day_of(day)))
