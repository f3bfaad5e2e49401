"""TerritoryService: message in, command out, answer back."""

from __future__ import annotations

from typing import Any

from services.directory.places_parts import Places
from services.kernel.rpc.server import call_of
from services.kernel.runtime.context import Servicer
from wangge.directory.v1 import territories_pb2 as pb
from wangge.directory.v1 import territories_pb2_grpc


class TerritoryServicer(territories_pb2_grpc.TerritoryServiceServicer):
    """Serves wangge.directory.v1.TerritoryService."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def CreateTerritory(self, request: pb.CreateTerritoryRequest, context: Any) -> pb.Territory:
        return self._places.create_territory(call_of(context), request.territory)

    def GetTerritory(self, request: pb.GetTerritoryRequest, context: Any) -> pb.Territory:
        return self._places.get_territory(call_of(context), request.code)

    def ListTerritories(self, request: pb.ListTerritoriesRequest, context: Any) -> pb.ListTerritoriesResponse:
        return self._places.list_territories(call_of(context), request)

    def CountBelow(self, request: pb.CountBelowRequest, context: Any) -> pb.CountBelowResponse:
        return self._places.count_below(call_of(context), request.code)

    def UpdateTerritory(self, request: pb.UpdateTerritoryRequest, context: Any) -> pb.Territory:
        return self._places.update_territory(call_of(context), request)

    def SetBoundary(self, request: pb.SetBoundaryRequest, context: Any) -> pb.Territory:
        return self._places.set_boundary(call_of(context), request)

    def LocatePoint(self, request: pb.LocatePointRequest, context: Any) -> pb.LocatePointResponse:
        return self._places.locate_point(call_of(context), request.longitude, request.latitude)

    def SplitGrid(self, request: pb.SplitGridRequest, context: Any) -> pb.ChangeGridResponse:
        return self._places.split_grid(call_of(context), request)

    def MergeGrids(self, request: pb.MergeGridsRequest, context: Any) -> pb.ChangeGridResponse:
        return self._places.merge_grids(call_of(context), request)

    def CheckDivision(self, request: pb.CheckDivisionRequest, context: Any) -> pb.CheckDivisionResponse:
        return self._places.check_division(call_of(context), request.code)

    def GetNoticeBoard(self, request: pb.GetNoticeBoardRequest, context: Any) -> pb.NoticeBoard:
        return self._places.get_notice_board(call_of(context), request.code)

    def GetServiceCircle(self, request: pb.GetServiceCircleRequest, context: Any) -> pb.ServiceCircle:
        return self._places.get_service_circle(call_of(context), request.code, request.kind, request.minutes)

    def PutEstate(self, request: pb.PutEstateRequest, context: Any) -> pb.Estate:
        return self._places.put_estate(call_of(context), request.estate)

    def ListEstates(self, request: pb.ListEstatesRequest, context: Any) -> pb.ListEstatesResponse:
        return self._places.list_estates(call_of(context), request)

    def PutEstateTarget(self, request: pb.PutEstateTargetRequest, context: Any) -> pb.EstateTarget:
        return self._places.put_estate_target(call_of(context), request.target)

    def ListEstateTargets(
        self, request: pb.ListEstateTargetsRequest, context: Any
    ) -> pb.ListEstateTargetsResponse:
        return self._places.list_estate_targets(call_of(context), request)

    def PutFacility(self, request: pb.PutFacilityRequest, context: Any) -> pb.Facility:
        return self._places.put_facility(call_of(context), request.facility)

    def ListFacilities(self, request: pb.ListFacilitiesRequest, context: Any) -> pb.ListFacilitiesResponse:
        return self._places.list_facilities(call_of(context), request)

    def PutBuilding(self, request: pb.PutBuildingRequest, context: Any) -> pb.Building:
        return self._places.put_building(call_of(context), request.building)

    def GetBuilding(self, request: pb.GetBuildingRequest, context: Any) -> pb.Building:
        return self._places.get_building(call_of(context), request.id)

    def ListBuildings(self, request: pb.ListBuildingsRequest, context: Any) -> pb.ListBuildingsResponse:
        return self._places.list_buildings(call_of(context), request)


def servicers(places: Places) -> list[Servicer]:
    """The one servicer of this contract."""
    return [
        Servicer(
            "wangge.directory.v1.TerritoryService",
            territories_pb2_grpc.add_TerritoryServiceServicer_to_server,
            TerritoryServicer(places),
        )
    ]
