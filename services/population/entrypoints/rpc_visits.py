"""VisitService of wangge/population/v1/visits.proto."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from services.kernel.rpc.server import call_of
from services.kernel.territory_codes import code_of, path_of
from services.kernel.types import Clock
from services.population.application.visits.coverage import Week
from services.population.application.visits.planning import ShownPlan
from services.population.domain.needs import NeedKind
from services.population.domain.visiting import Cause, Outcome, Purpose, Slot, Stop, Visit
from services.population.entrypoints.messages import day_of, stamp
from services.population.entrypoints.words import number, word
from services.population.visit_parts import VisitParts
from wangge.population.v1 import visits_pb2 as pb
from wangge.population.v1 import visits_pb2_grpc as pb_grpc
from wangge.types.v1 import types_pb2 as types


class VisitServicer(pb_grpc.VisitServiceServicer):
    """Messages in, answers out."""

    def __init__(self, parts: VisitParts, clock: Clock) -> None:
        self._app = parts
        self._clock = clock

    def OpenVisitPlan(self, request: pb.OpenVisitPlanRequest, context: Any) -> pb.VisitPlan:
        return self._plan(self._app.open_plan(call_of(context), path_of(request.territory_code)))

    def RecordVisit(self, request: pb.RecordVisitRequest, context: Any) -> pb.Visit:
        call = call_of(context)
        now = self._clock()
        heard, kinds = _heard(request)
        said = Visit(
            id=request.id.lower(),
            household_id=request.household_id,
            path="",
            at=now,
            day=now.date(),
            worker_id="",
            worker_name="",
            purpose=word(Purpose, request.purpose, "purpose"),
            outcome=word(Outcome, request.outcome, "outcome"),
            met=request.met,
            confirmed=request.confirmed,
            changed=tuple(dict.fromkeys(request.changed)),
            note=request.note.strip(),
            heard=heard,
            kinds=kinds,
            next_slot=word(Slot, request.next_slot, "next_slot"),
        )
        return _visit(self._app.record_visit(call, said, _moment(request)))

    def LinkVisitCase(self, request: pb.LinkVisitCaseRequest, context: Any) -> pb.Visit:
        return _visit(self._app.link_case(call_of(context), request.id, request.heard, request.case_id))

    def GetVisit(self, request: pb.GetVisitRequest, context: Any) -> pb.Visit:
        return _visit(self._app.get_visit(call_of(context), request.id))

    def ListVisits(self, request: pb.ListVisitsRequest, context: Any) -> pb.ListVisitsResponse:
        found = self._app.list_visits(call_of(context), request.household_id)
        return pb.ListVisitsResponse(visits=[_visit(each) for each in found])

    def RequestVisit(self, request: pb.RequestVisitRequest, context: Any) -> pb.VisitRequest:
        wish = self._app.request_visit(
            call_of(context),
            request.household_id,
            word(Cause, request.cause, "cause"),
            day_of(request.due_on, "due_on"),
            word(Slot, request.slot, "slot"),
            request.note.strip(),
        )
        return pb.VisitRequest(
            id=wish.id,
            household_id=wish.household_id,
            territory_code=code_of(wish.path),
            cause=number(wish.cause),
            due_on=wish.due_on.isoformat(),
            slot=number(wish.slot),
            note=wish.note,
            visit_id=wish.visit_id,
        )

    def GetVisitCoverage(self, request: pb.GetVisitCoverageRequest, context: Any) -> pb.VisitCoverage:
        path = path_of(request.territory_code) if request.territory_code else ""
        return _coverage(self._app.get_coverage(call_of(context), path, day_of(request.day, "day")))

    def _plan(self, shown: ShownPlan) -> pb.VisitPlan:
        plan = shown.plan
        return pb.VisitPlan(
            territory_code=code_of(plan.path),
            territory_name=shown.place_name,
            day=plan.day.isoformat(),
            working_day=shown.working,
            households=plan.households,
            target=plan.target,
            done=shown.done,
            days_this_week=shown.days,
            days_target=shown.days_target,
            # Households that moved away since the morning are left out.
            stops=[self._stop(shown, each) for each in plan.stops if each.household_id in shown.candidates],
        )

    def _stop(self, shown: ShownPlan, stop: Stop) -> pb.VisitStop:
        found = shown.candidates[stop.household_id]
        door, seen = found.door, found.verified_at
        message = pb.VisitStop(
            household_id=stop.household_id,
            dwelling_id=stop.dwelling_id,
            position=stop.position,
            cause=number(stop.cause),
            slot=number(stop.slot),
            building_name=shown.buildings.get(door.building_id, ""),
            unit=door.unit,
            room=door.room,
            address=door.address,
            days_since_verified=(self._clock() - seen).days if seen is not None else -1,
        )
        if door.place is not None:
            message.place.CopyFrom(types.Point(longitude=door.place[0], latitude=door.place[1]))
        if (visit := shown.visits.get(stop.household_id)) is not None:
            message.visit_id = visit.id
            message.outcome = number(visit.outcome)
        return message


def _heard(request: pb.RecordVisitRequest) -> tuple[tuple[str, ...], tuple[NeedKind, ...]]:
    """What was heard and what it is about; empty lines are left out with their kinds."""
    kinds = [word(NeedKind, each, "heard_kinds") for each in request.heard_kinds]
    kinds += [NeedKind.UNSAID] * len(request.heard)
    said = [(text.strip(), kind) for text, kind in zip(request.heard, kinds, strict=False) if text.strip()]
    return tuple(text for text, _ in said), tuple(kind for _, kind in said)


def _moment(request: pb.RecordVisitRequest) -> datetime | None:
    return request.at.ToDatetime(UTC) if request.HasField("at") else None


def _visit(visit: Visit) -> pb.Visit:
    cases, kinds = [*visit.cases, *[""] * len(visit.heard)], visit.kinds_of_all()
    message = pb.Visit(
        id=visit.id,
        household_id=visit.household_id,
        territory_code=code_of(visit.path),
        worker_id=visit.worker_id,
        worker_name=visit.worker_name,
        purpose=number(visit.purpose),
        outcome=number(visit.outcome),
        met=visit.met,
        confirmed=visit.confirmed,
        changed=visit.changed,
        note=visit.note,
        heard=[
            pb.HeardRequest(text=text, case_id=cases[at], kind=number(kinds[at]))
            for at, text in enumerate(visit.heard)
        ],
        next_slot=number(visit.next_slot),
        etag=str(visit.version),
    )
    stamp(message, "at", visit.at)
    return message


def _coverage(week: Week) -> pb.VisitCoverage:
    message = pb.VisitCoverage(from_day=week.first.isoformat(), to_day=week.last.isoformat())
    for grid in week.grids:
        message.grids.add(
            territory_code=code_of(grid.path),
            territory_name=week.names.get(grid.path, ""),
            households=grid.households,
            target_per_day=grid.target_per_day,
            working_days=grid.working_days,
            done=grid.done,
            refused=grid.refused,
            absent=grid.absent,
            reached=grid.reached,
            attainment=grid.attainment,
        )
    for each in week.workers:
        message.workers.add(
            worker_id=each.worker_id,
            worker_name=each.worker_name,
            territory_code=code_of(each.path),
            territory_name=week.names.get(each.path, ""),
            done=each.done,
            target=each.target,
            days=each.days,
            days_target=week.days_target,
            attainment=each.attainment,
        )
    for line in week.unvisited:
        shown = message.unvisited.add(
            household_id=line.candidate.household_id,
            territory_code=code_of(line.path),
            territory_name=week.names.get(line.path, ""),
            address=line.candidate.door.address,
            last_visit_on=line.last_day.isoformat() if line.last_day is not None else "",
        )
        stamp(shown, "verify_time", line.candidate.verified_at)
    return message
