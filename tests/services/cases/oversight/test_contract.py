"""The contract's messages of oversight, its events, and the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from google.protobuf import json_format

from services.cases.entrypoints import cli, rpc_records, rpc_supervision
from services.kernel.call import Call
from services.kernel.errors import Invalid
from services.kernel.testing.contexts import staff
from tests.services.cases.county import COUNTY, Town
from tests.services.cases.oversight.test_imports import SIMPLE, file_of, good, spoiled
from wangge.cases.v1 import events_pb2, records_pb2, supervision_pb2

ALL = [
    "cases.case.view", "cases.case.supervise", "cases.case.comment", "cases.statistics.view",
    "cases.import.run", "cases.import.accept", "cases.case.export", "cases.screening.view",
    "cases.dossier.compile", "cases.screening.report",
]  # fmt: skip
BOSS = staff("boss", ALL, COUNTY, name="局长")
MINE = (
    "CaseCommented", "CaseCommentAnswered", "DossierCompiled", "SupervisionChanged", "BoardItemMoved",
    "ScreeningChanged", "ExportDecided",
)  # fmt: skip


@pytest.fixture
def caller(monkeypatch: pytest.MonkeyPatch) -> dict[str, Call]:
    """Who the servicers take the caller to be."""
    who = {"call": BOSS}
    for module in (rpc_supervision, rpc_records):
        monkeypatch.setattr(module, "call_of", lambda context: who["call"])
    return who


@pytest.mark.parametrize("name", MINE)
def test_each_event_has_an_example_that_its_message_reads(name: str) -> None:
    example = json.loads(Path(f"tests/services/cases/events/{name}.json").read_text("utf-8"))
    message = getattr(events_pb2, name)()
    json_format.ParseDict(example["data"], message)
    assert example["type"] == f"wangge.cases.v1.{name}"


@pytest.mark.usefixtures("caller")
def test_orders_comments_and_lists_speak_the_contract(town: Town) -> None:
    service = rpc_supervision.SupervisionServicer(town.application.oversight, town.clock)
    case_id = town.in_work()
    for _ in range(3):
        request = supervision_pb2.IssueOrderRequest(case_id=case_id, requirement="快办", limit="4wh")
        order = service.IssueOrder(request, None)
    assert (order.number, order.actions) == ("DB2026-000003", ["urge", "end"])
    assert service.GetOrder(supervision_pb2.GetOrderRequest(id=order.id), None) == order
    page = service.ListOrders(supervision_pb2.ListOrdersRequest(page_size=2), None)
    rest = service.ListOrders(
        supervision_pb2.ListOrdersRequest(page_size=2, page_token=page.next_page_token), None
    )
    assert [len(page.orders), len(rest.orders), rest.next_page_token] == [2, 1, ""]
    with pytest.raises(Invalid):
        service.ListOrders(
            supervision_pb2.ListOrdersRequest(page_token=page.next_page_token, only_open=True), None
        )
    comment = service.AddComment(
        supervision_pb2.AddCommentRequest(case_id=case_id, type="advice", text="注意安全"), None
    )
    listed = service.ListComments(supervision_pb2.ListCommentsRequest(case_id=case_id), None)
    assert list(listed.comments) == [comment]
    request = supervision_pb2.CompileDossierRequest(case_id=case_id, reason="推诿", to_body="纪委")
    assert len(service.CompileDossier(request, None).digest) == 64
    town.application.oversight.open_cycles(town.clock())
    cycles = service.ListScreenings(supervision_pb2.ListScreeningsRequest(page_size=2), None)
    assert len(cycles.screenings) == 2
    started = service.StartScreening(supervision_pb2.StartScreeningRequest(id=cycles.screenings[0].id), None)
    assert started.state == supervision_pb2.SCREENING_STATE_IN_PROGRESS


@pytest.mark.usefixtures("caller")
def test_statistics_simulator_and_imports_speak_the_contract(town: Town, tmp_path: Path) -> None:
    service = rpc_records.RecordServicer(town.application.oversight, town.clock)
    town.filed()
    counts = service.CountCases(records_pb2.CountCasesRequest(dimensions=["category", "state"]), None)
    assert (counts.total, list(counts.counts[0].titles)) == (1, ["井盖", "已立案"])
    steps = service.SimulateCase(
        records_pb2.SimulateCaseRequest(category="event.rubbish", grid_code="410602001001001"), None
    ).steps
    assert (steps[0].what, steps[-1].what) == ("amber", "ends_here")
    path = file_of(tmp_path, [good(1), spoiled(2, "类别", "没有")])
    staged = service.StageCaseImport(
        records_pb2.StageCaseImportRequest(file_name="old.csv", data=path.read_bytes(), mapping=SIMPLE), None
    )
    found = getattr(staged, "import")
    assert (found.rows_accepted, found.rows_rejected, len(staged.preview)) == (1, 1, 1)
    assert staged.problems[0].message == "事项目录中没有类别“没有”"
    decide = records_pb2.DecideCaseImportRequest(id=found.id)
    assert service.AcceptCaseImport(decide, None).rows_applied == 1
    rejects = service.GetCaseImportRejects(records_pb2.GetCaseImportRejectsRequest(id=found.id), None)
    assert rejects.file_name == "old.rejected.csv"
    assert "没有类别".encode() in rejects.data
    assert service.UndoCaseImport(decide, None).rows_applied == 0
    assert len(service.ListCaseImports(records_pb2.ListCaseImportsRequest(), None).imports) == 1


@pytest.mark.usefixtures("caller")
def test_columns_are_suggested_chosen_and_the_import_looked_at_again(town: Town, tmp_path: Path) -> None:
    service = rpc_records.RecordServicer(town.application.oversight, town.clock)
    path = file_of(tmp_path, [good(1), spoiled(2, "类别", "没有")])
    request = records_pb2.StageCaseImportRequest(
        file_name="old.csv", data=path.read_bytes(), only_columns=True, territory_code="410602000000"
    )

    asked = service.StageCaseImport(request, None)
    assert not asked.HasField("import")
    number = next(each for each in asked.suggestions if each.field == "external_number")
    assert number.sure
    assert list(number.samples)[:1]
    assert {each.name for each in asked.fields if each.required} >= {"external_number", "category", "state"}

    request.only_columns = False
    request.columns.update({each.field: each.column for each in asked.suggestions if each.field})
    found = getattr(service.StageCaseImport(request, None), "import")
    again = service.GetCaseImport(records_pb2.GetCaseImportRequest(id=found.id), None)
    assert getattr(again, "import").rows_total == 2
    assert getattr(again, "import").created_by_name
    assert again.problems
    assert list(again.fields)


@pytest.fixture
def command(town: Town, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs one of the commands over the town."""

    @contextmanager
    def opened(name: str) -> Iterator[SimpleNamespace]:
        yield SimpleNamespace(application=town.application, context=town.context)

    monkeypatch.setattr(cli, "open_service", opened)
    found = {group: members[0] for group, members in cli.commands().items()}
    return lambda group, *arguments: CliRunner().invoke(found[group], list(arguments))


