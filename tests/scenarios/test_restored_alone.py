"""One service's database comes back from an older backup; the directory tells it what it missed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from services.kernel.runtime.cli_root import root
from services.kernel.testing.contexts import SetClock
from services.kernel.testing.platform import TestPlatform
from tests.scenarios.conftest import MONDAY_MORNING
from tests.scenarios.county import County
from wangge.cases.v1 import cases_pb2
from wangge.directory.v1 import territories_pb2, territories_pb2_grpc


def copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def test_projections_and_open_cases_catch_up_after_a_restore(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SetClock(MONDAY_MORNING)
    with TestPlatform(tmp_path, ["cases"], clock) as platform:
        county = County(platform).build()
        case = county.report(submit=True)
        platform.settle()
        database = platform.settings.data_dir / "databases" / "cases.sqlite3"
        copy(database, tmp_path / "backup.sqlite3")
        stub = county.directory(territories_pb2_grpc.TerritoryServiceStub)
        stub.MergeGrids(
            territories_pb2.MergeGridsRequest(
                codes=[county.grid, county.second_grid], name="合并网格", reason="户数过少"
            )
        )
        platform.settle()
    assert case.grid_name == "第一网格"

    for path in database.parent.glob("cases.sqlite3*"):
        path.unlink()
    copy(tmp_path / "backup.sqlite3", database)
    monkeypatch.setenv("WANGGE_DATA_DIR", str(platform.settings.data_dir))
    monkeypatch.setenv("WANGGE_SERVICES", "directory,cases")
    result = CliRunner().invoke(root, ["announce", "--service", "cases"])
    refused = CliRunner().invoke(root, ["announce", "--service", "directory"])

    assert result.exit_code == 0, result.output
    assert "GridsReplaced: 1" in result.output
    assert refused.exit_code == 1
    assert "cases" in refused.output
    with TestPlatform(tmp_path, ["cases"], clock) as platform:
        platform.settle()
        county.platform = platform
        assert county.report().grid_name == "合并网格"
        moved = county.cases("screener").GetCase(cases_pb2.GetCaseRequest(id=case.id))
    assert moved.grid_name == "合并网格"
