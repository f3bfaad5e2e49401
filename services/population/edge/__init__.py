"""Console pages of the register: speak gRPC alone, as the signed-in reader."""

from __future__ import annotations

import importlib

from flask import Blueprint

from services.kernel.web.pages import pages

VIEWS = (
    "promise",
    "rights",
    "proposals",
    "proposal_files",
    "proposing",
    "proposing_homes",
    "forms",
    "form_templates",
    "overview",
    "lookups",
    "people",
    "person",
    "household",
    "dwelling",
    "building",
    "maps",
    "statistics",
    "weeks",
    "meetings",
    "demand",
    "acts_demand",
    "twins",
    "imports",
    "exports",
    "visits",
    "visits_part",
    "incomers",
    "acts_incomers",
    "rentals",
    "worksites",
    "commitments",
    "stations",
    "incomers_part",
    "coordination",
    "exchange",
    "exchange_whole",
    "received_letters",
    "purposes",
    "joint_checks",
    "record_types",
    "records",
    "revealing",
    "carers",
    "acts_records",
    "establishments",
    "participants",
    "acts_participants",
    "boards",
    "acts_grounds",
    "ledgers",
    "acts_people",
    "acts_moving",
    "acts_households",
    "acts_dwellings",
)
"""Modules of this package that have ``add(blueprint)``."""


def blueprint() -> Blueprint:
    """All pages under ``/population``."""
    made = pages("population", __name__)
    for name in VIEWS:
        importlib.import_module(f"{__name__}.{name}").add(made)
    return made
