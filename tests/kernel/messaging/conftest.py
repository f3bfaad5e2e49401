"""The sending and the receiving service, each with a database of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from services.kernel.testing.contexts import SetClock, context_for
from tests.kernel.messaging.accounts import Receiver, Sender, metadata


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def sender(tmp_path: Path, clock: SetClock) -> Iterator[Sender]:
    context = context_for("directory", sa.MetaData(), f"sqlite:///{tmp_path}/directory.db", clock=clock)
    yield Sender(context)
    context.database.dispose()


@pytest.fixture
def receiver(tmp_path: Path, clock: SetClock) -> Iterator[Receiver]:
    context = context_for("receiver", metadata, f"sqlite:///{tmp_path}/receiver.db", clock=clock)
    yield Receiver(context)
    context.database.dispose()
