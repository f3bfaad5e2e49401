"""Origin and destination ask each other for one purpose: states, sight, limits, erasure (POP-20)."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from services.kernel.call import Actor, Call, Grant, Realm, RequestKey
from services.kernel.errors import Invalid
from services.kernel.testing.contexts import staff
from services.population.adapters.coordination.purposes import shipped
from services.population.adapters.tables.coordination import exchange, exchange_file
from services.population.application.coordination.answering import Given
from services.population.application.coordination.asking import Wanted
from services.population.application.coordination.ports import AskedExchanges
from services.population.application.coordination.reading import ShownExchange
from services.population.application.coordination.receiving import Named, Received
from services.population.domain.coordination.exchange import OPEN, RUNNING, Exchange, ExchangeState
from services.population.domain.coordination.letters import Letter, Words
from services.population.domain.coordination.refusals import (
    AnswerErased,
    AskedAlready,
    ExchangeNotFound,
    ExchangeNotInState,
    LetterRecorded,
    PurposeNotFound,
)
from services.population.domain.refusals import PersonNotFound, Restricted, Stale
from tests.services.population.county import (
    ALL,
    COMMUNITY,
    FAR_GRID,
    GRID,
    NEXT_GRID,
    Township,
    identity,
    promise,
)
from wangge.types.v1 import types_pb2

RIGHTS = (
    *ALL,
    "population.coordination.ask",
    "population.coordination.answer",
    "population.coordination.declare",
    "population.rights.serve",
    "population.rights.erase",
)
FAR_COMMUNITY = FAR_GRID[:12]
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
SCHOOL = "school_enrolment"
OUT, IN = AskedExchanges("out"), AskedExchanges("in")

VERBS: dict[str, tuple[Callable[[Exchange], Exchange], tuple[ExchangeState, ...]]] = {
    "send": (lambda x: x.send("甲", NOW, NOW, NOW + timedelta(days=7), TODAY), (ExchangeState.DRAFTED,)),
    "acknowledge": (lambda x: x.acknowledge("乙", NOW), (ExchangeState.SENT,)),
    "answer": (lambda x: x.answer("乙", NOW, TODAY, {"enrolled": "yes"}, "f"), RUNNING),
    "decline": (lambda x: x.decline("乙", NOW, TODAY, "查无此人"), RUNNING),
    "withdraw": (lambda x: x.withdraw("甲", NOW, TODAY, "不需要了"), OPEN),
}


def a_request() -> Exchange:
    return Exchange(
        id="e",
        number="410602-2026-00001",
        purpose_code=SCHOOL,
        purpose_version=1,
        fields=("enrolled",),
        keep_days=30,
        from_path=GRID,
        to_path=FAR_COMMUNITY,
        to_name="",
        to_unit_id="",
        person_id="p",
        words=Words("王小明", "41", "说明"),
        erase_on=TODAY,
        steps=(),
    )


@given(st.lists(st.sampled_from(sorted(VERBS)), max_size=10))
def test_a_request_does_what_its_state_allows_and_nothing_else(verbs: list[str]) -> None:
    found = a_request()
    for verb in verbs:
        do, states = VERBS[verb]
        if found.state in states:
            after = do(found)
            assert after.version == found.version + 1
            assert after.steps[-1].what == verb
            found = after
        else:
            with pytest.raises(ExchangeNotInState):
                do(found)
    gone = found.expire(NOW)
    assert gone.words == Words()
    assert gone.erased
    assert gone.expire(NOW) is gone
    assert (gone.state is ExchangeState.EXPIRED) == (
        found.state not in (ExchangeState.DECLINED, ExchangeState.WITHDRAWN)
    )
    with pytest.raises(AnswerErased):
        gone.look("甲", NOW)


@pytest.fixture
def county(any_town: Township) -> Township:
    """With the community that is asked."""
    with any_town.context.new_uow(staff("directory", ("*",), "")) as uow:
        any_town.app.places.keep_place(
            uow, FAR_COMMUNITY, "红旗社区", types_pb2.LEVEL_COMMUNITY, 1, ended=False
        )
        uow.commit()
    promise(any_town.context, "origin")
    any_town.clock.at = NOW
    return any_town


def asker(town: Township, path: str = COMMUNITY) -> Call:
    return town.clerk(path, RIGHTS)


def origin(path: str = FAR_COMMUNITY, rights: tuple[str, ...] = RIGHTS) -> Call:
    return staff("origin", rights, path)


def a_child(town: Township) -> str:
    return town.family()[3]


def ask(town: Township, person: str, **more: object) -> str:
    wanted = Wanted(person, SCHOOL, to_path=FAR_COMMUNITY, send=True)
    return town.app.coordination.draft(asker(town), replace(wanted, **more))  # type: ignore[arg-type]


def seen(town: Township, call: Call, exchange_id: str) -> ShownExchange:
    return town.app.coordination.look.one(call, exchange_id)


def test_enrolment_proof_is_asked_and_answered_in_five_working_days(county: Township) -> None:
    """POP-20: the destination asks the origin only for enrolment proof."""
    do, child = county.app.coordination, a_child(county)
    made = ask(county, child, fields=("enrolled",))

    sent = seen(county, asker(county), made)
    assert sent.exchange.due_at == datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
    assert (sent.exchange.fields, sent.to_name, sent.from_name) == (("enrolled",), "红旗社区", "中山社区")
    received = do.look.page(origin(), IN, None, 9)
    assert [each.exchange.id for each in received] == [made]
    assert (do.look.figures(origin()).to_acknowledge, do.look.figures(asker(county)).to_acknowledge) == (1, 0)
    do.acknowledge(origin(), made, "")
    do.answer(origin(), made, "", Given({"enrolled": "yes"}))

    read = do.look.read(asker(county), made, with_file=False)

    assert read.values == {"enrolled": "yes"}
    assert do.look.figures(asker(county)).to_read == 0
    assert [name for name, _ in county.events() if name == "CoordinationMoved"] == ["CoordinationMoved"] * 3
    steps = [each.what for each in seen(county, asker(county), made).exchange.steps]
    assert steps == ["draft", "send", "acknowledge", "answer", "read"]


def test_an_answer_holds_what_was_asked_and_nothing_else(county: Township) -> None:
    made = ask(county, a_child(county), fields=("enrolled",))
    answer = county.app.coordination.answer

    for values in ({"enrolled": "yes", "school": "实验小学"}, {}, {"enrolled": "maybe"}):
        with pytest.raises(Invalid):
            answer(origin(), made, "", Given(values))
    with pytest.raises(ExchangeNotFound):
        answer(asker(county), made, "", Given({"enrolled": "yes"}))
    answer(origin(), made, "", Given({"enrolled": "no"}))
    with pytest.raises(ExchangeNotInState):
        answer(origin(), made, "", Given({"enrolled": "yes"}))


def test_every_reading_of_an_answer_stands_in_the_log_of_the_person_with_its_purpose(
    county: Township,
) -> None:
    do, child = county.app.coordination, a_child(county)
    made = ask(county, child)
    do.answer(origin(), made, "", Given({"enrolled": "yes", "grade": "三年级"}))
    for _ in range(2):
        do.look.read(asker(county), made, with_file=False)

    found = county.app.rights.list_readings(asker(county), child, 0, 50)

    read = [each for each in found if each.action.endswith("coordination.read")]
    assert [each.purpose for each in read] == ["随迁子女入学：学籍证明"] * 2
    assert {"coordination.answer", "coordination.draft", "coordination.send"} <= {
        each.action.removeprefix("population.") for each in found
    }
    assert "三年级" not in json.dumps([row[2] for row in county.audit()], ensure_ascii=False)


def test_the_place_that_is_asked_sees_what_the_request_says_and_no_more(county: Township) -> None:
    child = a_child(county)
    made = ask(county, child)
    number = county.app.get_person(county.clerk("410602"), child)[0].person.document_number

    shown = seen(county, origin(), made)

    assert shown.exchange.words.name == "王小明"
    assert (shown.match_id, shown.side.asks) == ("", False)
    assert "read" not in shown.actions
    with pytest.raises(PersonNotFound):
        county.app.get_person(origin(), child)
    with pytest.raises(ExchangeNotFound):
        county.app.coordination.look.read(origin(), made, with_file=False)
    blind = tuple(each for each in RIGHTS if each != "population.person.reveal")
    with pytest.raises(ExchangeNotFound):
        county.app.coordination.reveal(origin(rights=blind), made, "核对")
    assert county.app.coordination.reveal(origin(), made, "核对是否本人") == number


def test_the_person_is_matched_where_whoever_answers_sees_somebody(county: Township) -> None:
    child = a_child(county)
    number = county.app.get_person(county.clerk("410602"), child)[0].person.document_number
    home = county.dwelling("9", FAR_GRID)
    promise(county.context, "far")
    far = staff("far", RIGHTS, FAR_COMMUNITY)
    known = county.register("王小明", home, call=far, born=date(2012, 3, 4), document_number=number)
    made = ask(county, child)

    assert seen(county, origin(), made).match_id == known
    without = tuple(each for each in RIGHTS if each != "population.register.view")
    assert seen(county, origin(rights=without), made).match_id == ""
    county.app.coordination.answer(origin(), made, "", Given({"enrolled": "yes"}))
    readings = county.app.rights.list_readings(far, known, 0, 9)
    assert "coordination.answer" in [each.action for each in readings]


def test_nobody_beyond_both_places_learns_of_a_request(county: Township) -> None:
    do = county.app.coordination
    made = ask(county, a_child(county))
    strangers = [county.worker(NEXT_GRID, RIGHTS), county.worker(FAR_GRID, RIGHTS)]

    for stranger in strangers:
        assert [*do.look.page(stranger, IN, None, 9), *do.look.page(stranger, OUT, None, 9)] == []
        tries: list[Callable[[Call], object]] = [
            lambda call: do.look.one(call, made),
            lambda call: do.acknowledge(call, made, ""),
            lambda call: do.answer(call, made, "", Given({"enrolled": "yes"})),
            lambda call: do.decline(call, made, "", "查无此人"),
            lambda call: do.withdraw(call, made, "", "不需要"),
            lambda call: do.look.read(call, made, with_file=False),
            lambda call: do.reveal(call, made, "核对"),
        ]
        for attempt in tries:
            with pytest.raises(ExchangeNotFound):
                attempt(stranger)
    draft = ask(county, county.register("李四", county.dwelling("7")), send=False)
    with pytest.raises(ExchangeNotFound):
        do.look.one(origin(), draft)


def test_only_people_of_the_own_ground_are_asked_about_and_once_for_a_purpose(county: Township) -> None:
    child = a_child(county)
    elsewhere = county.register("赵六", county.dwelling("8", FAR_GRID))

    with pytest.raises(PersonNotFound):
        ask(county, elsewhere)
    ask(county, child)
    with pytest.raises(AskedAlready):
        ask(county, child)
    ask(county, child, purpose_code="residence_permit")
    with pytest.raises(PurposeNotFound):
        ask(county, child, purpose_code="anything")
    other = county.register("钱七", county.dwelling("6"))
    county.app.rights.restrict_person(asker(county), other, "", restricted=True, reason="本人申请")
    with pytest.raises(Restricted):
        ask(county, other)


@pytest.mark.parametrize(
    "wrong",
    [
        {"to_path": "", "to_outside": ""},
        {"to_outside": "某县"},
        {"to_path": "410602009009"},
        {"to_path": FAR_GRID},
        {"to_path": COMMUNITY},
        {"fields": ("income",)},
        {"note": "此人有前科"},
        {"note": "身份证 41060219800503007X 电话 13812345678"},
    ],
)
def test_what_does_not_serve_the_purpose_is_refused(town: Township, wrong: dict[str, object]) -> None:
    with town.context.new_uow(staff("directory", ("*",), "")) as uow:
        for path in (COMMUNITY, FAR_COMMUNITY):
            town.app.places.keep_place(uow, path, "社区", types_pb2.LEVEL_COMMUNITY, 2, ended=False)
        uow.commit()
    person = town.register("王建国", town.dwelling())

    with pytest.raises(Invalid):
        ask(town, person, **wrong)


def test_reminders_come_once_before_and_once_after_the_limit(county: Township) -> None:
    do = county.app.coordination
    made = ask(county, a_child(county))

    def told() -> list[bool]:
        found = [json.loads(text)["data"] for name, text in county.events() if name == "CoordinationDue"]
        return [each.get("overdue", False) for each in found]

    for day, expected in (
        (datetime(2026, 11, 26, 1, tzinfo=UTC), []),
        (datetime(2026, 11, 28, 1, tzinfo=UTC), [False]),
        (datetime(2026, 11, 30, 9, tzinfo=UTC), [False]),
        (datetime(2026, 12, 1, 1, tzinfo=UTC), [False, True]),
        (datetime(2026, 12, 9, 1, tzinfo=UTC), [False, True]),
    ):
        county.clock.at = day
        do.tend.remind(day)
        do.tend.remind(day)
        assert told() == expected, day
    assert do.look.figures(origin()).overdue == 1
    assert do.look.figures(asker(county)).late_elsewhere == 1
    assert seen(county, asker(county), made).exchange.overdue(county.clock.at)


def picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(drawn, "PNG")
    return drawn.getvalue()


def test_a_place_outside_is_asked_by_letter_and_its_answer_is_entered_and_erased(county: Township) -> None:
    do = county.app.coordination
    made = ask(county, a_child(county), to_path="", to_outside="外省某县某镇人民政府")
    shown = seen(county, asker(county), made)
    assert shown.to_name == "外省某县某镇人民政府"
    assert "answer" in shown.actions
    assert "acknowledge" not in shown.actions

    do.answer(asker(county), made, "", Given({}, "复函.png", picture()))
    assert do.look.read(asker(county), made, with_file=True).data[:3] == b"\xff\xd8\xff"
    county.clock.at = NOW + timedelta(days=30)
    assert do.tend.expire(county.clock.at) == 1
    assert do.tend.expire(county.clock.at) == 0

    gone = seen(county, asker(county), made).exchange
    assert (gone.state, gone.words, gone.erased) == (ExchangeState.EXPIRED, Words(), True)
    assert gone.number.startswith("410602-2026-")
    assert gone.fingerprint
    with county.context.database.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(exchange_file)).scalar() == 0
        assert connection.execute(sa.select(exchange.c.document_blind)).scalar() == ""
    with pytest.raises(AnswerErased):
        do.look.read(asker(county), made, with_file=False)


LETTER = Received(
    sender="外省某县教育局",
    number="某教函〔2026〕7号",
    on=date(2026, 11, 20),
    to_path=FAR_COMMUNITY,
    purpose_code=SCHOOL,
    people=(Named("王小明", identity(date(2012, 3, 4), 900)),),
    file_name="来函.png",
    data=picture(),
    fields=("enrolled",),
    address="红旗街 8 号",
)


def recorded(town: Township, call: Call | None = None, **more: object) -> str:
    said = replace(LETTER, **more)  # type: ignore[arg-type]
    return town.app.coordination.record_letter(call or origin(), said)[0]


def test_a_letter_of_a_place_outside_runs_the_course_of_any_request(county: Township) -> None:
    do = county.app.coordination
    made = recorded(county)

    shown = seen(county, origin(), made)
    assert (shown.from_name, shown.to_name) == ("外省某县教育局", "红旗社区")
    assert shown.exchange.due_at == datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
    assert set(shown.actions) == {"acknowledge", "answer", "decline", "withdraw", "letter", "reveal"}
    assert do.look.figures(origin()).to_acknowledge == 1
    assert [each.exchange.id for each in do.look.page(origin(), IN, None, 9)] == [made]
    do.acknowledge(origin(), made, "")
    do.answer(origin(), made, "", Given({"enrolled": "yes"}))
    assert do.look.figures(origin()).to_reply == 1
    assert do.look.page(origin(), AskedExchanges("in", waiting=True), None, 9)

    for _ in range(2):
        assert do.look.read(origin(), made, with_file=False).values == {"enrolled": "yes"}

    assert do.look.figures(origin()).to_reply == 0
    after = seen(county, origin(), made)
    assert [each.what for each in after.exchange.steps] == ["receive", "acknowledge", "answer", "reply"]
    assert {"reply", "letter"} <= set(after.actions)
    moved = [json.loads(text)["data"] for name, text in county.events() if name == "CoordinationMoved"]
    assert [each["territoryPath"] for each in moved] == [FAR_COMMUNITY] * 3


def test_a_letter_is_opened_again_by_the_place_it_came_to_alone(county: Township) -> None:
    do = county.app.coordination
    made = recorded(county)

    found, data = do.look.letter(origin(), made)

    assert (data[:3], found.letter and found.letter.file_type) == (b"\xff\xd8\xff", "image/jpeg")
    assert ("population.coordination.letter", made) in [row[:2] for row in county.audit()]
    whole = county.clerk("", (*RIGHTS, "population.coordination.serve"))
    assert do.look.page(whole, OUT, None, 9) == []
    for stranger in (asker(county), platform_of("unit-1"), county.worker(FAR_GRID, RIGHTS)):
        assert [*do.look.page(stranger, IN, None, 9), *do.look.page(stranger, OUT, None, 9)] == []
        for attempt in (do.look.letter, do.look.one):
            with pytest.raises(ExchangeNotFound):
                attempt(stranger, made)
        with pytest.raises(ExchangeNotFound):
            do.look.read(stranger, made, with_file=False)
    with pytest.raises(ExchangeNotFound):
        do.look.letter(origin(), ask(county, a_child(county)))


def test_each_person_of_a_letter_is_a_request_and_the_same_letter_is_recorded_once(county: Township) -> None:
    do, (one,) = county.app.coordination, LETTER.people
    both = (one, Named(" 王小红 "), Named("王小红"))
    call = replace(origin(), request=RequestKey("k1", "f"))

    first = do.record_letter(call, replace(LETTER, people=both))

    assert [seen(county, origin(), each).exchange.words.name for each in first] == ["王小明", "王小红"]
    assert list(do.record_letter(call, replace(LETTER, people=both))) == first
    with pytest.raises(LetterRecorded):
        recorded(county)
    assert recorded(county, people=(Named("王大明"),)) not in first
    assert recorded(county, number="某教函〔2026〕8号") not in first


def test_what_a_letter_asks_about_somebody_of_the_register_stands_in_his_log_and_goes_with_him(
    county: Township,
) -> None:
    promise(county.context, "far")
    far = staff("far", RIGHTS, FAR_COMMUNITY)
    number = identity(date(2012, 3, 4), 900)
    known = county.register(
        "王小明", county.dwelling("9", FAR_GRID), call=far, born=date(2012, 3, 4), document_number=number
    )
    made = recorded(county, far, acknowledge=True)

    assert seen(county, far, made).match_id == known
    assert seen(county, far, made).exchange.state is ExchangeState.ACKNOWLEDGED
    readings = [each.action for each in county.app.rights.list_readings(far, known, 0, 50)]
    assert "coordination.receive" in [each.removeprefix("population.") for each in readings]
    county.app.rights.erase_person(far, known, "mistake", "登记错误")
    gone = seen(county, far, made).exchange
    assert (gone.words, gone.erased) == (Words(), True)


def test_a_letter_is_erased_in_time_with_its_scan_and_the_proof_stays(county: Township) -> None:
    do = county.app.coordination
    made = recorded(county, due_on=date(2026, 12, 4))
    assert seen(county, origin(), made).exchange.due_at == datetime(2026, 12, 4, 10, 0, tzinfo=UTC)
    do.decline(origin(), made, "", "查无此人")
    assert do.look.read(origin(), made, with_file=False).values == {}

    county.clock.at = NOW + timedelta(days=30)
    assert do.tend.expire(county.clock.at) == 1

    gone = seen(county, origin(), made)
    assert (gone.exchange.words, gone.exchange.state) == (Words(), ExchangeState.DECLINED)
    assert gone.exchange.letter == Letter("外省某县教育局", "某教函〔2026〕7号", date(2026, 11, 20))
    assert not {"letter", "reply"} & set(gone.actions)
    with county.context.database.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(exchange_file)).scalar() == 0
    for attempt in (
        lambda: do.look.letter(origin(), made),
        lambda: do.look.read(origin(), made, with_file=True),
    ):
        with pytest.raises(AnswerErased):
            attempt()


def test_a_letter_that_was_recorded_by_mistake_is_withdrawn_by_who_recorded_it(county: Township) -> None:
    made = recorded(county)

    with pytest.raises(ExchangeNotFound):
        county.app.coordination.withdraw(asker(county), made, "", "登记有误")
    county.app.coordination.withdraw(origin(), made, "", "登记有误")

    assert seen(county, origin(), made).exchange.state is ExchangeState.WITHDRAWN
    assert county.app.coordination.look.figures(origin()).to_reply == 0


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"to_path": COMMUNITY}, "to_territory_code"),
        ({"to_path": FAR_GRID}, "to_territory_code"),
        ({"to_path": "410602009009"}, "to_territory_code"),
        ({"on": date(2026, 11, 24)}, "letter_on"),
        ({"on": None}, "letter_on"),
        ({"due_on": date(2026, 11, 22)}, "due_on"),
        ({"due_on": date(2027, 11, 22)}, "due_on"),
        ({"people": (Named(" "),)}, "people[0].name"),
        ({"people": (Named("王小明", "410602201203040001"),)}, "people[0].document_number"),
        ({"fields": ("income",)}, "fields"),
        ({"note": "此人有前科"}, "note"),
        ({"address": "电话 13812345678"}, "address"),
    ],
)
def test_a_letter_is_recorded_as_it_may_be_asked(
    county: Township, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        recorded(county, **wrong)
    assert [each.field for each in refused.value.problems] == [field]


def platform_of(unit: str, rights: tuple[str, ...] = ("population.coordination.serve",)) -> Call:
    grant = Grant("outside_platform", frozenset(rights), "410602", unit=unit)
    return Call(Actor(f"platform-{unit}", "外省平台", Realm.SERVICE, (grant,)), origin="test")


def test_the_platform_of_a_place_outside_answers_what_was_asked_of_it_alone(county: Township) -> None:
    do = county.app.coordination
    made = ask(county, a_child(county), to_path="", to_outside="外省某县", to_unit_id="unit-1")
    mine, other = platform_of("unit-1"), platform_of("unit-2")

    assert [each.exchange.id for each in do.look.page(mine, IN, None, 9)] == [made]
    assert do.look.page(other, IN, None, 9) == []
    for stranger in (other, platform_of("unit-1", ("population.register.view",))):
        with pytest.raises(ExchangeNotFound):
            do.acknowledge(stranger, made, "")
    do.acknowledge(mine, made, "")
    assert do.reveal(mine, made, "核对是否本人")
    do.answer(mine, made, "", Given({"enrolled": "yes"}))
    assert do.look.read(asker(county), made, with_file=False).values == {"enrolled": "yes"}


def test_declined_and_withdrawn_with_a_reason_that_marks_nobody(county: Township) -> None:
    do = county.app.coordination
    made = ask(county, a_child(county))

    for reason in ("该人是重点人员", "  "):
        with pytest.raises(Invalid):
            do.decline(origin(), made, "", reason)
    with pytest.raises(Stale):
        do.decline(origin(), made, "9", "查无此人")
    do.decline(origin(), made, "", "查无此人")
    assert seen(county, asker(county), made).exchange.words.reason == "查无此人"
    again = ask(county, seen(county, asker(county), made).exchange.person_id)
    do.withdraw(asker(county), again, "", "家长已自行提供")
    assert seen(county, origin(), again).exchange.state is ExchangeState.WITHDRAWN


def test_what_is_held_is_exported_to_both_records_and_erased_with_its_own(county: Township) -> None:
    child = a_child(county)
    number = county.app.get_person(county.clerk("410602"), child)[0].person.document_number
    made = ask(county, child)
    county.app.coordination.answer(origin(), made, "", Given({"enrolled": "yes", "grade": "三年级"}))
    promise(county.context, "far")
    far = staff("far", RIGHTS, FAR_COMMUNITY)
    there = county.register(
        "王小明", county.dwelling("9", FAR_GRID), call=far, born=date(2012, 3, 4), document_number=number
    )

    for person, call in ((child, asker(county)), (there, far)):
        held = county.app.rights.export_person(call, person, "本人申请")
        part = next(each for each in held if each.part == "coordination")
        assert "三年级" in part.rows[0][6]
        assert part.rows[0][4] == number
    county.app.rights.erase_person(far, there, "mistake", "登记错误")
    assert not seen(county, asker(county), made).exchange.erased
    county.app.rights.erase_person(asker(county), child, "mistake", "登记错误")
    assert seen(county, asker(county), made).exchange.erased


def test_nothing_of_a_request_is_stored_in_the_open_or_told_by_events(county: Township) -> None:
    child = a_child(county)
    number = county.app.get_person(county.clerk("410602"), child)[0].person.document_number
    made = ask(county, child, note="拟在本地入学")
    county.app.coordination.answer(origin(), made, "", Given({"enrolled": "yes", "school": "实验小学"}))

    with county.context.database.read() as connection:
        rows = str(connection.execute(sa.select(exchange)).all())
    told = "".join(text for _, text in county.events())

    for secret in ("王小明", number, "拟在本地入学", "实验小学"):
        assert secret not in rows
    for secret in (number, "拟在本地入学", "实验小学"):
        assert secret not in told


def test_a_county_adds_purposes_and_none_that_marks_people(county: Township) -> None:
    do, known = county.app.coordination, shipped()[SCHOOL]
    own = replace(known, code="housing_fund", zh="住房公积金转移", en="Housing fund", version=1)

    put = do.put_purpose(asker(county), own, "")
    with pytest.raises(Stale):
        do.put_purpose(asker(county), own, "")
    changed = do.put_purpose(asker(county), replace(known, fields=known.fields[:1]), "1")
    made = ask(county, a_child(county))

    assert (put.version, changed.version) == (1, 2)
    assert seen(county, asker(county), made).purpose == changed
    do.put_purpose(asker(county), replace(changed, retired=True), "2")
    assert seen(county, asker(county), made).purpose == changed
    assert SCHOOL not in [each.code for each in do.purposes(with_retired=False)]
    for zh in ("重点人员核查", "信访人员核查", "宗教信仰核对"):
        with pytest.raises(Invalid) as wrong:
            do.put_purpose(asker(county), replace(own, code="other", zh=zh), "")
        assert wrong.value.problems[0].field == "purpose.title_zh"
    with pytest.raises(Invalid):
        do.put_purpose(asker(county), replace(own, code="other", legal_basis=""), "")


def test_the_same_request_twice_is_one(county: Township) -> None:
    child = a_child(county)
    call = replace(asker(county), request=RequestKey("k1", "f"))
    wanted = Wanted(child, SCHOOL, to_path=FAR_COMMUNITY, send=True)

    assert county.app.coordination.draft(call, wanted) == county.app.coordination.draft(call, wanted)
    assert len(county.app.coordination.look.page(asker(county), OUT, None, 9)) == 1
