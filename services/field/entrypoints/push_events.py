"""Which events become notices to phones. An id names a durable queue: never rename one."""

from __future__ import annotations

from services.field.bootstrap import Application
from services.kernel.runtime.context import Subscription
from wangge.cases.v1 import events_pb2 as cases

_EVENTS = {
    "reported": cases.CaseReported,
    "self_handled": cases.CaseSelfHandled,
    "submitted": cases.CaseSubmitted,
    "filed": cases.CaseFiled,
    "returned": cases.CaseReturned,
    "resubmitted": cases.CaseResubmitted,
    "assigned": cases.CaseAssigned,
    "escalated": cases.CaseEscalated,
    "pushed_down": cases.CasePushedDown,
    "sent_back": cases.CaseSentBack,
    "transferred": cases.CaseTransferred,
    "request_made": cases.CaseRequestMade,
    "done": cases.CaseDone,
    "checked": cases.CaseChecked,
    "reworked": cases.CaseReworked,
    "reopened": cases.CaseReopened,
    "warned": cases.CaseWarned,
    "overdue": cases.CaseOverdue,
    "handed_over": cases.CaseHandedOver,
}


def subscriptions(application: Application) -> list[Subscription]:
    """The handlers of notices."""
    hear = application.push.hear
    return [
        *(Subscription(f"field.push_{name}", "cases", event, hear) for name, event in _EVENTS.items()),
        Subscription("field.push_supervised", "cases", cases.SupervisionChanged, hear.supervised),
    ]
