"""Reporting by the page: suggestions, duplicates, what is missing, the receipt, settling on the spot."""

from __future__ import annotations

import re
import uuid

from tests.console.browsing import Office, words
from tests.console.case_steps import MANHOLE, picture, pin, report, send_report, the_case, values
from wangge.cases.v1 import cases_pb2 as pb

SECRET = re.compile(r'<p class="receipt-code font-monospace">([^<]+)</p>')


def test_few_words_and_a_place_are_a_report_and_the_reporter_gets_a_receipt(office: Office) -> None:
    answer = send_report(office, photos=picture(), title=None, **{"reporter.name": "赵敏"})
    browser = office.browser("worker")
    page = browser.get(answer.headers["Location"])
    case = the_case(office, "worker", answer.headers["Location"].rsplit("/", 1)[1])

    assert case.title == "人行道上自来水井盖缺失，夜间行人有跌落危险。"
    assert case.category == MANHOLE
    assert len(case.attachments) == 1
    assert case.number in words(page)
    assert SECRET.search(page.get_data(as_text=True))
    assert "<svg" in page.get_data(as_text=True)
    assert "data-draft-sent" in page.get_data(as_text=True)
    assert "先行处理" in words(page)


def test_the_code_of_the_receipt_is_shown_to_nobody_else(office: Office) -> None:
    case = report(office)

    page = office.browser("head").get(f"/cases/report/sent/{case}")

    assert not SECRET.search(page.get_data(as_text=True))


def test_the_same_report_sent_twice_is_one_case(office: Office) -> None:
    same = {"request_id": str(uuid.uuid4()), "place.point": pin(office)}

    assert send_report(office, **same).headers["Location"] == send_report(office, **same).headers["Location"]


def test_what_is_missing_is_said_at_its_field_and_pictures_stay(office: Office) -> None:
    answer = send_report(office, content="", photos=picture(), **{"place.point": "", "place.address": ""})
    page = answer.get_data(as_text=True)

    assert answer.status_code == 422
    assert 'id="f-content-error"' in page
    assert 'name="photos-kept"' in page
    assert "已上传" in words(answer)
    kept = values(answer)["photos-kept"]
    sent = send_report(office, **{"photos-kept": kept})
    case = the_case(office, "worker", sent.headers["Location"].rsplit("/", 1)[1])
    assert [each.id for each in case.attachments] == [each.partition("|")[0] for each in kept]


def test_a_report_without_place_is_asked_for_one_unless_its_picture_says_it(office: Office) -> None:
    nowhere = {"place.point": "", "place.address": ""}

    asked = send_report(office, **nowhere)
    sent = send_report(office, photos=picture(), **nowhere)

    assert asked.status_code == 422
    assert 'id="f-place-point-error"' in asked.get_data(as_text=True)
    point = the_case(office, "worker", sent.headers["Location"].rsplit("/", 1)[1]).place.point
    assert (round(point.longitude, 3), round(point.latitude, 3)) == (114.2, 35.8)


def test_a_place_that_is_none_is_said_so_in_the_readers_language(office: Office) -> None:
    answer = send_report(office, locale="en", **{"place.point": "somewhere"})

    assert answer.status_code == 422
    assert "longitude,latitude" in words(answer)


def test_a_direct_report_has_to_be_confirmed_and_goes_to_the_command_centre(office: Office) -> None:
    hasty = send_report(office, direct="true")
    sure = send_report(office, direct="true", sure="true")

    case = the_case(office, "worker", sure.headers["Location"].rsplit("/", 1)[1])
    assert hasty.status_code == 422
    assert "直报须确认" in words(hasty)
    assert case.direct
    assert "直报指挥中心" in office.browser("worker").text(sure.headers["Location"])


