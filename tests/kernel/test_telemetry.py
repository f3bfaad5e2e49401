"""Traces, metrics and logs: nothing without an endpoint, one trace with it, nobody's numbers ever."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from services.kernel import telemetry

PARENT = f"00-{'ab' * 16}-{'cd' * 8}-01"


@pytest.fixture
def exported() -> Iterator[tuple[InMemorySpanExporter, InMemoryMetricReader]]:
    spans, reader = InMemorySpanExporter(), InMemoryMetricReader()
    traces = TracerProvider(shutdown_on_exit=False)
    traces.add_span_processor(SimpleSpanProcessor(spans))
    telemetry._install(traces, MeterProvider([reader], shutdown_on_exit=False))
    yield spans, reader
    telemetry.shutdown()


@pytest.fixture
def logging_restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_a_trace_is_carried_on_without_any_exporter():
    with telemetry.continue_trace(PARENT) as trace_id, telemetry.span("x"):
        assert trace_id == telemetry.current_trace_id() == "ab" * 16
        assert telemetry.trace_parent() == PARENT
    assert (telemetry.current_trace_id(), telemetry.trace_parent()) == ("", "")


@pytest.mark.parametrize("parent", ["", "nonsense", f"00-{'0' * 32}-{'cd' * 8}-01", PARENT.upper()])
def test_a_malformed_parent_begins_a_new_trace(parent):
    with telemetry.continue_trace(parent) as trace_id:
        assert len(trace_id) == 32
        assert trace_id != "ab" * 16


def test_spans_belong_to_the_trace_they_continue(exported):
    with telemetry.continue_trace(PARENT), telemetry.span("outer"), telemetry.span("inner", {"n": 1}):
        assert telemetry.current_trace_id() == "ab" * 16
        within = telemetry.trace_parent()
    inner, outer = exported[0].get_finished_spans()

    assert f"{outer.context.trace_id:032x}" == "ab" * 16
    assert f"{outer.parent.span_id:016x}" == "cd" * 8
    assert inner.parent.span_id == outer.context.span_id
    assert f"{inner.context.span_id:016x}" in within


def test_a_failing_span_tells_the_kind_of_the_error_and_not_its_text(exported):
    with pytest.raises(ValueError), telemetry.span("x"):
        raise ValueError("13800138000")
    [span] = exported[0].get_finished_spans()

    assert span.status.description == "ValueError"
    assert "13800138000" not in span.to_json()


def test_counters_and_histograms_are_exported(exported):
    telemetry.count("deliveries", 2, {"outcome": "handled"})
    telemetry.measure("lag", 0.5)
    text = exported[1].get_metrics_data().to_json()

    assert '"deliveries"' in text
    assert '"lag"' in text


def test_unconfigured_metrics_cost_nothing():
    telemetry.configure("x", endpoint=None)
    telemetry.count("deliveries")
    telemetry.measure("lag", 1.0)


def test_logs_are_json_with_the_trace_and_without_personal_numbers(capsys, logging_restored):
    telemetry.configure_logging("INFO", json=True)
    with telemetry.continue_trace(PARENT):
        structlog.get_logger("wangge").info("已登记", phone="13800138000", of="410602199001011234")
    try:
        raise RuntimeError("no such phone 13800138000")
    except RuntimeError:
        logging.getLogger("library").exception("failed for %s", "+8613800138000")
    ours, theirs = (json.loads(line) for line in capsys.readouterr().err.splitlines())

    assert (ours["event"], ours["trace_id"], ours["phone"], ours["of"]) == ("已登记", "ab" * 16, "***", "***")
    assert "13800138000" not in json.dumps(theirs)
    assert theirs["logger"] == "library"


def test_territory_codes_and_ids_are_not_taken_for_personal_numbers():
    text = "410602001001001 410602001001 0193a1b2-13800138000a 2026-11-23"
    assert telemetry.without_personal(text) == text
