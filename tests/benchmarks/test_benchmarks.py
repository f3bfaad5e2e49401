"""The parts of the benchmarks that count and compare."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from google.protobuf import message_factory

from benchmarks import report
from benchmarks.clients import method_named
from benchmarks.floor import Replayed, Round
from benchmarks.load import Measured, percentile
from benchmarks.machine import Machine
from benchmarks.places_rounds import PAGES, ROUNDS, RPCS
from benchmarks.targets import targets
from benchmarks.turns import joined, order
from wangge.directory.v1 import territories_pb2

OLD = "01930000-0000-7000-8000-000000000001"
NEW = "01a00000-0000-7000-8000-000000000002"


def findings(**rates: float) -> report.Findings:
    machine = Machine(2, 8192, "a processor", "Linux 6", "3.11.7", "abc1234")
    found = report.Findings(
        machine, datetime(2026, 11, 23, tzinfo=UTC), False, {"small": 100_000, "large": 1_000_000}
    )
    for name, rate in rates.items():
        full = name.replace("__", ".")
        found.loads[full] = Measured(rate=rate, count=10, calls=70, p50=1.0, p95=2.0, p99=3.0)
        found.add(full, rate, "1/s", floor=rate * 2)
    return found


def test_a_replay_writes_new_ids_and_reads_old_ones() -> None:
    recorded = Round(
        (f"INSERT INTO case_record (id) VALUES ('{NEW}')", f"SELECT '{NEW}', '{OLD}'"), frozenset({NEW})
    )

    insert, select = recorded.fresh()

    assert NEW not in insert + select
    assert OLD in select
    assert insert.split("'")[1] in select


def test_numbers_and_request_keys_are_made_anew() -> None:
    key = "ab" * 32
    recorded = Round(
        (f"INSERT INTO x VALUES ('{key}', 'HB2026-0000123', 'word')",), frozenset({key, "HB2026-0000123"})
    )

    (statement,) = recorded.fresh()

    assert key not in statement
    assert "HB2026-0000123" not in statement
    assert "'word'" in statement


def test_the_report_is_taken_off_a_change() -> None:
    together, alone = Replayed(rate=50, p50=20, p95=40), Replayed(rate=100, p50=10, p95=20)

    each = together.without(alone, 5)

    assert [each.rate, each.p50, each.p95] == pytest.approx([500, 2, 4])


def test_percentiles_of_nothing_are_nought() -> None:
    assert percentile([], 0.5) == 0.0
    assert percentile([1.0, 2.0, 3.0, 4.0], 0.5) == 3.0
    assert percentile([1.0], 0.99) == 1.0


def test_targets_are_met_or_missed() -> None:
    values = {
        "rest.create.small": 208.0,
        "rest.get.small": 368.0,
        "events.p95": 251.0,
        "all_in_one.resident": 399.0,
    }

    verdicts = {each.name.split(":")[0]: each.met for each in targets(values)}

    assert verdicts == {
        "rest.create.small": True,
        "rest.get.small": False,
        "commit to handled, p95": False,
        "all-in-one, resident": True,
    }


def test_a_lifecycle_that_slows_down_with_size_is_a_miss() -> None:
    values = {"rest.lifecycle.large_to_small": 0.88}

    (kept,) = [each for each in targets(values) if each.name == "rest.lifecycle: large / small"]

    assert not kept.met


def test_turns_begin_with_the_one_and_the_other() -> None:
    assert order("small", "large", 3) == ["small", "large", "large", "small", "small", "large"]


def test_turns_count_alike_and_keep_their_errors() -> None:
    whole = joined(
        [
            Measured(rate=40, p95=10, count=80, calls=560, by_call={"FileCase": 2.0}),
            Measured(rate=50, p95=20, count=100, calls=700, errors=1, first_error="refused", by_call={}),
        ]
    )

    assert (whole.rate, whole.p95, whole.count, whole.calls) == (45, 15, 180, 1260)
    assert (whole.errors, whole.first_error) == (1, "refused")
    assert whole.by_call == {"FileCase": 1.0}


def test_both_files_are_written(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("## Notes\n\nBy hand.\n", "utf-8")

    report.write(findings(rest__get__small=400.0, rest__lifecycle__small=60.0), tmp_path)

    rows = json.loads((tmp_path / "results.json").read_text("utf-8"))
    page = (tmp_path / "RESULTS.md").read_text("utf-8")
    assert set(rows[0]) == {"name", "value", "unit", "floor", "ratio", "commit", "at"}
    assert (rows[0]["floor"], rows[0]["ratio"]) == (800.0, 0.5)
    assert "| rest.get.small: 3 times the fastest peer (123/s) | ≥ 369 1/s | 400 1/s | pass |" in page
    assert page.endswith("By hand.\n")


class _Noted:
    """A caller that notes what it was asked for."""

    def __init__(self) -> None:
        self.facts: Mapping[str, Any] = {
            "county": "990101000000",
            "prefecture": "990100000000",
            "township": "990101001000",
            "communities": ["990101001001"],
            "grids": ["990101001001001"],
            "words": ["阳光"],
        }
        self.asked: list[str] = []

    async def call(self, method: str, role: str, **fields: object) -> str:
        kind = message_factory.GetMessageClass(method_named(method).input_type)
        self.asked.append(f"{role} {kind(**fields)}")
        return ""

    async def page(self, path: str, role: str, *, part: bool = False) -> None:
        assert path.isascii()
        self.asked.append(f"{role} {path}")


def test_every_round_about_places_asks_for_something_the_contract_has() -> None:
    assert territories_pb2.DESCRIPTOR.services_by_name

    async def once(name: str) -> list[str]:
        caller = _Noted()
        assert await anext(ROUNDS[name](caller, 1))
        return caller.asked

    for name in (*PAGES, *RPCS):
        (asked,) = asyncio.run(once(name))
        assert asked.startswith(("places_admin ", "places_clerk "))


def test_slow_pages_and_calls_about_places_are_a_miss() -> None:
    found = targets({"places.page.search.p95": 151, "places.rpc.find.p95": 49, "places.seed": 9})
    assert [(each.wanted, each.met) for each in found] == [(150, False), (50, True)]
