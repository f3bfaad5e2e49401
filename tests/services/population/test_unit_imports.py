"""Tables of units come into the register: checked, decided, accepted, taken back, and out again (POP-01)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from stdnum.cn import uscc

from services.kernel.call import Call, PermissionDenied
from services.kernel.errors import Invalid
from services.kernel.tabular import open_table
from services.population.adapters.tables.families import establishment, family_history
from services.population.application.families.records import WantedRecord
from services.population.application.transfers.export_model import AskedExport
from services.population.application.transfers.model import Staged
from services.population.domain.families.grounds import Establishment
from services.population.domain.transfers.refusals import ImportNotFound
from services.population.entrypoints import transfers_messages as to
from tests.services.population.county import COMMUNITY, FAR_GRID, GRID, NEXT_GRID, Township
from tests.services.population.tables import RIGHTS, accept, stage, write_csv, write_xlsx
from tests.services.population.test_exports import boss, sheets

MAY = (*RIGHTS, "population.establishments.edit", "population.records.view", "population.records.edit")
HEADER = (
    *("单位名称", "单位类型", "统一社会信用代码", "所属网格", "单位地址", "楼栋", "电话", "从业人数"),
    *("负责人", "负责人电话", "安全责任", "经度", "纬度", "注销日期"),
)


def code(order: int, kind: str = "91") -> str:
    """A credit code that fits its check character; of a unit invented."""
    body = f"{kind}410602MA{order:07d}"
    return body + str(uscc.calc_check_digit(body))


def unit(order: int, **said: str) -> dict[str, str]:
    row = {
        "单位名称": f"第{order}号便民店",
        "单位类型": "个体户",
        "统一社会信用代码": code(order, "92"),
        "所属网格": "第一网格",
        "单位地址": f"中山路临街{order}号",
        "电话": "0372-5550001",
        "从业人数": "3",
        "负责人": "尹国庆",
        "负责人电话": f"139{order:08d}",
        "安全责任": "门前三包",
    }
    return {**dict.fromkeys(HEADER, ""), **row, **said}


def lines_of(*rows: dict[str, str]) -> list[list[str]]:
    return [list(HEADER), *(list(row.values()) for row in rows)]


def clerk(town: Township, path: str = COMMUNITY) -> Call:
    return town.clerk(path, MAY)


def staged_of(town: Township, folder: Path, *rows: dict[str, str], **more: Any) -> Staged:
    table = write_csv(folder / "单位.csv", lines_of(*rows))
    return stage(town, table, more.pop("call", clerk(town)), kind="establishments", **more)


def units(town: Township, call: Call | None = None) -> dict[str, Establishment]:
    found = town.app.families.grounds.establishments(
        call or town.clerk("410602"), "", "", None, 500, closed=False
    )
    return {each.name: each for each in found}


def put(town: Township, **said: object) -> str:
    wanted = Establishment("", GRID, "惠民超市", "self_employed", "中山路1号", credit_code=code(1, "92"))
    call = town.clerk("410602", MAY)
    return town.app.families.put_establishment(call, replace(wanted, **said), "")  # type: ignore[arg-type]


MISTAKES = (
    ("population.import_unit_name_missing", unit(101, 单位名称="")),
    ("population.import_unit_name_shape", unit(102, 单位名称="12345")),
    ("population.import_unit_kind_missing", unit(103, 单位类型="")),
    ("population.import_unit_kind_unknown", unit(104, 单位类型="理发馆")),
    ("population.import_credit_code_length", unit(105, 统一社会信用代码=code(105)[:17])),
    (
        "population.credit_code_wrong",
        unit(106, 统一社会信用代码=code(106)[:17] + ("1" if code(106)[17] != "1" else "2")),
    ),
    ("population.import_credit_code_rounded", unit(107, 统一社会信用代码="914106021234567000")),
    ("population.import_grid_unknown", unit(108, 所属网格="没有的网格")),
    ("population.import_grid_unknown", unit(109, 所属网格=FAR_GRID)),
    ("population.import_grid_missing", unit(110, 所属网格="")),
    ("population.import_building_unknown", unit(111, 楼栋="没有的楼")),
    ("population.import_unit_address_missing", unit(112, 单位地址="")),
    ("population.phone_shape", unit(113, 负责人电话="139039")),
    ("population.phone_characters", unit(114, 负责人电话="没有")),
    ("population.value_not_phone", unit(115, 电话="见门口")),
    ("population.import_not_a_number", unit(116, 从业人数="若干")),
    ("population.import_not_whole", unit(117, 从业人数="2.5")),
    ("population.import_out_of_range", unit(118, 从业人数="-1")),
    ("population.import_half_a_point", unit(119, 经度="114.2")),
    ("population.import_unit_closed", unit(120, 注销日期="2025-03-01")),
    ("population.import_date_impossible", unit(121, 注销日期="2025-02-30")),
    ("population.import_date_unreadable", unit(122, 注销日期="去年")),
    ("population.in_future", unit(123, 注销日期="2030-01-01")),
    ("population.import_too_long", unit(124, 单位名称="长" * 101)),
    ("population.masked_value", unit(125, 负责人="尹**")),
    ("population.import_formula_error", unit(126, 安全责任="#REF!")),
    ("population.import_control_character", unit(127, 安全责任="门前\x07三包")),
)


def test_every_mistake_is_named_in_both_languages_and_the_good_rows_load(
    any_town: Township, tmp_path: Path
) -> None:
    """Far more than a dozen kinds, each with a clear message; nothing is live before the reviewer's yes."""
    again, same_name = unit(1), unit(2, 统一社会信用代码="")
    rows = [unit(1), same_name, *(row for _, row in MISTAKES)]
    rows += [{**again, "单位名称": "另一个名字"}, {**same_name, "单位地址": "别处"}]

    staged = staged_of(any_town, tmp_path, *rows)

    assert staged.found is not None
    found = {(row, code) for row, (_, code, _) in staged.problems}
    expected = {(number, each) for number, (each, _) in enumerate(MISTAKES, 4)}
    expected |= {(len(MISTAKES) + 4, "population.import_code_twice")}
    expected |= {(len(MISTAKES) + 5, "population.import_unit_twice")}
    assert sorted(expected - found) == []
    assert len({each for _, each in found}) >= 24
    text = any_town.app.transfers.messages.text
    for _, (column, each, details) in staged.problems:
        zh, en = (text(each, details, locale) for locale in ("zh", "en"))
        assert column
        assert zh != en
        assert each not in zh
        assert "{" not in zh + en
    assert (staged.found.rows_rejected, staged.found.rows_accepted) == (len(rows) - 2, 2)
    assert units(any_town) == {}

    done = accept(any_town, staged, clerk(any_town))

    assert (done.state, done.rows_applied) == ("applied", 2)
    made = units(any_town)["第1号便民店"]
    assert (made.kind, made.credit_code, made.path, made.staff_count) == (
        "self_employed",
        code(1, "92"),
        GRID,
        3,
    )
    assert (made.representative, made.representative_phone) == ("尹国庆", "13900000001")


