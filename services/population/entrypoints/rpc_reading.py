"""The reading half of RegisterService: records, lists, histories."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from services.kernel.call import Call
from services.kernel.persistence.paging import Order, Value, clamp, decode_token, encode_token
from services.kernel.rpc.server import call_of
from services.kernel.territory_codes import path_of
from services.kernel.types import Clock
from services.population.adapters import reading
from services.population.adapters.building_counts import MOST
from services.population.adapters.tables.changes import change as change_table
from services.population.application.views.ports import AskedDwellings, AskedHouseholds, AskedPeople
from services.population.bootstrap import Application
from services.population.domain.kinds import Occupancy, ResidenceKind, Sex, StayReason
from services.population.domain.records import RecordType
from services.population.entrypoints import changes_messages
from services.population.entrypoints import messages as to
from services.population.entrypoints.words import optional
from wangge.population.v1 import register_pb2 as pb
from wangge.population.v1 import register_pb2_grpc as pb_grpc

_PEOPLE, _HOUSEHOLDS, _DWELLINGS, _OF_BUILDING = (
    Order(tuple((f"{column.key}", column, descending) for column, descending in each))
    for each in (reading.PEOPLE, reading.HOUSEHOLDS, reading.DWELLINGS, reading.OF_BUILDING)
)
_NEWEST = Order((("id", change_table.c.id, True),))


class ReadingServicer(pb_grpc.RegisterServiceServicer):
    """What is read, and how a record is shown after a command."""

    def __init__(self, application: Application, clock: Clock) -> None:
        self.app = application
        self._clock = clock

    def GetPerson(self, request: pb.GetPersonRequest, context: Any) -> pb.Person:
        call = call_of(context)
        if request.purpose:
            call = call.for_purpose(request.purpose)
        return self.shown_person(call, request.id, to.day_of(request.as_of, "as_of"))

    def ListPeople(self, request: pb.ListPeopleRequest, context: Any) -> pb.ListPeopleResponse:
        call = call_of(context)
        if request.purpose:
            call = call.for_purpose(request.purpose)
        size = clamp(request.page_size)
        today = self.app.list_people.today()
        asked = AskedPeople(
            path=path_of(request.territory_code),
            kind=optional(ResidenceKind, request.kind, "kind"),
            reason=optional(StayReason, request.reason, "reason"),
            sex=optional(Sex, request.sex, "sex"),
            born_from=_years_before(today, request.age_to + 1, 1) if request.HasField("age_to") else None,
            born_to=_years_before(today, request.age_from) if request.HasField("age_from") else None,
            stale_before=self.app.list_people.stale_before() if request.stale_only else None,
            on=to.day_of(request.as_of, "as_of"),
        )
        query = f"{asked}"
        after = decode_token(request.page_token, _PEOPLE, query)
        lines, names = self.app.list_people(call, asked, _texts(after), size + 1)
        shown = to.Shown(names, self._clock())
        response = pb.ListPeopleResponse(people=[shown.person(each.dossier) for each in lines[:size]])
        if len(lines) > size:
            last = lines[size - 1]
            response.next_page_token = encode_token(_PEOPLE, query, [last.path, last.residence_id])
        return response

    def RevealPerson(self, request: pb.RevealPersonRequest, context: Any) -> pb.RevealPersonResponse:
        values, until = self.app.reveal_person(
            call_of(context), request.id, list(request.fields), request.purpose.strip()
        )
        response = pb.RevealPersonResponse(values=values)
        to.stamp(response, "expire_time", until)
        return response

    def GetHousehold(self, request: pb.GetHouseholdRequest, context: Any) -> pb.Household:
        return self.shown_household(call_of(context), request.id, to.day_of(request.as_of, "as_of"))

    def ListHouseholds(self, request: pb.ListHouseholdsRequest, context: Any) -> pb.ListHouseholdsResponse:
        size = clamp(request.page_size, 50, 500)
        asked = AskedHouseholds(
            path=path_of(request.territory_code),
            dwelling_id=request.dwelling_id,
            stale_before=self.app.list_households.stale_before() if request.stale_only else None,
            with_ended=request.with_ended,
        )
        query = f"{request.territory_code} {request.dwelling_id} {request.stale_only} {request.with_ended}"
        after = decode_token(request.page_token, _HOUSEHOLDS, query)
        found, names = self.app.list_households(call_of(context), asked, _texts(after), size + 1)
        shown = to.Shown(names, self._clock())
        response = pb.ListHouseholdsResponse(
            households=[shown.listed_household(each) for each in found[:size]]
        )
        if len(found) > size:
            last = found[size - 1].household
            response.next_page_token = encode_token(_HOUSEHOLDS, query, [last.path, last.id])
        return response

    def GetDwelling(self, request: pb.GetDwellingRequest, context: Any) -> pb.Dwelling:
        return self.shown_dwelling(call_of(context), request.id)

    def ListDwellings(self, request: pb.ListDwellingsRequest, context: Any) -> pb.ListDwellingsResponse:
        size = clamp(request.page_size, 50, 500)
        asked = AskedDwellings(
            path=path_of(request.territory_code),
            building_id=request.building_id,
            occupancy=optional(Occupancy, request.occupancy, "occupancy"),
            stale_before=self.app.list_dwellings.stale_before() if request.stale_only else None,
            with_ended=request.with_ended,
        )
        order = _OF_BUILDING if request.building_id else _DWELLINGS
        query = (
            f"{request.territory_code} {request.building_id} {request.occupancy} {request.stale_only} "
            f"{request.with_ended}"
        )
        after = decode_token(request.page_token, order, query)
        found, sizes, names = self.app.list_dwellings(
            call_of(context), asked, cast("tuple[str | int, ...] | None", after), size + 1
        )
        shown = to.Shown(names, self._clock())
        response = pb.ListDwellingsResponse(
            dwellings=[shown.dwelling(each, sizes[each.id]) for each in found[:size]]
        )
        if len(found) > size:
            last = found[size - 1]
            values: list[Value] = (
                [last.building_id, last.unit, last.storey, last.id]
                if request.building_id
                else [last.path, last.id]
            )
            response.next_page_token = encode_token(order, query, values)
        return response

    def CountBuildings(self, request: pb.CountBuildingsRequest, context: Any) -> pb.CountBuildingsResponse:
        found, names = self.app.count_buildings(
            call_of(context), path_of(request.territory_code), request.building_id
        )
        return pb.CountBuildingsResponse(
            buildings=[to.counted_building(each, names) for each in found[:MOST]], limited=len(found) > MOST
        )

    def ListChanges(self, request: pb.ListChangesRequest, context: Any) -> pb.ListChangesResponse:
        size = clamp(request.page_size)
        query = f"{request.record_type} {request.record_id}"
        after = decode_token(request.page_token, _NEWEST, query)
        found, evidence, _ = self.app.list_changes(
            call_of(context),
            RecordType(request.record_type),
            request.record_id,
            str(after[0]) if after else "",
            size + 1,
        )
        response = pb.ListChangesResponse(
            changes=[changes_messages.change(each, evidence.get(each.id, [])) for each in found[:size]]
        )
        if len(found) > size:
            response.next_page_token = encode_token(_NEWEST, query, [found[size - 1].id])
        return response

    def GetEvidenceData(self, request: pb.GetEvidenceDataRequest, context: Any) -> pb.EvidenceData:
        filed, data = self.app.list_changes.evidence(call_of(context), request.change_id, request.id)
        return pb.EvidenceData(file_name=filed.file_name, content_type=filed.content_type, data=data)

    def shown_person(self, call: Call, person_id: str, on: date | None = None) -> pb.Person:
        """As whoever asked may see it."""
        dossier, names = self.app.get_person(call, person_id, on)
        return to.Shown(names, self._clock()).person(dossier, whole=True)

    def shown_household(self, call: Call, household_id: str, on: date | None = None) -> pb.Household:
        """As whoever asked may see it."""
        family, names = self.app.get_household(call, household_id, on)
        return to.Shown(names, self._clock()).household(family, on)

    def shown_dwelling(self, call: Call, dwelling_id: str) -> pb.Dwelling:
        """As whoever asked may see it."""
        dwelling, sizes, names = self.app.get_dwelling(call, dwelling_id)
        return to.Shown(names, self._clock()).dwelling(dwelling, sizes)


def _texts(after: Any) -> tuple[str, ...] | None:
    return tuple(str(each) for each in after) if after is not None else None


def _years_before(day: date, years: int, days_after: int = 0) -> date:
    """The birthday of whoever turns ``years`` on that day; ``days_after`` later."""
    try:
        found = day.replace(year=day.year - years)
    except ValueError:
        found = day.replace(year=day.year - years, day=28)
    return date.fromordinal(found.toordinal() + days_after)
