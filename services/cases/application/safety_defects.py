"""Policies: a safety defect that is not put right in time becomes a case (POP-18, POP-19)."""

from __future__ import annotations

from services.cases.application.opening_once import OpenOnce
from services.cases.domain.states import Urgency
from services.kernel.messaging.envelope import Envelope
from services.kernel.persistence.unit_of_work import UnitOfWork
from wangge.population.v1 import events_pb2

_CATEGORY = "event.safety.fire_lane"
_WORDS = {
    "rental": (
        "出租房屋消防通道隐患逾期未整改",
        "出租房屋安全检查发现的消防通道、安全出口隐患超过整改期限（{due}）仍未整改，请派员处置。"
        "房屋和整改情况见“出租房屋”登记。",
    ),
    "worksite": (
        "工地消防隐患逾期未整改",
        "工地（工棚）安全检查发现的消防隐患超过整改期限（{due}）仍未整改，请派员处置。"
        "工地和整改情况见“工地工棚”登记。",
    ),
    "employer": (
        "用人单位消防隐患逾期未整改",
        "用人单位安全检查发现的消防隐患超过整改期限（{due}）仍未整改，请派员处置。"
        "单位和整改情况见“用人单位”安全承诺登记。",
    ),
}


class _OpenOverdue(OpenOnce):
    def _overdue(self, uow: UnitOfWork, subject: str, defect_id: str, path: str, due_on: str) -> None:
        title, content = _WORDS[subject]
        known = f"population.{subject}", defect_id
        self._open(uow, known, path, title, content.format(due=due_on), _CATEGORY, Urgency.URGENT)


class OpenFromRentalDefect(_OpenOverdue):
    """Of a rented dwelling."""

    def __call__(self, event: events_pb2.RentalDefectOverdue, envelope: Envelope, uow: UnitOfWork) -> None:
        self._overdue(uow, "rental", event.defect_id, event.territory_path, event.due_on)


class OpenFromSafetyDefect(_OpenOverdue):
    """Of a worksite or an employer."""

    def __call__(self, event: events_pb2.SafetyDefectOverdue, envelope: Envelope, uow: UnitOfWork) -> None:
        self._overdue(uow, event.subject, event.defect_id, event.territory_path, event.due_on)
