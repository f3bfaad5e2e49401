"""Comments of leaders on cases (点评, CASE-34)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.cases.domain.oversight_refusals import CommentAnswered

TYPES = ("praise", "advice", "criticism")


@dataclass(eq=False)
class Comment:
    """What a leader said about a case, and what the handlers answered."""

    id: str
    case_id: str
    type: str
    text: str
    by_id: str
    by_name: str
    at: datetime
    answer_required: bool = False
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None

    def reply(self, text: str, by: str, at: datetime) -> None:
        """Answer it, once."""
        if self.answered_at is not None:
            raise CommentAnswered()
        self.answer, self.answered_by, self.answered_at = text, by, at
