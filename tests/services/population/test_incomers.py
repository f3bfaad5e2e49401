"""Cards of incoming residents and rented dwellings: states, sight, what is told (POP-13, 17, 18, 21)."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from services.kernel.call import Call, system_call
from services.kernel.errors import Conflict, Invalid
from services.kernel.testing.contexts import SetClock
from services.population.application.incomers.coming_and_going import Arrival
from services.population.domain.cards import Card, CardState, Channel, ServiceKind
from services.population.domain.details import Details
from services.population.domain.kinds import ResidenceKind, StayReason
from services.population.domain.refusals import (
    CardNotFound,
    CardNotInState,
    DefectNotFound,
    DwellingNotFound,
    EvidenceNotFound,
    RentalNotFound,
    RentalNotInState,
    RentedAlready,
)
from services.population.domain.renting import Rental, RentalState
from services.population.domain.safety import Defect
from tests.services.population.county import ALL, FAR_GRID, GRID, NEXT_GRID, Township

RIGHTS = (
    *ALL,
    "population.incomer.edit",
    "population.rental.edit",
    "population.rights.serve",
    "population.rights.erase",
)
TODAY = date(2026, 11, 23)
START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

CARD_VERBS = {
    "issue": (lambda c: c.issue("4106020000001", "code", TODAY), {CardState.REGISTERED}),
    "renew": (lambda c: c.renew(TODAY), {CardState.CARDED}),
    "move": (lambda c: c.moved(NEXT_GRID), {CardState.REGISTERED, CardState.CARDED}),
    "missed": (lambda c: c.missed(), {CardState.CARDED, CardState.TO_VERIFY}),
    "found": (lambda c: c.found(), {CardState.CARDED, CardState.TO_VERIFY}),
    "left": (lambda c: c.left(TODAY), {CardState.REGISTERED, CardState.CARDED, CardState.TO_VERIFY}),
    "again": (lambda c: c.again(GRID, TODAY, Channel.WORKER, None, ""), {CardState.LEFT}),
}
RENTAL_VERBS = {
    "verify": (lambda r: r.verify(), {RentalState.REPORTED}),
    "plate": (lambda r: r.hang("P-1", "file", TODAY), {RentalState.VERIFIED}),
    "check": (lambda r: r.check([], TODAY), {RentalState.PLATED, RentalState.DEFECT, RentalState.RECTIFIED}),
    "fail": (
        lambda r: r.check([Defect("d", "fire_exit", TODAY, TODAY)], TODAY),
        {RentalState.PLATED, RentalState.DEFECT, RentalState.RECTIFIED},
    ),
    "rectify": (lambda r: r.rectify(next(d.id for d in r.defects if d.open), TODAY), {RentalState.DEFECT}),
    "end": (lambda r: r.end(), set(RentalState) - {RentalState.ENDED}),
}


@given(st.lists(st.sampled_from(sorted(CARD_VERBS)), max_size=14))
def test_a_card_does_what_its_state_allows_and_nothing_else(verbs: list[str]) -> None:
    card = Card("c", "p", GRID, TODAY)
    for verb in verbs:
        do, states = CARD_VERBS[verb]
        if card.state in states:
            after = do(card)
            assert after.version == card.version + 1
            assert after.number == card.number or not card.number
            card = after
        else:
            with pytest.raises(CardNotInState):
                do(card)
        assert card.valid(TODAY) == (card.state in (CardState.CARDED, CardState.TO_VERIFY))
        assert (card.left_on is not None) == (card.state is CardState.LEFT)


@given(st.lists(st.sampled_from(sorted(RENTAL_VERBS)), max_size=14))
def test_a_rental_does_what_its_state_allows_and_nothing_else(verbs: list[str]) -> None:
    rental = Rental("r", "d", GRID)
    for verb in verbs:
        do, states = RENTAL_VERBS[verb]
        if rental.state in states:
            rental = do(rental)
        else:
            with pytest.raises((RentalNotInState, DefectNotFound, StopIteration)):
                do(rental)
        if rental.state is not RentalState.ENDED:
            assert any(each.open for each in rental.defects) == (rental.state is RentalState.DEFECT)
        if rental.plate:
            assert rental.letter_signed_on is not None


def test_not_found_twice_in_a_row_is_to_be_verified() -> None:
    card = Card("c", "p", GRID, TODAY).issue("1", "code", TODAY)

    assert card.missed().found().missed().state is CardState.CARDED
    assert card.missed().missed().state is CardState.TO_VERIFY
    assert card.missed().missed().found().misses == 0


def arrival(town: Township, dwelling: str, name: str = "钱来", **more: object) -> Arrival:
    values: dict[str, object] = {
        "dwelling_id": dwelling,
        "channel": Channel.LANDLORD,
        "reason": StayReason.WORK,
        "details": town.details(name),
        "origin": "周口市",
        "employer": "宏达建筑",
        "services": (ServiceKind.SCHOOL,),
        "sure": True,
    }
    return Arrival(**(values | more))  # type: ignore[arg-type]


@pytest.fixture
def worker(any_town: Township) -> Call:
    return any_town.worker(rights=RIGHTS)


def test_signing_in_registers_and_signing_out_ends_the_residence(any_town: Township, worker: Call) -> None:
    app = any_town.app
    card_id = app.incomers.sign_in(worker, arrival(any_town, any_town.dwelling()))
    card = app.incomers.get_card(worker, card_id)
    lives = app.get_person(worker, card.person_id)[0].lives
    assert lives is not None
    assert (lives.kind, lives.reason, lives.origin) == (ResidenceKind.INCOMING, StayReason.WORK, "周口市")
    assert (card.state, card.employer, list(card.services)) == (
        CardState.REGISTERED,
        "宏达建筑",
        [ServiceKind.SCHOOL],
    )

    app.incomers.issue_card(worker, card_id, str(card.version))
    carded = app.incomers.get_card(worker, card_id)
    assert carded.number == "4106020000001"
    assert app.incomers.show_cards.valid(carded.code)

    app.incomers.sign_out(worker, card_id, "", None, "郑州市")
    assert app.get_person(worker, card.person_id)[0].lives is None
    assert app.incomers.get_card(worker, card_id).state is CardState.LEFT
    assert not app.incomers.show_cards.valid(carded.code)


def test_whoever_comes_back_has_the_number_of_before(
    any_town: Township, worker: Call, clock: SetClock
) -> None:
    app, home = any_town.app.incomers, any_town.dwelling()
    card_id = app.sign_in(worker, arrival(any_town, home))
    app.issue_card(worker, card_id, "")
    person = app.get_card(worker, card_id).person_id
    app.sign_out(worker, card_id, "", None)
    clock.advance(days=30)

    back = app.sign_in(worker, arrival(any_town, home, person_id=person, details=Details()))
    app.issue_card(worker, back, "")

    assert back == card_id
    assert app.get_card(worker, back).number == "4106020000001"
    with pytest.raises(CardNotInState):
        app.sign_in(worker, arrival(any_town, home, person_id=person, details=Details()))


def test_a_move_takes_the_card_along(any_town: Township, clock: SetClock) -> None:
    app, clerk = any_town.app.incomers, any_town.clerk(rights=RIGHTS)
    card_id = app.sign_in(clerk, arrival(any_town, any_town.dwelling()))
    there = any_town.dwelling("1", NEXT_GRID)
    clock.advance(days=3)

    app.move_incomer(clerk, card_id, "", there, None)

    card = app.get_card(clerk, card_id)
    lives = any_town.app.get_person(clerk, card.person_id)[0].lives
    assert lives is not None
    assert (card.path, lives.path, lives.reason) == (NEXT_GRID, NEXT_GRID, StayReason.WORK)


def test_a_card_follows_what_the_register_says(any_town: Township, worker: Call, clock: SetClock) -> None:
    app = any_town.app
    card_id = app.incomers.sign_in(worker, arrival(any_town, any_town.dwelling()))
    person = app.incomers.get_card(worker, card_id).person_id
    clock.advance(days=2)
    app.move_out(worker, person, day=date(2026, 11, 24))

    followed = app.incomers.follow_residences(clock())

    card = app.incomers.get_card(worker, card_id)
    assert (followed, card.state, card.left_on) == (1, CardState.LEFT, date(2026, 11, 24))
    assert app.incomers.follow_residences(clock()) == 0


def test_services_are_asked_for_and_given(any_town: Township, worker: Call) -> None:
    app = any_town.app.incomers
    card_id = app.sign_in(worker, arrival(any_town, any_town.dwelling()))

    app.change_card(worker, card_id, "", "service", lambda c, today: c.given(ServiceKind.SCHOOL, today))
    app.change_card(worker, card_id, "", "service", lambda c, today: c.asked(ServiceKind.JOB, today))

    assert app.get_card(worker, card_id).services == {
        ServiceKind.SCHOOL: (TODAY, TODAY),
        ServiceKind.JOB: (TODAY, None),
    }


def test_nobody_learns_of_cards_and_rentals_elsewhere(any_town: Township, worker: Call) -> None:
    far = any_town.worker(FAR_GRID, rights=RIGHTS)
    home = any_town.dwelling()
    card_id = any_town.app.incomers.sign_in(worker, arrival(any_town, home))
    rental_id = any_town.app.incomers.report_rental(worker, Rental("", home, ""))

    with pytest.raises(CardNotFound):
        any_town.app.incomers.get_card(far, card_id)
    with pytest.raises(RentalNotFound):
        any_town.app.incomers.get_rental(far, rental_id)
    with pytest.raises(DwellingNotFound):
        any_town.app.incomers.sign_in(far, arrival(any_town, home, "孙来"))
    assert any_town.app.incomers.show_cards.page(far, GRID, None, None, 10) == []
    assert any_town.app.incomers.show_rentals.page(far, "", None, None, 10) == []


def test_what_is_held_is_exported_and_erased(any_town: Township, worker: Call) -> None:
    app = any_town.app
    card_id = app.incomers.sign_in(worker, arrival(any_town, any_town.dwelling()))
    person = app.incomers.get_card(worker, card_id).person_id

    parts = {each.part: each for each in app.rights.export_person(worker, person, "本人申请")}
    assert parts["card"].rows[0][4] == "宏达建筑"

    proof = app.rights.erase_person(worker, person, "mistake", "登记错误")
    assert proof.removed > 0
    with pytest.raises(CardNotFound):
        app.incomers.get_card(worker, card_id)


def plated(town: Township, call: Call) -> str:
    app = town.app.incomers
    said = Rental("", town.dwelling(), "", landlord_name="吴房东", landlord_phone="13812345678")
    rental_id = app.report_rental(call, said)
    app.change_rental(call, rental_id, "", "verify", lambda r, today: r.verify())
    out = io.BytesIO()
    Image.new("RGB", (64, 32), "white").save(out, "PNG")
    letter = town.app.add_evidence(call, out.getvalue(), "signature.png")
    app.plate_rental(call, rental_id, "", "HS-0001", letter.id)
    return rental_id


def test_the_signed_letter_is_opened_where_the_rental_is_and_goes_with_the_landlord(
    any_town: Township, worker: Call
) -> None:
    app = any_town.app
    landlord = any_town.register("吴房东", any_town.dwelling("601"), phone="13812345678")
    rental_id = plated(any_town, worker)

    filed, data = app.incomers.get_rental.letter(worker, rental_id)

    assert (filed.content_type, data[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert ("population.rental.letter", rental_id) in [row[:2] for row in any_town.audit()]
    with pytest.raises(RentalNotFound):
        app.incomers.get_rental.letter(any_town.worker(FAR_GRID, rights=RIGHTS), rental_id)
    app.rights.erase_person(worker, landlord, "mistake", "登记错误")
    assert app.incomers.get_rental(worker, rental_id).letter_file_id == ""
    with pytest.raises(EvidenceNotFound):
        app.incomers.get_rental.letter(worker, rental_id)


def test_a_fire_exit_that_stays_blocked_is_told_once(
    any_town: Township, worker: Call, clock: SetClock
) -> None:
    app = any_town.app.incomers
    rental_id = plated(any_town, worker)
    app.check_rental(worker, rental_id, "", str(UUID(int=1)), ["fire_exit", "wiring"])
    app.check_rental(worker, rental_id, "", str(UUID(int=1)), ["fire_exit", "wiring"])
    rental = app.get_rental(worker, rental_id)
    assert {each.code: each.due_on for each in rental.defects} == {
        "fire_exit": date(2026, 11, 25),
        "wiring": date(2026, 11, 30),
    }
    assert (rental.state, len(rental.checks)) == (RentalState.DEFECT, 1)

    clock.advance(days=2)
    assert app.tell_overdue_defects(clock()) == 0
    clock.advance(days=9)
    assert app.tell_overdue_defects(clock()) == 1
    assert app.tell_overdue_defects(clock()) == 0

    told = [json.loads(body) for name, body in any_town.events() if name == "RentalDefectOverdue"]
    assert len(told) == 1
    assert "吴房东" not in str(told)
    assert "fire_exit" in str(told)


def test_a_defect_put_right_is_rectified(any_town: Township, worker: Call) -> None:
    app = any_town.app.incomers
    rental_id = plated(any_town, worker)
    app.check_rental(worker, rental_id, "", str(UUID(int=2)), ["gas"])
    (defect,) = app.get_rental(worker, rental_id).defects

    app.change_rental(worker, rental_id, "", "rectify", lambda r, today: r.rectify(defect.id, today))

    assert app.get_rental(worker, rental_id).state is RentalState.RECTIFIED
    with pytest.raises(Invalid):
        app.check_rental(worker, rental_id, "", str(UUID(int=3)), ["no_such_item"])


def test_a_dwelling_is_let_once_and_decided_on_as_it_is(any_town: Township, worker: Call) -> None:
    app, home = any_town.app.incomers, any_town.dwelling()
    rental_id = app.report_rental(worker, Rental("", home, "", unlicensed=True))
    with pytest.raises(RentedAlready):
        app.report_rental(worker, Rental("", home, ""))
    app.change_rental(worker, rental_id, "1", "verify", lambda r, today: r.verify())
    with pytest.raises(Conflict):
        app.change_rental(worker, rental_id, "1", "end", lambda r, today: r.end())
    app.change_rental(worker, rental_id, "2", "end", lambda r, today: r.end())

    again = app.report_rental(worker, Rental("", home, ""))

    assert again != rental_id
    other = any_town.dwelling("2")
    backwards = Rental("", other, "", lease_from=TODAY, lease_to=TODAY - timedelta(days=1))
    with pytest.raises(Invalid):
        app.report_rental(worker, backwards)


def test_numbers_are_never_given_twice(any_town: Township) -> None:
    store = any_town.app.incomers.issue_card._cards
    with any_town.context.new_uow(system_call("test")) as uow:
        found = [store.next_number(uow, "410602") for _ in range(3)]
        uow.commit()

    assert found == ["4106020000001", "4106020000002", "4106020000003"]
