"""Fills the demo county: the places of one grid's route, and two patrols of its worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.field.application.patrolling import Called
from services.field.bootstrap import Application
from services.field.domain.checkpoint import Checkpoint
from services.field.domain.positions import Fix, Position
from services.field.entrypoints import demo_help, demo_work_log
from services.kernel.call import Actor, Call, Grant, Realm, system_call
from services.kernel.runtime.context import ServiceContext
from services.kernel.territory_codes import code_of

_CHINA = ZoneInfo("Asia/Shanghai")
_ROUTE = (("01", "小区东门"), ("02", "配电房"), ("03", "健身广场"), ("04", "地下车库入口"))
_START = (114.2015, 35.6625)
_FOUND = {1: (2, "健身器材松动，已通知物业"), 2: (1, "配电房门未上锁，当场锁好")}
_LOGIN, _CLERK = "worker", "screener"
_PERMISSIONS = frozenset({"field.patrol.do"})


def build(application: Application, context: ServiceContext, progress: Callable[[str], None]) -> None:
    """Once; the directory's accounts and posts must have been heard of."""
    account_id = application.people.account_id(_LOGIN)
    badge = application.people.badge_of(account_id, context.clock()) if account_id else None
    path = application.people.grid_of(account_id)
    if badge is None or not path:
        return
    call = _call_of(account_id, badge.name, path)
    demo_help.build(application, call, path, context.clock(), progress)
    if not application.list_checkpoints(call, "", True, None, 1):
        _route_and_patrols(application, context, call, path)
        progress("巡查 2 次 / 2 patrols")
    worker, clerk = (account_id, badge.name, path), application.people.account_id(_CLERK)
    demo_work_log.build(application.logs, context.clock(), worker, clerk, progress)


def _route_and_patrols(application: Application, context: ServiceContext, call: Call, path: str) -> None:
    """The places of the grid's route, and two patrols along it."""
    for number, (code, name) in enumerate(_ROUTE):
        place = _along(number)
        wanted = Checkpoint(
            id="",
            code=f"{path[-6:]}-{code}",
            name=name,
            territory_path=path,
            place=place,
            position=number + 1,
        )
        application.put_checkpoint(system_call("demo"), wanted, "")
    today = context.clock().astimezone(_CHINA).replace(hour=9, minute=0, second=0, microsecond=0)
    for days_ago in (2, 1):
        _patrol(application, call, path, today - timedelta(days=days_ago), _FOUND[days_ago])


def _patrol(application: Application, call: Call, path: str, began: datetime, found: tuple[int, str]) -> None:
    """An hour and ten minutes along the route, with one finding."""
    application.start_duty(call, "", began - timedelta(minutes=20))
    patrol_id = application.start_patrol(call, "", code_of(path), began)
    for number, (code, _) in enumerate(_ROUTE):
        called = Called(
            at=began + timedelta(minutes=8 + 15 * number),
            checkpoint_code=f"{path[-6:]}-{code}",
            position=_along(number),
            finding=found[1] if number == found[0] else "",
        )
        application.check_in(call, patrol_id, called)
    fixes = [Fix(began + timedelta(minutes=each), _along(each / 15)) for each in range(0, 60, 2)]
    application.add_track(call, patrol_id, "demo", fixes)
    application.finish_patrol(call, patrol_id, began + timedelta(minutes=70))
    application.end_duty(call, began + timedelta(hours=3))


def _along(turn: float) -> Position:
    return Position(_START[0] + 0.0009 * turn, _START[1] + 0.0004 * turn, 8.0)


def _call_of(account_id: str, name: str, path: str) -> Call:
    grant = Grant(role="grid_worker", permissions=_PERMISSIONS, territory=path)
    return Call(actor=Actor(id=account_id, name=name, realm=Realm.STAFF, grants=(grant,)), origin="demo")
