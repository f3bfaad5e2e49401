"""Tables of residents come into the register: checked, decided, accepted, undone (DIR-30, POP-06)."""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from services.kernel.call import PermissionDenied
from services.kernel.errors import Invalid
from services.kernel.tabular import open_table
from services.kernel.testing.contexts import staff
from services.population.adapters.tables import registers as t
from services.population.adapters.tables.transfers import rows as staged_rows
from services.population.adapters.tables.twins import twins
from services.population.application.ports import NO_GROUNDS
from services.population.application.views.ports import AskedHouseholds
from services.population.domain.kinds import Relation, ResidenceKind
from services.population.domain.transfers.refusals import ImportNotAllowed, ImportNotFound, ImportUndecided
from services.population.entrypoints import cli
from services.population.entrypoints import transfers_messages as to
from tests.services.population import mistakes_30
from tests.services.population.county import (
    BUILDING,
    COMMUNITY,
    FAR_GRID,
    GRID,
    NEXT_GRID,
    Township,
    identity,
    promise,
)
from tests.services.population.mistakes_30 import HEADER, person
from tests.services.population.tables import RIGHTS, accept, importer, stage, write_csv, write_xlsx

BORN = mistakes_30.BORN


def lines_of(*rows: dict[str, str]) -> list[list[str]]:
    return [list(HEADER), *(list(row.values()) for row in rows)]


def people(town: Township) -> dict[str, str]:
    """Names of those who live or are registered somewhere, by kind."""
    query = sa.select(t.person.c.name, t.residence.c.kind).join(
        t.residence, t.residence.c.person_id == t.person.c.id
    )
    with town.context.database.read() as connection:
        return {row[0]: row[1] for row in connection.execute(query.where(t.OPEN))}


def test_every_mistake_is_named_in_both_languages_and_the_good_rows_load(
    any_town: Township, tmp_path: Path
) -> None:
    """At least thirty kinds, each with a clear message; nothing is live before the reviewer's yes."""
    lines, expected, sound = mistakes_30.table()
    path = write_csv(tmp_path / "居民.csv", lines, "gb18030")

    staged = stage(any_town, path)

    assert staged.found is not None
    found = {(row, code) for row, (_, code, _) in staged.problems}
    assert sorted(set(expected) - found) == []
    assert len({code for _, code in expected}) >= 30
    text = any_town.app.transfers.messages.text
    for _, (column, code, details) in staged.problems:
        zh, en = (text(code, details, locale) for locale in ("zh", "en"))
        assert column
        assert zh != en
        assert code not in zh
        assert "{" not in zh
    assert staged.found.rows_rejected == len({row for row, _ in expected})
    assert staged.found.rows_accepted == sound
    assert people(any_town) == {}

    done = accept(any_town, staged)

    assert (done.state, done.rows_applied) == ("applied", sound)
    assert len(people(any_town)) == len({*people(any_town)})
    with any_town.context.database.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(t.person)) == sound


