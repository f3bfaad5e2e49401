"""A request between places as a row, its words sealed, and back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from services.kernel.persistence.moments import aware
from services.population.adapters.sealing import Sealing
from services.population.domain.coordination.exchange import Exchange, ExchangeState
from services.population.domain.coordination.letters import Letter, Step, Words

_PLAIN = (
    "id",
    "number",
    "purpose_code",
    "purpose_version",
    "keep_days",
    "from_path",
    "to_path",
    "to_name",
    "to_unit_id",
    "person_id",
    "erase_on",
    "fingerprint",
    "file_id",
    "file_type",
    "read",
    "erased",
    "version",
)
_MOMENTS = ("due_at", "near_at", "remind_at")


def values_of(sealing: Sealing, made: Exchange) -> dict[str, Any]:
    """As it is stored."""
    words = made.words
    sealed = {
        "n": words.name,
        "d": words.document_number,
        "o": words.note,
        "r": words.reason,
        "f": words.file_name,
        "v": dict(words.values) or None,
        "a": words.address,
        "l": words.letter_name,
    }
    letter = made.letter
    return {name: getattr(made, name) for name in (*_PLAIN, *_MOMENTS)} | {
        "letter_sender": letter.sender if letter else "",
        "letter_number": letter.number if letter else "",
        "letter_on": letter.on if letter else None,
        "letter_file_id": letter.file_id if letter else "",
        "letter_file_type": letter.file_type if letter else "",
        "state": made.state.value,
        "document_blind": sealing.document(words.document_number),
        "fields": list(made.fields),
        "answered_fields": list(made.answered_fields),
        "steps": [[each.what, each.at.isoformat(), each.actor_name] for each in made.steps],
        "sealed": sealing.seal("exchange", made.id, sealed),
    }


def exchange_of(sealing: Sealing, row: Any) -> Exchange:
    """As it was stored."""
    opened = sealing.open("exchange", row.id, row.sealed)
    moments: dict[str, Any] = {name: _moment(getattr(row, name)) for name in _MOMENTS}
    return Exchange(
        **{name: getattr(row, name) for name in _PLAIN},
        **moments,
        state=ExchangeState(row.state),
        fields=tuple(row.fields),
        answered_fields=tuple(row.answered_fields),
        steps=tuple(Step(what, datetime.fromisoformat(at), name) for what, at, name in row.steps),
        words=Words(
            name=opened.get("n", ""),
            document_number=opened.get("d", ""),
            note=opened.get("o", ""),
            reason=opened.get("r", ""),
            file_name=opened.get("f", ""),
            values=opened.get("v", {}),
            address=opened.get("a", ""),
            letter_name=opened.get("l", ""),
        ),
        letter=_letter(row),
    )


def _letter(row: Any) -> Letter | None:
    if row.letter_on is None:
        return None
    return Letter(
        row.letter_sender, row.letter_number, row.letter_on, row.letter_file_id, row.letter_file_type
    )


def _moment(found: datetime | None) -> datetime | None:
    return aware(found) if found is not None else None
