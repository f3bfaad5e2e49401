"""Whoever works with the register has promised to keep it to himself, every year anew (POP-30, COM-39)."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from services.kernel.call import Call, Realm
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import Clock
from services.population.application.ports import NewUow
from services.population.domain.refusals import NoUndertaking, PromiseChanged
from services.population.domain.rights import PROMISE_HOLDS, PROMISE_VERSION, Promise


class Promises(Protocol):
    """Signatures."""

    def latest(self, account_id: str) -> Promise | None: ...
    def add(self, uow: UnitOfWork, promise: Promise) -> None: ...


class Confidentiality:
    """Gives transactions to those whose promise holds, and to nobody else of the staff."""

    def __init__(self, new_uow: NewUow, promises: Promises, clock: Clock) -> None:
        self._new_uow = new_uow
        self._promises = promises
        self._clock = clock
        # Promises only ever come to hold; whoever's has run out is asked for anew.
        self._known: dict[str, datetime] = {}

    def new_uow(self, call: Call) -> UnitOfWork:
        """A transaction for the call. Raises NoUndertaking."""
        self.require(call)
        return self._new_uow(call)

    def require(self, call: Call) -> None:
        """Raises NoUndertaking for staff whose promise does not hold; systems answer by their contract."""
        if call.actor.realm is not Realm.STAFF:
            return
        now = self._clock()
        if now < self._known.get(call.actor.id, now):
            return
        promise = self._promises.latest(call.actor.id)
        if promise is None or not promise.holds(now):
            raise NoUndertaking()
        self._known[call.actor.id] = promise.expires_at


class GetUndertaking:
    """The caller's own promise."""

    def __init__(self, promises: Promises) -> None:
        self._promises = promises

    def __call__(self, call: Call) -> Promise | None:
        """None for whoever never signed."""
        return self._promises.latest(call.actor.id)


class SignUndertaking:
    """The caller signs; signing again before it ends begins a new year."""

    def __init__(self, new_uow: NewUow, promises: Promises) -> None:
        self._new_uow = new_uow
        self._promises = promises

    def __call__(self, call: Call, version: str) -> Promise:
        """Raises PromiseChanged when another text was read than the one that is in force."""
        if version != PROMISE_VERSION:
            raise PromiseChanged()
        with self._new_uow(call) as uow:
            promise = Promise(call.actor.id, call.actor.name, version, uow.now, uow.now + PROMISE_HOLDS)
            self._promises.add(uow, promise)
            changes = {"version": ["", version]}
            uow.audit("population.undertaking.sign", "account", call.actor.id, changes=changes)
            uow.commit()
        return promise
