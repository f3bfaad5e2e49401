"""Grants: those waiting for the second pair of eyes, those in force, one of them (DIR-25, DIR-26)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, render_template, request

from services.directory.edge import rights_words as words
from services.directory.edge.people import accounts
from services.directory.edge.registers import organisation_name, place_names
from services.kernel.web.asked import whole
from services.kernel.web.pages import needs
from services.kernel.web.texts import Text
from wangge.directory.v1 import accounts_pb2 as pb

VIEW, PROPOSE, DECIDE = "directory.role.view", "directory.grant.propose", "directory.grant.decide"
HOME = "/directory/grants"
TABS = {
    "waiting": Text("待审批", "Waiting"),
    "active": Text("有效", "In force"),
    "past": Text("已结束", "Ended"),
}
_PAST = (pb.GRANT_STATE_REVOKED, pb.GRANT_STATE_EXPIRED, pb.GRANT_STATE_REFUSED)
_PAGE, _ALL = 50, 1000


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/grants", view_func=list_grants)
    blueprint.add_url_rule("/grants/<uuid:grant_id>", view_func=show_grant)


def find_grant(grant_id: Any) -> pb.Grant:
    """One grant. Raises NotFound outside of the reader's sight."""
    return accounts().GetGrant(pb.GetGrantRequest(id=str(grant_id)))


@needs(PROPOSE, DECIDE)
def list_grants() -> str:
    """One state at a time; those in force with what ends soon first."""
    tab = request.args.get("tab", "")
    token = request.args.get("page", "")
    waiting, _ = _page(pb.GRANT_STATE_PROPOSED, _ALL, "")
    if tab not in TABS:
        tab = "waiting" if waiting else "active"
    following = ""
    if tab == "waiting":
        found = waiting
    elif tab == "active":
        found, following = _page(pb.GRANT_STATE_ACTIVE, _ALL, token)
        found.sort(key=words.order_by_end)
    else:
        state = request.args.get("state", "")
        chosen = whole(state) if whole(state) in _PAST else pb.GRANT_STATE_REVOKED
        found, following = _page(chosen, _PAGE, token)
    return render_template(
        "directory/grants.html",
        grants=found,
        places=place_names(each.territory_code for each in found),
        tab=tab,
        tabs=TABS,
        waiting=len(waiting),
        past=_PAST,
        next=following,
        paged=bool(token),
        may_decide=may_decide,
        words=words,
        home=HOME,
    )


@needs()
def show_grant(grant_id: Any) -> str:
    """One grant, what it gives and what may be done about it."""
    grant = find_grant(grant_id)
    open_one = grant.state in (pb.GRANT_STATE_PROPOSED, pb.GRANT_STATE_ACTIVE)
    mine = g.actor.id in (grant.proposed_by, grant.delegated_from)
    return render_template(
        "directory/grant.html",
        grant=grant,
        places=place_names([grant.territory_code]),
        organisation=organisation_name(grant.organisation_id),
        may_decide=may_decide(grant),
        own_proposal=grant.state == pb.GRANT_STATE_PROPOSED and grant.proposed_by == g.actor.id,
        may_revoke=open_one and (mine or g.may(PROPOSE)),
        words=words,
        home=HOME,
    )


def may_decide(grant: pb.Grant) -> bool:
    """Whether the reader may be the second pair of eyes; the service has the last word."""
    tied = g.actor.id in (grant.proposed_by, grant.account_id)
    return grant.state == pb.GRANT_STATE_PROPOSED and g.may(DECIDE) and not tied


def _page(state: Any, size: int, token: str) -> tuple[list[pb.Grant], str]:
    answer = accounts().ListGrants(pb.ListGrantsRequest(state=state, page_size=size, page_token=token))
    return list(answer.grants), answer.next_page_token
