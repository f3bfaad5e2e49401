"""The demo county in this process, and browsers of its people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from services.kernel.runtime import demonstration
from services.kernel.runtime.discovery import discover, select
from services.kernel.runtime.keys import ensure_keys
from services.kernel.runtime.platform import Platform
from services.kernel.settings import Settings
from services.kernel.testing.schemas import lay_schemas
from services.kernel.types import utc_now
from services.kernel.worktime import SHANGHAI
from tests.console.browsing import Office, console


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One demo county for all tests of a worker: each test makes what it changes."""
    folder = tmp_path_factory.mktemp("office")
    settings, now = Settings(demo=True, data_dir=folder / "data", grpc_port=0), utc_now()
    ensure_keys(settings, now, has_data=lambda: False)
    enabled = select(["cases", "field", "population"], discover())
    lay_schemas(settings, enabled)
    platform = Platform(settings, enabled, background=False)
    platform.start()
    try:
        demonstration.build(platform.manifests, platform.parts, platform.settle, lambda line: None)
        demonstration.tell_story(settings, platform.manifests, platform.peers, utc_now, lambda line: None)
        platform.settle()
        app = console(list(platform.manifests.values()), platform.peers)
        yield Office(platform, app, now.astimezone(SHANGHAI).date())
    finally:
        platform.stop(grace=1.0)
