"""Which events population hears. An id names a durable queue: never rename one."""

from __future__ import annotations

from services.kernel.runtime.context import ServiceContext, Subscription
from services.population.bootstrap import Application
from wangge.cases.v1 import events_pb2 as cases
from wangge.directory.v1 import events_pb2 as directory


def subscriptions(application: Application, context: ServiceContext) -> list[Subscription]:
    """The handlers of population."""
    app = application
    return [
        Subscription("population.keep_places", "directory", directory.TerritoryChanged, app.keep_places),
        Subscription(
            "population.replace_grids", "directory", directory.GridsReplaced, app.keep_places.replaced
        ),
        Subscription("population.follow_grids", "directory", directory.GridsReplaced, app.follow_grids),
        Subscription(
            "population.follow_buildings", "directory", directory.BuildingChanged, app.follow_buildings
        ),
        Subscription(
            "population.keep_calendar",
            "directory",
            directory.WorkingCalendarChanged,
            app.visits.keep_calendar,
        ),
        Subscription("population.settle_heard", "cases", cases.CaseClosed, app.summaries.settle.closed),
        Subscription("population.unsettle_heard", "cases", cases.CaseReopened, app.summaries.settle.reopened),
        Subscription("population.keep_accounts", "directory", directory.AccountChanged, app.keep_accounts),
    ]
