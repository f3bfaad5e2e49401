"""A small county with people at all five levels, made through the directory's public interface."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from services.cases.entrypoints.story_pictures import photo
from services.directory.application.divisions import DivisionRow
from services.kernel.call import system_call
from services.kernel.runtime.context import ServiceContext, ServiceParts
from services.kernel.types import new_id
from wangge.cases.v1 import cases_pb2 as pb
from wangge.cases.v1 import cases_pb2_grpc
from wangge.directory.v1 import (
    accounts_pb2,
    accounts_pb2_grpc,
    organisations_pb2,
    organisations_pb2_grpc,
    territories_pb2,
    territories_pb2_grpc,
)
from wangge.types.v1 import types_pb2

S = TypeVar("S")

PREFECTURE, COUNTY = "410600000000", "410611000000"
TOWNSHIP, VACANT_TOWNSHIP = "410611002000", "410611001000"
COMMUNITY, VACANT_COMMUNITY = "410611002001", "410611001001"
MANHOLE = "component.utility.water_manhole"
WEST, SOUTH, SIDE = 114.20, 35.70, 0.01
CENTRE, DEPARTMENT = 1, 2


class Platform(Protocol):
    """What the county needs of a platform, however it runs."""

    parts: dict[str, ServiceParts]
    contexts: dict[str, ServiceContext]

    def stub(self, stub_class: Callable[[Any], S], token: str = "", *, purpose: str = "") -> S: ...

    def token_for(self, claims: Mapping[str, object], *, lifetime: timedelta = ...) -> str: ...

    def settle(self) -> None: ...


@dataclass
class Person:
    """An account with what its posts give it. ``unit`` is the organisation of its post."""

    account: str
    name: str
    unit: str = ""
    claims: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class _Post:
    key: str
    kind: str
    territory: str
    organisation: str
    roles: tuple[str, ...]
    held: bool = True


def square(number: int) -> str:
    """The border of the numbered grid; they lie side by side without overlapping."""
    west = WEST + number * SIDE
    corners = [
        (west, SOUTH),
        (west + SIDE, SOUTH),
        (west + SIDE, SOUTH + SIDE),
        (west, SOUTH + SIDE),
        (west, SOUTH),
    ]
    return json.dumps({"type": "Polygon", "coordinates": [[list(each) for each in corners]]})


def middle(number: int = 0) -> tuple[float, float]:
    """A point inside the numbered grid."""
    return round(WEST + (number + 0.5) * SIDE, 7), round(SOUTH + SIDE / 2, 7)


class County:
    """People, places and units of one platform, and stubs that call as these people."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.people: dict[str, Person] = {}
        self.units: dict[str, str] = {}
        self.grid = self.second_grid = self.vacant_township_grid = ""
        self.admin = Person(
            "root", "root", claims=_claims("root", "root", {"all": ["*"]}, [("all", "4106", "")])
        )

    def build(self) -> County:
        """Divisions, grids, units, posts and their holders; returns when every service knows them."""
        application = self.platform.parts["directory"].application.places
        call = system_call("test")
        application.seed_reference(call)
        application.import_divisions(call, _DIVISIONS)
        self._grids()
        self._organisations()
        self._posts()
        self._resident("resident", "李居民")
        self._resident("neighbour", "周邻居")
        self.platform.settle()
        return self

    # Calling

    def token(self, who: str) -> str:
        """A token of this person that is good now."""
        person = self.people.get(who, self.admin)
        return self.platform.token_for(person.claims)

    def cases(self, who: str) -> Any:
        """The case service as this person calls it; without a name, as nobody."""
        token = self.token(who) if who else ""
        return self.platform.stub(cases_pb2_grpc.CaseServiceStub, token)

    def directory(self, stub_class: Callable[[Any], S]) -> S:
        """A stub of the directory as the administrator calls it."""
        return self.platform.stub(stub_class, self.platform.token_for(self.admin.claims))

    # Deeds that most stories begin with

    def report(self, who: str = "worker", *, grid: int = 0, **more: Any) -> Any:
        """A broken manhole cover in the numbered grid; ``more`` are fields of the request."""
        longitude, latitude = middle(grid)
        values: dict[str, Any] = {
            "content": "人行道上井盖破损，行人经过有危险",
            "category": MANHOLE,
            "channel": pb.CHANNEL_HANDHELD,
            "place": pb.Place(
                point=types_pb2.Point(longitude=longitude, latitude=latitude), address="淇滨大道"
            ),
            "request_id": new_id(),
            **more,
        }
        return self.cases(who).ReportCase(pb.ReportCaseRequest(**values))

    def upload(self, who: str, taken_at: datetime, *, case_id: str = "", repaired: bool = False) -> str:
        """A photo taken then, in the middle of the first grid; its id."""
        request = pb.AddAttachmentRequest(
            case_id=case_id,
            file_name="photo.jpg",
            data=photo(taken_at, middle(), repaired=repaired),
            moment="after" if repaired else "before",
            request_id=new_id(),
        )
        return str(self.cases(who).AddAttachment(request).id)

    def filed_at_township(self, **more: Any) -> Any:
        """Reported, sent up, filed by the community, escalated and filed again by the township."""
        case = self.report(submit=True, **more)
        case = self.cases("screener").FileCase(pb.FileCaseRequest(id=case.id))
        case = self.cases("screener").EscalateCase(
            pb.EscalateCaseRequest(id=case.id, reason="需部门处置", work_done="已设警示标志")
        )
        return self.cases("dispatcher").FileCase(pb.FileCaseRequest(id=case.id))

    def verified(self, case_id: str, now: datetime) -> Any:
        """Worked on by the roads department up to the grid head's visit; the case is closed then."""
        self.cases("dispatcher").AssignCase(pb.AssignCaseRequest(id=case_id, lead_unit_id=self.units["CG"]))
        roads = self.cases("roads")
        roads.SignForCase(pb.SignForCaseRequest(id=case_id))
        photo_after = self.upload("roads", now, case_id=case_id, repaired=True)
        roads.FeedBack(pb.FeedBackRequest(id=case_id, result="已更换井盖", attachment_ids=[photo_after]))
        self.cases("dispatcher").CheckFeedback(pb.CheckFeedbackRequest(id=case_id, accept=True))
        return self.visit(case_id, now + timedelta(seconds=2))

    def visit(self, case_id: str, taken_at: datetime, *, passed: bool = True) -> Any:
        """The grid head's check on site."""
        longitude, latitude = middle()
        seen = self.upload("head", taken_at, case_id=case_id, repaired=passed)
        return self.cases("head").VerifyCase(
            pb.VerifyCaseRequest(
                id=case_id,
                passed=passed,
                defects="" if passed else "井盖仍松动",
                attachment_ids=[seen],
                place=types_pb2.Point(longitude=longitude, latitude=latitude),
            )
        )

    # Building

    def _grids(self) -> None:
        stub: Any = self.directory(territories_pb2_grpc.TerritoryServiceStub)
        made = []
        for number, (parent, name) in enumerate(
            ((COMMUNITY, "第一网格"), (COMMUNITY, "第二网格"), (VACANT_COMMUNITY, "第一网格"))
        ):
            wanted = territories_pb2.Territory(
                level=types_pb2.LEVEL_GRID,
                name=name,
                parent_code=parent,
                settlement=territories_pb2.Settlement.Name(1),
                type="estate",
                households=320,
            )
            grid = stub.CreateTerritory(territories_pb2.CreateTerritoryRequest(territory=wanted))
            stub.SetBoundary(
                territories_pb2.SetBoundaryRequest(code=grid.code, etag=grid.etag, boundary=square(number))
            )
            made.append(grid.code)
        self.grid, self.second_grid, self.vacant_township_grid = made

    def _organisations(self) -> None:
        stub: Any = self.directory(organisations_pb2_grpc.OrganisationServiceStub)
        for code, name, kind, territory, lines in _ORGANISATIONS:
            wanted = organisations_pb2.Organisation(
                code=code,
                name=name,
                kind=organisations_pb2.OrganisationKind.Name(kind),
                territory_code=territory,
                lines=lines,
                active=True,
            )
            request = organisations_pb2.CreateOrganisationRequest(organisation=wanted)
            self.units[code] = stub.CreateOrganisation(request).id

    def _posts(self) -> None:
        roles = self._roles()
        organisations: Any = self.directory(organisations_pb2_grpc.OrganisationServiceStub)
        for each in self._wanted_posts():
            wanted = organisations_pb2.Post(
                title=each.key,
                kind=each.kind,
                territory_code=each.territory,
                organisation_id=self.units[each.organisation],
                roles=each.roles,
                accountable=each.kind == "grid_head",
            )
            post = organisations.CreatePost(organisations_pb2.CreatePostRequest(post=wanted))
            if each.held:
                account = self._account(each.key, f"{each.key}员")
                organisations.AppointHolder(
                    organisations_pb2.AppointHolderRequest(id=post.id, etag=post.etag, account_id=account)
                )
                self.people[each.key] = self._person(each, account, post.id, roles)

    def _wanted_posts(self) -> Sequence[_Post]:
        return (
            _Post("worker", "grid_worker", self.grid, "SQ", ("grid_worker",)),
            _Post("head", "grid_head", self.grid, "SQ", ("grid_head",)),
            _Post("head2", "grid_head", self.second_grid, "SQ", ("grid_head",)),
            _Post("head3", "grid_head", self.vacant_township_grid, "SQ2", ("grid_head",)),
            _Post("screener", "screener", COMMUNITY, "SQ", ("screener",)),
            _Post("screener3", "screener", VACANT_COMMUNITY, "SQ2", ("screener",)),
            _Post("dispatcher", "dispatcher", TOWNSHIP, "JD", ("dispatcher",)),
            _Post("deputy", "dispatcher", TOWNSHIP, "JD", ("dispatcher",)),
            _Post("vacant", "dispatcher", VACANT_TOWNSHIP, "JD2", ("dispatcher",), held=False),
            _Post("county", "dispatcher", COUNTY, "QX", ("dispatcher", "county_supervisor")),
            _Post("prefecture", "dispatcher", PREFECTURE, "SJ", ("dispatcher", "county_supervisor")),
            _Post("roads", "handler", COUNTY, "CG", ("department_handler",)),
            _Post("water", "handler", PREFECTURE, "SW", ("department_handler",)),
            _Post("police", "handler", COUNTY, "GA", ("department_handler",)),
        )

    def _person(self, post: _Post, account: str, post_id: str, roles: Mapping[str, Sequence[str]]) -> Person:
        department = post.kind == "handler"
        unit = self.units[post.organisation]
        path = _path(post.territory)
        claims = _claims(
            account,
            f"{post.key}员",
            {role: list(roles[role]) for role in post.roles},
            [(role, path, unit if department else "") for role in post.roles],
        )
        return Person(account, f"{post.key}员", unit, {**claims, "posts": [post_id], "units": [unit]})

    def _resident(self, key: str, name: str) -> None:
        account = self._account(key, name, realm="resident")
        claims = _claims(
            account, name, {"resident": ["cases.case.report"]}, [("resident", "", "")], "resident"
        )
        self.people[key] = Person(account, name, claims=claims)

    def _account(self, login: str, name: str, realm: str = "staff") -> str:
        stub: Any = self.directory(accounts_pb2_grpc.AccountServiceStub)
        account = accounts_pb2.Account(login=login, name=name, realm=realm, home_territory_code=PREFECTURE)
        return str(stub.CreateAccount(accounts_pb2.CreateAccountRequest(account=account)).id)

    def _roles(self) -> dict[str, Sequence[str]]:
        stub: Any = self.directory(accounts_pb2_grpc.AccountServiceStub)
        found = stub.ListRoles(accounts_pb2.ListRolesRequest()).roles
        return {role.name: list(role.permissions) for role in found}


