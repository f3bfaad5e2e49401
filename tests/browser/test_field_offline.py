"""The handheld without a network: nothing is lost or sent twice, conflicts are shown, others see nothing."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, FilePayload, Page, Route, expect

from services.directory.entrypoints.demo_accounts import PASSWORD
from tests.browser.visitors import axe

GRID = {"longitude": 114.203125, "latitude": 35.66375, "accuracy": 8.0}
# What a browser says on its console of requests that fail on purpose.
CUT_OFF = ["ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "ERR_NETWORK", "status of 409", "status of 401"]
STORED = """async () => {
    const database = await new Promise((resolve) => {
        indexedDB.open('wangge-field').onsuccess = (event) => resolve(event.target.result);
    });
    const rows = await new Promise((resolve) => {
        const asked = database.transaction('outbox').objectStore('outbox').getAll();
        asked.onsuccess = () => resolve(asked.result);
    });
    return rows.map((each) => new TextDecoder('latin1').decode(each.sealed.data)).join();
}"""
"""What lies in the outbox, as whoever took the phone apart would read it."""

SignedIn = Callable[..., Page]


@pytest.fixture
def phone(signed_in: SignedIn) -> Callable[..., Page]:
    """A phone that knows where it is, with the handheld opened and kept for when the network is gone."""

    def opened(login: str, **options: Any) -> Page:
        page = signed_in(
            login, phone=True, geolocation=GRID, permissions=["geolocation"], allow=CUT_OFF, **options
        )
        page.goto("/field")
        expect(page.get_by_role("navigation", name="主菜单")).to_be_visible()
        until(page, "navigator.serviceWorker.controller !== null")
        return page

    return opened


def until(page: Page, condition: str, seconds: float = 20.0) -> None:
    """Waits for something no element shows; the policy of pages forbids Playwright's own way."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(100)


