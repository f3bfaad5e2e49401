"""Cases all over a tree of territories, and the rule of sight in memory to compare every answer with."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
import sqlalchemy as sa

from services.cases.adapters.tables.cases import asks
from services.cases.application.access import SIGHT
from services.cases.domain.asks import PERMISSIONS
from services.directory.application.divisions import DivisionRow
from services.kernel.call import Scope, system_call
from services.kernel.errors import Forbidden, NotFound
from services.kernel.territory_codes import path_of
from services.kernel.testing.platform import TestPlatform
from wangge.cases.v1 import cases_pb2 as pb
from wangge.cases.v1 import (
    cases_pb2_grpc,
    records_pb2,
    records_pb2_grpc,
    supervision_pb2,
    supervision_pb2_grpc,
)
from wangge.types.v1 import types_pb2

PLACES = (
    "4106",
    "410602",
    "410611",
    *(
        f"{county}00{township}{community}"
        for county in ("410602", "410611")
        for township in (1, 2)
        for community in ("", "001", "002")
    ),
)
CATEGORIES = (
    "",
    "component.utility.water_manhole",
    "component.appearance.toilet",
    "component.appearance.toilet_sign",
    "component.appearance.billboard",
)
LINES = ("", "", "component", "component.utility", "component.appearance.toilet", "event", "component.util")
PEOPLE = ("p1", "p2", "p3", "p4", "stranger")
RIGHTS = (
    "cases.case.view",
    "cases.case.screen",
    "cases.case.assign",
    "cases.case.verify",
    "cases.case.comment",
    "cases.case.report",
    "cases.statistics.view",
    "cases.screening.view",
    "directory.territory.view",
)


@dataclass(frozen=True)
class Held:
    """A grant as a token carries it."""

    rights: tuple[str, ...]
    path: str
    line: str = ""
    unit: str = ""


@dataclass
class Known:
    """What is remembered of a case that was reported."""

    id: str
    path: str
    category: str
    creator: str


@dataclass
class Tree:
    """The platform with its cases and orders."""

    platform: TestPlatform
    cases: list[Known] = field(default_factory=list)
    orders: dict[str, Known] = field(default_factory=dict)
    asks: list[Any] = field(default_factory=list)

    def token(self, account: str, held: Sequence[Held]) -> str:
        """A token with exactly these grants."""
        return self.platform.token_for(
            {
                "sub": account,
                "name": account,
                "realm": "staff",
                "roles": {f"r{number}": list(each.rights) for number, each in enumerate(held)},
                "grants": [[f"r{n}", each.path, each.line, each.unit, ""] for n, each in enumerate(held)],
                "posts": [],
                "units": [],
            }
        )

    def stub(self, stub_class: Callable[[Any], Any], token: str) -> Any:
        """A stub that calls with this token."""
        return self.platform.stub(stub_class, token)


def build_tree(platform: TestPlatform, *, count: int = 48, seed: int = 3) -> Tree:
    """So many cases, spread at random; every fifth has a supervision order."""
    application = platform.parts["directory"].application.places
    call = system_call("test")
    application.seed_reference(call)
    application.import_divisions(call, [_division(n, path) for n, path in enumerate(PLACES, start=2)])
    platform.settle()
    tree, chance = Tree(platform), random.Random(seed)
    known = _known_categories(tree)
    for number in range(count):
        creator = chance.choice(PEOPLE[:-1])
        stub = tree.stub(
            cases_pb2_grpc.CaseServiceStub, tree.token(creator, [Held(("cases.case.report",), "")])
        )
        case = stub.ReportCase(
            pb.ReportCaseRequest(
                content=f"第{number}件",
                category=chance.choice(known),
                channel=pb.CHANNEL_HANDHELD,
                place=pb.Place(
                    grid_code=chance.choice(PLACES).ljust(12, "0"),
                    address="x",
                    point=types_pb2.Point(longitude=114.2, latitude=35.7),
                ),
            )
        )
        full = Known(case.id, path_of(case.place.grid_code), case.category, creator)
        tree.cases.append(full)
        if number % 5 == 0:
            boss = tree.token("boss", [Held(("cases.case.view", "cases.case.supervise"), "")])
            order = tree.stub(supervision_pb2_grpc.SupervisionServiceStub, boss).IssueOrder(
                supervision_pb2.IssueOrderRequest(case_id=case.id, requirement="限期", limit="2wd")
            )
            tree.orders[order.id] = full
    platform.settle()
    with platform.contexts["cases"].database.read() as connection:
        tree.asks = list(connection.execute(sa.select(asks)).all())
    return tree


def _known_categories(tree: Tree) -> list[str]:
    leaves = tree.platform.parts["cases"].application.loop.directory.leaves()
    found = [each for each in CATEGORIES if not each or each in leaves]
    assert len(found) >= 3, sorted(leaves)[:40]
    return found


def _division(number: int, path: str) -> DivisionRow:
    level = {4: "prefecture", 6: "county", 9: "township", 12: "village"}[len(path)]
    above = {4: "41", 6: path[:4], 9: path[:6], 12: path[:9]}[len(path)]
    return DivisionRow(number, path.ljust(12, "0"), level, f"地{path}", above.ljust(12, "0"))


def everything_is_exactly_as_granted(tree: Tree, account: str, held: Sequence[Held]) -> None:
    """Lists, counts, pending lists, orders and neighbours: nothing more than the rule, nothing less."""
    token = tree.token(account, held)
    cases = tree.stub(cases_pb2_grpc.CaseServiceStub, token)
    expected = {each.id for each in tree.cases if in_sight(each, account, held)}
    assert listed(cases) == expected
    _opens(tree, cases, expected)
    _pending(tree, cases, held)
    _counts(tree, token, held)
    _orders(tree, token, held)
    _neighbours(tree, cases, account, held)


def in_sight(case: Known, account: str, held: Sequence[Held]) -> bool:
    """The rule: a subtree, a subtree of one line of work, or taking part."""
    whole = Scope(tuple(h.path for h in held if _sees(h) and not h.line), ())
    lined = any(
        case.path.startswith(h.path) and (case.category == h.line or case.category.startswith(h.line + "."))
        for h in held
        if _sees(h) and h.line
    )
    return whole.contains(case.path) or lined or case.creator == account


def _sees(held: Held) -> bool:
    return not held.unit and bool(SIGHT & set(held.rights))


def listed(cases: Any, **asked: Any) -> set[str]:
    """Every case of every page; no case twice."""
    found: list[str] = []
    token = ""
    while True:
        page = cases.ListCases(pb.ListCasesRequest(page_size=7, page_token=token, **asked))
        found += [each.id for each in page.cases]
        token = page.next_page_token
        if not token:
            assert len(found) == len(set(found))
            return set(found)


def _opens(tree: Tree, cases: Any, expected: set[str]) -> None:
    for each in tree.cases[:: max(1, len(tree.cases) // 6)]:
        try:
            opened = cases.GetCase(pb.GetCaseRequest(id=each.id)).id == each.id
        except NotFound:
            opened = False
        assert opened == (each.id in expected)


def _pending(tree: Tree, cases: Any, held: Sequence[Held]) -> None:
    wanted = {
        (row.case_id, row.ask)
        for row in tree.asks
        for h in held
        if not h.unit and row.party == f"path:{h.path}" and PERMISSIONS.get(row.ask) in h.rights
        if not h.line or row.line == h.line or row.line.startswith(h.line + ".")
    }
    answer = cases.ListPending(pb.ListPendingRequest(page_size=200))
    assert {(each.case.id, each.ask) for each in answer.cases} == wanted
    assert answer.total == len(wanted)


def _counts(tree: Tree, token: str, held: Sequence[Held]) -> None:
    counting = [h for h in held if "cases.statistics.view" in h.rights]
    if not counting:
        return
    roots = tuple(h.path for h in counting if not h.unit and not h.line)
    records = tree.stub(records_pb2_grpc.CaseRecordServiceStub, token)
    for dimension in ("category", "territory", "state"):
        request = records_pb2.CountCasesRequest(dimensions=[dimension])
        if not roots:
            with pytest.raises(Forbidden):
                records.CountCases(request)
            continue
        total = records.CountCases(request).total
        assert total == sum(Scope(roots, ()).contains(each.path) for each in tree.cases)


def _orders(tree: Tree, token: str, held: Sequence[Held]) -> None:
    scope = Scope(tuple(h.path for h in held if _sees(h) and not h.line), ())
    stub = tree.stub(supervision_pb2_grpc.SupervisionServiceStub, token)
    found = stub.ListOrders(supervision_pb2.ListOrdersRequest(page_size=200)).orders
    assert {each.id for each in found} == {
        number for number, case in tree.orders.items() if scope.contains(case.path)
    }


def _neighbours(tree: Tree, cases: Any, account: str, held: Sequence[Held]) -> None:
    if not any("cases.case.report" in h.rights for h in held):
        return
    by_id = {each.id: each for each in tree.cases}
    for category in CATEGORIES[1:3]:
        request = pb.FindSimilarRequest(category=category, longitude=114.2, latitude=35.7)
        for each in cases.FindSimilar(request).cases:
            covered = in_sight(by_id[each.case.id], "", held)
            assert bool(each.case.title) == covered


__all__ = ["PEOPLE", "PLACES", "RIGHTS", "Held", "Tree", "build_tree", "everything_is_exactly_as_granted"]
