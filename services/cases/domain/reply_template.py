"""Texts to start from (答复模板): one's own or a centre's, with blanks that a case fills."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.kernel.errors import FieldProblem, Invalid

MOST_OWN, MOST_SHARED = 50, 200
"""So many one account keeps, and so many one territory shares."""
BLANKS = ("编号", "标题", "期限", "单位")
"""What may stand in braces; written in Chinese by whoever writes the text."""
_BLANK = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class ReplyTemplate:
    """One text; ``owner`` is the account of a personal one, ``path`` the territory of a shared one.

    ``verbs`` none: offered for every verb. ``category`` empty: for every category, else for that branch.
    """

    id: str
    title: str
    text: str
    verbs: tuple[str, ...] = ()
    category: str = ""
    owner: str = ""
    path: str = ""
    version: int = 1
    updated_at: datetime | None = None
    updated_by: str = ""

    @property
    def personal(self) -> bool:
        """Whether it is one account's own."""
        return bool(self.owner)

    def fits(self, verb: str, category: str) -> bool:
        """Whether it is offered for a verb and a category; empty ones ask for nothing."""
        if verb and self.verbs and verb not in self.verbs:
            return False
        within = category == self.category or category.startswith(self.category + ".")
        return not category or not self.category or within

    def filled(self, values: Mapping[str, str]) -> str:
        """The text with its blanks filled; a blank without a value stays, for the writer to see."""
        return _BLANK.sub(lambda found: values.get(found[1].strip()) or found[0], self.text)

    def check(self) -> None:
        """Raises Invalid on ``reply_template.text`` for a blank that nothing can fill."""
        unknown = [name for name in _BLANK.findall(self.text) if name.strip() not in BLANKS]
        if unknown:
            details = {"blank": unknown[0][:40], "known": "".join(f"{{{each}}}" for each in BLANKS)}
            raise Invalid(FieldProblem("reply_template.text", "cases.blank_unknown", details))
