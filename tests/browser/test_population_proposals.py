"""A correction proposed on the handheld without a network arrives for review (POP-27)."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.visitors import axe

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
CUT_OFF = ["ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "ERR_NETWORK"]


def test_a_correction_is_proposed_offline_and_waits_for_review(signed_in: Callable[..., Page]) -> None:
    page = signed_in("worker", phone=True, allow=CUT_OFF)
    page.goto("/population/people")
    links = re.findall(r"/population/person/([0-9a-f-]{36})", page.content())
    page.goto("/field")
    expect(page.get_by_role("navigation", name="主菜单")).to_be_visible()
    page.goto(f"/field#/residents/person/{links[-1]}")
    page.get_by_text("信息有误，提出更正").click()
    expect(page.get_by_label("户籍地址")).to_be_visible()
    assert axe(page) == []

    page.context.set_offline(True)
    page.get_by_label("户籍地址").fill("建设路77号")
    box = page.locator("details").filter(has_text="提出更正")
    box.get_by_label("依据").fill("本人当面说明")
    photo, paper = box.locator("input[type=file]").all()
    photo.set_input_files({"name": "户口簿.jpg", "mimeType": "image/jpeg", "buffer": _picture()})
    paper.set_input_files({"name": "合同.pdf", "mimeType": "application/pdf", "buffer": PDF})
    expect(box.get_by_role("button", name="删除照片 1")).to_be_visible()
    box.get_by_role("button", name="已核对，提交审核").click()
    expect(page.get_by_text("已保存，联网后送社区审核")).to_be_visible()

    page.context.set_offline(False)
    expect(page.locator("#top").get_by_role("link", name="项未上传")).to_have_count(0, timeout=30_000)
    page.goto("/population/proposals/mine")
    page.locator("a[href^='/population/proposal/']").first.click()
    expect(page.get_by_text("本人当面说明")).to_be_visible()
    files = page.get_by_role("region", name="材料").get_by_role("link")
    expect(files).to_have_count(2)
    expect(files.first.locator("img")).to_have_js_property("complete", True)


def _picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (320, 240), "#ccccdd").save(file, "JPEG")
    return file.getvalue()
