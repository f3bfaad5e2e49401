"""The handheld under /field: a shell that works without a network, and the badge that anybody may verify."""

from __future__ import annotations

from flask import Blueprint

from services.field.edge import (
    badges,
    buildings,
    checklist_items,
    checklist_results,
    checklists,
    guides,
    list_filling,
    list_pages,
    lists,
    points,
    shell,
    start,
    work_log_own,
    work_log_plans,
    work_log_weeks,
    work_log_words,
    work_logs,
)


def blueprint() -> Blueprint:
    """Everything under ``/field``. What the shell's scripts show, they fetch from the REST API."""
    made = Blueprint("field", __name__, url_prefix="/field", template_folder="templates")
    shell.add(made)
    badges.add(made)
    start.add(made)
    for each in (points, guides, checklists, checklist_items, checklist_results, buildings):
        each.add(made)
    for each in (lists, list_pages, list_filling):
        each.add(made)
    for each in (work_log_words, work_log_own, work_logs, work_log_weeks, work_log_plans):
        each.add(made)
    return made