def photo() -> FilePayload:
    out = io.BytesIO()
    Image.effect_mandelbrot((2400, 1800), (-3, -2.5, 2, 2.5), 60).convert("RGB").save(out, "JPEG")
    return {"name": "井盖.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def old_photo() -> FilePayload:
    """As an album has it: with the moment of its taking, years ago."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2024:05:01 08:00:00"
    Image.new("RGB", (640, 480), "gray").save(out, "JPEG", exif=exif)
    return {"name": "旧照片.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def headers(context: BrowserContext) -> dict[str, str]:
    token = next(each["value"] for each in context.cookies() if each["name"] == "wangge_csrf")
    return {"X-CSRF-Token": token, "Origin": "/".join(context.pages[0].url.split("/")[:3])}


def posted(page: Page, path: str, body: dict[str, Any]) -> Any:
    answer = page.context.request.post(f"/api/v1{path}", data=body, headers=headers(page.context))
    assert answer.ok, answer.text()
    return answer.json()


def fetched(page: Page, path: str) -> Any:
    answer = page.context.request.get(f"/api/v1{path}")
    assert answer.ok, answer.text()
    return answer.json()


def reported(page: Page, words: str) -> list[Any]:
    found = fetched(page, "/cases?view=reported_by_me&page_size=100").get("cases", [])
    return [fetched(page, f"/cases/{each['id']}") for each in found if words in each["title"]]


def write_report(page: Page, words: str, *, with_photo: bool = True) -> None:
    page.get_by_role("link", name="上报", exact=True).click()
    page.get_by_label("情况说明").fill(words)
    if with_photo:
        page.get_by_label("拍照", exact=True).set_input_files(photo())
        expect(page.get_by_role("img", name="照片 1")).to_be_visible()
    expect(page.get_by_text("已定位，精度约 8 米")).to_be_visible()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_label("情况说明")).to_have_value("")


def unsent(page: Page, number: int) -> None:
    chip = page.locator("#top").get_by_role("link", name="项未上传")
    if number:
        expect(chip).to_have_text(f"{number} 项未上传")
    else:
        expect(chip).to_have_count(0, timeout=30_000)


def sign_in(page: Page, login: str) -> None:
    page.context.clear_cookies()
    answer = page.context.request.post("/auth/sign-in", data={"login": login, "password": PASSWORD})
    assert answer.ok, answer.text()


def test_a_report_made_offline_is_sent_once_although_the_browser_was_closed(
    phone: Callable[..., Page],
) -> None:
    page, words = phone("worker"), f"离线上报{uuid4().hex[:8]}"
    context = page.context
    context.set_offline(True)
    write_report(page, words)
    unsent(page, 1)
    page.close()

    page = context.new_page()
    page.goto("/field")
    unsent(page, 1)
    page.get_by_role("link", name="1 项未上传").first.click()
    expect(page.get_by_text(words).first).to_be_visible()
    expect(page.get_by_role("main").get_by_text("未上传", exact=True).last).to_be_visible()
    assert axe(page) == []
    context.set_offline(False)
    unsent(page, 0)

    (case,) = reported(page, words)
    (picture,) = case["attachments"]
    assert case["channel"] == "CHANNEL_HANDHELD"
    assert picture["category"] == "picture"
    assert picture["takenWhere"]["latitude"] == pytest.approx(GRID["latitude"])
    assert picture["sizeBytes"] != "0"


def test_an_answer_that_was_lost_makes_no_second_case(phone: Callable[..., Page]) -> None:
    page, words = phone("worker"), f"重复发送{uuid4().hex[:8]}"
    lost: list[str] = []

    def lose(route: Route) -> None:
        """The server does it, and the phone never hears of it."""
        if route.request.method != "POST" or route.request.url in lost:
            route.continue_()
            return
        lost.append(route.request.url)
        route.fetch()
        route.abort()

    # For both pages: which of them sends first is not ours to say.
    page.context.route("**/api/v1/cases", lose)
    page.context.route("**/api/v1/cases:addAttachment", lose)
    write_report(page, words)
    unsent(page, 1)
    other = page.context.new_page()
    other.goto("/field")
    for each in (page, other):
        each.evaluate("() => { setInterval(() => dispatchEvent(new Event('online')), 200); }")

    unsent(other, 0)
    unsent(page, 0)
    assert len(lost) == 2
    (case,) = reported(page, words)
    assert len(case["attachments"]) == 1


def case_of(page: Page, words: str) -> Any:
    place = {"point": {"longitude": GRID["longitude"], "latitude": GRID["latitude"]}}
    return posted(
        page,
        "/cases",
        {"content": words, "channel": "CHANNEL_HANDHELD", "place": place, "requestId": uuid4().hex},
    )


def submit_offline(page: Page, case: Any, words: str) -> None:
    page.goto(f"/field#/task/{case['id']}")
    expect(page.get_by_role("button", name="向上提交")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("button", name="向上提交").click()
    page.get_by_label("提交原因").fill(words)
    page.get_by_role("button", name="提交").click()
    unsent(page, 1)


def test_a_task_that_changed_meanwhile_is_shown_from_both_sides_and_done_again(
    phone: Callable[..., Page], signed_in: SignedIn
) -> None:
    page, words = phone("worker"), f"冲突重做{uuid4().hex[:8]}"
    case = case_of(page, words)
    submit_offline(page, case, "网格内无法解决")
    posted(page, f"/cases/{case['id']}:follow", {"words": "又有人反映"})
    page.context.set_offline(False)

    stuck = page.locator("#top").get_by_role("link", name="项未上传")
    stuck.click()
    card = page.get_by_role("article").filter(has_text=words)
    expect(card.get_by_text("需要您处理")).to_be_visible()
    expect(card.get_by_role("heading", name="您手机上的")).to_be_visible()
    expect(card.get_by_text("网格内无法解决")).to_be_visible()
    expect(card.get_by_role("heading", name="服务器上的")).to_be_visible()
    expect(card.get_by_text("已上报", exact=True)).to_be_visible()
    assert axe(page) == []
    card.get_by_role("button", name="在最新状态上重做").click()

    unsent(page, 0)
    assert fetched(page, f"/cases/{case['id']}")["state"] == "CASE_STATE_SCREENING"


def test_what_can_no_longer_be_done_stays_until_its_owner_discards_it(phone: Callable[..., Page]) -> None:
    page, words = phone("worker"), f"冲突放弃{uuid4().hex[:8]}"
    case = case_of(page, words)
    submit_offline(page, case, "我写的原因")
    posted(page, f"/cases/{case['id']}:submit", {"reason": "网格长已提交", "etag": case["etag"]})
    page.context.set_offline(False)

    page.locator("#top").get_by_role("link", name="项未上传").click()
    card = page.get_by_role("article").filter(has_text=words)
    expect(card.get_by_text("我写的原因")).to_be_visible()
    expect(card.get_by_text("不能再“向上提交”")).to_be_visible()
    expect(card.get_by_role("button", name="在最新状态上重做")).to_have_count(0)
    card.get_by_role("button", name="放弃").click()
    page.get_by_role("dialog").get_by_role("button", name="放弃").click()

    expect(card).to_have_count(0)
    unsent(page, 0)


def test_a_patrol_walked_offline_arrives_with_its_check_ins(phone: Callable[..., Page]) -> None:
    page, words = phone("worker"), f"健身器材松动{uuid4().hex[:6]}"
    page.context.set_offline(True)
    page.get_by_role("link", name="巡查", exact=True).click()
    page.get_by_role("button", name="上岗").click()
    expect(page.locator("#top").get_by_text("在岗")).to_be_visible()
    page.get_by_role("button", name="开始巡查").click()
    expect(page.locator("#top").get_by_text("巡查中")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="打卡 / 发现问题").click()
    page.get_by_label("照片（可不拍）").set_input_files(photo())
    page.get_by_label("发现的问题").fill(words)
    page.get_by_role("button", name="打卡", exact=True).click()
    expect(page.get_by_text(words)).to_be_visible()
    page.get_by_role("button", name="结束巡查").click()
    page.get_by_role("dialog").get_by_role("button", name="结束巡查").click()
    expect(page.get_by_role("button", name="开始巡查")).to_be_visible()
    page.get_by_role("button", name="下岗").click()
    expect(page.locator("#top").get_by_text("离岗")).to_be_visible()
    unsent(page, 5)
    page.context.set_offline(False)
    unsent(page, 0)

    latest = fetched(page, "/patrols?page_size=1")["patrols"][0]
    patrol = fetched(page, f"/patrols/{latest['id']}")
    (found,) = patrol["checkIns"]
    assert (patrol["state"], found["finding"]) == ("PATROL_STATE_FINISHED", words)
    assert len(found["photos"]) == 1
    assert found["where"]["latitude"] == pytest.approx(GRID["latitude"])
    assert fetched(page, "/field/duty").get("onDuty", False) is False


def test_another_account_on_the_same_phone_neither_sees_nor_sends_it(phone: Callable[..., Page]) -> None:
    page, words = phone("worker", own_session=True), f"换人{uuid4().hex[:8]}"
    page.context.set_offline(True)
    write_report(page, words)
    unsent(page, 1)
    sign_in(page, "head")
    page.context.set_offline(False)

    page.goto("/field#/unsent")
    page.reload()
    expect(page.get_by_text("全部已上传")).to_be_visible()
    unsent(page, 0)
    assert words not in page.content()
    stored = page.evaluate(STORED)
    assert stored
    assert words.encode().decode("latin1") not in stored
    sign_in(page, "worker")
    assert reported(page, words) == []
    page.goto("/field#/tasks")
    page.reload()
    expect(page.get_by_role("navigation", name="主菜单")).to_be_visible()

    unsent(page, 0)
    assert len(reported(page, words)) == 1


def test_whoever_was_signed_out_is_asked_to_sign_in_and_keeps_what_waits(phone: Callable[..., Page]) -> None:
    page, words = phone("worker", own_session=True), f"过期{uuid4().hex[:8]}"
    page.context.set_offline(True)
    write_report(page, words)
    page.context.clear_cookies()
    page.context.set_offline(False)

    expect(page.get_by_role("alert").get_by_text("请重新登录")).to_be_visible()
    unsent(page, 1)
    assert axe(page) == []
    page.get_by_role("alert").get_by_role("link", name="登录").click()
    page.get_by_label("登录名").fill("worker")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("navigation", name="主菜单")).to_be_visible()

    unsent(page, 0)
    assert len(reported(page, words)) == 1


def test_a_phone_that_was_removed_deletes_what_it_keeps(phone: Callable[..., Page]) -> None:
    page, words = phone("head", own_session=True), f"遗失{uuid4().hex[:8]}"
    page.context.set_offline(True)
    write_report(page, words, with_photo=False)
    unsent(page, 1)
    devices = fetched(page, "/devices")["devices"]
    posted(page, f"/devices/{devices[0]['id']}:remove", {})
    page.context.set_offline(False)
    page.reload()

    expect(page.get_by_text("本机已被移除")).to_be_visible()
    assert page.evaluate(STORED) == ""


def test_what_is_settled_on_the_spot_needs_a_photo_and_urgent_matters_a_confirmation(
    phone: Callable[..., Page],
) -> None:
    page, words = phone("worker"), f"就地处置{uuid4().hex[:8]}"
    page.get_by_label("情况说明").fill(words)
    expect(page.get_by_text("已定位，精度约 8 米")).to_be_visible()
    page.get_by_label("已当场处置").check()
    page.get_by_label("处置情况").fill("已清理")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("alert").get_by_text("当场处置需要处置后的照片")).to_be_visible()
    page.get_by_label("处置后的照片").set_input_files(photo())
    page.get_by_role("button", name="提交").click()
    unsent(page, 0)
    expect(page.get_by_label("情况说明")).to_have_value("")
    page.get_by_label("情况说明").fill(f"{words}直报")
    expect(page.get_by_text("已定位，精度约 8 米")).to_be_visible()
    page.get_by_role("button", name="紧急直报指挥中心").click()
    expect(page.get_by_role("dialog").get_by_text("110")).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="确认直报").click()
    expect(page.get_by_label("情况说明")).to_have_value("")
    unsent(page, 0)

    cases = {each["title"]: each for each in reported(page, words)}
    settled, direct = cases[words], cases[f"{words}直报"]
    assert (settled["state"], settled["result"]) == ("CASE_STATE_SELF_DONE", "已清理")
    assert (direct["direct"], direct["urgency"]) == (True, "URGENCY_URGENT")


def test_verifying_shows_before_and_after_and_takes_a_new_photo_alone(
    phone: Callable[..., Page], signed_in: SignedIn
) -> None:
    page, words = phone("worker"), f"核查{uuid4().hex[:8]}"
    write_report(page, words)
    unsent(page, 0)
    (case,) = reported(page, words)
    handled(signed_in, case["id"])
    page.goto(f"/field#/task/{case['id']}/verify")
    page.reload()

    expect(page.get_by_role("heading", name="处置前", exact=True)).to_be_visible()
    expect(page.get_by_role("img", name="处置前")).to_be_visible()
    expect(page.get_by_role("img", name="处置后")).to_be_visible()
    page.get_by_label("通过", exact=True).check()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("alert").get_by_text("请现场拍一张新照片")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("现场拍一张新照片（必须）").set_input_files(old_photo())
    expect(page.get_by_text("不能使用旧照片")).to_be_visible()
    page.get_by_label("现场拍一张新照片（必须）").set_input_files(photo())
    expect(page.get_by_role("img", name="照片 1")).to_be_visible()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", level=1, name="任务")).to_be_visible()
    unsent(page, 0)

    closed = fetched(page, f"/cases/{case['id']}")
    assert closed["state"] == "CASE_STATE_CLOSED"


def handled(signed_in: SignedIn, case: str) -> None:
    """What others do with a case until it is to be verified."""
    screener, department = signed_in("screener"), signed_in("chengguan")
    for each in (screener, department):
        each.goto("/status")
    unit = fetched(department, "/me")["posts"][0]["organisationId"]
    posted(screener, f"/cases/{case}:file", {"category": "component.utility.water_manhole"})
    posted(screener, f"/cases/{case}:assign", {"leadUnitId": unit, "requirement": "尽快更换"})
    posted(department, f"/cases/{case}:sign", {})
    answer = department.context.request.post(
        "/api/v1/cases:addAttachment",
        multipart={"data": photo(), "file_name": "修好.jpg", "moment": "after"},
        headers=headers(department.context),
    )
    assert answer.ok, answer.text()
    done = {"result": "已更换井盖", "attachmentIds": [answer.json()["id"]]}
    posted(department, f"/cases/{case}:feedBack", done)
    posted(screener, f"/cases/{case}:check", {"accept": True, "opinion": "同意"})


def test_my_grid_is_looked_up_and_kept_for_when_the_network_is_gone(phone: Callable[..., Page]) -> None:
    page = phone("worker")
    page.get_by_role("link", name="查询", exact=True).click()
    expect(page.get_by_role("heading", name="谁在服务本网格")).to_be_visible()
    staff = page.locator(".person strong").first.inner_text()
    page.context.set_offline(True)
    page.reload()

    page.get_by_role("link", name="查询", exact=True).click()
    expect(page.get_by_text("没有网络：这是")).to_be_visible()
    expect(page.get_by_text(staff).first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screens_have_no_barriers(phone: Callable[..., Page], scheme: str) -> None:
    page = phone("worker", color_scheme=scheme)
    for name, heading in {
        "上报": "上报",
        "任务": "任务",
        "巡查": "巡查",
        "查询": "查询",
        "我的": "我的",
    }.items():
        page.get_by_role("navigation", name="主菜单").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert axe(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


def test_whoever_scans_a_badge_learns_whether_it_is_valid(
    phone: Callable[..., Page], signed_out: Callable[..., Page]
) -> None:
    badge = fetched(phone("worker"), "/badge")
    page = signed_out(phone=True, allow=["status of 404"])

    page.goto(f"/field/badge/{badge['code']}")
    expect(page.get_by_text("有效", exact=True)).to_be_visible()
    expect(page.get_by_text(badge["name"])).to_be_visible()
    assert axe(page) == []
    page.goto("/field/badge/nonsense")
    expect(page.get_by_text("无效", exact=True)).to_be_visible()
