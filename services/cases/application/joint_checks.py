"""Policy: a defect that several bodies found together becomes a case (POP-20)."""

from __future__ import annotations

from services.cases.application.commands.report import ExternalKnown, Report, ReportCase
from services.cases.domain.states import Channel, Urgency
from services.kernel.messaging.envelope import Envelope
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.territory_codes import code_of
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


class OpenFromJointCheck:
    """Opens one case for each defect; told again, it opens none."""

    def __init__(self, report: ReportCase) -> None:
        self._report = report

    def __call__(self, event: events_pb2.JointCheckDefectFound, envelope: Envelope, uow: UnitOfWork) -> None:
        premises = _PREMISES.get(event.premises, "场所")
        said = Report(
            content=_CONTENT.format(premises=premises, due=event.due_on),
            title=_TITLE.format(premises=premises),
            channel=Channel.SYSTEM,
            category=_CATEGORIES.get(event.kind, _CATEGORY),
            urgency=Urgency.NORMAL,
            grid_code=code_of(event.territory_path),
            submit=True,
            external_system=_SYSTEM,
            external_number=event.finding_id,
        )
        try:
            self._report.within(uow, said)
        except ExternalKnown:
            return
