"""Policy: a blocked fire exit of a rented dwelling that is not put right in time becomes a case (POP-18)."""

from __future__ import annotations

from services.cases.application.commands.report import ExternalKnown, Report, ReportCase
from services.cases.domain.states import Channel, Urgency
from services.kernel.messaging.envelope import Envelope
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.territory_codes import code_of
from wangge.population.v1 import events_pb2

_SYSTEM = "population.rental"
_CATEGORY = "event.safety.fire_lane"
_TITLE = "出租房屋消防通道隐患逾期未整改"
_CONTENT = (
    "出租房屋安全检查发现的消防通道、安全出口隐患超过整改期限（{due}）仍未整改，请派员处置。"
    "房屋和整改情况见“出租房屋”登记。"
)


class OpenFromRentalDefect:
    """Opens one case for each defect; told again, it opens none."""

    def __init__(self, report: ReportCase) -> None:
        self._report = report

    def __call__(self, event: events_pb2.RentalDefectOverdue, envelope: Envelope, uow: UnitOfWork) -> None:
        said = Report(
            content=_CONTENT.format(due=event.due_on),
            title=_TITLE,
            channel=Channel.SYSTEM,
            category=_CATEGORY,
            urgency=Urgency.URGENT,
            grid_code=code_of(event.territory_path),
            submit=True,
            external_system=_SYSTEM,
            external_number=event.defect_id,
        )
        try:
            self._report.within(uow, said)
        except ExternalKnown:
            return
