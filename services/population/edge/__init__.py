"""Console pages of the register: speak gRPC alone, as the signed-in reader."""

from __future__ import annotations

import importlib

from flask import Blueprint

from services.kernel.web.pages import pages

VIEWS = (
    "promise",
    "rights",
    "proposals",
    "proposing",
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
    "twins",
    "imports",
    "exports",
    "visits",
    "incomers",
    "rentals",
    "record_types",
    "records",
    "acts_records",
    "establishments",
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