def test_what_was_settled_on_the_spot_is_recorded_at_once_and_still_has_its_receipt(office: Office) -> None:
    answer = send_report(office, settled="true", measures="已加盖临时井盖", after=picture())
    page = answer.get_data(as_text=True)

    assert answer.status_code == 200
    assert SECRET.search(page)
    assert "就地处置" in words(answer)
    found = re.search(r"/cases/case/([0-9a-f-]{36})", page)
    assert found is not None
    assert the_case(office, "worker", found[1]).state == pb.CASE_STATE_SELF_DONE


def test_a_settlement_that_is_refused_leaves_the_report_and_says_why(office: Office) -> None:
    answer = send_report(office, settled="true", measures="已加盖临时井盖")

    assert answer.status_code == 200
    assert "案件已上报，但就地处置没有登记" in words(answer)
    assert "需要现场照片" in words(answer)


def test_settled_without_words_and_settled_but_sent_on_are_mended_first(office: Office) -> None:
    assert "请写明怎样处置的" in words(send_report(office, settled="true"))
    both = send_report(office, settled="true", measures="已处置", submit="true")
    assert both.status_code == 422
    assert "不再上报或直报" in words(both)


def test_kinds_are_suggested_from_the_words(office: Office) -> None:
    browser = office.browser("worker")

    found = browser.post("/cases/report/category", {"content": "路边自来水井盖丢了"}, part=True)
    none = browser.post("/cases/report/category", {"content": "qqqq"}, part=True)

    assert f'value="{MANHOLE}"' in found.get_data(as_text=True)
    assert "<html" not in found.get_data(as_text=True)
    assert "暂时没有类别建议" in words(none)


def test_the_pin_is_told_as_a_place(office: Office) -> None:
    browser = office.browser("worker")

    inside = browser.post("/cases/report/place", {"place.point": pin(office)}, part=True)
    outside = browser.post("/cases/report/place", {"place.point": "0.5,0.5"}, part=True)

    assert "›" in words(inside) or "&gt;" in inside.get_data(as_text=True)
    assert "不在已划定的网格内" in words(outside)


def test_a_case_near_by_is_shown_and_followed_instead(office: Office) -> None:
    report(office)
    browser = office.browser("head")
    asked = {"place.point": pin(office), "category": MANHOLE}

    part = browser.post("/cases/report/similar", asked, part=True).get_data(as_text=True)
    found = re.search(r'name="follow" value="([^"]+)" formaction="/cases/report/follow"', part)
    assert found is not None
    before = the_case(office, "head", found[1]).followers
    form = {
        "follow": found[1],
        "content": "同一个井盖",
        "reporter.name": "李四",
        "request_id": str(uuid.uuid4()),
    }
    answer = browser.post("/cases/report/follow", form)

    assert answer.status_code == 303
    assert the_case(office, "head", found[1]).followers == before + 1


def test_without_scripts_a_button_shows_suggestions_and_neighbours_and_sends_nothing(office: Office) -> None:
    report(office)

    answer = send_report(office, look="1", category=None)
    page = answer.get_data(as_text=True)

    assert answer.status_code == 200
    assert "类别建议" in words(answer)
    assert f'value="{MANHOLE}"' in page
    again = send_report(office, look="1")
    assert "附近已有" in words(again)


def test_the_button_that_return_presses_sends_the_report(office: Office) -> None:
    page = office.browser("worker").get("/cases/report").get_data(as_text=True)
    form = page[page.index('<form method="post" action="/cases/report"') :]

    first = re.search(r"<button\b[^>]*>", form)

    assert first is not None
    assert "name=" not in first[0]
    assert "formaction" not in first[0]


def test_whoever_may_not_report_has_no_page_to(office: Office) -> None:
    assert office.browser("leader").get("/cases/report").status_code == 403
    assert office.browser().get("/cases/report").status_code == 303


def test_the_page_is_there_in_english(office: Office) -> None:
    text = office.browser("worker", "en").text("/cases/report")

    for each in ("What is the matter", "Straight to the command centre", "Reporter's name", "Report"):
        assert each in text.replace("&#39;", "'")
