"""Pages of weekly summaries, their meetings, service demand and volunteer brands: who sees and does what."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from services.kernel.types import utc_now
from services.kernel.worktime import SHANGHAI
from tests.console.browsing import Browser, Office, words
from tests.console.test_population_pages import hidden

WEEKS, MEETINGS = "/population/statistics/weeks", "/population/statistics/meetings"
DEMAND, ITEMS, BRANDS = (f"/population/statistics/{each}" for each in ("demand", "items", "brands"))


@pytest.fixture
def clerk(office: Office) -> Browser:
    return office.browser("screener")


def week_back(weeks: int) -> str:
    day = utc_now().astimezone(SHANGHAI).date() - timedelta(days=7 * weeks)
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def community_of(clerk: Browser) -> str:
    """The code of the clerk's community."""
    page = clerk.get(WEEKS).text
    found = re.search(r'name="territory"[^>]*>.*?<option value="(\d+)" selected', page, re.DOTALL)
    assert found, page[:2000]
    return found[1]


def prepared(clerk: Browser, weeks: int) -> str:
    """The page of a meeting over a week of the clerk's community."""
    sent = {"territory": community_of(clerk), "week": week_back(weeks)}
    answer = clerk.post(f"{WEEKS}/prepare", sent)
    assert answer.status_code == 303, words(answer)
    return str(answer.headers["Location"])


def said(browser: Browser, page: str, form: str, **values: str) -> None:
    """One of the meeting's forms."""
    etag = hidden(browser.get(f"{page}/{form}").text, "etag") if form != "add" else ""
    answer = browser.post(f"{page}/{form}", {"etag": etag, "request_id": str(uuid4()), **values})
    assert answer.status_code == 303, words(answer)


def test_a_week_is_counted_and_compared_in_both_languages(office: Office) -> None:
    for locale, told in (
        ("zh", ("每周信息汇总", "新增人员", "完成率", "超过 180 天未核实人员", "公共设施", "信息汇总分析会")),
        ("en", ("Weekly summary", "New: People", "Attainment", "Facilities", "Weekly meeting")),
    ):
        page = office.browser("screener", locale=locale).text(f"{WEEKS}?week={week_back(0)}")
        missing = [each for each in told if each not in page]
        assert not missing, page


def test_pages_are_for_those_who_may(office: Office, clerk: Browser) -> None:
    for page in (WEEKS, MEETINGS, DEMAND, ITEMS, BRANDS):
        assert office.browser("leader").get(page).status_code == 200, page
        assert office.browser("worker").get(page).status_code == 200, page
        assert office.browser("resident01").get(page).status_code == 403, page
    assert office.browser("leader").get(f"{ITEMS}/new").status_code == 403
    assert office.browser("worker").get(f"{WEEKS}?territory={community_of(clerk)}").status_code == 403


def test_a_leader_sees_the_sums_and_who_has_not_reported(office: Office) -> None:
    page = office.browser("qu_leader").text(f"{WEEKS}?week={week_back(1)}")
    listed = office.browser("qu_leader").text(f"{WEEKS}/communities?week={week_back(1)}&missing=1")

    assert "各社区（村）上报情况" in page
    assert "逾期未上报" in listed


def test_a_meeting_is_prepared_held_reported_added_to_and_noted(office: Office, clerk: Browser) -> None:
    page = prepared(clerk, 3)
    assert "已准备" in clerk.text(page)
    said(clerk, page, "record", chair="社区书记", participants="网格长\n民警", minutes="研究楼道照明")
    said(clerk, page, "decide", text="更换灯具", who="物业经理", until="2030-01-05")
    shown = clerk.text(page)
    assert all(each in shown for each in ("网格长、民警", "研究楼道照明", "更换灯具", "2030-01-05"))

    answer = clerk.post(f"{page}/report", {"etag": hidden(clerk.get(page).text, "etag")})
    assert answer.status_code == 303, words(answer)
    assert "上报时的数据" in clerk.text(page)
    assert "修改纪要" not in clerk.text(page)
    refused = clerk.post(f"{page}/record", {"chair": "x", "participants": "y", "minutes": "z"})
    assert (refused.status_code, "不能修改，只能补充" in words(refused)) == (422, True)
    said(clerk, page, "add", text="参会人员补记")

    township = office.browser("dispatcher")
    assert "待阅知" in township.text(f"{WEEKS}/bell", part=True)
    said(township, page, "note", remark="请跟进")
    assert "请跟进" in clerk.text(page)
    assert "参会人员补记" in clerk.text(page)


def test_what_is_missing_is_said_at_its_field(clerk: Browser) -> None:
    page = prepared(clerk, 4)

    answer = clerk.post(f"{page}/record", {"chair": "社区书记"})

    assert answer.status_code == 422
    assert "请填写" in words(answer)


