"""Files of a case for its page: pictures before and after side by side, the rest by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.cases.edge.history import point_text, titled
from services.kernel.web.showing import size, when
from services.kernel.web.texts import t
from wangge.cases.v1 import cases_pb2 as pb

_BEFORE = frozenset({"report", "import", "resubmit", "follow"})
_AFTER = frozenset({"settle", "feed_back", "verify", "confirm"})


@dataclass(frozen=True)
class Shot:
    """One file. ``alt`` says what a picture is of without repeating its name, ``about`` when and by whom."""

    id: str
    address: str
    small: str
    name: str
    category: str
    content_type: str
    size: str
    alt: str
    about: str


@dataclass(frozen=True)
class Evidence:
    """``before`` and ``after`` are pictures; ``pictures`` those of neither."""

    before: list[Shot]
    after: list[Shot]
    pictures: list[Shot]
    others: list[Shot]

    @property
    def any(self) -> bool:
        """Whether there is a file at all."""
        return bool(self.before or self.after or self.pictures or self.others)


def of(case: pb.Case, entries: Sequence[pb.TimelineEntry]) -> Evidence:
    """All files of the case; whoever sent a picture says whether it shows before or after, else the step."""
    came = {file.id: entry.action for entry in entries for file in entry.attachments}
    found = Evidence([], [], [], [])
    for file in case.attachments:
        action = came.get(file.id, "")
        shot = shot_of(case.id, file, action)
        moment = file.moment or ("before" if action in _BEFORE else "after" if action in _AFTER else "")
        if file.category != "picture":
            found.others.append(shot)
        else:
            {"before": found.before, "after": found.after}.get(moment, found.pictures).append(shot)
    return found


def shot_of(case_id: str, file: Any, action: str) -> Shot:
    """One file as the page shows it."""
    address = f"/cases/case/{case_id}/file/{file.id}"
    taken = when(file.taken_at)
    step = titled(action) if action else ""
    alt = t("{step}照片", "Picture: {step}", step=step) if step else t("照片", "Picture")
    if taken:
        alt += t("，拍摄于 {at}", ", taken {at}", at=taken)
    about = [step, file.uploaded_by_name]
    about.append(
        t("拍摄 {at}", "taken {at}", at=taken)
        if taken
        else t("上传 {at}", "sent {at}", at=when(file.uploaded_at))
    )
    if file.HasField("taken_where"):
        about.append(point_text(file.taken_where))
    return Shot(
        id=file.id,
        address=address,
        small=f"{address}?small=1",
        name=file.file_name,
        category=file.category,
        content_type=file.content_type,
        size=size(file.size_bytes),
        alt=alt,
        about=" · ".join(each for each in about if each),
    )
