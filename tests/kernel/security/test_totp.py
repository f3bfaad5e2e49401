"""One-time passwords: a window of one step, and no code works twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pyotp
import pytest

from services.kernel.security import totp

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
AT = datetime(2026, 11, 23, 8, 0, 0, tzinfo=UTC)
STEP = int(AT.timestamp()) // 30


def code_at(moment: datetime) -> str:
    return pyotp.TOTP(SECRET).at(moment)


def test_the_vector_of_rfc_6238_verifies() -> None:
    assert totp.verify(SECRET, "287082", datetime.fromtimestamp(59, UTC), None) == 1


@pytest.mark.parametrize("seconds", [-30, 0, 30])
def test_a_code_of_a_neighbouring_step_is_good_and_tells_its_step(seconds: int) -> None:
    code = code_at(AT + timedelta(seconds=seconds))
    assert totp.verify(SECRET, code, AT, None) == STEP + seconds // 30


@pytest.mark.parametrize("seconds", [-60, 60, 3600])
def test_a_code_further_off_is_refused(seconds: int) -> None:
    assert totp.verify(SECRET, code_at(AT + timedelta(seconds=seconds)), AT, None) is None


def test_a_used_code_and_older_ones_are_refused() -> None:
    used = totp.verify(SECRET, code_at(AT), AT, None)
    assert totp.verify(SECRET, code_at(AT), AT, used) is None
    assert totp.verify(SECRET, code_at(AT - timedelta(seconds=30)), AT, used) is None
    assert totp.verify(SECRET, code_at(AT + timedelta(seconds=30)), AT, used) == STEP + 1


def test_spaces_as_apps_show_them_do_not_matter() -> None:
    code = code_at(AT)
    assert totp.verify(SECRET, f" {code[:3]} {code[3:]} ", AT, None) == STEP


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "²²²²²²", "x" * 10_000])
def test_what_is_no_code_is_refused(code: str) -> None:
    assert totp.verify(SECRET, code, AT, None) is None


def test_a_time_without_zone_is_a_bug() -> None:
    with pytest.raises(ValueError):
        totp.verify(SECRET, "123456", AT.replace(tzinfo=None), None)


def test_new_secrets_differ_and_hold_160_bits() -> None:
    secrets = {totp.new_secret() for _ in range(5)}
    assert len(secrets) == 5
    assert all(len(secret) == 32 for secret in secrets)


def test_the_address_for_the_app_names_account_and_issuer() -> None:
    parts = urlsplit(totp.provisioning_uri(SECRET, "zhangsan", "网格平台"))
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert unquote(parts.path) == "/网格平台:zhangsan"
    assert parse_qs(parts.query)["secret"] == [SECRET]
