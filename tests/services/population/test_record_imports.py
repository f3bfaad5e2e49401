"""Tables of service records of one declared type; care never comes by a table (POP-01, Sens-2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from services.kernel.call import Call
from services.kernel.errors import Invalid
from services.population.application.families.ports import AskedRecords
from services.population.application.families.reading import ShownRecord
from services.population.application.transfers.export_model import AskedExport
from services.population.application.transfers.model import Staged
from services.population.domain.families.grounds import Establishment, PublicPlace
from services.population.entrypoints import transfers_messages as to
from tests.services.population.county import COMMUNITY, FAR_GRID, GRID, NEXT_GRID, Township, identity
from tests.services.population.tables import RIGHTS, accept, stage, write_csv
from tests.services.population.test_exports import boss, sheets

MAY = (*RIGHTS, "population.establishments.edit", "population.records.view", "population.records.edit")
EVERYTHING = AskedRecords(with_closed=True)


def clerk(town: Township, path: str = COMMUNITY) -> Call:
    return town.clerk(path, MAY)


def staged_of(town: Township, folder: Path, code: str, lines: Sequence[Sequence[str]], **more: Any) -> Staged:
    table = write_csv(folder / "记录.csv", lines)
    return stage(town, table, more.pop("call", clerk(town)), kind="records", type_code=code, **more)


def codes(staged: Staged) -> list[str]:
    return [each for _, (_, each, _) in staged.problems]


def open_records(town: Township) -> list[ShownRecord]:
    found = town.app.families.list(town.clerk("410602", MAY), AskedRecords(), None, 100)[1]
    return sorted(found, key=lambda each: each.record.values.get("found_on", ""))


def shop(town: Township, name: str = "惠民超市", path: str = GRID, code: str = "") -> str:
    wanted = Establishment("", path, name, "self_employed", "中山路1号", credit_code=code)
    return town.app.families.put_establishment(town.clerk("410602", MAY), wanted, "")


CHECKS = ("单位名称", "网格", "隐患类型", "发现日期", "责任单位", "整改期限", "已整改", "情况")


def test_checks_of_units_come_in_with_their_words_and_are_taken_back(
    any_town: Township, tmp_path: Path
) -> None:
    shop(any_town)
    lines = [
        CHECKS,
        ("惠民超市", "第一网格", "消防", "2026/11/3", "店主", "2026年12月31日", "否", "灭火器到期"),
        ("惠民超市", "第一网格", "Gas", "20261104", "", "", "", "软管老化"),
    ]

    staged = staged_of(any_town, tmp_path, "unit_safety", lines)
    done = accept(any_town, staged, clerk(any_town))

    assert codes(staged) == []
    assert done.rows_applied == 2
    found = open_records(any_town)
    assert found[0].record.values == {
        "hazard": "fire",
        "found_on": "2026-11-03",
        "duty": "店主",
        "mend_by": "2026-12-31",
        "mended": "no",
        "what": "灭火器到期",
    }
    any_town.app.families.review(clerk(any_town), found[1].record.id, "", "")
    undone = any_town.app.transfers.undo_import(clerk(any_town), done.id, 60.0)
    assert (undone.state, undone.rows_applied) == ("undone", 1)
    assert [each.record.id for each in open_records(any_town)] == [found[1].record.id]
    gone = any_town.app.families.get(clerk(any_town), found[0].record.id).record
    assert (gone.end_reason, dict(gone.values)) == ("mistake", {})


def test_mistakes_are_named(any_town: Township, tmp_path: Path) -> None:
    shop(any_town)
    shop(any_town, "远处店", FAR_GRID)
    good = ("惠民超市", "第一网格", "消防", "2026-11-03", "", "", "", "")
    lines = [
        CHECKS,
        good,
        ("没有的店", *good[1:]),
        ("远处店", FAR_GRID, *good[2:]),
        ("", *good[1:]),
        ("惠民超市", "", *good[2:]),
        (*good[:2], "地震", *good[3:]),
        (*good[:2], "", *good[3:]),
        (*good[:3], "2026-02-30", *good[4:]),
        (*good[:3], "上周", *good[4:]),
        (*good[:6], "大概", ""),
        good,
        (*good[:7], "*" * 5),
    ]

    staged = staged_of(any_town, tmp_path, "unit_safety", lines)

    assert codes(staged) == [
        "population.import_subject_unknown",
        "population.import_grid_unknown",
        "population.import_subject_missing",
        "population.import_grid_missing",
        "population.import_choice_unknown",
        "kernel.required",
        "population.import_date_impossible",
        "population.import_date_unreadable",
        "population.import_yes_or_no",
        "population.import_record_twice",
        "population.masked_value",
    ]
    text = any_town.app.transfers.messages.text
    for _, (_, code, details) in staged.problems:
        assert code not in text(code, details, "zh")
        assert "{" not in text(code, details, "en")
    assert staged.found is not None
    assert staged.found.rows_accepted == 1


VOLUNTEERS = ("身份证号", "姓名", "角色", "特长", "联系电话", "同意日期", "由谁同意", "结束日期")


def test_volunteers_need_to_be_registered_and_to_have_agreed(any_town: Township, tmp_path: Path) -> None:
    born = date(1980, 5, 3)
    numbers = [identity(born, order) for order in (501, 502)]
    home = any_town.dwelling()
    any_town.register("王建国", home, document_number=numbers[0])
    far = any_town.dwelling("", FAR_GRID, address="别处1号", building_id="", unit="", storey=0)
    any_town.register("孙别", far, document_number=numbers[1])
    good = (numbers[0], "王建国", "志愿者", "修水电", "13912345678", "2026-11-01", "本人", "")
    lines = [
        VOLUNTEERS,
        good,
        (numbers[1], "孙别", *good[2:]),
        (numbers[0], "王建军", *good[2:]),
        (numbers[0][:17] + ("1" if numbers[0][17] != "1" else "2"), *good[1:]),
        (*good[:4], "139", *good[5:]),
        (*good[:3], "理发", good[4], "", *good[6:]),
        (*good[:3], "理发", good[4], "2030-01-01", *good[6:]),
        (*good[:3], "理发", good[4], good[5], "邻居", ""),
        (*good[:3], "理发", *good[4:7], "2020-01-01"),
    ]

    staged = staged_of(any_town, tmp_path, "volunteer", lines)

    assert codes(staged) == [
        "population.import_subject_unknown",
        "population.import_subject_other_name",
        "population.identity_check_digit",
        "population.value_not_phone",
        "population.consent_missing",
        "population.in_future",
        "population.import_consent_by",
        "population.end_out_of_range",
    ]
    assert staged.found is not None
    assert staged.found.rows_accepted == 1
    shown = str(to.register_import(staged, clerk(any_town), any_town.app.transfers.messages))
    assert numbers[0] not in shown
    assert "13912345678" not in shown
    accept(any_town, staged, clerk(any_town))
    (made,) = open_records(any_town)
    assert made.record.consent is not None
    assert (made.record.consent.given_on, made.record.consent.by) == (date(2026, 11, 1), "self")
    again = staged_of(any_town, tmp_path, "volunteer", [VOLUNTEERS, good])
    assert again.found is not None
    assert again.found.rows_unchanged == 1


def test_records_of_dwellings_households_and_places_find_theirs(any_town: Township, tmp_path: Path) -> None:
    any_town.dwelling("501")
    square = PublicPlace("", GRID, "中心广场", "square")
    any_town.app.families.put_place(clerk(any_town), square, "")

    homes = staged_of(
        any_town,
        tmp_path,
        "dwelling_safety",
        [
            ("楼栋", "单元", "房号", "隐患类型", "发现日期"),
            ("幸福小区3栋", "2单元", "501室", "用电", "2026-11-03"),
        ],
    )
    places = staged_of(
        any_town,
        tmp_path,
        "place_patrol",
        [("场所名称", "网格", "巡查内容"), ("中心广场", "第一网格", "人员密集")],
    )

    assert (codes(homes), codes(places)) == ([], [])
    assert accept(any_town, homes, clerk(any_town)).rows_applied == 1
    assert accept(any_town, places, clerk(any_town)).rows_applied == 1
    assert {each.record.subject.value for each in open_records(any_town)} == {"dwelling", "place"}


def test_care_never_comes_or_goes_by_a_table(town: Township, tmp_path: Path) -> None:
    table = write_csv(tmp_path / "a.csv", [("身份证号", "姓名"), ("1", "2")])

    for wrong in ("elderly_alone", "no_such_type", ""):
        with pytest.raises(Invalid):
            stage(town, table, clerk(town), kind="records", type_code=wrong)
        with pytest.raises(Invalid):
            town.app.transfers.request_export(
                clerk(town), AskedExport("records", "核对", asked={"type": wrong})
            )


def test_what_changed_since_the_file_was_read_is_refused_row_by_row(
    any_town: Township, tmp_path: Path
) -> None:
    unit = shop(any_town)
    shop(any_town, "第二家")
    good = ("惠民超市", "第一网格", "消防", "2026-11-03", "", "", "", "")
    staged = staged_of(any_town, tmp_path, "unit_safety", [CHECKS, good, ("第二家", *good[1:])])
    any_town.app.families.close_ground.establishment(clerk(any_town), unit, "", "关门")

    done = accept(any_town, staged, clerk(any_town))

    assert (done.rows_applied, done.rows_rejected) == (1, 1)


def test_records_of_a_type_are_taken_out_by_two_people_masked(any_town: Township, tmp_path: Path) -> None:
    number = identity(date(1980, 5, 3), 601)
    any_town.register("王建国", any_town.dwelling(), document_number=number)
    good = (number, "王建国", "志愿者", "修水电", "13912345678", "2026-11-01", "本人", "")
    accept(any_town, staged_of(any_town, tmp_path, "volunteer", [VOLUNTEERS, good]), clerk(any_town))
    asker = clerk(any_town)

    wanted = AskedExport("records", "节前慰问", asked={"type": "volunteer"})
    asked = any_town.app.transfers.request_export(asker, wanted)
    any_town.app.transfers.decide_export(boss(any_town), asked.id, True, False, "同意")
    any_town.app.transfers.build_exports(any_town.clock())

    text = str(sheets(any_town, asker, asked.id)["数据"])
    assert "志愿者" in text
    assert "修水电" in text
    assert "139****5678" in text
    assert "13912345678" not in text
    next_door = any_town.app.transfers.request_export(any_town.clerk(NEXT_GRID, MAY), wanted)
    assert next_door.paths == (NEXT_GRID,)
