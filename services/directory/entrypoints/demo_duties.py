"""Recurring duties of the demo county's first community: a weekly meeting, a monthly training (DIR-36)."""

from __future__ import annotations

from datetime import date, timedelta

from services.directory.places_parts import Places
from services.kernel.call import system_call
from wangge.directory.v1 import organisations_pb2 as pb

_FRIDAY = 4


def arrange(places: Places, organisation_id: str, today: date) -> None:
    """The next meeting is on the coming Friday, the training in the week after."""
    friday = today + timedelta(days=(_FRIDAY - today.weekday()) % 7)
    for duty, title, rhythm, day in (
        ("meetings", "信息汇总分析会（周结）", pb.RHYTHM_WEEKLY, friday),
        ("training", "网格员业务培训", pb.RHYTHM_MONTHLY, friday + timedelta(days=4)),
    ):
        wanted = pb.RecurringDuty(
            organisation_id=organisation_id, duty=duty, title=title, rhythm=rhythm, next_due=day.isoformat()
        )
        places.put_recurring_duty(system_call("demo"), wanted)
