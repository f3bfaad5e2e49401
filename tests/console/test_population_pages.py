"""Pages of the register: who sees whom, what goes wrong, what comes of it (POP-01 to 08, POP-28, FLD-07)."""

from __future__ import annotations

import re
from io import BytesIO
from uuid import uuid4

import pytest

from services.kernel.call import system_call
from services.population.application.views.ports import AskedDwellings, AskedHouseholds
from services.population.bootstrap import Application
from services.population.domain.documents import check_digit
from services.population.domain.kinds import Occupancy
from tests.console.browsing import Browser, Office, words

GRID, SISTER = "410611002001001", "410611002001002"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
CHARACTERS = "一丁七万丈三上下不与丑专且丙业丛东丝丢两严丧个中丰串临丸丹为主"


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def number(order: int = 1, born: str = "19870503") -> str:
    digits = f"419998{born}{order:03d}"
    return digits + check_digit(digits)


def a_name() -> str:
    return "".join(CHARACTERS[int(each, 16)] for each in uuid4().hex[:6])


def households(office: Office, path: str = GRID) -> list[str]:
    app: Application = office.platform.parts["population"].application
    found, _ = app.list_households(system_call("test"), AskedHouseholds(path=path), None, 500)
    return [each.household.id for each in found if each.people > 1]


def vacant(office: Office, path: str = GRID) -> str:
    app: Application = office.platform.parts["population"].application
    asked = AskedDwellings(path=path, occupancy=Occupancy.VACANT)
    found, sizes, _ = app.list_dwellings(system_call("test"), asked, None, 200)
    return next(each.id for each in found if sizes[each.id] == (0, 0))


def person_of(browser: Browser, household: str, at: int = 0) -> str:
    page = browser.get(f"/population/household/{household}").text
    return str(re.findall(r'class="member-name" href="/population/person/([0-9a-f-]{36})', page)[at])


@pytest.fixture
def worker(office: Office) -> Browser:
    return office.browser("worker")


def register(
    browser: Browser, dwelling: str, *, name: str = "", document: str = "", **more: str
) -> tuple[int, str]:
    """Somebody in a new household of a dwelling: the status, and where it led or what it said."""
    address = f"/population/person/new?dwelling={dwelling}"
    form = browser.get(address).text
    data = {
        "request_id": hidden(form, "request_id"),
        "details.name": name or a_name(),
        "details.document_kind": "DOCUMENT_KIND_IDENTITY_CARD" if document else "DOCUMENT_KIND_NONE_YET",
        "details.document_number": document,
        "details.sex": "SEX_MALE",
        "details.born_on": "" if document else "2001-02-03",
        "home": "new",
        "residence.kind": "RESIDENCE_KIND_PERMANENT",
        **more,
    }
    answer = browser.post(address, {key: value for key, value in data.items() if value})
    return answer.status_code, answer.headers.get("Location", "") or words(answer)


def test_the_worker_sees_the_own_grid_and_nobody_else(office: Office, worker: Browser) -> None:
    elsewhere = households(office, SISTER)[0]
    theirs = person_of(office.browser("head"), elsewhere)

    assert worker.get("/population/people").status_code == 200
    assert worker.get(f"/population/household/{elsewhere}").status_code == 404
    assert worker.get(f"/population/person/{theirs}").status_code == 404
    assert "/population/person/01" not in worker.get(f"/population/people?territory={SISTER}").text


@pytest.mark.parametrize("login", ["chengguan", "qu_leader", "resident01"])
@pytest.mark.parametrize("page", ["", "/people", "/households", "/buildings", "/map", "/people/search"])
def test_whoever_has_no_right_is_refused(office: Office, login: str, page: str) -> None:
    assert office.browser(login).get(f"/population{page}").status_code == 403


