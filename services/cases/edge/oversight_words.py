"""What states and moves of orders, listed matters, screenings and exports are called on pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint

from services.cases.edge import places
from services.kernel.territory_codes import path_of
from services.kernel.web.texts import Text
from wangge.cases.v1 import supervision_pb2 as pb

ORDER_STATES: Mapping[int, Text] = {
    pb.SUPERVISION_STATE_ISSUED: Text("待签收", "To be signed for"),
    pb.SUPERVISION_STATE_SIGNED: Text("办理中", "Signed, at work"),
    pb.SUPERVISION_STATE_REPLIED: Text("待审复", "Replied, to be decided"),
    pb.SUPERVISION_STATE_RETURNED: Text("退回重复", "Reply returned"),
    pb.SUPERVISION_STATE_ACCEPTED: Text("已认可", "Reply accepted"),
    pb.SUPERVISION_STATE_ENDED: Text("已办结", "Ended"),
}
ORDER_TONES: Mapping[int, str] = {
    pb.SUPERVISION_STATE_ISSUED: "yellow",
    pb.SUPERVISION_STATE_SIGNED: "blue",
    pb.SUPERVISION_STATE_REPLIED: "purple",
    pb.SUPERVISION_STATE_RETURNED: "orange",
    pb.SUPERVISION_STATE_ACCEPTED: "green",
    pb.SUPERVISION_STATE_ENDED: "secondary",
}
BOARD_STATES: Mapping[int, Text] = {
    pb.BOARD_STATE_LISTED: Text("已挂牌", "Listed"),
    pb.BOARD_STATE_IN_TREATMENT: Text("整改中", "In treatment"),
    pb.BOARD_STATE_STRIKE_OFF_REQUESTED: Text("申请销号", "Strike-off requested"),
    pb.BOARD_STATE_CHECKED: Text("核查通过", "Checked"),
    pb.BOARD_STATE_STRUCK_OFF: Text("已销号", "Struck off"),
    pb.BOARD_STATE_RETURNED: Text("退回整改", "Returned"),
}
BOARD_TONES: Mapping[int, str] = {
    pb.BOARD_STATE_LISTED: "yellow",
    pb.BOARD_STATE_IN_TREATMENT: "blue",
    pb.BOARD_STATE_STRIKE_OFF_REQUESTED: "purple",
    pb.BOARD_STATE_CHECKED: "teal",
    pb.BOARD_STATE_STRUCK_OFF: "green",
    pb.BOARD_STATE_RETURNED: "orange",
}
SCREENING_STATES: Mapping[int, Text] = {
    pb.SCREENING_STATE_DUE: Text("未报送", "Not reported"),
    pb.SCREENING_STATE_IN_PROGRESS: Text("排查中", "In progress"),
    pb.SCREENING_STATE_REPORTED: Text("待审核", "To be checked"),
    pb.SCREENING_STATE_ACCEPTED: Text("审核通过", "Accepted"),
    pb.SCREENING_STATE_RETURNED: Text("退回重报", "Returned"),
}
SCREENING_TONES: Mapping[int, str] = {
    pb.SCREENING_STATE_DUE: "yellow",
    pb.SCREENING_STATE_IN_PROGRESS: "blue",
    pb.SCREENING_STATE_REPORTED: "purple",
    pb.SCREENING_STATE_ACCEPTED: "green",
    pb.SCREENING_STATE_RETURNED: "orange",
}
EXPORT_STATES: Mapping[str, Text] = {
    "asked": Text("待审批", "To be decided"),
    "approved": Text("正在生成文件", "The file is being made"),
    "refused": Text("未批准", "Refused"),
    "ready": Text("可以下载", "Ready"),
}
EXPORT_TONES: Mapping[str, str] = {
    "asked": "yellow",
    "approved": "blue",
    "refused": "secondary",
    "ready": "green",
}


def place(code: str) -> str:
    """The name of a territory by its code; the empty code is the whole platform."""
    return places.name_of(path_of(code))


def period(name: str) -> str:
    """A screening period in words: ``2026-W47`` is a week, ``2026-11-A`` the first half of a month."""
    head, _, tail = name.rpartition("-")
    if tail.startswith("W"):
        return str(Text(f"{head} 年第 {tail[1:]} 周", f"week {tail[1:]} of {head}"))
    year, _, month = head.partition("-")
    half = Text("上半月", "first half") if tail == "A" else Text("下半月", "second half")
    zh, en = half.zh, half.en
    return str(Text(f"{year} 年 {int(month)} 月{zh}", f"{en} of {year}-{month}")) if month else name


def _of(known: Mapping[Any, object]) -> Callable[[Any], str]:
    return lambda value: str(known.get(value, ""))


def add(blueprint: Blueprint) -> None:
    """Give templates the filters."""
    filters: Mapping[str, Callable[[Any], str]] = {
        "order_state": _of(ORDER_STATES),
        "order_tone": _of(ORDER_TONES),
        "board_state": _of(BOARD_STATES),
        "board_tone": _of(BOARD_TONES),
        "screening_state": _of(SCREENING_STATES),
        "screening_tone": _of(SCREENING_TONES),
        "export_state": _of(EXPORT_STATES),
        "export_tone": _of(EXPORT_TONES),
        "place_name": place,
        "period_name": period,
    }
    for name, function in filters.items():
        blueprint.add_app_template_filter(function, name)
