"""Proposals that are over are kept for a while, so that what became of them can be told; then they go."""

from __future__ import annotations

from datetime import datetime, timedelta

from services.kernel.call import system_call
from services.population.application.ports import NewUow
from services.population.application.proposals.making import Proposals

KEPT_FOR = timedelta(days=730)
"""After it was published, rejected or withdrawn; its pictures and documents go with it."""
_AT_ONCE = 200


class ForgetProposals:
    """The timer's part. What was published stands in the history of the record it is about."""

    def __init__(self, new_uow: NewUow, store: Proposals) -> None:
        self._new_uow, self._store = new_uow, store

    def __call__(self, now: datetime) -> int:
        """How many went."""
        gone = 0
        while True:
            with self._new_uow(system_call("timer")) as uow:
                count = self._store.forget(uow, now - KEPT_FOR, _AT_ONCE)
                if count:
                    uow.audit(
                        "population.proposals.forget", "proposal", "old", changes={"count": ["", count]}
                    )
                uow.commit()
            gone += count
            if count < _AT_ONCE:
                return gone
