"""Units and places to the contract and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from services.kernel.security import masks
from services.kernel.territory_codes import code_of, path_of
from services.population.application.families.ports import HistoryLine
from services.population.domain.families.grounds import Establishment, PublicPlace
from services.population.entrypoints.families_messages import line_message
from wangge.population.v1 import establishments_pb2 as pb


def establishment_message(
    found: Establishment,
    grids: Mapping[str, str],
    buildings: Mapping[str, str],
    history: Sequence[HistoryLine] = (),
) -> pb.Establishment:
    """A unit; who represents it is masked."""
    message = pb.Establishment(
        id=found.id,
        territory_code=code_of(found.path),
        territory_name=grids.get(found.path, ""),
        name=found.name,
        credit_code=found.credit_code,
        kind=found.kind,
        representative=masks.mask_name(found.representative),
        representative_phone=masks.mask_phone(found.representative_phone),
        staff_count=found.staff_count,
        address=found.address,
        phone=found.phone,
        safety_duty=found.safety_duty,
        dwelling_id=found.dwelling_id,
        building_id=found.building_id,
        building_name=buildings.get(found.building_id, ""),
        closed=found.closed,
        etag=str(found.version),
        history=[line_message(each, None) for each in history],
    )
    _put_point(message, found)
    return message


def establishment_said(message: pb.Establishment) -> Establishment:
    """What was said of a unit."""
    longitude, latitude = _point(message)
    return Establishment(
        id=message.id,
        path=path_of(message.territory_code),
        name=" ".join(message.name.split()),
        kind=message.kind,
        address=" ".join(message.address.split()),
        credit_code=message.credit_code,
        representative=" ".join(message.representative.split()),
        representative_phone=message.representative_phone.strip(),
        staff_count=message.staff_count,
        phone=message.phone.strip(),
        safety_duty=message.safety_duty.strip(),
        dwelling_id=message.dwelling_id,
        building_id=message.building_id,
        longitude=longitude,
        latitude=latitude,
    )


def place_message(
    found: PublicPlace, grids: Mapping[str, str], history: Sequence[HistoryLine] = ()
) -> pb.Place:
    """A place."""
    message = pb.Place(
        id=found.id,
        territory_code=code_of(found.path),
        territory_name=grids.get(found.path, ""),
        name=found.name,
        kind=found.kind,
        address_code=found.address_code,
        address=found.address,
        closed=found.closed,
        etag=str(found.version),
        history=[line_message(each, None) for each in history],
    )
    _put_point(message, found)
    return message


def place_said(message: pb.Place) -> PublicPlace:
    """What was said of a place."""
    longitude, latitude = _point(message)
    return PublicPlace(
        id=message.id,
        path=path_of(message.territory_code),
        name=" ".join(message.name.split()),
        kind=message.kind,
        address_code=message.address_code.strip(),
        address=" ".join(message.address.split()),
        longitude=longitude,
        latitude=latitude,
    )


def _put_point(message: Any, found: Establishment | PublicPlace) -> None:
    if found.longitude is not None and found.latitude is not None:
        message.place.longitude, message.place.latitude = found.longitude, found.latitude


def _point(message: Any) -> tuple[float | None, float | None]:
    if not message.HasField("place"):
        return None, None
    return message.place.longitude, message.place.latitude
