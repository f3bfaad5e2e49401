"""The list of cases, its filters and kept lists, look-ups and the search (CASE-02)."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from tests.console.browsing import Office, words
from tests.console.waiting_cases import MANHOLE, asked, reported, screening
from wangge.cases.v1 import cases_pb2 as pb


def test_the_list_finds_by_words_state_area_category_and_day(office: Office) -> None:
    screening(office, "列表里的自来水井盖")
    browser = office.browser("dispatcher")
    good = f"q={quote('列表里的')}&state=SCREENING&area=410611002000&category={MANHOLE}&first=2020-01-01"

    assert "列表里的自来水井盖" in browser.text(f"/cases/list?{good}")
    for other in ("state=CLOSED", "category=component.road", "last=2020-01-01", "area=410602000000"):
        name = other.split("=")[0]
        changed = re.sub(rf"{name}=[^&]*", other, good) if f"{name}=" in good else f"{good}&{other}"
        assert "列表里的自来水井盖" not in browser.text(f"/cases/list?{changed}")


def test_chosen_conditions_stand_there_in_words_and_can_be_taken_away(office: Office) -> None:
    page = office.browser("dispatcher").get("/cases/list?light=RED&area=410611002000&urgency=MAJOR")
    text = words(page)

    assert "九州路街道" in text
    assert "重大" in text
    hrefs = re.findall(r'href="(/cases/list[^"]*)" title="去掉', page.get_data(as_text=True))
    assert "/cases/list?area=410611002000&amp;light=RED" in hrefs


def test_a_name_typed_and_sent_before_it_was_picked_still_counts(office: Office) -> None:
    browser = office.browser("dispatcher")

    answer = browser.get(f"/cases/list?q=&area_words={quote('九州路街道')}&area=&state=FILED")

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/cases/list?area=410611002000&state=FILED"
    text = browser.text(f"/cases/list?area_words={quote('没有这个地方')}&area=")
    assert "这些条件填写不正确，没有使用：区域" in text


def test_nothing_found_says_what_to_do(office: Office) -> None:
    text = office.browser("dispatcher").text(f"/cases/list?q={quote('绝无此案')}")

    assert "没有符合条件的案件" in text
    assert "清除全部条件" in text


def test_a_filter_that_cannot_be_read_is_explained(office: Office) -> None:
    answer = office.browser("dispatcher").get(f"/cases/list?filter={quote('state = = x')}")

    assert answer.status_code == 422
    assert 'role="alert"' in answer.get_data(as_text=True)


def test_quotes_and_operators_in_words_are_words(office: Office) -> None:
    nasty = quote('" OR open = true OR number = "')

    assert office.browser("dispatcher").get(f"/cases/list?q={nasty}&unit={nasty}").status_code == 200


def test_pages_lead_on_without_repeating(office: Office) -> None:
    browser = office.browser("supervisor")
    first = browser.get("/cases/list?channel=SYSTEM&order=create_time").get_data(as_text=True)
    found = re.search(r'rel="next" href="([^"]+)"', first)
    assert found is not None

    second = browser.get(found[1].replace("&amp;", "&")).get_data(as_text=True)

    rows = [set(re.findall(r'data-href="([^"]+)"', page)) for page in (first, second)]
    assert len(rows[0]) == 30
    assert rows[0].isdisjoint(rows[1])
    assert "回到首页" in second


def test_chosen_columns_are_shown_and_remembered(office: Office) -> None:
    reported(office, "选栏目的案件")
    browser = office.browser("worker")

    answer = browser.get("/cases/list?columns=channel&columns=reworks&columns=title_of_nothing")

    heads = re.findall(r'<th scope="col">([^<]+)</th>', answer.get_data(as_text=True))
    assert heads == ["案件", "来源", "返工次数"]
    assert "wangge_case_columns=channel.reworks" in answer.headers["Set-Cookie"]
    assert "来源" in re.findall(
        r'<th scope="col">([^<]+)</th>', browser.get("/cases/list").get_data(as_text=True)
    )


def test_a_list_is_kept_opened_replaced_and_removed(office: Office) -> None:
    browser = office.browser("screener")
    answer = browser.post(
        "/cases/list/save?state=FILED&q=abc", {"saved_filter.name": "待派遣的", "request_id": "k1"}
    )
    assert answer.status_code == 303
    saved = re.search(r"saved=([\w-]+)", answer.headers["Location"])
    assert saved is not None

    page = browser.get("/cases/list").get_data(as_text=True)
    assert "待派遣的" in page
    twice = browser.post(
        "/cases/list/save?state=FILED", {"saved_filter.name": "待派遣的", "request_id": "k2"}
    )
    assert twice.status_code == 422
    changed = browser.post(
        f"/cases/list/save?state=CLOSED&saved={saved[1]}",
        {"saved_filter.name": "已结的", "replace": "true", "request_id": "k3"},
    )
    assert changed.status_code == 303
    kept = asked(office, "screener", "ListFilters", pb.ListFiltersRequest()).saved_filters
    assert [(each.name, each.filter) for each in kept] == [("已结的", "state = CLOSED")]
    assert "已结的" in browser.text("/cases/list/filters")
    assert "已结的" not in office.browser("dispatcher").text("/cases/list/filters")

    assert browser.post(f"/cases/list/filters/{saved[1]}/delete").status_code == 303
    assert browser.post(f"/cases/list/filters/{saved[1]}/delete").status_code == 303
    assert "还没有保存的列表" in browser.text("/cases/list/filters")


def test_a_list_needs_a_name(office: Office) -> None:
    answer = office.browser("screener").post("/cases/list/save?state=FILED", {"request_id": "k4"})

    assert answer.status_code == 422
    assert 'id="f-saved-filter-name-error"' in answer.get_data(as_text=True)


def test_exports_are_offered_with_the_filter_to_those_who_may_and_never_for_searches(office: Office) -> None:
    page = office.browser("supervisor").get("/cases/list?state=FILED").get_data(as_text=True)
    found = re.search(r'href="/cases/exports/new\?filter=([^"]+)"', page)
    assert found is not None
    assert unquote(found[1]).replace("+", " ") == "state = FILED"

    assert "/cases/exports/new" not in office.browser("supervisor").get("/cases/list?q=a").get_data(
        as_text=True
    )
    assert "/cases/exports/new" not in office.browser("worker").get("/cases/list").get_data(as_text=True)


def test_the_search_over_everything_finds_cases_by_words_and_number(office: Office) -> None:
    case = reported(office, "搜索得到的井盖")
    browser = office.browser("worker")

    assert case.number in browser.text(f"/cases/found?q={quote('搜索得到的')}", part=True)
    assert "搜索得到的井盖" in browser.text(f"/cases/found?q={case.number}", part=True)
    assert "没有找到" in browser.text(f"/cases/found?q={quote('绝无此案')}", part=True)
    assert "<html" in browser.get(f"/cases/found?q={case.number}").get_data(as_text=True)
    assert "搜索得到的井盖" not in office.browser("dispatcher2").text(
        f"/cases/found?q={quote('搜索得到的')}", part=True
    )


def test_categories_are_suggested_by_words_in_either_language(office: Office) -> None:
    browser = office.browser("worker")

    assert f'data-value="{MANHOLE}"' in browser.get(
        f"/cases/lookup/categories?q={quote('上水井盖')}", part=True
    ).get_data(as_text=True)
    branches = browser.get("/cases/lookup/categories?q=component&branches=1", part=True).get_data(
        as_text=True
    )
    leaves = browser.get("/cases/lookup/categories?q=component", part=True).get_data(as_text=True)
    assert 'data-value="component"' in branches
    assert 'data-value="component"' not in leaves


def test_places_are_suggested_by_name_code_and_place_within_place(office: Office) -> None:
    browser = office.browser("dispatcher")

    def values(words_typed: str, more: str = "") -> list[str]:
        page = browser.get(f"/cases/lookup/territories?q={quote(words_typed)}{more}", part=True)
        return re.findall(r'data-value="(\d+)"', page.get_data(as_text=True))

    assert values("九州路街道") == ["410611002000"]
    assert values("410611002") == ["410611002000"]
    assert values("")[0] == "410611002000"
    assert all(each.startswith("410611002001") for each in values("桂鹤社区 第一", "&level=grid"))
    assert values("绝无此地") == []


def test_units_are_suggested_by_name(office: Office) -> None:
    page = office.browser("dispatcher").get(f"/cases/lookup/units?q={quote('城市管理')}", part=True)

    assert "淇滨区城市管理局" in words(page)
    assert office.browser().get("/cases/lookup/units?q=a").status_code == 303


def test_the_list_is_there_in_english(office: Office) -> None:
    text = office.browser("worker", "en").text("/cases/list?state=FILED")

    assert "More conditions" in text
    assert "Clear all" in text
