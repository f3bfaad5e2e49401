"""What is collected waits for review before it stands in the register (POP-27)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from services.kernel.call import Call
from services.kernel.errors import Invalid
from services.kernel.security.masks import is_masked, mask_address, mask_identity, mask_phone
from services.population.adapters.tables.proposals import proposal as table
from services.population.application.ports import Grounds
from services.population.application.proposals.making import Collected
from services.population.domain.proposals import FIELDS, ProposalKind, ProposalState, cleaned
from services.population.domain.records import Person
from services.population.domain.refusals import (
    DocumentTaken,
    OwnProposal,
    PersonNotFound,
    ProposalConflict,
    ProposalNotFound,
    ProposalOver,
)
from services.population.entrypoints.rpc_proposals import shown
from tests.services.population.county import ALL, COMMUNITY, FAR_GRID, GRID, NEXT_GRID, Township, identity

MAKER = ("population.register.view", "population.proposal.make")
REVIEWER = (*ALL, "population.proposal.make", "population.proposal.decide")
NO = Grounds("核实")
PUBLISH, RETURN, REJECT = ProposalState.PUBLISHED, ProposalState.RETURNED, ProposalState.REJECTED


def worker(town: Township, path: str = GRID) -> Call:
    return town.worker(path, MAKER)


def clerk(town: Township, path: str = COMMUNITY) -> Call:
    return town.clerk(path, REVIEWER)


def propose(
    town: Township,
    kind: ProposalKind,
    values: Mapping[str, str],
    *,
    person: str = "",
    dwelling: str = "",
    call: Call | None = None,
    **more: object,
) -> str:
    collected = Collected(
        kind=kind, values=values, person_id=person, dwelling_id=dwelling, checked=True, reason="上门核实"
    )
    return town.app.proposals.make(call or worker(town), replace(collected, **more))  # type: ignore[arg-type]


def person_of(town: Township, person: str) -> Person:
    return town.app.get_person(town.clerk(), person)[0].person


def test_what_is_proposed_stands_in_the_register_only_when_it_is_published(any_town: Township) -> None:
    person = any_town.register("王建国", any_town.dwelling(), phone="13812345678")
    made = propose(
        any_town, ProposalKind.CORRECT_PERSON, {"name": "王建囯", "phone": "13900001111"}, person=person
    )
    assert person_of(any_town, person).phone == "13812345678"

    any_town.app.proposals.decide(clerk(any_town), made, "", PUBLISH)

    after = person_of(any_town, person)
    assert (after.name, after.phone) == ("王建囯", "13900001111")
    change = any_town.app.list_changes(any_town.clerk(), after.record_type, person, "", 9)[0][0]
    assert change.command == "correct"
    assert change.reason.startswith("上门核实（网格员 ")
    told = [each for each in any_town.events() if each[0] == "ProposalDecided"]
    assert len(told) == 1
    assert "13900001111" not in told[0][1]


def test_somebody_new_keeps_who_collected_him(any_town: Township) -> None:
    home = any_town.dwelling()
    values = {
        "name": "李秀英",
        "document_number": identity(date(1990, 1, 2), 77),
        "kind": "permanent",
        "dwelling_id": home,
        "from_day": "2024-01-01",
    }
    made = propose(any_town, ProposalKind.REGISTER, values)

    any_town.app.proposals.decide(clerk(any_town), made, "", PUBLISH)

    found = any_town.app.proposals.see.one(clerk(any_town), made).proposal
    person = person_of(any_town, found.person_id)
    assert (person.name, person.collector_id, person.path) == ("李秀英", f"worker-{GRID}", GRID)


def test_moves_and_categories_are_carried_out_by_their_commands(any_town: Township) -> None:
    person = any_town.register("王建国", any_town.dwelling())
    other = any_town.dwelling("502", NEXT_GRID)
    call, reviewer, app = any_town.clerk(COMMUNITY, REVIEWER), clerk(any_town), any_town.app.proposals
    call = replace(call, actor=replace(call.actor, id=f"worker-{GRID}"))
    moves: list[tuple[ProposalKind, dict[str, str]]] = [
        (ProposalKind.CHANGE_CATEGORY, {"kind": "incoming", "reason": "work", "day": "2024-01-01"}),
        (ProposalKind.MOVE_IN, {"kind": "permanent", "dwelling_id": other, "from_day": "2024-02-01"}),
        (ProposalKind.MOVE_OUT, {"day": "2024-03-01", "destination": "洛阳"}),
    ]

    for kind, values in moves:
        app.decide(reviewer, propose(any_town, kind, values, person=person, call=call), "", PUBLISH)

    dossier = any_town.app.get_person(any_town.clerk(), person)[0]
    assert dossier.main is None
    assert [(each.kind, each.path) for each in dossier.residences] == [
        ("permanent", GRID),
        ("incoming", GRID),
        ("permanent", NEXT_GRID),
    ]


def test_nobody_reviews_what_he_proposed_himself(any_town: Township) -> None:
    person = any_town.register("王建国", any_town.dwelling())
    made = propose(
        any_town, ProposalKind.CORRECT_PERSON, {"name": "王健国"}, person=person, call=clerk(any_town)
    )

    with pytest.raises(OwnProposal):
        any_town.app.proposals.decide(clerk(any_town), made, "", PUBLISH)


def test_a_proposal_is_checked_returned_revised_and_rejected_with_reasons(any_town: Township) -> None:
    app, call, reviewer = any_town.app.proposals, worker(any_town), clerk(any_town)
    person = any_town.register("王建国", any_town.dwelling())
    made = propose(any_town, ProposalKind.CORRECT_PERSON, {"name": "王健"}, person=person, checked=False)
    with pytest.raises(ProposalOver):
        app.decide(reviewer, made, "", PUBLISH)
    app.change.check(call, made, "1")
    with pytest.raises(Invalid):
        app.decide(reviewer, made, "", RETURN)
    app.decide(reviewer, made, "2", RETURN, "请核对身份证")
    assert app.see.own(call, None, "", 9)[0].proposal.note == "请核对身份证"
    app.change.revise(call, made, "3", {"name": "王健国"}, "")
    app.decide(reviewer, made, "4", REJECT, "与户口簿不符")

    assert person_of(any_town, person).name == "王建国"
    with pytest.raises(ProposalOver):
        app.change.withdraw(call, made, "")


def test_what_somebody_else_changed_since_is_chosen_field_by_field(any_town: Township) -> None:
    person = any_town.register("王建国", any_town.dwelling(), phone="13812345678")
    made = propose(
        any_town, ProposalKind.CORRECT_PERSON, {"name": "王健国", "phone": "13900001111"}, person=person
    )
    any_town.app.correct_person(
        any_town.clerk(), person, "", any_town.details("", document_number="", phone="13700002222"), NO
    )
    seen = any_town.app.proposals.see.one(clerk(any_town), made)
    assert (seen.stale, seen.conflict) == (True, True)
    assert [(each.name, each.conflict) for each in seen.sides] == [("name", False), ("phone", True)]

    done, left = any_town.app.proposals.decide.in_bulk(clerk(any_town), [made, made])
    assert (done, left) == ([], [(made, "population.proposal_conflict")])
    with pytest.raises(ProposalConflict):
        any_town.app.proposals.decide(clerk(any_town), made, "", PUBLISH)
    any_town.app.proposals.decide(clerk(any_town), made, "", PUBLISH, fields=["name"])

    after = person_of(any_town, person)
    assert (after.name, after.phone) == ("王健国", "13700002222")


def test_those_without_a_conflict_are_published_together(any_town: Township) -> None:
    people = [
        any_town.register(name, any_town.dwelling(room)) for name, room in (("王一", "1"), ("王二", "2"))
    ]
    made = [
        propose(any_town, ProposalKind.CORRECT_PERSON, {"phone": f"1390000{n}111"}, person=person)
        for n, person in enumerate(people)
    ]

    done, left = any_town.app.proposals.decide.in_bulk(clerk(any_town), [*made, "nobody's"])

    assert (done, left) == (made, [("nobody's", "population.proposal_not_found")])
    assert [person_of(any_town, each).phone for each in people] == ["13900000111", "13900001111"]


def test_a_failed_command_leaves_the_proposal_where_it_was(any_town: Township) -> None:
    other = any_town.details("张伟")
    home = any_town.dwelling()
    values = {
        "name": "李四",
        "document_number": other.document_number,
        "kind": "permanent",
        "dwelling_id": home,
    }
    made = propose(any_town, ProposalKind.REGISTER, values)
    any_town.register("张伟", home, document_number=other.document_number)
    before = len(any_town.events())

    with pytest.raises(DocumentTaken):
        any_town.app.proposals.decide(clerk(any_town), made, "", PUBLISH)

    assert any_town.app.proposals.see.one(clerk(any_town), made).proposal.state is ProposalState.SELF_CHECKED
    assert len(any_town.events()) == before


def test_nobody_proposes_or_sees_anything_beyond_his_ground(any_town: Township) -> None:
    person = any_town.register("欧阳静怡", any_town.dwelling("501", FAR_GRID))
    with pytest.raises(PersonNotFound):
        propose(any_town, ProposalKind.CORRECT_PERSON, {"name": "欧阳"}, person=person)
    far = worker(any_town, FAR_GRID)
    made = propose(any_town, ProposalKind.CORRECT_PERSON, {"name": "欧阳静"}, person=person, call=far)

    for question in (
        lambda: any_town.app.proposals.see.one(worker(any_town), made),
        lambda: any_town.app.proposals.decide(clerk(any_town), made, "", PUBLISH),
        lambda: any_town.app.proposals.change.withdraw(worker(any_town), made, ""),
    ):
        with pytest.raises(ProposalNotFound):
            question()
    assert any_town.app.proposals.see.listed(clerk(any_town), None, "", "", 9) == []
    assert len(any_town.app.proposals.see.listed(clerk(any_town, "410602"), None, "", "", 9)) == 1


def test_the_same_proposal_from_the_phone_is_kept_once_and_its_day_is_told(any_town: Township) -> None:
    person = any_town.register("王建国", any_town.dwelling())
    made = "01934b2c-0000-7000-8000-00000000aaaa"
    before = any_town.clock() - timedelta(days=2)
    for _ in range(2):
        propose(
            any_town,
            ProposalKind.CORRECT_PERSON,
            {"name": "王健"},
            person=person,
            id=made,
            collected_at=before,
        )
    propose(any_town, ProposalKind.CORRECT_PERSON, {"name": "王健国"}, person=person)
    with pytest.raises(Invalid):
        propose(
            any_town,
            ProposalKind.CORRECT_PERSON,
            {"name": "王"},
            person=person,
            collected_at=any_town.clock() - timedelta(days=31),
        )

    figures = any_town.app.proposals.see.figures(clerk(any_town), "", 30)

    assert figures == {"waiting": 2, "made": 2, "same_day": 1, "published": 0, "rejected": 0}
    assert any_town.app.proposals.see.figures(clerk(any_town, FAR_GRID), "", 30)["waiting"] == 0


def test_the_queue_goes_by_time_whatever_id_a_phone_made(any_town: Township) -> None:
    person = any_town.register("王建国", any_town.dwelling())
    ids = [f"{first}1934b2c-0000-4000-8000-00000000aaaa" for first in "9172"]
    for number, each in enumerate(ids):
        any_town.clock.advance(minutes=1)
        values = {"phone": f"1390000111{number}"}
        propose(any_town, ProposalKind.CORRECT_PERSON, values, person=person, id=each)
    see = any_town.app.proposals.see
    queue: list[str] = []
    own: list[str] = []
    for _ in ids:
        queue += [
            each.proposal.id for each in see.listed(clerk(any_town), None, "", queue[-1] if queue else "", 1)
        ]
        own += [each.proposal.id for each in see.own(worker(any_town), None, own[-1] if own else "", 1)]

    assert (queue, own) == (ids, ids[::-1])


def test_dwellings_are_corrected_by_proposal_too(any_town: Township) -> None:
    home = any_town.dwelling()
    with pytest.raises(Invalid):
        propose(any_town, ProposalKind.CORRECT_DWELLING, {"storey": "nine"}, dwelling=home)
    made = propose(
        any_town, ProposalKind.CORRECT_DWELLING, {"occupancy": "let", "area": "88.50"}, dwelling=home
    )

    any_town.app.proposals.decide(clerk(any_town), made, "", PUBLISH)

    found = any_town.app.get_dwelling(any_town.clerk(), home)[0]
    assert (found.occupancy, found.area, found.storey) == ("let", 88.5, 5)


def test_what_is_proposed_is_sealed_masked_and_forgotten_with_the_person(any_town: Township) -> None:
    person = any_town.register("王建国", any_town.dwelling())
    made = propose(any_town, ProposalKind.CORRECT_PERSON, {"phone": "13900001111"}, person=person)
    with any_town.context.database.read() as connection:
        stored = str(connection.execute(sa.select(table)).all())
    assert "13900001111" not in stored

    seen = any_town.app.proposals.see
    assert shown(seen.one(clerk(any_town), made)).fields[0].proposed == "139****1111"
    whole = seen.one(clerk(any_town), made, purpose="核对电话", whole=True)
    assert shown(whole, whole=True).fields[0].proposed == "13900001111"
    with pytest.raises(ProposalNotFound):
        seen.one(worker(any_town), made, purpose="好奇", whole=True)

    officer = any_town.clerk(COMMUNITY, ("*",))
    held = any_town.app.rights.export_person(officer, person, "本人申请")
    assert any("13900001111" in str(part.rows) for part in held if part.part == "proposals")
    any_town.app.rights.erase_person(officer, person, "mistake", "登记错误")
    with pytest.raises(ProposalNotFound):
        seen.one(clerk(any_town), made)


def test_nothing_new_proposes_nothing(any_town: Township) -> None:
    person = any_town.register("王建国", any_town.dwelling(), phone="13812345678")

    for values in ({"name": "王建国"}, {"phone": "138****5678"}, {}, {"religion": "x"}):
        with pytest.raises(Invalid):
            propose(any_town, ProposalKind.CORRECT_PERSON, values, person=person)


@given(
    phone=st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    address=st.text(st.sampled_from("中山路建设街幸福里0123456789号栋"), min_size=3, max_size=30),
    order=st.integers(1, 999),
)
def test_masked_values_never_come_through_a_proposal(phone: str, address: str, order: int) -> None:
    number = identity(date(1980, 5, 3), order)
    shown_values = {
        "phone": mask_phone(phone),
        "document_number": mask_identity(number),
        "registered_address": mask_address(address),
    }

    kept = cleaned(ProposalKind.CORRECT_PERSON, {**shown_values, "name": "王建国"})

    assert not any(is_masked(value) for value in kept.values())
    assert {name for name in kept if "*" in kept[name]} == set()


@given(st.dictionaries(st.sampled_from(FIELDS[ProposalKind.CORRECT_DWELLING]), st.text(max_size=250)))
def test_what_is_proposed_is_short_known_and_tidy(said: dict[str, str]) -> None:
    try:
        kept = cleaned(ProposalKind.CORRECT_DWELLING, said)
    except Invalid:
        assert any(len(" ".join(value.split())) > 200 for value in said.values())
        return
    assert set(kept) <= set(said)
    assert all(value and value == " ".join(value.split()) for value in kept.values())
