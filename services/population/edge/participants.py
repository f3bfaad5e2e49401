"""Who agreed to be called by an organisation: its list, and how many they are (POP-12, Sens-6)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request
from markupsafe import Markup

from services.kernel.web.pages import needs, peer
from services.kernel.web.texts import Text
from services.population.edge.families import UNITS, grounds
from wangge.population.v1 import establishments_pb2, participants_pb2_grpc
from wangge.population.v1 import participants_pb2 as pb

VIEW = "population.participant.view"
EDIT = "population.participant.edit"
_SHOWN, _SIZE = 5, 50
TOLD = Text(
    "只登记本人书面同意的参与者，只用于写明的用途；本人随时可以退出，退出即删除。不登记政治身份、信仰等内容。",
    "Only people who agreed in writing are entered, for the purpose stated; whoever withdraws is erased. "
    "Political status, belief and the like are never entered.",
)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/establishment/<unit>/participants", view_func=participants)
    blueprint.add_url_rule("/participants", view_func=counts)


def lists() -> Any:
    """The lists with the reader's rights."""
    return peer(participants_pb2_grpc.ParticipantServiceStub, "population")


@needs(VIEW)
def participants(unit: str) -> str:
    """The list of one organisation."""
    asked = pb.ListParticipantsRequest(
        establishment_id=unit, page_size=_SIZE, page_token=request.args.get("page_token", "")[:1000]
    )
    found = lists().ListParticipants(asked)
    here = f"/population/establishment/{unit}/participants"
    return render_template(
        "population/participants.html",
        unit=unit_of(unit),
        rows=found.participants,
        told=TOLD,
        next_address=f"{here}?page_token={found.next_page_token}" if found.next_page_token else "",
        first_address=here if asked.page_token else "",
    )


@needs(VIEW)
def counts() -> str:
    """How many take part, by kind of organisation; small numbers hidden."""
    found = lists().CountParticipants(pb.CountParticipantsRequest())
    return render_template("population/participant_counts.html", found=found, kinds=UNITS)


def part_of(unit: str) -> Markup:
    """The latest few, for the page of an organisation."""
    found = lists().ListParticipants(pb.ListParticipantsRequest(establishment_id=unit, page_size=_SHOWN))
    return Markup(
        render_template(
            "population/participants_part.html",
            rows=found.participants,
            more=bool(found.next_page_token),
            address=list_of(unit),
        )
    )


def unit_of(unit: str) -> establishments_pb2.Establishment:
    """With the reader's rights."""
    found: establishments_pb2.Establishment = grounds().GetEstablishment(
        establishments_pb2.GetEstablishmentRequest(id=unit)
    )
    return found


def list_of(unit: str) -> str:
    """Its address."""
    return f"/population/establishment/{unit}/participants"
