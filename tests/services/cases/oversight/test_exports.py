"""Exports need two people and show no reporter (DIR-26)."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.cases.application.desk import Ref
from services.cases.domain.oversight_refusals import ExportDecided, ExportNotFound, ExportNotReady, OwnExport
from services.kernel.call import PermissionDenied
from services.kernel.errors import Invalid
from services.kernel.tabular import open_table
from services.kernel.testing.contexts import staff
from tests.services.cases.county import COUNTY, OTHER_TOWNSHIP, TOWNSHIP, Town, with_request

RIGHTS = ["cases.case.export", "cases.export.decide", "cases.case.view"]
ASKER, DECIDER = staff("asker", RIGHTS, TOWNSHIP), staff("decider", RIGHTS, COUNTY)


def test_a_workbook_leaves_after_a_second_person_allowed_it(any_town: Town, tmp_path: Path) -> None:
    town, do = any_town, any_town.application.oversight
    town.filed(reporter_name="张三丰", reporter_phone="13812345678", content="=HYPERLINK(1)")
    town.report(category="event.rubbish")
    export = do.request_export(with_request(ASKER, "r1"), "state = FILED", "季度研判")
    assert do.request_export(with_request(ASKER, "r1"), "state = FILED", "季度研判").id == export.id
    with pytest.raises(OwnExport):
        do.decide_export(ASKER, export.id, True, "")
    with pytest.raises(ExportNotReady):
        do.export_file(ASKER, export.id)
    assert do.build_exports(town.clock()) == 0
    do.decide_export(DECIDER, export.id, True, "同意")
    with pytest.raises(ExportDecided):
        do.decide_export(DECIDER, export.id, False, "")
    assert [do.build_exports(town.clock()) for _ in range(2)] == [1, 0]

    with pytest.raises(ExportNotFound):
        do.export_file(DECIDER, export.id)
    file = do.export_file(ASKER, export.id)
    (tmp_path / "out.xlsx").write_bytes(b"".join(file.chunks))
    [line] = [row.cells for row in open_table(tmp_path / "out.xlsx").rows()]
    assert (line["反映人"], line["联系电话"], line["内容"]) == ("张**", "138****5678", "=HYPERLINK(1)")
    actions = [a for a in town.audits() if a.startswith("cases.export")]
    assert actions == [f"cases.export.{each}" for each in ("request", "decide", "build", "download")]


def test_only_cases_in_the_askers_sight_are_exported(town: Town) -> None:
    do = town.application.oversight
    town.filed()
    elsewhere = staff("elsewhere", RIGHTS, OTHER_TOWNSHIP)
    export = do.request_export(elsewhere, "", "工作")
    do.decide_export(DECIDER, export.id, True, "")
    do.build_exports(town.clock())
    assert do.list_exports(elsewhere, 10, "")[0].rows == 0


def test_cases_that_the_asker_merely_follows_stay_out(town: Town) -> None:
    """What is the asker's by report is in it, what they only follow is not."""
    do = town.application.oversight
    asker = staff("elsewhere", [*RIGHTS, "cases.case.report"], OTHER_TOWNSHIP)
    followed = town.filed()
    town.loop.follow(asker, Ref(followed), name="李四", phone="13900000000", words="我也看到了")
    export = do.request_export(asker, "", "工作")
    do.decide_export(DECIDER, export.id, True, "")
    do.build_exports(town.clock())
    assert do.list_exports(asker, 10, "")[0].rows == 0

    own = town.report(asker)
    again = do.request_export(asker, "", "工作")
    do.decide_export(DECIDER, again.id, True, "")
    do.build_exports(town.clock())

    [ready] = [each for each in do.list_exports(asker, 10, "") if each.id == again.id]
    assert (ready.rows, bool(own)) == (1, True)


def test_who_decides_must_cover_all_places_and_a_refused_export_is_never_built(town: Town) -> None:
    do = town.application.oversight
    export = do.request_export(DECIDER, "", "工作")
    with pytest.raises(PermissionDenied):
        do.decide_export(ASKER, export.id, True, "")
    assert do.list_exports(ASKER, 10, "") == []
    boss = staff("boss", RIGHTS, "")
    assert do.decide_export(boss, export.id, False, "不必").state == "refused"
    assert do.build_exports(town.clock()) == 0


def test_a_filter_that_cannot_be_read_is_refused_when_asking(town: Town) -> None:
    with pytest.raises(Invalid):
        town.application.oversight.request_export(ASKER, "reporter_name = 张", "工作")
