"""The dashboard: every number leads to as many cases; periods, comparison, workbook, wall screen."""

from __future__ import annotations

import io
import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from python_calamine import CalamineWorkbook
from werkzeug.datastructures import MultiDict

from services.cases.edge import figures
from services.cases.edge.criteria import Criteria
from services.cases.edge.figures import Question
from services.cases.edge.periods import Days, span_of
from services.kernel.types import utc_now
from tests.console.browsing import Browser, Office
from wangge.cases.v1 import cases_pb2, cases_pb2_grpc

YEARS = f"span=own&first=2022-01-01&last={utc_now().year + 1}-01-01"
"""All that the demo county has, whose own cases are made at this moment."""
TODAY = date(2026, 11, 23)
_CELL = re.compile(r'data-value="(\d+)">\s*<a href="([^"]+)"')
_NUMBER = re.compile(r'<strong><a href="([^"]+)">([\d,]+)</a>')


def html(browser: Browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def numbers(page: str) -> list[tuple[int, str]]:
    """Every number of a page with the address it leads to."""
    found = [(int(value), unescape(address)) for value, address in _CELL.findall(page)]
    found += [(int(value.replace(",", "")), unescape(address)) for address, value in _NUMBER.findall(page)]
    return list(dict.fromkeys(found))


def listed(office: Office, login: str, address: str) -> int:
    """How many cases the list at an address has, over all its pages."""
    sent: MultiDict[str, str] = MultiDict(
        (name, value) for name, values in parse_qs(urlsplit(address).query).items() for value in values
    )
    asked = Criteria.of_request(sent)
    assert not asked.problems, address
    stub = office.platform.peers.stub(cases_pb2_grpc.CaseServiceStub, "cases")
    identity = office.browser(login).identity
    assert stub is not None
    assert identity is not None
    request = cases_pb2.ListCasesRequest(page_size=200, filter=asked.filter())
    count = 0
    while True:
        page = stub.ListCases(request, metadata=[("authorization", f"Bearer {identity.token}")])
        count += len(page.cases)
        if not page.next_page_token:
            return count
        request.page_token = page.next_page_token


@pytest.mark.slow
@pytest.mark.parametrize("login", ["leader", "qu_leader"])
@pytest.mark.parametrize("more", ["", "&category=component", "&channel=HOTLINE&compare=year"])
def test_every_number_leads_to_as_many_cases(office: Office, login: str, more: str) -> None:
    found = numbers(html(office.browser(login), f"/cases/dashboard?{YEARS}&step=month{more}"))

    assert found if not more else True
    for value, address in found:
        assert address.startswith("/cases/list?"), address
        assert listed(office, login, address) == value, address


def test_a_unit_and_a_place_narrow_every_number(office: Office) -> None:
    whole = html(office.browser("leader"), f"/cases/dashboard?{YEARS}")
    unit = re.search(r'<option value="([0-9a-f-]{36})"', whole)
    assert unit is not None

    page = html(office.browser("leader"), f"/cases/dashboard?{YEARS}&unit={unit[1]}&area=410611000000")

    for value, address in numbers(page):
        assert listed(office, "leader", address) == value, address


@pytest.mark.parametrize("step", ["day", "week", "month"])
def test_the_trend_adds_up_to_the_total(office: Office, step: str) -> None:
    page = html(
        office.browser("leader"), f"/cases/dashboard?span=own&first=2022-04-20&last=2022-06-10&step={step}"
    )
    trend = page[page.index('data-name="trend"') : page.index('data-name="territory"')]
    reported = [int(row[0]) for row in re.findall(r'data-value="(\d+)"[^|]*?data-value="(\d+)"', trend)]
    total = re.search(r"<strong><a [^>]*>([\d,]+)</a>", page)

    assert total is not None
    assert sum(reported) == int(total[1].replace(",", ""))


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("zh", ["统计分析", "按时结案率", "按承办单位", "对比"]),
        ("en", ["Dashboard", "Share in time", "By unit"]),
    ],
)
def test_it_is_read_in_both_languages(office: Office, locale: str, told: list[str]) -> None:
    text = office.browser("leader", locale).text("/cases/dashboard")

    for each in told:
        assert each in text


def test_it_is_for_those_who_may_see_statistics(office: Office) -> None:
    assert office.browser().get("/cases/dashboard").status_code == 303
    for address in ("/cases/dashboard", "/cases/dashboard.xlsx"):
        assert office.browser("resident01").get(address).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        "span=x&compare=y&step=z&channel=NOISE",
        "span=own&first=rubbish&last=2026-13-01",
        "span=own&first=2027-01-01&last=2026-01-01",
        "category=no.such.thing&unit=nobody",
        "area=abc",
    ],
)
def test_an_address_that_makes_no_sense_gives_the_usual(office: Office, query: str) -> None:
    assert office.browser("leader").get(f"/cases/dashboard?{query}").status_code == 200


def test_a_place_out_of_sight_is_refused(office: Office) -> None:
    assert office.browser("qu_leader").get("/cases/dashboard?area=410602000000").status_code == 403


def test_the_workbook_says_what_the_page_says(office: Office) -> None:
    browser = office.browser("leader")
    answer = browser.get(f"/cases/dashboard.xlsx?{YEARS}")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.get_data()))
    rows = book.get_sheet_by_index(0).to_python()

    assert "attachment" in answer.headers["Content-Disposition"]
    total = next(row[3] for row in rows if row[:2] == ["指标", "上报"])
    by_channel = sum(int(row[3]) for row in rows if row[0] == "按来源")
    assert total == by_channel > 0
    page = html(browser, f"/cases/dashboard?{YEARS}")
    assert f">{int(total):,}</a>" in page


