"""Exports as messages."""

from __future__ import annotations

from services.kernel.call import Call
from services.kernel.territory_codes import code_of
from services.population.adapters.places import SqlPlaces
from services.population.application.transfers.export_model import Export
from services.population.application.transfers.sheets import Sheets
from services.population.domain.kinds import Occupancy, ResidenceKind
from services.population.entrypoints.transfers_messages import stamp
from services.population.entrypoints.words import number
from wangge.population.v1 import transfers_pb2 as pb


def export(found: Export, call: Call, places: SqlPlaces, sheets: Sheets) -> pb.RegisterExport:
    """An export as it is shown."""
    names = places.place_names(found.paths)
    kind, occupancy = found.asked.get("kind"), found.asked.get("occupancy")
    type_code = found.asked.get("type", "")
    title_zh, title_en = sheets.titles(type_code)
    message = pb.RegisterExport(
        id=found.id,
        kind=found.kind,
        state=found.state,
        purpose=found.purpose,
        asked_by=found.asked_by_name,
        decided_by_name=found.decided_by_name,
        opinion=found.opinion,
        rows=found.rows,
        territory_codes=[code_of(each) for each in found.paths if each],
        territory_names=[names.get(each, "") for each in found.paths if each],
        wants_whole=found.wants_whole,
        whole=found.whole,
        actions=found.actions(call),
        residence_kind=number(ResidenceKind(kind)) if kind else None,
        occupancy=number(Occupancy(occupancy)) if occupancy else None,
        type_code=type_code,
        type_title_zh=title_zh,
        type_title_en=title_en,
    )
    stamp(message.asked_at, found.asked_at)
    stamp(message.decided_at, found.decided_at)
    return message
