"""A directory of 100 thousand places: opening the tree and a level of it, searching it, lists by scope."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from benchmarks.load import Measured, Order, measure
from benchmarks.places_rounds import PAGES, RPCS
from benchmarks.platform import Distributed
from benchmarks.report import Findings

PREFECTURE = "9901"
COUNTIES, TOWNSHIPS, COMMUNITIES, GRIDS = 10, 20, 25, 19
"""In each of what lies above: 100,211 places, among them 95,000 grids with a post and a building each."""
_LEVELS = (
    (2, 2, COUNTIES, "'第' || n || '区'"),
    (3, 3, TOWNSHIPS, "names[1 + (n + right(p.path, 2)::int) %% 12] || n || '街道'"),
    (4, 3, COMMUNITIES, "names[1 + (n + right(p.path, 3)::int) %% 12] || n || '社区'"),
    (5, 3, GRIDS, "replace(p.name, '社区', '') || '第' || n || '网格'"),
)
"""Level, digits its codes add, how many, what they are called."""
_NAMES = ["阳光", "花园", "建设", "和平", "新华", "长江", "黄河", "朝阳", "东风", "胜利", "淇滨", "兴鹤"]
RARE = "龙泉湾"
_PLACE = """
INSERT INTO directory.territory (path, code, level, parent_code, parent_path, name, type, settlement,
    households, size_rule, size_reason, post_in_charge, head_title, valid_from, version)
"""
_REST = "'', 1, 300, '', '', '', '', now(), 1"
_BELOW = (
    _PLACE
    + """
SELECT drawn.path, rpad(drawn.path, greatest(12, length(drawn.path)), '0'), %(level)s, p.code, p.path,
    {name}, {rest}
FROM directory.territory p, generate_series(1, %(count)s) AS n, (SELECT %(names)s AS names) AS given,
    LATERAL (SELECT p.path || lpad(n::text, %(digits)s, '0') AS path) AS drawn
WHERE p.level = %(level)s - 1 AND p.path LIKE %(top)s
"""
)
_GRIDS = "FROM directory.territory t WHERE t.level = 5 AND t.path LIKE %(top)s"
_POSTS = f"""
INSERT INTO directory.post (id, title, kind, territory_code, territory_path, organisation_id, roles,
    accountable, roster_slot, duties, skills, work_phone, on_notice_board, version)
SELECT 'bench-' || t.path, '网格长', 'grid_head', t.code, t.path, '', '[]', true, '', '[]', '[]', '', true, 1
{_GRIDS}
"""
_HEADS = f"""
INSERT INTO directory.post_territory (post_id, territory_path, territory_code, own, accountable)
SELECT 'bench-' || t.path, t.path, t.code, true, true {_GRIDS}
"""
_BUILDINGS = f"""
INSERT INTO directory.building (id, name, longitude, latitude, community_code, territory_path, grid_code,
    households, version, storeys, units, dwellings_per_storey, year_built, footprint)
SELECT 'bench-' || t.path, '1号楼', 114 + random() / 10, 35 + random() / 10, t.parent_code, t.path, t.code,
    72, 1, 18, 2, 2, 2010, %(footprint)s
{_GRIDS}
"""
_FOOTPRINT = (
    '{"type":"Polygon","coordinates":[[[114.1,35.1],[114.1003,35.1],[114.1003,35.1002],[114.1,35.1002],'
    "[114.1,35.1]]]}"
)


def grow_places(platform: Distributed) -> float:
    """Add the places with their posts and buildings; how many seconds it took. Nobody is told of them."""
    began = time.monotonic()
    top = {"top": f"{PREFECTURE}%"}
    values: dict[str, Any] = {**top, "code": PREFECTURE.ljust(12, "0"), "path": PREFECTURE}
    platform.sql(f"{_PLACE} SELECT %(path)s, %(code)s, 1, '', '', '测试市', {_REST}", values)
    for level, digits, count, name in _LEVELS:
        given = {**top, "level": level, "digits": digits, "count": count, "names": _NAMES}
        platform.sql(_BELOW.format(name=name, rest=_REST), given)
    rare = f"{PREFECTURE}01001001"
    platform.sql("UPDATE directory.territory SET name = %s WHERE path = %s", (f"{RARE}社区", rare))
    for statement in (_POSTS, _HEADS, _BUILDINGS):
        platform.sql(statement, {**top, "footprint": _FOOTPRINT})
    for table in ("territory", "post", "post_territory", "building"):
        platform.sql(f"VACUUM ANALYZE directory.{table}")
    return time.monotonic() - began


def places_bench(
    platform: Distributed, findings: Findings, seconds: float, tell: Callable[[str], None]
) -> None:
    """One reader after the other: pages of the console about places, then the calls behind them."""
    findings.add("places.seed", grow_places(platform), "s")
    count = int(platform.sql("SELECT count(*) FROM directory.territory")[0][0])
    findings.add("places", count, "")
    tell(f"{count:,} places")
    county, township = f"{PREFECTURE}01", f"{PREFECTURE}01001"
    tokens = {
        "places_admin": platform.tokens("admin", PREFECTURE),
        "places_clerk": platform.tokens("clerk", township),
    }
    facts = {
        "contracts": ["wangge.directory.v1.territories_pb2"],
        "county": county.ljust(12, "0"),
        "prefecture": PREFECTURE.ljust(12, "0"),
        "township": township.ljust(12, "0"),
        "communities": [f"{township}{n:03}" for n in range(1, COMMUNITIES + 1)],
        "grids": [f"{township}{n:03}{m:03}" for n in range(1, COMMUNITIES + 1) for m in (1, GRIDS)],
        "words": [RARE, *_NAMES[:4], "第7网格", "没有的名称"],
    }

    def one(road: str, address: str, name: str) -> Measured:
        order = Order(road, address, name, tokens, facts, seconds, min(2.0, seconds / 4), 1)
        return measure(order)

    for road, address, names in (
        ("rest", platform.rest, PAGES),
        ("grpc", platform.grpc("directory"), RPCS),
    ):
        for name in names:
            found = one(road, address, name)
            kind = "page" if names is PAGES else "rpc"
            title = f"places.{kind}.{name.removeprefix('places_').removeprefix('rpc_')}"
            findings.places[title] = found
            findings.add(f"{title}.p95", found.p95, "ms")
            findings.add(f"{title}.bytes", found.bytes, "B")
            tell(
                f"  {title}: p50 {found.p50:.0f} ms, p95 {found.p95:.0f} ms, {found.bytes / 1024:.1f} KiB"
                + (f", {found.errors} ERRORS: {found.first_error}" if found.errors else "")
            )
        platform.watch()
