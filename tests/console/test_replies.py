"""Reply templates on pages, and the picker in the forms of a case."""

from __future__ import annotations

import re

from tests.console.browsing import Office, words
from tests.console.case_steps import values
from tests.console.oversight_steps import fill, filled
from tests.console.waiting_cases import screening

HOME = "/cases/replies"


def address_of(page: str, title: str) -> str:
    found = re.search(rf'(?s)<a [^>]*href="({HOME}/[^"/?]+)" data-dialog>(?:(?!</a>).)*：{title}<', page)
    assert found, title
    return found[1]


def test_a_new_platform_has_texts_that_are_copied_and_not_changed(office: Office) -> None:
    clerk = office.browser("dispatcher")
    page = clerk.get(HOME).text

    assert page.count("复制为我的<") >= 8
    assert "受理告知" in page
    source = re.findall(rf'href="({HOME}/new\?from=[^"]+)"', page)[0]
    title = values(clerk.get(source))["reply_template.title"]
    filled(clerk, source, {"place": "mine", "reply_template.title": f"我的{title}"})
    assert f"我的{title}" in clerk.text(HOME)
    assert f"我的{title}" not in office.browser("screener").text(HOME)


def test_ones_own_text_is_made_changed_and_deleted(office: Office) -> None:
    clerk = office.browser("screener")
    new = {
        "reply_template.title": "社区受理",
        "reply_template.text": "{编号}已受理",
        "reply_template.verbs": ["file"],
    }
    filled(clerk, f"{HOME}/new", {**new, "place": "mine"})
    address = address_of(clerk.get(HOME).text, "社区受理")
    before = values(clerk.get(address))
    filled(clerk, address, {"reply_template.text": "{编号}已由社区受理"})

    stale = clerk.post(address, before)
    assert stale.status_code == 422
    assert "已在别处修改" in words(stale)
    twice = fill(clerk, f"{HOME}/new", {**new, "place": "mine"})
    assert twice.status_code == 422
    assert "已有名为“社区受理”的模板" in words(twice)
    assert office.browser("dispatcher").get(address).status_code == 404
    assert clerk.post(f"{address}/delete").status_code == 303
    assert clerk.post(f"{address}/delete").status_code == 303
    assert "社区受理" not in clerk.text(HOME)


def test_a_centre_shares_with_its_staff(office: Office) -> None:
    centre = office.browser("dispatcher")
    page = centre.get(f"{HOME}/new").text
    place = re.search(r'name="place" value="(p\d+)"', page)
    assert place
    data = {
        "reply_template.title": "乡镇统一口径",
        "reply_template.text": "已转{单位}办理",
        "place": place[1],
    }
    filled(centre, f"{HOME}/new", data)

    below = office.browser("screener")
    assert "乡镇统一口径" in below.text(HOME)
    assert '修改<span class="visually-hidden">：乡镇统一口径' not in below.get(HOME).text
    address = address_of(centre.get(HOME).text, "乡镇统一口径")
    filled(centre, address, {"reply_template.text": "已转{单位}"})
    assert below.post(address, {**values(below.get(address)), "reply_template.text": "改"}).status_code == 403
    stranger = below.post(f"{HOME}/new", {**data, "reply_template.title": "越权"})
    assert stranger.status_code in (403, 422)


def test_what_is_wrong_is_told_at_the_field(office: Office) -> None:
    clerk = office.browser("screener")

    answer = fill(
        clerk, f"{HOME}/new", {"reply_template.title": "", "reply_template.text": "x", "place": "mine"}
    )
    assert answer.status_code == 422
    assert 'id="f-reply-template-title-error"' in answer.text
    answer = fill(
        clerk, f"{HOME}/new", {"reply_template.title": "x", "reply_template.text": "{日期}", "place": "mine"}
    )
    assert answer.status_code == 422
    assert 'id="f-reply-template-text-error"' in answer.text
    assert "日期" in words(answer)


def test_the_form_of_a_step_offers_what_fits_filled_from_the_case(office: Office) -> None:
    case = screening(office, "模板的井盖")
    clerk = office.browser("screener")
    form = clerk.get(f"/cases/case/{case.id}/do/file").text

    pick = re.search(r'hx-get="(/cases/replies/pick[^"]+)"', form)
    assert pick
    part = clerk.get(pick[1].replace("&amp;", "&"), part=True).text
    assert "<html" not in part
    assert f"您反映的“模板的井盖”（编号 {case.number}）" in part.replace("&#34;", '"')
    assert "退件说明" not in part
    assert "data-words=" in part
    assert "受理告知" in clerk.text(f"/cases/replies/pick?for=file&case={case.id}")


def test_nobody_else_gets_templates(office: Office) -> None:
    assert office.browser("resident01").get(HOME).status_code == 403
    assert office.browser().get(HOME).status_code == 303
    out_of_sight = office.browser("gongan").get(
        "/cases/replies/pick?for=file&case=019aaaaa-0000-7000-8000-00000000dead", part=True
    )
    assert out_of_sight.status_code == 200
    assert "data-words" not in out_of_sight.text


def test_it_reads_in_english(office: Office) -> None:
    clerk = office.browser("dispatcher", "en")

    assert "Reply templates" in clerk.text(HOME)
    assert "For myself alone" in clerk.text(f"{HOME}/new")
