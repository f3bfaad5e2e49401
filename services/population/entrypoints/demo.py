"""Fills the demo county with invented residents: one grid as a real one is, its sisters with fewer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from random import Random

from services.kernel.call import Actor, Call, Grant, Realm
from services.kernel.runtime.context import ServiceContext
from services.population.application.room import today_in_china
from services.population.bootstrap import Application
from services.population.domain.rights import PROMISE_VERSION
from services.population.entrypoints import (
    demo_coordination,
    demo_proposals,
    demo_public,
    demo_services,
    demo_story,
    demo_summaries,
    demo_transfers,
    demo_visits,
    demo_worksites,
)
from services.population.entrypoints.demo_grid import DemoGrid, settle
from services.population.entrypoints.demo_names import Crowd

_TOWNSHIP, _GRID_DIGITS, _LOGIN, _CLERK = "410611002", 15, "worker", "screener"
_HOUSEHOLDS, _FEWER = 335, 40
_PROMISED = (
    "worker",
    "head",
    "screener",
    "screener2",
    "dispatcher",
    "dispatcher2",
    "supervisor",
    "qu_leader",
    "leader",
    "shi_duban",
    "admin",
)
_PERMISSIONS = frozenset({"population.register.view", "population.register.edit"})


def build(application: Application, context: ServiceContext, progress: Callable[[str], None]) -> None:
    """Once; the directory's grids, buildings and accounts must have been heard of."""
    grids = application.places.below(_TOWNSHIP, _GRID_DIGITS)
    worker = application.places.account_id(_LOGIN)
    if not grids or not worker or application.counts.counts("household", ""):
        return
    community = grids[0][0][:12]
    now = context.clock()
    _promise(application)
    call = _call_of(worker, application.places.account_names([worker])[worker], community)
    made: list[DemoGrid] = []
    for path, _ in grids:
        if path.startswith(community):
            made.append(_grid(application, context, call, path, now, _FEWER if made else _HOUSEHOLDS))
    demo_story.tell(application, call, made, today_in_china(now))
    demo_visits.tell(application, call, made[0], now)
    demo_services.tell(application, call, made[0], now)
    demo_worksites.tell(application, call, made[0], now)
    demo_proposals.tell(application, worker, call.actor.name, community)
    office = _office(application, call)
    demo_public.tell(application, office, made[0], now)
    demo_summaries.tell(application, office, made[0], now)
    demo_coordination.tell(application, call, made[0], now)
    known = next((each[0] for each in made[0].dossiers if each and each[0].person.document_number), None)
    if known is not None:
        demo_transfers.tell(application, known, made[0].path, community)
    people = sum(each.people for each in made)
    households = sum(len(each.households) for each in made)
    progress(f"居民 {people} 人 {households} 户 / {people} residents, {households} households")


def _office(application: Application, call: Call) -> Call:
    """The clerk of the community, where the directory has one."""
    clerk = application.places.account_id(_CLERK)
    return _call_of(clerk, application.places.account_names([clerk])[clerk], "") if clerk else call


def _promise(application: Application) -> None:
    """The accounts a newcomer signs in with have promised; ``admin2`` shows what others are asked for."""
    for login in _PROMISED:
        if account_id := application.places.account_id(login):
            application.rights.sign_undertaking(_call_of(account_id, login, ""), PROMISE_VERSION)


def _grid(
    application: Application, context: ServiceContext, call: Call, path: str, now: datetime, count: int
) -> DemoGrid:
    crowd = Crowd(Random(f"population {path}"), today_in_china(now), start=int(path[-3:]) * 3000)
    area = application.places.place_name(path[:9]) + _short(application.places.place_name(path[:12]))
    grid = settle(
        path, area, application.places.buildings_under(path), count, crowd, context.new_id, call, now
    )
    with context.new_uow(call) as uow:
        grid.people = application.bulk.add(uow, grid.entries)
        uow.commit()
    return grid


def _short(community: str) -> str:
    return community.removesuffix("居民委员会").removesuffix("村民委员会").removesuffix("委员会")


def _call_of(account_id: str, name: str, path: str) -> Call:
    grant = Grant(role="grid_worker", permissions=_PERMISSIONS, territory=path)
    return Call(actor=Actor(id=account_id, name=name, realm=Realm.STAFF, grants=(grant,)), origin="demo")