def test_whoever_only_looks_gets_no_forms(office: Office) -> None:
    dispatcher = office.browser("dispatcher")
    household = households(office)[0]

    assert "/split" not in dispatcher.get(f"/population/household/{household}").text
    assert dispatcher.get(f"/population/household/{household}/split").status_code == 403
    assert dispatcher.get(f"/population/person/{person_of(dispatcher, household)}/reveal").status_code == 403


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_page_opens_in_both_languages(office: Office, locale: str) -> None:
    browser = office.browser("screener", locale)
    household = households(office)[0]
    person = person_of(browser, household)
    dwelling = vacant(office)
    building = re.search(r"/population/building/([0-9a-f-]{36})", browser.get("/population/buildings").text)
    assert building
    for address in (
        "",
        "/people",
        "/people?kind=incoming&reason=work&sex=f&from=18&to=60",
        "/people?stale=1",
        "/people?on=2024-01-01",
        "/people/search",
        "/households?stale=1",
        "/dwellings?occupancy=let",
        "/buildings",
        "/map",
        "/twins",
        f"/person/{person}",
        f"/person/{person}?on=2025-06-01",
        *(f"/person/{person}/{verb}" for verb in ("move-out", "category", "correct", "death", "reveal")),
        f"/person/{person}/move-in?dwelling={dwelling}",
        f"/household/{household}",
        f"/household/{household}?on=2025-06-01",
        *(
            f"/household/{household}/{verb}"
            for verb in ("birth", "head", "split", "merge", "move", "correct")
        ),
        f"/dwelling/{dwelling}",
        f"/dwelling/{dwelling}/correct",
        f"/dwelling/{dwelling}/end",
        "/dwelling/new",
        f"/building/{building[1]}",
        "/person/new",
        f"/person/new?dwelling={dwelling}",
        f"/person/new?household={household}",
        "/found?q=x",
    ):
        page = browser.text(f"/population{address}")
        if locale == "en":
            assert "查看" not in page, address


def test_numbers_are_never_whole_in_a_page(office: Office, worker: Browser) -> None:
    document = number(7, "19780707")
    status, address = register(worker, vacant(office), document=document, **{"details.phone": "13700001234"})
    assert status == 303

    for page in (address, f"{address}/correct", "/population/people"):
        text = worker.get(page).text
        assert document not in text
        assert "13700001234" not in text
    assert "419***********" in worker.get(address).text


def test_whole_values_are_shown_for_a_purpose_and_hide_themselves(office: Office, worker: Browser) -> None:
    document = number(9, "19780709")
    _, address = register(worker, vacant(office), document=document)

    unsaid = worker.post(f"{address}/reveal", {"fields": "document_number"})
    answer = worker.post(
        f"{address}/reveal", {"fields": "document_number", "why": "入户走访", "purpose": "预约"}
    )

    assert unsaid.status_code == 422
    assert document not in unsaid.text
    assert answer.status_code == 200
    assert document in answer.text
    assert 'data-hide-after="300"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_somebody_is_registered_with_evidence(office: Office, worker: Browser) -> None:
    dwelling = vacant(office)
    name = a_name()
    form = worker.get(f"/population/person/new?dwelling={dwelling}").text
    data = {
        "request_id": hidden(form, "request_id"),
        "details.name": name,
        "details.document_kind": "DOCUMENT_KIND_IDENTITY_CARD",
        "details.document_number": number(11),
        "home": "new",
        "residence.kind": "RESIDENCE_KIND_INCOMING",
        "residence.reason": "STAY_REASON_WORK",
        "grounds.reason": "租房合同",
        "evidence": (BytesIO(PNG), "contract.png"),
    }

    answer = worker.post(f"/population/person/new?dwelling={dwelling}", data)

    assert answer.status_code == 303, words(answer)
    page = worker.get(answer.headers["Location"])
    assert name in words(page)
    assert "租房合同" in words(page)
    file = re.search(r'href="(/population/change/[^"]+/evidence/[^"]+)"', page.text)
    assert file
    shown = worker.get(file[1])
    assert shown.status_code == 200
    assert shown.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_wrong_stands_at_its_field(office: Office, worker: Browser) -> None:
    dwelling = vacant(office)

    wrong = next(each for each in "0123456789X" if each != number()[-1])
    status, said = register(worker, dwelling, document=number()[:-1] + wrong)
    assert (status, "校验位不符" in said) == (422, True)
    status, said = register(worker, dwelling, document=number(13), home="")
    assert (status, "请选择" in said) == (422, True)
    status, said = register(worker, dwelling, name="张3")
    assert (status, "姓名应为文字" in said) == (422, True)
    english = office.browser("worker", "en")
    status, said = register(english, dwelling, name="张3")
    assert (status, "no digits" in said) == (422, True)


