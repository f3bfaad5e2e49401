"""A case's history in words: who did what as whom, what it led to, and what was noted beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.cases.edge import words
from services.cases.edge.history_notes import Named, notes
from services.kernel.web.texts import Text, t
from wangge.cases.v1 import cases_pb2 as pb

LINES: Mapping[str, Text] = {
    "warn": Text("时限将到期提醒", "Reminder: the limit is near"),
    "overdue": Text("超过时限", "The limit passed"),
    "move": Text("网格调整，案件随地转移", "Moved with its grid"),
    "archive": Text("归档", "Archived"),
    "supervise": Text("发出督办单", "Supervision order issued"),
    "supervision_signed": Text("签收督办单", "Supervision order signed"),
    "supervision_replied": Text("回复督办单", "Supervision order answered"),
    "supervision_accepted": Text("督办回复通过", "Answer to the order accepted"),
    "supervision_returned": Text("督办回复退回", "Answer to the order returned"),
    "supervision_ended": Text("督办结束", "Supervision ended"),
    "supervision_missed": Text("督办逾期未复", "Supervision order not answered in time"),
    "urge": Text("催办", "Urged"),
}
"""Lines that are no verb of the loop."""
ICONS: Mapping[str, str] = {
    "report": "speakerphone",
    "settle": "bolt",
    "submit": "arrow-up",
    "file": "folder",
    "return": "arrow-back-up",
    "reject": "circle-x",
    "merge": "git-merge",
    "assign": "arrow-forward-up",
    "take": "hand-click",
    "escalate": "escalator",
    "push_down": "arrow-down",
    "sign": "signature",
    "send_back": "arrow-back-up",
    "transfer": "replace",
    "progress": "progress",
    "feed_back": "progress-check",
    "check": "checks",
    "verify": "map-pin",
    "confirm": "check",
    "rate": "star",
    "reopen": "rotate-clockwise",
    "archive": "archive",
    "warn": "hourglass",
    "overdue": "alert-triangle",
    "suspend": "player-pause",
    "resume": "player-play",
    "supervise": "gavel",
    "urge": "gavel",
    "comment": "message",
    "follow": "eye",
}


@dataclass(frozen=True)
class Line:
    """One line of the history as readers see it."""

    number: int
    at: Any
    title: str
    icon: str
    who: str
    automatic: bool
    opinion: str
    change: str
    notes: tuple[str, ...]
    attachments: Sequence[Any]
    place: str


def lines(entries: Sequence[pb.TimelineEntry], named: Named) -> list[Line]:
    """The history, the latest first."""
    return [line(each, named) for each in reversed(entries)]


def line(entry: pb.TimelineEntry, named: Named) -> Line:
    """One entry in words."""
    details = details_of(entry)
    automatic = bool(details.get("automatic")) or (not entry.actor_name and not entry.post_title)
    return Line(
        number=entry.sequence,
        at=entry.at,
        title=titled(entry.action, details),
        icon=ICONS.get(entry.action, "point"),
        who=doer(entry),
        automatic=automatic,
        opinion=entry.opinion,
        change=_change(entry),
        notes=tuple(notes(entry.action, details, named)),
        attachments=entry.attachments,
        place=point_text(entry.place) if entry.HasField("place") else "",
    )


def details_of(entry: pb.TimelineEntry) -> dict[str, Any]:
    """Further facts of an entry; empty where they are no JSON object."""
    try:
        found = json.loads(entry.details or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def titled(action: str, details: Mapping[str, Any] | None = None) -> str:
    """A verb or another line of a history as readers call it, with the way it went."""
    known = details or {}
    match action:
        case "check":
            return (
                t("审核通过", "Feedback accepted")
                if known.get("accepted", True)
                else t("审核退回", "Feedback sent back")
            )
        case "verify":
            return (
                t("核查不合格，退回返工", "Verification failed: to be redone")
                if known.get("reworks")
                else t("现场核查合格", "Verified on site")
            )
        case "decide_request":
            if known.get("extra"):
                return t("同意延期", "Extension granted")
            return (
                t("同意挂起", "Suspension granted")
                if known.get("until")
                else t("不同意申请", "Request refused")
            )
        case "rate" if known.get("by") == "none":
            return t("期满无人评价", "Nobody rated in time")
    return str(LINES[action]) if action in LINES else words.action(action)


def doer(entry: pb.TimelineEntry) -> str:
    """Name, post and unit of whoever did it; the platform where time did it."""
    parts = list(
        dict.fromkeys(each for each in (entry.actor_name, entry.post_title, entry.unit_name) if each)
    )
    if not parts:
        return t("系统自动", "Automatic")
    text = " · ".join(parts)
    if entry.on_behalf_of:
        text += t("（代 {who}）", " (for {who})", who=entry.on_behalf_of)
    return text


def briefly(entry: pb.TimelineEntry) -> str:
    """Name and post alone, where there is little room."""
    return " ".join(filter(None, (entry.actor_name, entry.post_title))) or doer(entry)


def point_text(point: Any) -> str:
    """A position for people: latitude and longitude to about a metre."""
    return t("东经 {x} 北纬 {y}", "{x} E, {y} N", x=f"{point.longitude:.5f}", y=f"{point.latitude:.5f}")


def _change(entry: pb.TimelineEntry) -> str:
    if entry.from_state == entry.to_state or not entry.from_state:
        return ""
    return f"{words.STATES.get(entry.from_state, '')} → {words.STATES.get(entry.to_state, '')}"
