"""One case through its seven steps by five people, each with a browser of their own, through pages alone."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from services.cases.entrypoints.story_pictures import photo

CROSSING = (114.203125, 35.66375)
"""In the grid of the demo's worker and head."""
WORDS = "学院路人行道上的自来水井盖缺失，夜间有跌落危险"
PEOPLE = {
    "worker": "王国庆",
    "screener": "王雪梅",
    "dispatcher": "赵桂兰",
    "chengguan": "王新民",
    "head": "王秀英",
}
STEPS = ["上报", "受理", "立案派遣", "处置", "反馈", "核查结案", "评价归档"]
BUREAU = "淇滨区城市管理局"
DEVICE: dict[str, Any] = {
    "geolocation": {"longitude": CROSSING[0], "latitude": CROSSING[1], "accuracy": 6.0},
    "permissions": ["geolocation"],
}


@pytest.fixture
def office(signed_in: Callable[..., Page]) -> Callable[[str], Page]:
    """The page of somebody, who keeps it open between their steps."""
    pages: dict[str, Page] = {}

    def of(login: str) -> Page:
        if login not in pages:
            pages[login] = signed_in(login, **DEVICE)
        return pages[login]

    return of


def picture(*, repaired: bool) -> FilePayload:
    # EXIF keeps whole seconds and drops the rest: rounded up, the picture is later than what it proves.
    taken = datetime.now(UTC) + timedelta(seconds=1)
    data = photo(taken, CROSSING, repaired=repaired)
    return {"name": "处置后.jpg" if repaired else "现场.jpg", "mimeType": "image/jpeg", "buffer": data}


@dataclass(frozen=True)
class Desk:
    """Somebody before the page of one case."""

    page: Page
    address: str

    def open(self, verb: str) -> Locator:
        """The dialog behind the button of a verb."""
        self.page.goto(self.address)
        self.page.get_by_role("link", name=verb, exact=True).first.click()
        dialog = self.page.get_by_role("dialog")
        expect(dialog.get_by_role("heading", name=verb)).to_be_visible()
        return dialog

    def send(self, dialog: Locator, verb: str) -> None:
        """The page says that it is done."""
        dialog.get_by_role("button", name=verb, exact=True).click()
        expect(self.page.get_by_role("status").filter(has_text=f"“{verb}”已完成")).to_be_visible()


@dataclass(frozen=True)
class Reported:
    """The address of the case, and what stands on the slip of whoever spoke to the worker."""

    address: str
    number: str
    code: str


def report(page: Page) -> Reported:
    """The worker reports what a resident said, in words, with a picture and the position of the device."""
    page.goto("/cases/work")
    page.get_by_role("link", name="上报案件").first.click()
    expect(page.get_by_role("button", name="使用我的当前位置")).to_be_visible()  # scripts are at work
    page.get_by_label("发生了什么").fill(WORDS)
    page.get_by_label("现场照片").set_input_files(picture(repaired=False))
    page.get_by_role("group", name="类别建议").get_by_label("上水井盖").check()
    page.get_by_role("button", name="使用我的当前位置").click()
    expect(page.get_by_label("位置", exact=True)).to_have_value("114.203125,35.663750")
    page.get_by_label("地点说明").fill("学院路12号门前")
    page.get_by_label("紧急", exact=True).check()
    page.get_by_label("反映人姓名").fill("赵敏")
    page.get_by_label("反映人电话").fill("13903920000")
    page.get_by_label("反映人希望得到答复").check()
    page.get_by_role("button", name="上报").last.click()
    expect(page.get_by_role("heading", name="上报成功")).to_be_visible()
    slip = page.locator(".receipt-code").all_inner_texts()
    page.get_by_role("link", name="查看案件").click()
    expect(page.get_by_text(WORDS).first).to_be_visible()
    return Reported(page.url, *slip)


def rate(page: Page, reported: Reported) -> None:
    """The resident says what they think of it, with their slip alone."""
    page.goto("/cases/receipt")
    page.get_by_label("案件编号").fill(reported.number)
    page.get_by_label("查询码").fill(reported.code)
    page.get_by_role("button", name="查询").click()
    page.get_by_label("非常满意").check()
    page.get_by_label("想说的话").fill("处理及时，谢谢")
    page.get_by_role("button", name="提交评价").click()
    expect(page.get_by_role("status").filter(has_text="评价已收到")).to_be_visible()
    assert reported.code not in page.url


