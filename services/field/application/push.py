"""Notices to phones while the app is closed: made of events, sent by the clock (FLD-03)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from services.field.application.ports import Devices, NewUow
from services.field.application.push_ports import (
    Address,
    Carrier,
    Outcome,
    Subscription,
    Subscriptions,
    Waiting,
)
from services.field.domain import push
from services.field.domain.device import DeviceState
from services.field.domain.push import Happened, Kind, Notice
from services.field.domain.refusals import DeviceNotFound, PushAddressRefused, PushOff
from services.kernel.call import Call, system_call
from services.kernel.errors import FieldProblem
from services.kernel.messaging.envelope import Envelope
from services.kernel.persistence.unit_of_work import UnitOfWork
from wangge.cases.v1 import cases_pb2, events_pb2

BATCH = 200
_LATER = timedelta(minutes=10)
"""When a phone that must not be disturbed is looked at again."""


@dataclass(frozen=True, slots=True)
class State:
    """See PushState of the contract."""

    enabled: bool
    public_key: str
    registered: bool
    quiet: bool


class GetPush:
    """How a phone of the caller's stands."""

    def __init__(self, subscriptions: Subscriptions, carrier: Carrier) -> None:
        self._subscriptions = subscriptions
        self._carrier = carrier

    def __call__(self, call: Call, device_id: str) -> State:
        """Of an unknown phone the same as of one that is not told."""
        found = self._subscriptions.of_device(call.actor.id, device_id)
        key = self._carrier.public_key if self._carrier.enabled else ""
        return State(self._carrier.enabled, key, found is not None, found.quiet if found else False)


class RegisterPush:
    """Binds the browser's subscription to the phone and to the rights its worker has now."""

    def __init__(
        self,
        new_uow: NewUow,
        devices: Devices,
        subscriptions: Subscriptions,
        carrier: Carrier,
        new_id: Callable[[], str],
    ) -> None:
        self._new_uow = new_uow
        self._devices = devices
        self._subscriptions = subscriptions
        self._carrier = carrier
        self._new_id = new_id

    def __call__(self, call: Call, device_id: str, address: Address, *, quiet: bool, language: str) -> None:
        """Raises PushOff, DeviceNotFound for a phone that is not in use, PushAddressRefused."""
        if not self._carrier.enabled:
            raise PushOff()
        try:
            host = self._carrier.host_of(address)
        except ValueError:
            raise PushAddressRefused(FieldProblem("endpoint", PushAddressRefused.code)) from None
        with self._new_uow(call) as uow:
            device = self._devices.find(uow, call.actor.id, device_id)
            if device is None or device.state is not DeviceState.ACTIVE:
                raise DeviceNotFound()
            made = Subscription(
                self._new_id(), call.actor.id, device_id, address, quiet, "en" if language == "en" else "zh"
            )
            self._subscriptions.put(uow, made, host, list(dict.fromkeys(push.hearings_of(call.actor))))
            uow.audit("field.push.register", "device", device_id, territory=device.territory_path)
            uow.commit()


class RemovePush:
    """The phone is told no more."""

    def __init__(self, new_uow: NewUow, subscriptions: Subscriptions) -> None:
        self._new_uow = new_uow
        self._subscriptions = subscriptions

    def __call__(self, call: Call, device_id: str) -> None:
        """Nothing happens if it was not told."""
        with self._new_uow(call) as uow:
            if self._subscriptions.remove(uow, call.actor.id, device_id):
                uow.audit("field.push.remove", "device", device_id)
                uow.commit()


class HearCases:
    """Events of cases become notices; whoever did it themselves is not told."""

    def __init__(self, subscriptions: Subscriptions, carrier: Carrier, new_id: Callable[[], str]) -> None:
        self._subscriptions = subscriptions
        self._carrier = carrier
        self._new_id = new_id

    def __call__(self, event: Any, envelope: Envelope, uow: UnitOfWork) -> None:
        """Any event with the head of a case."""
        head: events_pb2.CaseHead = event.head
        happened = Happened(
            event=envelope.name,
            state=cases_pb2.CaseState.Name(head.after).removeprefix("CASE_STATE_"),
            number=head.number,
            category=head.category,
            urgent=head.urgency > cases_pb2.URGENCY_NORMAL,
            grid=head.grid_path,
            holder=head.holder_path,
            units=tuple(head.unit_ids),
            parties=tuple(head.parties),
        )
        self._tell(push.notice_of(happened), envelope, uow)

    def supervised(self, event: events_pb2.SupervisionChanged, envelope: Envelope, uow: UnitOfWork) -> None:
        """An order to a unit, an urging, or one that was missed."""
        if event.what in ("issued", "urged", "missed") and event.unit_id:
            keys = (f"unit:{event.unit_id}",)
            self._tell(Notice(Kind.SUPERVISED, keys, event.number, urgent=True), envelope, uow)

    def _tell(self, notice: Notice | None, envelope: Envelope, uow: UnitOfWork) -> None:
        if notice is not None and self._carrier.enabled:
            self._subscriptions.tell(uow, notice, envelope.actor_id, self._new_id)


class SendNotices:
    """By the clock: one message to a phone for all that waits; no transaction is open while it is sent."""

    def __init__(self, new_uow: NewUow, subscriptions: Subscriptions, carrier: Carrier) -> None:
        self._new_uow = new_uow
        self._subscriptions = subscriptions
        self._carrier = carrier

    def __call__(self, now: datetime) -> int:
        """How many messages were given."""
        if not self._carrier.enabled:
            return self._changed(self._subscriptions.clear) * 0
        self._changed(lambda uow: self._subscriptions.lapse(uow, now - push.LAPSES))
        working = self._subscriptions.working(now)
        return sum(
            self._send(subscription, waiting, now, on_duty=on_duty, working=working)
            for subscription, waiting, on_duty in self._subscriptions.due(now, BATCH)
        )

    def _send(
        self, to: Subscription, waiting: Sequence[Waiting], now: datetime, *, on_duty: bool, working: bool
    ) -> int:
        old = [each.id for each in waiting if push.too_old(each.made_at, now)]
        fresh = [each for each in waiting if not push.too_old(each.made_at, now)]
        may = [
            each
            for each in fresh
            if push.may_disturb(urgent=each.urgent, quiet=to.quiet, on_duty=on_duty, working=working)
        ]
        later = [each.id for each in fresh if each not in may]
        given, ids = Outcome("refused"), [each.id for each in may]
        if may:
            content = push.said([e.kind for e in may], [e.number for e in may], to.language)
            given = self._carrier.send(to.address, content, urgent=any(e.urgent for e in may), now=now)

        def note(uow: UnitOfWork) -> int:
            self._subscriptions.drop(uow, old)
            self._subscriptions.put_off(uow, later, now + _LATER, tried=False)
            if given.what == "gone":
                return self._subscriptions.remove(uow, to.account_id, to.device_id)
            if given.what == "later":
                pause = max(given.pause, push.pause_after(max(each.tries for each in may)))
                self._subscriptions.put_off(uow, ids, now + pause, tried=True)
            else:
                self._subscriptions.drop(uow, ids)
            return 1

        self._changed(note)
        return 1 if given.what == "given" else 0

    def _changed(self, change: Callable[[UnitOfWork], int]) -> int:
        with self._new_uow(system_call("push")) as uow:
            done = change(uow)
            if done:
                uow.commit()
            return done
