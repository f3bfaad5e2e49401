"""Moments, durations, sizes and counts as readers of a page want them; all moments in China's time."""

from __future__ import annotations

import functools
import math
from datetime import UTC, date, datetime, timedelta
from typing import Any

from google.protobuf.timestamp_pb2 import Timestamp
from markupsafe import Markup, escape

from services.kernel.types import utc_now
from services.kernel.web.texts import in_chinese, t
from services.kernel.worktime import SHANGHAI

_HOUR, _WORKING_DAY, _DAY = 60, 7 * 60, 24 * 60


def as_moment(value: Timestamp | datetime | None) -> datetime | None:
    """A moment in China's time; None for an unset one."""
    if value is None or (isinstance(value, Timestamp) and not (value.seconds or value.nanos)):
        return None
    moment = value.ToDatetime(UTC) if isinstance(value, Timestamp) else value
    return moment.astimezone(SHANGHAI)


def when(value: Timestamp | datetime | None, *, seconds: bool = False) -> str:
    """``2026-11-23 14:05``; empty for an unset moment."""
    moment = as_moment(value)
    return moment.strftime("%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M") if moment else ""


def day(value: Timestamp | datetime | date | None) -> str:
    """``2026-11-23``; empty for an unset moment."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    moment = as_moment(value)
    return moment.strftime("%Y-%m-%d") if moment else ""


def iso(value: Timestamp | datetime | None) -> str:
    """For the ``datetime`` attribute of a ``<time>``."""
    moment = as_moment(value)
    return moment.isoformat(timespec="seconds") if moment else ""


def short_when(value: Timestamp | datetime | None, now: datetime | None = None) -> str:
    """``14:05`` today, ``昨天 14:05``, ``11-20 14:05`` this year, else with the year."""
    moment = as_moment(value)
    if moment is None:
        return ""
    today = (now or utc_now()).astimezone(SHANGHAI).date()
    clock = moment.strftime("%H:%M")
    if moment.date() == today:
        return t("今天 {clock}", "today {clock}", clock=clock)
    if moment.date() == today - timedelta(days=1):
        return t("昨天 {clock}", "yesterday {clock}", clock=clock)
    if moment.date() == today + timedelta(days=1):
        return t("明天 {clock}", "tomorrow {clock}", clock=clock)
    return moment.strftime("%m-%d %H:%M" if moment.year == today.year else "%Y-%m-%d %H:%M")


def time_tag(value: Timestamp | datetime | None) -> Markup:
    """A moment as ``<time>``: short to read, whole for programs and where the pointer rests."""
    if not value:
        return Markup("")
    if isinstance(value, Timestamp):
        second = value.seconds
        if not second and not value.nanos:
            return Markup("")
    else:
        second = math.floor(value.timestamp())
    return _time_tag(second, utc_now().astimezone(SHANGHAI).toordinal(), in_chinese())


@functools.lru_cache(maxsize=8192)
def _time_tag(second: int, today: int, chinese: bool) -> Markup:
    """Lists show the same moments again and again; what a tag says depends on the day and the language."""
    moment = datetime.fromtimestamp(second, SHANGHAI)
    whole = moment.isoformat(timespec="seconds")
    title = moment.strftime("%Y-%m-%d %H:%M:%S")
    return Markup(f'<time datetime="{whole}" title="{title}">{escape(short_when(moment))}</time>')


def limit(text: str) -> str:
    """A time limit's text form (``4wh``, ``2wd``, ``30m``, ``7d``) in words."""
    for suffix, zh, en in (
        ("wh", "工作小时", "working hours"),
        ("wd", "个工作日", "working days"),
        ("m", "分钟", "minutes"),
        ("d", "天", "days"),
    ):
        if text.endswith(suffix) and text.removesuffix(suffix).strip().isdigit():
            number = text.removesuffix(suffix).strip()
            return t(f"{number} {zh}", f"{number} {en if number != '1' else en[:-1]}")
    return text


def minutes(value: int, *, working: bool = True) -> str:
    """Minutes in words: ``3 小时 20 分``; a working day has the seven hours of `worktime.OFFICE_HOURS`."""
    whole = abs(value)
    length = _WORKING_DAY if working else _DAY
    days, rest = divmod(whole, length)
    hours, left = divmod(rest, _HOUR)
    parts = []
    if days:
        zh_day, en_day = ("个工作日", "working d") if working else ("天", "d")
        parts.append(t(f"{days} {zh_day}", f"{days} {en_day}"))
    if hours:
        zh_hour, en_hour = ("工作小时", "working h") if working and not days else ("小时", "h")
        parts.append(t(f"{hours} {zh_hour}", f"{hours} {en_hour}"))
    if left and not days:
        parts.append(t(f"{left} 分钟", f"{left} min"))
    return " ".join(parts) or t("不足 1 分钟", "less than a minute")


def size(octets: int) -> str:
    """A file's size: ``1.4 MB``."""
    amount = float(octets)
    for unit in ("B", "KB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "B" or amount >= 100 else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"


def count(value: int) -> str:
    """A number with separators."""
    return f"{value:,}"


FILTERS: dict[str, Any] = {
    "when": when,
    "day": day,
    "iso": iso,
    "time_tag": time_tag,
    "short_when": short_when,
    "limit": limit,
    "minutes": minutes,
    "size": size,
    "count": count,
}
"""What templates may pipe values through."""