def test_refused_rows_come_back_in_the_sheet_they_came_in(town: Township, tmp_path: Path) -> None:
    bad = unit(2, 单位类型="理发馆")
    path = write_xlsx(tmp_path / "单位.xlsx", lines_of(unit(1), bad))
    staged = stage(town, path, clerk(town), kind="establishments")
    assert staged.found is not None

    name, pieces = town.app.transfers.import_rejects(clerk(town), staged.found.id)

    (tmp_path / name).write_bytes(b"".join(pieces))
    table = open_table(tmp_path / name)
    (row,) = list(table.rows())
    assert row.cells["单位名称"] == bad["单位名称"]
    assert "单位类型" in row.cells[table.header[-1]]


def test_units_the_register_has_are_decided_about(any_town: Township, tmp_path: Path) -> None:
    put(any_town, staff_count=9)
    put(any_town, name="老店", credit_code="", address="旧地址")
    rows = (
        unit(1, 单位名称="惠民超市", 单位地址="中山路2号"),
        unit(5, 单位名称="老店", 统一社会信用代码=""),
        unit(6),
    )

    staged = staged_of(any_town, tmp_path, *rows)

    assert staged.found is not None
    assert staged.undecided == {"code": 1, "name": 1}
    decide = any_town.app.transfers.decide_duplicates
    with pytest.raises(Invalid):
        decide(clerk(any_town), staged.found.id, "new", "code")
    decide(clerk(any_town), staged.found.id, "take", "code")
    decide(clerk(any_town), staged.found.id, "new", "name")
    done = accept(any_town, staged, clerk(any_town))
    assert done.rows_applied == 3
    found = any_town.app.families.grounds.establishments(clerk(any_town), "", "", None, 50, closed=False)
    assert sorted(each.name for each in found) == ["惠民超市", "第6号便民店", "老店", "老店"]
    taken = units(any_town)["惠民超市"]
    assert (taken.address, taken.staff_count, taken.version) == ("中山路2号", 3, 2)


def test_the_same_table_again_changes_nothing(any_town: Township, tmp_path: Path) -> None:
    accept(any_town, staged_of(any_town, tmp_path, unit(1), unit(2)), clerk(any_town))

    again = staged_of(any_town, tmp_path, unit(1), unit(2))

    assert again.found is not None
    assert (again.found.rows_unchanged, again.found.rows_accepted) == (2, 0)


def test_a_unit_elsewhere_is_told_to_nobody(any_town: Township, tmp_path: Path) -> None:
    put(any_town, path=FAR_GRID)
    worker = any_town.worker(GRID, MAY)

    staged = staged_of(any_town, tmp_path, unit(1), call=worker)

    assert staged.found is not None
    assert (staged.found.rows_accepted, staged.found.rows_undecided) == (1, 0)
    assert accept(any_town, staged, worker).rows_applied == 1


