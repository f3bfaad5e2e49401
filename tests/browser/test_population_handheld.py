"""Residents, incoming residents and rented dwellings on the handheld (FLD-06 to 08, POP-13, 18, 27)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, Route, expect

from services.population.domain.documents import check_digit
from tests.browser.test_field_offline import CUT_OFF, fetched, posted, unsent, until
from tests.browser.visitors import axe

GRID = "410611002001001"
CHARACTERS = "一丁七万丈三上下不与丑专且丙业丛东丝丢两严丧个中丰串临丸丹为主"
SignedIn = Callable[..., Page]


@pytest.fixture
def phone(signed_in: SignedIn) -> Page:
    """The worker's, with the handheld kept for when the network is gone."""
    page = signed_in("worker", phone=True, allow=CUT_OFF)
    page.goto("/field")
    expect(page.get_by_role("navigation", name="主菜单")).to_be_visible()
    until(page, "navigator.serviceWorker.controller !== null")
    return page


def a_name() -> str:
    return "测" + "".join(CHARACTERS[int(each, 16)] for each in uuid4().hex[:3])


def an_identity() -> str:
    digits = f"4199981990{1 + uuid4().int % 12:02d}{1 + uuid4().int % 28:02d}{uuid4().int % 1000:03d}"
    return digits + check_digit(digits)


def with_a_phone(page: Page) -> Any:
    """Somebody of the worker's grid who lives there and has a phone."""
    people = fetched(page, f"/people?territoryCode={GRID}&pageSize=60&kind=RESIDENCE_KIND_PERMANENT")[
        "people"
    ]
    return next(each for each in people if each.get("phone") and each["residence"].get("householdId"))


def rented(page: Page) -> Any:
    """A dwelling that is let from now on, of this test alone."""
    homes = fetched(page, f"/dwellings?territoryCode={GRID}&occupancy=OCCUPANCY_VACANT&pageSize=200")[
        "dwellings"
    ]
    taken = {
        each["dwellingId"] for each in fetched(page, f"/rentals?territoryCode={GRID}&pageSize=200")["rentals"]
    }
    home = next(each for each in reversed(homes) if each["id"] not in taken)
    said = {"dwellingId": home["id"], "landlordName": "吴房东", "landlordPhone": "13812340000"}
    return posted(page, "/rentals", {**said, "requestId": uuid4().hex})


def go(page: Page, screen: str) -> None:
    page.goto(f"/field#/{screen}")


def test_a_resident_is_looked_up_masked_and_the_whole_number_hides_itself(phone: Page) -> None:
    known = with_a_phone(phone)
    assert "*" in known["phone"]
    phone.clock.install()
    go(phone, "residents")
    phone.get_by_label("找谁").fill(known["name"])
    phone.get_by_label("用途").select_option("核实登记信息")
    phone.get_by_role("button", name="查找").click()
    phone.locator(f"a[href='#/residents/person/{known['id']}']").click()
    expect(phone.get_by_text(known["phone"])).to_be_visible()
    assert axe(phone) == []
    assert known["name"] not in phone.url

    phone.get_by_text("查看完整电话").click()
    phone.get_by_role("button", name="查看", exact=True).click()
    whole = phone.locator("a[href^='tel:']")
    expect(whole).to_have_text(re.compile(r"1\d{10}"))
    phone.clock.fast_forward("05:01")
    expect(whole).to_have_count(0)

    phone.get_by_role("button", name="查看", exact=True).click()
    expect(whole).to_be_visible()
    phone.get_by_role("link", name="看全家").click()
    expect(phone.get_by_text("人数")).to_be_visible()
    phone.go_back()
    expect(phone.get_by_text(known["phone"])).to_be_visible()
    expect(whole).to_have_count(0)


def test_residents_are_not_kept_on_the_phone(phone: Page) -> None:
    known = with_a_phone(phone)
    go(phone, f"residents/person/{known['id']}")
    expect(phone.get_by_text(known["phone"])).to_be_visible()

    phone.context.set_offline(True)
    go(phone, "residents")
    go(phone, f"residents/person/{known['id']}")

    expect(phone.get_by_text("手机里不保存居民信息")).to_be_visible()
    assert known["name"] not in phone.content()


