"""How a case is told in few words: the filters that every template of the cases pages may use."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask import Blueprint, current_app
from google.protobuf.timestamp_pb2 import Timestamp
from markupsafe import Markup, escape

from services.cases.edge import words
from services.cases.edge.outlines import short
from services.kernel.types import utc_now
from services.kernel.web.showing import as_moment, minutes, time_tag
from services.kernel.web.texts import Text, t
from wangge.cases.v1 import cases_pb2 as pb

ASKS: Mapping[str, Text] = {
    "screen": Text("受理", "Screen"),
    "assign": Text("派遣", "Assign"),
    "sign": Text("签收", "Sign for"),
    "handle": Text("处置", "Handle"),
    "check": Text("审核反馈", "Check the feedback"),
    "verify": Text("现场核查", "Verify on site"),
    "settle": Text("就地处置或上报", "Settle or submit"),
    "confirm": Text("确认就地处置", "Confirm the settlement"),
    "complete": Text("补充材料", "Complete the data"),
    "decide": Text("审批申请", "Decide a request"),
    "resume": Text("恢复办理", "Resume"),
    "acknowledge": Text("接收首接责任", "Take over the first receipt"),
    "rate": Text("评价", "Rate"),
}
"""What a pending case asks for (CASE-03), in the order of the tabs."""
ASK_VERBS: Mapping[str, str] = {
    "screen": "file",
    "assign": "assign",
    "sign": "sign",
    "handle": "feed_back",
    "check": "check",
    "verify": "verify",
    "settle": "settle",
    "confirm": "confirm",
    "complete": "resubmit",
    "decide": "decide_request",
    "resume": "resume",
    "acknowledge": "acknowledge",
    "rate": "rate",
}
"""The verb that answers an ask most often; the case's own page offers the others."""
ASK_ICONS: Mapping[str, str] = {
    "screen": "clipboard-check",
    "assign": "arrow-forward-up",
    "sign": "signature",
    "handle": "progress-check",
    "check": "checks",
    "verify": "map-pin",
    "settle": "bolt",
    "confirm": "check",
    "complete": "file-text",
    "decide": "gavel",
    "resume": "player-play",
    "acknowledge": "user-check",
    "rate": "star",
}
_YEAR = 365
_TONES: Mapping[int, str] = {
    pb.CASE_STATE_REPORTED: "yellow",
    pb.CASE_STATE_SELF_DONE: "teal",
    pb.CASE_STATE_SCREENING: "yellow",
    pb.CASE_STATE_RETURNED: "orange",
    pb.CASE_STATE_REJECTED: "secondary",
    pb.CASE_STATE_MERGED: "secondary",
    pb.CASE_STATE_FILED: "azure",
    pb.CASE_STATE_ASSIGNED: "azure",
    pb.CASE_STATE_IN_WORK: "blue",
    pb.CASE_STATE_SUSPENDED: "orange",
    pb.CASE_STATE_FEEDBACK: "purple",
    pb.CASE_STATE_VERIFYING: "purple",
    pb.CASE_STATE_CLOSED: "green",
    pb.CASE_STATE_EVALUATED: "green",
    pb.CASE_STATE_ARCHIVED: "secondary",
    pb.CASE_STATE_WITHDRAWN: "secondary",
}
_URGENCY_LOOKS: Mapping[int, tuple[str, str]] = {
    pb.URGENCY_URGENT: ("orange", "urgent"),
    pb.URGENCY_MAJOR: ("red", "flame"),
}
"""Tone and icon of what is not the usual."""
_LIGHT_ICONS: Mapping[int, str] = {
    pb.LIGHT_GREEN: "clock",
    pb.LIGHT_AMBER: "hourglass",
    pb.LIGHT_RED: "alert-triangle",
    pb.LIGHT_PAUSED: "player-pause",
}


def time_left(left: int, light: int, *, working: bool = True) -> str:
    """Minutes left of a limit in words; negative when past, ``light`` says whether the clock stands still."""
    if light == pb.LIGHT_PAUSED:
        return t("暂停计时", "Clock paused")
    if left < 0 or light == pb.LIGHT_RED:
        return t("已超时 {much}", "Overdue by {much}", much=minutes(left, working=working))
    return t("还剩 {much}", "{much} left", much=minutes(left, working=working))


