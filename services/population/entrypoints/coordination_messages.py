"""Requests between places and their purposes as the contract says them."""

from __future__ import annotations

from services.kernel.security.masks import mask_identity
from services.kernel.territory_codes import code_of
from services.population.application.coordination.reading import ReadAnswer, ShownExchange
from services.population.domain.coordination.exchange import Exchange
from services.population.domain.coordination.purpose import Purpose
from services.population.entrypoints.families_messages import field_message, field_said
from services.population.entrypoints.messages import stamp
from services.population.entrypoints.words import number
from wangge.population.v1 import coordination_pb2 as pb

_COMMUNITY = 12


def purpose_message(declared: Purpose) -> pb.CoordinationPurpose:
    """A purpose as it is declared."""
    return pb.CoordinationPurpose(
        code=declared.code,
        version=declared.version,
        title_zh=declared.zh,
        title_en=declared.en,
        legal_basis=declared.legal_basis,
        fields=[field_message(each) for each in declared.fields],
        limit_days=declared.limit_days,
        keep_days=declared.keep_days,
        retired=declared.retired,
    )


def purpose_said(message: pb.CoordinationPurpose) -> Purpose:
    """A purpose as somebody declares it; 5 working days and 30 days when nothing else is said."""
    return Purpose(
        code=message.code,
        zh=" ".join(message.title_zh.split()),
        en=" ".join(message.title_en.split()),
        legal_basis=" ".join(message.legal_basis.split()),
        fields=tuple(field_said(each) for each in message.fields),
        limit_days=message.limit_days or 5,
        keep_days=message.keep_days or 30,
        retired=message.retired,
    )


def exchange_message(found: ShownExchange) -> pb.Exchange:
    """As the caller's side may see it: numbers masked, what was answered not at all."""
    exchange = found.exchange
    words = exchange.words
    message = pb.Exchange(
        id=exchange.id,
        number=exchange.number,
        purpose=purpose_message(found.purpose),
        fields=exchange.fields,
        # The other side learns the community, and not the grid somebody lives in.
        from_territory_code=code_of(exchange.from_path[:_COMMUNITY]),
        from_name=found.from_name,
        to_territory_code=code_of(exchange.to_path),
        to_name=found.to_name,
        state=number(exchange.state),
        person_id=exchange.person_id if found.side.asks else "",
        person_name=words.name,
        document_number=mask_identity(words.document_number),
        note=words.note,
        reason=words.reason,
        overdue=exchange.overdue(found.now),
        erase_on=exchange.erase_on.isoformat(),
        erased=exchange.erased,
        answered_fields=exchange.answered_fields,
        answer_fingerprint=exchange.fingerprint,
        file_name=words.file_name if found.side.asks or exchange.letter else "",
        actions=found.actions,
        asks=found.side.asks,
        answers=found.side.answers or found.side.serves,
        match_person_id=found.match_id,
        etag=str(exchange.version),
        address=words.address,
    )
    if exchange.letter is not None:
        message.letter_number = exchange.letter.number
        message.letter_on = exchange.letter.on.isoformat()
        message.letter_file_name = words.letter_name
    stamp(message, "due_time", exchange.due_at)
    for each in exchange.steps:
        stamp(message.steps.add(what=each.what, actor_name=each.actor_name), "at", each.at)
    return message


def letter_message(exchange: Exchange, data: bytes) -> pb.ReadLetterResponse:
    """The scan by which somebody asked."""
    message = pb.ReadLetterResponse(file_name=exchange.words.letter_name, file_data=data)
    if exchange.letter is not None:
        message.content_type = exchange.letter.file_type
    return message


def answer_message(found: ReadAnswer) -> pb.ReadAnswerResponse:
    """What was answered."""
    message = pb.ReadAnswerResponse(
        values=found.values,
        file_name=found.exchange.words.file_name,
        content_type=found.exchange.file_type,
        file_data=found.data,
    )
    stamp(message, "hide_time", found.hide_at)
    return message
