"""What the directory tells may come twice, late and in any order; the newest is what stays."""

from __future__ import annotations

import itertools

import pytest
import sqlalchemy as sa

from services.cases.adapters.tables import projections as t
from tests.services.cases.county import COMMUNITY, COUNTY, GRID, HERE, Town, square
from wangge.directory.v1 import organisations_pb2, territories_pb2


def territory(path: str, name: str, version: int, boundary: str = "") -> territories_pb2.Territory:
    return territories_pb2.Territory(path=path, name=name, etag=str(version), boundary=boundary)


def test_an_older_territory_arriving_late_changes_neither_name_nor_cases(any_town: Town) -> None:
    town = any_town
    case_id = town.report().case.id
    for version, name in ((7, "幸福网格"), (6, "旧名网格")):
        town.hear(lambda heard, uow, v=version, n=name: heard.territory(territory(GRID, n, v), uow))

    assert town.loop.get(town.head, case_id).case.grid_name == "幸福网格"
    (row,) = town.rows(sa.select(t.places).where(t.places.c.path == GRID))
    assert (row.name, row.version) == ("幸福网格", 7)


def test_an_ended_grid_does_not_come_back_by_an_older_event(any_town: Town) -> None:
    ended = territory(GRID, "第一网格", 3)
    ended.valid_to.FromDatetime(any_town.clock())
    any_town.hear(lambda heard, uow: heard.territory(ended, uow))
    any_town.hear(lambda heard, uow: heard.territory(territory(GRID, "第一网格", 2), uow))

    (row,) = any_town.rows(sa.select(t.places).where(t.places.c.path == GRID))
    assert row.ended


def test_older_units_posts_and_accounts_change_nothing(any_town: Town) -> None:
    town = any_town
    for version, name in ((5, "new"), (4, "old")):
        unit = organisations_pb2.Organisation(id="u", name=name, kind=2, active=True, etag=str(version))
        post = organisations_pb2.Post(id="p", title=name, kind="grid_head", etag=str(version))
        town.hear(lambda heard, uow, u=unit: heard.organisation(u, COUNTY, uow))
        town.hear(lambda heard, uow, p=post: heard.post(p, GRID, [], uow))
        town.hear(lambda heard, uow, n=name, v=version: heard.account("a", n, 1, str(v), uow))

    for table, column in ((t.units, "name"), (t.posts, "title"), (t.accounts, "name")):
        rows = town.rows(sa.select(table).where(table.c.id.in_(["u", "p", "a"])))
        assert [(getattr(row, column), row.version) for row in rows] == [("new", 5)], table.name


def test_the_same_version_may_say_more_than_before(any_town: Town) -> None:
    """A term that ran out by itself changes who holds a post, and not the post's version."""
    holder = organisations_pb2.Holder(account_id="head")
    for holders in ([holder], []):
        post = organisations_pb2.Post(id="p", title="网格长", kind="grid_head", etag="3", holders=holders)
        any_town.hear(lambda heard, uow, p=post: heard.post(p, GRID, [], uow))

    (row,) = any_town.rows(sa.select(t.posts).where(t.posts.c.id == "p"))
    assert row.holders == []


def test_a_publisher_without_versions_is_believed_as_it_comes(any_town: Town) -> None:
    for name in ("first", "second"):
        any_town.hear(lambda heard, uow, n=name: heard.account("a", n, 1, "", uow))

    (row,) = any_town.rows(sa.select(t.accounts).where(t.accounts.c.id == "a"))
    assert row.name == "second"


def test_stale_news_starts_no_sweep_over_open_cases(any_town: Town) -> None:
    town = any_town
    post = organisations_pb2.Post(id="p", title="网格长", kind="grid_head", etag="9")
    town.hear(lambda heard, uow: heard.post(post, GRID, [], uow))
    with town.context.database.transaction() as connection:
        connection.execute(sa.delete(t.sweeps))
        connection.commit()
    older = organisations_pb2.Post(id="p", title="网格长", kind="grid_head", etag="8")

    town.hear(lambda heard, uow: heard.post(older, GRID, [], uow))

    assert town.rows(sa.select(t.sweeps)) == []


COMMUNITY2, GRID3 = "410602001009", "410602001009001"


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
def test_events_are_understood_before_the_parent_or_the_unit_is_known(
    town: Town, order: tuple[int, ...]
) -> None:
    unit = organisations_pb2.Organisation(
        id="unit-9", name="新社区中心", kind=organisations_pb2.ORGANISATION_KIND_CENTRE, active=True, etag="1"
    )
    post = organisations_pb2.Post(
        id="post-9",
        title="网格长",
        kind="grid_head",
        organisation_id="unit-9",
        etag="1",
        holders=[organisations_pb2.Holder(account_id="nobody-yet")],
    )
    far = square(114.50, 35.70)
    tell = [
        lambda heard, uow: heard.territory(territory(COMMUNITY2, "新社区", 1), uow),
        lambda heard, uow: heard.territory(territory(GRID3, "新网格", 1, far), uow),
        lambda heard, uow: heard.organisation(unit, COMMUNITY2, uow),
        lambda heard, uow: heard.post(post, GRID3, [], uow),
    ]
    for number in order:
        town.hear(tell[number])

    directory = town.application.loop.directory
    directory.refresh(now=True)
    assert directory.grid_at(114.505, 35.705) == GRID3
    assert directory.grid_at(*HERE) == GRID
    assert directory.centre_at(COMMUNITY2).id == "unit-9"
    assert not directory.vacant(GRID3)
    assert directory.name_of(COMMUNITY) == "东街社区"
