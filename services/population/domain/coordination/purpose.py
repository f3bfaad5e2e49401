"""For what one place may ask another, as data: its law, and the least that it needs (POP-20, Sens-7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.kernel.errors import FieldProblem, Invalid
from services.kernel.security.masks import mask_numbers_in
from services.population.domain.families.declaration import Basis, FieldSpec, RecordType, Subject, checked
from services.population.domain.families.denied import denied
from services.population.domain.families.values import checked_values

MOST_FIELDS = 8


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose. ``limit_days`` are working days, ``keep_days`` days until an answer is erased."""

    code: str
    zh: str
    legal_basis: str
    fields: tuple[FieldSpec, ...]
    limit_days: int = 5
    keep_days: int = 30
    version: int = 1
    en: str = ""
    retired: bool = False

    def chosen(self, names: Iterable[str]) -> tuple[str, ...]:
        """Which fields are asked, in the order of the purpose; all of them for none. Raises Invalid."""
        known = [each.name for each in self.fields]
        wanted = set(names)
        if wanted - set(known):
            raise Invalid(FieldProblem("fields", "kernel.value_unknown"))
        return tuple(each for each in known if not wanted or each in wanted)

    def answer(self, asked: Iterable[str], said: Mapping[str, str]) -> dict[str, str]:
        """What was said of the fields that were asked; nothing else fits. Raises Invalid."""
        names = set(asked)
        values = checked_values(self._form(each for each in self.fields if each.name in names), said)
        if not values:
            raise Invalid(FieldProblem("values", "kernel.required"))
        return values

    def declared(self) -> Purpose:
        """Itself. Raises Invalid for contradictions and for what must not be asked (Sens-3, 5, 7, 11)."""
        if len(self.fields) > MOST_FIELDS:
            raise Invalid(FieldProblem("purpose.fields", "kernel.too_many_items", {"most": str(MOST_FIELDS)}))
        try:
            checked(self._form(self.fields))
        except Invalid as wrong:
            problems = (
                FieldProblem(f"purpose{each.field.removeprefix('type')}", each.code, each.details)
                for each in wrong.problems
            )
            raise Invalid(*problems) from None
        return self

    def _form(self, fields: Iterable[FieldSpec]) -> RecordType:
        """The same rules as of service records; as with care, words of cause and suspicion are refused."""
        return RecordType(
            code=self.code,
            zh=self.zh,
            en=self.en,
            category=0,
            subject=Subject.PERSON,
            basis=Basis.LAW,
            legal_basis=self.legal_basis,
            purpose_zh=self.zh,
            review_days=self.limit_days,
            retention_days=self.keep_days,
            valid_days=self.keep_days,
            fields=tuple(fields),
            care=True,
        )


def plain_words(text: str, field: str) -> str:
    """A remark, spaces put right. Raises Invalid for suspicion, belief, illness and numbers of people."""
    said = " ".join(text.split())
    if denied(said):
        raise Invalid(FieldProblem(field, "population.value_denied"))
    if mask_numbers_in(said) != said:
        raise Invalid(FieldProblem(field, "population.numbers_in_words"))
    return said
