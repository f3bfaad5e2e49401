"""Units, places and service records of the demo county: people in the demo worker's care, and helpers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from stdnum.cn import uscc

from services.kernel.call import Call, Grant
from services.population.application.families.records import WantedRecord
from services.population.application.families.sight import EDIT, GROUNDS, VIEW
from services.population.application.room import today_in_china
from services.population.bootstrap import Application
from services.population.domain.families.grounds import Establishment, PublicPlace
from services.population.domain.families.record import Consent
from services.population.domain.families.refusals import SubjectNotFound
from services.population.domain.records import Person
from services.population.entrypoints.demo_grid import DemoGrid

_UNITS = (
    ("惠民超市", "self_employed", 4, "消防通道畅通、门前三包"),
    ("康宁大药房", "enterprise", 5, "消防通道畅通"),
    ("社区卫生服务站", "institution", 12, "消防、医疗废物管理"),
    ("阳光托管中心", "new_social", 8, "消防、食品安全"),
    ("快捷电脑维修部", "self_employed", 2, "用电安全"),
    ("和顺物业服务有限公司", "enterprise", 18, "电梯、消防、门前秩序"),
)
_PLACES = (("中心广场", "square"), ("便民菜市场", "market"), ("社区健身点", "facility"))
_OLD, _CHILD, _GROWN = 72, 13, 60


def tell(application: Application, call: Call, grid: DemoGrid, now: datetime) -> None:
    """In the first grid; the demo worker cares."""
    rights = frozenset({VIEW, EDIT, GROUNDS, "population.register.view"})
    actor = replace(call.actor, grants=(Grant("grid_worker", rights, grid.path),))
    story = _Story(application, replace(call, actor=actor), grid, today_in_china(now))
    story.units()
    story.places()
    story.care()
    story.helpers()


class _Story:
    def __init__(self, application: Application, call: Call, grid: DemoGrid, today: date) -> None:
        self._do = application.families
        self._call = call
        self._grid = grid
        self._today = today
        self._used: set[str] = set()

    def units(self) -> None:
        """Six units, one with a check."""
        area = next((each.address for each in self._grid.vacant), "社区中心街")
        for at, (name, kind, staff, duty) in enumerate(_UNITS):
            body = f"92410611MA4{at:06d}"
            unit = Establishment(
                id="",
                path=self._grid.path,
                name=name,
                kind=kind,
                address=f"{area[:12]}临街{at + 1}号",
                credit_code=body + uscc.calc_check_digit(body),
                staff_count=staff,
                representative=("尹国庆", "邵兰芳", "闵建军")[at % 3],
                representative_phone=f"1390392{2000 + at}",
                safety_duty=duty,
            )
            made = self._do.put_establishment(self._call, unit, "")
            if at < 2:
                found = (self._today - timedelta(days=9)).isoformat()
                said = {"hazard": "fire", "found_on": found, "duty": name, "what": "灭火器到期"}
                self._do.open(self._call, WantedRecord("unit_safety", made, said))

    def places(self) -> None:
        """Three places with a patrol and a facility."""
        for name, kind in _PLACES:
            place = self._do.put_place(self._call, PublicPlace("", self._grid.path, name, kind), "")
            if kind == "facility":
                said = {"kind": "sport", "count": "6", "works": "yes", "maintainer": "社区居委会"}
                self._do.open(self._call, WantedRecord("facility", place, said))
            else:
                self._do.open(self._call, WantedRecord("place_patrol", place, {"why": "crowd", "every": "8"}))

    def care(self) -> None:
        """Of each kind a few."""
        need = {"need": "meals", "visits": "4", "note": "每周上门两次"}
        agreed = Consent(self._today - timedelta(days=20), "self")
        guardian = replace(agreed, by="guardian", by_name="委托照护人")
        self._open("elderly_alone", need | {"alarm_fitted": "yes"}, 4, lambda age: age >= _OLD)
        self._open("empty_nest", need | {"need": "company"}, 3, lambda age: age >= _OLD)
        self._open("disabled", {"need": "aids"}, 1, lambda age: age >= _GROWN)
        said = {"need": "visit", "guardian_name": "委托照护人"}
        self._open("left_behind_child", said, 1, lambda age: 6 <= age < _CHILD, guardian)
        self._open("unemployed", {"wanted_job": "仓库管理", "training": "yes"}, 2, _working, agreed)
        self._open("civil_relief", {"scheme": "minimum", "amount": "620"}, 1, lambda age: age >= _GROWN)
        self._open("support_appointment", {"need": "papers"}, 1, _working, agreed)

    def helpers(self) -> None:
        """Volunteers who may be called."""
        agreed = Consent(self._today - timedelta(days=60), "self")
        for role, skills in (("volunteer", "水电维修"), ("building_head", "调解"), ("helper", "理发")):
            said = {"role": role, "skills": skills, "available": "周末", "call_phone": "13900000000"}
            self._open("volunteer", said, 1, _working, agreed)

    def _open(
        self,
        code: str,
        values: dict[str, str],
        count: int,
        fits: Callable[[int], bool],
        consent: Consent | None = None,
    ) -> None:
        for person in self._people(fits):
            if not count:
                return
            wanted = WantedRecord(code, person.id, values, consent=consent)
            try:
                self._do.open(self._call, wanted)
            except SubjectNotFound:
                continue
            count -= 1

    def _people(self, fits: Callable[[int], bool]) -> Iterator[Person]:
        for family in reversed(self._grid.dossiers):
            for dossier in family:
                person = dossier.person
                age = self._today.year - person.born_on.year if person.born_on is not None else -1
                if person.id not in self._used and fits(age):
                    self._used.add(person.id)
                    yield person


def _working(age: int) -> bool:
    return 25 <= age < 55