def test_the_same_document_leads_to_who_has_it(office: Office, worker: Browser) -> None:
    document = number(21, "19660606")
    _, first = register(worker, vacant(office), document=document)

    address = f"/population/person/new?dwelling={vacant(office)}"
    answer = worker.post(
        address,
        {
            "request_id": str(uuid4()),
            "details.name": a_name(),
            "details.document_number": document,
            "home": "new",
            "residence.kind": "RESIDENCE_KIND_PERMANENT",
        },
    )

    assert answer.status_code == 422
    assert first in answer.text
    assert "已登记在另一人名下" in words(answer)


def test_the_same_name_and_birthday_is_asked_about(office: Office, worker: Browser) -> None:
    name, dwelling = a_name(), vacant(office)
    assert register(worker, dwelling, name=name)[0] == 303

    status, said = register(worker, dwelling, name=name)
    sure, _ = register(worker, dwelling, name=name, not_a_duplicate="true")

    assert status == 422
    assert "同名且出生日期相同" in said
    assert sure == 303


def test_a_change_is_shown_and_taken_back(office: Office) -> None:
    screener = office.browser("screener")
    _, address = register(screener, vacant(office))
    form = screener.get(f"{address}/category").text
    changed = screener.post(
        f"{address}/category",
        {
            "etag": hidden(form, "etag"),
            "request_id": hidden(form, "request_id"),
            "kind": "RESIDENCE_KIND_INCOMING",
            "reason": "STAY_REASON_WORK",
        },
    )
    assert changed.status_code == 303, words(changed)
    page = screener.get(address).text
    assert "变更人口类别" in page
    link = re.search(r'href="(/population/change/[^"]+/reverse\?[^"]+)"', page)
    assert link

    answer = screener.post(
        link[1].replace("&amp;", "&"),
        {
            "reason": "登记错了",
            "request_id": str(uuid4()),
            "kind": "person",
            "record": address.rpartition("/")[2],
        },
    )

    assert answer.status_code == 303, words(answer)
    assert "撤销变更" in screener.text(address)
    assert "/reverse?" not in office.browser("worker").get(address).text


def test_a_stale_form_is_told(office: Office, worker: Browser) -> None:
    _, address = register(worker, vacant(office))
    form = worker.get(f"{address}/correct").text
    data = {
        "etag": hidden(form, "etag"),
        "details.name": a_name(),
        "details.document_kind": "DOCUMENT_KIND_NONE_YET",
        "grounds.reason": "改名",
    }
    assert worker.post(f"{address}/correct", data | {"request_id": str(uuid4())}).status_code == 303

    answer = worker.post(f"{address}/correct", data | {"request_id": str(uuid4()), "details.name": a_name()})

    assert answer.status_code == 422
    assert "已被他人修改" in words(answer)


def test_a_household_is_a_picture_with_its_members_on_any_day(office: Office, worker: Browser) -> None:
    household = households(office)[0]

    now = worker.text(f"/population/household/{household}")
    before = worker.text(f"/population/household/{household}?on=1990-01-01")

    assert "户主" in now
    assert "这一天没有成员" in before


