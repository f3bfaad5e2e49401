"""Worksites, and safety commitments of worksites and employers: states, sight, what is told (POP-17, 19)."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from services.kernel.call import Call
from services.kernel.errors import Conflict, Invalid
from services.kernel.testing.contexts import SetClock
from services.population.application.incomers.coming_and_going import Arrival
from services.population.application.worksites.commitments import Signed
from services.population.domain.cards import Channel
from services.population.domain.commitments import HOLDS, Commitment, Letter, LetterForm, Standing
from services.population.domain.details import Details
from services.population.domain.families.grounds import Establishment
from services.population.domain.families.refusals import EstablishmentClosed
from services.population.domain.kinds import StayReason
from services.population.domain.refusals import (
    DefectNotFound,
    EvidenceNotFound,
    LetterChanged,
    SubjectOfCommitmentNotFound,
    WorksiteNotFound,
    WorksiteOver,
)
from services.population.domain.safety import Defect, Subject
from services.population.domain.worksites import Worksite, WorksiteKind, WorksiteState
from tests.services.population.county import ALL, FAR_GRID, GRID, NEXT_GRID, Township

RIGHTS = (
    *ALL,
    "population.incomer.edit",
    "population.worksite.edit",
    "population.establishments.edit",
    "population.rights.serve",
    "population.rights.erase",
)
TODAY = date(2026, 11, 23)
START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def letter(day: date = TODAY, until: date | None = None) -> Letter:
    return Letter("l", "2026-1", LetterForm.SCREEN, "项目经理", day, until or day + HOLDS, "file")


COMMITMENT_VERBS = {
    "sign": lambda c: c.sign(letter(), TODAY),
    "check": lambda c: c.check([], TODAY),
    "fail": lambda c: c.check([Defect("d", "fire_exit", TODAY, TODAY)], TODAY),
    "rectify": lambda c: c.rectify("d", TODAY),
}


@given(st.lists(st.sampled_from(sorted(COMMITMENT_VERBS)), max_size=12))
def test_a_commitment_stands_as_its_letter_and_its_defects_say(verbs: list[str]) -> None:
    commitment = Commitment("w", Subject.WORKSITE)
    for verb in verbs:
        if verb == "rectify" and not any(each.open for each in commitment.defects):
            with pytest.raises(DefectNotFound):
                COMMITMENT_VERBS[verb](commitment)
            continue
        after = COMMITMENT_VERBS[verb](commitment)
        assert after.version == commitment.version + 1
        commitment = after
        standing = commitment.standing(TODAY)
        assert (standing is Standing.DEFECT) == any(each.open for each in commitment.defects)
        if standing is not Standing.DEFECT:
            assert standing is (Standing.SIGNED if commitment.letters else Standing.UNSIGNED)


def test_a_letter_holds_for_a_year_at_most_and_is_signed_anew() -> None:
    signed = Commitment("w", Subject.WORKSITE).sign(letter(), TODAY)

    later = TODAY + HOLDS + timedelta(days=1)
    assert signed.standing(TODAY + HOLDS) is Standing.SIGNED
    assert signed.standing(later) is Standing.LAPSED
    assert signed.sign(letter(later), later).standing(later) is Standing.SIGNED
    for until in (TODAY, TODAY + HOLDS + timedelta(days=1)):
        with pytest.raises(Invalid):
            signed.sign(letter(until=until), TODAY)


def test_a_worksite_that_ended_is_neither_corrected_nor_ended_again() -> None:
    worksite = Worksite("w", GRID, "工地", TODAY)
    ended = worksite.end(TODAY)

    assert (ended.state, ended.version) == (WorksiteState.ENDED, 2)
    for verb in (lambda: ended.end(TODAY), lambda: ended.corrected(worksite), ended.must_be_active):
        with pytest.raises(WorksiteOver):
            verb()
    with pytest.raises(Invalid):
        worksite.end(TODAY - timedelta(days=1))
    with pytest.raises(Invalid):
        Worksite("w", GRID, "工地", TODAY, expected_end=TODAY - timedelta(days=1)).checked()


def test_masked_values_change_nothing() -> None:
    worksite = Worksite("w", GRID, "工地", TODAY, contact_name="吴经理", contact_phone="13812345678")
    said = Worksite("w", GRID, "工地二期", TODAY, contact_name="吴*", contact_phone="138****5678")

    changed = worksite.corrected(said)

    assert (changed.name, changed.contact_name, changed.contact_phone) == (
        "工地二期",
        "吴经理",
        "13812345678",
    )


@pytest.fixture
def worker(any_town: Township) -> Call:
    return any_town.worker(rights=RIGHTS)


def registered(town: Township, call: Call, **more: object) -> str:
    values: dict[str, object] = {
        "id": "",
        "path": GRID,
        "name": "新城二期",
        "opened_on": TODAY,
        "kind": WorksiteKind.SITE,
        "contact_name": "吴经理",
        "contact_phone": "13812345678",
        "housed": 40,
    }
    return town.app.worksites.register(call, Worksite(**(values | more)), add_dwelling=True)  # type: ignore[arg-type]


def arrival(town: Township, name: str = "钱来", **more: object) -> Arrival:
    values: dict[str, object] = {
        "dwelling_id": "",
        "channel": Channel.EMPLOYER,
        "reason": StayReason.WORK,
        "details": town.details(name),
        "sure": True,
    }
    return Arrival(**(values | more))  # type: ignore[arg-type]


def picture(town: Township, call: Call) -> str:
    out = io.BytesIO()
    Image.new("RGB", (64, 32), "white").save(out, "PNG")
    return town.app.add_evidence(call, out.getvalue(), "signature.png").id


def sign(
    town: Township,
    call: Call,
    bound: str,
    subject: Subject = Subject.WORKSITE,
    until: date | None = None,
) -> None:
    version = town.app.worksites.letters.in_force(subject).version
    said = Signed(version, LetterForm.SCREEN, "吴经理", picture(town, call), until)
    town.app.worksites.sign(call, bound, "", said)


def unit(town: Township, call: Call, path: str = GRID) -> str:
    made = Establishment("", path, "宏达建筑", "enterprise", "中山路1号")
    return town.app.families.put_establishment(call, made, "")


def test_who_is_signed_in_at_a_worksite_is_counted_and_lives_where_its_workers_live(
    any_town: Township, worker: Call
) -> None:
    app = any_town.app
    site = registered(any_town, worker)
    worksite, _ = app.worksites.worksites.one(worker, site)

    card_id = app.incomers.sign_in(worker, arrival(any_town, worksite_id=site))
    home = any_town.dwelling()
    other = app.incomers.sign_in(worker, arrival(any_town, "孙来", dwelling_id=home))
    app.incomers.name_worksite(worker, other, "", site)

    lives = app.get_person(worker, app.incomers.get_card(worker, card_id).person_id)[0].lives
    assert lives is not None
    assert lives.dwelling_id == worksite.dwelling_id
    assert app.worksites.worksites.around(worker, [worksite])[2] == {site: 2}
    there = app.incomers.show_cards.page(worker, GRID, None, None, 10, site)
    assert {each.id for each in there} == {card_id, other}

    app.incomers.name_worksite(worker, other, "", "")
    app.incomers.sign_out(worker, card_id, "", None)
    assert app.worksites.worksites.around(worker, [worksite])[2] == {}


def test_nobody_is_signed_in_without_a_dwelling_or_at_a_worksite_that_ended(
    any_town: Township, worker: Call
) -> None:
    app = any_town.app
    site = registered(any_town, worker)
    with pytest.raises(Invalid):
        app.incomers.sign_in(worker, arrival(any_town))
    app.worksites.end(worker, site, "", None)

    with pytest.raises(WorksiteOver):
        app.incomers.sign_in(worker, arrival(any_town, worksite_id=site))
    with pytest.raises(WorksiteOver):
        app.worksites.check(worker, site, "", str(UUID(int=9)), [])


def test_channels_are_counted_within_sight(any_town: Township, worker: Call) -> None:
    app, home = any_town.app.incomers, any_town.dwelling()
    for number, channel in enumerate((Channel.PERMIT, Channel.PERMIT, Channel.ONLINE, Channel.LANDLORD)):
        card = app.sign_in(
            worker, arrival(any_town, f"钱{'甲乙丙丁'[number]}", dwelling_id=home, channel=channel)
        )
    app.sign_out(worker, card, "", None)

    assert app.show_cards.by_channel(worker, "") == {Channel.PERMIT: 2, Channel.ONLINE: 1}
    assert app.show_cards.by_channel(any_town.worker(NEXT_GRID, rights=RIGHTS), GRID) == {}


def test_a_worksite_is_corrected_with_history_and_decided_on_as_it_is(
    any_town: Township, worker: Call
) -> None:
    app = any_town.app.worksites
    site = registered(any_town, worker)
    worksite, _ = app.worksites.one(worker, site)
    said = Worksite(
        site, GRID, "新城三期", TODAY, contact_name="吴**", contact_phone="138****5678", housed=12
    )

    app.correct(worker, said, "1")

    changed, history = app.worksites.one(worker, site)
    assert (changed.name, changed.housed, changed.contact_phone) == ("新城三期", 12, "13812345678")
    assert [each.what for each in history] == ["change", "open"]
    assert "吴经理" not in str([each.before for each in history])
    with pytest.raises(Conflict):
        app.end(worker, site, "1", None)
    assert worksite.opened_on == TODAY


def test_the_employer_is_a_unit_in_sight(any_town: Township, worker: Call) -> None:
    here = unit(any_town, worker)
    site = registered(any_town, worker, employer_id=here, employer_name="别名")
    worksite, _ = any_town.app.worksites.worksites.one(worker, site)

    assert (worksite.employer_id, worksite.employer_name) == (here, "")
    far = unit(any_town, any_town.worker(FAR_GRID, rights=RIGHTS), FAR_GRID)
    with pytest.raises(Invalid):
        registered(any_town, worker, employer_id=far)


def test_nobody_learns_of_worksites_and_commitments_elsewhere(any_town: Township, worker: Call) -> None:
    app = any_town.app
    site, firm = registered(any_town, worker), unit(any_town, worker)
    far = any_town.worker(FAR_GRID, rights=RIGHTS)

    with pytest.raises(WorksiteNotFound):
        app.worksites.worksites.one(far, site)
    for bound in (site, firm):
        with pytest.raises(SubjectOfCommitmentNotFound):
            app.worksites.commitments.one(far, bound)
    with pytest.raises(WorksiteNotFound):
        app.incomers.sign_in(far, arrival(any_town, worksite_id=site))
    assert app.worksites.worksites.page(far, GRID, WorksiteState.ACTIVE, None, 10) == []
    assert app.worksites.commitments.employers(far, "", None, 10) == []


def test_worksites_and_employers_sign_and_renew_the_letter_in_force(
    any_town: Township, worker: Call, clock: SetClock
) -> None:
    app = any_town.app.worksites
    site, firm = registered(any_town, worker), unit(any_town, worker)
    for bound, subject in ((site, Subject.WORKSITE), (firm, Subject.EMPLOYER)):
        sign(any_town, worker, bound, subject, until=TODAY + timedelta(days=30))
        _, commitment = app.commitments.one(worker, bound)
        assert commitment.letter is not None
        assert commitment.letter.signed_by == "吴经理"
        assert commitment.standing(TODAY) is Standing.SIGNED

    clock.advance(days=40)
    sign(any_town, worker, site)

    _, renewed = app.commitments.one(worker, site)
    later = TODAY + timedelta(days=40)
    assert [each.signed_on for each in renewed.letters] == [later, TODAY]
    assert [each.valid_until for each in renewed.letters] == [later + HOLDS, TODAY + timedelta(days=30)]
    [(employer, listed)] = app.commitments.employers(worker, "", None, 10)
    assert (employer.id, listed.standing(later)) == (firm, Standing.LAPSED)
    with pytest.raises(LetterChanged):
        app.sign(worker, site, "", Signed("2001-1", LetterForm.SCAN, "吴经理", picture(any_town, worker)))


def test_a_fire_safety_defect_beyond_its_limit_is_told_once(
    any_town: Township, worker: Call, clock: SetClock
) -> None:
    app = any_town.app.worksites
    site, firm = registered(any_town, worker), unit(any_town, worker)
    for _ in range(2):
        app.check(worker, site, "", str(UUID(int=1)), ["fire_exit", "wiring"])
    app.check(worker, firm, "", str(UUID(int=2)), ["fire_facilities"])
    _, commitment = app.commitments.one(worker, site)
    assert {each.code: each.due_on for each in commitment.defects} == {
        "fire_exit": date(2026, 11, 25),
        "wiring": date(2026, 11, 30),
    }
    assert (commitment.standing(TODAY), len(commitment.checks)) == (Standing.DEFECT, 1)
    with pytest.raises(Invalid):
        app.check(worker, firm, "", str(UUID(int=1)), [])
    with pytest.raises(Invalid):
        app.check(worker, firm, "", str(UUID(int=3)), ["window_bars"])

    clock.advance(days=11)
    assert app.tell_overdue(clock()) == 2
    assert app.tell_overdue(clock()) == 0

    told = [json.loads(body)["data"] for name, body in any_town.events() if name == "SafetyDefectOverdue"]
    assert {(each["subject"], each["subjectId"], each["kind"]) for each in told} == {
        ("worksite", site, "fire_exit"),
        ("employer", firm, "fire_facilities"),
    }
    assert "吴经理" not in str(told)


def test_what_ended_or_closed_is_told_of_no_more(any_town: Township, worker: Call, clock: SetClock) -> None:
    app = any_town.app
    site, firm = registered(any_town, worker), unit(any_town, worker)
    for number, bound in enumerate((site, firm)):
        app.worksites.check(worker, bound, "", str(UUID(int=20 + number)), ["fire_exit"])
    app.worksites.end(worker, site, "", None)
    app.families.close_ground.establishment(worker, firm, "", "停业")
    clock.advance(days=11)

    assert app.worksites.tell_overdue(clock()) == 0
    with pytest.raises(EstablishmentClosed):
        sign(any_town, worker, firm, Subject.EMPLOYER)


def test_a_defect_put_right_is_looked_at_again(any_town: Township, worker: Call) -> None:
    app = any_town.app.worksites
    site = registered(any_town, worker)
    app.check(worker, site, "", str(UUID(int=4)), ["hot_work"])
    (defect,) = app.commitments.one(worker, site)[1].defects

    app.rectify(worker, site, "", defect.id)

    assert app.commitments.one(worker, site)[1].standing(TODAY) is Standing.UNSIGNED
    with pytest.raises(DefectNotFound):
        app.rectify(worker, site, "", defect.id)


def test_whom_to_call_is_exported_and_erased(any_town: Township, worker: Call) -> None:
    app = any_town.app
    person = any_town.register("吴经理", any_town.dwelling(), phone="13812345678")
    site = registered(any_town, worker)
    sign(any_town, worker, site)

    parts = {each.part: each for each in app.rights.export_person(worker, person, "本人申请")}
    assert parts["worksites"].rows[0][:3] == ("新城二期", "吴经理", "13812345678")

    app.rights.erase_person(worker, person, "mistake", "登记错误")
    worksite, _ = app.worksites.worksites.one(worker, site)
    _, commitment = app.worksites.commitments.one(worker, site)
    assert (worksite.contact_name, worksite.contact_phone) == ("", "")
    assert [each.signed_by for each in commitment.letters] == [""]
    with pytest.raises(EvidenceNotFound):
        app.worksites.commitments.letter(worker, site, commitment.letters[0].id)


def test_a_signed_letter_is_opened_again_where_it_is_kept_and_each_time_is_on_record(
    any_town: Township, worker: Call
) -> None:
    app = any_town.app.worksites
    site, firm = registered(any_town, worker), unit(any_town, worker)
    sign(any_town, worker, site)
    signed = app.commitments.one(worker, site)[1].letters[0]

    filed, data = app.commitments.letter(worker, site, signed.id)

    assert (filed.content_type, data[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert ("population.commitment.letter", site) in [row[:2] for row in any_town.audit()]
    with pytest.raises(EvidenceNotFound):
        app.commitments.letter(worker, firm, signed.id)
    with pytest.raises(SubjectOfCommitmentNotFound):
        app.commitments.letter(any_town.worker(FAR_GRID, rights=RIGHTS), site, signed.id)


def test_what_is_signed_states_statutory_duties_and_is_of_both_kinds(any_town: Township) -> None:
    letters, items = any_town.app.worksites.letters, any_town.app.worksites.check_list
    for subject in (Subject.WORKSITE, Subject.EMPLOYER):
        text = letters.in_force(subject)
        assert len(text.duties_zh) == len(text.duties_en) >= 5
        assert letters.version(subject, text.version) == text
        assert "fire_exit" in {each.code for each in items.items(subject) if each.opens_case}


def test_somebody_who_is_known_is_signed_in_at_a_worksite_again(any_town: Township, worker: Call) -> None:
    app = any_town.app.incomers
    site = registered(any_town, worker)
    card_id = app.sign_in(worker, arrival(any_town, worksite_id=site))
    person = app.get_card(worker, card_id).person_id
    app.sign_out(worker, card_id, "", None)

    home = any_town.dwelling()
    again = app.sign_in(worker, arrival(any_town, person_id=person, details=Details(), dwelling_id=home))

    assert again == card_id
    assert app.get_card(worker, again).worksite_id == ""
