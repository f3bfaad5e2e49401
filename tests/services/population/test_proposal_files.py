"""Files of a proposal: seen by its proposer and its reviewer alone, gone with it (POP-27)."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
import sqlalchemy as sa
from PIL import Image

from services.kernel.call import Call
from services.kernel.errors import Invalid
from services.population.adapters.tables.changes import evidence
from services.population.adapters.tables.proposals import proposal
from services.population.application.ports import FiledEvidence
from services.population.application.proposals.forgetting import KEPT_FOR
from services.population.domain.proposals import ProposalKind, ProposalState
from services.population.domain.refusals import EvidenceNotFound, ProposalNotFound
from services.population.entrypoints.rpc_proposals import shown
from tests.services.population.county import COMMUNITY, FAR_GRID, NEXT_GRID, Township
from tests.services.population.test_proposals import clerk, propose, worker

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
TAKEN = ("image/", "application/pdf")


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(file, "JPEG")
    return file.getvalue()


def add(town: Township, data: bytes, name: str, call: Call | None = None) -> FiledEvidence:
    return town.app.add_evidence(call or worker(town), data, name, TAKEN)


def with_files(town: Township) -> tuple[str, list[str], str]:
    """A proposal with a picture and a document: its id, those of the files, and of the person."""
    person = town.register("王建国", town.dwelling(), phone="13800000000")
    files = [add(town, picture(), "户口簿王建国.jpg").id, add(town, PDF, "租房合同.pdf").id]
    made = propose(
        town,
        ProposalKind.CORRECT_PERSON,
        {"phone": "13812345678"},
        person=person,
        evidence_ids=tuple(files),
    )
    return made, files, person


def kept(town: Township) -> dict[str, str]:
    with town.context.database.read() as connection:
        rows = connection.execute(sa.select(evidence.c.id, evidence.c.change_id)).all()
    return {row.id: row.change_id for row in rows}


def test_files_stand_beside_the_proposal_for_its_proposer_and_its_reviewer(any_town: Township) -> None:
    made, files, _ = with_files(any_town)

    for reader in (worker(any_town), clerk(any_town)):
        found = shown(any_town.app.proposals.see.one(reader, made))
        assert [each.id for each in found.evidence] == files
        assert [each.category for each in found.evidence] == ["picture", "document"]
        filed, data = any_town.app.proposals.see.file(reader, made, files[1])
        assert (filed.content_type, data) == ("application/pdf", PDF)
    listed = any_town.app.proposals.see.listed(clerk(any_town), None, "", "", 10)
    assert not any(each.evidence for each in listed)
    assert ("population.proposal.file",) in [each[:1] for each in any_town.audit()]


def test_nobody_beyond_sees_a_file(any_town: Township) -> None:
    made, files, _ = with_files(any_town)

    for stranger in (worker(any_town, NEXT_GRID), clerk(any_town, FAR_GRID)):
        with pytest.raises(ProposalNotFound):
            any_town.app.proposals.see.file(stranger, made, files[0])
    with pytest.raises(EvidenceNotFound):
        any_town.app.proposals.see.file(clerk(any_town), made, "0199aaaa-0000-7000-8000-00000000dead")
    with pytest.raises(EvidenceNotFound):
        any_town.app.list_changes.evidence(clerk(any_town), made, files[0])


def test_files_of_others_or_of_other_proposals_are_not_taken(any_town: Township) -> None:
    made, files, person = with_files(any_town)
    theirs = add(any_town, picture(), "a.jpg", worker(any_town, NEXT_GRID)).id

    for wrong in (files[0], theirs):
        with pytest.raises(EvidenceNotFound):
            propose(
                any_town,
                ProposalKind.CORRECT_PERSON,
                {"phone": "13811112222"},
                person=person,
                evidence_ids=(wrong,),
            )
    assert kept(any_town) == {files[0]: made, files[1]: made, theirs: ""}


def test_more_files_come_with_the_mended_proposal(any_town: Township) -> None:
    made, files, _ = with_files(any_town)
    any_town.app.proposals.decide(clerk(any_town), made, "1", ProposalState.RETURNED, "请补照片")
    another = add(any_town, picture(), "门牌.jpg").id

    revise = any_town.app.proposals.change.revise
    revise(worker(any_town), made, "2", {"phone": "13812345679"}, "", [another])

    found = any_town.app.proposals.see.one(clerk(any_town), made)
    assert [each.id for each in found.evidence] == [*files, another]


def test_only_pictures_and_pdf_files_are_taken(any_town: Township) -> None:
    with pytest.raises(Invalid) as refused:
        add(any_town, b"just a note", "note.txt")
    assert refused.value.problems[0].code in ("population.picture_or_pdf", "kernel.file_type_refused")
    assert kept(any_town) == {}


def test_the_person_is_told_of_the_files_and_they_go_when_the_person_is_erased(any_town: Township) -> None:
    _, files, person = with_files(any_town)
    store = any_town.app.proposals.see._store

    (held,) = store.held(person)  # type: ignore[attr-defined]
    with any_town.context.new_uow(clerk(any_town)) as uow:
        store.erase(uow, person)  # type: ignore[attr-defined]
        uow.commit()

    assert "户口簿王建国.jpg; 租房合同.pdf" in held.rows[0]
    assert set(kept(any_town).values()) == {""}
    with pytest.raises(EvidenceNotFound):
        propose(
            any_town,
            ProposalKind.CORRECT_PERSON,
            {"phone": "13811112222"},
            person=person,
            evidence_ids=(files[0],),
        )
    any_town.clock.advance(days=8)
    assert any_town.app.drop_unused_evidence(any_town.clock()) == 2
    assert kept(any_town) == {}


def test_what_is_over_is_forgotten_in_time_with_its_files(any_town: Township) -> None:
    made, _, person = with_files(any_town)
    waits = propose(any_town, ProposalKind.CORRECT_PERSON, {"name": "王建军"}, person=person)
    any_town.app.proposals.decide(clerk(any_town), made, "1", ProposalState.REJECTED, "不属实")

    early = any_town.app.proposals.forget(any_town.clock() + KEPT_FOR - timedelta(days=1))
    late = any_town.app.proposals.forget(any_town.clock() + KEPT_FOR + timedelta(days=1))

    assert (early, late) == (0, 1)
    with any_town.context.database.read() as connection:
        assert connection.execute(sa.select(proposal.c.id)).scalars().all() == [waits]
    assert set(kept(any_town).values()) == {""}


def test_of_a_restricted_person_no_file_is_shown(any_town: Township) -> None:
    made, files, _ = with_files(any_town)
    reviewer = any_town.clerk(COMMUNITY, ("population.proposal.decide",))

    # Whoever may decide but not see the register sees neither the person nor what was collected of him.
    assert any_town.app.proposals.see.one(reviewer, made).evidence == ()
    with pytest.raises(EvidenceNotFound):
        any_town.app.proposals.see.file(reviewer, made, files[0])
