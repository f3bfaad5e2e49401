"""When this happened in the directory, keep that here. Told again or late, what is older changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from services.field.application.ports import People
from services.kernel.messaging.envelope import Envelope
from services.kernel.persistence.unit_of_work import UnitOfWork
from wangge.directory.v1 import accounts_pb2, events_pb2


class KeepPlaces:
    """Names and levels of territories."""

    def __init__(self, people: People) -> None:
        self._people = people

    def __call__(self, event: events_pb2.TerritoryChanged, envelope: Envelope, uow: UnitOfWork) -> None:
        self._keep(event.territory, uow, ended=event.territory.HasField("valid_to"))

    def replaced(self, event: events_pb2.GridsReplaced, envelope: Envelope, uow: UnitOfWork) -> None:
        """Grids that ended are not patrolled any more."""
        for each in event.ended:
            self._keep(each, uow, ended=True)
        for each in event.created:
            self._keep(each, uow, ended=False)

    def _keep(self, territory: Any, uow: UnitOfWork, *, ended: bool) -> None:
        version = _version(territory.etag)
        self._people.keep_place(
            uow, territory.path, territory.name, int(territory.level), version, ended=ended
        )


class KeepAccounts:
    """Who there is, for names and badges."""

    def __init__(self, people: People) -> None:
        self._people = people

    def __call__(self, event: events_pb2.AccountChanged, envelope: Envelope, uow: UnitOfWork) -> None:
        active = event.state == accounts_pb2.ACCOUNT_STATE_ACTIVE
        version = _version(event.etag)
        self._people.keep_account(uow, event.account_id, event.login, event.name, active, version)


class KeepPosts:
    """Who holds which post, for badges."""

    def __init__(self, people: People) -> None:
        self._people = people

    def __call__(self, event: events_pb2.PostChanged, envelope: Envelope, uow: UnitOfWork) -> None:
        post = event.post
        holders = [(each.account_id, _moment(each, "since"), _moment(each, "until")) for each in post.holders]
        version = _version(post.etag)
        self._people.keep_post(
            uow, post.id, post.title, event.territory_path, version, holders, post.kind[:40]
        )


def _version(etag: str) -> int:
    return int(etag) if etag.isdigit() else 0


def _moment(holder: Any, field: str) -> datetime | None:
    return getattr(holder, field).ToDatetime(tzinfo=UTC) if holder.HasField(field) else None
