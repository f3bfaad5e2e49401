"""Imports: staged, reviewed, applied, undone (DIR-30)."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from services.directory.adapters.tables.records import import_row
from services.directory.application.account_ports import AccountQuery
from services.directory.application.import_ports import ImportState
from services.directory.domain.account_refusals import ImportNotFound, ImportStateForbids
from services.kernel.call import PermissionDenied
from services.kernel.errors import Invalid
from services.kernel.persistence.tables import outbox
from services.kernel.testing.contexts import staff
from wangge.directory.v1 import territories_pb2
from wangge.types.v1 import types_pb2

IMPORTER = (
    "directory.import.run",
    "directory.account.edit",
    "directory.account.view",
    "directory.territory.edit",
)
REVIEWER = (*IMPORTER, "directory.import.accept")
CLERK = staff("clerk", IMPORTER, "410602")
CHIEF = staff("chief", REVIEWER, "410602")
HEADER = ["账号", "姓名", "所属区划代码", "工作电话", "手机号码（私人）"]


def table(rows: list[list[str]], header: list[str] | None = None) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([header or HEADER, *rows])
    return out.getvalue().encode("utf-8-sig")


def people(count: int) -> list[list[str]]:
    return [
        [f"worker{n:04d}", f"网格员{n}", "410602001001", "0392-3311222", f"138{n:08d}"] for n in range(count)
    ]


def accounts(world: Any) -> int:
    found, token = world.parts.list_accounts(world.everybody, AccountQuery(), 1000, "")
    assert token == ""
    return len(found)


def county(world: Any) -> None:
    """A prefecture, county, township and community to put things in."""
    for code, level, parent in (
        ("410600000000", types_pb2.LEVEL_PREFECTURE, ""),
        ("410602000000", types_pb2.LEVEL_COUNTY, "410600000000"),
        ("410602001000", types_pb2.LEVEL_TOWNSHIP, "410602000000"),
        ("410602001001", types_pb2.LEVEL_COMMUNITY, "410602001000"),
    ):
        wanted = territories_pb2.Territory(code=code, name=f"区域{code}", level=level, parent_code=parent)
        world.places.create_territory(world.everybody, wanted)


def test_of_a_thousand_rows_with_twelve_errors_988_are_staged_and_live_only_when_accepted(world: Any) -> None:
    rows = people(1000)
    for number in range(4):
        rows[number][0] = "有汉字"
    for number in range(10, 13):
        rows[number][1] = ""
    for number in range(20, 23):
        rows[number][2] = "410700000000"
    rows[30][4] = "not a number"
    rows[40][0] = rows[41][0]
    staged = world.parts.stage_import(CLERK, "accounts", "人员.csv", table(rows), {})
    batch = staged.batch
    assert (batch.rows_total, batch.rows_accepted, batch.rows_rejected) == (1000, 988, 12)
    assert len(staged.problems) == 12
    assert accounts(world) == 0

    rejects = world.parts.get_import_rejects(CLERK, batch.id)
    lines = list(csv.reader(io.StringIO(rejects.data.decode("utf-8-sig"))))
    assert len(lines) == 13
    assert all(line[-1] for line in lines)

    done = world.parts.accept_import(CHIEF, batch.id)
    assert (done.state, done.rows_applied) == (ImportState.APPLIED, 988)
    assert accounts(world) == 988


def test_nothing_personal_of_a_staged_table_lies_open(world: Any) -> None:
    batch = world.parts.stage_import(
        CLERK, "accounts", "a.csv", table([*people(1), ["坏", "张三", "x", "", "13912345678"]]), {}
    ).batch
    assert b"13912345678" not in world.context.files.get(batch.rejects)
    with world.context.database.read() as connection:
        contents = connection.execute(sa.select(import_row.c.content)).scalars().all()
    assert contents
    assert all("网格员".encode() not in content for content in contents)


def test_unclear_columns_come_back_as_questions(world: Any) -> None:
    data = table(people(3), ["甲", "乙", "丙", "丁", "戊"])
    staged = world.parts.stage_import(CLERK, "accounts", "a.csv", data, {})
    assert staged.batch is None
    assert len(staged.suggestions) == 5
    columns = {"login": "甲", "name": "乙", "home": "丙"}
    assert world.parts.stage_import(CLERK, "accounts", "a.csv", data, columns).batch.rows_accepted == 3
    with pytest.raises(Invalid):
        world.parts.stage_import(CLERK, "accounts", "a.csv", data, {"login": "甲"})


def test_the_same_file_again_is_the_same_import(world: Any) -> None:
    first = world.parts.stage_import(CLERK, "accounts", "a.csv", table(people(3)), {})
    again = world.parts.stage_import(CLERK, "accounts", "a.csv", table(people(3)), {})
    assert again.batch.id == first.batch.id


def test_rows_that_say_nothing_new_are_counted_and_left_alone(world: Any) -> None:
    batch = world.parts.stage_import(CLERK, "accounts", "a.csv", table(people(3)), {}).batch
    world.parts.accept_import(CHIEF, batch.id)
    again = world.parts.stage_import(CLERK, "accounts", "a.csv", table(people(4)), {}).batch
    assert (again.rows_unchanged, again.rows_accepted) == (3, 1)


def test_only_a_reviewer_of_the_place_accepts(world: Any) -> None:
    batch = world.parts.stage_import(CLERK, "accounts", "a.csv", table(people(3)), {}).batch
    with pytest.raises(PermissionDenied):
        world.parts.accept_import(CLERK, batch.id)
    with pytest.raises(ImportNotFound):
        world.parts.accept_import(staff("far", REVIEWER, "410603"), batch.id)
    with pytest.raises(ImportNotFound):
        world.parts.get_import_rejects(staff("far", REVIEWER, "410603"), batch.id)
    assert accounts(world) == 0


def test_a_discarded_import_cannot_be_accepted(world: Any) -> None:
    batch = world.parts.stage_import(CLERK, "accounts", "a.csv", table(people(3)), {}).batch
    world.parts.discard_import(CLERK, batch.id)
    with pytest.raises(ImportStateForbids):
        world.parts.accept_import(CHIEF, batch.id)


def test_a_crash_between_rows_is_made_good_by_the_timer(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    chief = world.account("chief")
    world.grant(chief, "system_admin", "410602")
    batch = world.parts.stage_import(CLERK, "accounts", "a.csv", table(people(20)), {}).batch
    batches = world.parts.accept_import._desk.batches
    real, count = batches.mark, [0]

    def dying(*args: Any, **named: Any) -> bool:
        count[0] += 1
        if count[0] == 7:
            raise RuntimeError("killed")
        return bool(real(*args, **named))

    monkeypatch.setattr(batches, "mark", dying)
    with pytest.raises(RuntimeError):
        world.parts.accept_import(replace(CHIEF, actor=world.call("chief").actor), batch.id)
    monkeypatch.undo()
    assert world.parts.resume_imports() == 0  # whoever died may still be at it
    world.clock.advance(minutes=4)
    assert world.parts.resume_imports() == 1
    listed, _ = world.parts.list_imports(CHIEF, 10, "")
    assert (listed[0].state, listed[0].rows_applied) == (ImportState.APPLIED, 20)
    assert accounts(world) == 21
    assert world.parts.resume_imports() == 0


def test_rows_overtaken_by_events_fail_one_by_one(world: Any) -> None:
    batch = world.parts.stage_import(CLERK, "accounts", "a.csv", table(people(5)), {}).batch
    world.account("worker0003")
    done = world.parts.accept_import(CHIEF, batch.id)
    assert (done.rows_applied, done.rows_accepted, done.rows_rejected) == (4, 4, 1)


def test_an_undo_leaves_what_was_used_since(world: Any) -> None:
    batch = world.parts.stage_import(CLERK, "accounts", "a.csv", table(people(5)), {}).batch
    world.parts.accept_import(CHIEF, batch.id)
    used = world.parts.list_accounts(world.everybody, AccountQuery(name_contains="worker0002"), 0, "")[0][0]
    world.parts.reset_password(world.everybody, used.account.id)
    undone = world.parts.undo_import(CHIEF, batch.id)
    assert (undone.state, undone.rows_applied) == (ImportState.UNDONE, 1)
    left = world.parts.list_accounts(world.everybody, AccountQuery(state="active"), 0, "")[0]
    assert [view.account.login for view in left] == ["worker0002"]
    with pytest.raises(ImportStateForbids):
        world.parts.undo_import(CHIEF, batch.id)


def test_territories_come_with_their_parents_in_one_file_and_go_again(real_world: Any) -> None:
    county(real_world)
    header = ["区划代码", "名称", "层级", "上级代码", "户数"]
    rows = [
        ["410602001002", "新星社区", "社区", "410602001000", "900"],
        ["410602001002001", "第一网格", "网格", "410602001002", "300"],
        ["410602001002002", "第二网格", "网格", "410602001002", "300"],
        ["410602001002002", "第二网格", "网格", "410602001002", "300"],
        ["410602001003001", "孤儿网格", "网格", "410602001003", "300"],
        ["410602009001", "无县社区", "社区", "410602000000", "300"],
        ["410602001004", "数字社区", "社区", "410602001000", "很多"],
    ]
    staged = real_world.parts.stage_import(CLERK, "territories", "t.csv", table(rows, header), {})
    assert (staged.batch.rows_accepted, staged.batch.rows_rejected) == (3, 4), staged.problems
    done = real_world.parts.accept_import(CHIEF, staged.batch.id)
    assert done.rows_applied == 3, done
    grid = real_world.places.get_territory(CHIEF, "410602001002001")
    assert grid.name == "第一网格"
    undone = real_world.parts.undo_import(CHIEF, staged.batch.id)
    assert undone.rows_applied == 0
    assert real_world.places.get_territory(CHIEF, "410602001002").HasField("valid_to")


def test_buildings_are_imported_once_and_undone(real_world: Any) -> None:
    county(real_world)
    header = ["楼栋名称", "社区代码", "户数", "经度", "纬度"]
    rows = [
        ["1号楼", "410602001001", "40", "", ""],
        ["2号楼", "410602001001", "40", "", ""],
        ["2号楼", "410602001001", "40", "", ""],
        ["3号楼", "410602001009", "40", "", ""],
        ["4号楼", "410602001001", "40", "东", "西"],
    ]
    staged = real_world.parts.stage_import(CLERK, "buildings", "b.csv", table(rows, header), {})
    assert (staged.batch.rows_accepted, staged.batch.rows_rejected) == (2, 3), staged.problems
    assert real_world.parts.accept_import(CHIEF, staged.batch.id).rows_applied == 2
    assert real_world.parts.undo_import(CHIEF, staged.batch.id).rows_applied == 0


def test_buildings_come_with_storeys_units_and_footprint_and_go_again(real_world: Any) -> None:
    county(real_world)
    ring = "[[114.2,35.7],[114.2004,35.7],[114.2004,35.7002],[114.2,35.7002],[114.2,35.7]]"
    crossing = "[[114.2,35.7],[114.2004,35.7002],[114.2004,35.7],[114.2,35.7002],[114.2,35.7]]"
    polygon = '{"type":"Polygon","coordinates":[%s]}'
    header = ["楼栋名称", "社区代码", "楼栋编码", "层数", "单元数", "每层户数", "建成年份", "楼栋轮廓"]
    rows = [
        ["1号楼", "410602001001", "B-1", "18", "2", "3", "2012", polygon % ring],
        ["2号楼", "410602001001", "B-1", "6", "", "", "", ""],
        ["3号楼", "410602001001", "B-3", "201", "", "", "", ""],
        ["4号楼", "410602001001", "B 4", "6", "", "", "", ""],
        ["5号楼", "410602001001", "", "6", "", "", "208", ""],
        ["6号楼", "410602001001", "", "6", "", "", "", polygon % crossing],
    ]
    staged = real_world.parts.stage_import(CLERK, "buildings", "b.csv", table(rows, header), {})
    assert (staged.batch.rows_accepted, staged.batch.rows_rejected) == (1, 5), staged.problems

    assert real_world.parts.accept_import(CHIEF, staged.batch.id).rows_applied == 1
    made = real_world.places.list_buildings(
        real_world.everybody, territories_pb2.ListBuildingsRequest(with_footprint=True)
    ).buildings[0]
    assert (made.code, made.storeys, made.units, made.dwellings_per_storey) == ("B-1", 18, 2, 3)
    assert (made.year_built, round(made.place.longitude, 4)) == (2012, 114.2002)
    assert made.footprint

    real_world.parts.undo_import(CHIEF, staged.batch.id)
    with real_world.context.database.read() as connection:
        types = connection.execute(sa.select(outbox.c.envelope).order_by(outbox.c.position)).scalars().all()
    gone = [each for each in map(json.loads, types) if each["type"].endswith(".BuildingChanged")][-1]
    assert gone["data"]["removed"]
    assert gone["data"]["building"]["etag"] == "2"


def test_organisations_and_their_posts_are_imported_and_undone(real_world: Any) -> None:
    county(real_world)
    real_world.places.seed_reference(real_world.everybody)
    call = staff("chief", [*REVIEWER, "directory.organisation.edit", "directory.post.edit"], "410602")
    header = ["机构代码", "机构名称", "机构类型", "所属区划代码"]
    rows = [
        ["CG", "城管局", "部门", "410602000000"],
        ["CG", "城管局", "部门", "410602000000"],
        ["XX", "未知", "帮会", "410602000000"],
        ["YY", "别处", "部门", "410603000000"],
    ]
    staged = real_world.parts.stage_import(call, "organisations", "o.csv", table(rows, header), {})
    assert (staged.batch.rows_accepted, staged.batch.rows_rejected) == (1, 3), staged.problems
    assert real_world.parts.accept_import(call, staged.batch.id).rows_applied == 1
    header = ["岗位名称", "岗位类型代码", "所属区划代码", "机构代码"]
    rows = [["处置员", "handler", "410602000000", "CG"], ["处置员二", "handler", "410602000000", "无"]]
    posts = real_world.parts.stage_import(call, "posts", "p.csv", table(rows, header), {})
    assert (posts.batch.rows_accepted, posts.batch.rows_rejected) == (1, 1), posts.problems
    assert real_world.parts.accept_import(call, posts.batch.id).rows_applied == 1
    assert real_world.parts.undo_import(call, posts.batch.id).rows_applied == 0
    assert real_world.parts.undo_import(call, staged.batch.id).rows_applied == 0


def test_every_kind_has_a_template_that_comes_back_empty(world: Any) -> None:
    for kind in ("accounts", "territories", "buildings", "organisations", "posts"):
        file = world.parts.get_import_template(CLERK, kind)
        staged = world.parts.stage_import(CLERK, kind, file.name, file.data, {})
        assert staged.batch.rows_total == 0
    with pytest.raises(Invalid):
        world.parts.get_import_template(CLERK, "households")


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"   ", b"PK\x03\x04rest"])
def test_a_file_that_is_no_table_is_refused(world: Any, data: bytes) -> None:
    with pytest.raises(Invalid):
        world.parts.stage_import(CLERK, "accounts", "a.csv", data, {})
