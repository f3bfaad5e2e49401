"""The page of one case: what it tells to whom, comments, files, ledger, and what changed meanwhile."""

from __future__ import annotations

import io
import re

import pytest

from gateway.security.headers import FILE_POLICY
from services.cases.edge import evidence, files, history, track
from services.kernel.types import utc_now
from tests.console.browsing import Office, words
from tests.console.case_steps import do, picture, report, send_report, the_case, unit_of
from wangge.cases.v1 import cases_pb2 as pb

HANDLER = "chengguan"


def _assigned(office: Office) -> str:
    case = report(office, photos=picture(), **{"reporter.name": "赵小敏", "reporter.phone": "13903920000"})
    do(office, "worker", case, "submit", {"reason": "网格无力更换井盖"})
    do(office, "screener", case, "file", {"opinion": "属实"})
    do(office, "screener", case, "escalate", {"reason": "社区无专业力量", "work_done": "已围挡"})
    do(office, "dispatcher", case, "file", {})
    do(office, "dispatcher", case, "assign", {"lead_unit_id": unit_of(office, HANDLER)})
    return case


def test_the_page_tells_where_the_case_stands_who_has_it_and_what_comes_next(office: Office) -> None:
    case = _assigned(office)

    answer = office.browser(HANDLER).get(f"/cases/case/{case}")
    page, text = answer.get_data(as_text=True), words(answer)

    assert "已派遣" in text
    assert "签收" in text
    assert "上水井盖" in text
    assert "学院路 12 号门前" in text
    assert re.search(
        r'class="btn btn-primary btn-lg" href="/cases/case/[^"]+/do/sign" data-dialog data-next', page
    )
    assert page.count('aria-current="step"') == 1
    assert f'data-recent="{case}"' in page
    assert 'class="case-map" data-point="' in page
    assert "还剩" in text
    assert "时限" in text


def test_names_and_phones_of_reporters_are_masked_until_a_purpose_is_given(office: Office) -> None:
    case = _assigned(office)
    browser = office.browser("dispatcher")
    masked = browser.text(f"/cases/case/{case}")

    purposeless = browser.post(f"/cases/case/{case}/reporter", {"purpose": ""}, target="dialog-body")
    shown = browser.post(f"/cases/case/{case}/reporter", {"purpose": "电话回访"}, target="dialog-body")

    assert "赵小敏" not in masked
    assert "13903920000" not in masked
    assert "139****0000" in masked
    assert purposeless.status_code == 422
    assert "赵小敏" not in words(purposeless)
    assert "赵小敏" in words(shown)
    assert "13903920000" in words(shown)


def test_whoever_may_not_reveal_gets_neither_button_nor_page(office: Office) -> None:
    case = _assigned(office)
    browser = office.browser("worker")

    assert f"/cases/case/{case}/reporter" not in browser.get(f"/cases/case/{case}").get_data(as_text=True)
    assert browser.get(f"/cases/case/{case}/reporter").status_code == 403


def test_a_case_out_of_sight_is_no_page_and_nobody_signed_out_reads_one(office: Office) -> None:
    case = report(office)

    assert office.browser(HANDLER).get(f"/cases/case/{case}").status_code == 404
    assert office.browser().get(f"/cases/case/{case}").status_code == 303
    assert office.browser("worker").get("/cases/case/none").status_code == 404


def test_whoever_follows_a_case_out_of_sight_is_told_its_state_and_cannot_open_it(office: Office) -> None:
    case = report(office, photos=picture(), content="秘密情况说明，不得外传")
    browser = office.browser("dispatcher2")
    sent = {"follow": case, "content": "我也看到了", "request_id": "follow-" + case[-12:]}

    answer = browser.post("/cases/report/follow", sent)

    assert answer.headers["Location"].startswith("/cases/list?view=followed")
    told = browser.text(answer.headers["Location"])
    assert "（已上报），没有重复上报" in told
    assert "秘密情况" not in told
    assert browser.get(f"/cases/case/{case}").status_code == 404


def test_the_page_is_there_in_english(office: Office) -> None:
    case = _assigned(office)

    text = office.browser(HANDLER, "en").text(f"/cases/case/{case}")

    for words_ in ("Progress", "What was reported", "Units at work", "History", "Sign for", "Facts"):
        assert words_ in text


def test_a_comment_is_made_and_answered_by_those_who_handle_the_case(office: Office) -> None:
    case = _assigned(office)
    leader, handler = office.browser("qu_leader"), office.browser(HANDLER)

    wordless = leader.post(f"/cases/case/{case}/comment", {"type": "advice", "text": ""})
    leader.post(
        f"/cases/case/{case}/comment", {"type": "criticism", "text": "进度偏慢", "answer_required": "true"}
    )
    page = handler.get(f"/cases/case/{case}").get_data(as_text=True)
    found = re.search(rf"/cases/case/{case}/comment/([^/]+)/answer", page)
    assert found is not None
    answered = handler.post(found[0], {"text": "今日完成"})

    assert wordless.status_code == 422
    assert "须回复" in page
    assert "批评" in page
    assert answered.status_code == 303
    assert "今日完成" in leader.text(f"/cases/case/{case}")
    assert office.browser("worker").get(f"/cases/case/{case}/comment").status_code == 403


