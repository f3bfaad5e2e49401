"""Importing another system's cases: staged, accepted, resumed, taken back (DIR-30)."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from services.cases.adapters.tables.cases import cases, timeline
from services.cases.adapters.tables.imports import rows
from services.cases.application.desk import Ref
from services.cases.application.oversight.imports import plan_of
from services.cases.domain.importing import RowCheck, Rules
from services.cases.domain.oversight_refusals import ImportNotAllowed, ImportNotFound
from services.kernel.call import PermissionDenied
from services.kernel.errors import Invalid
from services.kernel.tabular import Mapping
from services.kernel.testing.contexts import staff
from tests.services.cases.county import COUNTY, OTHER_TOWNSHIP, Town, catalogue
from wangge.directory.v1 import reference_pb2

SEED = Path("services/cases/adapters/seed")
CLERK = staff("clerk", ["cases.import.run", "cases.import.accept", "cases.case.view"], COUNTY)
SIMPLE = """
system = "old"
territory = "410602000000"
[fields.external_number]
column = "编号"
[fields.created]
column = "时间"
[fields.content]
column = "内容"
[fields.category]
column = "类别"
[fields.category.translate]
"垃圾" = "event.rubbish"
[fields.state]
column = "状态"
[fields.closed]
column = "办结"
[fields.longitude]
column = "经度"
[fields.latitude]
column = "纬度"
[fields.reporter_name]
column = "姓名"
[fields.reporter_phone]
column = "电话"
"""
HEADER = ["编号", "时间", "内容", "类别", "状态", "办结", "经度", "纬度", "姓名", "电话"]


def good(number: int) -> list[str]:
    return [
        f"N{number}",
        "2025-03-01 08:00:00",
        "路边垃圾",
        "垃圾",
        "SCREENING",
        "",
        "114.105",
        "35.705",
        "张三丰",
        "13812345678",
    ]


def file_of(folder: Path, lines: list[list[str]], name: str = "old.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADER, *lines])
    return path


def stage(town: Town, path: Path, mapping: str = SIMPLE, call: Any = CLERK, territory: str = "") -> Any:
    return town.application.oversight.stage_import(call, path, path.name, mapping, territory)


def spoiled(number: int, column: str, value: str) -> list[str]:
    line = good(number)
    line[HEADER.index(column)] = value
    return line


MISTAKES = [
    ("编号", ""),
    ("编号", "x" * 61),
    ("时间", ""),
    ("时间", "明天"),
    ("时间", "2099-01-01"),
    ("时间", "1980-01-01"),
    ("内容", ""),
    ("内容", "长" * 5001),
    ("类别", "没有"),
    ("状态", ""),
    ("状态", "OPEN"),
    ("经度", "abc"),
]


def test_of_a_thousand_rows_with_twelve_errors_988_are_staged_and_nothing_is_live(
    any_town: Town, tmp_path: Path
) -> None:
    town = any_town
    lines = [good(n) for n in range(988)]
    for index, (column, value) in enumerate(MISTAKES):
        lines.insert(index * 80, spoiled(5000 + index, column, value))
    path = file_of(tmp_path, lines)

    staged = stage(town, path)

    found = staged.found
    assert (found.rows_total, found.rows_accepted, found.rows_rejected) == (1000, 988, 12)
    assert town.rows(sa.select(cases.c.id)) == []
    with (tmp_path / "old.rejected.csv").open(encoding="utf-8-sig") as rejects:
        returned = list(csv.reader(rejects))
    assert len(returned) == 13
    assert returned[0][:-1] == HEADER
    for (column, _), line in zip(MISTAKES, returned[1:], strict=True):
        assert column in line[-1]
        assert " / " in line[-1]
    assert len(staged.problems) == 12
    assert {p[1] for p in staged.problems} == {c for c, _ in MISTAKES}
    assert "张三丰" not in str(town.rows(sa.select(rows.c.draft)))

    done = town.application.oversight.accept_import(CLERK, found.id)
    assert (done.state, done.rows_applied) == ("applied", 988)
    assert town.events().count("CaseReported") == 988
    counted = town.application.oversight.count(
        staff("b", ["cases.statistics.view"], COUNTY), dimensions=["channel", "state"]
    )
    assert [(each.keys, each.value) for each in counted] == [(("SYSTEM", "SCREENING"), 988)]


def test_the_same_file_again_changes_nothing(any_town: Town, tmp_path: Path) -> None:
    town, path = any_town, file_of(tmp_path, [good(n) for n in range(5)])
    first, late = stage(town, path).found, stage(town, path).found
    town.application.oversight.accept_import(CLERK, first.id)
    again = stage(town, path).found
    assert (again.rows_accepted, again.rows_unchanged) == (0, 5)
    overtaken = town.application.oversight.accept_import(CLERK, late.id)
    assert (overtaken.rows_applied, overtaken.rows_unchanged) == (0, 5)
    assert len(town.rows(sa.select(cases.c.id))) == 5


def test_an_import_that_was_killed_goes_on_where_it_stopped(town: Town, tmp_path: Path) -> None:
    do = town.application.oversight
    found = stage(town, file_of(tmp_path, [good(n) for n in range(1200)])).found
    part = do.accept_import(CLERK, found.id, batches=1)
    assert (part.state, part.rows_applied) == ("applying", 500)
    assert do.resume_imports(town.clock()) == 700
    assert [do.resume_imports(town.clock()), len(town.rows(sa.select(cases.c.id)))] == [0, 1200]


def test_undo_removes_what_nobody_touched_and_says_what_stays(any_town: Town, tmp_path: Path) -> None:
    town, do = any_town, any_town.application.oversight
    found = do.accept_import(CLERK, stage(town, file_of(tmp_path, [good(n) for n in range(4)])).found.id)
    touched = town.rows(sa.select(cases.c.id).order_by(cases.c.id))[0].id
    town.loop.file(town.community, Ref(touched))

    undone = do.undo_import(CLERK, found.id)

    assert (undone.state, undone.rows_applied) == ("undone", 1)
    assert [row.id for row in town.rows(sa.select(cases.c.id))] == [touched]
    assert town.events().count("CaseWithdrawn") == 3
    counted = do.count(staff("b", ["cases.statistics.view"], COUNTY), dimensions=["state"])
    assert [(each.keys, each.value) for each in counted] == [(("FILED",), 1)]
    assert stage(town, file_of(tmp_path, [good(n) for n in range(4)])).found.rows_accepted == 3


def test_a_case_remembers_where_it_came_from_and_lands_by_its_point(town: Town, tmp_path: Path) -> None:
    lines = [good(1), spoiled(2, "经度", "10.0")]
    town.application.oversight.accept_import(CLERK, stage(town, file_of(tmp_path, lines)).found.id)
    inside, outside = town.rows(sa.select(cases).order_by(cases.c.external_number))
    assert (inside.grid_path, inside.holder_path) == ("410602001001001", "410602001001")
    assert (outside.grid_path, outside.longitude) == (COUNTY, 10.0)
    assert (inside.external_system, inside.external_number, inside.channel) == ("old", "N1", "SYSTEM")
    [entry] = town.rows(sa.select(timeline).where(timeline.c.case_id == inside.id))
    assert (entry.action, entry.details["system"], entry.details["number"]) == ("import", "old", "N1")
    view = town.loop.get(CLERK, inside.id)
    assert (view.reporter_name, view.reporter_phone) == ("张**", "138****5678")


def test_states_and_rights_guard_an_import(town: Town, tmp_path: Path) -> None:
    do, path = town.application.oversight, file_of(tmp_path, [good(1)])
    with pytest.raises(PermissionDenied):
        stage(town, path, call=staff("x", ["cases.import.run"], OTHER_TOWNSHIP))
    found = stage(town, path).found
    with pytest.raises(ImportNotFound):
        do.accept_import(staff("y", ["cases.import.run", "cases.import.accept"], OTHER_TOWNSHIP), found.id)
    with pytest.raises(PermissionDenied):
        do.accept_import(staff("z", ["cases.import.run"], COUNTY), found.id)
    with pytest.raises(ImportNotAllowed):
        do.undo_import(CLERK, found.id)
    do.discard_import(CLERK, found.id)
    with pytest.raises(ImportNotAllowed):
        do.accept_import(CLERK, found.id)


def test_without_a_mapping_columns_are_suggested(town: Town, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("编号,上报时间,内容,类别,状态\n1,2025-01-01,垃圾,event.rubbish,SCREENING\n", "utf-8")
    staged = stage(town, path, mapping="")
    assert {s.field for s in staged.suggestions} >= {"external_number", "created", "category", "state"}
    assert staged.found is not None
    assert staged.found.rows_accepted == 1
    bare = tmp_path / "b.csv"
    bare.write_text("甲,乙\n1,2\n", "utf-8")
    assert stage(town, bare, mapping="").found is None


@pytest.mark.parametrize(
    "mapping", ["nowhere", "system = 'x'\n", "[fields.colour]\ncolumn = 'a'", "zone = 'Mars/X'\n[fields.x]"]
)
def test_an_unusable_mapping_is_refused_as_a_whole(town: Town, tmp_path: Path, mapping: str) -> None:
    with pytest.raises(Invalid):
        stage(town, file_of(tmp_path, [good(1)]), mapping=mapping)


def test_the_311_export_is_imported_whole_and_its_clock_is_new_york(town: Town) -> None:
    mapping = Mapping.load(SEED / "mappings" / "nyc311.toml")
    item, kind = reference_pb2.CatalogueItem, reference_pb2.CATALOGUE_KIND_EVENT
    codes = sorted(set(mapping.fields["category"].translate.values()))
    news = catalogue(2)
    news.items.extend(item(code=code, title_zh=code, kind=kind, leaf=True) for code in codes)
    town.hear(lambda heard, uow: heard.catalogue(news, uow))
    do = town.application.oversight
    staged = do.stage_import(CLERK, SEED / "311" / "requests_311.csv", "311.csv", "nyc311", "410602000000")
    assert (staged.found.rows_total, staged.found.rows_rejected) == (924, 0), staged.problems[:3]
    assert do.accept_import(CLERK, staged.found.id).rows_applied == 924
    row = town.rows(sa.select(cases).where(cases.c.external_number == "54046813"))[0]
    assert (row.state, str(row.created_at)[:19], str(row.closed_at)[:19]) == (
        "CLOSED",
        "2022-05-01 04:00:09",
        "2022-05-01 04:07:46",
    )
    assert row.category == "event.noise.street"
    assert row.grid_path == COUNTY


@pytest.mark.slow
def test_five_thousand_rows_go_through(town: Town, tmp_path: Path) -> None:
    found = stage(town, file_of(tmp_path, [good(n) for n in range(5000)])).found
    assert town.application.oversight.accept_import(CLERK, found.id).rows_applied == 5000


GOOD = {
    "external_number": "1",
    "created": "2025-03-01 08:00:00",
    "content": "x",
    "category": "event.rubbish",
    "state": "SCREENING",
}
WRONG = [
    ({"external_number": ""}, "import_number_missing"),
    ({"external_number": "a\u200bb"}, "import_number_unprintable"),
    ({"external_number": "9" * 61}, "import_too_long"),
    ({"created": ""}, "import_created_missing"),
    ({"created": "soon"}, "date_unreadable"),
    ({"created": "2099-01-01"}, "import_in_future"),
    ({"created": "1989-12-31"}, "import_too_old"),
    ({"closed": "late"}, "date_unreadable"),
    ({"closed": "2099-01-01", "state": "CLOSED"}, "import_in_future"),
    ({"closed": "2024-01-01", "state": "CLOSED"}, "import_closed_before_created"),
    ({"state": "CLOSED"}, "import_closed_missing"),
    ({"closed": "2025-04-01"}, "import_closed_but_open"),
    ({"state": ""}, "import_state_missing"),
    ({"state": "DONE"}, "import_state_unknown"),
    ({"category": ""}, "import_category_missing"),
    ({"category": "nope"}, "import_category_unknown"),
    ({"category": "event"}, "import_category_group"),
    ({"content": "", "title": ""}, "import_content_missing"),
    ({"content": "x" * 5001}, "import_too_long"),
    ({"content": "a\x07b"}, "import_control_character"),
    ({"title": "x" * 101}, "import_too_long"),
    ({"address": "x" * 201}, "import_too_long"),
    ({"result": "x" * 5001}, "import_too_long"),
    ({"agency": "x" * 101}, "import_too_long"),
    ({"longitude": "a", "latitude": "1"}, "import_not_a_number"),
    ({"longitude": "1", "latitude": "1,5"}, "import_not_a_number"),
    ({"longitude": "181", "latitude": "1"}, "import_out_of_range"),
    ({"longitude": "1", "latitude": "-91"}, "import_out_of_range"),
    ({"longitude": "1"}, "import_half_a_point"),
    ({"longitude": "0", "latitude": "0"}, "import_point_zero"),
    ({"urgency": "HOT"}, "import_urgency_unknown"),
    ({"reporter_phone": "call me"}, "import_phone_unreadable"),
    ({"reporter_name": "x" * 61}, "import_too_long"),
]


@pytest.mark.parametrize(("change", "code"), WRONG)
def test_each_mistake_has_a_code_of_its_own_with_texts(town: Town, change: dict[str, str], code: str) -> None:
    rules = Rules(plan_of(SIMPLE).zone, town.clock(), {"event.rubbish"})
    check = RowCheck({**GOOD, **change}, rules)
    assert check.draft(()) is None
    [problem] = check.problems
    assert problem.code.partition(".")[2] == code
    messages = town.application.oversight.messages
    texts = [messages.text(problem.code, problem.details, locale) for locale in ("zh", "en")]
    assert texts[0] != texts[1]
    assert "-" not in texts[0].replace("-91", "").replace("-01", "").replace("-12-31", "")


def test_a_time_that_the_clocks_skipped_is_told(town: Town) -> None:
    rules = Rules(plan_of('zone = "America/New_York"\n' + SIMPLE).zone, town.clock(), {"event.rubbish"})
    check = RowCheck({**GOOD, "created": "2022-03-13 02:30:00"}, rules)
    assert check.draft(()) is None
    assert check.problems[0].code == "cases.import_time_skipped"
