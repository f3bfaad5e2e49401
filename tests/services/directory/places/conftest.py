"""A small county for the tests of places: two communities, a clock that stands still, three accounts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.directory.adapters.tables import metadata
from services.directory.application.ports import AccountCard, FixedAccounts
from services.directory.places_parts import Places, build_places
from services.kernel.call import Call, system_call
from services.kernel.persistence.tables import outbox
from services.kernel.runtime.context import ServiceContext
from services.kernel.testing.contexts import SetClock, context_for
from wangge.directory.v1 import organisations_pb2, territories_pb2
from wangge.types.v1 import types_pb2

COMMUNITY, OTHER = "410611002001", "410611002002"
LEVELS = {
    "410600000000": (1, ""),
    "410611000000": (2, "410600000000"),
    "410611002000": (3, "410611000000"),
    COMMUNITY: (4, "410611002000"),
    OTHER: (4, "410611002000"),
}


def box(west: float, south: float, east: float, north: float) -> str:
    """A rectangle in hundredths of a degree from 114 E 35 N."""
    w, s, e, n = 114 + west / 100, 35 + south / 100, 114 + east / 100, 35 + north / 100
    ring = [[w, s], [e, s], [e, n], [w, n], [w, s]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


class World:
    """Commands as the system carries them out, with short names for what tests arrange."""

    def __init__(self, context: ServiceContext, places: Places, clock: SetClock) -> None:
        self.context, self.places, self.clock = context, places, clock
        self.system = system_call("test")

    def territory(
        self, level: int, parent: str, code: str = "", **fields: object
    ) -> territories_pb2.Territory:
        wanted = territories_pb2.Territory(level=level, parent_code=parent, code=code, name="区域", **fields)  # type: ignore[arg-type]
        return self.places.create_territory(self.system, wanted)

    def grid(self, parent: str = COMMUNITY, border: str = "", **fields: object) -> territories_pb2.Territory:
        grid = self.territory(5, parent, **fields)
        return self.draw(grid, border) if border else grid

    def draw(self, territory: territories_pb2.Territory, border: str) -> territories_pb2.Territory:
        request = territories_pb2.SetBoundaryRequest(
            code=territory.code, etag=territory.etag, boundary=border
        )
        return self.places.set_boundary(self.system, request)

    def get(self, code: str) -> territories_pb2.Territory:
        return self.places.get_territory(self.system, code)

    def head(self, *grids: str, title: str = "网格长") -> organisations_pb2.Post:
        wanted = organisations_pb2.Post(
            title=title,
            kind="grid_head",
            territory_code=grids[0],
            also_territories=grids[1:],
            accountable=True,
            on_notice_board=True,
            duties=["采集信息"],
        )
        return self.places.create_post(self.system, wanted)

    def appoint(self, post: organisations_pb2.Post, account: str, **more: object) -> organisations_pb2.Post:
        request = organisations_pb2.AppointHolderRequest(
            id=post.id,
            etag=post.etag,
            account_id=account,
            **more,  # type: ignore[arg-type]
        )
        return self.places.appoint_holder(self.system, request)

    def located(self, across: float, up: float, call: Call | None = None) -> list[str]:
        answer = self.places.locate_point(call or self.system, 114 + across / 100, 35 + up / 100)
        return [each.code for each in answer.territories]

    def events(self) -> list[tuple[str, dict[str, object]]]:
        with self.context.database.read() as connection:
            rows = connection.execute(outbox.select().order_by(outbox.c.position)).all()
        return [(row.type.rpartition(".")[2], json.loads(row.envelope)["data"]) for row in rows]


def point(across: float, up: float) -> types_pb2.Point:
    return types_pb2.Point(longitude=114 + across / 100, latitude=35 + up / 100)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a new world; tests take copies, for filling one takes longer than most of them."""
    path = tmp_path_factory.mktemp("filled") / "directory.db"
    make_world(f"sqlite:///{path}").context.database.dispose()
    return path


@pytest.fixture
def world(tmp_path: Path, filled: Path) -> Iterator[World]:
    path = shutil.copy(filled, tmp_path / "directory.db")
    made = open_world(f"sqlite:///{path}")
    yield made
    made.context.database.dispose()


def make_world(url: str) -> World:
    """A world in an empty database."""
    made = open_world(url)
    made.places.seed_reference(made.system)
    for code, (level, parent) in LEVELS.items():
        made.territory(level, parent, code)
    return made


def open_world(url: str) -> World:
    clock = SetClock()
    context = context_for("directory", metadata, url, clock=clock)
    cards = {
        id: AccountCard(id, id, name, active, work_number=f"N-{id}", work_phone="0392-1", photo="")
        for id, name, active in (("a1", "王建国", True), ("a2", "李秀英", True), ("gone", "张志强", False))
    }
    return World(context, build_places(context, FixedAccounts(cards)), clock)
