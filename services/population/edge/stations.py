"""The stations that serve incoming residents: those of a place, one of them, who is on duty (POP-16)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, render_template, request

from services.kernel.errors import Refusal
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs, peer
from services.kernel.web.texts import Text, t
from services.population.edge import acts, incomer_words, person_tabs, words
from services.population.edge.acts_grounds import given
from services.population.edge.people import places
from services.population.edge.register import VIEW, asked_code
from services.population.edge.station_fields import EDIT, places_of_stations, station_fields
from wangge.population.v1 import incomers_pb2, register_pb2, stations_pb2_grpc
from wangge.population.v1 import stations_pb2 as pb

HOME = "/population/stations"
_COMMUNITY = 12


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/stations", view_func=stations)
    blueprint.add_url_rule("/stations/new", view_func=open_station, methods=both)
    blueprint.add_url_rule("/stations/<station>", view_func=station_page)
    blueprint.add_url_rule("/stations/<station>/change", view_func=change_station, methods=both)
    blueprint.add_url_rule("/stations/<station>/close", view_func=close_station, methods=both)
    blueprint.add_url_rule("/stations/<station>/appoint", view_func=appoint_coordinator, methods=both)
    blueprint.add_url_rule(
        "/stations/<station>/relieve/<coordinator>", view_func=relieve_coordinator, methods=both
    )
    person_tabs.register(
        "dwelling",
        "station",
        Text("流动人口服务站", "Station for incoming residents"),
        _of_dwelling,
        order=300,
        permissions=(VIEW,),
    )


def stub() -> Any:
    """Stations with the reader's rights."""
    return peer(stations_pb2_grpc.StationServiceStub, "population")


def serving(territory_code: str) -> pb.Station | None:
    """The one that serves a place; None where none does, or where that cannot be told just now."""
    if not g.may(VIEW) or not territory_code:
        return None
    try:
        found = stub().FindStation(pb.FindStationRequest(territory_code=territory_code))
    except Refusal:
        return None
    return found.station if found.HasField("station") else None


@needs(VIEW)
def stations() -> str:
    """Of a place, with where another would be needed."""
    code = asked_code()
    found = stub().ListStations(pb.ListStationsRequest(territory_code=code))
    return render_template(
        "population/stations.html",
        stations=found.stations,
        needed=found.needed,
        code=code,
        places=places(code),
        titles=incomer_words,
        words=words,
    )


@needs(VIEW)
def station_page(station: str) -> str:
    """Where it is, when it is open, whom it serves and who is on duty."""
    found = stub().GetStation(pb.GetStationRequest(id=station))
    return render_template("population/station.html", station=found, titles=incomer_words, words=words)


@needs(EDIT)
def open_station() -> Any:
    """A new one of a town or a community."""
    asked = request.args.get("territory", "")
    start: dict[str, Any] = {"station.kind": "STATION_KIND_SUB"}
    if asked.isascii() and asked.isdigit() and len(asked) == _COMMUNITY:
        start["station.territory_code"] = asked
    fields = [
        Field(
            "station.kind",
            Text("类型", "Kind"),
            "radios",
            words.options(pb.StationKind, incomer_words.STATION_KINDS),
            required=True,
            help=Text(
                "总站设在乡镇、街道，分站设在村、社区。",
                "The main one is a town's, a sub-station a community's.",
            ),
        ),
        Field("station.territory_code", Text("设在", "Of"), "choice", places_of_stations, True),
        *station_fields(),
    ]
    return acts.answered(
        Form(pb.PutStationRequest(), fields, start),
        stub().PutStation,
        lambda made: f"{HOME}/{made.id}",
        title=t("设立服务站", "Open a station"),
        said=t("服务站已设立", "The station was opened"),
        back=HOME,
    )


