"""The handheld under /field: a shell that works without a network, and the badge that anybody may verify."""

from __future__ import annotations

from flask import Blueprint

from services.field.edge import badges, shell, start


def blueprint() -> Blueprint:
    """Everything under ``/field``. What the shell's scripts show, they fetch from the REST API."""
    made = Blueprint("field", __name__, url_prefix="/field", template_folder="templates")
    shell.add(made)
    badges.add(made)
    start.add(made)
    return made
