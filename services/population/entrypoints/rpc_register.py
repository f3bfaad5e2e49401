"""Messages in, commands out, replies back: RegisterService of wangge/population/v1/register.proto."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from services.kernel.errors import FieldProblem, Invalid
from services.kernel.rpc.server import call_of
from services.kernel.types import Clock
from services.population.application.views.view import Names
from services.population.bootstrap import Application
from services.population.domain.kinds import HouseholdKind, Relation, ResidenceKind, Source, StayReason
from services.population.domain.records import RecordType
from services.population.entrypoints import messages as to
from services.population.entrypoints.changes_messages import change
from services.population.entrypoints.rpc_reading import ReadingServicer
from services.population.entrypoints.rpc_search import SearchServicer
from services.population.entrypoints.words import optional, word
from wangge.population.v1 import register_pb2 as pb
from wangge.types.v1 import types_pb2 as types

_NOBODY = Names({}, {}, {}, {})


class RegisterServicer(SearchServicer, ReadingServicer):
    """The commands; what is read stands in its base."""

    def __init__(self, application: Application, clock: Clock) -> None:
        super().__init__(application, clock)

    def CreateDwelling(self, request: pb.CreateDwellingRequest, context: Any) -> pb.Dwelling:
        call = call_of(context)
        wanted = to.dwelling_of(request.dwelling)
        return self.shown_dwelling(
            call, self.app.create_dwelling(call, wanted, to.grounds_of(request.grounds))
        )

    def CorrectDwelling(self, request: pb.CorrectDwellingRequest, context: Any) -> pb.Dwelling:
        call = call_of(context)
        wanted = to.dwelling_of(request.dwelling, request.id)
        grounds = to.grounds_of(request.grounds)
        return self.shown_dwelling(
            call, self.app.correct_dwelling(call, wanted, request.dwelling.etag, grounds)
        )

    def EndDwelling(self, request: pb.EndDwellingRequest, context: Any) -> pb.Dwelling:
        call = call_of(context)
        grounds = to.grounds_of(request.grounds)
        return self.shown_dwelling(call, self.app.end_dwelling(call, request.id, request.etag, grounds))

    def CorrectHousehold(self, request: pb.CorrectHouseholdRequest, context: Any) -> pb.Household:
        call = call_of(context)
        kind = optional(HouseholdKind, request.kind, "kind")
        made = self.app.correct_household(
            call, request.id, request.etag, request.number, kind, to.grounds_of(request.grounds)
        )
        return self.shown_household(call, made)

    def MoveHousehold(self, request: pb.MoveHouseholdRequest, context: Any) -> pb.Household:
        call = call_of(context)
        made = self.app.move_household(
            call,
            request.id,
            request.etag,
            request.dwelling_id,
            to.day_of(request.day, "day"),
            to.grounds_of(request.grounds),
        )
        return self.shown_household(call, made)

    def SplitHousehold(self, request: pb.SplitHouseholdRequest, context: Any) -> pb.Household:
        call = call_of(context)
        people, said = list(request.person_ids), list(request.relations)
        if len(said) > len(people):
            raise Invalid(FieldProblem(f"relations[{len(people)}]", "population.not_a_member"))
        made = self.app.split_household(
            call,
            request.id,
            request.etag,
            people,
            # What is said of the first, who becomes head, is ignored.
            _relations(dict(zip(people[1:], said[1:], strict=False))),
            dwelling_id=request.dwelling_id,
            number=request.number,
            day=to.day_of(request.day, "day"),
            grounds=to.grounds_of(request.grounds),
        )
        return self.shown_household(call, made)

    def MergeHouseholds(self, request: pb.MergeHouseholdsRequest, context: Any) -> pb.Household:
        call = call_of(context)
        made = self.app.merge_households(
            call,
            request.id,
            request.from_id,
            to.day_of(request.day, "day"),
            _relations(request.relations),
            to.grounds_of(request.grounds),
        )
        return self.shown_household(call, made)

    def ChangeHead(self, request: pb.ChangeHeadRequest, context: Any) -> pb.Household:
        call = call_of(context)
        made = self.app.change_head(
            call,
            request.id,
            request.etag,
            request.head_id,
            _relations(request.relations),
            to.day_of(request.day, "day"),
            to.grounds_of(request.grounds),
        )
        return self.shown_household(call, made)

    def RegisterPerson(self, request: pb.RegisterPersonRequest, context: Any) -> pb.Person:
        call = call_of(context)
        made = self.app.register_person(
            call,
            to.details_of(request.details),
            to.wanted_of(request.residence),
            to.grounds_of(request.grounds),
            person_id=request.id,
            sure=request.not_a_duplicate,
            source=Source(request.source) if request.source else Source.COLLECTED,
        )
        return self.shown_person(call, made)

    def RecordBirth(self, request: pb.RecordBirthRequest, context: Any) -> pb.Person:
        call = call_of(context)
        said = to.details_of(request.details)
        residence = pb.ResidenceDetails(
            household_id=request.household_id,
            kind=request.kind or pb.RESIDENCE_KIND_PERMANENT,
            relation=request.relation or pb.RELATION_CHILD,
            from_day=request.details.born_on,
            reason=pb.STAY_REASON_OTHER
            if request.kind == pb.RESIDENCE_KIND_INCOMING
            else pb.STAY_REASON_UNSPECIFIED,
        )
        made = self.app.record_birth(
            call, said, to.wanted_of(residence), to.grounds_of(request.grounds), sure=True
        )
        return self.shown_person(call, made)

    def RecordDeath(self, request: pb.RecordDeathRequest, context: Any) -> pb.Person:
        call = call_of(context)
        died_on = to.day_of(request.died_on, "died_on")
        assert died_on is not None  # the contract demands it
        made = self.app.record_death(
            call, request.id, request.etag, died_on, dict(request.new_heads), to.grounds_of(request.grounds)
        )
        return self.shown_person(call, made)

    def MoveIn(self, request: pb.MoveInRequest, context: Any) -> pb.Person:
        call = call_of(context)
        wanted = to.wanted_of(request.residence)
        made = self.app.move_in(call, request.id, request.etag, wanted, to.grounds_of(request.grounds))
        return self.shown_person(call, made)

    def MoveOut(self, request: pb.MoveOutRequest, context: Any) -> pb.Person:
        call = call_of(context)
        made = self.app.move_out(
            call,
            request.id,
            request.etag,
            residence_id=request.residence_id,
            day=to.day_of(request.day, "day"),
            destination=request.destination.strip(),
            stays_registered=request.stays_registered,
            grounds=to.grounds_of(request.grounds),
        )
        return self.shown_person(call, made)

    def ChangeCategory(self, request: pb.ChangeCategoryRequest, context: Any) -> pb.Person:
        call = call_of(context)
        made = self.app.change_category(
            call,
            request.id,
            request.etag,
            word(ResidenceKind, request.kind, "kind"),
            residence_id=request.residence_id,
            reason=word(StayReason, request.reason, "reason"),
            day=to.day_of(request.day, "day"),
            grounds=to.grounds_of(request.grounds),
        )
        return self.shown_person(call, made)

    def CorrectPerson(self, request: pb.CorrectPersonRequest, context: Any) -> pb.Person:
        call = call_of(context)
        said = to.details_of(request.details)
        grounds = to.grounds_of(request.grounds)
        return self.shown_person(call, self.app.correct_person(call, request.id, request.etag, said, grounds))

    def VerifyRecord(self, request: pb.VerifyRecordRequest, context: Any) -> pb.VerifyRecordResponse:
        at = request.at.ToDatetime(tzinfo=UTC) if request.HasField("at") else None
        count = self.app.verify_record(
            call_of(context), RecordType(request.record_type), request.record_id, at
        )
        return pb.VerifyRecordResponse(records=count)

    def ReverseChange(self, request: pb.ReverseChangeRequest, context: Any) -> pb.Change:
        made = self.app.reverse_change(call_of(context), request.id, request.reason.strip())
        stored = self.app.changes.one(made)
        assert stored is not None
        return change(stored, [])

    def AddEvidence(self, request: pb.AddEvidenceRequest, context: Any) -> types.Attachment:
        return to.attachment(self.app.add_evidence(call_of(context), request.data, request.file_name))


def _relations(given: Mapping[str, int]) -> dict[str, Relation]:
    """By person; each wrong one is named by its own field."""
    return {person_id: word(Relation, value, f"relations.{person_id}") for person_id, value in given.items()}
