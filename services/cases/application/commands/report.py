"""The one door for every channel: a report becomes a case (CASE-08)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from services.cases.application.desk import Desk
from services.cases.application.ports import CaseNumbers, CaseView
from services.cases.domain import routing
from services.cases.domain.case import Case
from services.cases.domain.catalogue import UNKNOWN, Leaf
from services.cases.domain.record import Reporter, Turn
from services.cases.domain.states import WIDTHS, Channel, Urgency
from services.kernel.call import Call, Realm
from services.kernel.errors import Conflict, FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.territory_codes import path_of
from services.kernel.types import Clock

_CHINA = ZoneInfo("Asia/Shanghai")


class ExternalKnown(Conflict):
    """The other system's number came before."""

    code = "cases.external_known"


class OccurredLater(Invalid):
    """Nothing is reported before it happens."""

    code = "cases.occurred_later"


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody reports."""

    content: str
    channel: Channel
    title: str = ""
    category: str = ""
    urgency: Urgency = Urgency.NORMAL
    grid_code: str = ""
    point: tuple[float, float] | None = None
    address: str = ""
    reporter_name: str = ""
    reporter_phone: str = ""
    anonymous: bool = False
    reporter_account: str = ""
    wants_answer: bool = False
    occurred_at: datetime | None = None
    attachment_ids: Sequence[str] = ()
    direct: bool = False
    submit: bool = False
    external_system: str = ""
    external_number: str = ""
    consent_to_publish: bool = False
    disposed_first: bool = False


class ReportCase:
    """Opens a case, wherever the place lies: what fits nowhere waits as unrouted at the highest centre."""

    def __init__(self, desk: Desk, numbers: CaseNumbers, clock: Clock) -> None:
        self._desk = desk
        self._numbers = numbers
        self._clock = clock

    def __call__(self, call: Call, report: Report) -> CaseView:
        """The new case with the receipt's secret; the same request again returns the first case."""
        desk = self._desk
        desk.directory.refresh()
        leaf = desk.leaf(report.category) if report.category else UNKNOWN
        landing = routing.land(desk.directory, path_of(report.grid_code), report.point)
        # Whoever may report may report what they see anywhere: taking part gives sight of that case alone.
        call.require("cases.case.report")
        number = self._numbers.next(self._clock().astimezone(_CHINA).year)
        with desk.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return desk.view(
                    uow.connection, desk.cases.load(uow.connection, first, None).case, call, uow.now
                )
            case = self._opened(call, uow, report, leaf, landing, number)
            attached = bool(report.attachment_ids)
            view = desk.view(uow.connection, case, call, uow.now, attached=attached)
            uow.commit(result=case.id)
            return view

    def within(self, uow: UnitOfWork, report: Report) -> Case:
        """In a transaction that somebody else began. Raises ExternalKnown when it came before."""
        desk, call = self._desk, uow.call
        desk.directory.refresh()
        # A county whose catalogue has no such leaf leaves the choice to the screener.
        leaf = desk.directory.leaf(report.category)
        landing = routing.land(desk.directory, path_of(report.grid_code), report.point)
        number = self._numbers.next_within(uow, uow.now.astimezone(_CHINA).year)
        return self._opened(call, uow, report, leaf, landing, number)

    def _opened(
        self, call: Call, uow: UnitOfWork, report: Report, leaf: Leaf, landing: routing.Landing, number: str
    ) -> Case:
        desk = self._desk
        case = self._open(call, uow, report, leaf, landing, number)
        turn = desk.turn(call, uow, case)
        evidence = desk.cases.evidence(uow.connection, report.attachment_ids, case.id, call.actor.id)
        case.report(turn, landing, [each.id for each in evidence])
        self._send_on(case, turn, report)
        desk.cases.insert(uow, case, self._people(call, case))
        if report.attachment_ids:
            desk.cases.attach(uow.connection, report.attachment_ids, case.id)
        desk.search.add(uow, case)
        return case

    def _open(
        self, call: Call, uow: UnitOfWork, report: Report, leaf: Leaf, landing: routing.Landing, number: str
    ) -> Case:
        desk, actor = self._desk, call.actor
        if report.occurred_at is not None and report.occurred_at > uow.now:
            raise OccurredLater(FieldProblem("occurred_time", OccurredLater.code))
        if report.external_number:
            known = desk.people.external(uow.connection, report.external_system, report.external_number)
            if known is not None:
                raise ExternalKnown(number=known)
        case_id = desk.new_id()
        staff = actor.realm is not Realm.RESIDENT
        name, phone, blind = desk.people.seal(
            f"case.reporter_{{}}/{case_id}",
            *(("", "") if report.anonymous else (report.reporter_name, report.reporter_phone)),
        )
        account = "" if report.anonymous and not staff else (report.reporter_account if staff else actor.id)
        return Case(
            id=case_id,
            number=number,
            title=report.title or _title(report.content),
            content=report.content,
            grid_path=landing.path,
            holder_path=landing.path,
            channel=report.channel,
            created_at=uow.now,
            category=leaf.code,
            category_title=leaf.title,
            urgency=report.urgency,
            grid_name=desk.directory.name_of(landing.path),
            catalogue_version=desk.directory.catalogue_version,
            paperwork=leaf.paperwork,
            safety=leaf.safety,
            reporter=Reporter(account, report.anonymous, report.wants_answer, name, phone, blind),
            creator_id=actor.id,
            collector_name=actor.name if staff else "",
            collector_phone=desk.directory.work_phone(actor.posts) if staff else "",
            first_receiver=actor.id if staff else "",
            first_receiver_name=actor.name if staff else "",
            occurred_at=report.occurred_at,
            direct=report.direct and staff,
            disposed_first=report.disposed_first,
            longitude=report.point[0] if report.point else None,
            latitude=report.point[1] if report.point else None,
            address=report.address,
            external_system=report.external_system,
            external_number=report.external_number,
            visibility="public" if report.consent_to_publish else "internal",
        )

    def _send_on(self, case: Case, turn: Turn, report: Report) -> None:
        """A report above the grid, for an empty grid, or marked so by staff does not wait for a grid head."""
        places = self._desk.directory
        if case.direct:
            case.submit_direct(turn, "")
        elif len(case.grid_path) < WIDTHS[-1]:
            self._screen_here(case, turn)
        elif places.vacant(case.grid_path):
            case.submit(turn, "", details={"automatic": True, "vacant": [case.grid_path]})
        elif report.submit:
            case.submit(turn, "")

    def _screen_here(self, case: Case, turn: Turn) -> None:
        places = self._desk.directory
        if not places.vacant(case.grid_path):
            case.submit_here(turn)
        else:
            case.submit(turn, "", details={"automatic": True})

    def _people(self, call: Call, case: Case) -> list[str]:
        accounts = dict.fromkeys((case.reporter.account_id, case.first_receiver))
        if not case.reporter.anonymous:
            accounts[call.actor.id] = None
        return [f"account:{each}" for each in accounts if each]


def _title(content: str) -> str:
    first = content.strip().splitlines()[0] if content.strip() else content
    return first if len(first) <= 40 else first[:39] + "…"
