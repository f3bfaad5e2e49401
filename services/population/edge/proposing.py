"""Proposing a correction at the record itself: for those who cannot, or would rather not, record it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, g, render_template, request
from markupsafe import Markup

from services.kernel.errors import Forbidden, NotFound, Refusal, Unauthenticated, Unavailable
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from services.population.edge import person_tabs, words
from services.population.edge.proposals import HOME, MAKE
from services.population.edge.proposals import stub as proposals
from services.population.edge.register import stub
from wangge.population.v1 import proposals_pb2 as pb
from wangge.population.v1 import register_pb2

Options = list[tuple[str, Text]]


def add(blueprint: Blueprint) -> None:
    """Add the forms."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/person/<person>/propose", view_func=propose_for_person, methods=both)
    blueprint.add_url_rule("/person/<person>/propose-leaving", view_func=propose_leaving, methods=both)
    blueprint.add_url_rule("/dwelling/<dwelling>/propose", view_func=propose_for_dwelling, methods=both)


@needs(MAKE)
def propose_for_person(person: str) -> Any:
    """What is filled in is proposed, the rest stays."""
    found = stub().GetPerson(register_pb2.GetPersonRequest(id=person))
    fields = [
        _field("name", hint=found.name),
        _field("sex", "choice", _options(register_pb2.Sex, words.SEXES, _letter)),
        _field("born_on", "date"),
        _field("document_number", "code", hint=found.document_number),
        _field("phone", "phone", hint=found.phone),
        _field("registered_address", hint=found.registered_address),
    ]
    message = pb.MakeProposalRequest(kind="correct_person", person_id=person, etag=found.etag)
    return _answered(message, fields, found.name, f"/population/person/{person}")


@needs(MAKE)
def propose_leaving(person: str) -> Any:
    """Somebody has left."""
    found = stub().GetPerson(register_pb2.GetPersonRequest(id=person))
    fields = [_field("day", "date", title=Text("哪天迁出", "Left on")), _field("destination")]
    message = pb.MakeProposalRequest(kind="move_out", person_id=person, etag=found.etag)
    return _answered(message, fields, found.name, f"/population/person/{person}")


@needs(MAKE)
def propose_for_dwelling(dwelling: str) -> Any:
    """Of a dwelling."""
    found = stub().GetDwelling(register_pb2.GetDwellingRequest(id=dwelling))
    fields = [
        _field("address", hint=found.address),
        _field("room", hint=found.room),
        _field("area", "number", hint=f"{found.area:g}" if found.area else ""),
        _field("use", "choice", _options(register_pb2.DwellingUse, words.USES, _lower("DWELLING_USE_"))),
        _field(
            "occupancy", "choice", _options(register_pb2.Occupancy, words.OCCUPANCIES, _lower("OCCUPANCY_"))
        ),
        _field("owner_name", hint=found.owner_name),
        _field("owner_phone", "phone", hint=found.owner_phone),
    ]
    message = pb.MakeProposalRequest(kind="correct_dwelling", dwelling_id=dwelling, etag=found.etag)
    return _answered(message, fields, found.address, f"/population/dwelling/{dwelling}")


def _answered(message: pb.MakeProposalRequest, fields: list[Field], about: str, back: str) -> Any:
    reason = Field("reason", Text("依据", "On what grounds"), "area", rows=2, required=True)
    form = Form(message, [*fields, reason])
    if request.method == "POST" and form.read():
        for each in fields:
            if value := form.value(each.name):
                form.message.values[each.name.removeprefix("values.")] = value
        form.message.checked = True
        try:
            proposals().MakeProposal(form.message)
            return done(f"{HOME}/mine", t("已提交审核", "Handed on for review"))
        except (Forbidden, NotFound, Unauthenticated, Unavailable):
            raise
        except Refusal as refusal:
            form.refused(refusal)
    page = render_template("population/propose.html", form=form, about=about, back=back)
    return page, 422 if request.method == "POST" else 200


def _field(
    name: str, kind: str = "text", options: Options | None = None, hint: str = "", title: Text | None = None
) -> Field:
    return Field(
        f"values.{name}",
        title or words.FIELDS[name],
        kind,
        options or (),
        apart=True,
        required=False,
        help=Text(f"现登记：{hint}", f"Now: {hint}") if hint else None,
    )


def _lower(prefix: str) -> Callable[[str], str]:
    return lambda name: name.removeprefix(prefix).lower()


def _letter(name: str) -> str:
    return {"SEX_MALE": "m", "SEX_FEMALE": "f"}[name]


def _options(enum: Any, titles: Mapping[int, Text], worded: Callable[[str], str]) -> Options:
    return [(worded(name), text) for name, text in words.options(enum, titles)]


def _tab(record: Any) -> Markup | str:
    if not g.may(MAKE) or getattr(record, "ended", False) or getattr(record, "restricted", False):
        return ""
    kind = "person" if hasattr(record, "born_on") else "dwelling"
    return Markup(render_template("population/propose_part.html", kind=kind, record=record))


for _page in ("person", "dwelling"):
    person_tabs.register(
        _page, "propose", Text("发现信息有误", "Something is wrong"), _tab, order=800, permissions=(MAKE,)
    )
