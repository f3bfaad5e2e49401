"""Pages of posts, rosters and notice boards."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from services.directory.edge.duty_table import as_lines, read_lines
from services.kernel.errors import Unauthenticated
from services.kernel.rpc.current import Travelling, travelling
from tests.console.browsing import Browser, Office, words
from tests.console.staff import as_admin
from wangge.directory.v1 import (
    accounts_pb2,
    organisations_pb2,
    organisations_pb2_grpc,
    records_pb2,
    records_pb2_grpc,
)

COMMUNITY, GRID = "410611002001", "410611002001001"
HOME = "/directory/posts"


def new_post(browser: Browser, title: str, **more: object) -> str:
    sent = {"post.title": title, "post.kind": "secretary", "post.territory_code": COMMUNITY}
    answer = browser.post(
        f"{HOME}/create", {**sent, **{f"post.{name}": value for name, value in more.items()}}
    )
    assert answer.status_code == 303, words(answer)
    return answer.headers["Location"]


def etag_of(browser: Browser, page: str, name: str = "etag") -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', browser.get(page).get_data(as_text=True))
    assert found
    return found[1]


def account_of(browser: Browser, name: str) -> str:
    lines = browser.get(f"/directory/lookup/people?q={name}", part=True).get_data(as_text=True)
    found = re.search(r'data-value="([0-9a-f-]{36})"', lines)
    assert found, lines
    return found[1]


def test_the_list_shows_holders_and_is_narrowed_to_the_vacant(office: Office) -> None:
    admin, worker = office.browser("admin"), office.browser("worker")
    new_post(admin, "待补书记岗")

    assert "桂鹤社区网格长" in worker.text(f"{HOME}?territory={COMMUNITY}")
    vacant = worker.text(f"{HOME}?territory={COMMUNITY}&vacant=1")
    assert "待补书记岗" in vacant
    assert "桂鹤社区网格长" not in vacant
    assert office.browser("resident01").get(HOME).status_code == 403


def test_somebody_is_appointed_and_leaves_and_the_history_stays(office: Office) -> None:
    admin = office.browser("admin")
    page = new_post(admin, "社区副书记岗")
    person = account_of(admin, "王雪梅")
    etag = etag_of(admin, f"{page}/appoint")

    nobody = admin.post(f"{page}/appoint", {"etag": etag})
    appointed = admin.post(f"{page}/appoint", {"etag": etag, "account_id": person, "basis": "街道任命"})
    again = admin.post(f"{page}/appoint", {"etag": etag_of(admin, f"{page}/appoint"), "account_id": person})
    stale = admin.post(f"{page}/vacate", {"etag": etag, "account_id": person, "reason": "调动"})

    assert nobody.status_code == 422
    assert "f-account-id-error" in nobody.get_data(as_text=True)
    assert appointed.status_code == 303
    assert "王雪梅" in admin.text(page)
    assert again.status_code == 422
    assert "f-account-id-error" in again.get_data(as_text=True)
    assert stale.status_code == 422
    assert "已被他人修改" in words(stale)
    etag = etag_of(admin, f"{page}/vacate")
    silent = admin.post(f"{page}/vacate", {"etag": etag, "account_id": person})
    assert silent.status_code == 422
    assert "f-reason-error" in silent.get_data(as_text=True)
    assert (
        admin.post(f"{page}/vacate", {"etag": etag, "account_id": person, "reason": "调动"}).status_code
        == 303
    )
    text = admin.text(page)
    assert "空缺" in text
    assert "街道任命" in text


def test_nobody_appoints_himself(office: Office) -> None:
    admin = office.browser("admin")
    page = new_post(admin, "自荐岗")
    assert admin.identity
    sent = {"etag": etag_of(admin, f"{page}/appoint"), "account_id": admin.identity.actor.id}

    answer = admin.post(f"{page}/appoint", sent)

    assert answer.status_code in (403, 422)
    assert "不能为自己任职" in words(answer)


def test_somebody_without_the_right_changes_no_post(office: Office) -> None:
    worker = office.browser("worker")

    assert worker.get(f"{HOME}/create").status_code == 403
    assert f"{HOME}/create" not in worker.get(HOME).get_data(as_text=True)


def test_a_second_accountable_head_of_a_grid_is_refused_at_the_field(office: Office) -> None:
    sent = {
        "post.title": "第二网格长",
        "post.kind": "grid_head",
        "post.territory_code": GRID,
        "post.accountable": "true",
    }
    answer = office.browser("admin").post(f"{HOME}/create", sent)

    assert answer.status_code == 422
    assert "f-post-accountable-error" in answer.get_data(as_text=True)


def test_hours_on_duty_are_written_as_lines_and_shown_in_the_duty_table(office: Office) -> None:
    admin = office.browser("admin", "zh")
    page = new_post(admin, "值班岗", work_phone="0392-3300001", territory_code=GRID)
    text = admin.get(f"{page}/edit").get_data(as_text=True)
    etag = re.search(r'name="post.etag" value="([^"]*)"', text)
    assert etag
    sent = {
        "post.etag": etag[1],
        "post.title": "值班岗",
        "post.kind": "secretary",
        "post.territory_code": GRID,
        "post.work_phone": "0392-3300001",
    }

    wrong = admin.post(f"{page}/edit", {**sent, "hours": "有空就来"})
    right = admin.post(f"{page}/edit", {**sent, "hours": "周一至周五 08:30-17:30 工作日\n周六 22:00-06:00"})

    assert wrong.status_code == 422
    assert "f-hours-error" in wrong.get_data(as_text=True)
    assert right.status_code == 303
    assert "08:30–17:30" in admin.text(page)
    assert "次日06:00" in admin.text(page)
    roster = admin.text(f"/directory/rosters/{GRID}")
    assert "0392-3300001" in roster
    assert "督导员" in roster
    assert "空缺" in roster
    assert "2026 年 10 月值班表" in admin.text(f"/directory/rosters/{GRID}?month=2026-10&team=eight_teams")
    assert admin.get(f"/directory/rosters/{GRID}?month=x").status_code == 200


@pytest.mark.parametrize(
    "text", ["周一 08:30-12:00", "1-5 8:30-17:30 working days", "星期日 22：00至06：00", ""]
)
def test_lines_of_hours_are_read(text: str) -> None:
    slots = read_lines(text)

    assert bool(slots) == bool(text)
    assert as_lines(read_lines("\n".join(as_lines(slots)))) == as_lines(slots)


def test_a_week_that_runs_over_sunday_is_read() -> None:
    assert [each.weekday for each in read_lines("周六至周一 09:00-10:00")] == [6, 7, 1]


def test_the_board_of_a_grid_is_for_everybody_and_names_who_is_responsible(office: Office) -> None:
    for browser in (office.browser(), office.browser("worker")):
        text = browser.text(f"/directory/boards/{GRID}")
        assert "桂鹤社区网格长" in text
        assert "采集信息" in text
    street = office.browser(locale="en")
    assert "notice board" in street.text(f"/directory/boards/{GRID}?view=wall")
    assert street.get(f"/directory/boards/{GRID}/map.json").status_code == 200
    assert street.get(f"/directory/boards/{COMMUNITY}").status_code == 200
    assert street.get(f"/directory/boards/{COMMUNITY[:6]}").status_code == 404
    assert street.get("/directory/boards/nonsense").status_code == 404
    assert "board-a3.css" in street.get(f"/directory/boards/{GRID}?view=print&size=a3").get_data(as_text=True)


def test_posts_are_found_by_title_and_by_holder(office: Office) -> None:
    admin = office.browser("admin")

    by_title = admin.text(f"{HOME}?name=桂鹤社区网格长")
    holder = re.search(r"桂鹤社区网格长 (\S+)", admin.text("/directory/found?q=桂鹤社区网格长", part=True))
    assert holder is not None
    by_holder = admin.text(f"{HOME}?name={holder[1].split('、')[0]}")

    assert "桂鹤社区网格长" in by_title
    assert "桂鹤社区网格长" in by_holder
    assert "桂鹤社区网格长" in admin.text(f"/directory/found?q={holder[1].split('、')[0]}", part=True)
    assert "桂鹤社区网格长" not in admin.text(f"{HOME}?name=没有这个人")


def test_the_photo_on_a_board_is_seen_from_the_street_and_nothing_else_of_it(office: Office) -> None:
    board = f"/directory/boards/{GRID}"
    assert 'img class="board-face"' not in office.browser().get(board).get_data(as_text=True)
    accounts = as_admin(office)
    records = office.platform.peers.stub(records_pb2_grpc.RecordServiceStub, "directory")
    posts = office.platform.peers.stub(organisations_pb2_grpc.OrganisationServiceStub, "directory")
    assert records is not None
    assert posts is not None
    asked = organisations_pb2.ListPostsRequest(territory_code=GRID, name_contains="桂鹤社区网格长")
    holder = posts.ListPosts(asked).posts[0].holders[0].account_id
    image = io.BytesIO()
    Image.new("RGB", (300, 200), "navy").save(image, "JPEG")
    picture = records.AddPicture(
        records_pb2.AddPictureRequest(
            record_type="account", record_id=holder, file_name="me.jpg", data=image.getvalue()
        )
    )
    wanted = records_pb2.GetPictureDataRequest(id=picture.id, thumbnail=True)

    travelling.set(Travelling(token="", locale="zh"))
    with pytest.raises(Unauthenticated):
        records.GetPictureData(wanted)
    accounts = as_admin(office)
    records.ClearPicture(
        records_pb2.ClearPictureRequest(id=picture.id, etag=picture.etag, nothing_to_blur=True)
    )
    account = accounts.GetAccount(accounts_pb2.GetAccountRequest(id=holder))
    account.photo = picture.id
    accounts.UpdateAccount(accounts_pb2.UpdateAccountRequest(account=account))
    travelling.set(Travelling(token="", locale="zh"))

    assert records.GetPictureData(wanted).data
    shown = f'img class="board-face" src="/api/v1/pictures/{picture.id}/data"'
    assert shown in office.browser().get(board).get_data(as_text=True)


def test_the_list_of_boards_begins_at_the_own_area(office: Office) -> None:
    text = office.browser("worker").text("/directory/boards")

    assert "第一网格" in text
    assert "庞村" not in text
    assert office.browser("resident01").get("/directory/boards").status_code == 403
