"""Whole values of a record, or of who represents a unit: for a purpose, for five minutes (FLD-07)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, render_template, request

from services.kernel.errors import Forbidden, NotFound, Refusal, Unauthenticated, Unavailable
from services.kernel.web.forms import Form
from services.kernel.web.pages import needs
from services.kernel.web.texts import Text
from services.population.edge import acts, families
from services.population.edge.families import grounds, records
from services.population.edge.records import declared_of
from services.population.edge.register import REVEAL
from services.population.edge.whole_values import fields_for, purpose_said
from wangge.population.v1 import establishments_pb2
from wangge.population.v1 import families_pb2 as pb


def add(blueprint: Blueprint) -> None:
    """Add the forms."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/record/<record>/reveal", view_func=reveal_record, methods=both)
    blueprint.add_url_rule("/establishment/<unit>/reveal", view_func=reveal_establishment, methods=both)


@needs(REVEAL)
def reveal_record(record: str) -> Any:
    """The personal fields of a record."""
    found = records().GetServiceRecord(pb.GetServiceRecordRequest(id=record))
    titles = families.personal_of(declared_of(found), found)
    if not titles:
        raise NotFound()
    about = f"{found.subject_name} · {Text(found.type_title_zh, found.type_title_en or found.type_title_zh)}"
    message = pb.RevealServiceRecordRequest(id=record)
    return _answered(message, titles, records().RevealServiceRecord, about, f"/population/record/{record}")


@needs(REVEAL)
def reveal_establishment(unit: str) -> Any:
    """Who represents the unit."""
    found = grounds().GetEstablishment(establishments_pb2.GetEstablishmentRequest(id=unit))
    titles = {name: families.FIELDS[name] for name in ("representative", "representative_phone")}
    message = establishments_pb2.RevealEstablishmentRequest(id=unit)
    back = f"/population/establishment/{unit}"
    return _answered(message, titles, grounds().RevealEstablishment, found.name, back)


def _answered(
    message: Any, titles: Mapping[str, Text], send: Callable[[Any], Any], about: str, back: str
) -> Any:
    fields = fields_for(
        titles, Text("查看会留下记录，本人可以知道。", "Looking is recorded; the person may see it.")
    )
    form = Form(message, fields, {"fields": list(titles)})
    shown = None
    if request.method == "POST":
        form.read()
        acts.must_be_given(form, "fields")
    if request.method == "POST" and form.ok:
        form.message.purpose = purpose_said(form)
        try:
            shown = send(form.message)
        except (Forbidden, NotFound, Unauthenticated, Unavailable):
            raise
        except Refusal as refusal:
            form.refused(refusal)
    page = render_template(
        "population/reveal.html", form=form, shown=shown, about=about, back=back, titles=titles
    )
    status = 422 if request.method == "POST" and shown is None else 200
    return page, status, {"Cache-Control": "no-store"}
