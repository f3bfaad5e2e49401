"""What the demo community asked of other places, what others ask of it, and two joint checks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from PIL import Image, ImageDraw

from services.kernel.call import Actor, Call, Grant, Realm
from services.population.application.commands.people import Wanted as WantedHome
from services.population.application.coordination.answering import Given
from services.population.application.coordination.asking import Wanted
from services.population.application.coordination.receiving import Named, Received
from services.population.application.room import today_in_china
from services.population.bootstrap import Application
from services.population.domain.coordination.joint_check import Finding, JointCheck, Premises
from services.population.domain.details import Details
from services.population.domain.kinds import DocumentKind, ResidenceKind, Sex, StayReason
from services.population.domain.records import Dwelling, Person
from services.population.domain.safety import Subject
from services.population.entrypoints.demo_grid import DemoGrid
from services.population.entrypoints.demo_names import Crowd

_OTHER_LOGIN = "screener2"
_RIGHTS = frozenset(
    {
        "population.register.view",
        "population.register.edit",
        "population.coordination.ask",
        "population.coordination.answer",
        "population.jointcheck.do",
    }
)
_OUTSIDE = "演示省临川县白云镇人民政府"
_POSTS = ("社区网格长", "派出所 社区民警", "消防救援站 监督岗", "市场监管所 执法岗")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another community, one of its grids, and who works there."""

    community: str
    grid: str
    account_id: str


def tell(application: Application, worker: Call, grid: DemoGrid, now: datetime) -> None:
    """Nothing where the county has one community alone."""
    neighbour = _neighbour(application, grid.path)
    if neighbour is None:
        return
    own = _call(worker.actor.id, worker.actor.name, grid.path[:12])
    name = application.places.account_names([neighbour.account_id])[neighbour.account_id]
    there = _call(neighbour.account_id, name, neighbour.community)
    _asked(application, own, there, grid, neighbour, now)
    _received(application, there, grid, neighbour, now)
    _by_letter(application, own, grid, now)
    _checks(application, own, grid, now)


def _neighbour(application: Application, path: str) -> Neighbour | None:
    account = application.places.account_id(_OTHER_LOGIN)
    for community, _ in application.places.below(path[:9], 12):
        grids = application.places.below(community, 15)
        if account and grids and not path.startswith(community):
            return Neighbour(community, grids[0][0], account)
    return None


def _asked(
    application: Application, own: Call, there: Call, grid: DemoGrid, neighbour: Neighbour, now: datetime
) -> None:
    """One that the neighbour answered, one on its way to a place outside by letter."""
    do, (child, elder) = application.coordination, _people(grid, now)
    wanted = Wanted(child.id, "school_enrolment", to_path=neighbour.community, send=True)
    made = do.draft(own, wanted)
    do.acknowledge(there, made, "")
    do.answer(there, made, "", Given({"enrolled": "yes", "grade": "三年级", "school": "演示实验小学"}))
    letter = Wanted(elder.id, "elder_services", to_outside=_OUTSIDE, note="老人随子女居住", send=True)
    do.draft(own, letter)


def _received(
    application: Application, there: Call, grid: DemoGrid, neighbour: Neighbour, now: datetime
) -> None:
    """A family that moved to the neighbour, which asks whether the child is enrolled where it came from."""
    today = today_in_china(now)
    child = Crowd(Random("coordination"), today, start=900_000).one(Sex.FEMALE, 9)
    home = Dwelling(
        id="", path=neighbour.grid, address="淇河路66号6号楼1单元602室", unit="1", storey=6, room="602"
    )
    dwelling_id = application.create_dwelling(there, home)
    said = Details(
        name=child.name,
        sex=child.sex,
        born_on=child.born_on,
        document_kind=DocumentKind.IDENTITY_CARD,
        document_number=child.document_number,
    )
    wanted = WantedHome(
        kind=ResidenceKind.INCOMING,
        dwelling_id=dwelling_id,
        reason=StayReason.ACCOMPANYING,
        from_day=today - timedelta(days=12),
        origin=application.places.place_name(grid.path[:12]),
    )
    person = application.register_person(there, said, wanted, sure=True)
    asked = Wanted(
        person,
        "school_enrolment",
        fields=("enrolled",),
        to_path=grid.path[:12],
        note="拟在本地入学",
        send=True,
    )
    application.coordination.draft(there, asked)


def _by_letter(application: Application, own: Call, grid: DemoGrid, now: datetime) -> None:
    """A letter on paper of a place outside, about somebody old of the grid who moved on to children there."""
    elder = [each for each in _of_age(grid, today_in_china(now).year, 65, 90)][1]
    letter = Received(
        sender="演示省临川县民政局",
        number="临民函〔2026〕12号",
        on=today_in_china(now) - timedelta(days=2),
        to_path=grid.path[:12],
        purpose_code="elder_services",
        people=(Named(elder.name, elder.document_number),),
        file_name="来函.png",
        data=letter_picture(),
        note="来函拟办理老年人优待证",
    )
    application.coordination.record_letter(own, letter)


def letter_picture() -> bytes:
    """A sheet with lines, as a letter that was scanned looks from afar."""
    out, paper = io.BytesIO(), Image.new("RGB", (620, 877), "#fbfaf5")
    draw = ImageDraw.Draw(paper)
    draw.line([(120, 110), (500, 110)], "#b3261e", 6)
    for row in range(8):
        draw.line([(80, 200 + row * 48), (540 - 30 * (row % 3), 200 + row * 48)], "#555", 4)
    draw.ellipse([380, 640, 520, 780], outline="#b3261e", width=5)
    paper.save(out, "PNG")
    return out.getvalue()


def _checks(application: Application, own: Call, grid: DemoGrid, now: datetime) -> None:
    """One that is planned, one that found everything in order."""
    do, today = application.coordination, today_in_china(now)
    known = [each for each, _ in do.look_at_checks.premises(own, grid.path)[0]]
    units, sites, homes = (
        [each for each in known if each.kind is kind][:2]
        for kind in (Subject.EMPLOYER, Subject.WORKSITE, Subject.RENTAL)
    )
    if not units:
        return
    done = do.plan_check(own, _check("夏季消防联合检查", grid, today - timedelta(days=20), tuple(units)))
    do.record_findings(own, done, "", [Finding("", each.id) for each in units])
    coming = _check(
        "出租房屋和工地安全联合检查", grid, today + timedelta(days=3), tuple([*homes, *sites] or units)
    )
    do.plan_check(own, coming)


def _check(title: str, grid: DemoGrid, day: date, premises: tuple[Premises, ...]) -> JointCheck:
    return JointCheck(
        id="",
        title=title,
        path=grid.path,
        planned_on=day,
        participants=_POSTS,
        premises=premises,
        made_by="",
        made_by_name="",
    )


def _people(grid: DemoGrid, now: datetime) -> tuple[Person, Person]:
    """A child and somebody old of the grid."""
    year = today_in_china(now).year
    child = next(_of_age(grid, year, 7, 12))
    return child, next(_of_age(grid, year, 65, 90))


def _of_age(grid: DemoGrid, year: int, youngest: int, oldest: int) -> Iterator[Person]:
    for family in grid.dossiers:
        for dossier in family:
            born = dossier.person.born_on
            if born is not None and youngest <= year - born.year <= oldest:
                yield dossier.person


def _call(account_id: str, name: str, path: str) -> Call:
    grant = Grant(role="screener", permissions=_RIGHTS, territory=path)
    return Call(actor=Actor(id=account_id, name=name, realm=Realm.STAFF, grants=(grant,)), origin="demo")
