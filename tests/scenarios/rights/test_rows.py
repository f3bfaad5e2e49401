"""Random grants over random cases: no row more than the rule gives, no row less, and none crosses over."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import grpc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.kernel.errors import Unavailable
from services.kernel.tabular import open_table
from services.kernel.testing.contexts import SetClock
from services.kernel.testing.platform import TestPlatform
from tests.scenarios.rights.tree import (
    LINES,
    PEOPLE,
    PLACES,
    RIGHTS,
    Held,
    Tree,
    build_tree,
    everything_is_exactly_as_granted,
    in_sight,
    listed,
)
from wangge.cases.v1 import cases_pb2 as pb
from wangge.cases.v1 import cases_pb2_grpc, records_pb2, records_pb2_grpc

GRANTS = st.lists(
    st.builds(
        Held,
        rights=st.lists(st.sampled_from(RIGHTS), max_size=4, unique=True).map(tuple),
        path=st.sampled_from(("", "4106020", *PLACES)),
        line=st.sampled_from(LINES),
        unit=st.sampled_from(("", "", "", "u1")),
    ),
    max_size=4,
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    clock = SetClock(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
    with TestPlatform(tmp_path_factory.mktemp("rows"), ["cases"], clock) as platform:
        yield build_tree(platform)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(account=st.sampled_from(PEOPLE), held=GRANTS)
def test_every_answer_is_exactly_what_the_grants_give(tree: Tree, account: str, held: list[Held]) -> None:
    everything_is_exactly_as_granted(tree, account, held)


@settings(max_examples=25, deadline=None)
@given(
    held=GRANTS,
    asked=st.sampled_from(
        (
            {"filter": "territory_code:4106"},
            {"filter": "state = REPORTED OR state = SCREENING"},
            {"filter": "NOT state = CLOSED"},
            {"order_by": "due_time"},
            {"order_by": "update_time desc"},
            {"view": "all"},
            {"query": "件"},
        )
    ),
)
def test_no_filter_order_or_search_widens_the_sight(
    tree: Tree, held: list[Held], asked: dict[str, str]
) -> None:
    stub = tree.stub(cases_pb2_grpc.CaseServiceStub, tree.token("stranger", held))

    assert listed(stub, **asked) <= {each.id for each in tree.cases if in_sight(each, "stranger", held)}


def test_eight_accounts_at_once_each_see_their_own_rows(tree: Tree) -> None:
    """The row filter is part of the call, not of a thread: nobody ever gets a neighbour's rows."""
    chance, wrong = random.Random(11), list[object]()
    accounts = [
        (f"t{number}", [Held(("cases.case.view", "cases.statistics.view"), place)])
        for number, place in enumerate(chance.sample(PLACES, 8))
    ]
    ready = threading.Barrier(8)

    def ask(account: str, held: list[Held]) -> None:
        stub = tree.stub(cases_pb2_grpc.CaseServiceStub, tree.token(account, held))
        records = tree.stub(records_pb2_grpc.CaseRecordServiceStub, tree.token(account, held))
        expected = {each.id for each in tree.cases if in_sight(each, account, held)}
        ready.wait()
        try:
            for _ in range(12):
                if (got := listed(stub)) != expected:
                    wrong.append((account, got ^ expected))
                counted = records.CountCases(records_pb2.CountCasesRequest(dimensions=["state"])).total
                if counted != len(expected):
                    wrong.append((account, counted))
        except Exception as problem:
            wrong.append(problem)

    threads = [threading.Thread(target=ask, args=each) for each in accounts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


@pytest.mark.parametrize("seed", range(3))
def test_an_open_stream_tells_only_what_is_in_sight(tree: Tree, seed: int) -> None:
    chance = random.Random(seed)
    held = [Held(("cases.case.view",), chance.choice(PLACES[1:]), chance.choice(LINES))]
    stub = tree.stub(cases_pb2_grpc.CaseServiceStub, tree.token("stranger", held))
    expected = {each.id for each in tree.cases if in_sight(each, "stranger", held)}
    seen: list[str] = []
    ids = (each.case.id for each in stub.WatchCases(pb.WatchCasesRequest(after="0"), timeout=1.5))

    with pytest.raises((grpc.RpcError, Unavailable)):  # its time is over; what came before it stays
        seen.extend(ids)

    assert set(seen) == expected


@pytest.mark.parametrize("seed", range(3))
def test_an_export_holds_what_its_asker_may_see(tree: Tree, seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    held = [Held(("cases.case.view", "cases.case.export"), chance.choice(PLACES[1:]))]
    asker = tree.stub(records_pb2_grpc.CaseRecordServiceStub, tree.token("exporter", held))
    boss = tree.token("boss", [Held(("cases.export.decide",), "")])

    asked = asker.RequestExport(records_pb2.RequestExportRequest(purpose="核对"))
    tree.stub(records_pb2_grpc.CaseRecordServiceStub, boss).DecideExport(
        records_pb2.DecideExportRequest(id=asked.id, approve=True)
    )
    tree.platform.parts["cases"].application.oversight.build_exports(tree.platform.clock())
    data = b"".join(c.data for c in asker.GetExportFile(records_pb2.GetExportFileRequest(id=asked.id)))

    (tmp_path / "export.xlsx").write_bytes(data)
    rows = list(open_table(tmp_path / "export.xlsx").rows())
    wanted = [each for each in tree.cases if in_sight(each, "exporter", held)]
    assert len(rows) == len(wanted)


def test_on_postgresql_the_same_rule_holds(postgres_url: str, tmp_path: Path) -> None:
    clock = SetClock(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
    platform = TestPlatform(tmp_path, ["cases"], clock)
    platform.settings = platform.settings.model_copy(update={"database_url": postgres_url})
    chance = random.Random(5)
    with platform:
        tree = build_tree(platform, count=30)
        for _ in range(20):
            held = [
                Held(
                    tuple(chance.sample(RIGHTS, 3)),
                    chance.choice(("", *PLACES)),
                    chance.choice(LINES),
                    chance.choice(("", "", "u1")),
                )
                for _ in range(chance.randint(0, 3))
            ]
            everything_is_exactly_as_granted(tree, chance.choice(PEOPLE), held)
