"""Units and places: lists by place and kind, and the page of each (POP-01 categories 1 and 4)."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, g, render_template, request

from services.kernel.errors import Invalid
from services.kernel.web.pages import needs
from services.population.edge import acts_demand, commitments, families, participants, records
from services.population.edge.families import grounds
from services.population.edge.people import places as narrower
from services.population.edge.register import VIEW, asked_code
from wangge.population.v1 import establishments_pb2 as pb

_SIZE = 50


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/establishments", view_func=establishments)
    blueprint.add_url_rule("/establishment/<unit>", view_func=establishment)
    blueprint.add_url_rule("/places", view_func=places)
    blueprint.add_url_rule("/place/<place>", view_func=place)


@needs(VIEW)
def establishments() -> str:
    """Units of a place."""
    code, kind, closed = asked_code(), request.args.get("kind", "")[:20], request.args.get("closed", "")
    asked = pb.ListEstablishmentsRequest(
        territory_code=code,
        kind=kind,
        with_closed=bool(closed),
        page_size=_SIZE,
        page_token=request.args.get("page_token", "")[:1000],
    )
    try:
        answer = grounds().ListEstablishments(asked)
    except Invalid:
        asked.page_token = ""
        answer = grounds().ListEstablishments(asked)
    query = {"territory": code, "kind": kind, "page_token": answer.next_page_token}
    return render_template(
        "population/establishments.html",
        units=answer.establishments,
        code=code,
        kind=kind,
        closed=closed,
        kinds=families.UNITS,
        families=families,
        places=narrower(code),
        next_address=f"/population/establishments?{urlencode(query)}" if answer.next_page_token else "",
        first_address="/population/establishments" if asked.page_token else "",
    )


@needs(VIEW)
def places() -> str:
    """Places of a place."""
    code, kind, closed = asked_code(), request.args.get("kind", "")[:20], request.args.get("closed", "")
    asked = pb.ListPlacesRequest(
        territory_code=code,
        kind=kind,
        with_closed=bool(closed),
        page_size=_SIZE,
        page_token=request.args.get("page_token", "")[:1000],
    )
    try:
        answer = grounds().ListPlaces(asked)
    except Invalid:
        asked.page_token = ""
        answer = grounds().ListPlaces(asked)
    query = {"territory": code, "kind": kind, "page_token": answer.next_page_token}
    return render_template(
        "population/places.html",
        found=answer.places,
        code=code,
        kind=kind,
        closed=closed,
        kinds=families.PLACES,
        families=families,
        places=narrower(code),
        next_address=f"/population/places?{urlencode(query)}" if answer.next_page_token else "",
        first_address="/population/places" if asked.page_token else "",
    )


@needs(VIEW)
def establishment(unit: str) -> str:
    """One unit with its history and the records about it."""
    found = grounds().GetEstablishment(pb.GetEstablishmentRequest(id=unit))
    part = records.part_of("establishment", unit) if g.may(families.VIEW) else ""
    taking_part = participants.part_of(unit) if g.may(participants.VIEW) else ""
    return render_template(
        "population/establishment.html",
        unit=found,
        part=part,
        taking_part=taking_part,
        commitment=commitments.part_of(unit) if g.may(commitments.EDIT) else "",
        needs=acts_demand.unit_part(unit),
        families=families,
    )


@needs(VIEW)
def place(place: str) -> str:
    """One place with its history and the records about it."""
    found = grounds().GetPlace(pb.GetPlaceRequest(id=place))
    part = records.part_of("place", place) if g.may(families.VIEW) else ""
    return render_template("population/place.html", place=found, part=part, families=families)
