"""Forms are looked at, checked, closed or returned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.kernel.call import Call
from services.kernel.types import Clock
from services.population.application.forms.ports import CHECK, FILL, Forms, Places, ground
from services.population.application.ports import NewUow
from services.population.application.room import today_in_china
from services.population.domain.forms.forms import FilledForm, FormState, Template
from services.population.domain.refusals import FormNotFound

_ACTIONS: Mapping[FormState, tuple[tuple[str, str], ...]] = {
    FormState.DUE: ((FILL, "fill"),),
    FormState.FILLED: ((FILL, "fill"), (FILL, "answer"), (FILL, "submit")),
    FormState.RETURNED: ((FILL, "fill"), (FILL, "answer"), (FILL, "submit")),
    FormState.SUBMITTED: ((CHECK, "check"), (CHECK, "return")),
    FormState.CHECKED: ((CHECK, "close"), (CHECK, "return")),
    FormState.CLOSED: (),
}


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A form with its template and what the reader may do with it."""

    form: FilledForm
    template: Template
    place: str
    overdue: bool
    actions: tuple[str, ...]


class CheckForms:
    """By somebody else than whoever filled it."""

    def __init__(self, new_uow: NewUow, forms: Forms) -> None:
        self._new_uow = new_uow
        self._forms = forms

    def __call__(self, call: Call, form_id: str, etag: str, decision: str, note: str) -> str:
        """``decision``: check, close or return. Raises FormNotFound, FormOver, OwnForm, Stale, Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            form = self._forms.get(uow, form_id)
            here = form is not None and any(form.path.startswith(each) for each in ground(call))
            if form is None or not here or not call.may(CHECK, form.path):
                raise FormNotFound()
            form.must_be_current(etag)
            actor = call.actor
            if decision == "check":
                decided = form.check(actor.id, actor.name)
            elif decision == "close":
                decided = form.close(actor.id)
            else:
                decided = form.send_back(actor.id, note)
            self._forms.keep(uow, decided)
            changes = {"state": [form.state.value, decided.state.value]}
            uow.audit("population.form.decide", "form", form_id, territory=form.path, changes=changes)
            uow.commit(result=form_id)
        return form_id


class SeeForms:
    """One, some, and how many; within the ground whose register the reader sees."""

    def __init__(self, new_uow: NewUow, forms: Forms, places: Places, clock: Clock) -> None:
        self._new_uow = new_uow
        self._forms = forms
        self._places = places
        self._clock = clock

    def one(self, call: Call, form_id: str, action: str = "view") -> ShownForm:
        """Leaves an audit entry. Raises FormNotFound."""
        found = self._forms.one(form_id)
        if found is None or not any(found.path.startswith(each) for each in ground(call)):
            raise FormNotFound()
        with self._new_uow(call) as uow:
            uow.audit(f"population.form.{action}", "form", form_id, territory=found.path)
            uow.commit()
        return self._shown(call, [found])[0]

    def listed(
        self, call: Call, state: FormState | None, path: str, after: str, limit: int
    ) -> Sequence[ShownForm]:
        """The newest first."""
        self._new_uow(call)
        return self._shown(call, self._forms.page(ground(call), path, state, after, limit))

    def figures(self, call: Call, path: str) -> Mapping[str, int]:
        """Nobody is named."""
        self._new_uow(call)
        return self._forms.figures(ground(call), path)

    def _shown(self, call: Call, found: Sequence[FilledForm]) -> list[ShownForm]:
        names = self._places.place_names([each.path for each in found])
        today = today_in_china(self._clock())
        templates: dict[str, Template] = {}
        shown = []
        for each in found:
            if each.template_id not in templates:
                template = self._forms.template(each.template_id)
                assert template is not None  # templates are retired, never deleted
                templates[each.template_id] = template
            actions = tuple(
                name
                for permission, name in _ACTIONS[each.state]
                if call.may(permission, each.path) and (permission == FILL or each.filled_by != call.actor.id)
            )
            template, place = templates[each.template_id], names.get(each.path, "")
            shown.append(ShownForm(each, template, place, _overdue(each, today), actions))
        return shown


def _overdue(form: FilledForm, today: date) -> bool:
    waits = form.state in (FormState.DUE, FormState.FILLED, FormState.RETURNED)
    return waits and form.due_on is not None and form.due_on < today
