"""StationService of wangge/population/v1/stations.proto."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.kernel.call import Call
from services.kernel.rpc.server import call_of
from services.kernel.territory_codes import code_of, path_of
from services.population.application.worksites.stations import ShownStation
from services.population.domain.cards import ServiceKind
from services.population.domain.stations import NEEDED_FROM, Coordinator, Station, StationKind
from services.population.entrypoints.messages import day_of
from services.population.entrypoints.safety_messages import day_text
from services.population.entrypoints.words import number, word
from services.population.worksite_parts import WorksiteParts
from wangge.population.v1 import stations_pb2 as pb
from wangge.population.v1 import stations_pb2_grpc as pb_grpc


class StationServicer(pb_grpc.StationServiceServicer):
    """Messages in, answers out."""

    def __init__(self, parts: WorksiteParts) -> None:
        self._app = parts

    def PutStation(self, request: pb.PutStationRequest, context: Any) -> pb.Station:
        call = call_of(context)
        return self._one(call, self._app.put_station(call, _said(request.station), request.station.etag))

    def CloseStation(self, request: pb.CloseStationRequest, context: Any) -> pb.Station:
        call = call_of(context)
        return self._one(call, self._app.staff.close(call, request.id, request.etag))

    def AppointCoordinator(self, request: pb.AppointCoordinatorRequest, context: Any) -> pb.Station:
        call = call_of(context)
        said = _coordinator_said(request.coordinator, self._app.stations.today())
        return self._one(call, self._app.staff.appoint(call, request.id, request.etag, said))

    def RelieveCoordinator(self, request: pb.RelieveCoordinatorRequest, context: Any) -> pb.Station:
        call = call_of(context)
        day = day_of(request.day, "day")
        made = self._app.staff.relieve(call, request.id, request.etag, request.coordinator_id, day)
        return self._one(call, made)

    def GetStation(self, request: pb.GetStationRequest, context: Any) -> pb.Station:
        return self._one(call_of(context), request.id)

    def ListStations(self, request: pb.ListStationsRequest, context: Any) -> pb.ListStationsResponse:
        call = call_of(context)
        path = path_of(request.territory_code) if request.territory_code else ""
        needed, names = self._app.stations.needed(call, path)
        return pb.ListStationsResponse(
            stations=[self._message(each) for each in self._app.stations.below(call, path)],
            needed=[
                pb.NeededStation(
                    territory_code=code_of(each.path),
                    territory_name=names.get(each.path, ""),
                    cards=each.cards,
                    needed_from=each.needed_from,
                )
                for each in needed
            ],
        )

    def FindStation(self, request: pb.FindStationRequest, context: Any) -> pb.FindStationResponse:
        found = self._app.stations.of_place(call_of(context), path_of(request.territory_code))
        return pb.FindStationResponse(station=self._message(found) if found is not None else None)

    def _one(self, call: Call, wanted: str) -> pb.Station:
        return self._message(self._app.stations.one(call, wanted))

    def _message(self, shown: ShownStation) -> pb.Station:
        station = shown.station
        message = pb.Station(
            id=station.id,
            kind=number(station.kind),
            territory_code=code_of(station.path),
            territory_name=shown.names.get(station.path, ""),
            name=station.name,
            address=station.address,
            hours=station.hours,
            phone=station.phone,
            services=[number(each) for each in station.services],
            serves_codes=[code_of(each) for each in station.serves],
            serves_names=[shown.names.get(each, "") for each in station.serves],
            needed_from=station.needed_from,
            coordinators=[_coordinator(each) for each in station.on_duty(self._app.stations.today())],
            closed=station.closed_on is not None,
            cards=shown.cards,
            etag=str(station.version),
        )
        if station.longitude is not None and station.latitude is not None:
            message.place.longitude, message.place.latitude = station.longitude, station.latitude
        return message


def _said(message: pb.Station) -> Station:
    placed = message.HasField("place")
    return Station(
        id=message.id,
        kind=word(StationKind, message.kind, "station.kind"),
        path=path_of(message.territory_code),
        name=" ".join(message.name.split()),
        address=" ".join(message.address.split()),
        hours=" ".join(message.hours.split()),
        longitude=message.place.longitude if placed else None,
        latitude=message.place.latitude if placed else None,
        phone=message.phone.strip(),
        services=tuple(
            word(ServiceKind, each, "station.services") for each in dict.fromkeys(message.services)
        ),
        serves=tuple(path_of(each) for each in dict.fromkeys(message.serves_codes)),
        needed_from=message.needed_from or NEEDED_FROM,
    )


def _coordinator_said(message: pb.StationCoordinator, today: date) -> Coordinator:
    return Coordinator(
        id="",
        work_name=" ".join(message.work_name.split()),
        work_number=message.work_number.strip(),
        account_id=message.account_id,
        post=" ".join(message.post.split()),
        from_day=day_of(message.from_day, "coordinator.from_day") or today,
        to_day=day_of(message.to_day, "coordinator.to_day"),
    )


def _coordinator(coordinator: Coordinator) -> pb.StationCoordinator:
    return pb.StationCoordinator(
        id=coordinator.id,
        work_name=coordinator.work_name,
        work_number=coordinator.work_number,
        account_id=coordinator.account_id,
        post=coordinator.post,
        from_day=coordinator.from_day.isoformat(),
        to_day=day_text(coordinator.to_day),
    )
