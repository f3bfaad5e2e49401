"""A platform for all gateway tests that do not change its settings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.gateway.fake import Client, Platform, platform


@pytest.fixture(scope="session")
def running() -> Iterator[Platform]:
    with platform() as started:
        yield started


@pytest.fixture
def fake(running: Platform) -> Iterator[Platform]:
    """The shared platform; its answers are a test's own."""
    running.services.seen.clear()
    yield running
    running.services.answers.clear()


@pytest.fixture
def client(fake: Platform) -> Client:
    return fake.client()
