"""Guides to tell residents: edited in the office, read on the phone, every version kept (FLD-12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from services.field.application.help_ports import Guides, KeptVersion, WantedGuides
from services.field.application.ports import NewUow, People
from services.field.application.reach import reach_of
from services.field.domain.guide import Category, Guide
from services.field.domain.help_refusals import GuideNotFound
from services.field.domain.refusals import Stale
from services.kernel.call import Call
from services.kernel.types import Clock, NewId
from wangge.field.v1 import events_pb2

EDIT = "field.guide.edit"
_CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class ShownGuide:
    """A guide with the name of its place; ``versions`` for those who may edit it."""

    guide: Guide
    territory_name: str
    versions: Sequence[KeptVersion] = ()


class PutGuide:
    """New without an id, changed with id and etag."""

    def __init__(self, new_uow: NewUow, guides: Guides, people: People, new_id: NewId) -> None:
        self._new_uow = new_uow
        self._guides = guides
        self._people = people
        self._new_id = new_id

    def __call__(self, call: Call, wanted: Guide, etag: str) -> ShownGuide:
        """Raises Invalid for what cannot be, GuideNotFound, Stale, PermissionDenied."""
        call.require(EDIT, wanted.territory_path)
        wanted.check()
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                known = self._guides.in_uow(uow, first)
                assert known is not None
                return self._shown(known)
            version = 1
            if wanted.id:
                before = self._guides.in_uow(uow, wanted.id)
                if before is None or not call.may(EDIT, before.territory_path):
                    raise GuideNotFound()
                if etag != str(before.version):
                    raise Stale()
                version = before.version + 1
            kept = replace(wanted, id=wanted.id or self._new_id(), version=version, updated_at=uow.now)
            self._guides.put(uow, kept, call.actor.id, call.actor.name)
            event = events_pb2.GuideChanged(
                guide_id=kept.id,
                territory_path=kept.territory_path,
                version=version,
                published=kept.published,
            )
            uow.record(event, aggregate=kept.id, territory=kept.territory_path)
            changes = {"version": [version - 1, version], "published": ["", kept.published]}
            uow.audit("field.guide.put", "guide", kept.id, territory=kept.territory_path, changes=changes)
            uow.commit(result=kept.id)
        return self._shown(kept)

    def _shown(self, guide: Guide) -> ShownGuide:
        name = self._people.place_name(guide.territory_path)
        return ShownGuide(guide, name, self._guides.versions(guide.id))


class GetGuide:
    """Published and in effect for everybody whom it concerns; all versions for its editors."""

    def __init__(self, guides: Guides, people: People, clock: Clock) -> None:
        self._guides = guides
        self._people = people
        self._clock = clock

    def __call__(self, call: Call, guide_id: str, version: int = 0) -> ShownGuide:
        """Raises GuideNotFound."""
        newest = self._guides.find(guide_id)
        if newest is None:
            raise GuideNotFound()
        edits = call.may(EDIT, newest.territory_path)
        today = self._clock().astimezone(_CHINA).date()
        if not edits:
            readable = newest.published and newest.holds_on(today)
            if version not in (0, newest.version) or not readable:
                raise GuideNotFound()
            if not reach_of(call).holds(newest.territory_path):
                raise GuideNotFound()
        found = self._guides.find(guide_id, version) if version else newest
        if found is None:
            raise GuideNotFound()
        versions = self._guides.versions(guide_id) if edits else ()
        return ShownGuide(found, self._people.place_name(found.territory_path), versions)


class ListGuides:
    """What the phone keeps for when there is no network, and what the office edits."""

    def __init__(self, guides: Guides, people: People, clock: Clock) -> None:
        self._guides = guides
        self._people = people
        self._clock = clock

    def __call__(
        self,
        call: Call,
        words: str = "",
        category: Category | None = None,
        *,
        all_of_them: bool = False,
        after: tuple[int, str, str] | None = None,
        limit: int = 200,
    ) -> list[ShownGuide]:
        """Up to ``limit``, by category and title. Raises PermissionDenied for all without the right."""
        if all_of_them:
            call.require(EDIT)
        reach = reach_of(call, EDIT) if all_of_them else reach_of(call)
        if all_of_them:
            reach = replace(reach, above=())
        on = "" if all_of_them else self._clock().astimezone(_CHINA).date().isoformat()
        found = self._guides.page(WantedGuides(reach, on, words.strip().lower(), category), after, limit)
        names = {path: self._people.place_name(path) for path in {each.territory_path for each in found}}
        return [ShownGuide(each, names[each.territory_path]) for each in found]
