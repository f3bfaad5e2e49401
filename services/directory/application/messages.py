"""From what the directory holds to what its contract says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp

from services.directory.application.ports import AccountCard
from services.directory.domain.post import Post
from services.directory.domain.territory import Details, Territory
from wangge.directory.v1 import organisations_pb2, territories_pb2
from wangge.types.v1 import types_pb2


def stamp(moment: datetime | None) -> Timestamp | None:
    """A moment for the wire; None stays absent."""
    if moment is None:
        return None
    found = Timestamp()
    found.FromDatetime(moment)
    return found


def moment(holder: Message, field: str) -> datetime | None:
    """The moment in a message field, None when it is absent."""
    if not holder.HasField(field):
        return None
    found: datetime = getattr(holder, field).ToDatetime(tzinfo=UTC)
    return found


def territory_message(
    territory: Territory, *, boundary: str = "", has_children: bool = False, post: str = "", person: str = ""
) -> territories_pb2.Territory:
    """The territory as others see it; ``post`` and ``person`` are in charge of it."""
    details = territory.details
    message = territories_pb2.Territory(
        code=territory.code,
        level=types_pb2.Level.Name(territory.level),
        name=details.name,
        parent_code=territory.parent_code,
        path=territory.path,
        settlement=territories_pb2.Settlement.Name(details.settlement),
        type=details.type,
        boundary=boundary,
        households=details.households,
        size_rule=details.size_rule,
        size_reason=details.size_reason,
        post_in_charge=details.post_in_charge or post,
        person_in_charge=person,
        valid_from=stamp(territory.valid_from),
        valid_to=stamp(territory.valid_to),
        etag=str(territory.version),
        has_children=has_children,
        head_title=details.head_title,
    )
    if details.longitude is not None and details.latitude is not None:
        message.centre.CopyFrom(types_pb2.Point(longitude=details.longitude, latitude=details.latitude))
    return message


def details_of(message: territories_pb2.Territory) -> Details:
    """What a caller says about a new territory."""
    centre = message.centre if message.HasField("centre") else None
    return Details(
        name=message.name.strip(),
        type=message.type,
        settlement=message.settlement,
        households=message.households,
        size_rule=message.size_rule,
        size_reason=message.size_reason,
        post_in_charge=message.post_in_charge,
        head_title=message.head_title,
        longitude=centre.longitude if centre else None,
        latitude=centre.latitude if centre else None,
    )


def organisation_kind(number: int) -> str:
    """The kind's name as rules know it, such as ``department``; empty for one that is not known."""
    kinds = organisations_pb2.OrganisationKind.DESCRIPTOR.values_by_number
    name = kinds[number].name.removeprefix("ORGANISATION_KIND_").lower() if number in kinds else ""
    return "" if name == "unspecified" else name


def post_message(
    post: Post, cards: Mapping[str, AccountCard], at: datetime, *, with_past: bool = False
) -> organisations_pb2.Post:
    """The post with those who hold it now, or ever held it."""
    holders = post.holders if with_past else post.current(at)
    return organisations_pb2.Post(
        id=post.id,
        title=post.title,
        kind=post.kind,
        territory_code=post.place.code,
        organisation_id=post.organisation_id,
        roles=post.roles,
        holders=[
            organisations_pb2.Holder(
                account_id=holder.account_id,
                name=cards[holder.account_id].name if holder.account_id in cards else "",
                since=stamp(holder.since),
                until=stamp(holder.until),
                basis=holder.basis,
            )
            for holder in holders
        ],
        accountable=post.accountable,
        also_territories=[place.code for place in post.also],
        roster_slot=post.roster_slot,
        duties=post.duties,
        skills=post.skills,
        work_phone=post.work_phone,
        etag=str(post.version),
        on_notice_board=post.on_notice_board,
        duty_hours=[
            organisations_pb2.DutySlot(
                weekday=slot.weekday,
                begin=slot.begin_text,
                end=slot.end_text,
                working_days_only=slot.working_days_only,
            )
            for slot in post.duty_hours
        ],
    )
