"""The handheld's videos, sent in pieces over a bad network, and its notices while the app is closed."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import FilePayload, Page, Route, expect

from services.kernel.files.footage import Held
from services.kernel.files.video import examine
from tests.browser.test_field_offline import GRID, phone, reported, unsent, until, write_report
from tests.browser.visitors import axe

__all__ = ["phone"]

PIECE = 512 * 1024
RECORD = """async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 480];
    const paper = canvas.getContext('2d');
    const picture = paper.createImageData(640, 480);
    const words = new Uint32Array(picture.data.buffer);
    const draw = setInterval(() => {
        for (let n = 0; n < words.length; n += 1) words[n] = Math.random() * 2 ** 32;
        paper.putImageData(picture, 0, 0);
    }, 60);
    const recorder = new MediaRecorder(canvas.captureStream(15), {
        mimeType: 'video/webm;codecs=vp8', videoBitsPerSecond: 8000000,
    });
    const parts = [];
    recorder.ondataavailable = (event) => parts.push(event.data);
    const ended = new Promise((resolve) => { recorder.onstop = resolve; });
    recorder.start();
    await new Promise((resolve) => setTimeout(resolve, 2500));
    recorder.stop();
    await ended;
    clearInterval(draw);
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    let text = '';
    for (let at = 0; at < bytes.length; at += 8192)
        text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text);
}"""
PIECES = """async () => {
    const database = await new Promise((resolve) => {
        indexedDB.open('wangge-field').onsuccess = (event) => resolve(event.target.result);
    });
    const rows = await new Promise((resolve) => {
        const asked = database.transaction('pieces').objectStore('pieces').getAll();
        asked.onsuccess = () => resolve(asked.result);
    });
    return rows.map((each) => new TextDecoder('latin1').decode(each.sealed.data.slice(0, 64)));
}"""


@pytest.fixture(scope="module")
def recorded() -> dict[str, bytes]:
    """One recording for the tests of this module."""
    return {}


def recording(page: Page, recorded: dict[str, bytes]) -> FilePayload:
    """As the browser itself records one, of more than one piece."""
    if "video" not in recorded:
        recorded["video"] = base64.b64decode(page.evaluate(RECORD))
    data = recorded["video"]
    assert len(data) > PIECE, len(data)
    return {"name": "现场.webm", "mimeType": "video/webm", "buffer": data}


def choose(page: Page, video: FilePayload) -> None:
    page.get_by_role("link", name="上报", exact=True).click()
    page.get_by_label("拍视频").set_input_files(video)
    expect(page.get_by_label("录好的视频")).to_be_visible()


def test_a_video_taken_offline_is_sent_in_pieces_from_where_it_was_cut_and_played(
    phone: Callable[..., Page], recorded: dict[str, bytes]
) -> None:
    page, words = phone("worker"), f"离线视频{uuid4().hex[:8]}"
    video = recording(page, recorded)
    assert examine(Held(video["buffer"])).kind.content_type == "video/webm"
    context = page.context
    context.set_offline(True)
    choose(page, video)
    assert axe(page) == []
    write_report(page, words, with_photo=False)
    unsent(page, 1)
    kept = page.evaluate(PIECES)
    page.close()

    page = context.new_page()
    sent: list[str] = []

    def cut(route: Route) -> None:
        """The second piece is lost, as on a bad signal."""
        sent.append(route.request.url)
        if len(sent) == 2:
            route.abort()
        else:
            route.continue_()

    context.route("**/evidence/*:addPiece", cut)
    page.goto("/field")
    unsent(page, 1)
    context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    until(page, "true")
    for _ in range(40):
        if len(sent) >= 2:
            break
        page.wait_for_timeout(250)
    page.evaluate("dispatchEvent(new Event('online'))")
    unsent(page, 0)

    (case,) = reported(page, words)
    (film,) = case["attachments"]
    count = -(-len(video["buffer"]) // PIECE)
    assert len(kept) == count
    assert not [each for each in kept if "webm" in each]
    assert page.evaluate(PIECES) == []
    assert len(sent) == count + 1
    assert (film["category"], film["contentType"]) == ("video", "video/webm")
    assert int(film["sizeBytes"]) == len(video["buffer"])
    assert film["takenWhere"]["latitude"] == pytest.approx(GRID["latitude"])
    page.goto(f"/field#/task/{case['id']}")
    expect(page.get_by_label("视频", exact=False).first).to_be_visible()
    until(page, "document.querySelector('video').readyState >= 1")
    page.goto(f"/cases/case/{case['id']}")
    until(page, "document.querySelector('video').readyState >= 1")
    page.evaluate("document.querySelector('video').play()")
    until(page, "document.querySelector('video').currentTime > 0.3")


def test_what_waits_for_wifi_is_sent_when_its_owner_says_so(
    phone: Callable[..., Page], recorded: dict[str, bytes]
) -> None:
    page, words = phone("worker"), f"等无线{uuid4().hex[:8]}"
    page.evaluate("Object.defineProperty(navigator, 'connection', {value: {type: 'cellular'}})")
    choose(page, recording(page, recorded))
    page.get_by_label("等有 Wi-Fi 时再上传").check()
    write_report(page, words, with_photo=False)
    unsent(page, 1)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.locator("#top").get_by_role("link", name="项未上传").click()
    expect(page.get_by_text("等有 Wi-Fi 时上传")).to_be_visible()
    assert reported(page, words) == []
    assert axe(page) == []

    page.get_by_role("button", name="现在用流量上传").click()

    unsent(page, 0)
    assert len(reported(page, words)[0]["attachments"]) == 1


def test_a_video_that_is_too_large_or_none_at_all_is_refused_at_once(phone: Callable[..., Page]) -> None:
    page = phone("worker")
    page.route(
        "**/api/v1/evidence:rules",
        lambda route: route.fulfill(json={"videoBytes": "1000", "pieceBytes": PIECE}),
    )
    page.get_by_role("link", name="上报", exact=True).click()
    field = page.get_by_label("拍视频")
    field.set_input_files({"name": "a.mp4", "mimeType": "video/mp4", "buffer": bytes(2000)})
    expect(page.get_by_text("请拍短一些")).to_be_visible()
    field.set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"x"})
    expect(page.get_by_text("这不是可以上传的视频")).to_be_visible()


def deliver(page: Page, told: dict[str, Any] | str) -> None:
    """As a push service would, through the browser's own tools."""
    tools = page.context.new_cdp_session(page)
    found: list[str] = []
    tools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(each["registrationId"] for each in event["registrations"]),
    )
    tools.send("ServiceWorker.enable")
    for _ in range(50):
        if found:
            break
        page.wait_for_timeout(100)
    tools.send(
        "ServiceWorker.deliverPushMessage",
        {
            "origin": "/".join(page.url.split("/")[:3]),
            "registrationId": found[0],
            "data": told if isinstance(told, str) else json.dumps(told),
        },
    )


