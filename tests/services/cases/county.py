"""A county with people at every level, told to the service through the directory's events."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from PIL import Image

from services.cases.adapters.tables import metadata
from services.cases.application.commands.report import Report
from services.cases.application.desk import Ref
from services.cases.application.ports import CaseView
from services.cases.bootstrap import build
from services.cases.domain.states import Channel
from services.kernel.call import Actor, Call, Grant, Realm, RequestKey, system_call
from services.kernel.persistence.tables import audit_entries, outbox
from services.kernel.testing.contexts import SetClock, context_for, staff
from wangge.directory.v1 import organisations_pb2, reference_pb2, territories_pb2

GRID, GRID2 = "410602001001001", "410602001001002"
COMMUNITY, TOWNSHIP, COUNTY, PREFECTURE = "410602001001", "410602001", "410602", "4106"
OTHER_TOWNSHIP = "410602002"
HERE, THERE = (114.105, 35.705), (114.115, 35.705)

CENTRE_RIGHTS = (
    "cases.case.view",
    "cases.case.report",
    "cases.case.screen",
    "cases.case.assign",
    "cases.case.escalate",
    "cases.case.extend",
    "cases.case.check",
    "cases.task.handle",
    "cases.reporter.reveal",
)
GRID_RIGHTS = (
    "cases.case.view",
    "cases.case.report",
    "cases.case.settle",
    "cases.case.submit",
    "cases.case.verify",
)


def square(west: float, south: float, side: float = 0.01) -> str:
    ring = [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
    ]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


class Town:
    """The service over one database, and calls by the people of the county.

    Args:
        told: whether this is a copy of a database in which the directory's events were heard already.
    """

    def __init__(self, url: str, clock: SetClock, *, told: bool = False) -> None:
        self.clock = clock
        self.context = context_for("cases", metadata, url, clock=clock)
        self.application = build(self.context)
        self.loop: Any = self.application.loop
        if not told:
            self._found()
        self.head = staff("head", GRID_RIGHTS, GRID, name="网格长", posts=["post-head"])
        self.worker = staff("worker", GRID_RIGHTS, GRID, name="网格员")
        self.community = self.centre(COMMUNITY)
        self.township = self.centre(TOWNSHIP)
        self.county = self.centre(COUNTY)
        self.other_township = self.centre(OTHER_TOWNSHIP)
        self.roads = staff("roads-officer", ["cases.task.handle"], COUNTY, units=["roads"], unit="roads")
        self.water = staff("water-officer", ["cases.task.handle"], COUNTY, units=["water"], unit="water")
        self.leader = staff("leader", ["cases.case.view", "cases.case.supervise"], COUNTY)
        self.resident = self.person("resident-1")

    def close(self) -> None:
        self.context.database.dispose()

    def centre(self, path: str) -> Call:
        return staff(f"centre-{path}", CENTRE_RIGHTS, path, name=f"{path}受理员", units=[f"unit-{path}"])

    def person(self, account: str) -> Call:
        grant = Grant("resident", frozenset({"cases.case.report"}), "")
        return Call(Actor(account, "居民", Realm.RESIDENT, (grant,)), origin="test")

    def hear(self, tell: Any) -> None:
        with self.context.new_uow(system_call("test")) as uow:
            tell(self.application.heard, uow)
            uow.commit()

    def _found(self) -> None:
        for path, name, box in (
            (PREFECTURE, "鹤壁市", ""),
            (COUNTY, "鹤山区", ""),
            (TOWNSHIP, "中北街道", ""),
            (OTHER_TOWNSHIP, "九矿街道", ""),
            (COMMUNITY, "东街社区", ""),
            (GRID, "第一网格", square(114.10, 35.70)),
            (GRID2, "第二网格", square(114.11, 35.70)),
        ):
            territory = territories_pb2.Territory(path=path, name=name, boundary=box)
            self.hear(lambda heard, uow, t=territory: heard.territory(t, uow))
        for path in (PREFECTURE, COUNTY, TOWNSHIP, COMMUNITY, OTHER_TOWNSHIP):
            self.unit(f"unit-{path}", f"{path}中心", path, organisations_pb2.ORGANISATION_KIND_CENTRE)
        self.unit("roads", "市政局", COUNTY, lines=["component.road"])
        self.unit("water", "水务局", COUNTY, lines=["component.water"])
        self.post("post-head", "网格长", GRID, ["head"], also=[GRID2])
        self.hear(lambda heard, uow: heard.catalogue(catalogue(), uow))
        for account in ("head", "worker", "clerk"):
            self.hear(lambda heard, uow, a=account: heard.account(a, a, 1, "", uow))

    def unit(
        self,
        unit_id: str,
        name: str,
        path: str,
        kind: Any = 2,
        lines: Sequence[str] = (),
        active: bool = True,
    ) -> None:
        unit = organisations_pb2.Organisation(id=unit_id, name=name, kind=kind, lines=lines, active=active)
        self.hear(lambda heard, uow: heard.organisation(unit, path, uow))

    def post(
        self,
        post_id: str,
        title: str,
        path: str,
        holders: Sequence[str],
        also: Sequence[str] = (),
        unit_id: str = "",
        kind: str = "grid_head",
    ) -> None:
        post = organisations_pb2.Post(
            id=post_id,
            title=title,
            kind=kind,
            organisation_id=unit_id,
            holders=[organisations_pb2.Holder(account_id=each) for each in holders],
            work_phone="0392-1234567",
        )
        self.hear(lambda heard, uow: heard.post(post, path, list(also), uow))

    # Deeds

    def report(self, call: Call | None = None, **values: Any) -> CaseView:
        values = {
            "content": "人行道上井盖破损",
            "category": "component.road.manhole",
            "channel": Channel.HANDHELD,
            "grid_code": GRID,
            "point": HERE,
            **values,
        }
        return self.loop.report(call or self.head, Report(**values))  # type: ignore[no-any-return]

    def filed(self, **values: Any) -> str:
        case_id = self.report(submit=True, **values).case.id
        self.loop.file(self.community, Ref(case_id))
        return case_id

    def assigned(self, **values: Any) -> str:
        case_id = self.filed(**values)
        self.loop.assign(self.community, Ref(case_id), lead_unit_id="roads", requirement="修好")
        return case_id

    def in_work(self, **values: Any) -> str:
        case_id = self.assigned(**values)
        self.loop.sign(self.roads, Ref(case_id))
        return case_id

    def verifying(self, **values: Any) -> str:
        case_id = self.in_work(**values)
        self.loop.feed_back(self.roads, Ref(case_id), result="已更换")
        self.loop.check(self.community, Ref(case_id), accept=True)
        return case_id

    def closed(self, **values: Any) -> str:
        case_id = self.verifying(**values)
        self.clock.advance(minutes=30)
        photo = self.photo(self.head, case_id)
        self.loop.verify(self.head, Ref(case_id), passed=True, attachment_ids=[photo], place=HERE)
        return case_id

    def photo(self, call: Call, case_id: str = "", taken: datetime | None = None) -> str:
        row = self.loop.add_attachment(
            call,
            case_id=case_id,
            file_name="a.jpg",
            data=picture(),
            taken_at=taken or self.clock(),
            moment="after",
        )
        return str(row.id)

    # What was left behind

    def rows(self, query: Any) -> Any:
        with self.context.database.read() as connection:
            return connection.execute(query).all()

    def events(self) -> list[str]:
        return [
            row.type.rpartition(".")[2] for row in self.rows(sa.select(outbox).order_by(outbox.c.position))
        ]

    def envelopes(self) -> list[dict[str, Any]]:
        return [json.loads(row.envelope) for row in self.rows(sa.select(outbox).order_by(outbox.c.position))]

    def audits(self) -> list[str]:
        return [row.action for row in self.rows(sa.select(audit_entries).order_by(audit_entries.c.position))]


def told(url: str) -> None:
    """An original for copies: everything was heard, nothing was done yet."""
    Town(url, SetClock()).close()


def with_request(call: Call, key: str, fingerprint: str = "same") -> Call:
    from dataclasses import replace

    return replace(call, request=RequestKey(key, fingerprint))


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "grey").save(out, "JPEG")
    return out.getvalue()


def catalogue(version: int = 1, handling: str = "2wd") -> Any:
    item = reference_pb2.CatalogueItem
    limits = reference_pb2.StageLimits
    component, event = reference_pb2.CATALOGUE_KIND_COMPONENT, reference_pb2.CATALOGUE_KIND_EVENT
    return reference_pb2.Catalogue(
        version=version,
        items=[
            item(code="component", title_zh="部件", kind=component, normal=limits(handling="5wd")),
            item(code="component.road", title_zh="道路设施", kind=component),
            item(
                code="component.road.manhole",
                title_zh="井盖",
                kind=component,
                leaf=True,
                normal=limits(handling=handling),
                duplicate_metres=100,
                duplicate_days=7,
                keywords=["井盖", "窨井"],
            ),
            item(code="event.rubbish", title_zh="暴露垃圾", kind=event, leaf=True, keywords=["垃圾"]),
            item(code="event.danger", title_zh="安全隐患", kind=event, leaf=True, safety=True),
            item(
                code="service.proof",
                title_zh="开具证明",
                kind=reference_pb2.CATALOGUE_KIND_SERVICE,
                leaf=True,
                paperwork_only=True,
            ),
            item(
                code="dispute.neighbour",
                title_zh="邻里纠纷",
                kind=reference_pb2.CATALOGUE_KIND_DISPUTE,
                leaf=True,
                paperwork_only=True,
            ),
        ],
    )