def age(since: Timestamp | datetime | None, now: datetime | None = None) -> str:
    """How long ago something was: ``3小时``, ``2天``; empty for an unset moment."""
    moment = as_moment(since)
    if moment is None:
        return ""
    whole = max(0, int(((now or utc_now()) - moment).total_seconds() // 60))
    days = whole // (24 * 60)
    if days >= _YEAR:
        return t("{n}年", "{n} y", n=days // _YEAR)
    if days:
        return t("{n}天", "{n} d", n=days)
    if whole >= 60:
        return t("{n}小时", "{n} h", n=whole // 60)
    return t("{n}分钟", "{n} min", n=whole)


def grid_of(case: Any) -> str:
    """The grid with its community, since many communities have a "first grid"; what is known of the two.

    Of a community's official name (桂鹤社区居民委员会) the place is shown without the committee.
    """
    grid, community = str(case.grid_name), short(str(case.community_name))
    return grid if not community or grid.startswith(community) else f"{community}·{grid}"


def state_badge(state: int) -> Markup:
    """The state as a badge; made once for each state and language."""
    return _badge(str(words.STATES.get(state, "")), _TONES.get(state, "secondary"), "")


def urgency_badge(urgency: int, *, always: bool = False) -> Markup:
    """Says something only where it is not the usual; ``always`` shows the normal one as well."""
    tone, name = _URGENCY_LOOKS.get(urgency, ("secondary", ""))
    if not name and not (always and urgency):
        return Markup("")
    return _badge(str(words.URGENCIES.get(urgency, "")), tone, _icon(name))


def marks(case: Any) -> Markup:
    """What makes a case one to look at: urgent, supervised, redone."""
    found = [urgency_badge(case.urgency)]
    if case.supervision_level:
        found.append(_badge(t("督办", "Supervised"), "purple", _icon("gavel")))
    if case.reworks:
        redone = t("返工 {n} 次", "Redone {n}×", n=case.reworks)
        found.append(_badge(redone, "orange", _icon("arrow-back-up")))
    # `Markup.join` looks at every part again, for each row of a list.
    return Markup(" ".join(filter(None, found)))


def light_of(case: Any) -> Markup:
    """Light, time left and due time of an open case; closed ones have no light any more."""
    if not is_open(case.state) or not case.light:
        return Markup("")
    due = time_tag(case.due_time)
    known = bool(due) and hasattr(case, "minutes_left")
    text = time_left(case.minutes_left, case.light) if known else str(words.LIGHTS.get(case.light, ""))
    tone, icon = words.LIGHT_COLOURS.get(case.light, "secondary"), _LIGHT_ICONS.get(case.light, "")
    badge = _badge(text, tone, _icon(icon), "text-wrap text-start")
    if not due:
        return badge
    said = escape(t("期限", "due"))
    return badge + Markup(f' <span class="text-secondary small text-nowrap">{said} {due}</span>')


def _icon(name: str) -> Markup | str:
    drawn: Any = current_app.jinja_env.globals["drawn"]
    return Markup(drawn(name, "")) if name else ""


@functools.lru_cache(maxsize=4096)
def _badge(text: str, tone: str, icon: Markup | str, more: str = "") -> Markup:
    classes = f"badge bg-{tone}-lt {more}".strip()
    return Markup(f'<span class="{classes}">{icon}{" " if icon else ""}{escape(text)}</span>')


def is_open(state: int) -> bool:
    """Whether a case in this state still waits for somebody; a light says something only then."""
    return state in words.OPEN_STATES


def _of(known: Mapping[Any, object]) -> Callable[[Any], str]:
    def text(value: Any) -> str:
        return str(known.get(value, value if isinstance(value, str) else ""))

    return text


def add(blueprint: Blueprint) -> None:
    """Give all templates the filters ``case_...``; macros imported without context find them too."""
    filters: Mapping[str, Callable[..., Any]] = {
        "case_state": _of(words.STATES),
        "case_state_tone": _of(_TONES),
        "case_state_badge": state_badge,
        "case_urgency_badge": urgency_badge,
        "case_marks": marks,
        "case_light_of": light_of,
        "case_open": is_open,
        "case_grid": grid_of,
        "case_urgency": _of(words.URGENCIES),
        "case_channel": _of(words.CHANNELS),
        "case_level": _of(words.LEVELS),
        "case_light": _of(words.LIGHTS),
        "case_light_tone": _of(words.LIGHT_COLOURS),
        "case_light_icon": _of(_LIGHT_ICONS),
        "case_stage": words.stage,
        "case_action": words.action,
        "case_ask": _of(ASKS),
        "case_ask_icon": _of(ASK_ICONS),
        "case_left": time_left,
        "case_age": age,
    }
    for name, function in filters.items():
        blueprint.add_app_template_filter(function, name)
