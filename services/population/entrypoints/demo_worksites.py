"""Worksites, safety commitments and stations for incoming residents of the demo county."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from services.kernel.call import Call, Grant
from services.population.application.room import today_in_china
from services.population.application.worksites.commitments import Signed
from services.population.bootstrap import Application
from services.population.domain.cards import CardState, ServiceKind
from services.population.domain.commitments import LetterForm
from services.population.domain.safety import Subject
from services.population.domain.stations import Coordinator, Station, StationKind
from services.population.domain.worksites import Worksite, WorksiteKind
from services.population.entrypoints.demo_grid import DemoGrid
from services.population.entrypoints.demo_visits import signature_picture

_RIGHTS = frozenset(
    {
        "population.register.view",
        "population.register.edit",
        "population.incomer.edit",
        "population.worksite.edit",
        "population.station.edit",
    }
)
_TOWN = 9
_CHECKS = 0x0199_0002 << 96
_HOURS = "周一至周五 8:30—17:30，周六 9:00—12:00"


def tell(application: Application, call: Call, grid: DemoGrid, now: datetime) -> None:
    """In the first grid; the stations in its town."""
    grant = Grant(role="screener", permissions=_RIGHTS, territory=grid.path[:_TOWN])
    mine = replace(call, actor=replace(call.actor, grants=(grant,)))
    today = today_in_china(now)
    _worksites(application, mine, grid, today)
    _employers(application, mine, grid)
    _stations(application, mine, grid, today)


def _worksites(application: Application, call: Call, grid: DemoGrid, today: date) -> None:
    """Three of them: one in order, one with a blocked escape route, one that nothing is signed for."""
    app = application.worksites
    made = []
    for number, (name, kind, employer, housed) in enumerate(
        (
            ("新城家园二期项目部", WorksiteKind.SITE, "宏达建筑公司", 46),
            ("物流园道路改造工棚", WorksiteKind.SHED, "金山园区物流", 18),
            ("社区管网改造施工点", WorksiteKind.SITE, "市政工程队", 0),
        )
    ):
        said = Worksite(
            id="",
            path=grid.path,
            name=name,
            opened_on=today - timedelta(days=90 - 20 * number),
            kind=kind,
            address=f"{name}驻地",
            employer_name=employer,
            contact_name="项目经理",
            contact_phone=f"1390000001{number}",
            housed=housed,
            expected_end=today + timedelta(days=200),
        )
        made.append(app.register(call, said, add_dwelling=housed > 0))
    for number, (worksite, failed) in enumerate(
        zip(made[:2], ((), ("fire_exit", "shed_material")), strict=True)
    ):
        _sign(application, call, worksite, Subject.WORKSITE, "项目经理")
        app.check(call, worksite, "", str(UUID(int=_CHECKS | number)), failed)
    cards = application.incomers.show_cards.page(call, grid.path, None, None, 20)
    working = [each for each in cards if each.employer and each.state is not CardState.LEFT]
    for card in working[:3]:
        application.incomers.name_worksite(call, card.id, "", made[0])


def _employers(application: Application, call: Call, grid: DemoGrid) -> None:
    """Two signed, one of them with something to put right; the others did not yet."""
    found = application.worksites.commitments.employers(call, grid.path, None, 2)
    for number, (bound, _) in enumerate(found):
        _sign(application, call, bound.id, Subject.EMPLOYER, "店长")
        failed = ("fire_facilities",) if number else ()
        application.worksites.check(call, bound.id, "", str(UUID(int=_CHECKS | 16 + number)), failed)


def _sign(application: Application, call: Call, bound: str, subject: Subject, name: str) -> None:
    file = application.add_evidence(call, signature_picture(), "signature.png")
    version = application.worksites.letters.in_force(subject).version
    application.worksites.sign(call, bound, "", Signed(version, LetterForm.SCREEN, name, file.id))


def _stations(application: Application, call: Call, grid: DemoGrid, today: date) -> None:
    """The town's and two below it."""
    town, places = grid.path[:_TOWN], application.places
    communities = places.below(town, 12)
    own = [each for each in communities if grid.path.startswith(each[0])]
    others = [each for each in communities if each not in own]
    everything = tuple(ServiceKind)
    main = Station(
        id="",
        kind=StationKind.MAIN,
        path=town,
        name=f"{places.place_name(town)}流动人口服务总站",
        address="街道便民服务中心一楼 6 号窗口",
        hours=_HOURS,
        phone="0392-0000000",
        services=everything,
        needed_from=100,
    )
    _open(application, call, main, ("李站长", "王协管"), today)
    for number, (path, name) in enumerate((*own, *others)[:2]):
        sub = Station(
            id="",
            kind=StationKind.SUB,
            path=path,
            name=f"{name.removesuffix('居民委员会').removesuffix('委员会')}流动人口服务分站",
            address="社区党群服务中心一楼",
            hours=_HOURS,
            services=everything[: 4 - number],
        )
        _open(application, call, sub, (f"{'张陈'[number]}协管",), today)


def _open(
    application: Application, call: Call, station: Station, names: tuple[str, ...], today: date
) -> None:
    made = application.worksites.put_station(call, station, "")
    for number, name in enumerate(names):
        coordinator = Coordinator(
            "", name, f"LX-{station.path[-3:]}{number + 1}", "", "流动人口协管员", today - timedelta(days=30)
        )
        application.worksites.staff.appoint(call, made, "", coordinator)
