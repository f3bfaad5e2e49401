"""Everything current is told once more: in order, in batches, going on where it stopped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from services.directory.adapters.announcement_store import AnnouncementStore
from services.directory.adapters.tables import metadata
from services.directory.application.accounts_write import AccountFields
from services.directory.application.announcing import Announce
from services.directory.bootstrap import Application, build
from services.kernel.call import system_call
from services.kernel.persistence.tables import audit_entries, outbox
from services.kernel.runtime.context import ServiceContext
from services.kernel.testing.contexts import SetClock, context_for
from tests.services.directory.places.conftest import COMMUNITY, LEVELS, World, box
from wangge.directory.v1 import territories_pb2

SYSTEM = system_call("test")
EVERYTHING = {
    "cases": frozenset(
        {
            "TerritoryChanged",
            "GridsReplaced",
            "OrganisationChanged",
            "PostChanged",
            "AccountChanged",
            "CataloguePublished",
            "WorkingCalendarChanged",
        }
    )
}


class Interrupted(Exception):
    """The process ended here."""


class County:
    """A directory in use, whose outbox was emptied: what it told, nobody has any more."""

    def __init__(self, url: str, clock: SetClock) -> None:
        self.clock = clock
        self.context: ServiceContext = context_for("directory", metadata, url, clock=clock)
        self.application: Application = build(self.context)
        world = World(self.context, self.application.places, clock)
        world.places.seed_reference(SYSTEM)
        for code, (level, parent) in LEVELS.items():
            world.territory(level, parent, code)
        self.world = world
        self.grid = world.grid(border=box(0, 0, 1, 1))
        self.forget()

    def forget(self) -> None:
        with self.context.database.transaction() as connection:
            connection.execute(sa.delete(outbox))
            connection.commit()

    def told(self) -> list[tuple[str, dict[str, Any]]]:
        """Events by name with what they say, in order."""
        with self.context.database.read() as connection:
            rows = connection.execute(sa.select(outbox).order_by(outbox.c.position)).all()
        return [(row.type.rpartition(".")[2], json.loads(row.envelope)["data"]) for row in rows]

    def paths(self) -> list[str]:
        return [data["territory"]["path"] for name, data in self.told() if name == "TerritoryChanged"]

    def audited(self) -> list[str]:
        query = sa.select(audit_entries.c.changes).where(audit_entries.c.action == "directory.announce")
        with self.context.database.read() as connection:
            return list(connection.scalars(query))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.distributed)])
def county(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[County]:
    url = f"sqlite:///{tmp_path}/directory.db"
    made = County(url if request.param == "sqlite" else request.getfixturevalue("postgres_url"), SetClock())
    yield made
    made.context.database.dispose()


def test_everything_is_told_from_the_top_with_its_boundary(county: County) -> None:
    counts = county.application.announce(SYSTEM, EVERYTHING)

    names = [name for name, _ in county.told()]
    assert counts["TerritoryChanged"] == len(LEVELS) + 1
    assert names.index("CataloguePublished") < names.index("TerritoryChanged")
    paths = county.paths()
    assert paths == sorted(paths)
    assert all(path[:-3] in paths for path in paths if len(path) > 6)
    last = next(
        d["territory"]
        for n, d in county.told()
        if n == "TerritoryChanged" and len(d["territory"]["path"]) == 15
    )
    assert json.loads(last["boundary"])["type"] == "Polygon"


def test_only_what_somebody_wants_is_told(county: County) -> None:
    counts = county.application.announce(
        SYSTEM, {"a": {"CataloguePublished"}, "b": {"Unheard", "DictionaryPublished"}}
    )

    assert set(counts) == {"CataloguePublished", "DictionaryPublished"}
    assert all(data["dictionary"]["entries"] for name, data in county.told() if name == "DictionaryPublished")


def test_posts_organisations_accounts_and_grants_are_told_without_what_is_personal(county: County) -> None:
    view = county.application.accounts.create_account(
        SYSTEM, AccountFields(login="wang", name="王建国", phone="13900001111", home_code=COMMUNITY)
    )
    post = county.world.head(county.grid.code)
    county.world.appoint(post, view.account.id)
    county.forget()

    county.application.announce(SYSTEM, {"all": {"PostChanged", "AccountChanged", "GrantChanged"}})

    told = dict(county.told())
    assert told["AccountChanged"]["etag"] == str(view.account.version)
    assert [each["accountId"] for each in told["PostChanged"]["post"]["holders"]] == [view.account.id]
    assert "13900001111" not in json.dumps(told)


def test_grids_that_were_replaced_are_told_as_ended_and_as_replaced(county: County) -> None:
    neighbour = county.world.grid(border=box(1, 0, 2, 1))
    county.world.places.merge_grids(
        SYSTEM,
        territories_pb2.MergeGridsRequest(
            codes=[county.grid.code, neighbour.code], name="合并网格", reason="户数过少"
        ),
    )
    county.forget()

    county.application.announce(SYSTEM, EVERYTHING)

    ended = [d for n, d in county.told() if n == "TerritoryChanged" and "validTo" in d["territory"]]
    assert len(ended) == 2
    (replaced,) = [data for name, data in county.told() if name == "GridsReplaced"]
    assert {each["code"] for each in replaced["ended"]} == {county.grid.code, neighbour.code}
    assert replaced["reason"] == "户数过少"
    assert all("validTo" not in each for each in replaced["created"])


def in_batches(county: County, stop_after: int, size: int = 2) -> Announce:
    """Ends like a killed process after so many batches."""
    whole = county.application.announce
    batches = 0

    def counting(source: Any) -> Any:
        def read(connection: Any, after: str, most: int) -> Any:
            nonlocal batches
            batches += 1
            if batches > stop_after:
                raise Interrupted
            return source(connection, after, most)

        return read

    sources = {name: counting(source) for name, source in whole.sources.items()}
    return Announce(whole.new_uow, whole.marks, sources, batch=size)


def test_an_interrupted_announcement_goes_on_where_it_stopped(county: County) -> None:
    wanted = {"cases": frozenset({"TerritoryChanged"})}
    with pytest.raises(Interrupted):
        in_batches(county, stop_after=2)(SYSTEM, wanted)
    assert len(county.paths()) == 4

    in_batches(county, stop_after=99)(SYSTEM, wanted)

    assert len(county.paths()) == len(set(county.paths())) == len(LEVELS) + 1
    assert json.loads(county.audited()[0])["told"] == [0, len(LEVELS) + 1]


def test_an_interruption_of_yesterday_an_order_and_other_hearers_begin_anew(county: County) -> None:
    wanted = {"cases": frozenset({"TerritoryChanged"})}
    for begin in ("other", "anew", "late"):
        county.forget()
        with pytest.raises(Interrupted):
            in_batches(county, stop_after=2)(SYSTEM, wanted, anew=True)
        county.forget()
        others = {"risk": frozenset({"TerritoryChanged"})} if begin == "other" else wanted
        if begin == "late":
            county.clock.advance(days=2)

        in_batches(county, stop_after=99)(SYSTEM, others, anew=begin == "anew")

        assert len(county.paths()) == len(LEVELS) + 1, begin


def test_a_finished_announcement_may_be_repeated_and_is_audited_each_time(county: County) -> None:
    for _ in range(2):
        county.application.announce(SYSTEM, EVERYTHING)

    assert len(county.paths()) == 2 * (len(LEVELS) + 1)
    assert [json.loads(each)["to"] for each in county.audited()] == [["", ["cases"]]] * 2


def test_an_empty_directory_tells_and_audits_nothing(tmp_path: Path) -> None:
    context = context_for("directory", metadata, f"sqlite:///{tmp_path}/empty.db", clock=SetClock())

    assert build(context).announce(SYSTEM, EVERYTHING) == {}
    with context.database.read() as connection:
        assert connection.execute(sa.select(audit_entries)).first() is None
        assert AnnouncementStore().mark(connection, "x", context.clock()) is None
    context.database.dispose()


def test_buildings_are_told_with_their_footprints_after_the_grids_they_stand_in(county: County) -> None:
    ring = [[114.005, 35.005], [114.0053, 35.005], [114.0053, 35.0052], [114.005, 35.0052], [114.005, 35.005]]
    wanted = territories_pb2.Building(
        name="1号楼",
        community_code=COMMUNITY,
        storeys=6,
        footprint=json.dumps({"type": "Polygon", "coordinates": [ring]}),
    )
    made = county.application.places.put_building(SYSTEM, wanted)
    county.forget()

    counts = county.application.announce(
        SYSTEM, {"population": frozenset({"BuildingChanged", "TerritoryChanged"})}
    )

    assert counts["BuildingChanged"] == 1
    name, data = county.told()[-1]
    assert name == "BuildingChanged"
    assert data["building"]["id"] == made.id
    assert data["building"]["footprint"] == made.footprint
    assert data["territoryPath"] == county.grid.path