@needs(EDIT)
def change_station(station: str) -> Any:
    """What is said of one."""
    found = stub().GetStation(pb.GetStationRequest(id=station))
    message = pb.PutStationRequest()
    message.station.id, message.station.kind = station, found.kind
    message.station.territory_code = found.territory_code
    start = given("station", found)
    start["station.services"] = [incomers_pb2.ServiceKind.Name(each) for each in found.services]
    start["station.serves_codes"] = [each for each in found.serves_codes if each != found.territory_code]
    fields = [
        Field("station.etag", Text("", ""), "hidden"),
        *station_fields(found.territory_code, found.kind),
    ]
    return acts.answered(
        Form(message, fields, start),
        stub().PutStation,
        lambda made: f"{HOME}/{made.id}",
        title=t("更正服务站信息", "Correct the station"),
        said=t("已保存", "Saved"),
        about=found.name,
        back=f"{HOME}/{station}",
    )


@needs(EDIT)
def close_station(station: str) -> Any:
    """It serves nobody any more."""
    found = stub().GetStation(pb.GetStationRequest(id=station))
    return acts.answered(
        Form(pb.CloseStationRequest(id=station), [acts.ETAG], {"etag": found.etag}),
        stub().CloseStation,
        lambda made: f"{HOME}/{made.id}",
        title=t("撤销服务站", "Close the station"),
        said=t("服务站已撤销", "The station was closed"),
        told=t(
            "协管员任期同时结束；所服务的村、社区改由总站服务。",
            "The terms of its coordinators end; the town's station serves its communities.",
        ),
        about=found.name,
        back=f"{HOME}/{station}",
        danger=True,
    )


@needs(EDIT)
def appoint_coordinator(station: str) -> Any:
    """Somebody's term begins."""
    found = stub().GetStation(pb.GetStationRequest(id=station))
    fields = [
        acts.ETAG,
        Field(
            "coordinator.work_name",
            Text("工作名", "Work name"),
            required=True,
            help=Text(
                "对外公示的称呼，如“王协管”；不登记私人电话和住址。",
                "What the public is told; no private number or address.",
            ),
        ),
        Field("coordinator.work_number", Text("工号或工作电话", "Work number"), "code"),
        Field("coordinator.post", Text("岗位", "Post"), required=True, short=True),
        Field("coordinator.from_day", Text("任期自（不填为今天）", "From (today when empty)"), "date"),
        Field("coordinator.to_day", Text("任期至（可不填）", "To (may stay empty)"), "date"),
    ]
    start = {
        "etag": found.etag,
        "coordinator.post": t("流动人口协管员", "Coordinator for incoming residents"),
    }
    return acts.answered(
        Form(pb.AppointCoordinatorRequest(id=station), fields, start),
        stub().AppointCoordinator,
        lambda made: f"{HOME}/{made.id}",
        title=t("登记协管员", "Appoint a coordinator"),
        said=t("已登记", "Recorded"),
        about=found.name,
        back=f"{HOME}/{station}",
    )


@needs(EDIT)
def relieve_coordinator(station: str, coordinator: str) -> Any:
    """Somebody's term ends."""
    found = stub().GetStation(pb.GetStationRequest(id=station))
    fields = [
        acts.ETAG,
        Field("day", Text("最后一天", "Last day"), "date", help=Text("不填为今天。", "Empty: today.")),
    ]
    return acts.answered(
        Form(
            pb.RelieveCoordinatorRequest(id=station, coordinator_id=coordinator), fields, {"etag": found.etag}
        ),
        stub().RelieveCoordinator,
        lambda made: f"{HOME}/{made.id}",
        title=t("任期结束", "End a term"),
        said=t("已记录", "Recorded"),
        told=t("任期结束后不再公示。", "After that day nobody is shown the name any more."),
        about=found.name,
        back=f"{HOME}/{station}",
    )


def _of_dwelling(dwelling: register_pb2.Dwelling) -> str:
    found = serving(dwelling.territory_code)
    if found is None:
        return ""
    return render_template("population/station_line.html", station=found)
