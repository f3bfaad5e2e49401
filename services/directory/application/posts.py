"""Posts as they are: found, shown with their holders, told to others (DIR-13 to DIR-18)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.engine import Connection

from services.directory.application.messages import moment, organisation_kind, post_message
from services.directory.application.organisations import get_organisation
from services.directory.application.paging import after_key, page_size, token_after
from services.directory.application.ports import PostQuery, Registry
from services.directory.application.reference import COMMON
from services.directory.application.territory_lookups import get_territory
from services.directory.domain.calendars import calendar_from
from services.directory.domain.duty_hours import DutyMoment, duty_moment
from services.directory.domain.post import Post
from services.directory.domain.refusals import BoardsForResidents, PostUnknown
from services.directory.domain.rights import unit_of
from services.kernel.call import Call, Realm
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.worktime import WorkCalendar
from wangge.directory.v1 import events_pb2, organisations_pb2

EDIT = "directory.post.edit"


def get_post(registry: Registry, connection: Connection, id: str) -> Post:
    """Raises PostUnknown."""
    found = registry.posts.find(connection, id)
    if found is None:
        raise PostUnknown(id=id)
    return found


def show_posts(
    registry: Registry, connection: Connection, posts: Sequence[Post], *, with_past: bool = False
) -> list[organisations_pb2.Post]:
    """Posts with the names of their holders."""
    now = registry.clock()
    ids = [holder.account_id for post in posts for holder in post.holders]
    cards = registry.accounts.cards(connection, ids)
    return [post_message(post, cards, now, with_past=with_past) for post in posts]


def duty_moment_at(registry: Registry, connection: Connection, at: datetime) -> DutyMoment:
    """The moment as duty hours are asked about it, by the common working calendar."""
    known = registry.references.calendar(connection, COMMON)
    calendar = WorkCalendar()
    if known is not None:
        calendar = calendar_from(known.hours, [(day.date, day.working) for day in known.days])
    return duty_moment(at, calendar)


def note_duty(
    registry: Registry,
    connection: Connection,
    posts: Sequence[Post],
    shown: Sequence[organisations_pb2.Post],
    at: datetime,
) -> None:
    """Mark those of the shown posts that are on duty at ``at`` (CASE-06)."""
    if not any(post.duty_hours for post in posts):
        return
    known = duty_moment_at(registry, connection, at)
    for post, message in zip(posts, shown, strict=True):
        message.on_duty = post.on_duty(at, known)


def announce_post(registry: Registry, uow: UnitOfWork, post: Post) -> None:
    """Tell the others the whole post with those who hold it now."""
    event = events_pb2.PostChanged(
        post=show_posts(registry, uow.connection, [post])[0],
        territory_path=post.place.path,
        also_paths=[place.path for place in post.also],
    )
    uow.record(event, aggregate=post.id, territory=post.place.path)


def rights_of_post(registry: Registry, connection: Connection, post: Post) -> set[tuple[str, str, str]]:
    """What whoever holds the post may do: (role, territory path, organisation it is limited to)."""
    unit = ""
    if post.organisation_id:
        organisation = get_organisation(registry, connection, post.organisation_id)
        unit = unit_of(organisation.id, organisation_kind(organisation.kind))
    return {(role, place.path, unit) for role in post.roles for place in post.places}


def require_staff(call: Call) -> None:
    """Refuse residents: posts name people beyond those on the public boards. Raises BoardsForResidents."""
    if call.actor.realm is Realm.RESIDENT:
        raise BoardsForResidents()


def require_to_give(
    registry: Registry, connection: Connection, call: Call, rights: Iterable[tuple[str, str, str]]
) -> None:
    """Refuse to give by a post what the caller does not hold itself (DIR-26). Raises NotYoursToGive."""
    for role, path, unit in sorted(rights):
        registry.giving(connection, call, [role], [path], unit)


def require_in_organisation(registry: Registry, connection: Connection, call: Call, id: str) -> None:
    """Who holds a post of an organisation sees what was routed to it: its place must be the caller's too."""
    if id:
        organisation = get_organisation(registry, connection, id)
        path = get_territory(registry, connection, organisation.territory_code).path
        call.require(EDIT, path, unit=id)


@dataclass(frozen=True)
class GetPost:
    """One post with everybody who ever held it; past terms have an end in the past."""

    registry: Registry

    def __call__(self, call: Call, id: str) -> organisations_pb2.Post:
        """Raises PostUnknown, BoardsForResidents."""
        require_staff(call)
        with self.registry.read() as connection:
            post = get_post(self.registry, connection, id)
            shown = show_posts(self.registry, connection, [post], with_past=True)
            note_duty(self.registry, connection, [post], shown, self.registry.clock())
            return shown[0]


@dataclass(frozen=True)
class ListPosts:
    """Posts that work in a territory, with those who hold them now; or those on duty at a moment."""

    registry: Registry

    def __call__(
        self, call: Call, request: organisations_pb2.ListPostsRequest
    ) -> organisations_pb2.ListPostsResponse:
        """Raises TerritoryUnknown, BoardsForResidents."""
        require_staff(call)
        size, registry = page_size(request.page_size), self.registry
        fields = (request.territory_code, request.deep, request.organisation_id, request.kind)
        duty_at = moment(request, "on_duty_at")
        named = " ".join(request.name_contains.split())
        asked = repr((*fields, request.only_vacant, request.skill, duty_at, request.holder_id, named))
        at = duty_at or registry.clock()
        with registry.read() as connection:
            path = None
            if request.territory_code:
                path = get_territory(registry, connection, request.territory_code).path
            query = PostQuery(
                path,
                request.deep,
                request.organisation_id,
                request.kind,
                request.only_vacant,
                request.skill,
                duty_moment_at(registry, connection, at) if duty_at else None,
                request.holder_id,
                named,
            )
            after = after_key(request.page_token, asked)
            found = registry.posts.page(connection, query, size + 1, after, at)
            shown = show_posts(registry, connection, found[:size])
            note_duty(registry, connection, found[:size], shown, at)
        token = token_after(found[size - 1].id, asked) if len(found) > size else ""
        return organisations_pb2.ListPostsResponse(posts=shown, next_page_token=token)
