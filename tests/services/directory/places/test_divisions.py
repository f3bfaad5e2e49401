"""Importing the official divisions, and the demo county (DIR-01, DIR-30)."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from services.directory.adapters.tables import metadata
from services.directory.application.ports import NoAccounts
from services.directory.entrypoints import cli, demo
from services.directory.entrypoints.demo_ground import COUNTY, Box
from services.directory.entrypoints.demo_organisations import URBAN
from services.directory.places_parts import build_places
from services.kernel.call import system_call
from services.kernel.errors import Invalid
from services.kernel.rpc.messages import Messages
from services.kernel.runtime.context import ServiceContext
from services.kernel.tabular import open_table
from services.kernel.testing.contexts import context_for
from wangge.directory.v1 import territories_pb2 as pb

HEADER = "code,level,name,parent_code"
GOOD = [
    "410600000000,prefecture,鹤壁市,410000000000",
    "410611000000,county,淇滨区,410600000000",
    "410611002000,township,九州路街道,410611000000",
    "410611002001,village,桂鹤社区居民委员会,410611002000",
]


@pytest.fixture
def parts(tmp_path: Path) -> SimpleNamespace:
    context: ServiceContext = context_for("directory", metadata, f"sqlite:///{tmp_path}/directory.db")
    application = SimpleNamespace(places=build_places(context, NoAccounts()))
    return SimpleNamespace(application=application, context=context)


def run(parts: SimpleNamespace, path: Path) -> tuple[tuple[int, int, int, int], Path | None]:
    table = open_table(path)
    messages = Messages.load([cli.FOLDER])
    result, refused = cli.import_table(parts, table, cli._mapping(table), messages)
    return (result.created, result.updated, result.unchanged, len(result.rejected)), refused


def write(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "divisions.csv"
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding)
    return path


def test_the_same_table_twice_changes_nothing(parts: SimpleNamespace, tmp_path: Path) -> None:
    path = write(tmp_path, *reversed(GOOD), encoding="gb18030")
    assert run(parts, path) == ((4, 0, 0, 0), None)
    assert run(parts, path) == ((0, 0, 4, 0), None)
    community = parts.application.places.get_territory(system_call("t"), "410611002001")
    assert (community.path, community.parent_code) == ("410611002001", "410611002000")


def test_what_is_right_is_taken_and_the_rest_comes_back_with_reasons(
    parts: SimpleNamespace, tmp_path: Path
) -> None:
    wrong = [
        "410611002001,village,重复社区,410611002000",
        "410611002x02,village,坏代码,410611002000",
        "410611009001,village,没有上级,410611009000",
        "410611002003,planet,坏级别,410611002000",
        "410611002004,village,,410611002000",
        "410602002005,village,别处,410611002000",
        "410611003000,village,错级,410611000000",
    ]
    counts, refused = run(parts, write(tmp_path, *GOOD, *wrong))

    assert counts == (4, 0, 0, 7)
    assert refused is not None
    text = refused.read_text("utf-8-sig")
    assert "第 5 行重复" in text
    assert "is already in row 5" in text


def test_a_renamed_division_is_updated(parts: SimpleNamespace, tmp_path: Path) -> None:
    run(parts, write(tmp_path, *GOOD))
    renamed = [*GOOD[:3], "410611002001,village,新名社区居民委员会,410611002000"]
    assert run(parts, write(tmp_path, *renamed))[0] == (0, 1, 3, 0)


def test_a_table_without_the_columns_is_unusable(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("甲,乙\n1,2\n", "utf-8")
    with pytest.raises(Invalid):
        cli._mapping(open_table(path))


def test_the_demo_county_is_tiled_and_built_once(parts: SimpleNamespace) -> None:
    said: list[str] = []
    places, call = parts.application.places, system_call("t")
    places.seed_reference(call)
    posts = demo.build_ground(places, said.append)

    assert demo.build_ground(places, said.append) == []
    assert len(posts) > 60
    assert said
    grids = places.list_territories(call, pb.ListTerritoriesRequest(level=5, page_size=1000)).territories
    assert len(grids) == 68
    found = places.check_division(call, URBAN)
    assert not found.gap
    assert not found.overlaps
    assert not found.unassigned_buildings
    chain = places.locate_point(call, *Box(*COUNTY).at(0.3, 0.1)).territories
    assert [each.level for each in chain] == [1, 2, 3, 4, 5]
    police = places.find_responsible(call, "event.noise.residential", URBAN)[0]
    assert police.name.startswith("公安局")
