"""A form is filled from the register, completed, and submitted; facts it learnt go to review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.security.masks import is_masked
from services.kernel.types import NewId
from services.population.application import sight
from services.population.application.forms.answers import checked_answers, facts_of, hide
from services.population.application.forms.ports import FILL, MOST_LINES, Facts, Forms, Places, ground
from services.population.application.forms.showing import Lines
from services.population.application.forms.templates import new_form
from services.population.application.ports import NewUow
from services.population.application.proposals.making import Collected, Drafting
from services.population.application.room import today_in_china
from services.population.application.views.ports import Reader
from services.population.domain.forms.forms import Content, FilledForm, ListedRow, Template
from services.population.domain.forms.layout import Item, Kind
from services.population.domain.forms.periods import key_of
from services.population.domain.proposals import ProposalKind
from services.population.domain.refusals import FormNotFound, TemplateNotFound


class FillForms:
    """Fill, answer, submit."""

    def __init__(
        self,
        new_uow: NewUow,
        forms: Forms,
        facts: Facts,
        reader: Reader,
        places: Places,
        drafting: Drafting,
        new_id: NewId,
    ) -> None:
        self._new_uow = new_uow
        self._forms = forms
        self._facts = facts
        self._reader = reader
        self._places = places
        self._drafting = drafting
        self._new_id = new_id

    def fill(self, call: Call, form_id: str = "", code: str = "", path: str = "") -> str:
        """The form's id. Raises FormNotFound, TemplateNotFound, FormOver, Invalid, PermissionDenied."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            form, template, new = self._opened(uow, form_id, code, path)
            content, counts = self._content(call, template, form, today_in_china(uow.now))
            filled = form.fill(content, call.actor.id, call.actor.name, uow.now, counts)
            if new:
                self._forms.add(uow, filled)
            else:
                self._forms.keep(uow, filled)
            _left(uow, filled, "fill")
            uow.commit(result=form.id)
        return form.id

    def answer(self, call: Call, form_id: str, etag: str, given: Mapping[str, str]) -> str:
        """The form's id. Raises FormNotFound, FormOver, Stale, Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            form, template = self._form(uow, form_id, etag)
            said = {key: value for key, value in given.items() if not is_masked(value)}
            self._forms.keep(uow, form.answer(checked_answers(template, form, said)))
            _left(uow, form, "answer")
            uow.commit(result=form_id)
        return form_id

    def submit(self, call: Call, form_id: str, etag: str) -> str:
        """The form's id. Raises FormNotFound, FormOver, Stale, Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            form, template = self._form(uow, form_id, etag)
            proposed = self._propose(uow, template, form)
            submitted = form.submit(template, hide(form.content, proposed))
            self._forms.keep(uow, submitted)
            _left(uow, submitted, "submit")
            uow.commit(result=form_id)
        return form_id

    def _propose(self, uow: UnitOfWork, template: Template, form: FilledForm) -> dict[str, str]:
        """Ids of the proposals by key of the answers that became one."""
        made: dict[str, str] = {}
        for (what, record_id), values in facts_of(template, form).items():
            person = what == "person"
            collected = Collected(
                kind=ProposalKind.CORRECT_PERSON if person else ProposalKind.CORRECT_DWELLING,
                values={name: value for name, (_, value) in values.items()},
                person_id=record_id if person else "",
                dwelling_id="" if person else record_id,
                reason=template.title,
                checked=True,
            )
            try:
                proposal = self._drafting.make(uow, collected)
            except Invalid as refusal:
                raise Invalid(
                    *(
                        replace(each, field=f"answers.{values[name][0]}")
                        if (name := each.field.removeprefix("values.")) in values
                        else each
                        for each in refusal.problems
                    )
                ) from None
            made |= {key: proposal.id for key, _ in values.values()}
        return made

    def _opened(
        self, uow: UnitOfWork, form_id: str, code: str, path: str
    ) -> tuple[FilledForm, Template, bool]:
        if form_id:
            form, template = self._form(uow, form_id, "")
            newest = self._forms.newest(form.code)
            if form.filled_at is None and newest is not None:
                form, template = replace(form, template_id=newest.id), newest
            return form, template, False
        found = self._forms.newest(code)
        if found is None or found.retired:
            raise TemplateNotFound()
        uow.call.require(FILL, path)
        uow.call.require(sight.VIEW, path)
        if len(path) != found.level.width or not path.startswith(found.path):
            raise Invalid(FieldProblem("territory_code", "population.not_of_level"))
        key = key_of(found.period, today_in_china(uow.now))
        known = self._forms.of_period(uow, code, path, key) if key else None
        if known is not None:
            return known, self._forms.template(known.template_id) or found, False
        return new_form(found, path, key, self._new_id(), uow.now), found, True

    def _form(self, uow: UnitOfWork, form_id: str, etag: str) -> tuple[FilledForm, Template]:
        form = self._forms.get(uow, form_id)
        here = form is not None and any(form.path.startswith(each) for each in ground(uow.call))
        if form is None or not here or not uow.call.may(FILL, form.path):
            raise FormNotFound()
        form.must_be_current(etag)
        template = self._forms.template(form.template_id)
        if template is None:
            raise FormNotFound()
        return form, template

    def _content(
        self, call: Call, template: Template, form: FilledForm, today: date
    ) -> tuple[Content, tuple[int, int]]:
        """What the register answers, and how many fields it filled and left to ask."""
        values: dict[str, str] = {}
        lists: dict[str, list[ListedRow]] = {}
        filled = asked = 0
        for item in template.items:
            match item.kind:
                case Kind.WORD:
                    values[item.key] = self._word(call, item, form, today)
                    filled += 1
                case Kind.COUNT:
                    values[item.key] = str(self._facts.count(item.what, form.path, item.where, today))
                    filled += 1
                case Kind.LIST:
                    lists[item.key] = self._list(call, item, form.path, today)
                    filled += sum(1 for row in lists[item.key] for cell in row.cells if cell)
                    asked += sum(len(row.missing) for row in lists[item.key])
                case Kind.ASK:
                    asked += 1
        return Content(values, lists), (filled, asked)

    def _word(self, call: Call, item: Item, form: FilledForm, today: date) -> str:
        known = form.period_key if form.period_key != form.id else ""
        return {
            "place": self._places.place_name(form.path),
            "period": known,
            "today": f"{today}",
            "filler": call.actor.name,
        }[item.what]

    def _list(self, call: Call, item: Item, path: str, today: date) -> list[ListedRow]:
        scope = call.scope(sight.VIEW)
        lines = Lines(self._reader, self._places, today)
        if item.what == "person":
            people = self._facts.people(scope, path, item.where, today, MOST_LINES + 1)
            rows = lines.of_people(item, people)
        else:
            rows = lines.of_dwellings(item, self._facts.dwellings(scope, path, item.where, MOST_LINES + 1))
        if len(rows) > MOST_LINES:
            raise Invalid(FieldProblem("layout", "population.list_too_long", {"most": str(MOST_LINES)}))
        return rows


def _left(uow: UnitOfWork, form: FilledForm, action: str) -> None:
    changes = {"state": ["", form.state.value], "code": ["", form.code]}
    uow.audit(f"population.form.{action}", "form", form.id, territory=form.path, changes=changes)
