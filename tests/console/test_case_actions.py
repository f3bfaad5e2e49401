"""Every verb of a case as a form: the seven steps by five people, refusals, who was quicker."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.cases.domain import loop
from services.cases.edge.actions import ACTIONS
from tests.console.browsing import Office, words
from tests.console.case_steps import (
    do,
    picture,
    pin,
    report,
    send,
    shown,
    the_case,
    unit_of,
    values,
)
from wangge.cases.v1 import cases_pb2 as pb

HANDLER = "chengguan"


def filed(office: Office) -> str:
    """Sent up by the grid, filed in the community, escalated and filed in the street."""
    case = report(office, photos=picture())
    do(office, "worker", case, "submit", {"reason": "网格无力更换井盖"})
    do(office, "screener", case, "file", {"opinion": "情况属实"})
    do(office, "screener", case, "escalate", {"reason": "社区无专业力量", "work_done": "已围挡"})
    do(office, "dispatcher", case, "file", {"opinion": "街道受理"})
    return case


def in_work(office: Office) -> str:
    """Assigned to a department that has signed for it."""
    case = filed(office)
    do(
        office,
        "dispatcher",
        case,
        "assign",
        {"lead_unit_id": unit_of(office, HANDLER), "requirement": "更换井盖"},
    )
    do(office, HANDLER, case, "sign")
    return case


def fed_back(office: Office) -> str:
    """The department says it is done."""
    case = in_work(office)
    do(
        office,
        HANDLER,
        case,
        "feed_back",
        {"result": "已更换井盖", "attachment_ids": picture(), "place": pin(office)},
    )
    return case


def closed(office: Office) -> str:
    """Verified on site by the head of the grid."""
    case = fed_back(office)
    do(office, "dispatcher", case, "check", {"accept": "true", "opinion": "资料齐全"})
    do(office, "head", case, "verify", {"passed": "true", "attachment_ids": picture(), "place": pin(office)})
    return case


def test_every_verb_of_the_loop_has_a_form_and_no_form_is_without_verb() -> None:
    assert set(ACTIONS) == set(loop.VERBS)


@pytest.mark.parametrize("verb", sorted(ACTIONS))
def test_whoever_ends_a_stage_late_is_asked_why_where_the_contract_has_it(verb: str) -> None:
    late = pb.Case(id="c", state=pb.CASE_STATE_IN_WORK, etag="3")
    late.clocks.add(stage="handling", limit="4wh", minutes_left=-5, light=pb.LIGHT_RED)
    action = replace(ACTIONS[verb], given=lambda case: {})
    specs = {} if callable(action.fields) else {each.name: each for each in action.form(late).fields}

    asked = "overrun_cause" in action.request().DESCRIPTOR.fields_by_name

    if specs:
        assert ("overrun_cause" in specs) is asked
        assert ("overrun_words" in specs) is asked
    if verb == "feed_back":
        assert specs["overrun_cause"].required


def test_nobody_is_asked_for_the_cause_of_a_delay_that_is_none() -> None:
    case = pb.Case(id="c", state=pb.CASE_STATE_IN_WORK)
    case.clocks.add(stage="handling", limit="4wh", minutes_left=5, light=pb.LIGHT_GREEN)
    case.clocks.add(stage="progress", limit="5wd", minutes_left=-5, light=pb.LIGHT_RED)

    assert "overrun_cause" not in [each.name for each in ACTIONS["feed_back"].form(case).fields]


@pytest.mark.parametrize("verb", sorted(ACTIONS))
def test_every_verb_is_done_by_its_form_in_one_of_these_tests(verb: str) -> None:
    assert re.search(rf',\s+"{verb}"', Path(__file__).read_text("utf-8"))


def test_every_form_fills_the_message_of_its_rpc() -> None:
    service = pb.DESCRIPTOR.services_by_name["CaseService"]

    for action in ACTIONS.values():
        taken = service.methods_by_name[action.rpc].input_type
        assert taken.full_name == action.request().DESCRIPTOR.full_name, action.verb


def test_five_people_lead_a_case_through_the_seven_steps_by_the_pages(office: Office) -> None:
    case = closed(office)
    do(office, "worker", case, "rate", {"score": "5", "text": "处理及时"})

    found = the_case(office, "dispatcher", case)
    assert found.state == pb.CASE_STATE_EVALUATED
    assert found.evaluation.score == 5
    assert found.evaluation.by == "call_back"
    text = office.browser("dispatcher").text(f"/cases/case/{case}")
    assert "处置前" in text
    assert "处置后" in text
    for step in ("上报", "受理", "派遣", "签收", "处置反馈", "审核通过", "现场核查合格", "评价"):
        assert step in text


def test_the_form_says_what_will_happen_and_afterwards_what_has_happened(office: Office) -> None:
    case = filed(office)
    browser = office.browser("dispatcher")

    page = words(shown(browser, case, "assign"))
    send(browser, case, "assign", {"lead_unit_id": unit_of(office, HANDLER)})
    after = browser.text(f"/cases/case/{case}")

    assert "签收时限开始计时" in page
    assert "系统按职责和属地建议" in page
    assert re.search(
        r"“派遣”已完成，案件现为“已派遣”。由.+办理，签收须于 \d{4}-\d\d-\d\d \d\d:\d\d 前完成。", after
    )


def test_a_proposal_of_units_is_filled_in_and_more_can_be_added(office: Office) -> None:
    case = filed(office)
    browser = office.browser("dispatcher")
    start = values(shown(browser, case, "assign"))
    joint = [unit_of(office, "gongan"), unit_of(office, HANDLER)]

    send(browser, case, "assign", {"lead_unit_id": start["lead_unit_id"], "joint_unit_ids": joint})

    tasks = {each.unit_id: each.lead for each in the_case(office, "dispatcher", case).tasks}
    assert tasks[start["lead_unit_id"]] is True
    assert set(joint) <= set(tasks)


def test_a_missing_word_is_said_at_its_field_and_the_picture_is_kept(office: Office) -> None:
    case = report(office)
    browser = office.browser("worker")

    answer = send(browser, case, "settle", {"measures": "", "attachment_ids": picture()})
    again = {**values(answer), "measures": "已加盖新井盖"}
    done = browser.post(f"/cases/case/{case}/do/settle", again)

    assert answer.status_code == 422
    assert "已上传的文件" in words(answer)
    assert 'id="f-measures-error"' in answer.get_data(as_text=True)
    assert done.status_code == 303
    assert the_case(office, "worker", case).state == pb.CASE_STATE_SELF_DONE
    do(office, "head", case, "confirm", {"opinion": "属实"})


def test_the_same_form_sent_twice_is_done_once(office: Office) -> None:
    case = in_work(office)
    browser = office.browser(HANDLER)
    taken = datetime.now(UTC)
    sent = {
        **values(shown(browser, case, "progress")),
        "note": "材料已到场",
        "attachment_ids": picture(taken),
    }

    first = browser.post(f"/cases/case/{case}/do/progress", sent)
    sent["attachment_ids"] = picture(taken)
    second = browser.post(f"/cases/case/{case}/do/progress", sent)

    assert (first.status_code, second.status_code) == (303, 303)
    assert browser.text(f"/cases/case/{case}").count("材料已到场") == 1


def test_work_on_site_without_picture_is_refused_at_the_field_for_pictures(office: Office) -> None:
    case = report(office)

    answer = send(office.browser("worker"), case, "settle", {"measures": "已处置"})

    assert answer.status_code == 422
    assert "需要现场照片" in words(answer)
    assert 'id="f-attachment-ids-error"' in answer.get_data(as_text=True)


def test_a_file_of_no_allowed_kind_is_named(office: Office) -> None:
    case = report(office)
    program = (io.BytesIO(b"MZ\x90\x00" + b"\x00" * 200), "巡查.exe")

    answer = send(office.browser("worker"), case, "settle", {"measures": "已处置", "attachment_ids": program})

    assert answer.status_code == 422
    assert "巡查.exe" in words(answer)


def test_a_decision_that_was_not_taken_counts_as_neither(office: Office) -> None:
    case = fed_back(office)

    answer = send(office.browser("dispatcher"), case, "check", {"opinion": "看过"})

    assert answer.status_code == 422
    assert "请选择" in words(answer)
    assert the_case(office, "dispatcher", case).state == pb.CASE_STATE_FEEDBACK


def test_a_failed_check_on_site_sends_it_back_to_be_redone(office: Office) -> None:
    case = fed_back(office)
    do(office, "dispatcher", case, "check", {"accept": "true"})
    browser = office.browser("head")
    sent = {"passed": "false", "attachment_ids": picture(), "place": pin(office)}

    wordless = send(browser, case, "verify", sent)
    do(office, "head", case, "verify", {**sent, "attachment_ids": picture(), "defects": "井盖松动"})

    assert wordless.status_code == 422
    assert "请写明不合格之处" in words(wordless)
    text = office.browser(HANDLER).text(f"/cases/case/{case}")
    assert "核查不合格，退回返工" in text
    assert "返工 1 次" in text


def test_an_old_picture_does_not_verify(office: Office) -> None:
    case = fed_back(office)
    do(office, "dispatcher", case, "check", {"accept": "true"})
    old = picture(datetime.now(UTC) - timedelta(days=3))

    answer = send(
        office.browser("head"),
        case,
        "verify",
        {"passed": "true", "attachment_ids": old, "place": pin(office)},
    )

    assert answer.status_code == 422
    assert "需要反馈之后拍摄的照片" in words(answer)


def test_whoever_was_quicker_is_named_with_what_they_did(office: Office) -> None:
    case = report(office)
    do(office, "worker", case, "submit", {"reason": "网格不能处置"})
    slow = office.browser("screener")
    opened = values(shown(slow, case, "file"))
    do(office, "screener", case, "return", {"missing": "缺少位置照片"})

    answer = slow.post(f"/cases/case/{case}/do/file", {**opened, "opinion": "立案"})

    text = words(answer)
    assert answer.status_code == 422
    assert "案件已由" in text
    assert "退回补充" in text
    assert "缺少位置照片" in text
    assert "重新载入案件" in text


def test_a_verb_that_is_over_says_who_did_the_last_step(office: Office) -> None:
    case = report(office)
    do(office, "worker", case, "submit", {"reason": "网格不能处置"})

    answer = shown(office.browser("worker"), case, "settle")

    assert answer.status_code == 409
    assert "目前不需要您" in words(answer)
    assert "向上提交" in words(answer)


def test_nobody_sends_a_form_for_a_step_that_is_not_theirs(office: Office) -> None:
    case = report(office)
    worker = the_case(office, "worker", case)

    answer = office.browser(HANDLER).post(
        f"/cases/case/{case}/do/submit", {"etag": worker.etag, "reason": "不是我的"}
    )

    assert answer.status_code == 404
    assert the_case(office, "worker", case).state == pb.CASE_STATE_REPORTED


def test_after_a_step_the_reader_is_back_where_they_came_from_if_that_is_a_page_of_ours(
    office: Office,
) -> None:
    browser = office.browser("worker")
    sent = {"reason": "网格不能处置"}

    ours = send(browser, report(office), "submit", sent, query="?back=/cases/work%3Fask=settle")
    case = report(office)
    foreign = send(browser, case, "submit", sent, query="?back=//evil.example/cases/")

    assert ours.headers["Location"] == "/cases/work?ask=settle"
    assert foreign.headers["Location"] == f"/cases/case/{case}"


def test_an_unknown_verb_is_no_page(office: Office) -> None:
    assert shown(office.browser("worker"), report(office), "explode").status_code == 404


def test_a_unit_asks_for_more_time_and_the_centre_grants_it(office: Office) -> None:
    case = in_work(office)
    do(office, HANDLER, case, "request_extension", {"extra": "2wd", "reason": "等待井盖到货"})

    page = words(shown(office.browser("dispatcher"), case, "decide_request"))
    do(office, "dispatcher", case, "decide_request", {"approve": "true", "opinion": "同意"})

    text = office.browser(HANDLER).text(f"/cases/case/{case}")
    assert "申请延期 2 个工作日" in page
    assert "等待井盖到货" in page
    assert "同意延期" in text
    assert "已延期 1 次" in text


def test_a_case_rests_and_goes_on(office: Office) -> None:
    case = in_work(office)
    until = (datetime.now(UTC) + timedelta(days=5)).strftime("%Y-%m-%dT18:00")
    do(office, "dispatcher", case, "suspend", {"ground": "连日大雨", "until": until})
    resting = office.browser("dispatcher").text(f"/cases/case/{case}")
    do(office, "dispatcher", case, "resume", {"reason": "天晴"})

    assert "暂停计时" in resting
    assert the_case(office, "dispatcher", case).state == pb.CASE_STATE_IN_WORK


def test_a_unit_sends_back_and_another_one_gets_it(office: Office) -> None:
    case = filed(office)
    do(office, "dispatcher", case, "assign", {"lead_unit_id": unit_of(office, "gongan")})
    do(office, "gongan", case, "send_back", {"legal_ground": "不属于公安职责"})

    proposed = values(shown(office.browser("dispatcher"), case, "assign"))
    do(office, "dispatcher", case, "assign", {"lead_unit_id": unit_of(office, HANDLER)})
    do(
        office,
        "dispatcher",
        case,
        "transfer",
        {"to_unit_id": unit_of(office, "gongan"), "reason": "改由公安"},
    )

    found = the_case(office, "dispatcher", case)
    assert proposed.get("lead_unit_id") != unit_of(office, "gongan")
    assert (found.send_backs, found.transfers) == (1, 2)


def test_a_case_joins_another_one_by_its_number(office: Office) -> None:
    first, second = report(office), report(office)
    for case in (first, second):
        do(office, "worker", case, "submit", {"reason": "网格不能处置"})
    browser = office.browser("screener")
    number = the_case(office, "screener", first).number

    offered = shown(browser, second, "merge").get_data(as_text=True)
    unknown = send(browser, second, "merge", {"number": "HB1999-1", "reason": "同一井盖"})
    do(office, "screener", second, "merge", {"number": number, "reason": "同一井盖"})

    assert offered.count('type="radio" name="into_id"') >= 1
    assert "没有这个编号的案件" in words(unknown)
    assert "本案已并入" in browser.text(f"/cases/case/{second}")


def test_more_words_are_asked_for_and_given(office: Office) -> None:
    case = report(office)
    do(office, "worker", case, "submit", {"reason": "网格不能处置"})
    do(office, "screener", case, "return", {"missing": "请补位置"})
    do(office, "worker", case, "resubmit", {"additions": "在路口东北角", "address": "学院路 14 号"})

    found = the_case(office, "screener", case)
    assert found.state == pb.CASE_STATE_SCREENING
    assert found.place.address == "学院路 14 号"


def test_what_is_no_matter_of_the_government_is_answered_politely(office: Office) -> None:
    case = report(office)
    do(office, "worker", case, "submit", {"reason": "网格不能处置"})
    browser = office.browser("screener")

    bare = send(browser, case, "reject", {"reason": "属于企业内部事务"})
    do(office, "screener", case, "reject", {"reason": "企业内部事务", "answer_to_reporter": "请向该企业反映"})

    assert bare.status_code == 422
    assert 'id="f-answer-to-reporter-error"' in bare.get_data(as_text=True)
    assert "请向该企业反映" in browser.text(f"/cases/case/{case}")


def test_the_first_receipt_passes_on_when_the_other_accepts(office: Office) -> None:
    case = report(office)
    browser = office.browser("worker")
    head = office.browser("head").identity
    assert head is not None

    offered = browser.get(f"/cases/case/{case}/colleagues?q=", part=True).get_data(as_text=True)
    do(office, "worker", case, "hand_over", {"to_account_id": head.actor.id, "reason": "调岗"})
    do(office, "head", case, "acknowledge")

    assert head.actor.id in offered
    assert the_case(office, "head", case).first_receiver == head.actor.name


def test_a_dispute_is_recorded_with_masked_parties_and_its_mediations(office: Office) -> None:
    case = report(office, category=_dispute_leaf(office), content="邻里噪音纠纷")
    do(office, "worker", case, "submit", {"reason": "需调解"})
    do(office, "screener", case, "file", {})
    do(office, "screener", case, "take", {})
    do(
        office,
        "screener",
        case,
        "put_dispute",
        {"parties": "王建国，甲方\n李红，乙方", "dispute.type": "邻里", "dispute.matter_risk": "low"},
    )
    do(office, "screener", case, "put_dispute", {"dispute.mediator": "老赵"})
    do(
        office,
        "screener",
        case,
        "add_mediation",
        {"session.held_at": "2026-11-20T10:00", "session.place": "调解室", "session.outcome": "达成一致"},
    )

    found = the_case(office, "screener", case).dispute
    assert [each.role for each in found.parties] == ["甲方", "乙方"]
    assert found.mediator == "老赵"
    text = office.browser("screener").text(f"/cases/case/{case}")
    assert "王建国" not in text
    assert "达成一致" in text


def test_a_closed_case_is_worked_on_again(office: Office) -> None:
    case = closed(office)
    do(office, "supervisor", case, "reopen", {"ground": "群众反映再次松动"})

    assert the_case(office, "supervisor", case).state == pb.CASE_STATE_IN_WORK


def test_other_verbs_of_screening_and_level_work_by_their_forms(office: Office) -> None:
    case = filed(office)
    do(office, "dispatcher", case, "change_category", {"urgency": "URGENCY_URGENT", "reason": "有人受伤"})
    do(office, "dispatcher", case, "hand_to_emergency", {"reason": "有人受伤"})
    do(office, "dispatcher", case, "follow", {"reporter_name": "刘洋", "reporter_phone": "13903920001"})
    do(office, "dispatcher", case, "push_down", {"territory_code": _community(office), "reason": "社区可办"})
    do(office, "screener", case, "withdraw", {"reason": "反映人来电撤回"})

    found = the_case(office, "dispatcher", case)
    assert found.urgency == pb.URGENCY_URGENT
    assert found.followers == 1


def test_a_request_for_rest_can_be_made(office: Office) -> None:
    case = in_work(office)
    do(office, HANDLER, case, "request_suspension", {"reason": "等待降雨结束"})

    text = office.browser("dispatcher").text(f"/cases/case/{case}")
    assert "申请挂起" in text
    assert "等待降雨结束" in text


@pytest.mark.parametrize(("locale", "sentence"), [("zh", "合格则结案"), ("en", "the case closes")])
def test_the_dialog_speaks_both_languages_and_is_no_whole_page(
    office: Office, locale: str, sentence: str
) -> None:
    case = fed_back(office)
    do(office, "dispatcher", case, "check", {"accept": "true"})

    answer = office.browser("head", locale).get(f"/cases/case/{case}/do/verify", target="dialog-body")

    text = answer.get_data(as_text=True)
    assert sentence in text
    assert "<html" not in text
    assert 'id="dialog-title"' in text


def _dispute_leaf(office: Office) -> str:
    page = office.browser("screener").get("/cases/lookup/categories?q=纠纷", part=True).get_data(as_text=True)
    found = re.findall(r'data-value="(dispute\.[a-z_.]+)"', page)
    assert found
    return str(found[0])


def _community(office: Office) -> str:
    identity = office.browser("screener").identity
    assert identity is not None
    return identity.actor.grants[0].territory
