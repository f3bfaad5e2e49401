"""Makes PDF files of HTML: few at a time, each in a process of its own that ends with it.

Laying out pages takes a processor for seconds and much memory, and the library under it is written in C: none
of that may hold up or bring down the gateway.
"""

from __future__ import annotations

import subprocess
import sys
import threading

from services.kernel.errors import Exhausted, Unavailable

AT_ONCE, WAITING = 2, 4
"""Documents being made, and requests that may wait for it: each of them holds one of the few page threads."""
_PATIENCE = 20.0
_LONGEST = 60.0
_free = threading.BoundedSemaphore(AT_ONCE)
_room = threading.BoundedSemaphore(AT_ONCE + WAITING)


class PrintingBusy(Exhausted):
    """Too many documents are being made at the moment."""

    code = "kernel.printing_busy"


class PrintingFailed(Unavailable):
    """The document could not be made here: libraries or fonts are missing, or it took too long."""

    code = "kernel.printing_failed"


def pdf(html: str, patience: float = _PATIENCE) -> bytes:
    """The document as PDF; its pictures are ``data:`` addresses, all others are refused.

    Args:
        patience: seconds to wait for a free place.

    Raises:
        PrintingBusy: no place was free in time, or too many wait already.
        PrintingFailed: no document came of it.
    """
    if not _room.acquire(blocking=False):
        raise PrintingBusy()
    try:
        return _printed(html, patience)
    finally:
        _room.release()


def _printed(html: str, patience: float) -> bytes:
    if not _free.acquire(timeout=patience):
        raise PrintingBusy()
    try:
        command = [sys.executable, "-m", f"{__package__}.print_pdf"]
        done = subprocess.run(
            command, input=html.encode("utf-8"), capture_output=True, timeout=_LONGEST, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PrintingFailed() from error
    finally:
        _free.release()
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF-"):
        raise PrintingFailed(returncode=done.returncode)
    return done.stdout
