"""Why a delivery failed, in words that an operator may read: never a person's data."""

from __future__ import annotations

import traceback

from sqlalchemy.exc import StatementError

from services.kernel.errors import Refusal
from services.kernel.telemetry import without_personal

_MOST = 500


def reason_of(error: BaseException) -> str:
    """Kind of the error, its first line, and where it was raised."""
    if isinstance(error, Refusal):
        told = str(error)
    elif isinstance(error, StatementError):
        # The statement's parameters are in its text: keep what the database said, not what it was given.
        told = f"{type(error).__name__}: {_first_line(error.orig)}"
    else:
        told = f"{type(error).__name__}: {_first_line(error)}"
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({frames[-1].filename.rpartition('services/')[2]}:{frames[-1].lineno})" if frames else ""
    cleaned = (
        without_personal(told).replace("\x00", "\ufffd").encode("utf-8", errors="replace").decode("utf-8")
    )
    return cleaned[:_MOST] + where


def _first_line(error: object) -> str:
    lines = str(error).splitlines()
    return lines[0] if lines else ""
