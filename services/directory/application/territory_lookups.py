"""What every command about places begins and ends with: finding, checking entries, telling, showing."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.engine import Connection

from services.directory.application.messages import territory_message
from services.directory.application.ports import Registry
from services.directory.domain.levels import (
    Level,
)
from services.directory.domain.refusals import (
    TerritoryEnded,
    TerritoryUnknown,
)
from services.directory.domain.size_rules import SizeRule
from services.directory.domain.staff_rules import StaffRule
from services.directory.domain.territory import Territory
from services.kernel.errors import Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from wangge.directory.v1 import events_pb2, territories_pb2

EDIT, VIEW = "directory.territory.edit", "directory.territory.view"


def get_territory(registry: Registry, connection: Connection, code: str, *, valid: bool = False) -> Territory:
    """Raises TerritoryUnknown, or TerritoryEnded when only valid ones will do."""
    found = registry.territories.find(connection, code)
    if found is None:
        raise TerritoryUnknown(code=code)
    if valid and found.ended:
        raise TerritoryEnded(name=found.name)
    return found


def size_rules(registry: Registry, connection: Connection) -> dict[str, SizeRule]:
    """The rules in force, by code; none before the reference data is there."""
    dictionary = registry.references.dictionary(connection, "size_rule")
    entries = dictionary.entries if dictionary else []
    return {
        entry.code: SizeRule.from_attributes(entry.code, entry.attributes)
        for entry in entries
        if not entry.retired
    }


def staff_rules(registry: Registry, connection: Connection) -> list[StaffRule]:
    """The staff ratios in force (DIR-05); none before the reference data is there."""
    dictionary = registry.references.dictionary(connection, "staff_rule")
    entries = dictionary.entries if dictionary else []
    return [StaffRule.from_attributes(entry.code, entry.attributes) for entry in entries if not entry.retired]


def check_entry(registry: Registry, connection: Connection, dictionary: str, code: str, field: str) -> None:
    """Raises Invalid on ``field`` unless ``code`` is a living entry of the dictionary, or empty."""
    if not code:
        return
    found = registry.references.dictionary(connection, dictionary)
    if found is None or not any(entry.code == code and not entry.retired for entry in found.entries):
        raise Invalid.one(field, "directory.entry_unknown", dictionary=dictionary, value=code[:60])


def announce(registry: Registry, uow: UnitOfWork, territory: Territory, *, border: str | None = None) -> None:
    """Tell the others the whole territory with its border, which is looked up unless given."""
    if border is None:
        border = registry.territories.boundary(uow.connection, territory.path)
    message = territory_message(territory, boundary=border)
    event = events_pb2.TerritoryChanged(territory=message)
    uow.record(event, aggregate=territory.code, territory=territory.path)


def present(
    registry: Registry,
    connection: Connection,
    territories: Sequence[Territory],
    *,
    with_boundary: bool = False,
) -> list[territories_pb2.Territory]:
    """The territories with who is in charge, whether anything lies below, and borders when asked for."""
    store = registry.territories
    paths = [each.path for each in territories]
    parents = store.parents_among(connection, paths)
    borders = store.boundaries(connection, paths) if with_boundary else {}
    grids = [each.path for each in territories if each.level is Level.GRID]
    heads = registry.posts.heads(connection, grids)
    named = {each.path: each.details.post_in_charge or heads.get(each.path, "") for each in territories}
    posts = registry.posts.many(connection, [post for post in named.values() if post])
    now = registry.clock()
    holding = {post.id: [holder.account_id for holder in post.current(now)] for post in posts.values()}
    cards = registry.accounts.cards(connection, [id for ids in holding.values() for id in ids])
    people = {post: "、".join(cards[id].name for id in ids if id in cards) for post, ids in holding.items()}
    return [
        territory_message(
            each,
            boundary=borders.get(each.path, ""),
            has_children=each.path in parents,
            post=named[each.path],
            person=people.get(named[each.path], ""),
        )
        for each in territories
    ]
