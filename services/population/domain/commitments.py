"""The safety commitment of a worksite or an employer, and what checks found there (POP-19).

How it stands        verb      then
nothing signed       sign      signed
signed, lapsed       sign      signed: renewed, the older letter is kept
any                  check     defect when something is not in order, else as it was
defect               rectify   what the letter says, when nothing is left to be put right

Every verb gives a new one. A worksite that ended and an employer that closed are neither signed for nor
checked any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from services.kernel.errors import FieldProblem, Invalid
from services.population.domain import safety
from services.population.domain.safety import CHECK_EVERY, Check, Defect, Subject

HOLDS = timedelta(days=365)
"""How long a letter holds where nothing else is agreed, and the longest it may ([D])."""


class Standing(StrEnum):
    """See the table."""

    UNSIGNED = "unsigned"
    SIGNED = "signed"
    LAPSED = "lapsed"
    DEFECT = "defect"


class LetterForm(StrEnum):
    """How the letter was signed."""

    SCREEN = "screen"
    SCAN = "scan"


@dataclass(frozen=True, slots=True)
class LetterText:
    """A version of what is signed: statutory safety duties and nothing else (Sens-15)."""

    subject: Subject
    version: str
    title_zh: str
    title_en: str
    duties_zh: tuple[str, ...]
    duties_en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that somebody signed."""

    id: str
    text_version: str
    form: LetterForm
    signed_by: str
    signed_on: date
    valid_until: date
    file_id: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """Of one subject; ``id`` is the subject's. ``letters`` are the newest first, version 0 is unwritten."""

    id: str
    subject: Subject
    letters: tuple[Letter, ...] = ()
    next_check_on: date | None = None
    defects: tuple[Defect, ...] = ()
    checks: tuple[Check, ...] = ()
    version: int = 0

    @property
    def letter(self) -> Letter | None:
        """The one that counts."""
        return self.letters[0] if self.letters else None

    def standing(self, today: date) -> Standing:
        """How it stands: open defects before everything else."""
        if safety.any_open(self.defects):
            return Standing.DEFECT
        if self.letter is None:
            return Standing.UNSIGNED
        return Standing.SIGNED if today <= self.letter.valid_until else Standing.LAPSED

    def sign(self, letter: Letter, today: date) -> Commitment:
        """Signed, or renewed. Raises Invalid for a letter that is over already or holds too long."""
        if letter.valid_until <= today:
            raise Invalid(FieldProblem("valid_until", "population.letter_over"))
        if letter.valid_until > today + HOLDS:
            days = str(HOLDS.days)
            raise Invalid(FieldProblem("valid_until", "population.letter_too_long", {"days": days}))
        return self._with(
            letters=(letter, *self.letters), next_check_on=self.next_check_on or today + CHECK_EVERY
        )

    def check(self, failed: Iterable[Defect], today: date) -> Commitment:
        """Looked at; what was open of the same kind stays with its older limit."""
        return self._with(defects=safety.found(self.defects, failed), next_check_on=today + CHECK_EVERY)

    def rectify(self, defect_id: str, today: date) -> Commitment:
        """Put right, and looked at again. Raises DefectNotFound."""
        return self._with(defects=safety.put_right(self.defects, defect_id, today))

    def overdue(self, today: date, codes: Iterable[str]) -> list[Defect]:
        """Open beyond their limit and not told of yet, of these kinds."""
        return safety.overdue(self.defects, today, codes)

    def told(self, ids: Iterable[str]) -> Commitment:
        """Whoever handles cases was told of these defects."""
        return self._with(defects=safety.told(self.defects, ids))

    def _with(self, **changes: object) -> Commitment:
        return replace(self, version=self.version + 1, **changes)  # type: ignore[arg-type]