def test_the_page_says_so_when_the_case_has_changed_meanwhile(office: Office) -> None:
    case = report(office)
    seen = the_case(office, "screener", case).etag
    browser = office.browser("screener")
    before = browser.get(f"/cases/case/{case}/changed?etag={seen}", part=True)
    do(office, "worker", case, "submit", {"reason": "网格不能处置"})

    after = browser.get(f"/cases/case/{case}/changed?etag={seen}", part=True)

    assert before.get_data(as_text=True) == ""
    assert "刚刚办理了本案：向上提交" in words(after)


def test_files_are_shown_small_and_whole_and_can_do_nothing(office: Office) -> None:
    case = report(office, photos=picture())
    file = the_case(office, "worker", case).attachments[0]
    browser = office.browser("worker")
    address = f"/cases/case/{case}/file/{file.id}"

    whole, small = browser.get(address), browser.get(f"{address}?small=1")
    saved = browser.get(f"{address}?save=1")

    assert whole.content_type == "image/jpeg"
    assert whole.headers["Content-Security-Policy"] == FILE_POLICY == files.FILE_POLICY
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    assert whole.headers["Content-Disposition"].startswith("inline")
    assert saved.headers["Content-Disposition"].startswith("attachment")
    assert "filename*=UTF-8''%E7%8E%B0%E5%9C%BA.jpg" in saved.headers["Content-Disposition"]
    assert len(small.data) < len(whole.data)
    assert office.browser(HANDLER).get(address).status_code == 404


def test_a_document_is_saved_and_never_shown_inside_the_page(office: Office) -> None:
    case = report(office, photos=(io.BytesIO("情况说明".encode()), "说明.txt"))
    file = the_case(office, "worker", case).attachments[0]

    answer = office.browser("worker").get(f"/cases/case/{case}/file/{file.id}")

    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("name", ['a"b\r\nSet-Cookie: x.txt', "../../etc/passwd", "", "文件" * 80 + ".pdf"])
def test_no_file_name_breaks_out_of_its_header(name: str) -> None:
    header = files.disposition(name, save=True)

    assert "\r" not in header
    assert "\n" not in header
    assert header.count('"') == 2
    assert header.isascii()


def test_the_ledger_lists_every_step_with_its_digest(office: Office) -> None:
    case = _assigned(office)

    text = office.browser("dispatcher").text(f"/cases/case/{case}/ledger")

    assert re.search(r"[0-9a-f]{64}", text)
    assert "派遣" in text
    assert "社区无专业力量" in text


def test_skipped_vacant_posts_are_told_in_words() -> None:
    entry = pb.TimelineEntry(action="escalate", details='{"skipped": ["410611001"], "automatic": true}')

    line = history.line(entry, lambda path: {"410611001": "九州路街道"}[path])

    assert "跳过暂时无人在岗的中心：九州路街道" in line.notes
    assert line.who == "系统自动"


@pytest.mark.parametrize(
    "details", ["", "[]", "{", '"text"', '{"until": "no moment", "joint": 3, "skipped": "x"}']
)
def test_details_of_any_shape_break_no_history(details: str) -> None:
    assert history.line(pb.TimelineEntry(action="progress", details=details), str).title == "登记进展"


def test_steps_that_a_settlement_on_the_spot_merged_are_said_to_be_merged() -> None:
    case = pb.Case(state=pb.CASE_STATE_SELF_DONE, step=5)
    entries = [
        pb.TimelineEntry(action="report"),
        pb.TimelineEntry(action="settle", to_state=pb.CASE_STATE_SELF_DONE),
    ]

    found = [each.state for each in track.steps(case, entries)]

    assert found == ["done", "merged", "merged", "merged", "now", "ahead", "ahead"]


def test_a_step_that_has_to_be_redone_is_ahead_again() -> None:
    case = pb.Case(state=pb.CASE_STATE_IN_WORK, step=4)
    entries = [
        pb.TimelineEntry(action="sign"),
        pb.TimelineEntry(action="feed_back", to_state=pb.CASE_STATE_FEEDBACK),
        pb.TimelineEntry(action="verify", to_state=pb.CASE_STATE_IN_WORK),
    ]

    assert [each.state for each in track.steps(case, entries)][3:] == ["now", "ahead", "ahead", "ahead"]


def test_a_bar_is_full_when_the_limit_has_passed_and_stands_still_when_paused() -> None:
    late = pb.Clock(stage="handling", limit="4wh", minutes_left=-30, light=pb.LIGHT_RED)
    rests = pb.Clock(stage="handling", limit="4wh", minutes_left=120, light=pb.LIGHT_PAUSED)

    bars = track.bars(pb.Case(clocks=[late, rests]), utc_now())

    assert (bars[0].share, bars[0].tone) == (100, "red")
    assert "已超时" in bars[0].said
    assert (bars[1].share, bars[1].tone, bars[1].said) == (50, "paused", "暂停计时")


def test_pictures_know_whether_they_show_before_or_after() -> None:
    file = pb.TimelineEntry().attachments.add(id="a", category="picture")
    case = pb.Case(id="c", attachments=[file])
    case.attachments.add(id="b", category="picture")
    entries = [pb.TimelineEntry(action="report", attachments=[file])]
    entries.append(pb.TimelineEntry(action="feed_back", attachments=[case.attachments[1]]))

    found = evidence.of(case, entries)

    assert [each.id for each in found.before] == ["a"]
    assert [each.id for each in found.after] == ["b"]
    assert "照片" in found.before[0].alt


def test_a_report_is_reported_by_the_page_of_another_language(office: Office) -> None:
    assert send_report(office, locale="en").status_code == 303