def test_somebody_new_is_proposed_without_a_network_and_the_clerk_confirms(
    phone: Page, signed_in: SignedIn
) -> None:
    known, name = with_a_phone(phone), a_name()
    go(phone, f"residents/household/{known['residence']['householdId']}")
    phone.get_by_text("有人搬来，提出登记").click()
    expect(phone.get_by_label("姓名")).to_be_visible()
    assert axe(phone) == []

    phone.context.set_offline(True)
    phone.get_by_label("姓名").fill(name)
    phone.get_by_role("radio", name="流入").check()
    phone.get_by_role("button", name="已核对，提交审核").click()
    expect(phone.get_by_text("请填写证件号码或出生日期")).to_be_visible()
    phone.get_by_label("证件号码").fill(an_identity())
    phone.get_by_role("button", name="已核对，提交审核").click()
    expect(phone.get_by_text("流入人口请选居住事由")).to_be_visible()
    phone.get_by_label("居住事由").select_option("work")
    phone.get_by_label("与户主关系").select_option("other_relative")
    phone.get_by_role("button", name="已核对，提交审核").click()
    unsent(phone, 1)
    phone.context.set_offline(False)
    unsent(phone, 0)

    clerk = signed_in("screener")
    clerk.goto("/population/proposals")
    clerk.get_by_role("link", name=f"登记人员：{name}").first.click()
    clerk.get_by_role("link", name="审核", exact=True).click()
    clerk.get_by_role("dialog").get_by_role("radio", name="采纳入库").check()
    clerk.get_by_role("dialog").get_by_role("button").last.click()
    expect(clerk.get_by_text("审核完成")).to_be_visible()
    found = posted(phone, "/people:search", {"query": name, "purpose": "核实", "pageSize": 5})["found"]
    assert [each["person"]["name"] for each in found] == [name]
    assert found[0]["person"]["residence"]["householdId"] == known["residence"]["householdId"]


def test_somebody_who_arrives_is_signed_in_and_out(phone: Page) -> None:
    name = a_name()
    go(phone, "incomers")
    expect(phone.locator("a.card.row").first).to_be_visible()
    assert axe(phone) == []
    phone.get_by_role("link", name="居住登记（打开网页）").click()
    phone.get_by_label("姓名").fill(name)
    phone.get_by_label("证件号码").fill(an_identity())
    home = fetched(phone, f"/dwellings?territoryCode={GRID}&occupancy=OCCUPANCY_VACANT&pageSize=5")[
        "dwellings"
    ][0]
    chosen = phone.get_by_role("combobox", name="住在哪里")
    chosen.fill(f"{home['buildingName']} {home['room']}")
    phone.locator(".lookup-list li[data-value]").first.click()
    phone.get_by_role("radio", name="经商务工").check()
    phone.get_by_role("main").get_by_role("button", name="居住登记").click()
    expect(phone.get_by_role("main").get_by_text(name).first).to_be_visible()

    go(phone, "incomers")
    phone.locator("a.card.row").filter(has_text=name).click()
    phone.get_by_role("button", name="发居住登记卡").click()
    expect(phone.get_by_text("已发证")).to_be_visible()
    phone.context.set_offline(True)
    phone.get_by_role("button", name="未见到").click()
    expect(phone.get_by_role("alert").get_by_text("没有网络")).to_be_visible()
    phone.context.set_offline(False)
    with phone.expect_response(lambda each: each.request.method == "GET" and "/incomerCards/" in each.url):
        phone.get_by_role("button", name="见到了").click()
    go(phone, "incomers")
    phone.locator("a.card.row").filter(has_text=name).click()
    phone.get_by_role("button", name="离开注销").click()
    phone.get_by_role("dialog").get_by_role("button", name="确定注销").click()
    expect(phone.get_by_text("已离开")).to_be_visible()
    go(phone, "incomers")
    expect(phone.locator("a.card.row").first).to_be_visible()
    expect(phone.locator("a.card.row").filter(has_text=name)).to_have_count(0)


