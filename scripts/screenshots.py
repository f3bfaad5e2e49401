"""Pictures of the main pages for docs/, taken of a demo county that is made for it: `make screenshots`."""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.county import DemoCounty
from tests.browser.visitors import Locale, Sessions, Visitors, launch

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
LIST = ROOT / "docs" / "screens.md"
MOST_BYTES = 150_000
_COLOURS = (256, 128, 64, 32, 16)
_LOOKS = 12
_GRID = {"longitude": 114.203125, "latitude": 35.66375, "accuracy": 8.0}
_HEAD = """# Screens · 界面

The demo county that `make run` starts; `make screenshots` takes these pictures anew.

以下为 `make run` 启动的示例县，用 `make screenshots` 重新生成。
"""
_PEOPLE = """登录名,人员姓名,所属网格,工号
wanglin,王琳,410611002001001,W101
zhangwei,张伟,410611002001001,W102
liuyang,刘洋,999999999999999,W103
,陈晨,410611002001001,W104
"""


def as_it_is(page: Page) -> None:
    """The page needs nothing more."""


def finished_case(page: Page) -> None:
    """A case that went through all seven steps."""
    found: Any = page.context.request.get("/api/v1/cases?page_size=1&filter=state%3D%22EVALUATED%22").json()
    page.goto(f"/cases/case/{found['cases'][0]['id']}")


def first_of(prefix: str) -> Callable[[Page], None]:
    """The first record of a list, by the address its line leads to."""

    def open_first(page: Page) -> None:
        page.goto(str(page.locator(f"main table a[href^='{prefix}']").first.get_attribute("href")))

    return open_first


def checked_import(page: Page) -> None:
    """A table of people whose rows were checked and wait to be accepted."""
    page.locator("[name=kind][value=accounts]").check()
    page.locator("[name=file]").set_input_files(
        {"name": "网格员.csv", "mimeType": "text/csv", "buffer": _PEOPLE.encode("utf-8-sig")}
    )
    page.locator("main form .btn-primary").click()
    page.locator("[name^='column.']").first.wait_for()
    page.locator("main form .btn-primary").click()
    page.wait_for_url("**/directory/imports/*-*")


def some_words(page: Page) -> None:
    """Somebody is about to report."""
    page.locator("textarea").first.fill("学院路人行道上的自来水井盖缺失，夜间有跌落危险")
    page.locator("textarea").first.blur()


@dataclass(frozen=True)
class Shot:
    """A picture: who looks at which page, and how."""

    name: str
    login: str
    path: str
    zh: str
    en: str
    theme: str = "light"
    locale: Locale = "zh"
    size: tuple[int, int] = (1366, 768)
    phone: bool = False
    prepare: Callable[[Page], None] = as_it_is
    awaited: str = "main"
    options: dict[str, Any] = field(default_factory=dict)


