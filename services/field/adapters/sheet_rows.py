"""Sheets to rows and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from services.field.domain.sheet import Answer, Reviewed, Sheet
from services.field.domain.standing import Review
from services.kernel.persistence.moments import aware


def values_of(sheet: Sheet) -> dict[str, Any]:
    """Of a row."""
    return {
        "id": sheet.id,
        "checklist_id": sheet.checklist_id,
        "territory_path": sheet.territory_path,
        "object": sheet.object,
        "building_id": sheet.building_id,
        "room": sheet.room,
        "by_id": sheet.by,
        "at": sheet.at,
        "answers": [asdict(each) for each in sheet.answers],
        "alarms": sheet.alarms,
        "cases": sheet.cases,
        "version": sheet.version,
        "period": sheet.period,
        "review": sheet.reviewed.verdict.value,
        "review_note": sheet.reviewed.note,
        "reviewed_by": sheet.reviewed.by,
        "reviewed_at": sheet.reviewed.at,
    }


def sheet_of(row: Any) -> Sheet:
    """From a row."""
    return Sheet(
        id=row.id,
        checklist_id=row.checklist_id,
        territory_path=row.territory_path,
        object=row.object,
        by=row.by_id,
        at=aware(row.at),
        building_id=row.building_id,
        room=row.room,
        version=row.version,
        answers=[Answer(**{**each, "photo_ids": tuple(each["photo_ids"])}) for each in row.answers],
        period=row.period,
        reviewed=Reviewed(Review(row.review), row.review_note, row.reviewed_by, aware(row.reviewed_at)),
    )
