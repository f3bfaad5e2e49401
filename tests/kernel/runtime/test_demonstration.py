"""The demo is built once, and built anew when it was interrupted; real data is never touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.kernel.runtime import demonstration
from services.kernel.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "databases").mkdir()
    (tmp_path / "databases" / "cases.sqlite3").write_text("rows")
    return Settings(demo=True, data_dir=tmp_path)


def test_an_interrupted_demo_is_cleared_away(settings: Settings) -> None:
    demonstration.begin(settings)

    assert demonstration.clear_unfinished(settings)
    assert not (settings.data_dir / "databases").exists()
    assert not demonstration.clear_unfinished(settings)


def test_what_was_finished_or_is_no_demo_stays(settings: Settings) -> None:
    assert not demonstration.clear_unfinished(settings)

    demonstration.begin(settings)
    demonstration.finish(settings, ["admin / secret"])

    assert not demonstration.clear_unfinished(settings)
    assert (settings.data_dir / "databases" / "cases.sqlite3").exists()
    assert demonstration.sign_in_lines(settings) == ["admin / secret"]
