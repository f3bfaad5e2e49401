"""Changes to the contract: which fields, masked before and masked after."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.kernel.security.masks import mask_address, mask_identity, mask_name, mask_numbers_in, mask_phone
from services.population.application.commands.reversing import NOT_TAKEN_BACK
from services.population.application.ports import FiledEvidence, StoredChange
from services.population.entrypoints.messages import attachment, stamp
from wangge.population.v1 import register_pb2 as pb

_MASKS = {
    "document_number": mask_identity,
    "phone": mask_phone,
    "owner_phone": mask_phone,
    "owner_name": mask_name,
    "registered_address": mask_address,
    "address": mask_address,
}


def change(found: StoredChange, evidence: list[FiledEvidence]) -> pb.Change:
    """One thing that was recorded."""
    message = pb.Change(
        id=found.id,
        actor_id=found.actor_id,
        actor_name=found.actor_name,
        command=found.command,
        effective_on=found.effective_on.isoformat() if found.effective_on else "",
        reason=mask_numbers_in(found.reason),
        evidence=[attachment(each) for each in evidence],
        reversed_by=found.reversed_by,
        reverses=found.reverses,
        reversible=not found.reversed_by and found.command not in NOT_TAKEN_BACK,
    )
    stamp(message, "at", found.at)
    for effect in found.effects:
        for name, before, after in effect.fields():
            masked = _MASKS.get(name)
            message.fields.add(
                record_type=effect.record_type.value,
                record_id=effect.after.id,
                field=name,
                before=_text(before, masked),
                after=_text(after, masked),
            )
    return message


def _text(value: Any, masked: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return str(masked(str(value)) if masked is not None else value)