def test_who_may_not_register_units_imports_none(town: Township, tmp_path: Path) -> None:
    table = write_csv(tmp_path / "单位.csv", lines_of(unit(1)))

    with pytest.raises(PermissionDenied):
        stage(town, table, town.clerk(COMMUNITY, RIGHTS), kind="establishments")
    staged = staged_of(town, tmp_path, unit(1, 所属网格="第二网格"), call=town.worker(GRID, MAY))
    assert {each for _, (_, each, _) in staged.problems} == {"population.import_grid_unknown"}
    assert staged.found is not None
    with pytest.raises(ImportNotFound):
        town.app.transfers.get_import(town.worker(NEXT_GRID, MAY), staged.found.id)


def test_an_import_is_taken_back_but_for_what_somebody_touched(any_town: Township, tmp_path: Path) -> None:
    put(any_town, staff_count=9)
    rows = (unit(1, 单位名称="惠民超市"), *(unit(n) for n in range(2, 6)))
    staged = staged_of(any_town, tmp_path, *rows)
    assert staged.found is not None
    call = clerk(any_town)
    any_town.app.transfers.decide_duplicates(call, staged.found.id, "take")
    accept(any_town, staged, call)
    touched, inspected = units(any_town)["第2号便民店"], units(any_town)["第3号便民店"]
    any_town.app.families.put_establishment(call, replace(touched, phone="0372-5559999"), "1")
    check = {"hazard": "fire", "found_on": "2026-11-20"}
    any_town.app.families.open(call, WantedRecord("unit_safety", inspected.id, check))

    undone = any_town.app.transfers.undo_import(call, staged.found.id, 60.0)

    assert (undone.state, undone.rows_applied) == ("undone", 2)
    assert set(units(any_town)) == {"惠民超市", "第2号便民店", "第3号便民店"}
    back = units(any_town)["惠民超市"]
    assert (back.staff_count, back.address, back.version) == (9, "中山路1号", 3)
    with any_town.context.database.read() as connection:
        left = connection.execute(sa.select(sa.func.count(sa.distinct(family_history.c.subject_id)))).scalar()
        assert left == 4  # three units and the check
    events = [name for name, _ in any_town.events() if name == "EstablishmentChanged"]
    assert len(events) == 1 + 5 + 1 + 3


def test_what_was_broken_off_goes_on(any_town: Township, tmp_path: Path) -> None:
    staged = staged_of(any_town, tmp_path, *(unit(n) for n in range(1, 4)), seconds=0)
    assert staged.found is not None

    while any_town.app.transfers.work.sweep(any_town.clock(), 60.0):
        pass

    found = any_town.app.transfers.get_import(clerk(any_town), staged.found.id).found
    assert found is not None
    assert (found.state, found.rows_accepted) == ("staged", 3)


def test_who_represents_a_unit_is_masked_before_it_is_written_and_sealed_at_rest(
    any_town: Township, tmp_path: Path
) -> None:
    staged = staged_of(any_town, tmp_path, unit(1))
    call = clerk(any_town)

    shown = str(to.register_import(staged, call, any_town.app.transfers.messages))
    accept(any_town, staged, call)

    assert "第1号便民店" in shown
    assert "个体工商户" in shown
    assert "尹国庆" not in shown
    assert "13900000001" not in shown
    with any_town.context.database.read() as connection:
        rows = str(connection.execute(sa.select(establishment)).all())
    assert "尹国庆" not in rows
    assert "尹国庆" not in str(any_town.events()) + str(any_town.audit())


def test_units_are_taken_out_by_two_people_masked(any_town: Township) -> None:
    put(any_town, representative="尹国庆", representative_phone="13812345678")
    put(any_town, name="远处店", path=FAR_GRID, credit_code="")
    asker = clerk(any_town)

    asked = any_town.app.transfers.request_export(asker, AskedExport("establishments", "安全排查"))
    any_town.app.transfers.decide_export(boss(any_town), asked.id, True, False, "同意")
    any_town.app.transfers.build_exports(any_town.clock())

    text = str(sheets(any_town, asker, asked.id)["数据"])
    assert "惠民超市" in text
    assert "远处店" not in text
    assert "尹国庆" not in text
    assert "138****5678" in text


def test_the_empty_sheet_has_the_columns_and_its_choices(town: Township, tmp_path: Path) -> None:
    sheet = town.app.transfers.sheets.of("establishments")

    assert {"单位名称", "单位类型", "统一社会信用代码"} <= {each.zh for each in sheet.fields}
    for wrong in ("people2", ""):
        with pytest.raises(Invalid):
            town.app.transfers.sheets.of(wrong)
