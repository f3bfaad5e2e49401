"""Hours on duty as a week's table, and as lines of text that people can write (CASE-06)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from services.directory.edge import place_words as words
from services.kernel.web.texts import Text, t
from wangge.directory.v1 import organisations_pb2 as pb

_DAYS = Text("一二三四五六日", "1234567")
_LINE = re.compile(
    r"(?:周|星期)?\s*([一二三四五六日天1-7])(?:\s*(?:至|到|-|—|~)\s*(?:周|星期)?\s*([一二三四五六日天1-7]))?\s+"
    r"(\d{1,2}:\d{2})\s*(?:-|—|–|至|到|~)\s*(\d{1,2}:\d{2})\s*(.*)"
)
_WORKING = Text("工作日", "working days")


def week_of(post: pb.Post) -> list[list[tuple[str, bool]]]:
    """For each day from Monday: hours as "08:30–17:30" and whether they are kept on working days alone."""
    days: list[list[tuple[str, bool]]] = [[] for _ in words.WEEKDAYS]
    for slot in sorted(post.duty_hours, key=lambda each: (each.weekday, each.begin)):
        if 1 <= slot.weekday <= len(days):
            following = t("次日", "next day ") if slot.end <= slot.begin else ""
            days[slot.weekday - 1].append((f"{slot.begin}–{following}{slot.end}", slot.working_days_only))
    return days


def as_lines(slots: Iterable[pb.DutySlot]) -> list[str]:
    """Slots as lines that `read_lines` reads: ``周一 08:30-12:00 工作日``."""
    return [
        " ".join(
            filter(
                None,
                (
                    t("周{day}", "{day}", day=str(_DAYS)[each.weekday - 1]) if 1 <= each.weekday <= 7 else "",
                    f"{each.begin}-{each.end}",
                    str(_WORKING) if each.working_days_only else "",
                ),
            )
        )
        for each in slots
    ]


def read_lines(text: str) -> list[pb.DutySlot]:
    """Slots of lines such as ``周一至周五 08:30-17:30 工作日`` or ``6 09:00-12:00``. Raises ValueError."""
    found: list[pb.DutySlot] = []
    for line in filter(None, (each.strip() for each in text.replace("：", ":").splitlines())):
        matched = _LINE.fullmatch(line)
        rest = matched[5].strip().lower() if matched else ""
        if matched is None or rest not in ("", _WORKING.zh, _WORKING.en):
            raise ValueError(
                t(
                    "看不懂“{line}”，请写成“周一至周五 08:30-17:30 工作日”",
                    'Cannot read "{line}"; write "1-5 08:30-17:30 working days"',
                    line=line[:40],
                )
            )
        first, last = _weekday(matched[1]), _weekday(matched[2] or matched[1])
        for weekday in range(first, last + 1) if first <= last else (*range(first, 8), *range(1, last + 1)):
            found.append(
                pb.DutySlot(
                    weekday=weekday,
                    begin=matched[3].zfill(5),
                    end=matched[4].zfill(5),
                    working_days_only=bool(rest),
                )
            )
    return found


def _weekday(text: str) -> int:
    return int(text) if text.isdecimal() else _DAYS.zh.index(text.replace("天", "日")) + 1
