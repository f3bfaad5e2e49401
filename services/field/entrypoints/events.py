"""Which events field hears. An id names a durable queue: never rename one."""

from __future__ import annotations

from services.field.bootstrap import Application
from services.field.entrypoints import push_events
from services.kernel.runtime.context import ServiceContext, Subscription
from wangge.cases.v1 import events_pb2 as cases
from wangge.directory.v1 import events_pb2 as directory


def subscriptions(application: Application, context: ServiceContext) -> list[Subscription]:
    """The handlers of field."""
    app = application
    logs = application.logs.hear_deeds
    return [
        Subscription("field.keep_places", "directory", directory.TerritoryChanged, app.keep_places),
        Subscription("field.replace_grids", "directory", directory.GridsReplaced, app.keep_places.replaced),
        Subscription("field.keep_accounts", "directory", directory.AccountChanged, app.keep_accounts),
        Subscription("field.keep_posts", "directory", directory.PostChanged, app.keep_posts),
        Subscription("field.keep_calendar", "directory", directory.WorkingCalendarChanged, logs.calendar),
        Subscription("field.note_reported", "cases", cases.CaseReported, logs.as_act("reported")),
        Subscription("field.note_settled", "cases", cases.CaseSelfHandled, logs.as_act("settled")),
        Subscription("field.note_progressed", "cases", cases.CaseProgressed, logs.as_act("progressed")),
        Subscription("field.note_task_done", "cases", cases.CaseTaskDone, logs.as_act("handled")),
        Subscription("field.note_done", "cases", cases.CaseDone, logs.as_act("handled")),
        Subscription("field.note_verified", "cases", cases.CaseVerified, logs.as_act("verified")),
        *push_events.subscriptions(application),
    ]
