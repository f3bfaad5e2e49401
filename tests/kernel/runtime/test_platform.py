"""The platform as a whole, all in one and distributed, with two toy services."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from services.kernel.errors import Forbidden, NotFound, Refusal
from services.kernel.runtime.discovery import discover, select
from services.kernel.runtime.manifest import Manifest
from services.kernel.testing.platform import TestPlatform
from services.kernel.testing.servers import PrivateRabbit


@pytest.fixture
def manifests(toys: Path) -> dict[str, Manifest]:
    return discover(toys)


@pytest.fixture
def seeded(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """The toy services, of which the first has something to begin with."""
    water = manifests["toywater"]
    parts = {**water.parts, "seed": "tests.kernel.runtime.first_pipe:seed"}
    return {**manifests, "toywater": replace(water, parts=parts)}


def water(platform: TestPlatform, token: str = "") -> Any:
    from toywater.v1 import water_pb2_grpc  # type: ignore[import-not-found]

    return platform.stub(water_pb2_grpc.WaterServiceStub, token)


def lay(platform: TestPlatform, name: str, **more: Any) -> Any:
    from toywater.v1 import water_pb2

    token = platform.token_of("ann", ["toywater.pipe.lay"])
    return water(platform, token).LayPipe(water_pb2.LayPipeRequest(name=name, **more))


def hydrants(platform: TestPlatform) -> list[str]:
    with platform.contexts["toyfire"].database.read() as connection:
        return list(connection.execute(sa.text("SELECT name FROM hydrant ORDER BY name")).scalars())


def test_what_one_service_publishes_another_hears(tmp_path: Path, manifests: dict[str, Manifest]) -> None:
    with TestPlatform(tmp_path, select(["toyfire"], manifests)) as platform:
        lay(platform, "main")
        lay(platform, "side")

        platform.settle()

        assert hydrants(platform) == ["main", "side"]


def test_acknowledged_work_is_there_after_a_restart_and_is_delivered_then(
    tmp_path: Path, manifests: dict[str, Manifest]
) -> None:
    with TestPlatform(tmp_path, select(["toyfire"], manifests)) as platform:
        pipe = lay(platform, "main")

    with TestPlatform(tmp_path, select(["toyfire"], manifests)) as platform:
        platform.settle()

        assert hydrants(platform) == ["main"]
        from toywater.v1 import water_pb2

        found = water(platform, platform.token_of("ann")).GetPipe(water_pb2.GetPipeRequest(id=pipe.id))
        assert found.laid_by == "ann"


def test_the_platform_starts_with_any_set_closed_under_requires(
    tmp_path: Path, manifests: dict[str, Manifest]
) -> None:
    for wanted in (["toywater"], ["toyfire"], []):
        with TestPlatform(tmp_path / "-".join(["x", *wanted]), select(wanted, manifests)) as platform:
            lay(platform, "main")
            platform.settle()


def test_first_data_is_loaded_once_and_heard(tmp_path: Path, seeded: dict[str, Manifest]) -> None:
    for _ in range(2):
        with TestPlatform(tmp_path, select(["toyfire"], seeded)) as platform:
            platform.settle()

            assert hydrants(platform) == ["first"]


def test_timed_jobs_run_once_per_interval_of_the_clock(
    tmp_path: Path, manifests: dict[str, Manifest]
) -> None:
    with TestPlatform(tmp_path, select(["toyfire"], manifests)) as platform:

        def ticks() -> int:
            with platform.contexts["toyfire"].database.read() as connection:
                return connection.execute(sa.text("SELECT count(*) FROM tick")).scalar_one()

        platform.settle()
        platform.settle()
        assert ticks() == 1

        platform.clock.advance(minutes=10)
        platform.settle()
        assert ticks() == 2


def test_operations_tell_the_state_of_a_service_and_its_audit(
    tmp_path: Path, manifests: dict[str, Manifest]
) -> None:
    from wangge.operations.v1 import operations_pb2, operations_pb2_grpc

    with TestPlatform(tmp_path, select(["toyfire"], manifests)) as platform:
        lay(platform, "main")
        token = platform.token_of("root", ["operations.status.view", "operations.audit.verify"])
        stub = platform.stub(operations_pb2_grpc.OperationsServiceStub, token, service="toywater")

        before = stub.GetStatus(operations_pb2.GetStatusRequest(service="toywater"))
        platform.settle()
        after = stub.GetStatus(operations_pb2.GetStatusRequest(service="toywater"))
        audit = stub.VerifyAudit(operations_pb2.VerifyAuditRequest(service="toywater"))

        assert (before.outbox_waiting, after.outbox_waiting) == (1, 0)
        assert after.schema_revision == "kernel:0002 toywater:0001"
        assert (audit.intact, audit.entries, audit.unsealed) == (True, 1, 0)
        with pytest.raises(NotFound):
            stub.GetStatus(operations_pb2.GetStatusRequest(service="nowhere"))


def test_the_audit_is_searched_within_the_searchers_territory(
    tmp_path: Path, manifests: dict[str, Manifest]
) -> None:
    from wangge.operations.v1 import operations_pb2, operations_pb2_grpc

    with TestPlatform(tmp_path, select(["toyfire"], manifests)) as platform:
        lay(platform, "main")
        request = operations_pb2.SearchAuditRequest(service="toywater", action_prefix="toywater.pipe")

        def lines(territory: str) -> list[str]:
            token = platform.token_of("root", ["operations.audit.search"], territory)
            stub = platform.stub(operations_pb2_grpc.OperationsServiceStub, token, service="toywater")
            return [each.action for each in stub.SearchAudit(request).entries]

        everywhere, elsewhere = lines(""), lines("99")
        clerk = platform.stub(
            operations_pb2_grpc.OperationsServiceStub, platform.token_of("clerk"), service="toywater"
        )

        assert len(everywhere) == 1
        assert elsewhere == []
        with pytest.raises(Forbidden):
            clerk.SearchAudit(request)


def test_a_handler_that_fails_is_parked_and_can_be_discarded_with_a_reason(
    tmp_path: Path, manifests: dict[str, Manifest]
) -> None:
    from wangge.operations.v1 import operations_pb2, operations_pb2_grpc

    with TestPlatform(tmp_path, select(["toyfire"], manifests)) as platform:
        with platform.contexts["toyfire"].database.transaction() as connection:
            connection.execute(sa.text("DROP TABLE hydrant"))
            connection.commit()
        lay(platform, "main")
        platform.settle()
        token = platform.token_of("root", ["operations.parked.decide"])
        stub = platform.stub(operations_pb2_grpc.OperationsServiceStub, token, service="toyfire")

        listed = stub.ListParkedEvents(operations_pb2.ListParkedEventsRequest(service="toyfire")).events
        assert [event.handler for event in listed] == ["toyfire.project_pipes"]
        request = operations_pb2.DiscardParkedEventRequest(service="toyfire", id=listed[0].id, reason="gone")
        assert stub.DiscardParkedEvent(request).state == "discarded"
        with pytest.raises(Refusal) as refused:
            stub.DiscardParkedEvent(request)
        assert refused.value.code.startswith("kernel.")


@pytest.mark.slow
def test_the_same_services_do_the_same_in_processes_of_their_own(
    tmp_path: Path, seeded: dict[str, Manifest], postgres_url: str, rabbit: PrivateRabbit
) -> None:
    platform = TestPlatform(
        tmp_path,
        select(["toyfire"], seeded),
        distributed=True,
        database_url=postgres_url,
        broker_url=rabbit.url,
    )
    with platform:
        lay(platform, "main")
        lay(platform, "side")

        platform.settle()

        assert hydrants(platform) == ["first", "main", "side"]
