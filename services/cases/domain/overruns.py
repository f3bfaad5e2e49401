"""Why a limit passed: said by whoever ends a stage late (CASE-23)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from services.kernel.errors import Invalid


class OverrunCause(StrEnum):
    """What held a stage up, named as in the contract."""

    WAITING_OTHER_UNIT = "WAITING_OTHER_UNIT"
    MATERIALS = "MATERIALS"
    WEATHER = "WEATHER"
    DISPUTE = "DISPUTE"
    WORKLOAD = "WORKLOAD"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Overrun:
    """The cause with words to it; "other" says nothing without words. Raises Invalid on "overrun_words"."""

    cause: OverrunCause
    words: str = ""

    def __post_init__(self) -> None:
        if self.cause is OverrunCause.OTHER and not self.words.strip():
            raise Invalid.one("overrun_words", "kernel.required")
