"""OrganisationService: message in, command out, answer back."""

from __future__ import annotations

from typing import Any

from services.directory.places_parts import Places
from services.kernel.rpc.server import call_of
from services.kernel.runtime.context import Servicer
from wangge.directory.v1 import organisations_pb2 as pb
from wangge.directory.v1 import organisations_pb2_grpc


class OrganisationServicer(organisations_pb2_grpc.OrganisationServiceServicer):
    """Serves wangge.directory.v1.OrganisationService."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def CreateOrganisation(self, request: pb.CreateOrganisationRequest, context: Any) -> pb.Organisation:
        return self._places.create_organisation(call_of(context), request.organisation)

    def GetOrganisation(self, request: pb.GetOrganisationRequest, context: Any) -> pb.Organisation:
        return self._places.get_organisation(call_of(context), request.id)

    def ListOrganisations(
        self, request: pb.ListOrganisationsRequest, context: Any
    ) -> pb.ListOrganisationsResponse:
        return self._places.list_organisations(call_of(context), request)

    def UpdateOrganisation(self, request: pb.UpdateOrganisationRequest, context: Any) -> pb.Organisation:
        return self._places.update_organisation(call_of(context), request.organisation)

    def FindResponsible(self, request: pb.FindResponsibleRequest, context: Any) -> pb.FindResponsibleResponse:
        found = self._places.find_responsible(call_of(context), request.line, request.territory_code)
        return pb.FindResponsibleResponse(organisations=found)

    def RecordElection(self, request: pb.RecordElectionRequest, context: Any) -> pb.Election:
        return self._places.record_election(call_of(context), request.organisation_id, request.election)

    def ListElections(self, request: pb.ListElectionsRequest, context: Any) -> pb.ListElectionsResponse:
        found = self._places.list_elections(call_of(context), request.organisation_id)
        return pb.ListElectionsResponse(elections=found)

    def PutRecurringDuty(self, request: pb.PutRecurringDutyRequest, context: Any) -> pb.RecurringDuty:
        return self._places.put_recurring_duty(call_of(context), request.duty)

    def ListRecurringDuties(
        self, request: pb.ListRecurringDutiesRequest, context: Any
    ) -> pb.ListRecurringDutiesResponse:
        return self._places.list_recurring_duties(call_of(context), request)

    def ListComingDuties(
        self, request: pb.ListComingDutiesRequest, context: Any
    ) -> pb.ListComingDutiesResponse:
        return self._places.list_coming_duties(call_of(context), request.days)

    def CompleteRecurringDuty(
        self, request: pb.CompleteRecurringDutyRequest, context: Any
    ) -> pb.RecurringDuty:
        return self._places.complete_recurring_duty(call_of(context), request)

    def CreatePost(self, request: pb.CreatePostRequest, context: Any) -> pb.Post:
        return self._places.create_post(call_of(context), request.post)

    def GetPost(self, request: pb.GetPostRequest, context: Any) -> pb.Post:
        return self._places.get_post(call_of(context), request.id)

    def ListPosts(self, request: pb.ListPostsRequest, context: Any) -> pb.ListPostsResponse:
        return self._places.list_posts(call_of(context), request)

    def UpdatePost(self, request: pb.UpdatePostRequest, context: Any) -> pb.Post:
        return self._places.update_post(call_of(context), request.post)

    def AppointHolder(self, request: pb.AppointHolderRequest, context: Any) -> pb.Post:
        return self._places.appoint_holder(call_of(context), request)

    def VacatePost(self, request: pb.VacatePostRequest, context: Any) -> pb.Post:
        return self._places.vacate_post(call_of(context), request)

    def GetRoster(self, request: pb.GetRosterRequest, context: Any) -> pb.Roster:
        return self._places.get_roster(call_of(context), request.territory_code, request.template)


def servicers(places: Places) -> list[Servicer]:
    """The one servicer of this contract."""
    return [
        Servicer(
            "wangge.directory.v1.OrganisationService",
            organisations_pb2_grpc.add_OrganisationServiceServicer_to_server,
            OrganisationServicer(places),
        )
    ]
