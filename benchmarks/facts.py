"""What the scenarios draw from: places, a handling unit, a leaf of the catalogue, words to search for."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.platform import Distributed
from services.cases.adapters.reference import leaves_of
from services.cases.domain.catalogue import Leaf

CONTRACTS = ("wangge.cases.v1.cases_pb2", "wangge.directory.v1.organisations_pb2")

_WHAT = (
    "井盖",
    "路灯",
    "垃圾",
    "占道经营",
    "噪声",
    "积水",
    "护栏",
    "消防通道",
    "违停车辆",
    "排水沟",
    "电线",
    "树枝",
)
_HOW = (
    "丢失",
    "损坏",
    "堆积无人清理",
    "影响通行",
    "夜间扰民",
    "存在安全隐患",
    "倾倒",
    "堵塞",
    "脱落",
    "老化",
)
_WHERE = (
    "小区东门",
    "菜市场旁",
    "学校门口",
    "广场北侧",
    "三号楼下",
    "主干道路口",
    "河堤沿线",
    "公交站台",
    "停车场内",
)
_WISH = ("请尽快处理", "已多次反映", "居民意见较大", "希望协调解决", "请派人查看", "建议加强巡查")


@dataclass(frozen=True)
class Facts:
    """Found in the demo county.

    Attributes:
        places: grid code and an address in it.
        unit: a department that cases can be assigned to.
        category: a leaf whose cases are closed when the papers have been checked.
        county, township: territory paths.
    """

    places: list[tuple[str, str]]
    unit: str
    category: str
    categories: list[tuple[str, str]]
    county: str
    township: str

    def drawn(self, platform: Distributed, samples: int = 2000) -> dict[str, Any]:
        """Facts for the load generator, with ids of existing cases."""
        found = platform.sql(_SAMPLE, (samples,))
        return {
            "contracts": list(CONTRACTS),
            "places": self.places,
            "unit": self.unit,
            "category": self.category,
            "sentences": sentences(400),
            "words": words(),
            "ids": [row[0] for row in found],
            "pages": PAGES,
        }


PAGES = {
    "work": "/cases/work",
    "list": "/cases/list",
    "case": "/cases/case/{id}",
    "dashboard": "/cases/dashboard",
}
"""Addresses of the pages that are measured."""
_SAMPLE = "SELECT id FROM (SELECT id FROM case_record ORDER BY md5(id) LIMIT %s) AS mixed"


def facts_of(platform: Distributed) -> Facts:
    """Reads the projections of cases: what it can assign to is what it knows.

    Raises LookupError when the demo county lacks what a lifecycle needs.
    """
    grids = platform.sql(
        "SELECT path, name FROM seen_territory WHERE length(path) = 15 AND NOT ended ORDER BY path"
    )
    if not grids:
        raise LookupError("the demo county has no grids")
    county = grids[0][0][:6]
    units = platform.sql(
        "SELECT id FROM seen_unit WHERE active AND path LIKE %s AND length(path) = 6 "
        "AND jsonb_array_length(lines) > 0 ORDER BY name",
        (f"{county}%",),
    )
    if not units:
        raise LookupError("no department in the demo county answers for a line of work")
    leaves = _leaves(platform)
    paperwork = [leaf for leaf in leaves if leaf.paperwork]
    if not paperwork:
        raise LookupError("no leaf of the catalogue is paperwork")
    return Facts(
        places=[
            (path, f"{name}{where}") for (path, name), where in zip(grids, _WHERE * len(grids), strict=False)
        ],
        unit=str(units[0][0]),
        category=paperwork[0].code,
        categories=[(leaf.code, leaf.title) for leaf in leaves],
        county=county,
        township=grids[0][0][:9],
    )


def _leaves(platform: Distributed) -> list[Leaf]:
    """Leaves of the newest catalogue."""
    rows = platform.sql("SELECT body FROM seen_catalogue ORDER BY version DESC LIMIT 1")
    if not rows:
        raise LookupError("no catalogue was published")
    return list(leaves_of(rows[0][0]).values())


def sentences(count: int, seed: int = 7) -> list[str]:
    """Things people write, always the same ones."""
    chance = random.Random(seed)
    return [
        f"{chance.choice(_WHERE)}{chance.choice(_WHAT)}{chance.choice(_HOW)}，{chance.choice(_WISH)}"
        for _ in range(count)
    ]


def words() -> Sequence[str]:
    """Two things at once, as people search: each pair is in some cases and not in most."""
    return [f"{what}{how[:2]}" for what in _WHAT for how in _HOW]
