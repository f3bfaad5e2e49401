"""When this happened in the directory, keep that here. Told again or late, what is older changes nothing."""

from __future__ import annotations

from typing import Any, Protocol

from services.kernel.messaging.envelope import Envelope
from services.kernel.persistence.unit_of_work import UnitOfWork
from wangge.directory.v1 import accounts_pb2, events_pb2


class Projections(Protocol):
    """Where it is kept."""

    def keep_place(
        self, uow: UnitOfWork, path: str, name: str, level: int, version: int, *, ended: bool
    ) -> None: ...
    def keep_account(
        self, uow: UnitOfWork, account_id: str, login: str, name: str, active: bool, version: int
    ) -> None: ...


class KeepPlaces:
    """Names and levels of territories."""

    def __init__(self, kept: Projections) -> None:
        self._kept = kept

    def __call__(self, event: events_pb2.TerritoryChanged, envelope: Envelope, uow: UnitOfWork) -> None:
        self._keep(event.territory, uow, ended=event.territory.HasField("valid_to"))

    def replaced(self, event: events_pb2.GridsReplaced, envelope: Envelope, uow: UnitOfWork) -> None:
        """Grids that ended take no new records."""
        for each in event.ended:
            self._keep(each, uow, ended=True)
        for each in event.created:
            self._keep(each, uow, ended=False)

    def _keep(self, territory: Any, uow: UnitOfWork, *, ended: bool) -> None:
        version = _version(territory.etag)
        self._kept.keep_place(uow, territory.path, territory.name, int(territory.level), version, ended=ended)


class KeepAccounts:
    """Who there is, for the names of those who recorded something."""

    def __init__(self, kept: Projections) -> None:
        self._kept = kept

    def __call__(self, event: events_pb2.AccountChanged, envelope: Envelope, uow: UnitOfWork) -> None:
        active = event.state == accounts_pb2.ACCOUNT_STATE_ACTIVE
        version = _version(event.etag)
        self._kept.keep_account(uow, event.account_id, event.login, event.name, active, version)


def _version(etag: str) -> int:
    return int(etag) if etag.isdigit() else 0
