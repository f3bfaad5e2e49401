"""Which events field hears. An id names a durable queue: never rename one."""

from __future__ import annotations

from services.field.bootstrap import Application
from services.kernel.runtime.context import ServiceContext, Subscription
from wangge.directory.v1 import events_pb2 as directory


def subscriptions(application: Application, context: ServiceContext) -> list[Subscription]:
    """The handlers of field."""
    app = application
    return [
        Subscription("field.keep_places", "directory", directory.TerritoryChanged, app.keep_places),
        Subscription("field.replace_grids", "directory", directory.GridsReplaced, app.keep_places.replaced),
        Subscription("field.keep_accounts", "directory", directory.AccountChanged, app.keep_accounts),
        Subscription("field.keep_posts", "directory", directory.PostChanged, app.keep_posts),
    ]