@pytest.mark.parametrize("more", ["", "&area=410611000000", "&category=event"])
def test_handling_time_and_satisfaction_stand_beside_the_counts(office: Office, more: str) -> None:
    browser = office.browser("leader")
    page = html(browser, f"/cases/dashboard?{YEARS}&step=month{more}")
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(browser.get(f"/cases/dashboard.xlsx?{YEARS}&step=month{more}").get_data())
    )
    rows = book.get_sheet_by_index(0).to_python()

    for name in ("trend", "territory", "category", "unit"):
        chart = page[page.index(f'data-name="{name}"') :].split("</section>")[0]
        assert re.findall(r"data-undrawn>([^<]+)<", chart) == ["平均办理时长", "满意率"], name
        cells = re.findall(r"<td[^>]*>(.*?)</td>", chart)
        assert any(" 小时" in each for each in cells), name
    hours = next(row[3] for row in rows if row[1] == "平均办理时长（工作小时）")
    shown = re.search(r'<strong><a href="([^"]+)">(不到 0\.1) 小时</a>', page)
    assert shown is not None
    # The imported cases are all of one holiday, on which no working time passes.
    assert hours == 0.0
    closed = next(row[3] for row in rows if row[:2] == ["指标", "已结案"])
    assert listed(office, "leader", unescape(shown[1])) == closed
    assert "工作时间" in page, "the help says what is counted"


def test_what_has_no_rating_says_so_and_leads_nowhere() -> None:
    question = Question(("4106",), "", "", "", "", Days(TODAY, TODAY))
    sums = dict.fromkeys(("reported", "closed", "on_time", "rated", "satisfied", "timed", "minutes"), 0)

    none = question.numbers(("handling", "satisfaction", "in_time"), sums)
    some = question.numbers(
        ("handling", "satisfaction"), sums | {"timed": 4, "minutes": 750, "rated": 3, "satisfied": 2}
    )

    assert [(each.text, each.address) for each in none] == [("–", "")] * 3
    assert [each.text for each in some] == ["3.1 小时", "67%"]


def test_a_page_asks_the_counters_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    ask = figures.ask
    monkeypatch.setattr(figures, "ask", lambda *given: (asked.append(1), ask(*given))[1])

    html(office.browser("leader"), "/cases/dashboard?compare=year")

    assert asked == [1]


def test_the_wall_screen_hides_the_frame_and_reads_itself_again(office: Office) -> None:
    browser = office.browser("leader")
    whole = html(browser, "/cases/dashboard?screen=1&span=year")
    part = browser.get("/cases/dashboard?screen=1&span=year", part=True).get_data(as_text=True)

    assert 'id="menu"' not in whole
    assert 'data-bs-theme="dark"' in whole
    assert "wangge:changed from:body" in whole
    assert "暂停轮播" in whole
    assert whole.count("data-page>") == part.count("data-page>") == 3
    assert "<html" not in part


def test_charts_are_loaded_on_their_page_alone(office: Office) -> None:
    assert "echarts" in html(office.browser("leader"), "/cases/dashboard")
    assert "echarts" not in html(office.browser("leader"), "/cases/map")
    assert "maplibre" not in html(office.browser("leader"), "/cases/map"), "the map's script loads it itself"


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("week", "2026-11-17", "2026-11-23"),
        ("month", "2026-11-01", "2026-11-23"),
        ("quarter", "2026-10-01", "2026-11-23"),
        ("year", "2026-01-01", "2026-11-23"),
        ("last_year", "2025-01-01", "2025-12-31"),
        ("rubbish", "2026-11-01", "2026-11-23"),
    ],
)
def test_the_usual_spans(name: str, first: str, last: str) -> None:
    assert span_of(name, TODAY).texts == (first, last)


def test_what_days_are_compared_with() -> None:
    november = Days(date(2026, 11, 1), date(2026, 11, 23))
    whole = Days(date(2024, 2, 1), date(2024, 2, 29))
    some = Days(date(2026, 3, 5), date(2026, 3, 9))

    assert november.before(1).texts == ("2026-10-01", "2026-10-23")
    assert some.before().texts == ("2026-02-28", "2026-03-04")
    assert whole.before(1).texts == ("2024-01-01", "2024-01-31")
    assert whole.year_ago().texts == ("2023-02-01", "2023-02-28")
    assert Days(date(2024, 2, 29), date(2024, 2, 29)).year_ago().texts == ("2023-02-28", "2023-02-28")


def test_steps_of_a_trend_fit_the_days_and_never_grow_too_many() -> None:
    year = Days(date(2026, 1, 1), date(2026, 12, 31))

    assert [each.texts for each in Days(date(2026, 11, 20), date(2026, 11, 24)).steps("week")] == [
        ("2026-11-20", "2026-11-22"),
        ("2026-11-23", "2026-11-24"),
    ]
    assert len(year.steps("month")) == 12
    assert year.step("day") == "week"
    assert Days(date(1900, 1, 1), date(2026, 1, 1)).step("day") == "month"
    assert year.step("") == "month"
    assert Days(date(2026, 11, 1), date(2026, 11, 23)).step("") == "day"
