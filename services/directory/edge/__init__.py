"""Console pages of the directory service: speak gRPC alone, as the signed-in reader."""

from __future__ import annotations

import importlib
from types import ModuleType

from flask import Blueprint

from services.kernel.web.pages import pages

VIEWS = (
    "me",
    "me_second_factor",
    "people",
    "accounts",
    "account_acts",
    "account_second_factor",
    "roles",
    "grants",
    "grant_acts",
    "imports",
    "log",
    "territories",
    "territory_edit",
    "territory_map",
    "grid_changes",
    "lookups",
    "organisations",
    "organisation_edit",
    "post_edit",
    "posts",
    "rosters",
    "boards",
    "sites",
    "site_edit",
    "work_pictures",
    "dictionaries",
    "working_calendar",
    "rules",
    "catalogue",
    "catalogue_sheet",
    "recurring_duties",
)
"""Modules of this package that have ``add(blueprint)``."""


def blueprint() -> Blueprint:
    """All pages under ``/directory``."""
    made = pages("directory", __name__)
    for name in VIEWS:
        module: ModuleType = importlib.import_module(f"{__name__}.{name}")
        module.add(made)
    return made
