"""Setting posts up and changing them; a post gives no more than its maker holds (DIR-13 to DIR-15, 26)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from services.directory.application.organisations import get_organisation
from services.directory.application.ports import Registry
from services.directory.application.posts import (
    EDIT,
    announce_post,
    get_post,
    require_in_organisation,
    require_to_give,
    rights_of_post,
    show_posts,
)
from services.directory.application.rosters import slots_of
from services.directory.application.territory_lookups import check_entry, get_territory
from services.directory.domain.duty_hours import DutySlot
from services.directory.domain.levels import Level
from services.directory.domain.post import Place, Post
from services.directory.domain.refusals import GridHasHead, OwnAppointment
from services.kernel.call import Call
from services.kernel.errors import Invalid
from wangge.directory.v1 import organisations_pb2


def _post_of(registry: Registry, connection: Connection, wanted: organisations_pb2.Post, call: Call) -> Post:
    """The post as wanted, without holders; the caller needs the right in each of its territories."""
    if not wanted.title.strip() or len(wanted.title) > 60:
        raise Invalid.one("post.title", "directory.name_needed", most=60)
    if not wanted.kind:
        raise Invalid.one("post.kind", "kernel.required")
    places: list[Place] = []
    for number, code in enumerate([wanted.territory_code, *wanted.also_territories]):
        territory = get_territory(registry, connection, code, valid=True)
        call.require(EDIT, territory.path)
        if wanted.accountable and territory.level is not Level.GRID:
            field = "post.territory_code" if number == 0 else f"post.also_territories[{number - 1}]"
            raise Invalid.one(field, "directory.accountable_needs_grid", name=territory.name)
        if (place := Place(territory.code, territory.path)) not in places:
            places.append(place)
    check_entry(registry, connection, "post_kind", wanted.kind, "post.kind")
    if wanted.organisation_id:
        get_organisation(registry, connection, wanted.organisation_id)
    if wanted.roster_slot:
        template, _, slot = wanted.roster_slot.partition(".")
        check_entry(registry, connection, "roster_template", template, "post.roster_slot")
        if slot not in {code for code, _, _ in slots_of(registry, connection, template)}:
            raise Invalid.one("post.roster_slot", "directory.slot_unknown", slot=wanted.roster_slot[:60])
    return Post(
        id=wanted.id,
        title=wanted.title.strip(),
        kind=wanted.kind,
        place=places[0],
        organisation_id=wanted.organisation_id,
        roles=tuple(dict.fromkeys(wanted.roles)),
        accountable=wanted.accountable,
        also=tuple(places[1:]),
        roster_slot=wanted.roster_slot,
        duties=tuple(wanted.duties),
        skills=tuple(dict.fromkeys(wanted.skills)),
        work_phone=wanted.work_phone[:40],
        on_notice_board=wanted.on_notice_board,
        duty_hours=tuple(
            DutySlot.read(
                slot.weekday, slot.begin, slot.end, slot.working_days_only, f"post.duty_hours[{number}]"
            )
            for number, slot in enumerate(wanted.duty_hours)
        ),
    )


def _one_head_each(registry: Registry, connection: Connection, post: Post) -> None:
    if not post.accountable:
        return
    heads = registry.posts.heads(connection, [place.path for place in post.places])
    for path, other in sorted(heads.items()):
        if other != post.id:
            raise GridHasHead(grid=path)


@dataclass(frozen=True)
class CreatePost:
    """Sets up a post; nobody holds it yet."""

    registry: Registry

    def __call__(self, call: Call, wanted: organisations_pb2.Post) -> organisations_pb2.Post:
        """Its roles are rights of the caller over all its territories, or they are refused (DIR-26).

        Raises GridHasHead for a second accountable head (DIR-14), NotYoursToGive, RoleNotFound,
        PermissionDenied, TerritoryUnknown, Invalid.
        """
        registry = self.registry
        with registry.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return show_posts(registry, uow.connection, [get_post(registry, uow.connection, first)])[0]
            post = replace(_post_of(registry, uow.connection, wanted, call), id=registry.new_id())
            require_in_organisation(registry, uow.connection, call, post.organisation_id)
            require_to_give(registry, uow.connection, call, rights_of_post(registry, uow.connection, post))
            _one_head_each(registry, uow.connection, post)
            registry.posts.put(uow.connection, post, True)
            announce_post(registry, uow, post)
            changes = {
                "title": ["", post.title],
                "roles": [[], list(post.roles)],
                "territories": [[], [place.code for place in post.places]],
                "organisation": ["", post.organisation_id],
            }
            uow.audit(EDIT, "post", post.id, territory=post.place.path, changes=changes)
            shown = show_posts(registry, uow.connection, [post])[0]
            uow.commit(result=post.id)
        return shown


@dataclass(frozen=True)
class UpdatePost:
    """Replaces what is said about a post; holders come and go by `AppointHolder` and `VacatePost`."""

    registry: Registry

    def __call__(self, call: Call, wanted: organisations_pb2.Post) -> organisations_pb2.Post:
        """What the post gives beyond before must be the caller's to give, and not to oneself (DIR-26).

        Raises PostUnknown, Stale, GridHasHead, PostTaken, OwnAppointment, NotYoursToGive, RoleNotFound,
        PermissionDenied, Invalid.
        """
        registry = self.registry
        with registry.new_uow(call) as uow:
            before = get_post(registry, uow.connection, wanted.id)
            for place in before.places:
                call.require(EDIT, place.path)
            before.must_be_version(wanted.etag)
            fresh = _post_of(registry, uow.connection, wanted, call)
            after = replace(fresh, holders=before.holders, version=before.version + 1)
            held = before.current(uow.now)
            elsewhere = after.organisation_id != before.organisation_id
            if elsewhere:
                require_in_organisation(registry, uow.connection, call, after.organisation_id)
            more = rights_of_post(registry, uow.connection, after)
            more -= rights_of_post(registry, uow.connection, before)
            require_to_give(registry, uow.connection, call, more)
            wider = more or elsewhere or set(after.places) - set(before.places)
            if wider and any(holder.account_id == call.actor.id for holder in held):
                raise OwnAppointment(title=before.title)
            if after.accountable and len(held) > 1:
                raise Invalid.one("post.accountable", "directory.head_is_one_person")
            _one_head_each(registry, uow.connection, after)
            registry.posts.put(uow.connection, after, False)
            announce_post(registry, uow, after)
            changes: dict[str, object] = {
                "title": [before.title, after.title],
                "roles": [list(before.roles), list(after.roles)],
                "accountable": [before.accountable, after.accountable],
                "territories": [[p.code for p in before.places], [p.code for p in after.places]],
                "organisation": [before.organisation_id, after.organisation_id],
            }
            uow.audit(EDIT, "post", after.id, territory=after.place.path, changes=changes)
            shown = show_posts(registry, uow.connection, [after])[0]
            uow.commit()
        return shown
