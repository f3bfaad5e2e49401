"""Looking people up by whatever is known of them; every search is audited, never with what was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from services.kernel.call import Call, Scope
from services.kernel.types import Clock
from services.population.application import sight
from services.population.application.ports import NewUow, Places
from services.population.application.views.ports import Reader
from services.population.application.views.view import Names, View
from services.population.domain.asked import Asked, asked_of
from services.population.domain.dossier import Dossier


class Finder(Protocol):
    """Finds people by what was asked."""

    def find(
        self, scope: Scope, path: str, asked: Asked, after: Any, limit: int, *, with_former: bool
    ) -> Sequence[Any]:
        """Up to ``limit`` hits with person_id, found_by and place, the best first, after that place."""


class SearchPeople(View):
    """See the module (FLD-07, POP-10)."""

    def __init__(
        self,
        reader: Reader,
        places: Places,
        new_uow: NewUow,
        clock: Clock,
        finder: Finder,
        digest: Callable[[str], str],
    ) -> None:
        super().__init__(reader, places, new_uow, clock)
        self._finder = finder
        self._digest = digest

    def __call__(
        self, call: Call, query: str, path: str, after: Any, limit: int, *, with_former: bool = False
    ) -> tuple[list[tuple[Any, Dossier]], Names]:
        """Hits with the records of whoever was found. Leaves one audit entry for the page."""
        asked = asked_of(query)
        hits: Sequence[Any] = ()
        if not asked.empty:
            scope = call.scope(sight.VIEW)
            hits = self._finder.find(scope, path, asked, after, limit, with_former=with_former)
        dossiers = self._reader.dossiers([each.person_id for each in hits])
        with self._new_uow(call) as uow:
            uow.audit(
                "population.people.search",
                "territory",
                path or "all",
                territory=path,
                changes={"query": ["", self._digest(query)], "found": ["", len(hits)]},
            )
            uow.commit()
        found = [(each, dossiers[each.person_id]) for each in hits if each.person_id in dossiers]
        return found, self.names(*(dossier for _, dossier in found))
