"""Passwords: hashed with bounded memory, checked without telling who exists, chosen with care."""

from __future__ import annotations

import threading

import pytest
from argon2.exceptions import InvalidHashError

from services.kernel.security import passwords
from services.kernel.security.passwords import (
    QUICK_COST,
    STANDARD_COST,
    Cost,
    PasswordHasher,
    SignInBusy,
    password_problems,
)


@pytest.fixture
def hasher() -> PasswordHasher:
    return PasswordHasher(QUICK_COST)


def test_the_right_password_verifies_and_another_does_not(hasher: PasswordHasher) -> None:
    stored = hasher.hash("Correct-Horse-1")
    assert stored.startswith("$argon2id$")
    assert hasher.verify(stored, "Correct-Horse-1")
    assert not hasher.verify(stored, "correct-horse-1")
    assert not hasher.verify(stored, "")


def test_the_same_password_hashes_differently_each_time(hasher: PasswordHasher) -> None:
    assert hasher.hash("x") != hasher.hash("x")


def test_full_width_typing_is_the_same_password(hasher: PasswordHasher) -> None:
    assert hasher.verify(hasher.hash("Grid2026!"), "Ｇｒｉｄ２０２６！")


def test_an_account_that_is_not_there_costs_a_check_and_fails(hasher: PasswordHasher) -> None:
    assert not hasher.verify(None, "anything")
    assert not hasher.verify(None, "nobody's password")


def test_an_endless_password_is_refused_unhashed(hasher: PasswordHasher) -> None:
    assert not hasher.verify("not even looked at", "x" * 1_000_000)


def test_a_damaged_hash_is_a_bug(hasher: PasswordHasher) -> None:
    with pytest.raises(InvalidHashError):
        hasher.verify("plain text", "plain text")


def test_a_hash_of_another_cost_asks_to_be_renewed(hasher: PasswordHasher) -> None:
    dearer = PasswordHasher(Cost(memory_kib=16, passes=2, lanes=1))
    stored = hasher.hash("x")
    assert not hasher.needs_rehash(stored)
    assert dearer.needs_rehash(stored)
    assert dearer.verify(stored, "x")


def test_the_standard_cost_takes_64_mib() -> None:
    assert STANDARD_COST.memory_kib == 65536


def test_a_hash_costs_the_standard_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "STANDARD_COST", STANDARD_COST)  # tests of a county have a cheaper one

    stored = PasswordHasher().hash("x")

    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_more_at_once_than_allowed_are_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = PasswordHasher(QUICK_COST, at_once=1, patience=0.01)
    inside, leave = threading.Event(), threading.Event()

    def slow(_: object, password: str) -> str:
        inside.set()
        leave.wait(5)
        return "$"

    monkeypatch.setattr("argon2.PasswordHasher.hash", slow)
    first = threading.Thread(target=hasher.hash, args=("x",))
    first.start()
    inside.wait(5)
    try:
        with pytest.raises(SignInBusy):
            hasher.hash("y")
    finally:
        leave.set()
        first.join(5)
    assert hasher.hash("z") == "$"


def test_a_failed_check_gives_its_turn_back() -> None:
    hasher = PasswordHasher(QUICK_COST, at_once=1, patience=0.01)
    for _ in range(3):
        with pytest.raises(InvalidHashError):
            hasher.verify("damaged", "x")
    assert hasher.hash("x")


def codes(password: str, login: str = "zhangsan", name: str = "张三") -> list[str]:
    return [
        problem.code.removeprefix("kernel.password_")
        for problem in password_problems(password, login=login, name=name)
    ]


@pytest.mark.parametrize("good", ["Liulang-7731", "网格长江Kx9-蜀山区十", "a1" * 4 + "Z!", "Zq8!" * 32])
def test_good_passwords_have_no_problems(good: str) -> None:
    assert codes(good) == []


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("", ["blank"]),
        ("  \t \u3000        ", ["blank"]),
        ("aB3!", ["too_short"]),
        ("aB3!" * 33, ["too_long"]),
        ("abcdefghijkl", ["too_simple"]),
        ("Xx9-ZhangSan-k", ["contains_login"]),
        ("Xx9-张三-kkkkkk", ["contains_name"]),
        ("Password2026!", ["common"]),
        ("P@ssw0rd12345", ["common"]),
        ("Admin@123456", ["common"]),
        ("Woaini5201314", ["common"]),
        ("123456", ["too_short", "too_simple", "common"]),
    ],
)
def test_bad_passwords_name_every_problem(password: str, expected: list[str]) -> None:
    assert codes(password) == expected


def test_very_short_logins_and_missing_names_are_not_searched_for() -> None:
    assert codes("Liulang-7731", login="li", name="") == []