_MAP, _CHART = "canvas.maplibregl-canvas", ".dash-picture svg"
_ON_SITE = {"geolocation": _GRID, "permissions": ["geolocation"]}
SHOTS = (
    Shot("sign-in", "", "/auth/sign-in", "登录", "Sign in"),
    Shot("work", "dispatcher", "/cases/work", "我的工作：最急的在最前", "My work, the most urgent first"),
    Shot("work-en", "dispatcher", "/cases/work", "我的工作（英文）", "My work in English", locale="en"),
    Shot(
        "report", "worker", "/cases/report", "上报案件", "Reporting a case", prepare=some_words, awaited=_MAP
    ),
    Shot("list", "supervisor", "/cases/list", "案件列表与筛选", "Cases with filters"),
    Shot("board", "dispatcher", "/cases/board", "派遣看板", "Dispatch board"),
    Shot(
        "case",
        "dispatcher",
        "/cases/work",
        "案件七步全过程",
        "A case, its seven steps",
        prepare=finished_case,
    ),
    Shot(
        "case-en",
        "dispatcher",
        "/cases/work",
        "案件（英文）",
        "A case in English",
        locale="en",
        prepare=finished_case,
    ),
    Shot("map", "supervisor", "/cases/map", "案件地图", "Map of cases", awaited=_MAP),
    Shot("dashboard", "supervisor", "/cases/dashboard", "统计分析", "Dashboard", awaited=_CHART),
    Shot(
        "dashboard-dark",
        "supervisor",
        "/cases/dashboard",
        "统计分析（深色）",
        "Dashboard in the dark theme",
        theme="dark",
        awaited=_CHART,
    ),
    Shot("wall", "supervisor", "/cases/wall?screen=1", "动态事件墙（大屏）", "Event wall", size=(1920, 1080)),
    Shot(
        "territories", "admin", "/directory/territories/410611002001", "区划网格", "Territories", awaited=_MAP
    ),
    Shot("accounts", "admin", "/directory/accounts", "账号", "Accounts"),
    Shot("roles", "admin", "/directory/roles", "角色与权限表", "Roles and permissions"),
    Shot("catalogue", "admin", "/directory/catalogue", "案件目录", "Case catalogue"),
    Shot(
        "import",
        "admin",
        "/directory/imports/new",
        "批量导入：逐行检查，说明原因",
        "Import, every row checked",
        prepare=checked_import,
    ),
    Shot("register", "head", "/population", "底数总览", "The register at a glance"),
    Shot("people", "head", "/population/people", "人员：按姓名、拼音、证件、电话、地址查找", "People"),
    Shot(
        "household",
        "head",
        "/population/households",
        "住户：房屋、成员与关系",
        "A household: dwelling, members, relations",
        prepare=first_of("/population/household/"),
    ),
    Shot(
        "statistics",
        "supervisor",
        "/population/statistics",
        "人口统计：少于十人的不显示",
        "Statistics, small counts hidden",
    ),
    Shot(
        "weeks",
        "screener",
        "/population/statistics/weeks",
        "每周信息汇总：自动统计，会后上报",
        "The week's summary, counted by itself",
    ),
    Shot(
        "public-board",
        "",
        "/population/board/410611002001",
        "公开信息栏：不用登录，没有居民信息",
        "The public board of a community",
    ),
    Shot("ledgers", "head", "/population/ledgers", "四本台账", "The four ledgers"),
    Shot("visits", "head", "/population/visits", "走访进度", "Visits"),
    Shot("rentals", "head", "/population/rentals", "出租房屋", "Rentals"),
    Shot(
        "field-report",
        "worker",
        "/field#/report",
        "手机端：上报",
        "Handheld: report",
        phone=True,
        awaited=".screen textarea",
        options=_ON_SITE,
    ),
    Shot(
        "field-tasks",
        "worker",
        "/field#/tasks",
        "手机端：任务",
        "Handheld: tasks",
        phone=True,
        awaited=".screen > *",
        options=_ON_SITE,
    ),
    Shot(
        "field-patrol",
        "worker",
        "/field#/patrol",
        "手机端：巡查",
        "Handheld: patrol",
        phone=True,
        awaited=".screen > *",
        options=_ON_SITE,
    ),
    Shot(
        "field-visits",
        "worker",
        "/field#/visits",
        "手机端：入户走访",
        "Handheld: visits",
        phone=True,
        awaited=".screen > *",
        options=_ON_SITE,
    ),
    Shot(
        "field-log",
        "worker",
        "/field#/log",
        "手机端：工作日志",
        "Handheld: work log",
        phone=True,
        awaited=".screen > *",
        options=_ON_SITE,
    ),
)


def take(county: str, shots: Sequence[Shot]) -> None:
    """Take the pictures of a county that runs at this address."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        visitors = Visitors(browser, county, Sessions(county))
        for shot in shots:
            page = _opened(visitors, shot)
            picture = smaller(still(page))
            (FOLDER / f"{shot.name}.png").write_bytes(picture)
            print(f"{shot.name}.png {len(picture) // 1000} kB")
            visitors.leave()
        browser.close()
    if visitors.faults:
        sys.exit("\n".join(visitors.faults))


def _opened(visitors: Visitors, shot: Shot) -> Page:
    how: dict[str, Any] = {
        "phone": shot.phone,
        "locale": shot.locale,
        "color_scheme": shot.theme,
        **shot.options,
    }
    if not shot.phone:
        how["viewport"] = {"width": shot.size[0], "height": shot.size[1]}
    page = visitors.signed_in(shot.login, **how) if shot.login else visitors.signed_out(**how)
    page.goto(shot.path)
    shot.prepare(page)
    page.locator(shot.awaited).first.wait_for()
    return page


def still(page: Page) -> bytes:
    """The page when two looks at it in turn show the same: maps and charts are drawn."""
    last = b""
    for _ in range(_LOOKS):
        page.wait_for_timeout(500)
        now = page.screenshot(animations="disabled", caret="hide")
        if now == last:
            break
        last = now
    return last


def smaller(picture: bytes) -> bytes:
    """With so few colours that it is at most ``MOST_BYTES`` long."""
    found = b""
    with Image.open(io.BytesIO(picture)) as image:
        drawn = image.convert("RGB")
    for colours in _COLOURS:
        out = io.BytesIO()
        drawn.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            out, "PNG", optimize=True
        )
        found = out.getvalue()
        if len(found) <= MOST_BYTES:
            return found
    raise ValueError(f"{len(found)} bytes with {_COLOURS[-1]} colours")


def listed(shots: Sequence[Shot]) -> str:
    """The page that shows them all, with a line in both languages each."""
    parts = [f"## {each.zh} · {each.en}\n\n![{each.en}](screenshots/{each.name}.png)\n" for each in shots]
    return "\n".join([_HEAD, *parts])


def main() -> None:
    """Take all pictures, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="of pictures; all where none is named")
    parser.add_argument("--county", help="the address of a demo county that runs already")
    asked = parser.parse_args()
    shots = [each for each in SHOTS if not asked.names or each.name in asked.names]
    if asked.county:
        take(asked.county.rstrip("/"), shots)
    else:
        with tempfile.TemporaryDirectory() as folder, DemoCounty(Path(folder)) as county:
            take(county.address, shots)
    LIST.write_text(listed(SHOTS), "utf-8")


if __name__ == "__main__":
    main()