def _claims(
    account: str,
    name: str,
    roles: Mapping[str, Sequence[str]],
    grants: Sequence[tuple[str, str, str]],
    realm: str = "staff",
) -> dict[str, Any]:
    return {
        "sub": account,
        "name": name,
        "realm": realm,
        "roles": {role: list(permissions) for role, permissions in roles.items()},
        "grants": [[role, path, "", unit, ""] for role, path, unit in grants],
        "posts": [],
        "units": [],
    }


def _path(code: str) -> str:
    for width in (4, 6, 9):
        if len(code) == 12 and not code[width:].strip("0"):
            return code[:width]
    return code


_DIVISIONS = [
    DivisionRow(number, code, level, name, parent)
    for number, (code, level, name, parent) in enumerate(
        (
            (PREFECTURE, "prefecture", "鹤壁市", "410000000000"),
            (COUNTY, "county", "淇滨区", PREFECTURE),
            (TOWNSHIP, "township", "九州路街道", COUNTY),
            (VACANT_TOWNSHIP, "township", "金山街道", COUNTY),
            (COMMUNITY, "village", "桂鹤社区居民委员会", TOWNSHIP),
            (VACANT_COMMUNITY, "village", "金山社区居民委员会", VACANT_TOWNSHIP),
        ),
        start=2,
    )
]
_ORGANISATIONS = (
    ("SJ", "市社会治理指挥中心", CENTRE, PREFECTURE, ()),
    ("QX", "区社会治理指挥中心", CENTRE, COUNTY, ()),
    ("JD", "九州路街道中心", CENTRE, TOWNSHIP, ()),
    ("JD2", "金山街道中心", CENTRE, VACANT_TOWNSHIP, ()),
    ("SQ", "桂鹤社区中心", CENTRE, COMMUNITY, ()),
    ("SQ2", "金山社区中心", CENTRE, VACANT_COMMUNITY, ()),
    ("CG", "区城市管理局", DEPARTMENT, COUNTY, ("component", "event.appearance")),
    ("SW", "市自来水公司", DEPARTMENT, PREFECTURE, ("component.utility",)),
    ("GA", "公安分局", DEPARTMENT, COUNTY, ("event.safety",)),
)
