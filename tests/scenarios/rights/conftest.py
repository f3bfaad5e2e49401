"""A county in one process for the tests of rights; what needs a fresh one makes its own."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from services.kernel import telemetry
from services.kernel.testing.contexts import SetClock
from services.kernel.testing.platform import TestPlatform
from tests.scenarios.county import County
from tests.scenarios.rights.overheard import Everything
from tests.scenarios.rights.world import World, build_world


@pytest.fixture(scope="module")
def clock() -> SetClock:
    """A Monday morning; tests of one module share it."""
    return SetClock(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))


@pytest.fixture(scope="module")
def platform(clock: SetClock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestPlatform]:
    """One platform for the tests of a module, in this process."""
    with TestPlatform(tmp_path_factory.mktemp("rights"), ["cases", "field", "population"], clock) as running:
        yield running


@pytest.fixture(scope="module")
def county(platform: TestPlatform) -> County:
    """People and places."""
    return County(platform).build()


@pytest.fixture(scope="module")
def world(county: County) -> World:
    """One of everything in the township that the intruder has no business in."""
    return build_world(county)


@pytest.fixture(scope="module")
def logs() -> Iterator[Everything]:
    """Everything that is logged while the module runs."""
    handler, root = Everything(), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.fixture(scope="module")
def spans() -> Iterator[InMemorySpanExporter]:
    """Every span that ends while the module runs."""
    exporter = InMemorySpanExporter()
    traces = TracerProvider(shutdown_on_exit=False)
    traces.add_span_processor(SimpleSpanProcessor(exporter))
    telemetry._install(traces, MeterProvider([], shutdown_on_exit=False))
    yield exporter
    telemetry.shutdown()
