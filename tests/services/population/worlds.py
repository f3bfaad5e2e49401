"""Two registers that differ in one thing alone: in one of them somebody lives beyond the caller's sight."""

from __future__ import annotations

import importlib
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from google.protobuf.descriptor import MethodDescriptor, ServiceDescriptor
from google.protobuf.json_format import MessageToJson
from google.protobuf.message import Message

from services.kernel.errors import Refusal
from services.kernel.runtime.manifest import read_manifest
from services.kernel.testing.contexts import staff
from services.kernel.testing.platform import TestPlatform
from services.population.adapters.places import SqlPlaces
from services.population.application.ports import KnownBuilding
from tests.services.population.county import (
    BUILDING,
    COMMUNITY,
    FAR_GRID,
    GRID,
    NEXT_GRID,
    TOWNSHIP,
    identity,
    promise,
)
from wangge.population.v1 import register_pb2 as pb
from wangge.population.v1 import register_pb2_grpc
from wangge.types.v1 import types_pb2

MANIFEST = read_manifest(Path(__file__).parents[3] / "services" / "population" / "service.toml")
EVERY_RIGHT = tuple(each.name for each in MANIFEST.permissions)
OUTSIDER = {
    "name": "欧阳静怡",
    "document": identity(date(1991, 2, 3), 44),
    "phone": "13987654321",
    "address": "远山路88号9栋",
    "door": "远山路88号9栋3单元",
}
# Known beyond the grid as well, and asked for by one test alone.
SECOND = {"name": "司马清扬", "document": identity(date(1985, 6, 7), 46)}
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z")
_TOKEN = re.compile(r'"nextPageToken": "[^"]+"')


def services() -> Iterator[ServiceDescriptor]:
    """Every gRPC service that population serves."""
    for name in MANIFEST.protos:
        yield from importlib.import_module(name).DESCRIPTOR.services_by_name.values()


def methods() -> list[MethodDescriptor]:
    """Every RPC of population."""
    return [method for service in services() for method in service.methods]


@dataclass
class World:
    """One of the two. ``known`` are ids by what they are, the same keys in both."""

    platform: TestPlatform
    token: str
    known: dict[str, str] = field(default_factory=dict)

    def call(self, method: MethodDescriptor, request: Message) -> str:
        """What the caller is told, without what differs between any two registers: ids, moments, tokens."""
        service = method.containing_service
        module = importlib.import_module(
            service.file.name.removesuffix(".proto").replace("/", ".") + "_pb2_grpc"
        )
        stub = self.platform.stub(getattr(module, f"{service.name}Stub"), self.token)
        try:
            answer = getattr(stub, method.name)(request)
            texts = [
                MessageToJson(each, indent=None)
                for each in ([answer] if isinstance(answer, Message) else answer)
            ]
            said = "\n".join(texts)
        except Refusal as refusal:
            problems = getattr(refusal, "problems", ())
            said = f"{type(refusal).__name__} {refusal.code} {refusal.details} {refusal.said} {problems}"
        return self.plain(said)

    def plain(self, said: str) -> str:
        """Ids by the order in which they come, known ones by their name."""
        numbers = itertools.count(1)
        names = {value: f"<{key}>" for key, value in self.known.items()}

        def named(found: re.Match[str]) -> str:
            return names.setdefault(found[0], f"<{next(numbers)}>")

        return _TOKEN.sub('"nextPageToken": "<token>"', _MOMENT.sub("<moment>", _UUID.sub(named, said)))


def made(folder: Path, *, with_outsider: bool) -> World:
    """A started platform with one family in the worker's grid; and somebody beyond it, or nobody."""
    platform = TestPlatform(folder, ["population"])
    platform.__enter__()
    context = platform.contexts["population"]
    places = SqlPlaces(context.database)
    with context.new_uow(staff("directory", ("*",), "")) as uow:
        for path, level in (
            ("410602", types_pb2.LEVEL_COUNTY),
            (TOWNSHIP, types_pb2.LEVEL_TOWNSHIP),
            (COMMUNITY, types_pb2.LEVEL_COMMUNITY),
            (GRID, types_pb2.LEVEL_GRID),
            (NEXT_GRID, types_pb2.LEVEL_GRID),
            (FAR_GRID, types_pb2.LEVEL_GRID),
        ):
            places.keep_place(uow, path, f"网格{path[-3:]}", level, 1, ended=False)
        places.keep_building(uow, KnownBuilding(BUILDING, "B1", "幸福小区3栋", GRID), 1, ended=False)
        uow.commit()
    for account in ("worker", "officer"):
        promise(context, account)
    world = World(platform, platform.token_of("worker", EVERY_RIGHT, GRID))
    from_above = World(platform, platform.token_of("officer", EVERY_RIGHT, "410602"))
    world.known |= _family(from_above, "own", GRID, "王建国", identity(date(1980, 5, 3), 7), "13812345678")
    # Asked for by one test alone: whatever the others do to the first, this one stays.
    world.known |= _family(from_above, "spare", GRID, "赵雪梅", identity(date(1970, 8, 9), 48), "13812345679")
    if with_outsider:
        world.known |= _family(
            from_above, "other", NEXT_GRID, OUTSIDER["name"], OUTSIDER["document"], OUTSIDER["phone"]
        )
        _family(from_above, "second", NEXT_GRID, SECOND["name"], SECOND["document"], "13987654322")
    return world


def _family(world: World, key: str, grid: str, name: str, number: str, phone: str) -> dict[str, str]:
    stub = world.platform.stub(register_pb2_grpc.RegisterServiceStub, world.token)
    address = "中山路12号" if key == "own" else OUTSIDER["address"]
    home = stub.CreateDwelling(
        pb.CreateDwellingRequest(dwelling=pb.Dwelling(territory_code=grid, address=address, room="501"))
    )
    person = stub.RegisterPerson(
        pb.RegisterPersonRequest(
            details=pb.PersonDetails(name=name, document_number=number, phone=phone),
            residence=pb.ResidenceDetails(
                dwelling_id=home.id, kind=pb.RESIDENCE_KIND_PERMANENT, from_day="2020-01-01"
            ),
        )
    )
    change = stub.ListChanges(pb.ListChangesRequest(record_type="person", record_id=person.id)).changes[0]
    return {
        f"{key}.person": person.id,
        f"{key}.household": person.residence.household_id,
        f"{key}.residence": person.residence.id,
        f"{key}.dwelling": home.id,
        f"{key}.change": change.id,
    }
