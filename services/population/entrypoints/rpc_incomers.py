"""IncomerService of wangge/population/v1/incomers.proto."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from services.kernel.call import Call
from services.kernel.persistence.paging import Order, clamp, decode_token, encode_token
from services.kernel.rpc.server import call_of
from services.kernel.security.masks import mask_address
from services.kernel.territory_codes import code_of, path_of
from services.population.adapters.cards import CARDS
from services.population.application.incomers.coming_and_going import Arrival
from services.population.domain.cards import Card, CardState, Channel, ServiceKind
from services.population.domain.kinds import StayReason
from services.population.entrypoints.messages import day_of, details_of
from services.population.entrypoints.words import number, optional, word
from services.population.incomer_parts import IncomerParts
from wangge.population.v1 import incomers_pb2 as pb
from wangge.population.v1 import incomers_pb2_grpc as pb_grpc

_ORDER = Order(tuple((f"{column.key}", column, descending) for column, descending in CARDS))
_VISITS: dict[str, Callable[[Card], Card]] = {"found": Card.found, "missed": Card.missed}


class IncomerServicer(pb_grpc.IncomerServiceServicer):
    """Messages in, answers out."""

    def __init__(self, parts: IncomerParts) -> None:
        self._app = parts

    def SignIn(self, request: pb.SignInRequest, context: Any) -> pb.IncomerCard:
        call = call_of(context)
        said = Arrival(
            dwelling_id=request.dwelling_id,
            channel=word(Channel, request.channel, "channel"),
            reason=word(StayReason, request.reason, "reason"),
            details=details_of(request.details),
            person_id=request.person_id,
            household_id=request.household_id,
            origin=request.origin.strip(),
            day=day_of(request.arrived_on, "arrived_on"),
            until=day_of(request.expected_until, "expected_until"),
            employer=" ".join(request.employer.split()),
            services=tuple(word(ServiceKind, each, "services") for each in dict.fromkeys(request.services)),
            sure=request.sure,
            worksite_id=request.worksite_id,
        )
        return self._one(call, self._app.sign_in(call, said))

    def IssueCard(self, request: pb.IssueCardRequest, context: Any) -> pb.IncomerCard:
        call = call_of(context)
        return self._one(call, self._app.issue_card(call, request.id, request.etag))

    def RenewCard(self, request: pb.RenewCardRequest, context: Any) -> pb.IncomerCard:
        call = call_of(context)
        made = self._app.change_card(
            call, request.id, request.etag, "renew", lambda card, today: card.renew(today)
        )
        return self._one(call, made)

    def NoteCardVisit(self, request: pb.NoteCardVisitRequest, context: Any) -> pb.IncomerCard:
        call = call_of(context)
        if request.found == "gone":
            return self._one(call, self._app.sign_out(call, request.id, request.etag, None))
        verb = _VISITS[request.found]
        made = self._app.change_card(
            call, request.id, request.etag, request.found, lambda card, today: verb(card)
        )
        return self._one(call, made)

    def MoveIncomer(self, request: pb.MoveIncomerRequest, context: Any) -> pb.IncomerCard:
        call = call_of(context)
        made = self._app.move_incomer(
            call, request.id, request.etag, request.dwelling_id, day_of(request.day, "day")
        )
        return self._one(call, made)

    def NameWorksite(self, request: pb.NameWorksiteRequest, context: Any) -> pb.IncomerCard:
        call = call_of(context)
        return self._one(call, self._app.name_worksite(call, request.id, request.etag, request.worksite_id))

    def SignOut(self, request: pb.SignOutRequest, context: Any) -> pb.IncomerCard:
        call = call_of(context)
        made = self._app.sign_out(
            call, request.id, request.etag, day_of(request.day, "day"), request.destination.strip()
        )
        return self._one(call, made)

    def NoteService(self, request: pb.NoteServiceRequest, context: Any) -> pb.IncomerCard:
        call = call_of(context)
        kind = word(ServiceKind, request.kind, "kind")
        given = request.given
        made = self._app.change_card(
            call,
            request.id,
            request.etag,
            "service",
            lambda card, today: card.given(kind, today) if given else card.asked(kind, today),
        )
        return self._one(call, made)

    def GetCard(self, request: pb.GetCardRequest, context: Any) -> pb.IncomerCard:
        return self._one(call_of(context), request.id)

    def ListCards(self, request: pb.ListCardsRequest, context: Any) -> pb.ListCardsResponse:
        if request.person_ids:
            those = self._app.show_cards.of_people(call_of(context), list(request.person_ids))
            return pb.ListCardsResponse(cards=self._messages(those))
        size = clamp(request.page_size)
        state = optional(CardState, request.state, "state")
        query = f"{request.territory_code} {request.state} {request.worksite_id}"
        after = decode_token(request.page_token, _ORDER, query)
        path = path_of(request.territory_code) if request.territory_code else ""
        texts = None if after is None else [str(each) for each in after]
        found = self._app.show_cards.page(call_of(context), path, state, texts, size + 1, request.worksite_id)
        response = pb.ListCardsResponse(cards=self._messages(found[:size]))
        if len(found) > size:
            last = found[size - 1]
            response.next_page_token = encode_token(_ORDER, query, [last.path, last.id])
        return response

    def CountCards(self, request: pb.CountCardsRequest, context: Any) -> pb.CountCardsResponse:
        path = path_of(request.territory_code) if request.territory_code else ""
        counts = self._app.show_cards.by_channel(call_of(context), path)
        return pb.CountCardsResponse(
            channels=[
                pb.CountCardsResponse.Channel(channel=number(each), cards=counts.get(each, 0))
                for each in Channel
            ]
        )

    def CheckCard(self, request: pb.CheckCardRequest, context: Any) -> pb.CheckCardResponse:
        return pb.CheckCardResponse(valid=self._app.show_cards.valid(request.code))

    def _one(self, call: Call, card_id: str) -> pb.IncomerCard:
        card = self._app.get_card(call, card_id)
        message = self._messages([card])[0]
        message.code = card.code
        return message

    def _messages(self, cards: Sequence[Card]) -> list[pb.IncomerCard]:
        people, names = self._app.show_cards.people(cards)
        worksites = self._app.show_cards.worksites(cards)
        found = []
        for card in cards:
            message = _plain(card)
            dossier = people.get(card.person_id)
            if dossier is not None:
                message.person_name = dossier.person.name
                lives = dossier.lives
                if lives is not None and not dossier.person.restricted:
                    message.reason = number(lives.reason)
                    message.territory_name = names.places.get(lives.path, "")
                    dwelling = names.dwellings.get(lives.dwelling_id)
                    message.address = mask_address(dwelling.address) if dwelling is not None else ""
                if dossier.person.restricted:
                    message.ClearField("employer")
                    message.ClearField("worksite_id")
                else:
                    message.worksite_name = worksites.get(card.worksite_id, "")
            found.append(message)
        return found


def _plain(card: Card) -> pb.IncomerCard:
    return pb.IncomerCard(
        id=card.id,
        number=card.number,
        person_id=card.person_id,
        territory_code=code_of(card.path),
        state=number(card.state),
        channel=number(card.channel),
        arrived_on=card.arrived_on.isoformat(),
        expected_until=card.expected_until.isoformat() if card.expected_until else "",
        issued_on=card.issued_on.isoformat() if card.issued_on else "",
        valid_until=card.valid_until.isoformat() if card.valid_until else "",
        left_on=card.left_on.isoformat() if card.left_on else "",
        employer=card.employer,
        services=[
            pb.AskedService(
                kind=number(kind),
                asked_on=asked.isoformat(),
                given_on=given.isoformat() if given is not None else "",
            )
            for kind, (asked, given) in sorted(card.services.items())
        ],
        misses=card.misses,
        worksite_id=card.worksite_id,
        etag=str(card.version),
    )
