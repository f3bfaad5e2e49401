"""Console pages of the cases service: speak gRPC alone, as the signed-in reader."""

from __future__ import annotations

import importlib
from types import ModuleType

from flask import Blueprint

from services.kernel.web.pages import pages

VIEWS = (
    "brief",
    "lookups",
    "work",
    "lists",
    "by_reporter",
    "kept_lists",
    "board",
    "wall",
    "detail",
    "comments",
    "actions",
    "report",
    "receipt",
    "files",
    "dossier",
    "grounds",
    "maps",
    "dashboard",
    "simulator",
    "orders",
    "listed",
    "screenings",
    "accountability",
    "replies",
    "exports",
    "imports",
)
"""Modules of this package that have ``add(blueprint)``."""


def blueprint() -> Blueprint:
    """All pages under ``/cases``."""
    made = pages("cases", __name__)
    for name in VIEWS:
        module: ModuleType = importlib.import_module(f"{__name__}.{name}")
        module.add(made)
    return made