SHOWN = """async () => (await (await navigator.serviceWorker.ready).getNotifications())
    .map((each) => [each.title, each.body, each.data.url])"""


def test_a_notice_says_that_something_waits_and_leads_to_the_tasks(phone: Callable[..., Page]) -> None:
    page = phone("worker")
    page.context.grant_permissions(["notifications", "geolocation"])
    deliver(page, {"kind": "overdue", "count": 1, "number": "HB-2026-000123", "language": "zh"})
    until(page, f"({SHOWN})().then((each) => each.length === 1)")
    first = page.evaluate(SHOWN)
    deliver(page, {"kind": "task", "count": 3, "number": "", "language": "en"})
    until(page, f"({SHOWN})().then((each) => each.length === 1 && each[0][1].startsWith('3'))")

    assert first == [["有任务已超时", "HB-2026-000123 · 点按查看", "/field#/tasks"]]
    assert page.evaluate(SHOWN)[0][0] == "Something new waits for you"
    deliver(page, "not JSON")
    until(page, f"({SHOWN})().then((each) => each[0][0] === '您有新的待办')")


def test_the_switch_says_how_things_stand(phone: Callable[..., Page]) -> None:
    page = phone("worker")
    card = page.locator("section", has=page.get_by_role("heading", name="任务提醒"))
    page.get_by_role("link", name="我的").click()
    expect(card).to_contain_text("您已禁止本应用发送通知")  # as browsers without a screen begin
    page.context.grant_permissions(["notifications", "geolocation"])
    page.get_by_role("link", name="任务", exact=True).click()
    page.get_by_role("link", name="我的").click()
    expect(card).to_contain_text("本平台没有开通推送")
    expect(card).to_contain_text("提醒已开启")
    asked: list[dict[str, Any]] = []

    def answer(route: Route) -> None:
        """A platform that sends notices."""
        if route.request.method == "POST":
            asked.append(json.loads(route.request.post_data or "{}"))
        registered = bool(asked) and route.request.method != "DELETE"
        state = {"enabled": True, "publicKey": "BB" + "A" * 85, "registered": registered, "quiet": True}
        route.fulfill(json=state)

    page.route("**/api/v1/devices/*/push", answer)
    page.evaluate(
        """() => {
            let made = null;
            const fake = (key) => ({
                endpoint: 'https://push.example/1', options: {applicationServerKey: key},
                getKey: (name) => new Uint8Array(name === 'auth' ? 16 : 65).buffer,
                unsubscribe: async () => { made = null; return true; },
            });
            PushManager.prototype.getSubscription = async () => made;
            PushManager.prototype.subscribe = async ({applicationServerKey}) => {
                made = fake(applicationServerKey); return made;
            };
        }"""
    )
    page.get_by_role("link", name="任务", exact=True).click()
    page.get_by_role("link", name="我的").click()
    expect(card.get_by_label("离岗和下班时间只提醒紧急事项")).to_be_checked()
    assert axe(page) == []
    card.get_by_role("button", name="开启提醒").click()
    expect(card.get_by_role("button", name="关闭提醒")).to_be_visible()
    assert asked[0]["endpoint"] == "https://push.example/1"
    assert (asked[0]["quiet"], asked[0]["language"]) == (True, "zh")
    assert len(base64.urlsafe_b64decode(asked[0]["secret"] + "==")) == 16
    card.get_by_role("button", name="关闭提醒").click()
    expect(card.get_by_role("button", name="开启提醒")).to_be_visible()
