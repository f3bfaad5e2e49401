"""Puts notices to phones together (FLD-03)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from services.field.adapters.devices import SqlDevices
from services.field.adapters.push_carrier import PushCarrier
from services.field.adapters.push_store import SqlSubscriptions
from services.field.application.push import GetPush, HearCases, RegisterPush, RemovePush, SendNotices
from services.kernel.runtime.context import ServiceContext


@dataclass(frozen=True, slots=True)
class Push:
    """Commands, query, policy and timed work of notices."""

    get: GetPush
    register: RegisterPush
    remove: RemovePush
    hear: HearCases
    send: SendNotices


def build_push(context: ServiceContext) -> Push:
    """Over the service's database; switched off where no host is allowed."""
    hosts: tuple[str, ...] = getattr(context.settings, "push_hosts", ())
    contact: str = getattr(context.settings, "push_contact", "")
    carrier = PushCarrier(hosts, contact, context.cipher.derived("field.push", 48), secrets.token_bytes)
    subscriptions = SqlSubscriptions(context.database, context.cipher)
    new_uow, new_id = context.new_uow, context.new_id
    return Push(
        get=GetPush(subscriptions, carrier),
        register=RegisterPush(new_uow, SqlDevices(context.database), subscriptions, carrier, new_id),
        remove=RemovePush(new_uow, subscriptions),
        hear=HearCases(subscriptions, carrier, new_id),
        send=SendNotices(new_uow, subscriptions, carrier),
    )
