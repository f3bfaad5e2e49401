"""What the service hears of the directory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from services.cases.application.heard import Heard
from services.kernel.messaging.envelope import Envelope
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.runtime.context import ServiceContext, Subscription
from wangge.directory.v1 import events_pb2 as directory
from wangge.population.v1 import events_pb2 as population


def subscriptions(application: Any, context: ServiceContext) -> Sequence[Subscription]:
    """Handlers by durable queue."""
    heard: Heard = application.heard

    def territory(event: directory.TerritoryChanged, envelope: Envelope, uow: UnitOfWork) -> None:
        heard.territory(event.territory, uow)

    def grids(event: directory.GridsReplaced, envelope: Envelope, uow: UnitOfWork) -> None:
        heard.grids(list(event.ended), list(event.created), event.reason, uow)

    def organisation(event: directory.OrganisationChanged, envelope: Envelope, uow: UnitOfWork) -> None:
        heard.organisation(event.organisation, event.territory_path, uow)

    def post(event: directory.PostChanged, envelope: Envelope, uow: UnitOfWork) -> None:
        heard.post(event.post, event.territory_path, list(event.also_paths), uow)

    def account(event: directory.AccountChanged, envelope: Envelope, uow: UnitOfWork) -> None:
        heard.account(event.account_id, event.name, event.state, event.etag, uow)

    def catalogue(event: directory.CataloguePublished, envelope: Envelope, uow: UnitOfWork) -> None:
        heard.catalogue(event.catalogue, uow)

    def calendar(event: directory.WorkingCalendarChanged, envelope: Envelope, uow: UnitOfWork) -> None:
        heard.calendar(event.calendar, uow)

    found = [
        Subscription("cases.territory_changed", "directory", directory.TerritoryChanged, territory),
        Subscription("cases.grids_replaced", "directory", directory.GridsReplaced, grids),
        Subscription("cases.organisation_changed", "directory", directory.OrganisationChanged, organisation),
        Subscription("cases.post_changed", "directory", directory.PostChanged, post),
        Subscription("cases.account_changed", "directory", directory.AccountChanged, account),
        Subscription("cases.catalogue_published", "directory", directory.CataloguePublished, catalogue),
        Subscription(
            "cases.working_calendar_changed", "directory", directory.WorkingCalendarChanged, calendar
        ),
        Subscription(
            "cases.open_from_rental_defect",
            "population",
            population.RentalDefectOverdue,
            application.loop.open_from_rental_defect,
        ),
        Subscription(
            "cases.open_from_safety_defect",
            "population",
            population.SafetyDefectOverdue,
            application.loop.open_from_safety_defect,
        ),
        Subscription(
            "cases.open_from_joint_check",
            "population",
            population.JointCheckDefectFound,
            application.loop.open_from_joint_check,
        ),
    ]
    oversight = getattr(application, "oversight", None)
    if oversight is not None and hasattr(oversight, "subscriptions"):
        found.extend(oversight.subscriptions(context))
    return found
