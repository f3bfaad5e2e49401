"""Builders for tests of the case loop: a small county, a leaf, turns at chosen moments."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from services.cases.domain.case import Case
from services.cases.domain.catalogue import Leaf
from services.cases.domain.clocks import StageLimits
from services.cases.domain.parts import Doer, Evidence, Unit
from services.cases.domain.record import Turn
from services.cases.domain.routing import Landing
from services.cases.domain.states import Channel, Urgency
from services.kernel.worktime import WorkCalendar

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
GRID, COMMUNITY, TOWNSHIP, COUNTY, PREFECTURE = (
    "410602001001001",
    "410602001001",
    "410602001",
    "410602",
    "4106",
)
CHAIN = (PREFECTURE, COUNTY, TOWNSHIP, COMMUNITY, GRID)


@dataclass
class County:
    """Territories in memory; everything is staffed unless it is in ``empty``."""

    paths: set[str] = field(default_factory=lambda: set(CHAIN))
    empty: set[str] = field(default_factory=set)
    units: list[Unit] = field(default_factory=list)
    pins: dict[tuple[float, float], str] = field(default_factory=dict)
    close: str = ""

    def known(self, path: str) -> bool:
        return path in self.paths

    def name_of(self, path: str) -> str:
        return f"地{path}"

    def vacant(self, path: str) -> bool:
        return path in self.empty

    def centre_at(self, path: str) -> Unit | None:
        if path in self.empty or len(path) == 15:
            return None
        return Unit(f"centre-{path}", f"中心{path}", path, centre=True)

    def answering(self, line: str, path: str) -> Sequence[Unit]:
        return [u for u in self.units if u.path == path and any(line.startswith(each) for each in u.lines)]

    def grid_at(self, longitude: float, latitude: float) -> str:
        return self.pins.get((longitude, latitude), "")

    def nearest(self, longitude: float, latitude: float) -> str:
        return self.close

    def top(self) -> str:
        return min(self.paths, key=len, default="")


LEAF = Leaf(code="event.rubbish", title="垃圾堆放", limits={Urgency.NORMAL: StageLimits({"handling": "2wd"})})
PAPER = Leaf(code="service.proof", title="开具证明", kind="service", paperwork=True)
STEPS = Leaf(
    code="event.illegal_building",
    title="违法建设",
    limits={
        Urgency.NORMAL: StageLimits(
            {"handling": "30wd"}, (("stop", "4wh"), ("fine", "7wd"), ("demolish", "20wd"))
        )
    },
)

ids = itertools.count(1)


def turn(
    by: str = "someone",
    now: datetime = MONDAY,
    *,
    units: Sequence[str] = (),
    leaf: Leaf = LEAF,
    calendar: WorkCalendar | None = None,
    places: Any = None,
) -> Turn:
    return Turn(
        by=Doer(by, by, tuple(units)),
        now=now,
        leaf=leaf,
        calendar=calendar or WorkCalendar(),
        places=places or County(),
        new_id=lambda: f"id-{next(ids)}",
    )


def reported(
    now: datetime = MONDAY,
    *,
    leaf: Leaf = LEAF,
    urgency: Urgency = Urgency.NORMAL,
    places: Any = None,
    **values: Any,
) -> Case:
    case = Case(
        id="c1",
        number="HB2026-0000001",
        title="一堆垃圾",
        content="路边有一堆垃圾",
        grid_path=values.pop("grid_path", GRID),
        holder_path=values.pop("holder_path", GRID),
        channel=Channel.PATROL,
        created_at=now,
        category=leaf.code,
        urgency=urgency,
        paperwork=leaf.paperwork,
        **values,
    )
    case.report(turn("reporter", now, leaf=leaf, places=places), Landing(GRID, "grid"))
    return case


def photo(taken: datetime | None = None, name: str = "p1") -> Evidence:
    return Evidence(name, "picture", taken, taken or MONDAY)


ROADS = Unit("roads", "市政局", COUNTY, lines=("facility.road",))
WATER = Unit("water", "水务局", COUNTY, lines=("facility.water",))
POLICE = Unit("police", "派出所", TOWNSHIP, lines=("event.order",))


def filed(now: datetime = MONDAY, **values: Any) -> Case:
    leaf = values.get("leaf", LEAF)
    case = reported(now, **values)
    case.submit(turn("head", now, leaf=leaf), "无力解决")
    case.file(turn("screener", now, leaf=leaf), "F1", "")
    return case


def assigned(now: datetime = MONDAY, joint: Sequence[Unit] = (), **values: Any) -> Case:
    case = filed(now, **values)
    case.assign(turn("dispatcher", now, leaf=values.get("leaf", LEAF)), ROADS, joint, "尽快")
    return case


def in_work(now: datetime = MONDAY, joint: Sequence[Unit] = (), **values: Any) -> Case:
    case = assigned(now, joint, **values)
    for unit in (ROADS, *joint):
        case.sign(turn(f"{unit.id}-officer", now, units=[unit.id], leaf=values.get("leaf", LEAF)), "")
    return case


def verifying(now: datetime = MONDAY, **values: Any) -> Case:
    leaf = values.get("leaf", LEAF)
    case = in_work(now, **values)
    case.feed_back(
        turn("roads-officer", now + timedelta(hours=1), units=["roads"], leaf=leaf), "已清", [], "", None
    )
    case.check(turn("dispatcher", now + timedelta(hours=2), leaf=leaf), True, "")
    return case


def closed(now: datetime = MONDAY, **values: Any) -> Case:
    case = verifying(now, **values)
    at = now + timedelta(hours=3)
    case.verify(turn("head", at), True, "", [photo(at)], (114.1, 35.7))
    return case
