"""Worksites and commitments to the contract, masked, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from services.kernel.security.masks import mask_name, mask_phone
from services.kernel.territory_codes import code_of, path_of
from services.population.application.families.ports import HistoryLine
from services.population.application.worksites.ports import Bound
from services.population.domain.commitments import Commitment, Letter, LetterText, Standing
from services.population.domain.safety import Subject
from services.population.domain.worksites import Worksite, WorksiteKind
from services.population.entrypoints.families_messages import line_message
from services.population.entrypoints.messages import day_of
from services.population.entrypoints.safety_messages import check_message, day_text, defect_message
from services.population.entrypoints.words import number, word
from wangge.population.v1 import worksites_pb2 as pb

Around = tuple[Mapping[str, str], Mapping[str, str], Mapping[str, int], Mapping[str, Commitment]]
_SUBJECTS = {
    Subject.WORKSITE: pb.COMMITMENT_SUBJECT_WORKSITE,
    Subject.EMPLOYER: pb.COMMITMENT_SUBJECT_EMPLOYER,
}


def worksite_message(
    found: Worksite, around: Around, today: date, history: Sequence[HistoryLine] = ()
) -> pb.Worksite:
    """A worksite; whom to call is masked."""
    places, employers, cards, commitments = around
    commitment = commitments.get(found.id)
    message = pb.Worksite(
        id=found.id,
        territory_code=code_of(found.path),
        territory_name=places.get(found.path, ""),
        kind=number(found.kind),
        name=found.name,
        address=found.address,
        employer_id=found.employer_id,
        employer_name=employers.get(found.employer_id, "") or found.employer_name,
        contact_name=mask_name(found.contact_name),
        contact_phone=mask_phone(found.contact_phone),
        housed=found.housed,
        dwelling_id=found.dwelling_id,
        opened_on=found.opened_on.isoformat(),
        expected_end=day_text(found.expected_end),
        ended_on=day_text(found.ended_on),
        state=number(found.state),
        registered=cards.get(found.id, 0),
        standing=number(commitment.standing(today) if commitment is not None else Standing.UNSIGNED),
        next_check_on=day_text(commitment.next_check_on if commitment is not None else None),
        etag=str(found.version),
        history=[line_message(each, None) for each in history],
    )
    if found.longitude is not None and found.latitude is not None:
        message.place.longitude, message.place.latitude = found.longitude, found.latitude
    return message


def worksite_said(message: pb.Worksite, today: date) -> Worksite:
    """What was said of one. Raises Invalid."""
    placed = message.HasField("place")
    return Worksite(
        id=message.id,
        path=path_of(message.territory_code),
        name=" ".join(message.name.split()),
        opened_on=day_of(message.opened_on, "worksite.opened_on") or today,
        kind=word(WorksiteKind, message.kind, "worksite.kind"),
        address=" ".join(message.address.split()),
        longitude=message.place.longitude if placed else None,
        latitude=message.place.latitude if placed else None,
        employer_id=message.employer_id,
        employer_name=" ".join(message.employer_name.split()),
        contact_name=" ".join(message.contact_name.split()),
        contact_phone=message.contact_phone.strip(),
        housed=message.housed,
        dwelling_id=message.dwelling_id,
        expected_end=day_of(message.expected_end, "worksite.expected_end"),
    )


def commitment_message(
    bound: Bound, commitment: Commitment, places: Mapping[str, str], today: date
) -> pb.Commitment:
    """A commitment; who signed is masked."""
    return pb.Commitment(
        id=bound.id,
        subject=_SUBJECTS[bound.subject],
        name=bound.name,
        territory_code=code_of(bound.path),
        territory_name=places.get(bound.path, ""),
        standing=number(commitment.standing(today)),
        letters=[_letter(each) for each in commitment.letters],
        next_check_on=day_text(commitment.next_check_on),
        defects=[defect_message(each, today) for each in commitment.defects],
        checks=[check_message(each) for each in commitment.checks],
        over=bound.over,
        etag=str(commitment.version),
    )


def text_message(text: LetterText) -> pb.CommitmentText:
    """What is signed."""
    return pb.CommitmentText(
        version=text.version,
        title_zh=text.title_zh,
        title_en=text.title_en,
        duties_zh=text.duties_zh,
        duties_en=text.duties_en,
    )


def _letter(letter: Letter) -> pb.CommitmentLetter:
    return pb.CommitmentLetter(
        id=letter.id,
        text_version=letter.text_version,
        form=number(letter.form),
        signed_by=mask_name(letter.signed_by),
        signed_on=letter.signed_on.isoformat(),
        valid_until=letter.valid_until.isoformat(),
    )
