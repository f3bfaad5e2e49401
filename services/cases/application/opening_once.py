"""What policies share that open a case for a defect which another service told of."""

from __future__ import annotations

from services.cases.application.commands.report import ExternalKnown, Report, ReportCase
from services.cases.domain.states import Channel, Urgency
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.territory_codes import code_of


class OpenOnce:
    """Opens one case for each defect; told again, it opens none."""

    def __init__(self, report: ReportCase) -> None:
        self._report = report

    def _open(
        self,
        uow: UnitOfWork,
        known: tuple[str, str],
        path: str,
        title: str,
        content: str,
        category: str,
        urgency: Urgency,
    ) -> None:
        """``known``: whose number it is, and the number."""
        said = Report(
            content=content,
            title=title,
            channel=Channel.SYSTEM,
            category=category,
            urgency=urgency,
            grid_code=code_of(path),
            submit=True,
            external_system=known[0],
            external_number=known[1],
        )
        try:
            self._report.within(uow, said)
        except ExternalKnown:
            return
