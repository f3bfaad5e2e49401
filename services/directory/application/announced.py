"""What an announcement tells: the current records behind each of the directory's events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from google.protobuf.message import Message
from sqlalchemy.engine import Connection

from services.directory.application.account_ports import AccountQuery, AccountRegistry, GrantQuery
from services.directory.application.account_views import changed
from services.directory.application.announcing import Replacement, Source, Told
from services.directory.application.buildings import building_path
from services.directory.application.grants import grant_message
from services.directory.application.messages import territory_message
from services.directory.application.ports import (
    OrganisationQuery,
    PostQuery,
    Registry,
    TerritoryQuery,
)
from services.directory.application.posts import show_posts
from services.directory.domain.territory import Territory
from services.kernel.call import system_call
from wangge.directory.v1 import events_pb2, territories_pb2

_SEE_ALL = system_call("announce")


class Further(Protocol):
    """What only announcements ask for."""

    def calendars(self, connection: Connection) -> list[str]: ...
    def replacements(self, connection: Connection) -> list[Replacement]: ...
    def reason(self, connection: Connection, path: str) -> str: ...


@dataclass(frozen=True)
class Current:
    """Reads what is current; `sources` are its events in the order in which they are told."""

    places: Registry
    accounts: AccountRegistry
    further: Further

    def sources(self) -> Mapping[str, Source]:
        """Reference data first, then places from the top, then who works there."""
        return {
            "DictionaryPublished": self._dictionaries,
            "CataloguePublished": self._catalogue,
            "WorkingCalendarChanged": self._calendars,
            "TerritoryChanged": self._territories,
            "GridsReplaced": self._replacements,
            "BuildingChanged": self._buildings,
            "OrganisationChanged": self._organisations,
            "AccountChanged": self._accounts,
            "PostChanged": self._posts,
            "GrantChanged": self._grants,
        }

    def _dictionaries(self, connection: Connection, after: str, size: int) -> Sequence[Told]:
        references = self.places.references

        def one(name: str) -> Message:
            return events_pb2.DictionaryPublished(dictionary=references.dictionary(connection, name))

        names = [each.name for each in references.dictionaries(connection)]
        return [Told(name, one(name), f"dictionary:{name}") for name in _next(names, after, size)]

    def _catalogue(self, connection: Connection, after: str, size: int) -> Sequence[Told]:
        found = self.places.references.catalogue(connection)
        if found is None or after:
            return []
        return [Told(str(found.version), events_pb2.CataloguePublished(catalogue=found), "catalogue")]

    def _calendars(self, connection: Connection, after: str, size: int) -> Sequence[Told]:
        def one(name: str) -> Message:
            calendar = self.places.references.calendar(connection, name)
            return events_pb2.WorkingCalendarChanged(calendar=calendar)

        names = self.further.calendars(connection)
        return [Told(name, one(name), f"calendar:{name}") for name in _next(names, after, size)]

    def _territories(self, connection: Connection, after: str, size: int) -> Sequence[Told]:
        """A path begins with its parent's, so the order of paths is top-down. Ended ones, too (DIR-07)."""
        store = self.places.territories
        found = store.page(connection, TerritoryQuery(with_past=True), size, after or None)
        whole = self._whole(connection, found)
        return [
            Told(each.path, events_pb2.TerritoryChanged(territory=whole[each.path]), each.code, each.path)
            for each in found
        ]

    def _replacements(self, connection: Connection, after: str, size: int) -> Sequence[Told]:
        """In the order they happened, so that records follow their ground through every change."""
        found: list[Told] = []
        for each in [each for each in self.further.replacements(connection) if each.key > after][:size]:
            known = self.places.territories.many(connection, [*each.ended, *each.created])
            whole = self._whole(connection, list(known.values()))
            ended = [path for path in each.ended if path in known]
            if not ended:
                continue
            event = events_pb2.GridsReplaced(
                ended=[whole[path] for path in ended],
                created=[whole[path] for path in each.created if path in known],
                reason=self.further.reason(connection, ended[0]),
            )
            first = known[ended[0]]
            found.append(Told(each.key, event, first.code, first.parent_path))
        return found

    def _buildings(self, connection: Connection, after: str, size: int) -> Sequence[Told]:
        scope = _SEE_ALL.scope("directory.territory.view")
        page = self.places.buildings.page(connection, scope, "", size, after, with_footprint=True)
        found: list[Told] = []
        for each in page:
            path = building_path(each)
            event = events_pb2.BuildingChanged(building=each, territory_path=path)
            found.append(Told(each.id, event, each.id, path))
        return found

    def _organisations(self, connection: Connection, after: str, size: int) -> Sequence[Told]:
        found: list[Told] = []
        for each in self.places.organisations.page(connection, OrganisationQuery(), size, after):
            place = self.places.territories.find(connection, each.territory_code)
            path = place.path if place else ""
            event = events_pb2.OrganisationChanged(organisation=each, territory_path=path)
            found.append(Told(each.id, event, each.id, path))
        return found

    def _accounts(self, connection: Connection, after: str, size: int) -> Sequence[Told]:
        scope = _SEE_ALL.scope("directory.account.view")
        page = self.accounts.accounts.page(connection, scope, AccountQuery(), size, after)
        return [Told(each.id, changed(each), each.id, each.home) for each in page]

    def _posts(self, connection: Connection, after: str, size: int) -> Sequence[Told]:
        posts = self.places.posts.page(connection, PostQuery(), size, after, self.places.clock())
        shown = show_posts(self.places, connection, posts)
        return [
            Told(
                post.id,
                events_pb2.PostChanged(
                    post=message,
                    territory_path=post.place.path,
                    also_paths=[place.path for place in post.also],
                ),
                post.id,
                post.place.path,
            )
            for post, message in zip(posts, shown, strict=True)
        ]

    def _grants(self, connection: Connection, after: str, size: int) -> Sequence[Told]:
        """Reasons, free text about a person, stay out of events."""
        scope = _SEE_ALL.scope("directory.role.view")
        found: list[Told] = []
        for grant in self.accounts.grants.page(connection, scope, GrantQuery(), size, after, ""):
            message = grant_message(grant)
            message.reason = ""
            event = events_pb2.GrantChanged(grant=message)
            found.append(Told(grant.id, event, grant.id, grant.reach.territory))
        return found

    def _whole(
        self, connection: Connection, territories: Sequence[Territory]
    ) -> dict[str, territories_pb2.Territory]:
        borders = self.places.territories.boundaries(connection, [each.path for each in territories])
        return {
            each.path: territory_message(each, boundary=borders.get(each.path, "")) for each in territories
        }


def _next(names: Sequence[str], after: str, size: int) -> list[str]:
    return [name for name in sorted(names) if name > after][:size]
