"""A template, and a form of one territory for one period with its states.

due --fill--> filled --submit--> submitted --check--> checked --close--> closed
                ^                    |                   |
                +------ fill --- returned <--- return ---+
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from services.kernel.errors import FieldProblem, Invalid
from services.population.domain.forms.layout import Item, Kind, Layout, items_of, replaced
from services.population.domain.forms.periods import Level, Period
from services.population.domain.refusals import FormOver, OwnForm, Stale


class FormState(StrEnum):
    """Where it stands."""

    DUE = "due"
    FILLED = "filled"
    SUBMITTED = "submitted"
    CHECKED = "checked"
    RETURNED = "returned"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Template:
    """What is asked for. A new version takes the place of the one before; filled forms keep theirs."""

    id: str
    code: str
    version: int
    title: str
    period: Period
    level: Level
    due_day: int
    path: str
    layout: Layout
    made_by_name: str
    made_at: datetime
    retired: bool = False

    @property
    def items(self) -> list[Item]:
        """Its placeholders."""
        return items_of(self.layout)


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One line of a list: masked, with what is missing of it."""

    record_id: str
    cells: tuple[str, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """What a form says."""

    values: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Sequence[ListedRow]] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    # Facts that were handed on as proposals, by key of the answer.
    proposed: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A report of one territory."""

    id: str
    template_id: str
    code: str
    path: str
    period_key: str
    due_on: date | None
    made_at: datetime
    content: Content = Content()
    state: FormState = FormState.DUE
    filled_by: str = ""
    filled_by_name: str = ""
    filled_at: datetime | None = None
    checked_by_name: str = ""
    fields_filled: int = 0
    fields_asked: int = 0
    version: int = 1

    def must_be_current(self, etag: str) -> None:
        """Raises Stale."""
        if etag and etag != str(self.version):
            raise Stale()

    def fill(
        self, content: Content, by: str, by_name: str, at: datetime, counts: tuple[int, int]
    ) -> FilledForm:
        """From the register as it is now; answers given before stay. Raises FormOver."""
        self._must_be(FormState.DUE, FormState.FILLED, FormState.RETURNED)
        kept = replace(content, answers=self.content.answers, proposed=self.content.proposed)
        return replace(
            self,
            content=replace(kept, note=self.content.note),
            state=FormState.FILLED,
            filled_by=by,
            filled_by_name=by_name,
            filled_at=at,
            fields_filled=counts[0],
            fields_asked=counts[1],
            version=self.version + 1,
        )

    def answer(self, answers: Mapping[str, str]) -> FilledForm:
        """What the register does not know. Raises FormOver."""
        self._must_be(FormState.FILLED, FormState.RETURNED)
        both = {key: value for key, value in {**self.content.answers, **answers}.items() if value}
        return replace(self, content=replace(self.content, answers=both), version=self.version + 1)

    def submit(self, template: Template, content: Content) -> FilledForm:
        """To whoever checks it. Raises FormOver, Invalid for questions without an answer."""
        self._must_be(FormState.FILLED, FormState.RETURNED)
        missing = [
            FieldProblem(f"answers.{item.key}", "kernel.required")
            for item in template.items
            if item.kind is Kind.ASK and not self.content.answers.get(item.key)
        ]
        if missing:
            raise Invalid(*missing)
        return replace(self, content=content, state=FormState.SUBMITTED, version=self.version + 1)

    def check(self, by: str, by_name: str) -> FilledForm:
        """By somebody else. Raises FormOver, OwnForm."""
        self._must_be(FormState.SUBMITTED)
        self._must_be_of_another(by)
        return replace(self, state=FormState.CHECKED, checked_by_name=by_name, version=self.version + 1)

    def close(self, by: str) -> FilledForm:
        """Handed on. Raises FormOver, OwnForm."""
        self._must_be(FormState.CHECKED)
        self._must_be_of_another(by)
        return replace(self, state=FormState.CLOSED, version=self.version + 1)

    def send_back(self, by: str, note: str) -> FilledForm:
        """With a reason. Raises FormOver, OwnForm, Invalid."""
        self._must_be(FormState.SUBMITTED, FormState.CHECKED)
        self._must_be_of_another(by)
        if not note:
            raise Invalid(FieldProblem("note", "kernel.required"))
        content = replace(self.content, note=note)
        return replace(self, content=content, state=FormState.RETURNED, version=self.version + 1)

    def _must_be(self, *states: FormState) -> None:
        if self.state not in states:
            raise FormOver(state=self.state.value)

    def _must_be_of_another(self, by: str) -> None:
        if by == self.filled_by:
            raise OwnForm()


def fact_key(record_id: str, name: str) -> str:
    """Of an answer that is a fact of a record."""
    return f"fact.{record_id}.{name}"


class RowKind(StrEnum):
    """What a row is to its readers."""

    PLAIN = ""
    LINE = "line"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of a filled table, as wide as the table."""

    cells: tuple[str, ...]
    kind: RowKind = RowKind.PLAIN


def rendered(template: Template, content: Content) -> list[FilledRow]:
    """The filled table: a list takes as many rows as it has lines, and one that says so when it has none.

    A row of the template with a text in its first cell alone is a line; one of fixed texts right above a list
    is its head.
    """
    lists = _lists(template)
    values = {**content.values, **content.answers}
    rows: list[FilledRow] = []
    for number, cells in enumerate(template.layout):
        if number not in lists:
            texts = tuple(replaced(cell, number, column, values) for column, cell in enumerate(cells))
            rows.append(FilledRow(texts, _kind(cells, texts, lists.get(number + 1))))
            continue
        item = lists[number]
        for line in content.lists.get(item.key, ()) or [ListedRow("", ("—",))]:
            rows.append(FilledRow(("",) * item.column + tuple(line.cells)))
    width = max((len(each.cells) for each in rows), default=0)
    return [replace(each, cells=each.cells + ("",) * (width - len(each.cells))) for each in rows]


def _lists(template: Template) -> dict[int, Item]:
    """The first list of each row that has one, by the number of the row."""
    return {item.row: item for item in reversed(template.items) if item.kind is Kind.LIST}


def _kind(cells: Sequence[str], texts: Sequence[str], below: Item | None) -> RowKind:
    """Of a row of the template that is no list: filled it has these texts, and perhaps a list right below."""
    alone = any(cells[:1]) and not any(cells[1:])
    fixed = any(cells) and tuple(texts) == tuple(cells)
    if below and fixed and (not alone or len(below.columns) == 1):
        return RowKind.HEAD
    return RowKind.LINE if alone else RowKind.PLAIN
