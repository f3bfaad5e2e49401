"""Reports a bug once, without what it may quote of the request."""

from __future__ import annotations

import logging

log = logging.getLogger("gateway")


def report(error: BaseException, trace_id: str) -> None:
    """Log kind and frames under the trace id that the caller was shown; never the text of the exception."""
    frames: list[str] = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_qualname}")
        trace = trace.tb_next
    log.error("bug: %s trace=%s\n  %s", type(error).__qualname__, trace_id, "\n  ".join(frames))
