"""What `make run` shows a newcomer: the demo county, the imported requests, and one case in seven steps."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from services.cases.adapters.tables.cases import cases
from services.kernel.runtime import demonstration
from services.kernel.testing.contexts import PresentClock, SetClock
from services.kernel.testing.platform import TestPlatform
from services.kernel.types import utc_now
from wangge.cases.v1 import cases_pb2, cases_pb2_grpc
from wangge.directory.v1 import accounts_pb2, accounts_pb2_grpc

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def told(platform: TestPlatform) -> list[str]:
    """Every line of the first start."""
    lines: list[str] = []
    manifests = {each.name: each for each in platform.manifests}
    demonstration.build(manifests, platform.parts, platform.settle, lines.append)
    assert platform.peers is not None
    demonstration.tell_story(platform.settings, manifests, platform.peers, utc_now, lines.append)
    platform.settle()
    return lines


@pytest.fixture(scope="module")
def clock() -> SetClock:
    """The present: the story is told by the real clock, at any day and hour."""
    return PresentClock()


def test_the_shipped_requests_are_imported_whole(platform: TestPlatform, told: list[str]) -> None:
    with platform.contexts["cases"].database.read() as connection:
        count = connection.execute(
            sa.select(sa.func.count()).where(cases.c.external_system == "nyc311")
        ).scalar_one()

    assert count == 924
    assert any("924 accepted, 0 rejected" in line for line in told)


def test_the_story_names_every_step_who_and_when(told: list[str]) -> None:
    steps = [line for line in told if line.startswith("第")]

    assert [int(line[1]) for line in steps] == [1, 1, 2, 2, 3, 4, 4, 4, 5, 6, 6, 7]
    assert len({line.split("：")[0].split("  ")[1] for line in steps}) >= 6
    assert "SHA-256" in told[-1]
    assert told[-1].rpartition(" ")[2].isalnum()


@pytest.mark.parametrize("login", ["worker", "head", "screener", "dispatcher", "chengguan"])
def test_something_waits_for_whoever_signs_in(platform: TestPlatform, told: list[str], login: str) -> None:
    sessions = platform.stub(accounts_pb2_grpc.SessionServiceStub)
    session = sessions.SignIn(accounts_pb2.SignInRequest(login=login, password="Wangge-demo-2026"))
    desk = platform.stub(cases_pb2_grpc.CaseServiceStub, session.access_token)

    waiting = desk.ListPending(cases_pb2.ListPendingRequest())

    assert waiting.total >= 2
    assert any("19 件案件" in line for line in told)


def test_the_story_can_be_told_again_and_in_english(platform: TestPlatform, told: list[str]) -> None:
    manifests = {each.name: each for each in platform.manifests}
    english = platform.settings.model_copy(update={"locale": "en"})
    again: list[str] = []
    assert platform.peers is not None

    demonstration.tell_story(english, manifests, platform.peers, utc_now, again.append)

    assert [line[:6] for line in again if line.startswith("Step")][-1] == "Step 7"
    assert again[-1] != told[-1]
