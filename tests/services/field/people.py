"""Who calls in these tests, and what the directory tells."""

from __future__ import annotations

from collections.abc import Sequence

from google.protobuf.message import Message

from services.field.adapters.tables import metadata
from services.field.bootstrap import Application
from services.field.entrypoints.events import subscriptions
from services.kernel.call import Call
from services.kernel.messaging.envelope import envelope_of
from services.kernel.messaging.inbox import deliver
from services.kernel.runtime.context import ServiceContext
from services.kernel.testing.contexts import context_for, staff
from wangge.directory.v1 import accounts_pb2, events_pb2, organisations_pb2, territories_pb2
from wangge.types.v1 import types_pb2

GRID, OTHER_GRID = "410602001001001", "410602001001002"
COMMUNITY = "410602001001"
EDIT = "field.checkpoint.edit"


def with_tables(url: str) -> None:
    """An original for copies: nothing but tables."""
    context_for("field", metadata, url).database.dispose()


def worker(account: str = "worker", grid: str = GRID) -> Call:
    return staff(account, ["field.patrol.do"], grid, name="王芳")


def leader(territory: str = COMMUNITY, *more: str) -> Call:
    return staff("leader", ["field.patrol.view", *more], territory)


def tell(application: Application, context: ServiceContext, *events: Message) -> None:
    """As the bus delivers them."""
    handlers = {each.event: each for each in subscriptions(application, context)}
    for event in events:
        body = envelope_of(
            event,
            event_id=context.new_id(),
            source="directory",
            subject="directory",
            at=context.clock(),
            call=worker(),
            territory=GRID,
        )
        deliver(handlers[type(event)], body, new_uow=context.new_uow, clock=context.clock)


def territory(path: str, name: str, version: int = 1) -> events_pb2.TerritoryChanged:
    level = types_pb2.LEVEL_GRID if len(path) == 15 else types_pb2.LEVEL_COMMUNITY
    return events_pb2.TerritoryChanged(
        territory=territories_pb2.Territory(path=path, code=path, name=name, level=level, etag=str(version))
    )


def account(id: str, name: str, version: int = 1, *, active: bool = True) -> events_pb2.AccountChanged:
    state = accounts_pb2.ACCOUNT_STATE_ACTIVE if active else accounts_pb2.ACCOUNT_STATE_DISABLED
    return events_pb2.AccountChanged(account_id=id, login=id, name=name, state=state, etag=str(version))


def post(
    id: str, title: str, path: str, holders: Sequence[str], version: int = 1, kind: str = "grid_worker"
) -> events_pb2.PostChanged:
    message = organisations_pb2.Post(
        id=id,
        title=title,
        kind=kind,
        holders=[organisations_pb2.Holder(account_id=each) for each in holders],
        etag=str(version),
    )
    return events_pb2.PostChanged(post=message, territory_path=path)
