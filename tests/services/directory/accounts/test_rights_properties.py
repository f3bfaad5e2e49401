"""Whatever grants and loans are combined, no permission reaches outside the territory it was given for."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from services.directory.domain.divisions import above_all
from services.directory.domain.grants import DELEGATION, GrantState, Reach, RoleGrant, holds_all
from services.directory.domain.rights import HeldPost, Rights, RightsRule, claims_of, with_loans
from services.directory.domain.roles import Role
from services.kernel.call import Call
from services.kernel.rpc.callers import actor_from

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ROLES = {
    "worker": frozenset({"report", "settle"}),
    "dispatcher": frozenset({"assign", "report"}),
    "leader": frozenset({"supervise"}),
}
PERMISSIONS = sorted(frozenset().union(*ROLES.values()))
paths = st.sampled_from(
    ["", "4106", "410602", "410603", "410602001", "410602002", "410602001001", "410602001001001"]
)
reaches = st.builds(
    Reach, paths, st.sampled_from(["", "road", "road.lamp", "roads"]), st.sampled_from(["", "u1", "u2"])
)
pairs = st.lists(st.tuples(st.sampled_from(sorted(ROLES)), reaches), max_size=5)
held = st.lists(
    st.builds(
        HeldPost,
        id=st.sampled_from(["p1", "p2"]),
        title=st.just("post"),
        roles=st.lists(st.sampled_from(sorted(ROLES)), max_size=2).map(tuple),
        territory=paths,
        also=st.lists(paths, max_size=2).map(tuple),
        organisation=st.sampled_from(["u1", "u2"]),
        organisation_kind=st.sampled_from(["department", "centre"]),
    ),
    max_size=3,
)
RULE = RightsRule([Role(n, n, n, p) for n, p in ROLES.items()], frozenset(PERMISSIONS))


def grants_of(given_pairs: list[tuple[str, Reach]]) -> list[RoleGrant]:
    return [
        RoleGrant("g", "a", role, reach, GrantState.ACTIVE, "", "x", NOW, NOW) for role, reach in given_pairs
    ]


@given(pairs, held, pairs, held, paths, st.sampled_from(PERMISSIONS), st.sampled_from(["", "u1", "u2"]))
def test_no_combination_gives_a_permission_outside_its_territory(
    own: list[tuple[str, Reach]],
    posts: list[HeldPost],
    lent: list[tuple[str, Reach]],
    lender_posts: list[HeldPost],
    place: str,
    permission: str,
    unit: str,
) -> None:
    loan = RoleGrant(
        "l", "a", DELEGATION, Reach(""), GrantState.ACTIVE, "", "b", NOW, NOW, delegated_from="b"
    )
    lender = RULE.own(lender_posts, grants_of(lent))
    rights = with_loans(RULE.own(posts, grants_of(own)), [loan], lambda account, post: lender)
    claims = {"sub": "a", "name": "a", "realm": "staff", **claims_of(rights)}
    call = Call(actor=actor_from(claims))
    sources = [(role, reach) for role, reach in (*own, *lent)] + [
        (role, Reach(path, unit=post.organisation if post.organisation_kind == "department" else ""))
        for post in (*posts, *lender_posts)
        for role in post.roles
        for path in (post.territory, *post.also)
    ]
    covering = [
        reach
        for role, reach in sources
        if permission in ROLES[role]
        and place.startswith(reach.territory)
        and reach.unit in ("", unit)
        and not reach.line
    ]
    assert call.may(permission, place, unit=unit) == bool(covering)
    for path in call.scope(permission).paths:
        assert any(
            permission in ROLES[r] and path.startswith(reach.territory) and not reach.unit
            for r, reach in sources
        )


@given(pairs, reaches, reaches, st.sampled_from(PERMISSIONS))
def test_what_may_be_given_is_always_held_by_the_giver(
    own: list[tuple[str, Reach]], wanted: Reach, narrower: Reach, permission: str
) -> None:
    rights = RULE.own([], grants_of(own))
    call = Call(actor=actor_from({"sub": "a", "name": "a", "realm": "staff", **claims_of(rights)}))
    if holds_all(call.actor.grants, {permission}, wanted):
        assert call.may(permission, wanted.territory, line=wanted.line, unit=wanted.unit)
        if narrower.within(wanted):
            assert holds_all(call.actor.grants, {permission}, narrower)


@given(pairs)
def test_borrowed_rights_are_never_part_of_what_is_lent(lent: list[tuple[str, Reach]]) -> None:
    loan = RoleGrant(
        "l", "a", DELEGATION, Reach(""), GrantState.ACTIVE, "", "b", NOW, NOW, delegated_from="b"
    )
    assert RULE.own([], [loan, *grants_of(lent)]) == RULE.own([], grants_of(lent))
    assert with_loans(Rights(), [loan], lambda account, post: None) == Rights()


@given(st.lists(paths, min_size=1))
def test_a_common_path_lies_above_all(some: list[str]) -> None:
    assert all(path.startswith(above_all(some)) for path in some)
