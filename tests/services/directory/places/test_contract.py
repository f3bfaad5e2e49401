"""What others rely on: event examples, texts of refusals, PostgreSQL, speed at 100,000 territories."""

from __future__ import annotations

import re
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from google.protobuf import json_format

from services.directory.adapters.territory_store import TerritoryStore
from services.directory.domain import refusals
from services.directory.domain.levels import Level, ancestors, next_code, successor
from services.directory.domain.refusals import GridHasHead, NoFreeCode
from services.directory.domain.territory import Details, Territory
from services.kernel.errors import Refusal
from services.kernel.messaging.envelope import read_envelope
from wangge.directory.v1 import events_pb2, organisations_pb2
from wangge.directory.v1 import territories_pb2 as pb

from .conftest import COMMUNITY, World, box, make_world

SERVICE = Path(refusals.__file__).resolve().parents[1]
EXAMPLES = Path(__file__).resolve().parents[1] / "events"


@pytest.mark.parametrize("name", tomllib.loads((SERVICE / "service.toml").read_text("utf-8"))["publishes"])
def test_every_event_has_an_example_that_it_can_read(name: str) -> None:
    text = (EXAMPLES / f"{name}.json").read_text("utf-8")
    envelope = read_envelope(text)
    event = json_format.ParseDict(dict(envelope.data), getattr(events_pb2, name)())
    assert (envelope.name, envelope.source) == (name, "directory")
    assert json_format.Parse(json_format.MessageToJson(event), getattr(events_pb2, name)()) == event


def test_every_code_of_places_has_its_texts() -> None:
    texts = tomllib.loads((SERVICE / "messages.toml").read_text("utf-8"))
    codes = {
        each.code for each in vars(refusals).values() if isinstance(each, type) and issubclass(each, Refusal)
    }
    for path in (SERVICE / "domain").glob("*.py"):
        codes |= set(re.findall(r'"(directory\.[a-z_]+)"', path.read_text("utf-8")))
    missing = {code for code in codes if code.startswith("directory.") and code not in texts}
    assert missing == set()


def test_codes_and_ranges_at_their_edges() -> None:
    assert next_code("410611002001", ["410611002001999", "410611002001001"]) == "410611002001002"
    with pytest.raises(NoFreeCode):
        next_code("4" * 24, [])
    assert successor("4106") == "4107"
    assert successor("0999") == "1000"
    assert successor("99") > "99123"
    assert ancestors("410611002001003") == ["4106", "410611", "410611002", COMMUNITY, COMMUNITY + "003"]


def test_places_work_on_postgresql_as_on_sqlite(postgres_url: str) -> None:
    world = make_world(postgres_url)
    world.draw(world.get(COMMUNITY), box(0, 0, 2, 1))
    left, right = world.grid(border=box(0, 0, 1, 1)), world.grid(border=box(1, 0, 2, 1))
    head = world.appoint(world.head(left.code), "a1")
    with pytest.raises(GridHasHead):
        world.head(left.code, right.code)
    request = pb.MergeGridsRequest(codes=[left.code, right.code], name="大网格", reason="合并")
    merged = world.places.merge_grids(world.system, request).created[0]

    assert world.located(1.5, 0.5)[-1] == merged.code
    assert world.places.get_post(world.system, head.id).territory_code == merged.code
    wanted = organisations_pb2.Organisation(
        code="c", name="c", kind=2, territory_code=COMMUNITY, lines=["event", "event.noise"]
    )
    world.places.create_organisation(world.system, wanted)
    assert len(world.places.find_responsible(world.system, "event.noise.street", merged.code)) == 1
    assert world.places.check_division(world.system, COMMUNITY).ready
    counted = world.places.count_below(world.system, COMMUNITY)
    assert [(each.level, each.count) for each in counted.levels] == [(5, 1)]
    assert (counted.posts, counted.vacant_posts) == (1, 0)
    assert world.places.announce_ended_terms(world.clock()) == 0


@pytest.mark.slow
def test_children_are_listed_quickly_among_a_hundred_thousand_territories(world: World) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    many = [
        Territory(path, path, Level.GRID, path[:12], path[:12], Details(f"网格{path}"), now)
        for path in (f"4106{n // 900:08d}{n % 900 + 1:03d}" for n in range(100_000))
    ]
    with world.context.database.transaction() as connection:
        TerritoryStore().add(connection, many)
        connection.commit()
    parent = world.grid()
    for _ in range(100):
        world.territory(7, parent.code)
    request = pb.ListTerritoriesRequest(parent_code=parent.code, page_size=100)
    took = []
    for _ in range(30):
        began = time.perf_counter()
        assert len(world.places.list_territories(world.system, request).territories) == 100
        took.append(time.perf_counter() - began)
    assert min(took) < 0.02
