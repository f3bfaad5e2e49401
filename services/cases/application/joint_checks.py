"""Policy: a defect that several bodies found together becomes a case (POP-20)."""

from __future__ import annotations

from services.cases.application.opening_once import OpenOnce
from services.cases.domain.states import Urgency
from services.kernel.messaging.envelope import Envelope
from services.kernel.persistence.unit_of_work import UnitOfWork
from wangge.population.v1 import events_pb2

_SYSTEM = "population.jointcheck"
_CATEGORIES = {
    "fire_exit": "event.safety.fire_lane",
    "structure": "event.safety.dangerous_house",
    "ev_charging": "event.street.ebike_charging",
}
_CATEGORY = "event.safety.work_safety"
_PREMISES = {"rental": "出租房屋", "worksite": "工地工棚", "employer": "用人单位"}
_TITLE = "联合检查发现{premises}安全隐患"
_CONTENT = (
    "联合检查发现{premises}存在安全隐患，要求 {due} 前整改，请派员督促。"
    "隐患内容和地点见“异地协查”中的联合检查记录。"
)


class OpenFromJointCheck(OpenOnce):
    """Opens one case for each finding of a joint check that is a defect."""

    def __call__(self, event: events_pb2.JointCheckDefectFound, envelope: Envelope, uow: UnitOfWork) -> None:
        premises = _PREMISES.get(event.premises, "场所")
        self._open(
            uow,
            (_SYSTEM, event.finding_id),
            event.territory_path,
            _TITLE.format(premises=premises),
            _CONTENT.format(premises=premises, due=event.due_on),
            _CATEGORIES.get(event.kind, _CATEGORY),
            Urgency.NORMAL,
        )
