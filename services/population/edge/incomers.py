"""Incoming residents: the register of cards, one of them, and the card to print (POP-13, 17, 21)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from services.kernel.web import qr
from services.kernel.web.pages import needs, peer
from services.population.edge import incomer_words, stations, words
from services.population.edge.paged import asked_state, paged
from services.population.edge.people import places
from services.population.edge.register import asked_code
from wangge.population.v1 import incomers_pb2 as pb
from wangge.population.v1 import incomers_pb2_grpc

HOME = "/population/incomers"
EDIT = "population.incomer.edit"


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/incomers", view_func=incomers)
    blueprint.add_url_rule("/incomers/<card>", view_func=incomer)
    blueprint.add_url_rule("/incomers/<card>/print", view_func=print_incomer_card)
    blueprint.add_url_rule("/card/<code>", view_func=check_card)


def stub() -> Any:
    """Cards with the reader's rights."""
    return peer(incomers_pb2_grpc.IncomerServiceStub, "population")


@needs(EDIT)
def incomers() -> str:
    """Cards of a place by state."""
    code, state = asked_code(), asked_state(incomer_words.CARD_STATES)
    works_at = request.args.get("worksite", "")[:40]
    asked = pb.ListCardsRequest(territory_code=code, worksite_id=works_at, state=state)  # type: ignore[arg-type]
    fields = {"territory": code, "state": str(state or ""), "worksite": works_at}
    found, addresses = paged(asked, stub().ListCards, "incomers", fields)
    counted = {} if works_at else stub().CountCards(pb.CountCardsRequest(territory_code=code)).channels
    return render_template(
        "population/incomers.html",
        channels={each.channel: each.cards for each in counted},
        works_at=works_at,
        cards=found.cards,
        code=code,
        state=state,
        places=places(code, EDIT),
        titles=incomer_words,
        words=words,
        **addresses,
    )


@needs(EDIT)
def incomer(card: str) -> str:
    """One card with what can be done next."""
    found = stub().GetCard(pb.GetCardRequest(id=card))
    return render_template(
        "population/incomer.html",
        card=found,
        station=stations.serving(found.territory_code),
        titles=incomer_words,
        words=words,
    )


@needs(EDIT)
def print_incomer_card(card: str) -> str:
    """On A6, with the code that opens valid or not."""
    found = stub().GetCard(pb.GetCardRequest(id=card))
    address = f"{request.host_url}population/card/{found.code}"
    return render_template(
        "population/incomer_card.html",
        card=found,
        station=stations.serving(found.territory_code),
        qr=qr.drawing(address),
    )


def check_card(code: str) -> tuple[str, int]:
    """For anybody: valid or not, and nothing else. An unknown code is no error of theirs."""
    valid = stub().CheckCard(pb.CheckCardRequest(code=code[:40])).valid
    return render_template("population/card_check.html", valid=valid), 200 if valid else 404
