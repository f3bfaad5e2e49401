"""The search index as commands see it."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from services.cases.adapters import search
from services.cases.domain.case import Case
from services.kernel.persistence.unit_of_work import UnitOfWork


class CaseIndex:
    """Indexes title, content, address and number."""

    def add(self, uow: UnitOfWork, case: Case) -> None:
        """Index a new case."""
        search.insert_terms(uow, case.id, self._terms(case), case.grid_path)

    def replace(self, connection: Connection, case: Case) -> None:
        """Index it again."""
        search.replace_terms(connection, case.id, self._terms(case))

    @staticmethod
    def _terms(case: Case) -> list[str]:
        content = case.content[: search.MOST_CHARACTERS]
        return search.terms_of(case.number, case.title, content, case.address)
