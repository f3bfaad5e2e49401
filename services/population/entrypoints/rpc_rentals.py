"""RentalService of wangge/population/v1/rentals.proto."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from services.kernel.call import Call
from services.kernel.persistence.paging import Order, clamp, decode_token, encode_token
from services.kernel.rpc.server import call_of
from services.kernel.security.masks import mask_name, mask_phone
from services.kernel.territory_codes import code_of, path_of
from services.kernel.types import Clock
from services.population.adapters.rentals import RENTALS
from services.population.application.room import today_in_china
from services.population.domain.renting import Rental, RentalState
from services.population.domain.safety import Subject
from services.population.entrypoints.messages import day_of
from services.population.entrypoints.safety_messages import (
    check_message,
    day_text,
    defect_message,
    evidence_message,
    item_message,
)
from services.population.entrypoints.words import number, optional
from services.population.incomer_parts import IncomerParts
from wangge.population.v1 import register_pb2
from wangge.population.v1 import rentals_pb2 as pb
from wangge.population.v1 import rentals_pb2_grpc as pb_grpc

_ORDER = Order(tuple((f"{column.key}", column, descending) for column, descending in RENTALS))


class RentalServicer(pb_grpc.RentalServiceServicer):
    """Messages in, answers out."""

    def __init__(self, parts: IncomerParts, clock: Clock) -> None:
        self._app = parts
        self._clock = clock

    def ReportRental(self, request: pb.ReportRentalRequest, context: Any) -> pb.Rental:
        call = call_of(context)
        said = Rental(
            id="",
            dwelling_id=request.dwelling_id,
            path="",
            landlord_name=" ".join(request.landlord_name.split()),
            landlord_phone=request.landlord_phone.strip(),
            lease_from=day_of(request.lease_from, "lease_from"),
            lease_to=day_of(request.lease_to, "lease_to"),
            unlicensed=request.unlicensed,
        )
        return self._one(call, self._app.report_rental(call, said))

    def VerifyRental(self, request: pb.RentalStepRequest, context: Any) -> pb.Rental:
        call = call_of(context)
        made = self._app.change_rental(
            call, request.id, request.etag, "verify", lambda rental, today: rental.verify()
        )
        return self._one(call, made)

    def PlateRental(self, request: pb.PlateRentalRequest, context: Any) -> pb.Rental:
        call = call_of(context)
        plate = request.plate.strip()
        return self._one(
            call, self._app.plate_rental(call, request.id, request.etag, plate, request.letter_file_id)
        )

    def CheckRental(self, request: pb.CheckRentalRequest, context: Any) -> pb.Rental:
        call = call_of(context)
        made = self._app.check_rental(
            call, request.id, request.etag, request.check_id.lower(), list(request.failed)
        )
        return self._one(call, made)

    def RectifyDefect(self, request: pb.RectifyDefectRequest, context: Any) -> pb.Rental:
        call = call_of(context)
        defect_id = request.defect_id
        made = self._app.change_rental(
            call,
            request.id,
            request.etag,
            "rectify",
            lambda rental, today: rental.rectify(defect_id, today),
        )
        return self._one(call, made)

    def EndRental(self, request: pb.RentalStepRequest, context: Any) -> pb.Rental:
        call = call_of(context)
        made = self._app.change_rental(
            call, request.id, request.etag, "end", lambda rental, today: rental.end()
        )
        return self._one(call, made)

    def GetRental(self, request: pb.GetRentalRequest, context: Any) -> pb.Rental:
        return self._one(call_of(context), request.id)

    def GetRentalLetter(self, request: pb.GetRentalRequest, context: Any) -> register_pb2.EvidenceData:
        return evidence_message(*self._app.get_rental.letter(call_of(context), request.id))

    def ListRentals(self, request: pb.ListRentalsRequest, context: Any) -> pb.ListRentalsResponse:
        if request.dwelling_id:
            those = self._app.show_rentals.of_home(call_of(context), request.dwelling_id)
            return pb.ListRentalsResponse(rentals=self._messages(those))
        size = clamp(request.page_size)
        state = optional(RentalState, request.state, "state")
        query = f"{request.territory_code} {request.state}"
        after = decode_token(request.page_token, _ORDER, query)
        path = path_of(request.territory_code) if request.territory_code else ""
        texts = None if after is None else [str(each) for each in after]
        found = self._app.show_rentals.page(call_of(context), path, state, texts, size + 1)
        response = pb.ListRentalsResponse(rentals=self._messages(found[:size]))
        if len(found) > size:
            last = found[size - 1]
            response.next_page_token = encode_token(_ORDER, query, [last.path, last.id])
        return response

    def ListCheckItems(self, request: pb.ListCheckItemsRequest, context: Any) -> pb.ListCheckItemsResponse:
        return pb.ListCheckItemsResponse(
            items=[item_message(each) for each in self._app.check_list.items(Subject.RENTAL)]
        )

    def _one(self, call: Call, rental_id: str) -> pb.Rental:
        return self._messages([self._app.get_rental(call, rental_id)])[0]

    def _messages(self, rentals: Sequence[Rental]) -> list[pb.Rental]:
        dwellings, places, sizes = self._app.show_rentals.around(rentals)
        today = today_in_china(self._clock())
        found = []
        for each in rentals:
            message = _plain(each, today)
            dwelling = dwellings.get(each.dwelling_id)
            message.address = dwelling.address if dwelling is not None else ""
            message.territory_name = places.get(each.path, "")
            message.tenants = sizes.get(each.dwelling_id, (0, 0))[0]
            found.append(message)
        return found


def _plain(rental: Rental, today: date) -> pb.Rental:
    return pb.Rental(
        id=rental.id,
        dwelling_id=rental.dwelling_id,
        territory_code=code_of(rental.path),
        state=number(rental.state),
        landlord_name=mask_name(rental.landlord_name),
        landlord_phone=mask_phone(rental.landlord_phone),
        lease_from=day_text(rental.lease_from),
        lease_to=day_text(rental.lease_to),
        plate=rental.plate,
        letter_signed_on=day_text(rental.letter_signed_on),
        letter_file_id=rental.letter_file_id,
        unlicensed=rental.unlicensed,
        next_check_on=day_text(rental.next_check_on),
        defects=[defect_message(each, today) for each in rental.defects],
        checks=[check_message(each) for each in rental.checks],
        etag=str(rental.version),
    )