def test_the_command_line_imports_and_says_how_it_went(town: Town, command: Any, tmp_path: Path) -> None:
    mapping = tmp_path / "map.toml"
    mapping.write_text(SIMPLE, "utf-8")
    sound = str(file_of(tmp_path, [good(n) for n in range(3)]))
    options = ("--mapping", str(mapping), "--yes")
    dry = command("import", sound, "--mapping", str(mapping), "--dry-run")
    assert (dry.exit_code, town.events()) == (0, [])
    first, again = command("import", sound, *options), command("import", sound, *options)
    assert (first.exit_code, "accepted 3" in first.output, "applied 3" in first.output) == (0, True, True)
    assert (again.exit_code, "unchanged 3" in again.output) == (0, True)
    partly = command("import", str(file_of(tmp_path, [spoiled(9, "状态", "")], "bad.csv")), *options)
    assert partly.exit_code == 3
    assert (tmp_path / "bad.rejected.csv").exists()
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04nothing")
    assert command("import", str(tmp_path / "broken.xlsx"), *options).exit_code == 2
    assert command("import", str(tmp_path / "missing.csv"), *options).exit_code == 2


def test_the_command_line_exports_and_rebuilds(town: Town, command: Any, tmp_path: Path) -> None:
    town.filed()
    out = tmp_path / "out.xlsx"
    assert command("export", str(out), "--purpose", "检查").exit_code == 0
    assert out.stat().st_size > 1000
    assert "cases.export.by_operator" in town.audits()
    assert command("export", str(out), "--purpose", "x", "--filter", "nothing = 1").exit_code == 2
    assert command("statistics").exit_code == 0
