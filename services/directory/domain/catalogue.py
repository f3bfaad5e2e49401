"""Whether a case catalogue holds together before it is published (CASE-10, CASE-23)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from services.kernel.errors import FieldProblem, Invalid
from services.kernel.worktime import Limit, Unit

STAGES = ("screening", "assigning", "signing", "handling", "checking", "verifying")
URGENCIES = ("normal", "urgent", "major")
# A working day of seven hours; only to compare a promised with a legal limit of another unit.
_MINUTES = {Unit.MINUTES: 1, Unit.WORKING_HOURS: 60, Unit.WORKING_DAYS: 1440, Unit.DAYS: 1440}


class NamedLimit(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def limit(self) -> str: ...


class StageLimits(Protocol):
    """The limits of one urgency, by the names in `STAGES`."""

    @property
    def handling(self) -> str: ...
    @property
    def steps(self) -> Sequence[NamedLimit]: ...


class Item(Protocol):
    """A category as the contract has it."""

    @property
    def code(self) -> str: ...
    @property
    def title_zh(self) -> str: ...
    @property
    def kind(self) -> int: ...
    @property
    def leaf(self) -> bool: ...
    @property
    def legal_limit(self) -> str: ...
    @property
    def line(self) -> str: ...
    @property
    def outside_duty(self) -> bool: ...
    @property
    def outside_answer(self) -> str: ...
    @property
    def normal(self) -> StageLimits: ...
    @property
    def urgent(self) -> StageLimits: ...
    @property
    def major(self) -> StageLimits: ...


def check_catalogue(items: Sequence[Item]) -> None:
    """Raises Invalid naming every fault by ``items[n].field``.

    Codes are unique; every parent exists and is no leaf; what is no leaf has children; kinds are set and
    agree with the parent's; limits can be read; a promised limit keeps within the legal one (CASE-23); what
    lies outside government duty has an answer (CASE-16).
    """
    problems = list(_problems(items))
    if problems:
        raise Invalid(*problems[:100])


def _problems(items: Sequence[Item]) -> Iterator[FieldProblem]:
    by_code: dict[str, Item] = {}
    for number, item in enumerate(items):
        if item.code in by_code:
            yield FieldProblem(f"items[{number}].code", "directory.catalogue_twice", {"code": item.code})
        by_code.setdefault(item.code, item)
    parents = {code.rpartition(".")[0] for code in by_code}
    for number, item in enumerate(items):
        at = f"items[{number}]"
        above = item.code.rpartition(".")[0]
        details = {"code": item.code, "parent": above}
        if above and above not in by_code:
            yield FieldProblem(f"{at}.code", "directory.catalogue_no_parent", details)
        elif above and by_code[above].leaf:
            yield FieldProblem(f"{at}.code", "directory.catalogue_parent_leaf", details)
        elif above and by_code[above].kind != item.kind:
            yield FieldProblem(f"{at}.kind", "directory.catalogue_kind", details)
        if not item.kind:
            yield FieldProblem(f"{at}.kind", "kernel.required")
        if not item.leaf and item.code not in parents:
            yield FieldProblem(f"{at}.leaf", "directory.catalogue_no_leaves", details)
        if item.outside_duty and not item.outside_answer.strip():
            yield FieldProblem(f"{at}.outside_answer", "directory.catalogue_no_answer", details)
        yield from _limit_problems(item, at)


def _limit_problems(item: Item, at: str) -> Iterator[FieldProblem]:
    legal = None
    if item.legal_limit:
        legal, problem = _limit(item.legal_limit, f"{at}.legal_limit")
        if problem:
            yield problem
    for urgency in URGENCIES:
        limits: StageLimits = getattr(item, urgency)
        named = [(stage, getattr(limits, stage)) for stage in STAGES]
        named += [(f"steps[{number}].limit", step.limit) for number, step in enumerate(limits.steps)]
        for stage, text in named:
            if not text:
                continue
            promised, problem = _limit(text, f"{at}.{urgency}.{stage}")
            if problem:
                yield problem
            elif legal and promised and stage == "handling" and _longer(promised, legal):
                details = {"code": item.code, "promised": str(promised), "legal": str(legal)}
                yield FieldProblem(f"{at}.{urgency}.handling", "directory.promised_over_legal", details)


def _longer(promised: Limit, legal: Limit) -> bool:
    if promised.unit is legal.unit:
        return promised.amount > legal.amount
    if {promised.unit, legal.unit} == {Unit.WORKING_HOURS, Unit.WORKING_DAYS}:
        hours = {Unit.WORKING_HOURS: 1, Unit.WORKING_DAYS: 7}
        return promised.amount * hours[promised.unit] > legal.amount * hours[legal.unit]
    return promised.amount * _MINUTES[promised.unit] > legal.amount * _MINUTES[legal.unit]


def _limit(text: str, field: str) -> tuple[Limit | None, FieldProblem | None]:
    try:
        return Limit.parse(text, field), None
    except Invalid as refusal:
        return None, refusal.problems[0]
