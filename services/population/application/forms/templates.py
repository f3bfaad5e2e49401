"""Templates come to be in versions, and are retired."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from services.kernel.call import Call, system_call
from services.kernel.types import NewId
from services.population.application.forms.ports import EDIT, FILL, Forms, Places
from services.population.application.ports import NewUow
from services.population.application.room import today_in_china
from services.population.domain.forms import layout as layouts
from services.population.domain.forms.forms import FilledForm, Template
from services.population.domain.forms.periods import Level, Period, due_on, key_of
from services.population.domain.refusals import TemplateNotFound


class Templates:
    """What is asked for, by whom, how often."""

    def __init__(self, new_uow: NewUow, forms: Forms, new_id: NewId) -> None:
        self._new_uow = new_uow
        self._forms = forms
        self._new_id = new_id

    def save(
        self,
        call: Call,
        code: str,
        title: str,
        period: Period,
        level: Level,
        due_day: int,
        path: str,
        layout: layouts.Layout,
    ) -> str:
        """The code. Raises PermissionDenied, TemplateNotFound (the code is another place's), Invalid."""
        call.require(EDIT, path)
        cells = layouts.checked(layout)
        layouts.items_of(cells)
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self._forms.newest(code)
            if before is not None and not call.may(EDIT, before.path):
                raise TemplateNotFound()
            made = Template(
                id=self._new_id(),
                code=code,
                version=before.version + 1 if before is not None else 1,
                title=title,
                period=period,
                level=level,
                due_day=due_day,
                path=path,
                layout=cells,
                made_by_name=call.actor.name,
                made_at=uow.now,
            )
            self._forms.add_template(uow, made)
            changes = {"version": [made.version - 1, made.version]}
            uow.audit("population.template.save", "template", code, territory=path, changes=changes)
            uow.commit(result=code)
        return code

    def retire(self, call: Call, code: str) -> str:
        """The code; forms that were filled stay. Raises TemplateNotFound."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            found = self._forms.newest(code)
            if found is None or not call.may(EDIT, found.path):
                raise TemplateNotFound()
            self._forms.retire(uow, code)
            uow.audit("population.template.retire", "template", code, territory=found.path)
            uow.commit(result=code)
        return code

    def one(self, call: Call, code: str) -> Template:
        """Raises TemplateNotFound."""
        found = self._forms.newest(code)
        if found is None or not _asked_of(call, found):
            raise TemplateNotFound()
        return found

    def listed(self, call: Call) -> Sequence[Template]:
        """Those that are asked for somewhere in the caller's ground."""
        return [each for each in self._forms.templates() if _asked_of(call, each)]


class AskForForms:
    """Makes the forms that are due, one for each territory and period."""

    def __init__(self, new_uow: NewUow, forms: Forms, places: Places, new_id: NewId) -> None:
        self._new_uow = new_uow
        self._forms = forms
        self._places = places
        self._new_id = new_id

    def __call__(self, now: datetime) -> int:
        """How many are new."""
        today = today_in_china(now)
        made = 0
        for template in self._forms.templates():
            if template.retired or template.period is Period.NONE:
                continue
            key = key_of(template.period, today)
            known = self._forms.known(template.code, key)
            with self._new_uow(system_call("timer")) as uow:
                for path, _ in self._places.below(template.path, template.level.width):
                    if path not in known:
                        self._forms.add(uow, new_form(template, path, key, self._new_id(), now))
                        made += 1
                uow.commit()
        return made


def new_form(template: Template, path: str, period_key: str, form_id: str, now: datetime) -> FilledForm:
    """Nothing stands in it yet."""
    due = due_on(template.period, today_in_china(now), template.due_day)
    return FilledForm(form_id, template.id, template.code, path, period_key or form_id, due, now)


def _asked_of(call: Call, template: Template) -> bool:
    paths = {*call.scope(FILL).paths, *call.scope(EDIT).paths}
    return any(each.startswith(template.path) or template.path.startswith(each) for each in paths)
