"""Checks and defects of rented dwellings, worksites and employers to the contract."""

from __future__ import annotations

from datetime import date

from services.population.application.ports import FiledEvidence
from services.population.application.room import today_in_china
from services.population.domain.safety import Check, Defect, Item
from wangge.population.v1 import register_pb2
from wangge.population.v1 import rentals_pb2 as pb


def item_message(item: Item) -> pb.CheckItem:
    """What is looked at."""
    return pb.CheckItem(
        code=item.code,
        title_zh=item.title_zh,
        title_en=item.title_en,
        limit_days=item.limit_days,
        opens_case=item.opens_case,
    )


def check_message(check: Check) -> pb.RentalCheck:
    """Somebody looked."""
    return pb.RentalCheck(
        id=check.id,
        on=today_in_china(check.at).isoformat(),
        worker_name=check.worker_name,
        failed=check.failed,
    )


def defect_message(defect: Defect, today: date) -> pb.RentalDefect:
    """What is or was to be put right."""
    return pb.RentalDefect(
        id=defect.id,
        code=defect.code,
        found_on=day_text(defect.found_on),
        due_on=day_text(defect.due_on),
        rectified_on=day_text(defect.rectified_on),
        overdue=defect.open and defect.due_on < today,
    )


def day_text(value: date | None) -> str:
    """A day of the contract; empty for none."""
    return value.isoformat() if value is not None else ""


def evidence_message(filed: FiledEvidence, data: bytes) -> register_pb2.EvidenceData:
    """A signed letter as it was added."""
    return register_pb2.EvidenceData(file_name=filed.file_name, content_type=filed.content_type, data=data)