def test_the_landlord_signs_and_a_defect_found_without_a_network_arrives_once(phone: Page) -> None:
    rental = rented(phone)
    go(phone, f"rentals/{rental['id']}")
    phone.get_by_role("button", name="已上门核实").click()
    phone.get_by_label("门牌编号").fill(f"T-{uuid4().hex[:6]}")
    phone.get_by_role("button", name="保存", exact=True).click()
    expect(phone.get_by_role("alert").get_by_text("请房东签字")).to_be_visible()
    sign(phone)
    assert axe(phone) == []
    phone.get_by_role("button", name="保存", exact=True).click()
    expect(phone.get_by_text("已挂牌")).to_be_visible()
    signed = fetched(phone, f"/rentals/{rental['id']}")
    assert signed["letterSignedOn"]
    assert signed["letterFileId"]

    lose_the_first_answer(phone)
    phone.context.set_offline(True)
    phone.locator("fieldset").get_by_role("checkbox").first.check()
    phone.get_by_role("button", name="保存检查").click()
    unsent(phone, 1)
    phone.context.set_offline(False)
    unsent(phone, 0)

    checked = fetched(phone, f"/rentals/{rental['id']}")
    assert checked["state"] == "RENTAL_STATE_DEFECT"
    assert len(checked["checks"]) == 1
    assert len(checked["defects"]) == 1
    go(phone, f"rentals/{rental['id']}")
    phone.get_by_role("button", name="复查合格").click()
    expect(phone.get_by_text("隐患已整改")).to_be_visible()


def test_a_worksite_is_signed_for_and_a_check_made_without_a_network_arrives_once(phone: Page) -> None:
    said = {"territoryCode": GRID, "kind": "WORKSITE_KIND_SITE", "name": f"工地{uuid4().hex[:4]}"}
    site = posted(phone, "/worksites", {"worksite": said, "requestId": uuid4().hex})
    go(phone, "rentals")
    phone.get_by_role("link", name="工地工棚").click()
    phone.locator("a.card.row").filter(has_text=said["name"]).click()
    expect(phone.get_by_role("heading", name="工地（工棚）安全承诺书")).to_be_visible()
    phone.get_by_role("button", name="保存", exact=True).click()
    expect(phone.get_by_role("alert").get_by_text("请填写签字人姓名")).to_be_visible()
    phone.get_by_label("签字人姓名").fill("吴经理")
    sign(phone)
    assert axe(phone) == []
    phone.get_by_role("button", name="保存", exact=True).click()
    expect(phone.get_by_text("已签承诺书")).to_be_visible()

    lose_the_first_answer(phone, "commitments")
    phone.context.set_offline(True)
    phone.locator("fieldset").get_by_role("checkbox").first.check()
    phone.get_by_role("button", name="保存检查").click()
    unsent(phone, 1)
    phone.context.set_offline(False)
    unsent(phone, 0)

    checked = fetched(phone, f"/commitments/{site['id']}")
    assert checked["standing"] == "COMMITMENT_STANDING_DEFECT"
    assert [each["form"] for each in checked["letters"]] == ["LETTER_FORM_SCREEN"]
    assert len(checked["checks"]) == len(checked["defects"]) == 1
    go(phone, f"worksites/{site['id']}")
    phone.get_by_role("button", name="复查合格").click()
    expect(phone.get_by_text("已签承诺书")).to_be_visible()


def sign(page: Page) -> None:
    """With a finger, so to speak."""
    box = page.locator("canvas.signature").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 60)
    page.mouse.down()
    for at in range(1, 9):
        page.mouse.move(box["x"] + 20 + 25 * at, box["y"] + 40 + 30 * (at % 2))
    page.mouse.up()


def lose_the_first_answer(page: Page, of: str = "rentals") -> None:
    """The server records the check, and the phone never hears of it."""
    lost: list[str] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.request.url)
        route.fetch()
        route.abort()

    page.route(f"**/api/v1/{of}/*:check", lose)
