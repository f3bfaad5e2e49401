"""Lists of cards and rentals with the names around them; each answer within the caller's sight."""

from __future__ import annotations

from collections.abc import Sequence

from services.kernel.call import Call
from services.kernel.types import Clock
from services.population.application.incomers import cards as of_cards
from services.population.application.incomers import rentals as of_rentals
from services.population.application.incomers.ports import CardStore, RentalStore
from services.population.application.ports import NewUow, Places
from services.population.application.room import today_in_china
from services.population.application.views.ports import Reader
from services.population.application.views.view import Names, View
from services.population.application.worksites.ports import WorksiteStore
from services.population.domain.cards import Card, CardState, Channel
from services.population.domain.dossier import Dossier
from services.population.domain.records import Dwelling
from services.population.domain.renting import Rental, RentalState


def paths_of(call: Call, permission: str, path: str) -> list[str]:
    """The caller's places below ``path``, or ``path`` itself where it lies within them."""
    granted = call.scope(permission).paths
    if any(path.startswith(each) for each in granted):
        return [path]
    return [each for each in granted if each.startswith(path)]


class ShowCards(View):
    """Cards with their people."""

    def __init__(
        self,
        reader: Reader,
        places: Places,
        new_uow: NewUow,
        clock: Clock,
        cards: CardStore,
        worksites: WorksiteStore,
    ) -> None:
        super().__init__(reader, places, new_uow, clock)
        self._cards = cards
        self._worksites = worksites

    def page(
        self,
        call: Call,
        path: str,
        state: CardState | None,
        after: Sequence[str] | None,
        limit: int,
        worksite_id: str = "",
    ) -> Sequence[Card]:
        """By place; the reading is logged."""
        found = self._cards.page(paths_of(call, of_cards.EDIT, path), state, after, limit, worksite_id)
        self.read(call, "cards.list", "territory", path, path)
        return found

    def of_people(self, call: Call, person_ids: Sequence[str]) -> Sequence[Card]:
        """Of these people, as far as they are in sight; each reading is logged with the person."""
        found = self._cards.of_people(paths_of(call, of_cards.EDIT, ""), person_ids)
        for each in found:
            self.read(call, "person.view", "person", each.person_id, each.path)
        return found

    def people(self, cards: Sequence[Card]) -> tuple[dict[str, Dossier], Names]:
        """Whose they are, by person, and the names around them."""
        dossiers = self._reader.dossiers([each.person_id for each in cards])
        return dossiers, self.names(*dossiers.values())

    def by_channel(self, call: Call, path: str) -> dict[Channel, int]:
        """How many of those who did not leave were signed in by which channel (POP-17)."""
        self.read(call, "cards.count", "territory", path, path)
        return self._cards.by_channel(paths_of(call, of_cards.EDIT, path))

    def worksites(self, cards: Sequence[Card]) -> dict[str, str]:
        """Names of the worksites they work at."""
        return self._worksites.names([each.worksite_id for each in cards if each.worksite_id])

    def valid(self, code: str) -> bool:
        """Whether the card with this code is; nothing else is told, and nothing is asked of who looks."""
        card = self._cards.by_code(code)
        return card is not None and card.valid(today_in_china(self._clock()))


class ShowRentals(View):
    """Rented dwellings with their addresses and how many live there."""

    def __init__(
        self, reader: Reader, places: Places, new_uow: NewUow, clock: Clock, rentals: RentalStore
    ) -> None:
        super().__init__(reader, places, new_uow, clock)
        self._rentals = rentals

    def page(
        self, call: Call, path: str, state: RentalState | None, after: Sequence[str] | None, limit: int
    ) -> Sequence[Rental]:
        """By place; the reading is logged."""
        found = self._rentals.page(paths_of(call, of_rentals.EDIT, path), state, after, limit)
        self.read(call, "rentals.list", "territory", path, path)
        return found

    def of_home(self, call: Call, dwelling_id: str) -> Sequence[Rental]:
        """Of a dwelling in sight, the one that goes on first; the reading is logged."""
        found = self._rentals.of_home(paths_of(call, of_rentals.EDIT, ""), dwelling_id)
        for each in found[:1]:
            self.read(call, "dwelling.view", "dwelling", dwelling_id, each.path)
        return found

    def around(
        self, rentals: Sequence[Rental]
    ) -> tuple[dict[str, Dwelling], dict[str, str], dict[str, tuple[int, int]]]:
        """Their dwellings, names of places by path, and people and households by dwelling."""
        ids = [each.dwelling_id for each in rentals]
        return (
            self._reader.dwellings(ids),
            self._places.place_names(each.path for each in rentals),
            self._reader.sizes(ids),
        )
