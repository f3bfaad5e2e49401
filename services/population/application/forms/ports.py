"""What forms need of the world outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from services.kernel.call import Call, Scope
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application import sight
from services.population.domain.dossier import Dossier
from services.population.domain.forms.forms import FilledForm, FormState, Template
from services.population.domain.forms.layout import Where
from services.population.domain.records import Dwelling

FILL = "population.form.fill"
EDIT = "population.form.edit"
CHECK = "population.form.check"
MOST_LINES = 2000


class Forms(Protocol):
    """Templates and forms; what forms say is sealed."""

    def newest(self, code: str) -> Template | None:
        """The newest version, retired or not."""

    def template(self, template_id: str) -> Template | None: ...
    def templates(self) -> Sequence[Template]:
        """The newest version of each code, by code."""

    def add_template(self, uow: UnitOfWork, template: Template) -> None: ...
    def retire(self, uow: UnitOfWork, code: str) -> None: ...

    def get(self, uow: UnitOfWork, form_id: str) -> FilledForm | None:
        """Locked until the transaction ends."""

    def one(self, form_id: str) -> FilledForm | None: ...
    def of_period(self, uow: UnitOfWork, code: str, path: str, period_key: str) -> FilledForm | None: ...
    def known(self, code: str, period_key: str) -> set[str]:
        """Paths that have a form of that period."""

    def add(self, uow: UnitOfWork, form: FilledForm) -> None: ...
    def keep(self, uow: UnitOfWork, form: FilledForm) -> None: ...
    def page(
        self, paths: Sequence[str], path: str, state: FormState | None, after: str, limit: int
    ) -> Sequence[FilledForm]:
        """Newest first."""

    def figures(self, paths: Sequence[str], path: str) -> Mapping[str, int]: ...


class Facts(Protocol):
    """What the register answers."""

    def count(self, what: str, path: str, where: Where, today: date) -> int:
        """People, households or dwellings of a place; somebody with two residences counts once (POP-04)."""

    def people(self, scope: Scope, path: str, where: Where, today: date, limit: int) -> Sequence[Dossier]:
        """Each once, by place and name."""

    def dwellings(self, scope: Scope, path: str, where: Where, limit: int) -> Sequence[Dwelling]: ...


class Places(Protocol):
    """Names and territories."""

    def place_name(self, path: str) -> str: ...
    def place_names(self, paths: Sequence[str]) -> dict[str, str]: ...
    def below(self, path: str, width: int) -> list[tuple[str, str]]: ...


def ground(call: Call) -> tuple[str, ...]:
    """Where the caller fills or checks forms and sees the register."""
    seen = call.scope(sight.VIEW).paths
    work = {*call.scope(FILL).paths, *call.scope(CHECK).paths}
    met = {max(a, b, key=len) for a in work for b in seen if a.startswith(b) or b.startswith(a)}
    return tuple(each for each in sorted(met) if not any(each != o and each.startswith(o) for o in met))