def test_somebody_who_was_slower_is_told(clerk: Browser) -> None:
    page = prepared(clerk, 5)
    etag = hidden(clerk.get(f"{page}/record").text, "etag")
    values = {"chair": "社区书记", "participants": "网格长", "minutes": "一", "etag": etag}
    assert clerk.post(f"{page}/record", values).status_code == 303

    answer = clerk.post(f"{page}/record", {**values, "minutes": "二"})

    assert (answer.status_code, "已被他人修改" in words(answer)) == (422, True)


def test_a_huddle_of_a_grid_is_recorded_by_its_head(office: Office) -> None:
    head = office.browser("head")
    form = head.get("/population/statistics/huddles/new").text
    grid = re.search(r'<option value="(\d{15})"', form)
    assert grid, form
    answer = head.post(
        "/population/statistics/huddles/new",
        {
            "territory_code": grid[1],
            "chair": "网格长",
            "participants": "网格员",
            "minutes": "商量积水疏导",
            "request_id": str(uuid4()),
        },
    )

    assert answer.status_code == 303, words(answer)
    assert "商量积水疏导" in head.text(str(answer.headers["Location"]))
    assert "碰头会" in head.text(f"{MEETINGS}?huddles=1")


def test_the_report_is_taken_as_excel_and_pdf(clerk: Browser) -> None:
    for kind, begins in (("xlsx", b"PK"), ("pdf", b"%PDF-")):
        answer = clerk.get(f"{WEEKS}/report.{kind}?week={week_back(0)}")
        assert (answer.status_code, answer.data[:5].startswith(begins)) == (200, True)
        assert "attachment" in answer.headers["Content-Disposition"]


def test_demand_says_what_is_blank_and_what_is_weak(office: Office, clerk: Browser) -> None:
    page = clerk.text(DEMAND)
    english = office.browser("screener", locale="en").text(DEMAND)

    assert all(each in page for each in ("空白：有需求，没有项目", "居民结构", "人口类别", "公共设施"))
    assert all(each in english for each in ("blank: needed, not offered", "Structure of residents"))


def test_a_service_item_fills_what_was_blank(clerk: Browser) -> None:
    code = community_of(clerk)
    assert "登记服务项目" in clerk.text(f"{ITEMS}/new?territory={code}")
    name = f"招聘角{uuid4().hex[:6]}"
    sent = {
        "item.territory_code": code,
        "item.name": name,
        "item.kind": "NEED_KIND_JOB",
        "item.offered_by": "社区",
        "request_id": str(uuid4()),
    }
    assert clerk.post(f"{ITEMS}/new", {**sent, "item.from_day": "2026-02-30"}).status_code == 422
    wrong = clerk.post(f"{ITEMS}/new", {**sent, "item.from_day": "2026-02-03", "item.to_day": "2026-02-01"})
    assert (wrong.status_code, "结束日期不能早于开始日期" in words(wrong)) == (422, True)

    assert clerk.post(f"{ITEMS}/new", sent).status_code == 303
    assert name in clerk.text(f"{ITEMS}?territory={code}")


def test_a_brand_is_registered_and_its_activities_noted(office: Office, clerk: Browser) -> None:
    code = community_of(clerk)
    sent = {
        "brand.territory_code": code,
        "brand.name": "夕阳红帮帮团",
        "brand.what": "上门理发",
        "brand.contact_post": "志愿服务站站长",
        "request_id": str(uuid4()),
    }
    answer = clerk.post(f"{BRANDS}/new?territory={code}", sent)
    assert answer.status_code == 303, words(answer)
    page = str(answer.headers["Location"])

    noted = clerk.post(f"{page}/activity", {"what": "义务理发", "volunteers": "3", "served": "20"})

    assert noted.status_code == 303, words(noted)
    assert "义务理发" in clerk.text(page)
    assert "夕阳红帮帮团" in clerk.text(BRANDS)
    assert "还没有品牌的社区（村）" in office.browser("qu_leader").text(BRANDS)


def test_a_unit_says_what_it_needs_and_that_it_was_met(office: Office) -> None:
    worker = office.browser("worker")
    found = re.search(
        r"/population/establishment/[0-9a-f-]{36}", worker.get("/population/establishments").text
    )
    assert found
    unit = found[0]
    text = f"需要招工{uuid4().hex[:6]}"
    sent = {"kind": "NEED_KIND_JOB", "text": text, "request_id": str(uuid4())}
    answer = worker.post(f"{unit}/need", sent)
    assert answer.status_code == 303, words(answer)
    page = worker.get(unit).text
    assert text in page

    need = re.findall(rf"{unit}/need/[0-9a-f-]{{36}}/meet\?etag=1", page)[0]
    answer = worker.post(need, {"etag": "1", "answer": "已招到两人", "request_id": str(uuid4())})

    assert answer.status_code == 303, words(answer)
    assert "已招到两人" in worker.text(unit)


def test_the_pages_that_count_are_tabs_of_each_other(clerk: Browser) -> None:
    for page in ("/population/statistics", WEEKS, MEETINGS, DEMAND, BRANDS):
        text = clerk.text(page)
        assert all(each in text for each in ("人口统计", "每周信息汇总", "会议纪要", "服务需求分析"))
