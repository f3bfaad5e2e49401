"""A service that is switched on later is told what was there before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from services.kernel.persistence.tables import audit_entries, hearers
from services.kernel.runtime.discovery import discover, select
from services.kernel.runtime.manifest import Manifest
from services.kernel.runtime.newcomers import forget_hearers, wanted_from
from services.kernel.testing.platform import TestPlatform
from services.kernel.testing.servers import PrivateRabbit
from tests.kernel.runtime import all_pipes
from tests.kernel.runtime.test_platform import hydrants, lay


@pytest.fixture
def manifests(toys: Path) -> dict[str, Manifest]:
    """The toy services; the one that lays pipes can say again which there are."""
    found = discover(toys)
    water = found["toywater"]
    parts = {**water.parts, "announce": "tests.kernel.runtime.all_pipes:announce"}
    return {**found, "toywater": replace(water, parts=parts)}


@pytest.fixture
def interrupted() -> Iterator[None]:
    all_pipes.broken = True
    yield
    all_pipes.broken = False


def announcements(platform: TestPlatform) -> list[str]:
    query = sa.select(audit_entries.c.record_id).where(audit_entries.c.action == "toywater.announce")
    with platform.contexts["toywater"].database.read() as connection:
        return list(connection.scalars(query))


def test_what_others_subscribe_to_is_read_from_the_manifests(manifests: dict[str, Manifest]) -> None:
    assert wanted_from("toywater", manifests) == {"toyfire": frozenset({"PipeLaid"})}
    assert wanted_from("toyfire", manifests) == {}


def test_a_service_switched_on_later_hears_what_was_told_before(
    tmp_path: Path, manifests: dict[str, Manifest]
) -> None:
    with TestPlatform(tmp_path, select(["toywater"], manifests)) as platform:
        lay(platform, "main")
        lay(platform, "side")
        platform.settle()

    for _ in range(2):
        with TestPlatform(tmp_path, select(["toyfire"], manifests)) as platform:
            platform.settle()

            assert hydrants(platform) == ["main", "side"]
            assert announcements(platform) == ["toyfire"]


def test_a_service_that_was_off_for_a_while_hears_what_it_missed(
    tmp_path: Path, manifests: dict[str, Manifest]
) -> None:
    for services in (["toyfire"], ["toywater"]):
        with TestPlatform(tmp_path, select(services, manifests)) as platform:
            lay(platform, services[0])
            platform.settle()

    with TestPlatform(tmp_path, select(["toyfire"], manifests)) as platform:
        platform.settle()

        assert {"toyfire", "toywater"} <= set(hydrants(platform))


def test_an_interrupted_announcement_comes_again_at_the_next_start(
    tmp_path: Path, manifests: dict[str, Manifest], interrupted: None
) -> None:
    with TestPlatform(tmp_path, select(["toywater"], manifests)) as platform:
        lay(platform, "main")
        platform.settle()
    with pytest.raises(all_pipes.Unready):
        TestPlatform(tmp_path, select(["toyfire"], manifests)).start()
    all_pipes.broken = False

    with TestPlatform(tmp_path, select(["toyfire"], manifests)) as platform:
        platform.settle()

        assert hydrants(platform) == ["main"]


def test_after_a_restore_everybody_is_told_again(tmp_path: Path, manifests: dict[str, Manifest]) -> None:
    with TestPlatform(tmp_path, select(["toyfire"], manifests)) as platform:
        databases = platform.settings.data_dir / "databases"
        with platform.contexts["toywater"].database.read() as connection:
            assert connection.execute(sa.select(hearers)).all()
    (databases / "foreign.sqlite3").touch()

    forget_hearers(databases)

    (databases / "foreign.sqlite3").unlink()
    with TestPlatform(tmp_path, select(["toyfire"], manifests)) as platform:
        assert announcements(platform) == ["toyfire", "toyfire"]


@pytest.mark.distributed
def test_in_processes_the_queues_are_there_before_it_is_told(
    tmp_path: Path, manifests: dict[str, Manifest], postgres_url: str, rabbit: PrivateRabbit
) -> None:
    servers = {"database_url": postgres_url, "broker_url": rabbit.url}
    with TestPlatform(tmp_path, select(["toywater"], manifests), distributed=True, **servers) as platform:
        lay(platform, "main")
        platform.settle()

    with TestPlatform(tmp_path, select(["toyfire"], manifests), distributed=True, **servers) as platform:
        platform.settle()

        assert hydrants(platform) == ["main"]
