"""Who plays in the demo's story: holders of posts in the demo county, with the rights of these posts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from services.kernel.runtime.context import Peers
from wangge.directory.v1 import (
    accounts_pb2,
    accounts_pb2_grpc,
    organisations_pb2,
    organisations_pb2_grpc,
    territories_pb2,
    territories_pb2_grpc,
)

_TOWNSHIP = "410611002000"
_LEAD, _JOINT = "HB-SW", "QB-CG"
_WIDTHS = (4, 6, 9)


@dataclass(frozen=True)
class Person:
    """Somebody on a post. ``title`` is the post's, ``unit`` the organisation's id."""

    account: str
    name: str
    title: str
    unit: str
    unit_name: str
    claims: Mapping[str, object]


@dataclass
class Cast:
    """The people of the story and the place (longitude, latitude) where it happens."""

    worker: Person
    head: Person
    screener: Person
    dispatcher: Person
    lead: Person
    joint: Person
    place: tuple[float, float]
    token_for: Callable[[Mapping[str, object]], str]

    @classmethod
    def assemble(cls, peers: Peers, token_for: Callable[[Mapping[str, object]], str]) -> Self | None:
        """Find them in the directory; None when somebody is missing."""
        county = _County(peers, token_for)
        worker = county.first("grid_worker", _TOWNSHIP)
        if worker is None:
            return None
        grid = worker.territory_code
        head = county.first("grid_head", grid, also=True)
        screener = county.first("screener", grid[:12])
        dispatcher = county.first("dispatcher", _TOWNSHIP, deep=False)
        lead, joint = county.handler(_LEAD), county.handler(_JOINT)
        found = (worker, head, screener, dispatcher, lead, joint)
        if any(post is None for post in found):
            return None
        worker_, head_, screener_, dispatcher_, lead_, joint_ = (county.person(post) for post in found)
        return cls(
            worker_,
            head_,
            screener_,
            dispatcher_,
            lead_,
            joint_,
            place=county.inside(grid),
            token_for=token_for,
        )

    def token(self, who: Person) -> str:
        """A fresh token of this person."""
        return self.token_for(who.claims)


class _County:
    """The directory as an administrator of the demo reads it."""

    def __init__(self, peers: Peers, token_for: Callable[[Mapping[str, object]], str]) -> None:
        token = token_for(
            {
                "sub": "demo-story",
                "name": "demo",
                "realm": "staff",
                "roles": {"story": ["directory.role.view"]},
                "grants": [["story", "", "", "", ""]],
            }
        )
        self._metadata = (("authorization", f"Bearer {token}"),)
        self._organisations: Any = peers.stub(organisations_pb2_grpc.OrganisationServiceStub, "directory")
        self._territories: Any = peers.stub(territories_pb2_grpc.TerritoryServiceStub, "directory")
        accounts: Any = peers.stub(accounts_pb2_grpc.AccountServiceStub, "directory")
        roles = accounts.ListRoles(accounts_pb2.ListRolesRequest(), metadata=self._metadata).roles
        self._roles: dict[str, Sequence[str]] = {role.name: list(role.permissions) for role in roles}

    def first(self, kind: str, territory: str, *, deep: bool = True, also: bool = False) -> Any:
        """The first held post of a kind in a territory; ``also`` counts who leads it beside their own."""
        around = territory[:12] if also else territory
        posts = self._posts(territory_code=around, deep=deep, kind=kind)
        if also:
            posts = [p for p in posts if territory in (p.territory_code, *p.also_territories)]
        return next((post for post in posts if post.holders), None)

    def handler(self, organisation: str) -> Any:
        """The first held post of the organisation with this code."""
        for unit in self._units():
            if unit.code == organisation:
                return next((p for p in self._posts(organisation_id=unit.id) if p.holders), None)
        return None

    def person(self, post: Any) -> Person:
        """Who holds the post, with its rights; a department's people see only what is routed to them."""
        holder = post.holders[0]
        request = organisations_pb2.GetOrganisationRequest(id=post.organisation_id)
        unit = self._organisations.GetOrganisation(request, metadata=self._metadata)
        centre = unit.kind == organisations_pb2.ORGANISATION_KIND_CENTRE
        paths = [_path(code) for code in (post.territory_code, *post.also_territories)]
        grants = [[role, path, "", "" if centre else unit.id, ""] for role in post.roles for path in paths]
        claims = {
            "sub": holder.account_id,
            "name": holder.name,
            "realm": "staff",
            "roles": {role: self._roles.get(role, []) for role in post.roles},
            "grants": grants,
            "posts": [post.id],
            "units": [unit.id],
        }
        return Person(holder.account_id, holder.name, post.title, unit.id, unit.name, claims)

    def inside(self, grid: str) -> tuple[float, float]:
        """The centre of the grid."""
        request = territories_pb2.GetTerritoryRequest(code=grid)
        centre = self._territories.GetTerritory(request, metadata=self._metadata).centre
        return centre.longitude, centre.latitude

    def _posts(self, **asked: Any) -> list[Any]:
        request = organisations_pb2.ListPostsRequest(page_size=1000, **asked)
        return list(self._organisations.ListPosts(request, metadata=self._metadata).posts)

    def _units(self) -> list[Any]:
        request = organisations_pb2.ListOrganisationsRequest(page_size=1000)
        return list(self._organisations.ListOrganisations(request, metadata=self._metadata).organisations)


def _path(code: str) -> str:
    """The territory path behind a division code: without the zeros that fill it up."""
    for width in _WIDTHS:
        if len(code) == 12 and not code[width:].strip("0"):
            return code[:width]
    return code
