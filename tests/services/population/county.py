"""A small county with a register: two townships, three grids, a building, and invented people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa

from services.kernel.call import Actor, Call, Grant, Realm
from services.kernel.persistence.tables import audit_entries, outbox
from services.kernel.runtime.context import ServiceContext
from services.kernel.testing.contexts import SetClock, context_for, staff
from services.population.adapters.rights import SqlPromises
from services.population.adapters.tables import metadata
from services.population.application.commands.people import Wanted
from services.population.application.confidentiality import SignUndertaking
from services.population.application.ports import KnownBuilding
from services.population.bootstrap import Application, build
from services.population.domain.details import Details
from services.population.domain.documents import check_digit
from services.population.domain.kinds import DocumentKind, Relation, ResidenceKind, StayReason
from services.population.domain.records import Dwelling
from services.population.domain.rights import PROMISE_VERSION
from wangge.types.v1 import types_pb2

TOWNSHIP = "410602001"
COMMUNITY = "410602001001"
GRID = "410602001001001"
NEXT_GRID = "410602001001002"
FAR_GRID = "410602002001001"
ALL = (
    "population.register.view",
    "population.register.edit",
    "population.register.reverse",
    "population.person.reveal",
)
BUILDING = "00000000-0000-7000-8000-00000000b001"


def identity(born: date, order: int = 1, division: str = "410602") -> str:
    """An identity number that fits its check digit; of somebody invented."""
    digits = f"{division}{born:%Y%m%d}{order:03d}"
    return digits + check_digit(digits)


def promise(context: ServiceContext, account_id: str) -> None:
    """Somebody of the staff signs the promise of confidentiality; without it nothing is seen or done."""
    call = staff(account_id, (), "")
    SignUndertaking(context.new_uow, SqlPromises(context.database, context.new_id))(call, PROMISE_VERSION)


class Township:
    """The register on a database, with what the directory told.

    Args:
        told: whether this is a copy of a database in which it was told already.
    """

    def __init__(self, url: str, clock: SetClock, *, told: bool = False) -> None:
        self.clock = clock
        self.context: ServiceContext = context_for("population", metadata, url, clock=clock)
        self.app: Application = build(self.context)
        self._orders = iter(range(1, 999))
        if not told:
            self._tell()

    def _tell(self) -> None:
        with self.context.new_uow(staff("directory", ("*",), "")) as uow:
            for path, name, level in (
                ("4106", "鹤壁市", types_pb2.LEVEL_PREFECTURE),
                ("410602", "鹤山区", types_pb2.LEVEL_COUNTY),
                (TOWNSHIP, "中山路街道", types_pb2.LEVEL_TOWNSHIP),
                (COMMUNITY, "中山社区", types_pb2.LEVEL_COMMUNITY),
                (GRID, "第一网格", types_pb2.LEVEL_GRID),
                (NEXT_GRID, "第二网格", types_pb2.LEVEL_GRID),
                ("410602002", "红旗街街道", types_pb2.LEVEL_TOWNSHIP),
                (FAR_GRID, "远处网格", types_pb2.LEVEL_GRID),
            ):
                self.app.places.keep_place(uow, path, name, level, 1, ended=False)
            known = KnownBuilding(
                BUILDING, "B1", "幸福小区3栋", GRID, storeys=6, units=2, per_storey=2, place=(114.2, 35.7)
            )
            self.app.places.keep_building(uow, known, 1, ended=False)
            for path in (GRID, NEXT_GRID, FAR_GRID):
                self.app.places.keep_account(uow, f"worker-{path}", f"worker-{path}", "网格员", True, 1)
            uow.commit()
        for account_id in ("clerk", *(f"worker-{path}" for path in (GRID, NEXT_GRID, FAR_GRID))):
            promise(self.context, account_id)

    def close(self) -> None:
        self.context.database.dispose()

    def clerk(self, path: str = COMMUNITY, rights: Iterable[str] = ALL) -> Call:
        return staff("clerk", tuple(rights), path)

    def worker(self, path: str = GRID, rights: Iterable[str] = ALL) -> Call:
        grant = Grant(role="grid_worker", permissions=frozenset(rights), territory=path)
        actor = Actor(id=f"worker-{path}", name="网格员", realm=Realm.STAFF, grants=(grant,))
        return Call(actor=actor, origin="test")

    def dwelling(self, room: str = "501", path: str = GRID, **more: object) -> str:
        values: dict[str, object] = {
            "id": "",
            "path": path,
            "address": f"中山路12号幸福小区3栋2单元{room}室",
            "room": room,
            "unit": "2",
            "storey": 5,
            "building_id": BUILDING if path == GRID else "",
        }
        wanted = Dwelling(**(values | more))  # type: ignore[arg-type]
        return self.app.create_dwelling(self.clerk("410602"), wanted)

    def details(self, name: str, born: date = date(1980, 5, 3), **more: object) -> Details:
        values: dict[str, object] = {
            "name": name,
            "document_kind": DocumentKind.IDENTITY_CARD,
            "document_number": identity(born, next(self._orders)),
        }
        return Details(**(values | more))  # type: ignore[arg-type]

    def register(
        self,
        name: str,
        dwelling_id: str = "",
        household_id: str = "",
        *,
        kind: ResidenceKind = ResidenceKind.PERMANENT,
        relation: Relation = Relation.UNKNOWN,
        reason: StayReason = StayReason.NONE,
        born: date = date(1980, 5, 3),
        from_day: date = date(2020, 1, 1),
        call: Call | None = None,
        **details: object,
    ) -> str:
        wanted = Wanted(
            kind=kind,
            household_id=household_id,
            dwelling_id=dwelling_id,
            relation=relation,
            reason=reason,
            from_day=max(from_day, born),
        )
        said = self.details(name, born, **details)
        return self.app.register_person(call or self.clerk("410602"), said, wanted, sure=True)

    def household_of(self, person_id: str) -> str:
        dossier = self.app.get_person(self.clerk("410602"), person_id)[0]
        assert dossier.main is not None
        return dossier.main.household_id

    def family(self, room: str = "501") -> tuple[str, str, str, str]:
        """A couple with a child: the household, and the three."""
        head = self.register("王建国", self.dwelling(room))
        household = self.household_of(head)
        spouse = self.register("李秀英", household_id=household, relation=Relation.SPOUSE)
        child = self.register(
            "王小明", household_id=household, relation=Relation.CHILD, born=date(2012, 3, 4)
        )
        return household, head, spouse, child

    def events(self) -> list[tuple[str, str]]:
        query = sa.select(outbox.c.type, outbox.c.envelope).order_by(outbox.c.position)
        with self.context.database.read() as connection:
            return [(row[0].rsplit(".", 1)[-1], row[1]) for row in connection.execute(query)]

    def audit(self) -> list[tuple[str, str, str]]:
        query = sa.select(audit_entries.c.action, audit_entries.c.record_id, audit_entries.c.changes)
        with self.context.database.read() as connection:
            return [tuple(row) for row in connection.execute(query.order_by(audit_entries.c.position))]

    def counted(self, what: str, path: str) -> dict[tuple[str, str, str], int]:
        """By the counters, folded and not."""
        return self.app.counts.counts(what, path)