def test_refused_rows_come_back_in_the_sheet_they_came_in(town: Township, tmp_path: Path) -> None:
    good, bad = person(1), person(2, 人口类别="游客")
    path = write_xlsx(tmp_path / "居民.xlsx", lines_of(good, bad))
    staged = stage(town, path)
    assert staged.found is not None

    name, pieces = town.app.transfers.import_rejects(importer(town), staged.found.id)

    back = tmp_path / name
    back.write_bytes(b"".join(pieces))
    table = open_table(back)
    (row,) = list(table.rows())
    assert name == "居民.rejected.xlsx"
    assert table.header[:-1] == list(HEADER)
    assert row.cells["姓名"] == bad["姓名"]
    assert "人口类别" in row.cells[table.header[-1]]
    assert "category" in row.cells[table.header[-1]]
    assert ("population.import.rejects", staged.found.id) in [each[:2] for each in town.audit()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_tables_are_read_in_any_usual_encoding(town: Township, tmp_path: Path, encoding: str) -> None:
    path = write_csv(tmp_path / "a.csv", lines_of(person(1), person(2)), encoding)

    staged = stage(town, path)

    assert staged.found is not None
    assert staged.found.rows_accepted == 2


def test_a_table_of_no_known_encoding_is_refused_and_leaves_nothing(town: Township, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("姓名,人口类别\n".encode() + b"\xff\xfe\x81\x20\xff" * 50)

    with pytest.raises(Invalid):
        stage(town, path)

    assert town.app.transfers.list_imports(importer(town), 10, "") == []


def test_a_quote_that_never_closes_ends_the_import_with_its_reason(town: Township, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", lines_of(*(person(n) for n in range(1, 90))))
    path.write_bytes(path.read_bytes() + b'"' + b"x" * 200_000)

    staged = stage(town, path)

    assert staged.found is not None
    assert (staged.found.state, staged.found.failure) == ("failed", "kernel.table_unreadable")
    with pytest.raises(ImportNotAllowed):
        accept(town, staged)


def test_numbers_and_days_of_a_spreadsheet_are_understood(town: Township, tmp_path: Path) -> None:
    row = person(1, 人口类别="流动人口", 流入原因="经商", 与户主关系="本人")
    cells: list[object] = list(row.values())
    cells[HEADER.index("手机")] = 13800000001
    cells[HEADER.index("出生年月")] = datetime(1987, 5, 3)  # noqa: DTZ001 - as a cell has it
    cells[HEADER.index("入住日期")] = "2020年3月1日"
    path = write_xlsx(tmp_path / "a.xlsx", [list(HEADER), cells])

    staged = stage(town, path)
    accept(town, staged)

    with town.context.database.read() as connection:
        kept = connection.execute(sa.select(t.residence)).one()
    assert (kept.kind, kept.reason, kept.from_day) == ("incoming", "work", date(2020, 3, 1))


def test_an_identity_number_stored_as_a_number_is_refused(town: Township, tmp_path: Path) -> None:
    cells: list[object] = list(person(1).values())
    cells[1] = float(identity(BORN, 1)[:17] + "0")
    path = write_xlsx(tmp_path / "a.xlsx", [list(HEADER), cells])

    staged = stage(town, path)

    assert "kernel.digits_lost" in {code for _, (_, code, _) in staged.problems}


def test_a_household_comes_in_whole_with_its_dwelling(any_town: Township, tmp_path: Path) -> None:
    home = {"户号": "H9", "楼栋": "幸福小区3栋", "单元": "2单元", "房号": "501室", "现住址": ""}
    rows = [
        person(1, **home),
        person(2, **home, 与户主关系="妻"),
        person(3, **home, 与户主关系="长子"),
        person(4, **home, 与户主关系="母亲", 人口类别="空挂"),
    ]
    path = write_csv(tmp_path / "a.csv", lines_of(*rows))

    accept(any_town, stage(any_town, path))

    shown = any_town.app.list_households(importer(any_town), AskedHouseholds(path=GRID), None, 10)
    (household,) = shown[0] if isinstance(shown, tuple) else shown
    family = any_town.app.get_household(importer(any_town), household.household.id)[0]
    relations = [each.residences[0].relation for each in family.members]
    assert household.household.number == "H9"
    assert household.people == 4
    assert set(relations) == {Relation.HEAD, Relation.SPOUSE, Relation.CHILD, Relation.PARENT}
    with any_town.context.database.read() as connection:
        (dwelling,) = connection.execute(sa.select(t.dwelling)).all()
    assert (dwelling.building_id, dwelling.unit, dwelling.storey, dwelling.path) == (BUILDING, "2", 5, GRID)
    any_town.app.folding.fold()
    counted = any_town.counted("person", COMMUNITY)
    assert sum(counted.values()) == 4
    assert sum(n for key, n in counted.items() if key[0] == ResidenceKind.REGISTERED_ONLY) == 1


def test_a_dwelling_the_register_has_is_found_by_building_and_by_address(
    any_town: Township, tmp_path: Path
) -> None:
    first = any_town.dwelling("501")
    second = any_town.dwelling("", NEXT_GRID, address="向阳街三号", building_id="", unit="", storey=0)
    rows = [
        person(1, 楼栋="B1", 单元="2", 房号="501"),
        person(2, 所属网格="中山社区第二网格", 现住址="向阳街3号"),
    ]

    accept(any_town, stage(any_town, write_csv(tmp_path / "a.csv", lines_of(*rows))))

    with any_town.context.database.read() as connection:
        lived = set(connection.execute(sa.select(t.residence.c.dwelling_id)).scalars())
    assert lived == {first, second}


def test_a_grid_is_told_from_a_point_near_a_building(town: Township, tmp_path: Path) -> None:
    rows = [
        person(1, 所属网格="", 经度="114.2001", 纬度="35.7001"),
        person(2, 所属网格="", 经度="114.9", 纬度="35.1"),
    ]

    staged = stage(town, write_csv(tmp_path / "a.csv", lines_of(*rows)))

    assert staged.found is not None
    assert staged.found.rows_accepted == 1
    assert {code for _, (_, code, _) in staged.problems} == {"population.import_grid_missing"}


def test_a_grid_may_be_given_for_the_whole_file(town: Township, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", lines_of(person(1, 所属网格="")))

    staged = stage(town, path, territory=GRID)

    assert staged.found is not None
    assert staged.found.rows_accepted == 1


def test_the_same_file_again_changes_nothing(any_town: Township, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", lines_of(*(person(n) for n in range(1, 8))))
    accept(any_town, stage(any_town, path))

    again = stage(any_town, path)

    assert again.found is not None
    assert (again.found.rows_unchanged, again.found.rows_accepted) == (7, 0)


def test_duplicates_are_decided_in_bulk(any_town: Township, tmp_path: Path) -> None:
    """The register's value, the file's, a new record, or left out; by cause, before anything is written."""
    accept(any_town, stage(any_town, write_csv(tmp_path / "a.csv", lines_of(*map(person, (1, 2, 3))))))
    nameless = person(5, 居民身份证号码="", 证件类型="无", 姓名=person(3)["姓名"], 性别="")
    rows = [person(1, 手机="13911112222"), person(2, 现住址="解放路7号"), person(4), nameless]
    staged = stage(any_town, write_csv(tmp_path / "b.csv", lines_of(*rows)))
    assert staged.found is not None
    assert staged.undecided == {"document": 2, "alike": 1}
    decide = any_town.app.transfers.decide_duplicates
    with pytest.raises(ImportUndecided):
        accept(any_town, staged)
    with pytest.raises(Invalid):
        decide(importer(any_town), staged.found.id, "new", "document")

    taken, count = decide(importer(any_town), staged.found.id, "take", "document")
    decide(importer(any_town), staged.found.id, "new", "alike")
    done = accept(any_town, staged)

    assert (count, taken.rows_undecided) == (2, 1)
    assert (done.rows_applied, done.rows_rejected) == (4, 0)
    with any_town.context.database.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(t.person)) == 5
        moved = connection.execute(
            sa.select(t.residence.c.to_day)
            .join(t.person, t.person.c.id == t.residence.c.person_id)
            .where(t.person.c.name == rows[1]["姓名"])
        ).scalars()
        assert sum(each is None for each in moved) == 1
    head = [each for each in any_town.audit() if each[0] == "population.import.decide"]
    assert len(head) == 2


def test_keeping_what_the_register_says_changes_nothing(town: Township, tmp_path: Path) -> None:
    accept(town, stage(town, write_csv(tmp_path / "a.csv", lines_of(person(1)))))
    staged = stage(town, write_csv(tmp_path / "b.csv", lines_of(person(1, 手机="13911112222"), person(2))))
    assert staged.found is not None

    town.app.transfers.decide_duplicates(importer(town), staged.found.id, "keep")
    done = accept(town, staged)

    assert (done.rows_applied, done.rows_unchanged) == (1, 1)


def test_somebody_registered_since_the_check_waits_for_a_decision(any_town: Township, tmp_path: Path) -> None:
    staged = stage(any_town, write_csv(tmp_path / "a.csv", lines_of(person(1), person(2))))
    home = any_town.dwelling("601")
    any_town.register("张某", home, document_number=identity(BORN, 1), born=BORN)

    done = accept(any_town, staged)

    assert (done.state, done.rows_applied, done.rows_undecided) == ("applied", 1, 1)


def test_the_corrected_row_of_a_head_joins_his_household(any_town: Township, tmp_path: Path) -> None:
    """His row was refused, his family came in: when he follows he becomes their head."""
    spouse = person(2, 户号="H1", 与户主关系="妻子", 现住址="中山路1号")
    first = lines_of(person(1, 户号="H1", 人口类别="游客"), spouse)
    staged = stage(any_town, write_csv(tmp_path / "a.csv", first))
    assert staged.found is not None
    assert staged.found.rows_accepted == 1
    accept(any_town, staged)

    accept(any_town, stage(any_town, write_csv(tmp_path / "b.csv", lines_of(person(1, 户号="H1")))))

    with any_town.context.database.read() as connection:
        (household,) = connection.execute(sa.select(t.household)).all()
        head = connection.scalar(sa.select(t.person.c.name).where(t.person.c.id == household.head_id))
    assert head == person(1)["姓名"]


def test_a_killed_import_goes_on_where_it_stopped(any_town: Township, tmp_path: Path) -> None:
    """Reading and writing: each portion is committed with how far it came."""
    rows = [person(n) for n in range(1, 2501)]
    path = write_csv(tmp_path / "a.csv", lines_of(*rows))
    transfers = any_town.app.transfers
    staged = transfers.stage_import(importer(any_town), path, path.name, seconds=0)
    assert staged.found is not None
    half = transfers.get_import(importer(any_town), staged.found.id).found
    assert half is not None
    assert half.state == "reading"
    assert half.rows_total == 1000

    transfers.work.sweep(any_town.clock(), 60.0)
    whole = transfers.get_import(importer(any_town), staged.found.id).found
    assert whole is not None
    assert (whole.state, whole.rows_total) == ("staged", 2500)
    begun = transfers.accept_import(importer(any_town), whole.id, 0)
    assert begun.state == "applying"
    assert 0 < begun.rows_applied < 2500
    transfers.work.sweep(any_town.clock(), 60.0)

    done = transfers.get_import(importer(any_town), whole.id).found
    assert done is not None
    assert done.state == "applied"
    assert done.rows_applied == 2500
    with any_town.context.database.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(t.person)) == done.rows_applied


def test_two_who_accept_at_once_write_every_row_once(any_town: Township, tmp_path: Path) -> None:
    staged = stage(any_town, write_csv(tmp_path / "a.csv", lines_of(*(person(n) for n in range(1, 400)))))
    failures: list[BaseException] = []

    def go() -> None:
        try:
            accept(any_town, staged)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=go) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert failures == []
    with any_town.context.database.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(t.person)) == 399


def test_an_import_is_undone_but_for_what_somebody_touched_since(any_town: Township, tmp_path: Path) -> None:
    home = {"现住址": "中山路77号", "户号": "H77"}
    rows = [person(1, **home), person(2, **home, 与户主关系="妻"), person(3), person(4)]
    staged = stage(any_town, write_csv(tmp_path / "a.csv", lines_of(*rows)))
    accept(any_town, staged)
    with any_town.context.database.read() as connection:
        touched = connection.scalar(sa.select(t.person.c.id).where(t.person.c.name == rows[2]["姓名"]))
    assert touched is not None
    assert staged.found is not None
    any_town.app.move_out(any_town.clerk("410602"), touched, "")

    done = any_town.app.transfers.undo_import(importer(any_town), staged.found.id, 60.0)

    assert (done.state, done.rows_applied) == ("undone", 1)
    with any_town.context.database.read() as connection:
        states = connection.execute(sa.select(t.person.c.name, t.person.c.state)).all()
        open_ = connection.scalar(
            sa.select(sa.func.count()).select_from(t.household).where(t.household.c.void.is_(False))
        )
    assert {row.name: row.state for row in states}[rows[2]["姓名"]] == "active"
    assert sum(row.state == "void" for row in states) == 3
    assert open_ == 1
    any_town.app.folding.fold()
    assert sum(any_town.counted("person", COMMUNITY).values()) == 0
    again = stage(any_town, write_csv(tmp_path / "b.csv", lines_of(*rows)))
    assert again.found is not None
    assert again.found.rows_accepted == 3


def test_whoever_moved_into_an_imported_dwelling_keeps_it(town: Township, tmp_path: Path) -> None:
    staged = stage(town, write_csv(tmp_path / "a.csv", lines_of(person(1))))
    accept(town, staged)
    with town.context.database.read() as connection:
        home = connection.scalar(sa.select(t.dwelling.c.id))
    assert home is not None
    assert staged.found is not None
    town.register("李四", home)

    done = town.app.transfers.undo_import(importer(town), staged.found.id, 60.0)

    assert (done.state, done.rows_applied) == ("undone", 1)


def test_an_import_that_was_never_accepted_is_discarded_with_its_rows(town: Township, tmp_path: Path) -> None:
    staged = stage(town, write_csv(tmp_path / "a.csv", lines_of(person(1))))
    assert staged.found is not None

    gone = town.app.transfers.discard_import(importer(town), staged.found.id)
    town.app.transfers.forget(town.clock())

    assert gone.state == "discarded"
    with town.context.database.read() as connection:
        assert connection.execute(sa.select(staged_rows)).all() == []
    assert list(town.context.files.list("population/imports")) == []
    with pytest.raises(ImportNotAllowed):
        accept(town, staged)


def test_what_rows_said_is_forgotten_in_time(town: Township, tmp_path: Path) -> None:
    """Rows that were written are gone at once; the file and refused rows go after thirty days."""
    staged = stage(town, write_csv(tmp_path / "a.csv", lines_of(person(1), person(2, 人口类别="游客"))))
    accept(town, staged)
    with town.context.database.read() as connection:
        kept = connection.execute(sa.select(staged_rows.c.state, staged_rows.c.sealed)).all()
    assert [row.state for row in kept] == ["rejected"]
    town.clock.advance(days=31)

    town.app.transfers.forget(town.clock())

    with town.context.database.read() as connection:
        assert connection.execute(sa.select(staged_rows)).all() == []
    assert staged.found is not None
    with pytest.raises(ImportNotFound):
        town.app.transfers.import_rejects(importer(town), staged.found.id)


def test_nothing_that_waits_can_be_read_without_the_key(town: Township, tmp_path: Path) -> None:
    row = person(1, 户籍地址="山西省太原市迎泽区解放路9号")
    stage(town, write_csv(tmp_path / "张三.csv", lines_of(row)))

    with town.context.database.read() as connection:
        texts = repr(connection.execute(sa.text("SELECT * FROM register_import_row")).all())
        texts += repr(connection.execute(sa.text("SELECT * FROM register_import")).all())
    (name,) = town.context.files.list("population/imports")
    texts += repr(town.context.files.get(name))

    for value in (row["姓名"], row["居民身份证号码"], row["手机"], "解放路", "张三"):
        assert value not in texts
        assert value.encode() not in town.context.files.get(name)


def test_an_importer_imports_into_his_own_ground_alone(any_town: Township, tmp_path: Path) -> None:
    worker = any_town.worker(GRID, RIGHTS)
    rows = [person(1), person(2, 所属网格="第二网格"), person(3, 所属网格=NEXT_GRID)]

    staged = stage(any_town, write_csv(tmp_path / "a.csv", lines_of(*rows)), worker)

    assert staged.found is not None
    assert (staged.found.rows_accepted, staged.found.rows_rejected) == (1, 2)
    assert {code for _, (_, code, _) in staged.problems} == {"population.import_grid_unknown"}


def test_an_importer_learns_nothing_of_people_elsewhere(any_town: Township, tmp_path: Path) -> None:
    """Somebody with the same document lives in the next grid: the row comes in, a pair is proposed above."""
    home = any_town.dwelling("", NEXT_GRID, address="向阳街3号", building_id="", unit="", storey=0)
    any_town.register("张伟", home, document_number=identity(BORN, 1), born=BORN)
    worker = any_town.worker(GRID, RIGHTS)
    path = write_csv(tmp_path / "a.csv", lines_of(person(1)))

    staged = stage(any_town, path, worker)
    done = accept(any_town, staged, worker)

    assert staged.undecided == {}
    assert done.rows_applied == 1
    with any_town.context.database.read() as connection:
        (pair,) = connection.execute(sa.select(twins)).all()
    assert (pair.cause, pair.path) == ("document", COMMUNITY)


def test_others_see_nothing_of_an_import(town: Township, tmp_path: Path) -> None:
    staged = stage(town, write_csv(tmp_path / "a.csv", lines_of(person(1))))
    assert staged.found is not None
    for stranger in (town.worker(GRID, RIGHTS), town.worker(FAR_GRID, RIGHTS)):
        with pytest.raises(ImportNotFound):
            town.app.transfers.get_import(stranger, staged.found.id)
        assert town.app.transfers.list_imports(stranger, 10, "") == []
        with pytest.raises(ImportNotFound):
            town.app.transfers.accept_import(stranger, staged.found.id)


def test_without_the_right_nothing_is_taken_in_or_accepted(town: Township, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", lines_of(person(1)))
    with pytest.raises(PermissionDenied):
        stage(town, path, town.clerk(COMMUNITY))
    runs = town.clerk(COMMUNITY, tuple(r for r in RIGHTS if r != "population.import.accept"))
    staged = stage(town, path, runs)
    assert staged.found is not None
    with pytest.raises(PermissionDenied):
        town.app.transfers.accept_import(runs, staged.found.id)


def test_columns_are_suggested_and_may_be_chosen(town: Township, tmp_path: Path) -> None:
    lines = [["人员", "种类", "在哪里"], ["王五", "常住", "中山路9号"]]
    path = write_csv(tmp_path / "a.csv", lines)
    looked = stage(town, path, territory=GRID)
    assert looked.found is None
    assert {each.column for each in looked.suggestions} == {"人员", "种类", "在哪里"}
    with pytest.raises(Invalid) as wrong:
        stage(town, path, columns={"name": "人员", "kind": "没有这列"}, territory=GRID)
    assert {each.field for each in wrong.value.problems} == {"columns.address", "columns.kind"}

    staged = stage(town, path, columns={"name": "人员", "kind": "种类", "address": "在哪里"}, territory=GRID)

    assert staged.found is not None
    assert staged.found.rows_accepted == 1


def test_a_header_of_the_trade_is_matched_without_asking(town: Township, tmp_path: Path) -> None:
    header = [
        *("户编号", "户主姓名", "与户主关系", "姓名", "性别", "身份证号码", "联系电话", "现住址"),
        *("户籍地址", "出生年月", "人口类别", "流入原因", "所属网格"),
    ]
    path = write_csv(tmp_path / "a.csv", [header, ["1"] * len(header)])

    looked = stage(town, path, only_columns=True)

    assert all(each.decision == "auto" for each in looked.suggestions), looked.suggestions


def test_dwellings_come_in_by_themselves_and_are_brought_up_to_date(
    any_town: Township, tmp_path: Path
) -> None:
    lines = [
        ["楼栋名称", "单元", "房号", "房屋使用情况", "业主姓名"],
        ["幸福小区3栋", "1", "101", "出租", "赵六"],
        ["幸福小区3栋", "1", "102", "空置", ""],
        ["幸福小区3栋", "1", "102", "空置", ""],
    ]
    path = write_csv(tmp_path / "a.csv", lines)
    staged = stage(any_town, path, kind="dwellings")
    assert {code for _, (_, code, _) in staged.problems} == {"population.import_dwelling_twice"}
    assert accept(any_town, staged).rows_applied == 2
    lines[2][3] = "自住"

    again = stage(any_town, write_csv(tmp_path / "b.csv", lines[:3]), kind="dwellings")
    assert again.found is not None
    assert (again.found.rows_unchanged, again.undecided) == (1, {"door": 1})
    any_town.app.transfers.decide_duplicates(importer(any_town), again.found.id, "take")
    accept(any_town, again)

    with any_town.context.database.read() as connection:
        uses = list(connection.execute(sa.select(t.dwelling.c.occupancy)).scalars())
    assert sorted(uses) == ["let", "owner"]


def test_a_dwelling_that_ended_takes_nobody_in(town: Township, tmp_path: Path) -> None:
    home = town.dwelling("501")
    town.app.end_dwelling(town.clerk("410602"), home, "", NO_GROUNDS)

    staged = stage(
        town, write_csv(tmp_path / "a.csv", lines_of(person(1, 楼栋="幸福小区3栋", 单元="2", 房号="501")))
    )

    assert {code for _, (_, code, _) in staged.problems} == {"population.import_dwelling_over"}


def test_readings_of_staged_rows_are_on_record_and_masked_in_answers(town: Township, tmp_path: Path) -> None:
    row = person(1)
    staged = stage(town, write_csv(tmp_path / "a.csv", lines_of(row)))
    assert staged.found is not None

    found, rows = town.app.transfers.list_rows(importer(town), staged.found.id, [], 10, -1)
    shown = to.import_row(
        town.app.transfers.sheets.of_import(found), rows[0], importer(town), town.app.transfers.messages
    )

    text = str(shown)
    assert row["居民身份证号码"] not in text
    assert row["手机"] not in text
    assert row["现住址"] not in text
    assert ("population.import.read", found.id) in [each[:2] for each in town.audit()]


def test_thousands_of_rows_without_a_household_number_are_grouped_by_address(
    town: Township, tmp_path: Path
) -> None:
    rows = []
    for n in range(1, 7):
        where = {"户号": "", "现住址": f"中山路{(n + 1) // 2}号"}
        rows.append(person(n, **where, 与户主关系="户主" if n % 2 else "配偶"))

    accept(town, stage(town, write_csv(tmp_path / "a.csv", lines_of(*rows))))

    with town.context.database.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(t.household)) == 3


def test_a_child_may_be_known_by_the_number_of_the_head(town: Township, tmp_path: Path) -> None:
    header = ["姓名", "身份证号", "户主身份证号", "与户主关系", "人口类别", "所属网格", "现住址"]
    head, child = identity(BORN, 1), identity(date(2015, 1, 1), 2)
    text = io.StringIO()
    csv.writer(text).writerows(
        [
            header,
            ["王一", head, head, "", "常住", "第一网格", "中山路1号"],
            ["王二", child, head, "子", "常住", "第一网格", "中山路1号"],
        ]
    )
    path = tmp_path / "a.csv"
    path.write_text(text.getvalue(), "utf-8")

    accept(town, stage(town, path))

    with town.context.database.read() as connection:
        (household,) = connection.execute(sa.select(t.household)).all()
        name = connection.scalar(sa.select(t.person.c.name).where(t.person.c.id == household.head_id))
    assert name == "王一"


def test_the_reviewer_may_be_another_person(town: Township, tmp_path: Path) -> None:
    promise(town.context, "reviewer")
    staged = stage(town, write_csv(tmp_path / "a.csv", lines_of(person(1))))
    reviewer = staff("reviewer", ("population.import.accept",), "410602")

    done = accept(town, staged, reviewer)

    assert (done.decided_by, done.rows_applied) == ("reviewer", 1)


def test_of_a_thousand_rows_with_twelve_mistakes_988_are_staged_and_nothing_is_live(
    any_town: Township, tmp_path: Path
) -> None:
    """The example of DIR-30, with families: a refused head does not take his family back with him."""
    home = {"与户主关系": "配偶"}
    rows = []
    for n in range(1, 501):
        where = {"户号": f"F{n}", "现住址": f"建设路{n}号"}
        bad = {"人口类别": "游客"} if n % 50 == 1 else {}
        rows.append(person(2 * n, **where, **bad))
        rows.append(person(2 * n + 1, **where, **home, **({"手机": "12"} if n in (7, 8) else {})))
    path = write_csv(tmp_path / "a.csv", lines_of(*rows))

    staged = stage(any_town, path)

    assert staged.found is not None
    assert (staged.found.rows_accepted, staged.found.rows_rejected) == (988, 12)
    assert people(any_town) == {}
    assert accept(any_town, staged).rows_applied == 988


def test_the_command_line_imports_and_says_how_it_went(
    town: Township, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def opened(name: str) -> Iterator[SimpleNamespace]:
        yield SimpleNamespace(application=town.app, context=town.context)

    monkeypatch.setattr(cli, "open_service", opened)

    def run(path: Path, *options: str) -> Result:
        return CliRunner().invoke(cli.import_people, [str(path), *options])

    sound = write_csv(tmp_path / "a.csv", lines_of(*(person(n) for n in range(1, 4))))
    dry = run(sound, "--dry-run")
    assert (dry.exit_code, people(town)) == (0, {})
    first, again = run(sound, "--yes"), run(sound, "--yes")
    assert (first.exit_code, "applied 3" in first.output) == (0, True), first.output
    assert (again.exit_code, "unchanged 3" in again.output) == (0, True), again.output
    partly = run(write_csv(tmp_path / "bad.csv", lines_of(person(9, 人口类别="游客"))), "--yes")
    assert partly.exit_code == 3
    assert (tmp_path / "bad.rejected.csv").exists()
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04nothing")
    assert run(tmp_path / "broken.xlsx", "--yes").exit_code == 2
    assert run(tmp_path / "missing.csv", "--yes").exit_code == 2
    moved = run(
        write_csv(tmp_path / "c.csv", lines_of(person(1, 手机="13911112222"))),
        "--yes",
        "--duplicates",
        "take",
    )
    assert (moved.exit_code, "applied 1" in moved.output) == (0, True), moved.output