def test_a_household_splits_and_joins_again(office: Office, worker: Browser) -> None:
    household = next(
        each
        for each in households(office)
        if worker.get(f"/population/household/{each}").text.count("member-name") > 2
    )
    last = person_of(worker, household, -1)
    form = worker.get(f"/population/household/{household}/split").text
    data = {"etag": hidden(form, "etag"), "request_id": hidden(form, "request_id")}

    nobody = worker.post(f"/population/household/{household}/split", data)
    answer = worker.post(f"/population/household/{household}/split", data | {"leaving": last, "head": last})

    assert nobody.status_code == 422
    assert "请选择" in words(nobody)
    assert answer.status_code == 303, words(answer)
    new = answer.headers["Location"].rpartition("/")[2]
    assert person_of(worker, new) == last
    merge = f"/population/household/{household}/merge"
    assert f'name="relations.{last}"' in worker.get(merge).text
    merged = worker.post(
        merge, {"from_id": new, f"relations.{last}": "RELATION_PARENT", "request_id": str(uuid4())}
    )
    assert merged.status_code == 303, words(merged)
    shown = worker.get(f"/population/household/{household}").text
    assert last in shown
    assert "父" in next(each for each in shown.split('<li class="member')[1:] if last in each)


def test_another_head_and_a_birth(office: Office, worker: Browser) -> None:
    household = households(office)[3]
    second = person_of(worker, household, 1)
    form = worker.get(f"/population/household/{household}/head").text
    data = {"etag": hidden(form, "etag"), "request_id": hidden(form, "request_id"), "head_id": second}

    assert worker.post(f"/population/household/{household}/head", data).status_code == 303
    assert person_of(worker, household, 0) == second

    name = a_name()
    birth = {
        "request_id": str(uuid4()),
        "details.name": name,
        "details.sex": "SEX_FEMALE",
        "details.document_kind": "DOCUMENT_KIND_NONE_YET",
        "relation": "RELATION_CHILD",
        "kind": "RESIDENCE_KIND_PERMANENT",
    }
    unborn = worker.post(f"/population/household/{household}/birth", birth)
    born = worker.post(f"/population/household/{household}/birth", birth | {"details.born_on": "2026-01-02"})
    assert unborn.status_code == 422
    assert born.status_code == 303, words(born)
    assert name in worker.text(f"/population/household/{household}")


def test_moving_in_out_and_dying(office: Office, worker: Browser) -> None:
    _, address = register(worker, vacant(office))
    moved = worker.get(f"{address}/move-in?dwelling={vacant(office)}").text
    answer = worker.post(
        f"{address}/move-in?dwelling={vacant(office)}",
        {
            "etag": hidden(moved, "etag"),
            "request_id": str(uuid4()),
            "home": "new",
            "residence.kind": "RESIDENCE_KIND_PERMANENT",
        },
    )
    assert answer.status_code == 303, words(answer)
    form = worker.get(f"{address}/move-out").text
    out = worker.post(
        f"{address}/move-out",
        {"etag": hidden(form, "etag"), "request_id": str(uuid4()), "destination": "郑州市"},
    )
    assert out.status_code == 303, words(out)
    assert "没有居住或在册记录" in worker.text(address)
    form = worker.get(f"{address}/death").text
    dead = {"etag": hidden(form, "etag"), "request_id": str(uuid4()), "died_on": "2026-10-01"}
    assert worker.post(f"{address}/death", dead).status_code == 422
    assert worker.post(f"{address}/death", dead | {"grounds.reason": "死亡证明"}).status_code == 303
    assert "2026-10-01 去世" in worker.text(address)


