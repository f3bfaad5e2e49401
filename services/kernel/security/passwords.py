"""Passwords: Argon2id with a bound on memory, and the rules for choosing one."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar

import argon2
from argon2.exceptions import VerifyMismatchError

from services.kernel.errors import Exhausted, FieldProblem

T = TypeVar("T")

LEAST_LENGTH = 10
MOST_LENGTH = 128
CLASSES_NEEDED = 3
# The hash itself does not mind, but nobody's password is this long and somebody's attack is.
_LONGEST_TRIED = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Price of one hash. ``memory_kib`` is taken for as long as a hash runs."""

    memory_kib: int
    passes: int
    lanes: int


STANDARD_COST = Cost(memory_kib=64 * 1024, passes=3, lanes=4)
QUICK_COST = Cost(memory_kib=8, passes=1, lanes=1)  # for tests: 0.1 ms, no protection


class SignInBusy(Exhausted):
    """Too many passwords are being checked right now."""

    code = "kernel.sign_in_busy"


class PasswordHasher:
    """Hashes and verifies, at most ``at_once`` at a time: each takes 64 MiB and about 200 ms of processor.

    Args:
        cost: STANDARD_COST when None.
        patience: seconds a caller waits for its turn before SignInBusy is raised.
    """

    def __init__(self, cost: Cost | None = None, *, at_once: int = 4, patience: float = 10.0) -> None:
        cost = cost or STANDARD_COST
        self._argon2 = argon2.PasswordHasher(
            time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes
        )
        self._turns = threading.BoundedSemaphore(at_once)
        self._patience = patience
        self._nobody: str | None = None

    def hash(self, password: str) -> str:
        """The PHC string to store; the salt is inside. SignInBusy when no turn comes."""
        return self._in_turn(lambda: self._argon2.hash(_canonical(password)))

    def verify(self, stored: str | None, password: str) -> bool:
        """Whether ``password`` is the one ``stored`` was made from.

        ``None`` (no such account, or one without password) takes as long as a real check and is False, so
        that the time of the answer does not tell which logins exist.

        Raises:
            SignInBusy: no turn came.
            argon2.exceptions.InvalidHashError: ``stored`` is damaged, a bug.
        """
        if len(password) > _LONGEST_TRIED:
            return False
        if stored is None:
            if self._nobody is None:
                self._nobody = self.hash("nobody's password")
            self._matches(self._nobody, password)
            return False
        return self._matches(stored, password)

    def needs_rehash(self, stored: str) -> bool:
        """Whether ``stored`` was made at another cost; hash anew at the next successful sign-in."""
        return self._argon2.check_needs_rehash(stored)

    def _matches(self, stored: str, password: str) -> bool:
        def check() -> bool:
            try:
                return self._argon2.verify(stored, _canonical(password))
            except VerifyMismatchError:
                return False

        return self._in_turn(check)

    def _in_turn(self, work: Callable[[], T]) -> T:
        if not self._turns.acquire(timeout=self._patience):
            raise SignInBusy()
        try:
            return work()
        finally:
            self._turns.release()


def password_problems(password: str, *, login: str, name: str) -> list[FieldProblem]:
    """What is wrong with a chosen password, all at once; empty if it will do.

    10 to 128 characters, three of lower case, upper case, digits and others, neither the login nor the
    person's name inside, and not one of the passwords everybody tries first.
    """
    if not password.strip():
        return [FieldProblem("password", "kernel.password_blank")]
    problems: list[FieldProblem] = []

    def found(code: str, **details: int) -> None:
        texts = {key: str(value) for key, value in details.items()}
        problems.append(FieldProblem("password", code, texts))

    folded = _canonical(password).casefold()
    if len(password) < LEAST_LENGTH:
        found("kernel.password_too_short", least=LEAST_LENGTH)
    if len(password) > MOST_LENGTH:
        found("kernel.password_too_long", most=MOST_LENGTH)
    if len({_class_of(character) for character in password}) < CLASSES_NEEDED:
        found("kernel.password_too_simple", classes=CLASSES_NEEDED)
    if _contains(folded, login, least=3):
        found("kernel.password_contains_login")
    if _contains(folded, name, least=2):
        found("kernel.password_contains_name")
    if _is_common(folded):
        found("kernel.password_common")
    return problems


def _canonical(password: str) -> str:
    # Chinese keyboards produce full-width forms unasked; both spellings must be the same password.
    return unicodedata.normalize("NFKC", password)


def _class_of(character: str) -> str:
    if character.isdecimal():
        return "digit"
    if character.islower():
        return "lower"
    if character.isupper():
        return "upper"
    return "other"


def _contains(folded: str, part: str, *, least: int) -> bool:
    needle = "".join(_canonical(part).casefold().split())
    return len(needle) >= least and needle in folded


def _is_common(folded: str) -> bool:
    core = folded.rstrip("0123456789!@#$%^&*?._-+~ ")  # Password2026! is still "password"
    return folded in _common_passwords() or core in _common_passwords()


@cache
def _common_passwords() -> frozenset[str]:
    text = files("services.kernel.security").joinpath("common_passwords.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
