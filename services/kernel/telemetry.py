"""Traces, metrics and logs of interceptors and deliveries; nearly free until an endpoint is configured."""

from __future__ import annotations

import logging
import re
import secrets
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from opentelemetry.metrics import Counter, Histogram, Meter
    from opentelemetry.sdk.metrics import MeterProvider
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Tracer

Attributes = Mapping[str, str | int | float | bool]

_TRACE_PARENT = re.compile(
    r"[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}.*", re.ASCII
)
# Identity and phone numbers, wherever they slip into a text that is about to be logged.
_PERSONAL = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|(?:\+?86)?1[3-9]\d{9})(?![0-9A-Za-z])")
_current: ContextVar[tuple[str, str] | None] = ContextVar("wangge_trace", default=None)


@dataclass(frozen=True, slots=True)
class _Exporting:
    """What exists only once telemetry goes somewhere."""

    tracer: Tracer
    meter: Meter
    traces: TracerProvider
    metrics: MeterProvider
    counters: dict[str, Counter]
    histograms: dict[str, Histogram]


class _Process:
    exporting: _Exporting | None = None


def configure(
    service: str, *, endpoint: str | None = None, sample_ratio: float = 1.0, version: str = ""
) -> None:
    """Export traces and metrics over OTLP/HTTP to ``endpoint`` (``http://collector:4318``); None: nowhere.

    Call once per process, after forking and after monkey-patching: it starts exporter threads.
    """
    shutdown()
    if not endpoint:
        return
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.metrics import MeterProvider
    from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor
    from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased

    base = endpoint.rstrip("/")
    resource = Resource.create(
        {"service.name": service, "service.namespace": "wangge", "service.version": version}
    )
    traces = TracerProvider(
        resource=resource, sampler=ParentBased(TraceIdRatioBased(sample_ratio)), shutdown_on_exit=False
    )
    traces.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=f"{base}/v1/traces")))
    reader = PeriodicExportingMetricReader(OTLPMetricExporter(endpoint=f"{base}/v1/metrics"))
    metrics = MeterProvider([reader], resource=resource, shutdown_on_exit=False)
    _install(traces, metrics)


def _install(traces: TracerProvider, metrics: MeterProvider) -> None:
    _Process.exporting = _Exporting(
        traces.get_tracer("wangge"), metrics.get_meter("wangge"), traces, metrics, counters={}, histograms={}
    )


def shutdown() -> None:
    """Send what is still buffered and stop exporting."""
    exporting, _Process.exporting = _Process.exporting, None
    if exporting is not None:
        exporting.traces.shutdown()
        exporting.metrics.shutdown()


@contextmanager
def span(name: str, attributes: Attributes | None = None) -> Iterator[None]:
    """Time what happens inside as one step of the current trace. Attributes never hold personal data."""
    exporting = _Process.exporting
    if exporting is None:
        yield
        return
    from opentelemetry.trace import Status, StatusCode

    with exporting.tracer.start_as_current_span(
        name, attributes=attributes, record_exception=False, set_status_on_exception=False
    ) as current:
        identity = current.get_span_context()
        token = _current.set((f"{identity.trace_id:032x}", f"{identity.span_id:016x}"))
        try:
            yield
        except Exception as error:
            # The class alone: the text of an error may quote what a person wrote.
            current.set_status(Status(StatusCode.ERROR, type(error).__name__))
            raise
        finally:
            _current.reset(token)


@contextmanager
def continue_trace(parent: str) -> Iterator[str]:
    """Work inside the trace of a W3C ``traceparent``; a new trace when it is empty or malformed.

    Yields the trace id (32 hex digits).
    """
    found = _TRACE_PARENT.fullmatch(parent)
    trace_id, span_id = (found[1], found[2]) if found else (secrets.token_hex(16), secrets.token_hex(8))
    token = _current.set((trace_id, span_id))
    detach = _attach(trace_id, span_id) if _Process.exporting is not None else None
    try:
        yield trace_id
    finally:
        if detach is not None:
            from opentelemetry import context

            context.detach(detach)
        _current.reset(token)


def _attach(trace_id: str, span_id: str) -> Any:
    from opentelemetry import context, trace

    remote = trace.SpanContext(
        int(trace_id, 16),
        int(span_id, 16),
        is_remote=True,
        trace_flags=trace.TraceFlags(trace.TraceFlags.SAMPLED),
    )
    return context.attach(trace.set_span_in_context(trace.NonRecordingSpan(remote)))


def current_trace_id() -> str:
    """Id of the trace under way, 32 hex digits; empty outside of one."""
    current = _current.get()
    return current[0] if current else ""


def trace_parent() -> str:
    """The ``traceparent`` to send along with an outgoing call; empty outside of a trace."""
    current = _current.get()
    return f"00-{current[0]}-{current[1]}-01" if current else ""


def count(name: str, amount: int = 1, attributes: Attributes | None = None) -> None:
    """Add to a counter."""
    exporting = _Process.exporting
    if exporting is None:
        return
    counter = exporting.counters.get(name)
    if counter is None:
        counter = exporting.counters.setdefault(name, exporting.meter.create_counter(name))
    counter.add(amount, attributes)


def measure(name: str, value: float, attributes: Attributes | None = None, *, unit: str = "s") -> None:
    """Add a value to a histogram."""
    exporting = _Process.exporting
    if exporting is None:
        return
    histogram = exporting.histograms.get(name)
    if histogram is None:
        histogram = exporting.histograms.setdefault(name, exporting.meter.create_histogram(name, unit=unit))
    histogram.record(value, attributes)


def without_personal(text: str) -> str:
    """The text with identity and phone numbers blotted out."""
    return _PERSONAL.sub("***", text)


def configure_logging(level: str = "INFO", *, json: bool = True) -> None:
    """Write logs of our own and of libraries to standard error: one JSON object a line, or for reading."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _with_trace_id,
        structlog.processors.format_exc_info,
        _blotted,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    # Reports each failed attempt to connect with several errors and a stack; the relay says it once.
    logging.getLogger("pika").setLevel(logging.CRITICAL)
    for chatty in ("amqp", "kombu", "nameko", "sqlalchemy.engine"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))


def _with_trace_id(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    trace_id = current_trace_id()
    if trace_id:
        event.setdefault("trace_id", trace_id)
    return event


def _blotted(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = without_personal(value)
    return event
