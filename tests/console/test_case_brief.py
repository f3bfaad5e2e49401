"""How a case's time is told in few words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.cases.edge.brief import age, time_left
from wangge.cases.v1 import cases_pb2 as pb

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "light", "text"),
    [
        (240, pb.LIGHT_GREEN, "还剩 4 工作小时"),
        (30, pb.LIGHT_AMBER, "还剩 30 分钟"),
        (-480, pb.LIGHT_RED, "已超时 1 个工作日 1 小时"),
        (0, pb.LIGHT_RED, "已超时 不足 1 分钟"),
        (240, pb.LIGHT_PAUSED, "暂停计时"),
    ],
)
def test_the_time_left_says_what_it_counts(minutes: int, light: int, text: str) -> None:
    assert time_left(minutes, light) == text


@pytest.mark.parametrize(
    ("passed", "text"),
    [
        (timedelta(seconds=-30), "0分钟"),
        (timedelta(minutes=59), "59分钟"),
        (timedelta(hours=23, minutes=59), "23小时"),
        (timedelta(days=364), "364天"),
        (timedelta(days=1667), "4年"),
    ],
)
def test_an_age_is_told_in_its_largest_unit(passed: timedelta, text: str) -> None:
    assert age(NOW - passed, NOW) == text


def test_an_unset_moment_has_no_age() -> None:
    assert age(None, NOW) == ""
