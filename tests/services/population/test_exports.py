"""Files of the register: a purpose, a second person, masks, and a trace of everything (DIR-26, Sens-1)."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from services.kernel.call import Call, PermissionDenied
from services.kernel.errors import Invalid
from services.kernel.testing.contexts import staff
from services.population.application.transfers.export_model import AskedExport, Export
from services.population.domain.kinds import ResidenceKind
from services.population.domain.transfers.refusals import (
    ExportDecided,
    ExportNotFound,
    ExportNotReady,
    OwnExport,
)
from tests.services.population.county import COMMUNITY, GRID, NEXT_GRID, Township, promise
from tests.services.population.mistakes_30 import HEADER, person
from tests.services.population.tables import RIGHTS, accept, stage, write_csv

PURPOSE = AskedExport("people", "秋季入户核查")


def boss(town: Township, path: str = "410602", rights: tuple[str, ...] = RIGHTS) -> Call:
    promise(town.context, "boss")
    return staff("boss", rights, path, name="审批人")


def ready(town: Township, wanted: AskedExport = PURPOSE, *, whole: bool = False) -> tuple[Call, Export]:
    asker = town.clerk(COMMUNITY, RIGHTS)
    asked = town.app.transfers.request_export(asker, wanted)
    town.app.transfers.decide_export(boss(town), asked.id, True, whole, "同意")
    town.app.transfers.build_exports(town.clock())
    return asker, asked


def sheets(town: Township, call: Call, export_id: str) -> dict[str, list[list[Any]]]:
    _, pieces = town.app.transfers.export_file(call, export_id)
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(pieces)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_file_holds_whom_the_asker_may_see_with_values_masked(any_town: Township) -> None:
    any_town.family()
    far = any_town.dwelling("", NEXT_GRID, address="向阳街3号", building_id="", unit="", storey=0)
    any_town.register("赵远", far, phone="13812345678")
    other = any_town.dwelling("", "410602002001001", address="别处1号", building_id="", unit="", storey=0)
    any_town.register("孙别", other)

    asker, asked = ready(any_town)

    found = sheets(any_town, asker, asked.id)
    text = str(found["数据"])
    assert {"王建国", "李秀英", "王小明", "赵远"} <= {str(row[0]) for row in found["数据"]}
    assert "孙别" not in text
    assert "138****5678" in text
    assert "13812345678" not in text
    assert "中山路***" in text
    assert "12号" not in text
    assert "19800503" not in text
    said = str(found["用途说明"])
    assert "秋季入户核查" in said
    assert "clerk" in said
    assert "审批人" in said
    assert asked.id in said


def test_whole_values_go_out_when_both_want_it_so_and_may(town: Township) -> None:
    town.register("赵远", town.dwelling("501"), phone="13812345678")
    wanted = AskedExport("people", "核查", whole=True)

    asker, asked = ready(town, wanted, whole=True)
    masked_asker, masked = ready(town, wanted, whole=False)

    assert "13812345678" in str(sheets(town, asker, asked.id)["数据"])
    assert "13812345678" not in str(sheets(town, masked_asker, masked.id)["数据"])
    assert "完整信息" in str(sheets(town, asker, asked.id)["用途说明"])


def test_whole_values_need_the_right_to_reveal_on_both_sides(town: Township) -> None:
    less = tuple(each for each in RIGHTS if each != "population.person.reveal")
    with pytest.raises(PermissionDenied):
        town.app.transfers.request_export(
            town.clerk(COMMUNITY, less), AskedExport("people", "核查", whole=True)
        )
    asked = town.app.transfers.request_export(
        town.clerk(COMMUNITY, RIGHTS), AskedExport("people", "核查", whole=True)
    )

    with pytest.raises(PermissionDenied):
        town.app.transfers.decide_export(boss(town, rights=less), asked.id, True, True, "")


def test_nobody_decides_about_his_own(town: Township) -> None:
    asker = town.clerk(COMMUNITY, RIGHTS)
    asked = town.app.transfers.request_export(asker, PURPOSE)

    with pytest.raises(OwnExport):
        town.app.transfers.decide_export(asker, asked.id, True, False, "")


def test_it_is_decided_once(town: Township) -> None:
    asked = town.app.transfers.request_export(town.clerk(COMMUNITY, RIGHTS), PURPOSE)
    town.app.transfers.decide_export(boss(town), asked.id, False, False, "不需要")

    with pytest.raises(ExportDecided):
        town.app.transfers.decide_export(boss(town), asked.id, True, False, "")
    assert town.app.transfers.build_exports(town.clock()) == 0


def test_whoever_decides_covers_all_of_it(town: Township) -> None:
    asked = town.app.transfers.request_export(town.clerk(COMMUNITY, RIGHTS), PURPOSE)

    with pytest.raises(ExportNotFound):
        town.app.transfers.decide_export(boss(town, GRID), asked.id, True, False, "")
    assert town.app.transfers.list_exports(boss(town, GRID), 10, "") == []


def test_only_the_asker_fetches_it_and_each_time_is_on_record(town: Township) -> None:
    town.register("赵远", town.dwelling("501"))
    asker, asked = ready(town)

    sheets(town, asker, asked.id)
    sheets(town, asker, asked.id)

    with pytest.raises(ExportNotFound):
        town.app.transfers.export_file(boss(town), asked.id)
    actions = [each[0] for each in town.audit() if each[1] == asked.id]
    assert actions.count("population.export.download") == 2
    assert "population.export.build" in actions


def test_a_right_lost_since_gives_no_file(town: Township) -> None:
    _, asked = ready(town)

    with pytest.raises(PermissionDenied):
        town.app.transfers.export_file(town.clerk(GRID, RIGHTS), asked.id)


def test_without_a_purpose_or_the_right_nothing_is_asked_for(town: Township) -> None:
    with pytest.raises(Invalid):
        town.app.transfers.request_export(town.clerk(COMMUNITY, RIGHTS), AskedExport("people", " "))
    with pytest.raises(PermissionDenied):
        town.app.transfers.request_export(town.clerk(COMMUNITY), PURPOSE)


def test_a_file_is_sealed_at_rest_and_deleted_after_a_week(town: Township) -> None:
    town.register("赵远", town.dwelling("501"))
    asker, asked = ready(town)
    (name,) = town.context.files.list("population/exports")
    data = town.context.files.get(name)
    assert not zipfile.is_zipfile(io.BytesIO(data))
    assert "赵远".encode() not in data
    town.clock.advance(days=8)

    town.app.transfers.forget(town.clock())

    assert list(town.context.files.list("population/exports")) == []
    with pytest.raises(ExportNotReady):
        town.app.transfers.export_file(asker, asked.id)


def test_it_may_be_narrowed_to_a_place_and_a_category(town: Township) -> None:
    town.register("赵远", town.dwelling("501"))
    town.register("钱住", town.dwelling("502"), kind=ResidenceKind.REGISTERED_ONLY)

    asker, asked = ready(town, AskedExport("people", "核查", GRID, asked={"kind": "registered_only"}))

    rows = sheets(town, asker, asked.id)["数据"]
    assert [row[0] for row in rows[1:]] == ["钱住"]


def test_dwellings_are_exported_too(any_town: Township) -> None:
    any_town.dwelling("501")
    any_town.dwelling("502")

    asker, asked = ready(any_town, AskedExport("dwellings", "核查"))

    rows = sheets(any_town, asker, asked.id)["数据"]
    assert len(rows) == 3
    assert "12号" not in str(rows)


def test_thousands_of_rows_are_written_without_holding_them(town: Township, tmp_path: Path) -> None:
    """Rows are read a portion at a time and every one comes once."""
    rows = [person(n) for n in range(1, 1203)]
    lines = [list(HEADER), *(list(row.values()) for row in rows)]
    accept(town, stage(town, write_csv(tmp_path / "a.csv", lines)))

    asker, asked = ready(town)

    assert len(sheets(town, asker, asked.id)["数据"]) == 1203
