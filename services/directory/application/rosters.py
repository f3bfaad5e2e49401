"""Rosters: the slots a template asks for in a territory and who fills them (DIR-15)."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from services.directory.application.ports import Registry
from services.directory.application.posts import note_duty, require_staff, show_posts
from services.directory.application.territory_lookups import check_entry, get_territory
from services.directory.domain.refusals import DictionaryUnknown
from services.kernel.call import Call
from wangge.directory.v1 import organisations_pb2


def slots_of(registry: Registry, connection: Connection, template: str) -> list[tuple[str, str, str]]:
    """(code, title, who is eligible) of a roster template's slots; entries of "roster_slot" below it."""
    dictionary = registry.references.dictionary(connection, "roster_slot")
    if dictionary is None:
        raise DictionaryUnknown(name="roster_slot")
    found = []
    for entry in dictionary.entries:
        if entry.parent_code == template and not entry.retired:
            eligible = str(json.loads(entry.attributes or "{}").get("eligible", ""))
            found.append((entry.code.partition(".")[2] or entry.code, entry.title_zh, eligible))
    return found


@dataclass(frozen=True)
class GetRoster:
    """The slots of a roster template in a territory and who fills them, and who is on duty now."""

    registry: Registry

    def __call__(self, call: Call, territory_code: str, template: str) -> organisations_pb2.Roster:
        """A slot is filled when somebody holds a post in it. Raises TerritoryUnknown, Invalid."""
        require_staff(call)
        registry, now = self.registry, self.registry.clock()
        with registry.read() as connection:
            territory = get_territory(registry, connection, territory_code)
            check_entry(registry, connection, "roster_template", template, "template")
            slots = slots_of(registry, connection, template)
            posts = registry.posts.in_places(connection, [territory.path])
            messages = show_posts(registry, connection, posts)
            note_duty(registry, connection, posts, messages, now)
            shown = {message.id: message for message in messages}
        roster = organisations_pb2.Roster(territory_code=territory.code, template=template)
        for code, title, eligible in slots:
            here = [post for post in posts if post.roster_slot == f"{template}.{code}"]
            roster.slots.add(
                code=code,
                title=title,
                eligible=eligible,
                posts=[shown[post.id] for post in here],
                filled=any(post.current(now) for post in here),
                on_duty=any(shown[post.id].on_duty for post in here),
            )
        return roster
