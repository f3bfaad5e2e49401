"""Handheld in a process of the test: SQLite, a clock the test sets, no other service."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from services.field.adapters.tables import metadata
from services.field.bootstrap import Application, build
from services.kernel.runtime.context import ServiceContext
from services.kernel.testing.contexts import SetClock, context_for


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def context(tmp_path: Path, clock: SetClock) -> ServiceContext:
    return context_for("field", metadata, f"sqlite:///{tmp_path / 'field.sqlite3'}", clock=clock)


@pytest.fixture
def application(context: ServiceContext) -> Application:
    return build(context)


@pytest.fixture
def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "steelblue").save(out, "JPEG")
    return out.getvalue()
