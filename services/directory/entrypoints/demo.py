"""Fills the demo county: divisions, borders, grids, organisations and posts."""

from __future__ import annotations

import csv
from collections.abc import Callable
from importlib.resources import files

from services.directory.application.divisions import DivisionRow
from services.directory.bootstrap import Application
from services.directory.entrypoints import demo_accounts, demo_duties
from services.directory.entrypoints.demo_accounts import FilledPost
from services.directory.entrypoints.demo_ground import COUNTY, HEBI, Box, DemoBlock, block, tiles
from services.directory.entrypoints.demo_organisations import (
    CENTRES,
    DEPARTMENTS,
    PREFECTURE,
    RURAL,
    URBAN,
    DemoOrganisation,
    community_centre,
)
from services.directory.entrypoints.demo_organisations import COUNTY as COUNTY_CODE
from services.directory.entrypoints.demo_people import community_posts, fixed_posts
from services.directory.places_parts import Places
from services.kernel.call import system_call
from services.kernel.runtime.context import ServiceContext
from services.kernel.worktime import SHANGHAI
from wangge.directory.v1 import organisations_pb2, territories_pb2
from wangge.types.v1 import types_pb2

_CALL = system_call("demo")


def build(application: Application, context: ServiceContext, progress: Callable[[str], None]) -> list[str]:
    """Build the demo once, where there are no grids yet; how to sign in to it."""
    posts = build_ground(application.places, progress)
    if not posts:
        return []
    progress("账号 / accounts")
    return demo_accounts.build(application, context, progress, posts)


def build_ground(places: Places, progress: Callable[[str], None]) -> list[FilledPost]:
    """Divisions, borders, grids, organisations, posts; none when they are there."""
    progress("行政区划 / divisions")
    places.import_divisions(_CALL, demo_divisions())
    listed = territories_pb2.ListTerritoriesRequest(
        level=types_pb2.LEVEL_GRID, parent_code=COUNTY_CODE, deep=True, page_size=1
    )
    if places.list_territories(_CALL, listed).territories:
        return []
    progress("网格 / grids")
    communities = _ground(places)
    progress("组织与岗位 / organisations and posts")
    ids = _organisations(places, communities)
    today = places.registry.clock().astimezone(SHANGHAI).date()
    demo_duties.arrange(places, ids[f"{communities[0][0].code}-ZX"], today)
    return _posts(places, communities, ids)


def demo_divisions() -> list[DivisionRow]:
    """The divisions of Hebi that are shipped with the platform."""
    text = files("services.directory.adapters").joinpath("seed", "divisions_410600.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return [
        DivisionRow(number, row["code"], row["level"], row["name"], row["parent_code"])
        for number, row in enumerate(rows, start=2)
    ]


Communities = list[tuple[territories_pb2.Territory, tuple[str, ...]]]


def _children(places: Places, code: str) -> list[territories_pb2.Territory]:
    request = territories_pb2.ListTerritoriesRequest(parent_code=code, page_size=1000)
    return list(places.list_territories(_CALL, request).territories)


def _draw(places: Places, territory: territories_pb2.Territory, box: Box) -> None:
    request = territories_pb2.SetBoundaryRequest(
        code=territory.code, etag=territory.etag, boundary=box.geojson
    )
    places.set_boundary(_CALL, request)


def _ground(places: Places) -> Communities:
    """Borders from the prefecture down to the grids of two townships; the communities with their grids."""
    _draw(places, places.get_territory(_CALL, PREFECTURE), Box(*HEBI))
    county = Box(*COUNTY)
    _draw(places, places.get_territory(_CALL, COUNTY_CODE), county)
    townships = _children(places, COUNTY_CODE)
    found: Communities = []
    for township, box in zip(townships, tiles(county, len(townships)), strict=True):
        _draw(places, township, box)
        if township.code not in (URBAN, RURAL):
            continue
        communities = _children(places, township.code)
        for community, ground in zip(communities, tiles(box, len(communities)), strict=True):
            _draw(places, community, ground)
            found.append((community, _grids(places, community, ground, urban=township.code == URBAN)))
    found.sort(key=lambda each: (not each[0].code.startswith(URBAN[:9]), each[0].code))
    return found


def _grids(
    places: Places, community: territories_pb2.Territory, ground: Box, *, urban: bool
) -> tuple[str, ...]:
    """Three grids of about 335 households in a town, two of about 190 in a village; two buildings in each."""
    codes: list[str] = []
    for number, box in enumerate(tiles(ground, 3 if urban else 2), start=1):
        wanted = territories_pb2.Territory(
            level=types_pb2.LEVEL_GRID,
            name=f"第{'一二三'[number - 1]}网格",
            parent_code=community.code,
            settlement=territories_pb2.Settlement.Name(1 if urban else 2),
            type="estate" if urban else "villager_group",
            households=(318 if urban else 176) + 17 * number,
        )
        grid = places.create_territory(_CALL, wanted)
        _draw(places, grid, box)
        codes.append(grid.code)
    for index, box in enumerate(tiles(ground, 3 if urban else 2), start=1):
        for part in (1, 2):
            place = box.at(part / 3, 0.4)
            about = block(int(community.code[:12]) * 3 + 2 * index + part, urban=urban)
            _building(places, f"{index}区{part}号楼", community.code, place, about)
    longitude, latitude = ground.at(0.5, 0.5)
    facility = territories_pb2.Facility(
        territory_code=community.code,
        kind="service_room",
        name="便民服务室",
        place=types_pb2.Point(longitude=longitude, latitude=latitude),
        present=True,
    )
    places.put_facility(_CALL, facility)
    return tuple(codes)


def _building(
    places: Places, name: str, community: str, place: tuple[float, float], about: DemoBlock
) -> None:
    building = territories_pb2.Building(
        name=name,
        community_code=community,
        place=types_pb2.Point(longitude=place[0], latitude=place[1]),
        households=about.households,
        storeys=about.storeys,
        basements=about.basements,
        units=about.units,
        dwellings_per_storey=about.dwellings_per_storey,
        year_built=about.year_built,
        footprint=about.footprint(*place),
    )
    places.put_building(_CALL, building)


def _organisations(places: Places, communities: Communities) -> dict[str, str]:
    """Ids of all organisations by code."""
    wanted: list[DemoOrganisation] = [*CENTRES, *DEPARTMENTS]
    for community, _ in communities:
        parent = "JZL-ZX" if community.code.startswith(URBAN[:9]) else "JS-ZX"
        wanted.append(community_centre(community.code, community.name, parent))
    ids: dict[str, str] = {}
    for each in wanted:
        message = organisations_pb2.Organisation(
            code=each.code,
            name=each.name,
            kind=organisations_pb2.OrganisationKind.Name(each.kind),
            territory_code=each.territory,
            parent_id=ids.get(each.parent, ""),
            lines=each.lines,
            duties=each.duties,
        )
        ids[each.code] = places.create_organisation(_CALL, message).id
    return ids


def _posts(places: Places, communities: Communities, ids: dict[str, str]) -> list[FilledPost]:
    wanted = fixed_posts()
    for number, (community, grids) in enumerate(communities):
        wanted.extend(community_posts(number, community.code, community.name, grids))
    created = []
    for each in wanted:
        message = organisations_pb2.Post(
            title=each.title,
            kind=each.kind,
            territory_code=each.territory,
            organisation_id=ids[each.organisation],
            roles=each.roles,
            accountable=each.accountable,
            also_territories=each.also,
            duties=each.duties,
            on_notice_board=each.on_notice_board,
        )
        created.append((each, places.create_post(_CALL, message)))
    return created
