"""Pages of the register as PDF files, laid out in a process of its own that ends with it."""

from __future__ import annotations

import subprocess
import sys
import threading

from services.kernel.errors import Exhausted, Unavailable

_LONGEST = 60.0
_PATIENCE = 15.0
_free = threading.BoundedSemaphore(1)


class PrintingBusy(Exhausted):
    """Another document is being made at the moment."""

    code = "population.printing_busy"


class PrintingFailed(Unavailable):
    """The document could not be made here."""

    code = "population.printing_failed"


def pdf(html: str) -> bytes:
    """The document as PDF; nothing is fetched. Raises PrintingBusy, PrintingFailed."""
    if not _free.acquire(timeout=_PATIENCE):
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
