"""Who holds a post: appointed, vacated, run out (DIR-13, DIR-15, DIR-26)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from services.directory.application.messages import moment
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
from services.directory.domain.post import Holder
from services.directory.domain.refusals import AccountNotUsable, OwnAppointment
from services.kernel.call import Call, system_call
from wangge.directory.v1 import organisations_pb2


@dataclass(frozen=True)
class AppointHolder:
    """Puts an account on a post; never one's own (DIR-13, DIR-15, DIR-26)."""

    registry: Registry

    def __call__(self, call: Call, request: organisations_pb2.AppointHolderRequest) -> organisations_pb2.Post:
        """To appoint is to give the post's roles: they must be the caller's to give (DIR-26).

        Raises PostUnknown, Stale, OwnAppointment, NotYoursToGive, PermissionDenied, AccountNotUsable,
        AlreadyHolder, PostTaken, Invalid.
        """
        registry = self.registry
        with registry.new_uow(call) as uow:
            before = get_post(registry, uow.connection, request.id)
            for place in before.places:
                call.require(EDIT, place.path)
            before.must_be_version(request.etag)
            if request.account_id == call.actor.id:
                raise OwnAppointment(title=before.title)
            require_in_organisation(registry, uow.connection, call, before.organisation_id)
            require_to_give(registry, uow.connection, call, rights_of_post(registry, uow.connection, before))
            card = registry.accounts.cards(uow.connection, [request.account_id]).get(request.account_id)
            if card is None or not card.active:
                raise AccountNotUsable(account=request.account_id)
            holder = Holder(
                id=registry.new_id(),
                account_id=card.id,
                since=uow.now,
                until=moment(request, "until"),
                basis=request.basis.strip(),
            )
            after = before.appoint(holder, uow.now)
            registry.posts.put(uow.connection, after, False)
            registry.posts.add_holder(uow.connection, after.id, holder, call.actor.id)
            announce_post(registry, uow, after)
            changes: dict[str, object] = {
                "holder": ["", card.id],
                "basis": ["", holder.basis],
                "roles": [[], list(after.roles)],
            }
            uow.audit("directory.post.appoint", "post", after.id, territory=after.place.path, changes=changes)
            shown = show_posts(registry, uow.connection, [after])[0]
            uow.commit()
        return shown


@dataclass(frozen=True)
class VacatePost:
    """Ends a holder's term now; the history keeps it."""

    registry: Registry

    def __call__(self, call: Call, request: organisations_pb2.VacatePostRequest) -> organisations_pb2.Post:
        """Raises PostUnknown, Stale, NotHolder."""
        registry = self.registry
        with registry.new_uow(call) as uow:
            before = get_post(registry, uow.connection, request.id)
            for place in before.places:
                call.require(EDIT, place.path)
            before.must_be_version(request.etag)
            after = before.vacate(request.account_id, uow.now)
            registry.posts.put(uow.connection, after, False)
            for holder in before.current(uow.now):
                if holder.account_id == request.account_id:
                    registry.posts.end_holder(uow.connection, holder, uow.now, request.reason)
            announce_post(registry, uow, after)
            changes = {"holder": [request.account_id, ""], "reason": ["", request.reason]}
            uow.audit("directory.post.vacate", "post", after.id, territory=after.place.path, changes=changes)
            shown = show_posts(registry, uow.connection, [after])[0]
            uow.commit()
        return shown


@dataclass(frozen=True)
class AnnounceEndedTerms:
    """Tells everybody about posts whose holder's term ran out, so that rights and lists follow."""

    registry: Registry

    def __call__(self, now: datetime) -> int:
        """How many posts were announced."""
        with self.registry.new_uow(system_call("directory.terms")) as uow:
            ids = self.registry.posts.terms_ended(uow.connection, now)
            for id in ids:
                post = get_post(self.registry, uow.connection, id)
                after = replace(post, version=post.version + 1)
                self.registry.posts.put(uow.connection, after, False)
                self.registry.posts.term_announced(uow.connection, id, now)
                announce_post(self.registry, uow, after)
            if ids:
                uow.commit()
        return len(ids)