def test_a_dwelling_is_registered_corrected_and_ended(office: Office, worker: Browser) -> None:
    said = {
        "dwelling.territory_code": GRID,
        "dwelling.address": f"桂鹤社区试验巷{uuid4().int % 900}号",
        "dwelling.owner_phone": "13800001234",
        "request_id": str(uuid4()),
    }
    wrong = worker.post("/population/dwelling/new", said | {"dwelling.owner_phone": "12"})
    made = worker.post("/population/dwelling/new", said | {"request_id": str(uuid4())})
    assert wrong.status_code == 422
    assert made.status_code == 303, words(made)
    address = made.headers["Location"]
    page = worker.get(f"{address}/correct").text
    assert "13800001234" not in page
    form = {name: hidden(page, f"dwelling.{name}") for name in ("etag", "territory_code", "address")}
    fixed = worker.post(
        f"{address}/correct",
        {f"dwelling.{name}": value for name, value in form.items()}
        | {"dwelling.owner_phone": "138****1234", "dwelling.area": "88.5", "request_id": str(uuid4())},
    )
    assert fixed.status_code == 303, words(fixed)
    assert "88.5" in worker.text(address)
    assert "138****1234" in worker.text(address)
    ended = worker.post(
        f"{address}/end",
        {"etag": "2", "request_id": str(uuid4()), "grounds.reason": "拆除"},
    )
    assert ended.status_code == 303, words(ended)
    assert "已注销" in worker.text(address)


def test_nothing_changed_is_one_press(office: Office, worker: Browser) -> None:
    household = households(office)[5]

    answer = worker.post(f"/population/verify/household/{household}")

    assert answer.status_code == 303
    assert "0 天" not in worker.text(f"/population/household/{household}")
    assert "今天" in worker.text(f"/population/household/{household}")


def test_the_floor_plan_names_nobody(office: Office, worker: Browser) -> None:
    building = re.search(r"/population/building/([0-9a-f-]{36})", worker.get("/population/buildings").text)
    assert building

    page = worker.text(f"/population/building/{building[1]}")

    assert "单元" in page
    assert "未采集" in page
    assert (
        office.browser("head").get("/population/building/0199aaaa-0000-7000-8000-00000000dead").status_code
        == 404
    )


def test_the_map_has_counts_and_no_names(office: Office, worker: Browser) -> None:
    data = worker.get("/population/map.json").get_json()

    assert data["buildings"]["features"]
    assert {"people", "households", "dwellings", "status", "height"} <= set(
        data["buildings"]["features"][0]["properties"]
    )
    assert worker.get(f"/population/map.json?territory={SISTER}").get_json()["buildings"]["features"] == []


def test_a_search_keeps_its_words_out_of_the_address(worker: Browser) -> None:
    empty = worker.post("/population/people/search", {"q": ""})
    answer = worker.post("/population/people/search", {"q": "王", "purpose": "visit"})

    assert empty.status_code == 422
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "q=" not in re.sub(r'name="q"', "", "".join(re.findall(r'(?:href|action)="[^"]*"', answer.text)))
    assert "/population/person/" in answer.text


def test_a_dwelling_is_suggested_by_the_words_on_its_door(office: Office, worker: Browser) -> None:
    address = f"/population/lookup/dwellings?territory={GRID}&q=1%E5%8F%B7%E6%A5%BC%20501"

    assert "501" in worker.text(address, part=True)
    assert "没有找到" in worker.text(f"/population/lookup/dwellings?territory={SISTER}&q=501", part=True)


def test_pairs_of_records_are_compared_and_decided(office: Office) -> None:
    screener = office.browser("screener")
    page = screener.get("/population/twins")
    pair = re.search(r"/population/twins/([0-9a-f-]{36})", page.text)
    assert pair, words(page)
    assert office.browser("worker").get("/population/twins").status_code == 403

    undecided = screener.post(f"/population/twins/{pair[1]}", {"request_id": str(uuid4())})
    decided = screener.post(
        f"/population/twins/{pair[1]}",
        {
            "request_id": str(uuid4()),
            "decision": "TWINS_STATE_SAME",
            "keep_id": hidden_choice(screener.get(f"/population/twins/{pair[1]}").text),
            "grounds.reason": "电话核实",
        },
    )

    assert undecided.status_code == 422
    assert decided.status_code == 303, words(decided)
    undone = screener.post(
        f"/population/twins/{pair[1]}/undo", {"reason": "点错了", "request_id": str(uuid4())}
    )
    assert undone.status_code == 303, words(undone)


def hidden_choice(page: str) -> str:
    found = re.search(r'name="keep_id" value="([^"]+)"', page)
    assert found
    return found[1]
