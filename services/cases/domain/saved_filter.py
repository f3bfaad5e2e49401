"""A list of cases somebody keeps under a name (CASE-02)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

MOST = 50
"""So many one account keeps."""


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """What ListCases is asked with, and the columns shown; ``version`` is the etag."""

    name: str
    filter: str = ""
    query: str = ""
    order_by: str = ""
    view: str = ""
    columns: tuple[str, ...] = ()
    id: str = ""
    version: int = 1
    updated_at: datetime | None = None
