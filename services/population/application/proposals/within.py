"""A transaction inside another one: a command of the register joins the decision that carries it out."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from services.kernel.persistence.unit_of_work import UnitOfWork


class Within(UnitOfWork):
    """The outer transaction under another name: it neither begins nor commits nor remembers a request."""

    def __init__(self, outer: UnitOfWork) -> None:
        self._outer = outer
        self.call = outer.call
        self.now = outer.now

    def __enter__(self) -> Self:
        outer = self._outer
        self._database, self._new_id = outer._database, outer._new_id
        self._connection, self._writes = outer._connection, outer._writes
        self._events, self._audit = outer._events, outer._audit
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def replayed(self) -> str | None:
        """The outer transaction was asked before."""
        return None

    def commit(self, result: str = "") -> None:
        """The outer transaction does."""
