"""When the case that was made of a request is closed, the request waits no longer (POP-26)."""

from __future__ import annotations

from services.kernel.messaging.envelope import Envelope
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application.summaries.ports import Settling
from wangge.cases.v1 import events_pb2 as cases


class SettleHeard:
    """Hears of cases; of nearly all of them nothing was heard at a visit, and nothing happens."""

    def __init__(self, heard: Settling) -> None:
        self._heard = heard

    def closed(self, event: cases.CaseClosed, envelope: Envelope, uow: UnitOfWork) -> None:
        """It was dealt with."""
        self._heard.settle(uow, event.head.case_id, settled=True)

    def reopened(self, event: cases.CaseReopened, envelope: Envelope, uow: UnitOfWork) -> None:
        """It was not."""
        self._heard.settle(uow, event.head.case_id, settled=False)