def test_a_case_goes_through_all_seven_steps_in_the_browsers_of_its_people(
    office: Callable[[str], Page], signed_in: Callable[..., Page], signed_out: Callable[..., Page]
) -> None:
    reported = report(office("worker"))
    address = reported.address

    worker = Desk(office("worker"), address)
    dialog = worker.open("向上提交")
    dialog.get_by_label("网格不能处置的原因").fill("网格无力更换井盖")
    worker.send(dialog, "向上提交")

    screener = Desk(office("screener"), address)
    dialog = screener.open("立案")
    dialog.get_by_label("受理意见").fill("情况属实，予以立案")
    screener.send(dialog, "立案")
    dialog = screener.open("逐级上报")
    dialog.get_by_label("本级不能解决的原因").fill("社区无专业处置力量")
    dialog.get_by_label("本级已做的工作").fill("已设置警示并安排值守")
    screener.send(dialog, "逐级上报")

    dispatcher = Desk(office("dispatcher"), address)
    dialog = dispatcher.open("立案")
    dialog.get_by_label("受理意见").fill("街道受理")
    dispatcher.send(dialog, "立案")
    dialog = dispatcher.open("派遣")
    dialog.get_by_label("主办单位").fill("城市管理局")
    dialog.get_by_role("option", name=BUREAU).click()
    dialog.get_by_label("办理要求").fill("更换井盖并恢复路面，反馈处置后照片")
    dispatcher.send(dialog, "派遣")

    handler = Desk(office("chengguan"), address)
    handler.send(handler.open("签收"), "签收")
    dialog = handler.open("登记进展")
    dialog.get_by_label("进展情况").fill("抢修人员已到场，正在更换同规格井盖")
    handler.send(dialog, "登记进展")
    dialog = handler.open("处置反馈")
    dialog.get_by_label("处置结果").fill("已更换井盖，经试压牢固")
    dialog.get_by_role("button", name="使用我的当前位置").click()
    dialog.get_by_label("处置后照片").set_input_files(picture(repaired=True))
    expect(dialog.get_by_label("处置位置")).to_have_value("114.203125,35.663750")
    handler.send(dialog, "处置反馈")

    dialog = dispatcher.open("审核反馈")
    dialog.get_by_label("通过").check()
    dialog.get_by_label("审核意见").fill("资料齐全，转网格长现场核查")
    dispatcher.send(dialog, "审核反馈")

    head = Desk(office("head"), address)
    dialog = head.open("现场核查")
    dialog.get_by_label("合格", exact=True).check()
    dialog.get_by_role("button", name="使用我的当前位置").click()
    dialog.get_by_label("现场照片").set_input_files(picture(repaired=True))
    expect(dialog.get_by_label("核查位置")).to_have_value("114.203125,35.663750")
    head.send(dialog, "现场核查")

    rate(signed_out(), reported)

    assert_finished(signed_in("supervisor"), address)


def assert_finished(page: Page, address: str) -> None:
    """Whoever supervises sees all seven steps, everybody who had a part in it, and takes the file home."""
    page.goto(address)

    track = page.get_by_role("list").filter(has=page.get_by_text("评价归档")).first.get_by_role("listitem")
    expect(track).to_have_count(len(STEPS))
    for shown, step in zip(track.all(), STEPS, strict=True):
        expect(shown).to_contain_text(step)
    assert track.filter(has=page.locator("time")).count() >= len(STEPS) - 1
    history = page.locator("#history")
    for name in PEOPLE.values():
        expect(history.get_by_text(name).first).to_be_visible()
    expect(history.get_by_text("5 分（满分 5 分）")).to_be_visible()
    assert page.get_by_role("heading", name="处置前").count() == 1

    page.get_by_text("更多", exact=True).click()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("link", name="案卷 PDF").click()
    data = download.value.path().read_bytes()
    assert data.startswith(b"%PDF-")
    assert pages_of(data) > 1


def pages_of(pdf: bytes) -> int:
    """The number of pages; the tree of pages may lie in compressed objects."""
    streams = [pdf]
    for start in re.finditer(rb"stream\r?\n", pdf):
        try:
            streams.append(zlib.decompressobj().decompress(pdf[start.end() :]))
        except zlib.error:
            continue
    return sum(len(re.findall(rb"/Type\s*/Page\b", each)) for each in streams)
