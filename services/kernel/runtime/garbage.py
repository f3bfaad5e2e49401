"""What Python's collector looks through in a process that has begun to serve."""

from __future__ import annotations

import gc

_YOUNG = 10_000
"""Objects between two looks; the default of 700 is reached several times in one call."""


def settle() -> None:
    """Call once everything is loaded: what lives as long as the process is never looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, 20, 20)
